"""
Where the tables and pairs of a text stand.  Only what somebody asks for is looked at closely.

What belongs to a table: the comment lines directly above its header, its pairs,
and the comment lines directly below them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.changing.statements import headers_of, owner_of
from wi_cli.errors import CannotChangeError
from wi_cli.registry import paths
from wi_cli.registry.locate import Entry, Lines, Locator, Span

if TYPE_CHECKING:
    from wi_cli.changing.statements import Header
    from wi_cli.registry.values import Path

_COMMENT = re.compile(r"[ \t]*#(?!:)")
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
        raise CannotChangeError(f"{paths.field_name(path)} is no single value", "change it by hand")

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
        while first > 1 and _COMMENT.match(self.lines.text(first - 1)):
            first -= 1
        if n and first < header:  # what looks like a comment may be the end of a text
            first = min(header, max(first, self._last_line(n - 1) + 1))
        last = self._last_line(n)
        limit = len(self.lines)
        if n + 1 < len(self.headers):
            limit = self.lines.place(self._found[n + 1].span[0])[0]
        below = last
        while below + 1 < limit and _COMMENT.match(self.lines.text(below + 1)):
            below += 1
        # A comment between two headers without a blank line belongs to the second.
        last = below if below + 1 < limit or n + 1 == len(self.headers) else last
        return self.lines.offset(first, 1), self.line_end(last)

    def line_end(self, line: int) -> int:
        """
        Where the line after one begins.
        """
        return self.lines.offset(line + 1, 1) if line < len(self.lines) else len(self._text)

    def end_of(self, name: str) -> int:
        """
        The end of the last table whose path begins so, else of the text.
        """
        own = [n for n, path in enumerate(self.headers) if path[0] == name]
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
        return any(header[: len(path)] == path for header in self.headers)

    def has_header(self, path: Path) -> bool:
        """
        Whether a path has a header of its own.
        """
        return path in self.numbers

    def lines_of_pairs(self, header: int, path: Path) -> list[Span]:
        """
        The lines of the pairs below a header that have this path, or one below it (hall.title = "…"),
        each from the comment directly above it.
        """
        found = []
        before = self._found[header].span[1]
        for pair in self.pairs(header):
            if pair.path[: len(path)] == path:
                first = self.lines.place(pair.key[0])[0]
                while first - 1 > self.lines.place(before)[0] and _COMMENT.match(self.lines.text(first - 1)):
                    first -= 1
                found.append((self.lines.offset(first, 1), self.line_end(self.lines.place(pair.value[1])[0])))
            before = pair.value[1]
        return found


class _Run(NamedTuple):
    """
    Tables one below the other: the number of the first, where their lines begin, and what stands in them.
    """

    first: int
    start: int
    places: Locator


def _moved(span: Span, start: int) -> Span:
    return span[0] + start, span[1] + start
