import os
import time
from pathlib import Path

import pytest

from samples import REAL
from wi_cli.errors import RegistryUnreadableError
from wi_cli.registry import find, owners, store

ROOT = os.name == "posix" and os.geteuid() == 0
MEMBERS = 'format = 1\n[members.a]\nname = "A"\nkind = "Stadt"\n'


@pytest.fixture(name="house")
def _house(tmp_path, monkeypatch):
    """
    A directory three levels deep in which nothing stands yet; registries are put into it.
    """
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)

    def put(place, text=MEMBERS):
        path = tmp_path / place
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode(errors="surrogateescape"))
        return path

    return put


def test_option_before_environment(house):
    """
    The option counts before WI_REGISTRY, WI_REGISTRY before what lies around; neither need exist.
    """
    house("a/b/c/members.toml")
    assert (Path("o.toml"), Path("e.toml")) == (
        find.registry_file("o.toml", {"WI_REGISTRY": "e.toml"}).path,
        find.registry_file(None, {"WI_REGISTRY": "e.toml"}).path,
    )


@pytest.mark.parametrize(
    ("expected", "places"),
    [
        ("a/b/c/members.toml", ["a/members.toml", "a/b/c/members.toml"]),
        ("a/b/c/data/members.toml", ["a/b/members.toml", "a/b/c/data/members.toml"]),
        ("a/b/members.toml", ["a/b/members.toml", "a/b/data/members.toml"]),
        ("data/members.toml", ["data/members.toml"]),
    ],
)
@pytest.mark.parametrize("environ", [{}, {"WI_REGISTRY": ""}], ids=["unset", "empty"])
def test_nearest_registry(house, tmp_path, expected, places, environ):
    """
    The nearest members.toml or data/members.toml counts, in the working directory or above; an
    empty WI_REGISTRY is none.
    """
    for place in places:
        house(place)
    assert tmp_path / expected == find.registry_file(None, environ).path


@pytest.mark.parametrize(
    "text",
    [
        *("", "[members]\n", "format = 1\n", "# format = 1\n# [members]\n", 'x = "format"\ny = "members"\n'),
        '[workspace]\nmembers = ["a"]\nformat = 3\n',
        'format = 1\nmembers = ["a", "b"]\n',
        "format = 1\nmembers = [\n]\n",
        'format = 1\n[[members]]\nname = "A"\n',
        'format = "x"\nmembers = {}\n',
        "format='x'\n[members]\n",
    ],
)
def test_somebody_elses_file(house, text):
    """
    A members.toml without a number as its format and a table of members is somebody else's: the search goes on.
    """
    house("a/b/members.toml", text)
    assert house("a/members.toml") == find.registry_file(None, {}).path


@pytest.mark.parametrize(
    "text",
    [
        "format = 2\n[members]\n",
        'format = 1\n[members.a]\nname = "A\n',
        '"format" = 1\n["members".a]\n',
        "format=1\nmembers = {}\n",
        "format = 1\nmembers.a.name = 1\n",
        "\tformat = 1\r\n [ members ]\r\n",
        "format = 1\r[members.a]\r",
        "<<<<<<< ours\nformat = 1\n=======\nformat = 2\n>>>>>>> theirs\n[members.a]\n",
        "format = 1\n<<<<<<< ours\n",
        'format = 1\n[network]\nname = "N',
        "format = 1\n[members.a]\nname = 'Gr\udcfcn'\n",
        "\ufeff" + MEMBERS,
        MEMBERS.encode("utf-16"),
    ],
)
def test_broken_registry_is_not_skipped(house, text):
    """
    A registry that is broken is still the one that is meant: its error is shown, not another registry.
    """
    house("members.toml")
    assert house("a/b/c/members.toml", text) == find.registry_file(None, {}).path


@pytest.mark.parametrize(
    "text",
    [
        f"#{'-' * 100}\n" * 9000 + MEMBERS,
        "format = 1\n" + f"#{'-' * 100}\n" * 20000 + "[members.a]\n",
        "format = 1\n" + "\n[sources.a]\n" + f"note = {'x' * 100!r}\n" * 20000 + "[members.a]\n",
    ],
    ids=["comments", "more-comments", "sources"],
)
def test_large_registry(house, text):
    """
    A registry is known by its first MiB, wherever its members begin.
    """
    assert house("a/members.toml", text) == find.registry_file(None, {}).path


def test_large_file_of_somebody_else(house):
    """
    A large file is judged by its first MiB alone.
    """
    house("a/members.toml", 'format = "x"\n' + "# comment\n" * 200_000 + "[members]\n")
    assert (REAL, ()) == find.registry_file(None, {})


@pytest.mark.parametrize("text", ["x = 1\n" + " " * 3_000_000, "\n" * 3_000_000, "[" * 3_000_000, "format " * 400_000])
def test_huge_file_of_somebody_else(house, text):
    """
    Somebody else's file costs one look at its beginning: milliseconds, whatever stands in it.
    """
    house("members.toml", text)
    begun = time.process_time()
    assert (REAL, ()) == find.registry_file(None, {})
    assert time.process_time() - begun < 0.5


# -- what can't be read ----------------------------------------------------------

BROKEN = "format = 1\n[members.a\n"
NO_REGISTRY = {
    "is in format 3": "format = 3\n[members]\n",
    "is in format True": "format = true\n[members]\n",
    "does not say its format": "[workspace]\nformat = 1\n[members]\n",
    "has no table of members": "format = 1\n[package]\nmembers.a = 1\n[sources]\n",
}


@pytest.mark.parametrize(("fault", "text"), NO_REGISTRY.items())
def test_unusable_above(house, fault, text):
    """
    What looks like a registry above, and is none, stops nobody who reads: it is named and passed over.
    """
    path = house("a/b/members.toml", text)
    further = house("a/data/members.toml", text)
    remarks = (f"passing over {path}: {fault}", f"passing over {further}: {fault}")
    nearest = house("members.toml")
    assert (store.load(nearest), (nearest, remarks)) == find.load(None, {})
    nearest.unlink()
    assert (store.load(REAL), (REAL, remarks)) == find.load(None, {})


def test_broken_above(house):
    """
    One's own registry that is broken is not passed over: nobody takes the data of another for it.
    """
    house("a/b/members.toml", BROKEN)
    with pytest.raises(store.NotTomlError) as error:
        find.load(None, {})
    assert "--registry names another" == error.value.offer


@pytest.mark.parametrize("text", [*NO_REGISTRY.values(), BROKEN])
def test_unusable_here(house, text):
    """
    One in the working directory is the one that is meant, and the error offers to name another; one that was named
    is meant, too.
    """
    house("a/members.toml")
    path = house("a/b/c/members.toml", text)
    for named, offer in ((None, "--registry names another"), (str(path), None)):
        with pytest.raises(RegistryUnreadableError) as error:
            find.load(named, {})
        assert offer == error.value.offer


@pytest.mark.parametrize(
    ("fault", "text"), [(": is in format 3", NO_REGISTRY["is in format 3"]), (": is not valid TOML", BROKEN)]
)
def test_unusable_of_somebody_else(house, as_somebody, fault, text):  # noqa: ARG001
    """
    Nobody can stop others by what is no registry, wherever it lies.
    """
    path = house("a/b/c/members.toml", text)
    registry, (remark,) = find.load(None, {})[1]
    assert REAL == registry
    assert remark.startswith(f"passing over {path}{fault}")
    assert remark.endswith(", and belongs to user 1234")


# -- whose it is -------------------------------------------------------------------


@pytest.fixture(name="as_somebody")
def _as_somebody(monkeypatch):
    """
    As if another user than those of the files ran this; root counts for nobody.
    """
    double = type(os)("os")
    vars(double).update(vars(os) | {"geteuid": lambda: os.geteuid() + 1})
    own = os.stat

    def belongs(path, **options):
        status = own(path, **options)
        return os.stat_result([*status[:4], status.st_uid + 1234, *status[5:]])

    vars(double).update(stat=belongs, lstat=lambda path: belongs(path, follow_symlinks=False))
    monkeypatch.setattr(owners, "os", double)
    monkeypatch.setattr(owners, "user", lambda number: f"user {number - os.geteuid()}")


def test_of_somebody_else(house, as_somebody):  # noqa: ARG001
    """
    A registry that was found and belongs to somebody else is used, and named with its owner; one that was named is
    nobody's business.
    """
    path = house("a/members.toml")
    expected = f"using {path}, which belongs to user 1234; --registry names another"
    assert (path, (expected,)) == find.registry_file(None, {})
    assert (Path(path), ()) == find.registry_file(str(path), {})
    assert (Path(path), ()) == find.registry_file(None, {"WI_REGISTRY": str(path)})


def test_ones_own(house):
    """
    Of one's own registry nothing is said, be its group allowed to write.
    """
    path = house("a/members.toml")
    path.chmod(0o664)
    assert (path, ()) == find.registry_file(None, {})


def test_writable_by_everybody(house, monkeypatch):
    """
    A registry in which everybody may write is named.
    """
    monkeypatch.setattr(owners, "user", lambda _: "me")
    path = house("a/members.toml")
    path.chmod(0o666)
    expected = f"using {path}, which belongs to me and everybody may write to; --registry names another"
    assert (path, (expected,)) == find.registry_file(None, {})


@pytest.mark.skipif(not ROOT, reason="only root can give files away")
def test_link_of_somebody_else(house):
    """
    Who made a link decides what is read.
    """
    path = house("a/b/own.toml")
    link = path.with_name("members.toml")
    link.symlink_to("own.toml")
    os.lchown(link, 4321, -1)
    expected = f"using {link}, which belongs to user 4321; --registry names another"
    assert (link, (expected,)) == find.registry_file(None, {})


def cannot_read(monkeypatch, *paths):
    genuine = Path.open

    def refuse(path, *arguments, **options):
        if path in paths:
            raise PermissionError(13, "Permission denied")
        return genuine(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)


def test_unreadable_above(house, monkeypatch):
    """
    A file above that may not be read is named and passed over.
    """
    path, next_one = house("a/members.toml"), house("members.toml")
    cannot_read(monkeypatch, path)
    assert (next_one, (f"passing over {path}: it can't be read (Permission denied)",)) == find.registry_file(None, {})


def test_unreadable_here(house, monkeypatch):
    """
    A registry of one's own in the working directory that may not be read is still the one that is meant.
    """
    house("members.toml")
    path = house("a/b/c/data/members.toml")
    cannot_read(monkeypatch, path)
    assert (path, ()) == find.registry_file(None, {})


def test_unreadable_of_somebody_else(house, monkeypatch, as_somebody):  # noqa: ARG001
    """
    Nobody can stop others by a file that they may not read, wherever it lies.
    """
    path = house("a/b/c/members.toml")
    cannot_read(monkeypatch, path)
    expected = f"passing over {path}: it can't be read (Permission denied), and belongs to user 1234"
    assert (REAL, (expected,)) == find.registry_file(None, {})


def test_too_large_above(house, monkeypatch):
    """
    A registry above that is too large to be read is named and passed over; one in the working directory is meant.
    """
    monkeypatch.setattr(store, "LARGEST_FILE", len(MEMBERS) - 1)
    path = house("a/members.toml")
    assert (REAL, (f"passing over {path}: it is larger than 64 MiB",)) == find.registry_file(None, {})
    here = house("a/b/c/members.toml")
    assert (here, ()) == find.registry_file(None, {})


def test_no_owners(house, monkeypatch):
    """
    Where the system knows no owners nothing is said of them.
    """
    path = house("a/members.toml")
    path.chmod(0o666)
    double = type(os)("os")
    vars(double).update({name: value for name, value in vars(os).items() if name != "geteuid"})
    monkeypatch.setattr(owners, "os", double)
    assert (path, ()) == find.registry_file(None, {})


# -- where there is none -------------------------------------------------------------


def test_packaged(house):
    """
    Where there is no registry around, the packaged one counts: in a checkout, the checkout's.
    """
    house("a/members.toml", "")
    assert REAL == find.registry_file(None, {}).path == find.packaged()


def test_working_directory_is_gone(tmp_path, monkeypatch):
    """
    In a directory that was deleted, the packaged registry counts.
    """
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert REAL == find.registry_file(None, {}).path
    assert str(REAL) == store.shown(REAL)
