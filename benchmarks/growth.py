"""
The picture of how time grows with the number of members.
"""

from __future__ import annotations

from math import log
from statistics import quantiles
from typing import NamedTuple

# The seconds of two programs, ours first, run by run; and such runs by what was done.
Pairs = list[tuple[float, float]]
Point = dict[str, Pairs]

# A panel's place and size, and how far it is to the next one.
LEFT, TOP, WIDTH, HEIGHT, STEP = 56, 52, 200, 220, 310
TICKS = [base * 10.0**power for power in range(-3, 4) for base in (1, 2, 5)]
# Neither light nor dark: they are read on white and on black.
INK = "#7d8590"
PROGRAMS = (("wi", "#2f81f7"), ("khard", "#d9822b"))

PICTURE = f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 990 324" role="img" font-family="system-ui, sans-serif">
<title>Seconds on the clock that wi and khard take, by number of members</title>
<g font-size="12" fill="{INK}">
{{}}
</g>
</svg>
"""


class Axes(NamedTuple):
    """
    Both logarithmic: members from left to right, seconds upwards between two ticks.
    """

    sizes: list[int]
    low: float
    high: float

    def x(self, size: float) -> float:
        """
        Where a size lies in its panel.
        """
        return WIDTH * log(size / self.sizes[0]) / log(self.sizes[-1] / self.sizes[0])

    def y(self, seconds: float) -> float:
        """
        Where a time lies.
        """
        return TOP + HEIGHT * log(self.high / seconds) / log(self.high / self.low)

    def points(self, values: list[tuple[int, float]]) -> str:
        """
        Sizes and times as the points of a line.
        """
        return " ".join(f"{self.x(size):.1f},{self.y(seconds):.1f}" for size, seconds in values)


def drawn(points: dict[int, Point]) -> str:
    """
    SVG: a panel for each thing done; a line joins the medians, half of the runs lie in its shade.
    """
    seconds = [value for point in points.values() for pairs in point.values() for pair in pairs for value in pair]
    low = max(tick for tick in TICKS if tick <= min(seconds))
    high = min(tick for tick in TICKS if tick >= max(seconds))
    axes = Axes(sorted(points), low, high)
    parts = []
    for number, what in enumerate(points[axes.sizes[0]]):
        parts.append(f'<g transform="translate({LEFT + number * STEP},0)">')
        parts.append(f'<text y="24" font-size="16" font-weight="600">{what}</text>')
        parts += _grid(axes, named=number == 0)
        parts += _lines(axes, {size: points[size][what] for size in axes.sizes})
        parts.append("</g>")
    return PICTURE.format("\n".join(parts))


def _grid(axes: Axes, *, named: bool) -> list[str]:
    parts = []
    for tick in TICKS:
        if axes.low <= tick <= axes.high:
            at = axes.y(tick)
            parts.append(f'<path d="M0 {at:.1f}h{WIDTH}" stroke="{INK}" stroke-opacity=".3"/>')
            if named:
                parts.append(f'<text x="-8" y="{at + 4:.1f}" text-anchor="end">{tick:g} s</text>')
    bottom = TOP + HEIGHT
    for size in axes.sizes:
        at = axes.x(size)
        parts.append(f'<path d="M{at:.1f} {bottom}v5" stroke="{INK}"/>')
        parts.append(f'<text x="{at:.1f}" y="{bottom + 20}" text-anchor="middle">{size:,}</text>')
    return [*parts, f'<text x="{WIDTH / 2}" y="{bottom + 42}" text-anchor="middle">members</text>']


def _lines(axes: Axes, runs: dict[int, Pairs]) -> list[str]:
    parts, ends = [], []
    for which, (name, colour) in enumerate(PROGRAMS):
        seconds = {size: [pair[which] for pair in runs[size]] for size in axes.sizes}
        quarters = [(size, quantiles(values, n=4, method="inclusive")) for size, values in seconds.items()]
        low, middle, high = ([(size, cuts[part]) for size, cuts in quarters] for part in range(3))
        shade = axes.points(high + low[::-1])
        parts.append(f'<polygon points="{shade}" fill="{colour}" fill-opacity=".25"/>')
        parts.append(f'<polyline points="{axes.points(middle)}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        for size, value in middle:
            parts.append(f'<circle cx="{axes.x(size):.1f}" cy="{axes.y(value):.1f}" r="4" fill="{colour}"/>')
        last = middle[-1][1]
        ends.append((axes.y(last) + 5, colour, f'<tspan font-weight="600">{name}</tspan> {last:.2g} s'))
    above = 0.0
    for at, colour, text in sorted(ends):
        above = max(at, above + 18)  # names don't cover each other
        parts.append(f'<text x="{WIDTH + 10}" y="{above:.1f}" font-size="14" fill="{colour}">{text}</text>')
    return parts
