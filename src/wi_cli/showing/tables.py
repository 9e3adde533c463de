"""
Lists of members, topics and hits as a terminal shows them.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group, JustifyMethod, RenderableType
from rich.padding import Padding
from rich.styled import Styled
from rich.text import Text

from wi_cli.german import wording
from wi_cli.german.wording import LABELS, visible
from wi_cli.showing import phrases
from wi_cli.showing.indicators import dated
from wi_cli.showing.rich import FAINT, FORMER, LABEL, NAME, NARROW, TITLE, Table, console, linked_to, marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.table import Table as RichTable

    from wi_cli.registry.hits import Hit
    from wi_cli.registry.values import Member, Registry, Topic
    from wi_cli.showing.columns import Column

MOST_MATCHES = 4


def member_table(
    members: Sequence[Member], registry: Registry, columns: Sequence[Column], *, today: str, width: int, footer: str
) -> RenderableType:
    """
    Members as a table, or one below the other where a table would break
    words; those that left are faint and carry the year.
    """
    columns = dated(columns, members)
    labels = [Text(column.head) for column in columns]
    shown = [[column.shown(member, registry) for column in columns] for member in members]
    says_when = any(column.name in ("membership", "until") for column in columns)
    table = _table()
    for n, (column, label) in enumerate(zip(columns, labels, strict=True)):
        justify: JustifyMethod = "right" if column.numeric else "left"
        # What has no blanks could only be broken within a word.
        whole = column.numeric or (n > 0 and not any(" " in texts[n] for texts in shown))
        table.add_column(label, justify=justify, overflow="fold", no_wrap=whole, style=NAME if n == 0 else "")
    stack: list[RenderableType] = []
    for member, texts in zip(members, shown, strict=True):
        former = member.left_before(today)
        cells = []
        for n, (column, text) in enumerate(zip(columns, texts, strict=True)):
            cell = Text(text)
            if n == 0 and former and not says_when:
                cell.append(f"{' ' if cell else ''}(bis {wording.short_date(member.until or '')})")
            if column.name in ("name", "website") and member.website:
                cell.stylize(linked_to(visible(member.website)))
            cells.append(cell)
        style = FORMER if former else ""
        table.add_row(*cells, style=style)
        stack.append(Styled(_stacked(labels, cells), style))
    fits = len(columns) == 1 or least_width(table) <= width
    return Group(*([table] if fits else stack), Text(footer, style=FAINT))


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


def _table() -> Table:
    return Table(box=box.SIMPLE_HEAD, header_style=TITLE, pad_edge=False, padding=(0, 1), show_edge=False)
