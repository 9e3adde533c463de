import os
import threading

import pytest

from samples import SMALL
from wi_cli.errors import RegistryUnreadableError
from wi_cli.sharing import files
from wi_cli.sharing.files import CannotSaveError, save


def refusal(path, **force):
    """
    What is said of a file that isn't written, and what to do.
    """
    with pytest.raises(CannotSaveError) as refused:
        save(path, b"new", **force)
    assert 3 == refused.value.exit_code
    return str(refused.value), refused.value.hint


def test_new_file(tmp_path):
    """
    A file that isn't there is made, and nothing is left beside it.
    """
    save(tmp_path / "a", b"\x00new\r\n")
    assert [("a", b"\x00new\r\n")] == [(path.name, path.read_bytes()) for path in tmp_path.iterdir()]


def test_nothing_is_written_over(tmp_path):
    """
    What is there stays, be it nothing but a link that leads nowhere, until somebody says to replace it.
    """
    path = tmp_path / "a"
    path.write_bytes(b"old")
    assert (f"{path}: is there already", "name another file, or replace it with --force") == refusal(path)
    assert b"old" == path.read_bytes()
    (tmp_path / "link").symlink_to("nowhere")
    assert f"{tmp_path / 'link'}: is there already" == refusal(tmp_path / "link")[0]
    save(path, b"new", force=True)
    assert b"new" == path.read_bytes()
    assert ["a", "link"] == sorted(left.name for left in tmp_path.iterdir())


def test_same_content(tmp_path):
    """
    A file that holds just that is not written again, and without force still not taken for a free place.
    """
    path = tmp_path / "a"
    path.write_bytes(b"new")
    os.utime(path, ns=(0, 0))
    save(path, b"new", force=True)
    assert 0 == path.stat().st_mtime_ns
    assert "is there already" in refusal(path)[0]


def test_a_link_stays_one(tmp_path):
    """
    With force the file behind a link is replaced, not the link.
    """
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "link").symlink_to("a")
    save(tmp_path / "link", b"new", force=True)
    assert b"new" == (tmp_path / "a").read_bytes()
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_is_no_file(tmp_path, force):
    assert (f"{tmp_path}: is a directory", "name a file in it") == refusal(tmp_path, force=force)


def test_no_folder(tmp_path):
    """
    The folder must be there.
    """
    with pytest.raises(RegistryUnreadableError, match="there is no such folder"):
        save(tmp_path / "b" / "a", b"new")


@pytest.mark.parametrize("content", [SMALL, "﻿" + SMALL, "format = 1\n[members]\n["])
def test_a_registry_is_never_replaced(tmp_path, content):
    """
    A registry, be it broken, is nothing that an export may replace.
    """
    path = tmp_path / "liste.toml"
    path.write_text(content, encoding="utf-8")
    assert (f"{path}: is a registry, which nothing replaces", "name another file") == refusal(path, force=True)
    assert content == path.read_text(encoding="utf-8")


def test_read_only(tmp_path, monkeypatch):
    """
    What may not be written to is not replaced either.
    """
    path = tmp_path / "a"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda asked, mode: (asked, mode) != (path, os.W_OK))
    assert (f"{path}: is read-only", "name another file") == refusal(path, force=True)


def test_unreadable(tmp_path, monkeypatch):
    """
    A file that can't be looked into may be a registry.
    """
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def looked_at(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files.find, "looks_like_registry", looked_at)
    assert f"{path}: can't be written (Permission denied)" == refusal(path, force=True)[0]


def test_a_device_is_written_to(tmp_path):
    """
    A pipe gets the content and stays a pipe; what a device refuses is said.
    """
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    save(pipe, b"new")
    reader.join(timeout=10)
    assert [b"new"] == read
    assert pipe.is_fifo()
    if os.path.exists("/dev/full"):  # noqa: PTH110
        from pathlib import Path

        assert "/dev/full: can't be written (No space left on device)" == refusal(Path("/dev/full"))[0]
