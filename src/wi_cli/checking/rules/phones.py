"""
The rule on phone numbers.
"""

from __future__ import annotations

import re
from functools import partial

from wi_cli.checking.meant import written
from wi_cli.checking.rule import Advice, form, rule

# Nobody writes a number with more characters than that (E.164 has 15 digits).
_LONGEST_PHONE = 100
_PHONE = re.compile(r"\+[1-9][0-9]{0,2}( [1-9][0-9]*)( [0-9]+)*(-[0-9]+)?")

rule(
    code="WI107",
    name="malformed-phone",
    title="a phone number is not written as +49 561 787-0",
    why="DIN 5008: country code, area code without its 0, blanks between the groups, "
    "one hyphen before the extension. Written so, a phone can dial it.",
    bad="""
        [[members.kassel.contacts]]
        office = "Jugendamt"
        phone = "0561 / 787-0"
        sources = ["kassel-portrait"]
    """,
    good="""
        [[members.kassel.contacts]]
        office = "Jugendamt"
        phone = "+49 561 787-0"
        sources = ["kassel-portrait"]
    """,
    fixable=True,
)

_WRITTEN = "write it as +49 561 787-0: blanks between groups, one hyphen before the extension"


@form("phone", "WI107", "phone number", _WRITTEN)
def phone_as_meant(value: str) -> Advice | None:
    mended = mended_phone(value)
    return Advice(f'write "{mended}"', partial(written, mended)) if mended else None


def mended_phone(text: str) -> str | None:
    """
    A German phone number in the registry's form (DIN 5008 with country code):
    "(0561) 787-4072" and "0049 (0)561/787-4072" become "+49 561 787-4072".
    None if it isn't plain what was meant.
    """
    if len(text) > _LONGEST_PHONE:
        return None
    number = re.sub(r"\(0\)", " ", text.strip())
    number = re.sub(r"^(00|\+)\s*49|^\(?0(?=[1-9])", "+49 ", number)
    number = re.sub(r"\s*[/().]\s*|\s+-\s+|\s*–\s*", " ", number)
    number = re.sub(r"\s+", " ", number).strip()
    # Only the last hyphen can stand before an extension.
    head, hyphen, extension = number.rpartition("-")
    if hyphen:
        number = f"{head.replace('-', ' ')}-{extension.strip()}"
    number = re.sub(r"^\+49 0(?=[1-9])", "+49 ", number)
    return number if number.startswith("+49 ") and _PHONE.fullmatch(number) else None
