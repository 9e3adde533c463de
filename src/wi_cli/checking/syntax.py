"""
Why a file is no TOML: every fault at its place.

`wi_cli.registry.toml` alone decides whether a text is TOML.  What it says is made plainer
where people really go wrong, and further faults are found by blanking the
faulty lines and asking it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wi_cli.checking import refusals
from wi_cli.checking.conflicts import conflicts, faults_of, sides
from wi_cli.checking.faults import Fault, blank, explained, long_number
from wi_cli.checking.misread import misread
from wi_cli.checking.newer import newer
from wi_cli.checking.rule import rule
from wi_cli.registry import depth, toml
from wi_cli.registry.depth import DEEPEST
from wi_cli.registry.edits import Edit
from wi_cli.registry.locate import Lines, Locator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wi_cli.checking.refusals import Refusal
    from wi_cli.registry.values import Path

MOST_FAULTS = 20

rule(
    code="WI002",
    name="not-utf8",
    title="the file is not saved as UTF-8",
    why="TOML files are UTF-8; in ANSI, Latin-1 or UTF-16 every umlaut is lost. Choose UTF-8 in the editor's Save As.",
    bad=r"""
        # saved as ANSI: \xfc is the byte of the ü
        [members.kassel]
        summary = "Oberzentrum f\xfcr Nordhessen."
    """,
    good="""
        # saved as UTF-8
        [members.kassel]
        summary = "Oberzentrum für Nordhessen."
    """,
)

rule(
    code="WI003",
    name="byte-order-mark",
    title="the file begins with a byte order mark (BOM)",
    why="Windows editors put these three invisible bytes before the text, and TOML readers stumble over them. "
    "Save as UTF-8 without BOM.",
    bad=r"""
        \xef\xbb\xbfformat = 1
    """,
    good="""
        format = 1
    """,
    fixable=True,
)


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


rule(
    code="WI008",
    name="nested-too-deeply",
    title="brackets or tables are nested more than 32 levels deep",
    why="No registry needs more than six levels. Such depth is a slip or an attack, and could stop a program.",
    bad="""
        [members.kassel]
        aliases = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["Cassel"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
    """,
    good="""
        [members.kassel]
        aliases = ["Cassel"]
    """,
)


def parsed(text: str) -> tuple[dict[str, Any], list[Fault]]:
    """
    The document, and everything for which the reader refuses the text, in order
    of place.  The document is what is meant only if nothing was refused.  A
    leading byte order mark is passed over.
    """
    in_dispute = conflicts(text)
    text = " " + text[1:] if text.startswith("\ufeff") else text
    if not in_dispute:
        return _parsed(text)
    # What git could join it has joined for both sides, so that each of them is a whole file.
    document, rest = min(map(_parsed, sides(text, in_dispute)), key=lambda side: len(side[1]))
    spans = [span for conflict in in_dispute for span in conflict.spans]
    rest = [fault for fault in rest if not any(start <= fault.span[0] < end for start, end in spans)]
    return document, sorted([*faults_of(text, in_dispute), *rest], key=lambda fault: fault.span)


def _parsed(text: str) -> tuple[dict[str, Any], list[Fault]]:
    found: list[Fault] = []
    document: dict[str, Any] = {}
    while True:
        try:
            document = toml.walkable(text)
        except toml.TooDeepError as error:
            found.append(_too_deep(text, error.path))
            break
        except toml.DecodeError as error:
            fault, rest = _next(text, refusals.refusal(text, error))
            # Where a table of TOML 1.1 was read on as a list, that list may seem to be open.
            if fault.span in (known.span for known in found):
                break
            found.append(fault)
            if rest is None or len(found) > MOST_FAULTS:
                break
            text = rest
        except ValueError:
            # Python refuses to read integers of more than 4,300 digits.
            found.append(Fault("WI001", long_number(text), "this number is too long"))
            break
        else:
            break
    if len(found) > MOST_FAULTS:
        *found, last = found
        return document, [*sorted(found, key=lambda fault: fault.span), _and_more(found, last, len(text))]
    return document, sorted(found, key=lambda fault: fault.span)


def _next(text: str, refused: Refusal) -> tuple[Fault, str | None]:
    """
    The fault for which the reader refuses a text, and the text without it; None if what follows is only its echo.
    """
    if slip := misread(text, refused.offset) or newer(text, refused):
        return slip
    fault, span = explained(text, refused)
    return fault, text[: span[0]] + blank(text[slice(*span)]) + text[span[1] :] if span else None


def _and_more(found: Iterable[Fault], last: Fault, length: int) -> Fault:
    """
    Behind the most faults that are named: that these are not all.
    """
    start = min(max(last.span[0], *(fault.span[0] + 1 for fault in found)), length)
    message = f"there are more faults than these {MOST_FAULTS}"
    return Fault(last.code, (start, min(start + 1, length)), message, "mend them, and ask again")


def refusal(content: bytes) -> tuple[str, str]:
    """
    The first reason why the content of a file is no TOML, as `first` says it.
    """
    text, encoding_faults = decoded(content)
    # A byte order mark is read over.
    return first(text, [fault for fault in encoding_faults if fault.code != "WI003"] or parsed(text)[1])


def first(text: str, faults: Iterable[Fault]) -> tuple[str, str]:
    """
    The first of several faults as "line:column: message", and what to do.  A merge conflict comes before all others.
    """
    fault = min(faults, key=lambda fault: (fault.code != "WI010", fault.span))
    line, column = Lines(text).place(fault.span[0])
    return f"{line}:{column}: {fault.message}", fault.hint or "this is not valid TOML"


def _too_deep(text: str, path: Path | None) -> Fault:
    found = next(depth.places(text), None)
    span = found.span if found else Locator(text).key(path or ())
    what = "brackets" if found and not found.parts else "tables"
    return Fault("WI008", span, f"{what} are nested too deeply", f"{DEEPEST} levels are the most")
