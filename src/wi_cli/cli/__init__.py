"""
The command `wi`: one module per command, and the one place that ends a run.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Annotated, Any, NamedTuple, NoReturn

import typer
from typer.core import TyperGroup

from wi_cli.cli import saving, terminal
from wi_cli.cli.options import RegistryFile, registry_file
from wi_cli.errors import INTERRUPTED, UsageError, WiError
from wi_cli.german.wording import visible

BROWSE = "Look up"
SHARE = "Hand over"
CHECK = "Check"
CHANGE = "Change"


class Entry(NamedTuple):
    """
    How a command stands in the help: its panel, and examples to try; `writes_data` if -o takes that to a file.
    """

    panel: str
    examples: tuple[str, ...]
    writes_data: bool = True


# Each is the function `command` of the module of that name.
COMMANDS = {
    "list": Entry(
        BROWSE,
        (
            "wi list --state HE --state BW",
            "wi list --topic schulsozialarbeit",
            "wi list --columns name,phone,email --format csv -o phones.csv",
        ),
    ),
    "search": Entry(BROWSE, ("wi search kasel", "wi search schulsozialarbeit", 'wi search "jugend und beruf" agentur')),
    "show": Entry(
        BROWSE,
        ("wi show kassel", 'wi show "Halle (Saale)"', "wi show 15002000", "wi show kassel --only figures,contacts"),
    ),
    "compare": Entry(
        BROWSE,
        (
            "wi compare kassel halle herten",
            "wi compare --indicator area --state HE",
            "wi compare --all --format csv -o figures.csv",
        ),
    ),
    "contact": Entry(
        BROWSE,
        (
            "wi contact herten",
            'wi contact "02366 303 544"',
            'wi contact --topic elternarbeit --current --field email --join "; "',
            "wi contact --state HE --person --vcard -o hessen.vcf",
            "wi contact temmler --qr",
        ),
    ),
    "topics": Entry(BROWSE, ("wi topics", "wi list --topic inklusion")),
    "network": Entry(BROWSE, ("wi network", "wi network --only figures,milestones")),
    "export": Entry(
        SHARE,
        (
            "wi export xlsx -o wi.xlsx",
            "wi export vcf --state HE --current -o kontakte.vcf",
            "wi export vdir -o cards",
        ),
        writes_data=False,  # it has its own -o
    ),
    "validate": Entry(CHECK, ("wi validate", "wi validate data/ --strict", "wi validate members.toml --diff")),
    "rule": Entry(CHECK, ("wi rule WI203", "wi rule --all")),
    "schema": Entry(CHECK, ("wi schema", "wi schema --beside members.toml")),
    "new": Entry(CHANGE, ("wi new members.toml", "wi new members.toml --from-packaged"), writes_data=False),
    "add": Entry(
        CHANGE, ("wi add", "wi add --from member.toml --diff", "wi add --from - < member.json"), writes_data=False
    ),
    "edit": Entry(
        CHANGE,
        (
            "wi edit kassel",
            "wi edit kassel --set contacts.0.phone='+49 561 787-0'",
            "wi edit kiel --set membership.until=2022 --unset website --diff",
        ),
        writes_data=False,
    ),
    "remove": Entry(CHANGE, ("wi remove kassel", "wi remove kassel --prune --diff"), writes_data=False),
    "fmt": Entry(
        CHANGE,
        ("wi fmt", "wi fmt data/ --check", "wi fmt members.toml --diff", "wi fmt - < members.toml"),
        writes_data=False,
    ),
}


class LazyCommands(TyperGroup):
    """
    Commands that are imported and built when they are asked for: to build all
    of them takes longer than `wi list` itself.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        # Typer looks here for commands that somebody may have meant.
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]  # built below

    def main(self, *arguments: Any, **settings: Any) -> Any:
        """
        Run the command line, or answer a shell that asks what TAB offers.
        """
        if os.environ.get("_WI_COMPLETE"):
            from wi_cli.cli import shells

            shells.teach()
        return super().main(*arguments, **settings)

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002
        """
        The names, in the order of the help.
        """
        return [*COMMANDS]  # `list` is a module of this package

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        """
        One command, built; None if there is none of that name.
        """
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        alone = _typer()
        module = import_module(f"wi_cli.cli.{cmd_name}")
        command = saving.with_file(module.command) if entry.writes_data else module.command
        alone.command(cmd_name, rich_help_panel=entry.panel, epilog=_examples(*entry.examples))(command)
        return typer.main.get_command(alone)


def _typer(**settings: Any) -> typer.Typer:
    return typer.Typer(
        pretty_exceptions_enable=False,
        add_completion=bool(settings),
        # Help with Rich costs its import; a pipe has no use for it.
        rich_markup_mode="rich" if terminal.handsome_help() else None,
        context_settings={"help_option_names": ["-h", "--help"]},
        **settings,
    )


def _examples(*commands: str) -> str:
    """
    Commands to try, below a help text: one a line.
    """
    if terminal.handsome_help():
        return "\n\n".join(["Examples:", *commands])  # Rich's help makes a line of each paragraph
    return "\n".join(["\b", "Examples:", *(f"  {command}" for command in commands)])


app = _typer(
    name="wi",
    cls=LazyCommands,
    no_args_is_help=True,
    epilog=_examples(
        "wi list --state HE",
        "wi show kassel",
        "wi contact herten --field phone",
        "wi search schulsozialarbeit",
        "wi list --json | jq -r '.members[].name'",
    ),
)


def _write_version(registry: str | None) -> None:
    from importlib.metadata import version

    from wi_cli.registry import store

    path = visible(store.shown(registry_file(registry)))
    terminal.write(f"wi {version('wi-directory')}\nregistry: {path}\n")


@app.callback(invoke_without_command=True)
def before(
    context: typer.Context,
    registry: RegistryFile = None,
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version and the registry in use.")] = False,
) -> None:
    """
    Directory of the Arbeitsgemeinschaft Weinheimer Initiative: the member towns and districts, what they do at
    the transition from school to work, and whom to call.
    """
    if version:
        _write_version(registry)
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise UsageError("no command", "see wi --help")
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
        return _usage_error(error)
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as ended:  # help, completion
        if isinstance(ended.__context__, OSError) and terminal.reader_is_gone(ended.__context__):
            raise terminal.ReaderGoneError from ended
        return int(ended.code or 0)


def _usage_error(error: typer.TyperException) -> int:
    """
    What the command line's own parser refused, said as every other error.
    """
    context = getattr(error, "ctx", None)
    message, _, suggestion = error.format_message().partition(". Did you mean ")
    if context is not None and not context.args and not sys.argv[1:]:
        sys.stderr.write(message + "\n" if message else "")  # no arguments at all: the help itself
        return error.exit_code
    hint = f"see {context.command_path} --help" if context is not None else None
    if suggestion:
        hint = f"did you mean {suggestion}"
    elif near := getattr(error, "possibilities", None):
        message, hint = str(error), f"did you mean {', '.join(near)}?"
    terminal.complain(message[:1].lower() + message[1:].rstrip("."), hint)
    return error.exit_code
