import json

import pytest

from samples import SMALL, figure, registry
from wi_cli.errors import UsageError
from wi_cli.registry import build
from wi_cli.showing import comparison
from wi_cli.showing.comparison import Question
from wi_cli.showing.form import Form

TWO = ("koellnitz", "hall")
RATES = SMALL + figure("hall", "unemployment", 9.5, as_of="2016") + figure("hall", "unemployment", 9, as_of="2015")
AIMS = RATES + figure("hall", "unemployment", 5, "target", "2030") + figure("koellnitz", "unemployment", 6, "target")


def rows(text=SMALL, names=TWO, **asked):
    small = registry(text)
    return comparison.compare([small.members[name] for name in names], small, Question(**asked))


def values(text=SMALL, names=TWO, **asked):
    """
    Of each row its indicator, "aim" for targets, and its values.
    """
    return [
        (row.indicator + (" aim" if row.target else ""), [cell and cell.value for cell in row.cells])
        for row in rows(text, names, **asked)
    ]


def tidied(form, text=SMALL, names=TWO, *, ranked=False, **asked):
    small = registry(text)
    members = [small.members[name] for name in names]
    question = Question(**asked)
    found = comparison.compare(members, small, question)
    return comparison.tidy(found, members, small, question, ranked=ranked).text(Form(form))


def test_shared():
    """
    What at least two members have is compared: of each the latest dated value, an undated one where none is dated.
    """
    assert [("population", [200000, 31404])] == values()
    assert [("population", [200000, 31404]), ("unemployment", [10.2, 9.5])] == values(RATES)


def test_members_without_a_value():
    """
    A member without a value has its place, in the order of the members.
    """
    assert [("population", [None, 31404, 200000])] == values(names=("bad-hall", "hall", "koellnitz"))


def test_all():
    """
    With all of them, what one member alone has is there, parts below their whole.
    """
    found = rows(every=True)
    assert [("population", 0), ("under-25", 1), ("unemployment", 0)] == [(row.indicator, row.depth) for row in found]
    assert ("davon unter 25 Jahren", "Einwohner, davon unter 25 Jahren") == (found[1].label, found[1].title)


def test_part_without_its_whole():
    """
    A part whose whole isn't shown is called by both.
    """
    (row,) = rows(indicators=["under-25"])
    assert ("Einwohner, davon unter 25 Jahren", 0) == (row.label, row.depth)


def test_chosen_indicators():
    """
    Indicators that are asked for come in that order, each once, whoever has them.
    """
    assert [("unemployment", [10.2, None]), ("population", [200000, 31404])] == values(
        indicators=["unemployment", "population", "unemployment"]
    )
    assert [] == values(indicators=["member-count"])


def test_targets():
    """
    What is aimed at stands in a row of its own, below what was measured, and is never compared with it.
    """
    assert [("population", [200000, 31404]), ("unemployment", [10.2, 9.5]), ("unemployment aim", [6, 5])] == values(
        AIMS
    )
    only = SMALL + figure("hall", "unemployment", 5, "target", "2030")
    assert [("unemployment", [10.2, None]), ("unemployment aim", [None, 5])] == values(
        only, indicators=["unemployment"]
    )


def test_as_of():
    """
    The values nearest to a day, each of its own; undated ones where none is dated.
    """
    found = rows(RATES, as_of="2015")
    assert [["2019", None], ["2014-04", "2015"]] == [[cell.figure.as_of for cell in row.cells] for row in found]


def test_undeclared():
    """
    An indicator that nobody declared has its id for a name, and no unit.
    """
    text = SMALL + figure("hall", "x", 1) + figure("koellnitz", "x", 2)
    row = rows(text)[-1]
    assert ("x", "x", "", 0) == (row.label, row.title, row.unit, row.depth)


COUNTS = """
[indicators.schools]
label = "Schulen"
unit = "{}"
"""


def counted(unit="Schulen", as_of="2020-12-31", sources="portrait", more=""):
    own = figure("koellnitz", "schools", 40, as_of=as_of).replace('"portrait"', f'"{sources}"')
    return SMALL + COUNTS.format(unit) + own + more


@pytest.mark.parametrize(
    ("expected", "as_of", "source"),
    [
        ((0.2, 200000), "2020-12-31", "portrait"),
        ((40 / 150, 150000), "2018", "portrait"),
        ((0.2, 200000), "2035", "portrait"),
        ((40 / 196.5, 196500), "", "portrait"),
        ((40 / 150, 150000), "", "bericht"),
    ],
)
def test_per(expected, as_of, source):
    """
    A count by inhabitants of the nearest day; an undated one by those that the same source counts, else the latest.
    """
    text = counted(as_of=as_of, sources=source)
    if source == "bericht":
        text = text.replace('as_of = "2019"', 'as_of = "2021"')
    ((cell, _),) = (row.cells for row in rows(text, indicators=["schools"], per=1000))
    assert expected == pytest.approx((cell.value, cell.inhabitants.value))


@pytest.mark.parametrize("unit", ["%", "km²", "Jahre", "Euro", "Mio. Euro", "Tausend Euro", "und höher", "", "Hektar"])
def test_per_of_what_counts_nothing(unit):
    """
    What is no number of people or things has no share of inhabitants: left out, or refused where it was asked for.
    """
    assert [] == [row for row in rows(counted(unit), every=True, per=1000) if row.indicator == "schools"]
    with pytest.raises(UsageError) as error:
        rows(counted(unit), indicators=["schools"], per=1000)
    assert f"'schools' is measured in {unit!r} and counts nothing" == str(error.value)


def test_per_of_inhabitants():
    """
    Inhabitants by inhabitants say nothing; a part of them does.
    """
    assert [("under-25", [49500 / 196.5, None])] == [
        (key, [value and pytest.approx(value) for value in found]) for key, found in values(every=True, per=1000)
    ]
    with pytest.raises(UsageError) as error:
        rows(indicators=["population"], per=1000)
    assert "'population' is what --per counts by" == str(error.value)


def test_per_without_inhabitants():
    """
    Who has no count of inhabitants, or nobody living there, has no value.
    """
    text = SMALL + COUNTS.format("Schulen") + figure("bad-hall", "schools", 3)
    assert [] == values(text, ("bad-hall",), indicators=["schools"], per=1000)
    assert [] == values(text + figure("bad-hall", "population", 0), ("bad-hall",), indicators=["schools"], per=1000)


def test_per_is_as_exact_as_what_it_is_divided_by():
    """
    Divided by a rounded number, no number is exact; what is aimed at stays that.
    """
    ((row),) = rows(counted(as_of=""), indicators=["schools"], per=1000)
    assert "about" == row.cells[0].qualifier
    ((row),) = rows(counted(), indicators=["schools"], per=1000)
    assert row.cells[0].qualifier is None


def test_rank():
    """
    The largest first; equal values have one rank and stand by name, and the next rank counts both.
    """
    figures = [{"indicator": "x", "value": value} for value in (1, 3, 3, 2)]
    built = build.registry(
        {
            "members": {
                key: {"name": key, "kind": "Stadt", "figures": [f]} for key, f in zip("dcba", figures, strict=True)
            }
        }
    )
    (row,) = comparison.compare([*built.members.values()], built, Question(["x"]))
    assert [(1, "b"), (1, "c"), (3, "a"), (4, "d")] == [(rank, cell.member.id) for rank, cell in row.ranked()]


HEADER = "member,indicator,value,value_max,qualifier,as_of,unit,source,note\r\n"


def test_csv():
    """
    A row for each value, with what is known of it, under names that stay.
    """
    assert (
        HEADER + "koellnitz,population,200000,,,2020-12-31,Personen,satzung,\r\n"
        "hall,population,31404,,,,Personen,portrait,\r\n"
    ) == tidied("csv")


def test_csv_per():
    """
    By inhabitants, which ones are told in two columns more.
    """
    text = tidied("csv", counted(), indicators=["schools"], per=1000)
    assert (
        HEADER.strip() + ",inhabitants,inhabitants_as_of\r\n"
        "koellnitz,schools,0.2,,,2020-12-31,Schulen je 1.000 Einwohner,portrait,,200000,2020-12-31\r\n"
    ) == text


def test_tsv_and_ids_by_rank():
    """
    Ranked, rows and ids have the largest value first; otherwise they are in the order of the members.
    """
    assert "koellnitz\nhall\n" == tidied("ids", names=("hall", "koellnitz"), ranked=True)
    assert "hall\nkoellnitz\n" == tidied("ids", names=("hall", "koellnitz"))
    assert tidied("tsv", names=("hall", "koellnitz"), ranked=True).startswith("koellnitz\t")


def test_json():
    """
    JSON has each row with its values as the registry has them, and what they name.
    """
    found = json.loads(tidied("json", AIMS, ranked=True, indicators=["unemployment"]))
    assert ["version", "comparison", "members", "sources", "indicators"] == [*found]
    assert {"koellnitz": "Köllnitz", "hall": "Hall (Saale)"} == found["members"]
    assert ["portrait"] == [*found["sources"]]
    assert ["unemployment"] == [*found["indicators"]]
    measured, aimed = found["comparison"]
    assert {
        "indicator": "unemployment",
        "target": False,
        "unit": "%",
        "values": [
            {"member": "koellnitz", "rank": 1, "value": 10.2, "as_of": "2014-04", "sources": ["portrait"]},
            {"member": "hall", "rank": 2, "value": 9.5, "as_of": "2016", "sources": ["portrait"]},
        ],
    } == measured
    assert aimed["target"]
    assert [6, 5] == [value["value"] for value in aimed["values"]]


def test_json_per():
    """
    By inhabitants, the count and what it was divided by stand beside the value.
    """
    text = counted().replace("value = 40", "value = 40\nvalue_max = 60")
    found = json.loads(tidied("json", text, indicators=["schools"], per=1000))
    assert 1000 == found["per"]
    ((value,),) = (row["values"] for row in found["comparison"])
    assert {
        "member": "koellnitz",
        "value": 0.2,
        "value_max": 0.3,
        "as_of": "2020-12-31",
        "sources": ["portrait"],
        "count": 40,
        "count_max": 60,
        "inhabitants": {"indicator": "population", "value": 200000, "as_of": "2020-12-31", "sources": ["satzung"]},
    } == value
    assert {"portrait", "satzung"} == set(found["sources"])


def test_same_day():
    """
    Where the latest values are of several days, the latest day that all have.
    """
    text = RATES + figure("koellnitz", "unemployment", 11, as_of="2015")
    (row,) = rows(text, indicators=["unemployment"])
    assert "2015" == comparison.same_day(row)
    later = text + figure("koellnitz", "unemployment", 12, as_of="2017")
    (row,) = rows(later, indicators=["unemployment"])
    assert "2015" == comparison.same_day(row)
    (row,) = rows(RATES, indicators=["unemployment"])
    assert comparison.same_day(row) is None


def test_same_day_is_not_told_twice():
    """
    Where all are of one day there is nothing to offer.
    """
    text = SMALL + figure("hall", "population", 1, as_of="2020-12-31")
    (row,) = rows(text, indicators=["population"])
    assert comparison.same_day(row) is None
