"""
Rules on ids: how they are written, and that they can be guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wi_cli.checking.meant import slugged
from wi_cli.checking.rule import Advice, Problem, View, form, rule, text_of
from wi_cli.german.wording import UNSAFE

rule(
    code="WI105",
    name="malformed-id",
    title="an id is made of other characters than a-z, 0-9 and single hyphens",
    why="Ids are typed by hand, on any keyboard. Write ä as ae, ö as oe, ü as ue and ß as ss.",
    bad="""
        [members.Lern_Werk]
        name = "Lernwerk"
        kind = "Verein"
        summary = "Begleitet Jugendliche in den Beruf."
    """,
    good="""
        [members.lernwerk]
        name = "Lernwerk"
        kind = "Verein"
        summary = "Begleitet Jugendliche in den Beruf."
    """,
)

_WRITTEN = "lower-case letters, digits and single hyphens; ä as ae, ö as oe, ü as ue, ß as ss"


@form("id", "WI105", "id", _WRITTEN)
def id_as_meant(value: str) -> Advice | None:
    slug = slugged(value)
    return Advice(f"write {slug}") if slug else None


@rule(
    code="WI210",
    name="id-not-from-name",
    title="an id is made neither from the name nor from an alias",
    why="People guess the id from the name. Write the name as id, or add the name that the id comes from as an alias.",
    bad="""
        [members.kassel]
        name = "Stadt Kassel"
    """,
    good="""
        [members.kassel]
        name = "Stadt Kassel"
        aliases = ["Kassel"]
    """,
)
def ids_are_slugs(view: View) -> Iterator[Problem]:
    for key, member in view.members.items():
        name = text_of(member, "name")
        aliases = member.get("aliases") if isinstance(member.get("aliases"), list) else []
        if not name.strip():
            continue
        slugs = [slugged(n) for n in (name, *(a for a in aliases or () if isinstance(a, str))) if slugged(n)]
        if not slugs or key in slugs or view.headless & set(slugs) or re.search(UNSAFE, name):
            continue
        if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
            free = f"write {slugs[0]!r}"
            alias = f'{slugs[0]!r} is another member; for this id add the alias "{key.replace("-", " ").title()}"'
            hint = alias if slugs[0] in view.members else free
            message = f"id {key!r} is made neither from the name nor from an alias"
            yield Problem(("members", key), "WI210", message, hint, at_key=True)
