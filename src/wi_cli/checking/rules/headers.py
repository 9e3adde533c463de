"""
Rules on headers: each member has its own, and its tables stand in one block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from wi_cli.checking.diagnostic import Diagnostic, placed_at
from wi_cli.checking.meant import nearest_of_many, slugged
from wi_cli.checking.rule import Document, Problem, rule, text_of
from wi_cli.registry.format import LISTS, TABLES
from wi_cli.registry.locate import Lines, Locator

_KEY = r"(\"[^\"\n]*\"|'[^'\n]*'|[\w-]+)"
_HEADER = re.compile(rf"^[ \t]*\[\[?[ \t]*{_KEY}[ \t]*\.[ \t]*{_KEY}", re.MULTILINE)

rule(
    code="WI201",
    name="missing-header",
    title="a member has sub-tables, but no [members.ID] header of its own",
    why="A slip in the id of a header makes a second, nameless member, and the first one loses the facts.",
    bad="""
        [members.kasel.membership]
        sources = ["kassel-portrait"]
    """,
    good="""
        [members.kassel.membership]
        sources = ["kassel-portrait"]
    """,
)


def _headless_members(document: Document) -> list[str]:
    """
    Members that consist of sub-tables only.
    """
    members = document.get("members")
    if not isinstance(members, dict):
        return []
    return [
        key
        for key, member in members.items()
        if isinstance(member, dict)
        and member
        and all(isinstance(v, dict) or (isinstance(v, list) and v and isinstance(v[0], dict)) for v in member.values())
        and not member.keys() - (TABLES | LISTS).keys()
    ]


def without_header(document: Document) -> dict[str, Problem]:
    """
    WI201: members whose sub-tables have no header of their own, by id.
    """
    headless = _headless_members(document)
    if not headless:
        return {}
    apart = set(headless)
    members = {key: member for key, member in document["members"].items() if key not in apart}
    named = {slugged(text_of(member, "name")): key for key, member in members.items() if isinstance(member, dict)}
    problems = {}
    for n, key in enumerate(headless):
        if key in named:
            # The header is the slip, not the tables below it.
            path, message = ("members", named[key]), f"[members.{named[key]}] stands over tables of {key!r}"
            hint = f"did you mean {key!r}?"
        else:
            path, message = ("members", key), f"tables of {key!r}, but there is no [members.{key}]"
            near = nearest_of_many(n, key, members)
            missing = f"add [members.{key}] with name, kind and summary before them"
            hint = f"did you mean {near[0]!r}?" if near else missing
        problems[key] = Problem(path, "WI201", message, hint, at_key=True)
    return problems


def is_echo(problem: Problem, headless: Mapping[str, Problem]) -> bool:
    """
    Whether a missing key is only another sight of a missing header.
    """
    return problem.code == "WI102" and len(problem.path) == 2 and problem.path[1] in headless  # noqa: PLR2004


rule(
    code="WI208",
    name="scattered-member",
    title="the tables of a member don't stand in one block",
    why="A table among those of another member is easily overlooked, and `wi edit` needs the block whole. "
    "Move it up to its member.",
    bad="""
        [members.herten]
        name = "Herten"
        kind = "kreisangehörige Stadt"
        state = "NW"
        summary = "Stadt im Kreis Recklinghausen."

        [[members.kassel.links]]  # belongs to Kassel, further up
        title = "Stadtplan"
    """,
    good="""
        [members.herten]
        name = "Herten"
        kind = "kreisangehörige Stadt"
        state = "NW"
        summary = "Stadt im Kreis Recklinghausen."

        [[members.herten.links]]
        title = "Stadtplan"
    """,
)


def is_scattered(text: str) -> bool:
    """
    Whether it looks as if a member's headers had another's between them; a
    string that looks like a header may deceive, so that the locator is asked.
    """
    keys = []
    for found in _HEADER.finditer(text):
        if "\\" in found[0]:  # a key in another spelling
            return True
        table, key = (part.strip("\"'") for part in found.groups())
        if table == "members":
            keys.append(key)
    return any(True for _ in _returning(keys))


def _returning(keys: Iterable[str]) -> Iterator[int]:
    """
    Indices at which a key comes back after another one.
    """
    left: set[str] = set()
    before: str | None = None
    for n, key in enumerate(keys):
        if key != before:
            if key in left:
                yield n
            if before is not None:
                left.add(before)
            before = key


def scattered_members(locator: Locator, lines: Lines, apart: set[str | int]) -> Iterator[Diagnostic]:
    """
    WI208: the tables of a member that don't stand in one block.
    """
    headers = [entry for entry in locator.headers if len(entry.path) > 1 and entry.path[0] == "members"]
    headers = [entry for entry in headers if entry.path[1] not in apart]
    first: dict[str, int] = {}
    for entry in headers:
        first.setdefault(str(entry.path[1]), lines.place(entry.key[0])[0])
    for n in _returning(str(entry.path[1]) for entry in headers):
        path = headers[n].path
        key = str(path[1])
        message = f"tables of {key!r} stand apart from the others in line {first[key]}"
        yield placed_at(lines, "WI208", headers[n].key, message, "move them there", path=path)
