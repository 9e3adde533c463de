import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import SMALL, member, registry
from wi_cli.errors import UsageError
from wi_cli.registry import figures
from wi_cli.registry.values import Figure

PARTS = """
[indicators.jobs]
label = "Arbeitsplätze"
unit = "Plätze"
[indicators.jobs-green]
label = "davon grüne"
unit = "Plätze"
part_of = "jobs"
[indicators.schools-green]
label = "davon grüne"
unit = "Schulen"
part_of = "schools"
"""
UNDECLARED = '[[members.a.figures]]\nindicator = "schools"\nvalue = 1\nsources = []\n'


def parts():
    return registry(member("", UNDECLARED, PARTS))


def test_known():
    """
    Indicators are those that are declared, then those that figures name without.
    """
    assert ["jobs", "jobs-green", "schools-green", "schools"] == figures.known(parts())


@pytest.mark.parametrize(
    ("expected", "key"),
    [
        ("Arbeitsplätze", "jobs"),
        ("Arbeitsplätze, davon grüne", "jobs-green"),
        ("davon grüne", "schools-green"),
        ("schools", "schools"),
    ],
)
def test_titled(expected, key):
    """
    A part stands behind its whole, what isn't declared for itself.
    """
    assert expected == figures.titled(key, parts())


@pytest.mark.parametrize(
    ("expected", "wanted"),
    [
        ("jobs", "jobs"),
        ("jobs", "Arbeitsplätze"),
        ("jobs", "arbeitsplaetze"),
        ("jobs-green", "Arbeitsplätze, davon grüne"),
        ("schools", "schools"),
        (None, "Schüler"),
        (None, "…"),
        (None, ""),
    ],
)
def test_indicator_called(expected, wanted):
    """
    An indicator is called by its id or label, alone or behind its whole, in any spelling of the umlauts.
    """
    assert expected == figures.indicator_called(wanted, parts())


def test_population_is_called_as_tables_call_it():
    """
    Whatever its label says, the population is also the word that heads it in the list of members.
    """
    text = SMALL.replace('label = "Einwohner"', 'label = "Bevölkerung"')
    assert ["population"] * 2 == [
        figures.indicator_called(name, registry(text)) for name in ("Bevölkerung", "Einwohner")
    ]


def test_label_of_several():
    """
    A label that several indicators have is refused with their ids.
    """
    with pytest.raises(UsageError) as error:
        figures.indicator_called("davon grüne", parts())
    assert ("'davon grüne' can mean several indicators", "type one of these: jobs-green, schools-green") == (
        str(error.value),
        error.value.hint,
    )


@pytest.mark.parametrize(
    ("expected", "wanted"),
    [
        ("did you mean 'jobs'?", "jops"),
        ("did you mean 'Arbeitsplätze'?", "Arbeitsplaz"),
        ("there are: jobs, jobs-green, schools-green, schools", "xyz"),
    ],
)
def test_advice(expected, wanted):
    """
    What is no indicator is answered with the nearest id or label, else with all ids.
    """
    assert expected == figures.advice(wanted, parts())


@pytest.mark.parametrize(
    ("expected", "dates", "day"),
    [
        ("2020-12-31", ["2019-12-31", "2020-12-31", "2021-12-31"], "2020"),
        ("2020-12-31", ["2020-03-31", "2020-12-31"], "2020"),
        ("2020-03-31", ["2020-12-31", "2020-03-31"], "2020-04"),
        ("2021-12-31", ["2019-12-31", "2021-12-31"], "2020-12-31"),
        ("2014-04", ["2014-04", "2013", "2014-06"], "2014-04-30"),
        ("2014-05-01", ["2014-03-31", "2014-05-01"], "2014-05"),
        ("2013-08/2014-07", ["2013-08/2014-07", "2015"], "2014-01-15"),
        ("2010/..", ["2010/..", "2030"], "2020"),
        ("../2012", ["../2012", "2030"], "2000"),
        ("2020", [None, "neulich", "2020"], "1900"),
        (None, [None, None], "2020"),
        ("2020-02-29", ["2020-02-29", "2020-03-02"], "2020-02"),
        ("2020-03-01", ["2020-01-30", "2020-03-01"], "2020-02"),
        ("0000", ["0000"], "9999"),
        ("9999", ["0000", "9999"], "9999-12-31"),
    ],
)
def test_nearest(expected, dates, day):
    """
    The figure whose time is nearest to a day, a month or a year: what lies in it, best at its end; the later
    of two as near; an undated one only if no other is there.
    """
    found = figures.nearest([Figure("x", n, as_of=date) for n, date in enumerate(dates)], day)
    assert expected == found.as_of


@pytest.mark.parametrize("text", ["2020-02-30", "2021-02-29", "2020-04-31", "2020-13", "2020-06-00", "2020-02-30/.."])
def test_days_that_there_are_not(text):
    """
    A day that its month doesn't have is no date.
    """
    assert figures.days(text) is None


def test_nearest_of_none():
    assert figures.nearest([], "2020") is None


@given(st.text(alphabet="0123456789-/.", max_size=22))
def test_no_date_is_too_odd(text):
    """
    Whatever stands in the place of a date: it means days that the calendar has, or none.
    """
    found = figures.days(text)
    assert found is None or len(found) == 2
