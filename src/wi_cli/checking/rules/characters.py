"""
Rules on characters that are not what they seem to be, in texts and in keys.

They look before all others, which then see what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from wi_cli.checking.rule import Problem, label_of, rule
from wi_cli.german.characters import (
    BLANK,
    DASH,
    FULL_WIDTH,
    HIDDEN,
    HIDDEN_IN_NAMES,
    HYPHEN,
    LATIN,
    described,
    foreign_letters,
    narrow,
)
from wi_cli.registry.values import Path

_HOST = re.compile(r"\w+://([^/?#]*)")
_ADDRESSES = frozenset({"url", "website"})
_IDS = frozenset({"indicator", "part_of", "sources", "topics"})
_WITHOUT_BLANKS = frozenset(
    {"email", "postal_code", "country", "ags", "state", "qualifier", "as_of", "date", "since", "until", "seen"}
)
_PHONES = frozenset({"phone", "mobile", "fax"})
_NAMES = frozenset(
    {"name", "short_name", "aliases", "office", "given_name", "family_name", "title", "suffix", "street", "city"}
)
_WITH_BLANKS = _PHONES | _NAMES | {"kind", "district"}
_EXACT = _ADDRESSES | _IDS | _WITHOUT_BLANKS | _WITH_BLANKS - {"title"}

rule(
    code="WI118",
    name="hidden-character",
    title="an invisible character, or a no-break blank in a name, an address, a number or an id",
    why="It came along with a copy from a page or a PDF. Nobody sees it, and no search, mail or link gets past it. "
    "In other texts only what serves nobody is an error, such as U+200B: a soft hyphen, a joiner or a no-break blank, "
    "as in z. B., may be meant there.",
    bad=r"""
        [[members.kassel.contacts]]
        family_name = "Muster\u200bmann"
        sources = ["kassel-portrait"]
    """,
    good="""
        [[members.kassel.contacts]]
        family_name = "Mustermann"
        sources = ["kassel-portrait"]
    """,
    fixable=True,
)

rule(
    code="WI119",
    name="look-alike-character",
    title="a character of another script or width stands where a plain one is meant",
    why="A Cyrillic а looks like a Latin a, and ＠ like @, but mail, links and searches tell them apart "
    "(UTS #39). Words that are wholly in another script are left alone, but for e-mail addresses, hosts and ids; "
    "the name of such a host is written as xn--. `--fix` puts plain ones for wide letters, and for other hyphens and "
    "for dashes in e-mail addresses, hosts and ids.",
    bad=r"""
        [[members.kassel.contacts]]
        office = "Jugendamt"
        email = "jugendamt\uff20kassel.de"
        sources = ["kassel-portrait"]
    """,
    good="""
        [[members.kassel.contacts]]
        office = "Jugendamt"
        email = "jugendamt@kassel.de"
        sources = ["kassel-portrait"]
    """,
    fixable=True,
)


class Spoilt(NamedTuple):
    """
    A character that is not what it seems to be, and what was meant; None if nobody can tell.
    """

    problem: Problem
    meant: str | None


class _Place(NamedTuple):
    """
    A text or a key: its path, what to call it, and the field whose characters it may have.
    """

    path: Path
    called: str
    field: str


def spoilt(path: Path, text: str) -> list[Spoilt]:
    """
    The characters of a text that are not what they seem to be, in order.
    """
    if text.isascii():
        return []
    field = next((part for part in reversed(path) if isinstance(part, str)), "")
    place = _Place(path, label_of(path), field)
    is_label = path[0] == "topics"
    if is_label or (field not in _EXACT and not (field == "title" and "contacts" in path)):
        return [_hidden(place, found) for found in HIDDEN.finditer(text)]
    return _exact(place, text, *_inner(text))


def spoilt_key(path: Path) -> list[Spoilt]:
    """
    The characters of a key that are not what they seem to be, in order.  Other lines may have the same key, so that
    only its author can mend it.
    """
    key = str(path[-1])
    found = _exact(_Place(path, "this key", "kind" if path[0] == "kinds" else "sources"), key, 0, len(key))
    return [Spoilt(problem._replace(at_key=True, fix=None), meant) for problem, meant in found]


def _exact(place: _Place, text: str, first: int, last: int) -> list[Spoilt]:
    """
    The characters of a text that is looked up; blanks only from one place to another.
    """
    found = [_hidden(place, found) for found in HIDDEN_IN_NAMES.finditer(text)]
    found += [_blank(place, found) for found in BLANK.finditer(text, first, last)]
    found += _look_alikes(place, text)
    return sorted(found, key=lambda one: one.problem.characters or (0, 0))


def _inner(text: str) -> tuple[int, int]:
    """
    The text without the blanks around it, which are another defect.
    """
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _hidden(place: _Place, found: re.Match[str]) -> Spoilt:
    return _spoilt(place, "WI118", found.span(), f"invisible {described(found[0])}", "delete it", "")


def _blank(place: _Place, found: re.Match[str]) -> Spoilt:
    message = f"{described(found[0])}, which is no plain blank,"
    if place.field in _ADDRESSES:
        one = _spoilt(place, "WI118", found.span(), message, "", "")
        return _unmended(one, "delete it, or write %20")
    if place.field in _WITH_BLANKS:
        return _spoilt(place, "WI118", found.span(), message, "type a plain one", " ")
    return _spoilt(place, "WI118", found.span(), message, "delete it", "")


def _look_alikes(place: _Place, text: str) -> Iterator[Spoilt]:
    for found in FULL_WIDTH.finditer(text):
        plain = narrow(found[0])
        yield _spoilt(place, "WI119", found.span(), f"wide {found[0]!r}", f"write {plain}", plain)
    if place.field not in _PHONES:  # whose own rule knows all hyphens
        for found in HYPHEN.finditer(text):
            yield _hyphen(place, found)
    host = _HOST.match(text) if place.field in _ADDRESSES else None
    is_plain = place.field == "email" or place.field in _IDS
    if is_plain or place.field in _ADDRESSES:
        for found in DASH.finditer(text):
            in_path = not is_plain and not (host and found.end() <= host.end())
            # Some pages really have it in their address.
            one = _hyphen(place, found)
            yield _unmended(one, "write a plain -, or its code with %") if in_path else one
    for start in foreign_letters(text, alone=is_plain):
        yield _foreign(place, text, start)
    if host:
        mixed = set(foreign_letters(text, alone=False))
        first, last = host.span(1)
        yield from (
            _foreign(place, text, first + start)
            for start in foreign_letters(text[first:last], alone=True)
            if first + start not in mixed
        )


def _hyphen(place: _Place, found: re.Match[str]) -> Spoilt:
    return _spoilt(place, "WI119", found.span(), described(found[0]), "write a plain -", "-")


def _foreign(place: _Place, text: str, start: int) -> Spoilt:
    letter = text[start]
    latin = LATIN.get(letter)
    one = _spoilt(place, "WI119", (start, start + 1), described(letter), "", latin or "")
    return Spoilt(_unmended(one, f"type a Latin {latin}" if latin else "write Latin letters").problem, latin)


def _unmended(one: Spoilt, hint: str) -> Spoilt:
    """
    What only a person can mend.
    """
    return one._replace(problem=one.problem._replace(hint=hint, fix=None))


def _spoilt(place: _Place, code: str, span: tuple[int, int], what: str, hint: str, meant: str) -> Spoilt:
    message = f"{what} in {place.called}"
    return Spoilt(Problem(place.path, code, message, hint, fix=partial(_instead, meant), characters=span), meant)


def _instead(meant: str, _: str) -> str:
    return meant
