"""
`wi contact`: whom to call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wi_cli.cli import completion, output, terminal
from wi_cli.cli.options import (
    Current,
    Exact,
    Former,
    Kinds,
    RegistryFile,
    States,
    Topics,
    divided,
    load,
    named_contacts,
    passing,
    today,
)
from wi_cli.cli.output import AsJson, Excel, Header, NoPager, PageFormat
from wi_cli.errors import NothingFoundError, UsageError, argument
from wi_cli.messages import all_of, any_of
from wi_cli.showing.form import Form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wi_cli.finding.contacts import Chosen
    from wi_cli.finding.filters import Filters
    from wi_cli.registry.values import Registry
    from wi_cli.showing.rich import Drawing

MOST_OFFERED = 12
# By whether a person was asked for, and ways to reach somebody.
_UNKNOWN = {
    (False, False): "no contact of {members} is known",
    (False, True): "no contact with {ways} of {members} is known",
    (True, False): "no person of {members} is known",
    (True, True): "no person with {ways} of {members} is known",
}
_NO_FIELD = "no {field} of {contacts} is known"
_CONTRADICTION = "{options} contradict each other"


def command(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            autocompletion=completion.members,
            help="Of each member its id, name, alias or AGS; or a person, an e-mail address, a telephone number.",
        ),
    ] = None,
    state: States = None,
    kind: Kinds = None,
    topic: Topics = None,
    current: Current = False,
    former: Former = False,
    everybody: Annotated[bool, typer.Option("--all", help="The contacts of all members.")] = False,
    person: Annotated[bool, typer.Option("--person", help="Only persons, no mere offices.")] = False,
    having: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="WAY",
            autocompletion=completion.ways,
            help="Only who has a phone, mobile, fax or email; several must all be there.",
        ),
    ] = None,
    field: Annotated[
        str | None,
        typer.Option(
            "--field",
            metavar="FIELD",
            autocompletion=completion.contact_fields,
            help="Only this field, each value once: phone, email, person … (wi help columns).",
        ),
    ] = None,
    join: Annotated[
        str | None,
        typer.Option("--join", metavar="TEXT", help='Between the values of --field, such as "; ". Default: lines.'),
    ] = None,
    vcard: Annotated[bool, typer.Option("--vcard", help="vCard 3.0, for address books.")] = False,
    qr: Annotated[bool, typer.Option("--qr", help="One contact as a code that a phone reads from the screen.")] = False,
    form: PageFormat = None,
    as_json: AsJson = False,
    header: Header = False,
    excel: Excel = False,
    no_pager: NoPager = False,
    exact: Exact = False,
    registry: RegistryFile = None,
) -> None:
    """
    Print contact cards: whom to call.

    Of whom you name, or of everybody who passes the filters; with both, of those named who pass.  A member
    without a person shows its office or website.
    """
    from wi_cli.finding import contacts

    own = {"field": field, "vcard": vcard, "qr": qr}
    others = {"json": as_json, "excel": excel, "header": header, "format": form}
    wanted = _chosen(own, others) or output.chosen(form, output.PAGES, as_json=as_json, excel=excel, header=header)
    column = _field(field) if field is not None else ""
    if join is not None and field is None:
        raise UsageError("--join without --field", 'such as --field email --join "; "')
    ways = contacts.ways(divided(having))
    asked = passing(state, kind, topic, current=current, former=former)
    if everybody and names:
        raise UsageError("--all and names contradict each other", "give one")
    if not (names or everybody or person or ways or any(asked)):
        raise UsageError("nobody is named", "name somebody, or take a filter such as --state HE, or --all")
    loaded, _ = load(registry)
    found = _found(loaded, names or (), asked, wanted, exact=exact)
    kept = contacts.having(found, person=person, ways=ways)
    unknown = _UNKNOWN[person, bool(ways)]
    _say_who_is_missing(found, kept, loaded, wanted, unknown=unknown if names else "", ways=ways)
    if wanted.name == "table":
        _draw(kept, loaded, pager=not no_pager)
    else:
        terminal.write(_text(wanted, kept, loaded, column, join))


def _chosen(own: Mapping[str, object], others: Mapping[str, object]) -> Form | None:
    """
    A form that no other command has: "field", "vcard" or "qr".

    Raises `UsageError` if it isn't the only one that was asked for.
    """
    asked = [name for name, wanted in own.items() if wanted is not None and wanted is not False]
    if not asked:
        return None
    if more := [*asked[1:], *(name for name, wanted in others.items() if wanted)]:
        options = all_of(f"--{name}" for name in (asked[0], *more))
        raise UsageError(_CONTRADICTION.format(options=options), "give one")
    return Form(asked[0])


def _field(word: str) -> str:
    from wi_cli.german.slips import did_you_mean
    from wi_cli.german.wording import called, meant_field
    from wi_cli.showing.listing import CONTACTS

    field = meant_field(word, CONTACTS)
    if field is None:
        raise UsageError(
            f"a contact has no field {word!r}", did_you_mean(word, called(CONTACTS)) or f"it has {', '.join(CONTACTS)}"
        )
    return field


def _found(registry: Registry, names: Sequence[str], asked: Filters, form: Form, *, exact: bool) -> list[Chosen]:
    """
    The contacts of the named members, and the named contacts, or those of all members by name; as far as the
    members pass the filters.
    """
    from wi_cli.finding import contacts, filters

    members = filters.select(registry, asked, today=today())
    if not names:
        return [contacts.whole(member) for member in filters.ordered(members, "name")]
    ids = {member.id for member in members}
    named = named_contacts(registry, names, command="contact", form=form, exact=exact)
    return [one for one in named if one.member.id in ids]


def _say_who_is_missing(
    found: Sequence[Chosen],
    kept: Sequence[Chosen],
    registry: Registry,
    form: Form,
    *,
    unknown: str,
    ways: Sequence[str],
) -> None:
    """
    Say on stderr who was named, but has no such contact: that they are `unknown`, empty if nobody was named.

    Raises `NothingFoundError` if nobody is left.
    """
    left = {one.member.id for one in kept}
    missing = [one.member.id for one in found if one.member.id not in left]
    message = unknown.format(members=any_of(missing), ways=all_of(ways))
    if not kept:
        if form.name == "json":
            terminal.write(_text(form, (), registry))
        none = "no contact passes these filters" if found else "no member passes these filters"
        raise NothingFoundError(
            message if unknown and found else none if registry.members else "the registry has no members"
        )
    if unknown and missing:
        terminal.complain(message)


def _draw(chosen: Sequence[Chosen], registry: Registry, *, pager: bool) -> None:
    from wi_cli.showing import pages, plain, portrait, rich

    members = [one.narrowed for one in chosen]

    def draw(width: int, _: object) -> Drawing:
        return rich.together(
            pages.cards(
                member, portrait.cards(member, registry), plain.no_contact_lines(member), today=today(), width=width
            )
            for member in members
        )

    output.draw_page(draw, pager=pager)


def _text(form: Form, chosen: Sequence[Chosen], registry: Registry, field: str = "", join: str | None = None) -> str:
    if form.name == "field":
        return _values(chosen, field, join)
    if form.name == "vcard":
        from wi_cli.showing import vcard

        return "".join(
            card.text
            for one in chosen
            for card in vcard.cards(one.member, registry, today=today(), places=frozenset(one.places))
        )
    if form.name == "qr":
        return _code(chosen, registry)
    members = [one.narrowed for one in chosen]
    if not form.is_page:
        from wi_cli.showing import listing

        return listing.contacts(members, registry).text(form)
    from wi_cli.showing import markdown, plain, portrait

    written = markdown.markdown_cards if form.name == "markdown" else plain.plain_cards
    return "\n".join(written(member, portrait.cards(member, registry), today=today()) for member in members)


def _values(chosen: Sequence[Chosen], field: str, join: str | None) -> str:
    """
    One field of all contacts, each value once, a line each or with `join` between them; members without it
    are named.
    """
    from wi_cli.finding import contacts
    from wi_cli.showing import listing

    found = [(one, listing.contact_values(one.narrowed, field)) for one in chosen]
    without = [one.member.id if one.is_whole else contacts.called(one) for one, values in found if not values]
    unknown = _NO_FIELD.format(field=field, contacts=any_of(without))
    values = dict.fromkeys(value for _, values in found for value in values)
    if not values:
        raise NothingFoundError(unknown)
    if without:
        terminal.complain(unknown)
    return "".join(f"{value}\n" for value in values) if join is None else f"{join.join(values)}\n"


def _code(chosen: Sequence[Chosen], registry: Registry) -> str:
    """
    The code of the one contact that was chosen; a terminal that has no room for it is told what to do.

    Raises `UsageError` for several contacts, or a terminal that is too narrow.
    """
    from wi_cli.finding import contacts
    from wi_cli.showing import code, vcard

    several = contacts.each(chosen)
    if len(several) > 1:
        known, offered = contacts.Known(registry), several[:MOST_OFFERED]
        lines = [f"  wi contact {argument(known.to_type(one))} --qr    ({contacts.called(one)})" for one in offered]
        more = [f"  and {len(several) - len(offered)} more"] if len(several) > len(offered) else []
        raise UsageError(
            f"a code holds one contact, and these are {len(several)}",
            "\n".join(["type one of these, or leave out mere offices with --person:", *lines, *more]),
        )
    one = several[0].narrowed
    made = code.code(vcard.smallest(one, one.contacts[0] if one.contacts else None))
    drawn = code.drawn(made, colour=terminal.colour(), light_ink=terminal.is_dark())
    if terminal.is_terminal():
        width, height = terminal.width(), terminal.height()
        advice = "make the window larger or its letters smaller (Ctrl and -)"
        if made.width > width:
            raise UsageError(f"the code needs {made.width} columns, and the terminal has {width}", advice)
        if made.height >= height:
            terminal.write(drawn)  # the advice stands where it is seen, below the code
            drawn = ""
            terminal.complain(f"the code needs {made.height + 1} lines, and the terminal has {height}", advice)
    return drawn
