"""
Whole members put into a registry, replaced and taken out.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.changing import declaring
from wi_cli.changing.splice import Spliced
from wi_cli.errors import CannotChangeError, UsageError, argument
from wi_cli.registry import paths, toml
from wi_cli.registry.edits import Edit, joined
from wi_cli.registry.format import DECLARING, references

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from wi_cli.registry.paths import Document
    from wi_cli.registry.values import Path

_PRUNED = ("sources", "topics", "indicators")


class Taken(NamedTuple):
    """
    A registry without one of its members, and the ids of what nobody else uses.
    """

    left: Spliced
    unused: dict[str, list[str]]
    """By table: sources, topics, indicators."""


def member_text(old: Spliced, key: str) -> str:
    """
    The lines of one member, with the comment directly above it.

    Raises `CannotChangeError` if its tables don't stand together.
    """
    return old.text[slice(*old.member(key))]


def with_members(
    old: Spliced, new: Mapping[str, Mapping[str, Any]], declared: Mapping[str, Mapping[str, Any]] | None = None
) -> Spliced:
    """
    The registry with new members, by id: in their places among the others if those are
    ordered by id, else behind the last.  What they need declared, by table, is put in too.
    """
    known = paths.table(old.document, "members")
    if there := [key for key in new if key in known]:
        several = len(there) > 1
        raise UsageError(
            f"there {'are members' if several else 'is a member'} {', '.join(map(repr, there))} already",
            f"to change {'one' if several else 'it'}: wi edit {argument(there[0])}",
        )
    meant = paths.with_entries(old.document, "members", new)
    for table, items in (declared or {}).items():
        meant = paths.with_entries(meant, table, items)
    return old.changed(joined([*declaring.declared(old, declared or {}, meant), *old.new_members(new)]), meant)


class Drafted(NamedTuple):
    """
    The lines of a member alone, and what stood beside them for the tables that declare what it names.
    """

    lines: str
    members: dict[str, Any]
    declared: dict[str, dict[str, Any]]


def drafted(lines: str, key: str) -> Drafted:
    """
    What somebody wrote for a member.

    Raises `CannotChangeError` if it isn't one member, perhaps with another id.
    """
    try:
        new = toml.loads(lines)
    except ValueError:  # no TOML, or too deep
        new = {}
    found = new.get("members")
    beside = [table for table in new if table in DECLARING]
    if set(new) - {*beside} != {"members"} or not isinstance(found, dict) or len(found) != 1:
        hint = f"leave [members.{key}] and its tables, and beside them what they name, such as [sources.ID]"
        raise CannotChangeError("this is not one member", hint)
    if not beside:
        return Drafted(lines, found, {})
    own = Spliced(lines, new)
    for table in beside:
        if not isinstance(new[table], dict) or not own.blocks.has_tables((table,)):
            raise CannotChangeError(f"{table} has no table of its own", f"write it as [{table}.ID] below the member")
    edits, _ = own.without([(table,) for table in beside], lambda _: None)
    alone = own.changed(edits, {"members": found})
    return Drafted(alone.text, found, declaring.plain({table: new[table] for table in beside}))


def with_member_text(old: Spliced, key: str, lines: str) -> Spliced:
    """
    The registry with other lines in the place of a member's; they hold one member, perhaps with another id, and
    what it names and is not declared yet, which goes to its own place.

    Line ends become those of the text.  Raises `CannotChangeError` if they hold anything else.
    """
    lines, members, beside = drafted(lines, key)
    span = old.member(key)
    ((name, fields),) = members.items()
    others = old.document["members"]
    if name != key and name in others:
        raise CannotChangeError(f"there is a member {name!r} already", "take another id")
    if not lines.endswith("\n"):
        lines += "\n"
    if "\r\n" not in old.text:
        lines = lines.replace("\r\n", "\n")
    elif not re.search(r"(?<!\r)\n", old.text):
        lines = re.sub(r"(?<!\r)\n", "\r\n", lines)
    meant = {**old.document, "members": {name if k == key else k: fields if k == key else v for k, v in others.items()}}
    try:
        missing = declaring.undeclared(old.document, beside)
    except UsageError as error:
        raise CannotChangeError(str(error), error.hint) from error
    for table, items in missing.items():
        meant = paths.with_entries(meant, table, items)
    return old.changed([Edit(*span, lines), *declaring.declared(old, missing, meant)], meant)


def without_member(old: Spliced, key: str, *, prune: bool = False) -> Taken:
    """
    The registry without a member, and with `prune` also without the sources,
    topics and indicators that only it used.
    """
    old.member(key)  # or it is refused
    meant = paths.without_value(old.document, ("members", key))
    unused = _unused(old.document, key, meant)
    gone: list[Path] = [("members", key)]
    for table, names in unused.items() if prune else ():
        gone += [(table, name) for name in names]
        if idle := set(names):
            meant = {**meant, table: {name: item for name, item in meant[table].items() if name not in idle}}
    edits, remarks = old.without(gone, lambda path: paths.at(meant, path))
    return Taken(old.changed(edits, meant, remarks), unused)


def used_by_it_alone(old: Spliced, key: str) -> dict[str, list[str]]:
    """
    What nobody but a member uses, by table.

    Raises what `without_member` raises for a member that can't be taken out.
    """
    old.member(key)
    return _unused(old.document, key, paths.without_value(old.document, ("members", key)))


def _unused(before: Document, key: str, after: Document) -> dict[str, list[str]]:
    gone = set(_uses({"members": {key: before["members"][key]}}))
    for table, name, _ in references(after):
        gone.discard((table, name))
        if not gone:  # as nearly always, long before the end
            return {table: [] for table in _PRUNED}
    uses = _uses(after)
    return {table: _idle(after, table, gone, uses) for table in _PRUNED}


def _idle(
    document: Document, table: str, gone: AbstractSet[tuple[str, str]], uses: Counter[tuple[str, str]]
) -> list[str]:
    """
    What is declared in a table, but was used only by what is gone, or by what goes with it.
    """
    declared = paths.table(document, table)
    unused = [name for name in declared if (table, name) in gone]
    waiting = deque(unused)
    while waiting:
        for use, number in _uses({"": declared[waiting.popleft()]}).items():
            uses[use] -= number
            if not uses[use] and use[0] == table and use[1] in declared:
                unused.append(use[1])
                waiting.append(use[1])
    return unused


def _uses(document: Document) -> Counter[tuple[str, str]]:
    """
    How often each id is named in a document, with the table that declares it.
    """
    return Counter((table, name) for table, name, _ in references(document))
