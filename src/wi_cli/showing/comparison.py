"""
The same figures of several members: which value of which day stands beside which.

`compare` chooses them; `tidy` is what programs get, a row for each value.
`wi_cli.showing.beside` says in German what people read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.errors import UsageError
from wi_cli.german.spelling import bare
from wi_cli.german.wording import cited, number
from wi_cli.registry import figures
from wi_cli.registry.depth import DEEPEST
from wi_cli.registry.values import ABOUT, POPULATION, TARGET, latest
from wi_cli.showing import envelope
from wi_cli.showing.listing import Listing
from wi_cli.showing.portrait import parts_under_wholes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wi_cli.registry.values import Figure, Member, Registry
    from wi_cli.showing.delimited import Cell as Field

COLUMNS = ("member", "indicator", "value", "value_max", "qualifier", "as_of", "unit", "source", "note")
"""Scripts count on the order: what is new stands last."""
INHABITANTS = ("inhabitants", "inhabitants_as_of")
FEWEST = 2
"""Members that must have a value before there is something to compare."""

# What is counted is called by a noun: 20 Schulen.  What is measured is not, or by one of these.
_COUNTED = re.compile(r"[A-ZÄÖÜ]\w+(?:[ /-]\w+)*")
_MEASURES = frozenset(
    ("euro", "cent", "prozent", "prozentpunkte", "punkte", "grad", "hektar", "quadratmeter", "quadratkilometer")
) | {"meter", "kilometer", "liter", "tonnen", "jahre", "monate", "wochen", "tage", "stunden", "minuten"}


class Question(NamedTuple):
    """
    What to compare: these indicators, or without any those that at least two members share, with `every` all
    that one has; the latest values, or those nearest to `as_of`; counts as they are, or `per` so many inhabitants.
    """

    indicators: Sequence[str] = ()
    every: bool = False
    as_of: str | None = None
    per: int | None = None


class Cell(NamedTuple):
    """
    The value of one member: of a figure, or of so many inhabitants.
    """

    member: Member
    figure: Figure
    per: int = 1
    inhabitants: Figure | None = None

    @property
    def value(self) -> float:
        """
        As it is to be compared, in the unit of its row.
        """
        return self._of(self.figure.value)

    @property
    def value_max(self) -> float | None:
        """
        The upper end of a range.
        """
        return None if self.figure.value_max is None else self._of(self.figure.value_max)

    @property
    def qualifier(self) -> str | None:
        """
        That of the figure; what is divided by no exact number is itself about right.
        """
        by = self.inhabitants
        exact = by is None or (by.qualifier is None and by.value_max is None)
        return self.figure.qualifier if exact or self.figure.qualifier == TARGET else ABOUT

    def _of(self, value: float) -> float:
        return value * self.per / self.inhabitants.value if self.inhabitants else value


class Row(NamedTuple):
    """
    One indicator, as measured or as aimed at, with the value of each member, in their order; `label` is what it
    is called below its whole, `title` what by itself, `depth` the number of wholes above it.
    """

    indicator: str
    target: bool
    label: str
    title: str
    unit: str
    depth: int
    cells: tuple[Cell | None, ...]

    @property
    def present(self) -> list[Cell]:
        """
        The values that there are.
        """
        return [cell for cell in self.cells if cell]

    def ranked(self) -> list[tuple[int, Cell]]:
        """
        The values with their rank, the largest first; equal ones have the same rank and stand by name.
        """
        order = sorted(self.present, key=lambda cell: (-cell.value, bare(cell.member.name), cell.member.id))
        first: dict[float, int] = {}
        return [(first.setdefault(cell.value, n), cell) for n, cell in enumerate(order, 1)]


def compare(members: Sequence[Member], registry: Registry, question: Question) -> list[Row]:
    """
    The rows of the comparison, parts below their whole, targets below what was measured.

    Raises `UsageError` for an indicator that is asked for by inhabitants and counts nothing.
    """
    found = _by_row(members)
    keys = [*dict.fromkeys(question.indicators)] or [key for key in figures.known(registry) if key in _ids(found)]
    if question.per:
        keys = [key for key in keys if _may_be_counted(key, registry, question)]
    fewest = 1 if question.every or question.indicators else FEWEST
    rows: dict[tuple[str, bool], tuple[Cell | None, ...]] = {}
    for key in keys:
        for target in (False, True):
            values = found.get((key, target), {})
            cells = tuple(_cell(member, values.get(member.id, ()), question) for member in members)
            if sum(cell is not None for cell in cells) >= fewest:
                rows[key, target] = cells
    above = [*dict.fromkeys(key for key, _ in rows)]
    return [
        _row(key, rows[key, target], depth, registry, question, target=target)
        for key, depth in parts_under_wholes(above, registry)
        for target in (False, True)
        if (key, target) in rows
    ]


def _by_row(members: Sequence[Member]) -> Mapping[tuple[str, bool], dict[str, list[Figure]]]:
    found: dict[tuple[str, bool], dict[str, list[Figure]]] = {}
    for member in members:
        for figure in member.figures:
            row = found.setdefault((figure.indicator, figure.qualifier == TARGET), {})
            row.setdefault(member.id, []).append(figure)
    return found


def _ids(found: Mapping[tuple[str, bool], object]) -> set[str]:
    return {key for key, _ in found}


def _may_be_counted(key: str, registry: Registry, question: Question) -> bool:
    unit = registry.indicators[key].unit if key in registry.indicators else ""
    counts = _COUNTED.fullmatch(unit) and _MEASURES.isdisjoint(re.split(r"[ /-]", unit.lower()))
    if counts and key != POPULATION:
        return True
    if key in question.indicators:
        why = "is what --per counts by" if key == POPULATION else f"is measured in {cited(unit)} and counts nothing"
        raise UsageError(f"{key!r} {why}", "take an indicator that counts people or things, or leave out --per")
    return False


def _cell(member: Member, values: Sequence[Figure], question: Question) -> Cell | None:
    figure = figures.nearest(values, question.as_of) if question.as_of else latest(values)
    if figure is None or not question.per:
        return figure and Cell(member, figure)
    inhabitants = _inhabitants(member, figure)
    return inhabitants and Cell(member, figure, question.per, inhabitants)


def _inhabitants(member: Member, figure: Figure) -> Figure | None:
    """
    The count of inhabitants nearest to the day of a figure; for an undated one that of its source, else the latest.
    """
    counts = [f for f in member.figures if f.indicator == POPULATION and f.qualifier != TARGET and f.value > 0]
    if figure.as_of:
        return figures.nearest(counts, figure.as_of)
    return latest([f for f in counts if not set(f.sources).isdisjoint(figure.sources)] or counts)


def _row(
    key: str, cells: tuple[Cell | None, ...], depth: int, registry: Registry, question: Question, *, target: bool
) -> Row:
    indicator = registry.indicators.get(key)
    title = figures.titled(key, registry)
    unit = indicator.unit if indicator else ""
    return Row(
        indicator=key,
        target=target,
        label=indicator.label if indicator and depth else title,
        title=title,
        unit=f"{unit} je {number(question.per)} Einwohner" if question.per else unit,
        depth=min(depth, DEEPEST),
        cells=cells,
    )


def tidy(
    rows: Sequence[Row], members: Sequence[Member], registry: Registry, question: Question, *, ranked: bool
) -> Listing:
    """
    A row for each value, under `COLUMNS` and by inhabitants also under `INHABITANTS`; if `ranked` the largest first.
    """
    order = [(row, row.ranked() if ranked else [(0, cell) for cell in row.present]) for row in rows]
    ids = (cell.member.id for _, cell in order[0][1]) if ranked and rows else (member.id for member in members)
    return Listing(
        names=(*COLUMNS, *INHABITANTS) if question.per else COLUMNS,
        rows=(_fields(row, cell) for row, cells in order for _, cell in cells),
        ids=ids,
        document=lambda: _document(order, members, registry, question),
    )


def _fields(row: Row, cell: Cell) -> list[Field]:
    figure = cell.figure
    by = [cell.inhabitants.value, cell.inhabitants.as_of] if cell.inhabitants else []
    amount = (cell.value, cell.value_max, cell.qualifier, figure.as_of, row.unit or None)
    return [cell.member.id, row.indicator, *amount, ",".join(figure.sources), figure.note, *by]


def _document(
    order: Sequence[tuple[Row, Sequence[tuple[int, Cell]]]],
    members: Sequence[Member],
    registry: Registry,
    question: Question,
) -> dict[str, Any]:
    used = [figure for row, _ in order for cell in row.present for figure in (cell.figure, cell.inhabitants) if figure]
    named = envelope.named([{"figures": [envelope.as_fields(figure) for figure in used]}], registry)
    return {
        "version": envelope.VERSION,
        **({"per": question.per} if question.per else {}),
        "comparison": [
            {
                "indicator": row.indicator,
                "target": row.target,
                "unit": row.unit,
                "values": [_entry(cell, rank) for rank, cell in cells],
            }
            for row, cells in order
        ],
        "members": {member.id: member.name for member in members},
        "sources": named["sources"],
        "indicators": named["indicators"],
    }


def _entry(cell: Cell, rank: int) -> dict[str, Any]:
    fields = envelope.as_fields(cell.figure)
    del fields["indicator"]
    if cell.inhabitants:
        counted = {"value": cell.value, "count": cell.figure.value}
        ends = {"value_max": cell.value_max, "count_max": cell.figure.value_max} if "value_max" in fields else {}
        qualifier = {"qualifier": cell.qualifier} if cell.qualifier else {}
        fields = {**fields, **counted, **ends, **qualifier, "inhabitants": envelope.as_fields(cell.inhabitants)}
    return {"member": cell.member.id, **({"rank": rank} if rank else {}), **fields}


def shared(members: Sequence[Member], registry: Registry) -> list[str]:
    """
    The ids of the indicators that at least two members have measured.
    """
    found = _by_row(members)
    return [key for key in figures.known(registry) if len(found.get((key, False), ())) >= FEWEST]


def same_day(row: Row) -> str | None:
    """
    The latest day of which every member of a row has a value, if those that it shows are of several.
    """
    shown = {cell.figure.as_of for cell in row.present}
    if len(shown) < FEWEST:
        return None
    dates = [
        {f.as_of for f in cell.member.figures if f.indicator == row.indicator and (f.qualifier == TARGET) == row.target}
        for cell in row.present
    ]
    return max((date for date in set.intersection(*dates) if date and figures.days(date)), default=None)
