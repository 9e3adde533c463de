import pytest

from judged import KASSEL, problems, said


@pytest.mark.parametrize(("factor", "expected"), [(3, ["WI224"]), (2.9, []), (0.2, ["WI224"]), (0.4, []), (0, [])])
def test_jump(factor, expected):
    """
    Three times as much or a third, or less, is a jump; nothing at all is none.
    """
    assert expected == [p.code for p in problems({f"{KASSEL}.figures.1.value": 195500 * factor})]


DECLARE = "declare decimals = {} for 'population'"


@pytest.mark.parametrize(
    ("message", "hint", "value", "decimals"),
    [
        ("196.5 has 1 decimal, 'population' has none", f"did you mean 196500? else {DECLARE.format(1)}", 196.500, 0),
        ("1.234 has 3 decimals, 'population' has none", f"did you mean 1234? else {DECLARE.format(3)}", 1.234, 0),
        ("0.5 has 1 decimal, 'population' has none", DECLARE.format(1), 0.500, 0),
        ("1234.5 has 1 decimal, 'population' has none", DECLARE.format(1), 1234.5, 0),
        ("10.1234 has 4 decimals, 'population' has none", DECLARE.format(4), 10.1234, 0),
        ("10.25 has 2 decimals, 'population' has 1", DECLARE.format(2), 10.25, 1),
    ],
)
def test_too_many_decimals(message, hint, value, decimals):
    """
    More decimals than declared are an error, which says what else may be meant: thousands only where that is possible.
    """
    figure = {"indicator": "population", "value": value, "sources": ["kassel-portrait"]}
    changes = {"indicators.population.decimals": decimals, f"{KASSEL}.figures": [figure]}
    assert [("WI232", f"{KASSEL}.figures.0.value", f"value {message}", hint)] == said(changes)


@pytest.mark.parametrize(("value", "decimals"), [(196500, 0), (196500.0, 0), (10.2, 1), (10, 1), (10.25, 2), (1e15, 0)])
def test_declared_decimals(value, decimals):
    """
    A value may have fewer decimals than declared.
    """
    figure = {"indicator": "population", "value": value, "sources": ["kassel-portrait"]}
    changes = {"indicators.population.decimals": decimals, f"{KASSEL}.figures": [figure]}
    assert [] == said(changes)


def test_decimals_of_ranges_and_networks():
    """
    The upper end of a range is measured, too, and so are the figures of the network.
    """
    figure = {"indicator": "population", "value": 195, "value_max": 196.5, "sources": ["kassel-portrait"]}
    paths = [path for code, path, *_ in said({f"{KASSEL}.figures": [figure], "network.figures": [figure]})]
    assert ["network.figures.0.value_max", f"{KASSEL}.figures.0.value_max"] == paths
