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
from wi_cli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# What is expected in a file by the ending of its name: a format of ours, or one of other programs alone.
_EXPECTED = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".md": "markdown",
    ".xlsx": "xlsx",
    **dict.fromkeys((".html", ".htm"), "html"),
    **dict.fromkeys((".vcf", ".vcard"), "vcf"),
    ".geojson": "geojson",
    **dict.fromkeys((".xls", ".ods"), "sheet"),
    **dict.fromkeys((".pdf", ".docx", ".doc", ".odt", ".rtf"), "document"),
}
_TEXTS = ("csv", "tsv", "json", "markdown")
# What `wi export` makes, and what is expected where that is.
_EXPORTED = {
    "html": ("a page", ("html",)),
    "vcf": ("vCards", ("vcf",)),
    "vdir": ("a folder of vCards", ()),
    "xlsx": ("a workbook", ("xlsx",)),
    "outlook": ("csv for Outlook", ("csv",)),
    "geojson": ("a map", ("geojson", "json")),
}
_INSTEAD = {"sheet": "xlsx", "document": "html"}
_FILTERS = ("state", "kind", "topic", "current", "former", "registry")
# What narrows contacts, which exports don't have.
_OF_CONTACTS = ("person", "having")
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
            expected = _EXPECTED.get(path.suffix.lower())
            if "vcard" in arguments and expected == "vcf":
                arguments["vcard"] = True
            elif expected is None or expected in _TEXTS:
                arguments["form"] = expected
            else:
                raise _misnamed_text(path, expected, arguments)
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


def _misnamed_text(path: Path, expected: str, arguments: Mapping[str, Any]) -> UsageError:
    """
    What to say where plain text would get the name of what only `wi export` makes, or of documents of word
    processors and printers: the export of whom these `arguments` of a command are about.
    """
    from wi_cli.cli import whom

    named = [" ".join(arguments["name"])] if "name" in arguments else arguments.get("names") or ()
    names, narrow = whom.members_called(arguments.get("registry"), named)
    narrow = narrow or any(arguments.get(option) for option in _OF_CONTACTS)
    few = bool(names) or any(arguments.get(option) for option in _FILTERS[:-1])
    has_choice = {"names", "name", "state"} & arguments.keys()
    wide = "" if has_choice and not narrow else "all contacts of these members" if few else "all members"
    return UsageError(f"{path} would hold plain text", _export(expected, path, names, wide))


def check_ending(path: Path, form: str, names: Sequence[str], *, public: bool) -> None:
    """
    Raises `UsageError` if the name of a file is that of something else than this export; `public` if that has no
    contacts, which others have.
    """
    made, expected_of = _EXPORTED[form]
    expected = _EXPECTED.get(path.suffix.lower())
    if expected is None or expected in expected_of or (form == "vdir" and path.is_dir()):
        return
    offers = [_line(form, path.with_suffix(f".{expected_of[0]}" if expected_of else ""), names)]
    if expected in _TEXTS and not public:
        offers.append(_line("contact" if names else "list", path, names))
    elif not (public or _INSTEAD.get(expected) == form):
        offers.append(_export(expected, path, names))
    if expected == "document" and form == "html":
        hint = f"{offers[0]} makes a page to print or save"
    else:
        hint = offers[0] if len(offers) == 1 else "\n".join(["type one of these:", *(f"  {line}" for line in offers)])
    raise UsageError(f"{path} would hold {made}", hint)


def _export(expected: str, path: Path, names: Sequence[str], wide: str = "") -> str:
    """
    The export that makes what is expected in a file, and if that is more than was asked for, what of.
    """
    form = _INSTEAD.get(expected, expected)
    line = _line(form, path.with_suffix(f".{form}"), names)
    use = " to print or save" * (expected == "document")
    return f"{line} makes {_EXPORTED[form][0]}{wide and f' of {wide}'}{use}" if wide or use else line


def _line(command: str, path: Path, names: Sequence[str]) -> str:
    from wi_cli.cli import internals, whom

    options = internals.given()
    kept = [*_FILTERS, *(("title", "without_contacts") if command == "html" else ())]
    command = f"export {command}" if command in _EXPORTED else command
    return whom.again(command, names, [*(word for one in kept for word in options.get(one, ())), "-o", str(path)])


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
