"""
Names of places: LK, Lkr. and Kreis, St. and Sankt, Frankfurt a. M. and am Main are the same.

What `spelling` makes equal letter by letter, this makes equal word by word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.german.spelling import bare, fold, forms, spellings, written, written_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


TOWN, DISTRICT, ASSOCIATION = "municipality", "district", "association"
DISTRICT_WORDS = frozenset({"landkreis", "kreis", "lkr", "lk", "ldkr", "kr"})
FUNCTION_WORDS = frozenset(
    {
        "a",
        "am",
        "an",
        "auf",
        "b",
        "bei",
        "das",
        "der",
        "die",
        "i",
        "im",
        "in",
        "ob",
        "und",
        "unter",
        "unterm",
        "vor",
        "zu",
        "zum",
        "zur",
    }
)
TOWN_WORDS = frozenset(
    {
        "stadt",
        "landeshauptstadt",
        "hansestadt",
        "kreisstadt",
        "lutherstadt",
        "universitaetsstadt",
        "universitatsstadt",
    }
)
TITLES = (
    dict.fromkeys((*TOWN_WORDS, "bundesstadt", "gemeinde", "markt", "flecken", "stadtverwaltung", "rathaus"), TOWN)
    | dict.fromkeys(
        (*DISTRICT_WORDS, "landratsamt", "lra", "kreisverwaltung", "kreishaus", "region", "regionalverband"), DISTRICT
    )
    | {"staedteregion": DISTRICT, "stadteregion": DISTRICT}
    | dict.fromkeys(("vg", "verbandsgemeinde", "verwaltungsgemeinschaft", "samtgemeinde"), ASSOCIATION)
)
"""What stands before or behind the name of a place, folded, and what kind of place that is."""
_BEFORE_TITLES = frozenset({"grosse", "kreisfreie", "kreisangehoerige", "kreisangehorige", "freie", "und"})
_PART_OF_TOWN = "ot"
# A shorter word of an addition may abbreviate a longer one: OPf. Oberpfalz, Br. Breisgau.
_LONGEST_ABBREVIATION = 4
# Patterns are texts here: an id is found without them.
_COMPOUND = r"(?P<root>\w{3,}?)(?:land)?kreis"
_SAINT = {"st": "sankt"}
_WRITTEN_OUT = {**_SAINT, **dict.fromkeys(DISTRICT_WORDS, "kreis")}
# What tells places of one name apart: Freiburg im Breisgau, Halle (Saale), Lauterbach/Schwarzwald.
_BEFORE_PLACE = "a\\.|i\\.|b\\.|am|an|auf|bei|der|im|in|ob|vor|unter|unterm|zu|zum|zur"
_ADDITION = rf"(?i)[(/,]|\s(?:[abiov]\.(?=\S)|(?:{_BEFORE_PLACE})(?:\s|$))"


def standard(folded: str) -> str:
    """
    A folded name with the usual abbreviations written out: LK, Lkr. and
    Landkreis as kreis, St. as sankt, a. M. as am main, i. Br. as im breisgau.
    """
    if " " not in folded:
        return _WRITTEN_OUT.get(folded, folded)
    if folded.endswith((" a m", " a main")):
        folded = folded[: folded.rindex(" a m")] + " am main"
    elif folded.endswith((" i b", " i br")):
        folded = folded[: folded.rindex(" i b")] + " im breisgau"
    folded = folded.replace(" a d ", " an der ")
    return " ".join(_WRITTEN_OUT.get(word, word) for word in folded.split())


def standard_forms(name: str) -> frozenset[str]:
    """
    The standard forms of a name; a leading "Stadt" says no more than the name.
    """
    return frozenset(map(_named, forms(name)))


def _named(form: str) -> str:
    form = standard(form)
    first, _, rest = form.partition(" ")
    return rest if rest and first in TOWN_WORDS else form


def all_names(names: Sequence[str]) -> list[frozenset[str]]:
    """
    What each of many names is found by, in one go: its standard forms, and what is `written`.
    """
    lines = written_lines(names).split("\n") if names else []
    found = (" ".join(line.split()) for line in lines)
    return [frozenset((name, *map(_named, spellings(name)))) for name in found]


@lru_cache(maxsize=64)
def typed_forms(asked: str) -> frozenset[str]:
    """
    The forms that a typed name is looked for in: dots left away are a
    spelling, dots too many are a slip.
    """
    return standard_forms(fold(asked)) | {written(asked)}


def without_addition(name: str) -> str:
    """
    The name without what only tells it from others: Freiburg of Freiburg im Breisgau.
    """
    addition = re.search(_ADDITION, name)
    return name[: addition.start()].rstrip() or name if addition else name


class PlaceName(NamedTuple):
    """
    What the name of a place says: its kind ("municipality", "district", "association" or nothing), and the folded words
    that tell it from others; behind the first `core` of them stands what may be left out.
    """

    kind: str
    words: tuple[str, ...]
    core: int

    @property
    def root(self) -> tuple[str, ...]:
        """
        Of a district that is called after something, that: Heide of Heidekreis.
        """
        compound = re.fullmatch(_COMPOUND, self.words[-1])
        return (*self.words[:-1], compound["root"]) if compound else self.words

    def means(self, known: PlaceName) -> bool:
        """
        Whether a known place is called so, its addition abbreviated or left out; a district may be called by
        its root where it is said to be one.
        """
        called = {known.words, known.root} if self.kind == DISTRICT else {known.words}
        return known.core <= len(self.words) <= len(known.words) and any(
            self.words[: known.core] == words[: known.core]
            and all(map(_may_be, self.words[known.core :], words[known.core :]))
            for words in called
        )

    def is_part_of(self, known: PlaceName) -> bool:
        """
        Whether all words stand in a known name.
        """
        return set(self.words) <= set(known.words)


def _may_be(word: str, other: str) -> bool:
    """
    Whether two words of additions are the same, one of them abbreviated or not.
    """
    return _abbreviates(word, other) or _abbreviates(other, word)


def _abbreviates(word: str, other: str) -> bool:
    if word == other or len(word) > _LONGEST_ABBREVIATION:
        return other.startswith(word)
    letters = iter(other)
    return word[0] == other[0] and all(letter in letters for letter in word)


def sort_of(kind: str, kinds: Mapping[str, str]) -> str:
    """
    What sort of place a kind of members is: as declared, else as the word says; empty if that is unknown.
    """
    return kinds.get(kind) or TITLES.get(fold(kind), "")


@lru_cache(maxsize=64)
def place_names(name: str) -> tuple[PlaceName, ...]:
    """
    What a name says, with umlauts written out, then with bare vowels; empty if it has no word of its own.
    """
    core = len(_parsed(fold(without_addition(name)))[1])
    parsed = [_parsed(form) for form in dict.fromkeys((fold(name), bare(name)))]
    return tuple(PlaceName(kind, words, min(core, len(words)) or 1) for kind, words in parsed if words)


def _parsed(form: str) -> tuple[str, tuple[str, ...]]:
    """
    The kind and the distinctive words of a folded name.
    """
    words = [_SAINT.get(word, word) for word in form.split()]
    if _PART_OF_TOWN in words[1:]:
        words = words[: words.index(_PART_OF_TOWN, 1)]
    kind, words = _without_titles(words)
    said, rest = _without_titles(words[::-1])
    words = rest[::-1]
    if "kreis" in words[1:-1]:
        said, words = DISTRICT, [word for word in words if word != "kreis"]
    return kind or said, tuple(word for n, word in enumerate(words) if not _is_function(words, n)) or tuple(words)


def _without_titles(words: list[str]) -> tuple[str, list[str]]:
    """
    The kind that is said at the beginning of some words, and those behind it.
    """
    run = list(takewhile(lambda word: word in TITLES or word in _BEFORE_TITLES, words))
    kinds = [TITLES[word] for word in run if word in TITLES]
    rest = words[len(run) :]
    # Weil der Stadt is no Weil.
    return (kinds[0], rest) if kinds and rest[:1] != ["der"] else ("", words)


def _is_function(words: Sequence[str], n: int) -> bool:
    """
    Whether a word of a name only joins others: am, an der, and a. d., v. d., o. d.; an initial at the end is one of
    an addition: Freiburg a. A.
    """
    is_letter = n > 0 and len(words[n]) == 1
    if is_letter and n == len(words) - 1:
        return False
    return words[n] in FUNCTION_WORDS or (is_letter and "d" in words[n : n + 2])
