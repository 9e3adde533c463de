"""
`wi help`: what a command does, and the words that can be typed.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from wi_cli.cli import completion, sheets, terminal
from wi_cli.cli.commands import COMMANDS, called
from wi_cli.cli.sheets import Section, Sheet
from wi_cli.errors import UsageError, WiError

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS = ("columns", "column", "fields", "field", "words", "Spalten", "Spalte", "Felder", "Feld", "Wörter")
"""By which the page of words is asked for."""


def command(
    context: typer.Context,
    topics: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMAND|columns]",
            autocompletion=completion.among([*COMMANDS, "columns"]),
            help="A command, or columns: what --columns, --field, --only, --sort, --in and --set can name.",
        ),
    ] = None,
) -> None:
    """
    Explain a command, or what can be named as columns and fields.
    """
    group = context.find_root().command
    show(*[_sheet(topic, context, group) for topic in topics or ()] or [sheets.of_all(group)])


def show(*asked: Sheet) -> None:
    """
    Print helps, through the pager where a terminal is too small for them.
    """
    width, colour = terminal.width(), terminal.colour()
    terminal.page("\n".join(sheets.text(sheet, width=width, colour=colour) for sheet in asked), pager=True)


def _sheet(topic: str, context: typer.Context, group: object) -> Sheet:
    from wi_cli.german.spelling import forms

    if any(not forms(topic).isdisjoint(forms(word)) for word in COLUMNS):
        return words()
    name = called(topic)
    if name is None:
        from wi_cli.german.slips import did_you_mean

        near = did_you_mean(topic, [*COMMANDS, "columns"])
        raise UsageError(
            f"no help on {topic!r}", near or "wi help lists the commands, wi help columns what can be named"
        )
    return sheets.of_command(name, group.get_command(context, name))  # type: ignore[attr-defined]  # LazyCommands


def words() -> Sheet:
    """
    The words that options take, as the registry calls them and as the screen does.
    """
    from wi_cli.finding.filters import SORTS
    from wi_cli.finding.texts import AREAS
    from wi_cli.german.wording import BLOCKS
    from wi_cli.registry.format import LISTS, TABLES
    from wi_cli.registry.values import WAYS, Member
    from wi_cli.showing.columns import COLUMNS as OF_A_LIST
    from wi_cli.showing.listing import CONTACTS

    single = [name for name in Member._fields[1:] if name not in TABLES | LISTS]
    parts = [(f"{name}.FIELD", value._fields) for name, value in TABLES.items()]
    parts += [(f"{name}.0.FIELD", value._fields) for name, value in LISTS.items()]
    indicators = _indicators()
    return Sheet(
        "",
        ["What options can name: as the registry calls it, or as the screen does, in any spelling."],
        (),
        ("wi list --columns Name,Telefon --sort Einwohner", "wi contact kassel --field E-Mail"),
        (
            Section(
                "wi list",
                [
                    ("--columns A,B,C", f"{_named(OF_A_LIST)}; any indicator, and its date: population.as_of"),
                    ("--sort KEY", f"{_named(SORTS)}; any other column or indicator; a minus turns it round: -name"),
                ],
            ),
            Section("Indicators", [("--indicator of wi compare, and above", indicators)] if indicators else []),
            Section("wi contact", [("--field FIELD", _named(CONTACTS)), ("--with WAY", _named(WAYS))]),
            Section("wi show, wi network", [("--only BLOCKS", _named(BLOCKS))]),
            Section("wi search", [("--in FIELD", _named(AREAS))]),
            Section(
                "wi edit",
                [
                    ("--set FIELD=VALUE", _named(single)),
                    *((term, _named(fields)) for term, fields in parts),
                ],
            ),
        ),
    )


def _named(names: Iterable[str]) -> str:
    """
    "phone (Telefon), fax", in which no word is parted from its German one.
    """
    from wi_cli.german.wording import LABELS

    labels = ((name, LABELS.get(name, name)) for name in names)
    return ", ".join(
        name if label.casefold() == name else f"{name} ({label})".replace(" ", sheets.FIRM) for name, label in labels
    )


def _indicators() -> str:
    """
    Those of the registry that is read; none of one that can't be.
    """
    from wi_cli.german.wording import visible
    from wi_cli.registry import figures, find

    try:
        registry, _ = find.load(None, os.environ)
    except WiError:
        return ""
    titles = ((key, figures.titled(key, registry)) for key in figures.known(registry))
    return "; ".join(f"{visible(key)} ({visible(title)})" for key, title in titles)
