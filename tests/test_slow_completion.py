"""
TAB in a real bash, zsh and fish under a pseudo-terminal, with the script that the program prints for each.
"""

import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from samples import SMALL

pytestmark = pytest.mark.slow

COMMAND = Path(sys.executable).parent / "wi"
WRITE_LINE = "\x18"  # Ctrl-X: what stands on the command line, into a file
ESCAPES = re.compile(r"\x1b(?:\[[0-9;?>=]*[A-Za-z]|[=>])")

# What each shell reads at its start, after the settings that all need, and how it is called.
SHELLS = {
    "bash": (
        """
        PS1='ready> '
        {script}
        save() {{ printf '%s' "$READLINE_LINE" > line; }}
        bind -x '"\\C-x": save'
        """,
        ["bash", "--noprofile", "--rcfile", "start", "-i"],
    ),
    "zsh": (
        """
        PS1='ready> '
        autoload -Uz compinit
        compinit -u -D
        {script}
        save() {{ print -rn -- "$BUFFER" > line }}
        zle -N save
        bindkey '^X' save
        """,
        ["zsh", "-i"],
    ),
    "fish": (
        """
        function fish_prompt; echo 'ready> '; end
        {script}
        bind \\cx 'commandline > line'
        """,
        ["fish", "--no-config", "--init-command", "source start", "-i"],
    ),
}


# The same where the script was installed for good.
INSTALLED = {"bash": "source ~/.bashrc", "zsh": "", "fish": "set -p fish_complete_path ~/.config/fish/completions"}


class Shell:
    """
    An interactive shell in a terminal of its own.
    """

    def __init__(self, folder, arguments, environment):
        self.line = folder / "line"
        self.child, self.terminal = pytest.importorskip("pty").fork()
        if not self.child:
            os.chdir(folder)
            os.execvpe(arguments[0], arguments, environment)
        self.screen = ""

    def read_until(self, done):
        """
        Read what the shell writes until that is so, half a minute at most.
        """
        end = time.monotonic() + 30
        while time.monotonic() < end and not done():
            if select.select([self.terminal], [], [], 0.1)[0]:
                self.screen += ESCAPES.sub("", os.read(self.terminal, 4096).decode(errors="replace"))

    def write(self, keys):
        os.write(self.terminal, keys.encode())

    def command_line(self):
        """
        What stands on the command line now.
        """
        self.line.unlink(missing_ok=True)
        self.write(WRITE_LINE)
        # The shell makes the file first, and writes into it then.
        self.read_until(lambda: self.line.exists() and self.line.stat().st_size)
        return self.line.read_text(encoding="utf-8").removesuffix("\n")

    def end(self):
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.terminal)


@pytest.fixture(name="shell", params=[*SHELLS, *(f"{name} installed" for name in INSTALLED)])
def _shell(request, tmp_path):
    """
    A shell in which `wi` completes, with the small registry.
    """
    name, _, installed = request.param.partition(" ")
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    start, arguments = SHELLS[name]
    (tmp_path / "members.toml").write_text(SMALL, encoding="utf-8")
    environment = os.environ | {
        "WI_REGISTRY": str(tmp_path / "members.toml"),
        "PATH": f"{COMMAND.parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "ZDOTDIR": str(tmp_path),
        "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
    }
    asked = [COMMAND, "--show-completion", name]
    script = subprocess.run(asked, env=environment, capture_output=True, check=True, text=True).stdout
    for file in ("start", ".zshrc"):
        text = start.format(script=INSTALLED[name] if installed else script)
        (tmp_path / file).write_text(text.replace("compinit -u -D\n", "") if installed else text, encoding="utf-8")
    if installed:
        environment.pop("XDG_CONFIG_HOME", None)
        subprocess.run([COMMAND, "--install-completion", name], env=environment, capture_output=True, check=True)
    shell = Shell(tmp_path, arguments, environment)
    shell.read_until(lambda: "ready> " in shell.screen)
    yield shell
    shell.end()


@pytest.mark.parametrize(
    ("expected", "keys"),
    [
        ("wi topics ", "wi topi\t"),
        ("wi show koellnitz ", "wi show koe\t"),
        ("wi contact hall koellnitz ", "wi contact hall ko\t"),
        ("wi list --kind kreisfreie-Stadt ", "wi list --kind kreisf\t"),
        ("wi list --columns name,phone ", "wi list --columns name,pho\t"),
        ("wi edit hall --set state=HE ", "wi edit hall --set state=HE\t"),
        ("wi edit hall --set topics=elternarbeit ", "wi edit hall --set topics=elt\t"),
        ("wi list --kind=Gemeinde ", "wi list --kind=Gem\t"),
    ],
)
def test_tab(shell, expected, keys):
    """
    TAB completes commands, names, filters and columns.
    """
    shell.write(keys)
    shell.read_until(lambda: expected.split()[-1] in shell.screen)
    assert expected == shell.command_line()


@pytest.mark.parametrize(
    ("expected", "keys"),
    [
        ("wi show koellnitz ", "wi show KÖ\t"),
        ("wi list --state HE ", "wi list --state hess\t"),
        ("wi edit hall --set state=HE ", "wi edit hall --set state=hess\t"),
        ("wi list --columns Telefon ", "wi list --columns Tel\t"),
        ("wi netzwerk ", "wi netzw\t"),
    ],
)
def test_tab_in_another_spelling(shell, expected, keys):
    """
    TAB completes what is meant, also if the value doesn't begin as typed.
    """
    shell.write(keys)
    # The shell writes the value anew, not what stands before it.
    shell.read_until(lambda: re.split("[ =,]", expected)[-2] in shell.screen)
    assert expected == shell.command_line()


@pytest.mark.parametrize("keys", ["wi rule WI30\t\t", "wi validate --select WI30\t\t"])
def test_tab_twice(shell, keys):
    """
    Where several values are meant, TAB shows them.
    """
    shell.write(keys)
    shell.read_until(lambda: "WI302" in shell.screen)
    assert re.search(r"WI301\b.*WI302\b", shell.screen, re.DOTALL)
