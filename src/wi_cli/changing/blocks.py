"""
Where the tables and pairs of a text stand.  Only what somebody asks for is looked at closely.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.changing.comments import Comments
from wi_cli.changing.statements import headers_of, owner_of
from wi_cli.errors import CannotChangeError
from wi_cli.registry import paths
from wi_cli.registry.locate import Entry, Lines, Locator, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from wi_cli.changing.statements import Header
    from wi_cli.registry.values import Path

# The number of what stands above the first header.
_TOP = -1


class Blocks:
    """
    The places of a text that is TOML and ends with a line end.  `headers` are the paths of its headers; a table is
    spoken of by the number of its header.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs: dict[int, _Run] = {}

    @cached_property
    def lines(self) -> Lines:
        """
        The lines of the text.
        """
        return Lines(self._text)

    @cached_property
    def comments(self) -> Comments:
        """
        The comments and blank lines of the text.
        """
        return Comments(self._text, self.lines)

    @cached_property
    def _found(self) -> list[Header]:
        return headers_of(self._text)

    @cached_property
    def headers(self) -> list[Path]:
        """
        The path of each header, in the order of the text.
        """
        return [path for path, _ in self._found]

    @cached_property
    def numbers(self) -> dict[Path, int]:
        """
        The number of each header.
        """
        return {path: n for n, path in enumerate(self.headers)}

    @cached_property
    def _by_entry(self) -> dict[Path, list[int]]:
        """
        The numbers of the headers by the first part of their paths, and by the first two.
        """
        found: dict[Path, list[int]] = {}
        for n, path in enumerate(self.headers):
            for length in range(1, min(len(path), 2) + 1):
                found.setdefault(path[:length], []).append(n)
        return found

    def tables_of(self, path: Path) -> Sequence[int]:
        """
        The tables whose paths begin with a path.
        """
        own = self._by_entry.get(path[:2], [])
        return own if path == path[:2] else [n for n in own if self.headers[n][: len(path)] == path]

    def header(self, n: int) -> Span:
        """
        Where the brackets of a header stand.
        """
        return self._found[n].span

    def _run(self, n: int) -> _Run:
        """
        The lines of a table and of those around it that are parts of the same.
        """
        if n not in self._runs:
            first = last = n
            if n != _TOP:
                owner = owner_of(self.headers[n])
                while first > 0 and owner_of(self.headers[first - 1]) == owner:
                    first -= 1
                while last + 1 < len(self.headers) and owner_of(self.headers[last + 1]) == owner:
                    last += 1
            start = 0 if n == _TOP else self._found[first].span[0]
            end = self._found[last + 1].span[0] if last + 1 < len(self._found) else len(self._text)
            run = _Run(first, start, Locator(self._text[start:end]))
            self._runs.update(dict.fromkeys(range(first, last + 1), run))
        return self._runs[n]

    def pairs(self, n: int) -> list[Entry]:
        """
        The pairs below a header, in the order of the text.
        """
        first, start, places = self._run(n)
        own, path = len(places.headers[n - first].path), self.headers[n]
        return [
            Entry((*path, *pair.path[own:]), _moved(pair.key, start), _moved(pair.value, start))
            for pair in places.pairs(n - first)
        ]

    def value(self, path: Path) -> Span:
        """
        Where the value of a pair stands, or something in it.
        """
        for length in range(len(path) - 1, -1, -1):
            n = self.numbers.get(path[:length]) if length else _TOP
            if n is None:
                continue
            first, start, places = self._run(n)
            wanted = (*(() if n == _TOP else places.headers[n - first].path), *path[length:])
            found = places.nearest(wanted)
            if found.path == wanted:
                return _moved(found.value, start)
        raise CannotChangeError(f"{paths.field_name(path)} is no single value", "change it by hand", self.line_of(path))

    def line_of(self, path: Path) -> int:
        """
        The line in which a path stands, or its nearest ancestor.
        """
        return self.lines.place(Locator(self._text).key(path)[0])[0]

    def check_together(self, own: Sequence[int], called: str, hint: str) -> None:
        """
        Raises `CannotChangeError` if the tables of something don't stand one below the other.
        """
        if apart := next((n for above, n in pairwise(own) if n > above + 1), None):
            line = self.lines.place(self.header(apart)[0])[0]
            raise CannotChangeError(f"the tables of {called} don't stand together", hint, line)

    def _last_line(self, n: int) -> int:
        """
        The line in which the last pair of a table ends.
        """
        first, start, places = self._run(n)
        return self.lines.place(max(start + places.end(n - first) - 1, 0))[0]

    def lines_of(self, n: int) -> Span:
        """
        The lines of one table: from the comment directly above its header to
        its last pair and the comment directly below that.
        """
        first = header = self.lines.place(self._found[n].span[0])[0]
        while first > 1 and self.comments.is_one(first - 1):
            first -= 1
        if n and first < header:  # what looks like a comment may be the end of a text
            first = min(header, max(first, self._last_line(n - 1) + 1))
        first = self.comments.below_banners(first, header)
        last = self._last_line(n)
        limit = len(self.lines)
        if n + 1 < len(self.headers):
            limit = self.lines.place(self._found[n + 1].span[0])[0]
        below = last
        while below + 1 < limit and self.comments.is_one(below + 1):
            below += 1
        below = next((line - 1 for line in range(last + 1, below + 1) if self.comments.is_nobodys(line)), below)
        # A comment between two headers without a blank line belongs to the second.
        last = below if below + 1 < limit or n + 1 == len(self.headers) else last
        return self.lines.offset(first, 1), self.comments.line_end(last)

    def indentation(self, place: int) -> str:
        """
        The blanks with which a line begins.
        """
        line = self.lines.text(self.lines.place(place)[0])
        return line[: len(line) - len(line.lstrip(" \t"))]

    def end_of(self, name: str) -> int:
        """
        The end of the last table whose path begins so, else of the text.
        """
        own = self.tables_of((name,))
        return self.lines_of(own[-1])[1] if own else len(self._text)

    def header_above(self, path: Path) -> int | None:
        """
        The table in which the pair of a path stands, or would stand.
        """
        lengths = range(len(path), 0, -1)
        return next((self.numbers[path[:length]] for length in lengths if path[:length] in self.numbers), None)

    def has_tables(self, path: Path) -> bool:
        """
        Whether a header begins with a path.
        """
        return bool(self.tables_of(path))

    def has_header(self, path: Path) -> bool:
        """
        Whether a path has a header of its own.
        """
        return path in self.numbers

    def lines_going(self, path: Path, own: Sequence[int], goes: Callable[[int], bool]) -> Span:
        """
        The lines of the tables of an entry, which are neighbours: with the comment above them if
        every table goes that this may speak of.
        """
        (start, _), (_, end) = self.lines_of(own[0]), self.lines_of(own[-1])
        line = self.lines.place(self.header(own[0])[0])[0]
        if start < self.lines.offset(line, 1) and not all(goes(n) for n in self._headed(path, own[-1] + 1)):
            start = self.lines.offset(line, 1)
        return start, end

    def _headed(self, path: Path, n: int) -> Iterator[int]:
        """
        The tables from one on that are of the same kind as an entry, up to the next comment.
        """
        kind, length = path[:-1], len(path)
        while _is_entry(path) and n < len(self.headers) and self.headers[n][: length - 1] == kind:
            if self.headers[n][:length] != self.headers[n - 1][:length] and self._has_comment_above(n):
                return
            yield n
            n += 1

    def _has_comment_above(self, n: int) -> bool:
        """
        Whether a comment stands between a header and what is above, other than one directly below that.
        """
        line = self.lines.place(self.header(n)[0])[0] - 1
        is_apart = self.comments.is_blank(line)
        while line and self.comments.is_blank(line):
            line -= 1
        last = line
        while line and self.comments.is_one(line):
            line -= 1
        # What looks like a comment may be the end of a text.
        is_text = any(quotes in self.lines.text(last) for quotes in ('"""', "'''"))
        return line < last and not is_text and not (is_apart and line and not self.comments.is_blank(line))

    def lines_of_pairs(self, header: int, path: Path, goes: Callable[[Path], bool]) -> list[Span]:
        """
        The lines of the pairs below a header that have this path, or one below it (hall.title = "…"),
        each with the comment above it: of an entry if every pair goes that this may speak of.
        """
        found: list[Span] = []
        pairs = self.pairs(header)
        ends = [self.lines.place(end)[0] for end in (self.header(header)[1], *(pair.value[1] for pair in pairs))]
        keys = [self.lines.place(pair.key[0])[0] for pair in pairs]
        for n, pair in enumerate(pairs):
            if pair.path[: len(path)] != path:
                continue
            first = keys[n]
            while first - 1 > ends[n] and self.comments.is_one(first - 1):
                first -= 1
            first = self.comments.below_banners(first, keys[n])
            following = n + 1 if _is_entry(path) else len(pairs)
            while first < keys[n] and following < len(pairs):
                if any(self.comments.is_one(line) for line in range(ends[following] + 1, keys[following])):
                    break
                if not goes(pairs[following].path):
                    first = keys[n]
                following += 1
            found.append((self.lines.offset(first, 1), self.comments.line_end(ends[n + 1])))
        return found

    def line_of_pair(self, path: Path) -> Span | None:
        """
        The line of a pair below the header of its table, from the comment directly above it; none for a table
        that dotted keys make.
        """
        header = self.numbers.get(path[:-1])
        if header is None or all(pair.path != path for pair in self.pairs(header)):
            return None
        return self.lines_of_pairs(header, path, lambda _: True)[0]

    def comments_of_pair(self, path: Path) -> list[tuple[str, Span]]:
        """
        The comments right above a pair, one a line, and the one behind it, each with what goes with it.
        """
        header = self.header_above(path[:-1])
        pair = next((one for one in self.pairs(header) if one.path == path), None) if header is not None else None
        if header is None or pair is None:
            return []
        place = self.lines_of_pairs(header, path, lambda _: True)[0][0]
        last = self.lines.span(self.lines.place(pair.value[1])[0])[1]
        found = [
            (self.lines.text(line).strip(), (self.lines.offset(line, 1), self.comments.line_end(line)))
            for line in range(self.lines.place(place)[0], self.lines.place(pair.key[0])[0])
        ]
        behind = self.lines.between(pair.value[1], last)
        return [*found, (behind.strip(), (pair.value[1], last))] if behind.strip() else found


class _Run(NamedTuple):
    """
    Tables one below the other: the number of the first, where their lines begin, and what stands in them.
    """

    first: int
    start: int
    places: Locator


def _is_entry(path: Path) -> bool:
    """
    Whether a path is that of one among others that are alike, not of a field.
    """
    return isinstance(path[-1], int) or len(path) == 2  # noqa: PLR2004  # members.<id>, sources.<id>


def _moved(span: Span, start: int) -> Span:
    return span[0] + start, span[1] + start
