"""
No file and no question costs much time or memory, however it is made.
"""

import os
import re
import shlex
import subprocess

import pytest

from conftest import COMMAND
from large import CASES

pytestmark = pytest.mark.slow

SECONDS = 3
"""Of CPU time, for a whole process."""
MEGABYTES = 300
RUNS = [
    pytest.param(case, command, id=f"{name}: {command[:40]}")
    for name, case in CASES.items()
    for command in case.commands
]


def typed(command, file):
    """
    The arguments of a command: {a:5} is aaaaa, {words:2} are two words, FILE is the file.
    """
    for word in shlex.split(command):
        if found := re.fullmatch(r"\{words:(\d+)\}", word):
            yield from (f"wort{number}" for number in range(int(found[1])))
        else:
            filled = re.sub(r"\{(\w):(\d+)\}", lambda found: found[1] * int(found[2]), word)
            yield str(file) if filled == "FILE" else filled


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system doesn't say what a process took")
@pytest.mark.parametrize(("case", "command"), RUNS)
def test_budget(tmp_path, case, command):
    """
    Each ends within its budget, and not in a traceback.
    """
    file = tmp_path / "members.toml"
    file.write_text(case.text(case.number), encoding="utf-8", newline="")
    with (tmp_path / "out").open("wb") as out:
        process = subprocess.Popen([COMMAND, *typed(command, file)], cwd=tmp_path, stdout=out, stderr=out)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    text = (tmp_path / "out").read_bytes()
    assert b"Traceback" not in text, text[-2000:].decode(errors="replace")
    assert process.returncode in (0, 1, 2, 3, 4)
    assert used.ru_utime + used.ru_stime <= SECONDS
    assert used.ru_maxrss / 1024 <= MEGABYTES
