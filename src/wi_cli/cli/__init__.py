"""
The command `wi`: one module per command, and the one place that ends a run.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, NoReturn

import typer

from wi_cli.cli import contact, network, search, show, terminal, topics, validate
from wi_cli.cli import list as listing
from wi_cli.cli import schema as schema_command
from wi_cli.cli.options import RegistryFile
from wi_cli.errors import WiError

INTERRUPTED = 130

EPILOG = """
Examples:  wi list --state HE  ·  wi list --topic schulsozialarbeit  ·  wi show kassel  ·  wi contact herten
·  wi contact herten --field phone  ·  wi search übergang beruf  ·  wi list --json | jq '.members[].name'
"""

app = typer.Typer(
    name="wi",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Help with Rich costs its import; a pipe has no use for it.
    rich_markup_mode="rich" if terminal.handsome_help() else None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EPILOG,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        from wi_cli import store

        path = store.find(None, os.environ)
        terminal.write(f"wi {version('wi-cli')}\nregistry: {store.shown(path)}\n")
        raise typer.Exit


@app.callback()
def before(
    context: typer.Context,
    registry: RegistryFile = None,
    *,
    version: Annotated[  # noqa: ARG001  # done by its callback
        bool, typer.Option("--version", help="Print the version and the registry in use.", callback=_print_version)
    ] = False,
) -> None:
    """
    Directory of the Arbeitsgemeinschaft Weinheimer Initiative: the member towns and districts, what they do at
    the transition from school to work, and whom to call.
    """
    if registry:
        # An option given before the command is the default of the same one after it.
        context.default_map = {command: {"registry": registry} for command in COMMANDS}


BROWSE = "Look up"
CHECK = "Check"

app.command("list", rich_help_panel=BROWSE)(listing.list_members)
app.command("search", rich_help_panel=BROWSE)(search.search_members)
app.command("show", rich_help_panel=BROWSE)(show.show_member)
app.command("contact", rich_help_panel=BROWSE)(contact.show_contacts)
app.command("topics", rich_help_panel=BROWSE)(topics.list_topics)
app.command("network", rich_help_panel=BROWSE)(network.show_network)
app.command("validate", rich_help_panel=CHECK)(validate.validate_files)
app.command("schema", rich_help_panel=CHECK)(schema_command.print_schema)

COMMANDS = tuple(command.name or "" for command in app.registered_commands)


def main() -> NoReturn:
    """
    Run `wi` with the process's arguments and end the process with its status.
    """
    terminal.prepare()
    try:
        status = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has what it wanted: `wi list | head -1` is no failure.
        terminal.close_quietly()
        status = 0
    except OSError as error:
        terminal.complain(f"can't write: {error.strerror}")
        terminal.close_quietly()
        status = 1
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)


def _run() -> int:
    try:
        return int(app(standalone_mode=False) or 0)
    except WiError as error:
        terminal.complain(str(error), error.hint)
        return error.exit_code
    except typer.TyperException as error:
        return _usage_error(error)
    except typer.Abort:
        return INTERRUPTED


def _usage_error(error: typer.TyperException) -> int:
    """
    What the command line's own parser refused, said as every other error.
    """
    context = getattr(error, "ctx", None)
    message = error.format_message()
    if context is not None and not context.args and not sys.argv[1:]:
        sys.stderr.write(message + "\n" if message else "")  # no arguments at all: the help itself
        return error.exit_code
    hint = f"see {context.command_path} --help" if context is not None else None
    terminal.complain(message[:1].lower() + message[1:].rstrip("."), hint)
    return error.exit_code
