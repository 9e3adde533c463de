"""
Several dated values of one indicator as a small chart.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.registry import figures
from wi_cli.registry.values import TARGET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wi_cli.registry.values import Figure

WIDTH, HEIGHT, MARGIN, WORDS = 132, 54, 5, 14
FEWEST = 2


class Curve(NamedTuple):
    """
    A chart in units of `WIDTH` by `HEIGHT`: a point for each value, and lines `together` between those that were
    counted alike, `apart` between others; from the `first` year to the `last`.
    """

    points: tuple[tuple[float, float], ...]
    together: tuple[str, ...]
    apart: tuple[str, ...]
    first: int
    last: int
    words: str
    width: int = WIDTH
    height: int = HEIGHT


def curve(values: Sequence[Figure], words: str) -> Curve | None:
    """
    How measured values went, the lowest at the bottom and the highest at the top; None unless two of different days
    differ.  `words` say what is measured.
    """
    dated = sorted(((day, figure) for figure in values if (day := _day(figure))), key=lambda pair: pair[0])
    numbers = [figure.value for _, figure in dated]
    if len({day for day, _ in dated}) < FEWEST or len(set(numbers)) < FEWEST:
        return None
    first, last, low, high = dated[0][0], dated[-1][0], min(numbers), max(numbers)
    points = [
        (
            round(MARGIN + (day - first) / (last - first) * (WIDTH - 2 * MARGIN), 1),
            round(MARGIN + (high - figure.value) / (high - low) * (HEIGHT - WORDS - 2 * MARGIN), 1),
        )
        for day, figure in dated
    ]
    lines: dict[bool, list[str]] = {True: [], False: []}
    for ((x, y), (_, before)), ((u, v), (_, figure)) in pairwise(zip(points, dated, strict=True)):
        # What is noted beside a value says how it was counted.
        lines[before.note == figure.note].append(f"M{x:g} {y:g}L{u:g} {v:g}")
    years = [date.fromordinal(day).year for day in (first, last)]
    return Curve(tuple(points), tuple(lines[True]), tuple(lines[False]), years[0], years[1], words)


def _day(figure: Figure) -> int | None:
    """
    The last day that a measured value is of, counted as `date.toordinal` does; None for what goes on or has no date.
    """
    days = figures.days(figure.as_of or "") if figure.qualifier != TARGET else None
    return days[1] if days and ".." not in (figure.as_of or "") else None
