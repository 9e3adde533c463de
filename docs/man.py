"""
Write docs/man/*.1, the manual pages of `wi` and of each command, from the texts of the help.

    .venv/bin/python docs/man.py

A page whose text is as it was keeps its date.
"""

from __future__ import annotations

import re
import textwrap
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from wi_cli import __version__
from wi_cli.cli import app, sheets
from wi_cli.cli.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wi_cli.cli.sheets import Sheet

PAGES = Path(__file__).parent / "man"
PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WIDEST = 78
ENVIRONMENT = (
    ("WI_REGISTRY", "The registry to read, unless --registry names one. Empty is as if it were not set."),
    ("WI_OUTPUT_FORMAT", "The format of wi validate, unless --output-format names one."),
    ("NO_COLOR, FORCE_COLOR, TERM=dumb", "No escape codes at all; colours in a pipe, too; a terminal that has none."),
    ("COLUMNS, LINES", "The size of the terminal."),
    ("PAGER, LESS", "What shows a page that is longer than the terminal, less if nothing is set, and its options."),
    ("VISUAL, EDITOR", "The editor of wi edit, by its command line."),
)
STATUS = (
    ("0", "Done."),
    ("1", "The answer is no: nothing was found, problems were found, something would change."),
    ("2", "The command line asks for something that there is not."),
    ("3", "The registry, or the member that was asked for, can't be read or written."),
    ("4", "The name is that of several; they are listed."),
    ("130", "Ctrl-C."),
)


def main() -> None:
    """
    Write all pages, and take away those of commands that are gone.
    """
    PAGES.mkdir(exist_ok=True)
    pages = written(date.today().isoformat())  # noqa: DTZ011  # the day of whoever writes them
    for path in PAGES.glob("*.1"):
        if path.name not in pages:
            path.unlink()
    for name, page in pages.items():
        (PAGES / name).write_text(page, encoding="ascii")


def written(today: str) -> dict[str, str]:
    """
    The pages by the names of their files; each with the date that stands in its file, or today's if it is another.
    """
    group = typer.main.get_command(app)
    made = {"wi": _whole(sheets.of_all(group, whole=True))}
    made |= {f"wi-{name}": _of_command(name, group.get_command(None, name)) for name in COMMANDS}
    return {f"{name}.1": _dated(f"{name}.1", list(lines), name, today) for name, lines in made.items()}


def _dated(file: str, lines: list[str], name: str, today: str) -> str:
    there = (PAGES / file).read_text(encoding="ascii") if (PAGES / file).exists() else ""
    day = next(iter(re.findall(r"^\.TH \S+ 1 (\S+)", there, re.MULTILINE)), today)
    old, new = (_page(name, one, lines) for one in (day, today))
    return old if old == there else new


def _page(name: str, day: str, lines: Iterable[str]) -> str:
    head = f'.TH {_plain(name.upper())} 1 {day} "wi {__version__}" "wi"'
    left_and_whole = (".ad l", ".nh")  # no wide gaps, and no word is parted
    return "\n".join((head, *left_and_whole, *lines)) + "\n"


def _whole(sheet: Sheet) -> Iterator[str]:
    summary, *text = sheet.text
    yield from _head("wi", summary)
    yield from (".B wi", "[OPTIONS] COMMAND ...")
    yield from _described(text)
    yield ".SH COMMANDS"
    for name, entry in COMMANDS.items():
        words = f" German: {', '.join(entry.german)}." if entry.german else ""
        yield from (".TP", f".BR wi\\-{name} (1)", _text(entry.summary + words))
    yield from _given(sheet)
    yield from _examples(sheet)
    yield from _rows("ENVIRONMENT", ENVIRONMENT)
    yield from _rows("EXIT STATUS", STATUS)
    yield ".SH SEE ALSO"
    yield from _listed([f"wi\\-{name}" for name in COMMANDS])


def _of_command(name: str, command: object) -> Iterator[str]:
    sheet = sheets.of_command(name, command)
    summary, *text = sheet.text
    yield from _head(f"wi-{name}", summary)
    _, _, *given = sheet.usage.split(" ")
    yield from (f".B wi {name}", _text(" ".join(given)))
    yield from _described(text)
    yield from _examples(sheet)
    yield from _given(sheet)
    yield ".SH SEE ALSO"
    yield from _listed(["wi"])


def _head(name: str, summary: str) -> Iterator[str]:
    yield from (".SH NAME", f"{_plain(name)} \\- {_text(summary[:1].lower() + summary[1:].removesuffix('.'))}")
    yield ".SH SYNOPSIS"


def _described(paragraphs: Iterable[str]) -> Iterator[str]:
    for number, paragraph in enumerate(paragraphs):
        yield from (".PP" if number else ".SH DESCRIPTION", _text(paragraph))


def _examples(sheet: Sheet) -> Iterator[str]:
    yield from (".SH EXAMPLES", ".nf", *map(_plain, sheet.examples), ".fi")


def _given(sheet: Sheet) -> Iterator[str]:
    for section in sheet.given:
        yield from _rows(section.heading.upper(), section.rows)


def _rows(heading: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f".SH {heading}"
    for term, explained in rows:
        yield from (".TP", f".B {_plain(term)}", _text(explained))


def _listed(names: list[str]) -> Iterator[str]:
    yield from (f".BR {name} (1){',' if name != names[-1] else ''}" for name in names)


def _text(text: str) -> str:
    r"""
    A text as roff takes it: no line of it is a command, every hyphen can be typed, and what isn't
    ASCII is named: \[u00E4].
    """
    lines = textwrap.wrap(_plain(text), WIDEST, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"\\&{line}" if line.startswith(".") else line for line in lines)


def _plain(text: str) -> str:
    named = (character if character.isascii() else f"\\[u{ord(character):04X}]" for character in text)
    return "".join(
        {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti"}.get(c, c) for c in named
    )


if __name__ == "__main__":
    main()
