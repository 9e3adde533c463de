"""
Where a value stands in the source text: path in the document -> line and column.

The text must be valid TOML (`tomllib` decides that, not the parser used here).
Lines and columns count from 1, columns in characters.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import tree_sitter
import tree_sitter_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wi_cli.members import Path

_LANGUAGE = tree_sitter.Language(tree_sitter_toml.language())


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """
    A line and a column, both from 1.
    """

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """
    Byte offsets of one path: its key (a header's key, for a table) and its value.
    """

    key: int
    value: int


class Locator:
    """
    Finds the places of one source text.
    """

    def __init__(self, text: str) -> None:
        self._source = text.encode()
        self._lines = [0, *(n + 1 for n, byte in enumerate(self._source) if byte == ord("\n"))]
        self._entries: dict[Path, _Entry] = {}
        self._lengths: dict[Path, int] = {}
        tree = tree_sitter.Parser(_LANGUAGE).parse(self._source)
        self._read_document(tree.root_node)

    def key(self, path: Path) -> Place:
        """
        Where the key of a path stands, a table's header for a table; for a
        path that is not there, its nearest ancestor's.
        """
        return self._place(self._nearest(path).key)

    def value(self, path: Path) -> Place:
        """
        Where the value of a path begins; for a table, its header.
        """
        return self._place(self._nearest(path).value)

    def _nearest(self, path: Path) -> _Entry:
        while path and path not in self._entries:
            path = path[:-1]
        return self._entries.get(path, _Entry(0, 0))

    def _place(self, offset: int) -> Place:
        line = bisect_right(self._lines, offset)
        before = self._source[self._lines[line - 1] : offset].decode(errors="replace")
        return Place(line, len(before) + 1)

    def _read_document(self, root: tree_sitter.Node) -> None:
        for node in root.named_children:
            if node.type == "pair":
                self._read_pair(node, ())
            elif node.type in ("table", "table_array_element"):
                self._read_table(node)

    def _read_table(self, node: tree_sitter.Node) -> None:
        header = node.named_children[0]
        entry = _Entry(node.start_byte, node.start_byte)
        path = self._descend((), list(_keys(header)), entry)
        if node.type == "table_array_element":
            index = self._lengths.get(path, 0)
            self._lengths[path] = index + 1
            path = (*path, index)
        self._entries[path] = entry
        for child in node.named_children[1:]:
            if child.type == "pair":
                self._read_pair(child, path)

    def _read_pair(self, node: tree_sitter.Node, parent: Path) -> None:
        key, value = (child for child in node.named_children if child.type != "comment")
        entry = _Entry(key.start_byte, value.start_byte)
        path = self._descend(parent, list(_keys(key)), entry)
        self._entries[path] = entry
        self._read_value(value, path)

    def _descend(self, path: Path, keys: list[str], entry: _Entry) -> Path:
        """
        Follow a dotted key; inside an array of tables it means the last one.
        """
        for n, key in enumerate(keys):
            path = (*path, key)
            self._entries.setdefault(path, entry)
            if n < len(keys) - 1 and path in self._lengths:
                path = (*path, self._lengths[path] - 1)
        return path

    def _read_value(self, node: tree_sitter.Node, path: Path) -> None:
        children = [child for child in node.named_children if child.type != "comment"]
        if node.type == "inline_table":
            for child in children:
                self._read_pair(child, path)
        elif node.type == "array":
            for n, child in enumerate(children):
                self._entries[(*path, n)] = _Entry(child.start_byte, child.start_byte)
                self._read_value(child, (*path, n))


def _keys(node: tree_sitter.Node) -> Iterator[str]:
    if node.type == "dotted_key":
        for child in node.named_children:
            yield from _keys(child)
    elif node.type == "quoted_key":
        # tomllib knows all escapes of a quoted key.
        yield next(iter(tomllib.loads((node.text or b"").decode() + " = 0")))
    else:
        yield (node.text or b"").decode()
