"""
Try made-up and spoilt registries on everything that reads, checks, changes and shows them:

    .venv/bin/python tests/fuzz.py --seed 1 --count 100000

Every document follows from the seed and its number.  What goes wrong is printed once of each kind, with as few
lines of the document as show it still, and the command that tries it again; then the exit status is 1.
"""

from __future__ import annotations

import argparse
import random as randomness
import signal
import sys
import time
import traceback
from collections import Counter
from contextlib import contextmanager
from itertools import count as numbers
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fuzzing.changing import change
from fuzzing.checking import fix, validate
from fuzzing.documents import document
from fuzzing.expecting import BrokenError
from fuzzing.formatting import fmt
from fuzzing.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

KINDS: dict[str, Callable[[bytes, randomness.Random], None]] = {
    function.__name__: function for function in (validate, fix, fmt, read, change)
}
PATIENCE = 10
"""Seconds of CPU time that one document may take for one kind: a thousand times what most take."""
ATTEMPTS = 400


class Failure(NamedTuple):
    """
    What went wrong with one document; `what` is alike for all that fail in the same way.
    """

    kind: str
    what: str
    content: bytes
    seed: str
    told: str


class TooSlowError(Exception):
    """
    A document took longer than it may.
    """


def failure(kind: str, content: bytes, seed: str) -> Failure | None:
    """
    What is wrong with one kind of use of a document, if anything.
    """
    try:
        with _patience():
            KINDS[kind](content, randomness.Random(f"{seed} {kind}"))  # the same for all that is left of a document
    except Exception as error:  # noqa: BLE001  # whatever is raised is what was looked for
        notes = "\n".join(getattr(error, "__notes__", ()))
        return Failure(kind, _what(error), content, seed, f"{type(error).__name__}: {error}\n{notes}"[:3000])
    return None


def failures(seed: object, kinds: Iterable[str], count: int, first: int = 0) -> Iterator[Failure]:
    """
    Everything that goes wrong with these documents.
    """
    for number in range(first, first + count):
        name = f"{seed}:{number}"
        content = document(name)
        for kind in kinds:
            if failed := failure(kind, content, name):
                yield failed


def smaller(failed: Failure) -> Failure:
    """
    The same failure with fewer lines of the document, as far as that goes without much patience.
    """
    attempts = numbers()
    size = max(1, failed.content.count(b"\n") // 2)
    while size:
        lines = failed.content.splitlines(keepends=True)
        for start in range(0, len(lines), max(1, size // 2)):  # a text of two lines may begin in any
            less = failure(failed.kind, b"".join([*lines[:start], *lines[start + size :]]), failed.seed)
            if less and less.what == failed.what:
                failed = less
                break
            if next(attempts) > ATTEMPTS:
                return failed
        else:
            size //= 2
    return failed


def told(failed: Failure) -> str:
    """
    A failure for a person: what, why, and the document to paste.
    """
    seed, _, number = failed.seed.rpartition(":")
    again = f"tests/fuzz.py --seed {seed} --first {number} --count 1 --kind {failed.kind}"
    text = failed.content.decode("utf-8", "backslashreplace")
    return f"== {failed.kind}: {failed.what}\n{failed.told}\n-- {again}\n{failed.content!r}\n{text}\n"


def _what(error: Exception) -> str:
    if isinstance(error, BrokenError):
        return error.what
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "fuzz.py" not in frame.filename]
    where = next((frame for frame in reversed(ours) if "wi_cli" in frame.filename), ours[-1])
    path = Path(where.filename)
    return f"{type(error).__name__} in {path.parent.name}/{path.name}:{where.name}"


@contextmanager
def _patience() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooSlowError(f"over {PATIENCE} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def main() -> int:
    """
    0 if all held, 1 if something went wrong.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", default=str(randomness.SystemRandom().randrange(10**6)))
    parser.add_argument("--count", type=int, default=1000, help="how many documents")
    parser.add_argument("--first", type=int, default=0, help="the number of the first of them")
    parser.add_argument("--kind", action="append", choices=[*KINDS], help="only this; can be repeated")
    asked = parser.parse_args()
    kinds = asked.kind or [*KINDS]
    sys.stdout.write(f"seed {asked.seed}\n")
    times: Counter[str] = Counter()
    begun = time.process_time()
    for failed in failures(asked.seed, kinds, asked.count, asked.first):
        name = f"{failed.kind}: {failed.what}"
        times[name] += 1
        if times[name] == 1:
            sys.stdout.write(f"{told(smaller(failed))}\n")
            sys.stdout.flush()
    seconds = time.process_time() - begun
    sys.stdout.write(f"{asked.count} documents, {', '.join(kinds)}: {seconds:.0f} s of CPU time\n")
    for name, number in times.most_common():
        sys.stdout.write(f"{number:6} {name}\n")
    return 1 if times else 0


if __name__ == "__main__":
    raise SystemExit(main())
