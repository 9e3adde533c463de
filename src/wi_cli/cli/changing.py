"""
What the commands that change a registry share: which member is meant, and how
a change is checked, shown or made.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wi_cli.cli import completion, files, options, terminal
from wi_cli.errors import CannotChangeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from wi_cli.changing.splice import Spliced
    from wi_cli.checking.diagnostic import Diagnostic
    from wi_cli.registry.store import Source

Name = Annotated[
    list[str],
    typer.Argument(
        metavar="NAME",
        autocompletion=completion.members,
        help="Id, name, alias or AGS; several words are one name. Never a near match.",
    ),
]
Diff = Annotated[bool, typer.Option("--diff", help="Show the change, and change nothing.")]


def registry_file(option: str | None) -> Path:
    """
    The registry that is to be changed.

    Raises `RegistryUnreadableError` if it can't be.
    """
    from wi_cli.registry import replace

    path = options.registry_file(option)
    replace.check_writable(path)
    return path


def member_key(document: dict[str, Any], name: str, command: str) -> str:
    """
    The id of the member that a name means; one that is only near is never taken.

    Raises what `names.one` raises.
    """
    known = document.get("members")
    if isinstance(known, dict) and name in known:  # even one that readers leave out
        return name
    from wi_cli.finding.names import one
    from wi_cli.registry import build

    registry = build.registry({**document, "members": known if isinstance(known, dict) else {}})
    with options.one_name_each(registry, [name], command):
        return one(registry, name, command=command, near=False).member.id


@contextmanager
def placed(path: Path) -> Iterator[None]:
    """
    The file and the line before why a change can't be made in it.
    """
    from wi_cli.registry import store

    try:
        yield
    except CannotChangeError as error:
        if error.line is None:
            raise
        raise CannotChangeError(f"{store.shown(path)}:{error.line}: {error}", error.hint) from error


def make(path: Path, plan: Callable[[Spliced], Spliced], *, diff: bool, read: Source | None = None) -> bool:
    """
    Make a change in a registry, or with `diff` only show it; say whether there was one.

    `plan` is asked again where someone else changes the file meanwhile.  What the command has `read` is
    not read as TOML again if the file still holds it.  Nothing is written if that would not be valid.
    """
    from wi_cli.changing import review
    from wi_cli.changing.splice import Spliced
    from wi_cli.checking.rule import Settings
    from wi_cli.registry import store

    changed = False
    remarks: Sequence[str] = ()
    warnings: list[Diagnostic] = []

    def checked(content: bytes) -> bytes:
        nonlocal changed, read, remarks
        source = read if read and read.content(read.text) == content else store.parsed(path, content)
        read = None  # the review takes the document over
        store.check_format(path, source.document)
        old = Spliced(source.text, source.document)
        with placed(path):
            after = plan(old)
        problems = review.problems(old, after, store.schema(), Settings(options.today()))
        if errors := [problem for problem in problems if not problem.warning]:
            raise review.RefusedError(errors)
        warnings[:] = problems  # of the last time that it was planned
        remarks = after.remarks
        changed = after.text != source.text
        return source.content(after.text)

    if diff:
        before = store.read_bytes(path)
        files.show_difference(store.shown(path), before, checked(before))
    else:
        files.change(path, checked)
    for remark in remarks:
        terminal.complain(remark)
    for problem in warnings:
        if problem.path and problem.path[0] == "members":  # what nobody uses any more is said by those who know why
            terminal.complain(review.said(problem))
    return changed


def done(what: str, path: Path) -> None:
    """
    Say what was done, in which file.
    """
    from wi_cli.registry import store

    terminal.complain(f"{what} ({store.shown(path)})")
