"""
What Typer keeps to itself and we need: it has no public way to say how an offer is written for a shell, or what
of a command line was refused.

The one module that looks inside, so that one test (tests/cli/test_internals.py) says what a new Typer has moved.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from typer._click.exceptions import BadOptionUsage, MissingParameter, NoSuchOption
from typer._click.shell_completion import CompletionItem, add_completion_class
from typer._completion_classes import BashComplete, FishComplete, PowerShellComplete, ZshComplete

__all__ = [
    "BashComplete",
    "CompletionItem",
    "FishComplete",
    "PowerShellComplete",
    "Refused",
    "ZshComplete",
    "add_completion_class",
    "refused",
]


class Refused(NamedTuple):
    """
    What the parser of command lines refused: an option that there is not, one without its value, or nothing where
    an argument is needed; and the command by which it was, with its `path` as it was typed.
    """

    command: Any
    path: str
    unknown: str | None = None
    valueless: str | None = None
    missing: Any = None


def refused(error: Any) -> Refused | None:
    """
    What was refused; None if the error doesn't say by which command.
    """
    context = getattr(error, "ctx", None)
    if context is None:
        return None
    found = Refused(context.command, context.command_path)
    if isinstance(error, NoSuchOption):
        return found._replace(unknown=error.option_name)
    if isinstance(error, BadOptionUsage) and "requires" in error.message:
        return found._replace(valueless=error.option_name)
    if isinstance(error, MissingParameter):
        return found._replace(missing=error.param)
    return found
