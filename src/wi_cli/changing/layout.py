"""
The canonical layout of a registry file: values and blocks written anew, and a
whole text put in order without losing a comment.

The text must be TOML; `wi_cli.registry.toml` decides that.  Then a few patterns are enough
to take it apart: into statements (a pair or a header, with its comments) and
the remarks between them.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.errors import DamageError
from wi_cli.registry import toml
from wi_cli.registry.schema import ranks as ranks_of
from wi_cli.registry.tokens import string_end, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from wi_cli.registry.locate import Span

LONGEST_ARRAY = 100
INDENT = "    "
# An object of the format that is written in one line, not as a table of its own.
IN_LINE = {"location"}

Keys = tuple[str, ...]


class LayoutError(DamageError):
    """
    A text can't be laid out without changing what it says.
    """


# -- writing ---------------------------------------------------------------------


def value(item: object) -> str:
    """
    The TOML of one value.  Text of several lines stands between three quotes;
    an array stands in one line if that has 100 characters at most, else each
    item in its own; a mapping is an inline table.
    """
    if isinstance(item, str):
        # tomli_w would make \n of \r\n between three quotes.
        return _scalar(item, several_lines="\r" not in item)
    return _array(_items(item)) if isinstance(item, list | tuple) else _in_line(item)


def block(key: str, fields: Mapping[str, object]) -> str:
    """
    The tables of the member with that id, in canonical layout, with a line
    end behind the last; see `table`.
    """
    return table(("members", key), fields)


def table(path: Keys, fields: Mapping[str, object], *, element: bool = False) -> str:
    """
    A table of the registry, or with `element` one of an array of tables, with
    all tables below it, in canonical layout: keys in the order of the format,
    unknown ones behind them in their own, then tables likewise.
    """
    return "\n".join(_tables(path, fields, "[[{}]]" if element else "[{}]"))


def pair(keys: Keys, item: object) -> str:
    """
    A key, dotted if there are several, and its value, with a line end.
    """
    return f"{'.'.join(map(_key, keys))} = {value(item)}\n"


def _tables(path: Keys, fields: Mapping[str, object], header: str) -> Iterator[str]:
    ranks = ranks_of(path)
    ordered = sorted(fields.items(), key=lambda pair: ranks.get(pair[0], len(ranks)))
    below = [(key, item) for key, item in ordered if has_header(key, item)]
    pairs = [pair((key,), item) for key, item in ordered if not has_header(key, item)]
    yield "".join([header.format(".".join(map(_key, path))), "\n", *pairs])
    for key, item in below:
        if isinstance(item, dict):
            yield from _tables((*path, key), item, "[{}]")
        elif isinstance(item, list | tuple):
            for element in item:
                yield from _tables((*path, key), element, "[[{}]]")


def has_header(key: str, item: object) -> bool:
    """
    Whether a value stands below a header of its own, not behind its key.
    """
    if isinstance(item, list | tuple):
        return bool(item) and all(isinstance(element, dict) for element in item)
    return isinstance(item, dict) and key not in IN_LINE


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _scalar(key, several_lines=False)


def _scalar(item: object, *, several_lines: bool) -> str:
    import tomli_w

    if isinstance(item, int) and item.bit_length() > 64:  # noqa: PLR2004  # more than TOML promises to hold
        # As read: Python makes no decimals of more than 4,300 digits, and such a number is for `check` to refuse.
        return hex(item) if item > 0 else str(item)

    return tomli_w.dumps({"_": item}, multiline_strings=several_lines).removeprefix("_ = ").removesuffix("\n")


def _in_line(item: object) -> str:
    if isinstance(item, list | tuple):
        return f"[{', '.join(_items(item))}]"
    if isinstance(item, dict):
        pairs = [f"{_key(key)} = {_in_line(below)}" for key, below in item.items()]
        return f"{{ {', '.join(pairs)} }}" if pairs else "{}"
    return _scalar(item, several_lines=False)


def _items(array: Iterable[object]) -> list[str]:
    return [_in_line(item) for item in array]


def _array(items: Sequence[str]) -> str:
    text = f"[{', '.join(items)}]"
    if len(text) <= LONGEST_ARRAY:
        return text
    return "\n".join(["[", *(f"{INDENT}{item}," for item in items), "]"])


# -- taking a text apart -----------------------------------------------------------


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
_PLAIN = re.compile(r"[A-Za-z0-9_.-]+")


def _statements(text: str) -> Iterator[Statement]:
    """
    The statements in order; last one without text that carries the remarks at the end.
    """
    remarks: list[Remark] = []
    comments: list[str] = []
    apart = remark_apart = False
    position = 0
    while position < len(text):
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
        if comments:
            apart = remark_apart
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
            written = f"{shown} = {_laid_out(pieces, near) if compound else text[start:end]}"
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
    pieces: list[str] = []
    depth = 0
    while not pieces or depth:
        start, position = _span(_PIECE, text, position)
        piece = text[start:position]
        depth += (piece in "[{") - (piece in "]}")
        pieces.append(piece.rstrip() if piece[0] == "#" else piece)
    return pieces, position


# -- arrays and inline tables ----------------------------------------------------------


def _laid_out(pieces: list[str], near: Iterable[str]) -> str:
    """
    An array or inline table.  One with comments keeps its lines, and so does
    one that a `wi: ignore` near by may be about: it silences by line.
    """
    comments = [piece for piece in pieces if piece[0] == "#"]
    if any("wi:" in comment for comment in (*near, *comments)):
        return _kept(pieces)
    if comments:
        return _kept(_opened(pieces) if pieces[0] == "[" else pieces)
    pieces = [piece for piece in pieces if piece != "\n"]
    return _array(_joined_items(pieces)) if pieces[0] == "[" else _joined(pieces)


def _opened(pieces: list[str]) -> list[str]:
    """
    The pieces of an array with its brackets in lines of their own and a comma behind the last item.
    """
    inside = pieces[1:-1]
    last = max((n for n, piece in enumerate(inside) if piece[0] not in "#\n"), default=None)
    if last is not None and inside[last] != ",":
        inside.insert(last + 1, ",")
    start = [] if inside[0][0] in "#\n" else ["\n"]
    return ["[", *start, *inside, "\n", "]"]


def _joined_items(pieces: Sequence[str]) -> list[str]:
    """
    The items of an array, each in one line.
    """
    items: list[list[str]] = [[]]
    depth = 0
    for piece in pieces[1:-1]:
        depth += (piece in "[{") - (piece in "]}")
        if piece == "," and not depth:
            items.append([])
        else:
            items[-1].append(piece)
    return [_joined(item) for item in items if item]


def _joined(pieces: Sequence[str]) -> str:
    """
    Tokens in one line, without the comma behind a last item.
    """
    following = [*pieces[1:], ""]
    kept = [one for one, after in zip(pieces, following, strict=True) if one != "," or after not in ("]", "}")]
    return "".join(_blank(before, piece) + piece for before, piece in zip(["", *kept], kept, strict=False))


def _kept(pieces: Sequence[str]) -> str:
    """
    Tokens in the lines that they stand in; at most one empty line in a place, none at a bracket
    but behind a `wi: ignore`.
    """
    lines: list[str] = []
    depth = 0
    opened = False
    for ends, group in groupby(pieces, key="\n".__eq__):
        line = list(group)
        if ends:
            if len(line) > 1 and not opened:
                lines.append("")
            continue
        closing = line[0] in ("]", "}")
        # Without it a comment that silences the line below would reach the bracket's.
        if closing and not lines[-1] and "wi:" not in lines[-2]:
            lines.pop()
        text = "".join(_blank(before, piece) + piece for before, piece in zip(["", *line], line, strict=False))
        lines.append(INDENT * (depth - closing) + text)
        depth += sum((piece in ("[", "{")) - (piece in ("]", "}")) for piece in line)
        opened = line[-1] in ("[", "{")
    return "\n".join(lines)


def _blank(before: str, piece: str) -> str:
    """
    The blanks between two pieces of a line.
    """
    if not before:
        return ""
    if piece[0] == "#":
        return "  "
    if before == "," or "=" in (before, piece):
        return "" if piece == "]" else " "
    if before == "{" or piece == "}":
        return "" if before + piece == "{}" else " "
    # Two bare words are a date and its time; keys have a dot between.
    return " " if before[-1].isalnum() and piece[0].isalnum() else ""


# -- the order ---------------------------------------------------------------------


def _tables_of(statements: Sequence[Statement]) -> list[Table]:
    tables = [Table(None, [])]
    for statement in statements:
        if statement.header:
            tables.append(Table(statement, []))
        else:
            tables[-1].pairs.append(statement)
    return tables


def _owner(path: Keys) -> Keys:
    """
    What a table is a part of: a member or the network.
    """
    return path[:2] if path[:1] == ("members",) and len(path) > 1 else path[:1]


def _in_order(tables: list[Table], end: Statement) -> list[Table]:
    """
    The tables, those of each member and of the network in the order of the format.
    """
    runs = [(owner, list(run)) for owner, run in groupby(tables, key=lambda one: _owner(one.path))]
    times = Counter(owner for owner, _ in runs)
    ordered: list[Table] = []
    following = [*(run[0].header for _, run in runs[1:]), end]
    for (owner, run), after in zip(runs, following, strict=True):
        # What is wrong with the whole document is shown, and silenced, in its first line.
        at_top = not any(one.header or one.pairs for one in ordered)
        movable = (owner == ("network",) or len(owner) > 1) and times[owner] == 1 and not at_top
        ordered += _sorted_run(owner, run, after) if movable else run
    return ordered


def _sorted_run(owner: Keys, run: list[Table], after: Statement | None) -> list[Table]:
    """
    The tables of one owner in order, if nothing would get lost by that: there
    is a header of its own, which is where diagnostics look for it, and no
    remark whose place is between two of the tables.
    """
    headers = [one.header for one in run if one.header]
    own = any((header.keys, header.header) == (owner, "[") for header in headers)
    first = headers[0]
    remarks = [remark for header in headers[1:] for remark in header.remarks]
    below_last = bool(after and after.remarks and not after.remarks[0].apart)
    if not own or remarks or below_last:
        return run
    ranks = ranks_of(owner)
    moved = sorted(headers, key=lambda one: -1 if one.keys == owner else ranks.get(one.keys[len(owner)], len(ranks)))
    pairs = {id(one.header): one.pairs for one in run}
    # The remarks before the first table stay before all of them.
    return [
        Table(header._replace(remarks=[] if n else first.remarks), pairs[id(header)]) for n, header in enumerate(moved)
    ]


def _sorted_pairs(path: Keys, pairs: list[Statement], after: Statement | None) -> list[Statement]:
    """
    The pairs in the order of the format, without blank lines; none moves past a remark, nor
    away from one right below it.
    """
    ranks = ranks_of(path) if path else {}
    if not ranks or not pairs:  # free keys: the order and the blank lines are the author's
        return pairs
    starts = [n for n, pair in enumerate(pairs) if pair.remarks or not n]
    ordered: list[Statement] = []
    for start, stop in zip(starts, [*starts[1:], len(pairs)], strict=True):
        group = [pair._replace(apart=False, remarks=[]) for pair in pairs[start:stop]]
        below = pairs[stop] if stop < len(pairs) else after
        if not (below and below.remarks and not below.remarks[0].apart):
            group.sort(key=lambda pair: ranks.get(pair.keys[0], len(ranks)))
        group[0] = group[0]._replace(remarks=pairs[start].remarks)
        ordered += group
    return ordered


# -- the whole ---------------------------------------------------------------------


def formatted(text: str) -> str:
    """
    A registry text in canonical layout; every comment is kept.

    One blank line between tables and none behind a header, `key = value`, a
    line end behind the last line; line ends are those of the first line.  The
    keys of a table, and the tables of a member and of the network, stand in
    the order of the format, unknown ones last.  Tables otherwise stay where they are,
    members are not sorted.  Blank lines inside a table go, but one is kept
    where keys are free, as in [topics], and around a remark.  Values keep their
    spelling; an array without comments is laid out as `value` does.

    A comment right above a pair or header belongs to it, and so does one behind
    it; both move with it.  A comment with a blank line below is a remark:
    it stays where it is, and nothing is moved past it.  What a
    `wi: ignore` silences stays silenced.

    Raises `ValueError` for what is no TOML, `LayoutError` if the result would
    say something else.
    """
    document = _document(text)
    first_line_end = text.find("\n")
    line_end = "\r\n" if text[first_line_end - 1 : first_line_end] == "\r" and first_line_end > 0 else "\n"
    result = "\n".join(_lines(text.replace("\r\n", "\n"))).replace("\n", line_end)
    if result == text:
        return text
    if not _says(result, document) or _comments(result) != _comments(text):
        raise LayoutError("the layout would change what the file says")
    return result


def _lines(text: str) -> list[str]:
    """
    The lines of a text in canonical layout, last one that is empty.
    """
    *statements, end = _statements(text)
    tables = _tables_of(statements)
    below = [*(one.header for one in tables[1:]), end]
    tables = [
        one._replace(pairs=_sorted_pairs(one.path, one.pairs, after)) for one, after in zip(tables, below, strict=True)
    ]
    lines: list[str] = []
    for one in _in_order(tables, end):
        if one.header:
            _add(lines, one.header._replace(apart=True), at_header=False)
        for n, pair in enumerate(one.pairs):
            _add(lines, pair, at_header=one.header is not None and not n)
    _add(lines, end, at_header=False)
    while lines and not lines[-1]:
        lines.pop()
    return [*lines, ""] if lines else []


def _add(lines: list[str], statement: Statement, *, at_header: bool) -> None:
    """
    Append a statement and all that comes with it; right behind a header without a blank line.
    """
    for remark in statement.remarks:
        if remark.apart and lines and lines[-1] and not at_header:
            lines.append("")
        lines += [*remark.lines, ""]
    if statement.apart and lines and lines[-1] and not at_header:
        lines.append("")
    lines += statement.comments
    lines.append(f"{statement.text}  {statement.behind}" if statement.behind else statement.text)


def _document(text: str) -> dict[str, Any]:
    # Floats by their spelling: nan is not equal to itself.
    return toml.loads(text, parse_float=lambda spelling: (spelling,))


def _says(text: str, document: dict[str, Any]) -> bool:
    try:
        return _document(text) == document
    except ValueError:
        return False


def _comments(text: str) -> Counter[str]:
    return Counter(text[slice(*token.span)].rstrip() for token in tokens(text) if token.kind == "comment")
