"""
Rules on contacts: who answers, and since when that is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wi_cli.checking.rule import Problem, View, rule, text_of
from wi_cli.german.wording import MOST_CITED
from wi_cli.registry.values import Path, last_day


@rule(
    code="WI215",
    name="nameless-contact",
    title="a contact has neither office nor family_name",
    why="Who calls wants to know who answers. One of the two is enough.",
    bad="""
        [[members.kassel.contacts]]
        phone = "+49 561 787-0"
        sources = ["kassel-portrait"]
    """,
    good="""
        [[members.kassel.contacts]]
        office = "Jugendamt"
        phone = "+49 561 787-0"
        sources = ["kassel-portrait"]
    """,
)
def contacts_say_who(view: View) -> Iterator[Problem]:
    for path, contact in view.tables("contacts"):
        if not contact.keys() & {"office", "family_name"}:
            yield Problem(path, "WI215", "neither office nor family_name", "say who answers", at_key=True)


@rule(
    code="WI227",
    name="stale-contact",
    title="a contact is older than --max-age months, or says not how old it is",
    why="People change office. Ask whether it still holds, and note the date as as_of. Only checked with --max-age.",
    bad="""
        [[members.kassel.contacts]]
        office = "Jugendamt"
        as_of = "2014"
        sources = ["kassel-portrait"]
    """,
    good="""
        [[members.kassel.contacts]]
        office = "Jugendamt"
        as_of = "2026-06"
        sources = ["kassel-portrait"]
    """,
    warning=True,
)
def contacts_are_fresh(view: View) -> Iterator[Problem]:
    """
    WI227: a contact older than the limit, or one of unknown age; only asked
    with a limit.
    """
    months = view.settings.max_age
    if months is None:
        return
    year, month = int(view.settings.today[:4]), int(view.settings.today[5:7])
    count = year * 12 + month - 1 - months
    oldest = f"{count // 12:04}-{count % 12 + 1:02}{view.settings.today[7:]}"
    for path, contact in view.tables("contacts"):
        as_of = text_of(contact, "as_of")
        if not as_of:
            message = f"{_whose(view, path, contact)}: contact of unknown age"
            yield Problem(path, "WI227", message, "ask, and note the date as as_of", at_key=True)
        elif last_day(as_of) < oldest:
            message = f"{_whose(view, path, contact)}: contact of {as_of} is older than {months} months"
            yield Problem((*path, "as_of"), "WI227", message, "ask, and note the new date")


def _whose(view: View, path: Path, contact: Mapping[str, Any]) -> str:
    """
    Whom to ask about a contact: "Erika Mustermann, Jugendamt, Kassel".
    """
    owner = view.members.get(str(path[1])) if path[0] == "members" else view.declared("network")
    key = str(path[1] if path[0] == "members" else path[0])
    person = " ".join(filter(None, (text_of(contact, "given_name"), text_of(contact, "family_name"))))
    parts = (person, text_of(contact, "office"), text_of(owner or {}, "name") or key)
    return ", ".join(part.strip()[:MOST_CITED] for part in parts if part.strip())
