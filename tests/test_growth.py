"""
What is done with a text grows with it, and no faster: counted in calls, not in seconds.
"""

import sys
from contextlib import suppress

import pytest

from large import CASES
from wi_cli.changing import layout
from wi_cli.checking.diagnose import examine
from wi_cli.checking.rule import Settings
from wi_cli.errors import AmbiguousNameError, MemberNotFoundError, NothingFoundError
from wi_cli.finding import contacts, search
from wi_cli.registry import build, store, toml

TODAY = Settings("2026-11-22")
SCHEMA = store.schema()


def calls(work, text):
    """
    How many functions are called, of Python and of what is written in C.
    """
    count = 0

    def note(frame, event, _):
        nonlocal count
        # Some versions of rapidfuzz report each comparison that they make, others none.
        count += event in ("call", "c_call") and "rapidfuzz" not in frame.f_code.co_filename

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work(text)
    finally:
        sys.setprofile(before)
    return count


def validate(text):
    examine(text.encode(errors="surrogateescape"), SCHEMA, TODAY)


def fmt(text):
    with suppress(toml.TooDeepError):
        layout.formatted(text)


def found(text):
    try:
        registry = build.registry(toml.loads(text))
    except toml.TooDeepError:
        return
    for words in (["amt"], ["kassel", "uebung"], ["Musterort1x"], ["bdrof"], ["aaaaaaaab"]):
        with suppress(NothingFoundError):
            search.search(registry, words)


def met(text):
    registry = build.registry(toml.loads(text))
    for name in ("gleich", "gleihc", "+49 30 23125-1"):
        with suppress(AmbiguousNameError, MemberNotFoundError):
            contacts.meant(registry, name, command="contact")


WORK = {"contact gl": met, "validate": validate, "fmt": fmt, "search": found}


@pytest.mark.parametrize(
    ("name", "work"),
    [(name, work) for name, case in CASES.items() for work in WORK if any(c.startswith(work) for c in case.commands)],
)
def test_growth(name, work):
    """
    Twice the text is at most a little more than twice the work.
    """
    case = CASES[name]
    size = max(10, min(150, case.number // 50))
    texts = [case.text(size * factor) for factor in (1, 2, 4)]
    WORK[work](texts[-1])  # what is remembered from one time to the next is remembered now
    one, two, four = (calls(WORK[work], text) for text in texts)
    # In proportion that is twice as much, with the square four times.
    assert four - two <= 3 * (two - one) + 500
