"""
Contacts as the csv that classic Outlook takes: File > Open & Export > Import/Export.

A German Outlook puts each column into its field by itself if the heads are its own German ones
(https://github.com/thomascube/vcfconvert/pull/2), which its versions write alike for everything that is
used here (https://github.com/tine20/tine20/issues/5139 names what 2013 changed: private phones).  It reads
commas, whatever Windows takes for a separator, and Windows-1252; so does
https://github.com/bytemine/egroupware2zarafa, which fills the same heads.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.german.countries import country
from wi_cli.german.phones import is_mobile
from wi_cli.showing import delimited, vcard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wi_cli.registry.values import Contact, Member, Registry

ENCODING = "windows-1252"
# Letters of names that have no accent to lose.
_PLAIN = {"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
HEADS = (
    "Anrede",
    "Vorname",
    "Nachname",
    "Suffix",
    "Firma",
    "Abteilung",
    "Position",
    "Straße geschäftlich",
    "Ort geschäftlich",
    "Postleitzahl geschäftlich",
    "Land/Region geschäftlich",
    "Telefon geschäftlich",
    "Mobiltelefon",
    "Fax geschäftlich",
    "E-Mail-Adresse",
    "Kategorien",
    "Notizen",
    "Webseite",
)


class Encoded(NamedTuple):
    """
    Text in Windows-1252, and for each character that this lacks what stands in its place.
    """

    content: bytes
    replaced: dict[str, str]


def csv(members: Sequence[Member], registry: Registry, *, today: str) -> Encoded:
    """
    A row for each contact of these members, one of the member itself where it has none: what its card says.

    A character that Windows-1252 lacks is written without its accents or stroke (ş as s, ł as l) or, if it lacks
    that too, as ?.
    """
    rows = (_row(member, contact, registry, today) for member in members for contact in (member.contacts or (None,)))
    return _encoded(delimited.comma_separated(HEADS, rows))


def _row(member: Member, contact: Contact | None, registry: Registry, today: str) -> list[str | None]:
    note = vcard.note(member, contact, registry, today)
    network = registry.network
    common = [network.short_name or network.name if network else "", note, member.website_of(contact)]
    if contact is None:
        return ["", "", "", "", member.name, *[""] * (len(HEADS) - len(common) - 5), *common]
    before, behind = vcard.titles(contact)
    who = [before, contact.given_name, contact.family_name, behind, member.name, contact.office, contact.role]
    state = country(contact.country) if contact.street or contact.postal_code or contact.city else ""
    where = [contact.street, contact.city, contact.postal_code, state]
    phone = contact.phone or ""
    ways = [contact.mobile or "", phone] if is_mobile(phone) and not contact.mobile else [phone, contact.mobile]
    return [*who, *where, *ways, contact.fax, contact.email, *common]


def _encoded(text: str) -> Encoded:
    text = unicodedata.normalize("NFC", text)
    replaced = {character: _nearest(character) for character in sorted(set(text)) if not _is_known(character)}
    for character, nearest in replaced.items():
        text = text.replace(character, nearest)
    return Encoded(text.encode(ENCODING), replaced)


def _nearest(character: str) -> str:
    return _PLAIN.get(character) or "".join(filter(_is_known, unicodedata.normalize("NFKD", character))) or "?"


def _is_known(character: str) -> bool:
    try:
        character.encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return True
