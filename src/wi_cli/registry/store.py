"""
Find, read and replace the registry file: the only file input and output.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.errors import RegistryUnreadableError
from wi_cli.registry import build, toml, values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_PACKAGE = Path(__file__).parents[1]
FORMAT = 1
LARGEST_FILE = 64 * 1024 * 1024
SCHEMA = "members.schema.json"
PATIENCE = 30
"""Seconds to wait for another writer: eight at once waited for up to seven."""

# A registry to begin with: valid as it is.
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

# Tells our file from somebody else's members.toml without parsing it twice.
_LOOKS_LIKE_REGISTRY = (
    re.compile(rb"^(?:\xef\xbb\xbf)?[ \t]*\"?format\"?[ \t]*=", re.MULTILINE),
    re.compile(rb"^[ \t]*\[*[ \t]*\"?members\"?[ \t]*[.\]=]", re.MULTILINE),
)


class Source(NamedTuple):
    """
    The text of a registry file and the document that it is.
    """

    path: Path
    text: str
    document: dict[str, Any]


class NotTomlError(RegistryUnreadableError):
    """
    A file is not UTF-8 or not TOML; who has its `content` can say where and why.
    """

    def __init__(self, path: Path, content: bytes) -> None:
        super().__init__(f"{path}: is not valid TOML", "run wi validate")
        self.path = path
        self.content = content


def find(option: str | None, environ: Mapping[str, str]) -> Path:
    """
    Which registry to read.

    It is that of the option; then that of `WI_REGISTRY`; then the nearest members.toml or
    data/members.toml from the working directory upwards that looks like a
    registry; then the packaged one.
    """
    named = option or environ.get("WI_REGISTRY")
    if named:
        return Path(named)
    for candidate in _candidates():
        if _looks_like_registry(candidate):
            return candidate
    return packaged()


def packaged() -> Path:
    """
    The registry that came with this installation: in this package in a
    wheel, in the checkout for an editable install.  (An editable install also
    leaves a copy in site-packages, which ages there; it is not in this package.)
    """
    inside = _PACKAGE / "members.toml"
    return inside if inside.exists() else _PACKAGE.parents[1] / "data" / "members.toml"


def schema() -> str:
    """
    Text of the JSON Schema of the registry file.
    """
    return Path(__file__).with_name(SCHEMA).read_text(encoding="utf-8")


def write_schema(registry: Path) -> Path:
    """
    Write the schema next to a registry and say where; an older schema of this
    program there is replaced.

    Raises `RegistryUnreadableError` if there is another file with that name, or it can't be written.
    """
    target = registry.with_name(SCHEMA)
    new = schema().encode()
    if not target.exists():
        create_file(target, new)
        return target
    old = read_bytes(target)
    if b"Weinheimer Initiative" not in old:
        raise RegistryUnreadableError(f"{target}: is another file", "move it away first")
    if old != new:
        replace_file(target, old, new)
    return target


def create(path: Path, *, from_packaged: bool) -> None:
    """
    Write a new registry, empty or a copy of the packaged one, with the schema beside it.

    Raises `RegistryUnreadableError` if the file is there already, or can't be written.
    """
    text = packaged().read_text(encoding="utf-8") if from_packaged else EMPTY
    text = re.sub(r"\A#:schema .*\n", "", text)
    if os.path.lexists(path):  # before the schema is written for nothing
        raise _there_already(path)
    check_writable(path)
    is_new = not os.path.lexists(path.with_name(SCHEMA))
    beside = write_schema(path)
    try:
        create_file(path, f"#:schema {beside.name}\n{text}".encode())
    except RegistryUnreadableError:
        if is_new:
            beside.unlink()
        raise


def _there_already(path: Path) -> RegistryUnreadableError:
    return RegistryUnreadableError(f"{path}: is there already", "name another file, or move this one away")


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


def parsed(path: Path, content: bytes) -> Source:
    """
    As `read`, of a content that was read already.
    """
    return _source(path, content, toml.walkable)


def _source(path: Path, content: bytes, read_text: Callable[[str], toml.Document]) -> Source:
    try:
        text = content.decode()
        if not text.startswith("\ufeff"):
            return Source(path, text, read_text(text))
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
    except IsADirectoryError as error:
        raise RegistryUnreadableError(f"{path}: is a directory", "name the file in it") from error
    except PermissionError as error:
        raise RegistryUnreadableError(f"{path}: may not be read", "look at its permissions") from error
    except OSError as error:
        raise RegistryUnreadableError(f"{path}: can't be read ({error.strerror})") from error
    if len(content) > LARGEST_FILE:
        raise RegistryUnreadableError(f"{path}: is larger than 64 MiB")
    return content


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """
    Replace a file's content whole: whatever happens, there is the old file or
    the new one, never a part.  A symbolic link stays one; owner, group and
    mode are kept; of several hard links only this name gets the new content.

    Raises `RegistryUnreadableError` if it can't be written, or if it no
    longer holds `before`.
    """
    with _locked(path) as target:
        if read_bytes(target) != before:
            raise RegistryUnreadableError(
                f"{path}: was changed by someone else in the meantime", "run the command again"
            )
        _write(path, target, after)


def change(path: Path, plan: Callable[[bytes], bytes]) -> None:
    """
    Read a file, have its new content planned, and replace it, as
    `replace_file` does; no other writer comes between.

    Raises what `plan` raises, and then nothing is written.
    """
    with _locked(path) as target:
        before = read_bytes(target)
        after = plan(before)
        if after != before:
            _write(path, target, after)


def create_file(path: Path, content: bytes) -> None:
    """
    Write a new file whole.

    Raises `RegistryUnreadableError` if there is one already, or if it can't be written.
    """
    with _locked(path) as target:
        if os.path.lexists(target):
            raise _there_already(path)
        _write(path, target, content)


def write_draft(key: str, text: str) -> Path:
    """
    A temporary file of one's own with the text of a member, to be edited.

    Raises `RegistryUnreadableError` if it can't be written.
    """
    import tempfile

    prefix = re.sub("[^A-Za-z0-9-]+", "-", f"wi-{key[:60]}-")
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix=prefix, suffix=".toml", encoding="utf-8", newline="", delete=False
        ) as file:
            file.write(text)
    except OSError as error:
        raise RegistryUnreadableError(
            f"can't write a temporary file ({error.strerror})", "set TMPDIR to a folder with room"
        ) from error
    return Path(file.name)


def discard_draft(draft: Path) -> None:
    """
    Delete a draft that is of no more use.
    """
    with contextlib.suppress(OSError):
        draft.unlink()


def check_writable(path: Path) -> Path:
    """
    The file behind a name that may be a link, if it may be replaced.

    Raises `RegistryUnreadableError` with what to do instead.
    """
    try:
        target = path.resolve()
    except RuntimeError as error:
        raise RegistryUnreadableError(f"{path}: is a link to itself") from error
    if os.path.islink(target):  # as Python from 3.13 on leaves one
        raise RegistryUnreadableError(f"{path}: is a link to itself")
    if target == packaged().resolve() and target.parent == _PACKAGE.resolve():
        raise RegistryUnreadableError(
            f"{path}: is the packaged registry, which an update would replace",
            "make a copy to edit: wi new members.toml --from-packaged",
        )
    if os.path.exists(target) and not os.access(target, os.W_OK):
        raise RegistryUnreadableError(f"{path}: is read-only", "make it writable, or name a copy of it with --registry")
    if not os.path.isdir(target.parent):
        raise RegistryUnreadableError(f"{path}: there is no such folder", "make it first")
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise RegistryUnreadableError(f"{path}: its folder may not be written to", "look at the folder's permissions")
    return target


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[Path]:
    """
    The file behind a name, while no other writer touches it.
    """
    from filelock import FileLock, Timeout

    target = check_writable(path)
    guard = target.with_name(f".{target.name}.lock")
    lock = FileLock(guard, timeout=PATIENCE, mode=0o666)  # whoever may write the file may wait for it
    try:
        lock.acquire()
    except Timeout as error:
        if not os.path.exists(guard):  # nobody holds it, it can't be made
            raise RegistryUnreadableError(f"{path}: its folder takes no files", "nothing was changed") from error
        raise RegistryUnreadableError(f"{path}: is being written by another wi", "try again in a moment") from error
    except OSError as error:
        raise RegistryUnreadableError(f"{path}: can't be written ({error.strerror})", "nothing was changed") from error
    try:
        yield target
    finally:
        # Gone before it is released: who waited for it sees that and makes a new one.
        with contextlib.suppress(OSError):
            guard.unlink()
        lock.release()


def _write(path: Path, target: Path, content: bytes) -> None:
    """
    Put a whole file in the place of another; the lock must be held.
    """
    new = target.with_name(f".{target.name}.new")
    replaced = False
    try:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(new)
        _write_new(path, new, content, os.stat(target) if os.path.exists(target) else None)
        os.replace(new, target)
        replaced = True
        _sync_folder(target.parent)
    except OSError as error:
        consequence = "it has the new content, which a power cut may undo" if replaced else "nothing was changed"
        raise RegistryUnreadableError(f"{path}: can't be written ({error.strerror})", consequence) from error
    finally:
        if not replaced:
            with contextlib.suppress(OSError):
                os.unlink(new)


def _write_new(path: Path, new: Path, content: bytes, status: os.stat_result | None) -> None:
    """
    Write a file with the owner, group and mode of `status`, and have it on the disk.
    """
    mode = 0o666 if status is None else 0o600  # nobody may open it before it has the mode of the other
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        if status is not None:
            created = os.fstat(handle)
            if (created.st_uid, created.st_gid) != (status.st_uid, status.st_gid):
                _give_to(path, handle, status)
            os.fchmod(handle, stat.S_IMODE(status.st_mode))
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _give_to(path: Path, handle: int, status: os.stat_result) -> None:
    try:
        os.fchown(handle, status.st_uid, status.st_gid)
    except PermissionError as error:
        raise RegistryUnreadableError(
            f"{path}: belongs to another user or group, and would not any more",
            "let its owner run this, or work on a copy of your own",
        ) from error


def _sync_folder(folder: Path) -> None:
    """
    Make the new name of a file last through a power cut.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # a file system that knows no such thing
            raise
    finally:
        os.close(handle)


def shown(path: Path) -> str:
    """
    A path as short as it can be said: relative where it lies below the working directory.
    """
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except (OSError, ValueError, RuntimeError):  # RuntimeError: links in a circle
        return str(path)


def _candidates() -> Iterator[Path]:
    try:
        here = Path.cwd()
    except OSError:  # the working directory was deleted
        return
    for folder in (here, *here.parents):
        yield folder / "members.toml"
        yield folder / "data" / "members.toml"


def _looks_like_registry(path: Path) -> bool:
    if not os.path.isfile(path):  # Path.is_file() raises where a folder may not be searched
        return False
    if not os.access(path, os.R_OK):
        return True  # to say so is better than to show another registry in silence
    content = read_bytes(path)
    found = [pattern.search(content) is not None for pattern in _LOOKS_LIKE_REGISTRY]
    if all(found):
        return True
    try:
        parsed(path, content)
    except RegistryUnreadableError:
        # Broken: it has to be said, not passed over.
        plain = content.decode("utf-16", "replace") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
        return any(found) or "members" in plain
    return False
