import errno
import os
import signal
import stat
import time

import pytest
from filelock import BaseFileLock

from wi_cli.errors import RegistryUnreadableError
from wi_cli.registry import lock

fcntl = pytest.importorskip("fcntl")  # Windows has other locks


@pytest.fixture(name="file")
def _file(tmp_path):
    return tmp_path / "members.toml"


@pytest.fixture(name="guard")
def _guard(tmp_path):
    return tmp_path / ".members.toml.lock"


@pytest.fixture(name="impatient")
def _impatient(monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.2)


@pytest.fixture(name="no_locks")
def _no_locks(monkeypatch):
    """
    A file system that knows no locks.
    """

    def flock(*_):
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", flock)


def refused(file, guard):
    with pytest.raises(RegistryUnreadableError) as error, lock.held(file, guard):
        pass
    return str(error.value), error.value.hint


def busy(file, guard):
    return f"{file}: is being written by another wi", f"try again in a moment; if there is none, delete {guard}"


def hold_and_die(file, guard):
    """
    As a process that is killed while it holds the lock.
    """
    child = os.fork()
    if not child:
        try:
            with lock.held(file, guard):
                os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(1)
    assert -signal.SIGKILL == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert guard.exists()


def test_one_at_a_time(file, guard, impatient):  # noqa: ARG001
    """
    Who waits too long says what for; the lock stays the other's, and goes with it.
    """
    with lock.held(file, guard):
        assert busy(file, guard) == refused(file, guard)
        assert guard.exists()
    assert not guard.exists()
    with lock.held(file, guard):
        pass


def test_one_at_a_time_without_locks(file, guard, impatient, no_locks):  # noqa: ARG001
    """
    A file system that knows no locks lets in one at a time, too, and nobody hears of it.
    """
    with lock.held(file, guard):
        child = os.fork()
        if not child:
            try:
                os._exit(busy(file, guard) != refused(file, guard))
            finally:
                os._exit(1)
        assert 0 == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert guard.exists()
    assert not guard.exists()


@pytest.mark.parametrize("mask", [0o002, 0o022, 0o077])
def test_mode(file, guard, mask):
    """
    Whoever may write in the folder can wait for the lock, whatever the mask of the user who holds it.
    """
    before = os.umask(mask)
    try:
        with lock.held(file, guard):
            assert 0o666 == stat.S_IMODE(guard.stat().st_mode)
    finally:
        os.umask(before)


@pytest.mark.parametrize("locks", [True, False], ids=["flock", "no-flock"])
def test_killed(file, guard, request, locks):
    """
    The lock of a process that is dead holds up nobody.
    """
    if not locks:
        request.getfixturevalue("no_locks")
    hold_and_die(file, guard)
    begun = time.monotonic()
    with lock.held(file, guard):
        pass
    assert time.monotonic() - begun < 5
    assert not guard.exists()


@pytest.mark.parametrize("locks", [True, False], ids=["flock", "no-flock"])
def test_release(file, guard, request, monkeypatch, locks):
    """
    The file goes before the lock on it, so that nobody gets a lock on a file that has gone; where the file is
    the lock it goes last, so that nobody else's is taken away.
    """
    if not locks:
        request.getfixturevalue("no_locks")
    found, release = [], BaseFileLock.release

    def watched(released, **options):
        if str(guard) == str(released.lock_file):  # not one of another test that is thrown away only now
            found.append(guard.exists())
        release(released, **options)

    monkeypatch.setattr(BaseFileLock, "release", watched)
    with lock.held(file, guard):
        pass
    assert (not locks, False) == (found[0], guard.exists())


@pytest.mark.parametrize("content", ["", "1\nanother-machine\n"], ids=["nobody", "another-machine"])
def test_lock_of_somebody_unknown(file, guard, impatient, no_locks, content):  # noqa: ARG001
    """
    Where nobody can say whether the holder lives the message names the file to delete.
    """
    guard.write_text(content, encoding="utf-8")
    assert busy(file, guard) == refused(file, guard)
    guard.unlink()
    with lock.held(file, guard):
        pass


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EIO, errno.ENOTSUP], ids=errno.errorcode.get)
def test_lock_that_cannot_be_had(file, guard, monkeypatch, code):
    """
    Why a lock can't be had is said, with its name.
    """

    def flock(*_):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "flock", flock)
    expected = f"{file}: its lock {guard} can't be had ({os.strerror(code)})"
    assert (expected, "nothing was changed") == refused(file, guard)


def test_link_in_the_place_of_the_lock(file, guard, tmp_path):
    """
    A link that somebody has put there is not followed.
    """
    guard.symlink_to(tmp_path / "elsewhere")
    message, _ = refused(file, guard)
    assert message.startswith(f"{file}: its lock {guard} can't be had")
    assert not (tmp_path / "elsewhere").exists()
