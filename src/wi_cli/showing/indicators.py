"""
Indicators as columns of a list: each its latest value, and for people the year of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wi_cli.errors import UsageError
from wi_cli.german import wording
from wi_cli.german.wording import UNDATED, visible
from wi_cli.registry import figures
from wi_cli.registry.values import Figure
from wi_cli.showing import phrases
from wi_cli.showing.columns import COLUMNS, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wi_cli.registry.values import Member, Registry
    from wi_cli.showing.columns import Raw

FIELDS = Figure._fields[2:]
"""What can be asked of an indicator behind a dot: `population.as_of`."""


def column(name: str, registry: Registry) -> Column:
    """
    The column of an indicator, called by id or label: `unemployment`; or of one field of its latest figure:
    `unemployment.as_of`.

    Raises `UsageError` for what is no indicator, and for a label that several have.
    """
    key = figures.indicator_called(name, registry)
    if key is not None:
        return COLUMNS.get(key) or _of_values(key, registry)
    start, _, field = name.rpartition(".")
    key = figures.indicator_called(start, registry) if field in FIELDS else None
    if key is not None:
        return _of_field(key, field, registry)
    raise UsageError(f"no column {name!r}", figures.advice(name, registry, COLUMNS))


def _of_values(key: str, registry: Registry) -> Column:
    indicator = registry.indicators.get(key)

    def raw(member: Member) -> Raw:
        figure = member.latest(key)
        return figure.value if figure else None

    def shown(member: Member, _: Registry) -> str:
        figure = member.latest(key)
        return phrases.quantity(figure, indicator) if figure else ""

    label = visible(figures.titled(key, registry))
    unit = visible(indicator.unit) if indicator else ""
    return Column(key, raw, shown, numeric=True, label=label, unit=unit, figure=lambda member: member.latest(key))


def _of_field(key: str, field: str, registry: Registry) -> Column:
    def raw(member: Member) -> Raw:
        value = getattr(member.latest(key), field, None)
        return ",".join(value) if isinstance(value, tuple) else value  # the sources

    def shown(member: Member, _: Registry) -> str:
        figure = member.latest(key)
        if figure is None:
            return ""
        if field == "as_of":
            return wording.short_date(figure.as_of) if figure.as_of else UNDATED
        return phrases.sources(figure.sources, registry) if field == "sources" else visible(str(raw(member) or ""))

    return Column(f"{key}.{field}", raw, shown)


def dated(columns: Sequence[Column], members: Sequence[Member]) -> list[Column]:
    """
    The columns as people read them: the year of figures in the head if it is the same for all of the
    members, else beside each.
    """
    return [_dated(one, members) for one in columns]


def _dated(one: Column, members: Sequence[Member]) -> Column:
    read = one.figure
    if read is None:
        return one
    years = {_year(figure) for member in members if (figure := read(member))}
    common = [year for year in years if len(years) == 1]
    said = ", ".join(part for part in (one.unit, *common) if part)
    label = f"{one.head} ({said})" if said else one.head

    def shown(member: Member, registry: Registry) -> str:
        figure = read(member)
        text = one.shown(member, registry)
        return f"{text} ({_year(figure)})" if figure and not common else text

    return one._replace(label=label, shown=shown)


def _year(figure: Figure) -> str:
    return wording.year(figure.as_of) if figure.as_of else UNDATED
