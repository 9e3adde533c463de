"""
German spelling, forgiven: the one place where Köln, Koeln and koln become equal.

`fold` writes umlauts as ae, oe, ue and ß as ss; `bare` drops the dots instead.
Two spellings mean the same if one of these `forms` of the first is one of the
second's.  `Folded` remembers where each folded character came from,
so that a hit can be marked in the text as it stands in the registry.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span = tuple[int, int]

# casefold() has made ss of ß already.
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@lru_cache(maxsize=4096)
def _fold_character(character: str, *, umlauts: bool) -> str:
    """
    One character with its combining marks, folded; a blank for punctuation.
    """
    composed = unicodedata.normalize("NFC", character)
    composed = "".join(c for c in composed if not unicodedata.combining(c)).casefold()
    if umlauts:
        composed = composed.translate(_UMLAUTS)
    # Decomposed only now: the other order would turn ö into o before it can become oe.
    plain = "".join(c for c in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(c)).casefold()
    return "".join(c if c.isalnum() else " " for c in plain)


def _characters(text: str) -> Iterator[Span]:
    """
    Spans of a character together with the combining marks that follow it.
    """
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield start, end
            start = end


class Folded:
    """
    A folded text that knows where it came from.

    `text` has single blanks between words and none at its ends; `span(a, b)`
    gives the span of the original text that `text[a:b]` was folded from.
    """

    __slots__ = ("_origins", "text")

    def __init__(self, original: str, *, umlauts: bool = True) -> None:
        letters: list[str] = []
        origins: list[Span] = []
        for start, end in _characters(original):
            for letter in _fold_character(original[start:end], umlauts=umlauts):
                if letter == " " and (not letters or letters[-1] == " "):
                    continue
                letters.append(letter)
                origins.append((start, end))
        if letters and letters[-1] == " ":
            letters.pop()
            origins.pop()
        self.text = "".join(letters)
        self._origins = origins

    def span(self, start: int, end: int) -> Span:
        """
        Where `text[start:end]`, not empty, stands in the original text.
        """
        return self._origins[start][0], self._origins[end - 1][1]


class _Table(dict[int, str]):
    """
    For str.translate: every character folded, each looked up once; a new line stays one.
    """

    def __init__(self, *, umlauts: bool) -> None:
        super().__init__({ord("\n"): "\n"})
        self._umlauts = umlauts

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = "" if unicodedata.combining(character) else _fold_character(character, umlauts=self._umlauts)
        self[code] = folded
        return folded


_FOLD = _Table(umlauts=True)
_BARE = _Table(umlauts=False)
# In most German texts nothing else isn't ASCII; the widest first, since text without it takes less memory and time.
_USUAL = "–“„ßäöüÄÖÜ"
MOST_REPLACED = 20
_NOT_ASCII = re.compile(r"[^\0-\x7f]")


def _translated(text: str, table: _Table) -> str:
    """
    Every character folded, with as many blanks as that leaves.
    """
    text = unicodedata.normalize("NFC", text)
    if not text.isascii():  # for ASCII translate() is ten times as fast
        for character in _USUAL:
            text = text.replace(character, table[ord(character)])
    if not text.isascii() and len(others := set(_NOT_ASCII.findall(text))) <= MOST_REPLACED:
        for character in others:
            text = text.replace(character, table[ord(character)])
    return text.translate(table)


def fold(text: str) -> str:
    """
    Lower case, ä as ae, ö as oe, ü as ue, ß as ss, other marks dropped,
    anything but letters and digits a single blank.  The same as `Folded(text).text`.
    """
    return " ".join(_translated(text, _FOLD).split())


def bare(text: str) -> str:
    """
    As `fold`, but with the bare vowel: Köln becomes koln.  Sorted by it, names
    stand as DIN 5007-1 wants them.
    """
    return " ".join(_translated(text, _BARE).split())


def fold_lines(texts: Iterable[str], *, umlauts: bool) -> str:
    """
    Many texts as `fold` or, without umlauts, `bare` has them, in one go: each
    on a line of its own, between two blanks; an empty one is a single blank.
    """
    lines = " \n ".join([text.replace("\n", " ") for text in texts])
    folded = f" {_translated(lines, _FOLD if umlauts else _BARE)} "
    while "  " in folded:
        folded = folded.replace("  ", " ")
    return folded


def forms(text: str) -> frozenset[str]:
    """
    All folded forms of a text: one or two.
    """
    return frozenset((fold(text),) if text.isascii() else (fold(text), bare(text)))


DISTRICT_WORDS = frozenset({"landkreis", "kreis", "lkr", "lk"})
FUNCTION_WORDS = frozenset(
    [
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
    ]
)
TOWN_WORDS = frozenset({"stadt", "landeshauptstadt"})
_WRITTEN_OUT = {"st": "sankt", **dict.fromkeys(DISTRICT_WORDS, "kreis")}
# What tells places of one name apart: Freiburg im Breisgau, Halle (Saale), Lauterbach/Schwarzwald.
_BEFORE_PLACE = "a\\.|i\\.|b\\.|am|an|auf|bei|der|im|in|ob|vor|unter|unterm|zu|zum|zur"
_ADDITION = re.compile(rf"\s*[(/,].*|\s+(?:{_BEFORE_PLACE})(?:\s.*|$)", re.IGNORECASE)


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
    result = set()
    for form in map(standard, forms(name)):
        first, _, rest = form.partition(" ")
        result.add(rest if rest and first in TOWN_WORDS else form)
    return frozenset(result)


def written(text: str) -> str:
    """
    A text as it is written, but in lower case and without punctuation.
    """
    if text.isascii():
        return fold(text)
    composed = unicodedata.normalize("NFC", text).lower()
    return " ".join("".join(c if c.isalnum() else " " for c in composed).split())


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
    return _ADDITION.sub("", name, count=1) or name


_NUMBER = re.compile(r"(?:\+|\(?0)[\d ()/.–-]*", re.ASCII)
_GERMANY = "49"
SHORTEST_NUMBER = 3


def dialled(typed: str) -> str:
    """
    The digits of a telephone number, country code first: 0561 787,
    +49 (0)561 787 and 0049 561-787 are 49561787.  Empty for anything else.
    """
    digits = re.sub(r"\D", "", typed.replace("(0)", ""))
    if not _NUMBER.fullmatch(typed.strip()) or len(digits) < SHORTEST_NUMBER:
        return ""
    if "+" in typed:
        return digits
    return digits[2:] if digits.startswith("00") else _GERMANY + digits[1:]


def allowed_typos(word: str) -> int:
    """
    How many slips are forgiven in a word of that length: one from four
    letters, two from eight.
    """
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2  # noqa: PLR2004  # the lengths are the rule


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
    words = list(known)
    # A suggestion may be a little further off than a match: a person decides.
    cutoff = max(1, min(3, len(target) // 3))
    found = extract(target, [_folded(word) for word in words], scorer=OSA.distance, score_cutoff=cutoff, limit=None)
    return [word for _, word in sorted((distance, words[n]) for _, distance, n in found)[:most]]


_folded = lru_cache(maxsize=65536)(fold)


def did_you_mean(wanted: str, known: Iterable[str]) -> str | None:
    """
    "did you mean 'x'?" for the nearest known word, if one is near.
    """
    words = nearest(wanted, known)
    return f"did you mean {words[0]!r}?" if words else None
