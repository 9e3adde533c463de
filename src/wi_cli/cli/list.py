"""
`wi list`: the members as a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wi_cli.cli import completion, output, terminal
from wi_cli.cli.options import (
    Current,
    Former,
    Kinds,
    Many,
    RegistryFile,
    States,
    Topics,
    footer,
    load,
    none_passes,
    passing,
    today,
)
from wi_cli.cli.output import AsJson, Excel, Header, TableFormat

if TYPE_CHECKING:
    from wi_cli.showing.rich import Drawing


def command(
    state: States = None,
    kind: Kinds = None,
    topic: Topics = None,
    current: Current = False,
    former: Former = False,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar="KEY",
            autocompletion=completion.sorts,
            help="name | population | since | state, any other column or indicator. Default: name.",
        ),
    ] = "name",
    columns: Annotated[
        Many,
        typer.Option(
            "--columns",
            metavar="A,B,C",
            autocompletion=completion.columns,
            help="These columns, such as name,phone or Name,Telefon; wi help columns lists them.",
        ),
    ] = None,
    per: Annotated[
        str | None,
        typer.Option(
            "--per",
            metavar="WHAT",
            autocompletion=completion.pers,
            help="member | contact: what a row stands for. Default: contact with columns of contacts.",
        ),
    ] = None,
    form: TableFormat = None,
    as_json: AsJson = False,
    header: Header = False,
    excel: Excel = False,
    registry: RegistryFile = None,
) -> None:
    """
    List the members.

    Several --state or --kind are alternatives; several --topic must all be there.  With columns of contacts
    each contact has a row.
    """
    from wi_cli.errors import UsageError
    from wi_cli.finding import filters
    from wi_cli.german.wording import meant_field
    from wi_cli.showing import columns as known
    from wi_cli.showing import indicators, listing, phrases

    wanted = output.chosen(form, output.TABLES, as_json=as_json, header=header, excel=excel)
    asked = passing(state, kind, topic, current=current, former=former)
    if columns is not None and wanted.name in ("json", "ids"):
        raise UsageError(f"--columns doesn't go with --format {wanted.name}", "json has all fields")
    if per is not None and wanted.name == "json":
        raise UsageError("--per doesn't go with --format json", "json has all contacts of each member")
    loaded, path = load(registry)
    named = ",".join(columns) if columns is not None else None
    shown = known.chosen(named, wanted, terminal.width(), per, lambda name: indicators.column(name, loaded))
    per_contact = known.one_row_per(per, shown) == "contact"
    turned, by = sort.startswith("-"), sort.removeprefix("-")
    column = meant_field(by, filters.SORTS) or known.meant(by) or by
    order = "-" * turned + {"membership": "since"}.get(column, column)
    values = {name: one.raw for name, one in known.COLUMNS.items()}
    members = filters.ordered(filters.select(loaded, asked, today=today()), order, loaded, values)
    rows = known.per_contact(members) if per_contact else members
    if per_contact and column in known.COLUMNS and known.COLUMNS[column].of_contact:
        rows = filters.ordered(rows, order, loaded, values)

    def draw(width: int, _: object) -> Drawing:
        from wi_cli.showing import tables

        line = footer(loaded, path, phrases.counted(members, today()))
        return tables.member_table(rows, loaded, shown, today=today(), width=width, footer=line)

    if members or wanted.name != "table":
        output.show(listing.members(rows, loaded, shown), wanted, draw)
    if not members:
        raise none_passes(loaded)
