"""
Where new sources, topics and indicators go.

In a file that is in order by id they keep it so.  Otherwise a source stands beside others of its member, or of the
members around it, so that two branches that each add a member somewhere else can be merged; all else goes to the end.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.changing import write
from wi_cli.errors import CannotChangeError, UsageError
from wi_cli.registry import paths
from wi_cli.registry.edits import Edit, joined
from wi_cli.registry.format import references
from wi_cli.registry.values import Indicator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wi_cli.changing.splice import Spliced
    from wi_cli.registry.paths import Document

# As many ids are not in order by accident.
_ORDERED = 3


class Beside(NamedTuple):
    """
    The entry that a new one stands right below, or above.
    """

    name: str
    above: bool = False


def plain(items: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """
    Entries by table without what goes without saying, as files leave it out; no table without one.
    """
    return {table: {key: _plain(table, item) for key, item in found.items()} for table, found in items.items() if found}


def _plain(table: str, item: Any) -> Any:
    if table != "indicators" or not isinstance(item, dict):
        return item
    usual = Indicator._field_defaults
    return {key: value for key, value in item.items() if not (type(value) is int and value == usual.get(key))}


def undeclared(document: Document, items: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """
    What a registry doesn't have yet of plain entries, by table.

    Raises `UsageError` for what it has in another wording.
    """
    missing: dict[str, dict[str, Any]] = {}
    for table, found in items.items():
        known = paths.table(document, table)
        for name, item in found.items():
            if name in known and _plain(table, known[name]) != item:
                raise UsageError(f"there is another {table[:-1]} {name!r} already", "give this one another id")
            if name not in known:
                missing.setdefault(table, {})[name] = item
    return missing


def declared(old: Spliced, items: Mapping[str, Mapping[str, Any]], meant: Document) -> list[Edit]:
    """
    The edits that declare what isn't declared yet, by table; `meant` is the registry with it and with what names it.
    """
    return joined([edit for table in items for edit in _of_table(old, table, items[table], meant)])


def _of_table(old: Spliced, table: str, items: Mapping[str, Any], meant: Document) -> Iterator[Edit]:
    if not old.blocks.has_tables((table,)):
        yield _without_header(old, table, items)
        return
    known = list(paths.table(old.document, table))
    in_order = len(known) >= _ORDERED and known == sorted(known)
    places = _in_order(known, items) if in_order else _by_member(old, items, meant) if table == "sources" else {}
    for name in sorted(items) if in_order else items:
        place = places.get(name)
        beside, above = place or (None, False)
        yield old.new_entry((table, name), items[name], beside, above=above)


def _in_order(known: list[str], names: Mapping[str, Any]) -> dict[str, Beside]:
    numbers = {name: bisect_left(known, name) for name in names}
    return {name: Beside(known[n - 1]) if n else Beside(known[0], above=True) for name, n in numbers.items()}


def _by_member(old: Spliced, sources: Mapping[str, Any], meant: Document) -> dict[str, Beside]:
    """
    What a source stands beside that belongs to the first member that cites it: a source of that member alone, else
    for a member that was there its last one; else the last one of the member above alone, or the first one of
    a member below, best of that alone.  The others stand at the end.
    """
    members = paths.table(meant, "members")
    order = old.order_with(members)
    users = _users(order, members)
    known: list[list[str]] = [[] for _ in order]
    alone: list[list[str]] = [[] for _ in order]
    for name in paths.table(old.document, "sources"):
        for n in users.get(name, ()):
            known[n].append(name)
            if len(users[name]) == 1:
                alone[n].append(name)
    below: list[list[str]] = [[] for _ in order]
    for n in reversed(range(len(order) - 1)):
        below[n] = alone[n + 1] or known[n + 1] or below[n + 1]
    places = {}
    for source in sources:
        n = next(iter(users.get(source, ())), -1)
        if n < 0:
            continue
        its = alone[n] or (known[n] if order[n] in paths.table(old.document, "members") else [])
        if last := its or (alone[n - 1] if n else []):
            places[source] = Beside(last[-1])
        elif below[n]:
            places[source] = Beside(below[n][0], above=True)
    return places


def _users(order: Sequence[str], members: Mapping[str, Any]) -> dict[str, dict[int, None]]:
    """
    By source: the places in the order of the members that cite it.
    """
    users: dict[str, dict[int, None]] = {}
    for n, key in enumerate(order):
        for table, name, _ in references({"members": {key: members[key]}}):
            if table == "sources":
                users.setdefault(name, {})[n] = None
    return users


def _without_header(old: Spliced, table: str, items: Mapping[str, Any]) -> Edit:
    """
    New entries of a table that isn't there, or stands in one line.
    """
    if table not in old.document:
        return old.new_table(table, write.table((table,), items))
    start, end = old.blocks.value((table,))
    there = old.blocks.lines.between(start, end)
    if not there.startswith("{"):
        line = old.blocks.line_of((table,))
        raise CannotChangeError(f"{table} has no table of its own", f"write it as [{table}]", line)
    inside = there[1:-1].rstrip()
    pairs = ", ".join(write.pair((name,), item).removesuffix("\n") for name, item in items.items())
    comma = "," if inside else ""
    return Edit(start + 1 + len(inside), end - 1, old.with_line_ends(f"{comma} {pairs} "))
