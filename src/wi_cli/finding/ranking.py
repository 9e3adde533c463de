"""
One step of a search: the members that have some words, and in which order.

`texts` says what is looked at, `index` finds words in it, `likeness` measures
names; here that becomes an order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wi_cli.finding import questions
from wi_cli.finding.index import QUALITIES, Index, Place
from wi_cli.finding.texts import NAMES, names_of
from wi_cli.finding.texts import WEIGHTS as WEIGHT_OF
from wi_cli.german.placenames import place_names, without_addition
from wi_cli.german.slips import LONGEST_WORD
from wi_cli.german.spelling import Span, bare, fold
from wi_cli.registry.hits import Hit, Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Found = Mapping[int, Sequence[Place]]

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
PHRASE = 1.5
_BEGINNING = ("start", "beginning")
# Tiers of who is called as was asked, in another spelling perhaps.
_SAME = ("id", "ags", "name", "alias", "folded")
# So few that it doesn't count how much of a name they are.
FEW_LETTERS = 3
CITY = 100_000


class Search:
    """
    Looks for words in the texts of an index, in some of their fields; who left before `today` (YYYY-MM-DD) comes
    behind their equals.  If `exact`, nothing misspelt counts; if `whole`, neither misspelt words nor those inside
    others.
    """

    def __init__(
        self,
        index: Index,
        fields: frozenset[str],
        *,
        today: str = "",
        forgiven: Sequence[str] = (),
        exact: bool = False,
        whole: bool = False,
    ) -> None:
        self._index = index
        self._fields = fields
        self._today = today
        self._forgiven = frozenset(forgiven)
        self._exact = exact
        self._whole = whole
        self._forgives = not (exact or whole)
        self._known: dict[str, dict[int, list[Place]]] = {}

    def is_name(self, words: Sequence[str]) -> bool:
        """
        Whether a member is called so, in whatever spelling; not if names are not looked at.
        """
        return "name" in self._fields and bool(self._index.names.same(_phrase(words)))

    def of_exact_words(self) -> Search:
        """
        The same, in which nothing misspelt counts.
        """
        return Search(self._index, self._fields, today=self._today, exact=True)

    def of_whole_words(self) -> Search:
        """
        The same, in which words inside others and misspelt ones don't count.
        """
        return Search(self._index, self._fields, today=self._today, whole=True)

    def forgiving(self, words: Iterable[str]) -> Search:
        """
        The same, in which slips in running text and parted words are forgiven in those words that are found nowhere.
        """
        nowhere = [word for word in words if not self.places(word)]
        return (
            Search(self._index, self._fields, today=self._today, forgiven=nowhere)
            if nowhere and self._forgives
            else self
        )

    def places(self, word: str) -> dict[int, list[Place]]:
        """
        Where a word stands, by member; slips count only in a member that doesn't
        have the word itself.
        """
        if word not in self._known:
            self._known[word] = self._places(word)
        return self._known[word]

    def _places(self, word: str) -> dict[int, list[Place]]:
        found = self._by_member(self._index.find(word))
        if not self._forgives:
            return found
        slips = self._by_member(self._index.misspelt(word))
        found |= {number: places for number, places in slips.items() if number not in found}
        if not found and word in self._forgiven:
            return self._by_member(self._index.parted(word)) or self._by_member(self._index.misspelt_anywhere(word))
        return found

    def _by_member(self, places: Iterable[Place]) -> dict[int, list[Place]]:
        found: dict[int, list[Place]] = {}
        for place in places:
            if self._index.fields[place.text] in self._fields and not (self._whole and place.kind == "part"):
                found.setdefault(self._index.owners[place.text], []).append(place)
        return found

    def has_phrase(self, words: Sequence[str]) -> bool:
        """
        Whether several words stand together somewhere.
        """
        return len(words) > 1 and bool(self.places(_phrase(words)))

    def with_all(self, words: Sequence[str], places: Sequence[questions.Place] = ()) -> list[Hit]:
        """
        The members that have every word and are such places, of several Länder or kinds one of them, best first.
        """
        if not words and not places:
            return []
        found = [self.places(word) for word in words]
        numbers = set(found[0]).intersection(*found[1:]) if found else set(range(len(self._index.members)))
        return self._hits(words, numbers, found, places)

    def with_most(self, words: Sequence[str]) -> list[Hit]:
        """
        The members that have the most of these words, best first.
        """
        found = [self.places(word) for word in words]
        counted = {n: sum(n in places for places in found) for n in {number for places in found for number in places}}
        most = max(counted.values(), default=0)
        return self._hits(words, {number for number, count in counted.items() if count == most}, found, ())

    def _hits(
        self,
        words: Sequence[str],
        numbers: set[int],
        found: list[dict[int, list[Place]]],
        places: Sequence[questions.Place],
    ) -> list[Hit]:
        asked = _phrase(words)
        phrase = self.places(asked) if len(words) > 1 else {}
        tiers = {n: self._tier([places_of[n] for places_of in found if n in places_of], words) for n in numbers}
        if "name" in self._fields and words:
            self._rank_names(asked, tiers)
            if len(words) == 1 and self._forgives:
                places_of = self._by_member(self._index.subsequences(asked))
                gapped = {number: places_of[number] for number in places_of if number not in tiers}
                tiers |= dict.fromkeys(gapped, "subsequence")
                found = [found[0] | gapped]
        hits = []
        groups = questions.alternatives(places)
        for number, tier in tiers.items():
            member = self._index.members[number]
            scored = [[(place.score(member, self._index.kinds), place) for place in group] for group in groups]
            best = [max(group, key=lambda pair: pair[0]) for group in scored]
            scores = [score for score, _ in best]
            if all(scores):
                said = [place.said_by(member) for _, place in best]
                hits.append((number, self._hit(number, tier, [*found, phrase], asked, said, scores)))
        return [hit for _, hit in sorted(hits, key=lambda pair: self._order(pair[0], pair[1], asked))]

    def _order(self, number: int, hit: Hit, asked: str) -> tuple[object, ...]:
        """
        Better before worse, who still belongs before who left, who has more on it, the larger; the network last.
        """
        member = hit.member
        begins = hit.tier in _BEGINNING
        return (
            hit.is_network,
            TIERS.index(_BEGINNING[0] if begins and len(fold(asked)) <= FEW_LETTERS else hit.tier),
            self._likeliest(number, asked) if begins else (),
            -hit.score,
            bool(self._today) and member.left_before(self._today),
            -sum(WEIGHT_OF[match.field] for match in hit.matches),
            -(member.population or 0),
            bare(member.name),
            member.id,
        )

    def _likeliest(self, number: int, asked: str) -> tuple[object, ...]:
        """
        Of names that begin so, who lacks but a letter, then the largest place, or cities: they are asked for most.
        """
        names, population = self._index.names, self._index.members[number].population or 0
        lacks_one = names.but_one(number, asked)
        if len(fold(asked)) > FEW_LETTERS:
            # What is known everywhere comes first; else it counts how much of the name was typed.
            population = population >= CITY
        return not lacks_one, not names.begins(number, asked), -population

    def _value(self, place: Place) -> float:
        """
        How much a place counts: the weight of its field, and how well the word matched.
        """
        return WEIGHT_OF[self._index.fields[place.text]] * QUALITIES.get(place.kind, 0.1)

    def _tier(self, places: Sequence[Sequence[Place]], words: Sequence[str]) -> str:
        """
        How well a member was found: as badly as its worst word.
        """
        best = [max(of_word, key=self._value) for of_word in places]
        if not best:
            return "text"
        worst = max(map(self._kind, best), key=list(QUALITIES).index)
        if not all(self._index.fields[place.text] in NAMES for place in best) or len(best) < len(words):
            return "text-typo" if worst == "typo" else "text"
        if worst == "word" and len(words) > 1:
            name = fold(self._index.texts[best[0].text])
            return "word" if f" {fold(' '.join(words))} " in f" {name} " else "words"
        return worst

    def _kind(self, place: Place) -> str:
        """
        The kind of a match; the beginning of a word of an addition is not what a
        name begins with: Deister is no place called Bad Münder am Deister.
        """
        text, field = self._index.texts[place.text], self._index.fields[place.text]
        inside_addition = field in ("name", "alias") and place.span[0] >= len(without_addition(text))
        return "part" if place.kind == "start" and inside_addition else place.kind

    def _rank_names(self, asked: str, tiers: dict[int, str]) -> None:
        """
        Raise the tier of members whose name is what was asked as a whole.
        """
        names = self._index.names
        for number in names.same(asked):
            member = self._index.members[number]
            if asked == member.id:
                tiers[number] = "id"
            elif asked in (member.ags, member.ars):
                tiers[number] = "ags"
            elif asked == member.name:
                tiers[number] = "name"
            else:
                tiers[number] = "alias" if asked in member.aliases else "folded"
        begun = names.beginning(asked)
        called = (self._called(asked) - begun) | names.initials(asked)
        near = {} if self._exact else names.near(asked)
        for numbers, tier in ((called, "words"), (begun, "start"), (near, "typo")):
            for number in numbers:
                if TIERS.index(tiers.get(number, TIERS[-1])) > TIERS.index(tier):
                    tiers[number] = tier
        for number, tier in tiers.items():
            tiers[number] = self._told_apart(number, tier, asked)

    def _called(self, asked: str) -> set[int]:
        """
        Members that are called so if kinds and additions are read; a name of one word alone says nothing of these.
        """
        typed = place_names(fold(asked))
        if not any(name.kind or len(name.words) > 1 for name in typed):
            return set()
        # Sankt may be written St.; it is the next word that tells.
        words = {next((word for word in name.words if word != "sankt"), name.words[0]) for name in typed}
        among = {number for word in words for number in self.places(word)}
        return self._index.names.called(asked, among)

    def _told_apart(self, number: int, tier: str, asked: str) -> str:
        """
        A tier with long names told from short ones, and a letter left out from other slips.
        """
        if tier == "start" and not self._index.names.mostly(number, asked):
            return "beginning"
        if tier == "typo" and self._index.names.but_one(number, asked):
            return "dropped"
        return tier

    def _hit(
        self,
        number: int,
        tier: str,
        places: Sequence[Found],
        asked: str,
        said: Sequence[tuple[str, str]],
        scores: Sequence[int],
    ) -> Hit:
        """
        A member with its score and what matched; the last of `places` is of the words as one phrase, `said` are
        the texts that tell the places asked about, with their scores.
        """
        index = self._index
        member = index.members[number]
        found = [place for of_word in places for place in of_word.get(number, ())]
        *best, phrase = [max((self._value(p) for p in of_word.get(number, ())), default=0.0) for of_word in places]
        if tier in _SAME:
            # St. Peter is Sankt Peter, but first of all St. Peter.
            names = (*names_of(member), member.ags or "", member.ars or "")
            score = 100.0 if any(fold(asked) == fold(name) for name in names) else 99.0
        elif tier in ("text", "text-typo"):
            # Words that stand together mean more than the same words here and there.
            told = [*best, *scores]
            score = max(sum(told) / len(told), PHRASE * phrase)
        else:
            score = index.names.closeness(number, asked, tier)
        by_text: dict[int, list[Place]] = {}
        for place in found:
            by_text.setdefault(place.text, []).append(place)
        values = {text: max(map(self._value, places_in)) for text, places_in in by_text.items()}
        # The best place of each word first: every word explains itself.
        leaders = {max(of_word[number], key=self._value).text for of_word in places if number in of_word}
        order = sorted(by_text, key=lambda text: (text not in leaders, -values[text], text))
        matches = [Match(index.fields[t], index.texts[t], _merged(place.span for place in by_text[t])) for t in order]
        matches += [Match(field, text, ((0, len(text)),)) for field, text in said]
        if not matches:
            # Found by the name as a whole, not by its words: BadHomburg.
            field, name = index.names.nearest_name(number, asked)
            matches = [Match(field, name, ((0, len(name)),))]
        return Hit(member, tier, round(score), tuple(matches))


def _phrase(words: Sequence[str]) -> str:
    return " ".join(words)[:LONGEST_WORD]


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
