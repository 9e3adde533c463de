"""
Lists that are changed by their elements.
"""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.changing.elements import Array
from wi_cli.registry.locate import Locator
from wi_cli.registry.tokens import comments

LINES = """\
[
  'a',  # one
  # two
  "b",
  'c',
]"""
words = st.sampled_from(["a", "b", "c", "d", "#", "it's", "ä, [b]"])


def changed(text, wanted, newline="\n"):
    locator = Locator(f"x = {text}\n")
    values = tomllib.loads(f"x = {text}\n")["x"]
    spans = [locator.value(("x", n)) for n in range(len(values))]
    return Array(text, [(start - 4, end - 4) for start, end in spans], values, newline).with_values(wanted)


@pytest.mark.parametrize(
    ("expected", "text", "wanted"),
    [
        ("['a', 'c']", "['a', 'b', 'c']", "ac"),
        ("['b', 'c']", "['a', 'b', 'c']", "bc"),
        ("['a', 'b']", "['a', 'b', 'c']", "ab"),
        ("['a']", "['a', 'b', 'c']", "a"),
        ("['c']", "['a', 'b', 'c']", "c"),
        ('["a", "b"]', '["a"]', "ab"),
        ("['a', 'b' ]", "['a' ]", "ab"),
        ("['b', 'a']", "['a']", "ba"),
        ("['a', 'd', 'c']", "['a', 'b', 'c']", "adc"),
        ("[ 'a', \"'\" ]", "[ 'a' ]", "a'"),
        ("[ 'b' ]", "[ 'a'\n , 'b' ]", "b"),
        ("[ 'a' ]", "[ 'a'\n , 'b' ]", "a"),
        (LINES.replace("  'a',  # one\n", ""), LINES, "bc"),
        (LINES.replace('  "b",\n', ""), LINES, "ac"),
        (LINES.replace("  'c',\n", ""), LINES, "ab"),
        (LINES.replace("  'c',\n", "  'c',\n  'd',\n  'e',\n"), LINES, "abcde"),
        (LINES.replace("  'c',\n", "  'c',\n  'd'\n"), LINES.replace("'c',", "'c'"), "abcd"),
        (LINES.replace("\"b\",\n  'c',\n", '"b"\n'), LINES.replace("'c',", "'c'"), "ab"),
        ("[\n 'a' # one\n]", "[\n 'a', # one\n 'b' # two\n]", "a"),
        (LINES.replace('  "b",\n', '  "b",\n  "d",\n'), LINES, "abdc"),
        ("['a',\r\n 'b',\r\n 'c'\r\n]", "['a',\r\n 'b'\r\n]", "abc"),
        (None, LINES, ""),
        (None, "[]", "a"),
        (None, "[\n  'a', 'b', # both\n  'c' # last\n]", "a"),
    ],
)
def test_elements(expected, text, wanted):
    """
    What goes takes its comma, its line and the comment behind it along; what comes is written as its neighbour is.
    None where a comment would be lost that may be about something else, or nothing is there to go by.
    """
    assert expected == changed(text, [*wanted], "\r\n" if "\r" in text else "\n")


@st.composite
def arrays(draw):
    """
    An array in any layout.
    """
    blank = st.sampled_from(["", " ", "\n  ", "\n", " # remark\n", "\n  # remark\n  "])
    values = draw(st.lists(words, min_size=1, max_size=5))
    written = [f"'{value}'" if "'" not in value and draw(st.booleans()) else f'"{value}"' for value in values]
    text = "".join(f"{draw(blank)}{value}{draw(blank)}," for value in written)
    return "[" + (text if draw(st.booleans()) else text[:-1]) + draw(blank) + "]"


@given(arrays(), st.lists(words, min_size=1, max_size=6))
def test_any_array(text, wanted):
    """
    The array says what is wanted; comments come from nowhere, and go only with what stands before them in the line.
    """
    after = changed(text, wanted)
    if after is not None:
        assert wanted == tomllib.loads(f"x = {after}\n")["x"]
        assert len([*comments(after)]) <= len([*comments(text)])
    if wanted == tomllib.loads(f"x = {text}\n")["x"]:
        assert text == after
