"""
-o FILE: what a command writes, in a file instead of on stdout.

PowerShell 5 makes UTF-16 of what is sent through its >, and cmd.exe asks nobody before it writes over a file.
"""

from __future__ import annotations

import inspect
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wi_cli.cli import terminal
from wi_cli.cli.commands import OUTPUT
from wi_cli.errors import UsageError, argument

if TYPE_CHECKING:
    from collections.abc import Callable

_ENDINGS = {".csv": "csv", ".tsv": "tsv", ".json": "json", ".md": "markdown"}
# What only `wi export` makes, by the ending of a file's name.
_EXPORTED = {
    **dict.fromkeys((".xlsx", ".xls", ".ods"), "xlsx"),
    **dict.fromkeys((".html", ".htm"), "html"),
    **dict.fromkeys((".vcf", ".vcard"), "vcf"),
    ".geojson": "geojson",
}
_DOCUMENTS = (".pdf", ".docx", ".doc", ".odt", ".rtf")
# With one of these the form is chosen already.
_OF_A_FORM = ("form", "as_json", "excel", "header", "field", "vcard", "qr")

Where = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        rich_help_panel=OUTPUT,
        help="Write to this file, in the format that .csv, .json or .md says.",
        show_default=False,
    ),
]
Force = Annotated[bool, typer.Option("--force", rich_help_panel=OUTPUT, help="Let -o replace a file that is there.")]


def with_file(command: Callable[..., None]) -> Callable[..., None]:
    """
    The command with two more options: -o FILE gets what a pipe would get, whole, and --force lets it replace
    another file.  A command that fails leaves no file.
    """

    @wraps(command)
    def run(*, output: str | None, force: bool, **arguments: Any) -> None:
        path = chosen(output, force=force)
        if path is None:
            return command(**arguments)
        if "form" in arguments and not any(arguments[name] for name in _OF_A_FORM if name in arguments):
            if "vcard" in arguments and _EXPORTED.get(path.suffix.lower()) == "vcf":
                arguments["vcard"] = True
            else:
                arguments["form"] = _form_of(path)
        with terminal.kept() as written:
            try:
                command(**arguments)
            except typer.Exit as end:  # problems were found, and said
                save(path, written.getvalue(), force=force)
                raise end from None
        return save(path, written.getvalue(), force=force)

    own = inspect.signature(command, eval_str=True).parameters.values()
    more = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, default, annotation in (("output", None, Where), ("force", False, Force))
    ]
    # What Typer makes options of.
    run.__signature__ = inspect.Signature([*own, *more])  # type: ignore[attr-defined]
    return run


def _form_of(path: Path) -> str | None:
    """
    The format that a file's name speaks of.

    Raises `UsageError` for one that only `wi export` makes, and for documents of word processors and printers.
    """
    ending = path.suffix.lower()
    if form := _EXPORTED.get(ending):
        name = path.with_suffix(f".{form}")
        raise UsageError(f"{path} would hold plain text", f"wi export {form} -o {argument(str(name))}")
    if ending in _DOCUMENTS:
        page = argument(str(path.with_suffix(".html")))
        raise UsageError(f"{path} would hold plain text", f"wi export html -o {page} makes a page to print or save")
    return _ENDINGS.get(ending)


def chosen(where: str | None, *, force: bool) -> Path | None:
    """
    The file that -o names, if it may be written; None for stdout.

    Raises `UsageError`, or what `files.check_free` raises: before anything is done.
    """
    if where is None and force:
        raise UsageError("--force without -o", "it lets -o replace a file")
    if where == "":
        raise UsageError("-o is empty", "name a file, such as -o contacts.csv")
    if where in (None, "-"):
        return None
    from wi_cli.sharing import files

    path = Path(where)
    files.check_free(path, force=force)
    return path


def save(path: Path, content: bytes, *, force: bool, what: str = "") -> None:
    """
    Write a file whole, and say so, and `what` it holds.

    Raises what `files.save` raises.
    """
    from wi_cli.sharing import files

    files.save(path, content, force=force)
    terminal.complain(f"wrote {path}{what and f': {what}'}")
