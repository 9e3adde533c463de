"""
Everything of a member that can be searched, and how much each field of it counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wi_cli.german.places import STATES

if TYPE_CHECKING:
    from wi_cli.registry.values import Contact, Member, Registry


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
    "milestone": frozenset({"milestone", "figure"}),
    "link": frozenset({"link"}),
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
        *_portrait_of(member),
    ]


def _portrait_of(member: Member) -> list[tuple[str, str]]:
    found = []
    for section in member.sections:
        found += [("section", text) for text in (section.title, *section.paragraphs, *section.items)]
    found += [("milestone", milestone.text) for milestone in member.milestones]
    found += [("figure", figure.note) for figure in member.figures if figure.note]
    found += [("link", link.title) for link in member.links]
    return [*found, ("link", member.website)] if member.website else found


def contact_line(contact: Contact) -> str:
    """
    Office, person, place and ways of a contact in one line.
    """
    place = " ".join(part for part in (contact.postal_code, contact.city) if part)
    ways = (contact.phone, contact.mobile, contact.fax, contact.email, contact.website)
    parts = (contact.office, contact.person, contact.role, contact.street, place, *ways)
    return ", ".join(part for part in parts if part)
