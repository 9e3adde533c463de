import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import SMALL, document, harmful, member, registry
from wi_cli.german.wording import visible
from wi_cli.registry import build
from wi_cli.showing import export, listing, portrait
from wi_cli.showing.columns import COLUMNS, chosen
from wi_cli.showing.form import Form

anything = st.text(alphabet=st.characters(codec="utf-8"))
# What a user can read: without control characters, and without blanks at the ends.
printable = st.builds(
    lambda text, times: (text * times).strip(),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"])),
    st.sampled_from([1, 1, 40]),
)
filled = printable.filter(bool)
cells = st.one_of(anything, st.integers(), st.floats(allow_nan=False), st.none())


@st.composite
def tables(draw):
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=4))
    return [f"column{n}" for n in range(width)], rows


def as_read(row):
    return ["" if cell is None else visible(str(cell)) for cell in row]


@given(tables())
def test_csv_reads_back(table):
    """
    A csv reader gets every value, those with quotes, commas and umlauts too.
    """
    header, rows = table
    text = export.csv(header, rows)
    assert [header, *map(as_read, rows)] == list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert text.count("\n") == text.count("\r\n") == len(rows) + 1


@given(tables())
def test_excel_reads_back(table):
    """
    A German Excel gets UTF-8 with BOM, semicolons and decimal commas.
    """
    header, rows = table
    text = export.csv(header, rows, excel=True).encode()
    expected = [[str(c).replace(".", ",") if isinstance(c, float) else as_read([c])[0] for c in row] for row in rows]
    assert b"\xef\xbb\xbf" == text[:3]
    assert [header, *expected] == list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";"))


@given(tables(), st.booleans())
def test_tsv_reads_back(table, with_header):
    """
    Cutting at tabs and line ends gives every value back; within one they are blanks.
    """
    header, rows = table
    text = export.tsv(header, rows, with_header=with_header)
    expected = [header, *map(as_read, rows)][not with_header :]
    assert expected == [line.split("\t") for line in text.split("\n")[:-1]]


@pytest.mark.parametrize(
    ("expected", "form", "options"),
    [
        ("hall\tHall (Saale)\t31404\t\n", "tsv", {}),
        ("id\tname\tpopulation\tphone\nhall\tHall (Saale)\t31404\t\n", "tsv", {"header": True}),
        ("id,name,population,phone\r\nhall,Hall (Saale),31404,\r\n", "csv", {}),
        ("\ufeffid;name;population;phone\r\nhall;Hall (Saale);31404;\r\n", "csv", {"excel": True}),
        ("hall\n", "ids", {}),
        ("| Name | Einwohner |\n| --- | --- |\n| Hall (Saale) | 31.404 |\n", "markdown", {}),
    ],
)
def test_list_formats(expected, form, options):
    """
    A list has raw values for machines, without a header in tsv, and German for readers of Markdown.
    """
    small = registry()
    columns = chosen("name,population" if form == "markdown" else "id,name,population,phone", Form(form), 80)
    assert expected == listing.members([small.members["hall"]], small, columns).text(Form(form, **options))


def test_phone_numbers_keep_their_plus():
    """
    No formula guard spoils +49.
    """
    assert "phone\r\n+49 30 23125-001\r\n" == export.csv(["phone"], [["+49 30 23125-001"]])


def test_envelope():
    """
    JSON carries whole members in the registry's words, and the vocabulary that they name: of an
    indicator its whole too.
    """
    small, written = registry(), document()
    found = export.envelope([small.members["hall"]], small, {"hall": {"match": 1}})
    assert {
        "version": 1,
        "members": [{"id": "hall", **written["members"]["hall"], "match": 1}],
        "sources": {"portrait": written["sources"]["portrait"]},
        "topics": {"uebergang": "Übergang Schule–Beruf"},
        "indicators": {"population": {**written["indicators"]["population"], "decimals": 0}},
    } == found


def test_envelope_names_the_whole():
    """
    Of an indicator that is a part its whole is there too.
    """
    text = SMALL.replace(
        '[[members.hall.figures]]\nindicator = "population"', '[[members.hall.figures]]\nindicator = "under-25"'
    )
    small = registry(text)
    assert ["population", "under-25"] == list(export.envelope([small.members["hall"]], small)["indicators"])


@given(st.recursive(anything, lambda inner: st.lists(inner) | st.dictionaries(anything, inner), max_leaves=8))
def test_json_reads_back(value):
    """
    JSON gives back every text, and has no control character or bidi override in it.
    """
    text = export.json(value)
    assert value == json.loads(text)
    assert not harmful(text) - {"\n"}


# -- vCard -----------------------------------------------------------------------


PLAIN = """\
Köllnitz
========
kreisfreie Stadt · Sachsen · AGS 14999000
https://www.koellnitz.example.org

Große Stadt; führt Schule und Beruf zusammen.

Mitglied: Gründungsmitglied, seit 2007; als Mitglied genannt 2014 [1]
Themen: Übergang Schule–Beruf, Elternarbeit
auch: Stadt Köllnitz, Colonia Nova
Lage: 51,25° N, 12,5° O

Zahlen
------
Einwohner: rund 196.500 Personen, undatiert [2]
  Folien ohne Datum.
Einwohner: 200.000 Personen, Stand 31.12.2020 [1]
Einwohner: 150.000 Personen, Stand 2019 [1]
  davon unter 25 Jahren: rund 49.500 Personen, undatiert [2]
Arbeitslosenquote: 10,2 %, Stand 04/2014 [2]

Zeitleiste
----------
Mai 2008: Beschluss der Übergangsstrategie [2]
9. Dezember 2013: Vertrag [1, 2]

Kernelemente [2]
----------------
Erster Absatz.

Zweiter Absatz.
- Lotsen
- Paten

Kontakt
-------
Amt für Jugend, Schule [EU]
Dr. Änne Groß
Ölmühlweg 7
04999 Köllnitz
Aufgabe: Leitung
Telefon: +49 30 23125-001
E-Mail: gross@koellnitz.example.org
Stand 04/2014 [2]

Bürgerbüro
Telefon: +49 30 23125 002
Stand unbekannt [1]

Links
-----
- Bildungsbericht: https://example.org/bericht

Quellen
-------
[1] Satzung (09.12.2013)
[2] Kurzportrait (Stadt Köllnitz, undatiert)
    https://example.org/portrait
"""


def test_plain_portrait():
    """
    A portrait as text: every figure with its label on its own line.
    """
    small = registry()
    assert PLAIN == export.plain(portrait.of_member(small.members["koellnitz"], small))


def test_plain_width():
    """
    Running text is wrapped at 100 characters, addresses are not.
    """
    url = f"https://example.org/{'x' * 120}"
    text = member(f'summary = "{"Wort " * 50}"\nwebsite = "{url}"')
    small = registry(text)
    lines = export.plain(portrait.of_member(small.members["a"], small)).splitlines()
    assert [url] == [line for line in lines if len(line) > 100]
    assert 3 == sum(line.startswith("Wort") for line in lines)


MARKDOWN = """\
# Köllnitz

kreisfreie Stadt · Sachsen · AGS 14999000

<https://www.koellnitz.example.org>

Große Stadt; führt Schule und Beruf zusammen.

- **Mitglied:** Gründungsmitglied, seit 2007; als Mitglied genannt 2014 \\[1\\]

## Zahlen

| Zahlen | Wert | Stand | Anmerkung | Quellen |
| --- | --- | --- | --- | --- |
| Einwohner | rund 196.500 Personen | undatiert | Folien ohne Datum. | \\[2\\] |
|  | 200.000 Personen | Stand 31.12.2020 |  | \\[1\\] |
|  | 150.000 Personen | Stand 2019 |  | \\[1\\] |
| \u00a0\u00a0davon unter 25 Jahren | rund 49.500 Personen | undatiert |  | \\[2\\] |
| Arbeitslosenquote | 10,2 % | Stand 04/2014 |  | \\[2\\] |

## Kontakt

Amt für Jugend, Schule \\[EU\\]\u0020\u0020
Dr. Änne Groß\u0020\u0020
Ölmühlweg 7\u0020\u0020
04999 Köllnitz\u0020\u0020
Aufgabe: Leitung\u0020\u0020
Telefon: +49 30 23125-001\u0020\u0020
E-Mail: gross@koellnitz.example.org\u0020\u0020
Stand 04/2014 \\[2\\]

Bürgerbüro\u0020\u0020
Telefon: +49 30 23125 002\u0020\u0020
Stand unbekannt \\[1\\]

## Quellen

1. Satzung (09.12.2013)
2. [Kurzportrait](<https://example.org/portrait>) (Stadt Köllnitz, undatiert)
"""


def test_markdown_portrait():
    """
    A portrait as Markdown: headings, a table of figures, lists; brackets of the text escaped.
    """
    small = registry()
    blocks = portrait.only("summary,membership,figures,contacts")
    assert MARKDOWN == export.markdown(portrait.of_member(small.members["koellnitz"], small, blocks))


def test_markdown_passages():
    """
    Timeline, texts and links are lists and paragraphs; a link without an address is its title.
    """
    tables = """
[[members.a.milestones]]
date = "2008-05"
text = "*Beschluss*"
sources = ["s"]
[[members.a.sections]]
title = "Ziele"
text = "Eins.\\n\\nZwei."
items = ["A|B", "C"]
[[members.a.links]]
title = "[Bericht]"
url = "https://example.org/a>b"
[[members.a.links]]
title = "Buch"
"""
    small = registry(member("", tables))
    page = export.markdown(portrait.of_member(small.members["a"], small, portrait.only("milestones,sections,links")))
    assert (
        "# Astadt\n\nGemeinde\n\n"
        "## Zeitleiste\n\n- **Mai 2008:** \\*Beschluss\\* \\[1\\]\n\n"
        "## Ziele\n\nEins.\n\nZwei.\n\n- A\\|B\n- C\n\n"
        "## Links\n\n- [\\[Bericht\\]](<https://example.org/a%3Eb>)\n- Buch\n\n"
        "## Quellen\n\n1. s\n"
    ) == page


@given(st.lists(st.lists(printable, min_size=2, max_size=2), min_size=1, max_size=3))
def test_markdown_cells(rows):
    """
    Nothing in a cell ends it: every row has as many bars as the header.
    """
    lines = export.markdown_table(["a", "b"], rows).split("\n")[:-1]
    assert {3} == {line.replace("\\\\", "").replace("\\|", "").count("|") for line in lines}


def test_contact_lists():
    """
    Contacts are rows of raw values; a member without one has a row with its name and website.
    """
    small = registry()
    text = listing.contacts([small.members["koellnitz"], small.members["landkreis-hoexburg"]], small).text(Form("csv"))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [
        {**dict.fromkeys(listing.CONTACTS, ""), **row}
        for row in (
            {
                "id": "koellnitz",
                "name": "Köllnitz",
                "website": "https://www.koellnitz.example.org",
                **{k: v for k, v in document()["members"]["koellnitz"]["contacts"][0].items() if k != "sources"},
            },
            {
                "id": "koellnitz",
                "name": "Köllnitz",
                "website": "https://www.koellnitz.example.org",
                "office": "Bürgerbüro",
                "phone": "+49 30 23125 002",
            },
            {
                "id": "landkreis-hoexburg",
                "name": "Landkreis Höxburg",
                "website": "https://www.hoexburg.example.org",
            },
        )
    ] == rows


def test_every_column_exports():
    """
    Every column of a list can be written as csv and read back.
    """
    small = registry()
    text = listing.members(list(small.members.values()), small, list(COLUMNS.values())).text(Form("csv"))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [
        {name: as_read([column.raw(value)])[0] for name, column in COLUMNS.items()} for value in small.members.values()
    ] == rows


def test_figure_rows():
    """
    Figures are rows under the names of the registry, with label and unit of their indicator.
    """
    small = build.registry(
        document(member("", '[[members.a.figures]]\nindicator = "x"\nvalue = 1\nsources = ["s", "t"]'))
    )
    assert [("a", "x", None, 1, None, None, None, None, None, "s,t")] == list(
        listing.figures(small.members["a"], small).rows
    )
