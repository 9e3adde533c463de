import csv
import io
import unicodedata

import pytest
from hypothesis import given

from samples import registry
from strategies import members
from wi_cli.registry.values import Contact, Member
from wi_cli.sharing import outlook

TODAY = "2024-06-30"
EMPTY = registry("format = 1\n[members]")


def rows(found, registry=EMPTY):
    """
    What Outlook reads: commas, Windows-1252, a row for each contact.
    """
    made = outlook.csv(found, registry, today=TODAY)
    return list(csv.DictReader(io.StringIO(made.content.decode("windows-1252"), newline="")))


def filled(row):
    return {head: value for head, value in row.items() if value}


def test_contacts():
    """
    Every contact, and every member without one, has a row under the heads of a German Outlook.
    """
    small = registry()
    person, office, _, bad_hall, former = rows([*small.members.values()], small)
    common = {"Firma": "Köllnitz", "Kategorien": "NdÜ", "Webseite": "https://www.koellnitz.example.org"}
    assert {
        **common,
        "Anrede": "Dr.",
        "Vorname": "Änne",
        "Nachname": "Groß",
        "Abteilung": "Amt für Jugend, Schule [EU]",
        "Position": "Leitung",
        "Straße geschäftlich": "Ölmühlweg 7",
        "Ort geschäftlich": "Köllnitz",
        "Postleitzahl geschäftlich": "04999",
        "Land/Region geschäftlich": "Deutschland",
        "Telefon geschäftlich": "+49 30 23125-001",
        "E-Mail-Adresse": "gross@koellnitz.example.org",
        "Notizen": "Stand 04/2014 (Quelle: Kurzportrait, Stadt Köllnitz)",
    } == filled(person)
    assert {
        **common,
        "Abteilung": "Bürgerbüro",
        "Telefon geschäftlich": "+49 30 23125 002",
        "Notizen": "Stand unbekannt (Quelle: Satzung)",
    } == filled(office)
    assert {"Firma": "Bad Hall", "Kategorien": "NdÜ"} == filled(bad_hall)
    assert "ehemaliges Mitglied (bis 2022)" == former["Notizen"]
    assert "https://www.hoexburg.example.org" == former["Webseite"]


def one(**fields):
    contact = Contact(family_name="Muster", **fields)
    (row,) = rows([Member("a", "Astadt", "Gemeinde", contacts=(contact,))])
    return filled(row)


def test_details():
    """
    A mobile number is one, degrees stand behind the name, an address is one in Germany.
    """
    assert "+49 151 23456789" == one(phone="+49 151 23456789")["Mobiltelefon"]
    assert "Telefon geschäftlich" not in one(phone="+49 151 23456789")
    assert ("Dr.", "M.A.") == (one(title="Dr. M.A.")["Anrede"], one(title="Dr. M.A.")["Suffix"])
    assert ("Dr.", "M.A.") == (one(title="Dr.", suffix="M.A.")["Anrede"], one(title="Dr.", suffix="M.A.")["Suffix"])
    all_of_them = one(phone="+49 151 23456789", mobile="+49 172 9925904", fax="+49 30 23125-009")
    assert ["+49 151 23456789", "+49 172 9925904", "+49 30 23125-009"] == [
        all_of_them[head] for head in ("Telefon geschäftlich", "Mobiltelefon", "Fax geschäftlich")
    ]
    assert "https://example.org/amt" == one(website="https://example.org/amt")["Webseite"]
    assert "Schweiz" == one(city="Bern", country="CH")["Land/Region geschäftlich"]
    for part in ({"street": "Weg 1"}, {"postal_code": "04999"}, {"city": "Astadt"}):
        assert "Deutschland" == one(**part)["Land/Region geschäftlich"]
    assert {"Nachname", "Firma", "Notizen"} == set(one())


def test_lines():
    """
    Lines end as Windows ends them, and a network without a short name is called by its name.
    """
    small = registry()
    long = small._replace(network=small.network._replace(short_name=None))
    content = outlook.csv([small.members["bad-hall"]], long, today=TODAY).content
    assert ",".join(outlook.HEADS).encode("windows-1252") + b"\r\n,,,,Bad Hall" == content[: content.index(b"Hall") + 4]
    assert b"Netz der \xdcberg\xe4nge" in content
    assert content.endswith(b"\r\n")
    assert 2 == content.count(b"\n") == content.count(b"\r\n")


@pytest.mark.parametrize(
    ("expected", "name", "replaced"),
    [
        ("Groß – „Änne“ € é ñ Š ž", "Groß – „Änne“ € é ñ Š ž", {}),
        ("Müller", unicodedata.normalize("NFD", "Müller"), {}),
        ("Isik Gündogan", "Işık Gündoğan", {"ğ": "g", "ı": "i", "ş": "s"}),
        ("Walesa, Ðukic, Dukic", "Wałęsa, Ðukić, Đukić", {"ć": "c", "Đ": "D", "ę": "e", "ł": "l"}),
        ("dLD", "đŁĐ", {"Đ": "D", "đ": "d", "Ł": "L"}),
        ("Dvorák ?", "Dvořák 漢", {"ř": "r", "漢": "?"}),
    ],
)
def test_what_windows_1252_lacks(expected, name, replaced):
    """
    A character that the encoding lacks loses its accent, or is a question mark; which, is said.
    """
    made = outlook.csv([Member("a", name, "Gemeinde")], EMPTY, today=TODAY)
    (row,) = rows([Member("a", name, "Gemeinde")])
    assert replaced == made.replaced
    assert expected == row["Firma"]


def test_no_formula():
    """
    A text that Excel would run has an apostrophe before it, as in every csv; a telephone number has none.
    """
    member = Member("a", "=1+2", "Gemeinde", contacts=(Contact(office="@SUM(A1)", phone="+49 30 23125 002"),))
    (row,) = rows([member])
    assert ("'=1+2", "'@SUM(A1)", "+49 30 23125 002") == (row["Firma"], row["Abteilung"], row["Telefon geschäftlich"])


@given(members)
def test_anything(member):
    """
    Whatever is in the fields there is a row for each contact, and what Windows-1252 has is read as it was.
    """
    found = rows([member])
    assert max(1, len(member.contacts)) == len(found)
    for row, contact in zip(found, member.contacts, strict=False):
        expected = unicodedata.normalize("NFC", contact.family_name)
        if all(ord(character) < 256 and character.isprintable() for character in expected):
            # An apostrophe may stand before what a spreadsheet would run.
            assert expected.replace("'", "") == row["Nachname"].replace("'", "")
            assert contact.postal_code == (row["Postleitzahl geschäftlich"] or None)
