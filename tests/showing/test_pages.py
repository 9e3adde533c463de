import pytest

from drawing import carded, drawn, links, page
from samples import SMALL, member, registry
from wi_cli.showing import pages, portrait

TODAY = "2024-06-30"


def test_contact_card():
    """
    A card has the address in the order of DIN 5008; absent details leave no empty line.
    """
    assert (
        "Köllnitz ═══════════════════════════════\n"
        "Amt für Jugend, Schule [EU]\n"
        "Dr. Änne Groß\n"
        "Ölmühlweg 7\n"
        "04999 Köllnitz\n"
        "Aufgabe  Leitung\n"
        "Telefon  +49 30 23125-001\n"
        "E-Mail   gross@example.org\n"
        "Website  https://www.example.org\n"
        "Stand 04/2014\n"
        "Quelle: Kurzportrait, Stadt Köllnitz\n"
        "\n"
        "Bürgerbüro\n"
        "Telefon  +49 30 23125 002\n"
        "Website  https://www.example.org\n"
        "Stand unbekannt · Quelle: Satzung\n"
    ) == carded("koellnitz", SMALL.replace("gross@koellnitz.", "gross@").replace("www.koellnitz.", "www."))


def test_card_without_contact():
    """
    A member without a contact shows its website; one that left is marked.
    """
    assert (
        "Landkreis Höxburg ══════════════════════\n"
        "ehemaliges Mitglied (bis 2022)\n"
        "\n"
        "kein Kontakt im Verzeichnis\n"
        "https://www.hoexburg.example.org\n"
    ) == carded("landkreis-hoexburg")


@pytest.mark.parametrize(
    "way", ["", 'phone = "+49 30 23125 003"', 'mobile = "+49 172 9925904"', 'email = "a@example.org"']
)
@pytest.mark.parametrize("contact", [True, False])
def test_links_of_a_card(way, contact):
    """
    Where nobody can be called or written to the member's links lead on.
    """
    office = f'[[members.a.contacts]]\noffice = "Amt"\n{way}\n' if contact else ""
    links = '[[members.a.links]]\ntitle = "Jugendberufshilfe"\nurl = "https://example.org/jugend"\n'
    website = '[[members.a.links]]\ntitle = "Startseite"\nurl = "https://example.org"\n'
    shown = carded(
        "a",
        member(
            'website = "https://example.org"', office, f'{links}{website}[[members.a.links]]\ntitle = "Nur auf Papier"'
        ),
        80,
    )
    assert (not (way and contact)) == ("https://example.org/jugend" in shown) == ("Jugendberufshilfe" in shown)
    assert (1, 0) == (shown.count("https://example.org\n"), shown.count("Nur auf Papier"))


@pytest.mark.parametrize(("times", "way"), [(1, ""), (0, 'phone = "+49 30 23125 003"')])
def test_links_stand_once(times, way):
    """
    The links of a member stand on its last card, and nowhere if one of its contacts can be reached.
    """
    offices = f'[[members.a.contacts]]\noffice = "Amt"\n{way}\n[[members.a.contacts]]\noffice = "Rathaus"\n'
    links = '[[members.a.links]]\ntitle = "Jugend"\nurl = "https://example.org/jugend"\n'
    assert times == carded("a", member("", offices, links), 80).count("https://example.org/jugend")


def test_long_dates_of_events():
    """
    Dates end one below the other; what lasted for days stands above its text, so that it takes no room from others.
    """
    events = ("2013-09-28", "Beginn"), ("2013-02-28/2013-03-01", "Forum"), ("2014", "Ende")
    tables = "".join(f'[[members.a.milestones]]\ndate = "{date}"\ntext = "{text}"\n' for date, text in events)
    assert (
        "28. September 2013  Beginn\n"
        "28. Februar 2013 – 1. März 2013\n"
        "                    Forum\n"
        "              2014  Ende\n"
    ) in page("a", 80, member("", tables))


def test_figures_are_stacked_in_a_narrow_terminal():
    """
    40 columns: values stand below their label, with the date where there is room, a note below all.
    """
    text = page()
    start = text.index("Zahlen")
    assert (
        "Zahlen ─────────────────────────────────\n"
        "Einwohner\n"
        "  rund 196.500 Personen\n"
        "    undatiert [2] a\n"
        "  200.000 Personen\n"
        "    Stand 31.12.2020 [1]\n"
        "  150.000 Personen · Stand 2019 [1]\n"
        "└ davon unter 25 Jahren\n"
        "    rund 49.500 Personen · undatiert [2]\n"
        "Arbeitslosenquote\n"
        "  10,2 % · Stand 04/2014 [2]\n"
        "\n"
        "a Folien ohne Datum.\n"
        "\n"
    ) == text[start : text.index("Zeitleiste")]


def test_figures_are_a_table_in_a_wide_terminal():
    """
    100 columns: numbers one below the other, and bars from zero for the dated values.
    """
    lines = page(width=100).split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("Zahlen"))
    assert [
        "Einwohner                rund 196.500  Personen                undatiert [2] a",
        "                              200.000  Personen  ━━━━━━━━━━━━  Stand 31.12.2020 [1]",
        "                              150.000  Personen  ━━━━━━━━━     Stand 2019 [1]",
        "└ davon unter 25 Jahren   rund 49.500  Personen                undatiert [2]",
        "Arbeitslosenquote                10,2  %                       Stand 04/2014 [2]",
    ] == lines[start + 1 : start + 6]


def test_no_bars_for_single_values():
    """
    Where no values can be compared, no column is spent on bars.
    """
    assert not set("━╸") & set(page("hall", 100))


def test_links():
    """
    Addresses, phone numbers and sources can be clicked; a phone number without its blanks and hyphen.
    """
    assert [
        "https://www.koellnitz.example.org",
        "tel:+493023125001",
        "mailto:gross@koellnitz.example.org",
        "tel:+493023125002",
        "https://example.org/bericht",
        "https://example.org/portrait",
    ] == links(page(width=100, links=True, colour=True))


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "kassel.de", "https://a b", "https://a\x1b\\", "file:///etc"]
)
def test_no_link(address):
    """
    What is no web address is not clickable.
    """
    spoilt = registry(member("")).members["a"]
    small = registry(member(""))
    found = portrait.of_member(spoilt._replace(website=address), small)
    assert [] == links(drawn(pages.portrait_page(found, width=80, links=True), 80, colour=True))


def test_notes_have_letters():
    """
    After z the letters double; equal notes share one.
    """
    figures = "".join(
        f'[[members.a.figures]]\nindicator = "i{n}"\nvalue = 1\nnote = "Anmerkung {n % 28}"\n' for n in range(30)
    )
    lines = [line for line in page("a", 80, member("", figures)).split("\n") if "Anmerkung" in line]
    assert (28, "z  Anmerkung 25", "aa Anmerkung 26") == (len(lines), lines[25], lines[26])
