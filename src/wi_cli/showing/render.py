"""
How members look in a terminal.

Every function takes values and returns a Rich renderable; `draw` turns one
into text with or without escape codes.  Nothing here prints, opens a file or
looks at the environment.  This is the only module that imports Rich.
"""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING, TypeAlias

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.style import Style
from rich.styled import Styled
from rich.table import Table
from rich.text import Text

from wi_cli.german import wording
from wi_cli.german.wording import LABELS, visible
from wi_cli.showing import phrases
from wi_cli.showing.portrait import heading, references

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import JustifyMethod, RenderableType

    from wi_cli.german.spelling import Span
    from wi_cli.registry.hits import Hit
    from wi_cli.registry.values import Member, Registry, Topic
    from wi_cli.showing.columns import Column
    from wi_cli.showing.portrait import Card, Passage, Portrait, Reading, Row

Drawing: TypeAlias = "RenderableType"
"""What can be drawn."""

READING_WIDTH = 100
NARROW = 60
# A terminal narrower than this has no room for bars beside the figures.
CHARTED = 88
BAR_WIDTH = 12
MOST_MATCHES = 4

# The sixteen colours that every terminal draws in the tones of its own theme.
NAME = "bold"
TITLE = "bold cyan"
LABEL = "cyan"
FAINT = "dim"
LINKED = "blue"
MARKED = "bold reverse"
FORMER = "dim"

_LINKABLE = re.compile(r"(https?://|mailto:|tel:)[^\s\\]+")


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
    return "".join(re.sub(r"[ ]+$", "", line) + "\n" for line in capture.get().splitlines())


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


# -- lists -----------------------------------------------------------------------


def member_table(
    members: Sequence[Member], registry: Registry, columns: Sequence[Column], *, today: str, width: int, footer: str
) -> RenderableType:
    """
    Members as a table, or one below the other where a table would break
    words; those that left are faint and carry the year.
    """
    labels = [Text(LABELS.get(column.name, column.name)) for column in columns]
    says_when = any(column.name in ("membership", "until") for column in columns)
    table = _table()
    for n, (column, label) in enumerate(zip(columns, labels, strict=True)):
        justify: JustifyMethod = "right" if column.numeric else "left"
        table.add_column(label, justify=justify, overflow="fold", style=NAME if n == 0 else "")
    stack: list[RenderableType] = []
    for member in members:
        former = member.left_before(today)
        cells = []
        for n, column in enumerate(columns):
            cell = Text(column.shown(member, registry))
            if n == 0 and former and not says_when:
                cell.append(f"{' ' if cell else ''}(bis {wording.short_date(member.until or '')})")
            if column.name in ("name", "website") and member.website:
                cell.stylize(_link(visible(member.website)))
            cells.append(cell)
        style = FORMER if former else ""
        table.add_row(*cells, style=style)
        stack.append(Styled(_stacked(labels, cells), style))
    fits = len(columns) == 1 or _least_width(table) <= width
    return Group(*([table] if fits else stack), Text(footer, style=FAINT))


def _least_width(table: Table) -> int:
    """
    How wide a table must be to break no word.
    """
    return console(sys.maxsize, colour=False).measure(table).minimum


def _stacked(labels: Sequence[Text], cells: Sequence[Text]) -> RenderableType:
    """
    A row as a title and, indented, what there is of the other columns.
    """
    title, *others = cells
    details = Table.grid(padding=(0, 1))
    details.add_column(style=LABEL)
    details.add_column(overflow="fold")
    for label, cell in zip(labels[1:], others, strict=True):
        if cell:
            details.add_row(label, cell)
    return Group(Styled(title or Text("–"), NAME), Padding(details, (0, 0, 0, 2)))


def topic_table(topics: Sequence[Topic], *, width: int, footer: str) -> RenderableType:
    """
    The vocabulary with the number of members and, where there is room, what
    to type for each besides its name.
    """
    table = _table()
    table.add_column(Text(LABELS["topic"]), style=NAME, overflow="fold")
    table.add_column(Text(LABELS["members"]), justify="right")
    if width >= NARROW:
        table.add_column(Text("--topic"), style=FAINT, overflow="fold")
    for topic in topics:
        cells = (Text(visible(topic.label)), Text(str(len(topic.members))), Text(visible(topic.id)))
        table.add_row(*cells[: len(table.columns)])
    return Group(table, Text(footer, style=FAINT))


def hit_list(hits: Iterable[Hit], *, footer: str) -> RenderableType:
    """
    Members that were found, each with the texts in which something matched.
    """
    parts: list[RenderableType] = []
    for hit in hits:
        title = Text(visible(hit.member.name), style=NAME)
        title.append(f"  {phrases.headline(hit.member)}", style=f"not bold {FAINT}")
        table = Table.grid(padding=(0, 1))
        table.add_column(min_width=10, style=LABEL)
        table.add_column(overflow="fold")
        shown = hit.matches[:MOST_MATCHES]
        for match in shown:
            table.add_row(Text(LABELS.get(match.field, match.field)), marked(*match.excerpt()))
        if len(hit.matches) > len(shown):
            more = len(hit.matches) - len(shown)
            table.add_row(Text(""), Text(f"und {more} weitere Fundstelle{'n' if more > 1 else ''}", style=FAINT))
        parts += [title, Padding(table, (0, 0, 1, 2))]
    return Group(*parts, Text(footer, style=FAINT))


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


def _table() -> Table:
    return Table(box=box.SIMPLE_HEAD, header_style=TITLE, pad_edge=False, padding=(0, 1), show_edge=False)


# -- portraits -------------------------------------------------------------------


def portrait_page(page: Portrait, *, width: int, links: bool, footer: str = "") -> RenderableType:
    """
    A portrait; with `links` addresses of sources stand behind their titles,
    without they are written out.  `footer` names the registry.
    """
    narrow = width < NARROW
    parts: list[RenderableType] = [_head(page)]
    if page.summary:
        parts += [Text(""), Text(page.summary, style="italic")]
    facts = [
        (LABELS["membership"], page.membership, references(page.membership_references)),
        (LABELS["topics"], " · ".join(page.topics), ""),
        (LABELS["aliases"], page.aliases, ""),
        (LABELS["location"], page.location, ""),
    ]
    if any(value for _, value, _ in facts):
        parts += [Text(""), _facts(facts)]
    if page.rows:
        parts += [_rule(heading("figures"), width=width), _figures(page.rows, width=width)]
    if page.events:
        parts += [_rule(heading("milestones"), width=width), _timeline(page, narrow=narrow)]
    for passage in page.passages:
        parts += [_rule(passage.title, references(passage.references), width=width), _passage(passage)]
    if page.cards:
        parts += [_rule(heading("contacts"), width=width), *_spaced(_card_grid(card) for card in page.cards)]
    if page.links:
        parts += [_rule(heading("links"), width=width), *(_reading("•", link, links=True) for link in page.links)]
    if page.sources:
        parts.append(_rule(heading("sources"), width=width))
        digits = len(str(page.sources[-1].number))
        parts += [_reading(f"[{source.number}]".rjust(digits + 2), source, links=links) for source in page.sources]
    if footer:
        parts += [Text(""), Text(visible(footer), style=FAINT)]
    return Group(*parts)


def cards(member: Member, found: Sequence[Card], lines: Sequence[str]) -> RenderableType:
    """
    A member's contact cards; `lines` stand in for them where there are none.
    """
    blocks: list[RenderableType] = list(_spaced(_card_grid(card, with_sources=True) for card in found))
    if not blocks:
        blocks = [_address_text(line) for line in lines]
    title = Text(f" {visible(member.name)} ", style=TITLE)
    return Panel(Group(*blocks), title=title, title_align="left", expand=False, padding=(0, 2), border_style=LABEL)


def _head(page: Portrait) -> RenderableType:
    lines = [Text(page.name, style=f"{TITLE}")]
    if page.headline:
        lines.append(Text(page.headline))
    if page.website:
        lines.append(_address_text(page.website))
    return Panel(Group(*lines), padding=(0, 2), border_style=LABEL)


def _facts(facts: Iterable[tuple[str, str, str]]) -> Table:
    grid = _grid()
    for label, value, cited in facts:
        if value:
            grid.add_row(Text(label), _cite(Text(value), cited))
    return grid


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style=LABEL, no_wrap=True)
    grid.add_column(overflow="fold")
    return grid


def _rule(title: str, cited: str = "", *, width: int) -> RenderableType:
    text = _cite(Text(title, style=TITLE), cited)
    # A rule cuts a title that is too long for it.
    heading_ = Rule(text, align="left", style=FAINT) if text.cell_len < width - 3 else text
    return Padding(heading_, (1, 0, 0, 0))


def _cite(text: Text, cited: str) -> Text:
    return text.append(f" {cited}", style=f"not bold {FAINT}") if cited else text


def _figures(rows: Sequence[Row], *, width: int) -> RenderableType:
    notes = [row.note for row in rows if row.note]
    letters = {note: _letter(n) for n, note in enumerate(dict.fromkeys(notes))}
    table = _stacked_figures(rows, letters, width) if width < NARROW else _figure_table(rows, letters, width)
    if not letters:
        return table
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style=LABEL, no_wrap=True)
    grid.add_column(style=FAINT, overflow="fold")
    for note, letter in letters.items():
        grid.add_row(Text(letter), Text(note))
    return Group(table, Padding(grid, (1, 0, 0, 0)))


def _letter(n: int) -> str:
    return chr(ord("a") + n) if n < 26 else _letter(n // 26 - 1) + _letter(n % 26)  # noqa: PLR2004  # letters


def _figure_table(rows: Sequence[Row], letters: dict[str, str], width: int) -> Table:
    charted = width >= CHARTED and any(row.bar is not None for row in rows)
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold")
    table.add_column(justify="right", style="bold", no_wrap=True)
    table.add_column(style=FAINT, no_wrap=True)
    if charted:
        table.add_column(width=BAR_WIDTH, style=LABEL, no_wrap=True)
    table.add_column(no_wrap=True)
    for row in rows:
        cells = [Text(_indent(row) + row.label), Text(row.quantity), Text(row.unit)]
        if charted:
            cells.append(Text(_bar(row.bar)))
        table.add_row(*cells, _dated(row, letters))
    return table


def _stacked_figures(rows: Sequence[Row], letters: dict[str, str], width: int) -> RenderableType:
    lines: list[RenderableType] = []
    for row in rows:
        if row.label:
            lines.append(Text(_indent(row) + row.label))
        quantity = Text(f"{row.quantity} {row.unit}".strip(), style="bold")
        date = _dated(row, letters)
        indent = 2 + 2 * row.depth
        if indent + len(quantity) + len(date) + 3 <= width:
            lines.append(Padding(Text.assemble(quantity, (" · ", FAINT), date), (0, 0, 0, indent)))
        else:
            lines += [Padding(quantity, (0, 0, 0, indent)), Padding(date, (0, 0, 0, indent + 2))]
    return Group(*lines)


def _dated(row: Row, letters: dict[str, str]) -> Text:
    text = Text(row.date, style="not bold")
    _cite(text, references(row.references))
    if row.note:
        text.append(f" {letters[row.note]}", style=f"not bold {LABEL}")
    return text


def _indent(row: Row) -> str:
    return "  " * (row.depth - 1) + "└ " if row.depth and row.label else ""


def _bar(share: float | None) -> str:
    """
    A bar from zero, in halves of a character.
    """
    if share is None:
        return ""
    halves = max(1, round(share * BAR_WIDTH * 2))
    return "━" * (halves // 2) + "╸" * (halves % 2)


def _timeline(page: Portrait, *, narrow: bool) -> RenderableType:
    if narrow:
        lines: list[RenderableType] = []
        for event in page.events:
            lines.append(Text(event.date, style=LABEL))
            lines.append(Padding(_cite(Text(event.text), references(event.references)), (0, 0, 0, 2)))
        return Group(*lines)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style=LABEL, justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for event in page.events:
        grid.add_row(Text(event.date), _cite(Text(event.text), references(event.references)))
    return grid


def _passage(passage: Passage) -> RenderableType:
    paragraphs = _spaced(Text(paragraph) for paragraph in passage.paragraphs)
    return Group(*paragraphs, *(_item("•", Text(item)) for item in passage.items))


def _item(bullet: str, text: Text) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style=LABEL, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(bullet), text)
    return grid


def _spaced(blocks: Iterable[RenderableType]) -> Iterable[RenderableType]:
    for n, block in enumerate(blocks):
        if n:
            yield Text("")
        yield block


def _card_grid(card: Card, *, with_sources: bool = False) -> RenderableType:
    grid = _grid()
    grid.columns[0].style = FAINT
    address = [Text(line) for line in card.address]
    details = [
        (LABELS["role"], Text(card.role)),
        (LABELS["phone"], _linked(card.phone, "tel:" + re.sub(r"[^+\d]", "", card.phone))),
        (LABELS["email"], _linked(card.email, f"mailto:{card.email}")),
    ]
    for label, text in details:
        if text:
            grid.add_row(Text(label), text)
    date = Text(card.date, style=FAINT)
    if with_sources and card.sources:
        date.append(f" · Quelle: {'; '.join(card.sources)}")
    elif card.references:
        _cite(date, references(card.references))
    return Group(*address, *([grid] if grid.row_count else []), date)


def _reading(bullet: str, reading: Reading, *, links: bool) -> RenderableType:
    text = Text(reading.title)
    if reading.url and links:
        text.stylize(_link(reading.url))
    if reading.details:
        text.append(f"  {reading.details}", style=FAINT)
    if reading.url and (not links or not reading.number):
        text.append("\n")
        text.append_text(_address_text(reading.url))
    return _item(bullet, text)


def _address_text(address: str) -> Text:
    return _linked(address, address)


def _linked(text: str, address: str) -> Text:
    return Text(text, style=_link(address))


def _link(address: str) -> Style:
    """
    A clickable link (OSC 8); none for what is no address.
    """
    if not _LINKABLE.fullmatch(address):
        return Style()
    return Style(color=LINKED, link=address)
