"""
Diagnostics -> text: full, concise, json, github, gitlab, sarif.

The formats are those of ruff where ruff has one, so that what people have set
up for it works here too.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from wi_cli.checking.rulebook import RULES
from wi_cli.german.wording import MOST_CITED, inert, json_inert, visible
from wi_cli.messages import counted
from wi_cli.registry.locate import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wi_cli.checking.diagnostic import Diagnostic
    from wi_cli.registry.values import Path

FORMATS = ("full", "concise", "json", "github", "gitlab", "sarif")
VERSION = 1
EXCERPT = 96

Report = tuple[str, str, "Sequence[Diagnostic]"]
"""A file's name, its text and what was found in it."""

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
# What a message says of the place: "entry 2 of aliases", "in line 12".
_COUNTED = re.compile(r"\b(?:entry|line) \d+")
# No colours: none can be read on every ground.  That something is but a warning is said.
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def report(form: str, reports: Sequence[Report], *, version: str = "", colour: bool = False, width: int = 96) -> str:
    """
    All that was found, in one of `FORMATS`; `version` of this program is for
    sarif, colour and width are for full.
    """
    if form == "full":
        return "".join(_full(name, text, found, colour=colour, width=width) for name, text, found in reports)
    every = [(name, diagnostic) for name, _, found in reports for diagnostic in found]
    if form == "concise":
        return "".join(f"{visible(name)}:{_one_line(d)}\n" for name, d in every)
    if form == "github":
        return "".join(_github(name, d) for name, d in every)
    if form == "gitlab":
        return _json(_gitlab(every))
    if form == "sarif":
        return _json(_sarif(every, version))
    return _json({"version": VERSION, "diagnostics": [_fields(name, d) for name, d in every]})


def summary(found: Sequence[Diagnostic], checked: str) -> str:
    """
    "3 errors, 1 warning; 2 fixable with --fix", or that `checked` is all right.
    """
    defects = [diagnostic for diagnostic in found if diagnostic.code != "WI303"]
    warnings = sum(diagnostic.warning for diagnostic in defects)
    errors = len(defects) - warnings
    if not found:
        return f"all right: {checked}"
    at_least = "at least " if len(defects) < len(found) else ""
    parts = [counted(errors, "{number} error", "{number} errors")] if errors else []
    parts += [counted(warnings, "{number} warning", "{number} warnings")] if warnings else []
    fixable = sum(diagnostic.edit is not None for diagnostic in found)
    return at_least + ", ".join(parts) + (f"; {fixable} fixable with --fix" if fixable else "")


def _one_line(diagnostic: Diagnostic) -> str:
    hint = f"; {diagnostic.hint}" if diagnostic.hint else ""
    fixable = " [*]" if diagnostic.edit else ""
    return f"{diagnostic.line}:{diagnostic.column}: {diagnostic.code}{fixable} {visible(diagnostic.message + hint)}"


# -- full ------------------------------------------------------------------------


def _full(name: str, text: str, found: Sequence[Diagnostic], *, colour: bool, width: int) -> str:
    lines = Lines(text)
    return "".join(_excerpt(name, lines, diagnostic, colour=colour, width=width) + "\n" for diagnostic in found)


def _excerpt(name: str, lines: Lines, diagnostic: Diagnostic, *, colour: bool, width: int) -> str:
    def bold(text: str) -> str:
        return f"{_BOLD}{text}{_PLAIN}" if colour else text

    place = f"{visible(name)}:{diagnostic.line}:{diagnostic.column}"
    fixable = " [*]" if diagnostic.edit else ""
    warning = "warning: " if diagnostic.warning else ""
    head = f"{place}: {bold(diagnostic.code)}{fixable} {warning}{visible(diagnostic.message)}"
    number = str(diagnostic.line)
    gutter = " " * len(number)
    before, marked, after = _window(lines, diagnostic, max(20, width - len(number) - 5))
    caret = " " * _cells(before) + bold("^" * max(1, _cells(marked)))
    result = [
        head,
        f"{gutter} |",
        f"{number} | {before}{marked}{after}".rstrip(),
        f"{gutter} | {caret}",
    ]
    if diagnostic.hint:
        result.append(f"{gutter} = help: {visible(diagnostic.hint)}")
    return "\n".join(result) + "\n"


def _window(lines: Lines, diagnostic: Diagnostic, width: int) -> tuple[str, str, str]:
    """
    The line in three parts, the middle one the defect; a long line is cut.
    """
    first, last = lines.span(diagnostic.line)
    length = last - first
    start = min(diagnostic.column - 1, length)
    end = diagnostic.end_column - 1 if diagnostic.end_line == diagnostic.line else length
    end = max(start, min(end, length))
    left = max(0, min(start - width // 3, length - width))
    right = min(left + width, length)
    # Only what is shown of a line is taken out of the text: many defects may stand in a long one.
    line = lines.between(first + left, first + right)
    start, end = start - left, min(end, right) - left
    before, marked, after = visible(line[:start]), visible(line[start:end]), visible(line[end:])
    return ("…" if left else "") + before, marked, after + ("…" if right < length else "")


def _cells(text: str) -> int:
    """
    Columns that a text takes in a terminal.
    """
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)


# -- for machines ----------------------------------------------------------------


def _json(value: object) -> str:
    import json

    return json_inert(json.dumps(value, indent=2)) + "\n"


def _in_unicode(name: str) -> str:
    """
    A file's name with U+FFFD for bytes that are no UTF-8: programs refuse JSON with halves of characters.
    """
    return name.encode(errors="surrogateescape").decode(errors="replace")


def _fields(name: str, diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "file": _in_unicode(name),
        "code": diagnostic.code,
        "name": RULES[diagnostic.code].name,
        "severity": _severity(diagnostic),
        "line": diagnostic.line,
        "column": diagnostic.column,
        "end_line": diagnostic.end_line,
        "end_column": diagnostic.end_column,
        "path": _short(diagnostic.path) if diagnostic.path is not None else None,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "fix": diagnostic.edit.new if diagnostic.edit else None,
    }


def _short(path: Path) -> list[str | int]:
    """
    A path; keys that are far too long are cut, because thousands of defects may be below one.
    """
    return [part if isinstance(part, int) else part[:MOST_CITED] for part in path]


def _severity(diagnostic: Diagnostic) -> str:
    return "warning" if diagnostic.warning else "error"


def _with_hint(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.message}; {diagnostic.hint}" if diagnostic.hint else diagnostic.message


def _github(name: str, diagnostic: Diagnostic) -> str:
    """
    A workflow command; its values take % for line breaks and separators.
    """

    def escaped(text: str) -> str:
        return inert(visible(text)).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return escaped(text).replace(":", "%3A").replace(",", "%2C")

    place = f"file={value(name)},line={diagnostic.line},col={diagnostic.column}"
    end = f"endLine={diagnostic.end_line},endColumn={diagnostic.end_column}"
    title = f"title={value(f'wi {diagnostic.code}')}"
    message = escaped(f"{diagnostic.code} {_with_hint(diagnostic)}")
    return f"::{_severity(diagnostic)} {title},{place},{end}::{message}\n"


def _gitlab(found: Sequence[tuple[str, Diagnostic]]) -> list[dict[str, Any]]:
    """
    A code quality report.  Fingerprints name neither lines nor numbers of entries,
    so that what is added above doesn't make an old defect a new one.
    """
    from hashlib import sha256

    times: Counter[str] = Counter()
    issues = []
    for name, diagnostic in found:
        keys = [part for part in diagnostic.path or () if isinstance(part, str)]
        identity = f"{name}:{diagnostic.code}:{keys}:{_COUNTED.sub('', diagnostic.message)}"
        times[identity] += 1
        fingerprint = sha256(f"{identity}:{times[identity]}".encode(errors="backslashreplace")).hexdigest()
        issues.append(
            {
                "check_name": diagnostic.code,
                "description": f"{diagnostic.code} {_with_hint(diagnostic)}",
                "fingerprint": fingerprint,
                "severity": "minor" if diagnostic.warning else "major",
                "location": {
                    "path": _in_unicode(name),
                    "positions": {
                        "begin": {"line": diagnostic.line, "column": diagnostic.column},
                        "end": {"line": diagnostic.end_line, "column": diagnostic.end_column},
                    },
                },
            }
        )
    return issues


def _sarif(found: Sequence[tuple[str, Diagnostic]], version: str) -> dict[str, Any]:
    codes = sorted({diagnostic.code for _, diagnostic in found})
    driver = {"name": "wi", "version": version, "rules": [_sarif_rule(code) for code in codes]}
    results = [_sarif_result(name, diagnostic, codes) for name, diagnostic in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}


def _sarif_rule(code: str) -> dict[str, Any]:
    rule = RULES[code]
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "defaultConfiguration": {"level": "warning" if rule.warning else "error"},
    }


def _sarif_result(name: str, diagnostic: Diagnostic, codes: Sequence[str]) -> dict[str, Any]:
    region = {
        "startLine": diagnostic.line,
        "startColumn": diagnostic.column,
        "endLine": diagnostic.end_line,
        "endColumn": diagnostic.end_column,
    }
    location = {
        "artifactLocation": {"uri": _uri(name)},
        "region": region,
    }
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": _severity(diagnostic),
        "message": {"text": _with_hint(diagnostic)},
        "locations": [{"physicalLocation": location}],
    }


def _uri(name: str) -> str:
    """
    The address of a file; of one that is named from the top of its repository, from there (SARIF 2.1.0, 3.4.3).
    """
    from pathlib import Path
    from urllib.parse import quote

    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix().encode(errors="surrogateescape"))
