"""
A registry's text in pieces: statements (a pair or a header, with its comments)
and the remarks between them.

The text must be TOML; `wi_cli.registry.toml` decides that.  Then a few patterns are enough to take it apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.changing import brackets
from wi_cli.errors import DamageError
from wi_cli.registry import toml
from wi_cli.registry.tokens import string_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wi_cli.changing.write import Keys
    from wi_cli.registry.locate import Span
    from wi_cli.registry.values import Path


class LayoutError(DamageError):
    """
    A text can't be laid out without changing what it says.
    """


class Remark(NamedTuple):
    """
    Comment lines that belong to no statement: a blank line follows.  `apart`
    says whether one stands before them too.
    """

    apart: bool
    lines: list[str]


class Statement(NamedTuple):
    """
    A pair or a header as canonical text: `remarks` before it, `comments` right
    above, `behind` it in its line; `apart` if a blank line stood above.
    """

    remarks: list[Remark]
    apart: bool
    comments: list[str]
    keys: Keys
    text: str
    header: str
    behind: str


class Table(NamedTuple):
    """
    A header and its pairs; the first table of a text has none.
    """

    header: Statement | None
    pairs: list[Statement]

    @property
    def path(self) -> Keys:
        """
        The keys of the header.
        """
        return self.header.keys if self.header else ()


_BARE = r"[^\s#\"'\[\]{},=]+"
_KEY = r"(?:[A-Za-z0-9_-]+|\"[^\"\\\n]*(?:\\.[^\"\\\n]*)*\"|'[^'\n]*')"
_KEYS = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_END = r"[ \t]*(?P<behind>\#[^\n]*)?(?:\n|\Z)"
_LINE = re.compile(
    rf"[ \t]*(?:(?P<comment>\#[^\n]*)?(?:\n|\Z)|(?P<header>\[\[?)[ \t]*(?P<path>{_KEYS})[ \t]*\]\]?{_END}"
    rf"|(?P<key>{_KEYS})[ \t]*=[ \t]*)"
)
_REST = re.compile(_END)
# Of a string only the first quote; `_span` finds the last.
_SCALAR = re.compile(rf"([\"']|{_BARE}(?:[ ]{_BARE})?)")
_PIECE = re.compile(rf"[ \t]*([\"'\[\]{{}},=\n]|\#[^\n]*|{_BARE})")
# Values in one line in which only strings without escapes hide anything, as most are.
_STRING = r"(?:\"(?!\"\")[^\"\\\n]*\"|'(?!'')[^'\n]*')"
_WITHIN = rf"[^\[\]{{}}\"'#\n]*(?:{_STRING}[^\[\]{{}}\"'#\n]*)*"
_PLAIN_SCALAR = rf"{_STRING}|{_BARE}(?:[ ]{_BARE})?"
_PLAIN_ARRAY = rf"\[{_WITHIN}\]|\{{{_WITHIN}\}}"
_PLAIN_KEYS = r"[A-Za-z0-9_.-]+"
_PLAIN_LINES = re.compile(
    rf"(?:[ \t]*(?:{_PLAIN_KEYS}[ \t]*=[ \t]*(?:{_PLAIN_SCALAR}|{_PLAIN_ARRAY})[ \t]*)?(?:#[^\n]*)?\n)*"
)
_PLAIN_PAIR = re.compile(rf"[ \t]*({_PLAIN_KEYS})[ \t]*=[ \t]*({_PLAIN_SCALAR}){_END}")
_ARRAY = re.compile(_PLAIN_ARRAY)
_ARRAY_PIECE = re.compile(rf"{_STRING}|[\[\]{{}},=]|{_BARE}")
_PLAIN = re.compile(_PLAIN_KEYS)


_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_KEYS})[ \t]*\]\]?")


def owner_of(path: Path) -> Path:
    """
    What a table is a part of: a member or the network.
    """
    return path[:2] if path[:1] == ("members",) and len(path) > 1 else path[:1]


class Header(NamedTuple):
    """
    A header: its path, in which elements of an array of tables are numbered, and where its brackets are.
    """

    path: Path
    span: Span


def headers_of(text: str) -> list[Header]:
    """
    The headers in order.
    """
    text = text.replace("\r\n", " \n")  # every offset stays
    headers: list[Header] = []
    lengths: dict[Path, int] = {}
    position = 0
    # Most tables are passed over by one pattern, with the end of the header's line.
    while (position := _match(_PLAIN_LINES, text, position).end()) < len(text):
        found = _HEADER.match(text, position)
        if not found:
            position = _statement_end(text, position)
            continue
        path = _numbered(_split(found[2])[0], lengths)
        if found[1] == "[[":
            lengths[path] = lengths.get(path, 0) + 1
            path = (*path, lengths[path] - 1)
        position = found.end()
        headers.append(Header(path, (found.start(1), position)))
    return headers


def _numbered(keys: Keys, lengths: Mapping[Path, int]) -> Path:
    """
    The path of a header: inside an array of tables it means the last one.
    """
    for n in range(1, len(keys)):
        if keys[:n] in lengths:
            break
    else:
        return keys
    path: Path = ()
    for key in keys:
        path = (*path, lengths[path] - 1, key) if path in lengths else (*path, key)
    return path


def _statement_end(text: str, position: int) -> int:
    """
    The end of a line that holds a comment, a pair or nothing, with all lines of the pair's value.
    """
    found = _match(_LINE, text, position)
    position = found.end()
    if not found["key"]:
        return position
    end = _compound(text, position)[1] if text[position] in "[{" else _span(_SCALAR, text, position)[1]
    return _match(_REST, text, end).end()


def statements_of(text: str) -> Iterator[Statement]:
    """
    The statements in order; last one without text that carries the remarks at the end.
    """
    remarks: list[Remark] = []
    comments: list[str] = []
    apart = remark_apart = False
    position = 0
    while position < len(text):
        if plain := _PLAIN_PAIR.match(text, position):  # as most are
            position = plain.end()
            shown, value, behind = plain.groups()
            keys = tuple(shown.split("."))
            yield Statement(remarks, apart, comments, keys, f"{shown} = {value}", "", (behind or "").rstrip())
            remarks, comments, apart = [], [], False
            continue
        found = _match(_LINE, text, position)
        position = found.end()
        if found["comment"]:
            if not comments:
                remark_apart = apart
            comments.append(found["comment"].rstrip())
            continue
        if not found["header"] and not found["key"]:
            if comments:
                remarks.append(Remark(remark_apart, comments))
                comments = []
            apart = True
            continue
        if found["header"]:
            keys, shown = _split(found["path"])
            closing = "]" * len(found["header"])
            written, behind, header = f"{found['header']}{shown}{closing}", found["behind"], found["header"]
        else:
            keys, shown = _split(found["key"])
            start = position
            compound = text[start] in "[{"
            pieces, end = _compound(text, start) if compound else ([], _span(_SCALAR, text, start)[1])
            rest = _match(_REST, text, end)
            position = rest.end()
            behind, header = rest["behind"], ""
            near = [*comments[-1:], behind or ""]
            written = f"{shown} = {brackets.laid_out(pieces, near) if compound else text[start:end]}"
        yield Statement(remarks, apart, comments, keys, written, header, (behind or "").rstrip())
        remarks, comments, apart = [], [], False
    if comments:
        remarks.append(Remark(remark_apart, comments))
    yield Statement(remarks, apart=False, comments=[], keys=(), text="", header="", behind="")


def _match(pattern: re.Pattern[str], text: str, position: int) -> re.Match[str]:
    found = pattern.match(text, position)
    if found is None:
        raise _no_layout(position)
    return found


def _span(pattern: re.Pattern[str], text: str, position: int) -> Span:
    """
    Where the first group of a pattern begins and ends, with all of a string whose first quote it is.
    """
    start, end = _match(pattern, text, position).span(1)
    if text[start] not in "\"'":
        return start, end
    closed = string_end(text, start)
    if closed is None:
        raise _no_layout(start)
    return start, closed


def _no_layout(position: int) -> LayoutError:
    return LayoutError(f"no layout for what stands at character {position}")


def _split(dotted: str) -> tuple[Keys, str]:
    """
    The keys of a dotted key, and how it is written without blanks.
    """
    if _PLAIN.fullmatch(dotted):
        return tuple(dotted.split(".")), dotted
    parts = re.findall(_KEY, dotted)
    return tuple(next(iter(toml.loads(f"{part} = 0"))) for part in parts), ".".join(parts)


def _compound(text: str, position: int) -> tuple[list[str], int]:
    """
    The pieces of an array or inline table without the blanks, and where it ends.
    """
    if plain := _ARRAY.match(text, position):
        return _ARRAY_PIECE.findall(plain[0]), plain.end()
    pieces: list[str] = []
    depth = 0
    while not pieces or depth:
        start, position = _span(_PIECE, text, position)
        piece = text[start:position]
        depth += (piece in "[{") - (piece in "]}")
        pieces.append(piece.rstrip() if piece[0] == "#" else piece)
    return pieces, position
