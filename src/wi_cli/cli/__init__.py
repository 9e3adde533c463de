"""
The command `wi`: one module per command, and the one place that ends a run.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, NoReturn

import typer

from wi_cli.cli import contact, network, rule, search, show, terminal, topics, validate
from wi_cli.cli import list as listing
from wi_cli.cli import schema as schema_command
from wi_cli.cli.options import RegistryFile
from wi_cli.errors import WiError

INTERRUPTED = 130


def _examples(*commands: str) -> str:
    """
    Commands to try, below a help text: one a line.
    """
    if terminal.handsome_help():
        return "\n\n".join(commands)  # Rich's help makes a line of each paragraph
    return "\n".join(["\b", "Examples:", *(f"  {command}" for command in commands)])


app = typer.Typer(
    name="wi",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Help with Rich costs its import; a pipe has no use for it.
    rich_markup_mode="rich" if terminal.handsome_help() else None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_examples(
        "wi list --state HE",
        "wi show kassel",
        "wi contact herten --field phone",
        "wi search schulsozialarbeit",
        "wi list --json | jq -r '.members[].name'",
    ),
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

app.command(
    "list",
    rich_help_panel=BROWSE,
    epilog=_examples(
        "wi list --state HE --state BW",
        "wi list --topic schulsozialarbeit",
        "wi list --columns name,phone,email --format csv",
    ),
)(listing.list_members)
app.command(
    "search",
    rich_help_panel=BROWSE,
    epilog=_examples("wi search kasel", "wi search schulsozialarbeit", 'wi search "jugend und beruf" agentur'),
)(search.search_members)
app.command(
    "show",
    rich_help_panel=BROWSE,
    epilog=_examples("wi show kassel", 'wi show "Halle (Saale)"', "wi show 15002000", "wi show kassel --only figures"),
)(show.show_member)
app.command(
    "contact",
    rich_help_panel=BROWSE,
    epilog=_examples(
        "wi contact herten", "wi contact herten --field phone", "wi contact kassel weinheim --vcard > contacts.vcf"
    ),
)(contact.show_contacts)
app.command("topics", rich_help_panel=BROWSE, epilog=_examples("wi topics", "wi list --topic inklusion"))(
    topics.list_topics
)
app.command("network", rich_help_panel=BROWSE)(network.show_network)
app.command(
    "validate",
    rich_help_panel=CHECK,
    epilog=_examples("wi validate", "wi validate data/ --strict", "wi validate members.toml --diff"),
)(validate.validate_files)
app.command("rule", rich_help_panel=CHECK, epilog=_examples("wi rule WI203", "wi rule --all"))(rule.explain_rule)
app.command("schema", rich_help_panel=CHECK, epilog=_examples("wi schema", "wi schema --beside members.toml"))(
    schema_command.print_schema
)

# All but those that don't read a registry.
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
