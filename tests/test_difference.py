import re
import subprocess
from difflib import unified_diff

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli import difference

TEXTS = st.lists(st.sampled_from(["", *"abcdefgh"]), max_size=30).map(
    lambda letters: [f"{letter}\n" for letter in letters]
)


def patched(old, lines):
    """
    What a unified diff makes of a text.
    """
    new, done = [], 0
    for line in "".join(lines).splitlines(keepends=True)[2:]:
        if line.startswith("@@"):
            start, length = re.match(r"@@ -(\d+)(?:,(\d+))?", line).groups()
            upto = int(start) - (length != "0")
            new += old[done:upto]
            done = upto
        elif line.startswith("+"):
            new.append(line[1:])
        elif line.startswith("\\"):
            new[-1] = new[-1].removesuffix("\n")
        else:
            assert old[done].removesuffix("\n") == line[1:].removesuffix("\n")
            done += 1
            new += [line[1:]] if line[0] == " " else []
    return new + old[done:]


@given(TEXTS, TEXTS)
def test_patched(old, new):
    """
    The diff leads from one text to the other, and there is none between equal ones.
    """
    lines = difference.unified("x", old, new)
    assert new == patched(old, lines)
    assert bool(lines) == (old != new)


@given(st.lists(st.integers(0, 40), max_size=30, unique=True), st.data())
def test_few_changes(numbers, data):
    """
    Where few lines change, it is the diff that everybody knows.
    """
    old = [f"{number}\n" for number in numbers]
    new = list(old)
    for place in data.draw(st.lists(st.integers(0, max(len(old) - 1, 0)), max_size=3)):
        new[place : place + 1] = ["new\n"] * data.draw(st.integers(0, 2))
    assert list(unified_diff(old, new, "x", "x")) == difference.unified("x", old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [("a\nb\nc", "a\nb\nd"), ("a", "a\n"), ("a\n", "a"), ("", "a"), ("a\n", ""), ("a\r\nb\r\n", "a\r\nc\r\n")],
)
def test_applied(tmp_path, old, new):
    """
    Git makes the new text of the old one, line ends and a missing last one included.
    """
    lines = difference.unified("x", *(re.findall(r"[^\n]*\n|[^\n]+$", text) for text in (old, new)))
    (tmp_path / "x").write_bytes(old.encode())
    command = ["git", "apply", "-p0", "--whitespace=nowarn"]
    subprocess.run(command, input="".join(lines).encode(), cwd=tmp_path, check=True)
    assert new.encode() == (tmp_path / "x").read_bytes()


def test_pieces(monkeypatch):
    """
    A text in which everything but some headers has changed is compared between these: time grows with the text.
    """
    old = [line for n in range(100) for line in (f"[{n}]\n", *(f"{n}.{m}=1\n" for m in range(9)), "\n")]
    new = [line.replace("=", " = ") for line in old]
    sizes = []

    class Recording(difference.SequenceMatcher):
        def __init__(self, junk, one, other, **options):
            sizes.append(len(one))
            super().__init__(junk, one, other, **options)

    monkeypatch.setattr(difference, "SequenceMatcher", Recording)
    assert new == patched(old, difference.unified("x", old, new))
    assert 10 == max(sizes)
