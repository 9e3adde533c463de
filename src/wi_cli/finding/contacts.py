"""
A name that somebody typed -> the contacts that it means: all of a member, or one person or office.

Members come first.  A contact answers to the name of its person, to its e-mail address and its
telephone numbers in any spelling, and to the member's name and its own, as its card is called:
"Kassel, Rathaus".  A person may be addressed (Frau, Dr.), and have an initial for the given name.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.errors import AmbiguousNameError, MemberNotFoundError, RegistryUnreadableError, UsageError, argument
from wi_cli.finding import names
from wi_cli.finding.texts import names_of
from wi_cli.german.gazetteer import is_real
from wi_cli.german.placenames import place_names, standard_forms
from wi_cli.german.slips import did_you_mean, few_slips_away
from wi_cli.german.spelling import fold, forms
from wi_cli.german.wording import LABELS, meant_field
from wi_cli.registry.values import WAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wi_cli.registry.values import Contact, Member, Registry

_NUMBERS = ("phone", "mobile", "fax")
# Forms of address and titles before a name, or before the given name in "Felger, Dr. Susanne".  What stands behind a
# title says its subject only there, and with a dot or its other half: C. and Phil are given names.
_SUBJECT = r"ing|päd|paed|med|phil|jur|theol|kfm|kffr|psych|soz|volksw|betriebsw|verww"
_ADDRESSED = (
    r"(?i)(?:^|(?<=,))\s*"
    r"(?:(?:(?:frau|herrn?|fr|hr|dr|doktor|prof|professor(?:in)?)\b"
    rf"|dipl\b\.?[\s-]*(?:{_SUBJECT})\b"
    r"|(?:(?<=\W)h\b\.?\s*c|(?<=\W)rer\b\.?\s*(?:nat|pol|soc|oec|publ))\b"
    rf"|(?<=\W)(?:{_SUBJECT})(?=\.))(?:\.[\s-]*|\s+))+"
    r"(?=\w{2}|\w\.?\s)"
)


class Chosen(NamedTuple):
    """
    A member, and the places of those of its contacts that are meant: all, some, or none
    because it has none.  `near` if the name was only close to theirs.
    """

    member: Member
    places: tuple[int, ...]
    near: bool = False

    @property
    def narrowed(self) -> Member:
        """
        The member with these contacts alone.
        """
        return self.member._replace(contacts=tuple(self.member.contacts[place] for place in self.places))

    @property
    def is_whole(self) -> bool:
        """
        Whether all contacts of the member are meant.
        """
        return len(self.places) == len(self.member.contacts)


def whole(member: Member, *, near: bool = False) -> Chosen:
    """
    A member with all its contacts.
    """
    return Chosen(member, tuple(range(len(member.contacts))), near)


def meant(registry: Registry, wanted: str, *, command: str, near: bool = True) -> Chosen:
    """
    What `wanted` names: a member as `names.one` finds it; then a contact by its person, e-mail
    address or telephone number; then, if `near`, a single member or person that is only a little away.

    Raises `MemberNotFoundError`, `AmbiguousNameError` (with the commands to type, beginning with
    `command`) or, for a member that can't be built, `RegistryUnreadableError`.
    """
    try:
        return whole(names.one(registry, wanted, command=command, near=False).member)
    except MemberNotFoundError as error:
        unknown = error
    known = Known(registry)
    person = re.sub(_ADDRESSED, " ", wanted).strip()
    if found := known.answering(wanted) or known.answering(person):
        return _single(known, found, wanted, command)
    try:
        member = names.one(registry, wanted, command=command).member
    except AmbiguousNameError:
        if near:
            raise
        raise unknown from None
    except MemberNotFoundError:
        # A place is no slip of a person's name.
        is_place = person == wanted.strip() and any(name.kind or is_real(name) for name in place_names(fold(wanted)))
        people = [] if is_place else known.misspelt(person)
        if people and near:
            return _single(known, people, wanted, command)._replace(near=True)
        if people:
            raise MemberNotFoundError(wanted, [argument(known.to_type(one)) for one in people]) from None
        raise unknown from None
    if near:
        return whole(member, near=True)
    raise unknown


def is_known(registry: Registry, wanted: str, *, command: str) -> bool:
    """
    Whether somebody has exactly this name.
    """
    try:
        meant(registry, wanted, command=command, near=False)
    except AmbiguousNameError:
        return True
    except (MemberNotFoundError, RegistryUnreadableError):
        return False
    return True


def together(chosen: Iterable[Chosen]) -> list[Chosen]:
    """
    Each member once, in the order in which they were first meant, with all contacts that were.
    """
    found: dict[str, Chosen] = {}
    for one in chosen:
        before = found.get(one.member.id, one).places
        found[one.member.id] = one._replace(places=tuple(sorted({*before, *one.places})))
    return list(found.values())


def having(chosen: Iterable[Chosen], *, person: bool, ways: Sequence[str]) -> list[Chosen]:
    """
    The contacts that are persons, if wanted, and can be reached in all of these ways (of `WAYS`);
    without a member that is left with none of them.
    """
    if not person and not ways:
        return list(chosen)
    kept = (
        one._replace(places=tuple(place for place in one.places if _has(one.member.contacts[place], person, ways)))
        for one in chosen
    )
    return [one for one in kept if one.places]


def _has(contact: Contact, person: bool, ways: Sequence[str]) -> bool:  # noqa: FBT001  # only for `having`
    return (not person or bool(contact.name)) and all(getattr(contact, way) for way in ways)


def ways(asked: Sequence[str]) -> list[str]:
    """
    The ways that words mean, in English or German.

    Raises `UsageError` for one that isn't in `WAYS`.
    """
    return [_way(word) for word in asked]


def _way(word: str) -> str:
    known = [*WAYS, *(LABELS[way] for way in WAYS)]
    way = meant_field(word, WAYS)
    if way is None:
        raise UsageError(
            f"no way to reach somebody {word!r}", did_you_mean(word, known) or f"--with takes {', '.join(WAYS)}"
        )
    return way


def each(chosen: Iterable[Chosen]) -> list[Chosen]:
    """
    One for each contact, or member without any.
    """
    alone = [(one, [one._replace(places=(place,)) for place in one.places]) for one in chosen]
    return [single for one, singles in alone for single in singles or [one]]


def called(one: Chosen) -> str:
    """
    Who a single contact is, in words: "Delia Temmler, Jugendamt, Herten".
    """
    contact = one.narrowed.contacts[0] if one.places else None
    parts = (contact.person, contact.office) if contact else ()
    return ", ".join(part for part in (*parts, one.member.name) if part)


class Known:
    """
    All contacts of a registry, and what each is known by.
    """

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._contacts = [
            Chosen(member, (place,)) for member in registry.members.values() for place in range(len(member.contacts))
        ]
        # Numbers of contacts: by what is written, with its kind, and by each spelling of a name.
        self._written: dict[tuple[str, str], list[int]] = {}
        self._spelt: dict[str, list[int]] = {}
        for number, one in enumerate(self._contacts):
            contact = one.member.contacts[one.places[0]]
            for key in _keys(one.member, contact):
                self._written.setdefault(key, []).append(number)
            for form in {form for name in _names(one.member, contact) for form in forms(name)}:
                self._spelt.setdefault(form, []).append(number)

    def answering(self, wanted: str) -> list[Chosen]:
        """
        The contacts that have this name: as it is written before another spelling of it, and that before one with
        an initial for the given name.
        """
        found = {number for key in _sought(wanted) for number in self._written.get(key, ())}
        found = found or {number for form in forms(wanted) if form for number in self._spelt.get(form, ())}
        return [self._contacts[number] for number in sorted(found)] or self._initialled(wanted)

    def _initialled(self, wanted: str) -> list[Chosen]:
        """
        The people whose name this is with an initial: "S. Felger", "Felger, S.", "H.-P. Felger" or "H. Felger".
        """
        said = forms(wanted)
        if not any(len(word) == 1 for form in said for word in form.split()):
            return []
        return [
            one
            for one in self._contacts
            for contact in one.narrowed.contacts
            if any(not said.isdisjoint(forms(name)) for name in _with_initials(contact))
        ]

    def misspelt(self, wanted: str) -> list[Chosen]:
        """
        The people whose name is the fewest slips away, if those are few enough.
        """
        people = [({fold(name) for name in _own_names(one) if name}, one) for one in self._contacts]
        slips = dict(few_slips_away(fold(wanted), [name for known, _ in people for name in known]))
        fewest = min(slips.values(), default=0)
        return [one for known, one in people if fewest in {slips.get(name) for name in known}]

    def to_type(self, one: Chosen) -> str:
        """
        The shortest name that means this single contact and no other; the member's id if there is none.
        """
        if one.is_whole:
            return one.member.id
        contact = one.narrowed.contacts[0]
        known = (contact.name, *_with_member(one.member, contact), *(getattr(contact, way) for way in WAYS))
        return next((name for name in known if name and self._is_told_by(one, name)), one.member.id)

    def _is_told_by(self, one: Chosen, name: str) -> bool:
        # A name that very many have is not looked up once for each of them.
        if any(len(self._written.get(key, ())) > 1 for key in _sought(name)):
            return False
        found = [(other.member.id, other.places) for other in self.answering(name)]
        return found == [(one.member.id, one.places)] and self._of_members.isdisjoint(standard_forms(name))

    @cached_property
    def _of_members(self) -> set[str]:
        """
        What members answer to: it means them first.
        """
        names_ = (name for member in self._registry.members.values() for name in (*names_of(member), member.ags or ""))
        return {form for name in names_ for form in standard_forms(name)}


def _single(known: Known, found: Sequence[Chosen], wanted: str, command: str) -> Chosen:
    if len(found) > 1:
        raise AmbiguousNameError(wanted, [(known.to_type(one), called(one)) for one in found], command, "contacts")
    return found[0]


def _sought(wanted: str) -> tuple[tuple[str, str], ...]:
    from wi_cli.german.phones import dialled  # for who is no member

    return ("name", wanted), ("email", wanted.strip().casefold()), ("number", dialled(wanted))


def _keys(member: Member, contact: Contact) -> Iterator[tuple[str, str]]:
    """
    What a contact is known by as it is written, or dialled, each with its kind.
    """
    for name in dict.fromkeys(_names(member, contact)):
        yield "name", name
    if contact.email:
        yield "email", contact.email.casefold()
    from wi_cli.german.phones import dialled  # as above

    for number in {dialled(text) for way in _NUMBERS if (text := getattr(contact, way))} - {""}:
        yield "number", number


def _own_names(one: Chosen) -> tuple[str | None, str]:
    contact = one.narrowed.contacts[0]
    return contact.family_name, contact.name


def _with_member(member: Member, contact: Contact) -> Iterator[str]:
    """
    A contact's name behind that of its member.
    """
    if name := contact.name or contact.office:
        yield f"{member.name}, {name}"


def _with_initials(contact: Contact) -> Iterator[str]:
    initials = [name[0] for name in re.findall(r"\w+", contact.given_name or "")]
    if contact.family_name:
        for given in {" ".join(initials), *initials[:1]} - {""}:
            yield f"{given} {contact.family_name}"
            yield f"{contact.family_name} {given}"


def _names(member: Member, contact: Contact) -> list[str]:
    family, given, title = contact.family_name, contact.given_name, contact.title
    people = [family, contact.name, contact.person]
    people += [f"{title} {family}" if title and family else None, f"{family}, {given}" if family and given else None]
    return [*filter(None, people), *_with_member(member, contact)]
