"""
The README shows real output: every `$ wi …` in it prints what stands below.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BLOCKS = re.findall(
    r"^```console\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
)
EXAMPLES = [
    (command, shown)
    for block in BLOCKS
    for command, _, shown in (example.partition("\n") for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:])
]


def printed(command):
    """
    What a shell in the checkout prints, stdout and stderr together.
    """
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("WI_", "NO_COLOR", "FORCE_"))}
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    done = subprocess.run(
        command, shell=True, cwd=ROOT, env=environment, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return done.stdout.decode().replace("\r\n", "\n")


def test_there_are_examples():
    assert len(EXAMPLES) >= 10


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_example(command, shown):
    """
    Each example's output is real; a line "…" stands for any lines left out.
    """
    wanted = ".*".join(re.escape(part) for part in re.split(r"^…\n", shown, flags=re.MULTILINE))
    assert re.fullmatch(wanted, printed(command), re.DOTALL), printed(command)
