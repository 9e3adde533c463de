"""
The registry as an Excel workbook, for people who sort, filter and write letters in series.

Every cell is a text or a number and never a formula, whatever a text of the registry begins with: nothing
that looks like a number or a date is made one, so leading zeros stay.  Nor is anything taken from the clock:
the same members give the same bytes on the same day.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter import Workbook

from wi_cli.german.countries import country
from wi_cli.german.wording import LABELS, QUALIFIERS, UNDATED, number, short_date, visible
from wi_cli.registry import figures
from wi_cli.registry.values import POPULATION
from wi_cli.showing import phrases
from wi_cli.showing.columns import COLUMNS
from wi_cli.showing.envelope import envelope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from wi_cli.registry.values import Contact, Member, Registry

# What Excel takes: characters (UTF-16 units) of a cell, of an address, and links of a sheet.
LONGEST_TEXT = 32_767
LONGEST_LINK = 2_079
MOST_LINKS = 65_530
LONGEST_TITLE = 255
MOST_PLACES = 15
LINE, HIGHEST = 15, 405  # points
_WEB = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MEMBER = (
    "name", "kind", "state", "district", "ags", "population", "population.as_of", "membership", "topics", "website",
    "summary", "aliases", "id",
)  # fmt: skip


class Number(NamedTuple):
    """
    A number to count with, and the digits behind its comma.
    """

    value: float
    decimals: int = 0


class Column(NamedTuple):
    """
    The head of a column, and the most characters that a line of it shows; what is longer goes on in the next.
    """

    head: str
    widest: int = 40


Cell = str | Number | None


class Sheet(NamedTuple):
    """
    One sheet: its columns, of which the first stays in sight, and its rows.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]


def workbook(members: Sequence[Member], registry: Registry, *, today: str) -> bytes:
    """
    An xlsx file with the sheets Mitglieder, Kontakte (a row for each contact, under heads that mail merge
    knows), Zahlen (every figure, with date and source) and Quellen (those that are named).
    """
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        day = datetime.fromisoformat(today).replace(tzinfo=UTC)
        title = visible(registry.network.name)[:LONGEST_TITLE] if registry.network else ""
        book.set_properties({"title": title, "created": day})
        writer = _Writer(book)
        for sheet in (
            Sheet("Mitglieder", [*map(_of_member, _MEMBER)], (_member(member, registry) for member in members)),
            Sheet("Kontakte", _CONTACTS, (row for member in members for row in _contacts(member, registry, today))),
            Sheet("Zahlen", _FIGURES, (row for member in members for row in _figures(member, registry))),
            Sheet("Quellen", _SOURCES, _sources(members, registry)),
        ):
            writer.add(sheet)
    return content.getvalue()


def _of_member(name: str) -> Column:
    # "Land" would be taken for the country in an address.
    heads = {"state": "Bundesland", "population.as_of": f"Stand der {LABELS['population']}"}
    return Column(heads.get(name) or LABELS[name], 60)


def _member(member: Member, registry: Registry) -> list[Cell]:
    population = Number(member.population) if member.population is not None else None
    count = member.latest(POPULATION)
    own = {"population": population, "population.as_of": short_date(count.as_of) if count and count.as_of else None}
    return [own[name] if name in own else COLUMNS[name].shown(member, registry) for name in _MEMBER]


_CONTACTS = (
    *map(Column, ("Mitglied", "Stelle", "Titel", "Vorname", "Nachname", "Namenszusatz", "Aufgabe")),
    *map(Column, ("Straße", "PLZ", "Ort", "Staat", "Telefon", "Mobil", "Fax", "E-Mail", "Website")),
    *map(Column, ("Art", "Bundesland", "Mitgliedschaft", "Stand", "Quelle")),
)


def _contacts(member: Member, registry: Registry, today: str) -> Iterator[list[Cell]]:
    for contact in member.contacts:
        yield [
            member.name,
            *_address(contact),
            contact.phone,
            contact.mobile,
            contact.fax,
            contact.email,
            member.website_of(contact),
            member.kind,
            COLUMNS["state"].shown(member, registry),
            phrases.former(member, today),
            short_date(contact.as_of or ""),
            phrases.sources(contact.sources, registry),
        ]


def _address(contact: Contact) -> list[Cell]:
    who = [contact.office, contact.title, contact.given_name, contact.family_name, contact.suffix, contact.role]
    abroad = country(contact.country) if contact.country else None
    return [*who, contact.street, contact.postal_code, contact.city, abroad]


_FIGURES = (
    *map(Column, ("Mitglied", "AGS", "Kennzahl", "Zusatz", "Wert", "bis", "Einheit", "Stand")),
    Column("Anmerkung", 60),
    Column("Quelle", 60),
)


def _figures(member: Member, registry: Registry) -> Iterator[list[Cell]]:
    for figure in member.figures:
        indicator = registry.indicators.get(figure.indicator)
        decimals = indicator.decimals if indicator else 0
        yield [
            member.name,
            member.ags,
            figures.titled(figure.indicator, registry),
            QUALIFIERS.get(figure.qualifier or "", figure.qualifier or "").rstrip(":"),
            Number(figure.value, decimals),
            Number(figure.value_max, decimals) if figure.value_max is not None else None,
            indicator.unit if indicator else None,
            short_date(figure.as_of) if figure.as_of else UNDATED,
            figure.note,
            phrases.sources(figure.sources, registry),
        ]


_SOURCES = (Column("Titel", 60), *map(Column, ("Herausgeber", "Datum")), Column("Adresse", 60), Column("Anmerkung", 60))


def _sources(members: Sequence[Member], registry: Registry) -> Iterator[list[Cell]]:
    for key in envelope(members, registry)["sources"]:
        source = registry.sources[key]
        date = short_date(source.date) if source.date else UNDATED
        yield [source.title, source.publisher, date, source.url, source.note]


class _Writer:
    """
    What puts sheets into a book, and the looks of its cells.
    """

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._text = book.add_format({"valign": "top", "text_wrap": True, "num_format": "@"})
        self._link = book.add_format({"valign": "top", "font_color": "#0563C1", "underline": 1, "num_format": "@"})
        self._head = book.add_format({"bold": True, "valign": "top", "bg_color": "#E7E6E6", "bottom": 1})
        self._numbers: dict[int, Format] = {}

    def add(self, sheet: Sheet) -> None:
        """
        Write a sheet: its head stays in sight and filters, columns are as wide as what they hold, and paper
        repeats the head.
        """
        page = self._book.add_worksheet(sheet.name)
        rows = [[visible(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.rows]
        for place, column in enumerate(sheet.columns):
            page.write_string(0, place, column.head, self._head)
        widths = [_width(column, [row[place] for row in rows]) for place, column in enumerate(sheet.columns)]
        for place, width in enumerate(widths):
            page.set_column(place, place, width)
        links = 0
        for line, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                links += self._write(page, (line, place), cell, may_link=links < MOST_LINKS)
            page.set_row(line, _height(row, widths))
        last = len(sheet.columns) - 1
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(1, len(rows)), last)
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + 1}"})
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)

    def _write(self, page: Worksheet, place: tuple[int, int], cell: Cell, *, may_link: bool) -> bool:
        """
        Write a cell; whether it has become a link.
        """
        if isinstance(cell, Number):
            page.write_number(*place, cell.value, self._number(cell))
            return False
        if not cell:
            return False
        target = _target(cell) if may_link else None
        if target:
            page.write_url(*place, target, self._link, _cut(cell))
        else:
            page.write_string(*place, _cut(cell), self._text)
        return target is not None

    def _number(self, cell: Number) -> Format:
        """
        How a number looks: 196.500 and 10,2 where Excel is German, and no digit of it is hidden.
        """
        places = min(len(_shown(cell).partition(",")[2]), MOST_PLACES)
        if places not in self._numbers:
            pattern = f"#,##0.{'0' * places}" if places else "#,##0"
            self._numbers[places] = self._book.add_format(
                {"valign": "top", "align": "right", "indent": 1, "num_format": pattern}
            )
        return self._numbers[places]


def _target(text: str) -> str | None:
    """
    Where a click on a text leads, if it is an address and nothing else.
    """
    if _EMAIL.fullmatch(text):
        return f"mailto:{text}"
    return text if _WEB.fullmatch(text) and len(text) <= LONGEST_LINK else None


def _shown(cell: Cell) -> str:
    """
    What a cell shows, in a German Excel.
    """
    return number(cell.value, cell.decimals) if isinstance(cell, Number) else cell or ""


def _cut(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def _width(column: Column, cells: Sequence[Cell]) -> int:
    """
    Characters that a column shows side by side; its head has an arrow beside it.
    """
    longest = max((len(_shown(cell)) for cell in cells), default=0)
    return max(len(column.head) + 3, min(column.widest, longest + 2))


def _height(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """
    Points that a row needs, if its words are not all of them long; LibreOffice doesn't find that out by itself.
    """
    sizes = ((len(_shown(cell)), width) for cell, width in zip(row, widths, strict=True))
    lines = max(ceil(size * 1.1 / width) if size > width else 1 for size, width in sizes)
    return min(lines * LINE, HIGHEST)
