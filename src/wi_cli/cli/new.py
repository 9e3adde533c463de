"""
`wi new`: a registry to begin with.
"""

from __future__ import annotations

import os
from typing import Annotated

import typer

from wi_cli.cli import files, terminal
from wi_cli.errors import UsageError, quoted


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

    from wi_cli.registry import find, new, store

    files.check_named(file)
    if file == "-":
        raise UsageError("a registry is made as a file, not on standard output", "name the file")
    path = Path(file)
    schema = new.create(path, from_packaged=from_packaged)
    if schema.remark:
        terminal.complain(schema.remark)
    found = store.shown(find.registry_file(None, os.environ).path) == store.shown(path)
    where = "" if found else f" --registry {quoted(file)}"
    following = "wi edit NAME" if from_packaged else "wi add"
    terminal.complain(f"made {file}, with {schema.path.name} beside it", f"next: {following}{where}")
