"""
What Typer keeps to itself and we need: it has no public way to say how an offer is written for a shell, or what
of a command line was refused.

The one module that looks inside, so that one test (tests/cli/test_internals.py) says what a new Typer has moved.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from typer._click.exceptions import BadOptionUsage, MissingParameter, NoSuchOption
from typer._click.globals import get_current_context
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
    "given",
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


def given() -> dict[str, list[str]]:
    """
    The options of the command that is running, by the parameters that they are for, each as it can be typed again:
    {"state": ["--state", "HE"], "current": ["--current"]}.
    """
    context: Any = get_current_context(silent=True)
    found: dict[str, list[str]] = {}
    for parameter in context.command.params if context else ():
        value = context.params.get(parameter.name)
        if parameter.param_type_name == "option" and value is not None and value != parameter.default:
            option = min(parameter.opts, key=len)
            values = value if isinstance(value, list | tuple) else [value]
            found[parameter.name] = [
                word for one in values for word in ([option] if parameter.is_flag else [option, str(one)])
            ]
    return found
