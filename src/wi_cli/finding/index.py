"""
All texts of a registry, and where words stand in them.

The texts are brought into one spelling together, a long string with a line for
each, in which a pattern finds a word however it is spelt.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.finding import questions
from wi_cli.finding.likeness import SHORTEST_PART, Names, words_beginning
from wi_cli.finding.texts import FORGIVING, NAMES, WEIGHTS, as_member, texts_of
from wi_cli.german.phones import dialled, number_in
from wi_cli.german.slips import few_slips_away
from wi_cli.german.spelling import Span, fold, forms, origin, pattern, spellings, with_gaps, written, written_lines
from wi_cli.german.stems import SHORTEST_INFLECTED, stem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from wi_cli.registry.values import Registry


# How well a word matched, best first; "form" is another form of it: Schulen for Schule.
QUALITIES = {"word": 1.0, "form": 0.9, "start": 0.8, "part": 0.6, "typo": 0.4}
# Letters of a subsequence must make up this share of the word they are found in.
DENSEST = 0.6
SHORTEST_SUBSEQUENCE = 4


class Place(NamedTuple):
    """
    Where a word was found: number of the text, kind of match, span of the original text.
    """

    text: int
    kind: str
    span: Span


# Not an address or a telephone number.
_HYPHENATED = re.compile(r"[^\W\d_]+(?:[-‐‑–][^\W\d_]+)+")
_WEB_ADDRESS = re.compile(r"[^\s.]\.(?:com|de|eu|info|net|org)$", re.IGNORECASE)


class _Lines:
    """
    Some texts as one string with a line for each.
    """

    def __init__(self, numbers: Sequence[int], texts: Sequence[str]) -> None:
        self.numbers = numbers
        self.text = written_lines([texts[number] for number in numbers])

    def occurrences(self, wanted: str) -> Iterator[tuple[int, str, int, int]]:
        """
        (Number of the text, kind, start and end in its line as `origin` wants
        them) of each place where a pattern is found.
        """
        spans = []
        for found in re.finditer(wanted, self.text):
            start, end = found.span()
            start += self.text[start] == " "
            begins, ends = self.text[start - 1] == " ", self.text[end] == " "
            spans.append((start, end, "word" if begins and ends else "start" if begins else "part"))
        return self._placed(spans)

    def inflected(self, word: str) -> Iterator[tuple[int, str, int, int]]:
        """
        As `occurrences`, of the words that are another form of one, or end with it: Schulen, and Grundschulen.
        """
        target, as_it_is = stem(word), re.compile(pattern(word))
        spans = []
        for found in re.finditer(pattern(target), self.text):
            start, end = self.text.rfind(" ", 0, found.start()) + 1, self.text.find(" ", found.end())
            here = self.text[start:end]
            if as_it_is.fullmatch(here):
                continue
            if stem(here) == target:
                spans.append((start, end, "form"))
            elif len(target) >= SHORTEST_PART and stem(here).endswith(target) and not as_it_is.search(here):
                spans.append((found.start(), end, "part"))
        return self._placed(spans)

    def _placed(self, spans: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, str, int, int]]:
        line, counted, first = 0, 0, 1
        for start, end, kind in spans:
            if lines := self.text.count("\n", counted, start):
                line += lines
                first = self.text.rfind("\n", counted, start) + 2  # behind the new line and a blank
            counted = start
            yield self.numbers[line], kind, start - first, end - first

    def standing(self, word: str) -> Iterator[tuple[int, int, int]]:
        """
        Where a whole word stands: the number of the text, start and end in its line as `origin` wants them.
        """
        for line in self._having.get(word, ()):
            for found in re.finditer(f"(?<= ){re.escape(word)}(?= )", self._each[line]):
                yield self.numbers[line], found.start() - 1, found.end() - 1

    @cached_property
    def _each(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _having(self) -> dict[str, list[int]]:
        """
        In which lines each word stands.
        """
        found: dict[str, list[int]] = {}
        for number, line in enumerate(self._each):
            for word in dict.fromkeys(line.split()):
                found.setdefault(word, []).append(number)
        return found

    @property
    def words(self) -> Collection[str]:
        """
        All words, each once.
        """
        return self._having.keys()


def _may_mean(word: str, small: str) -> bool:
    """
    Whether a misspelt word may be this folded one: a small one only if it is one itself.
    """
    return small not in questions.NO_SLIPS or fold(word) in questions.NO_SLIPS


def _as_one(target: str) -> str:
    """
    A pattern of words that may be written together.
    """
    return pattern(target).replace(" +", " *")


class Index:
    """
    The texts of all members, or those of some fields.  Build it once for many searches.
    """

    def __init__(self, registry: Registry, fields: Collection[str] = frozenset(WEIGHTS)) -> None:
        network = (as_member(registry.network),) if registry.network else ()
        self.members = [*registry.members.values(), *network]
        self.kinds = registry.kinds
        found = [
            (number, field, text)
            for number, member in enumerate(self.members)
            for field, text in texts_of(member, registry)
            if field in fields and text
        ]
        self.owners = [number for number, _, _ in found]
        self.fields = [field for _, field, _ in found]
        self.texts = [text for _, _, text in found]
        # Names and keys have no other forms; in keys and in running text slips are not looked for at first.
        self._names, self._keys, self._terms, self._running = (
            _Lines([n for n, field in enumerate(self.fields) if field in group], self.texts)
            for group in (NAMES & FORGIVING, NAMES - FORGIVING, FORGIVING - NAMES, WEIGHTS.keys() - NAMES - FORGIVING)
        )
        self._all = (self._names, self._keys, self._terms, self._running)

    @cached_property
    def names(self) -> Names:
        """
        What the members are called.
        """
        return Names(self.members, self.kinds)

    def find(self, word: str) -> Iterator[Place]:
        """
        Where a word, however it is spelt, stands: as a whole word, at the
        start of one or, from five letters, inside one.  A telephone number
        is found in whatever way it is typed; a web address not where only its
        letters stand: weinheim.de is not in "in Weinheim, der Stadt".
        """
        in_one = _WEB_ADDRESS.search(word) is not None
        if target := written(word):
            # Of a short word only the beginning counts; Job-Center is also Jobcenter.
            wanted = _as_one(target) if _HYPHENATED.fullmatch(word) else pattern(target)
            wanted = wanted if len(fold(word)) >= SHORTEST_PART else f" {wanted}"
            for lines in self._all:
                for number, kind, start, end in lines.occurrences(wanted):
                    span = origin(self.texts[number], start, end)
                    if not in_one or not any(c.isspace() for c in self.texts[number][slice(*span)]):
                        yield Place(number, kind, span)
            yield from self._inflected(target)
        if wanted := dialled(word):
            yield from self._telephones(wanted)

    def _inflected(self, target: str) -> Iterator[Place]:
        """
        Other forms of a word.
        """
        if len(target) < SHORTEST_INFLECTED or not target.isalpha():
            return
        for lines in (self._terms, self._running):
            for number, kind, start, end in lines.inflected(target):
                yield Place(number, kind, origin(self.texts[number], start, end))

    def parted(self, word: str) -> Iterator[Place]:
        """
        Where a whole word stands in two parts: Jobcenter as Job-Center.
        """
        wanted = f" {' ?'.join(re.escape(letter) for letter in written(word))} "
        for lines in self._all if len(word) >= SHORTEST_PART else ():
            for number, kind, start, end in lines.occurrences(wanted):
                if end - start == len(written(word)) + 2:  # a blank inside, and the one behind
                    yield Place(number, kind, origin(self.texts[number], start, end - 1))

    def _telephones(self, wanted: str) -> Iterator[Place]:
        """
        Numbers that begin with these digits, however they are divided.
        """
        for text, field in enumerate(self.fields):
            if field == "contact" and (found := number_in(self.texts[text], wanted)):
                span, is_whole = found
                yield Place(text, "word" if is_whole else "start", span)

    def misspelt(self, word: str) -> Iterator[Place]:
        """
        Where a short text has a word that is a few slips away.
        """
        meant = [form for target in sorted(forms(word)) for form, _ in few_slips_away(target, self._known_forms)]
        known = [known for form in meant if _may_mean(word, form) for known in self._vocabulary[form]]
        yield from self._standing(known, (self._names, self._terms))

    def misspelt_anywhere(self, word: str) -> Iterator[Place]:
        """
        Where any text has a word that is one slip away; for a word that is found nowhere.
        """
        target = fold(word)
        if len(target) < SHORTEST_PART:
            return
        words = {fold(known): known for lines in self._all for known in lines.words}
        near = [form for form, slips in few_slips_away(target, list(words)) if slips == 1]
        known = [words[form] for form in near if _may_mean(word, form)]
        yield from self._standing(known, self._all)

    def _standing(self, words: Sequence[str], among: Sequence[_Lines]) -> Iterator[Place]:
        for number, start, end in (place for word in words for lines in among for place in lines.standing(word)):
            yield Place(number, "typo", origin(self.texts[number], start, end))

    def subsequences(self, asked: str) -> Iterator[Place]:
        """
        Names with a word that has these letters in this order, first letter
        first and not too far apart.
        """
        target = written(asked)
        if len(target) < SHORTEST_SUBSEQUENCE or " " in target:
            return
        initials = next((pair for pair in ("aä", "oö", "uü", "sß") if target[0] in pair), target[0])
        ends = {
            word: end
            for initial in initials
            for word in words_beginning(self._words, initial)
            if len(word) * DENSEST <= len(target) and (end := with_gaps(target, word))
        }
        for word, end in ends.items():
            for number, start, _ in self._names.standing(word):
                yield Place(number, "subsequence", origin(self.texts[number], start, start + end))

    @cached_property
    def _words(self) -> list[str]:
        """
        The words of the texts that forgive typos, each once, in order.
        """
        return sorted({*self._names.words, *self._terms.words})

    @cached_property
    def _known_forms(self) -> list[str]:
        return list(self._vocabulary)

    @cached_property
    def _vocabulary(self) -> dict[str, list[str]]:
        """
        The forms of these words, with the words; in the same order in every run.
        """
        words: dict[str, list[str]] = {}
        for word in self._words:
            for form in sorted(spellings(word)):
                words.setdefault(form, []).append(word)
        return words
