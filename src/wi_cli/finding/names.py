"""
A name that somebody typed -> the one member that it means.

An exact name comes before its other spellings, and those before what is only
near: a missing addition, then a slip.  Whoever means another place is shown
nobody: what is near may be offered.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.errors import AmbiguousNameError, MemberNotFoundError, RegistryUnreadableError, WiError
from wi_cli.finding.texts import names_of
from wi_cli.german.gazetteer import are_two, is_real
from wi_cli.german.placenames import PlaceName, place_names, sort_of, standard_forms
from wi_cli.german.places import TERRITORIES
from wi_cli.german.placewords import without_state
from wi_cli.german.slips import nearest, slips_in_words
from wi_cli.german.spelling import fold, forms
from wi_cli.german.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from wi_cli.registry.values import Member, Registry

    _Way = Callable[[PlaceName, PlaceName], int]

MOST_OFFERED = 5
# In a shorter name a slip is as likely another name.
SHORTEST_FORGIVEN = 5


class Found(NamedTuple):
    """
    The member that a name means; `near` if it is only close to it.
    """

    member: Member
    near: bool = False


def one(registry: Registry, wanted: str, *, command: str, near: bool = True) -> Found:
    """
    The member that `wanted` names: id, AGS or ARS (the place itself before a
    body that serves it), official name or alias; then the same in capitals or
    not, then in any German spelling; then, if `near`, a single one that is a
    slip or a missing addition away.  A Land may stand behind a name, if it is the member's own: "Kiel (SH)".

    Raises `MemberNotFoundError`, `AmbiguousNameError` (with the commands to
    type, beginning with `command`) or, for a member that can't be built,
    `RegistryUnreadableError`.
    """
    place, state = without_state(wanted)
    # Neustadt in Sachsen is a name.
    if not state or _Typed.from_text(wanted).is_place:
        return _one(registry, wanted, command, near=near)
    try:
        return _one(registry, wanted, command, near=False)
    except MemberNotFoundError as error:
        unknown = error
    # What is near is so in that Land: Neustadt (SH) is not Neustadt in Sachsen.
    there = {key: member for key, member in registry.members.items() if member.state == state}
    try:
        return _one(registry._replace(members=there), place, command, near=near)
    except MemberNotFoundError as error:
        offered = error.nearest or _named_so(registry, place) or unknown.nearest
        raise MemberNotFoundError(shortened(wanted), offered) from None


def _named_so(registry: Registry, place: str) -> list[str]:
    """
    Ids to offer where the Land is another one.
    """
    try:
        return [_one(registry, place, "show", near=True).member.id]
    except WiError:
        return []


def _one(registry: Registry, wanted: str, command: str, *, near: bool) -> Found:
    """
    As `one`, without a Land behind the name.
    """
    members = registry.members.values()
    small = unicodedata.normalize("NFC", wanted).lower()
    exact: Iterable[Callable[[Member], bool]] = (
        lambda member: wanted == member.ags and registry.kinds.get(member.kind) in TERRITORIES,
        lambda member: wanted in (member.ags, member.ars),
        lambda member: wanted in (member.name, *member.aliases),
        lambda member: small in [unicodedata.normalize("NFC", name).lower() for name in names_of(member)],
        lambda member: any(map(same, names_of(member))) and typed.agrees(member, sort_of(member.kind, registry.kinds)),
    )
    if wanted in registry.members:
        return Found(registry.members[wanted])
    # Dots that were left away are none where another place is written so: Lohne is not Löhne.
    typed = _Typed.from_text(wanted)
    same = typed.is_name
    for matches in exact:
        candidates = [member for member in members if matches(member)]
        if candidates:
            return Found(_single(candidates, wanted, command))
    for missing in registry.left_out:
        if missing.member and any(map(same, (missing.member, *missing.names))):
            raise RegistryUnreadableError(f"{missing.member!r} can't be shown: {missing.reason}", "run wi validate")
    close, offered = _close(registry, typed)
    if close and near:
        return Found(_single(close, wanted, command), near=True)
    known = [member.id for member in close or offered] or _beginning(registry, wanted) or _ids(registry, wanted)
    raise MemberNotFoundError(shortened(wanted), known)


def _single(candidates: Sequence[Member], wanted: str, command: str) -> Member:
    if len(candidates) > 1:
        raise AmbiguousNameError(shortened(wanted), [(member.id, member.name) for member in candidates], command)
    return candidates[0]


class _Typed(NamedTuple):
    """
    A name as it was typed: its standard forms, what it says, and whether a place in Germany is called so.
    """

    forms: frozenset[str]
    places: tuple[PlaceName, ...]
    is_place: bool

    @classmethod
    def from_text(cls, wanted: str) -> _Typed:
        """
        Dots that were typed are meant; those that weren't are none where another place is written so: Löhne, Lohne.
        """
        places = place_names(wanted)[:1]
        return cls(standard_forms(fold(wanted)), places, any(map(is_real, places)))

    def is_name(self, name: str) -> bool:
        """
        Whether it is another spelling of a name.
        """
        return not self.forms.isdisjoint(standard_forms(fold(name) if self.is_place else name))

    def agrees(self, member: Member, kind: str) -> bool:
        """
        Whether the kind that was said, if any, is that of a member, or belongs to its name.
        """
        said = {place.kind for place in self.places}
        return said <= {"", kind} or not kind or any(place.kind in said for place in self.known(member))

    def known(self, member: Member) -> set[PlaceName]:
        """
        What the names of a member say, in the spellings that count.
        """
        spellings = 1 if self.is_place else 2
        return {place for name in names_of(member) for place in place_names(name)[:spellings]}


class _Near(NamedTuple):
    """
    A member that may be meant: whether its kind agrees with what was said, and how many slips away it is.
    """

    member: Member
    agrees: bool
    slips: int = 0


def _close(registry: Registry, typed: _Typed) -> tuple[list[Member], list[Member]]:
    """
    The members that are probably meant, and those that are only offered.

    Meant are who is called so but for what may be left out; else who has all these words in the name; else who is
    the fewest slips away.  Offered is who is of another kind than was said, who is found in the last two ways if
    there really is a place of that name, or it is too short to tell a slip from another name, and who is called so
    but for an addition.
    """
    is_short = any(len("".join(name.words)) < SHORTEST_FORGIVEN for name in typed.places)
    others: list[_Near] = []
    ways: tuple[tuple[_Way, bool], ...] = (
        (PlaceName.means, True),
        (PlaceName.is_part_of, not typed.is_place),
        (_slips, not typed.is_place and not is_short),
        (_otherwise_added, False),
    )
    for how, is_certain in ways:
        found = [near for member in registry.members.values() if (near := _nearness(member, registry, typed, how))]
        fewest = min((near.slips for near in found), default=0)
        found = [near for near in found if near.slips == fewest]
        if is_certain and (agreed := [near.member for near in found if near.agrees]):
            return agreed, []
        others += found
    return [], list({near.member.id: near.member for near in others}.values())[:MOST_OFFERED]


def _slips(said: PlaceName, known: PlaceName) -> int:
    return slips_in_words(said.words, (known.words, known.words[: known.core]))


def _otherwise_added(said: PlaceName, known: PlaceName) -> bool:
    return said.core < len(said.words) and said._replace(words=said.words[: said.core]).means(known)


def _nearness(member: Member, registry: Registry, typed: _Typed, how: _Way) -> _Near | None:
    """
    How near one of a member's names is in some way; None if none is.
    """
    kind = sort_of(member.kind, registry.kinds)
    found = [
        (slips, said.kind not in ("", kind, name.kind) or are_two(said, name))
        for said in typed.places
        for name in typed.known(member)
        if (slips := how(said, name))
    ]
    return _Near(member, not min(found)[1], min(found)[0]) if found else None


def _beginning(registry: Registry, wanted: str) -> list[str]:
    """
    Ids to offer for the first letters of a name's word, if they are few.
    """
    starts = {f" {form}" for form in forms(wanted) if form}
    ids = [
        member.id
        for member in registry.members.values()
        if any(start in f" {form}" for name in names_of(member) for form in forms(name) for start in starts)
    ]
    return ids if len(ids) <= MOST_OFFERED else []


def _ids(registry: Registry, wanted: str) -> list[str]:
    """
    The id that was probably meant, of a place without what is said of its kind.
    """
    cores = ["-".join(name.words) for name in place_names(wanted)]
    return next(filter(None, (nearest(name, registry.members) for name in (wanted, *cores))), [])
