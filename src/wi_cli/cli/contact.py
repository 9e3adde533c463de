"""
`wi contact`: whom to call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wi_cli.cli import completion, terminal
from wi_cli.cli.options import (
    PAGES,
    Exact,
    Excel,
    Header,
    Json,
    PageFormat,
    RegistryFile,
    chosen_format,
    load,
    named_members,
)
from wi_cli.errors import NothingFoundError, UsageError

if TYPE_CHECKING:
    from wi_cli.registry.values import Member, Registry


def command(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...", autocompletion=completion.members, help="Id, name, alias or AGS of each member."
        ),
    ],
    field: Annotated[
        str | None,
        typer.Option(
            "--field",
            metavar="FIELD",
            autocompletion=completion.contact_fields,
            help="Only this field: phone, email, street …",
        ),
    ] = None,
    vcard: Annotated[bool, typer.Option("--vcard", help="vCard 3.0, for address books.")] = False,
    form: PageFormat = None,
    json: Json = False,
    header: Header = False,
    excel: Excel = False,
    exact: Exact = False,
    registry: RegistryFile = None,
) -> None:
    """
    Print contact cards.

    A member without a person shows its office or website.
    """
    asked = _chosen(field, form, vcard=vcard, json=json, excel=excel, header=header)
    loaded, _ = load(registry)
    members = named_members(loaded, names, command="contact", form=asked, exact=exact)
    if asked == "table":
        _draw(members, loaded)
        return
    terminal.write(_text(asked, members, loaded, field, header=header, excel=excel))


def _chosen(field: str | None, form: str | None, *, vcard: bool, json: bool, excel: bool, header: bool) -> str:
    """
    The output format; "field" and "vcard" are two more.
    """
    from wi_cli.german.spelling import did_you_mean
    from wi_cli.showing.export import CONTACTS

    if field is not None and field not in CONTACTS:
        raise UsageError(
            f"a contact has no field {field!r}", did_you_mean(field, CONTACTS) or f"it has {', '.join(CONTACTS)}"
        )
    own = [name for name, wanted in (("field", field), ("vcard", vcard)) if wanted]
    others = [
        name for name, wanted in (("json", json), ("excel", excel), ("header", header), ("format", form)) if wanted
    ]
    if own and len(own + others) > 1:
        raise UsageError(" and ".join(f"--{name}" for name in own + others) + " contradict each other", "give one")
    return own[0] if own else chosen_format(form, PAGES, json=json, excel=excel, header=header)


def _draw(members: list[Member], registry: Registry) -> None:
    from wi_cli.showing import export, portrait, render

    for member in members:
        cards = render.cards(member, portrait.cards(member, registry), export.no_contact_lines(member))
        columns = min(terminal.width(), render.READING_WIDTH)
        terminal.write(render.draw(cards, width=columns, colour=terminal.colour()))


def _text(form: str, members: list[Member], registry: Registry, field: str | None, *, header: bool, excel: bool) -> str:
    from wi_cli.showing import export, portrait

    if form == "field":
        found = {member.id: export.contact_values(member, field or "") for member in members}
        unknown = f"no {field} of {' or '.join(key for key, values in found.items() if not values)} is known"
        values = [value for of_member in found.values() for value in of_member]
        if not values:
            raise NothingFoundError(unknown)
        if not all(found.values()):
            terminal.complain(unknown)
        return "".join(f"{value}\n" for value in values)
    if form == "vcard":
        return "".join(export.vcards(member) for member in members)
    if form in ("json", "ids", "tsv", "csv"):
        return export.contact_list(form, members, registry, header=header, excel=excel)
    cards = ((member, portrait.cards(member, registry)) for member in members)
    if form == "markdown":
        return "\n".join(export.markdown_cards(member, found) for member, found in cards)
    return "\n".join(export.plain_cards(member, found) for member, found in cards)
