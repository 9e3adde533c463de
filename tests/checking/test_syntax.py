import time
import tomllib
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.checking.syntax import Token, decoded, parsed, string_end, tokens
from wi_cli.registry.edits import apply


def faults(text):
    return parsed(text)[1]


# -- comments, strings and brackets ----------------------------------------------------

INSIDE_BASIC = st.lists(st.sampled_from([*"aü#'[]{}=, ", '\\"', "\\\\", "\\u00e4"])).map("".join)
INSIDE_LITERAL = st.lists(st.sampled_from([*'aü#"[]{}=, \\'])).map("".join)
# One or two quotes may stand anywhere inside three, also right before the closing ones.
INSIDE_LONG = st.lists(st.sampled_from([*"aü#'[]{}=\n", "\r\n", '\\"', "\\\\", '"a', '""\n', "\\\n"])).map("".join)
INSIDE_LONG_LITERAL = st.lists(st.sampled_from([*'aü#"[]{}=\n\\', "'a", "''\n"])).map("".join)
UP_TO_TWO = st.integers(0, 2)

STRINGS = st.one_of(
    INSIDE_BASIC.map('"{}"'.format),
    INSIDE_LITERAL.map("'{}'".format),
    st.builds(lambda text, more: f'"""{text}{more * chr(34)}"""', INSIDE_LONG, UP_TO_TWO),
    st.builds(lambda text, more: f"'''{text}{more * chr(39)}'''", INSIDE_LONG_LITERAL, UP_TO_TWO),
)
COMMENTS = st.lists(st.sampled_from([*"aü\"'[]{}=#\t", '"""', "'''"])).map(lambda inside: f"#{''.join(inside)}")


@st.composite
def documents(draw):
    """
    A valid document, and the comments and strings that were written into it.
    """
    text, written = "", []

    def write(kind, piece):
        nonlocal text
        if kind:
            written.append(Token(kind, (len(text), len(text) + len(piece))))
        text += piece

    for number in range(draw(st.integers(0, 5))):
        line_end = draw(st.sampled_from(["\n", "\r\n"]))
        left, right = draw(st.sampled_from(["  ", "[ ", "{ x = ", "[[", "{ 'y' = ["])), ""
        write(None, f"k{number} = ")
        for bracket in left:
            if bracket == "'":
                continue
            right = {"[": "]", "{": " }"}.get(bracket, "") + right
        head, quote, tail = left.partition("'y'")
        write(None, head)
        write("string" if quote else None, quote)
        write(None, tail)
        write("string", draw(STRINGS))
        if right == "]" and draw(st.booleans()):
            write(None, " ")
            write("comment", draw(COMMENTS))
            write(None, line_end)
        write(None, right + draw(st.sampled_from(["", " "])))
        if draw(st.booleans()):
            write("comment", draw(COMMENTS))
        write(None, line_end)
    return text, written


@given(documents())
def test_tokens(document):
    """
    Each comment and string of a valid document is found where it was written, and nothing else;
    what looks like one inside another is not.
    """
    text, written = document
    tomllib.loads(text)
    assert written == list(tokens(text))


@given(
    documents(),
    st.sampled_from(
        ['x = "a # b', "x = 'a [", 'x = """\na "" [ # b\n\n', "x = '''\na '' \\", "x = [ 1, 'a'\n", "x = {"]
    ),
)
def test_open_tokens(document, last):
    """
    What is never closed is the last token, from where it was opened.
    """
    text, _ = document
    *before, found = tokens(text + last)
    kind = "bracket" if last[4] in "[{" else "string"
    assert (f"open {kind}", len(text) + 4) == (found.kind, found.span[0])
    assert len(before) == len(list(tokens(text))) + last.count("'a'")


@given(st.text(alphabet="\"'#[]{}\\\n\r ab"))
def test_tokens_of_anything(text):
    """
    Tokens lie in the text, in order and apart; only the open brackets at the end are out of turn.
    """
    closed = [token.span for token in tokens(text) if token.kind != "open bracket"]
    bounds = [bound for span in closed for bound in span]
    assert sorted(bounds) == bounds
    assert all(start < end <= len(text) for start, end in closed)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (4, '"\\"" "'),
        (2, '"" ""'),
        (6, '""""""'),
        (8, '""""""""'),
        (8, '""""""""" '),
        (8, '"""\\"""" x'),
        (6, "'''''' x"),
        (4, "'\\a' '"),
        (None, '"\\"'),
        (None, '"\\\n"'),
        (None, '"\\\r\n"'),
        (None, "'\n'"),
        (None, '"""""'),
        (None, '"""\\"""'),
    ],
)
def test_string_end(expected, text):
    """
    A string ends at its first quote that no backslash hides, in its line if it has one quote at each end.
    """
    assert expected == string_end(text, 0)


@pytest.mark.parametrize(("opening", "closing"), [('"', '"'), ('"""', '"""'), ("'''", "'''")])
@pytest.mark.parametrize("inside", ["\\n", "'x", "x"])
def test_string_end_of_a_long_text(opening, closing, inside):
    """
    However long a string is, its end is found without remembering what it is made of.
    """
    text = opening + inside * 100_000
    tracemalloc.start()
    assert len(text) + len(closing) == string_end(f"{text}{closing}", 0)
    assert string_end(text, 0) is None
    assert tracemalloc.get_traced_memory()[1] < 5 * len(text)
    tracemalloc.stop()


def test_strings_in_a_long_line():
    """
    The time for a line grows with its length, not with its square: 0.3 s, not 7 s.
    """
    line = '"a",' * 400_000
    start = time.process_time()
    assert 400_000 == sum(1 for _ in tokens(line))
    assert time.process_time() - start < 3


# -- faults -------------------------------------------------------------------------------


DEEP = f"[a{'.a' * 40}]"
SIGNS = ["a = ", "[", "]", '"', "'", '"""', "\n", "\r\n", "#", "=", "b", "{", "}", ",", "\t"]


def said(text):
    """
    Code, what is marked, message and hint of each fault.
    """
    return [(f.code, text[slice(*f.span)], f.message, f.hint) for f in faults(text)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("WI001", "K", "invalid value", 'write text in quotes: "Kassel"'), "name = Kassel"),
        (("WI001", "Ä", "invalid value", 'write text in quotes: "Änne"'), "name = Änne"),
        (("WI001", "", "invalid value", None), "name =\n"),
        (("WI001", "t", "invalid value", 'write text in quotes: "ture"'), "a = ture"),
        (
            ("WI001", '"', "expected '=' after a key in a key/value pair", "a line is key = value, or [table]"),
            'name "a"',
        ),
        (("WI001", "ü", "invalid statement", 'put the key in quotes: "über"'), "über = 1"),
        (("WI001", "\u00a0", "invisible character U+00A0", "delete it, or type a plain blank"), "a =\u00a01"),
        (("WI001", "\u200b", "invisible character U+200B", "delete it, or type a plain blank"), "\u200ba = 1"),
        (("WI001", '"', "expected a comma or the end of the list", None), 'a = ["b" "c"]'),
        (("WI001", "9" * 5000, "this number is too long", None), f"a = {'9' * 5000}"),
        (("WI004", "„", "typographic quote „", 'TOML takes straight quotes: "…"'), "a = „b“"),
        (("WI004", "’", "typographic quote ’", 'TOML takes straight quotes: "…"'), "a = ’b’"),
        (("WI005", "a", "duplicate key a", "the first one is in line 1"), "a = 1\nb = 2\na = 3"),
        (("WI005", "a.b", "duplicate key a.b", "the first one is in line 1"), "a.b = 1\na.b = 3"),
        (("WI005", '"ä ö"', 'duplicate key "ä ö"', "the first one is in line 1"), '"ä ö" = 1\n"ä ö" = 3'),
        (("WI005", "[ a ]", "duplicate table [ a ]", "the first one is in line 1"), "[ a ]\n[b]\n[ a ] # again"),
        (("WI005", "x", "duplicate key x", "the first one is in line 4"), "[[a]]\nx = 1\n[[a]]\nx = 2\nx = 3"),
        (("WI005", "x", "duplicate key x", "the first one is in line 5"), '[a]\ny = """\nx = 1\n"""\nx = 2\nx = 3'),
        (("WI005", "[a]", "duplicate table [a]", "it stands here already as something else"), "a = 1\n[a]"),
        (("WI006", '"', 'this " is never closed', 'add " at the end'), 'a = "b\nc = 1'),
        (("WI006", '"""', 'this """ is never closed', 'add """ at the end'), 'a = """b\nc = 1'),
        (("WI006", "'''", "this ''' is never closed", "add ''' at the end"), "a = '''b\nc = 1"),
        (("WI007", "[", "this '[' is never closed", "add ']'"), "a = [1,\nb = 2\n"),
        (("WI007", "{", "this '{' is never closed", "add '}'"), "a = { b = 1\nc = 2\n"),
        (("WI007", "[", "this '[' is never closed", "add ']'"), "[a\nb = 1\n"),
        (("WI008", "[", "brackets are nested too deeply", "32 levels are the most"), f"a = {'[' * 9000}"),
        (
            ("WI008", "{", "brackets are nested too deeply", "32 levels are the most"),
            f"a = {'{a = ' * 900}",
        ),
        (
            ("WI008", "[a" + ".a" * 40 + "]", "tables are nested too deeply", "32 levels are the most"),
            f"[a{'.a' * 40}]",
        ),
    ],
)
def test_fault(expected, text):
    """
    A fault is marked where a person has to mend it, in plain words, with what to do.
    """
    assert [expected] == said(text)


def test_hint_for_an_umlaut_in_a_header():
    """
    Umlauts in a header: the advice is how to write them, not to put them in quotes.
    """
    ((code, marked, _, hint),) = said("[members.übstadt]\nname = 1")
    assert ("WI001", "ü") == (code, marked)
    assert "ä as ae" in hint


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([1, 2, 4], "a = b\nc =\nd = 1\ne f\n"),
        # The keys below a faulty header are no second fault.
        ([3, 6], "[a]\nx = 1\n[b\nx = 2\nx = 3\n[c] y\nx = 4\n"),
        # A duplicate table's keys belong to it, not to the table before.
        ([4, 7], "[a]\nx = 1\n[b]\n[a]\nx = 2\n[b.c]\n[b]\ny = z\n"),
        # What follows an open list or long text is its echo.
        ([1, 2], "a = b\nc = [\nd = e\nf = g\n"),
        ([1, 2], 'a = b\nc = """\nd = e\nf = g\n'),
        # An open quote of one line is not.
        ([1, 2, 3], "a = b\nc = \"d\ne = 'f\ng = 'h'\n"),
    ],
)
def test_further_faults(expected, text):
    """
    All faults of a file are found in one run, as far as they are faults of their own.
    """
    for line_end in ("\n", "\r\n"):
        written = text.replace("\n", line_end)
        assert expected == [written.count("\n", 0, fault.span[0]) + 1 for fault in faults(written)]


def test_most_faults():
    """
    The search ends after twenty faults.
    """
    assert 20 == len(faults("a = b\n" * 100))


@given(
    st.lists(
        st.sampled_from(["a = ", "[", "]", '"', "'", '"""', "\n", "\r\n", "#", "=", "b", "{", "}", ",", "\t"]),
        max_size=25,
    )
)
def test_no_fault_twice(pieces):
    """
    Faults lie in the text, in order, and no two are the same one.
    """
    text = "".join(pieces)
    places = [fault.span for fault in faults(text)]
    assert sorted(set(places)) == places
    assert all(0 <= start <= end <= len(text) for start, end in places)


# -- encodings ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "content"),
    [
        ([], "a = 'ü'".encode()),
        ([("WI003", "\ufeff")], b"\xef\xbb\xbfa = 1"),
        ([("WI002", "ü")], b"# a\nb = '\xfc'"),
        ([("WI002", "ü")], b"# \xc3\xbc\r\nb = '\xfc' \xe4\n\xdf"),
        ([("WI002", "\ufffd")], b"b = '\x81'"),
        ([("WI002", "")], "a = 1".encode("utf-16")),
        ([("WI002", "")], b"\xfe\xffa"),
    ],
)
def test_encoding(expected, content):
    """
    What is no UTF-8 is one fault, at its first character as it was meant.
    """
    text, found = decoded(content)
    assert expected == [(fault.code, text[slice(*fault.span)]) for fault in found]


def test_ansi_file():
    """
    The byte, the character and the number of further lines are named; other faults are found as well.
    """
    text, (fault,) = decoded("a = 'ü'\nb = 'ä'\nc = 'ß'\nd = e\n".encode("cp1252"))
    assert "byte 0xfc is not UTF-8, and so on in 3 lines" == fault.message
    assert "it looks like an ANSI or Latin-1 file with 'ü' here; save it as UTF-8" == fault.hint
    assert [text.index("e\n")] == [found.span[0] for found in faults(text)]


def test_mended_mark():
    """
    A byte order mark hides no other fault, and its edit takes it away.
    """
    text, (mark,) = decoded(b"\xef\xbb\xbfa = b\n")
    assert [("WI001", "b")] == [(code, marked) for code, marked, *_ in said(text)]
    assert "a = b\n" == apply(text, [mark.edit])
