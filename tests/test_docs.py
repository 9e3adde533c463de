"""
What is written down is what is so.
"""

import re
import runpy
import shutil
import subprocess
from pathlib import Path

import pytest

from wi_cli.cli.commands import COMMANDS

DOCS = Path(__file__).parent.parent / "docs"
MANUAL = (DOCS / "format.md").read_text(encoding="utf-8")


def test_manual_of_the_format():
    """
    docs/format.md is what docs/format.py makes of the schema: run that when the format changes.
    """
    written = runpy.run_path(str(DOCS / "format.py"))["written"]
    assert written((DOCS / "format.in.md").read_text(encoding="utf-8")) == MANUAL


def test_example_of_the_format(wi, tmp_path):
    """
    The example in the manual is a registry without a defect, in canonical layout.
    """
    path = tmp_path / "members.toml"
    path.write_text(re.search("```toml\n(.*?)```", MANUAL, re.DOTALL)[1], encoding="utf-8")
    assert (0, "", "") == wi("validate", "--strict", registry=path)
    assert (0, "", "") == wi("fmt", "--check", registry=path)


def test_manual_pages():
    """
    docs/man holds a page for `wi` and for each command, as docs/man.py makes them of the help: run that when a
    command changes.
    """
    pages = runpy.run_path(str(DOCS / "man.py"))["written"]("2000-01-01")
    there = {path.name: path.read_text(encoding="ascii") for path in (DOCS / "man").iterdir()}
    assert {"wi.1", *(f"wi-{name}.1" for name in COMMANDS)} == set(pages)
    assert there == pages


def test_date_of_a_manual_page():
    """
    A page that changes gets the day of the change, another one keeps its own.
    """
    loaded = runpy.run_path(str(DOCS / "man.py"))
    there = (DOCS / "man" / "wi.1").read_text(encoding="ascii")
    first, *lines = there.splitlines()
    lines = lines[2:]  # how it is laid out
    assert there == loaded["_dated"]("wi.1", lines, "wi", "2000-01-01")
    assert " 2000-01-01 " in loaded["_dated"]("wi.1", [*lines, "more"], "wi", "2000-01-01").split("\n")[0]
    assert " 2000-01-01 " not in first


DIFFS = re.findall("```diff\n(.*?)```", (DOCS.parent / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@pytest.mark.parametrize("diff", DIFFS, ids=lambda diff: diff.split()[3])
def test_diffs(diff):
    """
    What CONTRIBUTING.md shows was really done so: each diff can be taken back.
    """
    done = subprocess.run(
        ["git", "apply", "--check", "--reverse", "-"],
        input=diff.encode(),
        cwd=DOCS.parent,
        capture_output=True,
        check=False,
    )
    assert (0, b"") == (done.returncode, done.stderr)


def test_there_are_diffs():
    assert 5 == len(DIFFS)
