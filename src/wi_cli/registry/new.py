"""
A registry to begin with, and its schema beside it.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.errors import RegistryUnreadableError
from wi_cli.registry import find, replace, store

if TYPE_CHECKING:
    from pathlib import Path

# Valid as it is.
EMPTY = """\
format = 1

[network]
name = "Name des Netzwerks"
summary = "Ein Satz über das Netzwerk."

[topics]

[indicators]

[sources]

[members]
"""


class Schema(NamedTuple):
    """
    The file that holds the schema beside a registry, and what has to be said of it.
    """

    path: Path
    remark: str | None


def write_schema(registry: Path) -> Schema:
    """
    Write the schema next to a registry and say where; an older schema of this
    program there is replaced.

    Raises `RegistryUnreadableError` if there is another file with that name, or it can't be written.
    """
    target = registry.with_name(store.SCHEMA)
    content = store.schema().encode()
    replace.check_regular(target)
    if not target.exists():
        replace.create_file(target, content)
        return Schema(target, None)
    old = store.read_bytes(target)
    if b"Weinheimer Initiative" not in old:
        raise RegistryUnreadableError(f"{target}: is another file", "move it away first")
    return Schema(target, replace.replace_file(target, old, content) if old != content else None)


def create(path: Path, *, from_packaged: bool) -> Schema:
    """
    Write a new registry, empty or a copy of the packaged one, with the schema beside it.

    Raises `RegistryUnreadableError` if the file is there already, or can't be written.
    """
    text = find.packaged().read_text(encoding="utf-8") if from_packaged else EMPTY
    text = re.sub(r"\A#:schema .*\n", "", text)
    if os.path.lexists(path):  # before the schema is written for nothing
        raise replace.there_already(path)
    replace.check_writable(path)
    is_new = not os.path.lexists(path.with_name(store.SCHEMA))
    schema = write_schema(path)
    try:
        replace.create_file(path, f"#:schema {schema.path.name}\n{text}".encode())
    except RegistryUnreadableError:
        if is_new:
            schema.path.unlink()
        raise
    return schema
