"""
Portraits and contact cards as a terminal shows them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from wi_cli.german import phones
from wi_cli.german.wording import LABELS, visible
from wi_cli.showing import phrases
from wi_cli.showing.citing import Reading, references
from wi_cli.showing.portrait import Card, Passage, Portrait, Row, heading
from wi_cli.showing.rich import FAINT, LABEL, NARROW, TITLE, Table, address, linked, linked_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.table import Table as RichTable

    from wi_cli.registry.values import Member

# A terminal narrower than this has no room for bars beside the figures.
CHARTED = 88
BAR_WIDTH = 12


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
        parts += [_rule(heading("links"), width=width), *(reading("•", link, links=True) for link in page.links)]
    if page.sources:
        parts.append(_rule(heading("sources"), width=width))
        digits = len(str(page.sources[-1].number))
        parts += [reading(f"[{source.number}]".rjust(digits + 2), source, links=links) for source in page.sources]
    if footer:
        parts += [Text(""), Text(visible(footer), style=FAINT)]
    return Group(*parts)


def cards(member: Member, found: Sequence[Card], lines: Sequence[str], *, today: str) -> RenderableType:
    """
    A member's contact cards; `lines` stand in for them where there are none.
    One that left before `today` (YYYY-MM-DD) is called a former member.
    """
    blocks: list[RenderableType] = list(_spaced(_card_grid(card, with_sources=True) for card in found))
    if not blocks:
        blocks = [address(line) for line in lines]
    if former := phrases.former(member, today):
        blocks = [Text(former, style=TITLE), Text(""), *blocks]
    title = Text(f" {visible(member.name)} ", style=TITLE)
    return Panel(Group(*blocks), title=title, title_align="left", expand=False, padding=(0, 2), border_style=LABEL)


def _head(page: Portrait) -> RenderableType:
    lines = [Text(page.name, style=f"{TITLE}")]
    if page.headline:
        lines.append(Text(page.headline))
    if page.website:
        lines.append(address(page.website))
    return Panel(Group(*lines), padding=(0, 2), border_style=LABEL)


def _facts(facts: Iterable[tuple[str, str, str]]) -> RenderableType:
    grid = _grid()
    for label, value, cited in facts:
        if value:
            grid.add_row(Text(label), _cite(Text(value), cited))
    return grid


def _grid() -> RichTable:
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
    letters = {note: phrases.letter(n) for n, note in enumerate(dict.fromkeys(notes))}
    table = _stacked_figures(rows, letters, width) if width < NARROW else _figure_table(rows, letters, width)
    if not letters:
        return table
    return Group(table, Padding(noted((letter, note) for note, letter in letters.items()), (1, 0, 0, 0)))


def noted(notes: Iterable[tuple[str, str]]) -> RenderableType:
    """
    Notes behind their letters.
    """
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style=LABEL, no_wrap=True)
    grid.add_column(style=FAINT, overflow="fold")
    for letter, note in notes:
        grid.add_row(Text(letter), Text(note))
    return grid


def _figure_table(rows: Sequence[Row], letters: dict[str, str], width: int) -> RenderableType:
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
    return indented(row.depth) if row.label else ""


def indented(depth: int) -> str:
    """
    What stands before the label of a part of so many wholes.
    """
    return "  " * (depth - 1) + "└ " if depth else ""


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
    lines = [Text(line) for line in card.address]
    links = [reading("•", link, links=True) for link in card.links]
    for name, text in card.ways:
        grid.add_row(Text(LABELS[name]), _way(name, text))
    date = Text(card.date, style=FAINT)
    if with_sources and card.sources:
        date.append(f" · Quelle: {'; '.join(card.sources)}")
    elif card.references:
        _cite(date, references(card.references))
    return Group(*lines, *([grid] if grid.row_count else []), *links, date)


def _way(name: str, text: str) -> Text:
    """
    How to reach somebody, as something that can be followed.
    """
    if name in ("phone", "mobile", "fax"):
        return linked(text, phones.link(text))
    if name == "email":
        return linked(text, f"mailto:{text}")
    return address(text) if name == "website" else Text(text)


def reading(bullet: str, read: Reading, *, links: bool) -> RenderableType:
    """
    A link or source behind a bullet; with `links` the address of a source stands behind its title.
    """
    text = Text(read.title)
    if read.url and links:
        text.stylize(linked_to(read.url))
    if read.details:
        text.append(f"  {read.details}", style=FAINT)
    if read.url and (not links or not read.number):
        text.append("\n")
        text.append_text(address(read.url))
    return _item(bullet, text)
