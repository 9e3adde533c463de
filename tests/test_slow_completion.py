"""
TAB in a real bash under a pseudo-terminal.
"""

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from samples import SMALL

pytestmark = pytest.mark.slow

COMMAND = Path(sys.executable).parent / "wi"


def shown(written):
    """
    What stands on the screen after backspaces have moved the cursor.
    """
    screen, column = [], 0
    for character in written:
        if character == "\b":
            column -= 1
        else:
            screen[column : column + 1] = character
            column += 1
    return "".join(screen)


@pytest.fixture(name="typed")
def _typed(tmp_path):
    """
    What the command line of a bash with completion shows after typing something.
    """
    registry = tmp_path / "members.toml"
    registry.write_text(SMALL, encoding="utf-8")
    script = subprocess.run(
        [COMMAND], env=os.environ | {"_WI_COMPLETE": "source_bash"}, capture_output=True, check=True
    )
    (tmp_path / "rc").write_text(
        f"PS1='> '\nPATH={COMMAND.parent}:$PATH\nexport WI_REGISTRY={registry} LC_ALL=C.UTF-8\n{script.stdout.decode()}"
    )

    def typed(keys, wanted):
        child, terminal = pty.fork()
        if not child:
            os.chdir(tmp_path)
            os.environ["TERM"] = "dumb"
            os.execvp("bash", ["bash", "--rcfile", "rc", "--noprofile", "-i"])
        screen = ""
        try:
            for text in ("", keys):
                os.write(terminal, text.encode())
                end = time.monotonic() + 30
                while time.monotonic() < end and not re.search(wanted if text else "> ", shown(screen)):
                    if select.select([terminal], [], [], 0.2)[0]:
                        screen += os.read(terminal, 4096).decode(errors="replace")
        finally:
            os.write(terminal, b"\x03\x04")
            os.close(terminal)
            os.waitpid(child, 0)
        return shown(screen)

    return typed


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ("wi topi\t", "wi topics "),
        ("wi show koe\t", "wi show koellnitz "),
        ("wi show KÖ\t", "wi show koellnitz "),
        ("wi rule WI30\t\t", "WI301 +WI302"),
        ("wi list --state hess\t", "wi list --state HE "),
        ("wi list --kind kreisf\t", "wi list --kind kreisfreie-Stadt "),
        ("wi validate --select WI30\t\t", "WI301 +WI302"),
        ("wi list --columns name,pho\t", "wi list --columns name,phone"),
    ],
)
def test_tab(typed, keys, wanted):
    """
    TAB completes commands, names in any spelling, codes, filters and columns.
    """
    assert re.search(wanted, typed(keys, wanted))
