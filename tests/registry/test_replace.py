"""
Replacing and making files: whatever happens, there is the old file or the new one.
"""

import contextlib
import errno
import os
import shutil
import stat
import struct
import tempfile
import threading
import traceback
from pathlib import Path

import pytest

from samples import SMALL
from wi_cli.errors import RegistryUnreadableError, WiError
from wi_cli.registry import find, owners, replace

OLD, NEW = SMALL.encode(), SMALL.encode() + b"# new\n"
CALLS = {
    *("open", "stat", "fstat", "fchmod", "fchown", "write", "fsync", "close", "replace", "unlink", "link", "rename"),
    *("listxattr", "getxattr", "setxattr", "removexattr"),
}
ROOT = os.name == "posix" and os.geteuid() == 0


@pytest.fixture(name="file")
def _file(tmp_path):
    path = tmp_path / "house" / "members.toml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    path.chmod(0o640)
    with contextlib.suppress(OSError, AttributeError):  # a file system, or a system, without attributes
        os.setxattr(path, "user.note", b"of the file")
    return path


class Calls:
    """
    The calls of the system that a replacement makes, counted; one of them can be made to fail or to be the last.
    """

    def __init__(self, monkeypatch, *, fail_at=None, error=None, after=None, most=None):
        self.made = []
        self._fail_at, self._error, self._after, self._most = fail_at, error, after, most
        genuine = vars(os).copy()
        double = type(os)("os")
        vars(double).update(genuine)
        for name in CALLS & genuine.keys():
            setattr(double, name, self._watched(name, genuine[name]))
        monkeypatch.setattr(replace, "os", double)
        monkeypatch.setattr(owners, "os", double)

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
    assert {"open", "stat", "fstat", "fchmod", "write", "fsync", "close", "link", "replace", "unlink"} <= set(made)
    assert ("setxattr" in made) == ("getxattr" in made)
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
            (owners.TRY_OWNER, OLD),
            ("it has the new content, which a power cut may undo", NEW),
            ("written", NEW),
        ), (at, failed)
        left = {path.name for path in file.parent.iterdir()}
        assert left <= {file.name, ".members.toml.new", ".members.toml.old"}, (at, failed)
        # Only what could not be deleted stays, and goes with the next writer.
        assert failed == "unlink" or left == {file.name}, (at, failed)
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
        left = {path.name for path in file.parent.iterdir()}
        assert left <= {file.name, ".members.toml.lock", ".members.toml.new", ".members.toml.old"}
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


def names(folder):
    return {path.name for path in folder.iterdir()}


@pytest.fixture(name="shared")
def _shared(monkeypatch):
    """
    A registry of user 2001 and group 3000 in a folder that others can get to, as they need not to the checkout.
    """
    packaged = find.packaged()
    monkeypatch.setattr(find, "packaged", lambda: packaged)
    house = Path(tempfile.mkdtemp())

    def make(mode, folder):
        house.chmod(0o755)
        team = house / "team"
        team.mkdir()
        os.chown(team, 2003, 3000)
        team.chmod(folder)
        file = team / "members.toml"
        file.write_bytes(OLD)
        os.chown(file, 2001, 3000)
        file.chmod(mode)
        swap(file)  # whatever is imported on the way may not be readable for others
        file.write_bytes(OLD)
        return file

    yield make
    shutil.rmtree(house)


def as_user(number, action):
    """
    How a process of some user of the group 3000 that does this ends: 0 if nothing was raised.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        os.setgroups([3000])
        os.setgid(number)
        os.setuid(number)
        action()
    except BaseException:  # noqa: BLE001  # the other half of a fork must end here
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


@pytest.mark.skipif(not ROOT, reason="only root can give files away")
def test_owner(file):
    """
    Owner and group stay where that is possible.
    """
    os.chown(file, 1234, 2345)
    swap(file)
    assert (1234, 2345, NEW) == (file.stat().st_uid, file.stat().st_gid, file.read_bytes())


def of_others(monkeypatch, file, *, owner=0, group=0, refused=lambda *_: True):
    """
    As if a file belonged to others, and the system let only some of that be kept.
    """
    genuine = vars(os).copy()

    def belongs(path, **options):
        found = genuine["stat"](path, **options)
        if Path(path) != file:
            return found
        return os.stat_result([*found[:4], found.st_uid + owner, found.st_gid + group, *found[6:]])

    def give(_, uid, gid):
        if refused(uid, gid):
            raise PermissionError(errno.EPERM, "Operation not permitted")

    double = type(os)("os")
    vars(double).update(genuine | {"stat": belongs, "fchown": give, "geteuid": lambda: 0})
    monkeypatch.setattr(owners, "os", double)
    monkeypatch.setattr(owners, "user", lambda number: "alice" if number != os.getuid() else "bob")


def test_second_maintainer(file, monkeypatch):
    """
    Who may write to a file of somebody else changes it: it then is theirs, which is said, with its group and mode.
    """
    of_others(monkeypatch, file, owner=1, group=1, refused=lambda uid, _: uid != -1)
    expected = f"{file}: belongs to bob now, no longer to alice; its group and mode are as before"
    assert expected == replace.replace_file(file, OLD, NEW)
    assert (NEW, 0o640, {file.name}) == (file.read_bytes(), stat.S_IMODE(file.stat().st_mode), names(file.parent))


def test_group_that_cannot_be_kept(file, monkeypatch):
    """
    Where not even the group can be kept nothing is changed.
    """
    of_others(monkeypatch, file, group=1)
    expected = (f"{file}: belongs to a group that is not yours, and would not any more", owners.TRY_OWNER)
    assert expected == refused(file)
    assert (OLD, {file.name}) == (file.read_bytes(), names(file.parent))


@pytest.mark.skipif(not ROOT, reason="only root can be several people")
def test_people_of_a_group(shared):
    """
    Two people of a group change the group's file in turn; both can go on doing so.
    """
    file = shared(mode=0o664, folder=0o2775)
    for user, content in ((2002, b"second"), (2001, b"first")):
        assert 0 == as_user(user, lambda content=content: replace.change(file, lambda _: content))
        status = file.stat()
        assert (user, 3000, 0o664, content) == (
            *(status.st_uid, status.st_gid),
            *(stat.S_IMODE(status.st_mode), file.read_bytes()),
        )


@pytest.mark.skipif(not ROOT, reason="only root can be several people")
def test_folder_of_owners(shared):
    """
    In a folder with the sticky bit only its owner's file is left alone: others are told at once.
    """
    file = shared(mode=0o664, folder=0o1777)
    message = f"{file}: belongs to user 2001, and nobody else may replace it in this folder (sticky bit)"

    def attempt():
        assert (message, owners.TRY_OWNER) == refused(file)

    assert (0, {file.name}) == (as_user(2002, attempt), names(file.parent))
    assert 0 == as_user(2001, lambda: swap(file))


def access_list(named=None, group=4):
    """
    A POSIX access control list as the system keeps it: its owner and `named` may write, the group what `group` says.
    """
    rows = [(1, 6, -1), *([(2, 6, named)] if named else []), (4, group, -1), (16, 6, -1), (32, 0, -1)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", tag, may, who & 0xFFFFFFFF) for tag, may, who in rows)


def set_access_list(path, content, name="system.posix_acl_access"):
    try:
        os.setxattr(path, name, content)
    except (AttributeError, OSError) as error:
        pytest.skip(f"no access control lists here: {error}")


def attributes(path):
    return {name: os.getxattr(path, name) for name in os.listxattr(path)}


def test_access_control_list(file):
    """
    An access control list stays, so that who is named in it still may write and the group still may not.
    """
    file.chmod(0o640)
    set_access_list(file, access_list(2002))
    before = attributes(file), stat.S_IMODE(file.stat().st_mode)
    swap(file)
    assert (*before, NEW) == (attributes(file), stat.S_IMODE(file.stat().st_mode), file.read_bytes())


def test_access_control_list_of_a_folder(file):
    """
    What a folder hands down to new files gives nobody access to the file that is replaced.
    """
    set_access_list(file.parent, access_list(2002), "system.posix_acl_default")
    before = attributes(file)
    assert "system.posix_acl_access" not in before
    swap(file)
    assert (before, 0o640, NEW) == (attributes(file), stat.S_IMODE(file.stat().st_mode), file.read_bytes())


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("user.note", "extended attribute user.note"),
        ("system.posix_acl_access", "access control list"),
    ],
)
def test_attribute_that_cannot_be_kept(file, monkeypatch, name, what):
    """
    Where an attribute or an access control list would be lost nothing is changed.
    """
    set_access_list(file, access_list(2002) if "acl" in name else b"1", name)

    def refuse(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    double = type(os)("os")
    vars(double).update(vars(os) | {"setxattr": refuse, "listxattr": lambda path: [name] if path == file else []})
    monkeypatch.setattr(owners, "os", double)
    assert (f"{file}: its {what} can't be kept (Operation not permitted)", owners.TRY_OWNER) == refused(file)
    assert (OLD, {file.name}) == (file.read_bytes(), names(file.parent))


def test_attributes_of_the_system(file, monkeypatch):
    """
    What only the system may set, and a signature of the old content, is left to the system.
    """
    kept = {}

    def keep(_, name, value):
        if name == "security.selinux":
            raise OSError(errno.EPERM, "Operation not permitted")
        kept[name] = value

    double = type(os)("os")
    found = {"security.ima": b"1", "security.selinux": b"2", "user.note": b"3"}
    vars(double).update(vars(os) | {"setxattr": keep, "listxattr": lambda path: list(found) if path == file else []})
    vars(double)["getxattr"] = lambda _, name: found[name]
    monkeypatch.setattr(owners, "os", double)
    swap(file)
    assert ({"user.note": b"3"}, NEW) == (kept, file.read_bytes())


def test_file_system_without_attributes(file, monkeypatch):
    """
    Where there are no extended attributes there are none to keep.
    """

    def refuse(_):
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(os, "listxattr", refuse)
    swap(file)
    assert NEW == file.read_bytes()


def in_the_way(monkeypatch, times):
    """
    Another program has a file open that is to be replaced, as often as that; for how long it was waited.
    """
    waited, genuine = [], os.replace

    def refuse(*arguments):
        if len(waited) < times:
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        genuine(*arguments)

    monkeypatch.setattr(replace.os, "replace", refuse)
    monkeypatch.setattr(replace, "PAUSES", (0.1, 0.2, 0.4))
    monkeypatch.setattr(replace.time, "sleep", waited.append)
    return waited


@pytest.mark.parametrize("times", [0, 1, 3])
def test_somebody_reads(file, monkeypatch, times):
    """
    On Windows a file that somebody reads can't be replaced: that is tried again, longer and longer.
    """
    waited = in_the_way(monkeypatch, times)
    swap(file)
    assert (NEW, [0.1, 0.2, 0.4][:times]) == (file.read_bytes(), waited)
    assert {file.name} == names(file.parent)


def test_somebody_reads_for_long(file, monkeypatch):
    """
    After that it is said what to do, and nothing is changed.
    """
    in_the_way(monkeypatch, 9)
    with pytest.raises(RegistryUnreadableError) as refused:
        swap(file)
    assert (OLD, {file.name}) == (file.read_bytes(), names(file.parent))
    assert (
        f"{file}: another program has it open, such as an editor or a virus scanner; nothing was changed",
        "close it there, and run the command again",
    ) == (str(refused.value), refused.value.hint)


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


# -- beside other programs ---------------------------------------------------------------


def append(path, text):
    with path.open("ab") as file:
        file.write(text)


def save(path, text):
    """
    As editors do that make a new file.
    """
    saved = path.with_name("editor")
    saved.write_bytes(path.read_bytes() + text)
    saved.replace(path)


def during(monkeypatch, call, action, times=1):
    """
    Let something happen right before a call of the system, so many times.
    """
    genuine, left = getattr(os, call), [times]

    def watched(*arguments, **options):
        if left[0]:
            left[0] -= 1
            action()
        return genuine(*arguments, **options)

    double = type(os)("os")
    vars(double).update(vars(os) | {call: watched})
    monkeypatch.setattr(replace, "os", double)


CHANGED = "was changed by someone else in the meantime", "run the command again"


def test_changed_before(file):
    """
    A file that isn't any more what was read is not replaced.
    """
    file.write_bytes(NEW)
    with pytest.raises(replace.ChangedMeanwhileError) as error:
        swap(file)
    assert (f"{file}: {CHANGED[0]}", CHANGED[1]) == (str(error.value), error.value.hint)
    assert (NEW, {file.name}) == (file.read_bytes(), names(file.parent))


@pytest.mark.parametrize("write", [append, save])
@pytest.mark.parametrize("call", ["write", "fsync", "link"])
def test_changed_meanwhile(file, monkeypatch, write, call):
    """
    What someone else writes while a file is being replaced stays, and the change is planned anew upon it;
    one that was planned for another content is refused.
    """
    during(monkeypatch, call, lambda: write(file, b"# theirs\n"))
    plan(file)
    assert (OLD + b"# theirs\n# new\n", {file.name}) == (file.read_bytes(), names(file.parent))
    file.write_bytes(OLD)
    during(monkeypatch, call, lambda: write(file, b"# theirs\n"))
    with pytest.raises(replace.ChangedMeanwhileError):
        swap(file)
    assert (OLD + b"# theirs\n", {file.name}) == (file.read_bytes(), names(file.parent))


@pytest.mark.parametrize(("number", "call"), [(1, "replace"), (2, "fsync")])
def test_written_to_after_it_was_replaced(file, monkeypatch, number, call):
    """
    Who opened the file before it was replaced and writes to it afterwards finds that in it.
    """
    file.chmod(0o664)
    for make in (plan, swap):
        file.write_bytes(OLD)
        with file.open("ab") as opened, monkeypatch.context() as patch:
            genuine, calls = getattr(os, call), []

            def watched(*arguments, opened=opened, genuine=genuine, calls=calls, **options):
                done = genuine(*arguments, **options)
                calls.append(call)
                if len(calls) == number:
                    opened.write(b"# late\n")
                    opened.flush()
                return done

            double = type(os)("os")
            vars(double).update(vars(os) | {call: watched})
            patch.setattr(replace, "os", double)
            if make is plan:
                plan(file)
            else:
                with pytest.raises(replace.ChangedMeanwhileError):
                    swap(file)
        expected = OLD + b"# late\n" + (b"# new\n" if make is plan else b"")
        assert (expected, 0o664, {file.name}) == (
            file.read_bytes(),
            stat.S_IMODE(file.stat().st_mode),
            names(file.parent),
        )


def test_put_back_at_once(file, monkeypatch):
    """
    A file that was written to is put back before anything that takes its time, for others may open the new one;
    what a writer left that was killed doesn't hinder that.
    """
    file.with_name(".members.toml.old").write_bytes(b"left")
    genuine, folders = os.replace, []
    with file.open("ab") as opened, monkeypatch.context() as patch:

        def watched(*arguments):
            genuine(*arguments)
            if not opened.closed:
                opened.write(b"# late\n")
                opened.close()

        double = type(os)("os")
        vars(double).update(vars(os) | {"replace": watched})
        patch.setattr(replace, "os", double)
        patch.setattr(replace, "_sync_folder", folders.append)
        plan(file)
    assert (OLD + b"# late\n# new\n", [file.parent]) == (file.read_bytes(), folders)


@pytest.mark.parametrize("number", [1, 3], ids=["before-it-was-looked-at", "after-it-was-looked-at"])
def test_both_files_were_written_to(file, monkeypatch, number):
    """
    Where others wrote to the old file and to the new one neither is thrown away, and it is said where they are.
    """
    genuine, calls = os.replace, []
    with file.open("ab") as opened:

        def watched(*arguments):
            calls.append(arguments)
            if len(calls) == number == 3:
                append(file, b"# theirs\n")
            genuine(*arguments)
            if len(calls) == 1:
                opened.write(b"# late\n")
                opened.close()
                if number == 1:
                    append(file, b"# theirs\n")

        double = type(os)("os")
        vars(double).update(vars(os) | {"replace": watched})
        monkeypatch.setattr(replace, "os", double)
        message, hint = refused(file)
    rescued = file.with_name(f"members.toml.{os.getpid()}")
    assert (
        f"{file}: someone else wrote to it just before and after it was replaced",
        f"what it doesn't hold now is in {rescued}; take it over by hand",
    ) == (message, hint)
    found = [OLD + b"\n# theirs\n", OLD + b"# late\n"]
    assert (found if number == 1 else found[::-1]) == [file.read_bytes(), rescued.read_bytes()]
    assert {file.name, rescued.name} == names(file.parent)


def test_changed_all_the_time(file, monkeypatch):
    """
    A file that someone else changes at each attempt is left to them.
    """
    during(monkeypatch, "link", lambda: append(file, b"#"), times=replace.ATTEMPTS)
    assert (f"{file}: {CHANGED[0]}", CHANGED[1]) == refused(file)
    assert (OLD + b"#" * replace.ATTEMPTS, {file.name}) == (file.read_bytes(), names(file.parent))
    during(monkeypatch, "link", lambda: append(file, b"#"), times=replace.ATTEMPTS - 1)
    plan(file)
    assert file.read_bytes().endswith(b"#" * (2 * replace.ATTEMPTS - 1) + b"# new\n")


def test_half_written(file):
    """
    What is wrong with a file that someone is just writing is no answer: it is looked at again.
    """
    seen = []

    def judge(content):
        seen.append(content)
        if content != NEW:
            file.write_bytes(NEW)
            raise WiError("half")
        return content + b"# mine\n"

    replace.change(file, judge)
    assert ([OLD, NEW], NEW + b"# mine\n") == (seen, file.read_bytes())


def test_deleted_meanwhile(file, monkeypatch):
    """
    A file that someone deletes meanwhile doesn't come back.
    """
    during(monkeypatch, "fsync", file.unlink)
    assert (f"{file}: there is no such file", None) == refused(file)
    assert set() == names(file.parent)


@pytest.mark.parametrize("call", ["fsync", "link"])
def test_made_meanwhile(file, monkeypatch, call):
    """
    A new file doesn't take the place of one that someone else made meanwhile.
    """
    other = file.with_name("other.toml")
    during(monkeypatch, call, lambda: other.write_bytes(b"theirs"))
    with pytest.raises(RegistryUnreadableError, match="is there already"):
        replace.create_file(other, b"mine")
    assert (b"theirs", {file.name, other.name}) == (other.read_bytes(), names(file.parent))


def test_file_system_without_hard_links(file, monkeypatch):
    """
    Where a file can't have two names files are replaced and made all the same.
    """

    def refuse(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    double = type(os)("os")
    vars(double).update(vars(os) | {"link": refuse})
    monkeypatch.setattr(replace, "os", double)
    other = file.with_name("other.toml")
    swap(file)
    replace.create_file(other, b"made")
    assert (NEW, b"made", {file.name, other.name}) == (file.read_bytes(), other.read_bytes(), names(file.parent))
    with pytest.raises(RegistryUnreadableError, match="is there already"):
        replace.create_file(other, b"again")


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
    A link that leads nowhere is refused, and so is a file in a folder that is one.
    """
    link = tmp_path / "members.toml"
    link.symlink_to("members.toml")
    for path in (link, link / "members.toml"):
        assert (f"{path}: is a link to itself", None) == refused(path)


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


def test_disk_is_full_for_a_new_file(tmp_path, monkeypatch):
    """
    What could not be written is not said to be there, and isn't.
    """

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    double = type(os)("os")
    vars(double).update(vars(os) | {"write": full})
    monkeypatch.setattr(replace, "os", double)
    path = tmp_path / "new.toml"
    with pytest.raises(RegistryUnreadableError) as error:
        replace.create_file(path, NEW)
    assert (f"{path}: can't be written (No space left on device)", "nothing was changed") == (
        str(error.value),
        error.value.hint,
    )
    assert [] == list(tmp_path.iterdir())


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
