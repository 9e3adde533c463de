"""
Run programs as a user would, and say what they took.
"""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
# What changes how programs start or print; compiled modules are kept, as on any user's machine.
DROPPED = {"PYTHONDONTWRITEBYTECODE", "WI_REGISTRY", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"}
ENVIRONMENT = {key: value for key, value in os.environ.items() if key not in DROPPED} | {"TERM": "xterm-256color"}


class Command(NamedTuple):
    """
    What to run; in a terminal of 100 columns, or with its output thrown away.
    """

    words: list[str]
    variables: dict[str, str] = {}  # noqa: RUF012  # never changed
    terminal: bool = False
    stdin: str = os.devnull


class Seconds(NamedTuple):
    """
    What one run took: CPU time, user and system, and time on the clock.
    """

    cpu: float
    clock: float


def run(command: Command) -> Seconds:
    """
    Run a command to its end.  Exits if it fails: its time would mean nothing.
    """
    terminal, output = pty.openpty() if command.terminal else (None, os.open(os.devnull, os.O_RDWR))
    if terminal is not None:
        termios.tcsetwinsize(output, (999, 100))  # so high that nothing is paged
    begin = time.perf_counter()
    with Path(command.stdin).open("rb") as stdin:
        process = subprocess.Popen(  # noqa: S603
            command.words,
            env=ENVIRONMENT | command.variables,
            cwd=ROOT,
            stdin=stdin if terminal is None else output,
            stdout=output,
            stderr=output,
        )
    os.close(output)
    if terminal is not None:
        _read_to_the_end(terminal)
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)  # reaped above
    if process.returncode:
        sys.exit(f"exit status {process.returncode}: {' '.join(command.words)}")
    return Seconds(usage.ru_utime + usage.ru_stime, clock)


def _read_to_the_end(terminal: int) -> None:
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:  # nobody writes any more
        pass
    os.close(terminal)


def output_of(command: Command) -> str:
    """
    What a command prints.
    """
    environment = ENVIRONMENT | command.variables
    done = subprocess.run(command.words, env=environment, cwd=ROOT, stdout=subprocess.PIPE, check=True)  # noqa: S603
    return done.stdout.decode()


def ratios(ours: Command, theirs: Command, runs: int) -> list[float]:
    """
    CPU time of one command by that of another, in pairs, after a pair that warms up.
    """
    pairs = [(run(ours).cpu, run(theirs).cpu) for _ in range(runs + 1)]
    return [one / other for one, other in pairs[1:]]
