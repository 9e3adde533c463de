import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import SMALL, registry
from strategies import members, texts
from wi_cli.german.countries import country
from wi_cli.german.wording import visible
from wi_cli.registry.values import Contact, Figure, Indicator, Member, Registry, Source
from wi_cli.sharing import workbook

TODAY = "2024-06-30"
EMPTY = registry("format = 1\n[members]")


def book(found, registry=EMPTY):
    """
    What openpyxl reads, formulas as such.
    """
    return openpyxl.load_workbook(io.BytesIO(workbook.workbook(found, registry, today=TODAY)))


def rows(found, sheet, registry=EMPTY):
    return [list(row) for row in book(found, registry)[sheet].iter_rows(values_only=True)]


def small(sheet):
    """
    The rows of the small registry, each under the heads.
    """
    head, *found = rows([*registry().members.values()], sheet, registry())
    return [dict(zip(head, row, strict=True)) for row in found]


def filled(row):
    return {head: value for head, value in row.items() if value is not None}


def test_sheets():
    """
    Four sheets; the first row and column stay in sight, each column filters, paper repeats the head.
    """
    read = book([*registry().members.values()], registry())
    assert ["Mitglieder", "Kontakte", "Zahlen", "Quellen"] == read.sheetnames
    assert [("B2", "A1:M5", "$1:$1"), ("B2", "A1:U4", "$1:$1"), ("B2", "A1:J7", "$1:$1"), ("B2", "A1:E3", "$1:$1")] == [
        (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) for sheet in read
    ]
    assert {("landscape", 0)} == {(sheet.page_setup.orientation, sheet.page_setup.fitToHeight) for sheet in read}
    assert {(True, False)} == {(sheet["A1"].font.bold, sheet["A2"].font.bold) for sheet in read}
    assert "Netz der Übergänge" == read.properties.title


def test_members():
    """
    A row for each member: keys are texts, the population is a number.
    """
    koellnitz, hall, bad_hall, _ = small("Mitglieder")
    assert {
        "Name": "Köllnitz",
        "Art": "kreisfreie Stadt",
        "Bundesland": "Sachsen",
        "AGS": "14999000",
        "Einwohner": 200000,
        "Mitglied": "Gründungsmitglied, seit 2007",
        "Stand der Einwohner": "31.12.2020",
        "Themen": "Übergang Schule–Beruf · Elternarbeit",
        "Website": "https://www.koellnitz.example.org",
        "Kurz gesagt": "Große Stadt; führt Schule und Beruf zusammen.",
        "auch": "Stadt Köllnitz, Colonia Nova",
        "Kürzel": "koellnitz",
    } == filled(koellnitz)
    assert "Saalekreis" == hall["Kreis"]
    assert "09999001" == bad_hall["AGS"]
    assert bad_hall["Einwohner"] is None
    assert "#,##0" == book([*registry().members.values()], registry())["Mitglieder"]["F2"].number_format


def test_contacts():
    """
    A row for each contact, under heads that mail merge knows; a postal code is a text, a former member marked.
    """
    person, office, hall = small("Kontakte")
    assert {
        "Mitglied": "Köllnitz",
        "Stelle": "Amt für Jugend, Schule [EU]",
        "Titel": "Dr.",
        "Vorname": "Änne",
        "Nachname": "Groß",
        "Aufgabe": "Leitung",
        "Straße": "Ölmühlweg 7",
        "PLZ": "04999",
        "Ort": "Köllnitz",
        "Telefon": "+49 30 23125-001",
        "E-Mail": "gross@koellnitz.example.org",
        "Website": "https://www.koellnitz.example.org",
        "Art": "kreisfreie Stadt",
        "Bundesland": "Sachsen",
        "Stand": "04/2014",
        "Quelle": "Kurzportrait, Stadt Köllnitz",
    } == filled(person)
    assert ("Bürgerbüro", "Rathaus") == (office["Stelle"], hall["Stelle"])
    text = SMALL + '[[members.landkreis-hoexburg.contacts]]\noffice = "Amt"\nsources = []\n'
    head, *_, former = rows([*registry(text).members.values()], "Kontakte", registry(text))
    assert "ehemaliges Mitglied (bis 2022)" == former[head.index("Mitgliedschaft")]


def test_figures():
    """
    Every figure of every member, with its date and source; a part is named behind its whole.
    """
    found = small("Zahlen")
    assert 6 == len(found)
    part, undated, dated, *_, share, hall = found
    assert {
        "Mitglied": "Köllnitz",
        "AGS": "14999000",
        "Kennzahl": "Einwohner, davon unter 25 Jahren",
        "Zusatz": "rund",
        "Wert": 49500,
        "Einheit": "Personen",
        "Stand": "undatiert",
        "Quelle": "Kurzportrait, Stadt Köllnitz",
    } == filled(part)
    assert "Folien ohne Datum." == undated["Anmerkung"]
    assert "31.12.2020" == dated["Stand"]
    assert ("Arbeitslosenquote", 10.2, "%", "04/2014") == tuple(
        share[head] for head in ("Kennzahl", "Wert", "Einheit", "Stand")
    )
    assert "Hall (Saale)" == hall["Mitglied"]


def test_other_figures():
    """
    A range has two ends, a target is called one; what isn't declared is called by its key.
    """
    figures = (Figure("jobs", 5, value_max=7, qualifier="target", as_of="2020"), Figure("x", 8, sources=("s",)))
    _, jobs, unknown = rows(
        [Member("a", "Astadt", "Gemeinde", figures=figures)],
        "Zahlen",
        EMPTY._replace(indicators={"jobs": Indicator("Stellen", "Stellen")}),
    )
    assert ["Astadt", None, "Stellen", "Ziel", 5, 7, "Stellen", "2020", None, None] == jobs
    assert ["Astadt", None, "x", None, 8, None, None, "undatiert", None, "s"] == unknown


def test_sources():
    """
    The sources that are named, no others.
    """
    assert [
        {"Titel": "Kurzportrait", "Herausgeber": "Stadt Köllnitz", "Datum": "undatiert"},
        {"Titel": "Satzung", "Datum": "09.12.2013"},
    ] == [{head: row[head] for head in ("Titel", "Herausgeber", "Datum") if row[head]} for row in small("Quellen")]
    assert "https://example.org/portrait" == small("Quellen")[0]["Adresse"]
    cited = Registry(None, {}, {}, {"a": Source("A", note="n"), "b": Source("B")}, {})
    member = Member("a", "Astadt", "Gemeinde", contacts=(Contact(office="Amt", sources=("a",)),))
    assert [["A", None, "undatiert", None, "n"]] == rows([member], "Quellen", cited)[1:]


@pytest.mark.parametrize(
    ("pattern", "value", "decimals"),
    [
        ("#,##0", 196500, 0),
        ("#,##0.0", 10, 1),
        ("#,##0.0", 10.2, 0),
        ("#,##0.00", 10.25, 1),
        ("#,##0", 10**15, 0),
        ("#,##0", 3.0, 0),
        ("#,##0.000000000000000", 1e-20, 0),
    ],
)
def test_numbers(pattern, value, decimals):
    """
    A number has the decimals of its indicator and hides no digit; Excel writes it in its user's language.
    """
    figure = Member("a", "Astadt", "Gemeinde", figures=(Figure("u", value),))
    known = EMPTY._replace(indicators={"u": Indicator("U", "%", decimals)})
    cell = book([figure], known)["Zahlen"]["E2"]
    assert ("n", value, pattern) == (cell.data_type, cell.value, cell.number_format)


@pytest.mark.parametrize(
    "text",
    [
        *("=1+2", '=HYPERLINK("https://example.org")', "@SUM(A1)", "+1", "-1", "{=1}", "\ufeff=1", "'=1"),
        *("2014-04", "1/2", "06108", "1e5", "WAHR", "5 %", "_x0041_"),
        *("internal:Zahlen!A1", "file:///etc/passwd", "javascript:alert(1)"),
    ],
)
def test_texts_are_texts(text):
    """
    A text is a text, whatever it looks like: no formula, no number, no date, no link.
    """
    sheet = book([Member("a", text, "Gemeinde", contacts=(Contact(office=text),))])["Kontakte"]
    for cell in (sheet["A2"], sheet["B2"]):
        assert ("s", visible(text), "@", None) == (cell.data_type, cell.value, cell.number_format, cell.hyperlink)


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("https://example.org/a_b?c=d&e=ü#f", "https://example.org/a_b?c=d&e=ü#f"),
        ("HTTP://example.org/a%20b", "HTTP://example.org/a%20b"),
        ("mailto:e.muster+wi@example.org", "e.muster+wi@example.org"),
        (None, "https://example.org und mehr"),
        (None, "siehe https://example.org"),
        (None, "e.muster@example.org?subject=x"),
        ("https://example.org/" + "a" * 2059, "https://example.org/" + "a" * 2059),
        (None, "https://example.org/" + "a" * 2060),
        (None, "ftp://example.org"),
    ],
)
def test_links(target, text):
    """
    An address, and nothing else, can be clicked; the cell shows it as it is.
    """
    (link,) = (
        row[15]
        for row in book([Member("a", "A", "Verein", website=text, contacts=(Contact(office="Amt"),))])[
            "Kontakte"
        ].iter_rows(min_row=2)
    )
    assert text == link.value
    found = link.hyperlink and "#".join(part for part in (link.hyperlink.target, link.hyperlink.location) if part)
    assert target == found


def test_more_links_than_excel_takes(monkeypatch):
    """
    What is one link too many is a text.
    """
    monkeypatch.setattr(workbook, "MOST_LINKS", 1)
    found = [Member(name, name, "Verein", website="https://example.org") for name in "ab"]
    sheet = book(found)["Mitglieder"]
    assert [True, False] == [sheet[place].hyperlink is not None for place in ("J2", "J3")]
    assert {"https://example.org"} == {sheet[place].value for place in ("J2", "J3")}


@pytest.mark.parametrize("character", ["x", "ü", "𝄞"])
def test_long_texts(character):
    """
    A cell takes 32,767 UTF-16 units; what is longer ends in an ellipsis.
    """
    units = len(character.encode("utf-16-le")) // 2
    fitting = character * (32767 // units)
    sheet = book([Member("a", fitting, "Verein"), Member("b", fitting + "xx", "Verein")])["Mitglieder"]
    assert fitting == sheet["A2"].value
    assert "…" == sheet["A3"].value[-1]
    assert 32766 <= len(sheet["A3"].value.encode("utf-16-le")) // 2 <= 32767


def test_long_title(recwarn):
    """
    A long name of a network is no trouble.
    """
    small = registry()
    named = small._replace(network=small.network._replace(name="N" * 300))
    assert 255 == len(book([*small.members.values()], named).properties.title)
    assert [] == [str(warning.message) for warning in recwarn]


def test_widths():
    """
    A column is as wide as what it holds, its head and its arrow, and no wider than can be read; a row is as high
    as its longest cell needs.
    """
    found = [Member("a", "Astadt", "Verein", summary="Wort " * 40), Member("b", "Bstadt " * 4, "Verein")]
    sheet = book(found)["Mitglieder"]
    widths = {row.value: sheet.column_dimensions[row.column_letter].width for row in sheet[1]}
    assert 28 < widths["Name"] < 32
    assert 60 < widths["Kurz gesagt"] < 62
    assert 8 < widths["Art"] < 9
    assert [15 * 4, None] == [sheet.row_dimensions[line].height for line in (2, 3)]
    assert 405 == book([Member("a", "A " * 9999, "Verein")])["Mitglieder"].row_dimensions[2].height


def test_no_warnings_at_keys():
    """
    Excel doesn't mark texts that look like numbers, of which there are many.
    """
    with zipfile.ZipFile(io.BytesIO(workbook.workbook([Member("a", "A", "Verein")], EMPTY, today=TODAY))) as parts:
        assert b'<ignoredError sqref="A1:XFD2" numberStoredAsText="1"/>' in parts.read("xl/worksheets/sheet1.xml")


def test_nobody():
    """
    A workbook without rows still has its heads.
    """
    assert [1, 1, 1, 1] == [sheet.max_row for sheet in book([])]


def test_same_bytes():
    """
    The same members give the same bytes on the same day, whatever the clock says.
    """
    small = registry()
    one, other = (workbook.workbook([*small.members.values()], small, today=TODAY) for _ in range(2))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as parts:
        assert b"2024-06-30T00:00:00Z" in parts.read("docProps/core.xml")
        assert {(1980, 1, 1, 0, 0, 0)} == {part.date_time for part in parts.infolist()}
        assert not [name for name in parts.namelist() if "calcChain" in name]


@given(members, st.lists(texts, min_size=2, max_size=2))
def test_anything(member, words):
    """
    Whatever is in the fields, every cell reads back as it was.
    """
    member = member._replace(aliases=tuple(words))
    read = book([member])
    assert (visible(member.name), visible(member.summary)) == (
        read["Mitglieder"]["A2"].value,
        read["Mitglieder"]["K2"].value,
    )
    found = [list(row) for row in read["Kontakte"].iter_rows(min_row=2, min_col=2, max_col=16, values_only=True)]
    expected = [
        [
            *(c.office, c.title, c.given_name, c.family_name, c.suffix, c.role, c.street, c.postal_code, c.city),
            *(
                country(c.country) if c.country else None,
                c.phone,
                c.mobile,
                c.fax,
                c.email,
                c.website or member.website,
            ),
        ]
        for c in member.contacts
    ]
    assert expected == found
    assert not [cell for sheet in read for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
