"""
Telephone numbers: as the registry writes them, and as people type them.

The registry has them with the country code, blanks between the groups and a
hyphen before an extension (DIN 5008): +49 561 787-0.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wi_cli.german.spelling import Span

WRITTEN = r"\+[0-9]+( [0-9]+)+(-[0-9]+)?"
"""
The pattern of a number that looks like one of the registry.
"""
SHORTEST_NUMBER = 3
_WITHIN = re.compile(r"\+\d[\d -]+\d", re.ASCII)
_TYPED = re.compile(r"(?:\+|\(?0)[\d ()/.–-]*", re.ASCII)
_GERMANY = "49"


def dialled(typed: str) -> str:
    """
    The digits of a telephone number, country code first: 0561 787,
    +49 (0)561 787 and 0049 561-787 are 49561787.  Empty for anything else.
    """
    digits = re.sub(r"\D", "", typed.replace("(0)", ""))
    if not _TYPED.fullmatch(typed.strip()) or len(digits) < SHORTEST_NUMBER:
        return ""
    if "+" in typed:
        return digits
    return digits[2:] if digits.startswith("00") else _GERMANY + digits[1:]


def number_in(text: str, digits: str) -> tuple[Span, bool] | None:
    """
    Where a number of a text begins with what was `dialled`, however it is divided, and whether that is all of it.
    """
    for number in _WITHIN.finditer(text):
        places = [n for n in range(*number.span()) if text[n].isdecimal()]
        if "".join(text[n] for n in places).startswith(digits):
            return (number.start(), places[len(digits) - 1] + 1), len(digits) == len(places)
    return None


def is_mobile(number: str) -> bool:
    """
    Whether a number is one of the German mobile networks (Bundesnetzagentur: 15, 16 and 17).
    """
    return number.startswith(("+49 15", "+49 16", "+49 17"))


def link(number: str) -> str:
    """
    The address that dials a number (RFC 3966): tel:+495617870.
    """
    return "tel:" + re.sub(r"[^+\d]", "", number)
