"""
What messages share, so that each stands as a whole sentence in one place and can be translated: numbers and
enumerations are the only parts that are put in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def counted(number: int, one: str, several: str) -> str:
    """
    A clause about a number, given whole for one and for several (or none): "{number} file", "{number} files".
    """
    return (one if number == 1 else several).format(number=number)


def any_of(names: Iterable[str]) -> str:
    """
    "a or b or c".
    """
    return " or ".join(names)


def all_of(names: Iterable[str]) -> str:
    """
    "a and b and c".
    """
    return " and ".join(names)
