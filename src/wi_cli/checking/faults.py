"""
What the reader of TOML says of a fault -> what people really did wrong.
"""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.checking import refusals
from wi_cli.checking.rule import rule
from wi_cli.registry import toml
from wi_cli.registry.edits import Edit, apply
from wi_cli.registry.locate import Lines
from wi_cli.registry.tokens import Span, Token, pieces, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wi_cli.checking.refusals import Refusal

# Python converts no more to an integer (docs.python.org: integer string conversion length limitation).
MOST_DIGITS = 4300
_TYPOGRAPHIC = "„“”‟‚‘’‛»«›‹"
_HEADER = re.compile(r"[ \t]*\[")
_TABLE = re.compile(r"^[ \t]*\[\[?([^\]\n]*)\]", re.MULTILINE)
_KEY = re.compile(r"[ \t]*([A-Za-z0-9_\-.]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*=")

rule(
    code="WI001",
    name="invalid-toml",
    title="the file is not valid TOML",
    why="Until this is put right, nothing in the file can be read. "
    "Most often quotes around a text, a value or an = is missing (TOML 1.0, toml.io).",
    bad="""
        [members.kassel]
        name = Kassel
    """,
    good="""
        [members.kassel]
        name = "Kassel"
    """,
)

rule(
    code="WI004",
    name="typographic-quotes",
    title="typographic quotes stand where TOML needs straight ones",
    why="Word processors and phones turn straight quotes into „ and “. "
    "Inside a text they are welcome, around it they are not.",
    bad="""
        [members.kassel]
        name = „Kassel“
    """,
    good="""
        [members.kassel]
        name = "Kassel"
    """,
)

rule(
    code="WI005",
    name="duplicate-key",
    title="a key or a table stands there twice",
    why="Nobody could say which of the two holds. Delete one; "
    "what may occur several times has a header in double brackets, such as [[members.kassel.contacts]].",
    bad="""
        [members.kassel]
        name = "Kassel"
        name = "Stadt Kassel"
    """,
    good="""
        [members.kassel]
        name = "Kassel"
        aliases = ["Stadt Kassel"]
    """,
)

rule(
    code="WI006",
    name="open-quote",
    title="a quote is opened and never closed",
    why="TOML can't tell where the text ends. A text of several lines has three quotes on either side.",
    bad="""
        [members.kassel]
        name = "Kassel
    """,
    good="""
        [members.kassel]
        name = "Kassel"
    """,
)

rule(
    code="WI007",
    name="open-bracket",
    title="a bracket or brace is opened and never closed",
    why="TOML takes everything that follows for a part of the list or the table.",
    bad="""
        [members.kassel]
        aliases = ["Cassel", "Stadt Kassel"
    """,
    good="""
        [members.kassel]
        aliases = ["Cassel", "Stadt Kassel"]
    """,
)


class Fault(NamedTuple):
    """
    One reason why a text is no TOML; `span` are character offsets.
    """

    code: str
    span: Span
    message: str
    hint: str | None = None
    edit: Edit | None = None


def explained(text: str, refusal: Refusal) -> tuple[Fault, Span | None]:  # noqa: PLR0911  # a return per kind
    """
    The fault for which the reader refuses a text, and the span to blank before
    asking again; None if what follows would only be its echo.
    """
    kind, message, offset = refusal
    lines = Lines(text)
    # What was read, and then refused, is closed.  Strings come first: one that is open hides the brackets behind it.
    looked_at = () if kind == refusals.DUPLICATE_TABLE else tokens(text)
    opened = next((token for token in looked_at if token.kind.startswith("open") and token.span[0] <= offset), None)
    if opened:
        return _opened(text, opened, lines)
    line = lines.place(min(offset, len(text)))[0]
    span = lines.span(line)
    here = (min(offset, span[1]), min(offset + 1, span[1]))
    if kind == refusals.DUPLICATE_KEY:
        twice = _key_before(text, offset, refusal.key) or here
        return Fault("WI005", twice, f"duplicate key {text[slice(*twice)]}"), _block(lines, line)
    if kind == refusals.DUPLICATE_TABLE:
        return _duplicate(text, line, lines), _block(lines, line)
    if quote := re.match(rf"[ \t]*([{_TYPOGRAPHIC}])", text[here[0] : span[1]]):
        start = here[0] + quote.start(1)
        hint = 'TOML takes straight quotes: "…"'
        return Fault("WI004", (start, start + 1), f"typographic quote {quote[1]}", hint), _block(lines, line)
    if "\r" in text[here[0] : here[1]]:
        hint = "save the file with LF or CRLF line ends"
        return Fault("WI001", here, "a carriage return without line feed", hint), (span[0], len(text))
    if kind == refusals.ESCAPE and "\\" in text[span[0] : offset]:
        start = text.rindex("\\", span[0], offset)
        hint = "write \\\\ for a backslash"
        return Fault("WI001", (start, start + 2), f"unknown escape {text[start : start + 2]}", hint), _block(
            lines, line
        )
    if kind in (refusals.OPEN_TABLE, refusals.OPEN_LIST):  # but it is closed further down
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


def long_number(text: str) -> Span:
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


def _opened(text: str, opened: Token, lines: Lines) -> tuple[Fault, Span | None]:
    start = opened.span[0]
    if opened.kind == "open bracket":
        bracket = text[start]
        closing = "]" if bracket == "[" else "}"
        line = lines.place(start)[0]
        header = _HEADER.match(lines.text(line)) and not lines.text(line)[: start - lines.span(line)[0]].strip(" \t[")
        fault = Fault("WI007", (start, start + 1), f"this {bracket!r} is never closed", f"add {closing!r}")
        return fault, _block(lines, line) if header else None
    quotes = text[start : start + 3] if text[start : start + 3] in ('"""', "'''") else text[start]
    return never_closed(start, quotes), None if len(quotes) > 1 else _block(lines, lines.place(start)[0])


def never_closed(start: int, quotes: str) -> Fault:
    """
    The fault of a text that begins at an offset with these quotes and ends nowhere.
    """
    return Fault("WI006", (start, start + len(quotes)), f"this {quotes} is never closed", f"add {quotes} at the end")


def blank(text: str) -> str:
    """
    As many blanks as a text has characters, in as many lines.
    """
    return re.sub(r"[^\r\n]|\r(?!\n)", " ", text)


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
