"""
`wi export`: members and contacts as files that other programs take.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wi_cli import __version__
from wi_cli.cli import completion, saving, terminal
from wi_cli.cli.commands import OUTPUT
from wi_cli.cli.options import (
    Current,
    Former,
    Kinds,
    Many,
    RegistryFile,
    States,
    Topics,
    load,
    named_members,
    none_passes,
    passing,
    today,
)
from wi_cli.cli.output import TABLES
from wi_cli.cli.saving import Force
from wi_cli.errors import NothingFoundError, UsageError
from wi_cli.messages import counted
from wi_cli.showing.form import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wi_cli.finding.filters import Filters
    from wi_cli.registry.values import Member, Registry

# Each with an example of where to put it.
FORMATS = {
    "html": "verzeichnis.html",
    "vcf": "contacts.vcf",
    "vdir": "cards",
    "xlsx": "wi.xlsx",
    "outlook": "outlook.csv",
    "geojson": "members.geojson",
}
_MEANT = {
    **dict.fromkeys(("page", "seite", "webseite", "website", "web"), "html"),
    **dict.fromkeys(("excel", "xls", "workbook", "arbeitsmappe"), "xlsx"),
    **dict.fromkeys(("vcard", "vcards", "card", "cards", "karten", "handy", "phone"), "vcf"),
    **dict.fromkeys(("khard", "vdirsyncer"), "vdir"),
    **dict.fromkeys(("map", "karte", "json-map"), "geojson"),
}
# What isn't one text in UTF-8 has no place on stdout.
ELSEWHERE = ("vdir", "xlsx", "outlook")


def command(
    form: Annotated[
        str,
        typer.Argument(metavar="FORMAT", autocompletion=completion.among(FORMATS), help=" | ".join(FORMATS)),
    ],
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...", autocompletion=completion.members, help="Id, name, alias or AGS. Default: everybody."
        ),
    ] = None,
    state: States = None,
    kind: Kinds = None,
    topic: Topics = None,
    current: Current = False,
    former: Former = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="WHERE",
            rich_help_panel=OUTPUT,
            help="The file to write, for vdir the folder.",
            show_default=False,
        ),
    ] = None,
    force: Force = False,
    wanted_members: Annotated[
        Many,
        typer.Option(
            "--members", metavar="NAMES", help="The same as NAME, in one word: kassel,herten.", show_default=False
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option("--title", metavar="TEXT", help="Of html: what stands above the page.", show_default=False),
    ] = None,
    without_contacts: Annotated[
        bool, typer.Option("--without-contacts", help="Of html: nobody's name, phone or e-mail, for a public page.")
    ] = False,
    registry: RegistryFile = None,
) -> None:
    """
    Make files for browsers, address books, Excel, Outlook and maps.

    html: everything on one page for a browser, in one file.

    vcf: all contacts in one file, for phones and address books.

    vdir: a folder with a file for each contact, brought up to date (khard, vdirsyncer).

    xlsx: a workbook with members, contacts, figures and sources.

    outlook: csv for the import of a German classic Outlook.

    geojson: members on a map.
    """
    wanted = _chosen(form, output)
    if wanted != "html" and (title is not None or without_contacts):
        raise UsageError(
            f"{'--title' if title is not None else '--without-contacts'} doesn't go with {wanted}",
            "it is for wi export html",
        )
    asked = passing(state, kind, topic, current=current, former=former)
    path = Path(output) if wanted == "vdir" and output else saving.chosen(output, force=force)
    named = [*(names or ()), *_listed(wanted_members)]
    if path:
        saving.check_ending(path, wanted, named, public=without_contacts)
    loaded, file = load(registry)
    members = _members(loaded, named, asked, wanted)
    if wanted == "vdir" and path:
        _bring_up_to_date(path, members, loaded, force=force)
        return
    if wanted == "geojson":
        members = _on_a_map(members)
    if wanted == "html":
        content = _page(members, loaded, file, title, contacts=not without_contacts)
    else:
        content = _content(wanted, members, loaded)
    if path:
        saying = wanted != "geojson" and not without_contacts
        saving.save(path, content, force=force, what=_count(members, contacts=saying))
    else:
        terminal.write(content.decode())


def _chosen(form: str, output: str | None) -> str:
    """
    The format that is meant.

    Raises `UsageError` for an unknown one, and for one that needs -o.
    """
    from wi_cli.german.slips import did_you_mean

    wanted = form.lower()
    if wanted in _MEANT:
        raise UsageError(f"no format {form!r}", f"did you mean {_MEANT[wanted]!r}?")
    if wanted in TABLES:
        raise UsageError(f"no format {form!r}", f"wi list --format {wanted} -o FILE makes that")
    if wanted not in FORMATS:
        raise UsageError(f"no format {form!r}", did_you_mean(wanted, FORMATS) or f"there are: {', '.join(FORMATS)}")
    if wanted in ELSEWHERE and output in (None, "", "-"):
        raise UsageError(f"{wanted} needs -o", f"such as wi export {wanted} -o {FORMATS[wanted]}")
    return wanted


def _listed(names: Many) -> list[str]:
    """
    The names of "kassel,herten", of each that was given.

    Raises `UsageError` if there is none.
    """
    if names is None:
        return []
    each = [[name.strip() for name in one.split(",") if name.strip()] for one in names]
    if not all(each):
        raise UsageError("--members names nobody", "such as --members kassel,herten")
    return [name for listed in each for name in listed]


def _members(registry: Registry, names: Sequence[str], asked: Filters, form: str) -> list[Member]:
    """
    Those of the named members, or of all, that pass the filters.

    Raises `NothingFoundError` if there are none.
    """
    from wi_cli.finding import filters

    found = filters.select(registry, asked, today=today())
    if names:
        named = named_members(registry, names, command=f"export {form}", form=Form(form), exact=True)
        passed = {member.id for member in found}
        found = [member for member in named if member.id in passed]
    if not found:
        raise none_passes(registry)
    return found


def _content(form: str, members: Sequence[Member], registry: Registry) -> bytes:
    """
    What stands in the file.
    """
    if form == "xlsx":
        from wi_cli.sharing import workbook

        return workbook.workbook(members, registry, today=today())
    if form == "outlook":
        from wi_cli.sharing import outlook

        made = outlook.csv(members, registry, today=today())
        if made.replaced:
            said = ", ".join(f"{character} by {nearest}" for character, nearest in made.replaced.items())
            terminal.complain(f"replaced what Windows-1252 lacks: {said}")
        return made.content
    if form == "geojson":
        from wi_cli.sharing import geojson
        from wi_cli.showing import envelope

        return envelope.as_json(geojson.collection(members, registry)).encode()
    from wi_cli.sharing import cards

    return "".join(card.text for card in cards.cards(members, registry, today=today())).encode()


def _page(members: Sequence[Member], registry: Registry, file: Path, title: str | None, *, contacts: bool) -> bytes:
    from wi_cli.sharing.page import page

    made = page.Made(today(), file.name, __version__)
    return page.html(members, registry, made, page.Wish(title, contacts=contacts))


def _on_a_map(members: Sequence[Member]) -> list[Member]:
    """
    Those with a location; the others are named.

    Raises `NothingFoundError` if nobody has one.
    """
    from wi_cli.sharing import geojson

    found = [member for member in members if geojson.is_on_a_map(member)]
    nowhere = [member.id for member in members if member not in found]
    unknown = f"no location of {', '.join(nowhere)} is known"
    if not found:
        raise NothingFoundError(unknown)
    if nowhere:
        terminal.complain(unknown)
    return found


def _bring_up_to_date(folder: Path, members: Sequence[Member], registry: Registry, *, force: bool) -> None:
    from wi_cli.sharing import cards

    done = cards.file_up(folder, cards.cards(members, registry, today=today()), force=force)
    for name in done.kept:
        terminal.complain(f"left {folder / name}: it is gone from the registry, but somebody changed it")
    counts = f"{done.made} new, {done.changed} changed, {done.unchanged} as they were, {done.removed} removed"
    terminal.complain(f"{folder} is up to date: {counts}")


def _count(members: Sequence[Member], *, contacts: bool) -> str:
    said = [counted(len(members), "{number} member", "{number} members")]
    if contacts:
        number = sum(len(member.contacts) for member in members)
        said.append(counted(number, "{number} contact", "{number} contacts"))
    return ", ".join(said)
