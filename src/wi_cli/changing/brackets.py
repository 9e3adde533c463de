"""
Arrays and inline tables laid out, from the pieces that they are made of.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from wi_cli.changing import write
from wi_cli.changing.write import INDENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def laid_out(pieces: list[str], near: Iterable[str]) -> str:
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
    return write.array(_joined_items(pieces)) if pieces[0] == "[" else _joined(pieces)


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
    opened = silences = False
    for ends, group in groupby(pieces, key="\n".__eq__):
        line = list(group)
        if ends:
            if len(line) > 1 and not opened:
                lines.append("")
            continue
        closing = line[0] in ("]", "}")
        # Without it a comment that silences the line below would reach the bracket's.
        if closing and not lines[-1] and not silences:
            lines.pop()
        text = "".join(_blank(before, piece) + piece for before, piece in zip(["", *line], line, strict=False))
        lines.append(INDENT * (depth - closing) + text)
        depth += sum((piece in ("[", "{")) - (piece in ("]", "}")) for piece in line)
        opened = line[-1] in ("[", "{")
        silences = line[-1][0] == "#" and "wi:" in line[-1]
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
