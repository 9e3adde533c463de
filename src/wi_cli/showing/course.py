"""
How an indicator went in several members: a mark for each year, all on one scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wi_cli.german.wording import number, visible
from wi_cli.registry import figures
from wi_cli.registry.values import TARGET, last_day
from wi_cli.showing import comparison, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from wi_cli.registry.values import Figure, Member, Registry
    from wi_cli.showing.comparison import Row

SLOTS = 24
"""Places for marks: a year each, or some years."""
LEVELS = "▁▂▃▄▅▆▇█"
BREAK = "╎"
"""Before a value that was counted in another way than the one before."""


class Course(NamedTuple):
    """
    How one indicator went: a line for each member with its first value, its marks and its last, all on one scale.
    """

    title: str
    scale: str
    lines: tuple[tuple[str, str, str, str], ...]


def course(
    row: Row, names: Mapping[str, tuple[str, bool]], registry: Registry, letters: Callable[[Iterable[str]], str]
) -> Course | None:
    """
    How the values of a row went, if at least two members have several that differ.
    """
    series = {cell.member.id: _by_year(cell.member, row.indicator) for cell in row.present}
    changing = [key for key, values in series.items() if len({figure.value for figure in values.values()}) > 1]
    if len(changing) < comparison.FEWEST:
        return None
    years = [year for key in changing for year in series[key]]
    figures_ = [figure for key in changing for figure in series[key].values()]
    low, high = (end(figure.value for figure in figures_) for end in (min, max))
    first, last = min(years), max(years)
    indicator = registry.indicators.get(row.indicator)
    decimals = indicator.decimals if indicator else 0
    lines = []
    for key in changing:
        shown = list(series[key].values())
        ends = [
            f"{phrases.quantity(figure, indicator)} {letters([figure.note or ''])}".strip()
            for figure in (shown[0], shown[-1])
        ]
        lines.append((names[key][0], ends[0], _spark(series[key], (first, last), (low, high)), ends[1]))
    scale = f"{first}–{last}, {LEVELS[0]} {number(low, decimals)} bis {LEVELS[-1]} {number(high, decimals)}"
    return Course(visible(row.title), scale, tuple(lines))


def _by_year(member: Member, indicator: str) -> dict[int, Figure]:
    """
    The last measured value of each year, in their order.
    """
    found: dict[int, Figure] = {}
    measured = [f for f in member.figures if f.indicator == indicator and f.qualifier != TARGET]
    for figure in sorted(measured, key=lambda figure: last_day(figure.as_of or "")):
        # What goes on has no year.
        if figure.as_of and ".." not in figure.as_of and figures.days(figure.as_of):
            found[int(last_day(figure.as_of)[:4])] = figure
    return found


def _spark(series: dict[int, Figure], years: tuple[int, int], ends: tuple[float, float]) -> str:
    """
    A mark for each value in its year, higher for a larger one; `BREAK` where counting changed.
    """
    span = years[1] - years[0]
    slots = min(span, SLOTS - 1)
    marks = ["  "] * (slots + 1)
    before = None
    for year, figure in series.items():
        height = (figure.value - ends[0]) / (ends[1] - ends[0]) * (len(LEVELS) - 1)
        broken = before is not None and before.note != figure.note
        marks[(year - years[0]) * slots // span] = (BREAK if broken else " ") + LEVELS[round(height)]
        before = figure
    return "".join(marks)
