"""
Rules on figures: each once, and none that can't be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from wi_cli.checking.rule import Problem, View, entries, number_of, rule, text_of
from wi_cli.german.wording import cited
from wi_cli.registry.values import Path, last_day

_JUMP = 3
_THOUSAND = 1000


@rule(
    code="WI223",
    name="duplicate-figure",
    title="a member has two figures with the same indicator, date and source",
    why="One source gives one value for one date. One of the two is a copy, or its date or source is wrong.",
    bad="""
        [[members.kassel.figures]]
        indicator = "population"
        value = 195500
        as_of = "2014"
        sources = ["kassel-slides-2014"]

        [[members.kassel.figures]]
        indicator = "population"
        value = 196500
        as_of = "2014"
        sources = ["kassel-slides-2014"]
    """,
    good="""
        [[members.kassel.figures]]
        indicator = "population"
        value = 195500
        as_of = "2010"
        sources = ["kassel-slides-2014"]

        [[members.kassel.figures]]
        indicator = "population"
        value = 196500
        as_of = "2014"
        sources = ["kassel-slides-2014"]
    """,
)
def figures_are_told_apart(view: View) -> Iterator[Problem]:
    for owner_path, owner in view.owners:
        seen: dict[tuple[str, str, str], Path] = {}
        for path, figure in entries(owner, "figures", owner_path):
            indicator, as_of = text_of(figure, "indicator"), text_of(figure, "as_of")
            sources = figure.get("sources")
            for source in dict.fromkeys(s for s in sources if isinstance(s, str)) if isinstance(sources, list) else ():
                if (indicator, as_of, source) in seen:
                    when = f"of {as_of}" if as_of else "without a date"
                    message = f"{indicator!r} {when} from {source!r} stands here twice"
                    yield Problem(path, "WI223", message, "two values need two dates or two sources", at_key=True)
                    break
                seen[indicator, as_of, source] = path


@rule(
    code="WI224",
    name="sudden-jump",
    title="a value is three times its neighbour in time, or more, or a third of it, or less",
    why="Towns don't grow like that: a digit is lost or doubled. "
    "If the source means it, say so with `# wi: ignore WI224` and the reason.",
    bad="""
        [[members.kassel.figures]]
        indicator = "population"
        value = 195500
        as_of = "2010"
        sources = ["kassel-slides-2014"]

        [[members.kassel.figures]]
        indicator = "population"
        value = 19650
        as_of = "2014"
        sources = ["kassel-slides-2014"]
    """,
    good="""
        [[members.kassel.figures]]
        indicator = "population"
        value = 195500
        as_of = "2010"
        sources = ["kassel-slides-2014"]

        [[members.kassel.figures]]
        indicator = "population"
        value = 196500
        as_of = "2014"
        sources = ["kassel-slides-2014"]
    """,
    warning=True,
)
def figures_do_not_jump(view: View) -> Iterator[Problem]:
    for owner_path, owner in view.owners:
        series: dict[str, list[tuple[str, float, str, Path]]] = defaultdict(list)
        for path, figure in entries(owner, "figures", owner_path):
            as_of, value = text_of(figure, "as_of"), number_of(figure, "value")
            if as_of and value is not None and value > 0 and figure.get("qualifier") != "target":
                series[text_of(figure, "indicator")].append((last_day(as_of), value, as_of, path))
        for indicator, values in series.items():
            for (_, one, since, _), (_, other, when, path) in pairwise(sorted(values, key=lambda item: item[0])):
                if max(one, other) >= _JUMP * min(one, other):
                    message = f"{indicator!r} goes from {one} ({since}) to {other} ({when})"
                    yield Problem((*path, "value"), "WI224", message, "is a digit lost or doubled?")


@rule(
    code="WI232",
    name="too-many-decimals",
    title="a figure has more decimals than its indicator declares",
    why="TOML reads 196.500 as 196.5, however it was meant: numbers have no points between thousands. "
    "If the source prints decimals, the indicator says how many: decimals = 1.",
    bad="""
        [[members.kassel.figures]]
        indicator = "population"
        value = 196.500
        as_of = "2014"
        sources = ["kassel-slides-2014"]
    """,
    good="""
        [[members.kassel.figures]]
        indicator = "population"
        value = 196500
        as_of = "2014"
        sources = ["kassel-slides-2014"]
    """,
)
def figures_have_declared_decimals(view: View) -> Iterator[Problem]:
    indicators = view.declared("indicators")
    for path, figure in view.tables("figures"):
        name = text_of(figure, "indicator")
        indicator = indicators.get(name)
        if not isinstance(indicator, dict):
            continue
        allowed = indicator.get("decimals", 0)
        for field in ("value", "value_max"):
            value = number_of(figure, field)
            if value is None or not isinstance(allowed, int) or (places := _decimals(value)) <= max(allowed, 0):
                continue
            thousands = value * _THOUSAND
            plain = 1 <= abs(value) < _THOUSAND and not allowed and places <= len("000")
            hint = f"did you mean {round(thousands)}? else " * plain + f"declare decimals = {places} for {cited(name)}"
            message = f"{field} {value} has {places} decimal{'s' * (places > 1)}, {cited(name)} has {allowed or 'none'}"
            yield Problem((*path, field), "WI232", message, hint)


def _decimals(value: float) -> int:
    # Nearly all have none, and to ask is much faster.
    return 0 if value == int(value) else max(0, -int(Decimal(str(value)).normalize().as_tuple().exponent))
