"""
`wi show`: status, stdout and stderr.
"""

import json

import pytest

from samples import HALL, LISTS, document

EMPTY = {"version": 1, "members": [], "sources": {}, "topics": {}, "indicators": {}}


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
    assert (1, "", "wi: no member called 'nope'; wi search nope looks in all portraits\n") == wi(
        "contact", "koellnitz", "hall", "nope", "--format", form
    )
