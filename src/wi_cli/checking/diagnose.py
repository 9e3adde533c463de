"""
The bytes of a registry file -> everything that is wrong with it, each defect
once and at its place, in the order of places.

Syntax comes first: a file that is no TOML has no shape and no meaning yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wi_cli.checking.diagnostic import Diagnostic, placed_at
from wi_cli.checking.document import check
from wi_cli.checking.ignores import ignore_comments, without_ignored
from wi_cli.checking.rules.headers import is_scattered, scattered_members
from wi_cli.checking.syntax import decoded, parsed
from wi_cli.registry import toml
from wi_cli.registry.edits import Edit
from wi_cli.registry.literals import characters
from wi_cli.registry.locate import Lines, Locator
from wi_cli.registry.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wi_cli.checking.faults import Fault
    from wi_cli.checking.rule import Document, Problem, Settings
    from wi_cli.registry.tokens import Span


class Selection(NamedTuple):
    """
    Which codes to report: those that begin with one of `select`, without
    those that begin with one of `ignore`.
    """

    select: Sequence[str] = ("WI",)
    ignore: Sequence[str] = ()

    def has(self, code: str) -> bool:
        """
        Whether a code is reported; the longest prefix that fits decides.
        """
        chosen = max((len(prefix) for prefix in self.select if code.startswith(prefix)), default=-1)
        refused = max((len(prefix) for prefix in self.ignore if code.startswith(prefix)), default=-1)
        return chosen > refused


EVERYTHING = Selection()


class Examined(NamedTuple):
    """
    The text of a file and what is wrong with it; `text` is what the places refer to.
    """

    text: str
    diagnostics: tuple[Diagnostic, ...]


def examine(content: bytes, schema: str, settings: Settings, selection: Selection = EVERYTHING) -> Examined:
    """
    Everything that is wrong with the content of a registry file.  What keeps it from being read is reported
    whatever was selected.
    """
    text, encoding_faults = decoded(content)
    document, syntax_faults = parsed(text)
    faults = [*encoding_faults, *syntax_faults]
    said = _from_faults(text, faults)
    if not {fault.code for fault in faults} <= {"WI003"}:
        return Examined(text, _in_order(said))
    # A byte order mark keeps nobody from reading what stands behind it.
    plain = " " + text[1:] if faults else text
    found = [*said, *_from_document(plain, document, schema, settings)]
    return Examined(text, _chosen(found, selection))


def examine_document(
    text: str, document: Document, schema: str, settings: Settings, selection: Selection = EVERYTHING
) -> Examined:
    """
    As `examine`, of a text that was read already: its document, of no more than `depth.DEEPEST` levels, is taken over.
    """
    return Examined(text, _chosen(_from_document(text, document, schema, settings), selection))


def _chosen(found: Iterable[Diagnostic], selection: Selection) -> tuple[Diagnostic, ...]:
    return _in_order(diagnostic for diagnostic in found if selection.has(diagnostic.code))


def _in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(found, key=lambda d: (d.line, d.column, d.code, d.message)))


def _from_faults(text: str, faults: Iterable[Fault]) -> list[Diagnostic]:
    lines = Lines(text)
    return [placed_at(lines, f.code, f.span, f.message, f.hint, edit=f.edit) for f in faults]


def _from_document(text: str, document: Document, schema: str, settings: Settings) -> Iterator[Diagnostic]:
    problems = check(document, schema, settings)
    scattered = is_scattered(text)
    lines = Lines(text)
    comments = list(ignore_comments(text, lines))
    if not problems and not scattered and not comments:
        return
    locator = Locator(text)
    found = [_placed(problem, text, locator, lines) for problem in problems]
    if scattered:
        # Tables of a misspelt member stand between those of the one that is meant.
        headless = {problem.path[1] for problem in problems if problem.code == "WI201"}
        found += scattered_members(locator, lines, headless)
    unasked = {"WI227"} if settings.max_age is None else set()
    yield from without_ignored(found, comments, lines, unasked)


def _placed(problem: Problem, text: str, locator: Locator, lines: Lines) -> Diagnostic:
    span = locator.key(problem.path) if problem.at_key else locator.value(problem.path)
    if problem.characters:
        span = _within(text, span, problem)
    edit = None
    if problem.fix:
        raw = text[slice(*span)]
        mended = problem.fix(raw)
        edit = Edit(*span, mended) if mended != raw else None
    return placed_at(lines, problem.code, span, problem.message, problem.hint, path=problem.path, edit=edit)


def _within(text: str, span: Span, problem: Problem) -> Span:
    """
    Where the characters that a problem is about stand in its value or key.
    """
    # Only a key in quotes can have characters that are wrong, and a header may have several keys.
    written = (found.span for found in tokens(text[slice(*span)]) if found.kind == "string")
    first, last = problem.characters or (0, 0)
    for start, end in written:
        literal = text[span[0] + start : span[0] + end]
        if not problem.at_key or toml.loads(f"{literal} = 0").keys() == {problem.path[-1]}:
            places = characters(literal)
            return span[0] + start + places[first][0], span[0] + start + places[last - 1][1]
    return span
