"""
Words -> the members in which they stand, best first, and why each was found.

A question is answered in steps: by a name, by all its words, without what says nothing, without what stands
nowhere, by most of its words.  `ranking` is one step; here is which is taken, and what is said of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.errors import NothingFoundError, UsageError, argument
from wi_cli.finding import questions
from wi_cli.finding.index import Index
from wi_cli.finding.ranking import TIERS, Search
from wi_cli.finding.texts import AREAS, WEIGHTS, names_of
from wi_cli.german.gazetteer import is_real
from wi_cli.german.phones import dialled
from wi_cli.german.placenames import place_names
from wi_cli.german.placewords import without_state
from wi_cli.german.slips import LONGEST_WORD, did_you_mean, nearest
from wi_cli.german.spelling import fold
from wi_cli.german.wording import cited

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wi_cli.finding.questions import Place
    from wi_cli.registry.hits import Hit
    from wi_cli.registry.values import Registry


# Each is looked for in all texts.
MOST_WORDS = 50
_ADDRESS = re.compile(r"(?:https?://(?:www\.)?|www\.)(?P<host>[^\s/?#:]+)(?:[/?#:]\S*)?", re.IGNORECASE)
# Between words, as far as the shell left them together.
_BETWEEN = re.compile(r"[\s,;]+")
# What stands before a number or an address where it was copied from.
_LABEL = re.compile(r"^(?:tel|telefon|fax|mailto|e-?mail)\s*[.:]+\s*", re.IGNORECASE)
# Who has one of these is called so.
_NAMED = frozenset(TIERS[: TIERS.index("start")])


class Answer(NamedTuple):
    """
    The members found, best first, and what of the question was not asked of them: `without` are words that say
    nothing, `nowhere` those that stand nowhere, `elsewhere` those for places to which nobody with the others belongs;
    if not `all_words`, none has all the others.  `no_member` is a real place that was asked for, and is none.
    """

    hits: list[Hit]
    without: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    all_words: bool = True
    no_member: str = ""

    def said(self) -> dict[str, Any]:
        """
        What there is to say of the question, for JSON.
        """
        named = {"without": self.without, "nowhere": self.nowhere, "elsewhere": self.elsewhere}
        return (
            {key: list(words) for key, words in named.items() if words}
            | ({} if self.all_words else {"all_words": False})
            | ({"no_member": self.no_member} if self.no_member else {})
        )


class NoMemberError(NothingFoundError):
    """
    A real place was asked for that is no member, and that no text names; `answer` says so, for JSON.
    """

    def __init__(self, asked: str) -> None:
        super().__init__(f"{cited(asked)} is no member, and no text names it", "wi list shows the members")
        self.answer = Answer([], no_member=asked)


def search(registry: Registry, words: Sequence[str], areas: Sequence[str] = (), *, today: str = "") -> Answer:
    """
    The members in which the words are found, best first, those that left before `today` (YYYY-MM-DD) behind
    their equals; a word with blanks is a phrase; a telephone number may be typed in any way, of a web address
    the host counts.  `areas`, keys of `AREAS`, narrow where to look.  A word of
    less than four letters is taken literally: neither slips nor gaps are
    forgiven in it.

    Raises `NothingFoundError` with the nearest vocabulary if there is none, `NoMemberError` for a place,
    `UsageError` for an area that doesn't exist or for very many words.
    """
    if len(words) > MOST_WORDS:
        raise UsageError(f"{len(words)} words are too many", f"{MOST_WORDS} are the most; quote a phrase")
    for area in areas:
        if area not in AREAS:
            raise UsageError(f"can't search in {area!r}", did_you_mean(area, AREAS) or f"--in takes {', '.join(AREAS)}")
    fields = frozenset[str]().union(*(AREAS[area] for area in areas)) if areas else frozenset(WEIGHTS)
    looked_at = Search(Index(registry, fields), fields, today=today)
    kept = cleaned(words)
    asked = " ".join(words)
    if looked_at.is_name(kept):
        looked_at = looked_at.of_exact_words()  # Weinheim is no slip of Mannheim
    no_member = not areas and _is_no_member(looked_at, kept)
    if no_member:
        looked_at = looked_at.of_whole_words()
    filtering = not areas or "place" in areas
    for answer in _answers(looked_at, kept, filtering=filtering):
        if answer.hits and not (no_member and (answer.nowhere or not answer.all_words)):
            return answer._replace(no_member=asked, elsewhere=()) if no_member else answer
    if no_member:
        raise NoMemberError(asked)
    raise NothingFoundError(f"no member matches {cited(asked)}", _advice(registry, asked, filtering=filtering))


def _is_no_member(looked_at: Search, words: Sequence[str]) -> bool:
    """
    Whether the words are the name of a real place, its Land perhaps behind it, and of no member.
    """
    asked = " ".join(words)
    place, _ = without_state(asked)
    if any(hit.tier in _NAMED for hit in looked_at.with_all(place.split() or words)):
        return False
    question = questions.read(_parts(words))
    if question.places and not question.words and looked_at.with_all((), question.places):
        return False  # Sachsen is a village, too, but has members
    return any(map(is_real, place_names(place or asked)))  # the last to be asked: to read all places takes longest


def _advice(registry: Registry, asked: str, *, filtering: bool) -> str:
    """
    What was tried, and what to type instead.
    """
    for word in _BETWEEN.split(asked):
        if command := questions.COMMANDS.get(fold(word)):
            return command
    question = questions.read(_parts([asked]), filtering=filtering)
    if question.places and not question.words:
        return f"nobody belongs to {', '.join(map(cited, _typed(question.places)))}; wi list shows the members"
    folded = fold(asked)
    others = [word for word in _vocabulary(registry) if fold(word) != folded]
    if near := nearest(asked, others):
        return f"did you mean {near[0]!r}? type: wi search {argument(near[0])}"
    return "each word was looked for in other forms and with a slip; wi topics and wi list show what there is"


def ranked(index: Index, words: Sequence[str]) -> list[Hit]:
    """
    The first step of a search, over an index that may serve many; empty if nothing is found.
    """
    return Search(index, frozenset(WEIGHTS)).with_all(cleaned(words))


def cleaned(words: Sequence[str]) -> list[str]:
    """
    The words without labels that were copied along and without what is no word; a telephone number is one.
    """
    kept = [host for word in words if fold(host := _host(_LABEL.sub("", word))[:LONGEST_WORD])]
    asked = " ".join(kept)[:LONGEST_WORD]
    return [asked] if dialled(asked) else kept


def _answers(looked_at: Search, words: list[str], *, filtering: bool) -> Iterator[Answer]:
    """
    One answer for each step, better ones first; `filtering` by words for places.
    """
    literal = looked_at.with_all(words)
    question = questions.read(words, filtering=filtering)
    # "in Sachsen" asks for the Land, though a text may say so, too.
    is_place = question.places and not question.words
    if any(hit.tier in _NAMED for hit in literal) or (looked_at.has_phrase(words) and not is_place):
        yield Answer(literal)
    if dialled(" ".join(words)):
        yield Answer(literal)
        return
    for places in questions.fewer(question.places):
        if places or (question.without and not question.places):
            elsewhere = _typed(place for place in question.places if place not in places)
            yield Answer(looked_at.with_all(question.words, places), question.without, elsewhere=elsewhere)
    yield Answer(literal, elsewhere=_typed(question.places))
    parts = _parts(words)
    if parts != words:
        question = questions.read(parts, filtering=filtering)
        yield Answer(looked_at.with_all(question.words, question.places), question.without)
    written_out = tuple(
        word if looked_at.places(word) else questions.ABBREVIATIONS.get(fold(word), word) for word in question.words
    )
    question = question._replace(words=written_out)
    forgiving = looked_at.forgiving(question.words)
    yield Answer(forgiving.with_all(question.words, question.places), question.without)
    known = [word for word in question.words if forgiving.places(word)]
    if known:
        nowhere = tuple(word for word in question.words if word not in known)
        for places in questions.fewer(question.places):
            elsewhere = _typed(place for place in question.places if place not in places)
            yield Answer(forgiving.with_all(known, places), question.without, nowhere, elsewhere)
        elsewhere = _typed(question.places)
        yield Answer(forgiving.with_most(known), question.without, nowhere, elsewhere, all_words=False)


def _parts(words: Iterable[str]) -> list[str]:
    """
    The single words of what was typed.
    """
    return [part for word in words for part in _BETWEEN.split(word) if part]


def _typed(places: Iterable[Place]) -> tuple[str, ...]:
    return tuple(place.typed for place in places)


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
