"""
`wi list`: the members as a table.
"""

from __future__ import annotations

from typing import Annotated

import typer

from wi_cli.cli import completion, terminal
from wi_cli.cli.options import (
    TABLES,
    Excel,
    Header,
    Json,
    RegistryFile,
    TableFormat,
    chosen_format,
    footer,
    load,
    today,
)

Many = list[str] | None


def command(
    state: Annotated[
        Many,
        typer.Option(
            "--state", metavar="STATE", autocompletion=completion.states, help="Only this Land: HE or Hessen."
        ),
    ] = None,
    kind: Annotated[
        Many,
        typer.Option(
            "--kind", metavar="KIND", autocompletion=completion.kinds, help="Only this kind: Landkreis, Stadtkreis …"
        ),
    ] = None,
    topic: Annotated[
        Many,
        typer.Option(
            "--topic",
            metavar="TOPIC",
            autocompletion=completion.topics,
            help="Only who works on this; several must all be there.",
        ),
    ] = None,
    current: Annotated[bool, typer.Option("--current", help="Without those that left.")] = False,
    former: Annotated[bool, typer.Option("--former", help="Only those that left.")] = False,
    sort: Annotated[
        str,
        typer.Option(
            "--sort", metavar="KEY", autocompletion=completion.sorts, help="name | population | since | state"
        ),
    ] = "name",
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="A,B,C",
            autocompletion=completion.columns,
            help="These columns, such as name,phone,email.",
        ),
    ] = None,
    form: TableFormat = None,
    json: Json = False,
    header: Header = False,
    excel: Excel = False,
    registry: RegistryFile = None,
) -> None:
    """
    List the members.

    Several --state or --kind are alternatives; several --topic must all be there.
    """
    from wi_cli.errors import NothingFoundError, UsageError
    from wi_cli.finding import search
    from wi_cli.showing import columns as known_columns
    from wi_cli.showing import export

    asked = chosen_format(form, TABLES, json=json, excel=excel, header=header)
    if current and former:
        raise UsageError("--current and --former leave nobody", "give one of them")
    if columns is not None and asked in ("json", "ids"):
        raise UsageError(f"--columns doesn't go with --format {asked}", "json has all fields")
    default = {"table": known_columns.fitting(terminal.width()), "markdown": known_columns.PAGE}
    shown = known_columns.chosen(columns, default.get(asked, known_columns.MACHINE))
    loaded, path = load(registry)
    filters = search.Filters(state or (), kind or (), topic or (), current=current, former=former)
    members = search.ordered(search.select(loaded, filters, today=today()), sort)
    if asked != "table":
        terminal.write(export.member_list(asked, members, loaded, shown, header=header, excel=excel))
    elif members:
        from wi_cli.showing import render

        line = footer(len(members), "Mitglied", "Mitglieder", path)
        width = terminal.width()
        table = render.member_table(members, loaded, shown, today=today(), width=width, footer=line)
        terminal.write(render.draw(table, width=width, colour=terminal.colour()))
    if not members:
        raise NothingFoundError("no member passes these filters" if loaded.members else "the registry has no members")
