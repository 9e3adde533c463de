"""
How a terminal shows things: the palette, the console, what all that is drawn shares.

Every function takes values and returns a Rich renderable; `draw` turns one into
text with or without escape codes.  Nothing here prints, opens a file or looks at
the environment.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, TypeAlias

from rich.console import Console, Group, RenderableType
from rich.style import Style
from rich.table import Table as RichTable
from rich.text import Text

from wi_cli.german.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import StyleType

    from wi_cli.german.spelling import Span

Drawing: TypeAlias = "RenderableType"
"""What can be drawn."""
READING_WIDTH = 100
MOST_IN_CELL = 20_000
NARROW = 60
# The sixteen colours that every terminal draws in the tones of its own theme.
NAME = "bold"
TITLE = "bold cyan"
LABEL = "cyan"
FAINT = "dim"
LINKED = "blue"
MARKED = "bold reverse"
FORMER = "dim"

_LINKABLE = re.compile(r"(https?://|mailto:|tel:)[^\s\\]+")


class Table(RichTable):
    """
    A table whose cells hold no more than anybody reads: the time that Rich
    takes for a cell grows with the square of its lines.
    """

    def add_row(self, *cells: RenderableType | None, style: StyleType | None = None, end_section: bool = False) -> None:
        """
        Add a row, with "…" where one of its texts is cut.
        """
        for cell in cells:
            if isinstance(cell, Text):
                cell.truncate(MOST_IN_CELL, overflow="ellipsis")
        super().add_row(*cells, style=style, end_section=end_section)


def console(width: int, *, colour: bool, record: bool = False) -> Console:
    """
    A console that draws into memory, the same on every machine.
    """
    return Console(
        file=io.StringIO(),
        width=width,
        color_system="standard" if colour else None,
        force_terminal=True,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        record=record,
        _environ={},
    )


def draw(renderable: RenderableType, *, width: int, colour: bool) -> str:
    """
    What a terminal of that width shows; without `colour` not one escape code.
    """
    drawn = console(width, colour=colour)
    with drawn.capture() as capture:
        drawn.print(renderable)
    # Rich fills lines up to the full width: nobody wants to copy that.
    return "".join(line.rstrip(" ") + "\n" for line in capture.get().splitlines())


def picture(renderable: RenderableType, *, width: int, title: str) -> str:
    """
    The same as an SVG.
    """
    drawn = console(width, colour=True, record=True)
    drawn.print(renderable)
    return drawn.export_svg(title=title)


def together(parts: Iterable[RenderableType]) -> RenderableType:
    """
    Several things, one below the other.
    """
    return Group(*parts)


def marked(text: str, spans: Iterable[Span]) -> Text:
    """
    A text with its spans highlighted; the offsets are those of the raw text.
    """
    result = Text()
    position = 0
    for start, end in spans:
        result.append(visible(text[position:start]))
        result.append(visible(text[start:end]), style=MARKED)
        position = end
    return result.append(visible(text[position:]))


def address(url: str) -> Text:
    """
    A web address that can be clicked, and read.
    """
    return linked(url, url)


def linked(text: str, address: str) -> Text:
    """
    A text behind which an address stands.
    """
    return Text(text, style=linked_to(address))


def linked_to(address: str) -> Style:
    """
    A clickable link (OSC 8); none for what is no address.
    """
    if not _LINKABLE.fullmatch(address):
        return Style()
    return Style(color=LINKED, link=address)
