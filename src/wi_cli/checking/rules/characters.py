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
    "the name of such a host is written as xn--. `--fix` puts plain ones for wide letters and for other hyphens.",
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


def spoilt(path: Path, text: str) -> list[Spoilt]:
    """
    The characters of a text that are not what they seem to be, in order.
    """
    if text.isascii():
        return []
    field = next((part for part in reversed(path) if isinstance(part, str)), "")
    is_label = path[0] == "topics"
    if is_label or (field not in _EXACT and not (field == "title" and "contacts" in path)):
        return [_hidden(path, found) for found in HIDDEN.finditer(text)]
    found = [_hidden(path, found) for found in HIDDEN_IN_NAMES.finditer(text)]
    found += [_blank(path, found, field) for found in BLANK.finditer(text, *_inner(text))]
    found += _look_alikes(path, text, field)
    return sorted(found, key=lambda one: one.problem.characters or (0, 0))


def spoilt_key(path: Path) -> list[Problem]:
    """
    The characters of a key that are not what they seem to be.  Other lines may have the same key, so that only
    its author can mend it.
    """
    key = str(path[-1])
    label = f"in {label_of(path)}"
    found = [_hidden(path, found) for found in HIDDEN_IN_NAMES.finditer(key)]
    found += [_blank(path, found, "sources") for found in BLANK.finditer(key)]
    found += _look_alikes(path, key, "sources")
    return [
        problem._replace(message=f"{problem.message.removesuffix(label)}in this key", at_key=True, fix=None)
        for problem, _ in found
    ]


def _inner(text: str) -> tuple[int, int]:
    """
    The text without the blanks around it, which are another defect.
    """
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _hidden(path: Path, found: re.Match[str]) -> Spoilt:
    return _spoilt(path, "WI118", found.span(), f"invisible {described(found[0])}", "delete it", "")


def _blank(path: Path, found: re.Match[str], field: str) -> Spoilt:
    message = f"{described(found[0])}, which is no plain blank,"
    if field in _ADDRESSES:
        one = _spoilt(path, "WI118", found.span(), message, "delete it, or write %20", "")
        return one._replace(problem=one.problem._replace(fix=None))
    if field in _WITH_BLANKS:
        return _spoilt(path, "WI118", found.span(), message, "type a plain one", " ")
    return _spoilt(path, "WI118", found.span(), message, "delete it", "")


def _look_alikes(path: Path, text: str, field: str) -> Iterator[Spoilt]:
    for found in FULL_WIDTH.finditer(text):
        plain = narrow(found[0])
        yield _spoilt(path, "WI119", found.span(), f"wide {found[0]!r}", f"write {plain}", plain)
    if field not in _PHONES:  # whose own rule knows all hyphens
        for found in HYPHEN.finditer(text):
            yield _spoilt(path, "WI119", found.span(), described(found[0]), "write a plain -", "-")
    host = _HOST.match(text) if field in _ADDRESSES else None
    for start in foreign_letters(text, alone=field == "email" or field in _IDS):
        yield _foreign(path, text, start)
    if host:
        mixed = set(foreign_letters(text, alone=False))
        first, last = host.span(1)
        yield from (
            _foreign(path, text, first + start)
            for start in foreign_letters(text[first:last], alone=True)
            if first + start not in mixed
        )


def _foreign(path: Path, text: str, start: int) -> Spoilt:
    letter = text[start]
    latin = LATIN.get(letter)
    hint = f"type a Latin {latin}" if latin else "write Latin letters"
    one = _spoilt(path, "WI119", (start, start + 1), described(letter), hint, latin or "")
    return Spoilt(one.problem._replace(fix=None), latin)


def _spoilt(path: Path, code: str, span: tuple[int, int], what: str, hint: str, meant: str) -> Spoilt:
    problem = Problem(path, code, f"{what} in {label_of(path)}", hint, fix=partial(_instead, meant), characters=span)
    return Spoilt(problem, meant)


def _instead(meant: str, _: str) -> str:
    return meant
