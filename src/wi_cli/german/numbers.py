"""
Numbers as people type them: with points, commas or blanks between thousands.
"""

from __future__ import annotations

import re

_SIGNS = str.maketrans("−’\u00a0\u2009\u202f", "-'   ")
# Three digits after the only sign: thousands for a German point, and for an English comma.
_EITHER = re.compile(r"([-+]?[1-9][0-9]{0,2})[.,]([0-9]{3})")
_DECIMAL = re.compile(r"([-+]?[0-9]{1,18})(?:[.,]([0-9]{1,18}))?")
_IN_THOUSANDS = re.compile(
    r"([-+]?[0-9]{1,3}(?:(?P<sign>[ '])[0-9]{3})(?:(?P=sign)[0-9]{3}){0,4})(?:[.,]([0-9]{1,18}))?"
    r"|([-+]?[0-9]{1,3}(?:\.[0-9]{3}){1,5}),([0-9]{1,18})|([-+]?[0-9]{1,3}(?:\.[0-9]{3}){2,5})"
    r"|([-+]?[0-9]{1,3}(?:,[0-9]{3}){1,5})\.([0-9]{1,18})|([-+]?[0-9]{1,3}(?:,[0-9]{3}){2,5})"
)


def readings(typed: str) -> list[str]:
    """
    What a number can mean, each reading as it is typed without a doubt:
    196.500 is 196500 or 196.5, 196 500 is 196500, 10,2 is 10.2.  None for what is no number.
    """
    text = typed.translate(_SIGNS).strip()
    if found := _EITHER.fullmatch(text):
        return [found[1] + found[2], _point(found[1], found[2])]
    if found := _DECIMAL.fullmatch(text):
        return [_point(found[1], found[2] or "")]
    if found := _IN_THOUSANDS.fullmatch(text):
        whole, decimals = (found[1] or found[4] or found[6] or found[7] or found[9], found[3] or found[5] or found[8])
        return [_point(re.sub("[^-+0-9]", "", whole), decimals or "")]
    return []


def _point(whole: str, decimals: str) -> str:
    """
    With a point before decimals, which are never three.
    """
    if not decimals:
        return whole
    short = decimals.rstrip("0") or "0"
    return f"{whole}.{short}0" if len(short) == len("000") else f"{whole}.{short}"
