"""
Why a file is no TOML: every fault at its place.

`wi_cli.registry.toml` alone decides whether a text is TOML.  What it says is made plainer
where people really go wrong, and further faults are found by blanking the
faulty lines and asking it again.
"""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.registry import depth, toml
from wi_cli.registry.depth import DEEPEST
from wi_cli.registry.edits import Edit, apply
from wi_cli.registry.locate import Lines, Locator
from wi_cli.registry.tokens import Span, Token, pieces, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wi_cli.registry.values import Path

MOST_FAULTS = 20
# Python converts no more to an integer (docs.python.org: integer string conversion length limitation).
MOST_DIGITS = 4300

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TYPOGRAPHIC = "„“”‟‚‘’‛»«›‹"
_INVISIBLE = re.compile("[\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_HEADER = re.compile(r"[ \t]*\[")
_TABLE = re.compile(r"^[ \t]*\[\[?([^\]\n]*)\]", re.MULTILINE)
_KEY = re.compile(r"[ \t]*([A-Za-z0-9_\-.]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*=")


class Fault(NamedTuple):
    """
    One reason why a text is no TOML; `span` are character offsets.
    """

    code: str
    span: Span
    message: str
    hint: str | None = None
    edit: Edit | None = None


def decoded(content: bytes) -> tuple[str, list[Fault]]:
    """
    The text of a file, and what is wrong with its encoding.  Lines that are
    not UTF-8 are read as Windows-1252, so that the search can go on.
    """
    faults: list[Fault] = []
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text, fault = _not_utf8(content)
        faults.append(fault)
    if text.startswith("\ufeff"):
        message = "the file begins with a byte order mark (BOM)"
        faults.append(Fault("WI003", (0, 1), message, "save it as UTF-8 without BOM", Edit(0, 1, "")))
    return text, faults


def _not_utf8(content: bytes) -> tuple[str, Fault]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace"), Fault("WI002", (0, 0), "the file is UTF-16", "save it as UTF-8")
    lines = []
    foreign: list[tuple[int, int]] = []
    length = 0
    for line in content.split(b"\n"):
        try:
            text = line.decode()
        except UnicodeDecodeError as error:
            before = line[: error.start].decode()
            text = before + line[error.start :].decode("cp1252", "replace")
            foreign.append((length + len(before), line[error.start]))
        lines.append(text)
        length += len(text) + 1
    start, byte = foreign[0]
    text = "\n".join(lines)
    others = f", and so on in {len(foreign)} lines" if len(foreign) > 1 else ""
    message = f"byte 0x{byte:02x} is not UTF-8{others}"
    hint = f"it looks like an ANSI or Latin-1 file with {text[start]!r} here; save it as UTF-8"
    return text, Fault("WI002", (start, start + 1), message, hint)


def parsed(text: str) -> tuple[dict[str, Any], list[Fault]]:
    """
    The document, and everything for which the reader refuses the text, in order
    of place.  The document is what is meant only if nothing was refused.  A
    leading byte order mark is passed over.
    """
    found: list[Fault] = []
    document: dict[str, Any] = {}
    blanked = " " + text[1:] if text.startswith("\ufeff") else text
    while len(found) < MOST_FAULTS:
        try:
            document = toml.walkable(blanked)
        except toml.TooDeepError as error:
            found.append(_too_deep(blanked, error.path))
            break
        except toml.DecodeError as error:
            fault, blank = _explained(blanked, str(error))
            found.append(fault)
            if blank is None:
                break
            blanked = _without(blanked, blank)
        except ValueError:
            # Python refuses to read integers of more than 4,300 digits.
            found.append(Fault("WI001", _long_number(blanked), "this number is too long"))
            break
        else:
            break
    return document, sorted(found, key=lambda fault: fault.span)


def refusal(content: bytes) -> tuple[str, str]:
    """
    The first reason why the content of a file is no TOML, as `first` says it.
    """
    text, encoding_faults = decoded(content)
    # A byte order mark is read over.
    return first(text, [fault for fault in encoding_faults if fault.code != "WI003"] or parsed(text)[1])


def first(text: str, faults: Iterable[Fault]) -> tuple[str, str]:
    """
    The first of several faults as "line:column: message", and what to do.
    """
    fault = min(faults, key=lambda fault: fault.span)
    line, column = Lines(text).place(fault.span[0])
    return f"{line}:{column}: {fault.message}", fault.hint or "this is not valid TOML"


def _explained(text: str, error: str) -> tuple[Fault, Span | None]:  # noqa: PLR0911  # a return per kind
    """
    The fault that the reader's error is about, and the span to blank before
    asking again; None if what follows would only be its echo.
    """
    lines = Lines(text)
    place = _PLACE.search(error)
    message = error[: place.start()] if place else error
    at_end = len(text.rstrip())
    offset = lines.offset(int(place[1]), int(place[2])) if place and place[1] else at_end
    # What was read, and then refused, is closed.  Strings come first: one that is open hides the brackets behind it.
    looked_at = () if message.startswith("Cannot ") else tokens(text)
    opened = next((token for token in looked_at if token.kind.startswith("open") and token.span[0] <= offset), None)
    if opened:
        return _never_closed(text, opened, lines)
    line = lines.place(min(offset, len(text)))[0]
    span = lines.span(line)
    here = (min(offset, span[1]), min(offset + 1, span[1]))
    if message.startswith("Duplicate "):
        twice = _key_before(text, offset, message.removeprefix("Duplicate inline table key ")) or here
        return Fault("WI005", twice, f"duplicate key {text[slice(*twice)]}"), _block(lines, line)
    if message.startswith("Cannot "):
        return _duplicate(text, line, lines), _block(lines, line)
    for characters, code in ((f"[{_TYPOGRAPHIC}]", "WI004"), (_INVISIBLE.pattern, "WI001")):
        found = re.match(rf"[ \t]*({characters})", text[here[0] : span[1]])
        if found:
            start = here[0] + found.start(1)
            return _wrong_character(code, found[1], start), _block(lines, line)
    if "\r" in text[here[0] : here[1]]:
        hint = "save the file with LF or CRLF line ends"
        return Fault("WI001", here, "a carriage return without line feed", hint), (span[0], len(text))
    if message.startswith("Unescaped ") and "\\" in text[span[0] : offset]:
        start = text.rindex("\\", span[0], offset)
        hint = "write \\\\ for a backslash"
        return Fault("WI001", (start, start + 2), f"unknown escape {text[start : start + 2]}", hint), _block(
            lines, line
        )
    if message.startswith("Unclosed "):  # but it is closed further down
        message = "expected a comma or the end of the list"
    plain = message[:1].lower() + message[1:].replace("\n", "\\n")
    return Fault("WI001", here, plain, _advice(text[span[0] : span[1]])), _block(lines, line)


def _key_before(text: str, offset: int, called: str) -> Span | None:
    """
    The last part of a key before an offset that is called so, in Python's way of writing it.
    """
    written = [span for kind, span, following in _with_following(text) if kind == "word" and following == "="]
    for start, end in reversed(written):
        word = text[start:end]
        key = next(iter(toml.loads(f"{word} = 0"))) if word[0] in "\"'" else word
        if start < offset and repr(key) == called:
            return start, end
    return None


def _long_number(text: str) -> Span:
    """
    The first whole number of more digits than Python reads.
    """
    before = ""
    for kind, span, following in _with_following(text):
        is_whole = kind == "word" and "." not in (before, following) and following != "="
        if is_whole and span[1] - span[0] > MOST_DIGITS:
            digits = text[slice(*span)].replace("_", "").lstrip("+-")
            if len(digits) > MOST_DIGITS and digits.isdigit():
                return span
        before = kind
    return 0, 0


def _with_following(text: str) -> Iterator[tuple[str, Span, str]]:
    """
    The pieces of a text, each with the kind of the next.
    """
    for (kind, span), (following, _) in pairwise(chain(pieces(text), [("\n", (len(text), len(text)))])):
        yield kind, span, following


def _never_closed(text: str, opened: Token, lines: Lines) -> tuple[Fault, Span | None]:
    start = opened.span[0]
    if opened.kind == "open bracket":
        bracket = text[start]
        closing = "]" if bracket == "[" else "}"
        line = lines.place(start)[0]
        header = _HEADER.match(lines.text(line)) and not lines.text(line)[: start - lines.span(line)[0]].strip(" \t[")
        fault = Fault("WI007", (start, start + 1), f"this {bracket!r} is never closed", f"add {closing!r}")
        return fault, _block(lines, line) if header else None
    quotes = text[start : start + 3] if text[start : start + 3] in ('"""', "'''") else text[start]
    fault = Fault("WI006", (start, start + len(quotes)), f"this {quotes} is never closed", f"add {quotes} at the end")
    return fault, None if len(quotes) > 1 else _block(lines, lines.place(start)[0])


def _wrong_character(code: str, character: str, start: int) -> Fault:
    span = (start, start + 1)
    if code == "WI004":
        return Fault(code, span, f"typographic quote {character}", 'TOML takes straight quotes: "…"')
    return Fault(code, span, f"invisible character U+{ord(character):04X}", "delete it, or type a plain blank")


def _advice(line: str) -> str | None:  # noqa: PLR0911  # one per slip
    key, equals, value = line.partition("=")
    if re.match(r"[ \t]*\[\[?[^\[\]]*\]\]?[ \t]*[^\s#\]]", line):
        return "only a comment may stand behind a header"
    if _HEADER.match(line):
        return "a name in a header takes a-z, 0-9 and -; write ä as ae, ö as oe, ü as ue, ß as ss"
    if not equals:
        return "a line is key = value, or [table]"
    if re.search(r"[^A-Za-z0-9_\-. \t\"']", key):
        return f'put the key in quotes: "{key.strip()}"'
    value = value.partition("#")[0]
    if re.match(r"\s*[+-]?0[0-9]", value):
        return f'a number can\'t begin with 0; write text in quotes: "{value.strip()}"'
    if re.match(r"\s*[+-]?[0-9.]*,[0-9]", value) or re.match(r"\s*[0-9]{1,3}(\.[0-9]{3})+\s*$", value):
        return "write numbers without separators and with a decimal point: 1000.5"
    if re.match(r"\s*[A-Za-zÄÖÜäöüß+]", value) and value.strip() not in ("true", "false"):
        return f'write text in quotes: "{value.strip()}"'
    return None


def _duplicate(text: str, line: int, lines: Lines) -> Fault:
    """
    A key or table that stands there twice, with the place of the first.
    """
    here = lines.text(line)
    table = _HEADER.match(here) is not None
    what = "table" if table else "key"
    start = lines.span(line)[0] + len(here) - len(here.lstrip())
    name = here.strip() if table else here.partition("=")[0].strip()
    end = start + len(name.partition("#")[0].rstrip()) if table else start + len(name)
    first = _first(text, line, lines)
    hint = f"the first one is in line {first}" if first else "it stands here already as something else"
    return Fault("WI005", (start, end), f"duplicate {what} {text[start:end]}", hint)


def _first(text: str, line: int, lines: Lines) -> int | None:
    """
    The line in which the key or table of a line was defined before.
    """
    start, end = lines.span(line)
    text = _without_long_strings(text[:end])
    headers = list(_TABLE.finditer(text))
    found = None
    if headers and headers[-1].start() >= start:
        called = headers.pop()[1].strip()
        found = next((header for header in headers if header[1].strip() == called), None)
    elif key := _KEY.match(text, start):
        table = headers[-1].end() if headers else 0
        found = re.compile(rf"^[ \t]*{re.escape(key[1])}[ \t]*=", re.MULTILINE).search(text, table, start)
    return lines.place(found.start())[0] if found else None


def _without_long_strings(text: str) -> str:
    """
    The text with blanks for strings of several lines.
    """
    if '"""' not in text and "'''" not in text:
        return text
    strings = (token.span for token in tokens(text) if "\n" in text[slice(*token.span)])
    return apply(text, [Edit(start, end, re.sub(r"[^\n]", " ", text[start:end])) for start, end in strings])


def _block(lines: Lines, line: int) -> Span:
    """
    What to blank with a faulty line: the line, or the whole table if it is a
    header, whose keys would end up in the table before.
    """
    last = line
    if _HEADER.match(lines.text(line)):
        while last < len(lines) and not _HEADER.match(lines.text(last + 1)):
            last += 1
    return lines.span(line)[0], lines.span(last)[1]


def _without(text: str, span: Span) -> str:
    start, end = span
    return text[:start] + re.sub(r"[^\r\n]|\r(?!\n)", " ", text[start:end]) + text[end:]


def _too_deep(text: str, path: Path | None) -> Fault:
    found = next(depth.places(text), None)
    span = found.span if found else Locator(text).key(path or ())
    what = "brackets" if found and not found.parts else "tables"
    return Fault("WI008", span, f"{what} are nested too deeply", f"{DEEPEST} levels are the most")
