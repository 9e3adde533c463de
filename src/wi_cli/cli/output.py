"""
How output is wanted, and getting it out: the one chain from what a command
found to what stands on stdout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from wi_cli.cli import completion, terminal
from wi_cli.cli.commands import OUTPUT
from wi_cli.errors import UsageError
from wi_cli.messages import all_of
from wi_cli.showing.form import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wi_cli.showing.listing import Listing
    from wi_cli.showing.portrait import Portrait
    from wi_cli.showing.rich import Drawing

    Draw = Callable[[int, bool], Drawing]
    # For a width; and whether the terminal follows links, or addresses are to be read.

TABLES = ("table", "tsv", "csv", "json", "markdown", "ids")
PAGES = ("table", "text", "tsv", "csv", "json", "markdown", "ids")

AsJson = Annotated[bool, typer.Option("--json", rich_help_panel=OUTPUT, help="The same as --format json.")]
Header = Annotated[
    bool, typer.Option("--header", rich_help_panel=OUTPUT, help="tsv: begin with a line of column names.")
]
Excel = Annotated[
    bool,
    typer.Option(
        "--excel",
        rich_help_panel=OUTPUT,
        help='csv for a double click in a German Excel: semicolons, decimal commas, ="06108" so that zeros stay. '
        "For Word and Power Query: wi export xlsx.",
    ),
]
NoPager = Annotated[bool, typer.Option("--no-pager", rich_help_panel=OUTPUT, help="Print a long page at once.")]


def _format_option(known: Sequence[str]) -> Any:
    text = f"{' | '.join(known)}. Default: table on a terminal, {known[1]} elsewhere."
    return typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        autocompletion=completion.among(known),
        rich_help_panel=OUTPUT,
        help=text,
    )


TableFormat = Annotated[str | None, _format_option(TABLES)]
PageFormat = Annotated[str | None, _format_option(PAGES)]


def chosen(asked: str | None, known: Sequence[str], *, as_json: bool, header: bool, excel: bool) -> Form:
    """
    The form that was asked for, else the table on a terminal and the plainest one elsewhere.

    Raises `UsageError` for an unknown one or two that contradict each other.
    """
    implied = "json" if as_json else "csv" if excel else "tsv" if header else None
    given = [name for name, wanted in (("json", as_json), ("excel", excel), ("header", header)) if wanted]
    if len(given) > 1:
        options = all_of(f"--{name}" for name in given)
        raise UsageError(f"{options} don't go together", "give one of them")
    if asked is None:
        return Form(implied or ("table" if terminal.is_terminal() else known[1]), header, excel)
    asked = asked.lower()
    if asked not in known:
        from wi_cli.german.slips import did_you_mean

        raise UsageError(f"no format {asked!r}", did_you_mean(asked, known) or f"there are: {', '.join(known)}")
    if implied not in (None, asked) and not (header and asked == "csv"):  # csv has its header anyway
        raise UsageError(f"--{given[0]} doesn't go with --format {asked}", "give one of them")
    return Form(asked, header, excel)


def show(listing: Listing, form: Form, draw: Draw, *, reading: bool = False, pager: bool = False) -> None:
    """
    A listing in its form; what a terminal shows is made by `draw`.
    """
    if form.name == "table":
        draw_page(draw, reading=reading, pager=pager)
    else:
        terminal.write(listing.text(form))


def draw_page(draw: Draw, *, reading: bool = True, pager: bool = False) -> None:
    """
    What `draw` makes for the width of the terminal, or with `reading` for one that reads well.
    """
    from wi_cli.showing import rich

    window = terminal.width()
    width = min(window, rich.READING_WIDTH) if reading else window

    def page(*, colour: bool, links: bool) -> str:
        return rich.draw(draw(width, links), width=width, colour=colour, links=links, window=window)

    terminal.page(page(colour=terminal.colour(), links=terminal.links()), pager=pager, again=page)


def show_portrait(portrait: Portrait, form: Form, *, pager: bool, footer: Callable[[], str]) -> None:
    """
    A portrait as table, text or markdown; `footer` makes what stands below it on a terminal.
    """
    if form.name == "table":
        from wi_cli.showing import pages

        def draw(width: int, links: bool) -> Drawing:
            return pages.portrait_page(portrait, width=width, links=links, footer=footer())

        draw_page(draw, pager=pager)
        return
    from wi_cli.showing import markdown, plain

    terminal.write(markdown.markdown(portrait) if form.name == "markdown" else plain.plain(portrait))
