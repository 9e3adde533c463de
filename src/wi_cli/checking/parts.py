"""
A document in parts that are judged one after the other.

Of each error the validator makes an object that takes some thousand bytes, and
it makes all of them before it shows the first: whoever wants no more than the
first thousands has to show it the document bit by bit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wi_cli.registry.values import Path

MOST_VALUES = 5_000
"""How many values a part has, unless they are of one table."""

_NESTING = frozenset({dict, list})
Document = dict[str, Any]


class Part(NamedTuple):
    """
    Neighbouring entries of the list or table at the path `inside`, of a list from the `first` on.
    """

    inside: Path
    first: int
    entries: Any

    def document(self) -> Document:
        """
        A document that holds nothing but these entries; in lists on the way there is one.
        """
        value = self.entries
        for key in reversed(self.inside):
            value = {key: value} if isinstance(key, str) else [value]
        return value  # type: ignore[no-any-return]  # a document's path begins with a key

    def original(self, path: Path) -> Path | None:
        """
        Where something in that document stands; None for what only leads to these entries.
        """
        if self.inside and len(path) <= len(self.inside):
            return None
        key, *below = path[len(self.inside) :] or (None,)
        if key is None:
            return ()
        return (*self.inside, key + self.first if isinstance(key, int) else key, *below)


def parts(document: Document, is_open: Callable[[Path], bool]) -> Iterator[Part]:
    """
    Parts that together hold all of a document, in its order.  A table stays whole, but for what is in it, unless
    it is open: of such a one, as of a list, a part may have some entries.
    """
    rest, _, apart = _split(document, (), is_open)
    yield Part((), 0, rest)
    yield from apart


def _split(value: Any, path: Path, is_open: Callable[[Path], bool]) -> tuple[Any, int, list[Part]]:
    """
    A table or list, emptied if it has too many values; how many it has; and the parts that were taken out.
    """
    is_list = isinstance(value, list)
    may_split = is_list or is_open(path)
    apart: list[Part] = []
    group: dict[str | int, Any] = {}
    number = 1

    def part() -> Part:
        return Part(path, next(iter(group)), [*group.values()]) if is_list else Part(path, 0, group)

    for key, item in enumerate(value) if is_list else value.items():
        below: list[Part] = []
        if type(item) in _NESTING:
            group[key], values, below = _split(item, (*path, key), is_open)
            number += values
        else:
            group[key] = item
            number += 1
        if may_split and (number > MOST_VALUES or below):
            apart.append(part())
            group, number = {}, 1
        apart += below
    if not apart:
        return value, number, []
    if not may_split:
        return group, number, apart
    return type(value)(), 1, [*apart, part()] if group else apart
