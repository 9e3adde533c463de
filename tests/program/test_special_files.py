"""
What is no regular file, or can't be read or replaced, is named at once; nothing waits for it.
"""

import os
import threading

import pytest

from samples import SMALL
from wi_cli.errors import RegistryUnreadableError
from wi_cli.registry import lock

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and devices")

REFUSED = "wi: {}: is no regular file and can't be changed; {}\n"


@pytest.fixture(name="pipe")
def _pipe(tmp_path):
    """
    A pipe to which nobody writes: whoever opens it waits for ever.
    """
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    (tmp_path / "member.json").write_text('{"members": {"a": {}}}', encoding="utf-8")


WRITERS = (
    ["edit", "hall", "--set", "summary=x.", "--registry"],
    ["edit", "hall", "--set", "summary=x.", "--diff", "--registry"],
    ["edit", "hall", "--registry"],
    ["remove", "hall", "--yes", "--registry"],
    ["add", "--from", "member.json", "--registry"],
    ["validate", "--fix"],
    ["schema", "--beside"],
)


@pytest.mark.parametrize("name", ["pipe", "link", "/dev/null"])
@pytest.mark.parametrize("command", WRITERS, ids=" ".join)
def test_writers(wi, pipe, command, name):  # noqa: ARG001
    """
    What would write to a pipe or a device refuses it before it reads, also behind a link.
    """
    assert (3, "", REFUSED.format(name, "name a file")) == wi(*command, name, registry=None)


def test_fmt(wi, pipe):  # noqa: ARG001
    """
    For a stream that is to be formatted there is -.
    """
    assert (3, "", REFUSED.format("pipe", "name a file, or give it to wi fmt -")) == wi("fmt", "pipe", registry=None)


def test_schema_in_the_way(wi, tmp_path):
    """
    A pipe where the schema would be written is refused; no registry is left behind.
    """
    os.mkfifo(tmp_path / "members.schema.json")
    expected = REFUSED.format("members.schema.json", "name a file")
    assert (3, "", expected) == wi("new", "members.toml", registry=None)
    assert ["members.schema.json"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize(
    "command",
    [["list", "--registry"], ["show", "hall", "--registry"], ["validate"], ["validate", "--diff"], ["fmt", "--check"]],
    ids=" ".join,
)
def test_readers(process, tmp_path, pipe, command):  # noqa: ARG001
    """
    Whoever only reads may read a pipe.
    """
    expected = process(*command, "members.toml")
    writer = threading.Thread(target=(tmp_path / "pipe").write_text, args=(SMALL,), daemon=True)
    writer.start()
    status, out, err = process(*command, "pipe")
    writer.join(timeout=10)
    assert expected == (status, out.replace("pipe", "members.toml"), err)


@pytest.mark.parametrize("purpose", ["new", "old", "lock"])
def test_folder_in_the_way(wi, tmp_path, purpose):
    """
    What stands where a writer needs a name is named.
    """
    path = tmp_path / f".members.toml.{purpose}"
    path.mkdir()
    status, out, err = wi("edit", "hall", "--set", "summary=Neu.", registry=SMALL)
    assert (3, "") == (status, out)
    assert str(path) in err
    assert err.endswith("; nothing was changed\n")
    assert SMALL == (tmp_path / "members.toml").read_text(encoding="utf-8")
    assert {"members.toml", path.name} == {left.name for left in tmp_path.iterdir()}


def test_lock_of_somebody_else(tmp_path, monkeypatch):
    """
    A lock that may not be opened is named, with what to do about it.
    """
    guard = tmp_path / ".members.toml.lock"
    guard.touch()

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(RegistryUnreadableError) as error, lock.held(tmp_path / "members.toml", guard):
        pass
    assert f"{tmp_path}/members.toml: its lock {guard} may not be opened" == str(error.value)
    assert "if nobody else is using wi there, delete it" == error.value.hint


@pytest.mark.parametrize("command", ["validate", "fmt"])
def test_folders_that_cannot_be_read(wi, tmp_path, monkeypatch, command):
    """
    Of folders those that can't be read are named, and the registries in the others are looked at.
    """
    for name in ("a", "b", "gone", ".hidden"):
        (tmp_path / "house" / name).mkdir(parents=True)
        (tmp_path / "house" / name / "members.toml").write_text("a = b\n", encoding="utf-8")
    genuine = os.scandir

    def refuse(path):
        if path in ("house/a", "house/gone"):
            code = 22 if path == "house/a" else 2
            raise OSError(code, os.strerror(code), path)
        return genuine(path)

    monkeypatch.setattr(os, "scandir", refuse)
    status, out, err = wi(command, "house", registry=None)
    assert 3 == status
    assert err.startswith("wi: house/a: can't be read (Invalid argument)\n")
    assert ["house/b/members.toml:1:5"] == [
        line[:24] for line in (out + err).replace("wi: ", "").split("\n")[:-1] if "/b/" in line
    ]
    assert "gone" not in out + err
