"""
`wi show`: the portrait of a member.
"""

from __future__ import annotations

from typing import Annotated

import typer

from wi_cli.cli import completion, terminal
from wi_cli.cli.options import (
    PAGES,
    Exact,
    Excel,
    Header,
    Json,
    NoPager,
    Only,
    PageFormat,
    RegistryFile,
    chosen_blocks,
    chosen_format,
    load,
    named_members,
)


def command(
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME",
            autocompletion=completion.members,
            help="Id, name, alias or AGS; several words are one name.",
        ),
    ],
    only: Only = None,
    form: PageFormat = None,
    json: Json = False,
    header: Header = False,
    excel: Excel = False,
    no_pager: NoPager = False,
    exact: Exact = False,
    registry: RegistryFile = None,
) -> None:
    """
    Show the portrait of a member.

    Figures, timeline, portrait texts, contacts, links and sources; tsv and csv carry the figures.
    """
    from wi_cli.registry import store
    from wi_cli.showing import export, portrait

    asked = chosen_format(form, PAGES, json=json, excel=excel, header=header)
    blocks = chosen_blocks(only, asked)
    loaded, path = load(registry)
    (member,) = named_members(loaded, [" ".join(name)], command="show", form=asked, exact=exact)
    if asked == "json":
        terminal.write(export.json(export.envelope([member], loaded)))
    elif asked in ("tsv", "csv"):
        rows = export.figure_rows(member.id, member.figures, loaded)
        terminal.write(export.delimited(asked, export.FIGURES, rows, header=header, excel=excel))
    elif asked == "ids":
        terminal.write(export.ids([member]))
    else:
        terminal.portrait(
            portrait.of_member(member, loaded, blocks), asked, pager=not no_pager, footer=store.shown(path)
        )
