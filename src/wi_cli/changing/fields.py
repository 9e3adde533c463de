"""
Single values of a member set and taken out: any number of them, planned on
the text as it was read, made and compared with what is meant once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wi_cli.changing import declaring, printed, write
from wi_cli.errors import MemberNotFoundError, NothingFoundError, UsageError
from wi_cli.registry import paths
from wi_cli.registry.edits import Edit, joined
from wi_cli.registry.schema import ranks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wi_cli.changing.splice import Spliced
    from wi_cli.registry.paths import Document
    from wi_cli.registry.values import Path


class Fields:
    """
    Changes to the fields of members, one after the other; `document` is what they have made of the registry so far.

    The plan speaks of places in the old document, where an element keeps its
    number when one before it goes; new ones get the numbers that follow.  It
    holds the places that get another value, the nearest to the root first
    that is new or written whole, and those that go.
    """

    def __init__(self, old: Spliced) -> None:
        self._old = old
        self.document: Document = old.document
        self._set: dict[Path, None] = {}
        self._gone: dict[Path, None] = {}
        # Of each list the old numbers of what is in it now.
        self._elements: dict[Path, list[int]] = {}
        self._declared: dict[str, dict[str, Any]] = {}
        self.remarks: list[str] = []
        """What somebody should know of the changes."""

    @property
    def before(self) -> Document:
        """
        The registry without the changes.
        """
        return self._old.document

    def declare(self, items: Mapping[str, Mapping[str, Any]]) -> None:
        """
        Declare what isn't declared yet, by table.
        """
        for table, entries in items.items():
            for name, item in entries.items():
                self.document = paths.with_value(self.document, (table, name), item)
                self._declared.setdefault(table, {})[name] = item

    def put(self, path: Path, value: Any) -> None:
        """
        Set a value; the tables that it needs are made.
        """
        if paths.at(self.document, path[:2]) is None:
            raise MemberNotFoundError(str(path[1]))
        place = self._place(path, growing=True)
        blocks = self._old.blocks
        is_element = place == path and isinstance(path[-1], int) and blocks.has_tables(place[:-1])
        if blocks.has_tables(place) or (is_element and not isinstance(value, dict)):
            name = paths.field_name(path)
            number = ".0" * isinstance(paths.at(self.document, path), list)
            raise UsageError(f"{name} is no single value", f"set its fields: {name}{number}.FIELD=VALUE")
        self.document = paths.with_value(self.document, path, value)
        self._forget(place)
        self._set[place] = None

    def drop(self, path: Path) -> None:
        """
        Take out a value, a table or an element of an array; an array of tables goes with its last one.

        Raises `NothingFoundError` if it isn't there.
        """
        if paths.at(self.document, path) is None:
            raise NothingFoundError(f"{path[1]!r} has no {'.'.join(map(str, path[2:]))}")
        if isinstance(path[-1], int) and self._is_only_table(path[:-1]):
            self.drop(path[:-1])
            return
        place = self._place(path)
        self.document = paths.without_value(self.document, path)
        if len(place) < len(path):  # within what is written whole
            return
        if isinstance(place[-1], int):
            self._numbers(place[:-1]).remove(place[-1])
        self._forget(place)
        if paths.at(self._old.document, place) is not None:
            self._gone[place] = None

    def made(self) -> Spliced:
        """
        The registry with all changes.

        Raises `CannotChangeError` if it can't be written so that nothing else changes.
        """
        old = self._old
        # What comes first in the format, as single fields do, comes first where several are put in.
        new = [self._edit(place) for place in sorted(self._set, key=_in_format_order)]
        gone, remarks = old.without([*self._gone], self._now, new)
        outdated, more = self._outdated()
        declared = declaring.declared(old, self._declared, self.document)
        return old.changed([*declared, *joined(new), *gone, *outdated], self.document, [*self.remarks, *remarks, *more])

    def _outdated(self) -> tuple[list[Edit], list[str]]:
        """
        The edits that take out comments on how values were printed that are others now, and remarks on these
        and on the comments that stay beside other values.
        """
        edits: list[Edit] = []
        remarks = []
        for place in self._set:
            value = paths.at(self._old.document, place)
            if value is None or isinstance(value, dict | list) or value == self._now(place):
                continue
            for comment, span in self._old.blocks.comments_of_pair(place):
                if printed.is_of_old_value(comment, value):
                    edits.append(Edit(*span, ""))
                    remarks.append(f"the comment {comment!r} went with the old value of {paths.field_name(place)}")
                elif "wi:" not in comment:
                    remarks.append(f"the comment {comment!r} stays beside the new value of {paths.field_name(place)}")
        return edits, remarks

    def _forget(self, place: Path) -> None:
        """
        Plan nothing at a place or below it.
        """
        for planned in (self._set, self._gone):
            for below in [one for one in planned if one[: len(place)] == place]:
                del planned[below]

    def _is_only_table(self, array: Path) -> bool:
        items = paths.at(self.document, array)
        if len(items) != 1:
            return False
        place = self._place(array)
        if paths.at(self._old.document, place) is not None:
            return place not in self._set and self._old.blocks.has_tables(place)
        return len(place) == len(array) and write.has_header(str(array[-1]), items)

    # -- places in the old document --

    def _place(self, path: Path, *, growing: bool = False) -> Path:
        """
        The old place of a path, as far as there is one; what is new may be given a number.
        """
        place: Path = ()
        for part in path:
            if isinstance(part, int) and isinstance(paths.at(self._old.document, place), list):
                numbers = self._numbers(place)
                if growing and part == len(numbers):
                    numbers.append(max([len(paths.at(self._old.document, place)) - 1, *numbers]) + 1)
                if part < len(numbers):
                    part = numbers[part]  # noqa: PLW2901  # the same element
            place = (*place, part)
            if place in self._set or paths.at(self._old.document, place) is None:
                break
        return place

    def _numbers(self, array: Path) -> list[int]:
        return self._elements.setdefault(array, list(range(len(paths.at(self._old.document, array)))))

    def _now(self, place: Path) -> Any:
        """
        What is meant to be at an old place.
        """
        path: Path = ()
        for n, part in enumerate(place):
            moved = isinstance(part, int) and place[:n] in self._elements
            path = (*path, self._elements[place[:n]].index(int(part)) if moved else part)
        return paths.at(self.document, path)

    # -- edits --

    def _edit(self, place: Path) -> Edit:
        """
        The edit that writes what is meant at a place, which was there or whose parent was.
        """
        old, parent, value = self._old, place[:-1], self._now(place)
        if paths.at(old.document, place) is not None:
            return old.rewritten(place, value)
        if isinstance(place[-1], int) and old.blocks.has_tables(parent):
            return old.new_tables(parent, [value], element=True)
        if parent == place[:2] and old.blocks.has_header(parent) and write.has_header(str(place[2]), value):
            many = isinstance(value, list)
            return old.new_tables(place, value if many else [value], element=many)
        if not isinstance(place[-1], int) and old.is_place_for(parent):
            return old.new_pair(place, value)
        return old.rewritten(parent, self._now(parent))  # which is in one line


def _in_format_order(place: Path) -> list[int]:
    """
    What sorts the places of a member as the format has them.
    """
    return [part if isinstance(part, int) else ranks(place[:n]).get(part, 0) for n, part in enumerate(place) if n > 1]
