"""
How like members' names are to what somebody typed: the same, with that beginning, near.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.finding.texts import names_of
from wi_cli.german.placenames import all_names, place_names, sort_of, standard_forms, typed_forms, without_addition
from wi_cli.german.places import KINDS
from wi_cli.german.slips import few_slips_away, left_out, slip
from wi_cli.german.spelling import fold, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wi_cli.german.placenames import PlaceName
    from wi_cli.registry.values import Member


# A shorter part of a compound would be found in half of all German words.
SHORTEST_PART = 5
FEWEST_INITIALS = 3
# What small differences cost in closeness: another spelling; the first word left away.
RESPELT = 3
INSIDE = 15
# The share of a name that must have been typed if it shall come before one of which only a letter was left out.
MOST = 0.45


class _Spelling(NamedTuple):
    """
    One form of a name: as it is written or not, the whole or without its addition.
    """

    text: str
    written: bool
    shortened: bool


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
        return words_beginning(self._in_order, start) if start else ()


def words_beginning(words: Sequence[str], start: str) -> Sequence[str]:
    """
    Those of some words, in order, that begin so.
    """
    return words[bisect_left(words, start) : bisect_left(words, start + chr(sys.maxunicode))]


class Names:
    """
    What members are called, in every spelling; members are numbered as they come.
    """

    def __init__(self, members: Iterable[Member], kinds: Mapping[str, str] = KINDS) -> None:
        self._members = list(members)
        self._kinds = kinds
        self._official: _Words = _Words()
        self._names: _Words = _Words()
        self._squeezed: _Words = _Words()
        self._spelt: dict[int, list[_Spelling]] = {}
        names: list[tuple[int, str]] = []
        for number, member in enumerate(self._members):
            for official in filter(None, (member.ags, member.ars)):
                self._official.add(official, number)
            names += [(number, name) for name in names_of(member)]
        for (number, _), known in zip(names, all_names([name for _, name in names]), strict=True):
            for form in known:
                self._names.add(form, number)
                self._squeezed.add(_squeezed(form), number)

    def same(self, asked: str) -> set[int]:
        """
        Numbers of the members that have this name, spelt in whatever way,
        with or without blanks.
        """
        found = set(self._official.get(asked.strip(), ()))
        for form in typed_forms(asked):
            found.update(self._names.get(form, ()), self._squeezed.get(_squeezed(form), ()))
        return found

    def called(self, asked: str, among: Iterable[int]) -> set[int]:
        """
        Numbers of those members that are called so where kinds, additions and abbreviations are read: Kr. Göttingen,
        Frankfurt/Main.
        """
        typed = place_names(fold(asked))
        return {number for number in among if any(self._means(said, number) for said in typed)}

    def _means(self, said: PlaceName, number: int) -> bool:
        member = self._members[number]
        known = (place for name in (member.name, *member.aliases) for place in place_names(name))
        sort = sort_of(member.kind, self._kinds)
        return any(said.means(place) and said.kind in ("", sort, place.kind) for place in known)

    def initials(self, asked: str) -> set[int]:
        """
        Numbers of the members of whose name, of three words or more, these are the first letters: RNK.
        """
        return self._by_initials.get(written(asked), set())

    @cached_property
    def _by_initials(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for name, numbers in self._names.items():
            if name.count(" ") + 1 >= FEWEST_INITIALS:
                found.setdefault("".join(word[0] for word in name.split()), set()).update(numbers)
        return found

    def beginning(self, asked: str) -> set[int]:
        """
        Numbers of the members whose name begins so, blanks or not: badhom, rheinneckar.
        """
        found: set[int] = set()
        for form in typed_forms(asked) - {""}:
            joined = _squeezed(form)
            for known, typed in ((self._names, form), (self._squeezed, joined if len(joined) >= SHORTEST_PART else "")):
                found.update(number for name in known.beginning(typed) for number in known[name])
        return found

    def near(self, asked: str) -> dict[int, int]:
        """
        Numbers of the members whose whole name is a few slips away, with how many.
        """
        found: dict[int, int] = {}
        for form in typed_forms(asked):
            for name, slips in few_slips_away(form, list(self._names)):
                for number in self._names[name]:
                    found[number] = min(slips, found.get(number, slips))
        return found

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
        for typed in typed_forms(asked):
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

        def likeness(field_and_name: tuple[str, str]) -> tuple[int, int]:
            pairs = [(typed, form) for typed in typed_forms(asked) for form in standard_forms(field_and_name[1])]
            return max(slip(*pair) for pair in pairs), max(slip(*map(_squeezed, pair)) for pair in pairs)

        member = self._members[number]
        return max([("name", member.name), *(("alias", alias) for alias in member.aliases)], key=likeness)

    def begins(self, number: int, asked: str) -> bool:
        """
        Whether a member's name begins so, not only a word in it.
        """
        return any(form.text.startswith(typed) for typed in typed_forms(asked) for form in self._spellings(number))

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
        return any(left_out(typed, form.text) for typed in typed_forms(asked) for form in self._spellings(number))

    def _spellings(self, number: int) -> list[_Spelling]:
        """
        The names of a member in all forms, with and without additions.
        """
        if number not in self._spelt:
            member = self._members[number]
            self._spelt[number] = [
                _Spelling(form, written=form == written(known), shortened=known != name)
                for name in (member.name, *member.aliases)
                for known in {name, without_addition(name)}
                for form in {*standard_forms(known), written(known)}
            ]
        return self._spelt[number]


def _squeezed(form: str) -> str:
    return form.replace(" ", "")
