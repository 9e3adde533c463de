"""
`wi search`: members by words anywhere in them.
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
    NoPager,
    RegistryFile,
    TableFormat,
    chosen_format,
    footer,
    load,
)
from wi_cli.errors import NothingFoundError


def command(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="All must be found; quote a phrase.")],
    areas: Annotated[
        list[str] | None,
        typer.Option(
            "--in",
            metavar="FIELD",
            autocompletion=completion.areas,
            help="Only here: name | contact | topic | place | summary | section | milestone | link.",
        ),
    ] = None,
    form: TableFormat = None,
    json: Json = False,
    header: Header = False,
    excel: Excel = False,
    no_pager: NoPager = False,
    registry: RegistryFile = None,
) -> None:
    """
    Search names, contacts, topics and portraits.

    All words must be found.  Umlauts may be typed as koeln or koln; slips are forgiven in names and topics.
    """
    from wi_cli.finding import search
    from wi_cli.showing import export

    asked = chosen_format(form, TABLES, json=json, excel=excel, header=header)
    loaded, path = load(registry)
    try:
        hits = search.search(loaded, words, areas or ())
    except NothingFoundError:
        if asked == "json":
            terminal.write(export.json(export.envelope([], loaded)))
        raise
    if asked != "table":
        terminal.write(export.hit_list(asked, hits, loaded, header=header, excel=excel))
        return
    from wi_cli.showing import render

    found = render.hit_list(hits, footer=footer(len(hits), "Treffer", "Treffer", path))
    columns = min(terminal.width(), render.READING_WIDTH)
    terminal.page(render.draw(found, width=columns, colour=terminal.colour()), pager=not no_pager)
