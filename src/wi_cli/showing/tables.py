"""
Lists of members, topics and hits as a terminal shows them.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import Group, JustifyMethod, RenderableType
from rich.text import Text

from wi_cli.german import wording
from wi_cli.german.wording import LABELS, visible
from wi_cli.showing import phrases
from wi_cli.showing.indicators import dated
from wi_cli.showing.rich import (
    ADDRESS,
    DOT,
    NAME,
    NARROW,
    PLAIN,
    TITLE,
    Hanging,
    Table,
    console,
    hanging,
    linked_to,
    marked,
    spaced,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.table import Table as RichTable

    from wi_cli.registry.hits import Hit
    from wi_cli.registry.values import Member, Registry, Topic
    from wi_cli.showing.columns import Column

MOST_MATCHES = 4
# Columns between two texts: a blank, a divider that isn't drawn, a blank.
_GAP = 3
_NUMBERS = ("phone", "mobile", "fax")
LABELLED = 11
"""Cells for the name of the field that matched, so that texts of several members begin alike."""
NOTHING = "–"


def member_table(
    members: Sequence[Member], registry: Registry, columns: Sequence[Column], *, today: str, width: int, footer: str
) -> RenderableType:
    """
    Members as a table, or one below the other where a table would break
    words; those that left carry the year.
    """
    columns = dated(columns, members)
    labels = [Text(column.head) for column in columns]
    says_when = any(column.name in ("membership", "until") for column in columns)
    rows = [_cells(member, registry, columns, today="" if says_when else today) for member in members]
    # What has no blanks could only be broken within a word.
    whole = [
        column.numeric or column.name in _NUMBERS or (n > 0 and not any(" " in cells[n].plain for cells in rows))
        for n, column in enumerate(columns)
    ]
    widths = _widths([labels, *rows], whole, width)
    drawn: list[RenderableType]
    if widths or len(columns) == 1:
        table = _table()
        for n, (column, label) in enumerate(zip(columns, labels, strict=True)):
            justify: JustifyMethod = "right" if column.numeric else "left"
            room = widths[n] if widths else None
            table.add_column(label, justify=justify, overflow="fold", style=NAME if n == 0 else "", width=room)
        for cells in rows:
            table.add_row(*(cell or Text(NOTHING) for cell in cells))
        drawn = [table]
    else:
        drawn = [*spaced(_stacked(labels, cells, whole) for cells in rows)]
    return Group(*drawn, Text(""), Hanging("", Text(footer)))


def _cells(member: Member, registry: Registry, columns: Sequence[Column], *, today: str) -> list[Text]:
    """
    What stands in the columns; in the first also when one ended that had by `today`.
    """
    cells = [Text(column.shown(member, registry)) for column in columns]
    if member.left_before(today):
        cells[0].append(f"{' ' if cells[0] else ''}(bis {wording.short_date(member.until or '')})")
    for column, cell in zip(columns, cells, strict=True):
        if column.name in ("name", "website") and member.website:
            cell.stylize(linked_to(visible(member.website)))
        if column.name in ("website", "email"):
            cell.stylize(ADDRESS)
    return cells


def _widths(lines: Sequence[Sequence[Text]], whole: Sequence[bool], width: int) -> list[int] | None:
    """
    How wide each column of a table is: as its longest word, or line where that is to stay `whole`, and then as wide
    as there is room, first for those that need little to break no line.  None if words would be broken.

    Rich would take from all columns alike, and takes long to measure thousands of rows.
    """
    wanted = [max(cell.cell_len for cell in column) for column in zip(*lines, strict=True)]
    words = [max(map(_longest_word, column)) for column in zip(*lines, strict=True)]
    widths = [line if keep else word for line, word, keep in zip(wanted, words, whole, strict=True)]
    rest = width - _GAP * (len(widths) - 1) - sum(widths)
    if rest < 0 or len(widths) == 1:
        return None
    for n in sorted(range(len(widths)), key=lambda n: wanted[n] - widths[n]):
        more = min(wanted[n] - widths[n], rest)
        widths[n] += more
        rest -= more
    return widths


def _longest_word(cell: Text) -> int:
    return max(map(cell_len, cell.plain.split()), default=0)


def least_width(table: RichTable) -> int:
    """
    How wide a table must be to break no word.
    """
    drawn = console(sys.maxsize, colour=False)
    for column in table.columns:
        if column.no_wrap:
            cells = (drawn.measure(cell).maximum for cell in (column.header, *column.cells))
            column.min_width = max(column.min_width or 0, *cells)
    return drawn.measure(table).minimum


def natural_width(table: RichTable) -> int:
    """
    How wide a table must be to break no line.
    """
    return console(sys.maxsize, colour=False).measure(table).maximum


def _stacked(labels: Sequence[Text], cells: Sequence[Text], whole: Sequence[bool]) -> RenderableType:
    """
    A row as a title and, indented, what there is of the other columns.
    """
    for cell, keep in zip(cells, whole, strict=True):
        cell.no_wrap = keep
    title, *others = cells
    details = [(label.plain, cell) for label, cell in zip(labels[1:], others, strict=True) if cell]
    return Group(Hanging("", Text.assemble(title or NOTHING, style=NAME)), hanging(details, indent=2))


def topic_table(topics: Sequence[Topic], *, today: str, width: int, footer: str) -> RenderableType:
    """
    The vocabulary with the number of members, how many of them left if any did,
    and, where there is room, what to type for each besides its name.
    """
    left = [sum(member.left_before(today) for member in topic.members) for topic in topics]
    rows = [*zip(topics, left, strict=True)]
    drawn = _topics(rows) if width >= NARROW else _short_topics(rows)
    return Group(drawn, Text(""), Hanging("", Text(footer)))


def _topics(rows: Sequence[tuple[Topic, int]]) -> RenderableType:
    table = _table()
    table.add_column(Text(LABELS["topic"]), style=NAME, overflow="fold")
    table.add_column(Text(LABELS["members"]), justify="right")
    shows_left = any(left for _, left in rows)
    if shows_left:
        table.add_column(Text("davon ehemalig"), justify="right")
    table.add_column(Text("--topic"), overflow="fold")
    for topic, left in rows:
        cells = [Text(visible(topic.label)), Text(str(len(topic.members)))]
        cells += [Text(str(left or ""))] if shows_left else []
        table.add_row(*cells, Text(visible(topic.id)))
    return table


def _short_topics(rows: Sequence[tuple[Topic, int]]) -> RenderableType:
    """
    The number of members before each topic.
    """
    lines = [("Mitgl.", Text(LABELS["topic"], style=TITLE))]
    for topic, left in rows:
        text = Text(visible(topic.label), style=NAME)
        lines.append(
            (str(len(topic.members)), text.append(f"{DOT}davon {left} ehemalig", style=PLAIN) if left else text)
        )
    return hanging(lines, right=True)


def hit_list(hits: Iterable[Hit], *, today: str, footer: str) -> RenderableType:
    """
    Members that were found, those that left marked, each with the texts in which something matched.
    """
    parts: list[RenderableType] = []
    for hit in hits:
        parts += [_Hit(hit, today), Text("")]
    return Group(*parts, Hanging("", Text(footer)))


class _Hit:
    """
    One member that was found.
    """

    def __init__(self, hit: Hit, today: str) -> None:
        self.hit = hit
        said = [phrases.former(hit.member, today), phrases.headline(hit.member)]
        self.headline = "wi network" if hit.is_network else DOT.join(part for part in said if part)

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        """
        Its name, what it is beside or below, and each text.
        """
        name = Text(visible(self.hit.member.name), style=NAME)
        beside = Text.assemble(name, f"  {self.headline}")
        if beside.cell_len <= options.max_width:
            yield beside
        else:
            yield name
            yield Hanging("  ", Text(self.headline))
        shown = self.hit.matches[:MOST_MATCHES]
        rows = [(LABELS.get(match.field, match.field), marked(*match.excerpt())) for match in shown]
        if more := len(self.hit.matches) - len(shown):
            rows.append(("", Text(f"und {more} weitere Fundstelle{'n' if more > 1 else ''}")))
        yield hanging(rows, indent=2, least=LABELLED)


def _table() -> Table:
    return Table(box=box.SIMPLE_HEAD, header_style=TITLE, pad_edge=False, padding=(0, 1), show_edge=False)
