"""
Find members: by name, by filter, by words anywhere in them.

`one` resolves what somebody typed as a name; `select` and `ordered` make the
list; `search` ranks members for words and says why each was found.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.errors import (
    AmbiguousNameError,
    MemberNotFoundError,
    NothingFoundError,
    RegistryUnreadableError,
    UsageError,
)
from wi_cli.hits import Hit, Match
from wi_cli.spelling import Folded, Span, allowed_typos, bare, did_you_mean, fold, forms, nearest
from wi_cli.wording import KINDS, STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from wi_cli.members import Contact, Member, Registry

# How good a hit is, best first.  The last two are hits outside the names.
TIERS = ("id", "name", "alias", "folded", "word", "start", "part", "typo", "text", "text-typo")

WEIGHTS = {
    "name": 100,
    "alias": 90,
    "id": 90,
    "ags": 90,
    "contact": 60,
    "topic": 50,
    "state": 40,
    "district": 40,
    "kind": 30,
    "summary": 30,
    "section": 20,
    "milestone": 20,
    "figure": 20,
    "link": 20,
}
MOST_OFFERED = 5
_NAMES = ("name", "alias", "id")
# Only short texts in which every word is a name or a term are searched with typos.
_FORGIVING = frozenset({"name", "alias", "contact", "topic", "state", "district"})
# A shorter part of a compound would be found in half of all German words.
_SHORTEST_PART = 5

_DISTRICT_WORDS = frozenset({"landkreis", "kreis", "lkr", "lk"})
_TOWN_WORDS = frozenset({"stadt", "landeshauptstadt"})
_DISTRICT_KINDS = frozenset({"Kreis", "Landkreis", "Kommunalverband"})


class Found(NamedTuple):
    """
    The member that a name means; `near` if it is only close to it.
    """

    member: Member
    near: bool = False


class Filters(NamedTuple):
    """
    Which members to list.  Several states or kinds are alternatives, several
    topics must all be there.
    """

    states: Sequence[str] = ()
    kinds: Sequence[str] = ()
    topics: Sequence[str] = ()
    current: bool = False
    former: bool = False


# -- by name ---------------------------------------------------------------------


def one(registry: Registry, wanted: str, *, command: str, near: bool = True) -> Found:
    """
    The member that `wanted` names: id, AGS, official name or alias; then the
    same in any German spelling; then, if `near`, a single one that is a slip
    or a missing addition away.

    Raises `MemberNotFoundError`, `AmbiguousNameError` (with the commands to
    type, beginning with `command`) or, for a member that can't be built,
    `RegistryUnreadableError`.
    """
    members = registry.members.values()
    exact: Iterable[Callable[[Member], bool]] = (
        lambda member: wanted in (member.id, member.ags),
        lambda member: wanted in (member.name, *member.aliases),
        lambda member: any(_same_name(wanted, name) for name in _names(member)),
    )
    for matches in exact:
        candidates = [member for member in members if matches(member)]
        if candidates:
            return Found(_single(candidates, wanted, command))
    for missing in registry.left_out:
        if missing.member and (missing.member == wanted or fold(missing.member) == fold(wanted)):
            raise RegistryUnreadableError(f"{missing.member!r} can't be shown: {missing.reason}", "run wi validate")
    close = _without_additions(registry, wanted) or _misspelt(registry, wanted)
    if close and near:
        return Found(_single(close, wanted, command), near=True)
    known = [member.id for member in close] or _beginning(registry, wanted) or nearest(wanted, registry.members)
    raise MemberNotFoundError(wanted, known)


def _names(member: Member) -> tuple[str, ...]:
    return (member.name, *member.aliases, member.id)


def _single(candidates: Sequence[Member], wanted: str, command: str) -> Member:
    if len(candidates) > 1:
        raise AmbiguousNameError(wanted, [(member.id, member.name) for member in candidates], command)
    return candidates[0]


def _same_name(one: str, other: str) -> bool:
    return not {_standard(form) for form in forms(one)}.isdisjoint(_standard(form) for form in forms(other))


@lru_cache(maxsize=65536)
def _standard(folded: str) -> str:
    """
    A folded name with its usual abbreviations written out.
    """
    text = re.sub(r"\ba m$|\ba main$", "am main", folded)
    text = re.sub(r"\bi br?$", "im breisgau", text)
    words = ["sankt" if word == "st" else "kreis" if word in _DISTRICT_WORDS else word for word in text.split()]
    return " ".join(words)


def _without_additions(registry: Registry, wanted: str) -> list[Member]:
    """
    Members in whose name all wanted words stand: Freiburg for Freiburg im
    Breisgau, Göttingen for Landkreis Göttingen, Stadt Kassel for Kassel.
    """
    found = []
    for member in registry.members.values():
        others = _TOWN_WORDS if member.kind not in _DISTRICT_KINDS else frozenset[str]()
        wanted_words = [frozenset(_standard(form).split()) - others for form in forms(wanted)]
        for name in (member.name, *member.aliases):
            words = [frozenset(_standard(form).split()) for form in forms(name)]
            if any(some and some <= all_ for some in wanted_words for all_ in words):
                found.append(member)
                break
    # "kreis" alone is in many names and means none of them.
    return [] if fold(wanted) in _DISTRICT_WORDS | _TOWN_WORDS else found


def _beginning(registry: Registry, wanted: str) -> list[str]:
    """
    Ids to offer for the first letters of a name's word, if they are few.
    """
    starts = {f" {form}" for form in forms(wanted) if form}
    ids = [
        member.id
        for member in registry.members.values()
        if any(start in f" {form}" for name in _names(member) for form in forms(name) for start in starts)
    ]
    return ids if len(ids) <= MOST_OFFERED else []


def _misspelt(registry: Registry, wanted: str) -> list[Member]:
    """
    The members whose name is the fewest slips away, if those are few enough.
    """
    from rapidfuzz.distance import OSA

    best: dict[str, int] = {}
    for member in registry.members.values():
        for target in forms(wanted):
            allowed = allowed_typos(target)
            for name in _names(member):
                for form in forms(name):
                    distance = OSA.distance(_standard(target), _standard(form), score_cutoff=allowed)
                    if distance <= allowed:
                        best[member.id] = min(distance, best.get(member.id, distance))
    fewest = min(best.values(), default=0)
    return [registry.members[key] for key, distance in best.items() if distance == fewest]


# -- by filter -------------------------------------------------------------------


def select(registry: Registry, filters: Filters, *, today: str) -> list[Member]:
    """
    The members that pass all filters, in the registry's order; `today` is
    YYYY-MM-DD and divides current from former ones.

    Raises `UsageError` for a filter value that doesn't exist.
    """
    states = {_vocabulary_key("state", wanted, STATES) for wanted in filters.states}
    kinds = {_vocabulary_key("kind", wanted, dict(zip(KINDS, KINDS, strict=True))) for wanted in filters.kinds}
    topics = {_vocabulary_key("topic", wanted, registry.topics) for wanted in filters.topics}
    return [
        member
        for member in registry.members.values()
        if (not states or member.state in states)
        and (not kinds or member.kind in kinds)
        and topics <= set(member.topics)
        and not (filters.current and member.left_before(today))
        and not (filters.former and not member.left_before(today))
    ]


def _vocabulary_key(what: str, wanted: str, vocabulary: Mapping[str, str]) -> str:
    for key, label in vocabulary.items():
        if not forms(wanted).isdisjoint(forms(key) | forms(label)):
            return key
    words = [*vocabulary, *vocabulary.values()]
    raise UsageError(f"no {what} {wanted!r}", did_you_mean(wanted, words) or f"there are: {', '.join(vocabulary)}")


SORTS: dict[str, Callable[[Member], tuple[Any, ...]]] = {
    "name": lambda _: (),
    "population": lambda member: (member.population is None, -(member.population or 0)),
    "since": lambda member: (member.since is None, member.since),
    "state": lambda member: (member.state is None, bare(STATES.get(member.state or "", member.state or ""))),
}


def ordered(members: Iterable[Member], by: str) -> list[Member]:
    """
    Members by name, by population (largest first), since (longest first) or
    name of the Land; what has no value comes last, equals by name.

    Raises `UsageError` for another order.
    """
    if by not in SORTS:
        raise UsageError(f"can't sort by {by!r}", did_you_mean(by, SORTS) or f"--sort takes {', '.join(SORTS)}")
    key = SORTS[by]
    return sorted(members, key=lambda member: (*key(member), bare(member.name), member.id))


# -- by words --------------------------------------------------------------------


class _Text:
    """
    One text of a member, and what was found in it so far.
    """

    __slots__ = ("quality", "spans", "text", "where")

    def __init__(self, where: str, text: str) -> None:
        self.where = where
        self.text = text
        self.spans: list[Span] = []
        self.quality = 0.0


_QUALITIES = {"word": 1.0, "start": 0.8, "part": 0.6, "typo": 0.4}


def search(registry: Registry, words: Sequence[str]) -> list[Hit]:
    """
    The members in which every word is found, best first; a word with blanks
    is a phrase.  Umlauts may be typed as in `spelling`; slips are forgiven in
    names, contacts and topics.

    Raises `NothingFoundError` with the nearest vocabulary if there is none.
    """
    wanted = [(fold(word), bare(word)) for word in words]
    wanted = [word for word in wanted if word[0]]
    hits = (
        [hit for member in registry.members.values() if (hit := _hit(member, registry, wanted, words))]
        if wanted
        else []
    )
    if not hits:
        asked = " ".join(words)
        raise NothingFoundError(f"no member matches {asked!r}", did_you_mean(asked, _vocabulary(registry)))
    return sorted(
        hits,
        key=lambda hit: (TIERS.index(hit.tier), -hit.score, -(hit.member.population or 0), bare(hit.member.name)),
    )


def _vocabulary(registry: Registry) -> list[str]:
    names = [name for member in registry.members.values() for name in _names(member)]
    people = [c.family_name for member in registry.members.values() for c in member.contacts if c.family_name]
    return [*names, *people, *registry.topics, *registry.topics.values()]


def _hit(member: Member, registry: Registry, wanted: Sequence[tuple[str, str]], words: Sequence[str]) -> Hit | None:
    texts = [_Text(name, text) for name, text in _texts(member, registry)]
    kinds = []
    score = 0.0
    for word in wanted:
        found = _find_word(texts, word, typos=False) or _find_word(texts, word, typos=True)
        if found is None:
            return None
        kinds.append(found)
        score += WEIGHTS[found[0]] * _QUALITIES[found[1]]
    matches = sorted((text for text in texts if text.spans), key=lambda text: -WEIGHTS[text.where] * text.quality)
    return Hit(
        member=member,
        tier=_tier(member, " ".join(words), kinds),
        score=round(score / len(wanted)),
        matches=tuple(Match(text.where, text.text, _merged(text.spans)) for text in matches),
    )


def _tier(member: Member, asked: str, kinds: Sequence[tuple[str, str]]) -> str:
    if asked in (member.id, member.ags):
        return "id"
    if asked == member.name:
        return "name"
    if asked in member.aliases:
        return "alias"
    if any(_same_name(asked, name) for name in _names(member)):
        return "folded"
    inside_names = all(where in (*_NAMES, "ags") for where, _ in kinds)
    worst = max((kind for _, kind in kinds), key=list(_QUALITIES).index)
    if inside_names:
        return worst
    return "text-typo" if worst == "typo" else "text"


def _find_word(texts: Sequence[_Text], word: tuple[str, str], *, typos: bool) -> tuple[str, str] | None:
    """
    Mark a word in all texts that have it; field and kind of the best hit.
    """
    best: tuple[float, str, str] | None = None
    for text in texts:
        if typos and text.where not in _FORGIVING:
            continue
        kind, spans = (_slips if typos else _occurrences)(text.text, word)
        if not spans:
            continue
        text.spans.extend(spans)
        text.quality = max(text.quality, _QUALITIES[kind])
        value = WEIGHTS[text.where] * _QUALITIES[kind]
        if best is None or value > best[0]:
            best = (value, text.where, kind)
    return best[1:] if best else None


@lru_cache(maxsize=65536)
def _folded(text: str) -> tuple[Folded, Folded]:
    return Folded(text), Folded(text, umlauts=False)


def _occurrences(text: str, word: tuple[str, str]) -> tuple[str, list[Span]]:
    """
    Where a folded word stands in a text: as a whole word, at the start of
    one, or as a part of a compound.
    """
    spans: dict[str, list[Span]] = {"word": [], "start": [], "part": []}
    for folded, target in zip(_folded(text), word, strict=True):
        start = folded.text.find(target)
        while start >= 0:
            end = start + len(target)
            begins = start == 0 or folded.text[start - 1] == " "
            ends = end == len(folded.text) or folded.text[end] == " "
            if begins or len(target) >= _SHORTEST_PART:
                kind = "word" if begins and ends else "start" if begins else "part"
                spans[kind].append(folded.span(start, end))
            start = folded.text.find(target, start + 1)
    best = next((kind for kind in spans if spans[kind]), "part")
    return best, [span for kind in spans.values() for span in kind]


def _slips(text: str, word: tuple[str, str]) -> tuple[str, list[Span]]:
    """
    Where a text has a word that is at most the allowed number of slips away.
    """
    from rapidfuzz.distance import OSA

    spans = []
    for folded, target in zip(_folded(text), word, strict=True):
        allowed = allowed_typos(target)
        if not allowed:
            continue
        for found in re.finditer(r"\S+", folded.text):
            most = min(allowed, allowed_typos(found[0]))
            if OSA.distance(target, found[0], score_cutoff=most) <= most:
                spans.append(folded.span(*found.span()))
    return "typo", spans


def _texts(member: Member, registry: Registry) -> Iterable[tuple[str, str]]:
    """
    Everything of a member that can be searched, as (field, text).
    """
    yield "name", member.name
    yield from (("alias", alias) for alias in member.aliases)
    yield "id", member.id
    yield "ags", member.ags or ""
    yield from (("contact", contact_line(contact)) for contact in member.contacts)
    yield from (("topic", registry.topics.get(topic, topic)) for topic in member.topics)
    yield "state", STATES.get(member.state or "", member.state or "")
    yield "district", member.district or ""
    yield "kind", member.kind
    yield "summary", member.summary
    for section in member.sections:
        yield from (("section", text) for text in (section.title, *section.paragraphs, *section.items))
    yield from (("milestone", milestone.text) for milestone in member.milestones)
    yield from (("figure", figure.note or "") for figure in member.figures)
    yield from (("link", link.title) for link in member.links)


def contact_line(contact: Contact) -> str:
    """
    Office, person and place of a contact in one line.
    """
    parts = (contact.office, contact.person, contact.role, contact.street, contact.city, contact.phone, contact.email)
    return ", ".join(part for part in parts if part)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
