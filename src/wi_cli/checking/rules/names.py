"""
The rule on names: nobody is taken for somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator

from wi_cli.checking.rule import Problem, View, rule, text_of
from wi_cli.german.spelling import forms
from wi_cli.german.wording import cited
from wi_cli.registry.values import Path


@rule(
    code="WI209",
    name="same-name",
    title="an id, name or alias of two members is the same once umlauts and capitals are folded",
    why="Names are found however umlauts are typed, so `wi show` could not choose between the two.",
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
    owner: dict[str, tuple[str, str]] = {}
    for key, member in view.members.items():
        if key in view.headless:
            continue
        aliases = member.get("aliases")
        names: list[tuple[Path, str]] = [(("members", key), key)]
        names += [(("members", key, "name"), text_of(member, "name"))]
        if isinstance(aliases, list):
            names += [(("members", key, "aliases", n), name) for n, name in enumerate(aliases) if isinstance(name, str)]
        clashes: set[str] = set()
        for path, name in names:
            for form in forms(name) - {""}:
                other, spelling = owner.setdefault(form, (key, name))
                if other != key and other not in clashes:
                    clashes.add(other)
                    message = f"{name!r} and {cited(spelling)} of {cited(other)} are the same name"
                    yield Problem(path, "WI209", message, "people could not choose between them", at_key=len(path) == 2)  # noqa: PLR2004
