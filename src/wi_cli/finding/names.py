"""
A name that somebody typed -> the one member that it means.

An exact name comes before its other spellings, and those before what is only
near: a missing addition, then a slip.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.errors import AmbiguousNameError, MemberNotFoundError, RegistryUnreadableError
from wi_cli.finding.likeness import Names
from wi_cli.finding.texts import names_of
from wi_cli.german.placenames import DISTRICT_WORDS, FUNCTION_WORDS, TOWN_WORDS, standard, standard_forms
from wi_cli.german.places import TERRITORIES
from wi_cli.german.slips import nearest
from wi_cli.german.spelling import fold, forms
from wi_cli.german.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from wi_cli.registry.values import Member, Registry


MOST_OFFERED = 5


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
    slip or a missing addition away.

    Raises `MemberNotFoundError`, `AmbiguousNameError` (with the commands to
    type, beginning with `command`) or, for a member that can't be built,
    `RegistryUnreadableError`.
    """
    members = registry.members.values()
    same, small = _same_name(wanted), unicodedata.normalize("NFC", wanted).lower()
    exact: Iterable[Callable[[Member], bool]] = (
        lambda member: wanted == member.ags and registry.kinds.get(member.kind) in TERRITORIES,
        lambda member: wanted in (member.ags, member.ars),
        lambda member: wanted in (member.name, *member.aliases),
        lambda member: small in [unicodedata.normalize("NFC", name).lower() for name in names_of(member)],
        lambda member: any(map(same, names_of(member))),
    )
    if wanted in registry.members:
        return Found(registry.members[wanted])
    for matches in exact:
        candidates = [member for member in members if matches(member)]
        if candidates:
            return Found(_single(candidates, wanted, command))
    for missing in registry.left_out:
        if missing.member and any(map(same, (missing.member, *missing.names))):
            raise RegistryUnreadableError(f"{missing.member!r} can't be shown: {missing.reason}", "run wi validate")
    close = _without_additions(registry, wanted) or _misspelt(registry, wanted)
    if close and near:
        return Found(_single(close, wanted, command), near=True)
    known = [member.id for member in close] or _beginning(registry, wanted) or nearest(wanted, registry.members)
    raise MemberNotFoundError(shortened(wanted), known)


def _single(candidates: Sequence[Member], wanted: str, command: str) -> Member:
    if len(candidates) > 1:
        raise AmbiguousNameError(shortened(wanted), [(member.id, member.name) for member in candidates], command)
    return candidates[0]


def _same_name(wanted: str) -> Callable[[str], bool]:
    known = standard_forms(wanted)
    return lambda name: not known.isdisjoint(standard_forms(name))


def _without_additions(registry: Registry, wanted: str) -> list[Member]:
    """
    Members in whose name all wanted words stand: Freiburg for Freiburg im
    Breisgau, Göttingen for Landkreis Göttingen, Stadt Kassel for Kassel.
    """
    found = []
    said = [frozenset(standard(form).split()) - FUNCTION_WORDS for form in forms(wanted)]
    for member in registry.members.values():
        others = TOWN_WORDS if registry.kinds.get(member.kind) != "district" else frozenset[str]()
        wanted_words = [words - others for words in said]
        for name in (member.name, *member.aliases):
            words = [frozenset(standard(form).split()) for form in forms(name)]
            if any(some and some <= all_ for some in wanted_words for all_ in words):
                found.append(member)
                break
    # "kreis" alone is in many names and means none of them.
    return [] if fold(wanted) in DISTRICT_WORDS | TOWN_WORDS else found


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


def _misspelt(registry: Registry, wanted: str) -> list[Member]:
    """
    The members whose name is the fewest slips away, if those are few enough.
    """
    slips = Names(registry.members.values()).near(wanted)
    fewest = min(slips.values(), default=0)
    return [member for number, member in enumerate(registry.members.values()) if slips.get(number) == fewest]
