"""
Replacing and making files: whatever happens, there is the old file or the new one.
"""

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from samples import SMALL
from wi_cli.errors import RegistryUnreadableError
from wi_cli.registry import drafts, find, lock, new, owners, replace

OLD, NEW = SMALL.encode(), SMALL.encode() + b"# new\n"
CALLS = ("open", "stat", "fstat", "fchmod", "fchown", "write", "fsync", "close", "replace", "unlink", "link", "rename")
BESIDE = (".members.toml.lock", ".members.toml.new", ".members.toml.old")
ROOT = os.name == "posix" and os.geteuid() == 0


@pytest.fixture(name="file")
def _file(tmp_path):
    path = tmp_path / "house" / "members.toml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    path.chmod(0o640)
    return path


class Calls:
    """
    The calls of the system that `store` makes, counted; one of them can be made to fail or to be the last.
    """

    def __init__(self, monkeypatch, *, fail_at=None, error=None, after=None, most=None):
        self.made = []
        self._fail_at, self._error, self._after, self._most = fail_at, error, after, most
        genuine = vars(os).copy()
        double = type(os)("os")
        vars(double).update(genuine)
        for name in CALLS:
            setattr(double, name, self._watched(name, genuine[name]))
        for module in (replace, owners):
            monkeypatch.setattr(module, "os", double)

    def _watched(self, name, call):
        def watched(*arguments, **options):
            number = len(self.made)
            self.made.append(name)
            if number == self._fail_at:
                raise OSError(self._error, os.strerror(self._error))
            if name == "write" and self._most:
                arguments = (arguments[0], bytes(arguments[1][: self._most]))
            try:
                return call(*arguments, **options)
            finally:
                if number == self._after:
                    os._exit(7)

        return watched


def swap(path):
    replace.replace_file(path, OLD, NEW)


def plan(path):
    replace.change(path, lambda before: before + b"# new\n")


@pytest.fixture(name="number")
def _number(file):
    """
    How many calls of the system a replacement makes.
    """
    with pytest.MonkeyPatch.context() as patch:
        made = Calls(patch).made
        swap(file)
    assert {"open", "stat", "fstat", "fchmod", "write", "fsync", "close", "replace", "unlink"} <= set(made)
    assert made.index("write") < made.index("fsync") < made.index("replace") < len(made) - made[::-1].index("fsync")
    file.write_bytes(OLD)
    return len(made)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=errno.errorcode.get)
def test_failing_call(file, number, monkeypatch, code):
    """
    Whichever call of the system fails, the file is the old or the new one, the message says which,
    and nothing is left beside it.
    """
    outcomes = set()
    for at in range(number):
        file.write_bytes(OLD)
        with monkeypatch.context() as patch:
            calls = Calls(patch, fail_at=at, error=code)
            try:
                swap(file)
            except RegistryUnreadableError as error:
                outcome = error.hint
            else:
                outcome = "written"
        failed = calls.made[at]
        now = file.read_bytes()
        assert (outcome, now) in (
            ("nothing was changed", OLD),
            ("it has the new content, which a power cut may undo", NEW),
            ("written", NEW),
        ), (at, failed)
        left = {path.name for path in file.parent.iterdir()}
        assert left <= {file.name, *BESIDE}, (at, failed)
        # Only what could not be deleted stays, or the old file where it isn't known whether somebody
        # wrote to it; both go with the next writer.
        unsure = {".members.toml.old"} if outcome.startswith("it has") else set()
        assert failed == "unlink" or left - unsure == {file.name}, (at, failed)
        outcomes.add(outcome)
        plan(file)
        assert {file.name} == {path.name for path in file.parent.iterdir()}
    assert {"nothing was changed", "it has the new content, which a power cut may undo"} <= outcomes


@pytest.mark.parametrize("most", [1000, 1])
def test_short_writes(file, monkeypatch, most):
    """
    A system that writes less than it was given gets the rest.
    """
    new = NEW if most > 1 else b"format = 1\n"
    Calls(monkeypatch, most=most)
    replace.replace_file(file, OLD, new)
    assert new == file.read_bytes()


def test_killed(file, number):
    """
    Whichever call of the system is the last one of a process, the file is the old or the new one; the
    next writer doesn't wait for the dead one, and takes away what it left.
    """
    found = []
    for at in range(number):
        file.write_bytes(OLD)
        child = os.fork()
        if not child:
            Calls(pytest.MonkeyPatch(), after=at)
            swap(file)
            os._exit(0)
        assert 7 == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        found.append(file.read_bytes())
        assert {file.name, *BESIDE} >= {path.name for path in file.parent.iterdir()}
        plan(file)
        assert found[-1] + b"# new\n" == file.read_bytes()
        assert 0o640 == stat.S_IMODE(file.stat().st_mode)
        assert {file.name} == {path.name for path in file.parent.iterdir()}
    # First the old one, from some call on the new one.
    assert found == sorted(found, key=[OLD, NEW].index)
    assert {OLD, NEW} == set(found)


# -- what is kept ------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o666, 0o2664])
def test_mode(file, mode):
    """
    The mode stays, whatever the umask.
    """
    file.chmod(mode)
    before = os.umask(0o077)
    try:
        swap(file)
    finally:
        os.umask(before)
    assert (mode, NEW) == (stat.S_IMODE(file.stat().st_mode), file.read_bytes())


@pytest.mark.skipif(not ROOT, reason="only root can give files away")
def test_owner(file):
    """
    Owner and group stay where that is possible.
    """
    os.chown(file, 1234, 2345)
    swap(file)
    assert (1234, 2345, NEW) == (file.stat().st_uid, file.stat().st_gid, file.read_bytes())


def of_another(monkeypatch, file, *, group, refused):
    """
    Let a file belong to another user and group, and let a change of owner that is `refused` fail.
    """
    genuine, asked = os.stat, []

    def another(path, **options):
        found = genuine(path, **options)
        if Path(path) != file:
            return found
        return os.stat_result([*found[:4], found.st_uid + 1, found.st_gid + group, *found[6:]])

    def give(_, user, number):
        asked.append((user, number))
        if refused(user):
            raise PermissionError(errno.EPERM, "Operation not permitted")

    double = type(os)("os")
    vars(double).update(vars(os) | {"stat": another, "fchown": give})
    monkeypatch.setattr(owners, "os", double)
    return asked


def test_another_owner_of_the_same_group(file, monkeypatch):
    """
    A second maintainer of the same group may change a file; that it has got another owner is said once.
    """
    of_another(monkeypatch, file, group=0, refused=lambda _: True)
    remark = replace.replace_file(file, OLD, NEW)
    assert (NEW, {file.name}) == (file.read_bytes(), {path.name for path in file.parent.iterdir()})
    assert "belongs to" in remark
    assert str(file) in remark


def test_group_is_kept(file, monkeypatch):
    """
    Where the owner can't be kept the group is.
    """
    asked = of_another(monkeypatch, file, group=1, refused=lambda user: user != -1)
    replace.replace_file(file, OLD, NEW)
    assert (-1, file.stat().st_gid + 1) == asked[-1]
    assert file.read_bytes() == NEW


def test_foreign_group(file, monkeypatch):
    """
    Where not even the group can be kept nothing is written.
    """
    of_another(monkeypatch, file, group=1, refused=lambda _: True)
    with pytest.raises(RegistryUnreadableError, match="belongs to a group that is not yours") as error:
        swap(file)
    assert "let its owner run this" in error.value.hint
    assert (OLD, {file.name}) == (file.read_bytes(), {path.name for path in file.parent.iterdir()})


def test_symbolic_link(file, tmp_path):
    """
    A link stays one, and what it leads to is replaced; nothing is left in either folder.
    """
    link = tmp_path / "link.toml"
    link.symlink_to("house/members.toml")
    swap(link)
    plan(link)
    assert ("house/members.toml", NEW + b"# new\n") == (str(link.readlink()), file.read_bytes())
    assert [{"house", "link.toml"}, {file.name}] == [
        {p.name for p in place.iterdir()} for place in (tmp_path, file.parent)
    ]


def test_nothing_to_change(file):
    """
    A plan that changes nothing leaves the file alone.
    """
    before = file.stat()
    replace.change(file, lambda content: content)
    assert (before.st_ino, before.st_mtime_ns) == (file.stat().st_ino, file.stat().st_mtime_ns)


def test_plan_that_fails(file):
    """
    What a plan raises comes through; nothing is changed and no lock stays.
    """

    def refuse(_):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        replace.change(file, refuse)
    assert (OLD, {file.name}) == (file.read_bytes(), {path.name for path in file.parent.iterdir()})


def test_changed_meanwhile(file):
    """
    A file that isn't any more what was read is not replaced.
    """
    file.write_bytes(NEW)
    with pytest.raises(RegistryUnreadableError) as error:
        swap(file)
    assert (f"{file}: was changed by someone else in the meantime", "run the command again") == (
        str(error.value),
        error.value.hint,
    )
    assert NEW == file.read_bytes()


# -- what is refused -----------------------------------------------------------------


def refused(path):
    with pytest.raises(RegistryUnreadableError) as error:
        replace.change(path, lambda content: content + b"\n")
    return str(error.value), error.value.hint


def no_access(monkeypatch, *paths):
    """
    As if these could not be written to: root may everything.
    """
    genuine = os.access
    double = type(os)("os")
    vars(double).update(vars(os) | {"access": lambda path, mode: Path(path) not in paths and genuine(path, mode)})
    monkeypatch.setattr(replace, "os", double)


def test_read_only(file, monkeypatch):
    """
    A read-only file is refused with what to do, though its folder would let it be replaced.
    """
    no_access(monkeypatch, file)
    expected = (f"{file}: is read-only", "make it writable, or name a copy of it with --registry")
    assert expected == refused(file)
    assert (OLD, {file.name}) == (file.read_bytes(), {path.name for path in file.parent.iterdir()})


def test_read_only_folder(file, monkeypatch):
    """
    A folder that can't be written to is named as the reason.
    """
    no_access(monkeypatch, file.parent)
    assert (f"{file}: its folder may not be written to", "look at the folder's permissions") == refused(file)
    assert OLD == file.read_bytes()


@pytest.mark.parametrize("linked", [False, True])
def test_packaged(file, tmp_path, monkeypatch, linked):
    """
    The registry that came with an installation is never written to, by whatever way it is reached.
    """
    folder = file.parent
    if linked:
        folder = tmp_path / "link"
        folder.symlink_to("house")
    monkeypatch.setattr(find, "_PACKAGE", folder)
    for path in (file, folder / file.name):
        assert (
            f"{path}: is the packaged registry, which an update would replace",
            "make a copy to edit: wi new members.toml --from-packaged",
        ) == refused(path)
    assert OLD == file.read_bytes()


def test_no_such_file(file, tmp_path):
    """
    No file and no folder is made where there is none.
    """
    nowhere = tmp_path / "nowhere" / "members.toml"
    other = file.with_name("other.toml")
    assert (f"{nowhere}: there is no such folder", "make it first") == refused(nowhere)
    assert (f"{other}: there is no such file", None) == refused(other)
    assert ({"house"}, {file.name}) == ({p.name for p in tmp_path.iterdir()}, {p.name for p in file.parent.iterdir()})


def test_link_to_itself(tmp_path):
    """
    A link that leads nowhere is refused.
    """
    link = tmp_path / "members.toml"
    link.symlink_to("members.toml")
    assert (f"{link}: is a link to itself", None) == refused(link)


# -- two writers -----------------------------------------------------------------------


def test_waits(file):
    """
    A second writer waits for the first, and sees what that has written.
    """
    begun, go_on = threading.Event(), threading.Event()

    def slow(content):
        begun.set()
        go_on.wait(10)
        return content + b"# first\n"

    first = threading.Thread(target=replace.change, args=(file, slow))
    second = threading.Thread(target=replace.change, args=(file, lambda content: content + b"# second\n"))
    first.start()
    begun.wait(10)
    second.start()
    second.join(0.3)
    assert second.is_alive()
    go_on.set()
    first.join(10)
    second.join(10)
    assert (OLD + b"# first\n# second\n", {file.name}) == (file.read_bytes(), {p.name for p in file.parent.iterdir()})


@pytest.mark.parametrize("mask", [0o002, 0o022, 0o077])
def test_mode_of_the_lock(file, mask):
    """
    Whoever may write in the folder can wait for the lock, whatever the mask of the user who holds it.
    """
    before = os.umask(mask)
    try:
        with replace._locked(file):  # noqa: SLF001  # while somebody writes
            (lock,) = set(file.parent.iterdir()) - {file}
            assert 0o666 == stat.S_IMODE(lock.stat().st_mode)
    finally:
        os.umask(before)


def test_patience(file, monkeypatch):
    """
    A writer that waits too long says why it gives up; the lock stays the other's.
    """
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    with replace._locked(file):  # noqa: SLF001  # another writer
        hint = f"try again in a moment; if there is none, delete {file.with_name('.members.toml.lock')}"
        assert (f"{file}: is being written by another wi", hint) == refused(file)
        assert {file.name, ".members.toml.lock"} == {path.name for path in file.parent.iterdir()}
    swap(file)
    assert {file.name} == {path.name for path in file.parent.iterdir()}


# -- new files -----------------------------------------------------------------------------


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_new_file(tmp_path, mask):
    """
    A new file has the mode that the umask says.
    """
    path = tmp_path / "new.toml"
    before = os.umask(mask)
    try:
        replace.create_file(path, NEW)
    finally:
        os.umask(before)
    assert (0o666 & ~mask, NEW) == (stat.S_IMODE(path.stat().st_mode), path.read_bytes())
    assert {path.name} == {found.name for found in tmp_path.iterdir()}


def test_never_overwrites(file, tmp_path):
    """
    What is there already stays: a file, a link that leads nowhere, a folder.
    """
    link = tmp_path / "link.toml"
    link.symlink_to("nowhere")
    for path in (file, link, tmp_path):
        with pytest.raises(RegistryUnreadableError, match="is there already"):
            new.create(path, from_packaged=False)
    assert (OLD, "nowhere") == (file.read_bytes(), str(link.readlink()))
    assert {"house", "link.toml"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("key", ["kassel", "a/b", "x" * 300, "ä\n", "../../x"])
def test_draft(key, tmp_path, monkeypatch):
    """
    A draft is a file for its owner's eyes only, whatever the member is called.
    """
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    draft = drafts.write_draft(key, "ä\r\n")
    assert ("ä\r\n".encode(), 0o600, tmp_path) == (draft.read_bytes(), stat.S_IMODE(draft.stat().st_mode), draft.parent)
    drafts.discard_draft(draft)
    drafts.discard_draft(draft)
    assert [] == list(tmp_path.iterdir())


def test_no_room_for_a_draft(tmp_path, monkeypatch):
    """
    Where no draft can be written that is said.
    """
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(RegistryUnreadableError, match="can't write a temporary file"):
        drafts.write_draft("kassel", "")


def test_folder_that_knows_no_fsync(file, monkeypatch):
    """
    A file system that can't make a folder last has written the file all the same.
    """
    fsync = os.fsync

    def only_files(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    replace.replace_file(file, OLD, b"new")
    assert b"new" == file.read_bytes()


def test_private_file_stays_private(file, monkeypatch):
    """
    Nobody else can open the new content of a private file, at no moment.
    """
    file.chmod(0o600)
    modes, write = [], os.write

    def watched(handle, content):
        modes.append(stat.S_IMODE(os.fstat(handle).st_mode))
        return write(handle, content)

    opened, real_open = [], os.open

    def opening(path, flags, mode=0o777):
        handle = real_open(path, flags, mode)
        if str(path).endswith(".new"):
            opened.append(stat.S_IMODE(os.fstat(handle).st_mode))
        return handle

    monkeypatch.setattr(os, "open", opening)
    monkeypatch.setattr(os, "write", watched)
    replace.replace_file(file, OLD, b"new")
    assert ([0o600], {0o600}) == (opened, set(modes))


def test_schema_of_a_registry_that_was_not_made(tmp_path, monkeypatch):
    """
    Where a new registry can't be written no schema is left behind.
    """
    write = replace.create_file

    def full(path, content):
        if path.name == "members.toml":
            raise RegistryUnreadableError("full")
        write(path, content)

    monkeypatch.setattr(replace, "create_file", full)
    with pytest.raises(RegistryUnreadableError):
        new.create(tmp_path / "members.toml", from_packaged=False)
    assert [] == list(tmp_path.iterdir())
