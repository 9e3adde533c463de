import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wi_cli.checking.syntax import decoded, parsed
from wi_cli.registry.edits import apply

SIGNS = ["a = ", "[", "]", '"', "'", '"""', "\n", "\r\n", "#", "=", "b", "{", "}", ",", "\t"]


def faults(text):
    return parsed(text)[1]


def said(text):
    """
    Code, what is marked, message and hint of each fault.
    """
    return [(f.code, text[slice(*f.span)], f.message, f.hint) for f in faults(text)]


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
    The search ends after twenty faults, and says so in the last line if there are more.
    """
    assert ["invalid value"] * 20 == [fault.message for fault in faults("a = b\n" * 20)]
    *first, last = faults("a = b\n" * 100)
    assert ["invalid value"] * 20 == [fault.message for fault in first]
    assert ("there are more faults than these 20", "mend them, and ask again") == (last.message, last.hint)
    assert first[-1].span < last.span


@given(
    st.lists(
        st.sampled_from(
            [
                *SIGNS,
                "\r",
                "a = {\n",
                "a = 1,",
                "\\e",
                "07:32",
                "\u200b",
                "1,5",
                "\n<<<<<<< A\n",
                "\n=======\n",
                "\n>>>>>>> B\n",
            ]
        ),
        max_size=25,
    )
)
@example(["\n", "\r"])
def test_no_fault_twice(pieces):
    """
    Faults lie in the text, in order, and no two are the same one.
    """
    text = "".join(pieces)
    places = [fault.span for fault in faults(text)]
    assert sorted(set(places)) == places
    assert all(0 <= start <= end <= len(text) for start, end in places)


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
