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
from wi_cli.german.wording import cited, number

if TYPE_CHECKING:
    from wi_cli.finding.search import Answer
    from wi_cli.showing.rich import Drawing

MOST_SHOWN = 20


def command(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help="A name, words or a question; quote a phrase.")
    ],
    areas: Annotated[
        list[str] | None,
        typer.Option(
            "--in",
            metavar="FIELD",
            autocompletion=completion.areas,
            help="Only here: name | contact | topic | place | summary | section | milestone | link.",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=1, help="At most N members. Default: 20 on a terminal, else all."),
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

    All words must be found, but those that say nothing (wer, macht, Kontakt); which were left out is said. Hessen,
    NRW, Landkreise, Großstadt choose among the members. Umlauts may be typed as koeln or koln; slips are forgiven.
    """
    from wi_cli.finding import search
    from wi_cli.finding.texts import AREAS
    from wi_cli.german.wording import meant_field
    from wi_cli.showing import listing

    wanted = output.chosen(form, output.TABLES, as_json=as_json, header=header, excel=excel)
    loaded, path = load(registry)
    try:
        asked = [meant_field(word, AREAS) or word for word in divided(areas)]
        answer = search.search(loaded, words, asked, today=today())
    except NothingFoundError as error:
        if wanted.name == "json":
            said = error.answer.said() if isinstance(error, search.NoMemberError) else {}
            terminal.write(listing.hits([], loaded, today=today(), said=said).text(wanted))
        raise
    _say(answer)
    shown = limit or (MOST_SHOWN if wanted.name == "table" else len(answer.hits))
    hits, more = answer.hits[:shown], len(answer.hits) - shown
    listed = listing.hits(hits, loaded, today=today(), said=answer.said())

    def draw(*_: object) -> Drawing:
        from wi_cli.showing import tables

        line = footer(loaded, path, f"{len(answer.hits)} Treffer")
        left = f"… {number(more)} weitere: --limit {len(answer.hits)}\n" if more > 0 else ""
        return tables.hit_list(hits, today=today(), footer=left + line)

    output.show(listed, wanted, draw, reading=True, pager=not no_pager)


def _say(answer: Answer) -> None:
    """
    Which words were left out, and why.
    """
    if answer.no_member:
        terminal.complain(f"{cited(answer.no_member)} is no member")
    if answer.without:
        terminal.complain(f"searched without {', '.join(answer.without)}")
    if answer.nowhere:
        said = ", ".join(map(cited, answer.nowhere))
        terminal.complain(f"{said} {'is' if len(answer.nowhere) == 1 else 'are'} found nowhere: searched without")
    if answer.elsewhere:
        places = ", ".join(map(cited, answer.elsewhere))
        terminal.complain(f"nobody with these words belongs to {places}: searched elsewhere")
    if not answer.all_words:
        terminal.complain("no member has all of these words: these have most of them")
