"""
`wi add`: a new member, asked for field by field or from a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wi_cli.cli import changing, files, terminal
from wi_cli.cli.changing import Diff
from wi_cli.cli.options import RegistryFile, today
from wi_cli.errors import UsageError, WiError, quoted

if TYPE_CHECKING:
    from wi_cli.changing.splice import Spliced


MOST_NAMED = 10


def command(
    from_file: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Take the member, or several, from this TOML or JSON file, - for standard input.",
        ),
    ] = None,
    diff: Diff = False,
    registry: RegistryFile = None,
) -> None:
    """
    Add a member, or several.

    Asks field by field and checks each answer at once; Ctrl-C writes nothing. With --from it takes a member with
    its id, and new sources and indicators as tables beside it, or all members of a registry, a list in JSON or what
    wi show --json and wi list --json print: all or none. Comments in that file stay behind.
    """
    from wi_cli.changing import inputs, members
    from wi_cli.cli import drafts
    from wi_cli.registry import store

    path = changing.registry_file(registry)
    source = None
    if from_file is None:
        if not terminal.somebody_answers():
            raise UsageError("add asks, and nobody is there to answer", "--from FILE, or --from - for standard input")
        from wi_cli.cli.interview import Interview

        source = store.read(path)
        store.check_format(path, source.document)
        try:
            new = Interview(source.document, store.schema(), today()).member()
        except typer.Abort:
            terminal.complain("nothing was written")
            raise
    else:
        new = inputs.proposal(files.content(from_file), from_file)

    def plan(old: Spliced) -> Spliced:
        return members.with_members(old, new.members, new.undeclared(old.document))

    try:
        changing.make(path, plan, diff=diff, read=source)
    except WiError as error:
        if from_file is None:
            draft = drafts.write_draft(next(iter(new.members)), new.text())
            terminal.complain_of(error)
            command = f"wi add --from {quoted(str(draft))}"
            raise WiError(f"your answers are in {draft}", f"mend them there, then: {command}") from error
        raise
    if not diff:
        added = [*map(repr, new.members)]
        named, others = ", ".join(added[:MOST_NAMED]), len(added) - MOST_NAMED
        changing.done(f"added {named}, {others:,} others" if others > 0 else f"added {named}", path)
