"""
The rule on phone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from wi_cli.checking.meant import written
from wi_cli.checking.rule import Advice, Problem, View, form, rule, text_of
from wi_cli.german import phones


@rule(
    code="WI107",
    name="malformed-phone",
    title="a phone number is not written as +49 561 787-0, or can't be one",
    why="DIN 5008: country code, area code without its 0, blanks between the groups, "
    "one hyphen before the extension. Written so, a phone can dial it. Italy keeps its 0, and 115 stands alone. "
    "Two numbers in one field are dialled as one: they are several contacts.",
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
def phones_can_be_dialled(view: View) -> Iterator[Problem]:
    """
    WI107: a number of the right form that no telephone reaches.
    """
    for path, contact in view.tables("contacts"):
        for field in ("phone", "mobile", "fax"):
            number = text_of(contact, field)
            if re.fullmatch(phones.WRITTEN, number) and (fault := phones.fault(number)):
                yield Problem((*path, field), "WI107", f"impossible phone number {number!r}", fault)


_HINT = "write it as +49 561 787-0: blanks between groups, one hyphen before the extension"
_OTHER_FIELDS = {"fax": "fax", "telefax": "fax", "mobil": "mobile", "handy": "mobile"}
_LABEL = re.compile(rf"\W*({'|'.join(_OTHER_FIELDS)})(?:[.-]* ?nr|nummer)?\b[.:\s]*", re.IGNORECASE)


@form("phone", "WI107", "phone number", _HINT)
def phone_as_meant(value: str) -> Advice | None:
    label = _LABEL.match(value)
    try:
        mended = phones.mended(value[label.end() :] if label else value)
    except phones.TwoNumbersError:
        return Advice("one number in a field: several numbers are several contacts")
    if label and mended:  # nobody knows here in which field it stands
        return Advice(f'write "{mended}" in the field {_OTHER_FIELDS[label[1].lower()]}')
    return Advice(f'write "{mended}"', partial(written, mended)) if mended else None
