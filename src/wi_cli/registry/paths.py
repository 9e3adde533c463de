"""
Documents by path: what stands where, and the same
with one value more or less.  No document is changed, parts that stay are shared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wi_cli.errors import CannotChangeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wi_cli.registry.values import Path

Document = dict[str, Any]


def at(document: Any, path: Sequence[str | int]) -> Any:
    """
    The value at a path; None if there is none.
    """
    for part in path:
        if not isinstance(document, dict | list):
            return None
        try:
            document = document[part]  # type: ignore[index]  # a wrong kind of index is caught
        except (KeyError, IndexError, TypeError):
            return None
    return document


def table(document: Document, name: str) -> Document:
    """
    One of the tables of a document; nothing if it is something else.
    """
    found = document.get(name)
    return found if isinstance(found, dict) else {}


def with_value(document: Document, path: Path, value: Any) -> Document:
    """
    A document with a value at a path; tables and lists on the way are made,
    an index behind the last one of a list adds to it.

    Raises `CannotChangeError` if something else stands on the way.
    """

    def rebuilt(there: Any, n: int) -> Any:
        if n == len(path):
            return value
        part = path[n]
        if isinstance(part, int) and isinstance(there, list | None):
            items = list(there or ())
            return [*items[:part], rebuilt(at(items, (part,)), n + 1), *items[part + 1 :]]
        if isinstance(part, str) and isinstance(there, dict | None):
            table = there or {}
            return {**table, part: rebuilt(table.get(part), n + 1)}
        kind = "table" if isinstance(part, str) else "list"
        raise CannotChangeError(f"{field_name(path[:n])} is no {kind}", "run wi validate")

    result: Document = rebuilt(document, 0)
    return result


def with_entries(document: Document, name: str, entries: Mapping[str, Any]) -> Document:
    """
    A document with more entries in one of its tables, which is made if need be.

    Raises `CannotChangeError` if something else stands there.
    """
    if not entries:
        return document
    there = document.get(name, {})
    if not isinstance(there, dict):
        raise CannotChangeError(f"{name} is no table", "run wi validate")
    return {**document, name: {**there, **entries}}


def without_value(document: Any, path: Sequence[str | int]) -> Any:
    """
    A document without the value at a path, which is there.
    """
    part, *rest = path
    if isinstance(document, list) and isinstance(part, int):
        below = [without_value(document[part], rest)] if rest else []
        return [*document[:part], *below, *document[part + 1 :]]
    if rest:
        return {**document, part: without_value(document[part], rest)}
    return {key: item for key, item in document.items() if key != part}


def every_value(document: Document) -> Iterator[Any]:
    """
    A document and all that is in it, in no particular order.
    """
    waiting: list[Any] = [document]
    while waiting:
        item = waiting.pop()
        yield item
        if isinstance(item, dict | list):
            waiting.extend(item.values() if isinstance(item, dict) else item)


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    """
    The paths of all that is no table and no list in a value, itself perhaps.
    """
    if not isinstance(value, dict | list):
        yield path
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield from leaves(item, (*path, key))


def differences(one: Any, other: Any) -> list[Path]:
    """
    The paths at which two documents differ: the nearest to the root, where one
    has something that the other hasn't, or something else.  Nan is nan, and 1
    is neither 1.0 nor true.
    """
    if _is_same(one, other):  # as nearly always
        return []
    found: list[Path] = []
    waiting: list[tuple[Path, Any, Any]] = [((), one, other)]
    while waiting:
        path, one, other = waiting.pop()
        if type(one) is not type(other):
            found.append(path)
        elif isinstance(one, dict):
            if one.keys() != other.keys():
                found += [(*path, key) for key in one.keys() ^ other.keys()]
            for key, value in one.items():
                # Most of a document is text that is the same.
                if key in other and not (type(value) is str and value == other[key]):
                    waiting.append(((*path, key), value, other[key]))
        elif isinstance(one, list):
            waiting.extend(((*path, n), *pair) for n, pair in enumerate(zip(one, other, strict=False)))
            longer = range(min(len(one), len(other)), max(len(one), len(other)))
            found.extend((*path, n) for n in longer)
        elif one != other and (one == one or other == other):  # noqa: PLR0124  # nan is not equal to itself
            found.append(path)
    return found


def _is_same(one: Any, other: Any) -> bool:  # noqa: PLR0911  # a return per kind
    """
    Whether two values are the same in every part; most of a document is text, which is looked at where it stands.
    """
    kind = type(one)
    if kind is not type(other):
        return False
    if kind is dict:
        if one.keys() != other.keys():
            return False
        for key, value in one.items():
            if value != other[key] if type(value) is str else not _is_same(value, other[key]):
                return False
        return True
    if kind is list:
        if len(one) != len(other):
            return False
        for value, its in zip(one, other, strict=True):
            if value != its if type(value) is str else not _is_same(value, its):
                return False
        return True
    return bool(one == other or (one != one and other != other))  # noqa: PLR0124  # nan is not equal to itself


def field_name(path: Path) -> str:
    """
    How a person names a place: contacts.0.phone of a member, topics.inklusion elsewhere.
    """
    inside = path[0] == "members" and len(path) > 2  # noqa: PLR2004  # members.<id>
    return ".".join(map(str, path[2:] if inside else path))
