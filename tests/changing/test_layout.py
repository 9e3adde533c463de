"""
A whole text in canonical layout.
"""

from collections import Counter

import pytest
from hypothesis import given

from samples import REGISTRIES
from untidy import texts
from wi_cli.changing import layout, statements
from wi_cli.checking.diagnose import examine
from wi_cli.checking.rule import Settings
from wi_cli.registry import store, toml
from wi_cli.registry.tokens import tokens

SCHEMA = store.schema()
TODAY = Settings("2026-11-22")


def comments(text):
    return Counter(text[slice(*token.span)].rstrip() for token in tokens(text) if token.kind == "comment")


def document(text):
    """
    What a text says, floats by their spelling: nan is not equal to itself.
    """
    return toml.loads(text, parse_float=str)


def found(text):
    return Counter((d.code, d.path) for d in examine(text.encode(), SCHEMA, TODAY).diagnostics)


def assert_kept(text):
    """
    Formatting keeps the document, the comments, what they silence and the kind of line end, and is done at once.
    """
    formatted = layout.formatted(text)
    assert document(text) == document(formatted)
    assert list(document(text).get("members", ())) == list(document(formatted).get("members", ()))
    assert comments(text) == comments(formatted)
    assert found(text) == found(formatted)
    assert formatted == layout.formatted(formatted)
    first = text.partition("\n")[0]
    assert formatted.count("\r\n") == (formatted.count("\n") if first.endswith("\r") else 0)


@given(texts())
def test_any_registry(text):
    """
    Whatever a registry looks like, nothing that it says gets lost, and twice is once.
    """
    assert_kept(text)


@pytest.mark.parametrize("path", sorted(REGISTRIES.rglob("*.toml")), ids=lambda path: path.stem)
def test_registries(path):
    """
    So for every registry of the other tests that is TOML; what is none is refused.
    """
    try:
        text = path.read_bytes().decode()
        toml.loads(text)
    except (ValueError, RecursionError) as error:
        with pytest.raises((type(error), ValueError)):
            layout.formatted(path.read_bytes().decode())
        return
    assert_kept(text)


UNTIDY = """

  #:schema members.schema.json
# The head.



format=1   # the only one
[ network ]

summary = "S"# below
  name="N"
[topics]
b = "B"


# about a
a    = 'A'
# --- sources ---

[members]
[members.k]   # the town

# about the kind
kind = "Gemeinde"
unknown.x = 1
name = \"""
K\"""  # as printed
location={lon=9.50,lat=0x33}
topics = [
  "a", "b" ]
aliases = [ "one", # first


  # all others
  "two" ]
[[members . k . links]]
title = "L"
[[members.k.links]]
title = "M"
# why only seen
[members.k.membership]
seen = ["2014"]
sources = []
# the end"""

# the end"""
TIDY = """\
#:schema members.schema.json
# The head.

format = 1  # the only one

[network]
name = "N"
summary = "S"  # below

[topics]
b = "B"

# about a
a = 'A'
# --- sources ---

[members]

[members.k]  # the town
name = \"""
K\"""  # as printed
# about the kind
kind = "Gemeinde"
location = { lon = 9.50, lat = 0x33 }
aliases = [
    "one",  # first

    # all others
    "two",
]
topics = ["a", "b"]
unknown.x = 1

[[members.k.links]]
title = "L"

[[members.k.links]]
title = "M"

# why only seen
[members.k.membership]
seen = ["2014"]
sources = []
# the end
"""


def test_untidy():
    """
    Everything that the layout is about, once; tables with a comment right below the last are left in their order.
    """
    assert TIDY == layout.formatted(UNTIDY)


def test_line_ends():
    """
    The line ends are those of the first line; the last line gets one.
    """
    crlf = UNTIDY.replace("\n", "\r\n")
    assert TIDY.replace("\n", "\r\n") == layout.formatted(crlf)
    assert "a = 1\r\nb = 2\r\n" == layout.formatted("a=1\r\nb=2\n")
    assert "a = 1\nb = 2\n" == layout.formatted("a=1\nb=2\r\n")
    assert "a = 1\n" == layout.formatted("\n\na=1")
    assert "" == layout.formatted("") == layout.formatted(" \r\n\n")
    assert "# x\n" == layout.formatted("# x")


MEMBER = ("[members.k]\na = 1\n", "[members.k.membership]\nb = 2\n", "[[members.k.links]]\nc = 3\n", "[other]\nd = 4\n")
OWN, MEMBERSHIP, LINKS, OTHER = MEMBER


@pytest.mark.parametrize(
    ("expected", "tables"),
    [
        ((OWN, MEMBERSHIP, LINKS, OTHER), (LINKS, MEMBERSHIP, OWN, OTHER)),
        (
            (OTHER, "# up\n" + OWN, MEMBERSHIP, "# link\n" + LINKS),
            (OTHER, "# link\n" + LINKS, MEMBERSHIP, "# up\n" + OWN),
        ),
        # A remark before the member stays before it, one behind it behind it.
        ((OTHER, "# remark\n\n" + OWN, LINKS, "# end\n"), (OTHER, "# remark\n\n" + LINKS, OWN, "# end\n")),
        # Elements stay in their order, each with the tables below it.
        (
            (OWN, MEMBERSHIP, LINKS, "[members.k.links.x]\ne = 5\n", LINKS),
            (LINKS, "[members.k.links.x]\ne = 5\n", LINKS, OWN, MEMBERSHIP),
        ),
        (("[network]\na = 1\n", "[[network.links]]\n"), ("[[network.links]]\n", "[network]\na = 1\n")),
        # What is unknown comes last.
        ((OWN, LINKS, "[members.k.zz]\n", "[members.k.aa]\n"), ("[members.k.zz]\n", "[members.k.aa]\n", LINKS, OWN)),
    ],
)
def test_tables_in_order(expected, tables):
    """
    The tables of a member come in the order of the format, with their comments.
    """
    assert "\n".join(["format = 1\n", *expected]) == layout.formatted("\n".join(["format = 1\n", *tables]))


@pytest.mark.parametrize(
    "tables",
    [
        (LINKS, "# remark\n\n" + MEMBERSHIP, OWN),
        (LINKS, OWN + "# right below\n", OTHER),
        (LINKS, OWN + "# right below\n"),
        (LINKS, MEMBERSHIP),  # without [members.k], a diagnostic about the member is shown at the first
        ("[[members.k]]\n", "[members.k.links]\n", "[members.k.contacts]\n", "[[members.k]]\n"),
        (LINKS, OTHER, MEMBERSHIP, OWN),  # apart: that is for `wi validate` to say
        (OTHER, "[topics]\n", "[network]\n"),
        ("[members.z]\n", "[members.a]\n"),
    ],
)
def test_tables_left(tables):
    """
    Tables stay where they are if a comment would lose its place, or a diagnostic; members always do.
    """
    text = "\n".join(["format = 1\n", *tables])
    assert text == layout.formatted(text)


@pytest.mark.parametrize("head", ["", "# head of the file\n", "# remark\n\n"])
def test_first_table(head):
    """
    What stands at the top of a file stays there.
    """
    assert f"{head}{LINKS}\n{OWN}" == layout.formatted(f"{head}{LINKS}\n{OWN}")


@pytest.mark.parametrize(
    ("expected", "pairs"),
    [
        ("name = 1\nkind = 2\nzz = 3\naa = 4\n", "zz = 3\naa = 4\nkind = 2\n\nname = 1\n"),
        ("zz = 3\nkind = 1\n# remark\n\nname = 2\naa = 4\n", "zz = 3\nkind = 1\n# remark\n\naa = 4\nname = 2\n"),
        ("kind = 1\nzz = 3\n\n# remark\n\nname = 2\n", "zz = 3\nkind = 1\n\n# remark\n\nname = 2\n"),
        ("# n1\n# n2\nname = 2\n# z\nzz = 3  # behind\n", "# z\nzz = 3 # behind\n# n1\n# n2\nname = 2\n"),
        ("name.b = 1\nname.a = 2\nkind = 3\n", "name . b = 1\nkind = 3\nname.a = 2\n"),
        ("'name' = 1\n\"k\\u0069nd\" = 2\n", "\"k\\u0069nd\" = 2\n'name' = 1\n"),
    ],
)
def test_pairs(expected, pairs):
    """
    Keys come in the order of the format, with their comments; none moves past a remark.
    """
    assert f"[members.k]\n{expected}" == layout.formatted(f"[members.k]\n{pairs}")


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        ("b = 1\n\na = 2\n# right below\n\n# x\nc = 3\n", "\n\nb = 1\n\n\n\na = 2\n# right below\n\n\n# x\nc = 3"),
        ("# remark\n\nb = 1\n", "\n# remark\n\n\nb = 1\n"),
        ("# b\nb = 1\n", "\n# b\nb = 1\n"),
        ("\n# remark\n", "\n\n# remark\n\n"),
    ],
)
@pytest.mark.parametrize("header", ["[topics]\n", "[other]  # unknown\n"])
def test_free_keys(header, expected, written):
    """
    Where keys are free, their order and a blank line between groups are the author's; none stands behind the header.
    """
    assert header + expected == layout.formatted(header + written)


@pytest.mark.parametrize(
    "written", ["0x1F", "1_000", "+1.50E3", "inf", "'a\\b'", "'\u00e4'", '"\\u00e4"', '"""\nb\n"""', "07:32:00"]
)
def test_spelling(written):
    """
    How a value is spelt is the author's choice.
    """
    assert f"x = {written}\n" == layout.formatted(f"x={written}")


@pytest.mark.parametrize("text", ["a = 1 b = 2", "\ufeffa = 1", "a = 1\na = 2", "[a"])
def test_no_toml(text):
    """
    What is no TOML is refused.
    """
    with pytest.raises(toml.DecodeError):
        layout.formatted(text)


def test_checked(monkeypatch):
    """
    A layout that would lose a comment, or change a value, is refused.
    """
    for wrong in (["a = 1", ""], ["a = 2  # c", ""], ["a = 1  # c", "b = 2"]):
        monkeypatch.setattr(layout, "_lines", lambda _, wrong=wrong: wrong)
        with pytest.raises(statements.LayoutError) as refused:
            layout.formatted("a = 1 # c")
        assert "the layout would change what the file says" == str(refused.value)
        assert "nothing was changed; please report this" == refused.value.hint
