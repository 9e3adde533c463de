"""
`wi rule`: what a code means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wi_cli.cli import completion, terminal
from wi_cli.errors import UsageError

if TYPE_CHECKING:
    from wi_cli.checking.rule import Rule

WIDTH = 80
"""Columns that are read with ease; a terminal may have fewer."""


def command(
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", autocompletion=completion.codes, help="Such as WI203, or a prefix such as WI2."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All rules.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Print a long page at once.")] = False,
) -> None:
    """
    Explain a rule of wi validate.
    """
    from wi_cli.checking.rulebook import RULES
    from wi_cli.german.slips import did_you_mean

    if every == (code is not None):
        raise UsageError("name one code, or --all", "such as wi rule WI203")
    wanted = (code or "WI").upper()
    rules = [rule for rule in RULES.values() if rule.code.startswith(wanted)]
    if not rules or code == "":
        raise UsageError(f"no code {code!r}", did_you_mean(wanted, RULES) or "see wi rule --all")
    width = min(WIDTH, terminal.width()) if terminal.is_terminal() else WIDTH
    terminal.page("\n".join(_explained(rule, width) for rule in rules), pager=not no_pager)


def _explained(rule: Rule, width: int) -> str:
    import textwrap
    from inspect import cleandoc

    severity = "warning" if rule.warning else "error"
    fixable = "mended by --fix" if rule.fixable else "to be mended by hand"
    title = f"{rule.code} ({rule.name}): {rule.title}"
    lines = [*textwrap.wrap(title, width), "", f"{severity}, {fixable}", "", *textwrap.wrap(rule.why, width)]
    for heading, example in (("Bad", rule.bad), ("Good", rule.good)):
        lines += ["", f"{heading}:", *(f"    {line}".rstrip() for line in cleandoc(example).split("\n"))]
    return "\n".join(lines) + "\n"
