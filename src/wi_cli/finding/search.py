"""
Words -> the members in which they stand, best first, and why each was found.

`texts` says what is looked at, `index` finds words in it, `likeness` measures
names; here that becomes an order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wi_cli.errors import NothingFoundError, UsageError
from wi_cli.finding.index import QUALITIES, Index, Place
from wi_cli.finding.texts import AREAS, NAMES, WEIGHTS, names_of
from wi_cli.german.phones import dialled
from wi_cli.german.placenames import without_addition
from wi_cli.german.slips import LONGEST_WORD, did_you_mean
from wi_cli.german.spelling import Span, bare, fold
from wi_cli.german.wording import cited
from wi_cli.registry.hits import Hit, Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wi_cli.registry.values import Registry


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
# Each is looked for in all texts.
MOST_WORDS = 50
_ADDRESS = re.compile(r"(?:https?://(?:www\.)?|www\.)(?P<host>[^\s/?#:]+)(?:[/?#:]\S*)?", re.IGNORECASE)
PHRASE = 1.5
# What stands before a number or an address where it was copied from.
_LABEL = re.compile(r"^(?:tel|telefon|fax|mailto|e-?mail)\s*[.:]+\s*", re.IGNORECASE)


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
        raise NothingFoundError(f"no member matches {cited(asked)}", did_you_mean(asked, others))
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
    names = [name for member in registry.members.values() for name in names_of(member)]
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
        elif asked in (member.ags, member.ars):
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
    if tier == "start" and not index.names.mostly(number, asked):
        return "beginning"
    if tier == "typo" and index.names.but_one(number, asked):
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
    score = index.names.closeness(number, asked, tier) if inside_names else max(sum(best) / len(best), PHRASE * phrase)
    if tier in ("id", "ags", "name", "alias", "folded"):
        # St. Peter is Sankt Peter, but first of all St. Peter.
        score = (
            100
            if any(fold(asked) == fold(name) for name in (*names_of(member), member.ags or "", member.ars or ""))
            else 99
        )
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
        field, name = index.names.nearest_name(number, asked)
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
