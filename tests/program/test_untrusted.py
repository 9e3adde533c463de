"""
File names and texts of a registry on their way to terminals, logs and line editors.
"""

import subprocess

import pytest

from samples import REGISTRIES, SMALL, commands, harmful, toml
from wi_cli.cli import interview

BASE = (REGISTRIES / "base.toml").read_text(encoding="utf-8")
FAULTY = BASE.replace("[members.kassel]\n", '[members.kassel]\n"\\u001b\\u009b\\u202e" = 1\n')
FOLDERS = [
    "a\x1b[31m\x9b\u202e\u2028\U000e0041",
    "a\nb\rc\td",
    "::error::a",
    "a\n::error::b",
    "##[error]a ##vso[b]",
    "a\udcff",
]


@pytest.fixture(name="said")
def _said(wi, tmp_path):
    """
    What `wi` writes to stdout and stderr with a registry in a folder of that name.
    """

    def said(folder, registry, *arguments):
        try:
            (tmp_path / folder).mkdir(exist_ok=True)
        except OSError:
            pytest.skip("the system allows no such name, as Windows doesn't")
        file = tmp_path / folder / "members.toml"
        if registry is not None:
            file.write_text(registry, encoding="utf-8")
        named = [f"{folder}/members.toml" if argument == "FILE" else argument for argument in arguments]
        _, out, err = wi(*named, registry=None)
        return out, err

    return said


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize(
    ("registry", "arguments"),
    [
        (BASE, ["--registry", "FILE", "--version"]),
        (BASE, ["schema", "--beside", "FILE"]),
        (None, ["schema", "--beside", "FILE"]),
        (None, ["new", "FILE"]),
        (BASE, ["new", "FILE"]),
        (FAULTY, ["validate", "FILE"]),
        (FAULTY, ["validate", "FILE", "--output-format", "full"]),
        (FAULTY, ["validate", "FILE", "--output-format", "json"]),
        (FAULTY, ["edit", "kassel", "--from", "FILE", "--registry", "FILE"]),
        ("=", ["list", "--registry", "FILE"]),
        (None, ["list", "--registry", "FILE"]),
        (FAULTY, ["fmt", "FILE", "--check"]),
        (BASE, ["add", "--from", "FILE", "--registry", "FILE"]),
        (BASE, ["edit", "kassel", "--set", "summary=Neu.", "--registry", "FILE"]),
    ],
)
def test_file_names(said, folder, registry, arguments):
    """
    Nothing in a file's name acts on a terminal or commands a CI runner, whatever is done with the file.
    """
    out, err = said(folder, registry, *arguments)
    assert out + err
    assert not harmful(out + err) - {"\n"}
    assert [] == commands(out) + commands(err)


@pytest.mark.parametrize("folder", FOLDERS)
def test_names_in_a_diff(said, folder, tmp_path):
    """
    A diff names a file as git does, so that patch finds it and a terminal stays as it is.
    """
    out, err = said(folder, BASE + "\n\n\n", "fmt", "FILE", "--diff")
    assert not harmful(out + err) - {"\n"}
    try:
        subprocess.run(["patch", "-p0"], input=out.encode(), cwd=tmp_path, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("patch is not installed")
    assert BASE == (tmp_path / folder / "members.toml").read_text(encoding="utf-8")


COMMANDING = "::error::a ##[error]b ##vso[c]d"


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--columns", "summary,name"],
        ["list", "--columns", "summary", "--format", "csv"],
        ["list", "--columns", "summary", "--format", "table"],
        ["list", "--columns", "summary", "--format", "markdown"],
        ["list", "--json"],
        ["show", "a"],
        ["show", "a", "--format", "markdown"],
        ["contact", "a"],
        ["contact", "a", "--field", "office"],
        ["contact", "a", "--vcard"],
        ["contact", COMMANDING],
        ["search", "error"],
        ["validate"],
        ["validate", "--output-format", "full"],
        ["validate", "--output-format", "gitlab"],
        ["edit", "a", "--set", f"kind={COMMANDING}"],
    ],
)
def test_nothing_commands_a_runner(wi, arguments):
    """
    No text of a registry or of the command line commands the CI runner in whose log it stands.
    """
    office = f"\n[[members.a.contacts]]\noffice = {toml(COMMANDING)}\n"
    fields = f"name = {toml(COMMANDING)}\nkind = 'x'\nsummary = {toml(f'Wort {COMMANDING}')}"
    registry = f"format = 1\n[members.a]\n{fields.replace('Wort ', '')}\n{toml(COMMANDING)} = 1{office}"
    _, out, err = wi(*arguments, registry=registry)
    assert out + err
    assert [] == commands(out) + commands(err)


def test_wrapped_lines_command_nothing(wi):
    """
    Nor does one that begins a line only because a longer text was wrapped there.
    """
    text = f"{'x' * 95} ::error::a"
    _, out, _ = wi("show", "hall", registry=SMALL.replace("Stadt an der Saale.", text))
    assert "\n\\x3a:error::a\n" in out


RUNNERS = [{"CI": "true"}, {"TF_BUILD": "True"}, {"TEAMCITY_VERSION": "2026.1"}, {"GITHUB_ACTIONS": "true"}]


@pytest.mark.parametrize(("variables", "exact"), [({}, True), *((runner, False) for runner in RUNNERS)])
def test_diff_in_a_log(process, tmp_path, variables, exact):
    """
    A diff is what patch takes, byte for byte; in a CI runner's log it commands nothing.
    """
    lines = '"""\n::error::a ##[error]b\u202e"""'
    (tmp_path / "members.toml").write_text(f"{BASE}\n\n\nx = {lines}\n", encoding="utf-8")
    _, out, _ = process("fmt", "--diff", "members.toml", **variables)
    assert exact == (f"x = {lines}\n".splitlines()[1] in out)
    assert exact == bool(commands(out) or harmful(out) - {"\n"})


@pytest.mark.parametrize("command", ["show", "contact", "remove"])
def test_commands_to_type(wi, command):
    """
    A command that is proposed for an id does what it says, also where the id looks like an option.
    """
    registry = "format = 1\n" + "".join(
        f"[members.{key}]\nname = '{key}'\nkind = 'Verein'\naliases = ['Doppel']\n" for key in ("--help", "b")
    )
    status, _, err = wi(command, "Doppel", registry=registry)
    assert (4, f"  wi {command} -- --help    (--help)") == (status, err.splitlines()[1])
    status, out, err = wi(command, *(["--diff"] if command == "remove" else []), "--", "--help", registry=registry)
    assert (0, True, "") == (status, "--help" in out and "Usage" not in out, err)


def test_line_editor_offers_no_control_characters():
    """
    TAB in an answer writes nothing to the terminal that would act on it.
    """
    readline = pytest.importorskip("readline")
    interview._complete(["zz\x9b31m", "zz\u202e", "zz\x1b", "zzz"], several=True)  # noqa: SLF001  # TAB itself is the line editor's
    completed = readline.get_completer()
    assert ["zzz", None] == [completed("zz", 0), completed("zz", 1)]
