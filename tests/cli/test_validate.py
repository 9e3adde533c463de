import contextlib
import io
import json
import os
import re
import stat
import subprocess
from pathlib import Path

import jsonschema
import pytest

from conftest import COMMAND
from samples import REGISTRIES
from wi_cli.checking import mend as mending
from wi_cli.checking.reports import FORMATS
from wi_cli.checking.rule import Settings
from wi_cli.checking.rulebook import RULES
from wi_cli.cli import terminal
from wi_cli.registry import store

GOOD = (REGISTRIES / "base.toml").read_text(encoding="utf-8")
WARNED = GOOD.replace('name = "Kassel"', 'name = "Kassel "')
BAD = GOOD.replace('state = "HE"', 'state = "Hessen"').replace('ags = "08226096"', 'ags = "08226"')


def line(text):
    return GOOD[: GOOD.index(text)].count("\n") + 1


def complaint(message, hint):
    return f"wi: {message}; {hint}\n"


NAME, STATE, AGS, AS_OF = map(line, ('name = "Kassel"', 'state = "HE"', 'ags = "08226096"', 'as_of = "2014"'))
OLD = "Erika Mustermann, Jugendamt, Kassel: contact of 2014 is older than 0 months"
WARNING = f"{{}}:{NAME}:8: WI226 [*] blanks around name; delete them\n"
ERRORS = (
    f"{{0}}:{STATE}:9: WI104 [*] state 'Hessen' is no code; did you mean 'HE'?\n"
    f"{{0}}:{AGS}:7: WI212 AGS 08226 has 5 digits, a kreisangehörige Stadt has 8\n"
)


@pytest.fixture(autouse=True)
def _no_format(monkeypatch):
    monkeypatch.delenv("WI_OUTPUT_FORMAT", raising=False)


@pytest.fixture(name="files")
def _files(tmp_path):
    """
    Registries in the working directory; the path of it.
    """
    texts = {"good": GOOD, "warned": WARNED, "bad": BAD, "broken": "a = b\n", "folder/members": BAD, "folder/x": BAD}
    for name, text in texts.items():
        path = tmp_path / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for folder in ("folder/.hidden", "folder/deep", "empty"):
        (tmp_path / folder).mkdir()
    (tmp_path / "folder/.hidden/members.toml").write_text("a = b", encoding="utf-8")
    (tmp_path / "folder/deep/members.toml").write_text(WARNED, encoding="utf-8")
    return tmp_path


@pytest.fixture(name="validate")
def _validate(wi, files):  # noqa: ARG001  # the files are the ones that are named
    return lambda *args: wi("validate", *args, registry=None)


MISSING = "wi: none.toml: there is no such file\n"
EMPTY = complaint("empty: no members.toml in this folder", "name the file")


@pytest.mark.parametrize(
    ("expected", "args"),
    [
        ((0, "", ""), ["good.toml"]),
        ((0, WARNING.format("warned.toml"), ""), ["warned.toml"]),
        ((1, WARNING.format("warned.toml"), ""), ["warned.toml", "--strict"]),
        ((1, ERRORS.format("bad.toml"), ""), ["bad.toml"]),
        (
            (1, 'broken.toml:1:5: WI001 invalid value; write text in quotes: "b"\n', ""),
            ["broken.toml", "--select", "WI107", "--ignore", "WI0"],
        ),
        ((1, 'broken.toml:1:5: WI001 invalid value; write text in quotes: "b"\n', ""), ["broken.toml"]),
        ((1, ERRORS.format("bad.toml"), ""), ["good.toml", "bad.toml", "good.toml"]),
        ((1, ERRORS.format("bad.toml"), ""), ["bad.toml", "bad.toml"]),
        ((3, "", MISSING), ["none.toml"]),
        ((3, "", MISSING), ["none.toml", "good.toml"]),
        ((3, ERRORS.format("bad.toml"), MISSING), ["none.toml", "bad.toml"]),
        ((3, "", EMPTY), ["empty"]),
        ((3, WARNING.format("warned.toml"), EMPTY + MISSING), ["empty", "warned.toml", "none.toml"]),
        (
            (1, WARNING.format("folder/deep/members.toml") + ERRORS.format("folder/members.toml"), ""),
            ["folder"],
        ),
        ((1, ERRORS.format("folder/x.toml"), ""), ["folder/x.toml"]),
        ((0, "", ""), ["bad.toml", "--ignore", "WI1,WI212"]),
        ((0, "", ""), ["bad.toml", "--ignore", "wi1", "--ignore", "WI212"]),
        ((0, "", ""), ["bad.toml", "--select", "WI0 WI3"]),
        ((1, ERRORS.format("bad.toml").split("\n")[0] + "\n", ""), ["bad.toml", "--select", "WI1"]),
        ((0, "", ""), ["warned.toml", "--strict", "--ignore", "WI226"]),
        ((2, "", complaint("no code 'WI999'", "see wi rule --all")), ["bad.toml", "--select", "WI999"]),
        ((2, "", complaint("no code 'X'", "see wi rule --all")), ["bad.toml", "--ignore", "WI1,x"]),
        ((2, "", complaint("no output format 'jsno'", "did you mean 'json'?")), ["--output-format", "jsno"]),
        ((2, "", complaint("--diff doesn't go with --fix", "it shows what --fix would do")), ["--fix", "--diff"]),
        ((2, "", complaint("standard input can't be mended", "name a file")), ["-", "--fix"]),
        ((2, "", complaint("standard input can't be mended", "name a file")), ["-", "good.toml", "--diff"]),
    ],
)
def test_status(validate, expected, args):
    """
    Defects on stdout, what can't be read on stderr; 0 clean, 1 defects, 2 usage, 3 unreadable, which
    keeps no other file from being checked.
    """
    assert expected == validate(*args)


@pytest.mark.parametrize("args", [["--max-age", "-1"], ["--max-age", "x"], ["--nonsense"]])
def test_usage(validate, args):
    """
    What the command line can't mean is status 2 and nothing on stdout.
    """
    status, out, err = validate("good.toml", *args)
    assert (2, "") == (status, out)
    assert err.startswith("wi: ")


def test_unreadable(validate, files, monkeypatch):
    """
    A file without permission and one over 64 MiB are status 3; the others are checked all the same.
    """
    original = Path.open

    def opened(path, *args, **options):
        if path.name == "warned.toml":
            raise PermissionError(13, "Permission denied")
        return original(path, *args, **options)

    monkeypatch.setattr(Path, "open", opened)
    monkeypatch.setattr(store, "LARGEST_FILE", len(BAD.encode()))
    (files / "good.toml").write_text(GOOD + "#" * 99, encoding="utf-8")
    assert (
        *(3, ERRORS.format("bad.toml")),
        "wi: good.toml: is larger than 64 MiB\n" + complaint("warned.toml: may not be read", "look at its permissions"),
    ) == validate("good.toml", "warned.toml", "bad.toml")


def test_default_registry(wi, tmp_path):
    """
    Without a name it is the registry that the other commands read.
    """
    assert (1, ERRORS.format("members.toml"), "") == wi("validate", registry=BAD)
    assert (1, ERRORS.format("members.toml"), "") == wi("validate", "--registry", "members.toml", registry=None)
    assert (3, "", "wi: none.toml: there is no such file\n") == wi("validate", registry=tmp_path / "none.toml")


@pytest.fixture(name="stdin")
def _stdin(monkeypatch):
    return lambda content: monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_stdin(validate, stdin):
    """
    Standard input is a file called -, or whatever it is to be called.
    """
    stdin(BAD.encode())
    assert (1, ERRORS.format("-"), "") == validate("-")
    stdin(BAD.encode())
    assert (1, ERRORS.format("a/b.toml"), "") == validate("--stdin-filename", "a/b.toml", "-")
    stdin(b"# \xff")
    status, out, _ = validate("-", "--stdin-filename", "b.toml")
    assert (1, "b.toml:1:3: WI002") == (status, out[:17])
    stdin(GOOD.encode())
    assert (3, "", MISSING) == validate("none.toml", "-")


def test_large_stdin(validate, stdin, monkeypatch):
    """
    Standard input is no way around the limit.
    """
    monkeypatch.setattr(store, "LARGEST_FILE", 10)
    stdin(GOOD.encode())
    assert (3, "") == validate("-")[:2]


def test_max_age(validate, files):
    """
    Contacts older than the limit are warnings; without a limit nobody asks.
    """
    (files / "old.toml").write_text(GOOD, encoding="utf-8")
    expected = f"old.toml:{AS_OF}:9: WI227 {OLD}; ask, and note the new date\n"
    assert (0, expected, "") == validate("old.toml", "--max-age", "0")
    assert (1, expected, "") == validate("old.toml", "--max-age", "0", "--strict")
    assert (0, "", "") == validate("old.toml", "--max-age", "12000", "--strict")


# -- output ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_format(validate, monkeypatch, form):
    """
    Each format can be asked for, by option or variable; the option wins.
    """
    status, out, err = validate("bad.toml", "--output-format", form)
    assert (1, "") == (status, err)
    assert ("WI104" in out, "WI212" in out) == (True, True)
    assert (form == "full") == out.endswith("\n\n2 errors; 1 fixable with --fix\n")
    monkeypatch.setenv("WI_OUTPUT_FORMAT", form)
    assert (1, out, "") == validate("bad.toml")
    assert (1, ERRORS.format("bad.toml"), "") == validate("bad.toml", "--output-format", "concise")
    assert (0, "", "") == validate("good.toml") or form in ("json", "gitlab", "sarif")


def test_unknown_variable(validate, monkeypatch):
    """
    A wrong variable is a usage error; an empty one is as good as none.
    """
    monkeypatch.setenv("WI_OUTPUT_FORMAT", "xml")
    assert (2, "", complaint("no output format 'xml'", f"there are: {', '.join(FORMATS)}")) == validate("bad.toml")
    monkeypatch.setenv("WI_OUTPUT_FORMAT", "")
    assert (1, ERRORS.format("bad.toml"), "") == validate("bad.toml")


def files_of(form, written):
    """
    The files that a report for machines names, each with the codes found there.
    """
    if form == "github":
        places = [re.search(r"title=wi (\w+),file=([^,]*),", line).groups() for line in written.splitlines()]
        return [(file, code) for code, file in places]
    document = json.loads(written)
    if form == "json":
        return [(found["file"], found["code"]) for found in document["diagnostics"]]
    if form == "gitlab":
        return [(issue["location"]["path"], issue["check_name"]) for issue in document]
    results = document["runs"][0]["results"]
    locations = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
    return list(zip(locations, [result["ruleId"] for result in results], strict=True))


MACHINE_FORMATS = ("json", "github", "gitlab", "sarif")


@pytest.mark.parametrize("form", MACHINE_FORMATS)
def test_machine_formats(validate, form):
    """
    One document for all files; a file or folder that can't be read is a result, too.  On a clean run it is empty,
    not absent.
    """
    status, out, err = validate("none.toml", "bad.toml", "empty", "warned.toml", "--output-format", form)
    assert (3, EMPTY + MISSING) == (status, err)
    expected = [("bad.toml", "WI104"), ("bad.toml", "WI212"), ("warned.toml", "WI226")]
    assert [("empty", "WI000"), ("none.toml", "WI000"), *expected] == files_of(form, out)
    assert ("there is no such file" in out, "none.toml: there" in out) == (True, False)
    assert [] == files_of(form, validate("good.toml", "--output-format", form)[1])


@pytest.mark.parametrize("form", MACHINE_FORMATS)
@pytest.mark.parametrize("marker", [".git", ".git/HEAD"])
def test_paths_in_the_repository(validate, files, monkeypatch, form, marker):
    """
    For programs that look for files in a repository a path begins at its top, however the file was named; json
    and everything outside of a repository has the name that was given.  A worktree has a file called .git.
    """
    here = files / "folder"
    names = [str(here / "x.toml"), "../folder/x.toml", "deep/../x.toml"]
    (files / "link.toml").symlink_to(here / "x.toml")
    monkeypatch.chdir(here)
    for name in names:
        uri = Path(name).as_uri() if form == "sarif" and name.startswith("/") else name
        assert [uri, uri] == [file for file, _ in files_of(form, validate(name, "--output-format", form)[1])]
    top = files / marker
    top.parent.mkdir(exist_ok=True)
    top.touch()
    for name in [*names, "../link.toml"]:
        expected = name if form == "json" else "folder/x.toml"
        assert [expected] * 2 == [file for file, _ in files_of(form, validate(name, "--output-format", form)[1])]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    out = validate("-", "--stdin-filename", "x.toml", "--output-format", form)[1]
    assert ["x.toml" if form == "json" else "folder/x.toml"] * 2 == [file for file, _ in files_of(form, out)]


def test_one_file_by_several_names(validate, files):
    """
    A file is checked once, by the first of its names: links and other spellings of its path are the same file; two
    hard links are two, since --fix would part them.
    """
    (files / "link.toml").symlink_to("bad.toml")
    (files / "other").symlink_to("folder")
    (files / "hard.toml").hardlink_to(files / "warned.toml")
    names = ["bad.toml", "./bad.toml", str(files / "bad.toml"), "folder/../bad.toml", "link.toml", "other/../bad.toml"]
    assert (1, ERRORS.format("bad.toml"), "") == validate(*names)
    assert (1, ERRORS.format("link.toml"), "") == validate(*reversed(names[:-1]))
    assert (1, ERRORS.format("other/x.toml"), "") == validate("other/x.toml", "folder/x.toml")
    inside = WARNING.format("folder/deep/members.toml") + ERRORS.format("folder/members.toml")
    assert (1, inside, "") == validate("folder", "other", "other/members.toml")
    assert (0, WARNING.format("warned.toml") + WARNING.format("hard.toml"), "") == validate("warned.toml", "hard.toml")
    assert (3, "", MISSING) == validate("none.toml", "./none.toml")


def test_terminal(validate, monkeypatch):
    """
    On a terminal excerpts are the default, and there always is a last line that sums up.
    """
    monkeypatch.setattr(terminal, "is_terminal", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert (0, "all right: good.toml\n", "") == validate("good.toml")
    assert (0, "all right: 2 files\n", "") == validate("good.toml", str(REGISTRIES / "base.toml"))
    only = "; only WI107, WI2 looked at; WI212 not looked at\n"
    chosen = ["--select", "WI107,WI2", "--ignore", "WI212"]
    assert (0, f"all right: bad.toml{only}", "") == validate("bad.toml", *chosen)
    assert validate("warned.toml", *chosen)[1].endswith(f"\n1 warning; 1 fixable with --fix{only}")
    status, out, err = validate("bad.toml", "warned.toml")
    assert (1, "") == (status, err)
    assert f"bad.toml:{STATE}:9: WI104 [*] state 'Hessen' is no code\n   |\n{STATE} | state = \"Hessen\"\n" in out
    assert out.endswith("\n\n2 errors, 1 warning; 2 fixable with --fix\n")
    assert (1, ERRORS.format("bad.toml") + "2 errors; 1 fixable with --fix\n", "") == validate(
        "bad.toml", "--output-format", "concise"
    )


def test_real_terminal(files):
    """
    In a real terminal there is colour and a summary; a registry's own escape codes don't get through.
    """
    (files / "esc.toml").write_text(GOOD.replace('"Kassel"', '"Kassel\\u001b[2J"'), encoding="utf-8")
    (files / "raw.toml").write_text(GOOD.replace('"Kassel"', '"Kassel\x1b[2J"'), encoding="utf-8")
    ours, theirs = pytest.importorskip("pty").openpty()  # Windows has none
    environment = {**os.environ, "TERM": "xterm"}
    command = [COMMAND, "validate", "esc.toml", "raw.toml"]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=theirs, env=environment, cwd=files) as process:
        os.close(theirs)
        out = b""
        with contextlib.suppress(OSError):  # the end of a terminal is an error
            while piece := os.read(ours, 65536):
                out += piece
    os.close(ours)
    assert process.returncode == 1
    assert b"\x1b[1mWI225\x1b[0m" in out
    assert b"\x1b[1mWI001\x1b[0m" in out
    assert b"\x1b[2J" not in out
    assert re.search(rb"\r\n\d errors\r\n$", out)


# -- --fix and --diff -----------------------------------------------------------------------


def test_fix(validate, files):
    """
    What is safe is mended in place, the rest reported; a second run finds nothing to mend.
    """
    rest = ERRORS.format("bad.toml").split("\n")[1] + "\n"
    assert (1, f"{rest}1 mended; 1 error\n", "") == validate("bad.toml", "--fix")
    assert BAD.replace('"Hessen"', '"HE"') == (files / "bad.toml").read_text(encoding="utf-8")
    assert (1, rest, "") == validate("bad.toml", "--fix")
    assert (0, "1 mended; all right: warned.toml\n", "") == validate("warned.toml", "--fix")
    assert (0, "", "") == validate("warned.toml", "--fix", "--strict")
    assert (0, "", "") == validate("warned.toml", "--diff")


def test_fix_chosen(validate, files):
    """
    --select and --ignore bound what is mended.
    """
    assert 0 == validate("bad.toml", "--fix", "--ignore", "WI1,WI2")[0]
    assert 0 == validate("bad.toml", "--fix", "--select", "WI226")[0]
    assert BAD == (files / "bad.toml").read_text(encoding="utf-8")


def test_fix_of_what_was_not_chosen(validate, files):
    """
    A syntax error that was not asked for is reported, and left as it is; asked for, it is mended.
    """
    (files / "stray.toml").write_text(GOOD.replace("name =", "name =\u00a0", 1), encoding="utf-8")
    status, out, err = validate("stray.toml", "--fix", "--ignore", "WI011")
    assert (1, "WI011", "") == (status, out.split()[1], err)
    assert (0, "1 mended; all right: stray.toml\n", "") == validate("stray.toml", "--fix")
    assert GOOD.replace("name =", "name = ", 1) == (files / "stray.toml").read_text(encoding="utf-8")


def test_fix_lets_a_name_be_found(wi, tmp_path):
    """
    Who has an invisible character in her name is found once it was mended.
    """
    spoilt = GOOD.replace("Erika", "Er\u200bi\u00adka").encode()
    assert 1 == wi("search", "Erika", registry=spoilt)[0]
    assert (0, "2 mended; all right: members.toml\n", "") == wi("validate", "--fix", registry=None)
    assert GOOD == (tmp_path / "members.toml").read_text(encoding="utf-8")
    assert 0 == wi("search", "Erika", registry=None)[0]


def test_nothing_is_written_for_nothing(validate, files):
    """
    A file with nothing to mend isn't touched.
    """
    before = (files / "good.toml").stat()
    validate("good.toml", "--fix")
    after = (files / "good.toml").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_diff(validate, files):
    """
    --diff shows what --fix would change, and changes nothing.
    """
    status, out, err = validate("warned.toml", "--diff")
    assert (1, "") == (status, err)
    assert out.startswith(f"--- warned.toml\n+++ warned.toml\n@@ -{NAME - 3},7 +{NAME - 3},7 @@\n")
    assert '\n-name = "Kassel "\n+name = "Kassel"\n' in out
    assert WARNED == (files / "warned.toml").read_text(encoding="utf-8")
    assert (0, "", "") == validate("good.toml", "--diff")


def test_diff_without_last_line_end(validate, files):
    """
    A last line without a line end is a line of its own in the difference.
    """
    (files / "last.toml").write_text(
        BAD.rstrip() + '\n[members.a]\nkind = "Verein"\nsummary = "E"\nname = "A "', encoding="utf-8"
    )
    assert '\n-name = "A "\n' in validate("last.toml", "--diff")[1]


def test_symbolic_link_and_mode(validate, files):
    """
    A link stays a link and a mode stays a mode; nothing else is left in the folder.
    """
    target, link = files / "folder" / "x.toml", files / "link.toml"
    target.chmod(0o640)
    link.symlink_to(target)
    before = set(files.rglob("*"))
    assert 1 == validate("link.toml", "--fix")[0]
    assert link.is_symlink()
    assert 0o640 == stat.S_IMODE(target.stat().st_mode)
    assert '"Hessen"' not in target.read_text(encoding="utf-8")
    assert before == set(files.rglob("*"))


def test_changed_meanwhile(validate, files, monkeypatch):
    """
    What somebody else writes to a file in the meantime is mended with it; who never stops is let be.
    """
    mend, number = mending.mend, [0]
    alone = mend(BAD.encode(), store.schema(), Settings("2026-11-22")).content

    def slow(*args):
        number[0] += 1
        lines = "# mine\n" * min(number[0], most)
        (files / "bad.toml").write_text(lines + BAD, encoding="utf-8")
        return mend(*args)

    monkeypatch.setattr(mending, "mend", slow)
    most = 2
    status, out, err = validate("bad.toml", "--fix")
    assert (1, "") == (status, err)
    assert out.startswith("bad.toml:")
    assert b"# mine\n" * 2 + alone == (files / "bad.toml").read_bytes()
    most = 1000
    (files / "bad.toml").write_text(BAD, encoding="utf-8")
    message = complaint("bad.toml: was changed by someone else in the meantime", "run the command again")
    assert (3, "", message) == validate("bad.toml", "--fix")
    assert (files / "bad.toml").read_text(encoding="utf-8").endswith("# mine\n" + BAD)


def test_failed_write(validate, files, monkeypatch):
    """
    A write that fails leaves the old file, nothing beside it, and the other files mended.
    """

    replace = os.replace

    def full(path, target):
        if target.name == "bad.toml":
            raise OSError(28, "No space left on device")
        replace(path, target)

    monkeypatch.setattr(os, "replace", full)
    before = set(files.iterdir())
    message = complaint("bad.toml: can't be written (No space left on device)", "nothing was changed")
    assert (3, "1 mended; all right: warned.toml\n", message) == validate("bad.toml", "warned.toml", "--fix")
    assert BAD == (files / "bad.toml").read_text(encoding="utf-8")
    assert before == set(files.iterdir())


def test_another_encoding(validate, files):
    """
    A file that is not UTF-8 is diagnosed and left as it is.
    """
    (files / "ansi.toml").write_bytes(WARNED.encode("latin-1", "replace"))
    status, out, _ = validate("ansi.toml", "--fix")
    assert (1, "ansi.toml:6:14: WI002") == (status, out.split(" byte")[0])
    assert WARNED.encode("latin-1", "replace") == (files / "ansi.toml").read_bytes()


# -- wi rule ----------------------------------------------------------------------------------


def test_rule(wi):
    """
    A code is explained: what, how bad, why, and how it looks, wrong and right.
    """
    assert (
        0,
        """\
WI226 (outer-blanks): a text begins or ends with blanks

warning, mended by --fix

Nobody sees them, but they come along with every copy and spoil comparisons.

Bad:
    [members.kassel]
    summary = "Oberzentrum für Nordhessen. "

Good:
    [members.kassel]
    summary = "Oberzentrum für Nordhessen."
""",
        "",
    ) == wi("rule", "WI226")
    assert wi("rule", "WI226") == wi("rule", "wi226")


@pytest.mark.parametrize(
    ("expected", "args"),
    [(list(RULES), ["--all"]), ([code for code in RULES if code.startswith("WI3")], ["wi3"]), (["WI101"], ["WI101"])],
)
def test_rules(wi, expected, args):
    """
    All rules, or those of a prefix, in the order of their codes.
    """
    status, out, err = wi("rule", *args, "--no-pager")
    assert (0, expected, "") == (status, re.findall(r"(?m)^(WI\d{3}) \(", out), err)


@pytest.mark.parametrize(
    ("hint", "args"),
    [
        ("did you mean 'WI101'?", ["WII101"]),
        ("see wi rule --all", ["nonsense"]),
        ("such as wi rule WI203", []),
        ("such as wi rule WI203", ["WI101", "--all"]),
    ],
)
def test_no_rule(wi, hint, args):
    """
    An unknown code, none, or too much is a usage error that helps along.
    """
    status, out, err = wi("rule", *args)
    assert (2, "", hint) == (status, out, err.partition("; ")[2].strip())


# -- wi schema ---------------------------------------------------------------------------------

KEYWORDS = {
    *("type", "properties", "patternProperties", "required", "additionalProperties", "propertyNames", "items"),
    *("enum", "const", "pattern", "minLength", "maxLength", "minimum", "maximum", "$ref"),
    *("$schema", "$defs", "title", "description", "$id"),
}


def subschemas(schema, name="schema"):
    """
    All parts of a schema that are schemas, and what they are about.
    """
    yield name, schema
    for key in ("properties", "patternProperties", "$defs"):
        for inner, part in schema.get(key, {}).items():
            yield from subschemas(part, inner)
    for key in ("additionalProperties", "propertyNames", "items"):
        if isinstance(schema.get(key), dict):
            yield from subschemas(schema[key], f"{name} {key}")


def test_schema(wi):
    """
    The schema is valid against its metaschema and keeps to keywords whose errors people understand.
    """
    status, out, err = wi("schema")
    assert (0, "") == (status, err)
    schema = json.loads(out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert {"https://json-schema.org/draft/2020-12/schema"} == {schema["$schema"]}
    assert set() == {key for _, part in subschemas(schema) for key in part} - KEYWORDS


def test_schema_is_described():
    """
    Editors have a title and a description to show for every property.
    """
    schema = json.loads(store.schema())
    silent = []
    for name, part in subschemas(schema):
        for key, value in part.get("properties", {}).items():
            shown = schema["$defs"].get(value.get("$ref", "").rpartition("/")[2], {}) | value
            silent += [f"{name}.{key}"] if {"title", "description"} - shown.keys() else []
    assert [] == silent


def test_schema_beside(wi, tmp_path):
    """
    The schema is written next to a registry, over an older one of ours but over nobody else's file.
    """
    where = tmp_path / "members.schema.json"
    hint = "wi: the registry's first line may be: #:schema members.schema.json\n"
    for _ in range(2):
        assert (0, "members.schema.json\n", hint) == wi("schema", "--beside", "members.toml", registry=GOOD)
        assert store.schema() == where.read_text(encoding="utf-8")
        where.write_text('{"title": "Registry of the Arbeitsgemeinschaft Weinheimer Initiative"}', encoding="utf-8")
    where.write_text("{}", encoding="utf-8")
    message = complaint("members.schema.json: is another file", "move it away first")
    assert (3, "", message) == wi("schema", "--beside", "members.toml", registry=GOOD)
    assert "{}" == where.read_text(encoding="utf-8")
    assert (3, "", "wi: none.toml: there is no such file\n") == wi("schema", "--beside", "none.toml", registry=None)
