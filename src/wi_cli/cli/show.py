"""
`wi show`: the portrait of a member.
"""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from wi_cli.cli import completion, output, terminal
from wi_cli.cli.options import Exact, Only, RegistryFile, chosen_blocks, footer, load, named_members
from wi_cli.cli.output import AsJson, Excel, Header, NoPager, PageFormat


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
    as_json: AsJson = False,
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
    from wi_cli.showing import listing, portrait

    wanted = output.chosen(form, output.PAGES, as_json=as_json, header=header, excel=excel)
    blocks = chosen_blocks(only, wanted)
    loaded, path = load(registry)
    (member,) = named_members(loaded, [" ".join(name)], command="show", form=wanted, exact=exact)
    if wanted.is_page:
        page = portrait.of_member(member, loaded, blocks)
        output.show_portrait(page, wanted, pager=not no_pager, footer=partial(footer, loaded, path))
    else:
        terminal.write(listing.figures(member, loaded).text(wanted))
