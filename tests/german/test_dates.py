import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.german.dates import readings
from wi_cli.german.wording import long_date


@pytest.mark.parametrize(
    ("expected", "typed"),
    [
        # days and months in digits
        (["2013-12-31"], "31.12.2013"),
        (["2013-12-31"], "31.12.13"),
        (["2013-12-31"], " 31. 12. 2013 "),
        (["2013-12-31"], "31/12/2013"),
        (["2013-12-31"], "31-12-2013"),
        (["2014-05-04"], "4.5.14"),
        (["2014-05-04"], "2014-5-4"),
        (["2014-05-04"], "2014.05.04"),
        (["1999-01-01"], "1.1.99"),
        (["2014-05"], "5/2014"),
        (["2014-05"], "05.2014"),
        (["2014-05"], "2014/05"),
        (["2014-05"], "2014-5"),
        (["2014"], "Stand: 2014"),
        # months in words
        (["2013-12"], "Dezember 2013"),
        (["2013-12"], "Dez. 2013"),
        (["2014-03"], "März 2014"),
        (["2014-03"], "Maerz 2014"),
        (["2014-03"], "Mrz 2014"),
        (["2013-12-31"], "31. Dezember 2013"),
        (["2008-05-01"], "am 1. Mai 2008"),
        # parts of a year, and school years
        (["2013-08/2014-07"], "2013/14"),
        (["2013-08/2014-07"], "Schuljahr 2013/14"),
        (["2013-08/2014-07"], "Schuljahr 2013/2014"),
        (["2013-08/2014-07"], "SJ 2013/14"),
        (["1999-08/2000-07"], "1999/00"),
        (["2011-08/2012-07", "2011-12"], "2011/12"),
        (["2013-10/2013-12"], "Q4 2013"),
        (["2013-10/2013-12"], "Q4/2013"),
        (["2013-10/2013-12"], "2013-Q4"),
        (["2013-10/2013-12"], "4. Quartal 2013"),
        (["2013-01/2013-03"], "1. Quartal 2013"),
        (["2013-07/2013-12"], "2. Halbjahr 2013"),
        (["2013-01/2013-06"], "H1 2013"),
        # from, to
        (["2006/.."], "seit 2006"),
        (["2006-05/.."], "ab Mai 2006"),
        (["../2006"], "bis 2006"),
        (["2011/2012"], "2011–2012"),
        (["2011/2012"], "2011-2012"),
        (["2011-08-01/2012-07-31"], "1.8.2011 bis 31.7.2012"),
        # none
        ([], "31.02.2013"),
        ([], "2013/15"),
        ([], "2014/13"),
        ([], "13.2014"),
        ([], "Q5 2013"),
        ([], "Ju 2013"),
        ([], "Jun Jul 2013"),
        ([], "Dezembr 2013"),
        ([], "12.13"),
        ([], "vor 2013"),
        ([], "2014/"),
        ([], "2012/2013-02-30/2014"),
        ([], "٢٠١٣/١٤"),
        ([], ""),
        ([], "2013" * 1000),
    ],
)
def test_readings(expected, typed):
    """
    A date is read as Germans write it; of two meanings both are given.
    """
    assert expected == readings(typed)


@given(st.dates(), st.booleans())
def test_what_is_shown_is_read(day, whole):
    """
    A date as the portrait shows it is read back.
    """
    written = day.isoformat() if whole else day.isoformat()[:7]
    assert [written] == readings(long_date(written))


@given(st.text(alphabet="0123456789./-– Q", max_size=14))
def test_any_date(typed):
    """
    What is proposed has the form of the registry.
    """
    one = r"\d{4}(-\d\d(-\d\d)?)?"
    assert all(re.fullmatch(rf"{one}(/{one})?", reading, re.ASCII) for reading in readings(typed))
