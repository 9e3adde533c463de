"""
Replace a file whole: the one writer.

Whatever happens there is the old file or the new one, never a part.  What
another program writes at the same time, which knows nothing of locks, is never undone.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from typing import TYPE_CHECKING

from wi_cli.errors import RegistryUnreadableError, WiError
from wi_cli.registry import find, lock, owners
from wi_cli.registry.store import read_bytes, resolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6) if sys.platform == "win32" else ()
"""Seconds between attempts to replace a file that somebody reads, which Windows refuses."""
ATTEMPTS = 5
"""How often a change is planned on a file that others change meanwhile."""


class ChangedMeanwhileError(RegistryUnreadableError):
    """
    A file isn't any more what it was when a change was made of it; that stays as it is.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: was changed by someone else in the meantime", "run the command again")


def replace_file(path: Path, before: bytes, after: bytes) -> str | None:
    """
    Replace the content `before` of a file; what somebody should know of the new file, or None.

    A symbolic link stays one; group, mode, access control list and extended attributes are kept, and the owner
    where the system lets that be; of several hard links only this name gets the new content.

    Raises `ChangedMeanwhileError` if the file holds something else, and
    `RegistryUnreadableError` if it can't be written.
    """
    with _locked(path) as target:
        return _swap(path, target, before, after)


def change(path: Path, plan: Callable[[bytes], bytes]) -> str | None:
    """
    As `replace_file`, with the content that `plan` makes of what the file holds; where another program
    changes it meanwhile that is planned anew.

    Raises what `plan` raises, and then nothing is written.
    """
    with _locked(path) as target:
        for _ in range(ATTEMPTS - 1):
            with contextlib.suppress(ChangedMeanwhileError):
                return _change_once(path, target, plan)
        return _change_once(path, target, plan)


def create_file(path: Path, content: bytes) -> None:
    """
    Write a new file whole.

    Raises `RegistryUnreadableError` if there is one already, or if it can't be written.
    """
    with _locked(path) as target:
        new = _beside(target, "new")
        made = False
        try:
            _make_room(path, new)
            _write(path, new, content, None)
            made = _named(new, target)
            if not made and os.path.lexists(target):
                raise there_already(path)
            if not made:  # a file system without hard links
                _put(new, target)
                made = True
            _sync_folder(target.parent)
        except OSError as error:
            raise _cannot_write(path, error, is_new=made) from error
        finally:
            _discard(new)


def there_already(path: Path) -> RegistryUnreadableError:
    """
    That a file which is to be made exists.
    """
    return RegistryUnreadableError(f"{path}: is there already", "name another file, or move this one away")


def check_regular(path: Path, instead: str = "name a file") -> None:
    """
    Raises `RegistryUnreadableError` for a pipe, a device or the like, which can't be replaced, and which nobody
    should begin to read for that.
    """
    try:
        mode = os.stat(path).st_mode
    except OSError:  # what can't be looked at can't be read either, or is to be made
        return
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise RegistryUnreadableError(f"{path}: is no regular file and can't be changed", instead)


def check_writable(path: Path) -> Path:
    """
    The file behind a name that may be a link, if it may be replaced.

    Raises `RegistryUnreadableError` with what to do instead.
    """
    check_regular(path)
    target = resolved(path)
    if any(map(os.path.islink, (target, *target.parents))):  # what can't be followed is left
        raise RegistryUnreadableError(f"{path}: is a link to itself")
    if find.is_of_a_wheel(target):
        raise RegistryUnreadableError(
            f"{path}: is the packaged registry, which an update would replace",
            "make a copy to edit: wi new members.toml --from-packaged",
        )
    exists = os.path.exists(target)
    if exists and not os.access(target, os.W_OK):
        raise RegistryUnreadableError(f"{path}: is read-only", "make it writable, or name a copy of it with --registry")
    if not os.path.isdir(target.parent):
        raise RegistryUnreadableError(f"{path}: there is no such folder", "make it first")
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise RegistryUnreadableError(f"{path}: its folder may not be written to", "look at the folder's permissions")
    try:
        owner = owners.bound_to_owner(target) if exists else None
    except OSError as error:
        raise _cannot_write(path, error, is_new=False) from error
    if owner:
        raise RegistryUnreadableError(
            f"{path}: belongs to {owner}, and nobody else may replace it in this folder (sticky bit)", owners.TRY_OWNER
        )
    return target


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[Path]:
    """
    The file behind a name, while no other `wi` touches it.
    """
    target = check_writable(path)
    with lock.held(path, _beside(target, "lock")):
        yield target


def _beside(target: Path, purpose: str) -> Path:
    return target.with_name(f".{target.name}.{purpose}")


def _change_once(path: Path, target: Path, plan: Callable[[bytes], bytes]) -> str | None:
    before = read_bytes(target)
    try:
        after = plan(before)
    except WiError as error:
        if read_bytes(target) != before:  # half of what somebody is writing, perhaps
            raise ChangedMeanwhileError(path) from error
        raise
    return _swap(path, target, before, after) if after != before else None


def _swap(path: Path, target: Path, before: bytes, after: bytes) -> str | None:
    """
    Put a whole file in the place of another if that still is `before`; the lock must be held.

    The old file keeps a name until the end: another program that had opened it may write to it even then.
    """
    new, old = _beside(target, "new"), _beside(target, "old")
    is_new = False
    try:
        if PAUSES:  # who has it open would also keep `old` from being taken away
            _put(target, target)
        _make_room(path, new)
        _make_room(path, old)
        remark = _write(path, new, after, target)
        is_kept = _named(target, old)
        if read_bytes(target) != before:
            raise ChangedMeanwhileError(path)
        _put(new, target)
        is_new = True
        if is_kept:  # at once, before anybody has opened the new file
            _check_untouched(path, target, old, before, after)
        _sync_folder(target.parent)
        if is_kept:  # by now who had opened the old one has written
            _check_untouched(path, target, old, before, after)
    except OSError as error:
        raise _cannot_write(path, error, is_new=is_new) from error
    finally:
        _discard(new)
        _discard(old)
    return remark


def _check_untouched(path: Path, target: Path, old: Path, before: bytes, after: bytes) -> None:
    """
    Raises `ChangedMeanwhileError` if someone wrote to a file that was replaced, which then is in its place again.

    Where someone wrote to the new one, too, both stay, and `RegistryUnreadableError` says where.
    """
    if not _holds_other_than(old, before):
        return
    rescued = target.with_name(f"{target.name}.{os.getpid()}")
    _put(old, rescued)  # which nobody takes away
    if not _holds_other_than(target, after):
        new = _beside(target, "new")
        _named(target, new)
        with contextlib.suppress(OSError):
            _put(rescued, target)
            if not _holds_other_than(new, after):
                raise ChangedMeanwhileError(path)
            _put(new, rescued)
    raise RegistryUnreadableError(
        f"{path}: someone else wrote to it just before and after it was replaced",
        f"what it doesn't hold now is in {rescued}; take it over by hand",
    )


def _holds_other_than(file: Path, content: bytes) -> bool:
    """
    Whether a file has got another content; one that can't be read is not known to have.
    """
    try:
        return read_bytes(file) != content
    except RegistryUnreadableError:
        return False


def _put(file: Path, name: Path) -> None:
    """
    Give a file another name, in the place of the file of that name; tried again for a while where another program
    that reads that one is in the way.
    """
    for pause in PAUSES:
        with contextlib.suppress(PermissionError):
            os.replace(file, name)
            return
        time.sleep(pause)
    os.replace(file, name)


def _named(file: Path, name: Path) -> bool:
    """
    Give a file a second name, which must be free; whether it has got it.
    """
    try:
        os.link(file, name)
    except OSError:  # a file system that knows no such thing
        return False
    return True


def _make_room(path: Path, name: Path) -> None:
    """
    Take away what a writer that was killed has left.

    Raises `RegistryUnreadableError`, which names it, if it can't be deleted.
    """
    try:
        os.unlink(name)
    except FileNotFoundError:
        pass
    except OSError as error:
        message = f"{path}: can't be written while {name} is in the way; move it away ({error.strerror})"
        raise RegistryUnreadableError(message, "nothing was changed") from error


def _discard(file: Path) -> None:
    with contextlib.suppress(OSError):
        os.unlink(file)


def _cannot_write(path: Path, error: OSError, *, is_new: bool) -> RegistryUnreadableError:
    if PAUSES and isinstance(error, PermissionError) and not is_new:
        return RegistryUnreadableError(
            f"{path}: another program has it open, such as an editor or a virus scanner; nothing was changed",
            "close it there, and run the command again",
        )
    consequence = "it has the new content, which a power cut may undo" if is_new else "nothing was changed"
    return RegistryUnreadableError(f"{path}: can't be written ({error.strerror})", consequence)


def _write(path: Path, new: Path, content: bytes, like: Path | None) -> str | None:
    """
    Write a file that takes over what it can from another, and have it on the disk; a remark on that.
    """
    mode = 0o666 if like is None else 0o600  # nobody may open it before it has the mode of the other
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        remark = owners.take_over(path, handle, like) if like else None
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)
    return remark


def _sync_folder(folder: Path) -> None:
    """
    Make the new name of a file last through a power cut.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # Windows opens no folders; elsewhere one may be written to and not be read
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # a file system that knows no such thing
            raise
    finally:
        os.close(handle)
