from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judged import KASSEL, MISSING, codes, problems, said


@pytest.mark.parametrize(
    ("expected", "years"),
    [
        ({}, [2001, 2002, 2002, 2003]),
        ({0: "2009 stands before 2001"}, [2009, 2001, 2002, 2003]),
        ({2: "2009 stands behind 2002"}, [2001, 2002, 2009, 2003, 2004]),
        ({3: "2000 stands behind 2003"}, [2001, 2002, 2003, 2000]),
        ({2: "2001 stands behind 2003"}, [2002, 2003, 2001, 2004]),
        ({1: "2001 stands behind 2002"}, [2002, 2001]),
        ({1: "2003 stands behind 2004", 3: "2001 stands behind 2005"}, [2004, 2003, 2005, 2001]),
    ],
)
def test_milestones_out_of_order(expected, years):
    """
    A milestone that stands too early or too late is named alone, not all those that it makes look wrong.
    """
    dated = [{"date": str(year), "text": "Etwas.", "sources": ["kassel-portrait"]} for year in years]
    found = problems({f"{KASSEL}.milestones": dated})
    assert {"WI222"} >= {p.code for p in found}
    assert expected == {p.path[3]: p.message for p in found}


@given(st.lists(st.integers(2000, 2009), max_size=7))
def test_any_milestones(years):
    """
    One that stands alone in the way of the others is the one that is named, the last of several such.
    """
    dated = [{"date": str(year), "text": "Etwas.", "sources": ["kassel-portrait"]} for year in years]
    found = {p.path[3] for p in problems({f"{KASSEL}.milestones": dated})}
    alone = [n for n in range(len(years)) if (rest := years[:n] + years[n + 1 :]) == sorted(rest)]
    wrong = {n for n, year in enumerate(years) if year < max(years[:n], default=0)}
    assert found == (set() if not wrong else {alone[-1]} if alone else wrong)


@pytest.mark.parametrize(("high", "expected"), [(195500, ["WI221"]), (195499, ["WI221"]), (195501, [])])
def test_range(high, expected):
    """
    The upper end of a range is above its value.
    """
    assert expected == [p.code for p in problems({f"{KASSEL}.figures.0.value_max": high})]


def test_native_date_hides_nothing():
    """
    A date that is no text is one defect, and hides none of the tables that it stands in.
    """
    alone = codes(
        {
            f"{KASSEL}.contacts.0.office": MISSING,
            f"{KASSEL}.contacts.0.family_name": MISSING,
            f"{KASSEL}.state": MISSING,
        }
    )
    assert ["WI214", "WI215"] == alone
    dated = {
        f"{KASSEL}.contacts.0.office": MISSING,
        f"{KASSEL}.contacts.0.family_name": MISSING,
        f"{KASSEL}.state": MISSING,
        f"{KASSEL}.contacts.0.as_of": date(2014, 4, 30),
    }
    assert ["WI115", "WI214", "WI215"] == codes(dated)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**400])
def test_no_number_is_judged_as_none(value):
    """
    What is no number is one defect: no rule takes it for a number.
    """
    assert [f"{KASSEL}.location.lat"] == [path for _, path, *_ in said({f"{KASSEL}.location.lat": value})]
    assert [f"{KASSEL}.figures.0.value"] == [path for _, path, *_ in said({f"{KASSEL}.figures.0.value": value})]


@pytest.mark.parametrize(
    ("path", "fixable"), [("contacts.0.as_of", True), ("membership.founding", False), ("summary", True)]
)
def test_native_date_is_mended_where_text_is_wanted(path, fixable):
    """
    A native date is put in quotes by --fix only where that is what the format wants.
    """
    (problem,) = [problem for problem in problems({f"{KASSEL}.{path}": date(2014, 4, 30)}) if problem.code == "WI115"]
    assert fixable == (problem.fix is not None) == (problem.hint is not None)


@pytest.mark.parametrize(
    ("code", "hint", "as_of"),
    [
        ("WI106", 'write "2013-08/2014-07"', "2013/14"),
        ("WI106", 'write "2013-10/2013-12"', "Q4 2013"),
        ("WI106", 'write "2013-12-31"', "31.12.13"),
        ("WI106", 'write "2013-12"', "Dezember 2013"),
        ("WI106", 'write "2011-08/2012-07" or "2011-12"', "2011/12"),
        ("WI219", 'write "2013-08/2014-07"', "2013-14"),
        ("WI219", None, "2013-02-30"),
        ("WI219", None, "2012/2013-14"),
    ],
)
def test_date_as_meant(code, hint, as_of):
    """
    A date in another spelling gets one that can be pasted, and that is right.
    """
    path = f"{KASSEL}.figures.0.as_of"
    assert [(code, path, hint)] == [(code_, path_, hint_) for code_, path_, _, hint_ in said({path: as_of})]
    for date_ in (hint or "").split('"')[1::2]:
        assert [] == said({path: date_})
