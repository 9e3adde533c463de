"""
All texts of a registry, folded, and where words stand in them.

Folding takes most of the time of a search, so texts are folded together, once
in each form, to long strings that are looked through at the speed of
`str.find`.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.spelling import (
    Folded,
    Span,
    allowed_typos,
    bare,
    dialled,
    fold,
    fold_lines,
    forms,
    left_out,
    slip,
    standard_forms,
    typed_forms,
    without_addition,
    written,
)
from wi_cli.wording import STATES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from wi_cli.members import Contact, Member, Registry

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


class _Form:
    """
    One folded form of some texts, as one string with a line for each.
    """

    def __init__(self, numbers: Sequence[int], texts: Sequence[str], *, umlauts: bool) -> None:
        self.umlauts = umlauts
        self.numbers = numbers
        self.lines = fold_lines((texts[number] for number in numbers), umlauts=umlauts)

    def occurrences(self, word: str, *, whole: bool = False) -> Iterator[tuple[int, str, int, int]]:
        """
        (Number of the text, kind, start and end in its folded form) of each
        occurrence, or of each as a whole word.
        """
        # Of a short word only the beginning counts.
        wanted = f" {word} " if whole else word if len(word) >= SHORTEST_PART else f" {word}"
        line = counted = 0
        position = self.lines.find(wanted)
        while position >= 0:
            start = position + len(wanted.rstrip()) - len(word)
            end = start + len(word)
            begins, ends = self.lines[start - 1] == " ", self.lines[end] == " "
            kind = "word" if begins and ends else "start" if begins else "part"
            line += self.lines.count("\n", counted, start)
            counted = start
            text = self.lines.rfind("\n", 0, start) + 2  # behind the new line and a blank
            yield self.numbers[line], kind, start - text, end - text
            position = self.lines.find(wanted, position + 1)


class Names:
    """
    What members are called, in every spelling; members are numbered as they come.
    """

    def __init__(self, members: Iterable[Member]) -> None:
        self._ags: _Words = _Words()
        self._names: _Words = _Words()
        self._squeezed: _Words = _Words()
        for number, member in enumerate(members):
            if member.ags:
                self._ags.add(member.ags, number)
            for name in (member.name, *member.aliases, member.id):
                for form in {*standard_forms(name), written(name)}:
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
        self.owners: list[int] = []
        self.fields: list[str] = []
        self.texts: list[str] = []
        for number, member in enumerate(self.members):
            for field, text in texts_of(member, registry):
                if field in fields:
                    self.owners.append(number)
                    self.fields.append(field)
                    self.texts.append(text)
        self._forgiving = self._forms([n for n, field in enumerate(self.fields) if field in FORGIVING])
        self._literal = self._forms([n for n, field in enumerate(self.fields) if field not in FORGIVING])
        self._spelt: dict[int, list[_Spelling]] = {}

    def _forms(self, numbers: Sequence[int]) -> tuple[_Form, _Form]:
        """
        Both forms of some texts; those of an ASCII text are the same.
        """
        special = [number for number in numbers if not self.texts[number].isascii()]
        return _Form(numbers, self.texts, umlauts=True), _Form(special, self.texts, umlauts=False)

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
        for form in (*self._forgiving, *self._literal):
            target = fold(word) if form.umlauts else bare(word)
            if not target:
                continue
            for number, kind, start, end in form.occurrences(target):
                place = Place(number, kind, self._span(number, form, start, end))
                if not in_one or not any(c.isspace() for c in self.texts[number][slice(*place.span)]):
                    yield place
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
        for target in forms(word):
            for near, _ in _near(target, self._vocabulary):
                yield from self._places(near, len(near), "typo")

    def subsequences(self, asked: str) -> Iterator[Place]:
        """
        Names with a word that has these letters in this order, first letter
        first and not too far apart.
        """
        target = fold(asked)
        if len(target) < SHORTEST_SUBSEQUENCE or " " in target:
            return
        pattern = re.compile("[^\n]*?".join(map(re.escape, target)))
        for word in _beginning(self._vocabulary, target[0]):
            if len(word) * DENSEST <= len(target) and (found := pattern.match(word)):
                places = self._places(word, found.end(), "subsequence")
                yield from (place for place in places if self.fields[place.text] in NAMES)

    def _places(self, word: str, length: int, kind: str) -> Iterator[Place]:
        """
        The first `length` letters of a word of the vocabulary, wherever it stands.
        """
        for form in self._forgiving:
            for number, _, start, _ in form.occurrences(word, whole=True):
                yield Place(number, kind, self._span(number, form, start, start + length))

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

    def _span(self, number: int, form: _Form, start: int, end: int) -> Span:
        return Folded(self.texts[number], umlauts=form.umlauts).span(start, end)

    @cached_property
    def _vocabulary(self) -> list[str]:
        """
        The words of the texts that forgive typos, each once, in order.
        """
        return sorted({word for form in self._forgiving for word in set(form.lines.split())})

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


def texts_of(member: Member, registry: Registry) -> Iterator[tuple[str, str]]:
    """
    Everything of a member that can be searched, as (field, text).
    """
    yield "name", member.name
    for alias in member.aliases:
        yield "alias", alias
    yield "id", member.id
    if member.ags:
        yield "ags", member.ags
    for contact in member.contacts:
        yield "contact", contact_line(contact)
    for topic in member.topics:
        yield "topic", registry.topics.get(topic, topic)
    if member.state:
        yield "state", STATES.get(member.state, member.state)
    if member.district:
        yield "district", member.district
    yield "kind", member.kind
    yield "summary", member.summary
    yield from _portrait_of(member)


def _portrait_of(member: Member) -> Iterator[tuple[str, str]]:
    for section in member.sections:
        yield "section", section.title
        for text in (*section.paragraphs, *section.items):
            yield "section", text
    for milestone in member.milestones:
        yield "milestone", milestone.text
    for figure in member.figures:
        if figure.note:
            yield "figure", figure.note
    for link in member.links:
        yield "link", link.title
    if member.website:
        yield "link", member.website


def contact_line(contact: Contact) -> str:
    """
    Office, person and place of a contact in one line.
    """
    parts = (contact.office, contact.person, contact.role, contact.street, contact.city, contact.phone, contact.email)
    return ", ".join(part for part in parts if part)
