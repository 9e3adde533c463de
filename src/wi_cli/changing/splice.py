"""
Where the tables of a registry's text stand, and the edits that put tables and
values in or take them out.

What belongs to a table: the comment lines directly above its header, its pairs,
and the comment lines directly below them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wi_cli.changing import layout
from wi_cli.errors import CannotChangeError, MemberNotFoundError, UsageError
from wi_cli.registry import paths, toml
from wi_cli.registry.edits import Edit, apply
from wi_cli.registry.locate import Lines, Locator, Span
from wi_cli.registry.schema import ranks
from wi_cli.registry.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wi_cli.registry.paths import Document
    from wi_cli.registry.values import Path

_COMMENT = re.compile(r"[ \t]*#(?!:)")


class Spliced:
    """
    A text, its document, and the lines that belong to each of its tables.
    """

    def __init__(self, text: str) -> None:
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.document: Document = toml.loads(text)
        self._original = text
        # A last line without an end is given one, and loses it again in `changed`.
        self.text = text if text.endswith("\n") or not text else text + self.newline
        self._lines = Lines(self.text)
        self._places = Locator(self.text)
        self._headers = [entry.path for entry in self._places.headers]

    def changed(self, edits: Sequence[Edit], meant: Document) -> str:
        """
        The text with these edits made, if it then says what is meant.
        """
        text = apply(self.text, edits)
        if self.text != self._original:
            text = text.removesuffix(self.newline)
        try:
            said: Document | None = toml.loads(text)
        except ValueError:  # no TOML, or too deep
            said = None
        if paths.differences(said, meant):
            raise CannotChangeError(
                "the file is laid out so that this change would touch more of it",
                "nothing was changed: make the change by hand, and please report this",
            )
        return text

    def behind(self, place: int, block: str) -> Edit:
        """
        A block as lines of their own, a blank line below what stands before it.
        """
        return Edit(place, place, f"\n{block}".replace("\n", self.newline))

    def in_front_of(self, place: int, block: str) -> Edit:
        """
        A block as lines of their own, a blank line above what stands behind it.
        """
        return Edit(place, place, f"{block}\n".replace("\n", self.newline))

    def deleted(self, tables: Iterable[tuple[Span, str]]) -> list[Edit]:
        """
        The lines of tables taken out, each perhaps for a header that stays.

        One blank line goes with tables that stand one below the other: that
        above them, if there is one, as `behind` put it there.
        """
        edits: list[Edit] = []
        for (start, end), stays in sorted(tables):
            if edits and edits[-1].end == start:
                first = edits.pop()
                edits.append(Edit(first.start, end, first.new + stays))
            else:
                edits.append(Edit(start, end, stays))
        for n, (start, end, stays) in enumerate(edits):
            blank = start - len(self.newline)
            if stays:
                continue
            if self.text.endswith(f"\n{self.newline}", 0, start) and (not n or edits[n - 1].end <= blank):
                edits[n] = Edit(blank, end, "")
            elif self.text.startswith(self.newline, end):
                edits[n] = Edit(start, end + len(self.newline), "")
        return edits

    # -- tables --

    def member(self, key: str) -> Span:
        """
        The lines of all tables of a member.
        """
        own = [n for n, path in enumerate(self._headers) if path[:2] == ("members", key)]
        if key not in paths.table(self.document, "members"):
            raise MemberNotFoundError(key)
        if not own:
            raise CannotChangeError(f"{key!r} has no table of its own", f"write it as [members.{key}]")
        if own != list(range(own[0], own[-1] + 1)):
            raise CannotChangeError(f"the tables of {key!r} don't stand together", "see wi rule WI208")
        return self._block(own[0])[0], self._block(own[-1])[1]

    def new_member(self, key: str, block: str) -> Edit:
        """
        A member's block in its place.
        """
        keys = list(dict.fromkeys(str(path[1]) for path in self._headers if path[0] == "members" and len(path) > 1))
        if not keys:
            return self.behind(self._end_of("members"), block)
        before = [known for known in keys if known < key] if keys == sorted(keys) else keys
        if not before:
            return self.in_front_of(self.member(keys[0])[0], block)
        return self.behind(self.member(before[-1])[1], block)

    def declared(self, table: str, items: Mapping[str, Any]) -> Edit:
        """
        New entries of a table that declares something, behind those that are there.
        """
        if not any(path[0] == table for path in self._headers):
            return self._declared_without_header(table, items)
        end = self._end_of(table)
        if all(isinstance(item, str) for item in items.values()):  # topics: pairs in one table
            pairs = "".join(layout.pair((name,), item) for name, item in items.items())
            return Edit(end, end, pairs.replace("\n", self.newline))
        for name, item in items.items():
            if not isinstance(item, dict):
                raise CannotChangeError(f"{table}.{name} is no table", "give its fields")
        return self.behind(end, "\n".join(layout.table((table, name), item) for name, item in items.items()))

    def _declared_without_header(self, table: str, items: Mapping[str, Any]) -> Edit:
        """
        As `declared`, of a table that isn't there, or stands in one line.
        """
        if table not in self.document:
            # [kinds] may well be absent, and stands before [topics].
            if table == "kinds" and ("topics",) in self._headers:
                start = self._block(self._headers.index(("topics",)))[0]
                return Edit(start, start, f"{layout.table((table,), items)}\n".replace("\n", self.newline))
            return self.behind(len(self.text), layout.table((table,), items))
        start, end = self._places.value((table,))
        if not self.text.startswith("{", start):
            raise CannotChangeError(f"{table} has no table of its own", f"write it as [{table}]")
        there = self.text[start + 1 : end - 1].rstrip()
        pairs = ", ".join(layout.pair((name,), item).removesuffix("\n") for name, item in items.items())
        comma = "," if there else ""
        return Edit(start + 1 + len(there), end - 1, f"{comma} {pairs} ".replace("\n", self.newline))

    def _end_of(self, name: str) -> int:
        """
        The end of the last table whose path begins so, else of the text.
        """
        own = [n for n, path in enumerate(self._headers) if path[0] == name]
        return self._block(own[-1])[1] if own else len(self.text)

    def _block(self, n: int) -> Span:
        """
        The lines of one table: from the comment directly above its header to
        its last pair and the comment directly below that.
        """
        start = self._places.headers[n].key[0]
        first = self._lines.place(start)[0]
        above = self._last_line(n - 1) if n else 0
        while first - 1 > above and _COMMENT.match(self._lines.text(first - 1)):
            first -= 1
        last = self._last_line(n)
        limit = len(self._lines)
        if n + 1 < len(self._headers):
            limit = self._lines.place(self._places.headers[n + 1].key[0])[0]
        below = last
        while below + 1 < limit and _COMMENT.match(self._lines.text(below + 1)):
            below += 1
        # A comment between two headers without a blank line belongs to the second.
        last = below if below + 1 < limit or n + 1 == len(self._headers) else last
        return self._lines.offset(first, 1), self._line_end(last)

    def _last_line(self, n: int) -> int:
        """
        The line in which the last pair of a table ends.
        """
        return self._lines.place(max(self._places.end(n) - 1, 0))[0]

    def _line_end(self, line: int) -> int:
        return self._lines.offset(line + 1, 1) if line < len(self._lines) else len(self.text)

    def _header(self, path: Path) -> int | None:
        return self._headers.index(path) if path in self._headers else None

    # -- values --

    def is_only_table(self, path: Path) -> bool:
        """
        Whether a path is the one element of an array of tables, of which nothing stays without it.
        """
        return path in self._headers and isinstance(path[-1], int) and len(paths.at(self.document, path[:-1])) == 1

    def with_value(self, path: Path, value: Any) -> Edit:
        """
        The edit that sets a value.
        """
        if any(header[: len(path)] == path for header in self._headers):
            name = paths.field_name(path)
            number = ".0" * isinstance(paths.at(self.document, path), list)
            raise UsageError(f"{name} is no single value", f"set its fields: {name}{number}.FIELD=VALUE")
        if paths.at(self.document, path) is not None:
            return self._rewritten(path, paths.with_value(self.document, path, value))
        parent = path[:-1]
        above = self._header_above(parent)
        if above is not None and (self._headers[above] == parent or self._is_dotted(parent, above)):
            return self._new_pair(above, path, value)
        if paths.at(self.document, parent) is not None:  # in one line
            return self._rewritten(parent, paths.with_value(self.document, path, value))
        return self._new_table(path, value)

    def without(self, gone: Sequence[Path], meant: Document) -> list[Edit]:
        """
        The edits that take out values and tables with the comments that belong
        to them; `meant` is the document without them.  A table in which nothing
        is left keeps its header, or gets one.
        """
        edits: list[Edit] = []
        tables: list[tuple[Span, str]] = []
        headers = set(self._headers)
        below: dict[Path, list[int]] = {path: [] for path in gone}
        lengths = {len(path) for path in gone}
        for n, header in enumerate(self._headers):
            for length in lengths & set(range(len(header) + 1)):
                below.get(header[:length], []).append(n)
        for path, own in below.items():
            above = None if own else self._header_above(path)
            if own:
                if own != list(range(own[0], own[-1] + 1)):
                    name = paths.field_name(path)
                    raise CannotChangeError(f"the tables of {name} don't stand together", "change them by hand")
                stays = ""
                if path[:-1] not in headers and paths.at(meant, path[:-1]) == {}:
                    headers.add(path[:-1])
                    stays = layout.table(tuple(map(str, path[:-1])), {}).replace("\n", self.newline)
                tables.append(((self._block(own[0])[0], self._block(own[-1])[1]), stays))
            elif above is not None and (pairs := self._pairs(above, path)):
                edits += [Edit(*self._lines_of_pair(above, pair), "") for pair in pairs]
            else:
                edits.append(self._rewritten(path[:-1], meant))
        return [*edits, *self.deleted(tables)]

    def _header_above(self, path: Path) -> int | None:
        """
        The table in which the pair of a path stands, or would stand.
        """
        found = [n for n, header in enumerate(self._headers) if header == path[: len(header)]]
        return max(found, key=lambda n: len(self._headers[n]), default=None)

    def _pairs(self, header: int, path: Path) -> list[int]:
        """
        The numbers of the pairs below a header that have this path, or one below it: hall.title = "…".
        """
        return [n for n, pair in enumerate(self._places.pairs(header)) if pair.path[: len(path)] == path]

    def _is_dotted(self, path: Path, above: int) -> bool:
        """
        Whether a table is made by dotted keys below a header: membership.since = "2007".
        """
        keys = [pair.path for pair in self._places.pairs(above)]
        return any(len(key) > len(path) and key[: len(path)] == path for key in keys)

    def _lines_of_pair(self, header: int, n: int) -> Span:
        """
        The lines of a pair, from the comment directly above it.
        """
        pairs = self._places.pairs(header)
        before = pairs[n - 1].value if n else self._places.headers[header].key
        first = self._lines.place(pairs[n].key[0])[0]
        while first - 1 > self._lines.place(before[1])[0] and _COMMENT.match(self._lines.text(first - 1)):
            first -= 1
        return self._lines.offset(first, 1), self._line_end(self._lines.place(pairs[n].value[1])[0])

    def _rewritten(self, path: Path, meant: Document) -> Edit:
        """
        A value written anew.
        """
        start, end = self._places.value(path)
        if any(token.kind == "comment" and start < token.span[0] < end for token in tokens(self.text)):
            raise CannotChangeError(f"there are comments within {paths.field_name(path)}", "change it by hand")
        return Edit(start, end, layout.value(paths.at(meant, path)).replace("\n", self.newline))

    def _new_pair(self, number: int, path: Path, value: Any) -> Edit:
        """
        A line behind the last field that comes before this one in the format.
        """
        own = len(self._headers[number])
        order = ranks(path[:own])
        last, line = -1, self._lines.place(self._places.headers[number].key[0])[0]
        for entry in self._places.pairs(number):
            rank = order.get(str(entry.path[own]), len(order))
            if last <= rank <= order.get(str(path[own]), len(order)):
                last, line = rank, self._lines.place(entry.value[1])[0]
        place = self._line_end(line)
        keys = tuple(map(str, path[len(self._headers[number]) :]))
        return Edit(place, place, layout.pair(keys, value).replace("\n", self.newline))

    def _new_table(self, path: Path, value: Any) -> Edit:
        """
        A table for a value, behind the last one that comes before it in the format.
        """
        owner, name = path[:2], str(path[2])
        new = paths.at(
            paths.with_value({}, (name, *(0 if isinstance(part, int) else part for part in path[3:])), value), (name,)
        )
        order = ranks(("members", str(owner[1])))
        if not layout.has_header(name, new):
            number = self._header(owner)
            if number is None:
                raise CannotChangeError(
                    f"{paths.field_name(owner)} has no table of its own", f"write it as [members.{owner[1]}]"
                )
            return self._new_pair(number, (*owner, name), new)
        place = self.member(str(owner[1]))[0]
        for n, header in enumerate(self._headers):
            if header[:2] == owner and (
                len(header) == len(owner) or order.get(str(header[2]), 0) <= order.get(name, 0)
            ):
                place = self._block(n)[1]
        many = isinstance(new, list)
        tables = (
            layout.table(("members", str(owner[1]), name), item, element=many) for item in (new if many else [new])
        )
        return self.behind(place, "\n".join(tables))
