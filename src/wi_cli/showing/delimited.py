"""
Rows as tsv and csv, for programs and spreadsheets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wi_cli.german.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = str | int | float | None


def tsv(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, with_header: bool = False) -> str:
    """
    Tab-separated lines; tabs and line breaks within a value become a blank.
    """
    lines = [list(header), *rows] if with_header else rows
    return "".join([_tab_separated([_plain(cell) for cell in line]) for line in lines])


def _tab_separated(cells: Sequence[str]) -> str:
    # To ask once for all cells is faster, and hardly ever is one of them to be escaped.
    safe = cells if "".join(cells).isprintable() else map(visible, cells)
    return "\t".join(safe) + "\n"


def csv(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, excel: bool = False) -> str:
    """
    RFC 4180 with a header.  With `excel` what a German Excel wants: a byte
    order mark, semicolons, and decimal commas.
    """
    import csv as library
    import io

    text = io.StringIO()
    writer = library.writer(text, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(
            [str(c).replace(".", ",") if excel and isinstance(c, float) else visible(_plain(c)) for c in row]
        )
    return ("\ufeff" if excel else "") + text.getvalue()


def _plain(cell: Cell) -> str:
    return cell if isinstance(cell, str) else "" if cell is None else str(cell)
