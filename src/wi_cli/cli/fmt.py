"""
`wi fmt`: a registry file in its canonical layout.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Annotated

import typer

from wi_cli.cli import terminal
from wi_cli.cli.files import change, content, expanded, show_difference
from wi_cli.cli.options import RegistryFile, registry_file
from wi_cli.errors import RegistryUnreadableError, UsageError
from wi_cli.german.wording import visible
from wi_cli.messages import counted

WOULD_CHANGE = 1
UNREADABLE = RegistryUnreadableError.exit_code


def command(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE|FOLDER|-]...", help="Default: the registry that the other commands read."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Name the files that would change, and change nothing.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change, and change nothing.")] = False,
    registry: RegistryFile = None,
) -> None:
    """
    Bring registry files into the canonical layout, every comment kept.

    `-` formats standard input to standard output.  Exit status 0: done, 1: with --check or --diff, something
    would change, 3: a file can't be read.
    """
    from wi_cli.registry import store

    if check and diff:
        raise UsageError("--check doesn't go with --diff", "--diff ends with status 1 as well")
    names, refused = expanded(files or [store.shown(registry_file(registry))])
    for _, error in refused:
        terminal.complain_of(error)
    unreadable = bool(refused)
    changed: dict[str, bool] = {}
    for name in names:
        try:
            changed[name] = _format(name, check=check, diff=diff)
        except RegistryUnreadableError as error:
            terminal.complain_of(error)
            unreadable = True
    with contextlib.suppress(terminal.ReaderGoneError):
        if not diff and "-" not in names and (terminal.is_terminal() or (any(changed.values()) and not check)):
            terminal.write(_summary(changed, check=check))
    would_change = (check or diff) and any(changed.values())
    raise typer.Exit(UNREADABLE if unreadable else WOULD_CHANGE if would_change else 0)


def _format(name: str, *, check: bool, diff: bool) -> bool:
    """
    Format one file, or say what that would change; whether it changes anything.

    Raises `RegistryUnreadableError` with line and column of the first reason why it is no TOML.
    """
    if not (check or diff or name == "-"):
        from wi_cli.registry.replace import check_regular

        check_regular(Path(name), "name a file, or give it to wi fmt -")
    before = content(name)
    after = _formatted(name, before)
    with contextlib.suppress(terminal.ReaderGoneError):  # the other files, and the status, are right all the same
        if diff:
            show_difference(name, before, after)
        elif check:
            terminal.write(f"would reformat {visible(name)}\n" if after != before else "")
        elif name == "-":
            terminal.write(_shown(after.decode()), exact=not terminal.is_terminal())
        elif after != before:
            change(Path(name), lambda found: after if found == before else _formatted(name, found))
    return after != before


def _formatted(name: str, before: bytes) -> bytes:
    from wi_cli.changing import layout, statements
    from wi_cli.registry import store

    try:
        source = store.parsed(Path(name), before, layout.spelt)
        return source.content(layout.formatted(source.text, source.document))
    except statements.LayoutError as error:
        raise RegistryUnreadableError(f"{name}: {error}", error.hint) from error


def _shown(text: str) -> str:
    """
    A text as it is for a pipe, without anything that acts on a terminal for a person.
    """
    if not terminal.is_terminal():
        return text
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    return "".join(f"{visible(line)}\n" for line in lines)


def _summary(changed: dict[str, bool], *, check: bool) -> str:
    """
    "1 file reformatted, 2 unchanged".
    """
    number = sum(changed.values())
    rest = len(changed) - number
    if not number:
        return counted(rest, "{number} file unchanged\n", "{number} files unchanged\n") if rest else ""
    done = ("{number} file would be reformatted", "{number} files would be reformatted")
    if not check:
        done = ("{number} file reformatted", "{number} files reformatted")
    return counted(number, *done) + (f", {rest} unchanged\n" if rest else "\n")
