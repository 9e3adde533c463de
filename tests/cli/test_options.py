"""
What options that may be repeated make of what was typed.
"""

import pytest

from wi_cli.cli.options import divided, divided_labels


@pytest.mark.parametrize(
    ("words", "labels", "typed"),
    [
        ([], [], None),
        (["HE", "BW"], ["HE", "BW"], ["HE,BW"]),
        (["HE", "BW", "NW"], ["HE, BW", "NW"], ["HE, BW", "NW"]),
        (["HE"], ["HE,"], ["HE,"]),
        ([""], [""], [""]),
        ([""], [","], [","]),
        (["", "HE"], [" , ", "HE"], [" , ", "HE"]),
    ],
)
def test_divided(words, labels, typed):
    """
    Commas divide words, and labels where no blank stands behind them; nothing is a word only by itself: what is
    left of "$A,$B" where neither is set is no filter that lets everybody pass.
    """
    assert (words, labels) == (divided(typed), divided_labels(typed))
