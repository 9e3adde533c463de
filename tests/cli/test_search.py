"""
`wi search`: status, stdout and stderr.
"""

import json

import pytest

from samples import SMALL, document

EMPTY = {"version": 1, "members": [], "sources": {}, "topics": {}, "indicators": {}}


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


@pytest.mark.parametrize(
    ("command", "asked"),
    [
        ("wi list --former lists the members that left", "ehemalige Mitglieder"),
        ("wi list --former lists the members that left", "Wer ist ausgetreten?"),
        ("wi contact NAME shows how to reach a member", "Ansprechpartner"),
        ("wi contact NAME shows how to reach a member", "E-Mail"),
        ("wi topics lists the topics", "Welche Themen gibt es"),
    ],
)
def test_another_command_answers(wi, command, asked):
    """
    Who asks what no text says, but another command, is told which.
    """
    assert (1, "", f"wi: no member matches '{asked}'; {command}\n") == wi("search", *asked.split())
    assert (1, "", f"wi: no member matches '{asked}'; {command}\n") == wi("search", asked)


def test_nobody_belongs_there(wi):
    """
    Where nobody belongs to what is asked about alone, that is what is said.
    """
    said = (
        "wi: no member matches 'in Saarland oder RLP'; nobody belongs to 'Saarland', 'RLP'; wi list shows the members\n"
    )
    assert (1, "", said) == wi("search", "in", "Saarland", "oder", "RLP")


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


def test_searched_elsewhere(wi):
    """
    That nobody with the words belongs to a Land or a kind is said on stderr and in JSON.
    """
    said = "wi: nobody with these words belongs to 'NRW': searched elsewhere\n"
    assert (0, "koellnitz\n", said) == wi("search", "elternarbeit", "NRW", "--format", "ids")
    assert ["NRW"] == json.loads(wi("search", "elternarbeit", "NRW", "--json")[1])["elsewhere"]
    assert "elsewhere" not in json.loads(wi("search", "elternarbeit", "--json")[1])


def test_no_member(wi):
    """
    That a real place is no member is said on stderr and in JSON, before the texts that name it.
    """
    said = "wi: 'Mainz' is no member\n"
    status, out, err = wi("search", "Mainz", "--json", registry=SMALL.replace("Stadt an der", "Bei Mainz an der"))
    found = json.loads(out)
    assert (0, "Mainz", ["hall"], said) == (status, found["no_member"], [m["id"] for m in found["members"]], err)
    assert "no_member" not in json.loads(wi("search", "Köllnitz", "--json")[1])
    said = "wi: 'Essen' is no member, and no text names it; wi list shows the members\n"
    assert (1, "", said) == wi("search", "Essen")
    status, out, err = wi("search", "Essen", "--json")
    assert (1, "Essen", [], said) == (status, (found := json.loads(out))["no_member"], found["members"], err)


def test_no_place_is_asked_for(wi):
    """
    Where only topics are looked at, nobody is said to belong to no Land.
    """
    status, out, err = wi("search", "Sachsen", "--in", "topic")
    assert (1, "") == (status, out)
    assert "belongs" not in err


def test_most_words_are_said(wi):
    """
    That no member has all words is said on stderr and in JSON.
    """
    said = "wi: no member has all of these words: these have most of them\n"
    assert (0, "hall\nkoellnitz\n", said) == wi("search", "elternarbeit", "saale", "--format", "ids")
    assert json.loads(wi("search", "elternarbeit", "saale", "--json")[1])["all_words"] is False
    assert "all_words" not in json.loads(wi("search", "elternarbeit", "--json")[1])


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
