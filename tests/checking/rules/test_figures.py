import pytest

from judged import KASSEL, problems


@pytest.mark.parametrize(("factor", "expected"), [(3, ["WI224"]), (2.99, []), (1 / 3, ["WI224"]), (0.34, []), (0, [])])
def test_jump(factor, expected):
    """
    Three times as much or a third is a jump; nothing at all is none.
    """
    assert expected == [p.code for p in problems({f"{KASSEL}.figures.1.value": 195500 * factor})]
