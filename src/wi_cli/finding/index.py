"""
All texts of a registry, and where words stand in them.

The texts are brought into one spelling together, a long string with a line for
each, in which a pattern finds a word however it is spelt.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.german.spelling import (
    Span,
    all_names,
    allowed_typos,
    dialled,
    fold,
    forms,
    left_out,
    origin,
    pattern,
    slip,
    spellings,
    standard_forms,
    typed_forms,
    with_gaps,
    without_addition,
    written,
    written_lines,
)
from wi_cli.german.wording import STATES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from wi_cli.registry.values import Contact, Member, Registry

# How much a field counts.
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
NAMES = frozenset({"name", "alias", "id", "ags"})
# Only short texts in which every word is a name or a term are searched with typos.
FORGIVING = frozenset({"name", "alias", "contact", "topic", "state", "district"})
# How well a word matched, best first.
QUALITIES = {"word": 1.0, "start": 0.8, "part": 0.6, "typo": 0.4}
# A shorter part of a compound would be found in half of all German words.
SHORTEST_PART = 5
# Letters of a subsequence must make up this share of the word they are found in.
DENSEST = 0.6
SHORTEST_SUBSEQUENCE = 4
# What small differences cost in closeness: another spelling; the first word left away.
RESPELT = 3
INSIDE = 15
# The share of a name that must have been typed if it shall come before one of which only a letter was left out.
MOST = 0.45


class Place(NamedTuple):
    """
    Where a word was found: number of the text, kind of match, span of the original text.
    """

    text: int
    kind: str
    span: Span


class _Spelling(NamedTuple):
    """
    One form of a name: as it is written or not, the whole or without its addition.
    """

    text: str
    written: bool
    shortened: bool


_WEB_ADDRESS = re.compile(r"[^\s.]\.(?:com|de|eu|info|net|org)$", re.IGNORECASE)
_TELEPHONE = re.compile(r"\+\d[\d -]+\d", re.ASCII)


class _Words(dict[str, list[int]]):
    """
    The numbers of the members that have a word; complete before it is asked for beginnings.
    """

    def add(self, word: str, number: int) -> None:
        """
        Note that a member has a word.
        """
        self.setdefault(word, []).append(number)

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self)

    def beginning(self, start: str) -> Sequence[str]:
        """
        The words that begin so; none for an empty start.
        """
        return _beginning(self._in_order, start) if start else ()


def _beginning(words: Sequence[str], start: str) -> Sequence[str]:
    """
    Those of some words, in order, that begin so.
    """
    return words[bisect_left(words, start) : bisect_left(words, start + chr(sys.maxunicode))]


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


class Names:
    """
    What members are called, in every spelling; members are numbered as they come.
    """

    def __init__(self, members: Iterable[Member]) -> None:
        self._ags: _Words = _Words()
        self._names: _Words = _Words()
        self._squeezed: _Words = _Words()
        names: list[tuple[int, str]] = []
        for number, member in enumerate(members):
            if member.ags:
                self._ags.add(member.ags, number)
            names += [(number, name) for name in (member.name, *member.aliases, member.id)]
        for (number, _), known in zip(names, all_names([name for _, name in names]), strict=True):
            for form in known:
                self._names.add(form, number)
                self._squeezed.add(_squeezed(form), number)

    def same(self, asked: str) -> set[int]:
        """
        Numbers of the members that have this name, spelt in whatever way,
        with or without blanks.
        """
        found = set(self._ags.get(asked.strip(), ()))
        for form in _typed(asked):
            found.update(self._names.get(form, ()), self._squeezed.get(_squeezed(form), ()))
        return found

    def beginning(self, asked: str) -> set[int]:
        """
        Numbers of the members whose name begins so, blanks or not: badhom, rheinneckar.
        """
        found: set[int] = set()
        for form in _typed(asked) - {""}:
            joined = _squeezed(form)
            for known, typed in ((self._names, form), (self._squeezed, joined if len(joined) >= SHORTEST_PART else "")):
                found.update(number for name in known.beginning(typed) for number in known[name])
        return found

    def near(self, asked: str) -> dict[int, int]:
        """
        Numbers of the members whose whole name is a few slips away, with how many.
        """
        found: dict[int, int] = {}
        for form in _typed(asked):
            for name, slips in _near(form, list(self._names)):
                for number in self._names[name]:
                    found[number] = min(slips, found.get(number, slips))
        return found


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
        self._spelt: dict[int, list[_Spelling]] = {}

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
            if field == "contact" and (number := _TELEPHONE.search(self.texts[text])):
                digits = [n for n in range(*number.span()) if self.texts[text][n].isdecimal()]
                if "".join(self.texts[text][n] for n in digits).startswith(wanted):
                    kind = "word" if len(wanted) == len(digits) else "start"
                    yield Place(text, kind, (number.start(), digits[len(wanted) - 1] + 1))

    def misspelt(self, word: str) -> Iterator[Place]:
        """
        Where a short text has a word that is a few slips away.
        """
        near = [form for target in sorted(forms(word)) for form, _ in _near(target, self._known_forms)]
        known = [known for form in near for known in self._vocabulary[form]]
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
            for word in _beginning(self._words, initial)
            if len(word) * DENSEST <= len(target) and (end := with_gaps(target, word))
        }
        places = self._forgiving.standing(ends)
        for word, end in ends.items():
            for number, start, _ in places[word]:
                if self.fields[number] in NAMES:
                    yield Place(number, "subsequence", origin(self.texts[number], start, start + end))

    def closeness(self, number: int, asked: str, tier: str) -> float:
        """
        How like a member's names are to what was asked, 0 to 100.  All names
        that differ only in an addition left out are equal: population decides.
        """
        from rapidfuzz.fuzz import ratio, token_sort_ratio

        measure = slip if tier in ("dropped", "typo") else token_sort_ratio if tier == "words" else ratio
        begins = tier in ("start", "beginning")
        as_written = written(asked)
        best = 0.0
        for typed in _typed(asked):
            for form in self._spellings(number):
                # Dots and additions that were left away are small slips of their own.
                loss = (typed != as_written or not form.written) * RESPELT + form.shortened
                # A name that begins so comes before one that only has a word that does.
                inside = begins and not form.text.startswith(typed)
                best = max(best, measure(typed, form.text) - loss - inside * INSIDE)
        return best

    def nearest_name(self, number: int, asked: str) -> tuple[str, str]:
        """
        The name or alias of a member that is most like what was asked, blanks
        or not, with its field.
        """
        from rapidfuzz.fuzz import ratio

        def likeness(field_and_name: tuple[str, str]) -> float:
            known = forms(field_and_name[1])
            return max(ratio(_squeezed(typed), _squeezed(form)) for typed in forms(asked) for form in known)

        member = self.members[number]
        return max([("name", member.name), *(("alias", alias) for alias in member.aliases)], key=likeness)

    def mostly(self, number: int, asked: str) -> bool:
        """
        Whether a member's name, as it is written, begins so, and there isn't
        much more of it.
        """
        typed = _squeezed(written(asked))
        names = (_squeezed(form.text) for form in self._spellings(number) if form.written)
        return any(name.startswith(typed) and len(typed) >= MOST * len(name) for name in names)

    def but_one(self, number: int, asked: str) -> bool:
        """
        Whether a member's name was typed but for one letter.
        """
        return any(left_out(typed, form.text) for typed in _typed(asked) for form in self._spellings(number))

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

    def _spellings(self, number: int) -> list[_Spelling]:
        """
        The names of a member in all forms, with and without additions.
        """
        if number not in self._spelt:
            member = self.members[number]
            self._spelt[number] = [
                _Spelling(form, written=form == written(known), shortened=known != name)
                for name in (member.name, *member.aliases)
                for known in {name, without_addition(name)}
                for form in {*standard_forms(known), written(known)}
            ]
        return self._spelt[number]


_typed = lru_cache(maxsize=64)(typed_forms)


def _squeezed(form: str) -> str:
    return form.replace(" ", "")


def _near(target: str, words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """
    The words that are at most the allowed number of slips away, and at least one, with how many.
    """
    allowed = allowed_typos(target)
    if not allowed:
        return
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    for word, distance, _ in extract(target, words, scorer=OSA.distance, score_cutoff=allowed, limit=None):
        if 0 < distance <= allowed_typos(word):
            yield word, distance


def texts_of(member: Member, registry: Registry) -> list[tuple[str, str]]:
    """
    Everything of a member that can be searched, as (field, text).
    """
    return [
        ("name", member.name),
        *[("alias", alias) for alias in member.aliases],
        ("id", member.id),
        *([("ags", member.ags)] if member.ags else ()),
        *[("contact", contact_line(contact)) for contact in member.contacts],
        *[("topic", registry.topics.get(topic, topic)) for topic in member.topics],
        *([("state", STATES.get(member.state, member.state))] if member.state else ()),
        *([("district", member.district)] if member.district else ()),
        ("kind", member.kind),
        ("summary", member.summary),
        *_portrait_of(member),
    ]


def _portrait_of(member: Member) -> list[tuple[str, str]]:
    found = []
    for section in member.sections:
        found += [("section", text) for text in (section.title, *section.paragraphs, *section.items)]
    found += [("milestone", milestone.text) for milestone in member.milestones]
    found += [("figure", figure.note) for figure in member.figures if figure.note]
    found += [("link", link.title) for link in member.links]
    return [*found, ("link", member.website)] if member.website else found


def contact_line(contact: Contact) -> str:
    """
    Office, person and place of a contact in one line.
    """
    parts = (contact.office, contact.person, contact.role, contact.street, contact.city, contact.phone, contact.email)
    return ", ".join(part for part in parts if part)
