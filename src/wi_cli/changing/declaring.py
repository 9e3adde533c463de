"""
Where new sources, topics and indicators go.

In a file that is in order by id they keep it so.  Otherwise a source stands beside others of its member, or of the
members around it, so that two branches that each add a member somewhere else can be merged; all else goes to the end.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.changing import write
from wi_cli.errors import CannotChangeError, UsageError
from wi_cli.registry import paths
from wi_cli.registry.edits import Edit, joined
from wi_cli.registry.format import references
from wi_cli.registry.values import Indicator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    before = {name: [other for other in known if other < name] for name in names}
    return {name: Beside(others[-1]) if others else Beside(known[0], above=True) for name, others in before.items()}


def _by_member(old: Spliced, sources: Mapping[str, Any], meant: Document) -> dict[str, Beside]:
    """
    What a source stands beside that belongs to the first member that cites it: a source of that member alone, else
    for a member that was there its last one; else the last one of the member above alone, or the first one of
    a member below, best of that alone.  The others stand at the end.
    """
    members = paths.table(meant, "members")
    order = old.order_with(members)
    named = {key: {name for table, name, _ in references({"members": {key: members[key]}})} for key in order}
    known = {key: [name for name in paths.table(old.document, "sources") if name in named[key]] for key in order}
    users = Counter(name for names in known.values() for name in names)
    alone = {key: [name for name in names if users[name] == 1] for key, names in known.items()}
    places = {}
    for source in sources:
        n = next((n for n, key in enumerate(order) if source in named[key]), None)
        if n is None:
            continue
        its = alone[order[n]] or (known[order[n]] if order[n] in paths.table(old.document, "members") else [])
        if last := its or (alone[order[n - 1]] if n else []):
            places[source] = Beside(last[-1])
        elif below := next((alone[key] or known[key] for key in order[n + 1 :] if known[key]), None):
            places[source] = Beside(below[0], above=True)
    return places


def _without_header(old: Spliced, table: str, items: Mapping[str, Any]) -> Edit:
    """
    New entries of a table that isn't there, or stands in one line.
    """
    if table not in old.document:
        return old.new_table(table, write.table((table,), items))
    start, end = old.blocks.value((table,))
    there = old.blocks.lines.between(start, end)
    if not there.startswith("{"):
        raise CannotChangeError(f"{table} has no table of its own", f"write it as [{table}]")
    inside = there[1:-1].rstrip()
    pairs = ", ".join(write.pair((name,), item).removesuffix("\n") for name, item in items.items())
    comma = "," if inside else ""
    return Edit(start + 1 + len(inside), end - 1, old.with_line_ends(f"{comma} {pairs} "))
