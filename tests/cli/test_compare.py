import csv
import io
import json

import pytest

from samples import SMALL, figure, member

EMPTY = {"version": 1, "comparison": [], "members": {}, "sources": {}, "indicators": {}}
RATES = SMALL + figure("hall", "unemployment", 9.5, as_of="2016")
TSV = "koellnitz\tpopulation\t200000\t\t\t2020-12-31\tPersonen\tsatzung\t\n"
COUNT = "take an indicator that counts people or things, or leave out --per"
HALL = "hall\tpopulation\t31404\t\t\t\tPersonen\tportrait\t\n"


@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        (HALL + TSV, ["hall", "koellnitz"]),
        (HALL + TSV, ["Hall (Saale)", "KOELLNITZ", "hall"]),
        (TSV + HALL, []),
        (HALL, ["--state", "ST"]),
        (TSV, ["koellnitz", "hall", "--state", "SN", "--indicator", "Einwohner"]),
        (
            TSV.replace("200000\t\t\t2020-12-31", "150000\t\t\t2019"),
            ["koellnitz", "-i", "population", "--as-of", "2018"],
        ),
        ("koellnitz\nhall\n", ["--format", "ids"]),
    ],
)
def test_piped(wi, expected, arguments):
    """
    Piped, a line for each value: of the members in the order of their names on the command line, else ranked.
    """
    assert (0, expected, "") == wi("compare", *arguments)


def test_all_without_names(wi):
    """
    With --all and no names, every value of every member.
    """
    status, out, err = wi("compare", "--all", "--format", "csv")
    assert (0, "") == (status, err)
    assert ["population", "population", "under-25", "unemployment"] == [
        row["indicator"] for row in csv.DictReader(io.StringIO(out))
    ]


def test_alone(wi):
    """
    Alone it ranks all members, and says what else can be asked for.
    """
    status, out, err = wi("compare", "--format", "table", registry=RATES)
    assert (0, "") == (status, err)
    assert out.startswith("Einwohner (Personen) · Stand verschieden\n  1. Köllnitz     200.000  31.12.2020 [1] ━")
    assert "  – Bad Hall, Landkreis Höxburg (bis 2022)\n" in out
    assert out.endswith(
        "andere Zahlen: --indicator unemployment\nnebeneinander: wi compare NAME NAME\n"
        "3 Mitglieder und 1 ehemaliges\nNdÜ · Stand 31.12.2020 · wi 0.1.0 · members.toml\n"
    )
    assert "nebeneinander" not in wi("compare", "--indicator", "population", "--format", "table")[1]


def test_markdown(wi):
    """
    Markdown takes no near name and has the table.
    """
    status, out, err = wi("compare", "hall", "koellnitz", "--format", "markdown")
    assert (0, "") == (status, err)
    assert out.startswith("| Zahlen | Hall (Saale) | Köllnitz | Stand |\n")


def test_near_name(wi):
    """
    Only the table takes a near name, and says so; --exact never does.
    """
    status, out, err = wi("compare", "kölnitz", "hall", "--format", "table")
    assert (0, "wi: showing Köllnitz for 'kölnitz'\n") == (status, err)
    assert "200.000" in out
    refused = (1, "", "wi: no member called 'kölnitz'; did you mean koellnitz?\n")
    assert refused == wi("compare", "kölnitz", "hall")
    assert refused == wi("compare", "kölnitz", "hall", "--format", "table", "--exact")


@pytest.mark.parametrize(
    ("status", "message", "arguments"),
    [
        (1, "no member called 'nope'; wi search nope looks in all portraits", ["hall", "nope"]),
        (2, "no indicator 'popultion'; did you mean 'population'?", ["-i", "popultion"]),
        (2, "no indicator 'xyz'; there are: population, under-25, unemployment, member-count", ["-i", "xyz"]),
        (2, "'soon' is no date; write 2020, 2020-06 or 2020-06-30", ["--as-of", "soon"]),
        (2, "--all and --indicator don't go together; give one of them", ["--all", "-i", "population"]),
        (2, "--per has nothing to count; name one by --indicator, or take --all", ["--per", "1000"]),
        (
            2,
            f"'unemployment' is measured in '%' and counts nothing; {COUNT}",
            ["--per", "1000", "-i", "unemployment"],
        ),
        (
            2,
            "there is nothing to compare one member with; name another, or see wi show hall --only figures",
            ["hall", "hall"],
        ),
        (1, "none of these members has a value of unemployment", ["hall", "-i", "unemployment"]),
        (1, "none of these members has a figure", ["bad-hall", "landkreis-hoexburg", "--all"]),
        (1, "these members share no indicator; --all shows what each of them has", ["hall", "bad-hall"]),
        (
            1,
            "nothing that these members have can be counted by inhabitants; leave out --per",
            ["hall", "koellnitz", "--per", "1000"],
        ),
        (2, "'2020-02-30' is no date; write 2020, 2020-06 or 2020-06-30", ["--as-of", "2020-02-30"]),
        (1, "no member passes these filters", ["--state", "SL"]),
        (2, "--current and --former leave nobody; give one of them", ["--current", "--former"]),
    ],
)
def test_errors(wi, status, message, arguments):
    """
    One clear sentence, what to do next, and nothing on stdout.
    """
    assert (status, "", f"wi: {message}\n") == wi("compare", *arguments)


def test_missing_is_named(wi):
    """
    Of several indicators those that nobody has are named, and the others shown.
    """
    said = "wi: none of these members has a value of member-count\n"
    assert (0, HALL, said) == wi("compare", "hall", "-i", "member-count", "-i", "population")


@pytest.mark.parametrize("arguments", [["--state", "SL"], ["hall", "bad-hall"], ["hall", "nope"]])
def test_nothing_as_json(wi, arguments):
    """
    Nothing found: the envelope with an empty list, and status 1.
    """
    status, out, _ = wi("compare", *arguments, "--json")
    found = json.loads(out)
    assert (1, {**EMPTY, "members": found["members"]}) == (status, found)


@pytest.mark.parametrize("asked", ["population,unemployment", "population, unemployment", "Einwohner,unemployment,"])
def test_several_indicators(wi, asked):
    """
    Indicators are divided by commas, as columns are.
    """
    expected = wi("compare", "koellnitz", "hall", "-i", "population", "-i", "unemployment")
    assert 0 == expected[0]
    assert expected == wi("compare", "koellnitz", "hall", "-i", asked)


def test_label_with_a_comma(wi):
    """
    A label with a comma in it is one indicator.
    """
    text = member("", vocabulary='[indicators.x]\nlabel = "Rat, Beirat"\nunit = "Personen"\n') + figure("a", "x", 1)
    status, out, _ = wi("compare", "a", "-i", "Rat, Beirat", registry=text)
    assert (0, 1) == (status, out.count("\n"))


def test_empty_registry(wi):
    """
    A registry without members is said to be that.
    """
    assert (1, "", "wi: the registry has no members\n") == wi("compare", registry="format = 1\n[members]\n")


def test_untrusted(wi):
    """
    No text of a registry acts on a terminal.
    """
    text = member("", vocabulary='[indicators.x]\nlabel = "\\u001b[31mX"\nunit = "[red]\\u202e"\n')
    text += figure("a", "x", 1, note="\\u001b]0;x")
    for form in ("table", "markdown", "csv", "json"):
        out = wi("compare", "a", "--all", "--format", form, registry=text)[1]
        assert "\x1b" not in out
        assert "\u202e" not in out
