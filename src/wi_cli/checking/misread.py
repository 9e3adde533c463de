"""
What the reader of TOML stumbles over behind the place where somebody slipped.

Each function takes the text, what the reader says of it and where, and returns the fault and the text without it:
of the same length and with the same lines, to be asked about again, not to be used; None if it is another one.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from wi_cli.checking.faults import Fault, blank, never_closed
from wi_cli.checking.refusals import refusal
from wi_cli.checking.rule import rule
from wi_cli.german.characters import OUT_OF_PLACE, described
from wi_cli.registry import toml
from wi_cli.registry.edits import Edit, apply
from wi_cli.registry.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Callable

Misread = tuple[Fault, str]

_STATEMENT = re.compile(r"^[ \t]*(?:[A-Za-z0-9_-]+[ \t]*=|\[\[?[^\[\]\n]+\]\]?[ \t]*(?:#.*)?\r?$)", re.MULTILINE)
_COMMA = re.compile(r"=[ \t]*(?P<number>(?P<whole>[+-]?\d+),(?P<part>\d+))(?![.,]?\d)[ \t]*")
_THOUSANDS = 3

rule(
    code="WI011",
    name="stray-character",
    title="an invisible character, or a blank that is none, stands outside of a text",
    why="It came along with a copy from a page or a word processor. TOML knows only the blank that is typed, "
    "and takes everything else for a part of a key or a value.",
    bad="""
        [members.kassel]
        name =\u00a0"Kassel"
    """,
    good="""
        [members.kassel]
        name = "Kassel"
    """,
    fixable=True,
)


def misread(text: str, offset: int) -> Misread | None:
    """
    What was meant where the reader refuses a text, if it is one of the slips that are known here.
    """
    looks: tuple[Callable[[str, int], Misread | None], ...] = (_stray, _comma, _unclosed)
    return next((found for look in looks if (found := look(text, offset))), None)


def _stray(text: str, offset: int) -> Misread | None:
    """
    An invisible character between keys, values and signs.
    """
    found = re.compile(rf"[ \t]*({OUT_OF_PLACE})").match(text, offset)
    if not found:
        return None
    start, end = found.span(1)
    character = found[1]
    kind = unicodedata.category(character)
    hint = "type a plain blank" if kind == "Zs" else "delete it"
    edit = Edit(start, end, " " if kind == "Zs" else "") if kind in ("Zs", "Cf") else None
    fault = Fault("WI011", (start, end), f"invisible character {described(character)}", hint, edit)
    # Within a word the rest of it belongs to what was before.
    within = kind != "Zs" and re.match(r"\w", text[start - 1 : start]) and re.match(r"\w", text[end : end + 1])
    return fault, text[:start] + ("_" if within else " ") + text[end:]


def _comma(text: str, offset: int) -> Misread | None:
    """
    A number with a decimal comma: in braces and brackets TOML takes what follows for the next entry.
    """
    for found in _COMMA.finditer(text, text.rfind("\n", 0, offset) + 1):
        if found.start() > offset:
            return None
        if found.end("whole") <= offset <= found.end():
            whole, part = found["whole"], found["part"]
            hint = f"write {whole}.{part}"
            if len(part) == _THOUSANDS:
                hint = f"write {whole}{part}, or {whole}.{part} if that is its fraction"
            fault = Fault("WI001", found.span("number"), f"{found['number']} is written with a comma", hint)
            point = found.start("part") - 1
            return fault, text[:point] + "." + text[point + 1 :]
    return None


def _unclosed(text: str, offset: int) -> Misread | None:
    """
    A text of several lines that was never closed: what opens the next one has closed it.
    """
    before = [found.span for found in tokens(text) if found.kind == "string" and found.span[1] <= offset]
    start, end = before[-1] if before else (0, 0)
    quotes = text[start : start + 3]
    line_end = text.find("\n", start, end)
    if quotes not in ('"""', "'''") or line_end < 0:
        return None
    swallowed = _STATEMENT.search(text, line_end + 1, end)
    if not swallowed:
        return None
    closed = Edit(start, swallowed.start(), '""' + blank(text[start + 2 : swallowed.start()]))
    mended = apply(text, [closed])
    later = _refused_at(mended)
    return (never_closed(start, quotes), mended) if later is None or later > offset else None


def _refused_at(text: str) -> int | None:
    try:
        toml.loads(text)
    except toml.DecodeError as error:
        return refusal(text, error).offset
    except ValueError:
        return 0
    return None
