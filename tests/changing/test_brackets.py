"""
Arrays and inline tables in canonical layout.
"""

import pytest

from wi_cli.changing import layout

SHORT = f'["{"a" * 46}", "{"b" * 46}"]'
LONG = SHORT.replace("bb", "bbb", 1)


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        (SHORT, SHORT.replace(", ", "\n,\n").replace("]", ",]")),
        (LONG.replace("[", "[\n    ").replace(", ", ",\n    ").replace("]", ",\n]"), LONG),
        ("[]", "[ \n ]"),
        ("{}", "{\t}"),
        ('[[1, 2], ["a"], { a = [] }]', '[[1,2,],\n["a"] ,{a=[\n]}]'),
        ("{ a.b = 1, \"c\".'d' = 2000-01-01 07:00:00 }", "{a . b=1,\"c\" . 'd'=2000-01-01 07:00:00}"),
        ("[\n    # none yet\n]", "[ # none yet\n]".replace("[ ", "[\n\n\n")),
        ("[  # why\n    1,\n]", "[ # why\n1\n]"),
        ("[\n    1,  # one\n    [2,\n        3,  # deep\n    ],\n]", "[1, # one\n[2,\n3, # deep\n]]"),
        ("{ a = [1,  # one\n    ] }", "{a=[1, # one\n]}"),
    ],
)
def test_compound(expected, written):
    """
    Arrays are in one line up to 100 characters, else an item a line; comments stay by their items.
    """
    assert len(SHORT) == 100
    assert f"x = {expected}\n" == layout.formatted(f"x={written}")


@pytest.mark.parametrize(
    "text",
    [
        f"x = {LONG}  # wi: ignore WI231 both\n",
        f"# wi: ignore WI231 both\nx = {LONG}\n",
        'x = ["a",\n    "b"]  # wi: ignore WI231 not a\n',
        'x = ["a",\n    # wi: ignore WI231 two of them\n    "b", "b",\n]\n',
        'x = [\n    "a",\n    # wi: ignore WI231 nothing here\n\n]\n',
    ],
)
def test_silenced_lines(text):
    """
    An array that a `wi: ignore` may be about keeps its lines: it silences by line.
    """
    assert text == layout.formatted(text)


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        ('[\n    { a = [\n            # b\n        ], "# wi: c" = 1 },\n]', '[{a=[\n# b\n],"# wi: c"=1}]'),
        ("[\n    ['wi:'\n    ],  # b\n]", "[['wi:'\n\n],# b\n]"),
        ("[\n    # b\n    'wi:',\n]", "[\n# b\n'wi:'\n\n]"),
        ("[\n    # b\n    '# wi: ignore WI101 so',\n]", "[\n\n# b\n'# wi: ignore WI101 so'\n\n\n]"),
    ],
)
def test_only_comments_silence(expected, written):
    """
    A key or a text that looks like a comment that silences is none: the layout is what it would be without, and final.
    """
    once = layout.formatted(f"x = {written}")
    assert f"x = {expected}\n" == once
    assert once == layout.formatted(once)
