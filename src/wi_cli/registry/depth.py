"""
How deep a registry may be nested.

Whoever walks a document may recurse, because nothing deeper is ever read.  And
a key of very many parts is refused before it is read, because a reader of TOML
takes time and memory that grow with the square of their number.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wi_cli.registry.tokens import Span
    from wi_cli.registry.values import Path

DEEPEST = 32
"""The most levels; a member's figure has four."""

# A key with more parts than that has so many dots in its line.
_MANY_DOTS = re.compile(rf"\.(?:[^.\n]*\.){{{DEEPEST - 1}}}")
_NESTING = frozenset({dict, list})
_OPENING, _CLOSING = "[{", "]}"


def has_long_key(text: str) -> bool:
    """
    Whether a key has more parts than `DEEPEST`.
    """
    # In most texts no line has so many dots, and to ask that costs a fiftieth of reading them.
    return _MANY_DOTS.search(text) is not None and any(deep.parts > DEEPEST for deep in places(text))


def is_too_deep(document: dict[str, Any]) -> bool:
    """
    Whether a document has more levels than `DEEPEST`, asked without recursion.
    """
    level: list[Any] = [document]
    for _ in range(DEEPEST):
        level = [
            item
            for table in level
            for item in (table.values() if isinstance(table, dict) else table)
            if type(item) in _NESTING  # to ask isinstance takes three times as long
        ]
    return bool(level)


def too_deep(document: dict[str, Any]) -> Path | None:
    """
    The path of a table or list on a level below `DEEPEST`.
    """
    waiting: list[tuple[Path, Any]] = [((), document)]
    while waiting:
        path, table = waiting.pop()
        if len(path) == DEEPEST:
            return path
        below = [
            ((*path, key), item)
            for key, item in (table.items() if isinstance(table, dict) else enumerate(table))
            if type(item) in _NESTING
        ]
        waiting += reversed(below)
    return None


class Deep(NamedTuple):
    """
    A header or key of so many parts, or a bracket of a value, and on which level it is within itself.
    """

    level: int
    span: Span
    parts: int = 0


def places(text: str) -> Iterator[Deep]:
    """
    The headers, keys and brackets of a text that go below `DEEPEST` by
    themselves.  What is too deep only together (a key below its header) is a
    few times as deep at most, so that whoever reads it knows.
    """
    return (deep for deep in _levels(text) if deep.level > DEEPEST)


class _Bracket(NamedTuple):
    """
    A bracket of a value that is open, and its level.
    """

    kind: str
    level: int


_NO_KEY = Deep(0, (0, 0))


def _levels(text: str) -> Iterator[Deep]:
    from wi_cli.registry.tokens import pieces  # hardly any text has so many dots that it must be taken apart

    following = chain(pieces(text), [("\n", (len(text), len(text)))])
    inside: list[_Bracket] = []
    key = _NO_KEY
    is_value = joins = False
    for kind, span in following:
        above = inside[-1] if inside else _Bracket("", 0)
        if kind == "word" and not is_value:
            parts, start = (key.parts + 1, key.span[0]) if joins else (1, span[0])
            key = Deep(above.level + parts, (start, span[1]), parts)
        elif kind == "[" and not inside and not is_value:
            yield _header(following, span[0])
            continue
        elif kind in _OPENING:
            inside.append(_Bracket(kind, above.level + (key.parts if above.kind == "{" else 1)))
            yield Deep(inside[-1].level, span)
        elif kind in _CLOSING and inside:
            inside.pop()
        if kind not in ("word", ".") and not is_value and key.parts > 1:  # else the bracket around it says so
            yield key
        is_value = _value_follows(kind, inside, is_value=is_value)
        key = key if is_value or kind in ("word", ".") else _NO_KEY
        joins = kind == "."


def _header(following: Iterator[tuple[str, Span]], start: int) -> Deep:
    """
    A header, from behind its first bracket to the end of its line; the table
    is on the level of the last part, that of [[header]] one below.
    """
    brackets, parts, end = 1, 1, start + 1
    for kind, span in following:
        if kind == "\n":
            break
        brackets += kind == "["
        parts += kind == "."
        end = span[1]
    return Deep(parts + brackets, (start, end), parts)


def _value_follows(kind: str, inside: list[_Bracket], *, is_value: bool) -> bool:
    """
    Whether a value, and no key, stands behind a piece.
    """
    if kind in (",", "["):
        return bool(inside) and inside[-1].kind == "["
    if kind == "\n":
        return is_value and bool(inside)
    return kind != "{" and (is_value or kind == "=" or kind in _CLOSING)
