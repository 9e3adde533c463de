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

from wi_cli.wording import visible

if TYPE_CHECKING:
    from wi_cli.portrait import Portrait

NARROWEST = 20


class ReaderGoneError(Exception):
    """
    Nobody reads stdout any more.  No OSError: Typer would end the process with status 1.
    """


def prepare() -> None:
    """
    stdout is UTF-8 whatever the locale says, and line ends stay as written.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def is_terminal() -> bool:
    """
    Whether a person looks at stdout.
    """
    return sys.stdout is not None and sys.stdout.isatty()


def handsome_help() -> bool:
    """
    Whether help may be drawn with Rich: somebody looks, and escape codes are welcome.
    """
    return is_terminal() and sys.stderr is not None and sys.stderr.isatty() and colour()


def colour() -> bool:
    """
    Whether escape codes may be written: NO_COLOR and TERM=dumb forbid them,
    FORCE_COLOR asks for them, otherwise a terminal gets them.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or is_terminal()


def width() -> int:
    """
    Columns of the terminal; COLUMNS has the first word.
    """
    return max(NARROWEST, shutil.get_terminal_size().columns)


def write(text: str) -> None:
    """
    Data, to stdout.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    try:
        sys.stdout.write(text)
    except BrokenPipeError as error:
        raise ReaderGoneError from error


def complain(message: str, hint: str | None = None) -> None:
    """
    One sentence to stderr, and what to do next; a hint of several lines
    stands below it.
    """
    first, *others = (hint or "").split("\n")
    lines = [f"{message}; {first}" if first else message, *others]
    if sys.stderr is not None:
        sys.stderr.write("wi: " + "\n".join(visible(line) for line in lines) + "\n")


def portrait(page_: Portrait, form: str, *, pager: bool) -> None:
    """
    A portrait as table, text or markdown.
    """
    if form == "table":
        from wi_cli import render

        columns = min(width(), render.READING_WIDTH)
        drawn = render.draw(render.portrait_page(page_, width=columns, links=colour()), width=columns, colour=colour())
        page(drawn, pager=pager)
        return
    from wi_cli import export

    write(export.markdown(page_) if form == "markdown" else export.plain(page_))


def page(text: str, *, pager: bool) -> None:
    """
    A long text: through the pager if a terminal is too small for it.
    """
    lines = text.count("\n")
    if not (pager and is_terminal() and lines >= shutil.get_terminal_size().lines and _through_pager(text)):
        write(text)


def _through_pager(text: str) -> bool:
    import shlex
    import signal
    import subprocess

    command = shlex.split(os.environ.get("PAGER") or "less")
    # As git does: F quits if it fits, I ignores case, R shows colours, X leaves the text on the screen.
    environment = {"LESS": "FIRX", "LESSCHARSET": "utf-8"} | os.environ
    # Ctrl-C is the pager's: it stops a search, it doesn't end us.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        subprocess.run(command, input=text.encode(), env=environment, check=False)  # noqa: S603  # the user's own $PAGER
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def close_quietly() -> None:
    """
    Keep the interpreter from complaining about a stdout that is gone.
    """
    with contextlib.suppress(OSError):
        if sys.stdout is not None:
            sys.stdout.close()
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # lives as long as the process
