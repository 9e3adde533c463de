"""
The streams of the process: what they can show, and writing to them.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import sys
from typing import TYPE_CHECKING

from wi_cli.errors import RegistryUnreadableError, WiError
from wi_cli.german.wording import inert, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NARROWEST = 20
LONGEST = 1_000
# Which terminals follow links: https://github.com/Alhadis/OSC8-Adoption.
LINKING_TERMS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour")
LINKING_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "mintty")
LINKING_VTE = 5001
"""GNOME's and others; 0.50.0 crashed on them."""
RUNNERS = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")


class CannotWriteError(WiError):
    """
    stdout takes no more: a full disk, a closed stream.
    """

    def __init__(self, reason: str | None) -> None:
        super().__init__(f"can't write: {reason}")


class ReaderGoneError(Exception):
    """
    Nobody reads stdout any more.  No OSError: Typer would end the process with status 1.
    """


def prepare() -> None:
    """
    stdout is UTF-8 whatever the locale says, and line ends stay as written; on Windows so is stderr, and a console
    follows escape codes.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    if sys.platform == "win32":
        if isinstance(sys.stderr, io.TextIOWrapper):
            sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
        if is_terminal():
            from colorama import just_fix_windows_console

            just_fix_windows_console()


@contextlib.contextmanager
def kept() -> Iterator[io.BytesIO]:
    """
    What is written to stdout meanwhile is kept instead: the octets that a pipe would get.
    """
    octets = io.BytesIO()
    stream = io.TextIOWrapper(octets, encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
    with contextlib.redirect_stdout(stream):
        yield octets
    stream.detach()  # or it would close what was kept


def is_terminal() -> bool:
    """
    Whether a person looks at stdout.
    """
    return sys.stdout is not None and sys.stdout.isatty()


def is_log() -> bool:
    """
    Whether a CI runner may be reading along.  GitLab, Forgejo, Buildkite and others set CI, GitHub that and
    GITHUB_ACTIONS, Azure TF_BUILD, TeamCity TEAMCITY_VERSION (the manual of each: predefined variables).
    """
    return any(os.environ.get(name) for name in RUNNERS)


def colour() -> bool:
    """
    Whether escape codes may be written: NO_COLOR and TERM=dumb forbid them,
    FORCE_COLOR asks for them, otherwise a terminal gets them.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return os.environ.get("FORCE_COLOR", "") not in ("", "0") or is_terminal()


def width() -> int:
    """
    Columns of the terminal; COLUMNS has the first word.
    """
    return max(NARROWEST, shutil.get_terminal_size().columns)


def height() -> int:
    """
    Lines of the terminal; LINES has the first word.
    """
    return shutil.get_terminal_size().lines


def links() -> bool:
    """
    Whether links (OSC 8) may be written: the terminal is known to follow them, or FORCE_HYPERLINK says so; 0 says no.
    What runs another terminal inside itself passes on the environment of the outer one, not all that it can do.
    """
    asked = os.environ.get("FORCE_HYPERLINK")
    if asked or not (colour() and is_terminal()):
        return colour() and asked not in (None, "", "0")
    name = os.environ.get("TERM", "")
    if os.environ.get("TMUX") or os.environ.get("STY") or name.startswith(("screen", "tmux")):
        return False
    vte = os.environ.get("VTE_VERSION", "")
    return (
        name.startswith(LINKING_TERMS)
        or os.environ.get("TERM_PROGRAM") in LINKING_PROGRAMS
        or "WT_SESSION" in os.environ  # Windows Terminal
        or (vte.isdecimal() and int(vte) >= LINKING_VTE)
    )


def is_dark() -> bool:
    """
    Whether somebody looks at light letters on a dark ground: on most terminals, if they don't say otherwise
    (COLORFGBG, as rxvt and Konsole set it: 0;15 is black on white); never in a file or pipe.
    """
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return is_terminal() and ground not in ("7", "15")


def write(text: str, *, exact: bool = False) -> None:
    """
    Data, to stdout; without a command for a CI runner unless `exact`, for what
    is a file or such commands itself.
    """
    if sys.stdout is None:
        raise CannotWriteError(os.strerror(errno.EBADF))
    try:
        sys.stdout.write(text if exact else inert(text))
    except OSError as error:
        if reader_is_gone(error):
            raise ReaderGoneError from error
        raise CannotWriteError(error.strerror) from error


def reader_is_gone(error: OSError) -> bool:
    """
    Whether a pipe was closed at its other end; Windows calls that an invalid argument.
    """
    return isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error.errno == errno.EINVAL)


def complain(message: str, hint: str | None = None) -> None:
    """
    One sentence to stderr, and what to do next; a hint of several lines
    stands below it.  On a terminal the sentence goes on below at a word; what is to be typed stays whole.
    """
    first, *others = (hint or "").split("\n")
    if len(message) > 2 * LONGEST:  # it repeats what was typed, or pasted
        message = f"{message[:LONGEST]} … {message[-LONGEST:]}"
    lines = ["wi: " + visible(f"{message}; {first}" if first else message), *others]
    if sys.stderr is not None and sys.stderr.isatty():
        lines = [_wrapped(line) if len(line) > width() else line for line in lines]
    write_error("\n".join(lines) + "\n")


def _wrapped(line: str) -> str:
    """
    A line that goes on below, as far in, at a word; a command to be typed stays whole, and so does what is in quotes
    and fits: a terminal that has no room for it breaks it, but copies it as one.
    """
    start = line[: len(line) - len(line.lstrip())]
    if line.startswith(f"{start}wi ") and start:
        return line
    rows, row = [], start
    for word in _words(line[len(start) :], width()):
        if row.strip() and len(row) + len(word) > width():
            rows.append(row)
            row = start
        row += word if row.strip() else word.lstrip()
    return "\n".join([*rows, row])


def _words(text: str, most: int) -> list[str]:
    """
    The words of a text, each with the blanks before it: commands in one, and what is in quotes and not too long.
    """
    import re

    from wi_cli.cli.commands import COMMANDS

    names = "|".join(word for name, entry in COMMANDS.items() for word in (name, *entry.german))
    command = rf"wi (?:(?:{names})(?!\S)|--\w)" + r"""(?:"(?:\\.|[^"\\])*"|'[^']*'|.)*?"""
    # Where a sentence goes on: no argument looks so without quotes, but for the words that ours have behind a command.
    verbs = "again|and|lists|looks|makes|names|prints|shows|takes|what"
    behind = rf";(?=\s)|,\s(?:and|or|see|then|wi)\s|\s\(|\s(?:{verbs})\s|\?$|$"
    quote = rf"""(?<!\w)(?:"[^"]{{,{most}}}"|'[^']{{,{most}}}')(?!\w)"""
    return re.findall(rf"\s*(?:(?<![^\s(]){command}(?={behind})|{quote}|\S)+", text)


def complain_of(error: WiError) -> None:
    """
    What went wrong and what to do; of a file that is no TOML the first reason, with line and column.
    """
    from wi_cli.registry.store import NotTomlError

    message, hint = str(error), error.hint
    if isinstance(error, NotTomlError):
        from wi_cli.checking import syntax

        place, hint = syntax.refusal(error.content)
        message = f"{error.path}:{place}"
    if isinstance(error, RegistryUnreadableError) and error.offer:
        hint = f"{hint}; {error.offer}" if hint else error.offer
    complain(message, hint)


def write_error(text: str) -> None:
    """
    Lines that are no data, to stderr, with nothing in them that acts on a terminal or a CI runner.
    """
    try:
        if sys.stderr is not None:
            sys.stderr.write(inert("\n".join(map(visible, text.split("\n")))))
            sys.stderr.flush()
    except OSError:
        sys.stderr = None  # as Python does for a closed one: nothing to flush at the end


def somebody_answers() -> bool:
    """
    Whether questions can be asked.
    """
    return sys.stdin is not None and sys.stdin.isatty()


def ask(question: str, *, default: str = "") -> str:
    """
    What somebody types, `default` for nothing.

    Raises `typer.Abort` for Ctrl-C and Ctrl-D.
    """
    question = visible(question)
    with _asking():
        # The line editor has to know the question, or it writes over it.
        return input(f"{question} [{default}] " if default else f"{question} ") or default


def confirm(question: str, *, default: bool = False) -> bool:
    """
    A yes or a no.

    Raises `typer.Abort` for Ctrl-C and Ctrl-D.
    """
    answers = {"": default, "y": True, "yes": True, "j": True, "ja": True, "n": False, "no": False, "nein": False}
    while True:
        answer = ask(f"{question} [{'Y/n' if default else 'y/N'}]").strip().lower()
        if answer in answers:
            return answers[answer]
        write_error("  y or n\n")


@contextlib.contextmanager
def _asking() -> Iterator[None]:
    """
    Questions go to the terminal, not into a file that stdout may be.  What is
    said after Ctrl-C begins in a line of its own.
    """
    import typer

    try:
        with contextlib.nullcontext() if is_terminal() else contextlib.redirect_stdout(sys.stderr):
            yield
    except (EOFError, KeyboardInterrupt) as error:
        write_error("\n")
        raise typer.Abort from error


def page(text: str, *, pager: bool, again: Callable[..., str] | None = None) -> None:
    """
    A long text: through the pager if a terminal is too small for it.  One that shows less than the terminal gets
    what `again` makes with these keywords: without `links`, or without `colour`; else the letters alone.
    """
    fits = text.count("\n") < height()
    wanted = pager and is_terminal() and os.environ.get("TERM") != "dumb"
    if not fits and wanted:
        from wi_cli.cli import paging

        if paging.shown(text, again):
            return
    write(text)


def close_quietly() -> None:
    """
    Keep the interpreter from complaining about a stdout that is gone.
    """
    with contextlib.suppress(OSError):
        if sys.stdout is not None:
            sys.stdout.close()
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # lives as long as the process
