import pytest

from wi_cli.checking.mend import mend
from wi_cli.checking.rule import Settings
from wi_cli.checking.syntax import parsed
from wi_cli.registry import store


def said(text):
    """
    Line and column, what is marked and hint of each fault.
    """
    result = []
    for fault in parsed(text)[1]:
        start, end = fault.span
        line_start = text.rfind("\n", 0, start) + 1
        result.append((fault.code, text.count("\n", 0, start) + 1, start - line_start + 1, text[start:end], fault.hint))
    return result


CLOSE = 'add """ at the end'


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        # Swallowed up to the next text, which is one of several lines, of one line, or empty.
        ([("WI006", 1, 5, '"""', CLOSE)], 'a = """\nHallo\n\n[b]\nc = """\nZwei\n"""\nd = 1\n'),
        ([("WI006", 1, 5, '"""', CLOSE)], 'a = """\nHallo\n\nc = """Zwei"""\nd = 1\n'),
        ([("WI006", 1, 5, '"""', CLOSE)], 'a = """\nHallo\nb = """\n"""\n'),
        ([("WI006", 1, 5, "'''", "add ''' at the end")], "a = '''\nHallo\n[[b]]\nc = '''\nZwei\n'''\n"),
        # A whole text before and another fault behind.
        (
            [("WI006", 4, 5, '"""', CLOSE), ("WI001", 9, 5, "z", 'write text in quotes: "zwei"')],
            'x = """\nEins = eins\n"""\na = """\nHallo\n[b]\nc = """\nText"""\nd = zwei\n',
        ),
        # Two that are open, each closed by the next.
        (
            [("WI006", 1, 5, '"""', CLOSE), ("WI006", 3, 5, '"""', CLOSE)],
            'a = """\nA\nb = """\nB\nc = """\nC\n"""\n',
        ),
        # A text with lines like those of a registry is closed, whatever is wrong behind it.
        ([("WI001", 5, 5, "b", 'write text in quotes: "b"')], 'x = """\na = 1\n[b]\n"""\na = b\n'),
        ([("WI006", 5, 5, '"', 'add " at the end')], 'x = """\na = 1\n[b]\n"""\na = "b\n'),
    ],
)
def test_unclosed_text(expected, text):
    """
    A text of several lines that is never closed is reported where it was opened, and nothing of its echoes.
    """
    for line_end in ("\n", "\r\n"):
        assert expected == said(text.replace("\n", line_end))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("51,0", "write 51.0"), ("9,05", "write 9.05")], "a = { lat = 51,0, lon = 9,05 }"),
        ([("-51,0", "write -51.0")], "a = { lat = -51,0 }"),
        ([("10,2", "write 10.2")], "a = 10,2"),
        ([("10,2", "write 10.2")], "a = 10,2  # Prozent"),
        ([("196,500", "write 196500, or 196.500 if that is its fraction")], "a = 196,500"),
    ],
)
def test_decimal_comma(expected, text):
    """
    A number with a comma is named with the way to write it, in braces too, each one.
    """
    assert [("WI001", marked, hint) for marked, hint in expected] == [
        (code, marked, hint) for code, _, _, marked, hint in said(text)
    ]


def test_list_of_numbers():
    """
    What is a list of whole numbers, or a table that lacks something else, is no number with a comma.
    """
    assert [] == said("a = [51,0]")
    assert [("WI001", 1, 19, "}")] == [fault[:4] for fault in said("a = { b = 51, c = }")]


@pytest.mark.parametrize(
    ("expected", "mended", "text"),
    [
        ([(1, 4, "\u00a0", "type a plain blank")], "a = 1", "a =\u00a01"),
        ([(1, 1, "\u200b", "delete it")], "a = 1", "\u200ba = 1"),
        ([(1, 3, "\u200b", "delete it")], "name = 1", "na\u200bme = 1"),
        ([(1, 3, "\u00ad", "delete it"), (1, 10, "\ufeff", "delete it")], "name = 12", "na\u00adme = 1\ufeff2"),
        ([(1, 3, "\u2060", "delete it"), (2, 1, "\u202f", "type a plain blank")], "[b]\n c=1", "[b\u2060]\n\u202fc=1"),
        ([(1, 6, "\u3000", "type a plain blank")], "a = [ 1]", "a = [\u30001]"),
        ([(1, 4, "\u2028", "delete it")], None, "a =\u20281"),
    ],
)  # fmt: skip
def test_stray_character(expected, mended, text):
    """
    Each invisible character outside of texts has its place, and is taken away where nothing else can be meant.
    """
    assert [("WI011", *place) for place in expected] == said(text)
    assert (mended or text) == mend(text.encode(), store.schema(), Settings("2026-11-22"))[0].decode()
