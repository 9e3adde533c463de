"""
What must hold of diagnostics, of their reports, and of what is mended.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from fuzzing.expecting import differing, expect, leads_somewhere, parsed, same
from samples import harmful
from wi_cli.checking import reports
from wi_cli.checking.diagnose import Examined, examine
from wi_cli.checking.mend import mend
from wi_cli.checking.rule import Settings
from wi_cli.registry import store
from wi_cli.registry.locate import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from wi_cli.checking.diagnostic import Diagnostic
    from wi_cli.registry.values import Path

JUDGED_BY = (store.schema(), Settings("2026-11-22", max_age=24))
ROUNDS = 6
CHARACTERS = ("WI118", "WI119", "WI225")
"""What is said of single characters."""


@lru_cache(maxsize=8)
def examined(content: bytes) -> Examined:
    """
    What is wrong with a document; several kinds ask for the same.
    """
    return examine(content, *JUDGED_BY)


def is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


# -- diagnostics -------------------------------------------------------------------


def validate(content: bytes, random: Random) -> None:
    """
    Every diagnostic has a place in the text and speaks of what stands there; every report can be read.
    """
    diagnostics = examined(content).diagnostics
    text = examined(content).text
    if is_text(content):
        expect(text == content.decode(), "the text is the file's")
    document = parsed(text) if is_text(content) else None
    syntax = {found.code for found in diagnostics if found.code.startswith("WI0")}
    if document is None:
        expect(syntax, "what is no TOML has a fault of syntax")
    else:
        expect(not syntax - {"WI003", "WI008", "WI010"}, "TOML has no fault of syntax", syntax)
    lines = Lines(text)
    for found in diagnostics:
        _is_inside(found, lines)
        if found.path is not None and document is not None:
            expect(leads_somewhere(document, found.path), "a path leads to something", found)
            marked = text[lines.offset(found.line, found.column) : lines.offset(found.end_line, found.end_column)]
            speaks = _is_character_of if found.code in CHARACTERS else _speaks_of
            expect(speaks(marked, found.path, document), "a place is that of its path", f"{marked!r} {found}")
    order = [(found.line, found.column) for found in diagnostics]
    expect(order == sorted(order), "diagnostics are in order")
    _can_be_read(text, diagnostics, random)


def _is_inside(found: Diagnostic, lines: Lines) -> None:
    expect(1 <= found.line <= found.end_line <= len(lines), "a line is in the text", found)
    for line, column in ((found.line, found.column), (found.end_line, found.end_column)):
        start, end = lines.span(line)
        expect(1 <= column <= end - start + 2, "a column is in its line", found)  # a line end has two characters
    forwards = (found.line, found.column) <= (found.end_line, found.end_column)
    expect(forwards, "an end is not before its beginning", found)
    expect(found.message.strip(), "there is a message", found)


def _is_character_of(marked: str, path: Path, document: Any) -> bool:
    """
    Whether what is marked is one character of the text at a path, or of its key, as it is or as an escape.
    """
    value: Any = document
    for part in path:
        value = value[part]
    # Behind a blank, since a line end behind the quotes is no part of a text.
    written = parsed(f'x = """ {marked}"""')
    character = written["x"][1:] if written else ""
    return len(character) == 1 and (character in str(path[-1]) or (isinstance(value, str) and character in value))


def _speaks_of(marked: str, path: Path, document: Any) -> bool:
    """
    Whether what is marked is the value at a path, its key, or the header above it.
    """
    if not path:
        return not marked
    keys = [part for part in path if isinstance(part, str)]
    if (header := parsed(marked)) is not None and marked.startswith("["):
        path_of_header = _only_keys(header)
        shorter = min(len(keys), len(path_of_header))
        if shorter and path_of_header[:shorter] == keys[:shorter]:
            return True
    for part in path:
        document = document[part]
    if (there := parsed(f"x = {marked}")) is not None and same(there, {"x": document}):
        return True
    key = parsed(f"{marked} = 0")
    return bool(keys) and key is not None and keys[-1] in _only_keys(key)


def _only_keys(table: Any) -> list[str]:
    keys = []
    while table:
        if isinstance(table, list):
            (table,) = table
            continue
        if not isinstance(table, dict) or len(table) != 1:
            break
        ((key, table),) = table.items()
        keys.append(key)
    return keys


# -- reports -----------------------------------------------------------------------


def _can_be_read(text: str, found: Sequence[Diagnostic], random: Random) -> None:
    form = random.choice(reports.FORMATS)
    name = random.choice(("members.toml", "a,b:c%.toml", "ä ö/\x1b[1m.toml", "a\nb.toml"))
    report = reports.report(form, [(name, text, found)], version="1", width=random.choice((20, 96)))
    report.encode()
    acting = harmful(set(report)) - {"\n"}
    expect(not acting, f"nothing in a report acts on a terminal ({form})", acting)
    codes = [diagnostic.code for diagnostic in found]
    read = codes
    if form == "concise":
        read = re.findall(r"^.*?:\d+:\d+: (WI\d+) ", report, re.MULTILINE)
    elif form == "github":
        start = r"^::(?:error|warning) title=wi (WI\d+),file=[^,:\n]+,line=\d+,col=\d+,endLine=\d+,endColumn=\d+::WI"
        read = re.findall(start, report, re.MULTILINE)
    elif form == "json":
        read = [entry["code"] for entry in json.loads(report)["diagnostics"]]
    elif form == "gitlab":
        read = [entry["check_name"] for entry in json.loads(report)]
        prints = {entry["fingerprint"] for entry in json.loads(report)}
        expect(len(prints) == len(found), "each has a fingerprint of its own", report)
    elif form == "sarif":
        (run,) = json.loads(report)["runs"]
        read = [result["ruleId"] for result in run["results"]]
    expect(codes == read, f"a report has all ({form})", report)
    if form in ("concise", "github"):
        expect(report.count("\n") == len(found), f"a diagnostic is a line ({form})", report)


# -- mending -----------------------------------------------------------------------


def fix(content: bytes, random: Random) -> None:  # noqa: ARG001  # nothing is left to chance
    """
    What is mended is what was to be mended, and all of that; the rest of the file stays byte for byte.
    """
    after, number, _ = mend(content, *JUDGED_BY)
    expect(bool(number) == (after != content), "the file changes if and only if something is mended", number)
    if not number:
        return
    expect((after, 0) == mend(after, *JUDGED_BY)[:2], "once mended there is nothing to mend")
    mended: set[Path] = set()
    now = content
    for _ in range(ROUNDS):
        fixable = [found for found in examined(now).diagnostics if found.edit]
        if not fixable:
            break
        mended |= {found.path for found in fixable if found.path is not None}
        now = _mended(examined(now).text, fixable).encode()
    expect(now == after, "what is mended are the spans of the diagnostics")
    _hid_nothing(content, after)
    before = parsed(content.decode().removeprefix("\ufeff"))
    document = parsed(after.decode())
    if before is not None:
        expect(document is not None, "what was TOML is TOML")
        for path in differing(before, document):
            owners = {wanted[:-1] for wanted in mended if len(wanted) == len(path)}
            expect(
                any(path[: len(wanted)] == wanted for wanted in mended) or path[:-1] in owners,
                "only what was to be mended differs",
                f"{path} {mended}",
            )


def _hid_nothing(content: bytes, after: bytes) -> None:
    """
    Whether a key is missing or unknown doesn't depend on what else is wrong.
    """
    before = {(found.code, found.path) for found in examined(content).diagnostics}
    if any(code.startswith("WI0") for code, _ in before):  # so that nothing else was looked at
        return
    for found in examined(after).diagnostics:
        hidden = found.code in ("WI101", "WI102", "WI214", "WI215") and (found.code, found.path) not in before
        expect(not hidden, "a defect hides no other", found)


def _mended(text: str, fixable: list[Diagnostic]) -> str:
    edits = sorted({found.edit for found in fixable if found.edit})
    lines = Lines(text)
    for found in fixable:
        start, end = lines.offset(found.line, found.column), lines.offset(found.end_line, found.end_column)
        edit = found.edit
        expect(edit and start <= edit.start <= edit.end <= end, "an edit is within what it mends", found)
    for one, other in pairwise(edits):
        expect(one.end <= other.start, "edits don't overlap", f"{one} {other}")
    for edit in reversed(edits):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text
