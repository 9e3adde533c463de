"""
Portraits and contact cards as a terminal shows them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.style import Style
from rich.text import Text

from wi_cli.german import phones
from wi_cli.german.wording import LABELS, visible
from wi_cli.showing import phrases
from wi_cli.showing.citing import Reading, references
from wi_cli.showing.portrait import Card, Passage, Portrait, Row, heading
from wi_cli.showing.rich import (
    DOT,
    NAME,
    NARROW,
    PLAIN,
    TITLE,
    Hanging,
    Table,
    address,
    address_line,
    hanging,
    linked,
    linked_to,
    spaced,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wi_cli.registry.values import Member

# A terminal narrower than this has no room for bars beside the figures.
CHARTED = 88
BAR_WIDTH = 12
LONGEST_DATE = len("28. September 2013")


def portrait_page(page: Portrait, *, width: int, links: bool, footer: str = "") -> RenderableType:
    """
    A portrait; with `links` addresses of sources stand behind their titles,
    without they are written out.  `footer` names the registry.
    """
    parts: list[RenderableType] = [*_top(page, width)]
    if page.rows:
        parts += _block(heading("figures"), _figures(page.rows, width=width), width=width)
    if page.events:
        parts += _block(heading("milestones"), _timeline(page, narrow=width < NARROW), width=width)
    for passage in page.passages:
        cited = references(passage.references)
        parts += _block(passage.title, _passage(passage), width=width, cited=cited)
    if page.cards:
        parts += _block(heading("contacts"), *spaced(map(_card, page.cards)), width=width)
    if page.links:
        readings = (reading("•", link, links=False) for link in page.links)
        parts += _block(heading("links"), *readings, width=width)
    if page.sources:
        parts += _block(heading("sources"), *sources(page.sources, links=links), width=width)
    if footer:
        parts += [Text(""), Hanging("", Text(footer))]
    return Group(*parts)


def _top(page: Portrait, width: int) -> Iterator[RenderableType]:
    """
    What it is, in short.
    """
    yield _rule(page.name, width=width, line="═")
    if page.headline:
        yield Hanging("", Text(page.headline))
    if page.website:
        yield address_line(page.website)
    if page.summary:
        yield from (Text(""), Text(page.summary))
    facts = [
        (LABELS["membership"], page.membership, references(page.membership_references)),
        (LABELS["topics"], DOT.join(page.topics), ""),
        (LABELS["aliases"], page.aliases, ""),
        (LABELS["location"], page.location, ""),
    ]
    if said := [(label, _cite(Text(value), cited)) for label, value, cited in facts if value]:
        yield from (Text(""), hanging(said))


def sources(read: Sequence[Reading], *, links: bool) -> Iterator[RenderableType]:
    """
    Sources behind their numbers.
    """
    digits = len(str(read[-1].number))
    return (reading(f"[{source.number}]".rjust(digits + 2), source, links=links) for source in read)


def cards(member: Member, found: Sequence[Card], lines: Sequence[str], *, today: str, width: int) -> RenderableType:
    """
    A member's contact cards; `lines` stand in for them where there are none.
    One that left before `today` (YYYY-MM-DD) is called a former member.
    """
    blocks: list[RenderableType] = [_card(card, with_sources=True) for card in found]
    blocks = blocks or [Group(*map(address_line, lines))]
    if former := phrases.former(member, today):
        blocks = [Text(former), *blocks]
    return Group(_rule(visible(member.name), width=width, line="═"), *spaced(blocks))


def _rule(title: str, cited: str = "", *, width: int, line: str = "─") -> RenderableType:
    text = _cite(Text(title, style=TITLE), cited)
    # A rule cuts a title that is too long for it.
    return Rule(text, align="left", characters=line, style="") if text.cell_len < width - 3 else text


def _block(title: str, *parts: RenderableType, width: int, cited: str = "") -> Iterator[RenderableType]:
    """
    A title with a rule, a blank line above it and the parts below.
    """
    yield Text("")
    yield _rule(title, cited, width=width)
    yield from parts


def _cite(text: Text, cited: str) -> Text:
    return text.append(f" {cited}", style=PLAIN) if cited else text


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
    return hanging(((letter, Text(note)) for letter, note in notes), gap=1)


def _figure_table(rows: Sequence[Row], letters: dict[str, str], width: int) -> RenderableType:
    charted = width >= CHARTED and any(row.bar is not None for row in rows)
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold")
    table.add_column(justify="right", style=NAME, no_wrap=True)
    table.add_column(no_wrap=True)
    if charted:
        table.add_column(width=BAR_WIDTH, no_wrap=True)
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
        quantity = Text(f"{row.quantity} {row.unit}".strip(), style=NAME)
        date = _dated(row, letters)
        indent = 2 + 2 * row.depth
        if indent + len(quantity) + len(date) + 3 <= width:
            lines.append(Padding(Text.assemble(quantity, DOT, date), (0, 0, 0, indent)))
        else:
            lines += [Padding(quantity, (0, 0, 0, indent)), Padding(date, (0, 0, 0, indent + 2))]
    return Group(*lines)


def _dated(row: Row, letters: dict[str, str]) -> Text:
    text = _cite(Text(row.date), references(row.references))
    return text.append(f" {letters[row.note]}") if row.note else text


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
    events = [(event.date, _cite(Text(event.text), references(event.references))) for event in page.events]
    if narrow:
        return Group(*(part for date, text in events for part in (Text(date), Hanging("  ", text))))
    return hanging(events, most=LONGEST_DATE, right=True)


def _passage(passage: Passage) -> RenderableType:
    paragraphs = spaced(Text(paragraph) for paragraph in passage.paragraphs)
    return Group(*paragraphs, *(Hanging("• ", Text(item)) for item in passage.items))


def _card(card: Card, *, with_sources: bool = False) -> RenderableType:
    lines = [Text(line, style="" if n else NAME) for n, line in enumerate(card.address)]
    ways = hanging((LABELS[name], _way(name, text)) for name, text in card.ways)
    links = [reading("•", link, links=False) for link in card.links]
    date = Text(card.date)
    if with_sources and card.sources:
        date.append(f"{DOT}Quelle: {'; '.join(card.sources)}")
    elif card.references:
        _cite(date, references(card.references))
    return Group(*lines, ways, *links, Hanging("", date))


def _way(name: str, text: str) -> Text:
    """
    How to reach somebody, as something that can be followed.
    """
    if name in ("phone", "mobile", "fax"):
        return linked(text, phones.link(text))
    if name == "email":
        return address(text, f"mailto:{text}")
    return address(text) if name == "website" else Text(text)


def reading(bullet: str, read: Reading, *, links: bool) -> RenderableType:
    """
    A link or source behind a bullet; with `links` its address stands behind its title, without below it.
    """
    is_hidden = links and bool(linked_to(read.url))
    text = Text(read.title, style=Style(underline=True) + linked_to(read.url) if is_hidden else "")
    if read.details:
        text = Text.assemble(text, f"  {read.details}")
    parts = [Hanging(f"{bullet} ", text)]
    if read.url and not is_hidden:
        parts.append(Hanging(" " * (len(bullet) + 1), address(read.url)))
    return Group(*parts)
