"""
`wi list`: status, stdout and stderr.
"""

import json

import pytest

from samples import LISTS, SMALL, document

LIST = (
    "bad-hall\tBad Hall\tkreisangehörige Stadt\tBY\t09999001\t\t2011\t\t\n"
    "hall\tHall (Saale)\tkreisangehörige Stadt\tST\t15999001\t31404\t\t\t\n"
    "koellnitz\tKöllnitz\tkreisfreie Stadt\tSN\t14999000\t200000\t2007\t\thttps://www.koellnitz.example.org\n"
    "landkreis-hoexburg\tLandkreis Höxburg\tLandkreis\tHE\t06999\t\t\t2022\thttps://www.hoexburg.example.org\n"
)
EMPTY = {"version": 1, "members": [], "sources": {}, "topics": {}, "indicators": {}}


def test_list(wi):
    """
    Piped, the members are tab-separated lines by name, the id first, without a header.
    """
    assert (0, LIST, "") == wi("list")


def test_list_as_table(wi):
    """
    A table has German headings and numbers with their year, and a footer that counts those that left apart, and
    says whose the list is and how new.
    """
    assert (
        0,
        (
            "Name                Land                      Einwohner   Mitglied\n"
            "────────────────────────────────────────────────────────────────────────────────\n"
            "Bad Hall            Bayern                            –   seit 2011\n"
            "Hall (Saale)        Sachsen-Anhalt   31.404 (undatiert)   –\n"
            "Köllnitz            Sachsen              200.000 (2020)   Gründungsmitglied,\n"
            "                                                          seit 2007\n"
            "Landkreis Höxburg   Hessen                            –   bis 2022\n"
            "\n"
            "3 Mitglieder und 1 ehemaliges\n"
            "NdÜ · Stand 31.12.2020 · wi 0.1.0 · members.toml\n"
        ),
        "",
    ) == wi("list", "--format", "table")


def test_footer_of_the_packaged_registry(wi):
    """
    Whose directory it is, how new its newest fact and which `wi` stands below; no path of a file that nobody chose.
    """
    _, out, _ = wi("list", "--format", "table", registry=None)
    network, date, version = out.splitlines()[-1].split(" · ")
    assert (True, True, "wi 0.1.0") == (bool(network), date.startswith("Stand "), version)


@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        ("hall", ["--state", "ST"]),
        ("hall koellnitz", ["--state", "ST", "--state", "sachsen"]),
        ("bad-hall hall", ["--kind", "kreisangehörige stadt"]),
        ("koellnitz", ["--topic", "uebergang", "--topic", "elternarbeit"]),
        ("landkreis-hoexburg", ["--former"]),
        ("bad-hall hall koellnitz", ["--current"]),
        ("koellnitz hall bad-hall landkreis-hoexburg", ["--sort", "population"]),
        ("landkreis-hoexburg koellnitz hall bad-hall", ["--sort", "-name"]),
        ("hall koellnitz landkreis-hoexburg bad-hall", ["--sort", "-Einwohner"]),
        ("hall koellnitz", ["--state", "ST, Sachsen,"]),
        ("koellnitz bad-hall hall landkreis-hoexburg", ["--sort", "since"]),
        ("bad-hall landkreis-hoexburg koellnitz hall", ["--sort", "state"]),
        ("koellnitz bad-hall hall landkreis-hoexburg", ["--sort", "Mitglied"]),
        ("bad-hall koellnitz landkreis-hoexburg hall", ["--sort", "-Mitglied"]),
        ("bad-hall hall koellnitz landkreis-hoexburg", ["--sort", "Art"]),
        ("landkreis-hoexburg koellnitz hall bad-hall", ["--sort", "-kind"]),
        ("landkreis-hoexburg bad-hall koellnitz hall", ["--sort", "AGS"]),
        ("koellnitz hall bad-hall landkreis-hoexburg", ["--sort", "Einwohner (2020)"]),
        ("landkreis-hoexburg koellnitz bad-hall hall", ["--sort", "Website"]),
        ("landkreis-hoexburg bad-hall hall koellnitz", ["--sort", "until"]),
        ("hall koellnitz landkreis-hoexburg bad-hall", ["--sort", "Themen"]),
    ],
)
def test_filters(wi, expected, arguments):
    """
    Filters and orders go together with every format; ids are one a line.
    """
    assert (0, expected.replace(" ", "\n") + "\n", "") == wi("list", "--format", "ids", *arguments)


@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        ("hall\t\n", ["--columns", "id,phone"]),
        ("name\toffice\nHall (Saale)\tRathaus\n", ["--columns", "name,office", "--header"]),
        ("id,population\r\nhall,31404\r\n", ["--columns", "id,population", "--format", "csv"]),
        ("\ufeffid;location\r\nhall;\r\n", ["--columns", "id,location", "--excel"]),
        (
            "| Name | Einwohner (undatiert) |\n| --- | --- |\n| Hall (Saale) | 31.404 |\n",
            ["--columns", "name,population", "-fmarkdown"],
        ),
    ],
)
def test_columns(wi, expected, arguments):
    """
    Columns are chosen by name, raw for machines and German for people.
    """
    assert (0, expected, "") == wi("list", "--state", "ST", *arguments)


@pytest.mark.parametrize("command", [["list"], ["topics"], ["search", "hall"]], ids=lambda words: words[0])
def test_header(wi, command):
    """
    --header means tsv, to which it adds the names of the columns; csv has them anyway, and what has none refuses it.
    """
    plain, named = wi(*command, "--format", "tsv")[1], wi(*command, "--header")[1]
    assert (plain, True) == (named.partition("\n")[2], named[0].isalpha())
    assert named == wi(*command, "--header", "--format", "tsv")[1]
    csv = wi(*command, "--format", "csv")
    assert csv == wi(*command, "--header", "--format", "csv")
    assert named.split("\n")[0].replace("\t", ",") == csv[1].split("\r\n")[0]
    for form in ("table", "json", "markdown", "ids"):
        message = f"wi: --header doesn't go with --format {form}; give one of them\n"
        assert (2, "", message) == wi(*command, "--header", "--format", form)


def test_list_as_json(wi):
    """
    JSON carries the whole members and what they name of the vocabularies.
    """
    status, out, err = wi("list", "--json", "--sort", "population")
    written = document()
    used = {key: written["topics"][key] for key in ("uebergang", "elternarbeit")}
    assert (0, "") == (status, err)
    assert {
        "version": 1,
        "members": [
            {"id": key, **LISTS, **written["members"][key]}
            for key in ("koellnitz", "hall", "bad-hall", "landkreis-hoexburg")
        ],
        "sources": written["sources"],
        "topics": used,
        "indicators": {
            key: {"decimals": 0, **written["indicators"][key]} for key in ("population", "under-25", "unemployment")
        },
    } == json.loads(out)
    assert out == wi("list", "--format", "json", "--sort", "population")[1]


def test_list_of_nobody(wi):
    """
    Nobody passing the filters is status 1; JSON still is the envelope.
    """
    message = "wi: no member passes these filters\n"
    assert (1, "", message) == wi("list", "--state", "BE")
    assert (1, "", message) == wi("list", "--state", "BE", "--format", "table")
    status, out, err = wi("list", "--state", "BE", "--json")
    assert (1, EMPTY, message) == (status, json.loads(out), err)
    assert (1, "", "wi: the registry has no members\n") == wi("list", registry="format = 1\n[members]\n")


@pytest.mark.parametrize(("sort", "turned"), [("Stelle", False), ("-office", True)])
def test_order_of_contacts(wi, sort, turned):
    """
    By a column of contacts their rows are in order, whose they are; those that have none come last.
    """
    more = '[[members.koellnitz.contacts]]\noffice = "Zentrum"\nsources = []\n'
    rows = ["koellnitz\tAmt für Jugend, Schule [EU]", "koellnitz\tBürgerbüro", "hall\tRathaus", "koellnitz\tZentrum"]
    without = ["bad-hall\t", "landkreis-hoexburg\t"]
    expected = [*reversed(rows), *reversed(without)] if turned else [*rows, *without]
    status, out, err = wi("list", "--columns", "id,office", "--sort", sort, registry=SMALL + more)
    assert (0, expected, "") == (status, out.splitlines(), err)


def test_a_head_is_a_column(wi):
    """
    What stands above a column can be typed, with the year behind it.
    """
    status, out, err = wi("list", "--columns", "Name,Einwohner (2020),Mitglied", "--format", "csv")
    assert (0, "name,population,membership", "") == (status, out.splitlines()[0], err)


def test_columns_named_one_by_one(wi):
    """
    Several --columns add up, in their order.
    """
    several = ["list", "--columns", "Name", "--columns", "id,phone", "--columns", "AGS"]
    status, out, err = wi(*several, "--header")
    assert (0, "name\tid\tphone\tags", "") == (status, out.splitlines()[0], err)
    assert (status, out, err) == wi("list", "--columns", "name,id,phone,ags", "--header")
