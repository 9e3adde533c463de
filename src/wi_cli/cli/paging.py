"""
Through the user's pager, with nothing in the text that it would not show.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import PurePath
from typing import TYPE_CHECKING

from wi_cli.cli import programs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LINKING_LESS = 566
"""The first version of less that passes links on, and doesn't count their letters."""
_LESS = re.compile(r"less (\d+)")
# The letters alone: the terminal's own codes (ECMA-48, SGR), and links (OSC 8).
_CODES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\\\")


def shown(text: str, again: Callable[..., str] | None) -> bool:
    """
    Whether a pager has shown a text.  Not one that is missing or fails, nor cat, which is none.

    Only less is known to show escape codes: others, as busybox' and most, show them as letters, or count them.
    """
    try:
        command = programs.words(os.environ.get("PAGER") or "less")
    except ValueError:  # a quote is open
        return False
    if not command or command == ["cat"]:
        return False
    name = PurePath(command[0]).stem
    if "\x1b" in text:
        version = _version(command) if name == "less" else 0
        if not version:
            text = again(colour=False, links=False) if again else _CODES.sub("", text)
        elif again and version < LINKING_LESS:
            text = again(colour=True, links=False)
        if version:
            command = [*command, "-R"]  # whatever $LESS says
    # As git does: F quits if it fits, I ignores case, R shows colours, X leaves the text on the screen.
    environment = {"LESS": "FIRX", "LESSCHARSET": "utf-8"} | os.environ
    try:
        with programs.left_to_another() as interrupts:
            ended = subprocess.run(command, input=text.encode(errors="backslashreplace"), env=environment, check=False)  # noqa: S603  # the user's own $PAGER
    except OSError:
        return False
    return bool(interrupts) or not ended.returncode


def _version(command: Sequence[str]) -> int:
    """
    The version of less; 0 of what only bears its name.
    """
    try:
        asked = subprocess.run([command[0], "--version"], capture_output=True, check=False)  # noqa: S603  # as above
    except OSError:
        return 0
    found = _LESS.match(asked.stdout.decode(errors="replace"))
    return int(found[1]) if found else 0
