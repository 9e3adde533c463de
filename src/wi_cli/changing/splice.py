"""
A registry's text and document, and the edits that put tables and values in or take them out.

Only the lines that are meant change.  The result is read again and compared
with what the change means for the document, so that nothing else can have
changed; what can't be done so is refused.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from wi_cli.changing import write
from wi_cli.changing.blocks import Blocks
from wi_cli.changing.elements import Array
from wi_cli.errors import CannotChangeError, MemberNotFoundError
from wi_cli.registry import paths, toml
from wi_cli.registry.edits import Edit, apply
from wi_cli.registry.schema import ranks
from wi_cli.registry.tokens import comments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

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
        # As most lines have it: one that came in by a slip is no model.
        self._newline = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"
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
        own = self.blocks.tables_of(("members", key))
        if key not in paths.table(self.document, "members"):
            raise MemberNotFoundError(key)
        if not own:
            line = self.blocks.line_of(("members", key))
            raise CannotChangeError(f"{key!r} has no table of its own", f"write it as [members.{key}]", line)
        self.blocks.check_together(own, repr(key), "see wi rule WI208")
        return self.blocks.lines_of(own[0])[0], self.blocks.lines_of(own[-1])[1]

    def order_with(self, keys: Iterable[str]) -> list[str]:
        """
        The ids of members in the order of their tables, new ones in their place: where the ids are in order
        that is kept, else at the end.
        """
        tables = (self.blocks.headers[n] for n in self.blocks.tables_of(("members",)))
        known = dict.fromkeys(str(path[1]) for path in tables if len(path) > 1)
        order = [*known, *(key for key in keys if key not in known)]
        return sorted(order) if list(known) == sorted(known) else order

    def new_members(self, members: Mapping[str, Mapping[str, Any]]) -> list[Edit]:
        """
        The blocks of members in their places.
        """
        order = self.order_with(members)
        known = [None if key in members else key for key in order]
        above = accumulate(known, _latest)
        below = [*accumulate(reversed(known), _latest)][::-1]
        edits = []
        for key, before, after in zip(order, above, below, strict=True):
            if key not in members:
                continue
            block = self._block(("members", key), members[key], ("members", before or after or ""))
            if before is not None:
                edits.append(self._behind(self.member(before)[1], block))
            elif after is not None:
                edits.append(self._above(self.member(after)[0], block))
            else:
                edits.append(self._behind(self.blocks.end_of("members"), block))
        return edits

    def _block(self, path: Path, fields: Mapping[str, Any], like: Path, *, element: bool = False) -> str:
        """
        The tables of something new, with the indentation of the table of another and of those below it.
        """
        own, *below = write.tables(tuple(map(str, path)), fields, element=element)
        headers = self.blocks.tables_of(like)
        first = self.blocks.indentation(self.blocks.header(headers[0])[0]) if headers else ""
        second = self.blocks.indentation(self.blocks.header(headers[-1])[0]) if headers else ""
        return "\n".join([write.indented(own, first), *(write.indented(one, second) for one in below)])

    def new_entry(self, path: Path, item: Any, beside: str | None = None, *, above: bool = False) -> Edit:
        """
        A new entry of a table that declares something, such as sources.x, below or above another, else behind the
        last; it takes the form of that, a table or a pair.
        """
        table, name = str(path[0]), str(path[1])
        known = paths.table(self.document, table)
        near = next(reversed(known), "") if beside is None else beside
        own = self.blocks.tables_of((table, near))
        if not own and (lines := self.blocks.line_of_pair((table, near))):
            pair = write.indented(write.pair((name,), item), self.blocks.indentation(lines[1] - 1))
            return Edit(lines[not above], lines[not above], self.with_line_ends(pair))
        if isinstance(item, str):  # a topic
            end = self.blocks.end_of(table)
            return Edit(end, end, self.with_line_ends(write.pair((name,), item)))
        if not isinstance(item, dict):
            raise CannotChangeError(f"{table}.{name} is no table", "give its fields")
        block = self._block((table, name), item, (table, near))
        if own and above:
            return self._above(self.blocks.lines_of(own[0])[0], block)
        return self._behind(
            self.blocks.lines_of(own[-1])[1] if own and beside is not None else self.blocks.end_of(table), block
        )

    def new_table(self, table: str, block: str) -> Edit:
        """
        A table that isn't there yet: behind all others, but for [kinds], which may well be absent, above [topics].
        """
        if table == "kinds" and ("topics",) in self.blocks.headers:
            place = self.blocks.lines_of(self.blocks.headers.index(("topics",)))[0]
            return Edit(place, place, self.with_line_ends(f"{block}\n"))
        return self._behind(len(self._ended), block)

    def _above(self, place: int, block: str) -> Edit:
        """
        A block as lines of their own, a blank line above what stands below it if there is one so far.
        """
        blank = "" if self.blocks.comments.is_compact(place) else "\n"
        return Edit(place, place, self.with_line_ends(f"{block}{blank}"))

    def _behind(self, place: int, block: str) -> Edit:
        """
        A block as lines of their own, a blank line below what stands before it if there is one so far.
        """
        blank = "" if self.blocks.comments.is_compact(place) else "\n"
        return Edit(place, place, self.with_line_ends(f"{blank}{block}"))

    def new_tables(self, path: Path, items: Sequence[Mapping[str, Any]], *, element: bool) -> Edit:
        """
        A table of a member, or one for each element of an array, behind the last that comes before it in the format.
        """
        member, order = path[:2], ranks(path[:2])
        place, like = self.member(str(path[1]))[0], member
        for n in self.blocks.tables_of(member):
            header = self.blocks.headers[n]
            if header == member or order.get(str(header[2]), 0) <= order.get(str(path[2]), 0):
                place = self.blocks.lines_of(n)[1]
            if header != member:
                like = header
        blocks = (self._block(path, item, like, element=element) for item in items)
        return self._behind(place, "\n".join(blocks))

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
            hint = f"write it as [{'.'.join(map(str, path[:2]))}]"
            raise CannotChangeError(f"{name} has no table of its own", hint, self.blocks.line_of(path[:2]))
        own, pairs = len(self.blocks.headers[above]), self.blocks.pairs(above)
        # Dotted keys make a table among others: those of the same stand together.
        level = next((n for n in range(len(path) - 1, own, -1) if any(one.path[:n] == path[:n] for one in pairs)), own)
        beside = [one for one in pairs if one.path[:level] == path[:level]]
        order = ranks(path[:level])
        last, near = -1, beside[0].value if level > own else self.blocks.header(above)
        for one in beside:
            rank = order.get(str(one.path[level]), len(order))
            if last <= rank <= order.get(str(path[level]), len(order)):
                last, near = rank, one.value
        place = self.blocks.comments.line_end(self.blocks.lines.place(near[1])[0])
        indent = self.blocks.indentation(beside[0].key[0] if beside else near[0])
        pair = write.pair(tuple(map(str, path[own:])), value)
        return Edit(place, place, self.with_line_ends(write.indented(pair, indent)))

    def rewritten(self, path: Path, value: Any) -> Edit:
        """
        A value written anew; of a list only the elements that are others.
        """
        start, end = self.blocks.value(path)
        before = paths.at(self.document, path)
        if isinstance(before, list) and isinstance(value, list):
            places = [self.blocks.value((*path, n)) for n in range(len(before))]
            spans = [(first - start, last - start) for first, last in places]
            after = Array(self._ended[start:end], spans, before, self._newline).with_values(value)
            if after is not None:
                return Edit(start, end, after)
        if any(comments(self._ended[start:end])):
            line = self.blocks.lines.place(start)[0]
            raise CannotChangeError(f"there are comments within {paths.field_name(path)}", "change it by hand", line)
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
                self.blocks.check_together(own, paths.field_name(path), "change them by hand")
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
        staying = (self.blocks.comments.comment_above(start) for (start, _), _ in tables)
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
        ends = {end for (_, end), _ in spans}
        for span, stays in spans:
            if stays:
                edits.append(Edit(*span, stays))
                continue
            whole, is_glued = self.blocks.comments.join(span)
            if span[1] in taken:  # by what may bring a blank line along
                brings_blank = taken[span[1]].startswith(self._newline)
                whole = self.blocks.comments.without_blanks(span[0]) if brings_blank else span[0], span[1]
                is_glued = is_glued and not brings_blank
            edits.append(Edit(*whole, self._newline * is_glued))
            # A comment that stays belongs to what stood before it as little as to what comes next.
            comments = self.blocks.comments.glued_comments(span[0]) if whole[0] == span[0] else None
            if comments is not None and comments not in ends:
                edits.append(Edit(comments, comments, self._newline))
        return edits


def _latest(last: str | None, key: str | None) -> str | None:
    return last if key is None else key
