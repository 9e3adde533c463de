"""
Lists of members, topics and hits as a terminal shows them.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
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
# Columns between two texts: a blank, a divider that isn't drawn, a blank.
_GAP = 3
_NUMBERS = ("phone", "mobile", "fax")
# A terminal narrower than this has room for one number beside a topic.
ROOMY = 40


def member_table(
    members: Sequence[Member], registry: Registry, columns: Sequence[Column], *, today: str, width: int, footer: str
) -> RenderableType:
    """
    Members as a table, or one below the other where a table would break
    words; those that left are faint and carry the year.
    """
    columns = dated(columns, members)
    labels = [Text(column.head) for column in columns]
    says_when = any(column.name in ("membership", "until") for column in columns)
    rows = []
    for member in members:
        former = member.left_before(today)
        cells = []
        for n, column in enumerate(columns):
            cell = Text(column.shown(member, registry))
            if n == 0 and former and not says_when:
                cell.append(f"{' ' if cell else ''}(bis {wording.short_date(member.until or '')})")
            if column.name in ("name", "website") and member.website:
                cell.stylize(linked_to(visible(member.website)))
            cells.append(cell)
        rows.append((cells, FORMER if former else ""))
    # What has no blanks could only be broken within a word.
    whole = [
        column.numeric or column.name in _NUMBERS or (n > 0 and not any(" " in cells[n].plain for cells, _ in rows))
        for n, column in enumerate(columns)
    ]
    widths = _widths([labels, *(cells for cells, _ in rows)], whole, width)
    drawn: list[RenderableType]
    if widths or len(columns) == 1:
        table = _table()
        for n, (column, label) in enumerate(zip(columns, labels, strict=True)):
            justify: JustifyMethod = "right" if column.numeric else "left"
            room = widths[n] if widths else None
            table.add_column(label, justify=justify, overflow="fold", style=NAME if n == 0 else "", width=room)
        for cells, style in rows:
            table.add_row(*cells, style=style)
        drawn = [table]
    else:
        drawn = [Styled(_stacked(labels, cells), style) for cells, style in rows]
    return Group(*drawn, Text(footer, style=FAINT))


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


def topic_table(topics: Sequence[Topic], *, today: str, width: int, footer: str) -> RenderableType:
    """
    The vocabulary with the number of members, how many of them left if any did,
    and, where there is room, what to type for each besides its name.
    """
    left = [sum(member.left_before(today) for member in topic.members) for topic in topics]
    table = _table()
    table.add_column(Text(LABELS["topic"]), style=NAME, overflow="fold")
    table.add_column(Text(LABELS["members"]), justify="right")
    shows_left = any(left) and width >= ROOMY
    if shows_left:
        table.add_column(Text("davon ehemalig" if width >= NARROW else "ehem."), justify="right", style=FAINT)
    if width >= NARROW:
        table.add_column(Text("--topic"), style=FAINT, overflow="fold")
    for topic, gone in zip(topics, left, strict=True):
        cells = [Text(visible(topic.label)), Text(str(len(topic.members)))]
        cells += [Text(str(gone or ""))] if shows_left else []
        table.add_row(*cells, *([Text(visible(topic.id))] if width >= NARROW else []))
    return Group(table, Text(footer, style=FAINT))


def hit_list(hits: Iterable[Hit], *, today: str, footer: str) -> RenderableType:
    """
    Members that were found, those that left marked, each with the texts in which something matched.
    """
    parts: list[RenderableType] = []
    for hit in hits:
        title = Text(visible(hit.member.name), style=NAME)
        said = ("wi network",) if hit.is_network else (phrases.former(hit.member, today), phrases.headline(hit.member))
        title.append(f"  {' · '.join(part for part in said if part)}", style=f"not bold {FAINT}")
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
