"""
Contacts as vCard 3.0 (RFC 2426, RFC 2425), for address books.

A card keeps its UID while it is about the same person or office, so that an
address book that reads it again changes the card instead of adding one.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid5

from wi_cli.german.countries import country
from wi_cli.german.phones import is_mobile
from wi_cli.german.wording import visible
from wi_cli.showing import phrases

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from wi_cli.registry.values import Contact, Member, Registry

# Made once, by chance: what a card is told from all others in the world by.
_NAMESPACE = UUID("5d1c7f0e-6a0b-4c8e-9a37-2f4be1c0a9d3")
PROGRAM = "-//wi//wi-directory//DE"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What stands behind a name, not before it: M.A., B.Sc., LL.M., Ph.D., MBA.
_DEGREE = re.compile(r"\b(?:[BM]|LL|Ph)\. ?[A-Z][a-z]*\.|\bM[BP][AH]\b")

# What means the same in a code in which every letter counts.
_SHORT = {"EMAIL;TYPE=INTERNET,WORK": "EMAIL", "TEL;TYPE=WORK,VOICE": "TEL;TYPE=WORK"}


class Card(NamedTuple):
    """
    One vCard, lines ending with CRLF, and its UID.
    """

    uid: str
    text: str


def cards(member: Member, registry: Registry, *, today: str, places: Container[int] | None = None) -> Iterator[Card]:
    """
    A card for each contact of a member, or for those at these places among its
    contacts, one of the member itself if it has none; who left before `today`
    (YYYY-MM-DD) is called a former member.
    """
    times: Counter[str] = Counter()
    for place, contact in enumerate(member.contacts or (None,)):
        who = (contact.name or contact.office or "") if contact else ""
        # Also those that nobody wants are counted, or others of that name would bear their UIDs.
        times[who] += 1
        if contact and places is not None and place not in places:
            continue
        uid = str(uuid5(_NAMESPACE, "\n".join([member.id, who, *([str(times[who])] if times[who] > 1 else [])])))
        lines = [("VERSION", "3.0"), ("PRODID", PROGRAM), ("UID", uid), *_lines(member, contact, registry, today)]
        yield Card(uid, "".join(_folded(line) for line in ("BEGIN:VCARD", *_bodies(lines), "END:VCARD")))


def smallest(member: Member, contact: Contact | None) -> str:
    """
    A card with name, organization, telephone numbers, e-mail, address and website alone, in lines that are
    not folded: as little as a phone's camera needs to make a whole contact.
    """
    lines = [line for line in _names(member, contact) if line[0] != "X-ABShowAs"]
    if contact:
        lines += [(_SHORT.get(name, name), value) for name, value in _ways(contact) if name not in ("TITLE", "ROLE")]
    if website := member.website_of(contact):
        lines.append(("URL", _Structured(_in_a_card(website))))
    return "".join(f"{line}\r\n" for line in ("BEGIN:VCARD", "VERSION:3.0", *_bodies(lines), "END:VCARD"))


def _lines(member: Member, contact: Contact | None, registry: Registry, today: str) -> Iterator[tuple[str, str]]:
    yield from _names(member, contact)
    if contact:
        yield from _ways(contact)
    if member.location and (contact is None or contact.city == member.name):
        yield "GEO", _Structured(f"{member.location.lat};{member.location.lon}")
    if website := member.website_of(contact):
        yield "URL", _Structured(_in_a_card(website))
    if registry.network:
        yield "CATEGORIES", registry.network.short_name or registry.network.name
    if remarks := note(member, contact, registry, today):
        yield "NOTE", remarks
    if contact and contact.as_of and _DAY.fullmatch(contact.as_of):
        yield "REV", contact.as_of


def _bodies(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, value in lines:
        yield f"{name}:{value if isinstance(value, _Structured) else _escaped(value)}"


def _names(member: Member, contact: Contact | None) -> Iterator[tuple[str, str]]:
    """
    A person by name; an office by the member's name and its own, as an organization.
    """
    office = [contact.office] if contact and contact.office else []
    if contact and (contact.family_name or contact.given_name):
        before, behind = titles(contact)
        name = " ".join(part for part in (before, contact.given_name, contact.family_name) if part)
        yield "FN", f"{name}, {behind}" if behind else name
        yield "N", _structured(contact.family_name or "", contact.given_name or "", "", before, behind)
    else:
        yield "FN", ", ".join([member.name, *office])
        yield "N", _structured("", "", "", "", "")
        yield "X-ABShowAs", "COMPANY"
    yield "ORG", _structured(member.name, *office)


def titles(contact: Contact) -> tuple[str, str]:
    """
    What stands before somebody's name (Dr.) and behind it (M.A.).
    """
    title = contact.title or ""
    behind = [*_DEGREE.findall(title), *([contact.suffix] if contact.suffix else [])]
    return " ".join(_DEGREE.sub(" ", title).replace(",", " ").split()), ", ".join(behind)


def _ways(contact: Contact) -> Iterator[tuple[str, str]]:
    """
    What somebody does, and how to reach them.
    """
    if contact.role:  # phones and Outlook show a TITLE, few programs a ROLE
        yield "TITLE", contact.role
        yield "ROLE", contact.role
    if contact.street or contact.postal_code or contact.city:
        # No region: German addresses don't have one.
        address = ("", "", contact.street, contact.city, "", contact.postal_code, country(contact.country))
        yield "ADR;TYPE=WORK", _structured(*(part or "" for part in address))
    if contact.phone:
        yield f"TEL;TYPE=WORK,{'CELL' if is_mobile(contact.phone) else 'VOICE'}", contact.phone
    if contact.mobile:
        yield "TEL;TYPE=WORK,CELL", contact.mobile
    if contact.fax:
        yield "TEL;TYPE=WORK,FAX", contact.fax
    if contact.email:
        yield "EMAIL;TYPE=INTERNET,WORK", contact.email


def note(member: Member, contact: Contact | None, registry: Registry, today: str) -> str:
    """
    How old a card is, where it was read, and that the member left before `today`; empty if there is nothing to say.
    """
    remarks = []
    if contact:
        # No semicolon: Nextcloud and Thunderbird show the backslash before it (ical.js).
        read = " und ".join(phrases.source(key, registry) for key in contact.sources)
        remarks.append(phrases.contact_date(contact) + (f" (Quelle: {read})" if read else ""))
    if former := phrases.former(member, today):
        remarks.append(former)
    return ". ".join(remarks)


def _in_a_card(url: str) -> str:
    """
    An address as all readers take it whole: few of them know an escaped comma or semicolon there.
    """
    return visible(url).replace(",", "%2C").replace(";", "%3B")


class _Structured(str):
    """
    A value whose parts are escaped already.
    """

    __slots__ = ()


def _structured(*parts: str) -> _Structured:
    return _Structured(";".join(_escaped(part) for part in parts))


def _escaped(text: str) -> str:
    """
    RFC 2426, section 4: backslash, comma, semicolon and newline.
    """
    text = text.replace("\r\n", "\n")
    return "\\n".join(re.sub(r"([\\,;])", r"\\\1", visible(line)) for line in text.split("\n"))


def _folded(line: str) -> str:
    """
    Lines of at most 75 octets, going on after a blank, no character split.
    """
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > 75:  # noqa: PLR2004  # RFC 2426, section 2.6
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece]) + "\r\n"
