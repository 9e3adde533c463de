"""
German spelling, forgiven: the one place where Köln, Koeln and koln become equal.

`written` keeps of a text what a name is told by: small letters, among them ä,
ö, ü and ß, and digits.  From that come `fold`, which writes umlauts as ae, oe,
ue and ß as ss, and `bare`, which drops the dots instead.  Two spellings mean
the same if one of these `forms` of the first is one of the second's; `pattern`
finds a word in whatever spelling in a long text, and `origin` tells where that
stands in the text as it is in the registry.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator

Span = tuple[int, int]

_UMLAUTS = "äöüß"
_FOLD = str.maketrans(dict(zip(_UMLAUTS, ("ae", "oe", "ue", "ss"), strict=True)))
_BARE = str.maketrans(dict(zip(_UMLAUTS, ("a", "o", "u", "ss"), strict=True)))


# As many marks as Unicode's Stream-Safe Text Format has on one letter (UAX #15, 13); nobody writes a tenth of them.
_MOST_MARKS = 30
# More signs than that in a row that are neither letters nor blanks: marks, or dashes and the like.
_MANY_SIGNS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS + 1},}}")


def _composed(text: str) -> str:
    """
    The text in Unicode's composed form, without the marks that are too many on
    one letter: to put those in order takes a time that grows with the square of their number.
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _MANY_SIGNS.sub(_with_few_marks, text))


def _with_few_marks(signs: re.Match[str]) -> str:
    groups = ((marks, list(group)) for marks, group in groupby(signs[0], lambda sign: unicodedata.combining(sign) > 0))
    return "".join("".join(group[:_MOST_MARKS] if marks else group) for marks, group in groups)


@lru_cache(maxsize=4096)
def _letters(character: str) -> str:
    """
    What one character with its combining marks is for `written`: a small
    letter as a rule, a blank for punctuation.
    """
    composed = "".join(c for c in _composed(character) if not unicodedata.combining(c))
    if (small := composed.lower()) in _UMLAUTS:
        return small
    # Decomposed only now: the other order would turn ö into o before it can become oe.
    plain = unicodedata.normalize("NFKD", composed.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return "".join(c if c.isalnum() else " " for c in plain)


class _Table(dict[int, str]):
    """
    For str.translate: the letters of every character, each looked up once; a new line stays one.
    """

    def __missing__(self, code: int) -> str:
        character = chr(code)
        # A mark that is composed with nothing; by itself one of them would be a letter.
        self[code] = "" if unicodedata.combining(character) else _letters(character)
        return self[code]


_LETTERS = _Table({ord("\n"): "\n"})


def written(text: str) -> str:
    """
    Lower case, no accents but those of ä, ö and ü, anything but letters and digits a single blank.
    """
    return " ".join(_composed(text).translate(_LETTERS).split())


def fold(text: str) -> str:
    """
    As `written`, with ä as ae, ö as oe, ü as ue, ß as ss.
    """
    return written(text).translate(_FOLD)


def bare(text: str) -> str:
    """
    As `written`, with the bare vowel: Köln becomes koln.  Sorted by it, names
    stand as DIN 5007-1 wants them.
    """
    return written(text).translate(_BARE)


def forms(text: str) -> frozenset[str]:
    """
    All folded forms of a text: one or two.
    """
    return spellings(written(text))


def spellings(letters: str) -> frozenset[str]:
    """
    The forms of what is `written` already.
    """
    return frozenset((letters,) if letters.isascii() else (letters.translate(_FOLD), letters.translate(_BARE)))


def written_lines(texts: Iterable[str]) -> str:
    """
    Many texts in one go, each on a line of its own between two blanks, letter
    by letter as `written` has them; every other character is a blank, so that
    `origin` knows where a letter came from.
    """
    lines = " \n ".join([text.replace("\n", " ") for text in texts])
    return f" {_long_translated(_composed(lines))} "


# What these are isn't one letter of Latin-1.
_LONGER = "¼½¾µ"
MOST_REPLACED = 20


@lru_cache(maxsize=1)
def _one_byte() -> bytes:
    """
    The letter of every character of Latin-1 that has one.
    """
    return bytes(0 if chr(code) in _LONGER else ord(_LETTERS[code]) for code in range(256))


def _long_translated(text: str) -> str:
    """
    As `text.translate(_LETTERS)`, for the length of a registry.

    German text is Latin-1 but for a few kinds of dashes and quotes: with those
    out of the way a table of bytes takes a sixth of the time (3 ms instead of
    19 for 1,000 members, 8 % of a whole search).  It is made by the first
    search: no other command gains by it.
    """
    for character in _LONGER:
        text = text.replace(character, _LETTERS[ord(character)])
    for _ in range(MOST_REPLACED):
        try:
            return text.encode("latin-1").translate(_one_byte()).decode("latin-1")
        except UnicodeEncodeError as error:
            other = text[error.start]
            if (letters := _LETTERS[ord(other)]) == other:
                break
            text = text.replace(other, letters)
    return text.translate(_LETTERS)


def origin(text: str, start: int, end: int) -> Span:
    """
    Where letters `start` to `end`, at least one, of a text's line stand in the text; the blank before it isn't counted.
    """
    if _is_letter_by_letter(text):
        return start, end
    starts, ends = _origins(text)
    return starts[start], ends[end - 1]


# Asked for each of many words that may be found in one long text.
@lru_cache(maxsize=64)
def _is_letter_by_letter(text: str) -> bool:
    return text.isascii() or all(len(_LETTERS[ord(character)]) == 1 for character in set(text))


@lru_cache(maxsize=4)
def _origins(text: str) -> tuple[array[int], array[int]]:
    """
    Where each letter of a text's line comes from: begins and ends.
    """
    from array import array  # where something is marked in a text

    starts, ends = array("L"), array("L")
    for start, end in _characters(text):
        letters = len(_letters(text[start:end]))
        starts.extend([start] * letters)
        ends.extend([end] * letters)
    return starts, ends


def _characters(text: str) -> Iterator[Span]:
    """
    Spans of a character together with the combining marks that follow it.
    """
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield start, end
            start = end


# What may stand for what was typed: one of these, letter by letter.
_SPELLINGS: dict[str, tuple[tuple[str, ...], ...]] = {
    "ä": (("ä",), ("a", "e")),
    "ö": (("ö",), ("o", "e")),
    "ü": (("ü",), ("u", "e")),
    "ß": (("ß",), ("s", "s")),
    "ae": (("aä", "e"), ("ä",)),
    "oe": (("oö", "e"), ("ö",)),
    "ue": (("uü", "e"), ("ü",)),
    "ss": (("s", "s"), ("ß",)),
    "sss": (("s", "s", "s"), ("ß", "s"), ("s", "ß")),
    "a": (("aä",),),
    "o": (("oö",),),
    "u": (("uü",),),
}
_SPELT = re.compile("[aou]e|sss?|.")


def _spelling(spellings: tuple[tuple[str, ...], ...]) -> str:
    return "|".join("".join(f"[{letters}]" for letters in spelling) for spelling in spellings)


_PATTERNS = {typed: f"(?:{_spelling(spellings)})" for typed, spellings in _SPELLINGS.items()} | {" ": " +"}


def pattern(word: str) -> str:
    """
    A regular expression that finds a word, as `written` has it, in lines of
    `written_lines`, however its umlauts are spelt there and typed here.
    """
    letters = [_PATTERNS.get(letter, letter) for letter in _SPELT.findall(word)]
    if letters[-1:] == ["s"]:
        letters[-1] = "(?:s|ß(?=[^ ]))"  # the beginning of a word may end within its ß
    return "".join(letters)


def with_gaps(typed: str, word: str) -> int:
    """
    How much of a word it takes to find in it all that was typed, in this order
    and the first letter first, however umlauts are spelt; 0 if it isn't all there.
    """
    end = 0
    typed_letters = _SPELT.findall(typed)
    for n, letter in enumerate(typed_letters):
        half = n == len(typed_letters) - 1 and letter == "s"
        spellings = (("s",), ("ß",)) if half else _SPELLINGS.get(letter, ((letter,),))
        ends = [_end_of(spelling, word, end, first=n == 0) for spelling in spellings]
        # What ends first leaves most room for the rest.
        end = min((found for found in ends if found), default=0)
        if not end or (half and end == len(word) and word[-1] == "ß"):
            return 0
    return end


def _end_of(spelling: tuple[str, ...], word: str, start: int, *, first: bool) -> int:
    """
    Where letters in this order end in a word; 0 if they aren't there.
    """
    if first and word[:1] not in spelling[0]:
        return 0
    for letters in spelling:
        places = [place for letter in letters if (place := word.find(letter, start)) >= 0]
        if not places:
            return 0
        start = min(places) + 1
    return start
