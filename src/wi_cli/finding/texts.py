"""
Everything of a member that can be searched, and how much each field of it counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wi_cli.german.places import STATES
from wi_cli.german.wording import long_date, short_date
from wi_cli.registry.values import Member

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wi_cli.registry.values import Contact, Figure, Membership, Milestone, Network, Registry, Section

    Citing = Contact | Figure | Membership | Milestone | Section

NETWORK = "network"
"""What stands for an id where the network was found, as in `wi network`."""

# How much a field counts.
WEIGHTS = {
    "name": 100,
    "alias": 90,
    "id": 90,
    "ags": 90,
    "ars": 90,
    "contact": 60,
    "topic": 50,
    "state": 40,
    "district": 40,
    "kind": 30,
    "summary": 30,
    "section": 20,
    "milestone": 20,
    "figure": 20,
    "link": 20,
    "membership": 15,
    "source": 5,
}
NAMES = frozenset({"name", "alias", "id", "ags", "ars"})
# Only short texts in which every word is a name or a term are searched with typos.
FORGIVING = frozenset({"name", "alias", "contact", "topic", "state", "district"})
# What --in takes, and the fields that it means.
AREAS = {
    "name": NAMES,
    "contact": frozenset({"contact"}),
    "topic": frozenset({"topic"}),
    "place": frozenset({"state", "district", "kind"}),
    "summary": frozenset({"summary"}),
    "section": frozenset({"section"}),
    "milestone": frozenset({"milestone", "figure", "membership"}),
    "link": frozenset({"link", "source"}),
}


def names_of(member: Member) -> tuple[str, ...]:
    """
    What a member is called: official name, aliases, id.
    """
    return (member.name, *member.aliases, member.id)


def texts_of(member: Member, registry: Registry) -> list[tuple[str, str]]:
    """
    Everything of a member that can be searched, as (field, text).
    """
    return [
        ("name", member.name),
        *[("alias", alias) for alias in member.aliases],
        ("id", member.id),
        *([("ags", member.ags)] if member.ags else ()),
        *([("ars", member.ars)] if member.ars else ()),
        *[("contact", contact_line(contact)) for contact in member.contacts],
        *[("topic", registry.topics.get(topic, topic)) for topic in member.topics],
        *([("state", STATES.get(member.state, member.state))] if member.state else ()),
        *([("district", member.district)] if member.district else ()),
        ("kind", member.kind),
        ("summary", member.summary),
        *_portrait_of(member, registry),
    ]


def _portrait_of(member: Member, registry: Registry) -> list[tuple[str, str]]:
    found = []
    for section in member.sections:
        found += [("section", text) for text in (section.title, *section.paragraphs, *section.items)]
    found += [("milestone", f"{long_date(milestone.date)}: {milestone.text}") for milestone in member.milestones]
    found += [("figure", _figure_line(figure, registry)) for figure in member.figures]
    found += [("link", text) for link in member.links for text in (link.title, link.url) if text]
    if member.website:
        found.append(("link", member.website))
    if member.membership:
        found.append(("membership", _membership_line(member.membership)))
    titles = dict.fromkeys(source for owner in _citing(member) for source in owner.sources)
    found += [("source", registry.sources[key].title) for key in titles if key in registry.sources]
    return found


def _figure_line(figure: Figure, registry: Registry) -> str:
    indicator = registry.indicators.get(figure.indicator)
    label = indicator.label if indicator else figure.indicator
    return ", ".join(filter(None, (label, figure.as_of and short_date(figure.as_of), figure.note)))


def _membership_line(membership: Membership) -> str:
    since = f"Mitglied seit {long_date(membership.since)}" if membership.since else ""
    until = f"Mitglied bis {long_date(membership.until)}" if membership.until else ""
    return ", ".join(filter(None, ("Gründungsmitglied" if membership.founding else "", since, until)))


def _citing(member: Member) -> Iterator[Citing]:
    for owners in (member.sections, member.milestones, member.figures, member.contacts):
        yield from owners
    if member.membership:
        yield member.membership


def as_member(network: Network) -> Member:
    """
    The network as if it were one of its members, so that its portrait is found like theirs.
    """
    aliases = (network.short_name,) if network.short_name else ()
    told = {name: getattr(network, name) for name in ("contacts", "figures", "milestones", "sections", "links")}
    return Member(NETWORK, network.name, "", aliases=aliases, website=network.website, summary=network.summary, **told)


def contact_line(contact: Contact) -> str:
    """
    Office, person, place and ways of a contact in one line.
    """
    place = " ".join(part for part in (contact.postal_code, contact.city) if part)
    ways = (contact.phone, contact.mobile, contact.fax, contact.email, contact.website)
    parts = (contact.office, contact.person, contact.role, contact.street, place, *ways)
    return ", ".join(part for part in parts if part)
