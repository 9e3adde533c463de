"""
Put what was made where somebody wants it: whole, and over nothing that isn't ours.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from wi_cli.errors import WiError
from wi_cli.registry import find, replace
from wi_cli.registry.store import read_bytes

if TYPE_CHECKING:
    from pathlib import Path


class CannotSaveError(WiError):
    """
    A file can't be written, or isn't to be written over.
    """

    exit_code = 3


def check_free(path: Path, *, force: bool) -> None:
    """
    Raises `CannotSaveError` if there is something that may not be written over.
    """
    if os.path.isdir(path):  # noqa: PTH112  # Path.is_dir() raises for what may not be searched
        raise CannotSaveError(f"{path}: is a directory", "name a file in it")
    if not os.path.lexists(path) or _is_stream(path):
        return
    if not force:
        raise CannotSaveError(f"{path}: is there already", "name another file, or replace it with --force")
    if not os.access(path, os.W_OK):
        raise CannotSaveError(f"{path}: is read-only", "name another file")
    try:
        is_registry = find.looks_like_registry(path)
    except OSError as error:
        raise _cannot_save(path, error) from error
    if is_registry:
        raise CannotSaveError(f"{path}: is a registry, which nothing replaces", "name another file")


def save(path: Path, content: bytes, *, force: bool = False) -> None:
    """
    Write a file whole: a new one, or with `force` in the place of another, which is left alone
    if it holds just that.  What is no file, such as /dev/null or a pipe, is written to.

    Raises `CannotSaveError`, and what `replace` raises.
    """
    check_free(path, force=force)
    if _is_stream(path):
        try:
            path.write_bytes(content)
        except OSError as error:
            raise _cannot_save(path, error) from error
    elif not os.path.lexists(path):
        replace.create_file(path, content)
    elif (before := read_bytes(path)) != content:
        replace.replace_file(path, before, content)


def _is_stream(path: Path) -> bool:
    """
    Whether it is a device or a pipe, which can't be replaced.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _cannot_save(path: Path, error: OSError) -> CannotSaveError:
    return CannotSaveError(f"{path}: can't be written ({error.strerror})")
