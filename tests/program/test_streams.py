"""
The streams of real processes: pipes, terminals, locales, and what the environment asks for.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from codes import modules
from conftest import COMMAND
from samples import REAL, RICH, SMALL
from wi_cli.cli import terminal

ESCAPE = re.compile(r"\x1b")
OTHER = 'format = 1\n[members.b]\nname = "B"\nkind = "Stadt"\n'


# -- pipes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "arguments"),
    [
        ("bad-hall\tBad Hall\tkreisangehörige Stadt\tBY\t09999001\t\t2011\t\t", ["list"]),
        ("uebergang\tÜbergang Schule–Beruf\t3\t1", ["topics"]),
        ("koellnitz\tKöllnitz\tname\t100\tname\tKöllnitz\t", ["search", "Köllnitz"]),
        ("Köllnitz", ["show", "koellnitz"]),
        ("Köllnitz", ["contact", "koellnitz"]),
        ("Netz der Übergänge", ["network"]),
    ],
)
def test_piped(process, first, arguments):
    """
    Piped output has no box, no escape code, and is the same whatever the terminal would be.
    """
    status, out, err = process(*arguments)
    assert (0, first, "") == (status, out.split("\n")[0], err)
    assert not set("\x1b\r│╭─━") & set(out)
    assert (0, out, "") == process(*arguments, COLUMNS="20", TERM="dumb", LC_ALL="C", FORCE_COLOR="1")


def test_module(process):
    """
    `python -m wi_cli` is the same command.
    """
    assert process("list") == process("-m", "wi_cli", "list", command=(sys.executable,))


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["show", "koellnitz"],
        ["contact", "hall", "--vcard"],
        ["--help"],
    ],
)
def test_closed_pipe(tmp_path, arguments):
    """
    A reader that is gone is no failure: no word, status 0.
    """
    (tmp_path / "members.toml").write_text(SMALL, encoding="utf-8")
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run([COMMAND, *arguments], stdout=theirs, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(theirs)
    assert (0, b"") == (done.returncode, done.stderr)


def test_head(tmp_path):
    """
    `wi list | head -1` gives one line and nothing else, also of more than a pipe holds.
    """
    members = (f'[members.a{n}]\nname = "A{n}"\nkind = "Stadt"\nsummary = "{"x" * 1000}"\n' for n in range(200))
    (tmp_path / "members.toml").write_text("format = 1\n" + "".join(members), encoding="utf-8")
    line = f"set -o pipefail; '{COMMAND}' list --json | head -1"
    done = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (0, b"{\n", b"") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has /dev/full")  # noqa: PTH110
def test_full_disk(tmp_path):
    """
    What can't be written is said in one line, status 1.
    """
    (tmp_path / "members.toml").write_text(SMALL, encoding="utf-8")
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        done = subprocess.run([COMMAND, "list"], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert (1, b"wi: can't write: No space left on device\n") == (done.returncode, done.stderr)


def test_no_stdout(tmp_path):
    """
    A stdout that was closed beforehand is no reason for a traceback.
    """
    (tmp_path / "members.toml").write_text(SMALL, encoding="utf-8")
    done = subprocess.run(f"'{COMMAND}' list >&-", shell=True, capture_output=True, check=False, timeout=60)
    assert b"Traceback" not in done.stderr


def test_no_stderr():
    """
    Where stderr was closed beforehand the status still says what happened.
    """
    done = subprocess.run(f"'{COMMAND}' list --registry nope.toml 2>&-", shell=True, check=False, timeout=60)
    assert 3 == done.returncode


def test_working_directory_is_gone(tmp_path):
    """
    In a directory that was deleted the packaged registry is shown.
    """
    line = f"mkdir gone && cd gone && rmdir ../gone && '{COMMAND}'"
    gone, there = (
        subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, check=False, timeout=60)
        for command in (f"{line} list", f"'{COMMAND}' list --registry '{REAL}'")
    )
    assert (0, there.stdout, b"") == (gone.returncode, gone.stdout, gone.stderr)


# -- locale, colour, width -------------------------------------------------------


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}])
def test_locale(process, locale):
    """
    stdout is UTF-8 whatever the locale says; stderr at least never fails.
    """
    assert process("show", "koellnitz") == process("show", "koellnitz", **locale)
    status, out, err = process("show", "Köllnitzz", **locale)
    assert (0, "Köllnitz") == (status, out.split("\n")[0])
    assert re.match(r"wi: showing K.*llnitz for 'K", err)


def test_line_ends(process):
    """
    csv and vCard have CRLF, everything else LF.
    """
    texts = {form: process("list", "--format", form, COLUMNS="80")[1] for form in ("csv", "tsv", "table")}
    assert {"csv": (5, 5), "tsv": (0, 4), "table": (0, 10)} == {
        form: (text.count("\r\n"), text.count("\n")) for form, text in texts.items()
    }


@pytest.mark.parametrize("form", ["tsv", "csv", "json", "markdown", "ids"])
def test_force_colour_is_for_tables(process, form):
    """
    FORCE_COLOR colours what is drawn, nothing else.
    """
    assert process("list", "--format", form) == process("list", "--format", form, FORCE_COLOR="1")


@pytest.mark.parametrize("arguments", [["list"], ["show", "koellnitz"]])
@pytest.mark.parametrize(
    ("coloured", "variables"),
    [
        (False, {}),
        (True, {"FORCE_COLOR": "1"}),
        (False, {"FORCE_COLOR": ""}),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}),
        (True, {"FORCE_COLOR": "1", "NO_COLOR": ""}),
        (False, {"FORCE_COLOR": "1", "TERM": "dumb"}),
    ],
    ids=str,
)
def test_colour(process, arguments, coloured, variables):
    """
    Piped tables have escape codes only with FORCE_COLOR; NO_COLOR and a dumb terminal leave none at all.
    """
    status, out, err = process(*arguments, "--format", "table", COLUMNS="80", **variables)
    assert (0, coloured, "") == (status, bool(ESCAPE.search(out)), err)


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("arguments", [["list"], ["show", "kassel"], ["search", "schule"]])
def test_width(process, arguments, columns):
    """
    COLUMNS is the width of what is drawn: no line is longer.
    """
    status, out, err = process(*arguments, "--format", "table", WI_REGISTRY=str(RICH), COLUMNS=str(columns))
    assert (0, "") == (status, err)
    assert [] == [line for line in out.split("\n") if cell_len(line) > columns]


def test_narrowest(process):
    """
    Below 20 columns nothing gets narrower, and nothing breaks.
    """
    assert process("list", "--format", "table", COLUMNS="20") == process("list", "--format", "table", COLUMNS="1")


# -- a terminal ------------------------------------------------------------------


def test_terminal(screen):
    """
    On a terminal there is a table in colour with its footer.
    """
    status, shown = screen("list")
    assert (0, True) == (status, "\x1b[" in shown)
    assert "3 Mitglieder und 1 ehemaliges\nNdÜ · " in shown


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
@pytest.mark.parametrize(
    "arguments", [["list"], ["show", "koellnitz", "--no-pager"], ["contact", "hall"], ["search", "hall"], ["--help"]]
)
def test_terminal_without_colour(screen, arguments, variables):
    """
    NO_COLOR and a dumb terminal get the same without one escape code.
    """
    status, shown = screen(*arguments, **variables)
    assert (0, None) == (status, ESCAPE.search(shown))
    assert set("─═") & set(shown) or arguments in (["search", "hall"], ["--help"])


def test_error_on_a_narrow_terminal(screen):
    """
    What went wrong goes on below at a word.
    """
    status, shown = screen("list", "--topic", "xyz", COLUMNS="40")
    assert 2 == status
    assert shown.split() == screen("list", "--topic", "xyz", COLUMNS="400")[1].split()
    assert max(map(len, shown.splitlines())) <= 40
    assert 1 < shown.count("\n")


def test_rule_on_a_narrow_terminal(screen):
    """
    What a rule says is as wide as the terminal, and no wider than is read with ease; its examples stay as they are.
    """
    for columns, widest in ((50, 50), (200, 80)):
        status, shown = screen("rule", "WI203", "--no-pager", COLUMNS=str(columns))
        said = [line for line in shown.splitlines() if not line.startswith("    ")]
        assert (0, True) == (status, widest - 12 < max(map(len, said)) <= widest)


def test_pager(screen):
    """
    A portrait longer than the screen goes through the pager, unless --no-pager says otherwise.
    """
    pager = "sed s/Köllnitz/paged/"
    assert [True, False, False] == [
        "paged" in screen("show", "koellnitz", PAGER=pager)[1],
        "paged" in screen("show", "koellnitz", "--no-pager", PAGER=pager)[1],
        "paged" in screen("show", "koellnitz", PAGER=pager, LINES="500")[1],
    ]


def test_pager_for_one_line_more(screen):
    """
    What fits the screen, with a line for the next prompt, is not paged; with a line less it is.
    """
    pager = "sed s/Köllnitz/paged/"
    lines = screen("show", "koellnitz", "--no-pager")[1].count("\n")
    assert [False, True] == [
        "paged" in screen("show", "koellnitz", PAGER=pager, LINES=str(height))[1] for height in (lines + 1, lines)
    ]


def test_pager_for_contacts(screen):
    """
    A long list of contacts goes through the pager as well.
    """
    pager = "sed s/Köllnitz/paged/"
    assert (True, False, False) == (
        "paged" in screen("contact", "--all", PAGER=pager, LINES="10")[1],
        "paged" in screen("contact", "--all", "--no-pager", PAGER=pager, LINES="10")[1],
        "paged" in screen("contact", "--all", PAGER=pager, LINES="100")[1],
    )


@pytest.mark.parametrize(
    ("look", "light_ink"),
    [({}, False), ({"NO_COLOR": "1"}, True), ({"NO_COLOR": "1", "COLORFGBG": "0;default;15"}, False)],
)
def test_code_on_a_terminal(screen, look, light_ink):
    """
    A code is black on white where colours are welcome; where not, light letters on a dark ground are its light
    modules, unless the terminal says that it is light.
    """
    status, shown = screen("contact", "gross@koellnitz.example.org", "--qr", LINES="100", **look)
    in_a_file = screen("contact", "gross@koellnitz.example.org", "--qr", "-o", "code.txt")
    assert (0, 0, bool(look)) == (status, in_a_file[0], "\x1b" not in shown)
    written = modules(Path("code.txt").read_text(encoding="utf-8"))
    assert written[:-1] == modules(shown, light_ink=light_ink)[:-1]


@pytest.mark.parametrize(
    ("status", "message", "size"),
    [
        (2, "wi: the code needs 69 columns, and the terminal has 68; make the window larger", {"COLUMNS": "68"}),
        (0, "wi: the code needs 36 lines, and the terminal has 35; make the window larger", {"LINES": "35"}),
        (0, None, {"COLUMNS": "69", "LINES": "36"}),
    ],
)
def test_room_for_a_code(screen, status, message, size):
    """
    A code that a terminal would break is refused, one that is higher than it is shown; both with what to do, which
    stands below the code, where it is seen.
    """
    ended, shown = screen("contact", "gross@koellnitz.example.org", "--qr", **{"LINES": "100", "NO_COLOR": "1"} | size)
    assert (status, 0 == status) == (ended, "▀" in shown)
    below = " ".join(shown.rpartition("wi: ")[1:])
    assert " ".join(below.split()).startswith(message) if message else "wi:" not in shown


def test_pager_for_hits(screen):
    """
    A long list of hits goes through the pager too, unless --no-pager says otherwise.
    """
    assert [True, False] == [
        "paged" in screen("search", "koellnitz", *option, PAGER="sed s/Treffer/paged/", LINES="3")[1]
        for option in ([], ["--no-pager"])
    ]


URL = "https://example.org/portrait"


@pytest.mark.parametrize(
    ("linked", "variables"),
    [
        (False, {}),
        (False, {"TERM_PROGRAM": "Apple_Terminal"}),
        (True, {"TERM_PROGRAM": "iTerm.app"}),
        (True, {"TERM": "xterm-kitty"}),
        (True, {"WT_SESSION": "d0f4"}),
        (True, {"VTE_VERSION": "7200"}),
        (False, {"VTE_VERSION": "5000"}),
        (False, {"VTE_VERSION": "7200", "TMUX": "/tmp/tmux-0/default,1,0"}),
        (False, {"WT_SESSION": "d0f4", "TERM": "screen-256color"}),
        (True, {"FORCE_HYPERLINK": "1"}),
        (False, {"FORCE_HYPERLINK": "0", "WT_SESSION": "d0f4"}),
        (False, {"FORCE_HYPERLINK": "1", "NO_COLOR": "1"}),
        (False, {"TERM": "dumb", "WT_SESSION": "d0f4"}),
    ],
    ids=str,
)
@pytest.mark.parametrize("arguments", [["show", "koellnitz", "--no-pager"], ["compare", "koellnitz", "hall"]], ids=str)
def test_links_on_a_terminal(screen, arguments, linked, variables):
    """
    Where a terminal is known to follow links a source's address stands behind its title; elsewhere it is
    written out below.
    """
    shown = screen(*arguments, **variables)[1]
    text = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert (linked, not linked) == (f";{URL}\x1b\\" in shown, f"\n    {URL}\n" in text)
    assert linked == ("\x1b]8;" in shown)


@pytest.mark.parametrize(("columns", "expected"), [("140", 1), ("116", 1), ("115", 1), ("110", 1), ("109", 0)])
def test_address_stays_whole(screen, columns, expected):
    """
    However wide text is set, an address stands in one line where the window has room for it.
    """
    address = "https://www.example.org/" + "a" * 86
    text = SMALL.replace("https://example.org/portrait", address)
    Path("members.toml").write_text(text, encoding="utf-8")
    shown = screen("show", "koellnitz", "--only", "figures,sources", NO_COLOR="1", COLUMNS=columns)[1]
    assert expected == sum(line.strip() == address for line in shown.splitlines())
    assert address in shown.replace("\n", "")
    assert [] == [line for line in shown.splitlines() if len(line) > int(columns)]


# -- which registry --------------------------------------------------------------


def test_nearest_registry(process, tmp_path):
    """
    The nearest registry upwards counts, WI_REGISTRY more, --registry most; empty means unset.
    """
    deep = tmp_path / "a" / "data"
    (deep / "b").mkdir(parents=True)
    (deep / "members.toml").write_text(OTHER, encoding="utf-8")
    outer = tmp_path / "members.toml"
    small, other = "bad-hall\nhall\nkoellnitz\nlandkreis-hoexburg\n", "b\n"
    ids = ("list", "--format", "ids")
    assert [
        (0, small, ""),
        (0, other, ""),
        (0, other, ""),
        (0, other, ""),
        (0, small, ""),
        (0, small, ""),
        (0, small, ""),
    ] == [
        process(*ids),
        process(*ids, cwd=tmp_path / "a"),
        process(*ids, cwd=deep / "b"),
        process(*ids, cwd=deep / "b", WI_REGISTRY=""),
        process(*ids, cwd=deep / "b", WI_REGISTRY=str(outer)),
        process("--registry", str(outer), *ids, cwd=deep / "b", WI_REGISTRY="nope.toml"),
        process(*ids, "--registry", str(outer), cwd=deep / "b", WI_REGISTRY="nope.toml"),
    ]


def test_json_is_utf8(process):
    """
    JSON is UTF-8 with umlauts as they are.
    """
    _, out, _ = process("show", "koellnitz", "--json", LC_ALL="C")
    assert "Köllnitz" in out
    assert "Köllnitz" == json.loads(out)["members"][0]["name"]


def test_streams_that_are_no_files(monkeypatch):
    """
    Where stdout is somebody's object it is left as it is.
    """

    class Stream:
        pass

    monkeypatch.setattr("sys.stdout", stream := Stream())
    terminal.prepare()
    assert {} == vars(stream)


INTERRUPTED_AT_START = """
import sys
class Finder:
    def find_spec(self, name, *_):
        if name == "typer":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Finder())
from wi_cli.__main__ import run
run()
"""


def test_interrupted_at_start(process):
    """
    Ctrl-C before the command has begun ends it like any other: status 130, no traceback.
    """
    assert (130, "", "") == process("-c", INTERRUPTED_AT_START, command=(sys.executable,))
