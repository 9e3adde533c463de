"""
A registry's text and document, and the edits that put tables and values in or take them out.

Only the lines that are meant change.  The result is read again and compared
with what the change means for the document, so that nothing else can have
changed; what can't be done so is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wi_cli.changing import write
from wi_cli.changing.blocks import Blocks
from wi_cli.errors import CannotChangeError, MemberNotFoundError
from wi_cli.registry import paths, toml
from wi_cli.registry.edits import Edit, apply
from wi_cli.registry.schema import ranks
from wi_cli.registry.tokens import comments

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from wi_cli.registry.locate import Span
    from wi_cli.registry.paths import Document
    from wi_cli.registry.values import Path


class Spliced:
    """
    A text and the document that it is, read once; of the text only what a change touches is looked at closely.

    `remarks` is what somebody should know of the change that made it.
    """

    def __init__(self, text: str, document: Document, remarks: Sequence[str] = ()) -> None:
        self.text = text
        self.document = document
        self.remarks = remarks
        self._newline = "\r\n" if "\r\n" in text else "\n"
        # A last line without an end is given one, and loses it again in `changed`.
        self._ended = text if text.endswith("\n") or not text else text + self._newline
        self.blocks = Blocks(self._ended)

    def changed(self, edits: Sequence[Edit], meant: Document, remarks: Sequence[str] = ()) -> Spliced:
        """
        The text with these edits made, if it then says what is meant.
        """
        text = apply(self._ended, edits)
        if self._ended != self.text:
            text = text.removesuffix(self._newline)
        try:
            said: Document = toml.loads(text)
        except ValueError:  # no TOML, or too deep
            said = {}
        if paths.differences(said, meant):
            raise CannotChangeError(
                "the file is laid out so that this change would touch more of it",
                "nothing was changed: make the change by hand, and please report this",
            )
        return Spliced(text, said, [*self.remarks, *remarks])

    def with_line_ends(self, block: str) -> str:
        """
        Lines with the line ends of the text.
        """
        return block.replace("\n", self._newline)

    # -- tables --

    def member(self, key: str) -> Span:
        """
        The lines of all tables of a member, up to the end of the last one's.

        Raises `MemberNotFoundError`, or `CannotChangeError` if its tables don't stand together.
        """
        own = [n for n, path in enumerate(self.blocks.headers) if path[:2] == ("members", key)]
        if key not in paths.table(self.document, "members"):
            raise MemberNotFoundError(key)
        if not own:
            raise CannotChangeError(f"{key!r} has no table of its own", f"write it as [members.{key}]")
        if own != list(range(own[0], own[-1] + 1)):
            raise CannotChangeError(f"the tables of {key!r} don't stand together", "see wi rule WI208")
        return self.blocks.lines_of(own[0])[0], self.blocks.lines_of(own[-1])[1]

    def new_member(self, key: str, block: str) -> Edit:
        """
        A member's block in its place.
        """
        keys = list(
            dict.fromkeys(str(path[1]) for path in self.blocks.headers if path[0] == "members" and len(path) > 1)
        )
        if not keys:
            return self._behind(self.blocks.end_of("members"), block)
        before = [known for known in keys if known < key] if keys == sorted(keys) else keys
        if not before:
            place = self.member(keys[0])[0]
            blank = "" if self.blocks.is_compact(place) else "\n"
            return Edit(place, place, self.with_line_ends(f"{block}{blank}"))
        return self._behind(self.member(before[-1])[1], block)

    def declared(self, table: str, items: Mapping[str, Any]) -> Edit:
        """
        New entries of a table that declares something, behind those that are there.
        """
        if not self.blocks.has_tables((table,)):
            return self._declared_without_header(table, items)
        end = self.blocks.end_of(table)
        if all(isinstance(item, str) for item in items.values()):  # topics: pairs in one table
            pairs = "".join(write.pair((name,), item) for name, item in items.items())
            return Edit(end, end, self.with_line_ends(pairs))
        for name, item in items.items():
            if not isinstance(item, dict):
                raise CannotChangeError(f"{table}.{name} is no table", "give its fields")
        return self._behind(end, "\n".join(write.table((table, name), item) for name, item in items.items()))

    def _declared_without_header(self, table: str, items: Mapping[str, Any]) -> Edit:
        """
        As `declared`, of a table that isn't there, or stands in one line.
        """
        if table not in self.document:
            return self._behind(len(self._ended), write.table((table,), items))
        start, end = self.blocks.value((table,))
        if not self._ended.startswith("{", start):
            raise CannotChangeError(f"{table} has no table of its own", f"write it as [{table}]")
        there = self._ended[start + 1 : end - 1].rstrip()
        pairs = ", ".join(write.pair((name,), item).removesuffix("\n") for name, item in items.items())
        comma = "," if there else ""
        return Edit(start + 1 + len(there), end - 1, self.with_line_ends(f"{comma} {pairs} "))

    def _behind(self, place: int, block: str) -> Edit:
        """
        A block as lines of their own, a blank line below what stands before it if there is one so far.
        """
        blank = "" if self.blocks.is_compact(place) else "\n"
        return Edit(place, place, self.with_line_ends(f"{blank}{block}"))

    def behind_tables(self, owner: Path, later: Container[str | int], block: str) -> Edit:
        """
        A block of a member behind the last of its tables that isn't to come later.
        """
        place = self.member(str(owner[1]))[0]
        for n, header in enumerate(self.blocks.headers):
            if header[:2] == owner and (len(header) == len(owner) or header[2] not in later):
                place = self.blocks.lines_of(n)[1]
        return self._behind(place, block)

    # -- values --

    def is_place_for(self, table: Path) -> bool:
        """
        Whether a pair can be put into a table by a line: below its header, or beside dotted
        keys that make it (membership.since = "2007").
        """
        above = self.blocks.header_above(table)
        if above is None or self.blocks.headers[above] == table:
            return above is not None
        keys = [pair.path for pair in self.blocks.pairs(above)]
        return any(len(key) > len(table) and key[: len(table)] == table for key in keys)

    def new_pair(self, path: Path, value: Any) -> Edit:
        """
        A line behind the last field that comes before this one in the format.
        """
        above = self.blocks.header_above(path[:-1])
        if above is None:
            name = paths.field_name(path[:2])
            raise CannotChangeError(f"{name} has no table of its own", f"write it as [{'.'.join(map(str, path[:2]))}]")
        own = len(self.blocks.headers[above])
        order = ranks(path[:own])
        last, line = -1, self.blocks.lines.place(self.blocks.header(above)[0])[0]
        for entry in self.blocks.pairs(above):
            rank = order.get(str(entry.path[own]), len(order))
            if last <= rank <= order.get(str(path[own]), len(order)):
                last, line = rank, self.blocks.lines.place(entry.value[1])[0]
        place = self.blocks.line_end(line)
        return Edit(place, place, self.with_line_ends(write.pair(tuple(map(str, path[own:])), value)))

    def rewritten(self, path: Path, value: Any) -> Edit:
        """
        A value written anew.
        """
        start, end = self.blocks.value(path)
        if any(comments(self._ended[start:end])):
            raise CannotChangeError(f"there are comments within {paths.field_name(path)}", "change it by hand")
        return Edit(start, end, self.with_line_ends(write.value(value)))

    # -- what goes --

    def without(
        self, gone: Sequence[Path], left: Callable[[Path], Any], new: Iterable[Edit] = ()
    ) -> tuple[list[Edit], list[str]]:
        """
        The edits that take out values and tables with the comments that belong
        to them, and remarks on those that stay; `left` says what a place holds without them, and `new` is put
        in as well.  A table in which nothing is left keeps its header, or gets one.
        """
        edits: list[Edit] = []
        tables: list[tuple[Span, str]] = []
        headers = set(self.blocks.headers)
        below: dict[Path, list[int]] = {path: [] for path in gone}
        lengths = {len(path) for path in gone}
        for n, header in enumerate(self.blocks.headers):
            for length in lengths:
                if length <= len(header) and header[:length] in below:
                    below[header[:length]].append(n)
        numbers = {n for own in below.values() for n in own}

        def goes(path: Path) -> bool:
            return any(path[:length] in below for length in lengths)

        for path, own in below.items():
            above = None if own else self.blocks.header_above(path)
            if own:
                if own != list(range(own[0], own[-1] + 1)):
                    name = paths.field_name(path)
                    raise CannotChangeError(f"the tables of {name} don't stand together", "change them by hand")
                stays = ""
                if path[:-1] not in headers and left(path[:-1]) == {}:
                    headers.add(path[:-1])
                    stays = self.with_line_ends(write.table(tuple(map(str, path[:-1])), {}))
                tables.append((self.blocks.lines_going(path, own, numbers.__contains__), stays))
            elif above is not None and (lines := self.blocks.lines_of_pairs(above, path, goes)):
                tables += [(span, "") for span in lines]
            else:
                edits.append(self.rewritten(path[:-1], left(path[:-1])))
        deleted = self._deleted(tables, {edit.start: edit.new for edit in new})
        staying = (self.blocks.comment_above(start) for (start, _), _ in tables)
        remarks = [f"the comment {comment!r} stays: it may be about more than this" for comment in staying if comment]
        return [*edits, *deleted], remarks

    def _deleted(self, lines: Iterable[tuple[Span, str]], taken: Mapping[int, str]) -> list[Edit]:
        """
        Lines taken out, each perhaps for a header that stays; `taken` are the places of something new.

        Blank lines stay at a join only once, and none at the ends of the text.
        """
        spans: list[tuple[Span, str]] = []
        for (start, end), stays in sorted(lines):
            before = spans[-1][0] if spans else (0, 0)
            side_by_side = spans and before[1] not in taken and not self._ended[before[1] : start].strip()
            if side_by_side:
                spans[-1] = (before[0], end), spans[-1][1] + stays
            else:
                spans.append(((start, end), stays))
        edits = []
        for span, stays in spans:
            if stays:
                edits.append(Edit(*span, stays))
                continue
            whole, is_glued = self.blocks.join(span)
            if span[1] in taken:  # by what may bring a blank line along
                brings_blank = taken[span[1]].startswith(self._newline)
                whole = self.blocks.without_blanks(span[0]) if brings_blank else span[0], span[1]
                is_glued = is_glued and not brings_blank
            edits.append(Edit(*whole, self._newline * is_glued))
        return edits
