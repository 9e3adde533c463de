"""
`wi remove`: take a member out of the registry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from wi_cli.cli import changing, terminal
from wi_cli.cli.changing import Diff, Name
from wi_cli.cli.options import RegistryFile
from wi_cli.errors import UsageError, WiError


def command(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Also the sources, topics and indicators that nobody else uses.")
    ] = False,
    diff: Diff = False,
    registry: RegistryFile = None,
) -> None:
    """
    Remove a member.

    Sources, topics and indicators that nobody else uses are named; --prune removes them too.
    """
    from wi_cli.changing import members
    from wi_cli.changing.splice import Spliced
    from wi_cli.registry import store

    path = changing.registry_file(registry)
    source = store.read(path)
    key = changing.member_key(source.document, " ".join(name), "remove")
    left = ""
    if not (yes or diff):
        with changing.placed(path):
            left = _said(members.used_by_it_alone(Spliced(source.text, source.document), key))
        _confirm(key, f"nobody else uses {left}" if left else "", prune=prune)

    def plan(old: Spliced) -> Spliced:
        nonlocal left
        taken = members.without_member(old, key, prune=prune)
        left = _said(taken.unused)
        return taken.left

    changing.make(path, plan, diff=diff, read=source)
    if not diff:
        changing.done(f"removed {key!r}", path)
    if left and not prune:
        terminal.complain(f"nobody else uses {left}", "--prune removes them too" if diff else "wi validate names them")


def _said(unused: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(f"{table} {', '.join(names)}" for table, names in unused.items() if names)


def _confirm(key: str, remark: str, *, prune: bool) -> None:
    """
    Raises `UsageError` where nobody can be asked, `WiError` for a no.
    """
    if not terminal.somebody_answers():
        raise UsageError("remove asks first, and nobody is there to answer", "add --yes")
    if remark:
        terminal.complain(remark, "they go too" if prune else "--prune removes them too")
    if not terminal.confirm(f"Remove {key!r}?"):
        raise WiError("nothing was removed")
