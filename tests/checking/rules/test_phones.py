import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judged import SCHEMA
from wi_cli.checking.rules.phones import mended_phone

PHONE = json.loads(SCHEMA)["$defs"]["phone"]["pattern"]


@pytest.mark.parametrize(
    ("expected", "printed"),
    [
        ("+49 561 787-4072", "(0561) 787-4072"),
        ("+49 561 787-4072", "0561/787-4072"),
        ("+49 561 787-4072", "0561 / 787-4072"),
        ("+49 561 787-4072", "0049 (0)561/787-4072"),
        ("+49 561 787-4072", "+49 (0) 561 787-4072"),
        ("+49 561 787-4072", "+49(0)561 787-4072"),
        ("+49 561 787-4072", "+49 0561 787-4072"),
        ("+49 561 787 4072", "0561.787.4072"),
        ("+49 561 787 4072", "0561 787 – 4072"),
        ("+49 561 7874072", "0561  7874072"),
        ("+49 561 7874072", " 0561 7874072 "),
        ("+49 561 7874072", "+49\u00a0561\u00a07874072"),
        ("+49 171 1234567", "0171 1234567"),
        ("+49 2366 303-0", "02366 303-0"),
        ("+49 561 787-0", "+49 561 787-0"),
        # The last hyphen stands before an extension, those before it are blanks.
        ("+49 561 787 40-72", "0561-787-40-72"),
        ("+49 561 787-40", "0561 - 787-40"),
        # What isn't plain stays as it is.
        (None, "0561 787-0 oder -1"),
        (None, "0561 787-0, 787-1"),
        (None, "0561 7870 App. 3"),
        (None, "+43 1 58858-0 "),
        (None, "7870"),
        (None, "110"),
        (None, "+49"),
        (None, "0"),
        (None, ""),
        (None, "siehe oben"),
        (None, "+49 561 787-"),
    ],
)
def test_phone(expected, printed):
    """
    A German phone number as it is printed, in the registry's form; None where only a person can tell.
    """
    assert expected == mended_phone(printed)


@given(st.text(alphabet="0123456789+()/- .–", max_size=20))
def test_mended_phone(printed):
    """
    What comes out has the form that the schema wants and all the digits, in order; mending it again changes nothing.
    """
    mended = mended_phone(printed)
    if mended is None:
        return
    assert re.search(PHONE, mended)
    assert mended == mended_phone(mended)
    kept = re.sub(r"\D", "", mended.removeprefix("+49"))
    assert re.sub(r"\D", "", printed).endswith(kept)


def test_long_phone():
    """
    A number is mended as long as it can be one.
    """
    assert ("+49 561 787", None) == (mended_phone(f"0561{' ' * 90}787"), mended_phone(f"0561{' ' * 100}787"))
