"""
The format of a registry, stated once: which tables there are, what each holds,
what is declared where, and who names it.  What the JSON Schema says already
stands in `wi_cli.registry.schema`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wi_cli.registry.values import Contact, Figure, Link, Location, Membership, Milestone, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wi_cli.registry.values import Path

TABLES: dict[str, Any] = {"location": Location, "membership": Membership}
"""The single tables of a member, and the values that they become."""
LISTS: dict[str, Any] = {
    "contacts": Contact,
    "figures": Figure,
    "milestones": Milestone,
    "sections": Section,
    "links": Link,
}
"""The lists of tables of a member and of the network, and the values that each table becomes."""
CITED = tuple(name for name, value in (TABLES | LISTS).items() if "sources" in value._fields)
"""The tables that say where their facts were read."""
STATEMENTS = ("figures", "milestones")
"""The lists of which each table is one statement, so that all of it comes from the same sources."""
DECLARED_IN = {
    "kind": "kinds",
    "topics": "topics",
    "sources": "sources",
    "indicator": "indicators",
    "part_of": "indicators",
}
"""The fields in which ids stand, and the table that declares these."""
DECLARING = tuple(dict.fromkeys(DECLARED_IN.values()))
"""The tables in which a registry declares what others name."""


def references(document: dict[str, Any]) -> Iterator[tuple[str, str, Path]]:
    """
    Every id that is named in a document, and every kind, wherever that is, in its order:
    the table that should declare it, the id, and the path at which it stands.
    What isn't text, or blank, is no id.
    """
    waiting: list[tuple[Path, Any]] = [((), document)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            field = next((part for part in reversed(path) if isinstance(part, str)), "")
            yield DECLARED_IN[field], value, path
            continue
        below = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in reversed([*below]):
            here = (*path, key)
            if isinstance(item, dict | list) or (isinstance(item, str) and item.strip() and _may_name(here)):
                waiting.append((here, item))


def _may_name(path: Path) -> bool:
    """
    Whether an id may stand at a path: in `indicator`, or in a list of `topics`.
    Topics and kinds can be called so, too.
    """
    if path[0] in ("topics", "kinds"):
        return False
    field = path[-1] if isinstance(path[-1], str) else path[-2]
    in_list = field in ("topics", "sources")
    return field in DECLARED_IN and len(path) > 1 + in_list and in_list == isinstance(path[-1], int)
