"""
The comments and strings of a TOML text, in which no other character means
anything, and what stands between them.

Every character is looked at once or twice, whatever the text is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

_MARK = re.compile(r"#|\"\"\"|'''|[\"'\[\]{}]")
_SIGNS = frozenset(".=[]{},\n")
_PIECE = re.compile(r"[^\s.=\[\]{},]+|[.=\[\]{},\n]")
# All up to a comment or a string that is no plain one in one line.
_PLAIN = r"[^\"'#]*"
_HIDING = re.compile(rf"{_PLAIN}(?:(?:\"(?!\"\")[^\"\\\n]*\"|'(?!'')[^'\n]*'){_PLAIN})*")
# What a string may end at: a string in one line also where that ends.  Not one pattern for a whole
# string: before Python 3.11.5 possessive repeats find wrong ends, others remember every escape.
_STOPS = {
    '"': re.compile(r"\\[^\n]|[\"\n]"),
    "'": re.compile(r"['\n]"),
    '"""': re.compile(r'\\.|"""', re.DOTALL),
    "'''": re.compile("'''"),
}


class Token(NamedTuple):
    """
    A piece of TOML that other characters mean nothing in, or a bracket:
    `kind` is "comment", "string", "open string", "open bracket".
    """

    kind: str
    span: Span


def tokens(text: str) -> Iterator[Token]:
    """
    Comments and strings in order; then what is never closed: strings, and
    brackets that are still open at the end.  Says nothing about anything else.
    """
    opened: list[int] = []
    position = 0
    while found := _MARK.search(text, position):
        start, position = found.span()
        mark = found[0]
        if mark == "#":
            position = _line_end(text, start)
            yield Token("comment", (start, position))
        elif mark in _STOPS:
            closed, position = _string_end(text, position, mark)
            yield Token("string" if closed else "open string", (start, position))
        elif mark in "[{":
            opened.append(start)
        elif opened:
            opened.pop()
    yield from (Token("open bracket", (start, start + 1)) for start in opened)


def comments(text: str) -> Iterator[Span]:
    """
    The comments of a text that is TOML, in order.
    """
    position = 0
    while found := _HIDING.match(text, position):
        start = position = found.end()
        if start == len(text):
            return
        if text[start] == "#":
            position = _line_end(text, start)
            yield start, position
        else:
            position = string_end(text, start) or len(text)


def string_end(text: str, start: int) -> int | None:
    """
    Where the string whose first quote is at `start` ends; None if it is never closed.
    """
    quote = text[start]
    quotes = quote * 3 if text.startswith(quote * 3, start) else quote
    closed, end = _string_end(text, start + len(quotes), quotes)
    return end if closed else None


def pieces(text: str) -> Iterator[tuple[str, Span]]:
    """
    What stands in a text besides comments and blanks, in order: words and
    strings as "word"; brackets, commas, dots, equals signs and line ends as themselves.
    """
    position = 0
    for token in tokens(text):
        if token.kind == "open bracket":
            break
        yield from _between(text, position, token.span[0])
        if token.kind != "comment":
            yield "word", token.span
        position = token.span[1]
    yield from _between(text, position, len(text))


def _between(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    for found in _PIECE.finditer(text, start, end):
        yield found[0] if found[0] in _SIGNS else "word", found.span()


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else _before_line_end(text, end, start)


def _before_line_end(text: str, end: int, start: int) -> int:
    return end - text.startswith("\r", max(start, end - 1), end)


def _string_end(text: str, start: int, quotes: str) -> tuple[bool, int]:
    """
    Whether the string whose content begins at `start` is ever closed, and where it ends.
    """
    for found in _STOPS[quotes].finditer(text, start):
        if found[0] == "\n":
            return False, _before_line_end(text, found.start(), start)
        if found[0] == quotes:
            end = found.end()
            # Up to two quotes may stand right before the closing three.
            while len(quotes) > 1 and end - found.end() < 2 and text[end : end + 1] == quotes[0]:  # noqa: PLR2004
                end += 1
            return True, end
    return False, len(text)
