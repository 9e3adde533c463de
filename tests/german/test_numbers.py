import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.german.numbers import readings


@pytest.mark.parametrize(
    ("expected", "typed"),
    [
        (["196500"], "196500"),
        (["10.2"], "10.2"),
        (["10.2"], "10,2"),
        (["10.2"], " 10,20 "),
        (["-5"], "−5"),
        (["196500", "196.5"], "196.500"),
        (["196500", "196.5"], "196,500"),
        (["10125", "10.1250"], "10.125"),
        (["5000", "5.0"], "5.000"),
        (["0.5"], "0.500"),
        (["0.1250"], "0,125"),
        (["1234.5670"], "1234.567"),
        (["10.1250"], "10.1250"),
        (["196500"], "196 500"),
        (["196500"], "196\u202f500"),
        (["196500"], "196'500"),
        (["1234567"], "1 234 567"),
        (["1234567890"], "1 234 567 890"),
        (["1234567890123456.5"], "1'234'567'890'123'456,5"),
        ([], "1 234 567 890 123 456 789"),
        (["1234567"], "1.234.567"),
        (["1234567"], "1,234,567"),
        (["1234567.5"], "1.234.567,5"),
        (["1234.5"], "1.234,5"),
        (["1234.5"], "1,234.5"),
        (["1234.5"], "1 234,5"),
        ([], "1 23"),
        ([], "1.23.456"),
        ([], "1e9"),
        ([], "1.234.5"),
        ([], ""),
        ([], "rund 12"),
        ([], "1" * 5000),
    ],
)
def test_readings(expected, typed):
    """
    A number is read in every way that it can be meant, and written as it can only be read in one.
    """
    assert expected == readings(typed)


@given(st.from_regex(r"[-+]?[0-9]{1,4}([., '][0-9]{1,4}){0,3}", fullmatch=True))
def test_readings_are_plain(typed):
    """
    What is proposed is itself read in one way, and that as it stands.
    """
    assert all([reading] == readings(reading) for reading in readings(typed))
