"""
Characters that nobody sees, and those that look like others.

Names of characters and what they are for: The Unicode Standard, 23 and UTS #39.
"""

from __future__ import annotations

import re
import unicodedata

_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Soft hyphen, joiners and variation selectors: words and emoji are written with them.
_SHAPING = "\u00ad\u034f\u200c\u200d\ufe00-\ufe0f"
# Zero-width space, word joiner, byte order mark, fillers and the blank of Braille.
_HIDDEN = "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060\u2061-\u2065\u2800\u3164\ufeff\uffa0\ufff0-\ufff8"

BLANK = re.compile(f"[{_BLANKS}]")
"""A blank other than the one that is typed."""
HIDDEN = re.compile(f"[{_HIDDEN}]")
"""What nobody sees, and nobody needs in any text."""
HIDDEN_IN_NAMES = re.compile(f"[{_HIDDEN}{_SHAPING}]")
"""The same, and what helps to set a text but is in the way where it is looked up."""
OUT_OF_PLACE = f"[{_HIDDEN}{_SHAPING}{_BLANKS}\u200e\u200f\u2028-\u202e\u2066-\u206f]"
"""The pattern of what has nothing to do between the words of a formal language."""
HYPHEN = re.compile("[\u2010\u2011]")
"""A hyphen other than the one that is typed."""
DASH = re.compile("[\u2012-\u2015\u2212\ufe58\ufe63]")
"""A dash or a minus, which programs put in the place of a hyphen."""
FULL_WIDTH = re.compile("[\uff01-\uff5e]")
"""A letter or sign in the width of a Chinese one."""

LATIN = dict(
    zip(
        "аеорсухіјѕһԁԛԝАВЕКМНОРСТХУІЈЅ" + "οανιρυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "ſɑɡı",
        "aeopcyxijshdqwABEKMHOPCTXYIJS" + "oavipukABEZHIKMNOPTYX" + "sagi",
        strict=True,
    )
)
"""The plain Latin letter that a Cyrillic, Greek or rare Latin one is taken for (UTS #39, confusables)."""

_LETTERS = re.compile(r"[^\W\d_]+")
# Scripts with letters that look like Latin ones (UTS #39, confusables).
_ALIKE = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")
# Names may be written with them: Yıldız.
_RARE = frozenset("ſɑɡı")


def foreign_letters(text: str, *, alone: bool) -> list[int]:
    """
    Where letters of scripts that look like Latin stand among Latin letters of the same word; with `alone`, anywhere,
    and rare Latin ones that look like others.
    """
    if text.isascii():
        return []
    found = []
    for word in _LETTERS.finditer(text):
        scripts = [_script(letter) for letter in word[0]]
        if alone or "LATIN" in scripts:
            found += [word.start() + n for n, script in enumerate(scripts) if script in _ALIKE]
        if alone:
            found += [word.start() + n for n, letter in enumerate(word[0]) if letter in _RARE]
    return found


def narrow(character: str) -> str:
    """
    A letter or sign in the usual width.
    """
    return unicodedata.normalize("NFKC", character)


def described(character: str) -> str:
    """
    What a character is called: "U+200B (zero width space)".
    """
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}{f' ({name})' if name else ''}"


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
