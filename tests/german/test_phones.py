import pytest

from wi_cli.german.phones import dialled, is_mobile, link, number_in


@pytest.mark.parametrize(
    ("expected", "typed"),
    [
        ("49561787", "0561 787"),
        ("49561787", "(0561) 787"),
        ("49561787", "+49 (0)561/787"),
        ("49561787", "0049 561-787"),
        ("43158858", "+43 1 588-58"),
        ("49561", "0561"),
        ("4930", "030"),
        ("493", "+49 3"),
        ("", "03"),
        ("", "+4"),
        ("", "561 787"),
        ("", "0561 x"),
        ("", "2014-05"),
        ("", "06611000 Kassel"),
    ],
)
def test_dialled(expected, typed):
    """
    Three digits that begin as a number does are one, German unless its country is said; anything else is none.
    """
    assert expected == dialled(typed)


@pytest.mark.parametrize(
    ("expected", "is_whole", "digits"),
    [
        ("+49 30", False, "4930"),
        ("+49 30 2", False, "49302"),
        ("+49 30 23125-00", False, "49302312500"),
        ("+49 30 23125-001", True, "493023125001"),
        (None, None, "4930231250012"),
        (None, None, "30"),
    ],
)
def test_number_in_a_text(expected, is_whole, digits):
    """
    A number is found by its first digits, whatever stands between them, and only by the first.
    """
    text = "Amt 30, +49 30 23125-001, amt@example.org"
    found = number_in(text, digits)
    assert (expected, is_whole) == ((text[slice(*found[0])], found[1]) if found else (None, None))


def test_second_number_in_a_text():
    """
    Every number of a text is looked at.
    """
    assert ((18, 33), True) == number_in("+49 30 23125-001, +49 172 9925904", "491729925904")


def test_text_without_a_number():
    """
    Digits that begin with no country code are no telephone number.
    """
    assert number_in("04999 Köllnitz, 030 23125", "49") is None


@pytest.mark.parametrize(
    ("expected", "number"),
    [
        (True, "+49 151 23456789"),
        (True, "+49 160 1234567"),
        (True, "+49 176 04069001"),
        (False, "+49 30 23125-001"),
        (False, "+49 180 123"),
        (False, "+43 151 234"),
    ],
)
def test_mobile(expected, number):
    """
    A German number that begins with 15, 16 or 17 is one of a mobile network.
    """
    assert expected == is_mobile(number)


def test_link():
    """
    What dials a number has its country code and digits, nothing between.
    """
    assert "tel:+493023125001" == link("+49 30 23125-001")
