"""
What Typer keeps to itself.  If one of these fails after a new Typer came, look where that has it now, and change
`wi_cli/cli/internals.py`, the only module that looks inside.
"""

import ast
import importlib
from pathlib import Path

import pytest
import typer

import wi_cli
from wi_cli.cli import app, internals

PACKAGE = Path(wi_cli.__file__).parent


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("typer._click.globals", "get_current_context"),
        ("typer._click.shell_completion", "CompletionItem"),
        ("typer._click.shell_completion", "add_completion_class"),
        ("typer._click.exceptions", "NoSuchOption"),
        ("typer._click.exceptions", "BadOptionUsage"),
        ("typer._click.exceptions", "MissingParameter"),
        ("typer._completion_classes", "BashComplete"),
        ("typer._completion_classes", "ZshComplete"),
        ("typer._completion_classes", "FishComplete"),
        ("typer._completion_classes", "PowerShellComplete"),
    ],
)
def test_what_is_taken_from_typer(module, name):
    """
    What Typer keeps to itself is where it was.
    """
    assert hasattr(importlib.import_module(module), name)


def test_one_module_looks_inside():
    """
    No other module imports what begins with an underscore in Typer.
    """
    looking = {
        path.stem
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("typer._")
    }
    assert {"internals"} == looking


def refused(*words):
    """
    What the parser refuses of a command line, as Typer raises it.
    """
    command = typer.main.get_command(app)
    with pytest.raises(typer.TyperException) as error:
        command.main([*words], prog_name="wi", standalone_mode=False)
    return internals.refused(error.value)


def test_unknown_option():
    """
    An unknown option is told with its name and the command that doesn't have it.
    """
    found = refused("list", "--nope", "x")
    assert ("wi list", "--nope", None, None) == (found.path, found.unknown, found.valueless, found.missing)
    assert "-x" == refused("list", "-x").unknown
    assert ("wi", "--nope") == (refused("--nope").path, refused("--nope").unknown)


def test_option_without_its_value():
    """
    An option at the end that needs a value is told; one that takes none is something else.
    """
    found = refused("list", "--state")
    assert ("wi list", None, "--state", None) == (found.path, found.unknown, found.valueless, found.missing)
    assert ("wi", "--registry") == (refused("--registry").path, refused("--registry").valueless)
    assert (None, None, None) == refused("list", "--json=1")[2:]


def test_missing_argument():
    """
    What is missing is told as the parameter itself.
    """
    found = refused("show")
    assert ("wi show", "NAME") == (found.path, found.missing.metavar)


def test_an_error_of_no_command():
    """
    Nothing is told of an error that doesn't say by which command it was.
    """
    assert internals.refused(typer.BadParameter("no")) is None
