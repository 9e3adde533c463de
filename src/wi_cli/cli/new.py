"""
`wi new`: a registry to begin with.
"""

from __future__ import annotations

from typing import Annotated

import typer

from wi_cli.cli import terminal


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where; it is never overwritten.")],
    from_packaged: Annotated[
        bool, typer.Option("--from-packaged", help="A copy of the registry that came with wi.")
    ] = False,
) -> None:
    """
    Start a registry: an empty one, or a copy of the packaged one to edit.

    The JSON Schema is written beside it, for editors.
    """
    from pathlib import Path

    from wi_cli import store

    store.create(Path(file), from_packaged=from_packaged)
    terminal.complain(
        f"made {file}, with {store.SCHEMA} beside it", "next: wi edit NAME" if from_packaged else "next: wi add"
    )
