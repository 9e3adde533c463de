"""
The programs that a user names in the environment: editor and pager.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import sys
from shutil import which
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

EDITOR = "notepad" if sys.platform == "win32" else "vi"
"""What is there on every machine."""
CONTROL_C = 0xC000013A
"""The status on Windows of a program that Ctrl-C ended (STATUS_CONTROL_C_EXIT)."""


def words(command: str) -> list[str]:
    r"""
    A command line, taken apart as the system's shell does; on Windows a backslash is part of a path, only double
    quotes are quotes, and the name of a program may have blanks: C:\Program Files\less\less.exe.

    Raises `ValueError` for a quote that is left open.
    """
    if sys.platform != "win32":
        return shlex.split(command)
    if os.path.isfile(command):  # noqa: PTH113  # what no path could be called is none
        return [command]
    lexer = shlex.shlex(command, posix=True, punctuation_chars=False)
    lexer.whitespace_split, lexer.commenters, lexer.escape, lexer.quotes = True, "", "", '"'
    program, *arguments = list(lexer) or [""]
    # Many an editor is started by a script, code.cmd, which only the shell would find.
    return [which(program) or program, *arguments]


@contextlib.contextmanager
def left_to_another() -> Iterator[list[int]]:
    """
    The terminal is a pager's or an editor's for a while: Ctrl-C is theirs, it doesn't end us.  Each is noted.
    """
    interrupts: list[int] = []
    # Ignored signals are inherited, so a handler that does next to nothing.
    before = signal.signal(signal.SIGINT, lambda number, _: interrupts.append(number))
    try:
        yield interrupts
    finally:
        signal.signal(signal.SIGINT, before)
