"""
What a comparison says in German, before anybody decides how it looks.

What is the same for all of a row (its day, its sources, how it was counted) stands once at the row; what
differs stands at each value.  `wi_cli.showing.charts` draws the result, `markdown` writes it as Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wi_cli.german.wording import LABELS, UNDATED, short_date, visible
from wi_cli.registry.values import TARGET
from wi_cli.showing import comparison, phrases
from wi_cli.showing.citing import Numbering, Reading, references
from wi_cli.showing.course import Course, course
from wi_cli.showing.markdown import escaped, markdown_source, markdown_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wi_cli.registry.values import Member, Registry
    from wi_cli.showing.comparison import Cell, Row

SEVERAL = "verschieden"
NO_VALUE = "–"
TARGETED = "Ziel"
MOST_REMARKS = 3
MOST_OTHERS = 5


class Value(NamedTuple):
    """
    One value as it is read; empty is what stands at its row already.  `bar` is its share of the largest.
    """

    member: str
    former: bool
    rank: int
    quantity: str
    date: str
    letters: str
    references: tuple[int, ...]
    bar: float | None


class Line(NamedTuple):
    """
    One row: `label` below its whole, `title` by itself; `date`, `letters` and `references` where all values
    share them, with `SEVERAL` for a date that they don't share.
    """

    label: str
    title: str
    unit: str
    depth: int
    date: str
    letters: str
    references: tuple[int, ...]
    values: tuple[Value | None, ...]
    absent: tuple[str, ...]
    """Who has no value: nobody is passed over in silence."""


class Sheet(NamedTuple):
    """
    A comparison as it is read: the members across, the rows, how some went, what the letters and numbers mean.
    """

    members: tuple[str, ...]
    ranked: bool
    lines: tuple[Line, ...]
    courses: tuple[Course, ...]
    notes: tuple[tuple[str, str], ...]
    sources: tuple[Reading, ...]
    remarks: tuple[str, ...]


class _Letters:
    """
    Gives each note a letter, in the order in which they are first named.
    """

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}

    def of(self, notes: Iterable[str]) -> str:
        found = [self._letters.setdefault(note, phrases.letter(len(self._letters))) for note in notes if note]
        return ",".join(found)

    def notes(self) -> tuple[tuple[str, str], ...]:
        return tuple((letter, visible(note)) for note, letter in self._letters.items())


def sheet(
    rows: Sequence[Row],
    members: Sequence[Member],
    registry: Registry,
    *,
    ranked: bool,
    latest: bool,
    today: str,
) -> Sheet:
    """
    What is read of a comparison.  `ranked` puts the largest values first; `latest` are its values those of the
    latest days, and not of one that was asked for.
    """
    letters = _Letters()
    numbering = Numbering(registry)
    names = {member.id: _name(member, today) for member in members}
    lines = tuple(_line(row, names, registry, letters, numbering, ranked=ranked) for row in rows)
    plain = latest and not ranked and not any(cell.inhabitants for row in rows for cell in row.present)
    courses = [course(row, names, registry, letters.of) for row in rows if plain and not row.target]
    return Sheet(
        members=tuple(name for name, _ in names.values()),
        ranked=ranked,
        lines=lines,
        courses=tuple(found for found in courses if found),
        notes=letters.notes(),
        sources=numbering.readings(notes=False),
        remarks=_remarks(rows) if latest else (),
    )


def _name(member: Member, today: str) -> tuple[str, bool]:
    former = member.left_before(today)
    name = visible(member.name)
    return (f"{name} (bis {short_date(member.until or '')})" if former else name), former


def _line(
    row: Row,
    names: Mapping[str, tuple[str, bool]],
    registry: Registry,
    letters: _Letters,
    numbering: Numbering,
    *,
    ranked: bool,
) -> Line:
    order = row.ranked() if ranked else [(0, cell) for cell in row.cells]
    largest = max(cell.value for cell in row.present)
    known = {cell.member.id for cell in row.present}
    drawn = largest > 0 and min(cell.value for cell in row.present) >= 0
    values = [
        cell
        and Value(
            *names[cell.member.id],
            rank,
            _quantity(cell, row, registry),
            _date(cell),
            letters.of(_notes(cell)),
            numbering.of(cell.figure.sources),
            cell.value / largest if drawn else None,
        )
        for rank, cell in order
    ]
    present = [value for value in values if value]
    dates, notes, sources = {v.date for v in present}, {v.letters for v in present}, {v.references for v in present}
    suffix = f", {TARGETED}" if row.target else ""
    return Line(
        label=visible(row.label) + suffix,
        title=visible(row.title) + suffix,
        unit=visible(row.unit),
        depth=row.depth,
        date=next(iter(dates)) if len(dates) == 1 else SEVERAL,
        letters=next(iter(notes)) if len(notes) == 1 else "",
        references=next(iter(sources)) if len(sources) == 1 else (),
        values=tuple(
            value
            and value._replace(
                date=value.date if len(dates) > 1 else "",
                letters=value.letters if len(notes) > 1 else "",
                references=value.references if len(sources) > 1 else (),
            )
            for value in values
        ),
        absent=tuple(name for key, (name, _) in names.items() if key not in known),
    )


def _quantity(cell: Cell, row: Row, registry: Registry) -> str:
    indicator = registry.indicators.get(row.indicator)
    if cell.inhabitants:
        end = cell.value_max
        ends = {"value": _rounded(cell.value), "value_max": None if end is None else _rounded(end)}
        rounded = cell.figure._replace(**ends, qualifier=None if row.target else cell.qualifier)  # type: ignore[arg-type]
        return phrases.quantity(rounded, None)
    # That it is a target stands at the row.
    figure = cell.figure._replace(qualifier=None) if row.target else cell.figure
    return phrases.quantity(figure, indicator)


def _rounded(value: float) -> float:
    """
    A quotient with three digits that say something, and one behind the comma at most where it is large.
    """
    places = next((n for n in range(1, 9) if abs(value) * 10**n >= 100), 9)  # noqa: PLR2004  # three digits
    return round(value, places)


def _date(cell: Cell) -> str:
    as_of = cell.figure.as_of
    if not as_of:
        return UNDATED
    return f"für {short_date(as_of)}" if cell.figure.qualifier == TARGET else short_date(as_of)


def _notes(cell: Cell) -> list[str]:
    notes = [cell.figure.note or ""]
    if cell.inhabitants:
        date = short_date(cell.inhabitants.as_of) if cell.inhabitants.as_of else UNDATED
        notes.append(f"auf {phrases.quantity(cell.inhabitants, None)} Einwohner bezogen ({date})")
    return notes


def _remarks(rows: Sequence[Row]) -> tuple[str, ...]:
    """
    Which rows can be had of one day for all, and how.
    """
    days: dict[str, list[str]] = {}
    for row in rows:
        if day := comparison.same_day(row):
            days.setdefault(day, []).append(visible(row.title))
    return tuple(
        f"{', '.join(titles)}: Stand {short_date(day)} für alle mit --as-of {day}"
        for day, titles in [*days.items()][:MOST_REMARKS]
    )


def further(page: Sheet, others: Sequence[str]) -> Sheet:
    """
    The same with a remark on what else can be asked for: `others` are ids of indicators.
    """
    more = " …" if len(others) > MOST_OTHERS else ""
    known = f"andere Zahlen: --indicator {','.join(map(visible, others[:MOST_OTHERS]))}{more}"
    across = "nebeneinander: wi compare NAME NAME"
    return page._replace(remarks=(*page.remarks, *([known] if others else []), across))


def markdown(page: Sheet) -> str:
    """
    A comparison as Markdown: one table, or ranked a table for each indicator; then notes and sources.
    """
    blocks = [_ranking(line) for line in page.lines] if page.ranked else [_matrix(page)]
    blocks += [_went(one) for one in page.courses]
    blocks.append("\n".join(f"- {letter}: {escaped(note)}" for letter, note in page.notes))
    blocks.append("\n".join(markdown_source(source) for source in page.sources))
    return "\n\n".join(block.strip("\n") for block in blocks if block) + "\n"


def _matrix(page: Sheet) -> str:
    # No-break spaces: several others would be shown as one.
    rows = (
        [
            "\u00a0\u00a0" * line.depth + _joined(line.label, _bracketed(line.unit), line.letters),
            *(_cell(value) if value else NO_VALUE for value in line.values),
            _joined(line.date, references(line.references)),
        ]
        for line in page.lines
    )
    return markdown_table((LABELS["figures"], *page.members, "Stand"), rows)


def _went(one: Course) -> str:
    rows = ((name, first, marks.replace(" ", "\u00a0"), last) for name, first, marks, last in one.lines)
    header = (f"Verlauf: {one.title}", "Beginn", one.scale, "Ende")
    return markdown_table(header, rows)


def _cell(value: Value) -> str:
    return _joined(value.quantity, value.letters, _bracketed(value.date), references(value.references))


def _ranking(line: Line) -> str:
    shared = _joined(f"Stand {line.date}", line.letters, references(line.references))
    header = ("Rang", LABELS["name"], line.unit or "Wert", "Stand")
    rows = (
        (
            str(value.rank),
            value.member,
            _joined(value.quantity, value.letters),
            _joined(value.date or line.date, references(value.references)),
        )
        for value in line.values
        if value
    )
    table = markdown_table(header, rows)
    absent = escaped(f"{NO_VALUE} {', '.join(line.absent)}") if line.absent else ""
    return "\n\n".join([f"## {escaped(line.title)}", escaped(shared), table.strip("\n"), absent])


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _bracketed(text: str) -> str:
    return f"({text})" if text else ""
