import pytest

from drawing import drawn
from samples import SMALL, figure, registry
from wi_cli.showing import beside, charts, comparison
from wi_cli.showing.comparison import Question

TEXT = (
    SMALL
    + figure("hall", "unemployment", 9.5, as_of="2016", note="anders gezählt")
    + figure("hall", "unemployment", 9, as_of="2015")
    + figure("koellnitz", "unemployment", 12, "about", "2016")
    + figure("landkreis-hoexburg", "population", 200000, as_of="2020-12-31")
    + figure("hall", "unemployment", 5, "target", "2030")
)
THREE = ("koellnitz", "hall", "landkreis-hoexburg")
SOURCES = "\nQuellen\n[1] Satzung  09.12.2013\n[2] Kurzportrait  Stadt Köllnitz, undatiert\n    https://example.org/portrait\n"


def sheet(names=THREE, *, text=TEXT, ranked=False, **asked):
    small = registry(text)
    members = [small.members[name] for name in names]
    question = Question(**asked)
    found = comparison.compare(members, small, question)
    latest = question.as_of is None
    return beside.sheet(found, members, small, ranked=ranked, latest=latest, today="2024-06-30")


def compared(width, names=THREE, **asked):
    page = charts.comparison_page(sheet(names, **asked), width=width, links=False, footer="x")
    return drawn(page, width)


def test_across():
    """
    Members across: what a row shares stands at its end, what differs at each value; targets have their own row.
    """
    assert (
        "Zahlen                                     Köllnitz      Hall (Saale)     Stand\n"
        "───────────────────────────────────────────────────────────────────────────────────────\n"
        "Einwohner (Personen)                        200.000            31.404     verschieden\n"
        "                                     31.12.2020 [1]     undatiert [2]\n"
        "└ davon unter 25 Jahren (Personen)      rund 49.500                 –     undatiert [2]\n"
        "Arbeitslosenquote (%)                     rund 12,0               9,5 a   2016 [2]\n"
        "Arbeitslosenquote, Ziel (%)                       –               5,0     für 2030 [2]\n"
        "\n"
        "Verlauf: Arbeitslosenquote · 2014–2016, ▁ 9,0 bis █ 12,0\n"
        "  Köllnitz     10,2  ▄   █ rund 12,0\n"
        "  Hall (Saale)  9,0    ▁╎▂     9,5 a\n"
        "\n"
        "a anders gezählt\n" + SOURCES + "\nx\n"
    ) == compared(100, THREE[:2], every=True)


def test_across_where_it_is_tight():
    """
    Less room: names in two lines, qualifiers, dates and sources below each other; no word is broken.
    """
    assert compared(60, THREE[:2]).startswith(
        "                                        Hall\n"
        "Zahlen                Köllnitz       (Saale)     Stand\n"
        "────────────────────────────────────────────────────────────\n"
        "Einwohner              200.000        31.404     verschieden\n"
        "(Personen)          31.12.2020     undatiert\n"
        "                           [1]           [2]\n"
        "Arbeitslosenquote         rund           9,5 a   2016\n"
        "(%)                       12,0                   [2]\n"
    )


def test_below_each_other():
    """
    Where the members have no room side by side they stand below each other, with bars; who has no value is named.
    """
    shown = compared(40)
    assert "Einwohner (Personen) · Stand verschieden\n  Köllnitz\n      200.000 31.12.2020 [1]\n" in shown
    assert (
        "Arbeitslosenquote (%) · Stand 2016 [2]\n"
        "  Köllnitz     rund 12,0    ━━━━━━━━━━━━\n"
        "  Hall (Saale)       9,5 a  ━━━━━━━━━╸\n"
        "  – Landkreis Höxburg (bis 2022)\n"
    ) in shown


def test_ranking():
    """
    All by one indicator: rank, value, date and a bar for the size, from zero.
    """
    assert (
        "Einwohner (Personen) · Stand verschieden\n"
        "  1. Köllnitz                     200.000  31.12.2020 [1] ━━━━━━━━━━━━\n"
        "  1. Landkreis Höxburg (bis 2022) 200.000  31.12.2020 [2] ━━━━━━━━━━━━\n"
        "  3. Hall (Saale)                  31.404  undatiert [2]  ━━\n"
        "  – Bad Hall\n" + SOURCES + "\nx\n"
    ) == compared(70, (*THREE, "bad-hall"), ranked=True, indicators=["population"])


def test_ranking_on_a_narrow_screen():
    """
    At 40 columns a ranking has two lines for each member.
    """
    shown = compared(40, (*THREE, "bad-hall"), ranked=True, indicators=["population"])
    assert "  1. Köllnitz\n      200.000 31.12.2020 [1]\n" in shown
    assert "  – Bad Hall\n" in shown


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80, 120])
def test_no_line_is_too_long(width):
    """
    Whatever the width, nothing stands beyond it, and no number is cut.
    """
    shown = compared(width, every=True)
    assert [] == [line for line in shown.splitlines() if len(line) > width]
    assert "…" not in shown
    assert "31.404" in shown


@pytest.mark.parametrize("values", [(-3, 5), (0, 0), (5,)])
def test_no_bar(values):
    """
    Values below zero, nothing but zeros and a single one have no bars.
    """
    text = SMALL + "".join(figure(owner, "x", value) for owner, value in zip(THREE, values, strict=False))
    assert "━" not in compared(80, text=text, indicators=["x"], ranked=True)


def test_smallest_bar():
    """
    However small, a value that is there can be seen.
    """
    text = SMALL + figure("hall", "x", 1) + figure("koellnitz", "x", 10**6)
    assert "1 undatiert" not in compared(80, text=text, indicators=["x"], ranked=True)
    assert "╸" in compared(80, text=text, indicators=["x"], ranked=True)


def test_same_day_is_offered():
    """
    Where dates differ and one is there for all, it is said how to have that; not where a day was asked for.
    """
    text = (
        TEXT
        + figure("koellnitz", "unemployment", 13, as_of="2017")
        + figure("koellnitz", "unemployment", 13, as_of="2015")
    )
    offer = "Arbeitslosenquote: Stand 2016 für alle mit --as-of 2016\n"
    assert offer in compared(80, text=text)
    assert offer not in compared(80, text=text, as_of="2017")


def test_no_course():
    """
    How values went is shown for two members at least, and not for a day or by inhabitants.
    """
    assert "Verlauf" not in compared(80, ("koellnitz", "landkreis-hoexburg"), every=True)
    assert "Verlauf" not in compared(80, as_of="2015")
    assert "Verlauf" not in compared(80, ranked=True, indicators=["unemployment"])
    same = SMALL + "".join(figure(owner, "x", 5, as_of=year) for owner in THREE for year in ("2019", "2020"))
    assert "Verlauf" not in compared(80, text=same, indicators=["x"])


def test_long_course():
    """
    A course of many years takes no more room than a screen has; each value keeps its place in time.
    """
    text = SMALL + "".join(
        figure(owner, "x", value, as_of=year) for owner in THREE[:2] for value, year in ((1, "1900"), (8, "2000"))
    )
    (line,) = [line for line in compared(80, text=text, indicators=["x"]).splitlines() if "Köllnitz     1" in line]
    assert f"  Köllnitz     1  ▁{' ' * 45}█ 8" == line.rstrip()


def test_by_inhabitants():
    """
    By inhabitants, the row says so, three digits say something, and a note tells by how many of which day.
    """
    text = SMALL + '[indicators.schools]\nlabel = "Schulen"\nunit = "Schulen"\n' + figure("koellnitz", "schools", 7)
    shown = compared(80, text=text, indicators=["schools"], per=1000)
    assert "\nSchulen a (Schulen je       rund " in shown
    assert "\n1.000 Einwohner)          0,0356 " in shown
    assert "auf rund 196.500 Einwohner bezogen (undatiert)" in shown


def test_markdown():
    """
    Markdown has the same table, with notes and sources below.
    """
    assert (
        "| Zahlen | Köllnitz | Hall (Saale) | Landkreis Höxburg (bis 2022) | Stand |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| Einwohner (Personen) | 200.000 (31.12.2020) \\[1\\] | 31.404 (undatiert) \\[2\\] "
        "| 200.000 (31.12.2020) \\[2\\] | verschieden |\n"
        "| &nbsp;&nbsp;davon unter 25 Jahren (Personen) | rund 49.500 | – | – | undatiert \\[2\\] |\n"
        "| Arbeitslosenquote (%) | rund 12,0 | 9,5 a | – | 2016 \\[2\\] |\n"
        "| Arbeitslosenquote, Ziel (%) | – | 5,0 | – | für 2030 \\[2\\] |\n"
        "\n"
        "| Verlauf: Arbeitslosenquote | Beginn | 2014–2016, ▁ 9,0 bis █ 12,0 | Ende |\n"
        "| --- | --- | --- | --- |\n"
        "| Köllnitz | 10,2 | &nbsp;▄\u00a0\u00a0\u00a0█ | rund 12,0 |\n"
        "| Hall (Saale) | 9,0 | &nbsp;&nbsp;&nbsp;▁╎▂ | 9,5 a |\n"
        "\n"
        "- a: anders gezählt\n"
        "\n"
        "1. Satzung (09.12.2013)\n"
        "2. [Kurzportrait](<https://example.org/portrait>) (Stadt Köllnitz, undatiert)\n"
    ) == beside.markdown(sheet(every=True))


def test_markdown_ranking():
    """
    A ranking in Markdown is a table for each indicator, and names who has no value.
    """
    assert (
        "## Einwohner\n\nStand verschieden\n\n"
        "| Rang | Name | Personen | Stand |\n| --- | --- | --- | --- |\n"
        "| 1 | Köllnitz | 200.000 | 31.12.2020 \\[1\\] |\n"
        "| 1 | Landkreis Höxburg (bis 2022) | 200.000 | 31.12.2020 \\[2\\] |\n"
        "| 3 | Hall (Saale) | 31.404 | undatiert \\[2\\] |\n\n"
        "– Bad Hall\n\n"
        "1. Satzung (09.12.2013)\n2. [Kurzportrait](<https://example.org/portrait>) (Stadt Köllnitz, undatiert)\n"
    ) == beside.markdown(sheet((*THREE, "bad-hall"), ranked=True, indicators=["population"]))
