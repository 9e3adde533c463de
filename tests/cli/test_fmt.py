import io
import os
import stat
import subprocess
import sys

import pytest

from samples import SMALL
from wi_cli.changing import layout
from wi_cli.cli import terminal
from wi_cli.registry import find, store

TIDY = '[network]\nname = "Ä"\nsummary = "S"  # kept\n'
UNTIDY = '[network]\nsummary="S"# kept\nname="Ä"\n'
DIFF = """\
--- untidy.toml
+++ untidy.toml
@@ -1,3 +1,3 @@
 [network]
-summary="S"# kept
-name="Ä"
+name = "Ä"
+summary = "S"  # kept
"""


@pytest.fixture(name="files")
def _files(tmp_path):
    """
    Files in the working directory; their contents by name.
    """
    texts = {"tidy": TIDY, "untidy": UNTIDY, "folder/members": UNTIDY, "folder/x": UNTIDY, "broken": "a = 1\nb = c\n"}
    for name, text in texts.items():
        path = tmp_path / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    (tmp_path / "empty").mkdir()

    def contents():
        return {name: (tmp_path / f"{name}.toml").read_text(encoding="utf-8") for name in texts}

    return contents


BROKEN = 'wi: broken.toml:2:5: invalid value; write text in quotes: "c"\n'


@pytest.mark.parametrize(
    ("expected", "changed", "arguments"),
    [
        ((0, "", ""), (), ["tidy.toml"]),
        ((0, "1 file reformatted\n", ""), ("untidy",), ["untidy.toml"]),
        ((0, "1 file reformatted, 1 unchanged\n", ""), ("untidy",), ["tidy.toml", "untidy.toml", "untidy.toml"]),
        ((0, "1 file reformatted\n", ""), ("folder/members",), ["folder"]),
        ((3, "2 files reformatted\n", BROKEN), ("untidy", "folder/members"), ["broken.toml", "untidy.toml", "folder"]),
        ((3, "", "wi: no.toml: there is no such file\n"), (), ["no.toml", "tidy.toml"]),
        ((3, "", "wi: empty: no members.toml in this folder; name the file\n"), (), ["empty", "tidy.toml"]),
        ((0, "", ""), (), ["tidy.toml", "--check"]),
        ((1, "would reformat untidy.toml\n", ""), (), ["tidy.toml", "untidy.toml", "--check"]),
        ((3, "would reformat untidy.toml\n", BROKEN), (), ["broken.toml", "untidy.toml", "--check"]),
        ((0, "", ""), (), ["tidy.toml", "--diff"]),
        ((1, DIFF, ""), (), ["tidy.toml", "untidy.toml", "--diff"]),
        ((3, DIFF, BROKEN), (), ["untidy.toml", "broken.toml", "--diff"]),
        (
            (2, "", "wi: --check doesn't go with --diff; --diff ends with status 1 as well\n"),
            (),
            ["untidy.toml", "--check", "--diff"],
        ),
    ],
)
def test_files(wi, files, expected, changed, arguments):
    """
    Files are formatted in place; --check names those that would change, --diff shows how, and neither
    changes any.  What can't be read is named, and the others are done all the same.
    """
    before = files()
    assert expected == wi("fmt", *arguments)
    assert {name: TIDY if name in changed else text for name, text in before.items()} == files()


@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        ("1 file unchanged\n", ["tidy.toml"]),
        ("1 file reformatted, 1 unchanged\n", ["tidy.toml", "untidy.toml"]),
        ("2 files unchanged\n", ["tidy.toml", "also tidy.toml"]),
        (
            "would reformat untidy.toml\n1 file would be reformatted, 1 unchanged\n",
            ["tidy.toml", "untidy.toml", "--check"],
        ),
        ("", ["broken.toml"]),
    ],
)
def test_summary(wi, files, tmp_path, monkeypatch, expected, arguments):
    """
    A person is told what was done.
    """
    assert files()
    (tmp_path / "also tidy.toml").write_text(TIDY, encoding="utf-8")
    monkeypatch.setattr(terminal, "is_terminal", lambda: True)
    assert expected == wi("fmt", *arguments)[1]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (
            b"# \xfc\n",
            "1:3: byte 0xfc is not UTF-8; it looks like an ANSI or Latin-1 file with 'ü' here; save it as UTF-8",
        ),
        (b"a = 1\na = 2\n", "2:1: duplicate key a; the first one is in line 1"),
        (b"a = " + b"9" * 5000, "1:5: this number is too long; this is not valid TOML"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "1:37: brackets are nested too deeply; 32 levels are the most"),
    ],
)
@pytest.mark.parametrize("options", [[], ["--check"], ["--diff"]])
def test_refused(wi, tmp_path, content, error, options):
    """
    A file in another encoding, or that is no TOML, stays as it is; one sentence says where and why.
    """
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    status, out, err = wi("fmt", "x.toml", *options)
    assert (3, "", f"wi: x.toml:{error}\n") == (status, out, err)
    assert content == path.read_bytes()


def test_bytes(wi, tmp_path):
    """
    CRLF stays CRLF, the mode of the file and a link to it stay, and the last line gets its end.
    """
    path, link = tmp_path / "x.toml", tmp_path / "link.toml"
    path.write_bytes(b"a=1\r\n\r\n\r\n# b\r\nb='''\r\nc'''")
    path.chmod(0o640)
    link.symlink_to(path)
    assert (0, "1 file reformatted\n", "") == wi("fmt", "link.toml")
    assert b"a = 1\r\n\r\n# b\r\nb = '''\r\nc'''\r\n" == path.read_bytes()
    assert (True, 0o640) == (link.is_symlink(), stat.S_IMODE(path.stat().st_mode))


@pytest.mark.parametrize("before", [b"a=1", b"a = 1\n"])
def test_byte_order_mark(wi, tmp_path, before):
    """
    A byte order mark is read over and stays.
    """
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xef\xbb\xbf" + before)
    assert (0, "") == wi("fmt", "x.toml")[::2]
    assert b"\xef\xbb\xbfa = 1\n" == path.read_bytes()


def test_untouched(wi, tmp_path):
    """
    A file in canonical layout isn't written again.
    """
    path = tmp_path / "x.toml"
    path.write_text(TIDY, encoding="utf-8")
    before = path.stat()
    assert (0, "", "") == wi("fmt", "x.toml")
    assert (before.st_ino, before.st_mtime_ns) == (path.stat().st_ino, path.stat().st_mtime_ns)


def test_layout_refused(wi, files, monkeypatch):
    """
    A layout that would change what a file says is refused like a file that can't be read.
    """
    monkeypatch.setattr(layout, "_lines", lambda _: ["a = 1", ""])
    error = "wi: untidy.toml: the layout would change what the file says; nothing was changed; please report this\n"
    before = files()
    assert (3, "", error) == wi("fmt", "untidy.toml")
    assert before == files()


def test_default(wi, tmp_path):
    """
    Without a name it is the registry that the other commands read.
    """
    status, out, err = wi("fmt", "--check", registry=SMALL.replace("format = 1", "format=1"))
    assert (1, "would reformat members.toml\n", "") == (status, out, err)
    (tmp_path / "other.toml").write_text(UNTIDY, encoding="utf-8")
    assert (0, "1 file reformatted\n", "") == wi("--registry", "other.toml", "fmt")
    assert TIDY == (tmp_path / "other.toml").read_text(encoding="utf-8")


def test_beside_another_program(wi, tmp_path, monkeypatch):
    """
    What another program writes to a file meanwhile is kept, in the layout of the rest.
    """
    genuine, others, path = layout.formatted, ["x=1\n"], tmp_path / "members.toml"

    def disturbed(*given):
        with path.open("a", encoding="utf-8") as opened:
            opened.write(others.pop() if others else "")
        return genuine(*given)

    monkeypatch.setattr(layout, "formatted", disturbed)
    assert (0, "1 file reformatted\n", "") == wi("fmt", registry=UNTIDY + "[y]\n")
    assert genuine(UNTIDY + "[y]\nx = 1\n") == path.read_text(encoding="utf-8")


def test_packaged(wi, tmp_path, monkeypatch):
    """
    The packaged registry is never changed.
    """
    packaged, schema = tmp_path / "members.toml", store.schema()
    monkeypatch.setattr(find, "packaged", lambda: packaged)
    monkeypatch.setattr(find, "_PACKAGE", tmp_path)
    (tmp_path / store.SCHEMA).write_text(schema, encoding="utf-8")
    message = "wi: members.toml: is the packaged registry, which an update would replace; make a copy to edit: wi new"
    assert (3, "", f"{message} members.toml --from-packaged\n") == wi("fmt", registry="format=1\n")
    assert b"format=1\n" == packaged.read_bytes()


@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        ((0, TIDY, ""), []),
        ((1, "would reformat -\n", ""), ["--check"]),
        ((1, DIFF.replace("untidy.toml", "-"), ""), ["--diff"]),
    ],
)
def test_standard_input(wi, files, monkeypatch, expected, arguments):
    """
    "-" formats standard input to standard output, and other files besides it in place.
    """
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(UNTIDY.encode())))
    assert expected == wi("fmt", "-", *arguments)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(UNTIDY.encode())))
    assert (0, TIDY, "") == wi("fmt", "untidy.toml", "-")
    assert TIDY == files()["untidy"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a = b")))
    assert (3, "", 'wi: -:1:5: invalid value; write text in quotes: "b"\n') == wi("fmt", "-", *arguments)


def test_controls(wi, tmp_path, monkeypatch):
    """
    On a terminal nothing of a file acts on it; a pipe gets every byte.
    """
    text = 'a="\u202ex"\r\n'
    (tmp_path / "x.toml").write_bytes(text.encode())
    for shown, looked_at in (('a = "\\u202ex"\n', True), ('a = "\u202ex"\r\n', False)):
        monkeypatch.setattr(terminal, "is_terminal", lambda looked_at=looked_at: looked_at)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert (0, shown, "") == wi("fmt", "-")
        assert ("\u202e" in wi("fmt", "x.toml", "--diff")[1]) is not looked_at


def test_reader_gone(process, tmp_path):
    """
    If nobody reads the output any more, the files are formatted and the status says what it says.
    """
    (tmp_path / "x.toml").write_text(UNTIDY, encoding="utf-8")
    for status, arguments in ((1, ["--diff"]), (1, ["--check"]), (3, ["no.toml"])):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(
            [sys.executable, "-u", "-m", "wi_cli", "fmt", "x.toml", *arguments],
            cwd=tmp_path,
            stdout=write,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
        os.close(write)
        complaint = b"wi: no.toml: there is no such file\n" if status == 3 else b""
        assert (status, complaint) == (done.returncode, done.stderr)
    assert TIDY == (tmp_path / "x.toml").read_text(encoding="utf-8")
    assert (0, "", "") == process("fmt", "x.toml")
