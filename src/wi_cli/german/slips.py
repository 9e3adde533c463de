"""
Slips: which word somebody probably meant who typed another one.

`spelling` and `placenames` say what is equal; here two texts differ, and the
question is by how little.  A slip is a letter too many, too few, another one,
or two swapped.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from wi_cli.german.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


LONGEST_WORD = 200
"""
What is longer is no word that anybody types: it is compared as it is, without
slips.  The longest German name of a place has 58 letters.
"""


def allowed_typos(word: str) -> int:
    """
    How many slips are forgiven in a word of that length: one from four
    letters, two from eight, none in what is too long to be a word.
    """
    return 0 if not 4 <= len(word) <= LONGEST_WORD else 1 if len(word) < 8 else 2  # noqa: PLR2004  # the lengths are the rule


def few_slips_away(target: str, words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """
    The folded words that are at most the allowed number of slips away, and at least one, with how many.
    """
    allowed = allowed_typos(target)
    if not allowed:
        return
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    for word, distance, _ in extract(target, words, scorer=OSA.distance, score_cutoff=allowed, limit=None):
        if 0 < distance <= allowed_typos(word):
            yield word, distance


def slips_in_words(typed: Sequence[str], known: Iterable[Sequence[str]]) -> int:
    """
    How few slips the words of a name are away from one of some known names, at least one; 0 if those are too many
    in a word.  A blank too many or too few is one; an initial behind a name is none: Freiburg E.
    """
    found = (_slips(typed, words) for words in known)
    return min((slips for slips in found if slips), default=0)


def _slips(typed: Sequence[str], meant: Sequence[str]) -> int:
    from rapidfuzz.distance import OSA

    # A blank too many or too few is a slip like others.
    parted = len(typed) != len(meant)
    if parted and len(typed[-1]) == 1 and "".join(typed) != "".join(meant):
        return 0
    pairs = [(" ".join(typed), " ".join(meant))] if parted else list(zip(typed, meant, strict=True))
    slips = [OSA.distance(word, other, score_cutoff=2) for word, other in pairs]
    allowed = [min(map(allowed_typos, pair)) for pair in pairs]
    return sum(slips) if all(map(int.__le__, slips, allowed)) else 0


# Keys that lie side by side on a German keyboard.
_ROWS = ("qwertzuiop", "asdfghjkl ", "yxcvbnm   ")
_BESIDE = frozenset(
    frozenset((key, other))
    for y, row in enumerate(_ROWS)
    for x, key in enumerate(row)
    for other in (row[x + 1 : x + 2], *(_ROWS[y + 1][max(0, x - 1) : x + 1] if y + 1 < len(_ROWS) else ""))
)


def slip(typed: str, meant: str) -> int:
    """
    How likely it is that somebody typed one folded word and meant another, 0
    to 100: what fingers do (two letters swapped, one doubled or dropped)
    before the key beside, before any other letter, before two slips.
    """
    from rapidfuzz.distance import OSA

    distance = OSA.distance(typed, meant)
    if distance == 0:
        return 100
    if distance > 1:
        return max(0, 80 - 10 * distance)
    place = next((n for n, (one, other) in enumerate(zip(typed, meant, strict=False)) if one != other), -1)
    place = min(len(typed), len(meant)) if place < 0 else place
    if len(typed) < len(meant):
        return 96
    if len(typed) > len(meant):
        return 95 if typed[place] == typed[place - 1 : place] else 85
    if typed[place + 1 :] != meant[place + 1 :]:
        return 95  # not one letter and yet one slip: two swapped
    return 90 if frozenset((typed[place], meant[place])) in _BESIDE else 83


def left_out(typed: str, meant: str) -> bool:
    """
    Whether `typed` is `meant` without one of its letters.
    """
    if len(typed) + 1 != len(meant) or not allowed_typos(typed):
        return False
    same = next((n for n, (one, other) in enumerate(zip(typed, meant, strict=False)) if one != other), len(typed))
    return typed[same:] == meant[same + 1 :]


def nearest(wanted: str, known: Iterable[str], most: int = 1) -> list[str]:
    """
    The known words that `wanted` is probably a slip of, nearest first.
    """
    from rapidfuzz.distance import OSA  # 40 ms, and needed only once something is misspelt
    from rapidfuzz.process import extract

    target = fold(wanted)
    if len(target) > LONGEST_WORD:
        return []
    words = list(known)
    # A suggestion may be a little further off than a match: a person decides.
    cutoff = max(1, min(3, len(target) // 3))
    found = extract(target, [_folded(word) for word in words], scorer=OSA.distance, score_cutoff=cutoff, limit=None)
    return [word for _, word in sorted((distance, words[n]) for _, distance, n in found)[:most]]


def is_one_slip(word: str, other: str) -> bool:
    """
    Whether one letter is too many, too few or wrong in a word, or two are swapped.
    """
    from rapidfuzz.distance import OSA  # as above

    return OSA.distance(word, other, score_cutoff=1) == 1


_folded = lru_cache(maxsize=65536)(fold)


def did_you_mean(wanted: str, known: Iterable[str]) -> str | None:
    """
    "did you mean 'x'?" for the nearest known word, if one is near.
    """
    words = nearest(wanted, known)
    return f"did you mean {words[0]!r}?" if words else None
