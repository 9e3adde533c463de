"""
Comparisons as a terminal shows them: members across where there is room, else one below the other with bars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from wi_cli.german.wording import LABELS
from wi_cli.showing.beside import NO_VALUE
from wi_cli.showing.citing import references
from wi_cli.showing.pages import indented, noted, sources
from wi_cli.showing.rich import NAME, PLAIN, READING_WIDTH, TITLE, Hanging, Table, spaced
from wi_cli.showing.tables import least_width, natural_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.table import Table as RichTable

    from wi_cli.showing.beside import Line, Sheet, Value
    from wi_cli.showing.course import Course

GAP = 2
ROOM = 8
"""More than the longest word that the labels get before numbers are broken into lines."""
SHORTEST_BAR, LONGEST_BAR = 8, 40


def comparison_page(page: Sheet, *, width: int, links: bool, footer: str) -> RenderableType:
    """
    A comparison; with `links` addresses of sources stand behind their titles.
    """
    matrix = None if page.ranked else _matrix(page, width)
    parts: list[RenderableType] = [matrix] if matrix else [*spaced(_block(line, page, width) for line in page.lines)]
    for course in page.courses:
        parts += [Text(""), _course(course, width)]
    if page.notes:
        parts.append(Padding(noted(page.notes), (1, 0, 0, 0)))
    if page.sources:
        parts += [Text(""), Text(LABELS["sources"], style=TITLE)]
        parts += sources(page.sources, links=links)
    parts += [Text(""), *(Hanging("", Text(remark)) for remark in (*page.remarks, footer))]
    return Group(*parts)


# -- members across -----------------------------------------------------------------


def _matrix(page: Sheet, width: int) -> RenderableType | None:
    """
    A table with a column for each member; None where it would break words.
    """
    table = _across(page, tight=False)
    if natural_width(table) <= width or least_width(table) + ROOM <= width:
        return table
    table = _across(page, tight=True)
    return table if least_width(table) <= width else None


def _across(page: Sheet, *, tight: bool) -> Table:
    """
    The table; if `tight` with whatever may go on in the next line there.
    """
    table = Table(box=box.SIMPLE_HEAD, header_style=TITLE, pad_edge=False, padding=0, show_edge=False)
    table.add_column(Text(LABELS["figures"]), overflow="fold", min_width=16)
    numbers = [[_number(value, tight=tight) for value in line.values] for line in page.lines]
    for member, column in zip(page.members, zip(*numbers, strict=True), strict=True):
        heads = _two_lines(member) if tight else [member]
        widest = max(
            cell_len(line) for line in (*heads, *(line for number in column for line in number.plain.split("\n")))
        )
        table.add_column(Text(member, justify="right"), justify="right", overflow="fold", width=GAP + widest)
        table.add_column(no_wrap=True, min_width=1)  # letters, so that numbers stand below each other
    table.add_column(Text("  Stand"), no_wrap=True)
    for line, texts in zip(page.lines, numbers, strict=True):
        letters = [Text(value.letters if value else "") for value in line.values]
        cells = [cell for pair in zip(texts, letters, strict=True) for cell in pair]
        table.add_row(_head(line), *cells, _shared(line, tight=tight))
    return table


def _two_lines(name: str) -> Sequence[str]:
    """
    A name parted at the blank that makes it narrowest.
    """
    words = name.split()
    parted = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return min(parted, key=lambda lines: max(map(cell_len, lines)), default=(name,))


def _head(line: Line) -> Text:
    text = Text(indented(line.depth) + line.label)
    _add(text, line.letters)
    return _add(text, f"({line.unit})" if line.unit else "")


def _number(value: Value | None, *, tight: bool) -> Text:
    if value is None:
        return Text(NO_VALUE)
    qualifier, blank, number = value.quantity.rpartition(" ")
    quantity = f"{qualifier}\n{number}" if tight and blank else value.quantity
    said = [part for part in (value.date, references(value.references)) if part]
    below = ("\n" if tight else " ").join(said)
    text = Text(quantity, style=NAME)
    return text.append(f"\n{below}", style=PLAIN) if below else text


def _said(value: Value) -> str:
    """
    The date and the sources of a value, where others have others.
    """
    return " ".join(part for part in (value.date, references(value.references)) if part)


def _shared(line: Line, *, tight: bool) -> Text:
    text = Text("  ").append(line.date)
    cited = references(line.references)
    return text.append(f"\n  {cited}" if tight else f" {cited}") if cited else text


def _add(text: Text, more: str) -> Text:
    return text.append(f" {more}" if text else more, style=PLAIN) if more else text


# -- one below the other ------------------------------------------------------------


def _block(line: Line, page: Sheet, width: int) -> RenderableType:
    """
    An indicator with its members below each other: rank, name, value, date and, where there is room, a bar.
    """
    title = Text().append(line.title, style=TITLE)
    _add(title, f"({line.unit})" if line.unit else "")
    _add(title, f"· Stand {line.date}")
    _add(title, line.letters)
    _add(title, references(line.references))
    rows = [value for value in line.values if value]
    grid = _grid(rows, page, min(width, READING_WIDTH))
    return Group(Hanging("", title), grid or _stack(rows, page), *_absent(line))


def _absent(line: Line) -> Iterable[RenderableType]:
    if line.absent:
        yield Hanging("  – ", Text(", ".join(line.absent)))


def _grid(rows: Sequence[Value], page: Sheet, width: int) -> RenderableType | None:
    """
    A line for each member; None where these don't fit.
    """
    grid = Table.grid(padding=(0, 1))
    cells = [_cells(value, page) for value in rows]
    widths = [max((cell.cell_len for cell in column), default=0) for column in zip(*cells, strict=True)]
    room = width - GAP - sum(widths) - len(widths)
    if room < -1:
        return None
    for wide, right in zip(widths, (*([True] if page.ranked else []), False, True, False, False), strict=True):
        grid.add_column(width=wide, justify="right" if right else "left", no_wrap=True)
    charted = room >= SHORTEST_BAR and len(rows) > 1
    for value, texts in zip(rows, cells, strict=True):
        bar = _bar(value, min(room, LONGEST_BAR)) if charted else Text()
        grid.add_row(*texts, bar)
    return Padding(grid, (0, 0, 0, GAP))


def _cells(value: Value, page: Sheet) -> tuple[Text, ...]:
    """
    Rank (where there is one), name, number, letters, date and sources.
    """
    return (
        *([Text(f"{value.rank}.")] if page.ranked else []),
        Text(value.member),
        Text(value.quantity, style=NAME),
        Text(value.letters),
        Text(_said(value)),
    )


def _bar(value: Value, longest: int) -> Text:
    """
    A bar from zero, in halves of a character.
    """
    if value.bar is None:
        return Text()
    halves = max(1, round(value.bar * longest * 2))
    return Text("━" * (halves // 2) + "╸" * (halves % 2))


def _stack(rows: Sequence[Value], page: Sheet) -> RenderableType:
    """
    Two lines for each member: the name, then the value with its date.
    """
    parts: list[RenderableType] = []
    for value in rows:
        *title, number, letters, said = _cells(value, page)
        parts.append(Padding(_in_line(title), (0, 0, 0, GAP)))
        parts.append(Padding(_in_line([number, letters, said]), (0, 0, 0, 3 * GAP)))
    return Group(*parts)


def _in_line(texts: Iterable[Text]) -> Text:
    return Text(" ").join(text for text in texts if text)


def _course(course: Course, width: int) -> RenderableType:
    """
    A line for each member: how the indicator began, its marks, how it ended.
    """
    title = Text().append(f"Verlauf: {course.title}", style=TITLE)
    _add(title, f"· {course.scale}")
    grid: RichTable = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    for name, first, marks, last in course.lines:
        grid.add_row(Text(name), Text(first), Text(marks), Text(last, style=NAME))
    if least_width(grid) + GAP <= width:
        return Group(Hanging("", title), Padding(grid, (0, 0, 0, GAP)))
    lines = [
        Padding(Group(Text(name), Text.assemble("  ", first, " ", marks, " ", (last, NAME))), (0, 0, 0, GAP))
        for name, first, marks, last in course.lines
    ]
    return Group(Hanging("", title), *lines)
