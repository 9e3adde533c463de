"""
`wi compare`: figures of several members side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wi_cli.cli import completion, output, terminal
from wi_cli.cli.options import (
    Current,
    Exact,
    Former,
    Kinds,
    Many,
    RegistryFile,
    States,
    Topics,
    footer,
    load,
    named_members,
    none_passes,
    passing,
    today,
)
from wi_cli.cli.output import AsJson, Excel, Header, NoPager, TableFormat
from wi_cli.errors import NothingFoundError, UsageError
from wi_cli.messages import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from wi_cli.finding.filters import Filters
    from wi_cli.registry.values import Member, Registry
    from wi_cli.showing.comparison import Question, Row
    from wi_cli.showing.form import Form
    from wi_cli.showing.listing import Listing
    from wi_cli.showing.rich import Drawing

MOST_INHABITANTS = 10**9
_NO_VALUE = "none of these members has a value of {indicators}"


def command(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            autocompletion=completion.members,
            help="Id, name, alias or AGS of each member. Default: all, the largest first.",
        ),
    ] = None,
    indicator: Annotated[
        Many,
        typer.Option(
            "--indicator",
            "-i",
            metavar="INDICATOR",
            autocompletion=completion.indicators,
            help="Only these, by id or label, divided by commas. Without names: population.",
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Also indicators that only one of them has.")] = False,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help="The values nearest to this day, month or year. Default: the latest."
        ),
    ] = None,
    per: Annotated[
        int | None,
        typer.Option(
            "--per",
            metavar="NUMBER",
            min=1,
            max=MOST_INHABITANTS,
            help="What counts people or things, by so many inhabitants of the nearest day.",
        ),
    ] = None,
    state: States = None,
    kind: Kinds = None,
    topic: Topics = None,
    current: Current = False,
    former: Former = False,
    form: TableFormat = None,
    as_json: AsJson = False,
    header: Header = False,
    excel: Excel = False,
    no_pager: NoPager = False,
    exact: Exact = False,
    registry: RegistryFile = None,
) -> None:
    """
    Compare the figures of members, each with its date and source.

    With names: the indicators that at least two of them share, side by side. Without: all members, ranked by
    population, by --indicator, or with --all by each.
    """
    from wi_cli.showing import comparison

    wanted = output.chosen(form, output.TABLES, as_json=as_json, header=header, excel=excel)
    asked = passing(state, kind, topic, current=current, former=former)
    loaded, path = load(registry)
    question = _question(loaded, indicator or (), as_of, per, every=every, ranked=not names)
    members = _members(loaded, names or (), asked, wanted, exact=exact)
    if len(members) == 1 and names and not (every or indicator):
        raise UsageError(
            "there is nothing to compare one member with",
            f"name another, or see wi show {members[0].id} --only figures",
        )
    rows = comparison.compare(members, loaded, question)
    _complain_of_absent(rows, question)
    if rows or wanted.name not in ("table", "markdown"):
        _show(
            rows,
            members,
            loaded,
            question,
            wanted,
            ranked=not names,
            hints=not (names or indicator or every),
            pager=not no_pager,
            path=path,
        )
    if not rows:
        raise _nothing(members, question)


def _question(
    registry: Registry, indicators: Sequence[str], as_of: str | None, per: int | None, *, every: bool, ranked: bool
) -> Question:
    """
    What is asked for, in ids.

    Raises `UsageError` for an unknown indicator and for what is no date.
    """
    from wi_cli.registry import figures
    from wi_cli.registry.values import POPULATION
    from wi_cli.showing.comparison import Question

    if every and indicators:
        raise UsageError("--all and --indicator don't go together", "give one of them")
    if as_of is not None and not figures.days(as_of):
        raise UsageError(f"{as_of!r} is no date", "write 2020, 2020-06 or 2020-06-30")
    keys = []
    for wanted in (word.strip() for words in indicators for word in _words(words, registry)):
        key = figures.indicator_called(wanted, registry)
        if key is None:
            raise UsageError(f"no indicator {wanted!r}", figures.advice(wanted, registry))
        keys.append(key)
    if indicators and not keys:
        raise UsageError("--indicator names no indicator", f"there are: {', '.join(figures.known(registry))}")
    if ranked and not keys and not every:
        if per:
            raise UsageError("--per has nothing to count", "name one by --indicator, or take --all")
        keys = [POPULATION]
    return Question(keys, every, as_of, per)


def _members(registry: Registry, names: Sequence[str], asked: Filters, form: Form, *, exact: bool) -> list[Member]:
    """
    Those of the named members, or of all by name, that pass the filters.

    Raises `NothingFoundError` if there are none.
    """
    from wi_cli.finding import filters

    found = filters.ordered(filters.select(registry, asked, today=today()), "name")
    if names:
        passed = {member.id for member in found}
        nothing = _nothing_found(registry).document
        named = named_members(registry, names, command="compare", form=form, exact=exact, nothing=nothing)
        found = [member for member in named if member.id in passed]
    if not found:
        if form.name == "json":
            terminal.write(_nothing_found(registry).text(form))
        raise none_passes(registry)
    return found


def _nothing_found(registry: Registry) -> Listing:
    from wi_cli.showing import comparison

    return comparison.tidy([], [], registry, comparison.Question(), ranked=False)


def _complain_of_absent(rows: Sequence[Row], question: Question) -> None:
    """
    What was asked for by name and has no value is named, if anything has one.
    """
    missing = [key for key in question.indicators if key not in {row.indicator for row in rows}]
    if rows and missing:
        terminal.complain(_NO_VALUE.format(indicators=any_of(missing)))


def _words(asked: str, registry: Registry) -> list[str]:
    """
    The indicators in "students,area"; a label may have commas in it.
    """
    from wi_cli.registry import figures

    return [asked] if figures.indicator_called(asked, registry) else [word for word in asked.split(",") if word.strip()]


def _nothing(members: Sequence[Member], question: Question) -> NothingFoundError:
    if question.per:
        return NothingFoundError("nothing that these members have can be counted by inhabitants", "leave out --per")
    if question.indicators:
        return NothingFoundError(_NO_VALUE.format(indicators=any_of(question.indicators)))
    if question.every or len(members) == 1:
        return NothingFoundError("none of these members has a figure")
    return NothingFoundError("these members share no indicator", "--all shows what each of them has")


def _show(
    rows: Sequence[Row],
    members: Sequence[Member],
    registry: Registry,
    question: Question,
    form: Form,
    *,
    ranked: bool,
    hints: bool,
    pager: bool,
    path: Path,
) -> None:
    from wi_cli.showing import comparison

    if form.name not in ("table", "markdown"):
        terminal.write(comparison.tidy(rows, members, registry, question, ranked=ranked).text(form))
        return
    from wi_cli.showing import beside

    page = beside.sheet(rows, members, registry, ranked=ranked, latest=question.as_of is None, today=today())
    if form.name == "markdown":
        terminal.write(beside.markdown(page))
        return

    if hints:
        shared = comparison.shared(members, registry)
        page = beside.further(page, [key for key in shared if key not in question.indicators])

    def draw(width: int, links: bool) -> Drawing:
        from wi_cli.showing import charts, phrases

        line = footer(registry, path, phrases.counted(members, today()))
        return charts.comparison_page(page, width=width, links=links, footer=line)

    output.draw_page(draw, reading=False, pager=pager)
