"""
Rules on dates: how they are written, that they exist and are past, and their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from math import isfinite
from typing import Any

from wi_cli.checking.rule import Advice, Document, Fix, Problem, View, entries, form, number_of, rule, text_of
from wi_cli.registry import paths
from wi_cli.registry.values import Path, last_day

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DATES = frozenset({"date", "as_of", "since", "until", "seen"})

rule(
    code="WI106",
    name="malformed-date",
    title="a date is not written as YYYY, YYYY-MM or YYYY-MM-DD",
    why="Dates in this order (ISO 8601) can be sorted and compared. "
    "An interval is start/end, where .. stands for an open end: 2006/..",
    bad="""
        [members.kassel.membership]
        seen = ["14.05.2014"]
    """,
    good="""
        [members.kassel.membership]
        seen = ["2014-05-14"]
    """,
)


@form("date", "WI106", "date", "YYYY, YYYY-MM or YYYY-MM-DD, or start/end where one end may be ..")
def date_as_meant(value: str) -> Advice | None:
    meant = [f'"{one}"' for one in _readings(value)]
    return Advice(f"write {' or '.join(meant)}") if meant else None


def _readings(value: str) -> list[str]:
    from wi_cli.german.dates import readings  # for what is no date: most registries have none

    return readings(value)


rule(
    code="WI115",
    name="native-date",
    title="a TOML date or time, inf or nan stands where text or a number belongs",
    why="TOML dates can't say 2014 or 2014-04, so all dates here are text. "
    "inf and nan are no numbers that a source prints. `--fix` puts quotes around a date.",
    bad="""
        [members.kassel.membership]
        since = 2008-05-14
    """,
    good="""
        [members.kassel.membership]
        since = "2008-05-14"
    """,
    fixable=True,
)


def unreadable(path: Path, value: Any) -> tuple[Problem, Any]:
    """
    The problem with a value that JSON doesn't have, and what to go on with: of
    a number nothing, so that no rule takes it for one.
    """
    from wi_cli.registry.schema import described  # who names the rules has no use for it

    if isinstance(value, int) or (isinstance(value, float) and isfinite(value)):
        return Problem(path, "WI114", "number out of range", "leave the field out if it is unknown"), None
    if isinstance(value, float):
        return Problem(path, "WI115", f"{value} is no number", "leave the field out if it is unknown"), None
    text = value.isoformat()
    if isinstance(value, date) and not isinstance(value, datetime):
        hint = (
            f'write it as text: "{text}"' if isinstance(path[-1], int) else f'write it as text: {path[-1]} = "{text}"'
        )
        # Elsewhere it would be the next defect.
        fix: Fix | None = (lambda raw: f'"{raw}"') if described(path).get("type", "string") == "string" else None
        return Problem(path, "WI115", f"{text} is a native date, not text", hint if fix else None, fix=fix), text
    hint = "write the date as text, without the time"
    return Problem(path, "WI115", f"{text} is a native time, not text", hint), text


@rule(
    code="WI219",
    name="no-such-date",
    title="a date that the calendar doesn't have",
    why="The month or the day is mistyped. If the day is unknown, the month or the year is enough.",
    bad="""
        [members.kassel.membership]
        seen = ["2014-02-30"]
    """,
    good="""
        [members.kassel.membership]
        seen = ["2014-02-28"]
    """,
)
@rule(
    code="WI220",
    name="future-date",
    title="a date lies in the future",
    why="No source can have seen it yet, so digits are swapped. "
    "Only a membership's until and the as_of of a figure with the qualifier target may lie ahead.",
    bad="""
        [members.kassel.membership]
        seen = ["2104"]
    """,
    good="""
        [members.kassel.membership]
        seen = ["2014"]
    """,
)
def dates_are_real(view: View) -> Iterator[Problem]:
    """
    WI219: a day that the calendar doesn't have; WI220: one in the future;
    WI221: an end before its start.
    """
    today = view.settings.today
    for path, text in view.texts:
        name = path[-2] if isinstance(path[-1], int) else path[-1]
        if name not in _DATES or path[0] == "topics":
            continue
        ends = text.split("/")
        if not all(end == ".." or _DATE.fullmatch(end) for end in ends) or len(ends) > 2:  # noqa: PLR2004
            continue
        unreal = next((end for end in ends if end != ".." and not _in_calendar(end)), None)
        if unreal:
            # 2013-14 looks like a month, and is a school year.
            meant = _readings(unreal.replace("-", "/")) if unreal == text else []
            yield Problem(path, "WI219", f"there is no {unreal}", f'write "{meant[0]}"' if meant else None)
            continue
        start, end = ends[0], ends[-1]
        if ".." not in ends and last_day(end) < start:
            yield Problem(path, "WI221", f"{end} is before {start}", "write the earlier one first")
            continue
        first = start if start != ".." else end
        if first + "0000-01-01"[len(first) :] > today and not _may_be_ahead(view.document, path):
            yield Problem(path, "WI220", f"{text} is in the future", f"today is {today}")


def _in_calendar(text: str) -> bool:
    year, month, day = (int(part) if part else 1 for part in _DATE.fullmatch(text).groups())  # type: ignore[union-attr]  # asked before
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _may_be_ahead(document: Document, path: Path) -> bool:
    """
    A target is set for a date to come, and a membership may be known to end.
    """
    if path[-1] == "until":
        return True
    return path[-1] == "as_of" and bool(paths.at(document, path[:-1]).get("qualifier") == "target")


@rule(
    code="WI221",
    name="end-before-start",
    title="an end comes before its start",
    why="In an interval, in since and until, and in value and value_max the smaller one stands first. "
    "The two are swapped, or one is mistyped.",
    bad="""
        [members.kassel.membership]
        since = "2016"
        until = "2009"
    """,
    good="""
        [members.kassel.membership]
        since = "2009"
        until = "2016"
    """,
)
def intervals_are_in_order(view: View) -> Iterator[Problem]:
    """
    WI221: since after until; value_max below value.
    """
    for key, member in view.members.items():
        belonging = member.get("membership")
        if isinstance(belonging, dict):
            since, until = text_of(belonging, "since"), text_of(belonging, "until")
            if since and until and last_day(until) < since:
                where: Path = ("members", key, "membership", "until")
                yield Problem(where, "WI221", f"until {until} is before since {since}")
    for path, figure in view.tables("figures"):
        low, high = number_of(figure, "value"), number_of(figure, "value_max")
        if low is not None and high is not None and high <= low:
            yield Problem((*path, "value_max"), "WI221", f"value_max {high} is not above value {low}")


@rule(
    code="WI222",
    name="unordered-milestones",
    title="milestones don't stand oldest first",
    why="They are shown as a timeline, in the order of the file.",
    bad="""
        [[members.kassel.milestones]]
        date = "2013"
        text = "Das Übergangsmanagement beginnt."
        sources = ["kassel-slides-2014"]

        [[members.kassel.milestones]]
        date = "2008-05"
        text = "Die Koordinierungsstelle wird eingerichtet."
        sources = ["kassel-slides-2014"]
    """,
    good="""
        [[members.kassel.milestones]]
        date = "2008-05"
        text = "Die Koordinierungsstelle wird eingerichtet."
        sources = ["kassel-slides-2014"]

        [[members.kassel.milestones]]
        date = "2013"
        text = "Das Übergangsmanagement beginnt."
        sources = ["kassel-slides-2014"]
    """,
)
def milestones_are_in_order(view: View) -> Iterator[Problem]:
    for owner_path, owner in view.owners:
        dated = [
            (path, start)
            for path, milestone in entries(owner, "milestones", owner_path)
            if _DATE.fullmatch(start := _start(text_of(milestone, "date")))
        ]
        wrong = _out_of_order([start for _, start in dated])
        # One that stands too early or too late makes all the others look wrong: the first of these, or the one before.
        alone = [
            n
            for n in (range(wrong[0] - 1, wrong[0] + 1) if wrong else ())
            if not _out_of_order([start for _, start in (*dated[:n], *dated[n + 1 :])])
        ]
        for n in alone[-1:] or wrong:
            path, start = dated[n]
            message = f"{start} stands {'behind' if n else 'before'} {dated[n - 1 if n else 1][1]}"
            yield Problem((*path, "date"), "WI222", message, "milestones stand oldest first")


def _out_of_order(starts: Sequence[str]) -> list[int]:
    """
    Numbers of the dates that are earlier than one before them.  Shorter dates
    are less exact, not earlier: 2013 may follow 2013-05.
    """
    wrong, latest = [], ""
    for n, start in enumerate(starts):
        if start < latest[: len(start)]:
            wrong.append(n)
        else:
            latest = start
    return wrong


def _start(text: str) -> str:
    start, _, end = text.partition("/")
    return end if start == ".." else start
