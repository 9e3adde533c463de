"""
Word forms: Schule and Schulen, Schulamt and Schulämter, Praktikum and Praktika have one stem.

The stems are those of the German Snowball stemmer; on top come endings from Latin and women's forms.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

SHORTEST_INFLECTED = 4
"""A shorter word is looked for as it is."""
_WOMEN = re.compile(r"(?<=er)in(?:nen)?$")
# Kitas; Thema, Praktikum and Praktika, Museum, without the ends of Raum and Baum.
_LATIN = re.compile(r"(?<=[aiouy])s$|(?<=\w{3})(?<!a)um$|(?<=\w{3})a$")


@cache
def stem(word: str) -> str:
    """
    The stem of one small word, umlauts as bare vowels; the word itself if it is too short.
    """
    if len(word) < SHORTEST_INFLECTED:
        return word
    found: str = _stemmer().stemWord(_WOMEN.sub("", word))
    for _ in range(2):
        found = _LATIN.sub("", found)
    return found


@cache
def _stemmer() -> Any:
    from Stemmer import Stemmer

    return Stemmer("german")
