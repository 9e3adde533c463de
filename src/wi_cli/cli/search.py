"""
`wi search`: members by words anywhere in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wi_cli.cli import completion, output, terminal
from wi_cli.cli.options import RegistryFile, divided, footer, load, today
from wi_cli.cli.output import AsJson, Excel, Header, NoPager, TableFormat
from wi_cli.errors import NothingFoundError

if TYPE_CHECKING:
    from wi_cli.showing.rich import Drawing


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
    as_json: AsJson = False,
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
    from wi_cli.finding.texts import AREAS
    from wi_cli.german.wording import meant_field
    from wi_cli.showing import listing

    wanted = output.chosen(form, output.TABLES, as_json=as_json, header=header, excel=excel)
    loaded, path = load(registry)
    try:
        hits = search.search(loaded, words, [meant_field(word, AREAS) or word for word in divided(areas)])
    except NothingFoundError:
        if wanted.name == "json":
            terminal.write(listing.hits([], loaded, today=today()).text(wanted))
        raise

    def draw(*_: object) -> Drawing:
        from wi_cli.showing import tables

        return tables.hit_list(hits, today=today(), footer=footer(loaded, path, f"{len(hits)} Treffer"))

    output.show(listing.hits(hits, loaded, today=today()), wanted, draw, reading=True, pager=not no_pager)
