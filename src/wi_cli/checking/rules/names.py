"""
The rule on names: nobody is taken for somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from wi_cli.checking.meant import slugged
from wi_cli.checking.rule import Problem, View, rule, text_of
from wi_cli.german.places import STATES, TERRITORIES
from wi_cli.german.spelling import bare, fold
from wi_cli.german.wording import cited
from wi_cli.registry.values import Path


@rule(
    code="WI209",
    name="same-name",
    title="an id, name or alias of two members is the same once umlauts and capitals are folded",
    why="Names are found however umlauts are typed, so `wi show` could not choose between the two. "
    "Places may differ by dots alone, as Münster and Munster do; other namesakes get an addition, such as the Kreis.",
    bad="""
        [members.kassel]
        aliases = ["Koordinierungsbüro"]

        [members.weinheim]
        aliases = ["Koordinierungsbuero"]
    """,
    good="""
        [members.kassel]
        aliases = ["Koordinierungsbüro Kassel"]

        [members.weinheim]
        aliases = ["Koordinierungsbüro Weinheim"]
    """,
)
def names_are_unlike(view: View) -> Iterator[Problem]:
    folded: dict[str, _Bearer] = {}
    bare_ones: dict[str, _Bearer] = {}
    for key, member in view.members.items():
        if key in view.headless:
            continue
        is_place = view.kinds.get(text_of(member, "kind")) in TERRITORIES
        clashes: set[str] = set()
        for path, name in _names(key, member):
            bearer = _Bearer(key, name, is_place)
            one, other = (
                known.setdefault(spelt, bearer) if spelt else bearer
                for known, spelt in ((folded, fold(name)), (bare_ones, bare(name)))
            )
            # Münster and Munster are two towns; of other bodies one is misspelt.
            found = one if one.key != key or (is_place and other.is_place) else other
            if found.key != key and found.key not in clashes:
                clashes.add(found.key)
                message = f"{name!r} and {cited(found.name)} of {cited(found.key)} are the same name"
                yield Problem(path, "WI209", message, _advice(path, name, member), at_key=len(path) == 2)  # noqa: PLR2004


class _Bearer(NamedTuple):
    key: str
    name: str
    is_place: bool


def _names(key: str, member: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    yield ("members", key), key
    yield ("members", key, "name"), text_of(member, "name")
    aliases = member.get("aliases")
    for n, name in enumerate(aliases if isinstance(aliases, list) else ()):
        if isinstance(name, str):
            yield ("members", key, "aliases", n), name


def _advice(path: Path, name: str, member: Mapping[str, Any]) -> str:
    """
    How a member can be told from its namesake: by Kreis or Land, in an id as well.
    """
    where = text_of(member, "district") or STATES.get(text_of(member, "state"), "")
    if not where or "(" in name:
        return "people could not choose between them: add to one what tells it apart, such as its Kreis"
    if len(path) == 2:  # noqa: PLR2004
        alias = f"{text_of(member, 'name') or name} ({where})"
        return f'people could not choose between them: take the id {slugged(alias)!r}, with the alias "{alias}"'
    instead = "leave this alias out, or write" if path[2] == "aliases" else "write"
    return f'people could not choose between them: {instead} "{name} ({where})"'
