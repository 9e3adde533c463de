import csv
import io

import pytest

from samples import document, member, registry
from wi_cli.german.wording import visible
from wi_cli.registry import build
from wi_cli.showing import listing
from wi_cli.showing.columns import COLUMNS, chosen
from wi_cli.showing.form import Form


def as_read(row):
    return ["" if cell is None else visible(str(cell)) for cell in row]


@pytest.mark.parametrize(
    ("expected", "form", "options"),
    [
        ("hall\tHall (Saale)\t31404\t\n", "tsv", {}),
        ("id\tname\tpopulation\tphone\nhall\tHall (Saale)\t31404\t\n", "tsv", {"header": True}),
        ("id,name,population,phone\r\nhall,Hall (Saale),31404,\r\n", "csv", {}),
        ("\ufeffid;name;population;phone\r\nhall;Hall (Saale);31404;\r\n", "csv", {"excel": True}),
        ("hall\n", "ids", {}),
        ("| Name | Einwohner (undatiert) |\n| --- | --- |\n| Hall (Saale) | 31.404 |\n", "markdown", {}),
    ],
)
def test_list_formats(expected, form, options):
    """
    A list has raw values for machines, without a header in tsv, and German for readers of Markdown.
    """
    small = registry()
    columns = chosen("name,population" if form == "markdown" else "id,name,population,phone", Form(form), 80)
    assert expected == listing.members([small.members["hall"]], small, columns).text(Form(form, **options))


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
                "person": "Dr. Änne Groß",
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
