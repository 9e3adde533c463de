"""
What pagers get: all of the text, and no code that they would show as letters.
"""

import re
import shlex

import pytest

from wi_cli.cli import terminal

LINK, COLOUR = "\x1b]8;", "\x1b[1m"
ADDRESS = "\n    https://example.org/portrait\n"
LINKING = {"TERM_PROGRAM": "iTerm.app"}


@pytest.fixture(name="program")
def _program(tmp_path):
    """
    A program of some name that says its version when asked, and else its arguments and what it reads.
    """

    def make(name, version=None, status=0):
        file = tmp_path / name
        says = f"echo {shlex.quote(version)}" if version else "echo unknown option >&2; exit 1"
        file.write_text(
            f'#!/bin/sh\nif [ "$1" = --version ]; then {says}; exit; fi\necho "paged: $*."; cat; exit {status}\n',
            encoding="utf-8",
        )
        file.chmod(0o755)
        return str(file)

    return make


@pytest.mark.parametrize(
    ("sees", "name", "version"),
    [
        (("colour", "links"), "less", "less 566 (GNU regular expressions)"),
        (("colour", "links"), "less", "less 643.1 (PCRE2 regular expressions)"),
        (("colour", "address"), "less", "less 551 (GNU regular expressions)"),
        (("address",), "less", None),  # busybox'
        (("address",), "more", "more from util-linux 2.38.1"),
        (("address",), "most", "MOST version 5.0.0"),
    ],
)
def test_what_a_pager_shows(screen, program, sees, name, version):
    """
    less gets colours, from 566 on links too; any other pager, and what only bears its name, the letters alone, with
    addresses written out.
    """
    status, shown = screen("show", "koellnitz", PAGER=program(name, version), **LINKING)
    text = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    found = {"colour": COLOUR in shown, "links": LINK in shown, "address": ADDRESS in text}
    assert (0, True, set(sees)) == (status, "paged:" in shown, {what for what, is_there in found.items() if is_there})


def test_less_shows_colours_whatever_is_set(screen, program):
    """
    $LESS stays as it is, and one without R makes no letters of the colours; without colours nothing is added.
    """
    less = program("less", "less 590")
    assert "paged: -i -R.\n" in screen("show", "koellnitz", PAGER=f"{less} -i", LESS="-M")[1]
    assert "paged: -i.\n" in screen("show", "koellnitz", PAGER=f"{less} -i", LESS="-M", NO_COLOR="1")[1]


def _without_ids(text):
    return re.sub(r"id=\d+", "", text)  # which are drawn by lot


@pytest.mark.parametrize("pager", ["no-such-pager", "false", "less '", " ", "cat"])
def test_no_pager(screen, pager):
    """
    Without a pager, or with one that fails, the portrait is simply printed, links and all.
    """
    status, shown = screen("show", "koellnitz", PAGER=pager, **LINKING)
    printed = screen("show", "koellnitz", "--no-pager", **LINKING)[1]
    assert (0, _without_ids(printed)) == (status, _without_ids(shown))


def test_pager_that_was_interrupted(screen, program):
    """
    A pager that Ctrl-C ended has shown what somebody wanted to see: nothing is printed after it.
    """
    pager = program("pager")
    interrupting = f"sh -c 'kill -INT $PPID; sleep 0.2; exit 2' {pager}"
    assert (0, "") == screen("show", "koellnitz", PAGER=interrupting)


def test_text_that_nobody_can_draw_again(monkeypatch, capfd, program):
    """
    Colours and links of a text that is finished are taken out for a pager that doesn't show them.
    """
    monkeypatch.setattr(terminal, "is_terminal", lambda: True)
    monkeypatch.setenv("LINES", "2")
    text = "\x1b[1mTitel\x1b[0m\n\x1b]8;id=1;https://example.org\x1b\\\\Text\x1b]8;;\x1b\\\\\n"
    monkeypatch.setenv("PAGER", program("more"))
    terminal.page(text, pager=True)
    monkeypatch.setenv("PAGER", program("less", "less 590"))
    terminal.page(text, pager=True)
    assert ("paged: .\nTitel\nText\n" + f"paged: -R.\n{text}", "") == capfd.readouterr()
