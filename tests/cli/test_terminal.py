"""
What is said on a terminal, whose lines are short.
"""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.cli import terminal, whom

COMPARE = 'wi compare "Landkreis Rhein Neckar" Kassel'
FILE = 'wi export xlsx -o "a long name; of a file.xlsx"'


class Screen(io.StringIO):
    """
    A terminal that keeps what it got.
    """

    def isatty(self):
        return True


def said(message, hint, width, monkeypatch):
    """
    The lines that a terminal of that width gets.
    """
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("COLUMNS", str(width))
    terminal.complain(message, hint)
    return screen.getvalue().removesuffix("\n").split("\n")


@pytest.mark.parametrize(
    ("expected", "message", "hint"),
    [
        (
            ["wi: no member called", "'Rhein Neckar Kreis;Kassel'; names are", "divided by blanks:", COMPARE],
            "no member called 'Rhein Neckar Kreis;Kassel'",
            f"names are divided by blanks: {COMPARE}",
        ),
        (
            ["wi: l.xlsx would hold plain text;", FILE, "makes a workbook of all members"],
            "l.xlsx would hold plain text",
            f"{FILE} makes a workbook of all members",
        ),
        (
            ["wi: no; wi search 'looks for $1 and $2'", "looks for it, see wi list --help"],
            "no",
            "wi search 'looks for $1 and $2' looks for it, see wi list --help",
        ),
        (
            ["wi: it isn't there and 'one of them'", "doesn't go with 'that of yours'; did you", "mean wi --json --x?"],
            "it isn't there and 'one of them' doesn't go with 'that of yours'",
            "did you mean wi --json --x?",
        ),
        (
            ["wi: no blank may stand behind a comma:", "wi prüfe members.toml other.toml --strict;", "why"],
            "no blank may stand behind a comma: wi prüfe members.toml other.toml --strict; why",
            None,
        ),
        (
            ["wi: no", "  to declare a source on the way:", '  --source "Title, publisher, date, URL"'],
            "no",
            '\n  to declare a source on the way: --source "Title, publisher, date, URL"',
        ),
        (
            ["wi: this wi reads format = 1, of which", "wi knows what it is"],
            "this wi reads format = 1, of which wi knows what it is",
            None,
        ),
        (
            ["wi: 'a text in quotes that is longer", "than the line' is broken"],
            "'a text in quotes that is longer than the line' is broken",
            None,
        ),
        (
            ["wi: it isn't one more fruit or the", "members' kiwi list of all that is theirs", "too"],
            "it isn't one more fruit or the members' kiwi list of all that is theirs too",
            None,
        ),
        (["wi: type one of these:", f"  {FILE}    (a)"], "type one of these:", f"\n  {FILE}    (a)"),
    ],
)
def test_commands_stay_whole(monkeypatch, expected, message, hint):
    """
    A line is broken between words, never within a command to be typed, nor in quotes that fit.
    """
    assert expected == [line for line in said(message, hint, 40, monkeypatch) if line != "wi: "]


@given(
    st.lists(st.text("ab Ä'\"();,?$-&", min_size=1), min_size=1),
    st.sampled_from(["; see wi help list", " looks for it", ", and more", "?", "    (that)"]),
    st.integers(20, 90),
)
def test_whatever_is_named(names, behind, width):
    """
    A command that can be copied stands in one line, whatever names it has; nothing else is lost or gets too wide.
    """
    command = whom.line_of(["contact", *names])
    message = f"no member is called so, nor is there anything that is near: {command}{behind}"
    with pytest.MonkeyPatch.context() as monkeypatch:
        lines = said(message, None, width, monkeypatch)
    assert 1 == sum(command in line for line in lines)
    assert f"wi: {message}".split() == " ".join(lines).split()
    assert all(len(line) <= width or command in line for line in lines)
