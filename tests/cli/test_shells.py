"""
The scripts by which shells learn to complete, and where they are put.
"""

import os
import shutil
import stat
import subprocess

import pytest

from wi_cli.cli import SHELLS, internals, shells

NAMES = ("bash", "zsh", "fish", "powershell", "pwsh")
KNOWN = f"there is for {', '.join(NAMES)}"


@pytest.fixture(name="home")
def _home(monkeypatch, tmp_path):
    """
    An empty home.
    """
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("ZDOTDIR", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    return home


def test_taught(monkeypatch):
    """
    Each shell is answered by our class for it, and offered by TAB.
    """
    assert NAMES == SHELLS
    known = {}
    monkeypatch.setattr(shells, "add_completion_class", lambda shell, name: known.update({name: shell}))
    shells.teach()
    assert list(NAMES) == [*known]
    assert all(issubclass(shell, vars(internals)[f"{shell.__name__}Complete"]) for shell in known.values())


@pytest.mark.parametrize(
    ("shell", "said"),
    [
        ("bash", "complete -o default -F _wi_completion wi"),
        ("zsh", "#compdef wi"),
        ("fish", "complete --command wi"),
        ("powershell", "Register-ArgumentCompleter -Native -CommandName wi"),
        ("pwsh", "Register-ArgumentCompleter -Native -CommandName wi"),
        ("ZSH", "#compdef wi"),
    ],
)
def test_show(wi, shell, said):
    """
    The script is that of the shell that was named, whatever shell runs, and what TAB offers is asked for by it.
    """
    status, out, err = wi("--show-completion", shell)
    assert (0, "", True) == (status, err, said in out)
    assert "_WI_COMPLETE" in out
    assert f"complete_{'powershell' if 'po' in shell or 'pw' in shell else shell.lower()}" in out


@pytest.mark.parametrize("shell", NAMES)
def test_nothing_global(wi, shell):
    """
    No script changes how other programs complete, what a key does or what may be run.
    """
    _, out, _ = wi("--show-completion", shell)
    assert not [word for word in ("zstyle", "KeyHandler", "ExecutionPolicy", "Import-Module") if word in out]


@pytest.mark.parametrize("option", ["--show-completion", "--install-completion"])
@pytest.mark.parametrize("shell", ["tcsh", "nope"])
def test_no_such_shell(wi, home, option, shell):
    """
    Another shell is refused, and nothing is written.
    """
    assert (2, "", f"wi: no completion for {shell!r}; {KNOWN}\n") == wi(option, shell)
    assert [] == [*home.iterdir()]


@pytest.mark.parametrize("arguments", [["--show-completion"], ["--registry", "members.toml", "--show-completion"]])
def test_the_shell_at_hand(wi, monkeypatch, arguments):
    """
    Without a name it is the shell that runs `wi`.
    """
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("fish", "/usr/bin/fish"))
    assert wi("--show-completion", "fish") == wi(*arguments)


def test_no_shell_at_hand(wi, monkeypatch):
    """
    Where no shell runs `wi`, one has to be named.
    """

    def fail():
        import shellingham

        raise shellingham.ShellDetectionFailure

    monkeypatch.setattr("shellingham.detect_shell", fail)
    assert (2, "", f"wi: can't tell which shell this is; name it: {', '.join(NAMES)}\n") == wi("--install-completion")


@pytest.mark.parametrize(
    ("shell", "script", "start"),
    [
        ("bash", ".bash_completions/wi.sh", ".bashrc"),
        ("zsh", ".zfunc/_wi", ".zshrc"),
        ("fish", ".config/fish/completions/wi.fish", None),
    ],
)
def test_install(wi, home, shell, script, start):
    """
    The script is put where the shell reads it, once; what stands in the shell's own file stays to the byte.
    """
    before = b"alias ll='ls -l' # \xe4"
    if start:
        (home / start).write_bytes(before)
    status, out, err = wi("--install-completion", shell)
    assert (0, "", True) == (status, out, err.startswith(f"wi: completion is in {home / script}"))
    assert wi("--show-completion", shell)[1] == (home / script).read_text(encoding="utf-8")
    if start:
        after = (home / start).read_bytes()
        assert (True, 2) == (after.startswith(before + b"\n"), after.count(b"\n"))
        assert b"zstyle" not in after
        wi("--install-completion", shell)
        assert after == (home / start).read_bytes()


@pytest.mark.parametrize(("shell", "start"), [("bash", ".bashrc"), ("zsh", ".zshrc")])
def test_installed_script_is_read(wi, home, shell, start):
    """
    What was written into the shell's own file is what that shell understands.
    """
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    wi("--install-completion", shell)
    asked = "complete -p wi" if shell == "bash" else "print -r -- $_comps[wi]"
    done = subprocess.run(
        [shell, "-f" if shell == "zsh" else "--norc", "-c", f"source {home / start}; {asked}"],
        env=os.environ | {"HOME": str(home), "ZDOTDIR": str(home)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (0, b"") == (done.returncode, done.stderr)
    assert b"_wi" in done.stdout


def test_install_in_powershell(wi, home, monkeypatch, tmp_path):
    """
    A PowerShell is asked for its profile, which reads the script that stands beside it; no policy is changed.
    """
    folder = tmp_path / "bin"
    folder.mkdir()
    profile = home / "Docs Ü" / "profile.ps1"
    (folder / "pwsh").write_text(f"#!/bin/sh\necho \"$@\" > '{tmp_path}/asked'\necho '{profile}'\n", encoding="utf-8")
    (folder / "pwsh").chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    status, out, err = wi("--install-completion", "pwsh")
    script = profile.with_name("wi-completion.ps1")
    assert (0, "", True) == (status, out, f"{script}, which {profile} reads" in err)
    assert '. "$PSScriptRoot/wi-completion.ps1"\n' == profile.read_text(encoding="utf-8")
    assert wi("--show-completion", "pwsh")[1] == script.read_text(encoding="utf-8")
    assert "Policy" not in (tmp_path / "asked").read_text(encoding="utf-8")


def test_no_powershell(wi, home, monkeypatch, tmp_path):
    """
    Where there is none, the script can be had all the same.
    """
    monkeypatch.setenv("PATH", str(tmp_path))
    message = "wi: can't ask pwsh for its profile; wi --show-completion pwsh prints the script\n"
    assert (1, "", message) == wi("--install-completion", "pwsh")
    assert [] == [*home.iterdir()]


def test_a_home_that_can_not_be_written(wi, home):
    """
    A file in the way is named.
    """
    (home / ".zfunc").write_text("", encoding="utf-8")
    status, out, err = wi("--install-completion", "zsh")
    assert (1, "") == (status, out)
    assert err.startswith(f"wi: can't write {home / '.zfunc'}: ")
    assert [home / ".zfunc"] == [*home.iterdir()]


def test_folders_of_their_own(wi, home, monkeypatch):
    """
    Where zsh and fish have their files elsewhere, they are put there.
    """
    monkeypatch.setenv("ZDOTDIR", str(home / "z"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "x"))
    (home / "z").mkdir()
    wi("--install-completion", "zsh")
    wi("--install-completion", "fish")
    assert (True, True) == ((home / "z" / ".zshrc").exists(), (home / "x/fish/completions/wi.fish").exists())


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("wi topi", ["topics:::List the topics, and how many members work on each."]),
        ("wi show koe", ["koellnitz:::Köllnitz"]),
        ("wi list --kind=Gem", ["--kind=Gemeinde:::Gemeinde"]),
        (
            "wi such",
            [
                "suche:::Search names, contacts, topics and portraits.",
                "suchen:::Search names, contacts, topics and portraits.",
            ],
        ),
    ],
)
def test_powershell(wi, monkeypatch, typed, offers):
    """
    PowerShell gets each offer with a description that is never empty, without which it refuses it.
    """
    monkeypatch.setenv("_WI_COMPLETE", "complete_powershell")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", typed)
    monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", typed.split()[-1])
    status, out, err = wi()
    assert (0, "", offers) == (status, err, out.splitlines())
