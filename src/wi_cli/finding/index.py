"""
All texts of a registry, and where words stand in them.

The texts are brought into one spelling together, a long string with a line for
each, in which a pattern finds a word however it is spelt.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.finding.likeness import SHORTEST_PART, Names, words_beginning
from wi_cli.finding.texts import FORGIVING, NAMES, WEIGHTS, texts_of
from wi_cli.german.phones import dialled, number_in
from wi_cli.german.slips import few_slips_away
from wi_cli.german.spelling import Span, fold, forms, origin, pattern, spellings, with_gaps, written, written_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from wi_cli.registry.values import Registry


# How well a word matched, best first.
QUALITIES = {"word": 1.0, "start": 0.8, "part": 0.6, "typo": 0.4}
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
        line, counted, first = 0, 0, 1
        for found in re.finditer(wanted, self.text):
            start, end = found.span()
            start += self.text[start] == " "
            begins, ends = self.text[start - 1] == " ", self.text[end] == " "
            kind = "word" if begins and ends else "start" if begins else "part"
            if lines := self.text.count("\n", counted, start):
                line += lines
                first = self.text.rfind("\n", counted, start) + 2  # behind the new line and a blank
            counted = start
            yield self.numbers[line], kind, start - first, end - first

    def standing(self, wanted: Iterable[str]) -> dict[str, list[tuple[int, int, int]]]:
        """
        Where some words stand, all found in one go: for each the (number of
        the text, start and end in its line as `origin` wants them).
        """
        places: dict[str, list[tuple[int, int, int]]] = {word: [] for word in wanted}
        for number, line in zip(self.numbers, self.text.split("\n") if places else (), strict=False):
            if not places.keys().isdisjoint(line.split()):
                for found in re.finditer("[^ ]+", line):
                    if found[0] in places:
                        places[found[0]].append((number, found.start() - 1, found.end() - 1))
        return places


class Index:
    """
    The texts of all members, or those of some fields.  Build it once for many searches.
    """

    def __init__(self, registry: Registry, fields: Collection[str] = frozenset(WEIGHTS)) -> None:
        self.members = list(registry.members.values())
        found = [
            (number, field, text)
            for number, member in enumerate(self.members)
            for field, text in texts_of(member, registry)
            if field in fields
        ]
        self.owners = [number for number, _, _ in found]
        self.fields = [field for _, field, _ in found]
        self.texts = [text for _, _, text in found]
        self._forgiving = _Lines([n for n, field in enumerate(self.fields) if field in FORGIVING], self.texts)
        self._literal = _Lines([n for n, field in enumerate(self.fields) if field not in FORGIVING], self.texts)

    @cached_property
    def names(self) -> Names:
        """
        What the members are called.
        """
        return Names(self.members)

    def find(self, word: str) -> Iterator[Place]:
        """
        Where a word, however it is spelt, stands: as a whole word, at the
        start of one or, from five letters, inside one.  A telephone number
        is found in whatever way it is typed; a web address not where only its
        letters stand: weinheim.de is not in "in Weinheim, der Stadt".
        """
        in_one = _WEB_ADDRESS.search(word) is not None
        if target := written(word):
            # Of a short word only the beginning counts.
            wanted = pattern(target) if len(fold(word)) >= SHORTEST_PART else f" {pattern(target)}"
            for lines in (self._forgiving, self._literal):
                for number, kind, start, end in lines.occurrences(wanted):
                    span = origin(self.texts[number], start, end)
                    if not in_one or not any(c.isspace() for c in self.texts[number][slice(*span)]):
                        yield Place(number, kind, span)
        if wanted := dialled(word):
            yield from self._telephones(wanted)

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
        known = [known for form in meant for known in self._vocabulary[form]]
        places = self._forgiving.standing(known)
        for number, start, end in (place for word in known for place in places[word]):
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
        places = self._forgiving.standing(ends)
        for word, end in ends.items():
            for number, start, _ in places[word]:
                if self.fields[number] in NAMES:
                    yield Place(number, "subsequence", origin(self.texts[number], start, start + end))

    @cached_property
    def _words(self) -> list[str]:
        """
        The words of the texts that forgive typos, each once, in order.
        """
        return sorted(set(self._forgiving.text.split()))

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
