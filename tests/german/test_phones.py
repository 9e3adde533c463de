import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.german.phones import WRITTEN, TwoNumbersError, dialled, fault, is_mobile, link, mended, number_in


@pytest.mark.parametrize(
    ("expected", "printed"),
    [
        # the divisions of today
        ("+49 561 787-4072", "(0561) 787-4072"),
        ("+49 561 787-4072", "0561/787-4072"),
        ("+49 561 787-4072", "0561 / 787-4072"),
        ("+49 561 787-4072", "0049 (0)561/787-4072"),
        ("+49 561 787-4072", "+49 (0) 561 787-4072"),
        ("+49 561 787-4072", "+49(0)561 787-4072"),
        ("+49 561 787-4072", "+49 0561 787-4072"),
        ("+49 561 787-4072", "(+49) 561 787-4072"),
        ("+49 561 787 4072", "0561.787.4072"),
        ("+49 561 7874072", "0561  7874072"),
        ("+49 561 7874072", " 0561 7874072 "),
        ("+49 561 7874072", "+49\u00a0561\u00a07874072"),
        ("+49 171 1234567", "0171 1234567"),
        ("+49 2366 303-0", "02366 303-0"),
        ("+49 561 787-0", "+49 561 787-0"),
        # pairs of digits, as typewriters had them (old DIN 5008)
        ("+49 6131 231250", "0 61 31 / 23 12 50"),
        ("+49 6131 231250", "+49 61 31 / 23 12 50"),
        ("+49 221 4710-0", "(02 21) 47 10-0"),
        ("+49 30 23125-0", "(0 30) 2 31 25-0"),
        ("+49 30 23125-0", "0 30 2 31 25-0"),
        ("+49 30 2312570", "+49 30-23125 70"),
        # a hyphen behind the area code is none, another one stands before the extension, whatever it looks like
        ("+49 171 0001234", "0171-0001234"),
        ("+49 30 23125700", "+49 30-23125700"),
        ("+49 30 23125-0", "+49 30- 23125-0"),
        ("+49 30 23125-700", "030-23125-700"),
        ("+49 561 787-40", "0561 - 787-40"),
        ("+49 561 787 40-72", "0561-787-40-72"),
        ("+49 30 23125-700", "030 23125 - 700"),
        ("+49 30 23125-700", "030 23125–700"),
        ("+49 30 23125-700", "030 23125\u2011700"),
        ("+49 561 787-4072", "0561 787 – 4072"),
        ("+49 30 23125-700", "030 23125-7 00"),
        ("+49 30 23125-030", "030 23125-030"),
        # pasted along
        ("+49 30 23125-0", "030 23125-0,"),
        ("+49 30 23125-0", "030 23125-0."),
        ("+49 30 23125-0", "Tel.: 030 23125-0"),
        ("+49 30 23125-0", "Telefon 030 23125-0"),
        ("+49 30 23125-0", "Tel.-Nr.: 030 23125-0"),
        ("+49 30 23125-0", "Telefonnummer 030 23125-0"),
        ("+49 30 23125-0", "T: 030 23125-0"),
        ("+49 30 23125-0", "Ruf 030 23125-0"),
        ("+49 561 787-0", "0561\n787-0"),
        ("115", "Tel. 115"),
        ("116117", "116 117"),
        # abroad
        ("+41 44 000 00 00", "+41 (0)44 000 00 00"),
        ("+41 44 000 00 00", "0041 44 000 00 00"),
        ("+43 1 58858-0", "0043/1/58858-0"),
        ("+39 0471 000000", "+39 (0)471 000000"),
        ("+39 0471 000000", "0039 0471/000000"),
        ("+1 212 555-0100", "+1 (212) 555-0100"),
        ("+1 212 555-0100", "+1-212-555-0100"),
        ("+48 22 000 00 00", "+48 (0)22 000 00 00"),
        ("+229 01 20 21 12 34", "+229 01 20 21 12 34"),
        ("+229 01 20 21 12 34", "+229 (0)1 20 21 12 34"),
        ("+47 02000", "0047 02000"),
        ("+225 01 23 045 678", "00225 01 23 045 678"),
        ("+687 05 00 12", "+687 05.00.12"),
        ("+676 0800 222", "00676 0800/222"),
        # of direct dialling, longer than E.164
        ("+49 228 991234-123456", "0228 991234-123456"),
        (None, "0228 991234-1234567"),
        (None, "+43 1 991234 1234567"),
        # a hyphen behind what is no area code may be the extension's
        ("+49 1512 3456789", "01512-3456789"),
        ("+49 176 04069001", "0176 04069001"),
        ("+49 36012 787", "036012-787"),
        ("+49 5601 787", "05601-787"),
        (None, "056178-70"),
        (None, "03023-12"),
        (None, "0561787-0"),
        (None, "0561787 40"),
        (None, "0049561787-0"),
        (None, "+49 561787-0"),
        (None, "+4930231250-12"),
        (None, "03023125-700"),
        (None, "01711-2345678"),
        (None, "0171123-45"),
        (None, "+43 158858-0"),
        (None, "+43-158858-0"),
        (None, "+352 2600-12"),
        # one number, but nobody knows how it is divided
        (None, "05 61-7 87-0"),
        (None, "0 56 01-231-10"),
        (None, "05601 23-12-50"),
        (None, "+7 301 123-45-67"),
        (None, "+375 29 491-19-11"),
        (None, "0561 787-0, Apparat 12"),
        (None, "0561 787-0, Mo 8-12 Uhr"),
        (None, "0561 787-0, Zimmer 012"),
        (None, "0561/787-10.12"),
        (None, "0561 787-10 11 12"),
        (None, "030 2312 040"),
        (None, "030 0231 25"),
        (None, "(0561)787)40"),
        (None, "0561 (787 40"),
        (None, "+41 (44 000) 00 00"),
        (None, "+43 158858-12 34"),
        # what isn't plain stays as it is
        (None, "0 61 31 23 12 50"),
        (None, "02 21 47 10"),
        (None, "0561 7870 App. 3"),
        (None, "030 23125-0 40"),
        (None, "030 23125-700 123"),
        (None, "0561 (787) 40"),
        (None, "561 787-0"),
        (None, "7870"),
        (None, "0115"),
        (None, "110"),
        (None, "+49"),
        (None, "++49 561 787"),
        (None, "0"),
        (None, ""),
        (None, "siehe oben"),
        (None, "+49 561 787-"),
        (None, "+999 561 787"),
        (None, "030 23125 123456789012"),
        (None, "0561 787-0²"),
        (None, "٠٥٦١ ٧٨٧٠٠"),
        (None, f"0561{' ' * 100}787"),
    ],
)
def test_mended(expected, printed):
    """
    A phone number as it is printed, in the registry's form; None where only a person can tell.
    """
    assert expected == mended(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "030 23125700/23125701",
        "030 23125-700/-701",
        "030/23125700/23125701",
        "030 110/112",
        "0561 787-0 oder -1",
        "0561 787-0, 787-1",
        "0561 787-0; 0561 787-1",
        "0561 787-0 und 788-0",
        "0561 787-0 u. 788-0",
        "0561 787-0 - 788-0",
        "0561 787-0 788-0",
        "0561 787-700-701",
        "0561 787 0561 788",
        "(0561) 787-0 (0561) 787-1",
        "+49 561 787-0 +49 561 787-1",
        "0561 787-0\n0561 787-1",
        "0561 787-12\n787-13",
        "030/23125-700/701",
        "(030) 23125/23126",
        "(030) 12/13",
        "(02 21) 47 10/11",
        "03023125700/701",
        "030 23125-700 0171 0001234",
        "030 23125-700 0049 30 23125",
        "030 2312 040 2312",
        "03023125700 03023125701",
        "0561/787-0 od. 787-12",
        "0561 787-0, Fax: 787-1",
        "0561 787-0 Fax 787-1",
        "0561 787-0 und Fax 787-1",
        "0561 787-0 Frau X 0561 787-1",
        "030 23125-70 (-71)",
    ],
)
def test_two_numbers(printed):
    """
    Two numbers are never made one, neither in the registry nor in a search.
    """
    with pytest.raises(TwoNumbersError):
        mended(printed)
    assert "" == dialled(printed)


@given(st.text(alphabet="0123456789+()/- .–,", max_size=20))
def test_any_number(printed):
    """
    What comes out has the form of the registry, can be a number, has all the digits in order and is mended already.
    """
    try:
        number = mended(printed)
    except TwoNumbersError:
        return
    if number is None:
        return
    assert re.fullmatch(WRITTEN, number)
    assert (None, number) == (fault(number), mended(number))
    kept = re.sub(r"\D", "", number.removeprefix("+49"))
    assert re.sub(r"\D", "", printed).endswith(kept)
    assert "115" == number or re.sub(r"\D", "", number) == dialled(printed)


@given(st.from_regex(r"\+(49|39 0|41|352) [1-9][0-9]{1,3}( [0-9]{2,4}){1,2}(-[0-9]{1,3})?", fullmatch=True))
def test_search_and_registry_agree(number):
    """
    A number of the registry is found by itself, as a whole.
    """
    assert ((0, len(number)), True) == number_in(number, dialled(number))


@pytest.mark.parametrize(
    ("expected", "typed"),
    [
        ("49561787", "0561 787"),
        ("49561787", "(0561) 787"),
        ("49561787", "+49 (0)561/787"),
        ("49561787", "0049 561-787"),
        ("49561787", "+490 561 787"),
        ("43158858", "+43 1 588-58"),
        ("49561", "0561"),
        ("4930", "030"),
        ("493", "+49 3"),
        ("", "03"),
        ("", "+4"),
        ("492366303544", "02366 303 544"),
        ("4961312312", "0 61 31 / 23 12"),
        ("493023125700", "030 23125–700"),
        ("493023125700", "Tel.: 030 23125 - 700"),
        ("4144", "0041 (0)44"),
        ("390471", "+39 0471"),
        ("49561", "(0561"),
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
    What dials a number has its country code and digits, nothing between; a short one says whose it is (RFC 3966).
    """
    assert ("tel:+493023125001", "tel:115;phone-context=+49") == (link("+49 30 23125-001"), link("115"))
