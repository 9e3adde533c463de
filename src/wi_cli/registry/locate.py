"""
Where a value stands in the source text: path in the document -> span of the text.

The text must be valid TOML (`wi_cli.registry.toml` decides that, not the parser used here).
Spans are character offsets; `Lines` turns an offset into line and column, both
from 1, columns in characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.registry import toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    import tree_sitter

    from wi_cli.registry.values import Path

Span = tuple[int, int]

_BLOCK = 256
# The bytes of UTF-8 that no character begins with (RFC 3629, 3).
_CONTINUING = bytes(range(0x80, 0xC0))


class Lines:
    """
    The lines of a text, and where an offset lies in them.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def place(self, offset: int) -> tuple[int, int]:
        """
        Line and column of an offset.
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def text(self, line: int) -> str:
        """
        One line without its end.
        """
        return self.between(*self.span(line))

    def between(self, start: int, end: int) -> str:
        """
        The text from one offset to another.
        """
        return self._text[start:end]

    def span(self, line: int) -> Span:
        """
        Span of a line without its end (LF or CRLF).
        """
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self._text)
        return start, end - self._text.endswith("\r", start, end)

    def offset(self, line: int, column: int) -> int:
        """
        Offset of a line and column.
        """
        return self._starts[line - 1] + column - 1

    def __len__(self) -> int:
        """
        Number of lines.
        """
        return len(self._starts)


class Entry(NamedTuple):
    """
    One path: the span of its key and of its value; both are the header's for a table.
    """

    path: Path
    key: Span
    value: Span


class Locator:
    """
    Finds the paths of one source text.

    `headers` are the tables' headers in the order of the text, with their
    paths; a header of an array of tables has the element's path.
    """

    def __init__(self, text: str) -> None:
        self._offsets = _Offsets(text)
        self._entries: dict[Path, Entry] = {}
        self._lengths: dict[Path, int] = {}
        # What is in tables and lists, as far as nobody has asked for it yet: most places are in few of them.
        self._unread: dict[Path, Iterator[tree_sitter.Node]] = {}
        self._unread_items: dict[Path, Iterator[tuple[int, tree_sitter.Node]]] = {}
        self.headers: list[Entry] = []
        self._tables: list[tree_sitter.Node] = []
        self._tree = _parser().parse(self._offsets.source)
        # Before the first header.
        self._unread[()] = takewhile(lambda node: node.type == "pair", _entries(self._tree.root_node))
        for node in self._tree.root_node.named_children:
            if node.type in ("table", "table_array_element"):
                self._read_table(node)

    def key(self, path: Path) -> Span:
        """
        The key of a path, the header of a table; for a path that is not
        there, that of its nearest ancestor.
        """
        return self.nearest(path).key

    def value(self, path: Path) -> Span:
        """
        The value of a path, the header of a table.
        """
        return self.nearest(path).value

    def pairs(self, header: int) -> list[Entry]:
        """
        The pairs below one of the headers, in the order of the text.
        """
        path = self.headers[header].path
        for pair in self._unread.pop(path, ()):
            self._read_pair(pair, path)
        keys = [tuple(_keys(pair.named_children[0])) for pair in _pairs(self._tables[header])]
        return [self._entries[path + key] for key in keys]

    def end(self, header: int) -> int:
        """
        Where the last pair below one of the headers ends, or the header itself.
        """
        pairs = self.pairs(header)
        return pairs[-1].value[1] if pairs else self.headers[header].key[1]

    def nearest(self, path: Path) -> Entry:
        """
        The entry of a path, or of its nearest ancestor that is there.
        """
        for length in range(len(path)):
            if path in self._entries:
                break
            self._read_until(path, length)
        while path and path not in self._entries:
            path = path[:-1]
        return self._entries.get(path, Entry((), (0, 0), (0, 0)))

    def _read_until(self, path: Path, length: int) -> None:
        """
        Read what is in the table or list on the way to a path, until that is there.
        """
        table, item = path[:length], path[: length + 1]
        for pair in self._unread.get(table, ()):
            self._read_pair(pair, table)
            if path in self._entries:
                return
        self._unread.pop(table, None)
        if item in self._entries:
            return
        for n, node in self._unread_items.get(table, ()):
            here, span = (*table, n), self._span(node)
            self._entries[here] = Entry(here, span, span)
            self._leave_unread(node, here)
            if here == item:
                return
        self._unread_items.pop(table, None)

    def _span(self, node: tree_sitter.Node) -> Span:
        return self._offsets.characters(node.start_byte), self._offsets.characters(node.end_byte)

    def _read_table(self, node: tree_sitter.Node) -> None:
        children = node.children
        close = next(n for n, child in enumerate(children) if child.type in ("]", "]]"))
        header = next(child for child in children[:close] if child.is_named)
        span = self._offsets.characters(node.start_byte), self._offsets.characters(children[close].end_byte)
        path = self._descend((), list(_keys(header)), span)
        if node.type == "table_array_element":
            index = self._lengths.get(path, 0)
            self._lengths[path] = index + 1
            path = (*path, index)
        entry = Entry(path, span, span)
        self._entries[path] = entry
        self.headers.append(entry)
        self._tables.append(node)
        self._unread[path] = _pairs(node)

    def _read_pair(self, node: tree_sitter.Node, table: Path) -> None:
        key, value = (child for child in node.named_children if child.type != "comment")
        span = self._span(key)
        path = self._descend(table, list(_keys(key)), span)
        self._entries[path] = Entry(path, span, self._span(value))
        self._leave_unread(value, path)

    def _leave_unread(self, value: tree_sitter.Node, path: Path) -> None:
        """
        What is in a value waits until somebody asks for it.
        """
        if value.type == "inline_table":
            self._unread[path] = _pairs(value)
        elif value.type == "array":
            self._unread_items[path] = enumerate(_entries(value))

    def _descend(self, path: Path, keys: list[str], span: Span) -> Path:
        """
        Follow a dotted key; inside an array of tables it means the last one.
        """
        for n, key in enumerate(keys):
            path = (*path, key)
            if path not in self._entries:
                self._entries[path] = Entry(path, span, span)
            if n < len(keys) - 1 and path in self._lengths:
                path = (*path, self._lengths[path] - 1)
        return path


def _parser() -> tree_sitter.Parser:
    """
    Loaded only when there is something to locate.
    """
    import tree_sitter
    import tree_sitter_toml

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))


def _entries(node: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    """
    What is in a list or table, each when it is asked for: there may be very many.
    """
    cursor = node.walk()
    is_there = cursor.goto_first_child()
    while is_there:
        child = cursor.node
        if child is not None and child.is_named and child.type != "comment":
            yield child
        is_there = cursor.goto_next_sibling()


def _pairs(table: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    return (child for child in _entries(table) if child.type == "pair")


class _Offsets:
    """
    Byte offsets of the parser -> character offsets of the text.
    """

    def __init__(self, text: str) -> None:
        self.source = text.encode()
        self._ascii = len(self.source) == len(text)
        # How many characters begin before each block of bytes; within a block they are counted.
        blocks = range(0, 0 if self._ascii else len(self.source), _BLOCK)
        self._before = [0, *accumulate(self._begin_in(start, start + _BLOCK) for start in blocks)]

    def characters(self, offset: int) -> int:
        if self._ascii:
            return offset
        block = offset // _BLOCK
        return self._before[block] + self._begin_in(block * _BLOCK, offset)

    def _begin_in(self, start: int, end: int) -> int:
        return len(self.source[start:end].translate(None, _CONTINUING))


def _keys(node: tree_sitter.Node) -> Iterator[str]:
    """
    The parts of a key; a.b.c is nested to the left.
    """
    parts = []
    while node.type == "dotted_key":
        *_, last = node.named_children
        parts.append(last)
        node = node.named_children[0]
    parts.append(node)
    for part in reversed(parts):
        text = (part.text or b"").decode()
        # The reader knows all escapes of a quoted key.
        yield next(iter(toml.loads(f"{text} = 0"))) if part.type == "quoted_key" else text
