"""
Rows as tsv and csv, for programs and spreadsheets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wi_cli.german.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = str | int | float | None


def tab_separated(names: Sequence[str], rows: Iterable[Sequence[Cell]], *, header: bool = False) -> str:
    """
    A line a row, with `header` one of names first; tabs and line breaks within a value become a blank.
    """
    lines = [list(names), *rows] if header else rows
    return "".join([_line([_plain(cell) for cell in line]) for line in lines])


def _line(cells: Sequence[str]) -> str:
    # To ask once for all cells is faster, and hardly ever is one of them to be escaped.
    safe = cells if "".join(cells).isprintable() else map(visible, cells)
    return "\t".join(safe) + "\n"


def comma_separated(names: Sequence[str], rows: Iterable[Sequence[Cell]], *, excel: bool = False) -> str:
    """
    RFC 4180 with a header.  With `excel` what a German Excel wants: a byte
    order mark, semicolons, decimal commas, and ="06108" where it would take a
    text for a number or a date.

    A text that a spreadsheet would run has an apostrophe before it in either,
    also where it would only be cut out of a longer one.
    """
    import csv
    import io

    # Rows for programs have no need of what spreadsheets do with a text.
    from wi_cli.showing import spreadsheets

    def of(cell: Cell) -> str:
        if excel and isinstance(cell, float):
            return str(cell).replace(".", ",")
        text = spreadsheets.harmless(_plain(cell))
        return spreadsheets.kept(text) if excel and isinstance(cell, str) else text

    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([of(cell) for cell in row])
    return ("\ufeff" if excel else "") + text.getvalue()


def _plain(cell: Cell) -> str:
    return cell if isinstance(cell, str) else "" if cell is None else str(cell)
