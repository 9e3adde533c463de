"""
What changing a member does to the text of a registry: text in, text out.

Only the lines that are meant change.  Each result is parsed again and compared
with what the change means for the document, so that nothing else can have
changed; what can't be done so is refused.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.changing import layout
from wi_cli.changing.splice import Spliced
from wi_cli.checking.diagnose import examine
from wi_cli.errors import CannotChangeError, MemberNotFoundError, NothingFoundError, UsageError, WiError
from wi_cli.registry import paths, toml
from wi_cli.registry.edits import Edit
from wi_cli.registry.format import references

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from wi_cli.checking.diagnostic import Diagnostic
    from wi_cli.checking.rule import Problem, Settings
    from wi_cli.registry.paths import Document
    from wi_cli.registry.values import Path


class RefusedError(WiError):
    """
    A change after which the registry would not be valid.
    """

    def __init__(self, problems: Sequence[Diagnostic | Problem]) -> None:
        count = f"{len(problems)} problems" if len(problems) > 1 else "a problem"
        super().__init__(
            f"nothing was changed: the registry would have {count}",
            "\n".join(["", *(f"  {said(problem)}" for problem in problems)]),
        )
        self.problems = problems


def said(problem: Diagnostic | Problem) -> str:
    """
    A defect and its place in the document, in one line.
    """
    place = ".".join(map(str, problem.path or ())).removeprefix("members.")
    advice = f"; {problem.hint}" if problem.hint else ""
    return f"{place}: {problem.code} {problem.message}{advice}"


class Draft(NamedTuple):
    """
    What is wrong with a registry in which a member's lines were replaced:
    the registry, errors in those lines (with places in them), and new errors elsewhere.
    """

    text: str
    inside: list[Diagnostic]
    outside: list[Diagnostic]


class Taken(NamedTuple):
    """
    A text without one of its members, and the ids of what nobody else uses.
    """

    text: str
    unused: dict[str, list[str]]
    """By table: sources, topics, indicators."""


def problems(before: str, after: str, schema: str, settings: Settings) -> list[Diagnostic]:
    """
    The errors and warnings that a change would bring.
    """
    return _new(examine(after.encode(), schema, settings).diagnostics, before, schema, settings)


def draft_problems(text: str, key: str, lines: bytes, schema: str, settings: Settings) -> Draft:
    """
    The errors that there would be if these lines took the place of a member's.
    """
    start, end = Spliced(text).member(key)
    above, below = text[:start].encode(), text[end:].encode()
    if below and not lines.endswith(b"\n"):
        lines += b"\n"
    examined = examine(above + lines + below, schema, settings)
    first = above.count(b"\n")
    last = first + lines.count(b"\n") + (not below)
    inside = [
        found._replace(line=found.line - first, end_line=found.end_line - first)
        for found in examined.diagnostics
        if first < found.line <= last and not found.warning
    ]
    outside = [found for found in examined.diagnostics if not first < found.line <= last]
    new = _new((found for found in outside if not found.warning), text, schema, settings)
    return Draft(examined.text, inside, new)


def _new(found: Iterable[Diagnostic], before: str, schema: str, settings: Settings) -> list[Diagnostic]:
    """
    What was found and not in a text before.
    """
    found = list(found)
    if not found:  # as nearly always; others may be waiting for the lock
        return []
    known = Counter(_identity(problem) for problem in examine(before.encode(), schema, settings).diagnostics)
    new = []
    for problem in found:
        identity = _identity(problem)
        known[identity] -= 1
        if known[identity] < 0:
            new.append(problem)
    return new


def _identity(found: Diagnostic) -> tuple[str, Path, str]:
    # Without the number within a list: it changes when an element goes.
    return found.code, (found.path or ())[:2], found.message


# -- whole members ---------------------------------------------------------------


def member_text(text: str, key: str) -> str:
    """
    The lines of one member, with the comment directly above it.

    Raises `CannotChangeError` if its tables don't stand together.
    """
    return text[slice(*Spliced(text).member(key))]


def parsed(text: str) -> Document:
    """
    The document that a text is.
    """
    return toml.loads(text)


def with_member(
    text: str, key: str, fields: Mapping[str, Any], declared: Mapping[str, Mapping[str, Any]] | None = None
) -> str:
    """
    The text with a new member, in its place among the others if they are
    ordered by id, else behind the last; what it needs declared, by table,
    stands behind what is.
    """
    old = Spliced(text)
    if key in paths.table(old.document, "members"):
        raise UsageError(f"there is a member {key!r} already", f"to change it: wi edit {key}")
    edits = [old.new_member(key, layout.block(key, fields))]
    meant = paths.with_value(old.document, ("members", key), fields)
    for table, items in (declared or {}).items():
        edits.append(old.declared(table, items))
        for name, item in items.items():
            meant = paths.with_value(meant, (table, name), item)
    return old.changed(edits, meant)


def with_member_text(text: str, key: str, lines: str) -> str:
    """
    The text with other lines in the place of a member's; they hold one member, perhaps with another id.

    Line ends become those of the text.  Raises `CannotChangeError` if they hold anything else.
    """
    try:
        new = toml.loads(lines)
    except ValueError:  # no TOML, or too deep
        new = {}
    members = new.get("members")
    if set(new) != {"members"} or not isinstance(members, dict) or len(members) != 1:
        raise CannotChangeError("this is not one member", f"leave [members.{key}] and its tables, and nothing else")
    old = Spliced(text)
    ((name, fields),) = members.items()
    others = old.document["members"]
    if name != key and name in others:
        raise CannotChangeError(f"there is a member {name!r} already", "take another id")
    start, end = old.member(key)
    if not lines.endswith("\n"):
        lines += "\n"
    if "\r\n" not in text:
        lines = lines.replace("\r\n", "\n")
    elif not re.search(r"(?<!\r)\n", text):
        lines = re.sub(r"(?<!\r)\n", "\r\n", lines)
    meant = {**old.document, "members": {name if k == key else k: fields if k == key else v for k, v in others.items()}}
    return old.changed([Edit(start, end, lines)], meant)


def without_member(text: str, key: str, *, prune: bool = False) -> Taken:
    """
    The text without a member, and with `prune` also without the sources,
    topics and indicators that only it used.
    """
    old = Spliced(text)
    old.member(key)  # or it is refused
    meant = paths.without_value(old.document, ("members", key))
    before, after = _uses(old.document), _uses(meant)
    unused = {
        table: _unused(meant, table, before.keys() - after.keys(), after)
        for table in ("sources", "topics", "indicators")
    }
    gone: list[Path] = [("members", key)]
    for table, names in unused.items() if prune else ():
        gone += [(table, name) for name in names]
        if idle := set(names):
            meant = {**meant, table: {name: item for name, item in meant[table].items() if name not in idle}}
    return Taken(old.changed(old.without(gone, meant), meant), unused)


def _unused(
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


# -- single values ---------------------------------------------------------------


def with_value(text: str, path: Path, value: Any) -> str:
    """
    The text with one value set; the tables that it needs are made.
    """
    old = Spliced(text)
    if paths.at(old.document, path[:2]) is None:
        raise MemberNotFoundError(str(path[1]))
    return old.changed([old.with_value(path, value)], paths.with_value(old.document, path, value))


def without_value(text: str, path: Path) -> str:
    """
    The text without a value, a table or an element of an array.

    Raises `NothingFoundError` if it isn't there.
    """
    old = Spliced(text)
    if paths.at(old.document, path) is None:
        raise NothingFoundError(f"{path[1]!r} has no {'.'.join(map(str, path[2:]))}")
    if old.is_only_table(path):
        return without_value(text, path[:-1])
    meant = paths.without_value(old.document, path)
    return old.changed(old.without([path], meant), meant)
