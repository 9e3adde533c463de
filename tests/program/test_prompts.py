"""
Questions on a real terminal.
"""

import contextlib
import os
import re
import select
import struct
import subprocess
import sys
import time
import tomllib

import pytest

from conftest import COMMAND
from samples import REGISTRIES
from wi_cli.cli import interview

fcntl, pty, termios = (pytest.importorskip(name) for name in ("fcntl", "pty", "termios"))  # Windows has none

BASE = (REGISTRIES / "base.toml").read_text(encoding="utf-8")
PATIENCE = 20


class Terminal:
    """
    A process on a terminal of its own: what it asks is waited for, what is typed is typed.
    """

    def __init__(self, arguments, folder, *, columns=80, stdout=None, **variables):
        child, self._terminal = pty.fork()
        if not child:
            try:
                os.chdir(folder)
                kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
                if stdout:
                    os.dup2(os.open(stdout, os.O_WRONLY | os.O_CREAT), 1)
                environment = kept | {"TERM": "dumb", "LC_ALL": "C.UTF-8", "TMPDIR": str(folder / "drafts")} | variables
                os.execve(COMMAND, [str(COMMAND), *arguments], environment)
            finally:
                os._exit(99)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self._child = child
        self.screen = ""
        self._seen = 0

    def type(self, keys, wanted):
        """
        Wait for a question, then answer it.
        """
        end = time.monotonic() + PATIENCE
        while not (found := re.compile(wanted).search(self.screen, self._seen)):
            assert time.monotonic() < end, f"no {wanted!r} in {self.screen[self._seen :]!r}"
            assert self._read(), f"ended without {wanted!r}: {self.screen[self._seen :]!r}"
        self._seen = found.end()
        if keys == "\x03":
            time.sleep(0.2)  # Python's line editor sleeps through a Ctrl-C right behind its prompt
        os.write(self._terminal, keys.encode() if isinstance(keys, str) else keys)

    def end(self):
        """
        Status, and what the terminal has shown.
        """
        while self._read():
            pass
        os.close(self._terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1]), self.screen

    def _read(self):
        ready = select.select([self._terminal], [], [], PATIENCE)[0]
        assert ready, f"nothing more after {self.screen!r}"
        with contextlib.suppress(OSError):  # the other end is gone
            if chunk := os.read(self._terminal, 65536):
                self.screen += chunk.decode(errors="replace").replace("\r\n", "\n")
                return True
        return False


@pytest.fixture(name="file")
def _file(tmp_path):
    path = tmp_path / "members.toml"
    path.write_text(BASE, encoding="utf-8", newline="")
    (tmp_path / "drafts").mkdir()
    return path


@pytest.fixture(name="screen")
def _screen(file):
    def run(*arguments, **options):
        return Terminal(arguments, file.parent, **options)

    return run


def untouched(file):
    """
    The registry is as it was, and no draft is left.
    """
    assert BASE == file.read_text(encoding="utf-8")
    assert [] == list((file.parent / "drafts").iterdir())
    assert {"members.toml", "drafts"} >= {path.name for path in file.parent.iterdir()} - {"diff", "editor.py", "count"}
    return True


# -- wi add ---------------------------------------------------------------------------


def conversation(terminal):
    """
    All answers for a member with a membership, whose source is declared on the way, and one contact.
    """
    for wanted, keys in (
        ("Name\n.*\n> ", "\n"),
        ("  this one is needed\n> ", "Kassel\n"),
        ("WI209.*\n(.*\n)*> ", "Bad Köstritz\n"),
        (r"Id\n(.*\n)+> \[bad-koestritz\] ", "Bad K\n"),
        (r"WI105.*\n(.*\n)*> \[bad-koestritz\] ", "kassel\n"),
        (r"there is a member 'kassel' already\n> \[bad-koestritz\] ", "\n"),
        ("Kind\n.*\n(.*\n)*.*kreisfreie Stadt, Stadtkreis(.*\n)+> ", "Staat\n"),
        (r"There is no kind 'Staat'. Declare it\? \[y/N\] ", "n\n"),
        ("WI104 .*(.*\n)+> ", "kreisangehörige Stadt\n"),
        ("State\n(.*\n)+> ", "\n"),
        ("  this one is needed\n> ", "th\n"),
        (r"District \(optional\)(.*\n)+> ", "\n"),
        (r"AGS \(optional\)(.*\n)+> ", "05076044\n"),
        ("WI211.*\n(.*\n)*> ", "16076044\n"),
        (r"ARS \(optional\)(.*\n)+> ", "\n"),
        (r"Location: is it known\? \[y/N\] ", "x\n"),
        (r"  y or n\nLocation: is it known\? \[y/N\] ", "n\n"),
        (r"Aliases \(optional\)(.*\n)+> ", "\n"),
        (r"URL \(optional\)(.*\n)+> ", "example.org\n"),
        ("WI109.*\n(.*\n)*> ", "https://www.example.org\n"),
        ("Summary\n.*\n> ", "Eine „Stadt“.\n"),
        (r"Topics \(optional\)(.*\n)+> ", "schule\n"),
        (r"There is no topic 'schule'. Declare it\? \[y/N\] ", "n\n"),
        ("WI202.*\n(.*\n)*> ", "schulsozialarbeit\n"),
        (r"Membership: is it known\? \[Y/n\] ", "\n"),
        (r"Founding member \(optional\)(.*\n)+> ", "\n"),
        (r"Since \(optional\)(.*\n)+> ", "2019\n"),
        (r"Until \(optional\)(.*\n)+> ", "2011\n"),
        ("WI221.*\n(.*\n)*> ", "\n"),
        (r"Seen \(optional\)(.*\n)+> ", "\n"),
        ("Sources\n(.*\n)+> ", "flugblatt\n"),
        (r"There is no source 'flugblatt'. Declare it\? \[y/N\] ", "y\n"),
        ("Title\n(.*\n)+> ", "Flugblatt\n"),
        (r"Publisher \(optional\)(.*\n)+> ", "\n"),
        (r"Date \(optional\)(.*\n)+> ", "2019-13\n"),
        ("WI219.*\n(.*\n)*> ", "2019-12\n"),
        (r"URL \(optional\)(.*\n)+> ", "\n"),
        (r"Note \(optional\)(.*\n)+> ", "\n"),
        (r"Contacts: add one\? \[y/N\] ", "y\n"),
        (r"Office \(optional\)(.*\n)+> ", "Rathaus\n"),
        *(
            (rf"{title} \(optional\)(.*\n)+> ", "\n")
            for title in ("Given name", "Family name", "Title", "Suffix", "Role")
        ),
        *((rf"{title} \(optional\)(.*\n)+> ", "\n") for title in ("Street", "Postal code", "City", "Country")),
        (r"Phone \(optional\)(.*\n)+> ", "030 23125\n"),
        ("WI107.*\n(.*\n)*> ", "+49 30 23125 000\n"),
        *((rf"{title} \(optional\)(.*\n)+> ", "\n") for title in ("Mobile", "Fax", "E-mail", "Website")),
        (r"As of \(optional\)(.*\n)+> ", "\n"),
        ("Sources\n(.*\n)+> ", "flugblatt\n"),
        (r"Contacts: add another\? \[y/N\] ", "n\n"),
        *((rf"{title}: add one\? \[y/N\] ", "\n") for title in ("Figures", "Milestones", "Sections", "Links")),
    ):
        terminal.type(keys, wanted)


MADE = """\
[members.bad-koestritz]
name = "Bad Köstritz"
kind = "kreisangehörige Stadt"
state = "TH"
ags = "16076044"
website = "https://www.example.org"
summary = "Eine „Stadt“."
topics = ["schulsozialarbeit"]

[members.bad-koestritz.membership]
since = "2019"
sources = ["flugblatt"]

[[members.bad-koestritz.contacts]]
office = "Rathaus"
phone = "+49 30 23125 000"
sources = ["flugblatt"]
"""


def test_add(screen, file):
    """
    Each answer is checked at once, and asked for again while it is wrong; at the end the member stands in its place.
    """
    terminal = screen("add")
    conversation(terminal)
    status, shown = terminal.end()
    assert (0, "wi: added 'bad-koestritz' (members.toml)") == (status, shown.rstrip().split("\n")[-1])
    text = file.read_text(encoding="utf-8")
    assert f"{MADE}\n# The person is invented.\n[members.kassel]\n" in text
    assert '\n[sources.flugblatt]\ntitle = "Flugblatt"\ndate = "2019-12"\n' in text
    assert 0 == subprocess.run([COMMAND, "validate"], cwd=file.parent, check=False).returncode


def test_add_diff_to_a_file(screen, file):
    """
    Questions go to the terminal, and the change to stdout without a word of theirs.
    """
    terminal = screen("add", "--diff", stdout=file.with_name("diff"))
    conversation(terminal)
    assert 0 == terminal.end()[0]
    diff = file.with_name("diff").read_text(encoding="utf-8")
    assert diff.startswith("--- members.toml\n+++ members.toml\n@@ ")
    assert untouched(file)


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
@pytest.mark.parametrize(
    "answers", [[], ["Neustadt\n"], ["Neustadt\n", "\n", "Gemeinde\n", "SN\n", "\n", "\n"]], ids=len
)
def test_add_interrupted(screen, file, key, answers):
    """
    Ctrl-C and Ctrl-D end the conversation at any question; nothing is written.
    """
    terminal = screen("add")
    for answer in answers:
        terminal.type(answer, "> (.*] )?$")
    terminal.type(key, r"(> (.*] )?|\?.*\] )$")
    status, shown = terminal.end()
    assert (130, None) == (status, re.search("Traceback|Error", shown))
    assert untouched(file)


def test_add_bytes(screen, file):
    """
    Bytes that are no UTF-8 are a wrong answer like any other.
    """
    terminal = screen("add")
    terminal.type(b"Neu\xffstadt\n", "> $")
    terminal.type("\x03", "name: .* is not UTF-8\n> $")
    assert 130 == terminal.end()[0]
    assert untouched(file)


def test_add_is_refused(screen, file):
    """
    Where the registry has changed so that the answers don't fit any more they are kept in a file that is named.
    """
    terminal = screen("add")
    for answer in ("Neustadt\n", "\n", "Verein\n", "\n", "\n", "\n", "\n"):
        terminal.type(answer, "> (.*] )?$")
    terminal.type("n\n", r"Location: .*\] $")
    for answer in ("\n", "\n", "Eine Stadt.\n", "\n"):
        terminal.type(answer, "> $")
    for _ in range(5):
        terminal.type("n\n", r"\?.*\] $")
    taken = BASE + '\n[members.neustadt]\nname = "Andere"\n'
    file.write_text(taken, encoding="utf-8")
    terminal.type("n\n", r"Links: add one\?.*\] $")
    status, shown = terminal.end()
    (draft,) = (file.parent / "drafts").iterdir()
    assert (1, taken) == (status, file.read_text(encoding="utf-8"))
    assert "there is a member 'neustadt' already" in " ".join(shown.split())
    assert f"your answers are in {draft}" in " ".join(shown.split())
    assert {"name": "Neustadt", "kind": "Verein", "summary": "Eine Stadt."} == tomllib.loads(draft.read_text())[
        "members"
    ]["neustadt"]


def test_kind_declared_on_the_way(screen, file):
    """
    A kind that nobody has declared is asked about, and declared before the topics; those of the format are not.
    """
    terminal = screen("add")
    for answer in ("Jobcenter Kassel\n", "\n", "Jobcenter\n"):
        terminal.type(answer, "> (.*] )?$")
    terminal.type("y\n", r"There is no kind 'Jobcenter'. Declare it\? \[y/N\] $")
    terminal.type("Amt\n", r"What it is\n(.*\n)+  municipality, district, association, body\n> $")
    terminal.type("body\n", "WI104(.*\n)+> $")
    for answer in ("HE\n", "\n", "06611000\n", "\n"):
        terminal.type(answer, "> $")
    terminal.type("n\n", r"Location: .*\] $")
    for answer in ("\n", "\n", "Für Kassel zuständig.\n", "\n"):
        terminal.type(answer, "> $")
    for _ in range(6):
        terminal.type("n\n", r"\?.*\] $")
    status, shown = terminal.end()
    assert (0, "wi: added 'jobcenter-kassel' (members.toml)") == (status, shown.rstrip().split("\n")[-1])
    text = file.read_text(encoding="utf-8")
    assert '\n[kinds]\nJobcenter = "body"\n\n[topics]\n' in text
    assert (
        '[members.jobcenter-kassel]\nname = "Jobcenter Kassel"\nkind = "Jobcenter"\nstate = "HE"\nags = "06611000"\n'
        in text
    )
    assert 0 == subprocess.run([COMMAND, "validate"], cwd=file.parent, check=False).returncode


@pytest.mark.parametrize("columns", [40, 80])
def test_width(screen, columns):
    """
    No question is wider than the terminal.
    """
    terminal = screen("add", columns=columns)
    for answer in ("Neustadt\n", "\n", "Staat\n"):
        terminal.type(answer, "> (.*] )?$")
    terminal.type("n\n", r"Declare it\? \[y/N\] $")
    terminal.type("\x03", "WI104(.*\n)+> $")
    _, shown = terminal.end()
    assert [] == [line for line in shown.split("\n") if len(line) > columns]


# -- wi edit ---------------------------------------------------------------------------


@pytest.fixture(name="editor")
def _editor(file):
    """
    An editor that does something else each time; `text` is the draft's.
    """

    def programmed(*programs):
        count, script = file.with_name("count"), file.with_name("editor.py")
        script.write_text(
            "import os, pathlib, signal, sys\n"
            f"count = pathlib.Path({str(count)!r})\n"
            "n = len(count.read_text()) if count.exists() else 0\n"
            "count.write_text('x' * (n + 1))\n"
            "draft = pathlib.Path(sys.argv[1])\n"
            "text = draft.read_bytes().decode()\n"
            f"exec({list(programs)!r}[n])\n"
            "draft.write_bytes(text.encode())\n",
            encoding="utf-8",
        )
        return f"'{sys.executable}' '{script}'"

    return programmed


FAULTY, RIGHT = (
    """text = text.replace('"HE"', '"XX"')""",
    """text = text.replace('"XX"', '"HE"').replace('Cassel', 'Chassel')""",
)


def test_edit_again(screen, file, editor):
    """
    With faults the editor opens again with what was typed, until they are gone.
    """
    terminal = screen("edit", "kassel", EDITOR=editor(FAULTY, "pass", RIGHT))
    for _ in range(2):
        terminal.type("\n", "WI104(.*\n)+Enter opens the editor again, Ctrl-C ends: $")
    status, shown = terminal.end()
    assert (0, "wi: changed 'kassel' (members.toml)") == (status, shown.rstrip().split("\n")[-1])
    assert BASE.replace("Cassel", "Chassel") == file.read_text(encoding="utf-8")
    assert [] == list((file.parent / "drafts").iterdir())


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_edit_given_up(screen, file, editor, key):
    """
    Who gives up at that question finds what was typed in a file that is named.
    """
    terminal = screen("edit", "kassel", EDITOR=editor(FAULTY))
    terminal.type(key, "Ctrl-C ends: $")
    status, shown = terminal.end()
    (draft,) = (file.parent / "drafts").iterdir()
    assert (130, f"  wi edit kassel --from {draft}") == (status, shown.rstrip().split("\n")[-1])
    assert f"wi: stopped; what you wrote is in {draft}; to take it over:" in " ".join(shown.split())
    assert (BASE, True) == (file.read_text(encoding="utf-8"), '"XX"' in draft.read_text(encoding="utf-8"))


def test_ctrl_c_is_the_editors(screen, file, editor):
    """
    Ctrl-C while the editor runs is the editor's.
    """
    waits = "signal.signal(signal.SIGINT, lambda *_: os.write(1, b'mine\\n')); os.write(1, b'ready\\n'); signal.pause()"
    terminal = screen("edit", "kassel", EDITOR=editor(f"{waits}; {FAULTY}"))
    terminal.type("\x03", "ready\n")
    terminal.type("\x03", "Ctrl-C ends: $")
    status, shown = terminal.end()
    assert (130, True) == (status, "mine\n" in shown)
    assert BASE == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command", [["show", "kassel"], ["search", "a"], ["rule", "WI107"]], ids=lambda words: words[0]
)
def test_ctrl_c_is_the_pagers(screen, tmp_path, command):
    """
    Ctrl-C while the pager runs is the pager's: it ends a search in less, and `wi` goes on with it to its end.
    """
    script = tmp_path / "pager.py"
    script.write_text(
        "import os, signal, sys\n"
        "sys.stdin.buffer.read()\n"
        "signal.signal(signal.SIGINT, lambda *_: os.write(1, b'mine\\n'))\n"
        "os.write(1, b'ready\\n')\n"
        "signal.pause()\n"
        "os.write(1, b'paged\\n')\n",
        encoding="utf-8",
    )
    terminal = screen(*command, PAGER=f"'{sys.executable}' '{script}'", TERM="xterm", LINES="3")
    terminal.type("\x03", "ready\n")
    status, shown = terminal.end()
    assert (0, True) == (status, shown.endswith("mine\npaged\n"))


# -- wi remove ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "keys"), [(0, "y\n"), (0, "yes\n"), (1, "n\n"), (1, "\n"), (130, "\x03"), (130, "\x04")]
)
def test_remove(screen, file, status, keys):
    """
    Only a yes removes.
    """
    terminal = screen("remove", "kassel")
    terminal.type(keys, r"nobody else uses (.*\n)+Remove 'kassel'\? \[y/N\] $")
    got, shown = terminal.end()
    assert (status, None) == (got, re.search("Traceback", shown))
    assert ("kassel" in tomllib.loads(file.read_text(encoding="utf-8"))["members"]) == (status != 0)
    assert status == 0 or untouched(file)


@pytest.mark.parametrize(
    ("bound", "editor"), [("tab: complete", "GNU readline"), ("bind ^I rl_complete", "Importing this uses libedit")]
)
def test_tab_in_either_line_editor(monkeypatch, bound, editor):
    """
    TAB completes answers in GNU's line editor and in the other one, which has another language.
    """
    readline = pytest.importorskip("readline")
    asked = []
    monkeypatch.setattr(readline, "__doc__", editor)
    monkeypatch.setattr(readline, "parse_and_bind", asked.append)
    interview._complete(["x"], several=False)  # noqa: SLF001  # no terminal is needed for it
    assert [bound] == asked
