"""
The command `wi`: one module per command, and the one place that ends a run.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from wi_cli import __version__
from wi_cli.cli import completion, saving, terminal
from wi_cli.cli.commands import COMMANDS, called, german
from wi_cli.cli.options import RegistryFile, registry_file
from wi_cli.errors import INTERRUPTED, UsageError, WiError
from wi_cli.german.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def _refused_by(ctx: typer.Context) -> Iterator[None]:
    """
    What is refused says by which command: Typer leaves that out where an option has no value.
    """
    try:
        yield
    except typer.TyperException as error:
        if getattr(error, "ctx", ctx) is None:
            error.ctx = ctx  # type: ignore[attr-defined]
        raise


SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


class Command(TyperCommand):
    """
    A command that says what to type instead of words for which it has no place.
    """

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """
        The words that are left over: none, or nothing is run.

        Raises `UsageError`.
        """
        with _refused_by(ctx):
            left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            from wi_cli.cli import mistakes

            raise mistakes.too_many(str(self.name), self, left, ctx.params.get("registry"))
        return left


class LazyCommands(TyperGroup):
    """
    Commands that are imported and built when they are asked for: to build all
    of them takes longer than `wi list` itself.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.params.append(_help_option())

    def main(self, *arguments: Any, **settings: Any) -> Any:
        """
        Run the command line, or answer a shell that asks what TAB offers.
        """
        if os.environ.get("_WI_COMPLETE"):
            from wi_cli.cli import shells

            shells.teach()
        return super().main(*arguments, **settings)

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """
        What stands behind `wi`, with options of a command behind it.
        """
        if args and not ctx.resilient_parsing and not _is_plain(args):
            from wi_cli.cli import mistakes

            args = mistakes.straightened(args)
        with _refused_by(ctx):
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002
        """
        The names, in the order of the help.
        """
        return [*COMMANDS]  # `list` is a module of this package

    def get_command(self, ctx: typer.Context | None, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        """
        One command, built; None if there is none of that name.
        """
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        alone = _typer()
        module = import_module(f"wi_cli.cli.{cmd_name}")
        command = saving.with_file(module.command) if entry.writes_data else module.command
        alone.command(cmd_name, cls=Command, context_settings={"allow_extra_args": True})(command)
        built = typer.main.get_command(alone)
        built.params.append(_help_option())
        return built

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """
        The name of the command that is meant, in German too, itself, and what stands behind it.

        Raises `UsageError` with what to type instead.
        """
        name = called(args[0])
        if name is None and not ctx.resilient_parsing:
            from wi_cli.cli import mistakes

            raise mistakes.unknown_command(args, ctx.params.get("registry"))
        return name, name and self.get_command(ctx, name), args[1:]

    def shell_complete(self, ctx: typer.Context, incomplete: str) -> Any:  # type: ignore[override]
        """
        The commands that begin so, in German where none does in English, and the options.
        """
        from wi_cli.cli.internals import CompletionItem

        named = [(name, entry.summary) for name, entry in COMMANDS.items() if name.startswith(incomplete)]
        if named or not incomplete.startswith("-"):
            return [CompletionItem(name, help=summary) for name, summary in named or german(incomplete)]
        return super().shell_complete(ctx, incomplete)


def _is_plain(words: list[str]) -> bool:
    """
    Whether what stands behind `wi` is a command at its place, or one option alone: nothing has to be understood.
    """
    rest = words[2:] if words[0] == "--registry" else words
    return bool(rest and called(rest[0])) or rest in (["--help"], ["-h"], ["--version"])


def _help_option() -> TyperOption:
    return TyperOption(
        param_decls=["-h", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help="Show this.",
    )


def _show_help(context: typer.Context, _: object, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from wi_cli.cli import help as helping
        from wi_cli.cli import sheets

        command, name = context.command, str(context.info_name)
        helping.show(sheets.of_command(name, command) if name in COMMANDS else sheets.of_all(command))
        raise typer.Exit


def _typer(**settings: Any) -> typer.Typer:
    return typer.Typer(
        pretty_exceptions_enable=False,
        add_completion=False,
        rich_markup_mode=None,  # help is ours, and what is refused is said by `main`
        context_settings={"help_option_names": []},  # see _help_option
        **settings,
    )


app = _typer(name="wi", cls=LazyCommands)


def _write_version(registry: str | None) -> None:
    from wi_cli.registry import store

    path = visible(store.shown(registry_file(registry)))
    terminal.write(f"wi {__version__}\nregistry: {path}\n")


def _teach(context: typer.Context, install: str | None, show: str | None) -> None:
    """
    Install completion for a shell, or print what it has to read.
    """
    from wi_cli.cli import shells

    if install is None:
        terminal.write(shells.script(show or "", context.command))
        return
    done = shells.install(install, context.command)
    by = f", which {done.read_by} reads" if done.read_by else ""
    terminal.complain(f"completion is in {done.script}{by}", "open a new terminal, and TAB completes what follows wi")


@app.callback(invoke_without_command=True)
def before(
    context: typer.Context,
    registry: RegistryFile = None,
    *,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version and the registry in use.")
    ] = False,
    install: Annotated[
        str | None,
        typer.Option(
            "--install-completion",
            metavar="[SHELL]",
            autocompletion=completion.among(SHELLS),
            help="Have this shell complete words with TAB.",
        ),
    ] = None,
    show: Annotated[
        str | None,
        typer.Option(
            "--show-completion",
            metavar="[SHELL]",
            autocompletion=completion.among(SHELLS),
            help="Print what a shell needs for that.",
        ),
    ] = None,
) -> None:
    """
    Members and contacts of the Arbeitsgemeinschaft Weinheimer Initiative.

    The member towns and districts, what they do at the transition from school to work, and whom to call. What is
    shown is what a registry says, a file in TOML: that of --registry, then that of the variable WI_REGISTRY, then the
    nearest members.toml or data/members.toml from the working directory upwards, then the one that came with wi.
    """
    if version:
        _write_version(registry)
        raise typer.Exit
    if install is not None or show is not None:
        _teach(context, install, show)
        raise typer.Exit
    if context.invoked_subcommand is None:
        if registry is not None:
            raise UsageError("no command", "see wi --help")
        from wi_cli.cli import sheets

        terminal.write_error(sheets.text(sheets.of_all(context.command), width=terminal.width()))
        raise typer.Exit(UsageError.exit_code)  # nothing was asked for
    if registry:
        # An option given before the command is the default of the same one after it.
        context.default_map = {command: {"registry": registry} for command in COMMANDS}


def main() -> NoReturn:
    """
    Run `wi` with the process's arguments and raise `SystemExit` with its status; stdout is flushed.
    """
    terminal.prepare()
    status = 0
    try:
        status = _run()
        if sys.stdout is not None:
            sys.stdout.flush()
    except (terminal.ReaderGoneError, OSError) as error:
        # A reader that has what it wanted is no failure: `wi list | head -1`.
        if isinstance(error, OSError) and not terminal.reader_is_gone(error):
            terminal.complain(f"can't write: {error.strerror}")
            status = 1
        terminal.close_quietly()
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)


def _run() -> int:
    try:
        return int(app(prog_name="wi", standalone_mode=False) or 0)
    except WiError as error:
        terminal.complain_of(error)
        return error.exit_code
    except typer.TyperException as error:
        from wi_cli.cli import mistakes

        refused = mistakes.refused(error)
        terminal.complain_of(refused)
        return refused.exit_code
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as ended:  # help, completion
        if isinstance(ended.__context__, OSError) and terminal.reader_is_gone(ended.__context__):
            raise terminal.ReaderGoneError from ended
        return int(ended.code or 0)
