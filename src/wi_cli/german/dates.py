"""
Dates as people write them in German, turned into those of the registry.
"""

from __future__ import annotations

import re
from datetime import date

from wi_cli.german.spelling import fold
from wi_cli.german.wording import MONTHS

# Of two digits: what is older than the networks is a slip, and the next decades are this century.
_LAST_OF_THIS_CENTURY = 69
_LONGEST = 60
_SHORTEST_MONTH = 3
_BEFORE = re.compile(r"(?:stand|vom|von|am|im)\b[:\s]*", re.IGNORECASE)
_WRITTEN = re.compile("[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_DAYS = (
    re.compile(r"(?P<d>[0-9]{1,2})[./-] ?(?P<m>[0-9]{1,2})[./-] ?(?P<y>[0-9]{4}|[0-9]{2})"),
    re.compile(r"(?P<y>[0-9]{4})[./-](?P<m>[0-9]{1,2})[./-](?P<d>[0-9]{1,2})"),
    re.compile(r"(?P<m>[0-9]{1,2}) ?[./-] ?(?P<y>[0-9]{4})"),
    re.compile(r"(?P<y>[0-9]{4})[./-](?P<m>[0-9]{1,2})"),
    re.compile(r"(?:(?P<d>[0-9]{1,2})\.? ?)?(?P<word>[^\W\d_]{3,9})\.? ?['’]?(?P<y>[0-9]{4}|[0-9]{2})"),
)
_SCHOOL_YEAR = re.compile(r"(?:(schuljahr|sj)\.? ?)?([0-9]{4}|[0-9]{2}) ?/ ?(?:[0-9]{2})?([0-9]{2})", re.IGNORECASE)
_PART_OF_YEAR = (
    re.compile(r"(?P<part>.+?)[ /-]*(?P<y>[0-9]{4}|[0-9]{2})"),
    re.compile(r"(?P<y>[0-9]{4})[ /-]*(?P<part>[qh].*)", re.IGNORECASE),
)
# A Roman number alone is a quarter, as statistics have it.
_PART = re.compile(r"([qh]) ?([1-4])|([1-4]|iv|i{1,3})\.? ?(quartal|halbjahr|q|hj)\.?|(iv|i{1,3})", re.IGNORECASE)
_MONTHS_OF = {"q": 3, "quartal": 3, "h": 6, "halbjahr": 6, "hj": 6}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_OPEN = re.compile(r"(seit|ab|bis) (.+)", re.IGNORECASE)
_BETWEEN = re.compile(
    r" ?[–—] ?| - | bis |(?<=[0-9]{4})-(?=[0-9]{4}|[^\W\d_]{3})|(?<=[0-9.])-(?=[0-9]{1,2}\. ?[0-9]{1,2}\.)"
    r"|(?<=[^\W\d_])\.?-(?=[^\W\d_])"
)


def readings(text: str) -> list[str]:
    """
    What a date can mean, as the registry writes it: Q4 2013 is 2013-10/2013-12,
    2011/12 a school year or December.  None for what is no date.
    """
    if len(text) > _LONGEST:
        return []
    plain = _BEFORE.sub("", re.sub(r"\s+", " ", text).strip(), count=1)
    if found := _OPEN.fullmatch(plain):
        return [f"../{one}" if found[1].lower() == "bis" else f"{one}/.." for one in _single(found[2])]
    if whole := [*_period(plain), *_single(plain)]:
        return whole
    ends = _BETWEEN.split(plain)
    if len(ends) != 2:  # noqa: PLR2004
        return []
    return [f"{start}/{end}" for end in _single(ends[1]) for start in _start(ends[0], end)]


def _start(text: str, end: str) -> list[str]:
    """
    Where an interval begins: with the year of its end, or the month, if it has none of its own.
    """
    year, month, bare = end[:4], end[5:7], text.rstrip(".")
    tried = (
        text,
        f"{bare}.{month}.{year}" if len(end) == len("2013-03-31") else "",
        f"{bare}.{year}",
        f"{bare} {year}",
    )
    return next((found for one in tried if (found := _single(one))), [])


def _period(text: str) -> list[str]:
    found = _SCHOOL_YEAR.fullmatch(text)
    if found and (found[1] or len(found[2]) > 2) and (int(found[2]) + 1) % 100 == int(found[3]):  # noqa: PLR2004
        year = _year(found[2])
        return [f"{year:04}-08/{year + 1:04}-07"]
    for form in _PART_OF_YEAR:
        if (found := form.fullmatch(text)) and (part := _PART.fullmatch(found["part"])):
            number = (part[2] or part[3] or part[5]).lower()
            months = _MONTHS_OF[(part[1] or part[4] or "q").lower()]
            last, year = (_ROMAN.get(number) or int(number)) * months, _year(found["y"])
            return [f"{year:04}-{last - months + 1:02}/{year:04}-{last:02}"] if last <= len(MONTHS) else []
    return []


def _year(digits: str) -> int:
    """
    A year of four digits, or of two.
    """
    century = 0 if len(digits) > 2 else 2000 if int(digits) <= _LAST_OF_THIS_CENTURY else 1900  # noqa: PLR2004
    return century + int(digits)


def _single(text: str) -> list[str]:
    """
    A day, a month or a year, if the calendar has it.
    """
    if _WRITTEN.fullmatch(text):
        return [text]
    found = next((match for form in _DAYS if (match := form.fullmatch(text))), None)
    if not found:
        return []
    parts = found.groupdict()
    month = _month(parts["word"]) if parts.get("word") else int(parts["m"])
    day = parts.get("d")
    try:
        meant = date(_year(parts["y"]), month, int(day or 1))
    except ValueError:
        return []
    return [meant.isoformat() if day else meant.isoformat()[: len("2013-12")]]


def _month(word: str) -> int:
    """
    The number of a month by its name or the first letters of that; 0 if it is none.
    """
    wanted = fold(word)
    known = [n for n, name in enumerate(MONTHS, start=1) if fold(name).startswith(wanted)]
    return known[0] if len(known) == 1 and len(wanted) >= _SHORTEST_MONTH else {"mrz": 3}.get(wanted, 0)
