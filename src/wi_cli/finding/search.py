"""
Find members: by name, by filter, by words anywhere in them.

`one` resolves what somebody typed as a name; `select` and `ordered` make the
list; `search` ranks members for words and says why each was found.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.errors import (
    AmbiguousNameError,
    MemberNotFoundError,
    NothingFoundError,
    RegistryUnreadableError,
    UsageError,
)
from wi_cli.finding.index import NAMES, QUALITIES, WEIGHTS, Index, Names, Place
from wi_cli.german.spelling import (
    DISTRICT_WORDS,
    FUNCTION_WORDS,
    LONGEST_WORD,
    TOWN_WORDS,
    Span,
    bare,
    dialled,
    did_you_mean,
    fold,
    forms,
    nearest,
    standard,
    standard_forms,
    without_addition,
)
from wi_cli.german.wording import KINDS, STATES
from wi_cli.registry.hits import Hit, Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from wi_cli.registry.values import Member, Registry

# How a member was found, best first.  "start": nearly half of the name, as it is written, was typed; "dropped": all but
# one letter of it; "beginning": less, or of a name spelt differently, or of a word in it.  "text": outside the names.
TIERS = (
    "id",
    "ags",
    "name",
    "alias",
    "folded",
    "word",
    "words",
    "start",
    "dropped",
    "beginning",
    "typo",
    "part",
    "text",
    "text-typo",
    "subsequence",
)

# What --in takes, and the fields that it means.
AREAS = {
    "name": frozenset({"name", "alias", "id", "ags"}),
    "contact": frozenset({"contact"}),
    "topic": frozenset({"topic"}),
    "place": frozenset({"state", "district", "kind"}),
    "summary": frozenset({"summary"}),
    "section": frozenset({"section"}),
    "milestone": frozenset({"milestone", "figure"}),
    "link": frozenset({"link"}),
}
MOST_OFFERED = 5
# Each is looked for in all texts.
MOST_WORDS = 50
_ADDRESS = re.compile(r"(?:https?://(?:www\.)?|www\.)(?P<host>[^\s/?#:]+)(?:[/?#:]\S*)?", re.IGNORECASE)
PHRASE = 1.5
# What stands before a number or an address where it was copied from.
_LABEL = re.compile(r"^(?:tel|telefon|fax|mailto|e-?mail)\s*[.:]+\s*", re.IGNORECASE)
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
    same = _same_name(wanted)
    exact: Iterable[Callable[[Member], bool]] = (
        lambda member: wanted == member.ags,
        lambda member: wanted in (member.name, *member.aliases),
        lambda member: any(map(same, _names(member))),
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
    raise MemberNotFoundError(wanted, known)


def _names(member: Member) -> tuple[str, ...]:
    return (member.name, *member.aliases, member.id)


def _single(candidates: Sequence[Member], wanted: str, command: str) -> Member:
    if len(candidates) > 1:
        raise AmbiguousNameError(wanted, [(member.id, member.name) for member in candidates], command)
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
        others = TOWN_WORDS if member.kind not in _DISTRICT_KINDS else frozenset[str]()
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
        if any(start in f" {form}" for name in _names(member) for form in forms(name) for start in starts)
    ]
    return ids if len(ids) <= MOST_OFFERED else []


def _misspelt(registry: Registry, wanted: str) -> list[Member]:
    """
    The members whose name is the fewest slips away, if those are few enough.
    """
    slips = Names(registry.members.values()).near(wanted)
    fewest = min(slips.values(), default=0)
    return [member for number, member in enumerate(registry.members.values()) if slips.get(number) == fewest]


# -- by filter -------------------------------------------------------------------


def select(registry: Registry, filters: Filters, *, today: str) -> list[Member]:
    """
    The members that pass all filters, in the registry's order; `today` is
    YYYY-MM-DD and divides current from former ones.

    Raises `UsageError` for a filter value that doesn't exist.
    """
    # What the registry has is known, whether the format knows it or not.
    members = registry.members.values()
    states_known = {member.state: member.state for member in members if member.state} | STATES
    kinds_known = dict.fromkeys(KINDS, "") | {member.kind: "" for member in members}
    states = {_vocabulary_key("state", wanted.removeprefix("DE-"), states_known) for wanted in filters.states}
    kinds = {_vocabulary_key("kind", wanted, kinds_known) for wanted in filters.kinds}
    topics_known = {topic.id: topic.label for topic in registry.by_topic()}
    topics = {_vocabulary_key("topic", wanted, topics_known) for wanted in filters.topics}
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
    known = forms(wanted)
    for key, label in vocabulary.items():
        if not known.isdisjoint((forms(key) | forms(label)) - {""}):
            return key
    words = [word for word in (*vocabulary, *vocabulary.values()) if word]
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


def search(registry: Registry, words: Sequence[str], areas: Sequence[str] = ()) -> list[Hit]:
    """
    The members in which every word is found, best first; a word with blanks
    is a phrase; a telephone number may be typed in any way, of a web address
    the host counts.  `areas`, keys of `AREAS`, narrow where to look.  A word of
    less than four letters is taken literally: neither slips nor gaps are
    forgiven in it.

    Raises `NothingFoundError` with the nearest vocabulary if there is none,
    `UsageError` for an area that doesn't exist or for very many words.
    """
    if len(words) > MOST_WORDS:
        raise UsageError(f"{len(words)} words are too many", f"{MOST_WORDS} are the most; quote a phrase")
    for area in areas:
        if area not in AREAS:
            raise UsageError(f"can't search in {area!r}", did_you_mean(area, AREAS) or f"--in takes {', '.join(AREAS)}")
    fields = frozenset[str]().union(*(AREAS[area] for area in areas)) if areas else frozenset(WEIGHTS)
    hits = ranked(Index(registry, fields), words, fields)
    if not hits:
        asked = " ".join(words)
        folded = fold(asked)
        others = [word for word in _vocabulary(registry) if fold(word) != folded]
        raise NothingFoundError(f"no member matches {asked!r}", did_you_mean(asked, others))
    return hits


def ranked(index: Index, words: Sequence[str], fields: frozenset[str] = frozenset(WEIGHTS)) -> list[Hit]:
    """
    As `search`, over an index that may serve many searches; empty if nothing is found.
    """
    words = [host for word in words if fold(host := _host(_LABEL.sub("", word))[:LONGEST_WORD])]
    asked = " ".join(words)[:LONGEST_WORD]
    if dialled(asked):
        words = [asked]
    if not words:
        return []
    places = [_places(index, word, fields) for word in words]
    phrase = _places(index, asked, fields) if len(words) > 1 else {}
    tiers: dict[int, str] = {}
    for number in set(places[0]).intersection(*places[1:]):
        tiers[number] = _tier(index, [places_of[number] for places_of in places], words)
    if "name" in fields:
        _rank_names(index, asked, tiers)
        for place in index.subsequences(asked) if len(words) == 1 else ():
            number = index.owners[place.text]
            if number not in tiers:
                tiers[number] = "subsequence"
                places[0].setdefault(number, []).append(place)
    hits = [_hit(index, number, tier, [*places, phrase], asked) for number, tier in tiers.items()]
    return sorted(
        hits,
        key=lambda hit: (
            TIERS.index(hit.tier),
            -hit.score,
            -(hit.member.population or 0),
            bare(hit.member.name),
            hit.member.id,
        ),
    )


def _host(word: str) -> str:
    """
    Of an address that was pasted, the part that says whose it is.
    """
    address = _ADDRESS.fullmatch(word)
    return address["host"] if address else word


def _vocabulary(registry: Registry) -> list[str]:
    names = [name for member in registry.members.values() for name in _names(member)]
    people = [c.family_name for member in registry.members.values() for c in member.contacts if c.family_name]
    return [*names, *people, *registry.topics, *registry.topics.values()]


def _places(index: Index, word: str, fields: frozenset[str]) -> dict[int, list[Place]]:
    """
    Where a word stands, by member; slips count only in a member that doesn't
    have the word itself.
    """
    found: dict[int, list[Place]] = {}
    for place in index.find(word):
        if index.fields[place.text] in fields:
            found.setdefault(index.owners[place.text], []).append(place)
    slips: dict[int, list[Place]] = {}
    for place in index.misspelt(word):
        number = index.owners[place.text]
        if index.fields[place.text] in fields and number not in found:
            slips.setdefault(number, []).append(place)
    return found | slips


def _value(index: Index, place: Place) -> float:
    """
    How much a place counts: the weight of its field, and how well the word matched.
    """
    return WEIGHTS[index.fields[place.text]] * QUALITIES.get(place.kind, 0.1)


def _tier(index: Index, places: Sequence[Sequence[Place]], words: Sequence[str]) -> str:
    """
    How well a member was found: as badly as its worst word.
    """
    best = [max(of_word, key=lambda place: _value(index, place)) for of_word in places]
    kinds = [_kind(index, place) for place in best]
    worst = max(kinds, key=list(QUALITIES).index)
    if not all(index.fields[place.text] in NAMES for place in best):
        return "text-typo" if worst == "typo" else "text"
    if worst == "word" and len(words) > 1:
        name = fold(index.texts[best[0].text])
        return "word" if f" {fold(' '.join(words))} " in f" {name} " else "words"
    return worst


def _kind(index: Index, place: Place) -> str:
    """
    The kind of a match; the beginning of a word of an addition is not what a
    name begins with: Deister is no place called Bad Münder am Deister.
    """
    text = index.texts[place.text]
    inside_addition = index.fields[place.text] in ("name", "alias") and place.span[0] >= len(without_addition(text))
    return "part" if place.kind == "start" and inside_addition else place.kind


def _rank_names(index: Index, asked: str, tiers: dict[int, str]) -> None:
    """
    Raise the tier of members whose name is what was asked as a whole.
    """
    for number in index.names.same(asked):
        member = index.members[number]
        if asked == member.id:
            tiers[number] = "id"
        elif asked == member.ags:
            tiers[number] = "ags"
        elif asked == member.name:
            tiers[number] = "name"
        else:
            tiers[number] = "alias" if asked in member.aliases else "folded"
    for tier, numbers in (("start", index.names.beginning(asked)), ("typo", index.names.near(asked))):
        for number in numbers:
            if TIERS.index(tiers.get(number, TIERS[-1])) > TIERS.index(tier):
                tiers[number] = tier
    for number, tier in tiers.items():
        tiers[number] = _told_apart(index, number, tier, asked)


def _told_apart(index: Index, number: int, tier: str, asked: str) -> str:
    """
    A tier with long names told from short ones, and a letter left out from other slips.
    """
    if tier == "start" and not index.mostly(number, asked):
        return "beginning"
    if tier == "typo" and index.but_one(number, asked):
        return "dropped"
    return tier


def _hit(index: Index, number: int, tier: str, places: Sequence[Mapping[int, Sequence[Place]]], asked: str) -> Hit:
    """
    A member with its score and what matched; the last of `places` is of the words as one phrase.
    """
    member = index.members[number]
    found = [place for of_word in places for place in of_word.get(number, ())]
    *best, phrase = [max((_value(index, p) for p in of_word.get(number, ())), default=0.0) for of_word in places]
    inside_names = tier not in ("text", "text-typo")
    # Words that stand together mean more than the same words here and there.
    score = index.closeness(number, asked, tier) if inside_names else max(sum(best) / len(best), PHRASE * phrase)
    if tier in ("id", "ags", "name", "alias", "folded"):
        # St. Peter is Sankt Peter, but first of all St. Peter.
        score = 100 if any(fold(asked) == fold(name) for name in (*_names(member), member.ags or "")) else 99
    by_text: dict[int, list[Place]] = {}
    for place in found:
        by_text.setdefault(place.text, []).append(place)
    values = {text: max(_value(index, place) for place in places_in) for text, places_in in by_text.items()}
    # The best place of each word first: every word explains itself.
    leaders = {max(of_word[number], key=lambda p: _value(index, p)).text for of_word in places if number in of_word}
    order = sorted(by_text, key=lambda text: (text not in leaders, -values[text], text))
    matches = [Match(index.fields[t], index.texts[t], _merged(place.span for place in by_text[t])) for t in order]
    if not matches:
        # Found by the name as a whole, not by its words: BadHomburg.
        field, name = index.nearest_name(number, asked)
        matches = [Match(field, name, ((0, len(name)),))]
    return Hit(member, tier, round(score), tuple(matches))


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
