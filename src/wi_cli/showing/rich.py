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

from rich.cells import cell_len, set_cell_size
from rich.console import Console, Group, RenderableType
from rich.segment import Segment, Segments
from rich.style import Style
from rich.table import Table as RichTable
from rich.text import Text

from wi_cli.german.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import ConsoleOptions, RenderResult
    from rich.style import StyleType

    from wi_cli.german.spelling import Span

Drawing: TypeAlias = "RenderableType"
"""What can be drawn."""
READING_WIDTH = 100
MOST_IN_CELL = 20_000
NARROW = 60
DOT = " · "
"""Between short texts in one line."""
# The palette, whole.  All ink is the terminal's own: no colour has a contrast of 4.5 (WCAG 1.4.3) on
# white and on the blue of Windows PowerShell, #012456, and what themes make of the sixteen is too
# dark on some ground or too light on another, as faint letters are.  Nothing is told by it alone.
NAME = "bold"
TITLE = "bold"
ADDRESS = "underline"
MATCH = "reverse"
PLAIN = "not bold"
"""What stands beside a name, in a line or column of these."""

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


def console(width: int, *, colour: bool) -> Console:
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
        _environ={},
    )


def draw(renderable: RenderableType, *, width: int, colour: bool, links: bool = False, window: int = 0) -> str:
    """
    What a terminal shows in that width, with addresses as long as its `window` is wide; without `colour` not
    one escape code, without `links` (OSC 8) nothing that hides an address.
    """
    drawn = console(max(width, window), colour=colour)
    with drawn.capture() as capture:
        segments = drawn.render(renderable, drawn.options.update(width=width))
        drawn.print(Segments(segments if links else Segment.strip_links(segments)), crop=False, end="")
    # Rich fills lines up to the full width: nobody wants to copy that.
    return "".join(line.rstrip(" ") + "\n" for line in capture.get().splitlines())


def together(parts: Iterable[RenderableType]) -> RenderableType:
    """
    Several things, one below the other, with a blank line between.
    """
    return Group(*spaced(parts))


def spaced(parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """
    The same with a blank line between each and the next.
    """
    for n, part in enumerate(parts):
        if n:
            yield Text("")
        yield part


class Hanging:
    """
    A text beside what leads to it, in lines that begin one below the other.

    They end at " · " where there is one, so that "AGS 06611000" stays together.  An address is broken only where
    the whole window has no room for it: it stands beside the lead, or in a line of its own.
    """

    def __init__(self, lead: str, text: Text) -> None:
        self.lead = lead
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """
        The lines, as Rich wants them.
        """
        indent = cell_len(self.lead)
        if self.text.no_wrap:
            if indent + self.text.cell_len <= console.width:
                yield _whole(self.lead, self.text)
                return
            if self.lead.strip():
                yield Text(self.lead.rstrip())
            yield from self.text.wrap(console, console.width, overflow="fold", no_wrap=False)
            return
        room = max(1, options.max_width - indent)
        for n, line in enumerate(_lines(console, self.text, room)):
            yield _whole(" " * indent if n else self.lead, line)


def hanging(
    rows: Iterable[tuple[str, Text]],
    *,
    gap: int = 2,
    indent: int = 0,
    least: int = 0,
    most: int | None = None,
    right: bool = False,
) -> RenderableType:
    """
    Texts beside labels of one width, of `least` or up to `most` cells, `right` if they end one below the other.  A
    label that is wider stands above its text.
    """
    rows = list(rows)
    widths = [cell_len(label) for label, _ in rows]
    width = max([least, *(width for width in widths if most is None or width <= most)])
    parts: list[RenderableType] = []
    for (label, text), wide in zip(rows, widths, strict=True):
        lead = " " * (width - wide) + label if right else set_cell_size(label, max(width, wide))
        if wide > width:
            parts.append(Text(" " * indent + label))
            lead = " " * width
        parts.append(Hanging(f"{' ' * indent}{lead}{' ' * gap}", text))
    return Group(*parts)


def _whole(lead: str, text: Text) -> Text:
    return Text.assemble(lead, text, no_wrap=True, overflow="ignore")


def _lines(console: Console, text: Text, room: int) -> Iterator[Text]:
    text.truncate(MOST_IN_CELL, overflow="ellipsis")
    for paragraph in text.split("\n", allow_blank=True):
        line, *parts = paragraph.split(DOT, allow_blank=True)
        for part in parts:
            if line.cell_len + len(DOT) + part.cell_len <= room:
                line = Text.assemble(line, DOT, part)
                continue
            yield from line.wrap(console, room, overflow="fold")
            line = part
        yield from line.wrap(console, room, overflow="fold")


def marked(text: str, spans: Iterable[Span]) -> Text:
    """
    A text with its spans highlighted; the offsets are those of the raw text.
    """
    result = Text()
    position = 0
    for start, end in spans:
        result.append(visible(text[position:start]))
        result.append(visible(text[start:end]), style=MATCH)
        position = end
    return result.append(visible(text[position:]))


def address(url: str, to: str | None = None) -> Text:
    """
    A web or e-mail address that can be read whole, and clicked where the terminal follows links.
    """
    text = Text(url, no_wrap=True, overflow="ignore")
    text.stylize(Style(underline=True) + linked_to(to or url))
    return text


def address_line(text: str) -> RenderableType:
    """
    A line that is an address, perhaps.
    """
    return Hanging("", address(text) if linked_to(text) else Text(text))


def linked(text: str, address: str) -> Text:
    """
    A text behind which an address stands.
    """
    return Text(text, style=linked_to(address))


def linked_to(address: str) -> Style:
    """
    A clickable link (OSC 8); none for what is no address.
    """
    return Style(link=address) if _LINKABLE.fullmatch(address) else Style()
