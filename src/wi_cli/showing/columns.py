"""
What a list can show of a member: raw for machines, in German for people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wi_cli.errors import UsageError
from wi_cli.german import wording
from wi_cli.german.slips import did_you_mean
from wi_cli.registry.values import POPULATION
from wi_cli.showing import phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from wi_cli.registry.values import Contact, Figure, Member, Registry
    from wi_cli.showing.form import Form

Raw = str | int | float | None


class Column(NamedTuple):
    """
    One column: its raw value, and how it is shown; `numeric` ones are aligned right.  Those
    `of_contact` are of the member's first contact: `per_contact` makes a row of each.
    `figure` is what a value was read from, where that has a date of its own.
    """

    name: str
    raw: Callable[[Member], Raw]
    shown: Callable[[Member, Registry], str]
    numeric: bool = False
    of_contact: bool = False
    label: str = ""
    unit: str = ""
    figure: Callable[[Member], Figure | None] | None = None

    @property
    def head(self) -> str:
        """
        What stands above it.
        """
        return self.label or wording.LABELS.get(self.name, self.name)


def _text(name: str, raw: Callable[[Member], str | None]) -> Column:
    return Column(name, raw, lambda member, _: wording.visible(raw(member) or ""))


def _of_contact(name: str, read: Callable[[Contact], str | None]) -> Column:
    return _text(name, lambda member: read(member.contacts[0]) if member.contacts else None)._replace(of_contact=True)


def _location(member: Member) -> str | None:
    return f"{member.location.lat},{member.location.lon}" if member.location else None


def _population(member: Member) -> str:
    count = member.latest(POPULATION)
    return phrases.quantity(count, None) if count else ""


def _topics(member: Member, registry: Registry) -> str:
    return " · ".join(wording.visible(registry.topics.get(topic, topic)) for topic in member.topics)


COLUMNS = {
    column.name: column
    for column in (
        _text("id", lambda member: member.id),
        _text("name", lambda member: member.name),
        _text("kind", lambda member: member.kind),
        Column("state", lambda member: member.state, lambda member, _: wording.state(member.state)),
        _text("district", lambda member: member.district),
        _text("ags", lambda member: member.ags),
        _text("ars", lambda member: member.ars),
        _text("location", _location),
        _text("aliases", lambda member: ", ".join(member.aliases)),
        _text("website", lambda member: member.website),
        _text("summary", lambda member: member.summary),
        Column(
            "population",
            lambda member: member.population,
            lambda member, _: _population(member),
            numeric=True,
            figure=lambda member: member.latest(POPULATION),
        ),
        Column(
            "membership",
            lambda member: phrases.membership(member.membership),
            lambda member, _: phrases.membership(member.membership) or (wording.UNDATED if member.membership else ""),
        ),
        Column("since", lambda member: member.since, lambda member, _: wording.short_date(member.since or "")),
        Column("until", lambda member: member.until, lambda member, _: wording.short_date(member.until or "")),
        Column("topics", lambda member: ",".join(member.topics), _topics),
        _of_contact("office", lambda contact: contact.office),
        _of_contact("person", lambda contact: contact.person),
        _of_contact("title", lambda contact: contact.title),
        _of_contact("given_name", lambda contact: contact.given_name),
        _of_contact("family_name", lambda contact: contact.family_name),
        _of_contact("suffix", lambda contact: contact.suffix),
        _of_contact("role", lambda contact: contact.role),
        _of_contact("street", lambda contact: contact.street),
        _of_contact("postal_code", lambda contact: contact.postal_code),
        _of_contact("city", lambda contact: contact.city),
        _of_contact("country", lambda contact: contact.country),
        _of_contact("phone", lambda contact: contact.phone),
        _of_contact("mobile", lambda contact: contact.mobile),
        _of_contact("fax", lambda contact: contact.fax),
        _of_contact("email", lambda contact: contact.email),
    )
}

# What Markdown gets, whatever the terminal: nothing but a table depends on its width.
PAGE = tuple(COLUMNS[name] for name in ("name", "kind", "state", "population", "membership"))
# What scripts get: raw fields, and never another order.
MACHINE = tuple(
    COLUMNS[name] for name in ("id", "name", "kind", "state", "ags", "population", "since", "until", "website")
)
# The same of contacts.
CONTACT_PAGE = tuple(COLUMNS[name] for name in ("name", "person", "office", "phone", "email"))
CONTACT_MACHINE = (
    *(COLUMNS[name] for name in ("id", "name")),
    *(column for column in COLUMNS.values() if column.of_contact),
    COLUMNS["website"],
)
PER = ("member", "contact")
"""What a row can stand for."""


def meant(head: str) -> str | None:
    """
    The column that a word means, or what stands above it on the screen, where a year may be behind that.
    """
    return wording.meant_field(head, COLUMNS) or wording.meant_field(head.partition(" (")[0], COLUMNS)


def unknown(word: str) -> Column:
    """
    Raises `UsageError` for a column that doesn't exist.
    """
    raise UsageError(
        f"no column {word!r}", did_you_mean(word, wording.called(COLUMNS)) or f"there are: {', '.join(COLUMNS)}"
    )


def chosen(
    names: str | None, form: Form, width: int, per: str | None = None, other: Callable[[str], Column] = unknown
) -> Sequence[Column]:
    """
    The columns named in "name,state,phone" or "Name,Land,Telefon"; if none are named, those of the form
    and of what a row stands for: programs get always the same, a terminal of `width` those that it has
    room for.

    Raises `UsageError` if none is named; `other` finds, or refuses, what stands in no table of columns.
    """
    if names is None and per is not None and wording.meant_field(per, PER) == "contact":
        return CONTACT_PAGE if form.name in ("table", "markdown") else CONTACT_MACHINE
    if names is None:
        return fitting(width) if form.name == "table" else PAGE if form.name == "markdown" else MACHINE
    words = [word.strip() for word in names.split(",") if word.strip()]
    if not words:
        raise UsageError("--columns names no column", f"there are: {', '.join(COLUMNS)}")
    return [COLUMNS[name] if (name := meant(word)) else other(word) for word in words]


def one_row_per(asked: str | None, columns: Sequence[Column]) -> str:
    """
    What each row stands for, one of `PER`: what was asked for, else a contact where there are columns of
    contacts, so that no row mixes two of them.

    Raises `UsageError` for anything else, and for members where a member has several values.
    """
    of_contact = [column.name for column in columns if column.of_contact]
    if asked is None:
        return "contact" if of_contact else "member"
    row = wording.meant_field(asked, PER)
    if row is None:
        raise UsageError(f"no --per {asked!r}", did_you_mean(asked, PER) or f"--per takes {' or '.join(PER)}")
    if row == "member" and of_contact:
        raise UsageError(
            f"--per member doesn't go with the column {of_contact[0]}", "a member can have several contacts"
        )
    return row


def per_contact(members: Iterable[Member]) -> list[Member]:
    """
    Each member once for each of its contacts, with this one alone and the website that goes with it; one
    without contacts as it is.
    """
    return [
        member._replace(contacts=(contact,), website=member.website_of(contact)) if contact else member
        for member in members
        for contact in member.contacts or (None,)
    ]


def fitting(width: int) -> Sequence[Column]:
    """
    The columns that a terminal of that width has room for.
    """
    if width >= 100:  # noqa: PLR2004  # the widths are the rule
        return PAGE
    if width >= 80:  # noqa: PLR2004
        return tuple(column for column in PAGE if column.name != "kind")
    code = _text("state", lambda member: member.state)
    name, population = COLUMNS["name"], COLUMNS["population"]
    if width >= 64:  # noqa: PLR2004
        return (name, code, population, COLUMNS["membership"])
    return (name, code, population) if width >= 44 else (name, population)  # noqa: PLR2004
