import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from samples import REAL, SMALL, harmful, member, registry
from wi_cli.finding import search
from wi_cli.registry.hits import Hit, Match
from wi_cli.registry.values import Member
from wi_cli.showing import export, portrait, render
from wi_cli.showing.columns import COLUMNS, chosen
from wi_cli.showing.form import Form

TODAY = "2024-06-30"


def drawn(renderable, width=40, *, colour=False):
    return render.draw(renderable, width=width, colour=colour)


def page(name="koellnitz", width=40, text=SMALL, *, links=False, colour=False):
    small = registry(text)
    found = portrait.of_member(small.members[name], small)
    return drawn(render.portrait_page(found, width=width, links=links), width, colour=colour)


def listed(width, names=None, text=SMALL, *, colour=False):
    small = registry(text)
    columns = chosen(names, Form("table"), width)
    members = list(small.members.values())
    table = render.member_table(members, small, columns, today=TODAY, width=width, footer="4 Mitglieder")
    return drawn(table, width, colour=colour)


def carded(name, text=SMALL, width=40):
    small = registry(text)
    found = small.members[name]
    lines = export.no_contact_lines(found)
    return drawn(render.cards(found, portrait.cards(found, small), lines), width)


def test_member_table():
    """
    Members as a table; numbers stand right, a member that left carries the year.
    """
    assert (
        "Name                    Land   Einwohner\n"
        "────────────────────────────────────────\n"
        "Köllnitz                SN       200.000\n"
        "Hall (Saale)            ST        31.404\n"
        "Bad Hall                BY\n"
        "Landkreis Höxburg       HE\n"
        "(bis 2022)\n"
        "4 Mitglieder\n"
    ) == listed(40)


def test_stacked_members():
    """
    Where a table would break words, members stand one below the other with what there is of them.
    """
    assert (
        "Köllnitz\n"
        "  Telefon +49 30 23125-001\n"
        "  E-Mail  gross@koellnitz.example.org\n"
        "Hall (Saale)\n"
        "Bad Hall\n"
        "Landkreis Höxburg (bis 2022)\n"
        "4 Mitglieder\n"
    ) == listed(40, "name,phone,email")
    assert listed(80, "name,phone,email").startswith("Name ")
    assert "\n–\n  Name Bad Hall\n" in listed(20, "phone,name")


def test_topic_table():
    """
    A narrow terminal shows the labels of topics without breaking them; a wider one also the ids.
    """
    topics = registry().by_topic()[:2]
    assert (
        "Thema           Mitglieder\n"
        "──────────────────────────\n"
        "Übergang                 3\n"
        "Schule–Beruf\n"
        "Elternarbeit             1\n"
        "2 Themen\n"
    ) == drawn(render.topic_table(topics, width=26, footer="2 Themen"), 26)
    assert (
        "Thema                   Mitglieder   --topic\n"
        "─────────────────────────────────────────────────\n"
        "Übergang Schule–Beruf            3   uebergang\n"
        "Elternarbeit                     1   elternarbeit\n"
        "2 Themen\n"
    ) == drawn(render.topic_table(topics, width=60, footer="2 Themen"), 60)


@pytest.mark.parametrize("names", ["name,membership", "name,until", "until,name"])
def test_end_is_said_once(names):
    """
    Where a column says when a member left, its name doesn't.
    """
    assert 1 == listed(80, names).count("2022")


def test_contact_card():
    """
    A card has the address in the order of DIN 5008; absent details leave no empty line.
    """
    assert (
        "╭─  Köllnitz  ─────────────────────────╮\n"
        "│  Amt für Jugend, Schule [EU]         │\n"
        "│  Dr. Änne Groß                       │\n"
        "│  Ölmühlweg 7                         │\n"
        "│  04999 Köllnitz                      │\n"
        "│  Aufgabe  Leitung                    │\n"
        "│  Telefon  +49 30 23125-001           │\n"
        "│  E-Mail   gross@example.org          │\n"
        "│  Stand 04/2014 · Quelle:             │\n"
        "│  Kurzportrait, Stadt Köllnitz        │\n"
        "│                                      │\n"
        "│  Bürgerbüro                          │\n"
        "│  Telefon  +49 30 23125 002           │\n"
        "│  Stand unbekannt · Quelle: Satzung   │\n"
        "╰──────────────────────────────────────╯\n"
    ) == carded("koellnitz", SMALL.replace("gross@koellnitz.", "gross@"))


def test_card_without_contact():
    """
    A member without a contact shows its website.
    """
    assert (
        "╭─  Landkreis Höxburg  ──────────────╮\n"
        "│  kein Kontakt im Verzeichnis       │\n"
        "│  https://www.hoexburg.example.org  │\n"
        "╰────────────────────────────────────╯\n"
    ) == carded("landkreis-hoexburg")


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


def hit(text, spans, more=0):
    found = Member("a", "Astadt", "Gemeinde")
    return Hit(found, "text", 50, (Match("section", text, spans), *[Match("topic", "x", ((0, 1),))] * more))


def test_hits():
    """
    A hit shows the member, the field and the text around; what is more than four is counted.
    """
    assert (
        "Astadt  Gemeinde\n"
        "  Portrait   Ein Übergang\n"
        "  Thema      x\n"
        "  Thema      x\n"
        "  Thema      x\n"
        "             und 2 weitere Fundstellen\n"
        "\n"
        "1 Treffer\n"
    ) == drawn(render.hit_list([hit("Ein Übergang", ((4, 12),), more=5)], footer="1 Treffer"))


def test_what_matched_is_highlighted():
    """
    Exactly the spans are highlighted, also behind a control character that is shown as four.
    """
    text = drawn(render.hit_list([hit("\x1b Übergang", ((2, 10),))], footer=""), colour=True)
    assert "\\x1b \x1b[1;7mÜbergang\x1b[0m" in text


@pytest.mark.parametrize(
    "text", ["Amt [EU]", "[red]rot[/red]", ":smile:", "[link=https://example.org]x[/link]", "a[/]"]
)
def test_markup_is_data(text):
    """
    What looks like markup is shown as it is written, wherever it stands.
    """
    tables = "".join(
        f"[[members.a.{block}]]\n{fields.format(text)}\n"
        for block, fields in (
            ("contacts", 'office = "{0}"\nrole = "{0}"\nphone = "{0}"\nemail = "{0}"\nsources = ["s"]'),
            ("figures", 'indicator = "{0}"\nvalue = 1\nqualifier = "{0}"\nnote = "{0}"\nsources = ["s"]'),
            ("milestones", 'date = "2014"\ntext = "{0}"'),
            ("sections", 'title = "{0}"\ntext = "{0}"\nitems = ["{0}"]'),
            ("links", 'title = "{0}"\nurl = "{0}"'),
        )
    )
    source = f'[sources.s]\ntitle = "{text}"\nnote = "{text}"'
    small = member(f'summary = "{text}"\naliases = ["{text}"]\nwebsite = "{text}"', tables, source)
    named = small.replace('"Astadt"', f'"{text}"')
    assert (19, 6, 1) == (
        page("a", 200, named, links=True).count(text),
        carded("a", named, 200).count(text),
        listed(200, "name", named).count(text),
    )


@settings(max_examples=50)
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1), st.integers(20, 120))
def test_nothing_harmful_is_drawn(text, width):
    """
    Without colour there is no escape code and no control character, whatever the texts are.
    """
    small = registry()
    named = small.members["koellnitz"]._replace(name=text, website=text, summary=text, aliases=(text,))
    contact = named.contacts[0]._replace(phone=text, email=text, office=text)
    spoilt = named._replace(contacts=(contact,))
    found = portrait.of_member(spoilt, small)
    shown = [
        render.portrait_page(found, width=width, links=True),
        render.cards(spoilt, found.cards, ()),
        render.member_table([spoilt], small, list(COLUMNS.values())[:3], today=TODAY, width=width, footer=""),
        render.hit_list([hit(text, ((0, len(text)),))], footer=""),
    ]
    for renderable in shown:
        assert not harmful(drawn(renderable, width)) - {"\n"}


def links(text):
    return re.findall(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b\\", text)


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
    assert [] == links(drawn(render.portrait_page(found, width=80, links=True), 80, colour=True))


def test_former_members_are_faint():
    """
    In colour a member that left is faint.
    """
    (line,) = [line for line in listed(80, colour=True).split("\n") if "Höxburg" in line]
    assert "\x1b[1;2m" in line or "\x1b[2m" in line


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80, 100, 120])
@pytest.mark.parametrize("text", [SMALL, REAL.read_text(encoding="utf-8")], ids=["small", "real"])
def test_width(width, text):
    """
    No line is longer than the terminal is wide.
    """
    small = registry(text)
    members = list(small.members.values())
    pages = [
        render.member_table(members, small, chosen(None, Form("table"), width), today=TODAY, width=width, footer="x"),
        render.topic_table(small.by_topic(), width=width, footer="x"),
        render.hit_list(search.search(small, ["beruf"]), footer="x"),
        render.portrait_page(portrait.of_network(small.network, small), width=width, links=False),
    ]
    for found in small.members.values():
        pages.append(render.portrait_page(portrait.of_member(found, small), width=width, links=False))
        pages.append(render.cards(found, portrait.cards(found, small), ["x"]))
    assert [] == [line for each in pages for line in drawn(each, width).split("\n") if cell_len(line) > width]


def test_picture():
    """
    The same page as an SVG.
    """
    assert "Köllnitz" in render.picture(Text("Köllnitz"), width=40, title="wi")


def test_notes_have_letters():
    """
    After z the letters double; equal notes share one.
    """
    figures = "".join(
        f'[[members.a.figures]]\nindicator = "i{n}"\nvalue = 1\nnote = "Anmerkung {n % 28}"\n' for n in range(30)
    )
    lines = [line for line in page("a", 80, member("", figures)).split("\n") if "Anmerkung" in line]
    assert (28, "z  Anmerkung 25", "aa Anmerkung 26") == (len(lines), lines[25], lines[26])
