"""
`wi schema`: the JSON Schema of the registry file.
"""

from __future__ import annotations

from wi_cli.cli import terminal


def print_schema() -> None:
    """
    Print the JSON Schema of the registry file, for editors and other checkers.
    """
    from wi_cli import store

    terminal.write(store.schema())
