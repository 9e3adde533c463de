import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wi_cli
from samples import CHECKOUT, REAL, SMALL, document, toml_document
from strategies import soup
from wi_cli.checking import syntax
from wi_cli.errors import RegistryUnreadableError, WiError
from wi_cli.registry import build, store

MEMBERS = 'format = 1\n[members.a]\nname = "A"\nkind = "Stadt"\n'


def refused(path):
    with pytest.raises(RegistryUnreadableError) as error:
        store.load(Path(path))
    if isinstance(error.value, store.NotTomlError):
        place, hint = syntax.refusal(error.value.content)
        return f"{path}:{place}", hint
    return str(error.value), error.value.hint


def test_short_path(tmp_path):
    """
    A path below the working directory is shown as it would be typed there.
    """
    assert ("x/members.toml", str(REAL)) == (store.shown(tmp_path / "x" / "members.toml"), store.shown(REAL))


def test_what_a_link_leads_to(tmp_path, monkeypatch):
    """
    A link is followed as far as it leads; links in a circle, and a working directory that is gone, raise nothing.
    """
    for name, target in (("link", "file"), ("a", "b"), ("b", "a")):
        (tmp_path / name).symlink_to(target)
    here = tmp_path.resolve()
    assert [here / "file", here / "a" / "x"] == [store.resolved(tmp_path / name) for name in ("link", "a/x")]
    if os.name != "nt":  # which keeps the folder
        gone = tmp_path / "gone"
        gone.mkdir()
        monkeypatch.chdir(gone)
        gone.rmdir()
        assert (Path("x"), "x") == (store.resolved(Path("x")), store.shown(Path("x")))


def test_load(tmp_path):
    """
    A registry is read as it is built from its document.
    """
    path = tmp_path / "members.toml"
    path.write_text(SMALL, encoding="utf-8", newline="")
    assert build.registry(document()) == store.load(path)
    path.write_text(SMALL, encoding="utf-8", newline="\r\n")
    assert build.registry(document()) == store.load(path)


def test_lines_of_what_was_left_out(tmp_path):
    """
    What is left out carries its line in the file.
    """
    path = tmp_path / "members.toml"
    path.write_text(MEMBERS + 'ags = 5\n\n[members.b]\nname = "B"\n', encoding="utf-8")
    assert [(("members", "a", "ags"), 5), (("members", "b"), 7)] == [
        (missing.path, missing.line) for missing in store.load(path).left_out
    ]


@pytest.mark.parametrize(
    ("message", "hint", "content"),
    [
        ('{}:2:8: this " is never closed', 'add " at the end', b'format = 1\nname = "\xc3\xa4A\n'),
        (
            "{}:3:1: unresolved merge conflict",
            "keep line 4 (A) or line 6 (B), or join them, and delete the markers",
            b"format = 1\nx = y\n<<<<<<< A\na = 1\n=======\na = 2\n>>>>>>> B\n",
        ),
        ("{}:1:9: ", "this is not valid TOML", b"format ="),
        ("{}:2:1: duplicate key a", "the first one is in line 1", b"a = 1\na = 2\n"),
        ("{}:3:9: byte 0xf6 is not UTF-8", "'ö'", 'x = 1\n\nna = "\xe4K'.encode() + b"\xf6ln"),
        ("{}: is in format 2", "this wi reads format = 1", b"format = 2\n[members]\n"),
        ("{}: is in format '1'", "this wi reads format = 1", b'format = "1"\n[members]\n'),
        ("{}: is in format True", "this wi reads format = 1", b"format = true\n[members]\n"),
        ("{}: does not say its format", "this wi reads format = 1", b"[members]\n"),
        ("{}: has no table of members", "run wi validate", b"format = 1\nmembers = []\n"),
        ("{}: has no table of members", "run wi validate", b"format = 1\n"),
        (
            "{}:2:37: brackets are nested too deeply",
            "32 levels are the most",
            b"format = 1\nx = " + b"[" * 5000 + b"]" * 5000,
        ),
        ("{}:2:197: brackets are nested too deeply", "32 levels are the most", b"format = 1\nx = " + b"[ ']'," * 9000),
        ("{}:34:1: brackets are nested too deeply", "32 levels are the most", b"format = 1\nx = " + b"[#]\n" * 9000),
        ("{}:2:5: a table in ", "write it in one line: { a = 1 }", b"format = 1\nx = { a = 1,\n}"),
        ("{}:2:5: this number is too long", "this is not valid TOML", b"format = 1\nx = " + b"9" * 5000),
        ("{}:2:5: this number is too long", "this is not valid TOML", b"format = 1\nx = " + b"9_" * 5000 + b"9"),
        ("{}: is in format an absurd number", "this wi reads format = 1", b"format = 0x1" + b"0" * 4000),
        ("{}: is in a format that is no number", "this wi reads format = 1", b"format = " + b"[" * 300 + b"]" * 300),
    ],
)
def test_refused(tmp_path, message, hint, content):
    """
    A file that is no registry is refused with the reason, with line and column (in characters)
    where there is one.
    """
    path = tmp_path / "members.toml"
    path.write_bytes(content)
    found, advice = refused(path)
    assert found.startswith(message.format(path))
    assert hint is None or hint in advice


def test_deep(tmp_path):
    """
    What readers have no use for may be nested as deeply as it likes.
    """
    path = tmp_path / "members.toml"
    path.write_bytes(MEMBERS.encode() + b"x = " + b"[" * 300 + b"]" * 300)
    assert {"a"} == set(store.load(path).members)


def test_missing_file(tmp_path):
    """
    A file that isn't there is named.
    """
    assert (f"{tmp_path / 'no.toml'}: there is no such file", None) == refused(tmp_path / "no.toml")


def test_directory(tmp_path):
    """
    A directory is refused with the advice to name the file.
    """
    assert (f"{tmp_path}: is a directory", "name the file in it") == refused(tmp_path)


@pytest.mark.parametrize(
    ("expected", "error"),
    [
        (("f.toml: may not be read", "look at its permissions"), PermissionError(13, "Permission denied")),
        (("f.toml: can't be read (Input/output error)", None), OSError(5, "Input/output error")),
    ],
)
def test_unreadable(monkeypatch, expected, error):
    """
    A file that may not or can't be read is refused with the reason.
    """

    def refuse(*_):
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    assert expected == refused("f.toml")


def test_name_too_long():
    """
    A name that no file can have is refused like any other.
    """
    message, _ = refused("x" * 5000)
    assert message.endswith(": can't be read (File name too long)")


def test_very_large_file(tmp_path, monkeypatch):
    """
    A file beyond the limit is refused before it is parsed.
    """
    path = tmp_path / "members.toml"
    path.write_text(SMALL, encoding="utf-8")
    monkeypatch.setattr(store, "LARGEST_FILE", len(SMALL.encode()))
    assert build.registry(document()) == store.load(path)
    monkeypatch.setattr(store, "LARGEST_FILE", len(SMALL.encode()) - 1)
    assert f"{path}: is larger than 64 MiB" == refused(path)[0]


tables = st.fixed_dictionaries(
    {},
    optional={
        "format": st.just(1) | soup,
        "members": st.dictionaries(st.text(max_size=3), soup, max_size=3) | soup,
        **dict.fromkeys(("network", "topics", "indicators", "sources", "x"), soup),
    },
)


@given(tables)
def test_any_toml(tmp_path, content):
    """
    Any TOML is a registry or is refused: nothing else can come of it.
    """
    path = tmp_path / "members.toml"
    path.write_text(toml_document(content), encoding="utf-8")
    try:
        loaded = store.load(path)
    except WiError:
        number = content.get("format")
        assert isinstance(number, bool) or number != 1 or not isinstance(content.get("members"), dict)
        return
    assert set(loaded.members) <= set(content["members"])
    assert all(missing.line for missing in loaded.left_out)


@given(st.binary() | st.text().map(str.encode) | st.binary().map(lambda tail: MEMBERS.encode() + tail))
def test_any_bytes(tmp_path, content):
    """
    Any bytes are a registry or are refused.
    """
    path = tmp_path / "members.toml"
    path.write_bytes(content)
    try:
        store.load(path)
    except RegistryUnreadableError as error:
        message = str(error)
    else:
        return
    assert message.startswith(f"{path}:")


def test_schema():
    """
    The schema is the file that is shipped with the package.
    """
    file = Path(wi_cli.__file__).parent / "registry" / "members.schema.json"
    assert file.read_text(encoding="utf-8") == store.schema()
    assert CHECKOUT / "src" / "wi_cli" == Path(wi_cli.__file__).parent


def test_read_once():
    """
    A registry that comes through a pipe is read once, and its fault is named.
    """
    reading, writing = os.pipe()
    os.write(writing, b"broken =")
    os.close(writing)
    try:
        message, _ = refused(f"/dev/fd/{reading}")
    finally:
        os.close(reading)
    assert message.startswith(f"/dev/fd/{reading}:1:9: ")
