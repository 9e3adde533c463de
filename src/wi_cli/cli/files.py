"""
What commands over registry files share: which files are meant, standard
input, and what changes in one.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.cli import terminal
from wi_cli.errors import RegistryUnreadableError, UsageError
from wi_cli.german.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


# Octets of a quoted name that need no escape: printable ASCII without " and \.
_AS_IT_IS = frozenset(range(0x20, 0x7F)) - frozenset(b'"\\')


class Expanded(NamedTuple):
    """
    The names of files, and of folders without any, each with the reason.
    """

    names: list[str]
    refused: list[tuple[str, RegistryUnreadableError]]


def expanded(names: Sequence[str]) -> Expanded:
    """
    Files and "-" as they are, folders as the registries in them, each file once however it is named.

    Raises what `check_named` raises.
    """
    for name in names:
        check_named(name)
    found: dict[object, str] = {}
    refused = []
    for name in names:
        if name == "-" or not os.path.isdir(name):  # noqa: PTH112  # Path.is_dir() raises for what may not be searched
            found.setdefault(_identity(name), name)
            continue
        if not os.access(name, os.R_OK | os.X_OK):
            error = RegistryUnreadableError(f"{name}: may not be read", "look at its permissions")
            refused.append((name, error))
            continue
        inside, unread = _registries_in(name)
        refused += unread
        if not (inside or unread):
            refused.append((name, RegistryUnreadableError(f"{name}: no members.toml in this folder", "name the file")))
        for path in inside:
            found.setdefault(_identity(path), path)
    return Expanded(list(found.values()), refused)


def check_named(name: str) -> None:
    """
    Raises `UsageError` for an empty name, as from a script whose variable is unset: the folder at hand isn't meant.
    """
    if not name:
        raise UsageError("the name of a file is empty", "name one, such as members.toml")


def _identity(name: str) -> object:
    """
    What is the same for two names of one file: links, other spellings of its path.
    """
    if name == "-":
        return name
    try:
        known = os.stat(name)  # noqa: PTH116  # a name, not a path: "a/" is none of a file
    except (OSError, ValueError):
        return os.path.abspath(name)  # noqa: PTH100  # there is nothing to resolve
    # Of two hard links, only one would be mended.
    return (known.st_dev, known.st_ino) if known.st_ino and known.st_nlink == 1 else os.path.realpath(name)


def in_repository(name: str) -> str:
    """
    The path of a file from the top of its git repository, with slashes; outside of one the name that it was given.
    """
    try:
        path = Path(os.path.realpath(name))
    except (OSError, ValueError):
        return name
    top = next((folder for folder in path.parents if os.path.exists(folder / ".git")), None)  # noqa: PTH110  # never raises
    return path.relative_to(top).as_posix() if top and name != "-" else name


def _registries_in(folder: str) -> tuple[list[str], list[tuple[str, RegistryUnreadableError]]]:
    """
    The registries in a folder and those in it, but for hidden ones, and the folders that can't be read.
    """
    found, unread = [], []

    def note(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):  # gone by now
            name = str(error.filename)
            unread.append((name, RegistryUnreadableError(f"{name}: can't be read ({error.strerror})")))

    for here, folders, files in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        path = Path(here, "members.toml")
        if path.name in files and path.is_file():
            found.append(str(path))
    return sorted(found), unread


def content(name: str) -> bytes:
    """
    Content of a file, of standard input for "-".

    Raises `RegistryUnreadableError` with the reason in words, or what `check_named` raises.
    """
    from wi_cli.registry import store

    check_named(name)
    if name != "-":
        return store.read_bytes(Path(name))
    if sys.stdin is None:
        raise RegistryUnreadableError("standard input is closed")
    read = sys.stdin.buffer.read(store.LARGEST_FILE + 1)
    if len(read) > store.LARGEST_FILE:
        raise RegistryUnreadableError("standard input is larger than 64 MiB")
    return read


def change(path: Path, plan: Callable[[bytes], bytes]) -> None:
    """
    Change a file by what a plan makes of its content; what else is new about it is said on stderr.

    Raises what `replace.change` raises.
    """
    from wi_cli.registry import replace

    _say(replace.change(path, plan))


def replace(path: Path, before: bytes, after: bytes) -> None:
    """
    Replace the content of a file that still holds `before`; what else is new about it is said on stderr.

    Raises what `replace.replace_file` raises.
    """
    from wi_cli.registry import replace

    _say(replace.replace_file(path, before, after))


def _say(remark: str | None) -> None:
    if remark:
        terminal.complain(remark)


def show_difference(name: str, before: bytes, after: bytes) -> bool:
    """
    Write the unified diff of a file's content, if there is one, and say
    whether there is: what `patch` takes, byte for byte, or on a terminal and
    in the log of a CI runner with nothing in it that acts on these.
    """
    from wi_cli.cli.difference import unified

    old, new = (re.findall(r"[^\n]*\n|[^\n]+$", text.decode(errors="replace")) for text in (before, after))
    lines = list(unified(old, new, _quoted(name)))
    exact = not (terminal.is_terminal() or terminal.is_log())
    terminal.write("".join(lines if exact else [f"{visible(line[:-1])}\n" for line in lines]), exact=exact)
    return bool(lines)


def _quoted(name: str) -> str:
    r"""
    A file's name as `git` and `patch` write one that has blanks, control characters or the like: "a\033b".
    """
    if name == visible(name) and not set(name) & {" ", '"'}:
        return name
    octets = name.encode(errors="surrogateescape")
    return '"' + "".join(chr(octet) if octet in _AS_IT_IS else f"\\{octet:03o}" for octet in octets) + '"'
