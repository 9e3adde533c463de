import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.checking.syntax import parsed, refusal
from wi_cli.registry import toml

ESCAPE = "{} is an escape of TOML 1.1"
TIME = "a time without seconds is TOML 1.1"
COMMA = "a comma behind the last entry of a table in { } is TOML 1.1"
LINES = "a table in { } over several lines is TOML 1.1"
IN_ONE = "write it in one line: "
GENERAL = "write it in one line, or under a header of its own"


def said(text):
    """
    Code, what is marked, message and hint of each fault.
    """
    return [(f.code, text[slice(*f.span)], f.message, f.hint) for f in parsed(text)[1]]


@pytest.mark.parametrize(
    ("marked", "message", "hint", "text"),
    [
        (r"\e", ESCAPE.format(r"\e"), r"write \u001b", r'a = "\\\e["'),
        (r"\e", ESCAPE.format(r"\e"), r"write \u001b", '"\\e" = """\n"""'),
        (r"\x4F", ESCAPE.format(r"\x4F"), r"write \u004F", '[a]\nb = """\n\\x4F\n"""'),
        ("07:32", TIME, "write 07:32:00", "a = 07:32 # 08:00"),
        ("23:59", TIME, "write 23:59:00", "a = [\n23:59]"),
        ("07:32", TIME, "write 07:32:00", 'a = { b = "06:00", c = 07:32}'),
        ("2014-05-27T07:32", TIME, "write 2014-05-27T07:32:00", "a=2014-05-27T07:32"),
        ("2014-05-27 07:32Z", TIME, "write 2014-05-27 07:32:00Z", "a = [2014-05-27 07:32Z, 1]"),
        ("2014-05-27t07:32-01:30", TIME, "write 2014-05-27t07:32:00-01:30", "a = 2014-05-27t07:32-01:30"),
        (",", COMMA, "delete it", "a = { b = 1 , }"),
        (",", COMMA, "delete it", "a = [{ b = [1, 2,],}]"),
        ("{", LINES, f"{IN_ONE}{{}}", "a = {\n}"),
        ("{", LINES, f"{IN_ONE}{{ b = 1 }}", "a = {b = 1\r\n}"),
        ("{", LINES, IN_ONE + '{ b.c = "},", "d" = [{ e = 2 }] }', 'a = { b.c = "},",\n  "d" = [{ e = 2 }],\n}'),
        ("{", LINES, GENERAL, "a = { # a comment is not lost\n b = 1 }"),
        ("{", LINES, GENERAL, "a = {\n b = 1 # nor is this\n}"),
        ("{", LINES, GENERAL, 'a = {\n b = """\n""" }'),
        ("{", LINES, GENERAL, f"a = {{\n b = '{'x' * 120}' }}"),
    ],
)  # fmt: skip
def test_newer(marked, message, hint, text):
    """
    What only TOML 1.1 allows is named at its place, with what to write in TOML 1.0.
    """
    assert [("WI009", marked, message, hint)] == said(text)


@pytest.mark.parametrize(
    "text",
    [
        r'a = "\x4g"',
        "a = 24:00",
        "a = 07:32Z",
        "a = 2014-02-30T07:32",
        "a = 07:3",
        "a = 07:32.5",
        "a = x07:32",
        "07:32 = 1",
        "a = {,}",
        "a = { b = 1,, }",
        "a = {\n b = 1",
        "a = { b =\n 1 }",
        "a = {\n b =\n 1 }",
        "a = {\n b }",
        "a = {\n b c = 1 }",
        "a = {\n b, c = 1 }",
        "a = {\n b = }",
        "a = {\n [b] = 1 }",
        "a = {\n ]",
        'a = {\n "\\q" = 1 }',
        'a = {\n """b""" = 1 }',
        "a = { b.\n c = 1 }",
        "a = { b = 1,\r c = 2 }",
        "a = { b = 1,",
        "[a\n]",
        "[a,]",
    ],
)
def test_no_toml_at_all(text):
    """
    What TOML 1.1 refuses as well is no matter of versions.
    """
    assert set() == {"WI009"} & {code for code, *_ in said(text)}
    assert [] != said(text)


def test_each_place_once():
    """
    Everything that is newer is named, whatever it stands in, and hides no other fault, nor its line.
    """
    text = 'a = {\n b = { c = 07:32, d = "\\e", },\n e = [\n  {\n  },\n ],\n}\nf = 1\nf = g\n'
    found = [(text[: f.span[0]].count("\n") + 1, f.code) for f in parsed(text)[1]]
    assert [(1, "WI009"), (2, "WI009"), (2, "WI009"), (2, "WI009"), (4, "WI009"), (9, "WI001")] == found
    assert "the first one is in line 4" == parsed("a = {\n b = 1,\n}\nc = 1\nc = 2")[1][1].hint


def test_missing_comma_in_a_newer_table():
    """
    A table of several lines in which a comma is missing too has these two faults.
    """
    assert [("WI009", "{"), ("WI001", "c")] == [found[:2] for found in said("a = {\n b = 1\n c = 2\n}")]


def test_refusal():
    """
    Who only reads a registry is told the same.
    """
    assert (f"2:5: {TIME}", "write 07:32:00") == refusal(b"\xef\xbb\xbfa = 1\nb = 07:32\n")


# What TOML 1.0 has, with all that looks like something newer.
OLDER = st.sampled_from(
    [
        "1",
        "07:32:00",
        "1979-05-27 07:32:00Z",
        "1979-05-27",
        r"'\e \x41 07:32'",
        '"07:32, } {"',
        r'"\\e \\x41"',
        '"""\n07:32 {\n"""',
        "[\n  1, # { 07:32\n]",
        "{ a = [1,], b = {} }",
        "{}",
    ]
)
NEWER = st.sampled_from(
    [
        r'"§\e"',
        r'"\\§\x1b"',
        "§07:32",
        "§1979-05-27 07:32",
        "§{\n}",
        "§{\r\n a = 1 }",
        "{ a = 1§, }",
        '§{\n "§\\e" = 1 }',
    ]
)
WRAPPED = ["{}", "[{}]", "[1, {} ,]", "[\n  {} # ]\n]", "{{ z = {} }}", '{{ y = "}}", z.z = {}, a = 1 }}']


@st.composite
def documents(draw, kinds):
    """
    A document of some keys with values of these kinds, each in lists and tables; § marks a place.
    """
    lines = []
    for number, kind in enumerate(kinds):
        value = draw(kind)
        for wrapping in draw(st.lists(st.sampled_from(WRAPPED), max_size=3)):
            value = wrapping.format(value)
        lines += [draw(st.sampled_from(["", "# 07:32 { ,}", f"[t{number}]"])), f"k{number} = {value}"]
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


@given(st.lists(st.sampled_from([OLDER, NEWER]), max_size=5).flatmap(documents))
def test_any_document(marked):
    """
    What is TOML 1.1 only for one thing each in some places is reported with WI009 exactly there; TOML 1.0 never is.
    """
    text = marked.replace("§", "")
    places = [found - number for number, found in enumerate(n for n, letter in enumerate(marked) if letter == "§")]
    assert [("WI009", place) for place in places] == [(fault.code, fault.span[0]) for fault in parsed(text)[1]]
    if not places:
        assert parsed(text)[0] == toml.loads(text)
