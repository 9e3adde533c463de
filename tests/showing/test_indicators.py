import pytest

from drawing import drawn
from samples import SMALL, figure, registry
from wi_cli.errors import UsageError
from wi_cli.showing import indicators, listing, tables
from wi_cli.showing.columns import COLUMNS
from wi_cli.showing.form import Form

ONE_YEAR = SMALL + figure("hall", "population", 31000, as_of="2020-06-30")
RATES = SMALL + figure("hall", "unemployment", 9, "about", "2014-12-31")


def markdown(names, text=SMALL, *, only=("koellnitz", "hall", "bad-hall")):
    small = registry(text)
    columns = [COLUMNS.get(name) or indicators.column(name, small) for name in names.split(",")]
    return listing.members([small.members[key] for key in only], small, columns).text(Form("markdown"))


def test_year_beside_each():
    """
    Values of several years stand with theirs; who has no value has no year.
    """
    assert (
        "| Name | Einwohner |\n| --- | --- |\n"
        "| Köllnitz | 200.000 (2020) |\n| Hall (Saale) | 31.404 (undatiert) |\n| Bad Hall |  |\n"
    ) == markdown("name,population")


def test_year_in_the_head():
    """
    Values of one year have it once, in the head, behind the unit; those of who isn't there don't count.
    """
    assert (
        "| Name | Einwohner (2020) |\n| --- | --- |\n| Köllnitz | 200.000 |\n| Hall (Saale) | 31.000 |\n"
        == markdown("name,population", ONE_YEAR, only=("koellnitz", "hall"))
    )
    assert "| Arbeitslosenquote (%, 2014) |\n| --- |\n| 10,2 |\n| rund 9,0 |\n" == markdown(
        "unemployment", RATES, only=("koellnitz", "hall")
    )


def test_nobody_has_it():
    """
    A column without a value has its unit, and no year.
    """
    assert "| Arbeitslosenquote (%) |\n| --- |\n|  |\n" == markdown("unemployment", only=("hall",))


def test_part():
    """
    A part stands behind its whole: a column stands for itself.
    """
    assert markdown("under-25", only=("hall",)).startswith("| Einwohner, davon unter 25 Jahren (Personen) |")


def test_terminal():
    """
    A terminal shows the same; a number is never parted from its year.
    """
    small = registry(RATES)
    columns = [COLUMNS["name"], indicators.column("unemployment", small), indicators.column("population", small)]
    table = tables.member_table([small.members["koellnitz"]], small, columns, today="2024-06-30", width=60, footer="1")
    assert (
        "Name       Arbeitslosenquote (%, 2014)   Einwohner (2020)\n"
        "─────────────────────────────────────────────────────────\n"
        "Köllnitz                          10,2            200.000\n"
        "\n"
        "1\n"
    ) == drawn(table, 60)


@pytest.mark.parametrize(
    ("raw", "shown", "name"),
    [
        (10.2, "10,2", "unemployment"),
        (10.2, "10,2", "Arbeitslosenquote"),
        ("2014-04", "04/2014", "unemployment.as_of"),
        ("2020-12-31", "31.12.2020", "population.as_of"),
        ("2020-12-31", "31.12.2020", "Einwohner.as_of"),
        (None, "undatiert", "under-25.as_of"),
        ("about", "about", "under-25.qualifier"),
        ("portrait", "Kurzportrait, Stadt Köllnitz", "unemployment.sources"),
        (None, "", "member-count.as_of"),
        (None, "", "member-count"),
    ],
)
def test_values_and_their_fields(raw, shown, name):
    """
    An indicator is a column, and so is each field of its latest figure; raw for machines.
    """
    small = registry()
    column = indicators.column(name, small)
    town = small.members["koellnitz"]
    assert (raw, shown) == (column.raw(town), column.shown(town, small))


def test_names_of_columns():
    """
    Whatever was typed, the column is called by ids.
    """
    small = registry()
    assert ["unemployment", "population", "population.as_of"] == [
        indicators.column(name, small).name for name in ("Arbeitslosenquote", "Einwohner", "Einwohner.as_of")
    ]


@pytest.mark.parametrize(
    ("hint", "name"),
    [
        ("did you mean 'unemployment'?", "unemploment"),
        ("did you mean 'phone'?", "phon"),
        (f"there are: {', '.join(COLUMNS)}, under-25, unemployment, member-count", "unemployment.value"),
    ],
)
def test_unknown(hint, name):
    """
    What is neither column nor indicator is refused with the nearest of both, or all.
    """
    with pytest.raises(UsageError) as error:
        indicators.column(name, registry())
    assert (f"no column {name!r}", hint) == (str(error.value), error.value.hint)
