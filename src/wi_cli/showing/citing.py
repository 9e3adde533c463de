"""
Sources by number: in the order in which a page first names them, and what is said of each below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wi_cli.german import wording
from wi_cli.german.wording import visible
from wi_cli.showing import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wi_cli.registry.values import Registry, Source


class Reading(NamedTuple):
    """
    A link, or a source with its number; `url` is "" where none is known.
    """

    number: int
    title: str
    details: str
    url: str


class Numbering:
    """
    Numbers sources in the order in which they are first named.
    """

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._numbers: dict[str, int] = {}

    def of(self, keys: Iterable[str]) -> tuple[int, ...]:
        """
        The numbers of these sources.
        """
        return tuple(self._numbers.setdefault(key, len(self._numbers) + 1) for key in keys)

    def titles(self, keys: Sequence[str]) -> tuple[str, ...]:
        """
        What these sources are called.
        """
        return tuple(phrases.source(key, self._registry) for key in keys)

    def readings(self, *, notes: bool = True) -> tuple[Reading, ...]:
        """
        All sources that have a number, in that order, with what is noted of them.
        """
        found = ((n, key, self._registry.sources.get(key)) for key, n in self._numbers.items())
        return tuple(_source(n, key, one if notes or not one else one._replace(note=None)) for n, key, one in found)


def _source(number: int, key: str, source: Source | None) -> Reading:
    if source is None:
        return Reading(number, visible(key), "", "")
    note = source.note or ""
    # Many notes say more about a missing date than one word can.
    date = wording.short_date(source.date) if source.date else "" if wording.UNDATED in note else wording.UNDATED
    details = ", ".join(part for part in (source.publisher, date, note) if part)
    return Reading(number, visible(source.title), visible(details), visible(source.url or ""))


def references(numbers: Sequence[int]) -> str:
    """
    "[1, 3]", or nothing.
    """
    return f"[{', '.join(map(str, numbers))}]" if numbers else ""
