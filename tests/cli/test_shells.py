import importlib

import pytest
from typer._click import shell_completion

from wi_cli.cli import shells


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("typer._click.shell_completion", "CompletionItem"),
        ("typer._click.shell_completion", "add_completion_class"),
        ("typer._completion_classes", "BashComplete"),
        ("typer._completion_classes", "ZshComplete"),
        ("typer._completion_classes", "FishComplete"),
    ],
)
def test_what_is_taken_from_typer(module, name):
    """
    What Typer keeps to itself, and completion needs, is where it was; if this fails,
    look where this version of Typer has it.
    """
    assert hasattr(importlib.import_module(module), name)


def test_taught(monkeypatch):
    """
    Each shell is answered by our class for it.
    """
    known = {}
    monkeypatch.setattr(shell_completion, "_available_shells", known)
    shells.teach()
    assert {"bash": shells.Bash, "zsh": shells.Zsh, "fish": shells.Fish} == known
