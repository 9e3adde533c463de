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
_BEFORE = re.compile(r"(?:stand|vom|am|im)\b[:\s]*", re.IGNORECASE)
_WRITTEN = re.compile("[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_DAYS = (
    re.compile(r"(?P<d>[0-9]{1,2})[./-] ?(?P<m>[0-9]{1,2})[./-] ?(?P<y>[0-9]{4}|[0-9]{2})"),
    re.compile(r"(?P<y>[0-9]{4})[./-](?P<m>[0-9]{1,2})[./-](?P<d>[0-9]{1,2})"),
    re.compile(r"(?P<m>[0-9]{1,2}) ?[./-] ?(?P<y>[0-9]{4})"),
    re.compile(r"(?P<y>[0-9]{4})[./-](?P<m>[0-9]{1,2})"),
    re.compile(r"(?:(?P<d>[0-9]{1,2})\.? ?)?(?P<word>[^\W\d_]{3,9})\.? ?(?P<y>[0-9]{4})"),
)
_SCHOOL_YEAR = re.compile(r"(?:(?:schuljahr|sj)\.? ?)?([0-9]{4}) ?/ ?(?:[0-9]{2})?([0-9]{2})", re.IGNORECASE)
# Quarters and halves of a year, with the months that each has.
_PARTS = (
    (
        re.compile(
            r"(?:q ?(?P<n>[1-4])|(?P<o>[1-4])\. ?quartal|(?P<p>[1-4])\.? ?q)[ /-]*(?P<y>[0-9]{4})", re.IGNORECASE
        ),
        3,
    ),
    (re.compile(r"(?P<y>[0-9]{4})[ /-]*q ?(?P<n>[1-4])(?P<o>)(?P<p>)", re.IGNORECASE), 3),
    (
        re.compile(
            r"(?:h ?(?P<n>[12])|(?P<o>[12])\. ?halbjahr|(?P<p>[12])\.? ?hj\.?)[ /-]*(?P<y>[0-9]{4})", re.IGNORECASE
        ),
        6,
    ),
    (re.compile(r"(?P<y>[0-9]{4})[ /-]*h ?(?P<n>[12])(?P<o>)(?P<p>)", re.IGNORECASE), 6),
)
_OPEN = re.compile(r"(seit|ab|bis) (.+)", re.IGNORECASE)
_BETWEEN = re.compile(r" ?[–—] ?| - | bis |(?<=[0-9]{4})-(?=[0-9]{4})")


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
    ends = _BETWEEN.split(plain)
    if len(ends) == 2:  # noqa: PLR2004
        return [f"{start}/{end}" for start in _single(ends[0]) for end in _single(ends[1])]
    return [*_period(plain), *_single(plain)]


def _period(text: str) -> list[str]:
    found = _SCHOOL_YEAR.fullmatch(text)
    if found and (int(found[1]) + 1) % 100 == int(found[2]):
        return [f"{found[1]}-08/{int(found[1]) + 1:04}-07"]
    for form, months in _PARTS:
        if found := form.fullmatch(text):
            last = int(found["n"] or found["o"] or found["p"]) * months
            return [f"{found['y']}-{last - months + 1:02}/{found['y']}-{last:02}"]
    return []


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
    year, day = int(parts["y"]), parts.get("d")
    if len(parts["y"]) == 2:  # noqa: PLR2004
        year += 2000 if year <= _LAST_OF_THIS_CENTURY else 1900
    try:
        meant = date(year, month, int(day or 1))
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
