"""
Rows as tsv and csv, for programs and spreadsheets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wi_cli.german.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = str | int | float | None

# What a spreadsheet takes for a formula (OWASP, CSV Injection: also in full width).
_FORMULA = re.compile(r"[=@+\-\t\r＝＠＋－]")
# Begins like one, and is none: a telephone number of the registry, a number.
_NO_FORMULA = re.compile(r"\+[0-9]+( [0-9]+)+(-[0-9]+)?|[+-]?[0-9]+([.,][0-9]+)?")
# What a spreadsheet takes for a number or a date though it is a text: 06611000, 2014-04, 1/2, 1e5.
_NO_NUMBER = re.compile(r"0[0-9]+|[0-9]{16,}|[0-9]+[-/.eE:][0-9][0-9./:-]*")


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

    A text that a spreadsheet would run has an apostrophe before it in either.
    """
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_for_excel(cell) if excel else _harmless(_plain(cell)) for cell in row])
    return ("\ufeff" if excel else "") + text.getvalue()


def _for_excel(cell: Cell) -> str:
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    if isinstance(cell, str) and _NO_NUMBER.fullmatch(cell):
        return f'="{cell}"'
    return _harmless(_plain(cell))


def _harmless(text: str) -> str:
    """
    A text that no spreadsheet takes for a formula: LibreOffice runs what begins
    with =, Excel also what begins with +, - or @.
    """
    runs = _FORMULA.match(text) and not _NO_FORMULA.fullmatch(text)
    return ("'" if runs else "") + visible(text)


def _plain(cell: Cell) -> str:
    return cell if isinstance(cell, str) else "" if cell is None else str(cell)
