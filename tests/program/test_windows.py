"""
Every command that writes, with the calls of the system that Windows has, before Python 3.13 and from there on.

Real ones are not needed for that: what Windows lacks or refuses is taken away here.
"""

import errno
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from samples import REGISTRIES
from wi_cli import errors
from wi_cli.cli import edit, programs, terminal
from wi_cli.registry import owners, replace

BASE = (REGISTRIES / "base.toml").read_text(encoding="utf-8")
NEW = 'id = "neustadt"\nname = "Neustadt"\nkind = "Gemeinde"\nstate = "SN"\nsummary = "Erfunden."\n'
MISSING = {"3.12": {"fchown", "fchmod", "geteuid", "chown"}, "3.13": {"fchown", "geteuid", "chown"}}


@pytest.fixture(name="windows", params=["3.12", "3.13"])
def _windows(request, monkeypatch):
    """
    `os` as Windows has it: no folder can be opened, a file that is there is in the way of a new name, nobody owns
    a file, and no mode can be given to an open one before Python 3.13.
    """
    double = type(os)("os")
    vars(double).update({name: value for name, value in vars(os).items() if name not in MISSING[request.param]})

    def only_files(path, flags, mode=0o777):
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied")
        return os.open(path, flags, mode)

    def rename(old, new):
        if Path(new).exists():
            raise FileExistsError(errno.EEXIST, "Cannot create a file when that file already exists")
        Path(old).rename(new)

    double.open, double.rename = only_files, rename
    for module in (replace, owners):
        monkeypatch.setattr(module, "os", double)
        monkeypatch.setattr(module, "sys", SimpleNamespace(platform="win32"))
    for module in (errors, programs):
        monkeypatch.setattr(module, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(edit, "MOMENT", 0)
    return request.param


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("wi: changed 'kassel' (members.toml)\n", ["edit", "kassel", "--set", "summary=Neu."]),
        ("wi: changed 'kassel' (members.toml)\n", ["edit", "kassel", "--unset", "aliases"]),
        ("wi: changed 'kassel' (members.toml)\n", ["edit", "kassel"]),
        ("wi: changed 'kassel' (members.toml)\n", ["edit", "kassel", "--from", "lines.toml"]),
        ("wi: added 'neustadt' (members.toml)\n", ["add", "--from", "new.toml"]),
        ("wi: removed 'kassel' (members.toml)\n", ["remove", "kassel", "--yes"]),
        ("1 file reformatted\n", ["fmt"]),
        ("all right: members.toml\n", ["validate", "--fix"]),
        ("wi: made new.d.toml, with members.schema.json beside it", ["new", "new.d.toml"]),
        ("wi: wrote list.csv\n", ["list", "-o", "list.csv"]),
        ("wi: wrote old.csv\n", ["list", "-o", "old.csv", "--force"]),
        ("wi: wrote all.vcf", ["export", "vcf", "-o", "all.vcf"]),
        ("wi: wrote all.xlsx", ["export", "xlsx", "-o", "all.xlsx"]),
        ("wi: cards is up to date: ", ["export", "vdir", "-o", "cards"]),
        ("members.schema.json\n", ["schema", "--beside", "members.toml"]),
    ],
    ids=str,
)
def test_writing(wi, windows, tmp_path, monkeypatch, said, command):  # noqa: ARG001
    """
    All that writes writes, says so, and leaves nothing beside.
    """
    untidy = BASE.replace('state = "HE"', 'state = "Hessen"', 1) if "--fix" in command else BASE + "\n\n\n"
    Path("members.toml").write_text(untidy, encoding="utf-8")
    Path("old.csv").write_text("old\n", encoding="utf-8")
    Path("new.toml").write_text(NEW, encoding="utf-8")
    lines = '[members.kassel]\nname = "Kassel"\nkind = "kreisfreie Stadt"\nstate = "HE"\nsummary = "Neu."\n'
    Path("lines.toml").write_text(lines, encoding="utf-8")
    writing = f"import sys\nopen(sys.argv[1], 'w', encoding='utf-8').write({lines!r})\n"
    Path("write.py").write_text(writing, encoding="utf-8")
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" write.py')
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    status, out, err = wi(*command, registry=None)
    assert (0, True) == (status, said in out + err), out + err
    after = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert before.keys() <= after.keys()
    assert after != before or "cards" in command
    assert [] == [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


CLOSED = """
import errno, sys
from types import SimpleNamespace
from wi_cli.cli import main, terminal

class Closed:
    def write(self, text):
        raise OSError(errno.EINVAL, "Invalid argument")

    def isatty(self):
        return False

    def flush(self):
        pass

    close = flush

sys.stdout = Closed()
terminal.sys = SimpleNamespace(platform={platform!r}, stdout=sys.stdout, stderr=sys.stderr)
sys.argv = ["wi", *{arguments!r}]
main()
"""


@pytest.mark.parametrize("arguments", [["list"], ["show", "koellnitz"], ["--help"]], ids=str)
@pytest.mark.parametrize(
    ("expected", "platform"), [((0, "", ""), "win32"), ((1, "", "wi: can't write: Invalid argument\n"), "linux")]
)
def test_closed_pipe(process, expected, platform, arguments):
    """
    Windows calls it an invalid argument that nobody reads any more: no failure there either.
    """
    code = CLOSED.format(platform=platform, arguments=arguments)
    assert expected == process("-c", code, command=(sys.executable,))


def test_editor(monkeypatch):
    """
    Who set none gets the one that is there.
    """
    assert programs.EDITOR == ("notepad" if sys.platform == "win32" else "vi")
    # It is decided when the module is read.
    monkeypatch.setattr(sys, "platform", "win32")
    fresh = type(programs)("fresh")
    source = Path(programs.__file__).read_text(encoding="utf-8")
    exec(compile(source, "programs.py", "exec"), vars(fresh))
    assert "notepad" == fresh.EDITOR


def test_console(monkeypatch, capsys):
    """
    A console is told to follow escape codes, a pipe is left alone; stderr is UTF-8 there too.
    """
    called = []
    colorama = type(os)("colorama")
    colorama.just_fix_windows_console = lambda: called.append("fixed")
    monkeypatch.setitem(sys.modules, "colorama", colorama)
    monkeypatch.setattr(terminal.sys, "platform", "win32")
    with capsys.disabled():
        for looks in (False, True):
            monkeypatch.setattr(terminal, "is_terminal", lambda looks=looks: looks)
            terminal.prepare()
            assert ["fixed"] * looks == called
