import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.registry.values import LARGEST_VALUE, Figure
from wi_cli.sharing.page.curves import HEIGHT, MARGIN, WIDTH, WORDS, curve


def value(number, as_of=None, note=None, qualifier=None):
    return Figure("population", number, as_of=as_of, note=note, qualifier=qualifier)


def test_a_curve():
    """
    Points go from left to right by their days, the highest to the top; a line is dashed where counting changed.
    """
    drawn = curve([value(20, "2023", "neu"), value(10, "2021"), value(15, "2022")], "Einwohner")
    bottom = HEIGHT - WORDS - MARGIN
    assert ((MARGIN, bottom), (WIDTH / 2, (MARGIN + bottom) / 2), (WIDTH - MARGIN, MARGIN)) == drawn.points
    assert (["M5 35L66 20"], ["M66 20L127 5"]) == ([*drawn.together], [*drawn.apart])
    assert (2021, 2023, "Einwohner") == (drawn.first, drawn.last, drawn.words)


@pytest.mark.parametrize(
    "values",
    [
        [],
        [value(1, "2020")],
        [value(1, "2020"), value(2)],
        [value(1, "2020"), value(1, "2021")],
        [value(1, "2020"), value(2, "2020")],
        [value(1, "2020"), value(2, "2030", qualifier="target")],
        [value(1, "2020"), value(2, "2019/..")],
    ],
)
def test_nothing_to_draw(values):
    """
    Two measured values of two days that differ are the least; targets, and what goes on, have no place on the line.
    """
    assert None is curve(values, "")


numbers = st.floats(-LARGEST_VALUE, LARGEST_VALUE) | st.integers(-LARGEST_VALUE, LARGEST_VALUE)
dates = st.sampled_from(["0001", "2020", "2020-02", "2020-02-29", "9999-12-31", "2011/2012", "../2022", "?", "2020-13"])


@given(st.lists(st.builds(value, numbers, dates), max_size=5))
def test_any_values(values):
    """
    Whatever the values and dates are, what is drawn stays within the chart.
    """
    drawn = curve(values, "")
    for x, y in drawn.points if drawn else ():
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT
