"""
What German says of one figure, contact, membership or member, in a few words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wi_cli.german.countries import HOME, country
from wi_cli.german.wording import AS_OF_UNKNOWN, QUALIFIERS, UNDATED, number, short_date, state, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wi_cli.registry.values import Contact, Figure, Indicator, Member, Membership, Registry


def quantity(figure: Figure, indicator: Indicator | None) -> str:
    """
    A figure's value with its qualifier and without its unit: "rund 196.500",
    "100.000 bis 150.000".
    """
    decimals = indicator.decimals if indicator else 0
    text = number(figure.value, decimals)
    if figure.value_max is not None:
        text = f"{text} bis {number(figure.value_max, decimals)}"
    qualifier = QUALIFIERS.get(figure.qualifier or "", figure.qualifier)
    return visible(f"{qualifier} {text}" if qualifier else text)


def figure_date(figure: Figure) -> str:
    """
    "Stand 04/2014", "für 2020" for a target, "undatiert".
    """
    if not figure.as_of:
        return UNDATED
    return f"{'für' if figure.qualifier == 'target' else 'Stand'} {short_date(figure.as_of)}"


def letter(n: int) -> str:
    """
    The letter of the nth note, from 0: a, b … z, aa, ab …
    """
    return chr(ord("a") + n) if n < 26 else letter(n // 26 - 1) + letter(n % 26)  # noqa: PLR2004  # letters


def contact_date(contact: Contact) -> str:
    """
    "Stand 04/2014" or "Stand unbekannt".
    """
    return f"Stand {short_date(contact.as_of)}" if contact.as_of else AS_OF_UNKNOWN


def source(key: str, registry: Registry) -> str:
    """
    Title and publisher of a source: "Kassel, Wikipedia (de)"; the key of one that isn't declared.
    """
    declared = registry.sources.get(key)
    return visible(", ".join(part for part in (declared.title, declared.publisher) if part) if declared else key)


def sources(keys: Sequence[str], registry: Registry) -> str:
    """
    Several sources in one line.
    """
    return "; ".join(source(key, registry) for key in keys)


def former(member: Member, today: str) -> str:
    """
    "ehemaliges Mitglied (bis 2022)" of who left before `today` (YYYY-MM-DD), else nothing.
    """
    return f"ehemaliges Mitglied (bis {short_date(member.until or '')})" if member.left_before(today) else ""


def marked_name(member: Member, today: str) -> str:
    """
    "Kassel", "Kiel (bis 2022)" of who left before `today` (YYYY-MM-DD).
    """
    left = f" (bis {short_date(member.until or '')})" if member.left_before(today) else ""
    return f"{visible(member.name)}{left}"


def counted(members: Sequence[Member], today: str, among: Sequence[Member] | None = None) -> str:
    """
    "17 Mitglieder und 1 ehemaliges": those that left before `today` (YYYY-MM-DD) are counted apart; of some `among`
    others "5 von 17 Mitgliedern und 1 ehemaliges".
    """
    left = sum(member.left_before(today) for member in members)
    stayed = len(members) - left
    if left and not stayed:
        return f"{number(left)} ehemalige{'s Mitglied' if left == 1 else ' Mitglieder'}"
    more = f" und {number(left)} ehemalige{'s' if left == 1 else ''}" if left else ""
    if among is None:
        return f"{number(stayed)} Mitglied{'' if stayed == 1 else 'er'}{more}"
    whole = sum(not member.left_before(today) for member in among)
    return f"{number(stayed)} von {number(whole)} Mitglied{'' if whole == 1 else 'ern'}{more}"


def imprint(registry: Registry, today: str) -> str:
    """
    Whose directory it is and how new its newest fact is: "AG Weinheimer Initiative · Stand 31.12.2023".
    """
    network = registry.network
    name = visible(network.short_name or network.name) if network else ""
    newest = registry.newest(today)
    return " · ".join(part for part in (name, f"Stand {short_date(newest)}" if newest else "") if part)


def membership(belonging: Membership | None) -> str:
    """
    A few words on belonging: "seit 2007", "Gründungsmitglied", "bis 2022";
    empty if the sources give neither beginning nor end.
    """
    if belonging is None:
        return ""
    since = f"seit {short_date(belonging.since)}" if belonging.since else ""
    until = f"bis {short_date(belonging.until)}" if belonging.until else ""
    founding = "Gründungsmitglied" if belonging.founding else ""
    return ", ".join(part for part in (founding, since, until) if part)


def membership_in_full(belonging: Membership | None) -> str:
    """
    As `membership`, with the dates at which a source names the member; says
    so if no date is known.
    """
    if belonging is None:
        return ""
    seen = ", ".join(short_date(date) for date in belonging.seen)
    known = [membership(belonging), f"als Mitglied genannt {seen}" if seen else ""]
    return "; ".join(part for part in known if part) or "Beginn in den Quellen nicht genannt"


def headline(member: Member) -> str:
    """
    Kind, Land, Kreis, AGS and ARS in one line.
    """
    district = visible(member.district or "")
    ags = f"AGS {visible(member.ags)}" if member.ags else ""
    ars = f"ARS {visible(member.ars)}" if member.ars else ""
    return " · ".join(part for part in (visible(member.kind), state(member.state), district, ags, ars) if part)


def address(contact: Contact) -> list[str]:
    """
    The lines of a postal address in the order of DIN 5008: office, person,
    street, postal code and city, and abroad the country in capitals.  Absent ones leave no empty line.
    """
    place = " ".join(part for part in (contact.postal_code, contact.city) if part)
    abroad = country(contact.country).upper() if contact.country not in (None, HOME) else None
    return [visible(line) for line in (contact.office, contact.person, contact.street, place, abroad) if line]
