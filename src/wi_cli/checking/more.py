"""
Which of very many defects are reported, and that there are more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wi_cli.checking.diagnostic import Diagnostic, placed_at
from wi_cli.checking.rule import ENTERED, rule
from wi_cli.registry.locate import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

MOST = 10_000
"""How many defects of a file are reported: nobody reads more, and each takes some thousand bytes."""

rule(
    code="WI303",
    name="more-defects",
    title="a file has more defects than those that are reported",
    why="Of the defects of a file the first 10,000 are reported, errors before warnings. "
    "Mend these, perhaps with `--fix`, and check the file again.",
    bad="""
        [members.kassel.membership]
        seen = [2013, 2014, 2013, 2014, 2013, 2014]  # and so on, 10,000 times
    """,
    good="""
        [members.kassel.membership]
        seen = ["2013", "2014"]
    """,
    warning=True,
)


def reported(text: str, found: Sequence[Diagnostic], most: int, cut: AbstractSet[str]) -> tuple[Diagnostic, ...]:
    """
    The first `most` of several defects, errors before warnings, in order of place; and behind them that there are
    more, if there are, or if some with the codes `cut` were not even looked for.
    """
    if len(found) <= most and not cut:
        return tuple(sorted(found, key=_place))
    kept = sorted(sorted(found, key=lambda diagnostic: (diagnostic.warning, *_place(diagnostic)))[:most], key=_place)
    end = len(text.rstrip())
    message = f"more defects than the {most:,} that are reported"
    return (*kept, placed_at(Lines(text), "WI303", (end, end), message, "mend these and run wi validate again"))


def _place(diagnostic: Diagnostic) -> tuple[int, int, str, str]:
    return diagnostic.line, diagnostic.column, diagnostic.code, diagnostic.message


def first(text: str, found: Sequence[Diagnostic], most: int) -> tuple[Diagnostic, ...]:
    """
    The first of what was reported already.
    """
    defects = [diagnostic for diagnostic in found if diagnostic.code != "WI303"]
    return reported(text, defects, most, {diagnostic.code for diagnostic in found} & {"WI303"})


def is_silent(found: Sequence[Diagnostic], cut: AbstractSet[str]) -> bool:
    """
    Whether there may be errors among what was not looked for, and none among what was found.
    """
    return not all(ENTERED[code].warning for code in cut) and all(diagnostic.warning for diagnostic in found)
