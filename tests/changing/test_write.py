"""
Values and tables written anew.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import REGISTRIES, RICH
from wi_cli.changing import layout, write
from wi_cli.registry import toml

SHORT = f'["{"a" * 46}", "{"b" * 46}"]'

SCALARS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text("\r\n\t\"'\\\x7f\x00ä "),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)

ITEMS = st.recursive(
    SCALARS,
    lambda below: st.one_of(
        st.lists(below, max_size=4), st.dictionaries(st.text('aB-. "\nä', max_size=3), below, max_size=3)
    ),
    max_leaves=8,
)


@given(ITEMS)
def test_value(item):
    """
    Any value is read back as what it was, and is in canonical layout.
    """
    text = f"x = {write.value(item)}\n"
    assert {"x": item} == toml.loads(text)
    assert text == layout.formatted(text)


@pytest.mark.parametrize(
    ("expected", "item"),
    [
        ('"Köln \\"a\\" \\\\ \\u0000"', 'Köln "a" \\ \0'),
        ('"""\nOne.\n\nTwo.\n"""', "One.\n\nTwo.\n"),
        ('"a\\r\\nb"', "a\r\nb"),
        ('["a\\nb"]', ["a\nb"]),
        ("196500", 196500),
        ("11.0", 11.0),
        ("true", True),
        ("{ lat = 51.5, lon = 7.45 }", {"lat": 51.5, "lon": 7.45}),
        ("[]", []),
        (SHORT, ["a" * 46, "b" * 46]),
        (f'[\n    "{"a" * 100}",\n    1,\n]', ["a" * 100, 1]),
    ],
)
def test_value_by_example(expected, item):
    """
    Values are written as the registry has them.
    """
    assert expected == write.value(item)


@pytest.mark.parametrize("path", [REGISTRIES / "base.toml", RICH], ids=lambda path: path.parent.name)
def test_members(path):
    """
    Every member of a registry in canonical layout, written anew, is what stands there, but for the comments.
    """
    text = path.read_bytes().decode()
    members = toml.loads(text)["members"]
    bare = "".join(
        line.partition("  #")[0].rstrip("\n") + "\n"
        for line in text.splitlines(keepends=True)
        if not line.startswith("#")
    )
    assert bare.endswith("\n" + "\n".join(write.block(key, fields) for key, fields in members.items()))


FIELDS = ["name", "location", "topics", "membership", "contacts", "figures", "zz", "x y", ""]


@given(st.text("ab-.ä\n", max_size=4), st.dictionaries(st.sampled_from(FIELDS), ITEMS))
def test_block(key, fields):
    """
    Whatever a member has, its block says the same and is in canonical layout.
    """
    text = write.block(key, fields)
    assert {"members": {key: fields}} == toml.loads(text)
    assert text == layout.formatted(text)


def test_block_by_example():
    """
    Keys and tables come in the order of the format, unknown ones last, with quotes where they need them.
    """
    fields = {
        "links": [{"url": "u", "title": "t", "more": {"b": 1}}, {}],
        "ö": [{"a": 1}],
        "membership": {"x": 1, "sources": ["s"], "seen": []},
        "summary": "S",
        "zz": 1,
        "location": {"lat": 1.0, "lon": 2.0},
        "a b": 2,
        "kind": "Kreis",
    }
    expected = """\
[members."a.b"]
kind = "Kreis"
location = { lat = 1.0, lon = 2.0 }
summary = "S"
zz = 1
"a b" = 2

[members."a.b".membership]
seen = []
sources = ["s"]
x = 1

[[members."a.b".links]]
title = "t"
url = "u"

[members."a.b".links.more]
b = 1

[[members."a.b".links]]

[[members."a.b"."ö"]]
a = 1
"""
    assert expected == write.block("a.b", fields)


def test_table():
    """
    The other tables of a registry are written likewise.
    """
    assert '[sources.x]\ntitle = "T"\nnote = "N"\n' == write.table(("sources", "x"), {"note": "N", "title": "T"})
    assert '[network]\nname = "N"\n\n[[network.links]]\n' == write.table(("network",), {"links": [{}], "name": "N"})
    assert '[topics]\nb = "B"\na = "A"\n' == write.table(("topics",), {"b": "B", "a": "A"})
