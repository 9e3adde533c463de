"""
Whose a file is, and what a new file takes over from the one that it replaces.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from typing import TYPE_CHECKING

from wi_cli.errors import RegistryUnreadableError

if TYPE_CHECKING:
    from pathlib import Path

TRY_OWNER = "let its owner run this, or work on a copy of your own"
_ACL = "system.posix_acl_access"
# They vouch for the old content; the system makes new ones where it wants them.
_OF_THE_CONTENT = ("security.ima", "security.evm")
# COPYFILE_ACL and COPYFILE_XATTR of macOS' <copyfile.h>.
_COPYFILE = 1 << 0 | 1 << 2


def user(number: int) -> str:
    """
    The name of a user, or the number where there is none.
    """
    if sys.platform != "win32":
        import pwd

        with contextlib.suppress(KeyError):
            return pwd.getpwuid(number).pw_name
    return f"user {number}"


def strangers(path: Path) -> str | None:
    """
    Who else than the user and root decides what a file holds: its owner, in
    words, if that is another one, or if everybody may write to it.

    None on systems that know no such owners.  Raises `OSError`.
    """
    myself = getattr(os, "geteuid", None)
    if myself is None:
        return None
    status = os.stat(path)
    others = {status.st_uid, os.lstat(path).st_uid} - {myself(), 0}  # of a link its owner, too
    everybody = " and everybody may write to" if status.st_mode & stat.S_IWOTH else ""
    if not (others or everybody):
        return None
    return " and ".join(map(user, sorted(others or {status.st_uid}))) + everybody


def bound_to_owner(target: Path) -> str | None:
    """
    The owner of a file whose folder lets nobody else replace it; None if the user may.
    """
    myself = getattr(os, "geteuid", None)
    if myself is None:
        return None
    folder, file = os.stat(target.parent), os.stat(target)
    if not folder.st_mode & stat.S_ISVTX or myself() in (0, folder.st_uid, file.st_uid):
        return None
    return user(file.st_uid)


def take_over(path: Path, handle: int, target: Path) -> str | None:
    """
    Give a new file, still empty and private, the owner, group, access control list, extended attributes and
    mode of another; what somebody should know of it, or None.

    Only the owner need not stay.  Raises `RegistryUnreadableError` where the
    rest can't.  On Windows the folder says who may do what.
    """
    status = os.stat(target)
    remark = _take_owner(path, handle, status)
    if sys.platform == "linux":
        _take_attributes(path, handle, target)
    elif sys.platform == "darwin":
        _take_attributes_of_macos(path, handle, target)
    # Last: who else is named in an access control list that a folder hands down could read until then.
    if change_mode := getattr(os, "fchmod", None):
        change_mode(handle, stat.S_IMODE(status.st_mode))
    return remark


def _take_owner(path: Path, handle: int, status: os.stat_result) -> str | None:
    created = os.fstat(handle)
    change_owner = getattr(os, "fchown", None)
    if change_owner is None or (created.st_uid, created.st_gid) == (status.st_uid, status.st_gid):
        return None
    with contextlib.suppress(OSError):
        change_owner(handle, status.st_uid, status.st_gid)
        return None
    if created.st_gid != status.st_gid:
        try:
            change_owner(handle, -1, status.st_gid)
        except OSError as error:
            raise RegistryUnreadableError(
                f"{path}: belongs to a group that is not yours, and would not any more", TRY_OWNER
            ) from error
    if created.st_uid == status.st_uid:
        return None
    was, now = user(status.st_uid), user(created.st_uid)
    return f"{path}: belongs to {now} now, no longer to {was}; its group and mode are as before"


if sys.platform == "linux":

    def _take_attributes(path: Path, handle: int, target: Path) -> None:
        old, new = _attributes(path, target), _attributes(path, handle)
        for name in {**old, **new}:
            if old.get(name) == new.get(name) or name in _OF_THE_CONTENT:
                continue
            try:
                if name in old:
                    os.setxattr(handle, name, old[name])
                elif name == _ACL:  # as the folder hands it down
                    os.removexattr(handle, name)
            except OSError as error:
                if name.startswith(("user.", "system.")):  # not every user may set the others
                    raise _cannot_keep(path, name, error.strerror) from error

    def _attributes(path: Path, file: Path | int) -> dict[str, bytes]:
        try:
            return {name: os.getxattr(file, name) for name in os.listxattr(file)}
        except OSError as error:
            if error.errno == errno.ENOTSUP:  # a file system that knows none
                return {}
            raise RegistryUnreadableError(
                f"{path}: its extended attributes can't be read ({error.strerror})", "nothing was changed"
            ) from error


if sys.platform == "darwin":

    def _take_attributes_of_macos(path: Path, handle: int, target: Path) -> None:
        """
        As `_take_attributes`: Python has no calls for it there, the system has one.
        """
        import ctypes

        old = os.open(target, os.O_RDONLY)
        try:
            failed = ctypes.CDLL(None, use_errno=True).fcopyfile(old, handle, None, _COPYFILE) < 0
            number = ctypes.get_errno()
        finally:
            os.close(old)
        if failed and number != errno.ENOTSUP:
            raise _cannot_keep(path, "", os.strerror(number))


def _cannot_keep(path: Path, name: str, reason: str | None) -> RegistryUnreadableError:
    what = "access control list" if name == _ACL else f"extended attribute {name}".rstrip()
    return RegistryUnreadableError(f"{path}: its {what} can't be kept ({reason})", TRY_OWNER)
