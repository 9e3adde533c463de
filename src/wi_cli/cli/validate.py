"""
`wi validate`: what is wrong with a registry file.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wi_cli import __version__
from wi_cli.cli import completion, terminal
from wi_cli.cli.files import change, content, expanded, in_repository, show_difference
from wi_cli.cli.options import RegistryFile, registry_file, today
from wi_cli.errors import DamageError, RegistryUnreadableError, UsageError
from wi_cli.german.wording import visible

if TYPE_CHECKING:
    from wi_cli.checking.diagnose import Selection
    from wi_cli.checking.diagnostic import Diagnostic
    from wi_cli.checking.mend import Mended
    from wi_cli.checking.reports import Report
    from wi_cli.checking.rule import Settings

PROBLEMS = 1
UNREADABLE = RegistryUnreadableError.exit_code

Codes = list[str] | None


def command(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE|FOLDER|-]...", help="Default: the registry that the other commands read."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    select: Annotated[
        Codes,
        typer.Option(
            "--select",
            metavar="CODES",
            autocompletion=completion.codes,
            help="Only these codes or prefixes: WI2,WI107.",
        ),
    ] = None,
    ignore: Annotated[
        Codes,
        typer.Option("--ignore", metavar="CODES", autocompletion=completion.codes, help="Not these codes or prefixes."),
    ] = None,
    max_age: Annotated[
        int | None, typer.Option("--max-age", metavar="MONTHS", min=0, help="Warn of contacts older than this.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what is safe to mend, in place.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")] = False,
    form: Annotated[
        str | None,
        typer.Option(
            "--output-format",
            metavar="FORMAT",
            autocompletion=completion.reports,
            envvar="WI_OUTPUT_FORMAT",
            help="full | concise | json | github | gitlab | sarif. Default: full on a terminal, concise elsewhere.",
        ),
    ] = None,
    stdin_filename: Annotated[
        str, typer.Option("--stdin-filename", metavar="NAME", help="What to call standard input.")
    ] = "-",
    registry: RegistryFile = None,
) -> None:
    """
    Check registry files and report every defect.

    Exit status 0: all right, 1: problems, 2: usage, 3: a file can't be read.  A comment
    `# wi: ignore WI216 reason` silences a code in its line or the next.
    """
    from wi_cli.checking.diagnose import Selection
    from wi_cli.checking.rule import Settings
    from wi_cli.registry import store

    form = _chosen_format(form)
    run = _Run(store.schema(), Settings(today(), max_age), Selection(_codes(select) or ("WI",), _codes(ignore)))
    files = files or [store.shown(registry_file(registry))]
    if fix and diff:
        raise UsageError("--diff doesn't go with --fix", "it shows what --fix would do")
    if (fix or diff) and "-" in files:
        raise UsageError("standard input can't be mended", "name a file")
    names, refused = expanded(files)
    for name, error in refused:
        run.unreadable(name, error)
    for name in names:
        run.check(name, stdin_filename, fix=fix, diff=diff)
    with contextlib.suppress(terminal.ReaderGoneError):  # the status is right all the same
        if diff:
            _report_rest(run)
        else:
            _report(run, form)
    raise typer.Exit(run.status(strict=strict))


class _Run:
    """
    One run over several files: what was found, and what could not be read.
    """

    def __init__(self, schema: str, settings: Settings, selection: Selection) -> None:
        self.judged_by = (schema, settings, selection)
        self.selection = selection
        self.reports: list[Report] = []
        self.not_read: list[Report] = []
        self.mended = 0
        self._unreadable = False
        self._would_change = False

    def unreadable(self, name: str, error: RegistryUnreadableError) -> None:
        """
        Name a file that can't be read; the others are checked all the same.
        """
        from wi_cli.checking.diagnostic import unreadable

        self._unreadable = True
        terminal.complain_of(error)
        reason = str(error).removeprefix(f"{name}: ").removeprefix(f"{Path(name)}: ")
        self.not_read.append((name, "", [unreadable(reason, error.hint)]))

    def check(self, name: str, stdin_name: str, *, fix: bool, diff: bool) -> None:
        """
        Examine one file, after mending it if asked to.
        """
        from wi_cli.checking.diagnose import examine
        from wi_cli.checking.mend import mend
        from wi_cli.checking.more import MOST
        from wi_cli.registry.replace import check_regular

        try:
            if fix:
                check_regular(Path(name))
            read = content(name)
            if fix or diff:
                mended = mend(read, *self.judged_by)
                if diff:
                    self._would_change |= show_difference(name, read, mended.content)
                else:
                    mended = self._change(Path(name), read, mended)
                examined = mended.left
            else:
                examined = examine(read, *self.judged_by, MOST)
        except DamageError as error:
            self.unreadable(name, RegistryUnreadableError(f"{name}: {error}", error.hint))
            return
        except RegistryUnreadableError as error:
            self.unreadable(name, error)
            return
        self.reports.append((stdin_name if name == "-" else name, examined.text, examined.diagnostics))

    def _change(self, path: Path, read: bytes, mended: Mended) -> Mended:
        """
        Write what was mended of a file, which `read` was; what became of it if it was changed meanwhile.
        """
        from wi_cli.checking.mend import mend

        def plan(found: bytes) -> bytes:
            nonlocal read, mended
            if found != read:  # changed by someone else since
                read = found
                mended = mend(read, *self.judged_by)
            return mended.content

        if mended.number:
            change(path, plan)
            self.mended += mended.number
        return mended

    @property
    def found(self) -> list[Diagnostic]:
        """
        The diagnostics of all files.
        """
        return [diagnostic for _, _, found in self.reports for diagnostic in found]

    def status(self, *, strict: bool) -> int:
        """
        3 if a file could not be read, 1 if there are problems, else 0.
        """
        if self._unreadable:
            return UNREADABLE
        bad = any(strict or not diagnostic.warning for diagnostic in self.found)
        return PROBLEMS if bad or self._would_change else 0


def _width() -> int:
    """
    Columns for an excerpt; a log has room enough.
    """
    from wi_cli.checking.reports import EXCERPT

    return terminal.width() if terminal.is_terminal() else EXCERPT


def _report_rest(run: _Run) -> None:
    """
    Behind a diff: that there is more, which only a person can mend.
    """
    from wi_cli.checking import reports

    if run.found:
        terminal.complain(f"--fix leaves {reports.summary(run.found, '')}", "see wi validate")


def _report(run: _Run, form: str) -> None:
    summarized = form in ("full", "concise") and (
        terminal.is_terminal() or (form == "full" and run.found) or run.mended
    )
    if form in ("full", "concise") and not run.found and not summarized:
        return  # silence on success
    from wi_cli.checking import reports

    found = run.reports
    if form not in ("full", "concise"):  # which people read, who see it on stderr
        found = [*run.not_read, *run.reports]
    if form in ("github", "gitlab", "sarif"):  # which look for the files in the repository
        found = [(in_repository(name), text, diagnostics) for name, text, diagnostics in found]
    written = reports.report(form, found, version=__version__, colour=terminal.colour(), width=_width())
    terminal.write(written, exact=form == "github")
    if summarized:
        done = f"{run.mended} mended; " if run.mended else ""
        checked = visible(run.reports[0][0]) if len(run.reports) == 1 else f"{len(run.reports)} files"
        terminal.write(f"{done}{reports.summary(run.found, checked)}{_looked_at(run.selection)}\n")


def _looked_at(selection: Selection) -> str:
    """
    That only some codes were looked at: what is all right by them may be wrong by others.
    """
    from wi_cli.checking.diagnose import EVERYTHING

    only = f"; only {', '.join(selection.select)} looked at" if selection.select != EVERYTHING.select else ""
    return only + (f"; {', '.join(selection.ignore)} not looked at" if selection.ignore else "")


def _chosen_format(asked: str | None) -> str:
    if not asked:
        return "full" if terminal.is_terminal() else "concise"
    from wi_cli.checking.reports import FORMATS
    from wi_cli.german.slips import did_you_mean

    if asked not in FORMATS:
        raise UsageError(
            f"no output format {asked!r}", did_you_mean(asked, FORMATS) or f"there are: {', '.join(FORMATS)}"
        )
    return asked


def _codes(given: Codes) -> tuple[str, ...]:
    """
    Codes and prefixes, however they were separated; unknown ones are refused.
    """
    if not given:
        return ()
    from wi_cli.checking.rulebook import RULES

    codes = tuple(code.upper() for entry in given or () for code in entry.replace(",", " ").split())
    if given and not codes:
        raise UsageError("no code given", "see wi rule --all")
    for code in codes:
        if not any(known.startswith(code) for known in RULES):
            raise UsageError(f"no code {code!r}", "see wi rule --all")
    return codes
