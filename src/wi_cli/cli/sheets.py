"""
What the help says, as values, and as text for a terminal or a pipe.

The manual pages are made of the same values (docs/man.py).  Drawn without Rich: whoever asks for help waits
for nothing else, and no term is cut.
"""

from __future__ import annotations

import inspect
import textwrap
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.cli.commands import CHANGE, CHECK, COMMANDS, LOOK_UP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDEST = 80
"""Columns that a line of help has at most."""
ROOM = 0.4
"""Of a line, what the terms on the left may take; where they need more, their texts stand below them."""
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
FIRM = "\N{NO-BREAK SPACE}"
"""Written as a blank, and no line ends there."""
Row = tuple[str, str]
_FIRST = ("registry", "version", "install")
"""The options of `wi` itself that everybody may need."""


class Section(NamedTuple):
    """
    Terms with their explanations, under a heading, which may be empty.
    """

    heading: str
    rows: Sequence[Row]


class Sheet(NamedTuple):
    """
    The help of a command: its synopsis, paragraphs of which the first is its summary, commands to try, and
    what can be given; of `wi` itself also its commands.
    """

    usage: str
    text: Sequence[str]
    commands: Sequence[Section]
    examples: Sequence[str]
    given: Sequence[Section]


def of_all(group: Any, *, whole: bool = False) -> Sheet:
    """
    The help of `wi` itself, which Typer has as `group`: what fits the smallest terminal, 80 x 24, or the `whole`.
    """
    given = [option for option in group.params if whole or option.name in _FIRST]
    return Sheet(
        "",
        _paragraphs(group.help)[: None if whole else 1],
        (
            Section("", [(name, entry.summary) for name, entry in COMMANDS.items() if entry.group == LOOK_UP]),
            Section("", [(", ".join(_of(group)), group) for group in (CHECK, CHANGE)]),
        ),
        ("wi show kassel", "wi contact herten --field phone", "wi list --topic schulsozialarbeit"),
        _given(given),
    )


def _of(group: str) -> list[str]:
    return [name for name, entry in COMMANDS.items() if entry.group == group]


def of_command(name: str, command: Any) -> Sheet:
    """
    The help of one command, which Typer has as `command`.
    """
    named = [parameter.metavar for parameter in command.params if parameter.param_type_name == "argument"]
    return Sheet(
        " ".join(["wi", name, *named, "[OPTIONS]"]),
        _paragraphs(command.help),
        (),
        COMMANDS[name].examples,
        _given(command.params),
    )


def _paragraphs(text: str) -> list[str]:
    """
    The paragraphs of a docstring, each in one line.
    """
    return [" ".join(paragraph.split()) for paragraph in inspect.cleandoc(text).split("\n\n")]


def _given(parameters: Iterable[Any]) -> list[Section]:
    """
    Arguments and options under the heading that each has, or its kind's.
    """
    sections: dict[str, list[Row]] = {}
    for parameter in parameters:
        kind = "Arguments" if parameter.param_type_name == "argument" else "Options"
        sections.setdefault(parameter.rich_help_panel or kind, []).append((_term(parameter), parameter.help))
    return [Section(heading, rows) for heading, rows in sections.items()]


def _term(parameter: Any) -> str:
    """
    "-f, --format FORMAT".
    """
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    names = ", ".join(sorted(parameter.opts, key=len))
    return names if parameter.is_flag else f"{names} {parameter.metavar}"


def text(sheet: Sheet, *, width: int, colour: bool = False) -> str:
    """
    A help as text, of `WIDEST` columns or `width` if that is less; with `colour` headings and terms are bold.
    """
    width = min(width, WIDEST)
    paragraphs = [[f"Usage: {sheet.usage}"]] if sheet.usage else []
    paragraphs += [_wrapped(paragraph, width) for paragraph in sheet.text]
    listed = [line for section in sheet.commands for line in _lines(section, width, bold=colour)]
    tried = [_heading("Examples", bold=colour), *(f"  {example}" for example in sheet.examples)]
    given = [_lines(section, width, bold=colour) for section in sheet.given]
    blocks = [*paragraphs, listed, tried if sheet.examples else [], *given]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def _heading(heading: str, *, bold: bool) -> str:
    return f"{_BOLD}{heading}:{_PLAIN}" if bold else f"{heading}:"


def _lines(section: Section, width: int, *, bold: bool) -> list[str]:
    """
    Terms on the left and their texts on the right, or where that is too narrow, below.
    """
    if not section.rows:
        return []
    column = max(len(term) for term, _ in section.rows) + 4
    below = column > width * ROOM
    lines = [_heading(section.heading, bold=bold)] if section.heading else []
    for term, explained in section.rows:
        shown = f"  {_BOLD}{term}{_PLAIN}" if bold else f"  {term}"
        first, *others = _wrapped(explained, width - (6 if below else column)) or [""]
        if below:
            lines += [shown, *(f"      {line}" for line in (first, *others))]
        else:
            lines += [f"{shown}{' ' * (column - 2 - len(term))}{first}", *(f"{' ' * column}{line}" for line in others)]
    return lines


def _wrapped(paragraph: str, width: int) -> list[str]:
    lines = textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False)
    return [line.replace(FIRM, " ") for line in lines]
