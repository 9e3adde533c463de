"""
Which figure is meant: by the words for an indicator, and of several values the one nearest to a day.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from wi_cli.errors import UsageError
from wi_cli.german.slips import did_you_mean
from wi_cli.german.spelling import forms
from wi_cli.german.wording import LABELS, called, cited
from wi_cli.registry.values import POPULATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wi_cli.registry.values import Figure, Registry

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MONTHS = 12
Days = tuple[int, int]
"""The first and the last day that a date can mean, counted as `date.toordinal` does."""


def known(registry: Registry) -> list[str]:
    """
    The ids of all indicators: those that are declared, then those that figures name without.
    """
    used = (figure.indicator for member in registry.members.values() for figure in member.figures)
    return list(dict.fromkeys((*registry.indicators, *used)))


def titled(key: str, registry: Registry) -> str:
    """
    What an indicator measures, behind the whole that it is a part of: "Arbeitslosenquote, davon SGB III".
    """
    indicator = registry.indicators.get(key)
    if indicator is None:
        return key
    whole = registry.indicators.get(indicator.part_of or "")
    return f"{whole.label}, {indicator.label}" if whole else indicator.label


def indicator_called(wanted: str, registry: Registry) -> str | None:
    """
    The id of the indicator that is meant by its id or label, in any German spelling; None if there is none.

    Raises `UsageError` for a label that several have.
    """
    ids = known(registry)
    if wanted in ids:
        return wanted
    typed = forms(wanted) - {""}
    found = [key for key in ids if any(not typed.isdisjoint(forms(name)) for name in _names(key, registry))]
    if len(found) > 1:
        raise UsageError(f"{cited(wanted)} can mean several indicators", f"type one of these: {', '.join(found)}")
    return found[0] if found else None


def _names(key: str, registry: Registry) -> Iterable[str]:
    label = registry.indicators[key].label if key in registry.indicators else key
    # Tables of members have a word of their own for it.
    return (key, label, titled(key, registry), *((LABELS[POPULATION],) if key == POPULATION else ()))


def advice(wanted: str, registry: Registry, others: Iterable[str] = ()) -> str:
    """
    What to type instead of an unknown word that is to be an indicator, or one of `others`: the nearest, or all.
    """
    ids = known(registry)
    # More words than are worth being told can be typed.
    near = did_you_mean(
        wanted, [*dict.fromkeys((*called(others), *ids, *(name for key in ids for name in _names(key, registry))))]
    )
    return near or f"there are: {', '.join(dict.fromkeys((*others, *ids)))}"


def nearest(figures: Sequence[Figure], day: str) -> Figure | None:
    """
    The figure whose date is nearest to `day` (any date of the registry); the later of two
    that are as near, an undated one only if none is dated.  None if there are no figures.
    """
    wanted = days(day)
    dated = [(figure, found) for figure in figures if (found := days(figure.as_of or ""))]
    if not dated or not wanted:
        return figures[0] if figures else None
    return min(dated, key=lambda pair: _distance(pair[1], wanted))[0]


def _distance(found: Days, wanted: Days) -> tuple[int, int, int]:
    """
    Days between two dates; then between their ends, for what lies in one year; then the later first.
    """
    gap = max(0, found[0] - wanted[1], wanted[0] - found[1])
    return gap, abs(found[1] - wanted[1]), -found[1]


def days(text: str) -> Days | None:
    """
    What days a date of the registry means; None for what is no date.
    """
    start, slash, end = text.partition("/")
    first, last = _days_of(start), _days_of(end if slash else start)
    return (first[0], last[1]) if first and last else None


def _days_of(text: str) -> Days | None:
    if text == "..":
        return date.min.toordinal(), date.max.toordinal()
    found = _DATE.fullmatch(text)
    if not found or not 0 < int(found[2] or 1) <= _MONTHS:
        return None
    # The calendar ends with 9999, and has no year 0.
    year = min(max(int(found[1]), date.min.year), date.max.year - 1)
    month = int(found[2] or 1)
    months = year * _MONTHS + (month if found[2] else _MONTHS)
    first, behind = date(year, month, 1).toordinal(), date(months // _MONTHS, months % _MONTHS + 1, 1).toordinal()
    if not found[3]:
        return first, behind - 1
    day = first + int(found[3]) - 1
    return (day, day) if first <= day < behind else None
