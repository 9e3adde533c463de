"""
Rows as tsv and csv, for programs and spreadsheets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wi_cli.german import phones
from wi_cli.german.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = str | int | float | None

# What a spreadsheet takes for a formula (OWASP, CSV Injection: also in full width).
_FORMULA = re.compile(r"\s*[=@+\-＝＠＋－]|[\t\r]")
# The same within a text: a spreadsheet of the other language cuts at the other
# separator, whatever the quotes.  A hyphen there is German ("Schul-, -amt") unless
# something is called behind it.
_INNER_FORMULA = re.compile(r"(?<=[,;])(?=\s*(?:[=@＝＠]|[+\-＋－][^\s,;][^,;(|!]*[(|!]))")
# Begins like one, and is none: a telephone number of the registry, a number.
_NO_FORMULA = re.compile(rf"{phones.WRITTEN}|[+-]?[0-9]+([.,][0-9]+)?")
# What a spreadsheet takes for a number, a date or a truth though it is a text:
# 06611000, 2014-04, 1/2, 5 %, 1e5, 1. Mai 2008, WAHR (in German or English) ...
_NO_NUMBER = re.compile(
    r"""[^\w"]*[0-9]([^\w"]|[0-9])*
    | [^\w"]*[0-9.,:]+(e[+-]?[0-9]+|\s?[ap]m)
    | ([0-9]+\W{1,3})?(jan|feb|m[aä]r|mrz|apr|mai|may|jun|jul|aug|sep|o[ck]t|nov|de[cz])[^\W\d_]*(\W{1,3}[0-9]+)?\s*
    | true|false|wahr|falsch""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_NUMBER = 40
# And what it may take for a number, since it shows the same.
_NUMBER = re.compile(rf"{phones.WRITTEN}|[1-9][0-9]{{0,14}}|0")


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

    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_for_excel(cell) if excel else _harmless(_plain(cell)) for cell in row])
    return ("\ufeff" if excel else "") + text.getvalue()


def _for_excel(cell: Cell) -> str:
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    text = _harmless(_plain(cell))
    if not isinstance(cell, str) or len(text) > _LONGEST_NUMBER or text.startswith("'") or _NUMBER.fullmatch(text):
        return text
    return f'="{text}"' if _NO_NUMBER.fullmatch(text) else text


def _harmless(text: str) -> str:
    """
    A text that no spreadsheet takes for a formula: LibreOffice runs what begins
    with =, Excel also what begins with +, - or @.
    """
    runs = _FORMULA.match(text) and not _NO_FORMULA.fullmatch(text)
    return ("'" if runs else "") + visible(_INNER_FORMULA.sub("'", text))


def _plain(cell: Cell) -> str:
    return cell if isinstance(cell, str) else "" if cell is None else str(cell)
