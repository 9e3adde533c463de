"""
What may be in a file takes no command longer, nor more memory, than its size explains.

Each command runs as a whole process.  A small program stands between: what a
process is said to take at most is never less than what started it.
"""

import json
import os
import shlex
import subprocess
import sys
from functools import cache

import pytest

from conftest import COMMAND, LOOKED_AT
from large import CASES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "wait4"), reason="nothing tells what a process took"),
]

SECONDS, MEGABYTES = 3, 300
# Bytes, where others count in kibibytes.
UNIT = 1 if sys.platform == "darwin" else 1024
MEASURE = """
import json, os, sys
to = os.open(os.devnull, os.O_WRONLY)
stderr = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT)
files = [(os.POSIX_SPAWN_DUP2, to, 1), (os.POSIX_SPAWN_DUP2, stderr, 2)]
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ, file_actions=files)
_, status, usage = os.wait4(child, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss]))
"""


@pytest.fixture(name="file", scope="module")
def _file(tmp_path_factory):
    """
    The files of a case by their names in its commands; written once for all.
    """

    @cache
    def written(name):
        folder = tmp_path_factory.mktemp("large")
        case = CASES[name]
        texts = {"FILE": case.text(case.number), "NEW": case.new(case.number)}
        for called, text in texts.items():
            (folder / called).with_suffix(".toml").write_bytes(text.encode(errors="surrogateescape"))
        return {called: str((folder / called).with_suffix(".toml")) for called in texts}

    return written


@pytest.mark.parametrize(
    ("name", "command"),
    [
        pytest.param(name, command, id=f"{name}: {command[:30]} {number}")
        for name, case in CASES.items()
        for number, command in enumerate(case.commands)
    ],
)
def test_budget(tmp_path, file, name, command):
    """
    No registry, whatever it is made of, takes a command more than 3 s or 300 MB; none ends it with a traceback.
    """
    words = [file(name).get(word, word) for word in shlex.split(command)]
    environment = {key: value for key, value in os.environ.items() if key not in LOOKED_AT}
    measure = [sys.executable, "-I", "-c", MEASURE, tmp_path / "stderr", COMMAND, *words]
    done = subprocess.run(measure, env=environment, cwd=tmp_path, capture_output=True, check=True, timeout=120)
    status, seconds, memory = json.loads(done.stdout)
    assert status in (0, 1, 2, 3, 4)
    assert "Traceback" not in (tmp_path / "stderr").read_text(encoding="utf-8", errors="replace")
    assert seconds <= SECONDS
    assert memory * UNIT <= MEGABYTES * 1024 * 1024
