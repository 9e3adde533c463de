"""
One writer at a time, of those that are `wi`.
"""

from __future__ import annotations

import contextlib
import os
import warnings
from typing import TYPE_CHECKING

from wi_cli.errors import RegistryUnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 30
"""Seconds to wait for another writer: eight at once waited for up to seven."""


@contextlib.contextmanager
def held(path: Path, guard: Path) -> Iterator[None]:
    """
    While nobody else holds the lock of a file, which is the file `guard`.

    Where the file system knows no locks, its being there is the lock, and it
    says who holds it: that of a process which is dead is taken over.

    Raises `RegistryUnreadableError`, which names the lock, if it can't be had.
    """
    with warnings.catch_warnings():
        # That there are no locks but this kind is nothing that a user could act on.
        warnings.filterwarnings("ignore", ".*soft", UserWarning)
        from filelock import FileLock, Timeout

        lock = FileLock(guard, timeout=PATIENCE, mode=0o666)  # whoever may write the file may wait for it
        try:
            lock.acquire()
        except Timeout as error:
            if not os.path.lexists(guard):  # nobody holds it, it can't be made
                raise RegistryUnreadableError(
                    f"{path}: its folder takes no files, not even the lock {guard.name}", "nothing was changed"
                ) from error
            raise RegistryUnreadableError(
                f"{path}: is being written by another wi", f"try again in a moment; if there is none, delete {guard}"
            ) from error
        except PermissionError as error:
            raise RegistryUnreadableError(
                f"{path}: its lock {guard} may not be opened", "if nobody else is using wi there, delete it"
            ) from error
        except OSError as error:
            raise RegistryUnreadableError(
                f"{path}: its lock {guard} can't be had ({error.strerror})", "nothing was changed"
            ) from error
    try:
        yield
    finally:
        # Gone before it is released: who waited for it sees that and makes a new one.
        # A file that is itself the lock, and says whose, goes by being released.
        with contextlib.suppress(OSError):
            if not guard.stat().st_size:
                guard.unlink()
        lock.release()
