"""
What the schema says of the fields of a registry.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from wi_cli.registry import store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(store.schema())
    return schema


def described(path: Sequence[str | int]) -> Mapping[str, Any]:
    """
    What the schema says of the value at a path, references followed; nothing
    for one that it doesn't know.  The number of an element may be left out
    before a key.
    """
    node: Mapping[str, Any] = _schema()
    for part in path:
        if isinstance(part, int):
            node = _resolved(node.get("items", {}))
            continue
        node = _resolved(node.get("items", node))
        node = _resolved(node.get("properties", {}).get(part) or node.get("additionalProperties") or {})
    return node


def ranks(path: Sequence[str | int]) -> dict[str, int]:
    """
    The place of each key in the format's order of a table; nothing for a
    table whose keys are free, such as [topics], or unknown.
    """
    if len(path) > 1 and path[0] == "members":  # all are alike
        path = ("members", "", *path[2:])
    return _ranks(tuple(path))


@cache
def _ranks(path: tuple[str | int, ...]) -> dict[str, int]:
    table = described(path)
    return {key: place for place, key in enumerate(_resolved(table.get("items", table)).get("properties", ()))}


def _resolved(node: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = node.get("$ref")
    return {**_schema()["$defs"][reference.rpartition("/")[2]], **node} if reference else node
