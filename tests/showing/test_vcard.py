import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from samples import harmful, registry
from wi_cli.registry import build
from wi_cli.registry.values import Contact, Member
from wi_cli.showing import vcard

anything = st.text(alphabet=st.characters(codec="utf-8"))
# What a user can read: without control characters, and without blanks at the ends.
printable = st.builds(
    lambda text, times: (text * times).strip(),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"])),
    st.sampled_from([1, 1, 40]),
)
filled = printable.filter(bool)
TODAY = "2024-06-30"
EMPTY = build.registry({"members": {}})


def written(member, registry=EMPTY, today=TODAY):
    return "".join(card.text for card in vcard.cards(member, registry, today=today))


def cards(text):
    return list(vobject.readComponents(text))


def lines(text):
    """
    The lines of a card without what every card has, and without its UID.
    """
    _, *inside, _, _ = text.split("\r\n")
    return [line for line in inside if not line.startswith(("VERSION:", "PRODID:", "UID:"))]


def test_person():
    """
    A person's card (RFC 2426): comma, semicolon and backslash escaped; what somebody does is a title, too.
    """
    person, _ = vcard.cards(registry().members["koellnitz"], registry(), today=TODAY)
    assert [
        "FN:Dr. Änne Groß",
        "N:Groß;Änne;;Dr.;",
        "ORG:Köllnitz;Amt für Jugend\\, Schule [EU]",
        "TITLE:Leitung",
        "ROLE:Leitung",
        "ADR;TYPE=WORK:;;Ölmühlweg 7;Köllnitz;;04999;Deutschland",
        "TEL;TYPE=WORK,VOICE:+49 30 23125-001",
        "EMAIL;TYPE=INTERNET,WORK:gross@koellnitz.example.org",
        "GEO:51.25;12.5",
        "URL:https://www.koellnitz.example.org",
        "CATEGORIES:NdÜ",
        "NOTE:Stand 04/2014 (Quelle: Kurzportrait\\, Stadt Köllnitz)",
    ] == lines(person.text)


def test_office():
    """
    An office is an organization, told from those of other members, and nobody's family name.
    """
    _, office = vcard.cards(registry().members["koellnitz"], registry(), today=TODAY)
    assert [
        "FN:Köllnitz\\, Bürgerbüro",
        "N:;;;;",
        "X-ABShowAs:COMPANY",
        "ORG:Köllnitz;Bürgerbüro",
        "TEL;TYPE=WORK,VOICE:+49 30 23125 002",
        "URL:https://www.koellnitz.example.org",
        "CATEGORIES:NdÜ",
        "NOTE:Stand unbekannt (Quelle: Satzung)",
    ] == lines(office.text)


def test_smallest():
    """
    For a code a card has name, organization, ways, address and website alone, in short words and unfolded lines.
    """
    small = registry()
    town, hall = small.members["koellnitz"], small.members["hall"]
    assert [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Dr. Änne Groß",
        "N:Groß;Änne;;Dr.;",
        "ORG:Köllnitz;Amt für Jugend\\, Schule [EU]",
        "ADR;TYPE=WORK:;;Ölmühlweg 7;Köllnitz;;04999;Deutschland",
        "TEL;TYPE=WORK:+49 30 23125-001",
        "EMAIL:gross@koellnitz.example.org",
        "URL:https://www.koellnitz.example.org",
        "END:VCARD",
        "",
    ] == vcard.smallest(town, town.contacts[0]).split("\r\n")
    assert [
        "FN:Hall (Saale)\\, Rathaus",
        "N:;;;;",
        "ORG:Hall (Saale);Rathaus",
        "ADR;TYPE=WORK:;;;Hall (Saale);;;Österreich",
        "TEL;TYPE=WORK,CELL:+43 660 1234567",
        "TEL;TYPE=WORK,FAX:+43 1 23125-9",
    ] == vcard.smallest(hall, hall.contacts[0]).split("\r\n")[2:-2]
    long = Contact(office="x" * 200, website="https://example.org/a,b;c")
    assert ["URL:https://example.org/a%2Cb%3Bc"] == [
        line for line in vcard.smallest(town, long).split("\r\n") if line.startswith("URL")
    ]
    assert f"ORG:Köllnitz;{'x' * 200}" in vcard.smallest(town, long)
    assert "FN:Landkreis Höxburg\r\n" in vcard.smallest(small.members["landkreis-hoexburg"], None)


def test_cards_of_some():
    """
    The cards of some contacts are those that they have among all, in the registry's order.
    """
    people = (Contact(family_name="Doppelt"), Contact(family_name="Doppelt"), Contact(office="Amt"))
    member = Member("a", "Astadt", "Verein", contacts=people)
    every = list(vcard.cards(member, EMPTY, today=TODAY))
    assert every[1:] == list(vcard.cards(member, EMPTY, today=TODAY, places=(2, 1)))
    assert 3 == len({card.uid for card in every})


def test_former_member_without_contact():
    """
    A member without a contact has a card of its own; one that left is called a former member.
    """
    (card,) = vcard.cards(registry().members["landkreis-hoexburg"], registry(), today=TODAY)
    assert [
        "FN:Landkreis Höxburg",
        "N:;;;;",
        "X-ABShowAs:COMPANY",
        "ORG:Landkreis Höxburg",
        "URL:https://www.hoexburg.example.org",
        "CATEGORIES:NdÜ",
        "NOTE:ehemaliges Mitglied (bis 2022)",
    ] == lines(card.text)
    assert "ehemaliges" not in written(registry().members["landkreis-hoexburg"], registry(), today="2022-12-31")


def test_several_sources():
    """
    Several sources are named without a semicolon, which some programs show with its escape.
    """
    contact = Contact(office="Amt", as_of="2014", sources=("portrait", "satzung"))
    written_lines = lines(written(Member("a", "Astadt", "Stadt", contacts=(contact,)), registry()))
    note = next(line for line in written_lines if line.startswith("NOTE:"))
    assert "NOTE:Stand 2014 (Quelle: Kurzportrait\\, Stadt Köllnitz und Satzung)" == note


def changed(**fields):
    """
    The UID of a contact after some of its fields changed.
    """
    contact = Contact(office="Amt", family_name="Muster", given_name="Erika", phone="+49 30 23125-001")
    (card,) = vcard.cards(Member("a", "Astadt", "Stadt", contacts=(contact._replace(**fields),)), EMPTY, today=TODAY)
    return card.uid


def test_uid_stays():
    """
    A card keeps its UID while it is about the same person or office, and no two cards share one.
    """
    assert {changed()} == {changed(phone="+49 30 23125-002"), changed(as_of="2024"), changed(office="Anderes Amt")}
    assert changed() == changed(title="Dr.", suffix="M.A.")
    assert changed() != changed(family_name="Anders")
    twice = Member("a", "Astadt", "Stadt", contacts=(Contact(office="Amt"), Contact(office="Amt")))
    others = Member("b", "Bstadt", "Stadt", contacts=(Contact(office="Amt"),))
    cards = [*vcard.cards(twice, EMPTY, today=TODAY), *vcard.cards(others, EMPTY, today=TODAY)]
    assert 3 == len({card.uid for card in cards})
    assert all(f"\r\nUID:{card.uid}\r\n" in card.text for card in cards)


@pytest.mark.parametrize(
    ("expected", "field", "value"),
    [
        ("TEL;TYPE=WORK,CELL:+49 151 23456789", "phone", "+49 151 23456789"),
        ("TEL;TYPE=WORK,CELL:+49 160 2345678", "phone", "+49 160 2345678"),
        ("TEL;TYPE=WORK,CELL:+49 170 2345678", "phone", "+49 170 2345678"),
        ("TEL;TYPE=WORK,VOICE:+49 1801 23456", "phone", "+49 1801 23456"),
        ("REV:2024-04-30", "as_of", "2024-04-30"),
        ("N:Muster;Erika;;Dr.;M.A.", "title", "Dr. M.A."),
        ("FN:Prof. Dr. Erika Muster\\, LL.M.\\, MBA", "title", "Prof. Dr., LL.M., MBA"),
        ("N:Muster;Erika;;Dr. h. c.;", "title", "Dr. h. c."),
    ],
)
def test_details(expected, field, value):
    """
    A mobile number is a cell phone, a day is a revision, degrees stand behind the name.
    """
    contact = Contact(given_name="Erika", family_name="Muster", **{field: value})
    assert expected in lines(written(Member("a", "Astadt", "Stadt", contacts=(contact,))))


@pytest.mark.parametrize("date", ["2024", "2024-04", "2023/2024", None])
def test_no_day_no_revision(date):
    """
    What isn't the date of a day is no revision.
    """
    contact = Contact(office="Amt", as_of=date)
    assert "REV" not in written(Member("a", "Astadt", "Stadt", contacts=(contact,)))


def test_address_of_a_page():
    """
    Commas and semicolons in a web address are written so that every reader takes it whole.
    """
    member = Member("a", "Astadt", "Stadt", website="https://a.example.org/1,2;3")
    assert "URL:https://a.example.org/1%2C2%3B3" in lines(written(member))


@given(
    st.builds(
        Contact,
        office=st.none() | filled,
        title=st.sampled_from([None, "Dr.", "Prof. Dr."]),
        given_name=st.none() | filled,
        family_name=filled,
        suffix=st.none() | filled,
        role=st.none() | filled,
        street=st.none() | filled,
        postal_code=st.none() | filled,
        city=filled,
        country=st.sampled_from([None, "DE", "AT", "XX"]),
        phone=st.none() | filled,
        mobile=st.none() | filled,
        fax=st.none() | filled,
        email=st.none() | filled,
        website=st.sampled_from([None, "https://www.example.org/amt"]),
        as_of=st.none(),
        sources=st.just(()),
    ),
    filled,
)
def test_vcard_reads_back(contact, name):
    """
    An address book gets every field of a contact as it was written.
    """
    (card,) = cards(written(Member("a", name, "Stadt", website="https://example.org", contacts=(contact,))))
    read = {line: card.contents[line][0].value for line in card.contents}
    numbers = {tuple(line.params["TYPE"]): line.value for line in card.contents.get("tel", ())}
    read.pop("tel", None)
    before = " ".join(part for part in (contact.title, contact.given_name, contact.family_name) if part)
    assert {
        "version": "3.0",
        "fn": f"{before}, {contact.suffix}" if contact.suffix else before,
        "org": [name, *([contact.office] if contact.office else [])],
        "note": "Stand unbekannt",
        "url": contact.website or "https://example.org",
        **({"role": contact.role, "title": contact.role} if contact.role else {}),
        **({"email": contact.email} if contact.email else {}),
    } == {key: value for key, value in read.items() if key not in ("n", "adr", "uid", "prodid")}
    assert {
        **({("WORK", "VOICE"): contact.phone} if contact.phone else {}),
        **({("WORK", "CELL"): contact.mobile} if contact.mobile else {}),
        **({("WORK", "FAX"): contact.fax} if contact.fax else {}),
    } == numbers
    assert (contact.family_name, contact.given_name or "", contact.title or "", contact.suffix or "") == (
        read["n"].family,
        read["n"].given,
        read["n"].prefix,
        read["n"].suffix,
    )
    country = {"AT": "Österreich", "XX": "XX"}.get(contact.country, "Deutschland")
    assert (contact.street or "", contact.postal_code or "", contact.city, country) == (
        read["adr"].street,
        read["adr"].code,
        read["adr"].city,
        read["adr"].country,
    )


@given(anything.filter(str.strip), anything)
def test_vcard_of_anything(name, role):
    """
    Whatever is in a field, the card keeps its lines: CRLF, 75 octets, no control character, one card.
    """
    text = written(Member("a", name, "Stadt", contacts=(Contact(office="Amt", role=role),)))
    lines = text.split("\r\n")
    assert 1 == sum(line == "END:VCARD" for line in lines)
    assert max(len(line.encode()) for line in lines) <= 75
    assert not harmful("".join(lines))
    assert 1 == len(cards(text))


@pytest.mark.parametrize("character", ["x", "ü", "漢", "𝄞"])
@pytest.mark.parametrize("before", range(5))
def test_folded_lines(character, before):
    """
    A line is as full as 75 octets let it be (RFC 2426, 2.6), and no character is divided; unfolded it is the text.
    """
    name = "a" * before + character * 200
    first, *others = written(Member("a", name, "Stadt")).partition("\r\nFN:")[2].partition("\r\nN:")[0].split("\r\n")
    assert {" "} == {line[0] for line in others}
    assert name == first + "".join(line[1:] for line in others)
    octets = len(character.encode())
    assert all(75 - octets < len(line.encode()) <= 75 for line in [f"FN:{first}", *others][:-1])
