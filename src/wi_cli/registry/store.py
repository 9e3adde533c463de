"""
Read the registry file, and say what it is.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.errors import RegistryUnreadableError
from wi_cli.registry import build, toml, values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FORMAT = 1
LARGEST_FILE = 64 * 1024 * 1024
SCHEMA = "members.schema.json"


class Source(NamedTuple):
    """
    The text of a registry file and the document that it is.
    """

    path: Path
    text: str
    document: dict[str, Any]
    mark: str = ""
    """The byte order mark before the text, if there is one: it is read over, and stays."""

    def content(self, text: str) -> bytes:
        """
        What the file would hold with another text.
        """
        return (self.mark + text).encode()


class NotTomlError(RegistryUnreadableError):
    """
    A file is not UTF-8 or not TOML; who has its `content` can say where and why.
    """

    def __init__(self, path: Path, content: bytes) -> None:
        super().__init__(f"{path}: is not valid TOML", "run wi validate")
        self.path = path
        self.content = content


def schema() -> str:
    """
    Text of the JSON Schema of the registry file.
    """
    return Path(__file__).with_name(SCHEMA).read_text(encoding="utf-8")


def load(path: Path) -> values.Registry:
    """
    The registry in a file.

    Raises `RegistryUnreadableError` if there is none, if it is not UTF-8 or
    not TOML, if its format number is another, or `members` is not a table.
    """
    source = _source(path, read_bytes(path), toml.loads)
    check_format(path, source.document)
    registry = build.registry(source.document)
    if not registry.left_out:
        return registry
    from wi_cli.registry.locate import Lines, Locator

    places, lines = Locator(source.text), Lines(source.text)
    left_out = (missing._replace(line=lines.place(places.key(missing.path)[0])[0]) for missing in registry.left_out)
    return registry._replace(left_out=tuple(left_out))


def check_format(path: Path, document: Mapping[str, Any]) -> None:
    """
    Raises `RegistryUnreadableError` for a document that is no registry of a format that is known here.
    """
    number = document.get("format")
    if isinstance(number, bool) or number != FORMAT:
        found = f"is in {_said(number)}" if "format" in document else "does not say its format"
        raise RegistryUnreadableError(f"{path}: {found}", f"this wi reads format = {FORMAT}")
    if not isinstance(document.get("members"), dict):
        raise RegistryUnreadableError(f"{path}: has no table of members", "run wi validate")


def _said(number: object) -> str:
    if isinstance(number, dict | list):
        return "a format that is no number"
    # Python refuses to write integers of more than 4,300 digits.
    absurd = isinstance(number, int) and number.bit_length() > 64  # noqa: PLR2004
    return f"format {'an absurd number' if absurd else repr(number)}"


def read(path: Path) -> Source:
    """
    Text and document of a registry file, whatever the document holds, as long as it can be walked.

    Raises `RegistryUnreadableError`, for what is no TOML `NotTomlError`.
    """
    return parsed(path, read_bytes(path))


def parsed(path: Path, content: bytes, parse_float: Callable[[str], Any] = float) -> Source:
    """
    As `read`, of a content that was read already.
    """
    return _source(path, content, lambda text: toml.walkable(text, parse_float))


def _source(path: Path, content: bytes, read_text: Callable[[str], toml.Document]) -> Source:
    try:
        text = content.decode()
        mark = text[: text.startswith("\ufeff")]
        text = text.removeprefix(mark)
        return Source(path, text, read_text(text), mark)
    except ValueError:  # not UTF-8, no TOML
        pass
    raise NotTomlError(path, content)


def read_bytes(path: Path) -> bytes:
    """
    Content of a file, 64 MiB at most.

    Raises `RegistryUnreadableError` with the reason in words.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise RegistryUnreadableError(f"{path}: there is no such file") from error
    except (IsADirectoryError, PermissionError) as error:
        if path.is_dir():  # Windows says only that it may not be read
            raise RegistryUnreadableError(f"{path}: is a directory", "name the file in it") from error
        raise RegistryUnreadableError(f"{path}: may not be read", "look at its permissions") from error
    except OSError as error:
        raise RegistryUnreadableError(f"{path}: can't be read ({error.strerror})") from error
    if len(content) > LARGEST_FILE:
        raise RegistryUnreadableError(f"{path}: is larger than 64 MiB")
    return content


def shown(path: Path) -> str:
    """
    A path as short as it can be said: relative where it lies below the working directory.
    """
    try:
        return str(resolved(path).relative_to(resolved(Path.cwd())))
    except (OSError, ValueError):
        return str(path)


def resolved(path: Path) -> Path:
    """
    The file behind a name that may be a link, as far as links lead: a circle of them, or a working directory that
    is gone, is no error here as it is for `Path.resolve`, for a circle in Python before 3.13.
    """
    try:
        return Path(os.path.realpath(path))
    except OSError:
        return path
