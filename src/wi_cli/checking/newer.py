"""
What TOML 1.1 allows and TOML 1.0 does not, and how TOML 1.0 says the same.

A registry is TOML 1.0: editors and programs that read it can't be expected to know more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wi_cli.checking import refusals
from wi_cli.checking.faults import Fault
from wi_cli.checking.rule import rule
from wi_cli.registry import toml
from wi_cli.registry.edits import Edit, apply
from wi_cli.registry.tokens import pieces, tokens

if TYPE_CHECKING:
    from wi_cli.checking.refusals import Refusal
    from wi_cli.registry.tokens import Span

# The longest table that a hint shows in one line.
_SHOWN = 120
_ESCAPE = re.compile(r"\\(?:e|x([0-9A-Fa-f]{2}))")
_TIME = re.compile(
    r"(?<![^\s=\[,])(?P<date>\d{4}-\d\d-\d\d[Tt ])?\d\d:\d\d"
    r"(?P<zone>(?(date)(?:[Zz]|[+-]\d\d:\d\d)?))(?![^\s,\]}#])"
)

rule(
    code="WI009",
    name="newer-toml",
    title="something stands here that only TOML 1.1 has",
    why="A registry is TOML 1.0 (toml.io), which all editors and programs read. "
    r"Tables in { } stand in one line, without a comma at the end; times have seconds; there is no \e and no \x.",
    bad="""
        [members.kassel]
        location = {
            lat = 51.317,
            lon = 9.5,
        }
    """,
    good="""
        [members.kassel]
        location = { lat = 51.317, lon = 9.5 }
    """,
)


def newer(text: str, refusal: Refusal) -> tuple[Fault, str] | None:
    """
    What TOML 1.1 would read where the reader refuses a text, and the text without it, of the same length and with
    the same lines: to be asked about again, not to be used.  None if TOML 1.1 would refuse it, too.
    """
    kind, _, offset = refusal
    if kind == refusals.ESCAPE:
        return _escape(text, offset)
    is_open = kind in (refusals.OPEN_TABLE, refusals.OPEN_LIST)
    if (is_open or kind == refusals.LINE_END) and (time := _time(text, offset)):
        return time
    before = text[:offset].rstrip(" \t")
    if kind == refusals.OPEN_TABLE or (kind == refusals.KEY and before.endswith(("{", ","))):
        return _table(text, offset, before)
    return None


def _escape(text: str, offset: int) -> tuple[Fault, str] | None:
    found = _ESCAPE.match(text, text.rindex("\\", 0, offset))
    if not found:
        return None
    fault = Fault("WI009", found.span(), f"{found[0]} is an escape of TOML 1.1", f"write \\u00{found[1] or '1b'}")
    return fault, _with(text, found.span(), "\ufffd" * len(found[0]))


def _time(text: str, offset: int) -> tuple[Fault, str] | None:
    line = text.rfind("\n", 0, offset) + 1
    found = next((time for time in _TIME.finditer(text, line) if time.end() > offset), None)
    if not found or found.start() > offset:
        return None
    full = f"{found[0].removesuffix(found['zone'])}:00{found['zone']}"
    if _refused(f"x = {full}"):
        return None
    fault = Fault("WI009", found.span(), "a time without seconds is TOML 1.1", f"write {full}")
    return fault, _with(text, found.span(), "1" * len(found[0]))


def _table(text: str, offset: int, before: str) -> tuple[Fault, str] | None:
    """
    A table in braces over several lines, or with a comma behind its last entry.
    """
    start = next((token.span[0] for token in reversed([*tokens(before)]) if token.kind == "open bracket"), -1)
    if start < 0 or text[start] != "{":
        return None
    if text.startswith("}", offset) and before.endswith(","):
        comma = (len(before) - 1, len(before))
        fault = Fault("WI009", comma, "a comma behind the last entry of a table in { } is TOML 1.1", "delete it")
        return fault, _with(text, comma, " ")
    if not text.startswith(("#", "\n", "\r\n"), offset):
        return None
    table = text[start:]
    keys = _keys(table)
    if not keys:
        return None
    end = keys.pop()[1]
    for key in keys:
        if wrong := _refused(f"{table[slice(*key)]} 0"):
            return _escape(text, start + key[0] + wrong.offset) if wrong.kind == refusals.ESCAPE else None
    plain = _in_one_line(table[:end])
    hint = f"write it in one line: {plain}" if plain else "write it in one line, or under a header of its own"
    fault = Fault("WI009", (start, start + 1), "a table in { } over several lines is TOML 1.1", hint)
    # Read on as a list of its values: that may stand in several lines, and end with a comma.
    edits = [Edit(*key, " " * (key[1] - key[0])) for key in keys]
    return fault, text[:start] + apply(table, [Edit(0, 1, "["), *edits, Edit(end - 1, end, "]")])


def _keys(text: str) -> list[Span]:
    """
    The keys of the table in braces with which a text begins, each with its
    equals sign, and the closing brace; nothing if an entry is no key and value.
    """
    keys: list[Span] = []
    depth, begun, wanted = 0, None, ""
    for kind, span in pieces(text):
        depth += (kind in "[{") - (kind in "]}")
        if wanted == "value":
            if kind not in ("word", "[", "{"):
                return []
            wanted = ""
        elif begun is not None and kind == "=":
            keys.append((begun, span[1]))
            begun, wanted = None, "value"
        elif not depth:
            return [*keys, span] if begun is None and kind == "}" else []
        elif depth == 1 and kind in "{,":
            wanted = "key"
        elif wanted == "key" and begun is None and kind != "\n":
            begun = span[0]
    return []


def _in_one_line(table: str) -> str | None:
    """
    A table in braces as TOML 1.0 has it; None if a comment would be lost, or it is too long to be shown.
    """
    parts, position = [], 0
    for kind, (start, end) in tokens(table):
        if kind != "string":
            return None
        parts += [_squeezed(table[position:start]), table[start:end]]
        position = end
    inner = "".join([*parts, _squeezed(table[position:])])[1:-1].strip()
    plain = f"{{ {inner} }}" if inner else "{}"
    return plain if len(plain) <= _SHOWN and "\n" not in plain and not _refused(f"x = {plain}") else None


def _squeezed(text: str) -> str:
    return re.sub(r",(?= ?\})", "", re.sub(r"\s+", " ", text))


def _refused(text: str) -> Refusal | None:
    """
    Why the reader refuses a text; None if it doesn't.
    """
    try:
        toml.loads(text)
    except toml.DecodeError as error:
        return refusals.refusal(text, error)
    except ValueError as error:
        return refusals.Refusal("", str(error), len(text))
    return None


def _with(text: str, span: Span, other: str) -> str:
    return text[: span[0]] + other + text[span[1] :]
