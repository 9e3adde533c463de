"""
The README shows real output: every `$ wi …` in it prints what stands below.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BLOCKS = re.findall(
    r"^```console\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
)
EXAMPLE = re.compile(
    r"^\$ (?P<command>[^\n]*<<'END'\n.*?^END\n|[^\n]*\n)(?P<shown>.*?)(?=^\$ |\Z)", re.MULTILINE | re.DOTALL
)


def printed(command, folder):
    """
    What a shell in a folder prints, stdout and stderr together.
    """
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("WI_", "NO_COLOR", "FORCE_", "COLUMNS"))
    }
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return done.stdout.decode().replace("\r\n", "\n")


def test_there_are_examples():
    assert len([example for block in BLOCKS for example in EXAMPLE.findall(block)]) >= 20


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.partition("\n")[0])
def test_block(block, tmp_path):
    """
    Each example's output is real; a line "…" stands for any lines left out.  The examples of a block run one
    after the other: those that make a registry of their own in an empty folder, the others in a copy of docs.
    """
    folder = tmp_path / "folder"
    folder.mkdir()
    if not block.startswith("$ wi new"):
        shutil.copytree(ROOT / "docs", folder, dirs_exist_ok=True)
    for example in EXAMPLE.finditer(block):
        wanted = ".*".join(re.escape(part) for part in re.split(r"^…\n", example["shown"], flags=re.MULTILINE))
        shown = printed(example["command"], folder)
        assert re.fullmatch(wanted, shown, re.DOTALL), example["command"] + shown


def test_its_registry(wi):
    """
    The registry that the examples show has no errors and is in canonical layout.
    """
    registry = ROOT / "docs" / "members.toml"
    assert 0 == wi("validate", registry=registry)[0]
    assert (0, "", "") == wi("fmt", "--check", registry=registry)
