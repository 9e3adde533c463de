"""
The commands that change a registry: status, stdout, stderr, and the bytes of the file.
"""

import io
import json
import os
import sys
import tomllib
from pathlib import Path

import pytest

import texts
from samples import REGISTRIES, RICH
from wi_cli.changing import review
from wi_cli.cli import edit
from wi_cli.registry import find, owners, replace, store

BASE = (REGISTRIES / "base.toml").read_text(encoding="utf-8")
NEW = 'id = "neustadt"\nname = "Neustadt"\nkind = "Gemeinde"\nstate = "SN"\nsummary = "Erfunden."\n'
NAME = "official name, such as Halle (Saale) or Landkreis Göttingen"
ONE = "nothing was changed: the registry would have a problem"
LIKE_NEW = '[members.neustadt]\nname = "Neustadt"\nkind = "Gemeinde"\nstate = "SN"\nsummary = "Erfunden."\n'


@pytest.fixture(name="file")
def _file(tmp_path, monkeypatch):
    """
    A registry; drafts go to a folder of their own.
    """
    path = tmp_path / "members.toml"
    path.write_text(BASE, encoding="utf-8", newline="")
    (tmp_path / "drafts").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "drafts"))
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(edit, "MOMENT", 0)  # the editors of these tests are quick
    return path


@pytest.fixture(name="drafts")
def _drafts(file):
    """
    The drafts that are left.
    """
    return lambda: list((file.parent / "drafts").iterdir())


@pytest.fixture(name="editor")
def _editor(file, monkeypatch):
    """
    An editor that does with the draft (`text`, then written back) what some lines of Python say, one
    program for each time it is opened; what is more is said by a failing run.
    """

    def programmed(*programs):
        count = file.with_name("count")
        script = file.with_name("editor.py")
        script.write_text(
            "import pathlib, sys\n"
            f"count = pathlib.Path({str(count)!r})\n"
            "n = len(count.read_text()) if count.exists() else 0\n"
            "count.write_text('x' * (n + 1))\n"
            "draft = pathlib.Path(sys.argv[1])\n"
            "text = draft.read_bytes().decode()\n"
            f"exec({list(programs)!r}[n])\n"
            "draft.write_bytes(text if isinstance(text, bytes) else text.encode())\n",
            encoding="utf-8",
        )
        monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')

    return programmed


def names(folder):
    return sorted(path.name for path in folder.iterdir() if path.name not in ("drafts", "editor.py", "count"))


# -- wi new -------------------------------------------------------------------------


@pytest.mark.parametrize("options", [[], ["--from-packaged"]])
def test_new(wi, tmp_path, monkeypatch, options):
    """
    A new registry is valid and has its schema beside it; it can be added to at once.
    """
    monkeypatch.setattr(find, "packaged", lambda: RICH)
    path = tmp_path / "members.toml"
    following = "wi edit NAME" if options else "wi add"
    assert (0, "", f"wi: made members.toml, with members.schema.json beside it; next: {following}\n") == wi(
        "new", "members.toml", *options, registry=None
    )
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#:schema members.schema.json\n")
    assert text.count("#:schema") == 1
    assert store.schema() == (tmp_path / "members.schema.json").read_text(encoding="utf-8")
    assert ["members.schema.json", "members.toml"] == names(tmp_path)
    if options:
        packaged = RICH.read_text(encoding="utf-8")
        assert packaged.split("\n")[1:] == text.split("\n")[1:]
    assert 0 == wi("validate", registry=None)[0]
    (tmp_path / "new.toml").write_text(NEW)
    assert (0, "", "wi: added 'neustadt' (members.toml)\n") == wi("add", "--from", "new.toml", registry=None)
    assert 0 == wi("validate", registry=None)[0]


def test_new_elsewhere(wi, tmp_path):
    """
    The next command that is proposed works on the new file, wherever that is.
    """
    assert (
        0,
        "",
        'wi: made a b.toml, with members.schema.json beside it; next: wi add --registry "a b.toml"\n',
    ) == wi("new", "a b.toml", registry=None)
    assert ["a b.toml", "members.schema.json"] == names(tmp_path)


def test_new_refused(wi, file, tmp_path):
    """
    Nothing is ever overwritten, and nothing is written in vain.
    """
    assert (3, "", "wi: members.toml: is there already; name another file, or move this one away\n") == wi(
        "new", "members.toml", registry=None
    )
    assert (3, "", "wi: x/new.toml: there is no such folder; make it first\n") == wi("new", "x/new.toml", registry=None)
    assert (BASE, ["members.toml"]) == (file.read_text(encoding="utf-8"), names(tmp_path))
    (tmp_path / "members.schema.json").write_text("{}")
    assert (3, "", "wi: members.schema.json: is another file; move it away first\n") == wi(
        "new", "new.toml", registry=None
    )
    assert ["members.schema.json", "members.toml"] == names(tmp_path)


# -- wi add --from ------------------------------------------------------------------


@pytest.mark.parametrize("way", ["toml", "json", "-", "show"])
def test_add(wi, file, monkeypatch, way):
    """
    A member comes from TOML, JSON, standard input or another registry's answer, into its place.
    """
    source = file.with_name("new.toml")
    fields = tomllib.loads(NEW)
    source.write_text(
        NEW if way in ("toml", "-") else json.dumps(fields if way == "json" else {"version": 1, "members": [fields]})
    )
    if way == "-":
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(source.read_bytes())))
    expected = BASE.replace("[members.weinheim]", f"{LIKE_NEW}\n[members.weinheim]", 1)
    status, out, err = wi("add", "--diff", "--from", "-" if way == "-" else str(source), registry=file)
    assert (0, "") == (status, err)
    assert [f"+{line}" for line in ("", *LIKE_NEW.rstrip().split("\n"))] == sorted(
        (line for line in out.split("\n")[2:] if line.startswith("+")), key=lambda line: line != "+"
    )
    assert BASE == file.read_text(encoding="utf-8")
    if way == "-":
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(source.read_bytes())))
    assert (0, "", "wi: added 'neustadt' (members.toml)\n") == wi(
        "add", "--from", "-" if way == "-" else str(source), registry=file
    )
    assert expected == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("status", "err", "content"),
    [
        (2, "wi: new.toml: the member has no id; such as id = 'neustadt'\n", NEW.split("\n", 1)[1]),
        (
            2,
            "wi: there is a member 'kassel' already; to change it: wi edit kassel\n",
            NEW.replace("neustadt", "kassel"),
        ),
        (
            1,
            (
                "wi: nothing was changed: the registry would have 2 problems\n"
                "  neustadt.state: WI104 state 'XX' is no code; one of BW, BY, BE, BB, HB, HH, HE, MV, NI, NW, RP, SL, "
                "SN, ST, SH, TH\n"
                "  neustadt.websit: WI101 unknown key 'websit'; did you mean 'website'?\n"
            ),
            NEW.replace("SN", "XX") + 'websit = "https://example.org"\n',
        ),
        (2, "wi: new.toml:1:1: ", "= 1"),
    ],
)
def test_add_refused(wi, file, status, err, content):
    """
    What can't be added is refused with all reasons, and nothing is changed.
    """
    file.with_name("new.toml").write_text(content)
    got = wi("add", "--from", "new.toml", registry=file)
    assert (status, "") == got[:2]
    assert got[2].startswith(err)
    assert (BASE, ["members.toml", "new.toml"]) == (file.read_text(encoding="utf-8"), names(file.parent))


@pytest.mark.parametrize("command", [["add"], ["remove", "kassel"]])
def test_nobody_to_ask(wi, file, monkeypatch, command):
    """
    Without a terminal nothing is asked: what to do instead is said.
    """
    with open(os.devnull) as nothing:  # noqa: PTH123
        monkeypatch.setattr("sys.stdin", nothing)
        status, out, err = wi(*command, registry=file)
    hint = {"add": "--from FILE, or --from - for standard input", "remove": "add --yes"}[command[0]]
    assert (
        2,
        "",
        f"wi: {command[0]} asks{' first' * (command[0] == 'remove')}, and nobody is there to answer; {hint}\n",
    ) == (status, out, err)
    assert BASE == file.read_text(encoding="utf-8")


# -- wi edit --set --------------------------------------------------------------------


def test_set(wi, file):
    """
    Several values are set and taken out at once; --diff shows that without doing it.
    """
    command = [
        "edit",
        "kassel",
        "--set",
        "contacts.0.phone=+49 30 23125 000",
        "--set",
        "membership.until=2024",
        "--unset",
        "website",
    ]
    expected = (
        BASE.replace('"+49 561 787-0"', '"+49 30 23125 000"', 1)
        .replace('seen = ["2014"]\n', 'until = "2024"\nseen = ["2014"]\n', 1)
        .replace('website = "https://www.kassel.de"\n', "", 1)
    )
    status, out, err = wi(*command, "--diff", registry=file)
    still = "still names kassel-portrait as its source; --source names another\n"
    said = f"wi: contacts.0 {still}wi: membership {still}"
    assert (0, BASE, said) == (status, file.read_text(encoding="utf-8"), err)
    assert [
        '-website = "https://www.kassel.de"',
        '+until = "2024"',
        '-phone = "+49 561 787-0"',
        '+phone = "+49 30 23125 000"',
    ] == [line for line in out.split("\n")[2:] if line[:1] in ("+", "-")]
    assert (0, "", f"{said}wi: changed 'kassel' (members.toml)\n") == wi(*command, registry=file)
    assert expected == file.read_text(encoding="utf-8")
    assert (0, "", "wi: 'kassel' is so already (members.toml)\n") == wi(*command[:4], registry=file)
    assert expected == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["Kassel", "KASSEL", "06611000", "Cassel"])
def test_exact_names(wi, file, name):
    """
    A member is named in any exact way.
    """
    assert (0, "", "wi: changed 'kassel' (members.toml)\n") == wi("edit", name, "--set", "district=x", registry=file)


@pytest.mark.parametrize(
    ("status", "err", "arguments"),
    [
        (1, "no member called 'kasel'; did you mean kassel?", ["edit", "kasel", "--set", "name=x"]),
        (1, "no member called 'kasel'; did you mean kassel?", ["edit", "kasel"]),
        (1, "no member called 'kasel'; did you mean kassel?", ["remove", "kasel", "--yes"]),
        (2, "--set name: no value; write FIELD=VALUE; --unset takes a field out", ["edit", "kassel", "--set", "name"]),
        (2, "websit: no field 'websit'; did you mean 'website'?", ["edit", "kassel", "--set", "websit=x"]),
        (
            2,
            "figures.0.value: 'x' is no number; digits, with a point before decimals: 10.2",
            ["edit", "kassel", "--set", "figures.0.value=x"],
        ),
        (
            2,
            "contacts.7.phone: contacts end with 0; contacts.1 is the next",
            ["edit", "kassel", "--set", "contacts.7.phone=x"],
        ),
        (1, "'kassel' has no district", ["edit", "kassel", "--unset", "district"]),
        (
            2,
            "membership is no single value; set its fields: membership.FIELD=VALUE",
            ["edit", "kassel", "--set", "membership={}"],
        ),
        (
            2,
            "contacts.0 is no single value; set its fields: contacts.0.FIELD=VALUE",
            ["edit", "kassel", "--set", "contacts.0={}"],
        ),
        (
            2,
            "contacts.1 is no single value; set its fields: contacts.1.FIELD=VALUE",
            ["edit", "kassel", "--set", "contacts.1=5"],
        ),
        (
            1,
            f"{ONE}\n  kassel.ags: WI111 malformed AGS 'x'; 8 digits for a municipality, 5 for a district",
            ["edit", "kassel", "--set", "ags=x"],
        ),
        (
            1,
            f"{ONE}\n  kassel: WI102 name is missing; add it: {NAME}",
            ["edit", "kassel", "--unset", "name"],
        ),
        (2, "name: '\\udcff' is not UTF-8", ["edit", "kassel", "--set", "name=\udcff"]),
        (3, "nope.toml: there is no such file", ["edit", "kassel", "--registry", "nope.toml"]),
        (3, "no/nope.toml: there is no such folder; make it first", ["remove", "kassel", "--registry", "no/nope.toml"]),
    ],
)
def test_refused(wi, file, status, err, arguments):
    """
    What can't be done is refused with the reason and what to do, and nothing is changed.
    """
    assert (status, "", f"wi: {err}\n") == wi(*arguments, registry=file)
    assert (BASE, ["members.toml"]) == (file.read_text(encoding="utf-8"), names(file.parent))


UNDONE = "--unset {} would undo --set"
FIRST = "one after the other: first wi edit kassel --unset {}, then --set"


@pytest.mark.parametrize(
    ("err", "values", "unset"),
    [
        (
            f"{UNDONE} website; --set alone replaces what is there, --unset alone takes it out".format("website"),
            ["website=https://www.example.org"],
            "Website",
        ),
        (f"{UNDONE} contacts.0.phone; {FIRST}".format(*["contacts.0"] * 2), ["contacts.0.phone=x"], "name,contacts.0"),
        (f"{UNDONE} contacts.1.office; {FIRST}".format(*["contacts"] * 2), ["contacts.1.office=Rathaus"], "contacts"),
        (
            f"{UNDONE} topics; leave out of topics what is not to stay there".format("topics.0"),
            ["topics=inklusion,integration"],
            "topics.0",
        ),
        ("--set website: is set before; set it once, a list as a,b", ["website=x", "Website=y"], None),
        ("--set aliases: is set before; set it once, a list as a,b", ["aliases.1=x", "aliases=y"], None),
    ],
)
def test_contradictions(wi, file, err, values, unset):
    """
    Nothing that is to be set gets lost to what else is asked in the same command: that is refused with what to do.
    """
    options = [part for value in values for part in ("--set", value)] + (["--unset", unset] if unset else [])
    assert (2, "", f"wi: {err}\n") == wi("edit", "kassel", *options, registry=file)
    assert BASE == file.read_text(encoding="utf-8")


def test_beside(wi, file):
    """
    What is set beside what is taken out stays, under the number that it has before; so are several taken out.
    """
    assert 0 == wi("edit", "kassel", "--set", "aliases=a,b,c,d", registry=file)[0]
    options = ["--set", "aliases.2=x", "--unset", "aliases.0", "--unset", "aliases.1,aliases.1"]
    assert (0, "", "wi: changed 'kassel' (members.toml)\n") == wi("edit", "kassel", *options, registry=file)
    assert ["x", "d"] == tomllib.loads(file.read_text(encoding="utf-8"))["members"]["kassel"]["aliases"]
    assert 0 == wi("edit", "kassel", "--unset", "contacts.0,contacts", registry=file)[0]
    assert "contacts" not in tomllib.loads(file.read_text(encoding="utf-8"))["members"]["kassel"]


@pytest.mark.parametrize(
    "command", [["edit", "Doppelt", "--set", "name=x"], ["edit", "Doppelt"], ["remove", "Doppelt", "--yes"]]
)
def test_ambiguous(wi, file, command):
    """
    A name that several members have is refused with the commands to type.
    """
    text = BASE.replace('"Cassel"', '"Doppelt"').replace(
        '[members.weinheim]\nname = "Weinheim"\n', '[members.weinheim]\nname = "Weinheim"\naliases = ["Doppelt"]\n'
    )
    file.write_text(text, encoding="utf-8")
    expected = (
        f"wi: 'Doppelt' can mean several members; type one of these:\n  wi {command[0]} kassel    (Kassel)\n"
        f"  wi {command[0]} weinheim    (Weinheim)\n"
    )
    assert (4, "", expected) == wi(*command, registry=file)
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("err", "content"),
    [
        ('members.toml:2:8: this " is never closed', b'format = 1\nname = "x\n'),
        ("members.toml:1:3: byte 0xff is not UTF-8", b"# \xff\n" + BASE.encode()),
    ],
)
@pytest.mark.parametrize(
    "command",
    [
        ["edit", "kassel"],
        ["edit", "kassel", "--set", "name=x"],
        ["remove", "kassel", "--yes"],
        ["add", "--from", "new.toml"],
    ],
)
def test_unreadable(wi, file, command, err, content):
    """
    A file that can't be read is left as it is.
    """
    file.write_bytes(content)
    file.with_name("new.toml").write_text(NEW)
    status, out, said = wi(*command, registry=Path("members.toml"))
    assert (3, "", f"wi: {err}") == (status, out, said[: len(err) + 4])
    assert content == file.read_bytes()


@pytest.mark.parametrize(
    "command",
    [
        ["edit", "kassel", "--set", "summary=Neu."],
        ["edit", "kassel", "--from", "draft.toml"],
        ["edit", "kassel"],
        ["remove", "kassel", "--yes"],
        ["add", "--from", "new.toml"],
    ],
)
def test_byte_order_mark(wi, file, editor, command):
    """
    A change leaves a byte order mark where it is.
    """
    editor(*["text = text.replace('Oberzentrum', 'Zentrum')"] * 2)
    file.with_name("new.toml").write_text(NEW)
    file.with_name("draft.toml").write_text(
        '[members.kassel]\nname = "Kassel"\nkind = "kreisfreie Stadt"\nstate = "HE"\nsummary = "Neu."\n'
    )
    assert 0 == wi(*command, registry=file)[0]
    expected = file.read_bytes()
    marked = b"\xef\xbb\xbf" + BASE.encode()
    file.write_bytes(marked)
    assert 0 == wi(*command, registry=file)[0]
    assert b"\xef\xbb\xbf" + expected == file.read_bytes() != marked


def test_byte_order_mark_is_mended(wi, file):
    """
    Only `validate` reports a byte order mark, and takes it away with --fix.
    """
    file.write_bytes(b"\xef\xbb\xbf" + BASE.encode())
    status, out, err = wi("validate", "members.toml", registry=file)
    assert (1, ["members.toml:1:1: WI003 "], "") == (status, [line[:24] for line in out.splitlines()], err)
    assert 0 == wi("validate", "--fix", "members.toml", registry=file)[0]
    assert BASE.encode() == file.read_bytes()


@pytest.mark.parametrize("command", [["edit", "kassel"], ["remove", "kassel", "--yes"]])
def test_scattered(wi, file, command):
    """
    A member whose tables don't stand together is refused with the place and the rule that explains it.
    """
    text = f'{BASE}\n[[members.kassel.links]]\ntitle = "x"\n'
    file.write_text(text, encoding="utf-8")
    line = BASE.count("\n") + 2
    assert (
        1,
        "",
        f"wi: {store.shown(file)}:{line}: the tables of 'kassel' don't stand together; see wi rule WI208\n",
    ) == wi(*command, registry=file)
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [["edit", "kassel"], ["remove", "kassel", "--yes"], ["add", "--from", "new.toml"]])
def test_packaged(wi, file, monkeypatch, command):
    """
    The packaged registry is refused before anything is asked or edited.
    """
    monkeypatch.setattr(find, "_PACKAGE", file.parent)
    hint = "make a copy to edit: wi new members.toml --from-packaged"
    assert (3, "", f"wi: {file}: is the packaged registry, which an update would replace; {hint}\n") == wi(
        *command, registry=file
    )
    assert BASE == file.read_text(encoding="utf-8")


def test_line_ends_and_link(wi, file):
    """
    CRLF, a missing last line end and a symbolic link stay.
    """
    real = file.with_name("real.toml")
    file.rename(real)
    file.symlink_to("real.toml")
    text = BASE.rstrip("\n").replace("\n", "\r\n")
    real.write_bytes(text.encode())
    assert 0 == wi("edit", "kassel", "--set", "district=Kreis", registry=file)[0]
    assert 0 == wi("edit", "kassel", "--unset", "district", registry=file)[0]
    file.with_name("new.toml").write_text(NEW)
    assert 0 == wi("add", "--from", "new.toml", registry=file)[0]
    assert 0 == wi("remove", "neustadt", "--yes", registry=file)[0]
    assert (text.encode(), "real.toml") == (real.read_bytes(), str(file.readlink()))


# -- wi remove ---------------------------------------------------------------------------


def test_remove(wi, file):
    """
    What nobody else uses any more is named, and goes with --prune.
    """
    unused = texts.without_member(BASE, "kassel").unused
    said = "; ".join(f"{table} {', '.join(keys)}" for table, keys in unused.items() if keys)
    assert said
    stays = "wi: the comment '# The person is invented.' stays: it may be about more than this\n"
    status, out, err = wi("remove", "kassel", "--diff", registry=file)
    assert (0, f"{stays}wi: nobody else uses {said}; --prune removes them too\n", BASE) == (
        status,
        err,
        file.read_text(encoding="utf-8"),
    )
    assert "-[members.kassel]\n" in out
    removed = f"{stays}wi: removed 'kassel' (members.toml)\n"
    assert (0, "", f"{removed}wi: nobody else uses {said}; wi validate names them\n") == wi(
        "remove", "kassel", "--yes", registry=file
    )
    assert texts.without_member(BASE, "kassel").text == file.read_text(encoding="utf-8")
    file.write_text(BASE, encoding="utf-8")
    assert (0, "", removed) == wi("remove", "kassel", "--yes", "--prune", registry=file)
    pruned = tomllib.loads(file.read_text(encoding="utf-8"))
    assert not [key for table, keys in unused.items() for key in keys if key in pruned[table]]


# -- wi edit in an editor ----------------------------------------------------------------


def test_edit(wi, file, editor, drafts):
    """
    The editor gets the member's own lines with its comments; what it leaves takes their place.
    """
    begin = "# The person is invented.\n[members.kassel]\n"
    editor(f"assert text.startswith({begin!r}); text = text.replace('Cassel', 'Chassel')")
    assert (0, "", "wi: changed 'kassel' (members.toml)\n") == wi("edit", "kassel", registry=file)
    assert (BASE.replace("Cassel", "Chassel"), []) == (file.read_text(encoding="utf-8"), drafts())


def kept(draft):
    return f"what you wrote is in {draft}; to take it over:\n  wi edit kassel --from {draft}"


def test_edit_nothing(wi, file, editor, drafts):
    """
    An editor that changes nothing changes nothing.
    """
    before = file.stat().st_ino
    editor("pass")
    assert (0, "", "wi: 'kassel' was left as it is (members.toml)\n") == wi("edit", "kassel", registry=file)
    assert (before, BASE, []) == (file.stat().st_ino, file.read_text(encoding="utf-8"), drafts())


def test_edit_adds_a_last_line_end(wi, file, editor, drafts):
    """
    An editor that ends the last line of a file that doesn't has changed nothing either.
    """
    key = list(tomllib.loads(BASE)["members"])[-1]
    file.write_text(BASE.rstrip("\n"), encoding="utf-8")
    editor("text += chr(10)")
    assert (0, "", f"wi: {key!r} was left as it is (members.toml)\n") == wi("edit", key, registry=file)
    assert (BASE.rstrip("\n"), []) == (file.read_text(encoding="utf-8"), drafts())


def test_edit_diff(wi, file, editor, drafts):
    """
    --diff shows what the edit would change, changes nothing, and keeps what was typed.
    """
    editor("text = text.replace('Cassel', 'Chassel')")
    status, out, err = wi("edit", "kassel", "--diff", registry=file)
    (draft,) = drafts()
    assert (0, ['-aliases = ["Cassel"]', '+aliases = ["Chassel"]']) == (
        status,
        [line for line in out.split("\n")[2:] if line[:1] in ("+", "-")],
    )
    assert f"wi: nothing was changed; {kept(draft)}\n" == err
    assert "Chassel" in draft.read_text(encoding="utf-8")
    assert BASE == file.read_text(encoding="utf-8")


def test_the_way_back_leads_to_the_same_file(wi, file, editor, drafts, tmp_path):
    """
    Of a registry that would not be found without --registry what was typed is not offered to another one.
    """
    (tmp_path / "other").mkdir()
    other = Path("other/b.toml")
    (tmp_path / other).write_text(BASE, encoding="utf-8")
    editor("text = text.replace('Cassel', 'Chassel')")
    status, _, err = wi("edit", "kassel", "--diff", "--registry", str(other), registry=file)
    (draft,) = drafts()
    assert 0 == status
    assert err.endswith(f"to take it over:\n  wi edit kassel --registry {other} --from {draft}\n")


@pytest.mark.parametrize("name", ["circle", "circle/members.toml", "nowhere"])
def test_the_way_back_past_a_circle(wi, file, editor, drafts, monkeypatch, name):
    """
    What was typed is kept, and the way back names the registry, where WI_REGISTRY leads nowhere.
    """
    file.with_name("circle").symlink_to("circle")
    monkeypatch.setenv("WI_REGISTRY", name)
    editor("text = text.replace('\"HE\"', '\"XX\"')")
    status, _, err = wi("edit", "kassel", "--abort", "--registry", str(file), registry=None)
    (draft,) = drafts()
    assert 1 == status
    assert err.endswith(f"to take it over:\n  wi edit kassel --registry {file} --from {draft}\n")


@pytest.mark.parametrize(
    ("said", "program"),
    [
        ("WI104", "text = text.replace('\"HE\"', '\"XX\"')"),
        ("WI006", "text = text.replace('\"HE\"', '\"HE')"),
        ("WI002", "text = text.encode('latin-1', 'replace').replace(b'?', b'\\xff') + b'# \\xe4\\n'"),
        ("this is not one member", "text = ''"),
        (
            "this is not one member",
            'text += \'[members.zweite]|name = "Zweite"|kind = "Verein"|summary = "x"|\'.replace(\'|\', chr(10))',
        ),
        ("WI005", "text = text.replace('members.kassel', 'members.weinheim')"),
        ("WI228", "text = text.replace('sources = [\"kassel-portrait\"]', 'sources = []')"),
    ],
)
def test_edit_faulty(wi, file, editor, drafts, said, program):
    """
    With faults nothing is changed; they are shown, and what was typed is in a file that is named.
    """
    editor(program)
    status, out, err = wi("edit", "kassel", "--abort", registry=file)
    (draft,) = drafts()
    assert (1, "") == (status, out)
    assert err.endswith(f"\nwi: nothing was changed: the text has faults; {kept(draft)}\n")
    assert said in err
    assert BASE == file.read_text(encoding="utf-8")
    text = BASE[BASE.index("# The person") :]
    assert draft.read_bytes() != text.encode()


@pytest.mark.parametrize("ends", ["\\n", "\\r\\n"])
def test_edit_with_notepad(wi, file, editor, ends):
    """
    A byte order mark and line ends that an editor puts in are taken out; with nothing else the member stays as it is.
    """
    editor(
        f"text = ('\\ufeff' + text.replace('Cassel', 'Chassel').replace(chr(10), '{ends}')).encode()",
        f"text = ('\\ufeff' + text.replace(chr(10), '{ends}')).encode()",
    )
    assert (0, "", "wi: changed 'kassel' (members.toml)\n") == wi("edit", "kassel", registry=file)
    assert BASE.replace('"Cassel"', '"Chassel"').encode() == file.read_bytes()
    assert (0, "") == wi("edit", "kassel", registry=file)[:2]
    assert BASE.replace('"Cassel"', '"Chassel"').encode() == file.read_bytes()


def test_editor_that_comes_back_at_once(wi, file, editor, drafts, monkeypatch):
    """
    The draft of an editor that hands it to a window and returns stays, with what to do; what is saved later is taken.
    """
    monkeypatch.setattr(edit, "MOMENT", 60)
    editor("pass")
    status, out, err = wi("edit", "kassel", registry=file)
    (draft,) = drafts()
    assert (0, "") == (status, out)
    assert "came back at once" in err
    assert "--wait" in err
    assert f"wi edit kassel --from {draft}" in err
    assert BASE == file.read_text(encoding="utf-8")
    draft.write_text(draft.read_text(encoding="utf-8").replace("Cassel", "Chassel"), encoding="utf-8")
    assert (0, "", "wi: changed 'kassel' (members.toml)\n") == wi("edit", "kassel", "--from", str(draft), registry=file)
    assert BASE.replace('"Cassel"', '"Chassel"') == file.read_text(encoding="utf-8")


def test_edit_declares(wi, file, editor):
    """
    A draft may declare what the member names: it goes to its own place, and the member's lines to theirs; what is
    wrong with the member is shown at its line in the draft.
    """
    named = "text = text.replace('sources = [\"kassel-portrait\"]', 'sources = [\"mail\"]', 1)"
    declared = "text += chr(10) + '[sources.mail]' + chr(10) + 'title = \"Mail\"' + chr(10)"
    editor(
        f"{named}; {declared}",
        f"{declared.replace('Mail', 'Post')}",
        f"{declared}; text = text.replace('\"HE\"', '\"XX\"')",
    )
    assert (0, "", "wi: changed 'kassel' (members.toml)\n") == wi("edit", "kassel", registry=file)
    after = file.read_text(encoding="utf-8")
    assert {"title": "Mail"} == tomllib.loads(after)["sources"]["mail"]
    assert after.index("[sources.mail]") < after.index("[members.kassel]")
    assert BASE.replace('["kassel-portrait"]', '["mail"]', 1) == after.replace(
        '\n[sources.mail]\ntitle = "Mail"\n', "", 1
    )
    status, out, err = wi("edit", "kassel", "--abort", registry=file)
    assert (1, "") == (status, out)
    assert "WI005 duplicate table [sources.mail]" in err
    status, out, err = wi("edit", "kassel", "--abort", registry=file)
    assert "WI104" in err
    line = texts.member_text(after, "kassel").split("\n").index('state = "HE"') + 1
    assert f".toml:{line}:" in err


def test_edit_renamed(wi, file, editor, drafts):
    """
    A member can get another id.
    """
    editor("text = text.replace('members.kassel', 'members.cassel')")
    assert (0, "", "wi: changed 'kassel' (members.toml)\n") == wi("edit", "kassel", registry=file)
    assert (BASE.replace("members.kassel", "members.cassel"), []) == (file.read_text(encoding="utf-8"), drafts())


@pytest.mark.parametrize("written", [True, False])
def test_editor_fails(wi, file, editor, drafts, written):
    """
    An editor that fails changes nothing; what it wrote before is kept.
    """
    editor("draft.write_text('mine'); sys.exit(3)" if written else "sys.exit(3)")
    status, out, err = wi("edit", "kassel", registry=file)
    told = [f"; {kept(draft)}" for draft in drafts()]
    assert (written, BASE) == (len(told) == 1, file.read_text(encoding="utf-8"))
    said = f"wi: nothing was changed: the editor {os.environ['EDITOR']!r} ended with status 3"
    assert (1, "", f"{said}{''.join(told)}\n") == (status, out, err)
    assert ["mine"] * written == [draft.read_text() for draft in drafts()]


@pytest.mark.parametrize("command", ["no-such-editor", "'open", "  "])
def test_no_editor(wi, file, drafts, monkeypatch, command):
    """
    An editor that can't be started is named, with how to choose another.
    """
    monkeypatch.setenv("EDITOR", command)
    assert (2, "", f"wi: can't start the editor {command!r}; set VISUAL or EDITOR to yours\n") == wi(
        "edit", "kassel", registry=file
    )
    assert (BASE, []) == (file.read_text(encoding="utf-8"), drafts())


def test_visual_first(wi, file, editor, monkeypatch):
    """
    VISUAL counts before EDITOR.
    """
    editor("text = text.replace('Cassel', 'Chassel')")
    monkeypatch.setenv("VISUAL", os.environ["EDITOR"])
    monkeypatch.setenv("EDITOR", "false")
    assert 0 == wi("edit", "kassel", registry=file)[0]


def test_editor_interrupted_on_windows(wi, file, editor, monkeypatch):
    """
    Windows says by a status of its own that Ctrl-C ended the editor: that ends `wi` as well.
    """
    editor("raise SystemExit(3)")
    monkeypatch.setattr(edit.programs, "CONTROL_C", 3)
    assert (130, "", "") == wi("edit", "kassel", registry=file)


def test_changed_while_editing(wi, file, editor, drafts):
    """
    Where somebody else has changed the registry meanwhile, theirs stays and the edit is kept.
    """
    editor(f"text = text.replace('Cassel', 'Chassel'); open({str(file)!r}, 'a').write('# theirs\\n')")
    status, out, err = wi("edit", "kassel", registry=file)
    (draft,) = drafts()
    assert (
        3,
        "",
        f"wi: {file}: was changed by someone else while you were editing; {kept(draft)}\n",
    ) == (status, out, err)
    theirs = BASE + "# theirs\n"
    assert theirs == file.read_text(encoding="utf-8")
    assert (0, "", "wi: changed 'kassel' (members.toml)\n") == wi("edit", "kassel", "--from", draft, registry=file)
    assert theirs.replace('"Cassel"', '"Chassel"') == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "changed"),
    [
        (("edit", "kassel", "--set", "summary=Neu."), "changed 'kassel'"),
        (("edit", "kassel", "--unset", "aliases"), "changed 'kassel'"),
        (("remove", "kassel", "--yes", "--prune"), "removed 'kassel'"),
        (("add", "--from", "new.toml"), "added 'neustadt'"),
    ],
    ids=["set", "unset", "remove", "add"],
)
def test_beside_another_program(wi, file, monkeypatch, command, changed):
    """
    What another program writes to the registry meanwhile stays, and the change is made upon it; what is
    always changed again is left alone.
    """
    base = BASE.replace("# The person is invented.\n", "")
    file.write_text(base, encoding="utf-8")
    file.with_name("new.toml").write_text(NEW, encoding="utf-8")
    assert (0, "", f"wi: {changed} (members.toml)\n") == wi(*command, registry=file)
    alone = file.read_text(encoding="utf-8")
    file.write_text(base, encoding="utf-8")
    genuine, others = review.problems, ["# theirs\n", "# again\n"]

    def disturbed(*arguments):
        with file.open("a", encoding="utf-8") as opened:
            opened.write(others.pop(0) if others else "")
        return genuine(*arguments)

    monkeypatch.setattr(review, "problems", disturbed)
    assert (0, "", f"wi: {changed} (members.toml)\n") == wi(*command, registry=file)
    assert alone + "# theirs\n# again\n" == file.read_text(encoding="utf-8")
    file.write_text(base, encoding="utf-8")
    others += ["# theirs\n"] * replace.ATTEMPTS
    message = f"wi: {file}: was changed by someone else in the meantime; run the command again\n"
    assert (3, "", message) == wi(*command, registry=file)
    assert base + "# theirs\n" * replace.ATTEMPTS == file.read_text(encoding="utf-8")


def test_there_and_back(wi, file, monkeypatch):
    """
    A registry with a slip of old is changed also where another program writes to it and takes that back.
    """
    old = BASE.replace("aliases = ", "alaises = ", 1)
    genuine, others = review.problems, [f"{old}# theirs\n", old]

    def disturbed(*arguments):
        found = genuine(*arguments)
        if others:
            file.write_text(others.pop(0), encoding="utf-8")
        return found

    monkeypatch.setattr(review, "problems", disturbed)
    file.write_text(old, encoding="utf-8")
    assert (0, "", "wi: changed 'kassel' (members.toml)\n") == wi(
        "edit", "kassel", "--set", "summary=Neu.", registry=file
    )
    assert "alaises = " in file.read_text(encoding="utf-8")


def test_warned_of_once(wi, file, monkeypatch):
    """
    What is said about a change is said of the one that was made.
    """
    genuine, others = review.problems, ["# theirs\n"]

    def disturbed(*arguments):
        with file.open("a", encoding="utf-8") as opened:
            opened.write(others.pop() if others else "")
        return genuine(*arguments)

    monkeypatch.setattr(review, "problems", disturbed)
    status, _, err = wi("edit", "kassel", "--set", "contacts.0.email=a@kasel.de", registry=file)
    assert (0, 1) == (status, err.count("WI"))


def test_removed_last_user(wi, file, monkeypatch):
    """
    What nobody else uses is named as it is in the registry that was changed.
    """
    other = (
        '\n[members.zahna]\nname = "Zahna"\nkind = "Gemeinde"\nsummary = "Erfunden."\ntopics = ["schulsozialarbeit"]\n'
    )
    file.write_text(BASE + other, encoding="utf-8")
    genuine = review.problems

    def disturbed(*arguments):
        file.write_text(BASE, encoding="utf-8")
        return genuine(*arguments)

    monkeypatch.setattr(review, "problems", disturbed)
    status, _, err = wi("remove", "kassel", "--yes", registry=file)
    assert (0, True) == (status, "topics schulsozialarbeit;" in err)


def test_removed_by_another_program(wi, file, monkeypatch):
    """
    A change of what somebody else has taken out meanwhile is refused as one of what was never there.
    """
    genuine = review.problems

    def disturbed(*arguments):
        file.write_text(BASE.replace("[members.kassel", "[members.cassel"), encoding="utf-8")
        return genuine(*arguments)

    monkeypatch.setattr(review, "problems", disturbed)
    status, out, _ = wi("edit", "kassel", "--set", "summary=Neu.", registry=file)
    assert (1, "", False) == (status, out, "Neu." in file.read_text(encoding="utf-8"))


def test_new_owner(wi, file, monkeypatch):
    """
    That the registry belongs to another one now is said, once.
    """
    monkeypatch.setattr(owners, "take_over", lambda path, *_: f"{path}: belongs to bob now")
    assert (0, "", f"wi: {file}: belongs to bob now\nwi: changed 'kassel' (members.toml)\n") == wi(
        "edit", "kassel", "--set", "summary=Neu.", registry=file
    )


@pytest.mark.parametrize("standard_input", [False, True])
def test_edit_from(wi, file, tmp_path, monkeypatch, standard_input):
    """
    A member's lines can come from a file or from standard input; --diff shows what that would change.
    """
    text = texts.member_text(BASE, "kassel").replace("Cassel", "Chassel")
    name = tmp_path / "lines.toml"
    name.write_text(text, encoding="utf-8")

    def edited(*options):
        if not standard_input:
            return wi("edit", "kassel", "--from", name, *options, registry=file)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        return wi("edit", "kassel", "--from", "-", *options, registry=file)

    status, out, err = edited("--diff")
    assert (0, "", ['-aliases = ["Cassel"]', '+aliases = ["Chassel"]']) == (
        status,
        err,
        [line for line in out.split("\n")[2:] if line[:1] in ("+", "-")],
    )
    assert BASE == file.read_text(encoding="utf-8")
    assert (0, "", "wi: changed 'kassel' (members.toml)\n") == edited()
    assert BASE.replace('"Cassel"', '"Chassel"') == file.read_text(encoding="utf-8")
    assert (0, "", "wi: 'kassel' was left as it is (members.toml)\n") == edited()
    assert (0, "", "") == edited("--diff")


@pytest.mark.parametrize(
    ("expected", "options", "said"),
    [
        (1, [], "lines.toml:3:9: WI104"),
        (2, ["--set", "state=HE"], "wi: --from doesn't go with --set or --unset; give one of them\n"),
        (3, ["--from", "no.toml"], "wi: no.toml: there is no such file\n"),
    ],
)
def test_edit_from_refused(wi, file, tmp_path, expected, options, said):
    """
    Lines with faults change nothing; each fault is shown at its place in the file that was named.
    """
    name = tmp_path / "lines.toml"
    name.write_text('[members.kassel]\nname = "Kassel"\nstate = "XX"\nkind = "Gemeinde"\n', encoding="utf-8")
    status, out, err = wi("edit", "kassel", "--from", name, *options, registry=file)
    assert (expected, "", BASE) == (status, out, file.read_text(encoding="utf-8"))
    assert said in err


def test_interrupted_after_editing(wi, file, editor, drafts, monkeypatch):
    """
    Whatever goes wrong behind the editor, what was typed is kept.
    """

    def refuse(*_):
        raise KeyboardInterrupt

    editor("text = text.replace('Cassel', 'Chassel')")
    monkeypatch.setattr(review, "draft", refuse)
    status, out, err = wi("edit", "kassel", registry=file)
    (draft,) = drafts()
    assert (130, "", f"wi: stopped; {kept(draft)}\n") == (status, out, err)
    assert (BASE, True) == (file.read_text(encoding="utf-8"), '"Chassel"' in draft.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "command", [["edit", "kassel", "--set", "website=https://a.example.org"], ["remove", "kassel", "--yes"]]
)
@pytest.mark.parametrize(("text", "said"), [("format = 2", "is in format 2"), ("", "does not say its format")])
def test_other_format(wi, file, command, text, said):
    """
    A registry in a format that readers refuse is not changed either.
    """
    other = BASE.replace("format = 1", text, 1)
    file.write_text(other, encoding="utf-8")
    status, out, err = wi(*command, registry=file)
    assert (3, "", f"wi: {file}: {said}; this wi reads format = 1\n") == (status, out, err)
    assert other == file.read_text(encoding="utf-8")


def test_dotted_keys(wi, file):
    """
    Values that are written with dotted keys are set and taken out as such.
    """
    dotted = 'format = 1\n[network]\nname = "N"\nsummary = "S."\n[topics]\n[indicators]\n[sources.a]\ntitle = "A"\n\n'
    dotted += '[members.kassel]\nname = "Kassel"\nkind = "Verein"\nsummary = "S."\nmembership.since = "2000"\n'
    sources = 'membership.sources = ["a"]\n'
    file.write_text(dotted + sources, encoding="utf-8")
    assert 0 == wi("edit", "kassel", "--set", "membership.until=2020", registry=file)[0]
    assert f'{dotted}membership.until = "2020"\n{sources}' == file.read_text(encoding="utf-8")
    assert 0 == wi("edit", "kassel", "--unset", "membership.until", registry=file)[0]
    assert dotted + sources == file.read_text(encoding="utf-8")


def test_comment_goes_with_its_value(wi, file):
    """
    The comment above a value that is taken out goes too: it would speak of the next one.
    """
    told = BASE.replace('name = "Kassel"\n', 'name = "Kassel"\n# phoned on Monday\ndistrict = "K"\n', 1)
    file.write_text(told, encoding="utf-8")
    assert 0 == wi("edit", "kassel", "--unset", "district", registry=file)[0]
    assert BASE == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("expected", "args"),
    [
        (0, ("edit", "kassel", "--set", "website=https://a.example.org")),
        (0, ("edit", "kassel", "--unset", "aliases")),
        (0, ("remove", "kassel", "--yes", "--prune")),
        (0, ("fmt",)),
        (1, ("validate", "--fix")),
    ],
)
def test_not_a_number(wi, file, expected, args):
    """
    What was no number before is none afterwards, and stops no change.
    """
    odd = BASE.replace("lat = 51.317", "lat  = nan").replace("as_of =", "as_of  =") + "\n[extra]\nx = nan\n"
    odd = odd.replace('"+49 561 787-0"', '"0561 787-0"')
    file.write_text(odd, encoding="utf-8")
    assert expected == wi(*args, registry=file)[0]
    after = file.read_text(encoding="utf-8")
    assert odd != after
    assert after.endswith("[extra]\nx = nan\n")


def test_warning_after_a_change(wi, file):
    """
    What a change makes doubtful is said, and made all the same.
    """
    status, out, err = wi("edit", "kassel", "--set", "contacts.0.email=a@kasel.de", registry=file)
    assert (0, "", 3) == (status, out, err.count("\n"))
    assert "\nwi: kassel.contacts.0.email: WI" in err


def test_brought_along(wi, tmp_path):
    """
    What `wi show --json` says of a member makes it anew, with the topics, indicators and sources that it names.
    """
    shown = wi("show", "kassel", "--json", registry=RICH)[1]
    (tmp_path / "kassel.json").write_text(shown, encoding="utf-8")
    file = tmp_path / "new.toml"
    assert 0 == wi("new", str(file), registry=None)[0]
    status, out, err = wi("add", "--from", str(tmp_path / "kassel.json"), registry=file)
    assert (0, "", "wi: added 'kassel' (new.toml)") == (status, out, err.splitlines()[-1])
    assert json.loads(shown)["members"] == json.loads(wi("show", "kassel", "--json", registry=file)[1])["members"]
    assert (0, "", "") == wi("fmt", "--check", registry=file)


def test_line_ends_of_an_editor(wi, file, editor):
    """
    An editor that saves CRLF does not bring it into a registry without.
    """
    editor("text = text.replace('Cassel', 'Chassel').replace('\\n', '\\r\\n')")
    assert 0 == wi("edit", "kassel", registry=file)[0]
    assert BASE.replace("Cassel", "Chassel").encode() == file.read_bytes()
