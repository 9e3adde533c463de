"""
Which places there are: a real town is no slip of another one, member or not.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from wi_cli.german.placenames import place_names
from wi_cli.german.spelling import fold

if TYPE_CHECKING:
    from wi_cli.german.placenames import PlaceName

_FILE = Path(__file__).with_name("gazetteer.txt")


def is_real(name: PlaceName) -> bool:
    """
    Whether a place in Germany is called so, in full or without its addition, whatever is said of its kind.
    """
    return any(name.words in (place.words, place.words[: place.core]) for place in _beginning(name.words[0]))


def are_two(name: PlaceName, other: PlaceName) -> bool:
    """
    Whether these are the full names of two places, one with an addition: Oldenburg, and Oldenburg in Holstein.
    """
    return len(name.words) != len(other.words) and all(
        any(one.words == place.words for place in _beginning(one.words[0])) for one in (name, other)
    )


@lru_cache(maxsize=4)
def _beginning(word: str) -> list[PlaceName]:
    """
    What the names say that have this folded word.
    """
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return [place for line in lines if word in fold(line).split() for place in place_names(line)]
