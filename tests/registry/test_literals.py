import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wi_cli.registry.literals import characters

BASIC = st.lists(st.sampled_from(["a", "ü", "\\t", '\\"', "\\\\", "\\u00fc", "\\U0001F600", "'", "\t", "😀"]))
LINES = st.lists(
    st.sampled_from(
        ["a", "ü", "\u2028", "\u00a0", "\\n", "\\u200b", "\n", "\r\n", "\\\n  ", "\\ \r\n\n\t", "'", '"a', "\\\\"]
    )
)
PLAIN = st.lists(st.sampled_from(["a", "ü", "\\", "\\u00fc", '"', "\t"]))
PLAIN_LINES = st.lists(st.sampled_from(["a", "\\", "\n", "\r\n", "ü", '"', "'a"]))
LITERALS = st.one_of(
    BASIC.map(lambda parts: f'"{"".join(parts)}"'),
    LINES.map(lambda parts: f'"""{"".join(parts)}"""'),
    PLAIN.map(lambda parts: f"'{''.join(parts)}'"),
    PLAIN_LINES.map(lambda parts: f"'''{''.join(parts)}'''"),
)


@given(LITERALS)
@example('"""\n\\\n"""')
@example('""')
def test_each_character(literal):
    """
    What stands for a character stands for it alone, and nothing is between but what stands for none.
    """
    text = tomllib.loads(f"x = {literal}")["x"]
    quotes = literal[:3] if literal[:3] in ('"""', "'''") else literal[0]
    pieces = [literal[slice(*span)] for span in characters(literal)]
    assert list(text) == [tomllib.loads(f"x = {quotes}.{piece}{quotes}")["x"][1:] for piece in pieces]
    inner = literal[len(quotes) : -len(quotes)]
    assert len("".join(pieces)) <= len(inner)
    assert (
        text == tomllib.loads(f"x = {quotes}\n{''.join(pieces)}{quotes}" if len(quotes) > 1 else f"x = {literal}")["x"]
    )


@pytest.mark.parametrize(
    ("expected", "literal"),
    [([1, 2], '"ab"'), ([4, 5], '"""\nab"""'), ([5, 7], "'''\r\n\r\na'''"), ([1, 7], '"\\u00fc\\t"')],
)
def test_places(expected, literal):
    """
    Escapes are one character; the line end behind three quotes is none, that of Windows is one.
    """
    assert expected == [start for start, _ in characters(literal)]
