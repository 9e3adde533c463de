import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.registry.tokens import Token, comments, string_end, tokens

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


@given(documents())
def test_comments(drawn):
    """
    The comments of a document are those among its tokens.
    """
    text, _ = drawn
    assert [token.span for token in tokens(text) if token.kind == "comment"] == [*comments(text)]
