"""
A parsed TOML document -> the values of the registry.

Building is tolerant: unknown keys are ignored, and what can't be built is left
out and named in `Registry.left_out`.  Nothing here reads, prints or knows a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from wi_cli.german.places import KINDS
from wi_cli.registry.left_out import LeftOut
from wi_cli.registry.values import (
    LARGEST_VALUE,
    Contact,
    Figure,
    Indicator,
    Link,
    Location,
    Member,
    Membership,
    Milestone,
    Network,
    Registry,
    Section,
    Source,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from wi_cli.registry.values import Path

Built = TypeVar("Built")

_TEXT = frozenset({str})


class _UnusableError(Exception):
    """
    A table from which no value can be built.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(reason)
        self.path = path
        self.reason = reason


class _Table:
    """
    One TOML table on its way to a value: reads fields by type, knows its path.
    """

    __slots__ = ("_fields", "_get", "_left_out", "_path")

    def __init__(self, value: object, path: Path, left_out: list[LeftOut]) -> None:
        if not isinstance(value, dict):
            raise _UnusableError(path, "is not a table")
        self._fields: dict[str, object] = value
        self._get = value.get
        self._path = path
        self._left_out = left_out

    def _unusable(self, key: str, reason: str) -> _UnusableError:
        path = (*self._path, key) if key in self._fields else self._path
        return _UnusableError(path, f"{key} {reason}")

    def text(self, key: str) -> str | None:
        value = self._get(key)
        if value is None or isinstance(value, str):
            return value
        raise self._unusable(key, "is not text")

    def needed_text(self, key: str) -> str:
        value = self._get(key)
        if value is None:
            raise self._unusable(key, "is missing")
        if not isinstance(value, str):
            raise self._unusable(key, "is not text")
        if not value.strip():
            raise self._unusable(key, "is empty")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._get(key)
        if value is None:
            return ()
        if isinstance(value, list) and _TEXT.issuperset(map(type, value)):
            return tuple(value)
        raise self._unusable(key, "is not a list of texts")

    def number(self, key: str) -> int | float | None:
        value = self._get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self._unusable(key, "is not a number")
        if not abs(value) <= LARGEST_VALUE:  # nan is neither more nor less
            raise self._unusable(key, "is out of range")
        return value

    def needed_number(self, key: str) -> int | float:
        value = self.number(key)
        if value is None:
            raise self._unusable(key, "is missing")
        return value

    def flag(self, key: str) -> bool | None:
        value = self._get(key)
        if value is None or isinstance(value, bool):
            return value
        raise self._unusable(key, "is not true or false")

    def table(self, key: str, build_one: Callable[[_Table], Built]) -> Built | None:
        value = self._get(key)
        return None if value is None else build_one(_Table(value, (*self._path, key), self._left_out))

    def many(self, key: str, build_one: Callable[[_Table], Built]) -> tuple[Built, ...]:
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self._unusable(key, "is not a list of tables")
        path, left_out = (*self._path, key), self._left_out
        built = [_attempt(item, (*path, n), build_one, left_out) for n, item in enumerate(value)]
        return tuple([item for item in built if item is not None])

    @property
    def key(self) -> str:
        """
        The key under which the table stands.
        """
        return str(self._path[-1])


def _attempt(value: object, path: Path, build_one: Callable[[_Table], Built], left_out: list[LeftOut]) -> Built | None:
    try:
        return build_one(_Table(value, path, left_out))
    except _UnusableError as unusable:
        left_out.append(LeftOut(unusable.path, unusable.reason, names=_names_of(value)))
        return None


def _names_of(value: object) -> tuple[str, ...]:
    """
    The texts under which somebody may ask for a table that can't be built.
    """
    if not isinstance(value, dict):
        return ()
    aliases = value.get("aliases")
    names = [value.get("name"), value.get("ags"), *(aliases if isinstance(aliases, list) else ())]
    return tuple(name for name in names if isinstance(name, str))


_TEXTS_OF_CONTACT = [name for name in Contact._fields if name != "sources"]


def _contact(table: _Table) -> Contact:
    return Contact(sources=table.texts("sources"), **{name: table.text(name) for name in _TEXTS_OF_CONTACT})


def _figure(table: _Table) -> Figure:
    return Figure(
        indicator=table.needed_text("indicator"),
        value=table.needed_number("value"),
        value_max=table.number("value_max"),
        qualifier=table.text("qualifier"),
        as_of=table.text("as_of"),
        note=table.text("note"),
        sources=table.texts("sources"),
    )


def _milestone(table: _Table) -> Milestone:
    return Milestone(table.needed_text("date"), table.needed_text("text"), table.texts("sources"))


def _section(table: _Table) -> Section:
    return Section(table.needed_text("title"), table.text("text"), table.texts("items"), table.texts("sources"))


def _link(table: _Table) -> Link:
    return Link(table.needed_text("title"), table.text("url"))


def _location(table: _Table) -> Location:
    return Location(table.needed_number("lat"), table.needed_number("lon"))


def _membership(table: _Table) -> Membership:
    return Membership(
        table.flag("founding"), table.text("since"), table.text("until"), table.texts("seen"), table.texts("sources")
    )


def _indicator(table: _Table) -> Indicator:
    decimals = table.number("decimals")
    return Indicator(
        label=table.needed_text("label"),
        unit=table.text("unit") or "",
        decimals=max(0, min(int(decimals), 15)) if decimals else 0,
        part_of=table.text("part_of"),
    )


def _source(table: _Table) -> Source:
    return Source(
        title=table.needed_text("title"),
        publisher=table.text("publisher"),
        date=table.text("date"),
        url=table.text("url"),
        note=table.text("note"),
    )


def _network(table: _Table) -> Network:
    return Network(
        name=table.needed_text("name"),
        summary=table.text("summary") or "",
        short_name=table.text("short_name"),
        website=table.text("website"),
        contacts=table.many("contacts", _contact),
        figures=table.many("figures", _figure),
        milestones=table.many("milestones", _milestone),
        sections=table.many("sections", _section),
        links=table.many("links", _link),
    )


def _member(table: _Table) -> Member:
    return Member(
        id=table.key,
        name=table.needed_text("name"),
        kind=table.needed_text("kind"),
        summary=table.text("summary") or "",
        state=table.text("state"),
        district=table.text("district"),
        ags=table.text("ags"),
        ars=table.text("ars"),
        location=table.table("location", _location),
        aliases=table.texts("aliases"),
        website=table.text("website"),
        topics=table.texts("topics"),
        membership=table.table("membership", _membership),
        contacts=table.many("contacts", _contact),
        figures=table.many("figures", _figure),
        milestones=table.many("milestones", _milestone),
        sections=table.many("sections", _section),
        links=table.many("links", _link),
    )


def registry(document: Mapping[str, Any]) -> Registry:
    """
    The registry that a parsed document describes.  `document["members"]` must
    be a table; everything else may be missing or wrong and is then left out.
    """
    left_out: list[LeftOut] = []

    def entries(name: str) -> dict[str, object]:
        table = document.get(name, {})
        if isinstance(table, dict):
            return table
        left_out.append(LeftOut((name,), "is not a table"))
        return {}

    def declared(name: str, build_one: Callable[[_Table], Built]) -> dict[str, Built]:
        built = {key: _attempt(value, (name, key), build_one, left_out) for key, value in entries(name).items()}
        return {key: value for key, value in built.items() if value is not None}

    network = document.get("network")
    return Registry(
        network=None if network is None else _attempt(network, ("network",), _network, left_out),
        topics={key: label for key, label in entries("topics").items() if isinstance(label, str)},
        indicators=declared("indicators", _indicator),
        sources=declared("sources", _source),
        members=declared("members", _member),
        left_out=tuple(left_out),
        kinds=KINDS | {kind: sort for kind, sort in entries("kinds").items() if isinstance(sort, str)} | KINDS,
    )
