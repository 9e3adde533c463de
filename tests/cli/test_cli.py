import json
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import LISTS, REAL, REGISTRIES, RICH, SMALL, document, harmful, member, registry, toml_document
from strategies import soup
from wi_cli.cli import contact
from wi_cli.finding import filters, search
from wi_cli.finding.index import Index
from wi_cli.finding.texts import AREAS
from wi_cli.registry import owners, store
from wi_cli.showing import listing
from wi_cli.showing.columns import COLUMNS, per_contact
from wi_cli.showing.form import Form

LIST = (
    "bad-hall\tBad Hall\tkreisangehörige Stadt\tBY\t09999001\t\t2011\t\t\n"
    "hall\tHall (Saale)\tkreisangehörige Stadt\tST\t15999001\t31404\t\t\t\n"
    "koellnitz\tKöllnitz\tkreisfreie Stadt\tSN\t14999000\t200000\t2007\t\thttps://www.koellnitz.example.org\n"
    "landkreis-hoexburg\tLandkreis Höxburg\tLandkreis\tHE\t06999\t\t\t2022\thttps://www.hoexburg.example.org\n"
)
EMPTY = {"version": 1, "members": [], "sources": {}, "topics": {}, "indicators": {}}

# -- list ------------------------------------------------------------------------


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
        ("koellnitz bad-hall hall landkreis-hoexburg", ["--sort", "since"]),
        ("bad-hall landkreis-hoexburg koellnitz hall", ["--sort", "state"]),
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


# -- topics, network, schema -----------------------------------------------------


def test_topics(wi):
    """
    The vocabulary with the number of members, and of those of them that left, in every format.
    """
    status, out, err = wi("topics", "--json")
    assert (0, "") == (status, err)
    assert {
        "version": 1,
        "topics": {**document()["topics"], "nirgends-erklaert": "nirgends-erklaert"},
        "usage": {
            "uebergang": ["koellnitz", "hall", "landkreis-hoexburg"],
            "elternarbeit": ["koellnitz"],
            "ehrenamt": [],
            "nirgends-erklaert": ["landkreis-hoexburg"],
        },
        "former": {
            "uebergang": ["landkreis-hoexburg"],
            "elternarbeit": [],
            "ehrenamt": [],
            "nirgends-erklaert": ["landkreis-hoexburg"],
        },
    } == json.loads(out)
    assert (
        0,
        (
            "uebergang\tÜbergang Schule–Beruf\t3\t1\nelternarbeit\tElternarbeit\t1\t0\nehrenamt\tEhrenamt\t0\t0\n"
            "nirgends-erklaert\tnirgends-erklaert\t1\t1\n"
        ),
        "",
    ) == wi("topics")
    assert (0, "uebergang\nelternarbeit\nehrenamt\nnirgends-erklaert\n", "") == wi("topics", "--format", "ids")
    assert (
        0,
        (
            "Thema                   Mitglieder   davon ehemalig   --topic\n"
            "───────────────────────────────────────────────────────────────────────\n"
            "Übergang Schule–Beruf            3                1   uebergang\n"
            "Elternarbeit                     1                    elternarbeit\n"
            "Ehrenamt                         0                    ehrenamt\n"
            "nirgends-erklaert                1                1   nirgends-erklaert\n"
            "\n"
            "4 Themen\n"
            "NdÜ · Stand 31.12.2020 · wi 0.1.0 · members.toml\n"
        ),
        "",
    ) == wi("topics", "--format", "table")
    assert (
        0,
        (
            "| Thema | Zahl | Mitglieder |\n| --- | --- | --- |\n"
            "| Übergang Schule–Beruf | 3 | Köllnitz, Hall (Saale), Landkreis Höxburg (bis 2022) |\n"
            "| Elternarbeit | 1 | Köllnitz |\n"
            "| Ehrenamt | 0 |  |\n"
            "| nirgends-erklaert | 1 | Landkreis Höxburg (bis 2022) |\n"
        ),
        "",
    ) == wi("topics", "--format", "markdown")


def test_network(wi):
    """
    The portrait of the network itself; tsv and csv carry its figures.
    """
    assert (
        0,
        (
            "Netz der Übergänge\n==================\nNdÜ\nhttps://netz.example.org\n\nEin erfundenes Netz.\n\n"
            "Zahlen\n------\nMitglieder: 4 Mitglieder, undatiert [1]\n\nQuellen\n-------\n[1] Satzung (09.12.2013)\n"
        ),
        "",
    ) == wi("network")
    assert (0, "network\tmember-count\tMitglieder\t4\t\tMitglieder\t\t\t\tsatzung\n", "") == wi("network", "-f", "tsv")
    assert (0, "network\n", "") == wi("network", "--format", "ids")
    status, out, err = wi("network", "--json")
    assert (0, "") == (status, err)
    written = document()
    assert {
        "version": 1,
        "network": {"contacts": [], "milestones": [], "sections": [], "links": [], **written["network"]},
        "sources": {"satzung": written["sources"]["satzung"]},
        "topics": {},
        "indicators": {"member-count": {**written["indicators"]["member-count"], "decimals": 0}},
    } == json.loads(out)


def test_no_network(wi):
    """
    A registry without a network can't show it.
    """
    status, out, err = wi("network", registry=member(""))
    assert (3, "") == (status, out)
    assert "the network itself can't be shown" in err


def test_schema(wi):
    """
    The schema comes out as it is shipped, whatever the registry.
    """
    assert (0, store.schema(), "") == wi("schema", registry=b"\xff")


# -- show and contact ------------------------------------------------------------

HALL = """\
Hall (Saale)
============
kreisangehörige Stadt · Sachsen-Anhalt · Saalekreis · AGS 15999001

Stadt an der Saale.

Themen: Übergang Schule–Beruf
auch: Salzstadt

Zahlen
------
Einwohner: 31.404 Personen, undatiert [1]

Kontakt
-------
Rathaus
Hall (Saale)
ÖSTERREICH
Mobil: +43 660 1234567
Fax: +43 1 23125-9
Stand unbekannt [1]

Quellen
-------
[1] Kurzportrait (Stadt Köllnitz, undatiert)
    https://example.org/portrait
"""
HALL_CARD = """\
Hall (Saale)
Rathaus
Hall (Saale)
ÖSTERREICH
Mobil: +43 660 1234567
Fax: +43 1 23125-9
Stand unbekannt (Quelle: Kurzportrait, Stadt Köllnitz)
"""


@pytest.mark.parametrize(
    "name", [["hall"], ["Hall (Saale)"], ["15999001"], ["hall", "saale"], ["HALL-SAALE"], ["Hall", "(Saale)"]]
)
def test_show(wi, name):
    """
    A portrait is shown for every name of its member; several words are one name.
    """
    assert (0, HALL, "") == wi("show", *name)


@pytest.mark.parametrize("name", ["Köllnitz", "Ko\u0308llnitz", "koellnitz", "kollnitz", "stadt KÖLLNITZ", "14999000"])
def test_spellings(wi, name):
    """
    Any spelling of a name means the member, without a word on stderr and also for scripts.
    """
    assert (0, "koellnitz\n", "") == wi("show", name, "--format", "ids")


def test_show_formats(wi):
    """
    JSON has the one member; tsv and csv carry its figures; --only reduces the portrait.
    """
    status, out, err = wi("show", "hall", "--json")
    hall = {"id": "hall", **LISTS, **document()["members"]["hall"]}
    assert (0, [hall], "") == (status, json.loads(out)["members"], err)
    assert (0, "hall\tpopulation\tEinwohner\t31404\t\tPersonen\t\t\t\tportrait\n", "") == wi("show", "hall", "-ftsv")
    assert (
        0,
        (
            "id,indicator,label,value,value_max,unit,qualifier,as_of,note,sources\r\n"
            "hall,population,Einwohner,31404,,Personen,,,,portrait\r\n"
        ),
        "",
    ) == wi("show", "hall", "--format", "csv")
    assert (
        0,
        "# Hall (Saale)\n\nkreisangehörige Stadt · Sachsen-Anhalt · Saalekreis · AGS 15999001\n\nStadt an der Saale.\n",
        "",
    ) == wi("show", "hall", "--only", "summary", "--format", "markdown")


def test_contact(wi):
    """
    Cards one below the other, those of a member that left marked; a member without a contact shows its
    website, status 0.
    """
    assert (
        0,
        (
            "Landkreis Höxburg\nehemaliges Mitglied (bis 2022)\nkein Kontakt im Verzeichnis\n"
            "https://www.hoexburg.example.org\n\n"
        )
        + HALL_CARD,
        "",
    ) == wi("contact", "landkreis-hoexburg", "hall")


def test_contact_field_of_several(wi):
    """
    Of several members those that have the field are printed, and the others named.
    """
    assert (0, "gross@koellnitz.example.org\n", "wi: no email of hall is known\n") == wi(
        "contact", "koellnitz", "hall", "--field", "email"
    )
    assert (
        0,
        "https://www.koellnitz.example.org\nhttps://www.hoexburg.example.org\n",
        "wi: no website of hall is known\n",
    ) == wi("contact", "koellnitz", "hall", "landkreis-hoexburg", "--field", "website")


@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        ("+49 30 23125-001\n+49 30 23125 002\n", ["koellnitz", "--field", "phone"]),
        ("Köllnitz\n", ["koellnitz", "--field", "name"]),
        ("koellnitz\nhall\n", ["koellnitz", "hall", "--format", "ids"]),
        (
            "hall\tHall (Saale)\tRathaus\t\t\t\t\t\t\tHall (Saale)\t\t\t\t\t\tAT\t+43 660 1234567\t+43 1 23125-9\t\n",
            ["hall", "--format", "tsv"],
        ),
        ("## Bad Hall\n\nkein Kontakt im Verzeichnis\n", ["bad-hall", "--format", "markdown"]),
    ],
)
def test_contact_formats(wi, expected, arguments):
    """
    A field is its values, one a line, each once; the other formats are those of every command.
    """
    assert (0, expected, "") == wi("contact", *arguments)


def test_contact_vcards(wi):
    """
    vCards come with CRLF and nothing else on stdout.
    """
    status, out, err = wi("contact", "koellnitz", "landkreis-hoexburg", "--vcard")
    assert (0, "") == (status, err)
    assert 3 == out.count("BEGIN:VCARD\r\n") == out.count("END:VCARD\r\n")
    assert out.count("\n") == out.count("\r\n")


def test_no_such_field_value(wi):
    """
    A field that the member doesn't have is a no.
    """
    assert (1, "", "wi: no phone of hall or bad-hall is known\n") == wi(
        "contact", "hall", "bad-hall", "--field", "phone"
    )


@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        (HALL.splitlines()[0], ["show", "haal", "saale"]),
        ("Köllnitz", ["contact", "kölnitz"]),
        ("Köllnitz ══", ["show", "kölnitz", "--format", "table"]),
    ],
)
def test_near_match(wi, expected, arguments):
    """
    People get a single near match, and are told on stderr.
    """
    status, out, err = wi(*arguments)
    name = " ".join(word for word in arguments[1:] if word not in ("--format", "table"))
    found = "Köllnitz" if "kölnitz" in name else "Hall (Saale)"
    assert (0, f"wi: showing {found} for {name!r}\n") == (status, err)
    assert out.startswith(expected)


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "kölnitz", "--format", "csv"],
        ["show", "kölnitz", "--format", "markdown"],
        ["contact", "kölnitz", "--field", "phone"],
        ["contact", "kölnitz", "--vcard"],
        ["contact", "hall", "kölnitz", "--format", "tsv"],
        ["show", "kölnitz", "--exact"],
        ["contact", "kölnitz", "--exact"],
    ],
)
def test_no_near_match_for_scripts(wi, arguments):
    """
    Scripts, and whoever says --exact, never get a near match: status 1, and the id that was probably meant.
    """
    assert (1, "", "wi: no member called 'kölnitz'; did you mean koellnitz?\n") == wi(*arguments)


@pytest.mark.parametrize("arguments", [["show", "kölnitz"], ["show", "dortmund"], ["contact", "hall", "nope"]])
def test_unknown_member_as_json(wi, arguments):
    """
    JSON is there also if there is no such member: the envelope with an empty list.
    """
    status, out, err = wi(*arguments, "--json")
    assert (1, EMPTY) == (status, json.loads(out))
    assert err.startswith(f"wi: no member called {arguments[-1]!r}")


@pytest.mark.parametrize(("command", "name"), [("show", "Salzstadt"), ("contact", "salzstadt"), ("show", "salzstatt")])
def test_ambiguous(wi, command, name):
    """
    Several candidates: nothing on stdout, the commands to type on stderr, status 4.
    """
    message = (
        f"wi: {name!r} can mean several members; type one of these:\n"
        f"  wi {command} hall    (Hall (Saale))\n  wi {command} bad-hall    (Bad Hall)\n"
    )
    assert (4, "", message) == wi(command, name)


def test_ambiguous_as_json(wi):
    """
    For scripts the candidates are JSON.
    """
    status, out, _ = wi("show", "salzstadt", "--json")
    found = [{"id": "hall", "name": "Hall (Saale)"}, {"id": "bad-hall", "name": "Bad Hall"}]
    assert (4, {"version": 1, "candidates": found}) == (status, json.loads(out))


@pytest.mark.parametrize("form", ["text", "table", "tsv", "markdown", "ids"])
def test_all_names_or_none(wi, form):
    """
    All names are resolved before anything is printed.
    """
    assert (1, "", "wi: no member called 'nope'\n") == wi("contact", "koellnitz", "hall", "nope", "--format", form)


# -- search ----------------------------------------------------------------------


def test_search(wi):
    """
    Piped, a hit is a line with tier, score, field, the text around it, and until when it was a member.
    """
    status, out, err = wi("search", "salzstadt")
    lines = [line.split("\t") for line in out.splitlines()]
    assert (0, "") == (status, err)
    assert [
        ["hall", "Hall (Saale)", "folded", "alias", "Salzstadt", ""],
        ["bad-hall", "Bad Hall", "folded", "alias", "Salzstadt", ""],
    ] == [[*line[:3], *line[4:]] for line in lines]
    assert all(0 < int(line[3]) <= 100 for line in lines)


def test_search_as_table(wi):
    """
    People see the member and the texts in which something was found.
    """
    assert (
        0,
        (
            "Hall (Saale)  kreisangehörige Stadt · Sachsen-Anhalt · Saalekreis · AGS 15999001\n"
            "  auch         Salzstadt\n"
            "\n"
            "Bad Hall  kreisangehörige Stadt · Bayern · AGS 09999001\n"
            "  auch         Salzstadt\n"
            "\n"
            "2 Treffer\n"
            "NdÜ · Stand 31.12.2020 · wi 0.1.0 · members.toml\n"
        ),
        "",
    ) == wi("search", "salzstadt", "--format", "table")


def test_search_as_json(wi):
    """
    JSON adds to each member what matched; spans are offsets of characters.
    """
    status, out, err = wi("search", "ölmühlweg", "--json")
    (found,) = json.loads(out)["members"]
    match = found.pop("match")
    (field,) = match["fields"]
    assert (0, "", {"id": "koellnitz", **document()["members"]["koellnitz"]}) == (status, err, found)
    assert 0 < match["score"] <= 100
    assert ("text", "contact", ["Ölmühlweg"]) == (
        match["tier"],
        field["name"],
        [field["text"][a:b] for a, b in field["spans"]],
    )


@pytest.mark.parametrize(
    ("expected", "areas"),
    [
        ("koellnitz hall landkreis-hoexburg", ["topic"]),
        ("koellnitz", ["summary"]),
        ("koellnitz hall landkreis-hoexburg", ["summary", "topic"]),
    ],
)
def test_search_in(wi, expected, areas):
    """
    --in says where to look; several are alternatives.
    """
    options = [word for area in areas for word in ("--in", area)]
    assert (0, expected.replace(" ", "\n") + "\n", "") == wi("search", "beruf", *options, "--format", "ids")


def test_search_for_nothing(wi):
    """
    Nothing found is status 1 with the nearest name or topic; JSON still is the envelope.
    """
    message = "wi: no member matches 'ehrenammt'; did you mean 'Ehrenamt'? type: wi search Ehrenamt\n"
    assert (1, "", message) == wi("search", "ehrenammt")
    status, out, err = wi("search", "ehrenammt", "--json")
    assert (1, EMPTY, message) == (status, json.loads(out), err)


def test_what_was_left_out(wi):
    """
    Words that say nothing, or stand nowhere, are named on stderr and in JSON.
    """
    said = "wi: searched without wer, macht\nwi: 'xyz' is found nowhere: searched without\n"
    asked = ("search", "wer", "macht", "elternarbeit", "xyz")
    assert (0, "koellnitz\n", said) == wi(*asked, "--format", "ids")
    status, out, err = wi(*asked, "--json")
    document = json.loads(out)
    assert (0, ["wer", "macht"], ["xyz"], said) == (status, document["without"], document["nowhere"], err)


def test_most_words_are_said(wi):
    """
    That no member has all words is said on stderr.
    """
    said = "wi: no member has all of these words: these have most of them\n"
    assert (0, "hall\nkoellnitz\n", said) == wi("search", "elternarbeit", "saale", "--format", "ids")


def test_limit(wi):
    """
    At most so many are shown, the best; a table says how many more there are.
    """
    every = wi("search", "stadt", "--format", "ids")[1].split()
    assert (0, every[0] + "\n", "") == wi("search", "stadt", "--format", "ids", "--limit", "1")
    status, out, err = wi("search", "stadt", "--format", "table", "--limit", "1")
    assert (0, "") == (status, err)
    assert f"… {len(every) - 1} weitere: --limit {len(every)}\n{len(every)} Treffer\n" in out


def test_network_in_a_search(wi):
    """
    The network has a row that says so, a place of its own in JSON, and no id among those of members.
    """
    assert (0, "", "") == wi("search", "erfundenes", "--format", "ids")
    status, out, err = wi("search", "erfundenes")
    assert (0, "network\tNetz der Übergänge\ttext", "") == (status, "\t".join(out.split("\t")[:3]), err)
    document = json.loads(wi("search", "erfundenes", "--json")[1])
    assert ([], "summary") == (document["members"], document["network"]["match"]["fields"][0]["name"])
    assert "wi network" in wi("search", "erfundenes", "--format", "table")[1]


# -- usage -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("no such command 'lsit'", ["lsit"]),
        ("missing argument 'NAME'", ["show"]),
        ("nobody is named; name somebody, or take a filter such as --state HE, or --all", ["contact"]),
        ("nobody is named; ", ["contact", "--field", "email"]),
        ("--all and names contradict each other; give one", ["contact", "hall", "--all"]),
        ("--join without --field; ", ["contact", "hall", "--join", ", "]),
        ("--vcard and --qr contradict each other; give one", ["contact", "hall", "--vcard", "--qr"]),
        ("--qr and --json contradict each other; give one", ["contact", "hall", "--qr", "--json"]),
        ("--qr and --format contradict each other; give one", ["contact", "hall", "--qr", "--format", "text"]),
        ("--field and --excel contradict each other; give one", ["contact", "hall", "--field", "fax", "--excel"]),
        ("no way to reach somebody 'fon'; --with takes phone, mobile, fax, email", ["contact", "--with", "fon"]),
        ("no way to reach somebody 'Telephon'; did you mean 'Telefon'?", ["contact", "--with", "Telephon"]),
        ("no --per 'contct'; did you mean 'contact'?", ["list", "--per", "contct"]),
        ("--per member doesn't go with the column phone; ", ["list", "--per", "member", "--columns", "name,phone"]),
        ("--per doesn't go with --format json; ", ["list", "--per", "contact", "--json"]),
        ("missing argument 'WORDS...'", ["search"]),
        ("no such option: --stat", ["list", "--stat", "HE"]),
        ("wi list takes no 'hall'; did you mean wi show hall?", ["list", "hall"]),
        ("no format 'jsn'; did you mean 'json'?", ["list", "--format", "jsn"]),
        ("no format 'text'; there are: table, tsv, csv, json, markdown, ids", ["search", "x", "--format", "text"]),
        ("no state 'Hesen'; did you mean 'Hessen'?", ["list", "--state", "Hesen"]),
        ("no kind 'Landkries'; did you mean 'Landkreis'?", ["list", "--kind", "Landkries"]),
        ("no topic 'übergnag'; did you mean 'uebergang'?", ["list", "--topic", "übergnag"]),
        ("no column 'phon'; did you mean 'phone'?", ["list", "--columns", "phon"]),
        ("can't sort by 'nmae'; did you mean 'name'?", ["list", "--sort", "nmae"]),
        ("--current and --former leave nobody; give one of them", ["list", "--current", "--former"]),
        ("a contact has no field 'emial'; did you mean 'email'?", ["contact", "hall", "--field", "emial"]),
        ("a contact has no field 'Telfon'; did you mean 'Telefon'?", ["contact", "hall", "--field", "Telfon"]),
        ("--field and --vcard contradict each other; give one", ["contact", "hall", "--field", "phone", "--vcard"]),
        ("--vcard and --json contradict each other; give one", ["contact", "hall", "--vcard", "--json"]),
        ("can't search in 'tpoic'; did you mean 'topic'?", ["search", "x", "--in", "tpoic"]),
        ("--json doesn't go with --format csv", ["list", "--json", "--format", "csv"]),
        ("--excel doesn't go with --format tsv", ["list", "--excel", "--format", "tsv"]),
        ("--header doesn't go with --format json", ["topics", "--header", "--format", "json"]),
        ("a portrait has no block 'figurs'; did you mean 'figures'?", ["show", "hall", "--only", "figurs"]),
        ("--only doesn't go with --format json; ", ["network", "--only", "figures", "--json"]),
    ],
)
def test_usage(wi, message, arguments):
    """
    What the command line doesn't have is status 2 and one line that says what was probably meant.
    """
    status, out, err = wi(*arguments)
    assert (2, "", 1) == (status, out, err.count("\n"))
    assert err.startswith(f"wi: {message}")


# -- which registry --------------------------------------------------------------

OTHER = 'format = 1\n[members.b]\nname = "B"\nkind = "Stadt"\n'


@pytest.mark.parametrize("arguments", [["--registry", "{}", "list"], ["list", "--registry", "{}"]])
def test_registry_option(wi, tmp_path, arguments):
    """
    --registry counts before and after the command, and more than WI_REGISTRY.
    """
    (tmp_path / "other.toml").write_text(OTHER, encoding="utf-8")
    assert (0, "b\n", "") == wi(*(word.format("other.toml") for word in arguments), "--format", "ids")


def test_registry_option_twice(wi, tmp_path):
    """
    Given twice, the one after the command counts.
    """
    (tmp_path / "other.toml").write_text(OTHER, encoding="utf-8")
    assert (0, "b\n", "") == wi("--registry", "nope.toml", "list", "--registry", "other.toml", "-f", "ids")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["list"], 0),
        (["topics"], 0),
        (["contact", "koellnitz"], 0),
        (["--version"], 0),
        (["validate"], 1),
        (["fmt", "--check"], 1),
        (["edit", "koellnitz", "--set", "website=https://www.example.org", "--diff"], 0),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_registry_of_everybody(wi, monkeypatch, tmp_path, arguments, status):
    """
    A registry that was found above and in which everybody may write is used, and named in a line.
    """
    path = tmp_path / "members.toml"
    path.write_text(SMALL.replace("format = 1", "format=1"), encoding="utf-8")
    path.chmod(0o666)
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    monkeypatch.setattr(owners, "user", lambda _: "somebody")
    line = f"wi: using {path}, which belongs to somebody and everybody may write to; --registry names another\n"
    found, out, err = wi(*arguments, registry=None)
    assert (status, line) == (found, err.splitlines(keepends=True)[0])
    assert out
    assert "using" not in wi("--registry", path, *arguments, registry=None)[2]


def test_version(wi, monkeypatch, tmp_path):
    """
    The version names the registry in use, below the working directory as it would be typed.
    """
    assert (0, f"wi 0.1.0\nregistry: {REAL}\n", "") == wi("--version", registry=REAL)
    assert (0, "wi 0.1.0\nregistry: members.toml\n", "") == wi("--version")
    monkeypatch.setenv("WI_REGISTRY", "")
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    assert (0, f"wi 0.1.0\nregistry: {tmp_path / 'members.toml'}\n", "") == wi("--version", registry=None)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--registry", "other.toml", "--version"],
        ["--version", "--registry", "other.toml"],
    ],
    ids=" ".join,
)
def test_version_with_registry(wi, tmp_path, arguments):
    """
    The version names the registry that --registry chose.
    """
    (tmp_path / "other.toml").write_text(OTHER, encoding="utf-8")
    assert (0, "wi 0.1.0\nregistry: other.toml\n", "") == wi(*arguments)


# -- bad input -------------------------------------------------------------------


def test_missing_file(wi):
    """
    A registry that isn't there is status 3, for every command that reads one.
    """
    for command in (["list"], ["topics"], ["network"], ["show", "hall"], ["contact", "hall"], ["search", "hall"]):
        assert (3, "", "wi: nope.toml: there is no such file\n") == wi(*command, registry=Path("nope.toml"))


@pytest.mark.parametrize(
    "command",
    ["search {}", "show {}", "contact {}", "edit {} --set a=b", "list --sort {}", "list --format {}", "{}", "rule {}"],
)
def test_long_argument(wi, command):
    """
    A message doesn't repeat at length what somebody pasted.
    """
    status, out, err = wi(*command.format(f"{'x' * 30_000}-{'y' * 30_000}").split(), registry=SMALL)
    assert (True, "") == (status in (1, 2), out)
    assert err.startswith("wi: ")
    assert len(err) < 3_000


def test_directory(wi, tmp_path):
    """
    A directory is no registry.
    """
    assert (3, "", f"wi: {tmp_path}: is a directory; name the file in it\n") == wi("list", registry=tmp_path)


def test_unreadable_file(wi, monkeypatch, tmp_path):
    """
    A registry that may not be read is status 3.
    """

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    path = tmp_path / "x.toml"
    assert (3, "", f"wi: {path}: may not be read; look at its permissions\n") == wi("list", registry=path)


@pytest.mark.parametrize(
    ("message", "registry"),
    [
        (":2:8: ", "format = 1\nname = Kassel\n"),
        (
            ":1:12: byte 0xf6 is not UTF-8; it looks like an ANSI or Latin-1 file with 'ö' here",
            b'name = "ABK\xf6ln"',
        ),
        (": is in format 2; this wi reads format = 1", "format = 2\n[members]\n"),
        (": does not say its format; this wi reads format = 1", "[members]\n"),
        (": has no table of members; run wi validate", "format = 1\nmembers = 5\n"),
        (": does not say its format; this wi reads format = 1", ""),
    ],
)
def test_unusable_file(wi, tmp_path, message, registry):
    """
    A file that is no registry is status 3 and one line that names file, line and column, and what to do.
    """
    status, out, err = wi("list", registry=registry)
    assert (3, "", 1) == (status, out, err.count("\n"))
    assert err.startswith(f"wi: {tmp_path / 'members.toml'}{message}")


@pytest.mark.parametrize("command", [["list"], ["show", "kassel"], ["search", "kassel"], ["contact", "kassel"]])
def test_byte_order_mark(wi, tmp_path, command):
    """
    A byte order mark, as Notepad may set it, changes nothing for readers.
    """
    plain, marked = tmp_path / "plain.toml", tmp_path / "marked.toml"
    plain.write_bytes((REGISTRIES / "base.toml").read_bytes())
    marked.write_bytes(b"\xef\xbb\xbf" + plain.read_bytes())
    expected = wi(*command, registry=plain)
    assert (0, "") == expected[::2]
    assert expected == wi(*command, registry=marked)


@pytest.mark.parametrize("name", COLUMNS)
def test_each_column(wi, name):
    """
    A list shows all that the registry has of each column.
    """
    text = SMALL.replace('title = "Dr."\n', 'title = "Dr."\nsuffix = "M.A."\n')
    whole = registry(text)
    members = filters.ordered(whole.members.values(), "name")
    rows = per_contact(members) if COLUMNS[name].of_contact else members
    expected = listing.members(rows, whole, [COLUMNS[name]]).text(Form("tsv"))
    assert expected.strip()
    assert (0, expected, "") == wi("list", "--columns", name, registry=text)


@pytest.mark.parametrize("key", filters.SORTS)
def test_each_order(wi, key):
    """
    A list is in the same order whatever it shows.
    """
    members = filters.ordered(registry().members.values(), key)
    assert (0, "".join(f"{entry.id}\n" for entry in members), "") == wi("list", "--sort", key, "-fids")


@pytest.mark.parametrize("area", AREAS)
def test_each_area(wi, area):
    """
    A search in one area finds what stands there.
    """
    texts = Index(registry(), AREAS[area]).texts
    for word in {text.split()[0] for text in texts}:
        hits = search.search(registry(), [word], [area]).hits
        ids = [hit.member.id for hit in hits if not hit.is_network]
        assert (0, "".join(f"{key}\n" for key in ids), "") == wi("search", word, "--in", area, "-fids")


def test_left_out_member(wi):
    """
    A member that can't be built is left out and named with its line; the others are shown.
    """
    broken = SMALL.replace('name = "Köllnitz"', "name = 5")
    line = broken.split("\n").index("name = 5") + 1
    notice = f"wi: left out 'koellnitz' (members.toml:{line}): name is not text; run wi validate\n"
    assert (0, "bad-hall\nhall\nlandkreis-hoexburg\n", notice) == wi("list", "-fids", registry=broken)
    assert (0, HALL_CARD, notice) == wi("contact", "hall", registry=broken)
    asked = notice + "wi: 'koellnitz' can't be shown: name is not text; run wi validate\n"
    for command in (["show", "koellnitz"], ["show", "Köllnitz", "--json"], ["contact", "hall", "koellnitz"]):
        assert (3, "", asked) == wi(*command, registry=broken)


def test_left_out_parts(wi):
    """
    A figure or contact that can't be built costs only itself, and is named whatever was asked for.
    """
    broken = SMALL.replace("value = 31404", "value = []").replace('office = "Rathaus"', "office = 1")
    lines = [broken.split("\n").index(text) + 1 for text in ("office = 1", "value = []")]
    notices = (
        f"wi: left out contacts 1 of 'hall' (members.toml:{lines[0]}): office is not text; "
        "run wi validate\n"
        f"wi: left out figures 1 of 'hall' (members.toml:{lines[1]}): value is not a number; "
        "run wi validate\n"
    )
    status, out, err = wi("show", "hall", registry=broken)
    assert (0, HALL.partition("\nZahlen")[0], notices) == (status, out, err)
    for command in ("list", "list -fids", "search hall", "contact hall", "show koellnitz", "topics"):
        assert (0, notices) == wi(*command.split(), registry=broken)[::2]


UNBUILDABLE = """\
format = 1

[network]
name = "Netz"
summary = "Ein Satz."

[members.a]
name = "Astadt"
kind = "Verein"

[[members.a.figures]]
indicator = "population"
value = "viel"
sources = []
"""


@pytest.mark.skipif(os.name != "posix", reason="a named pipe")
def test_left_out_of_a_pipe(tmp_path, process):
    """
    A registry may come through a pipe: it is read once, and what is left out is named with its line.
    """
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(UNBUILDABLE,), daemon=True)
    writer.start()
    status, out, err = process("show", "a", "--registry", str(pipe))
    writer.join(timeout=10)
    assert (0, "Astadt", "wi: left out figures 1 of 'a' (pipe:13): value is not a number; run wi validate\n") == (
        status,
        out.splitlines()[0],
        err,
    )


# -- any registry ----------------------------------------------------------------

READERS = [
    [*command, "--format", form]
    for command, forms in (
        (["list"], ("table", "tsv", "csv", "json", "markdown", "ids")),
        (["topics"], ("table", "tsv", "csv", "json", "markdown", "ids")),
        (["search", "koellnitz"], ("table", "tsv", "csv", "json", "markdown", "ids")),
        (["show", "koellnitz"], ("table", "text", "tsv", "csv", "json", "markdown", "ids")),
        (["network"], ("table", "text", "tsv", "csv", "json", "markdown", "ids")),
        (["contact", "koellnitz"], ("table", "text", "tsv", "csv", "json", "markdown", "ids")),
    )
    for form in forms
]
READERS += [["contact", "koellnitz", "--vcard"]]
READERS += [["contact", "koellnitz", "--field", name] for name in ("name", "office", "phone", "street", "website")]
evil = st.text(
    st.sampled_from("\x00\x07\x1b\x7f\x85\x9b\u200f\u2028\u202e\u206a\ufeff\ufff9\U000e0041\r\n\t[]ab,;\"'|\\:/m"),
    min_size=1,
)


def spoilt(value, evil_text):
    """
    The same document with a text added to every text, and to every key of a vocabulary.
    """
    if isinstance(value, str):
        return value + evil_text
    if isinstance(value, list):
        return [spoilt(item, evil_text) for item in value]
    if isinstance(value, dict):
        return {key: spoilt(item, evil_text) for key, item in value.items()}
    return value


@given(evil, st.sampled_from(READERS))
def test_nothing_harmful_comes_out(wi, text, arguments):
    """
    Whatever texts a registry has, no control character and nothing that turns a line round is
    written, neither to stdout nor to stderr.
    """
    written = document()
    members = {key: spoilt(value, text) | {"aliases": [f"x{text}"]} for key, value in written.pop("members").items()}
    extra = {f"y{text}": members["hall"]}
    registry = toml_document({**spoilt(written, text), "members": {**members, **extra}})
    status, out, err = wi(*arguments, registry=registry)
    assert 0 == status, err
    line_ends = {"\n"} | ({"\t"} if "tsv" in arguments else set())
    line_ends |= {"\r"} if "csv" in arguments or "--vcard" in arguments else set()
    assert not harmful(out) - line_ends
    assert not harmful(err) - {"\n"}


HOSTILE = """
format = 1
[members.a]
name = "Ort\\u001b[31m\\u202e"
kind = "Stadt"
aliases = ["Doppel"]
[members.b]
name = "Ort\\u001b[31m\\u202e"
kind = "Stadt"
aliases = ["Doppel", "Einzeln"]
"""


@pytest.mark.parametrize(
    ("status", "message", "name"),
    [
        (0, "wi: showing Ort\\x1b[31m\\u202e for 'Einzlen'\n", "Einzlen"),
        (
            4,
            (
                "wi: 'Doppel' can mean several members; type one of these:\n"
                "  wi show a    (Ort\\x1b[31m\\u202e)\n  wi show b    (Ort\\x1b[31m\\u202e)\n"
            ),
            "Doppel",
        ),
    ],
)
def test_nothing_harmful_is_said(wi, status, message, name):
    """
    Names of members stand on stderr as harmlessly as on stdout.
    """
    ended, _, err = wi("show", name, registry=HOSTILE)
    assert (status, message) == (ended, err)


@st.composite
def damaged(draw):
    """
    The small registry with one of its values, anywhere, replaced by another.
    """
    written = document()
    place = written["members"] if draw(st.booleans()) else written
    while True:
        key = draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        inner = place[key]
        if not isinstance(inner, (dict, list)) or not inner or draw(st.integers(0, 3)) == 0:
            place[key] = draw(soup)
            return toml_document(written)
        place = inner


@given(damaged(), st.sampled_from(READERS))
def test_any_damage(wi, registry, arguments):
    """
    One value of the wrong type, anywhere, never ends in a traceback; what is left out is named.
    """
    status, out, err = wi(*arguments, registry=registry)
    assert status in (0, 1, 3)
    assert all(line.startswith("wi: ") for line in err.splitlines())
    if status:
        assert err
    if arguments[-1] == "json" and status != 3:
        json.loads(out)


# -- the end of a run ------------------------------------------------------------


def test_interrupted(wi, monkeypatch):
    """
    Ctrl-C is status 130 and no word.
    """

    def interrupt(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(contact, "load", interrupt)
    assert (130, "", "") == wi("contact", "hall")


def test_bug(wi, monkeypatch):
    """
    A bug is not dressed up: it ends in a traceback.
    """

    def bug(*_args, **_options):
        raise ZeroDivisionError

    monkeypatch.setattr(contact, "load", bug)
    with pytest.raises(ZeroDivisionError):
        wi("contact", "hall")


def test_same_answer_in_every_run(process):
    """
    A search gives the same in every run, what is equally good in the same order.
    """
    words = ("search", "Kommunaler", "--json", "--registry", str(RICH))
    assert 1 == len({process(*words, PYTHONHASHSEED=str(seed)) for seed in range(1, 7)})
