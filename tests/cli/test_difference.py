import re
import shutil
import subprocess
from difflib import unified_diff

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.cli.difference import unified

HEADER = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n")
LINES = st.lists(st.sampled_from([*"abc", *(f"unique {n}" for n in range(300))]).map("{}\n".format))


def applied(old, difference):
    """
    The old lines with a diff taken over, which must fit to the line.
    """
    new, position = [], 0
    lines = iter(difference)
    assert ["--- name\n", "+++ name\n"] == [next(lines), next(lines)]
    for line in lines:
        if found := HEADER.fullmatch(line):
            start, length, new_start, new_length = (1 if part is None else int(part) for part in found.groups())
            new += old[position : start - (length > 0)]
            position = start - (length > 0)
            assert len(new) == new_start - (new_length > 0)
            end, new_end = position + length, len(new) + new_length
            continue
        if line[0] in " -":
            assert old[position] == line[1:]
            position += 1
        if line[0] in " +":
            new.append(line[1:])
        assert position <= end
        assert len(new) <= new_end
    return new + old[position:]


@given(LINES, st.data())
def test_applied(old, data):
    """
    The diff between any two texts leads from one to the other; that of a text and itself is empty.
    """
    new = data.draw(st.one_of(LINES, st.permutations(old), st.just(sorted(old)), st.just([*old[:3], "x\n", *old[3:]])))
    difference = list(unified(old, new, "name"))
    assert (old != new) == bool(difference)
    if difference:
        assert new == applied(old, difference)


@given(st.integers(0, 50), st.integers(0, 50), st.sampled_from([[], ["x\n"], ["x\n", "y\n"]]))
def test_small_change(length, place, put):
    """
    A change in one place is shown as difflib shows it.
    """
    old = [f"{n}\n" for n in range(length)]
    new = [*old[:place], *put, *old[place + 1 :]]
    assert list(unified_diff(old, new, "name", "name")) == list(unified(old, new, "name"))


def long_text(members):
    return "".join(f'[members.m{n}]\nname="M {n}"\nkind="Verein"\nsummary="x{n % 150}"\n' for n in range(members))


def test_every_line_moves():
    """
    Where nearly every line of a long text changes, lines that stay are told from those that don't.
    """
    old = long_text(500).splitlines(keepends=True)
    new = [line.replace("=", " = ", 1) for line in old]
    difference = list(unified(old, new, "name"))
    assert new == applied(old, difference)
    # The diff begins at the first line, the header of a member that stays; from member to member nothing else does.
    assert [line for line in old if line.startswith("[")] == [line[1:] for line in difference if line[0] == " "]


@pytest.mark.skipif(not shutil.which("git"), reason="there is no git")
@pytest.mark.parametrize(
    ("old", "new"),
    [("a\nb\nc\n", "a\nb"), ("", "a\n"), ("a\n", ""), ("a", "b"), (long_text(40), long_text(40).replace("=", " = "))],
)
def test_git(tmp_path, old, new):
    """
    git takes the diff, with a last line that has no end, too.
    """
    file = tmp_path / "members.toml"
    file.write_text(old, encoding="utf-8")
    lines = [text.splitlines(keepends=True) for text in (old, new)]
    difference = "".join(unified(*lines, "members.toml"))
    command = ["git", "apply", "-p0", "--unidiff-zero", "-"]
    subprocess.run(command, input=difference.encode(), cwd=tmp_path, check=True)
    assert new == (file.read_text(encoding="utf-8") if file.exists() else "")
