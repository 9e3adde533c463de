import os
import shlex
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.cli import programs


@pytest.fixture(name="windows")
def _windows(monkeypatch):
    monkeypatch.setattr(programs, "sys", SimpleNamespace(platform="win32"))


@pytest.fixture(name="elsewhere")
def _elsewhere(monkeypatch):
    monkeypatch.setattr(programs, "sys", SimpleNamespace(platform="linux"))


@given(words=st.lists(st.text(min_size=1), min_size=1))
def test_words(elsewhere, words):  # noqa: ARG001
    """
    A command line is taken apart as sh does.
    """
    assert words == programs.words(shlex.join(words))


@pytest.mark.parametrize("command", ["less '", 'code "'])
def test_open_quote(elsewhere, command):  # noqa: ARG001
    """
    One with an open quote is none.
    """
    with pytest.raises(ValueError, match="No closing quotation"):
        programs.words(command)


@pytest.mark.parametrize(
    ("expected", "command"),
    [
        (["no-notepad"], "no-notepad"),
        ([r"C:\Tools\vim.exe", "-n"], r"C:\Tools\vim.exe -n"),
        (
            [r"C:\Program Files\Notepad++\notepad++.exe", "-multiInst"],
            r'"C:\Program Files\Notepad++\notepad++.exe" -multiInst',
        ),
        ([r"\\server\Amt\vim.exe", "don't", "#1"], r"\\server\Amt\vim.exe don't #1"),
        (["no-vim", "-c", "set ff=unix"], 'no-vim -c "set ff=unix"'),
        ([""], " "),
    ],
)
def test_words_on_windows(windows, expected, command):  # noqa: ARG001
    """
    On Windows only double quotes are quotes, and a backslash is part of a path.
    """
    assert expected == programs.words(command)


def test_program_with_blanks(windows, tmp_path):  # noqa: ARG001
    """
    A path with blanks needs no quotes there if it is a program's alone.
    """
    program = tmp_path / "Program Files" / "vim.exe"
    program.parent.mkdir()
    program.touch()
    assert [str(program)] == programs.words(str(program))


def test_script(windows, tmp_path, monkeypatch):  # noqa: ARG001
    """
    A program that is a script, as `code` is, is found with its ending, by which alone it can be started.
    """
    script = tmp_path / ("code.CMD" if os.name == "nt" else "code")
    script.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [str(script), "--wait"] == programs.words("code --wait")
