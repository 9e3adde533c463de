"""
`wi schema`: the JSON Schema of the registry file.
"""

from __future__ import annotations

from typing import Annotated

import typer

from wi_cli.cli import files, terminal
from wi_cli.german.wording import visible


def command(
    beside: Annotated[
        str | None, typer.Option("--beside", metavar="FILE", help="Write it next to this registry instead.")
    ] = None,
) -> None:
    """
    Print the JSON Schema of the registry file.
    """
    from pathlib import Path

    from wi_cli.registry import new, replace, store

    if beside is None:
        terminal.write(store.schema())
        return
    files.check_named(beside)
    replace.check_regular(Path(beside))
    store.read_bytes(Path(beside))  # a slip in the name must not leave a schema behind
    written = new.write_schema(Path(beside))
    if written.remark:
        terminal.complain(written.remark)
    terminal.write(f"{visible(str(written.path))}\n")
    terminal.complain(f"the registry's first line may be: #:schema {written.path.name}")
