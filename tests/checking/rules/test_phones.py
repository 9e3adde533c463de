import json

import pytest

from judged import KASSEL, SCHEMA, said
from wi_cli.german.phones import WRITTEN

TWO = "one number in a field: several numbers are several contacts"
FORM = "write it as +49 561 787-0: blanks between groups, one hyphen before the extension"


def test_form():
    """
    The schema, which editors read, has the form of numbers that everything else goes by.
    """
    assert f"^{WRITTEN}$" == json.loads(SCHEMA)["$defs"]["phone"]["pattern"]


@pytest.mark.parametrize("field", ["phone", "mobile", "fax"])
@pytest.mark.parametrize(
    ("message", "hint", "number"),
    [
        ("malformed phone number '030 23125–700'", 'write "+49 30 23125-700"', "030 23125–700"),
        ("malformed phone number '030 23125700/23125701'", TWO, "030 23125700/23125701"),
        ("malformed phone number '0115'", FORM, "0115"),
        ("malformed phone number 'Fax: 030 23125-0'", 'write "+49 30 23125-0" in the field fax', "Fax: 030 23125-0"),
        (
            "malformed phone number 'Handy 0172 9925904'",
            'write "+49 172 9925904" in the field mobile',
            "Handy 0172 9925904",
        ),
        ("impossible phone number '+49 123'", "5 digits are too few", "+49 123"),
        ("impossible phone number '+999 12345678'", "no country has the code +999", "+999 12345678"),
        (
            "impossible phone number '+49 30 23125 123456789012'",
            "17 digits are the most in Germany, these are 21",
            "+49 30 23125 123456789012",
        ),
        (
            "impossible phone number '+43 1 58858 12345678'",
            "15 digits are the most (E.164), these are 16",
            "+43 1 58858 12345678",
        ),
        (
            "malformed phone number 'Fax-Nr.: 030 23125-0'",
            'write "+49 30 23125-0" in the field fax',
            "Fax-Nr.: 030 23125-0",
        ),
        (
            "malformed phone number 'Handynummer 0172 9925904'",
            'write "+49 172 9925904" in the field mobile',
            "Handynummer 0172 9925904",
        ),
        ("malformed phone number '0561787-0'", FORM, "0561787-0"),
        ("malformed phone number '05601 23-12-50'", FORM, "05601 23-12-50"),
        ("malformed phone number '030 23125-70 (-71)'", TWO, "030 23125-70 (-71)"),
    ],
)
def test_malformed_and_impossible(field, message, hint, number):
    """
    A number that is written in another way, or that none can be, is one error in every field that has numbers.
    """
    place = f"{KASSEL}.contacts.0.{field}"
    assert [("WI107", place, message, hint)] == said({place: number})


@pytest.mark.parametrize(
    "number",
    [
        "+49 561 787-0",
        "+49 115",
        "115",
        "116117",
        "+39 0471 000000",
        "+41 44 000 00 00",
        "+229 01 20 21 12 34",
        "+49 228 991234-123456",
        "+45 12345678",
        "+49 30 23125 030",
        "+49 30 23125000000",
    ],
)
def test_written(number):
    """
    What the form allows and somebody may have is no defect: a 0 in Italy, numbers without area code, short ones.
    """
    assert [] == said({f"{KASSEL}.contacts.0.phone": number})
