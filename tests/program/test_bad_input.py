"""
Registries that can't be read, or not wholly.
"""

import os
import threading
from pathlib import Path

import pytest

from samples import HALL, HALL_CARD, REGISTRIES, SMALL, registry
from wi_cli.finding import filters, search
from wi_cli.finding.index import Index
from wi_cli.finding.texts import AREAS
from wi_cli.showing import listing
from wi_cli.showing.columns import COLUMNS, per_contact
from wi_cli.showing.form import Form

UNBUILDABLE = """\
format = 1

[network]
name = "Netz"
summary = "Ein Satz."

[members.a]
name = "Astadt"
kind = "Verein"

[[members.a.figures]]
indicator = "population"
value = "viel"
sources = []
"""


def test_missing_file(wi):
    """
    A registry that isn't there is status 3, for every command that reads one.
    """
    for command in (["list"], ["topics"], ["network"], ["show", "hall"], ["contact", "hall"], ["search", "hall"]):
        assert (3, "", "wi: nope.toml: there is no such file\n") == wi(*command, registry=Path("nope.toml"))


@pytest.mark.parametrize(
    "command",
    ["search {}", "show {}", "contact {}", "edit {} --set a=b", "list --sort {}", "list --format {}", "{}", "rule {}"],
)
def test_long_argument(wi, command):
    """
    A message doesn't repeat at length what somebody pasted.
    """
    status, out, err = wi(*command.format(f"{'x' * 30_000}-{'y' * 30_000}").split(), registry=SMALL)
    assert (True, "") == (status in (1, 2), out)
    assert err.startswith("wi: ")
    assert len(err) < 3_000


def test_directory(wi, tmp_path):
    """
    A directory is no registry.
    """
    assert (3, "", f"wi: {tmp_path}: is a directory; name the file in it\n") == wi("list", registry=tmp_path)


def test_unreadable_file(wi, monkeypatch, tmp_path):
    """
    A registry that may not be read is status 3.
    """

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    path = tmp_path / "x.toml"
    assert (3, "", f"wi: {path}: may not be read; look at its permissions\n") == wi("list", registry=path)


@pytest.mark.parametrize(
    ("message", "registry"),
    [
        (":2:8: ", "format = 1\nname = Kassel\n"),
        (
            ":1:12: byte 0xf6 is not UTF-8; it looks like an ANSI or Latin-1 file with 'ö' here",
            b'name = "ABK\xf6ln"',
        ),
        (": is in format 2; this wi reads format = 1", "format = 2\n[members]\n"),
        (": does not say its format; this wi reads format = 1", "[members]\n"),
        (": has no table of members; run wi validate", "format = 1\nmembers = 5\n"),
        (": does not say its format; this wi reads format = 1", ""),
    ],
)
def test_unusable_file(wi, tmp_path, message, registry):
    """
    A file that is no registry is status 3 and one line that names file, line and column, and what to do.
    """
    status, out, err = wi("list", registry=registry)
    assert (3, "", 1) == (status, out, err.count("\n"))
    assert err.startswith(f"wi: {tmp_path / 'members.toml'}{message}")


@pytest.mark.parametrize("command", [["list"], ["show", "kassel"], ["search", "kassel"], ["contact", "kassel"]])
def test_byte_order_mark(wi, tmp_path, command):
    """
    A byte order mark, as Notepad may set it, changes nothing for readers.
    """
    plain, marked = tmp_path / "plain.toml", tmp_path / "marked.toml"
    plain.write_bytes((REGISTRIES / "base.toml").read_bytes())
    marked.write_bytes(b"\xef\xbb\xbf" + plain.read_bytes())
    expected = wi(*command, registry=plain)
    assert (0, "") == expected[::2]
    assert expected == wi(*command, registry=marked)


@pytest.mark.parametrize("name", COLUMNS)
def test_each_column(wi, name):
    """
    A list shows all that the registry has of each column.
    """
    text = SMALL.replace('title = "Dr."\n', 'title = "Dr."\nsuffix = "M.A."\n')
    whole = registry(text)
    members = filters.ordered(whole.members.values(), "name")
    rows = per_contact(members) if COLUMNS[name].of_contact else members
    expected = listing.members(rows, whole, [COLUMNS[name]]).text(Form("tsv"))
    assert expected.strip()
    assert (0, expected, "") == wi("list", "--columns", name, registry=text)


@pytest.mark.parametrize("key", filters.SORTS)
def test_each_order(wi, key):
    """
    A list is in the same order whatever it shows.
    """
    members = filters.ordered(registry().members.values(), key)
    assert (0, "".join(f"{entry.id}\n" for entry in members), "") == wi("list", "--sort", key, "-fids")


@pytest.mark.parametrize("area", AREAS)
def test_each_area(wi, area):
    """
    A search in one area finds what stands there.
    """
    texts = Index(registry(), AREAS[area]).texts
    for word in {text.split()[0] for text in texts}:
        hits = search.search(registry(), [word], [area]).hits
        ids = [hit.member.id for hit in hits if not hit.is_network]
        assert (0, "".join(f"{key}\n" for key in ids), "") == wi("search", word, "--in", area, "-fids")


def test_left_out_member(wi):
    """
    A member that can't be built is left out and named with its line; the others are shown.
    """
    broken = SMALL.replace('name = "Köllnitz"', "name = 5")
    line = broken.split("\n").index("name = 5") + 1
    notice = f"wi: left out 'koellnitz' (members.toml:{line}): name is not text; run wi validate\n"
    assert (0, "bad-hall\nhall\nlandkreis-hoexburg\n", notice) == wi("list", "-fids", registry=broken)
    assert (0, HALL_CARD, notice) == wi("contact", "hall", registry=broken)
    asked = notice + "wi: 'koellnitz' can't be shown: name is not text; run wi validate\n"
    for command in (["show", "koellnitz"], ["show", "Köllnitz", "--json"], ["contact", "hall", "koellnitz"]):
        assert (3, "", asked) == wi(*command, registry=broken)


def test_left_out_parts(wi):
    """
    A figure or contact that can't be built costs only itself, and is named whatever was asked for.
    """
    broken = SMALL.replace("value = 31404", "value = []").replace('office = "Rathaus"', "office = 1")
    lines = [broken.split("\n").index(text) + 1 for text in ("office = 1", "value = []")]
    notices = (
        f"wi: left out contacts 1 of 'hall' (members.toml:{lines[0]}): office is not text; "
        "run wi validate\n"
        f"wi: left out figures 1 of 'hall' (members.toml:{lines[1]}): value is not a number; "
        "run wi validate\n"
    )
    status, out, err = wi("show", "hall", registry=broken)
    assert (0, HALL.partition("\nZahlen")[0], notices) == (status, out, err)
    for command in ("list", "list -fids", "search hall", "contact hall", "show koellnitz", "topics"):
        assert (0, notices) == wi(*command.split(), registry=broken)[::2]


@pytest.mark.skipif(os.name != "posix", reason="a named pipe")
def test_left_out_of_a_pipe(tmp_path, process):
    """
    A registry may come through a pipe: it is read once, and what is left out is named with its line.
    """
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(UNBUILDABLE,), daemon=True)
    writer.start()
    status, out, err = process("show", "a", "--registry", str(pipe))
    writer.join(timeout=10)
    assert (0, "Astadt", "wi: left out figures 1 of 'a' (pipe:13): value is not a number; run wi validate\n") == (
        status,
        out.splitlines()[0],
        err,
    )
