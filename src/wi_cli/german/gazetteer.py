"""
Which places there are: a real town is no slip of another one, member or not.
"""

from __future__ import annotations

from functools import cache, lru_cache
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
    return any(name.words in (place.words, place.words[: place.core]) for place in _having(name.words[0]))


def are_two(name: PlaceName, other: PlaceName) -> bool:
    """
    Whether these are the full names of two places, one with an addition: Oldenburg, and Oldenburg in Holstein.
    """
    return len(name.words) != len(other.words) and all(
        any(one.words == place.words for place in _having(one.words[0])) for one in (name, other)
    )


@lru_cache(maxsize=64)
def _having(word: str) -> list[PlaceName]:
    """
    What the names say that have this folded word.
    """
    sought = f" {word} "
    return [place for folded, line in _lines() if sought in folded for place in place_names(line)]


@cache
def _lines() -> list[tuple[str, str]]:
    """
    Each line, folded between two blanks and as it is: 20 ms, and needed only once a name is no member's.
    """
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return [(f" {fold(line)} ", line) for line in lines if not line.startswith("#")]
