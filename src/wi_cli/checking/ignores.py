"""
Comments that silence a rule in one place: `# wi: ignore WI216 reason`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.checking.diagnostic import Diagnostic, placed_at
from wi_cli.checking.rule import ENTERED, rule
from wi_cli.registry.tokens import Span, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wi_cli.registry.locate import Lines

_IGNORE = re.compile(r"#\s*wi:\s*ignore\b[ \t:]*(?P<codes>(?:(?i:WI)\d+\b[ \t,]*)*)(?P<reason>[^\r\n]*)")

rule(
    code="WI301",
    name="needless-ignore",
    title="a `# wi: ignore CODE` silences nothing",
    why="The defect is gone, or the comment stands in another line. Left there, it would hide the next one.",
    bad="""
        [members.lernwerk]
        name = "Lernwerk"
        kind = "Verein"
        summary = "Begleitet Jugendliche in den Beruf."  # wi: ignore WI226 as printed
    """,
    good="""
        [members.lernwerk]
        name = "Lernwerk"
        kind = "Verein"
        summary = "Begleitet Jugendliche in den Beruf."
    """,
    warning=True,
)

rule(
    code="WI302",
    name="malformed-ignore",
    title="a `# wi: ignore` has an unknown code, no code or no reason",
    why="Who comes later must see what is silenced and why. Write the code and the reason behind it.",
    bad="""
        [sources.lernwerk-flyer]  # wi: ignore WI206
        title = "Faltblatt des Lernwerks"
    """,
    good="""
        [sources.lernwerk-flyer]  # wi: ignore WI206 its facts are added next month
        title = "Faltblatt des Lernwerks"
    """,
    warning=True,
)


class Ignore(NamedTuple):
    """
    One comment `# wi: ignore CODE reason`: the lines that it is for; `used` gathers the codes that it silenced.
    """

    span: Span
    codes: dict[str, None]
    reason: str
    lines: range
    used: set[str]


def ignore_comments(text: str, lines: Lines) -> Iterator[Ignore]:
    """
    The comments of a text that silence something: in their line or, where they stand alone, in the next.  A
    text of several lines that ends or begins there belongs to it, since only behind it there can be a comment.
    """
    if "wi:" not in text:
        return
    comments: list[Span] = []
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    for token in tokens(text):
        if token.kind == "comment":
            comments.append(token.span)
        elif (first := lines.place(token.span[0])[0]) < (last := lines.place(token.span[1])[0]):
            begins[last] = begins.get(first, first)
            ends[first] = last
    for span in comments:
        found = _IGNORE.search(text, *span)
        if not found:
            continue
        line = lines.place(span[0])[0]
        codes = dict.fromkeys(re.findall(r"WI\d+", found["codes"].upper()))
        alone = not text[lines.span(line)[0] : span[0]].strip()
        meant = range(line + 1, ends.get(line + 1, line + 1) + 1) if alone else range(begins.get(line, line), line + 1)
        yield Ignore(span, codes, found["reason"].strip(), meant, used=set())


def without_ignored(
    found: Iterable[Diagnostic], comments: Sequence[Ignore], lines: Lines, unasked: set[str]
) -> Iterator[Diagnostic]:
    """
    What no comment silences, and what is wrong with the comments; codes that
    this run didn't ask for can't show a comment to be idle.
    """
    by_line: dict[int, list[Ignore]] = {}
    for comment in comments:
        for line in comment.lines:
            by_line.setdefault(line, []).append(comment)
    for diagnostic in found:
        silencing = [comment for comment in by_line.get(diagnostic.line, ()) if diagnostic.code in comment.codes]
        for comment in silencing:
            comment.used.add(diagnostic.code)
        if not silencing:
            yield diagnostic
    for comment in comments:
        comment.used.update(unasked)
        yield from _about_comment(comment, lines)


def _about_comment(comment: Ignore, lines: Lines) -> Iterator[Diagnostic]:
    """
    WI301, WI302: a comment that silences nothing, or that isn't understood.
    """
    unknown = [code for code in comment.codes if code not in ENTERED]
    if not comment.codes:
        message, hint = "no code to ignore", "write # wi: ignore WI216 and the reason"
        yield placed_at(lines, "WI302", comment.span, message, hint)
    elif unknown:
        yield placed_at(lines, "WI302", comment.span, f"no code {unknown[0]!r}", "see wi rule --all")
    elif not comment.reason:
        message, hint = "no reason given", "say behind the code why it may stay"
        yield placed_at(lines, "WI302", comment.span, message, hint)
    elif idle := [code for code in comment.codes if code not in comment.used]:
        message = f"nothing to ignore here with {', '.join(idle)}"
        yield placed_at(lines, "WI301", comment.span, message, "delete the comment")
