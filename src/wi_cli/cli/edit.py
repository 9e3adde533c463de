"""
`wi edit`: change a member, in an editor or value by value.
"""

from __future__ import annotations

import codecs
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

from wi_cli.cli import changing, completion, programs, terminal
from wi_cli.cli.changing import Diff, Name
from wi_cli.cli.options import RegistryFile, divided, today
from wi_cli.errors import RegistryUnreadableError, UsageError, WiError, argument, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from wi_cli.changing.splice import Spliced
    from wi_cli.registry.store import Source
    from wi_cli.registry.values import Path as Place

Values = list[str] | None

MOMENT = 1.0
"""Seconds in which nobody has read a text: an editor that comes back within has handed it to a window."""


class DraftKeptError(WiError):
    """
    An edit that was not taken over; what was typed is in a file that is named.
    """

    def __init__(self, message: str, source: Source, key: str, draft: Path, cause: WiError | None = None) -> None:
        kept = _kept(source, key, draft)
        super().__init__(message, f"{cause.hint}; {kept}" if cause and cause.hint else kept)
        self.exit_code = cause.exit_code if cause else WiError.exit_code


def command(
    name: Name,
    values: Annotated[
        Values,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            autocompletion=completion.assignments,
            help='Set a field, such as website=https://… or "contacts.0.phone=+49 …" (wi help columns).',
        ),
    ] = None,
    unset: Annotated[
        Values,
        typer.Option(
            "--unset",
            metavar="FIELD",
            autocompletion=completion.fields,
            help="Take a field out, such as contacts.1, by the number that it has before. Not one that --set puts in.",
        ),
    ] = None,
    source_text: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="SOURCE",
            autocompletion=completion.sources,
            help="Where what is set was read: the id of a source, or a new one as 'Title, publisher, date, URL'.",
        ),
    ] = None,
    from_file: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="FILE", help="Take the member's lines from this file, such as a kept edit; - for stdin."
        ),
    ] = None,
    abort: Annotated[
        bool, typer.Option("--abort", help="Don't open the editor again if there are faults; keep the text in a file.")
    ] = False,
    diff: Diff = False,
    registry: RegistryFile = None,
) -> None:
    """
    Change a member, in your editor or by --set and --unset.

    A fact that changes takes a new source: --source names it, and declares it where that is not done yet.

    The editor is $VISUAL or $EDITOR and gets the member's own lines, comments included. What would not be valid is
    not taken over; nothing that was typed is lost.
    """
    from wi_cli.registry import store

    if from_file is not None and (values or unset):
        raise UsageError("--from doesn't go with --set or --unset", "give one of them")
    if source_text is not None and not values:
        raise UsageError("--source without --set", "it says where what is set was read")
    path = changing.registry_file(registry)
    source = store.read(path)
    store.check_format(path, source.document)
    key = changing.member_key(source.document, " ".join(name), "edit")
    if from_file is not None:
        _take(source, key, from_file, diff=diff)
    elif values or unset:
        _set(source, key, values or (), divided(unset), source_text, diff=diff)
    else:
        _edit(source, key, abort=abort, diff=diff)


# -- single values ---------------------------------------------------------------


def _set(
    source: Source, key: str, values: Sequence[str], unset: Sequence[str], read_in: str | None, *, diff: bool
) -> None:
    from wi_cli.changing import inputs, provenance
    from wi_cli.changing.fields import Fields
    from wi_cli.changing.review import RefusedError

    def plan(old: Spliced) -> Spliced:
        fields = Fields(old)
        changed: list[Place] = []
        for assignment in values:
            field, equals, value = assignment.partition("=")
            if not equals:
                raise UsageError(f"--set {assignment}: no value", "write FIELD=VALUE; --unset takes a field out")
            path = inputs.field_path(fields.document, key, field)
            inputs.check_once(path, changed)
            fields.put(path, inputs.typed(path, value))
            changed.append(path)
        gone = [inputs.field_path(fields.document, key, field) for field in unset]
        inputs.check_apart(changed, gone)
        provenance.cite(fields, changed, read_in)
        # The last first: what is taken out is named by the numbers that it has before.
        for path in sorted(inputs.outermost(gone), reverse=True):
            fields.drop(path)
        return fields.made()

    try:
        changed = changing.make(source.path, plan, diff=diff, read=source)
    except RefusedError as error:
        if any(problem.code == "WI203" for problem in error.problems):
            error.hint = f'{error.hint}\n  to declare a source on the way: --source "Title, publisher, date, URL"'
        raise
    if not diff:
        changing.done(f"changed {key!r}" if changed else f"{key!r} is so already", source.path)


# -- as a whole ------------------------------------------------------------------


def _take(source: Source, key: str, name: str, *, diff: bool) -> None:
    """
    Replace a member's lines by those in a file.
    """
    from wi_cli.changing.splice import Spliced
    from wi_cli.cli import files
    from wi_cli.registry import store

    old = Spliced(source.text, source.document)
    faults, after = _judged(source, old, key, files.content(name), name)
    if faults:
        terminal.write_error(faults)
        raise WiError("nothing was changed: the text has faults")
    if diff:
        files.show_difference(
            store.shown(source.path), source.content(source.text), source.content(after or source.text)
        )
        return
    if after is not None:
        files.replace(source.path, source.content(source.text), source.content(after))
    _say(source, key, after)


def _edit(source: Source, key: str, *, abort: bool, diff: bool) -> None:
    from wi_cli.changing.members import member_text
    from wi_cli.changing.splice import Spliced
    from wi_cli.cli import drafts, files
    from wi_cli.registry import store

    old = Spliced(source.text, source.document)
    with changing.placed(source.path):
        before = member_text(old, key)
    draft = drafts.write_draft(key, before)
    began = time.monotonic()
    try:
        after = _edited(source, old, key, draft, abort=abort)
        if diff and after is not None:
            files.show_difference(store.shown(source.path), source.content(source.text), source.content(after))
            terminal.complain("nothing was changed", _kept(source, key, draft))
            return
        if after is not None:
            _replace(source, key, after, draft)
    except BaseException as error:  # Ctrl-C and faults of our own too
        if not _is_written(draft, before):
            drafts.discard_draft(draft)
        elif not isinstance(error, DraftKeptError):
            terminal.complain("stopped", _kept(source, key, draft))
        raise
    if after is None and time.monotonic() - began < MOMENT:
        advice = (
            "if it is still open, save there and run the command below; next time have it wait, as code --wait does"
        )
        terminal.complain(f"nothing was changed: the editor came back at once, {advice}", _kept(source, key, draft))
        return
    drafts.discard_draft(draft)
    _say(source, key, after)


def _say(source: Source, key: str, after: str | None) -> None:
    changing.done(f"{key!r} was left as it is" if after is None else f"changed {key!r}", source.path)


def _kept(source: Source, key: str, draft: Path) -> str:
    from wi_cli.registry import find, store

    kept = f"--from {quoted(str(draft))}"
    if store.resolved(find.registry_file(None, os.environ).path) != store.resolved(source.path):
        kept = f"--registry {quoted(str(source.path))} {kept}"  # or it would go into another file
    command = f"{kept} {argument(key)}" if key.startswith("-") else f"{argument(key)} {kept}"
    return f"what you wrote is in {draft}; to take it over:\n  wi edit {command}"


def _edited(source: Source, old: Spliced, key: str, draft: Path, *, abort: bool) -> str | None:
    """
    The registry with what somebody wrote, once it is valid; None if nothing was written.
    """
    from wi_cli.changing.members import member_text
    from wi_cli.registry import store

    while True:
        _open_editor(source, key, draft, member_text(old, key))
        if not os.path.lexists(draft):
            raise WiError("nothing was changed: the editor left no file")
        faults, after = _judged(source, old, key, store.read_bytes(draft), str(draft))
        if not faults:
            return after
        terminal.write_error(faults)
        if abort or not terminal.somebody_answers():
            raise DraftKeptError("nothing was changed: the text has faults", source, key, draft)
        terminal.ask("Enter opens the editor again, Ctrl-C ends:")


def _judged(source: Source, old: Spliced, key: str, content: bytes, name: str) -> tuple[str, str | None]:
    """
    What is wrong with a member's lines in a file of that name, as text, and
    what the registry becomes with them; None if it stays as it is.
    """
    from wi_cli.changing import members, review
    from wi_cli.checking import reports, syntax
    from wi_cli.checking.rule import Settings
    from wi_cli.registry import store

    content = content.removeprefix(codecs.BOM_UTF8)  # as Notepad can put it in
    written, faults = syntax.decoded(content)
    if not faults and written.replace("\r\n", "\n") == members.member_text(old, key).replace("\r\n", "\n"):
        return "", None
    draft = review.draft(old, key, content, store.schema(), Settings(today()))
    if draft.inside or draft.outside:
        width = terminal.width() if sys.stderr is not None and sys.stderr.isatty() else reports.EXCERPT
        files = [(name, written, draft.inside), (store.shown(source.path), draft.text, draft.outside)]
        return reports.report("full", [file for file in files if file[2]], width=width), None
    if draft.refusal:
        return f"{name}: {draft.refusal}; {draft.refusal.hint}\n", None
    return "", draft.text if draft.text != old.text else None


def _is_written(draft: Path, before: str) -> bool:
    """
    Whether a draft holds something that somebody wrote.
    """
    from wi_cli.registry import store

    try:
        return store.read_bytes(draft) != before.encode()
    except RegistryUnreadableError:
        return os.path.lexists(draft)


def _open_editor(source: Source, key: str, draft: Path, before: str) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or programs.EDITOR
    try:
        with programs.left_to_another():
            ended = subprocess.run([*programs.words(editor), str(draft)], check=False)  # noqa: S603  # the user's own editor
    except (OSError, ValueError) as error:
        raise UsageError(f"can't start the editor {editor!r}", "set VISUAL or EDITOR to yours") from error
    if ended.returncode in (-signal.SIGINT, programs.CONTROL_C):
        raise KeyboardInterrupt
    if ended.returncode:
        how = (
            f"ended with status {ended.returncode}"
            if ended.returncode > 0
            else f"was ended by signal {-ended.returncode}"
        )
        message = f"nothing was changed: the editor {editor!r} {how}"
        if _is_written(draft, before):
            raise DraftKeptError(message, source, key, draft)
        raise WiError(message)


def _replace(source: Source, key: str, after: str, draft: Path) -> None:
    from wi_cli.cli import files
    from wi_cli.registry import replace

    try:
        files.replace(source.path, source.content(source.text), source.content(after))
    except replace.ChangedMeanwhileError as error:
        error.hint = None  # to run the command again would not help
        message = f"{source.path}: was changed by someone else while you were editing"
        raise DraftKeptError(message, source, key, draft, error) from error
    except RegistryUnreadableError as error:
        raise DraftKeptError(str(error), source, key, draft, error) from error
