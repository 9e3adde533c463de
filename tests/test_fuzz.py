"""
Made-up and spoilt registries, a few of them in each run; `tests/fuzz.py` tries as many as one likes.
"""

import os
from random import SystemRandom

import pytest

import fuzz
import texts
from fuzzing import checking
from wi_cli.changing import layout, splice
from wi_cli.checking import diagnose
from wi_cli.checking.diagnose import Examined
from wi_cli.checking.mend import Mended
from wi_cli.registry.edits import Edit, apply
from wi_cli.showing import delimited

# Where a change is judged, whether it may land is no matter of luck.
ANOTHER = "2" if "CI" in os.environ else str(SystemRandom().randrange(10**6))


def try_on(seed, count):
    """
    Fail with all that a person needs to try the first failing document again.
    """
    for failed in fuzz.failures(seed, fuzz.KINDS, count):
        pytest.fail(fuzz.told(fuzz.smaller(failed)), pytrace=False)


@pytest.mark.parametrize("seed", ["1", ANOTHER], ids=["1", "another"])
def test_few(seed):
    """
    Whatever a registry file holds, it is checked, mended, laid out, read, shown and changed as promised.

    One seed stays, the other is another in each run on a desk and is named by what fails.
    """
    try_on(seed, 150)


@pytest.mark.slow
def test_many():
    """
    As above, and more of them.
    """
    try_on(ANOTHER, 3000)


def test_seed():
    """
    A document follows from its number; several are not the same.
    """
    assert fuzz.document("1:7") == fuzz.document("1:7")
    assert len({fuzz.document(f"1:{number}") for number in range(20)}) > 15


def shifted(examined):
    """
    What was examined, with every place a line too far down.
    """
    moved = [found._replace(line=found.line + 1, end_line=found.end_line + 1) for found in examined.diagnostics]
    return examined._replace(diagnostics=tuple(moved))


def unlike(self, edits, _):
    return texts.read(apply(self.text, [*edits, Edit(0, 0, "# new\n")]))


FAULTS = [
    ("validate", "a line is in the text", (checking, "examine", lambda *given: shifted(diagnose.examine(*given)))),
    (
        "fix",
        "once mended there is nothing to mend",
        (checking, "mend", lambda content, *_: Mended(content + b"\n", 1, Examined("", ()))),
    ),
    ("fmt", "every comment is kept", (layout, "formatted", lambda text: text.replace("# ", "#"))),
    (
        "read",
        "rows of list csv are equally long",
        (delimited, "comma_separated", lambda names, *_, **__: f"{','.join(names)}\r\nx\r\n"),
    ),
    ("change", "the rest of the text stays", (splice.Spliced, "changed", unlike)),
]


@pytest.mark.parametrize(("kind", "what", "fault"), FAULTS, ids=fuzz.KINDS)
def test_planted_fault(monkeypatch, kind, what, fault):
    """
    What is wrong with the program is found, and shown by a document that is no larger than the first one.
    """
    monkeypatch.setattr(*fault)
    checking.examined.cache_clear()
    try:
        failed = next(found for found in fuzz.failures("1", [kind], 2000) if found.what == what)
        less = fuzz.smaller(failed)
    finally:
        checking.examined.cache_clear()
    assert what == less.what
    assert less.content.count(b"\n") <= min(8, failed.content.count(b"\n"))
    number = failed.seed.partition(":")[2]
    assert f"tests/fuzz.py --seed 1 --first {number} --count 1 --kind {kind}\n" in fuzz.told(less)
