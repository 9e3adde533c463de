"""
Values, and tables with all that is in them, as text in the canonical layout.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wi_cli.registry.schema import ranks as ranks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LONGEST_ARRAY = 100
INDENT = "    "
# An object of the format that is written in one line, not as a table of its own.
IN_LINE = {"location"}

Keys = tuple[str, ...]


def value(item: object) -> str:
    """
    The TOML of one value.  Text of several lines stands between three quotes;
    an array stands in one line if that has 100 characters at most, else each
    item in its own; a mapping is an inline table.
    """
    if isinstance(item, str):
        # tomli_w would make \n of \r\n between three quotes.
        return _scalar(item, several_lines="\r" not in item)
    return array(_items(item)) if isinstance(item, list | tuple) else _in_line(item)


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
    return "\n".join(tables(path, fields, element=element))


def tables(path: Keys, fields: Mapping[str, object], *, element: bool = False) -> Iterator[str]:
    """
    As `table`, each table by itself.
    """
    return _tables(path, fields, "[[{}]]" if element else "[{}]")


def indented(text: str, indent: str) -> str:
    """
    Pairs or tables with blanks before each line, but for those within a text of several lines.
    """
    lines = []
    inside = False
    for line in text.splitlines(keepends=True) if indent else [text]:
        lines.append(line if inside else f"{indent}{line}")
        inside ^= line.count('"""') % 2 == 1
    return "".join(lines)


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


def array(items: Sequence[str]) -> str:
    """
    An array of items that are text already: in one line if that is short enough.
    """
    text = f"[{', '.join(items)}]"
    if len(text) <= LONGEST_ARRAY:
        return text
    return "\n".join(["[", *(f"{INDENT}{item}," for item in items), "]"])
