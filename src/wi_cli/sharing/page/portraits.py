"""
What a portrait says on the page: that of `wi show`, with what is compared, drawn and called from it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.german import phones
from wi_cli.german.countries import HOME, country
from wi_cli.german.wording import BLOCKS, LABELS, state, visible
from wi_cli.registry import figures
from wi_cli.registry.values import TARGET, latest
from wi_cli.sharing.page.curves import Curve, curve
from wi_cli.showing import phrases, portrait

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wi_cli.registry.values import Contact, Figure, Member, Network, Registry
    from wi_cli.showing.portrait import Portrait, Row

OLD = 2
"""Years after which it is said how old a contact is."""

# What a click may lead to; anything else is text, whatever it is called.
_WEB = re.compile(r"https?://[^\s\x00-\x20\"<>\\^`{|}]+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s\"(),:;<>@\[\\\]]+@[^\s\"(),:;<>@\[\\\]/?#&%]+")
_DIGITS = re.compile(r"\+?[0-9][0-9 -]*")


class Value(NamedTuple):
    """
    One row of the table of figures: `own` is its key among the indicators if it is the one that is compared.
    """

    row: Row
    own: int | None
    target: bool


class Indicator(NamedTuple):
    """
    All values of one indicator: `lines` is how many rows of the table it takes.
    """

    label: str
    depth: int
    values: tuple[Value, ...]
    curve: Curve | None
    lines: int


class Way(NamedTuple):
    """
    One way to reach somebody: what it is, what it says, and where a click leads; "" if nowhere.
    """

    name: str
    label: str
    text: str
    href: str


class Card(NamedTuple):
    """
    How to reach one contact.
    """

    office: str
    person: str
    role: str
    street: str
    place: str
    abroad: str
    ways: tuple[Way, ...]
    date: str
    references: tuple[int, ...]


class Page(NamedTuple):
    """
    One portrait as the page shows it.
    """

    key: str
    portrait: Portrait
    kind: str
    state: str
    former: str
    facts: tuple[tuple[str, str, str], ...]
    aliases: tuple[str, ...]
    website: str
    indicators: tuple[Indicator, ...]
    cards: tuple[Card, ...]


def of_member(member: Member, registry: Registry, order: Mapping[str, int], *, today: str, contacts: bool) -> Page:
    """
    The portrait of a member; `order` numbers the indicators, and without `contacts` it names nobody.
    """
    said = portrait.of_member(member, registry, _blocks(contacts=contacts))
    belonging = phrases.membership_in_full(member.membership) if member.membership else ""
    facts = {
        "district": visible(member.district or ""),
        "membership": belonging,
        "ags": visible(member.ags or ""),
        "ars": visible(member.ars or ""),
        "aliases": ", ".join(visible(alias) for alias in member.aliases),
        "location": said.location,
    }
    return Page(
        key=visible(member.id),
        portrait=said,
        kind=visible(member.kind),
        state=state(member.state),
        former=phrases.former(member, today),
        facts=tuple((name, LABELS[name], text) for name, text in facts.items() if text),
        aliases=tuple(map(visible, member.aliases)),
        website=href(member.website),
        indicators=_indicators(member.figures, said, registry, order),
        cards=tuple(map(_card, member.contacts, said.cards, [today] * len(said.cards))) if contacts else (),
    )


def of_network(network: Network, registry: Registry, order: Mapping[str, int], *, today: str, contacts: bool) -> Page:
    """
    The portrait of the network itself.
    """
    said = portrait.of_network(network, registry, _blocks(contacts=contacts))
    return Page(
        key="_netz",
        portrait=said,
        kind="",
        state="",
        former="",
        facts=(),
        aliases=(),
        website=href(network.website),
        indicators=_indicators(network.figures, said, registry, order),
        cards=tuple(map(_card, network.contacts, said.cards, [today] * len(said.cards))) if contacts else (),
    )


def _blocks(*, contacts: bool) -> frozenset[str]:
    return frozenset(BLOCKS) if contacts else frozenset(BLOCKS) - {"contacts"}


def order(members: Sequence[Member], registry: Registry) -> dict[str, tuple[int, int]]:
    """
    The number and the depth of each indicator that has a value: parts stand below their wholes.
    """
    used = {figure.indicator for member in members for figure in member.figures}
    keys = [key for key in figures.known(registry) if key in used]
    return {key: (n, depth) for n, (key, depth) in enumerate(portrait.parts_under_wholes(keys, registry))}


def _indicators(
    values: Sequence[Figure], said: Portrait, registry: Registry, order: Mapping[str, int]
) -> tuple[Indicator, ...]:
    by_key: dict[str, list[Figure]] = {}
    for figure in values:
        by_key.setdefault(figure.indicator, []).append(figure)
    rows = iter(said.rows)
    found = []
    for key, _ in portrait.parts_under_wholes(by_key, registry):
        own = by_key[key]
        compared = [latest([f for f in own if (f.qualifier == TARGET) is target]) for target in (False, True)]
        shown = tuple(
            Value(
                next(rows),
                order.get(key) if any(figure is one for one in compared) else None,
                figure.qualifier == TARGET,
            )
            for figure in own
        )
        chart = curve(own, visible(figures.titled(key, registry)))
        lines = len(shown) + sum(bool(value.row.note) for value in shown)
        found.append(Indicator(shown[0].row.label, shown[0].row.depth, shown, chart, lines))
    return tuple(found)


def _card(contact: Contact, said: portrait.Card, today: str) -> Card:
    place = " ".join(part for part in (contact.postal_code, contact.city) if part)
    return Card(
        office=visible(contact.office or ""),
        person=visible(contact.person),
        role=visible(contact.role or ""),
        street=visible(contact.street or ""),
        place=visible(place),
        abroad=visible(country(contact.country).upper()) if contact.country not in (None, HOME) else "",
        ways=tuple(Way(name, LABELS[name], text, _way(name, text)) for name, text in said.ways if name != "role"),
        date=phrases.contact_date(contact) + _age(contact.as_of, today),
        references=said.references,
    )


def _age(as_of: str | None, today: str) -> str:
    """
    What stays true of an old card however late it is read: ", über 11 Jahre alt".
    """
    made = figures.days(as_of or "")
    now = figures.days(today)
    years = (now[0] - made[1]) * 100 // 36525 if made and now and ".." not in (as_of or "") else 0
    return f", über {years} Jahre alt" if years >= OLD else ""


def _way(name: str, text: str) -> str:
    if name == "email":
        return f"mailto:{text}" if _EMAIL.fullmatch(text) else ""
    if name == "website":
        return href(text)
    return phones.link(text) if _DIGITS.fullmatch(text) else ""


def href(url: str | None) -> str:
    """
    An address that a browser may open: http or https; "" for anything else.
    """
    return url if url and _WEB.fullmatch(url) and visible(url) == url else ""
