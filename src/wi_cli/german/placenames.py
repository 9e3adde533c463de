"""
Names of places: LK, Lkr. and Kreis, St. and Sankt, Frankfurt a. M. and am Main are the same.

What `spelling` makes equal letter by letter, this makes equal word by word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from wi_cli.german.spelling import fold, forms, spellings, written, written_lines

if TYPE_CHECKING:
    from collections.abc import Sequence


DISTRICT_WORDS = frozenset({"landkreis", "kreis", "lkr", "lk"})
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
        "vor",
        "zu",
        "zum",
        "zur",
    }
)
TOWN_WORDS = frozenset({"stadt", "landeshauptstadt"})
_WRITTEN_OUT = {"st": "sankt", **dict.fromkeys(DISTRICT_WORDS, "kreis")}
# What tells places of one name apart: Freiburg im Breisgau, Halle (Saale), Lauterbach/Schwarzwald.
_BEFORE_PLACE = "a\\.|i\\.|b\\.|am|an|auf|bei|der|im|in|ob|vor|unter|unterm|zu|zum|zur"
_ADDITION = re.compile(rf"[(/,]|\s(?:{_BEFORE_PLACE})(?:\s|$)", re.IGNORECASE)


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
    addition = _ADDITION.search(name)
    return name[: addition.start()].rstrip() or name if addition else name
