"""
Where the lines of a table begin and end.
"""

import pytest

from texts import read

OWN = "[members.b]\nname = 'B'\n"


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("# b\n", f"# b\n{OWN}"),
        ("# a\n\n# b\n#b\n", f"# b\n#b\n{OWN}"),
        ('note = """\n# no comment"""\n', OWN),
        ('note = """\n# no comment"""\n# b\n', f"# b\n{OWN}"),
    ],
)
def test_comments_above(above, expected):
    """
    The comments right above a header are its own; the end of a text that looks like one is none.
    """
    text = f"[members.a]\nname = 'A'\n{above}{OWN}"
    assert expected == text[slice(*read(text).member("b"))]


def test_apart():
    """
    Where the tables of a member stand apart, each is found by its place, whatever its number within the member.
    """
    text = "[[members.a.links]]\ntitle = '1'\n[members.b]\n[[members.a.links]]\ntitle = '2'\n"
    blocks = read(text).blocks
    for number in (0, 1):
        path = ("members", "a", "links", number, "title")
        assert f"'{number + 1}'" == text[slice(*blocks.value(path))]
    assert [("members", "a", "links", 1, "title")] == [pair.path for pair in blocks.pairs(2)]
