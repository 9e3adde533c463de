"""
`wi contact`: whom to call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wi_cli.cli import completion, output, terminal
from wi_cli.cli.options import Exact, RegistryFile, load, named_members, today
from wi_cli.cli.output import AsJson, Excel, Header, PageFormat
from wi_cli.errors import NothingFoundError, UsageError
from wi_cli.showing.form import Form

if TYPE_CHECKING:
    from wi_cli.registry.values import Member, Registry
    from wi_cli.showing.rich import Drawing


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
    as_json: AsJson = False,
    header: Header = False,
    excel: Excel = False,
    exact: Exact = False,
    registry: RegistryFile = None,
) -> None:
    """
    Print contact cards.

    A member without a person shows its office or website.
    """
    wanted = _chosen(field, form, vcard=vcard, as_json=as_json, excel=excel, header=header)
    loaded, _ = load(registry)
    members = named_members(loaded, names, command="contact", form=wanted, exact=exact)
    if wanted.name == "table":
        _draw(members, loaded)
    else:
        terminal.write(_text(wanted, members, loaded, field))


def _chosen(field: str | None, form: str | None, *, vcard: bool, as_json: bool, excel: bool, header: bool) -> Form:
    """
    The form of output; "field" and "vcard" are two more.
    """
    from wi_cli.german.slips import did_you_mean
    from wi_cli.showing.listing import CONTACTS

    if field is not None and field not in CONTACTS:
        raise UsageError(
            f"a contact has no field {field!r}", did_you_mean(field, CONTACTS) or f"it has {', '.join(CONTACTS)}"
        )
    own = [name for name, wanted in (("field", field), ("vcard", vcard)) if wanted]
    others = [
        name for name, wanted in (("json", as_json), ("excel", excel), ("header", header), ("format", form)) if wanted
    ]
    if own and len(own + others) > 1:
        raise UsageError(" and ".join(f"--{name}" for name in own + others) + " contradict each other", "give one")
    return Form(own[0]) if own else output.chosen(form, output.PAGES, as_json=as_json, excel=excel, header=header)


def _draw(members: list[Member], registry: Registry) -> None:
    from wi_cli.showing import pages, plain, portrait, rich

    def draw(_: int) -> Drawing:
        return rich.together(
            pages.cards(member, portrait.cards(member, registry), plain.no_contact_lines(member)) for member in members
        )

    output.draw_page(draw)


def _text(form: Form, members: list[Member], registry: Registry, field: str | None) -> str:
    from wi_cli.showing import listing, markdown, plain, portrait

    if form.name == "field":
        return _values(members, field or "")
    if form.name == "vcard":
        from wi_cli.showing import vcard

        return "".join(card.text for member in members for card in vcard.cards(member, registry, today=today()))
    if not form.is_page:
        return listing.contacts(members, registry).text(form)
    written = markdown.markdown_cards if form.name == "markdown" else plain.plain_cards
    return "\n".join(written(member, portrait.cards(member, registry)) for member in members)


def _values(members: list[Member], field: str) -> str:
    """
    One field of all contacts, a line each; members without it are named.
    """
    from wi_cli.showing import listing

    found = {member.id: listing.contact_values(member, field) for member in members}
    unknown = f"no {field} of {' or '.join(key for key, values in found.items() if not values)} is known"
    if not any(found.values()):
        raise NothingFoundError(unknown)
    if not all(found.values()):
        terminal.complain(unknown)
    return "".join(f"{value}\n" for values in found.values() for value in values)
