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

TRUNK_ZERO = (
    "2[07]|3[1-3]|4[013469]|5[13-578]|6[0-46]|8[1246]|9[0-58]|21[1-38]|23[1-4]|24[39]|25[0-24-6]|26[0-5]|291"
    "|35[3589]|37[0347]|38[0-35-79]|42[13]|508|59[013-68]|686|85[056]|88[06]|96[1-467]|97[0-267]|99[4-6]"
)
"""
Country codes behind which a 0 is dialled only within the country (national_prefix
of libphonenumber); behind all others it is part of the number: +229 01 20 21 12 34.
"""
WRITTEN = rf"(?:\+(?!(?:{TRUNK_ZERO}) 0)[1-9][0-9]{{0,2}} [0-9]+(?:(?: [0-9]+)+(?:-[0-9]+)?)?|11(?:5|6[0-9]{{3}}))"
"""
The pattern of a number as the registry writes it: with its country code, or 115
and the European 116 000 to 116 999 in one group, which have none.
"""
LONGEST_NUMBER = 15
"""Digits with the country code (E.164)."""
LONGEST_GERMAN = 17
"""
Digits with the country code: direct dialling is older than E.164, and so long
a number is possible for libphonenumber.
"""
SHORTEST_WHOLE = 6
"""Digits with the country code that a number has at least: an area code and one digit behind it."""
SHORTEST_TYPED = 3
_GERMANY = "49"
# Patterns are texts here, which Python compiles when one is asked for, and keeps: most runs ask for none.
# What ITU-T has given to countries and networks (list of E.164 country codes).
_COUNTRIES = (
    "1|7|2(?:[07]|1[1-368]|[2346][0-9]|5[0-8]|9[01789])|3(?:[0-469]|[57][0-9]|8[0-35-79])|4(?:[013-9]|2[013])"
    "|5(?:[1-8]|[09][0-9])|6(?:[0-6]|7[02-9]|8[0-35-9]|9[0-2])|8(?:[1246]|0[08]|5[02356]|7[08]|8[012368])"
    "|9(?:[0-58]|6[0-8]|7[0-79]|9[2-68])"
)
# Where all numbers begin with 0, which some put into brackets: Italy, Ivory Coast, Benin, Gabon, Congo, San Marino.
_BEGIN_WITH_ZERO = frozenset({"39", "225", "229", "241", "242", "378"})
_MOBILE = "1[67][0-9]|15[0-9]{1,2}"
# Four German area codes have two digits, and only those in the east that begin with 3 have five.
_AREA = rf"{_MOBILE}|30|40|69|89|(?!30|40|69|89|1[5-7])[1-9][0-9]{{2,3}}|3[3-9][0-9]{{3}}"
_LONGEST_AREA = 5
_SHORTEST_GROUP = 3
_LONGEST_JOINED = 4
# Nobody writes a number with more characters than that.
_LONGEST_TEXT = 100
_WITHIN = r"\+[0-9][0-9 -]+[0-9]"
_LABEL = r"(?i:(?:tel(?:efon)?|ruf)(?:[.-]* ?nr|nummer)?|fon|phone|t(?=[.:]))\b[.:\s]*"
_SIGNS = str.maketrans("‐‑‒–—―−⁄∕", "-------//", "\u200b\u2060\u00ad\ufeff")
_OTHER_LABEL = r"\b(?:tel|telefon|fon|fax|telefax|mobil|handy)\b\W*"
# A word or sign that joins two numbers, the label of another one, a whole one behind a word, one in the next line.
_BETWEEN_TWO = (
    rf"(?i)[0-9]\W*(?:(?:[,;|&+]|\b(?:und|oder|bzw|bis|sowie|u|o|od)\b)\W*(?:{_OTHER_LABEL})?|{_OTHER_LABEL})[0-9]"
    r"|[0-9][^0-9]*[^\W\d_][^0-9]*(?:\+ ?[1-9]|0[0-9])[0-9 ()/-]{4}"
    r"|-[0-9]+\s*\n\s*[0-9]"
)
_BEGINNING = r"\(? ?(?:(\+|00)[ (]*(?=[1-9])|0(?!0))"


class TwoNumbersError(ValueError):
    """
    A text has two telephone numbers or more.
    """


class Number(NamedTuple):
    """
    A telephone number: the country code, the groups of digits (the area code
    first), and the extension.  `is_plain` says whether it can't be divided otherwise.
    """

    country: str
    groups: tuple[str, ...]
    extension: str = ""
    is_plain: bool = True

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
    number, _, extension = text[1:].partition("-")
    country, *written = number.split(" ")
    if text.startswith("+") and re.fullmatch(WRITTEN, text) and re.fullmatch(_COUNTRIES, country):
        return Number(country, tuple(written), extension)
    plain = re.sub(r"[^\S\n]", " ", text.translate(_SIGNS)).strip()
    plain = plain[label.end() :] if (label := re.match(_LABEL, plain)) else plain
    if re.search(_BETWEEN_TWO, plain):
        raise TwoNumbersError(text)
    plain = re.sub(r"\s+", " ", plain.rstrip(" .,;\n"))
    if re.fullmatch("11(5|6 ?[0-9]{3})", plain):
        return Number("", (plain.replace(" ", ""),))
    beginning = re.match(_BEGINNING, plain)
    if not beginning or not re.fullmatch("[0-9 ()/.-]*", rest := plain[beginning.end() :]):
        return None
    country = _GERMANY
    if beginning[1]:
        code = re.match(_COUNTRIES, rest)
        country = code[0] if code else ""
        rest = _without_trunk_zero(country, rest[len(country) :])
    groups = re.findall("[0-9]+", rest)
    if not groups:
        return Number(country, ())
    signs = re.findall("(?<=[0-9])[^0-9]+(?=[0-9])", rest)
    if _are_several(groups, signs, is_german=country == _GERMANY):
        raise TwoNumbersError(text)
    return _divided(country, groups, signs)


def _without_trunk_zero(country: str, rest: str) -> str:
    """
    What stands behind a country code, without the 0 that nobody dials there.
    """
    if re.fullmatch(TRUNK_ZERO, country):
        return re.sub(r"^([^0-9]*)0(?:(?![0-9]) *\)?)?", r"\1", rest)
    return re.sub(r"^[^0-9]*0 *\) *", "0" if country in _BEGIN_WITH_ZERO else "", rest)


def _are_several(groups: list[str], signs: list[str], *, is_german: bool) -> bool:
    """
    Whether a second number, or a second extension, stands plainly behind the first.
    """
    strokes = [n for n, sign in enumerate(signs) if "/" in sign]
    if strokes and (len(strokes) > 1 or ")" in "".join(signs[: strokes[0]]) or not _is_area(groups[: strokes[0] + 1])):
        return True
    if any(re.search(r"\( ?-", sign) for sign in signs):
        return True
    # A group that begins as an area code does, and enough digits for a number.
    first = 1 if len(groups[0]) > _LONGEST_AREA else 2
    begun = [n for n in range(first, len(groups)) if _begins_area(groups[n]) or groups[n].startswith("00")]
    if is_german and any(len("".join(groups[n:])) >= SHORTEST_WHOLE for n in begun):
        return True
    extensions = [n for n in range(2, len(groups) - 1) if "-" in signs[n - 1]]
    return any(_is_second(groups[n], groups[n + 1]) for n in extensions)


def _is_second(extension: str, group: str) -> bool:
    """
    Whether a group behind an extension begins another number (787-0 788), or is the next extension (787-700-701).
    """
    if len(group) < _SHORTEST_GROUP:
        return False
    return extension == "0" or group[:-1] == extension[:-1]


def _is_area(groups: list[str]) -> bool:
    """
    Whether groups can be an area code: one, or pairs of digits as typewriters had them.
    """
    in_pairs = all(len(group) < _SHORTEST_GROUP for group in groups)
    return (in_pairs or len(groups) == 1) and len("".join(groups)) <= _LONGEST_AREA


def _begins_area(group: str) -> bool:
    return len(group) >= _SHORTEST_GROUP and group[0] == "0" != group[1]


def _divided(country: str, groups: list[str], signs: list[str]) -> Number:
    """
    One number, cut at its signs: a stroke or a bracket ends the area code, else
    that is the first group; the last hyphen behind it begins the extension.
    """
    end = next((n for n, sign in enumerate(signs) if "/" in sign or ")" in sign), 0)
    area, others, between = groups[: end + 1], groups[end + 1 :], signs[end + 1 :]
    hyphens = [n for n, sign in enumerate(between) if "-" in sign]
    last = hyphens[-1] + 1 if hyphens else len(others)
    number, extension = others[:last], others[last:]
    plain = [
        len(groups) == 1 or _is_plain_area(country, area, signs[end:]),
        "(" not in "".join(signs) and ")" not in "".join(between),
        len(hyphens) < 2 or {*signs} == {"-"},  # noqa: PLR2004
        not extension[1:] or _is_one(extension, between[last:]),
    ]
    if country == _GERMANY:
        mobile = bool(re.fullmatch(_MOBILE, "".join(area)))
        plain.append(not any(_begins_area(group) for group in number[mobile:]))
        number = _without_pairs(number, between)
    return Number(country, ("".join(area), *number), "".join(extension), all(plain))


def _is_plain_area(country: str, area: list[str], signs: list[str]) -> bool:
    """
    Whether groups are an area code beyond doubt; `signs` begin with the one behind it.
    """
    code, is_marked = "".join(area), bool(re.search("[/)]", signs[0]))
    if country != _GERMANY:
        # Many countries have no area codes: of two groups the second may be an extension.
        return _is_area(area) if is_marked else "-" not in signs[0] or (len(signs) > 1 and _is_area(area))
    return _is_area(area) and bool(re.fullmatch(_AREA, code))


def _is_one(extension: list[str], signs: list[str]) -> bool:
    """
    Whether groups behind a hyphen are one extension, as 7 00 is; behind -0 comes none.
    """
    short = all(len(part) < _SHORTEST_GROUP for part in extension[1:]) and len("".join(extension)) <= _LONGEST_JOINED
    return short and extension[0] != "0" and {*signs} == {" "}


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
    if not number or not number.is_plain or not re.search(r"[0-9)][\s.,;]*\Z", text):
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
    if not re.fullmatch(_COUNTRIES, country):
        return f"no country has the code +{country}"
    if country == _GERMANY and len(digits) > LONGEST_GERMAN:
        return f"{LONGEST_GERMAN} digits are the most in Germany, these are {len(digits)}"
    if country != _GERMANY and len(digits) > LONGEST_NUMBER:
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
    for number in re.finditer(_WITHIN, text):
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
