"""
Telephone numbers: as the registry writes them, and as people write and type them.

The registry has them with the country code, blanks between the groups and a
hyphen before an extension (DIN 5008): +49 561 787-0.  One reader says which
digits somebody meant, for whoever checks, mends or looks for a number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wi_cli.german.spelling import Span

KEEPS_ZERO = "39|225|24[12]|378"
"""Country codes behind which the 0 is part of the number: Italy, Ivory Coast, Gabon, Congo, San Marino."""
WRITTEN = (
    rf"(?:\+(?:(?:{KEEPS_ZERO}) 0[0-9]*|[1-9][0-9]{{0,2}} [1-9][0-9]*)(?:(?: [0-9]+)+(?:-[0-9]+)?)?"
    "|11(?:5|6[0-9]{3}))"
)
"""
The pattern of a number as the registry writes it: with its country code, or 115
and the European 116 000 to 116 999 in one group, which have none.
"""
LONGEST_NUMBER = 15
"""Digits with the country code (E.164)."""
SHORTEST_WHOLE = 6
"""Digits with the country code that a number has at least: an area code and one digit behind it."""
SHORTEST_TYPED = 3
_GERMANY = "49"
# What ITU-T has given to countries and networks (list of E.164 country codes).
_COUNTRIES = re.compile(
    "1|7|2(?:[07]|1[1-368]|[2346][0-9]|5[0-8]|9[01789])|3(?:[0-469]|[57][0-9]|8[0-35-79])|4(?:[013-9]|2[013])"
    "|5(?:[1-8]|[09][0-9])|6(?:[0-6]|7[02-9]|8[0-35-9]|9[0-2])|8(?:[1246]|0[08]|5[02356]|7[08]|8[012368])"
    "|9(?:[0-58]|6[0-8]|7[0-79]|9[2-68])"
)
# The only German area codes of two digits.
_BIG_CITIES = frozenset({"30", "40", "69", "89"})
_SHORTEST_GROUP = 3
# Nobody writes a number with more characters than that.
_LONGEST_TEXT = 100
_WITHIN = re.compile(r"\+\d[\d -]+\d", re.ASCII)
_LABEL = re.compile(r"(?:tel(?:efon)?|fon|phone)\b[.:\s]*", re.IGNORECASE)
_SIGNS = str.maketrans("‐‑‒–—―−⁄∕", "-------//", "\u200b\u2060\u00ad\ufeff")
_BETWEEN_TWO = re.compile(r"[0-9][^0-9]*(?:[,;|&+\n]|\b(?:und|oder|bzw|bis|u|o)\b)[^0-9]*[0-9]")
_BEGINNING = re.compile(r"\(? ?(?:(\+|00)[ (]*(?=[1-9])|0(?!0))")


class TwoNumbersError(ValueError):
    """
    A text has two telephone numbers or more.
    """


class Number(NamedTuple):
    """
    A telephone number: the country code, the groups of digits (of a German
    number the area code first), and the extension.  `divided` says whether it
    is plain where the area code ends.
    """

    country: str
    groups: tuple[str, ...]
    extension: str = ""
    divided: bool = True

    @property
    def digits(self) -> str:
        """
        What is dialled, country code first.
        """
        return "".join((self.country, *self.groups, self.extension))

    @property
    def written(self) -> str:
        """
        As the registry writes it: +49 561 787-0.
        """
        country = (f"+{self.country}",) if self.country else ()
        number = " ".join((*country, *self.groups))
        return f"{number}-{self.extension}" if self.extension else number


def read(text: str) -> Number | None:
    """
    The number that somebody wrote, or began to write, in any of the usual
    spellings: (0561) 787-0, 0 61 31 / 23 12 50, +49 (0)30 23125–0, 0041 44 000 00 00.
    German unless its country is said; None for anything else.

    Raises `TwoNumbersError` if there are several.
    """
    if len(text) > _LONGEST_TEXT:
        return None
    plain = re.sub(r"[^\S\n]", " ", text.translate(_SIGNS)).strip()
    plain = plain[label.end() :] if (label := _LABEL.match(plain)) else plain
    if _BETWEEN_TWO.search(plain):
        raise TwoNumbersError(text)
    plain = re.sub(" +", " ", plain.rstrip(" .,;\n"))
    if re.fullmatch("11(5|6 ?[0-9]{3})", plain):
        return Number("", (plain.replace(" ", ""),))
    beginning = _BEGINNING.match(plain)
    if not beginning or not re.fullmatch("[0-9 ()/.-]*", rest := plain[beginning.end() :]):
        return None
    if not beginning[1]:
        return _divided(_GERMANY, rest, repeats=True)
    code = _COUNTRIES.match(rest)
    country = code[0] if code else ""
    rest = rest[len(country) :]
    if re.fullmatch(KEEPS_ZERO, country):
        return _divided(country, re.sub(r"^[^0-9]*0 *\) *", "0", rest))
    return _divided(country, re.sub(r"^([^0-9]*)0(?:(?![0-9]) *\)?)?", r"\1", rest))


def _divided(country: str, rest: str, *, repeats: bool = False) -> Number | None:
    """
    The number that a country code and what stands behind it (or behind the 0)
    make; `repeats` if a second number would begin with that 0 again.
    """
    groups = re.findall("[0-9]+", rest)
    if not groups:
        return Number(country, ())
    between = re.findall("(?<=[0-9])[^0-9]+(?=[0-9])", rest)
    # A stroke or a bracket ends the area code: one group, or pairs of digits as typewriters had them.
    ends = [n for n, sign in enumerate(between) if "/" in sign or ")" in sign]
    end = ends[0] if ends else 0
    area, others, signs = "".join(groups[: end + 1]), groups[end + 1 :], between[end + 1 :]
    hyphens = [n for n, sign in enumerate(signs) if "-" in sign]
    last = hyphens[-1] + 1 if hyphens else len(others)
    extension = others[last:]
    if repeats and f"0{area}" in others[:-1]:
        raise TwoNumbersError(rest)
    if any("(" in sign for sign in between) or (extension[1:] and not _is_one(extension)):
        return None
    pairs_before_end = not end or max(map(len, groups[: end + 1])) < _SHORTEST_GROUP
    if len(ends) > 1 or not pairs_before_end or (len(hyphens) > 1 and {*between} != {"-"}):
        raise TwoNumbersError(rest)
    divided = bool(ends) or country != _GERMANY or len(groups[0]) >= _SHORTEST_GROUP or groups[0] in _BIG_CITIES
    if country == _GERMANY:
        others[:last] = _without_pairs(others[:last], signs)
        last = len(others) - len(extension)
    return Number(country, (area, *others[:last]), "".join(extension), divided)


def _is_one(extension: list[str]) -> bool:
    """
    Whether groups behind a hyphen are one extension, as 7 00 is; behind -0 comes none.
    """
    return extension[0] != "0" and all(len(part) < _SHORTEST_GROUP for part in extension[1:])


def _without_pairs(groups: list[str], signs: list[str]) -> list[str]:
    """
    Groups of one or two digits that blanks divide are one group: 23 12 50 is 231250.
    """
    joined = groups[:1]
    for group, sign in zip(groups[1:], signs, strict=False):
        if sign == " " and min(len(group), len(joined[-1])) < _SHORTEST_GROUP:
            joined[-1] += group
        else:
            joined.append(group)
    return joined


def mended(text: str) -> str | None:
    """
    A number in the registry's form; None if it isn't plain what was meant, or
    if it can't be one.

    Raises `TwoNumbersError` if there are several.
    """
    if re.fullmatch(WRITTEN, text):
        return None if fault(text) else text
    number = read(text)
    if not number or not number.divided or not re.search(r"[0-9)][\s.,;]*\Z", text):
        return None
    if number.country and len(number.digits) < SHORTEST_WHOLE:
        return None
    return number.written if re.fullmatch(WRITTEN, number.written) and not fault(number.written) else None


def fault(number: str) -> str | None:
    """
    Why a number of the registry's form can't be one.
    """
    country, *_ = number.removeprefix("+").split(" ")
    digits = re.sub("[^0-9]", "", number)
    if not number.startswith("+") or number == f"+{_GERMANY} 115":
        return None
    if not _COUNTRIES.fullmatch(country):
        return f"no country has the code +{country}"
    if len(digits) > LONGEST_NUMBER:
        return f"{LONGEST_NUMBER} digits are the most (E.164), these are {len(digits)}"
    if len(digits) < SHORTEST_WHOLE:
        return f"{len(digits)} digits are too few"
    return None


def dialled(typed: str) -> str:
    """
    The digits of a telephone number or of its beginning, country code first:
    0561 787, +49 (0)561 787 and 0049 561-787 are 49561787.  Empty for anything else.
    """
    if len(re.sub("[^0-9]", "", typed.replace("(0)", ""))) < SHORTEST_TYPED:
        return ""
    try:
        number = read(typed)
    except TwoNumbersError:
        return ""
    return number.digits if number and number.country else ""


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
    The address that dials a number (RFC 3966): tel:+495617870; tel:115;phone-context=+49.
    """
    digits = re.sub(r"[^+\d]", "", number)
    return f"tel:{digits}" if digits.startswith("+") else f"tel:{digits};phone-context=+{_GERMANY}"
