"""
The bytes of a registry file -> everything that is wrong with it, each defect
once and at its place, in the order of places.

Syntax comes first: a file that is no TOML has no shape and no meaning yet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.checking import rules, syntax
from wi_cli.errors import DamageError
from wi_cli.registry import paths
from wi_cli.registry.edits import Edit, apply
from wi_cli.registry.locate import Lines, Locator, Span
from wi_cli.registry.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wi_cli.checking.rules import Problem, Settings
    from wi_cli.registry.values import Path

_IGNORE = re.compile(r"#\s*wi:\s*ignore\b[ \t:]*(?P<codes>(?:WI\d+\b[ \t,]*)*)(?P<reason>[^\r\n]*)")
_MEMBER_HEADER = re.compile(r"^[ \t]*\[\[?[ \t]*members[ \t]*\.[ \t]*(\"[^\"\n]*\"|'[^'\n]*'|[\w-]+)", re.MULTILINE)
# A file that was mended may show what its fault had hidden.
_MOST_ROUNDS = 5


class Diagnostic(NamedTuple):
    """
    One defect of one file.  Lines and columns count from 1, columns in
    characters; the end is behind the last character.
    """

    code: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    hint: str | None
    path: Path | None = None
    edit: Edit | None = None

    @property
    def warning(self) -> bool:
        """
        Whether the file can be used all the same.
        """
        from wi_cli.checking.rulebook import RULES  # a file without defects has no use for it

        return RULES[self.code].warning


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
    Everything that is wrong with the content of a registry file.
    """
    text, encoding_faults = syntax.decoded(content)
    document, syntax_faults = syntax.parsed(text)
    if not (faults := [*encoding_faults, *syntax_faults]):
        return examine_document(text, document, schema, settings, selection)
    return _chosen(text, _from_faults(text, faults), selection)


def examine_document(
    text: str, document: rules.Document, schema: str, settings: Settings, selection: Selection = EVERYTHING
) -> Examined:
    """
    As `examine`, of a text that was read already: its document, of no more than `depth.DEEPEST` levels, is taken over.
    """
    return _chosen(text, _from_document(text, document, schema, settings), selection)


def _chosen(text: str, found: Iterable[Diagnostic], selection: Selection) -> Examined:
    chosen = (diagnostic for diagnostic in found if selection.has(diagnostic.code))
    return Examined(text, tuple(sorted(chosen, key=lambda d: (d.line, d.column, d.code, d.message))))


def mend(content: bytes, schema: str, settings: Settings, selection: Selection = EVERYTHING) -> tuple[bytes, int]:
    """
    The content with all that is safe to mend mended, and how many defects
    that were.  Nothing but the mended spans changes.

    Raises `DamageError` if the document would differ in anything else.
    """
    mended = 0
    for _ in range(_MOST_ROUNDS):
        examined = examine(content, schema, settings, selection)
        edits = {d.edit: d.path for d in examined.diagnostics if d.edit}
        if not edits or any(d.code == "WI002" for d in examined.diagnostics):
            break
        after = apply(examined.text, edits)
        _check_mended(examined.text, after, edits.values())
        content = after.encode()
        mended += len(edits)
    return content, mended


def _check_mended(before: str, after: str, places: Iterable[Path | None]) -> None:
    """
    Raises `DamageError` if a text is TOML no more, or says something else anywhere but at the places mended.
    """
    was, faults_before = syntax.parsed(before)
    says, faults = syntax.parsed(after)
    meant = set(places)
    changed = paths.differences(was, says)
    if len(faults) > len(faults_before) or any(
        all(path[:length] not in meant for length in range(len(path) + 1)) for path in changed
    ):
        raise DamageError("mending would change more than what is to be mended")


def _from_faults(text: str, faults: Iterable[syntax.Fault]) -> list[Diagnostic]:
    lines = Lines(text)
    return [_diagnostic(lines, f.code, f.span, f.message, f.hint, edit=f.edit) for f in faults]


def _from_document(text: str, document: rules.Document, schema: str, settings: Settings) -> Iterator[Diagnostic]:
    problems = rules.check(document, schema, settings)
    scattered = _is_scattered(text)
    comments = list(_ignore_comments(text))
    if not problems and not scattered and not comments:
        return
    locator, lines = Locator(text), Lines(text)
    found = [_placed(problem, text, locator, lines) for problem in problems]
    if scattered:
        # Tables of a misspelt member stand between those of the one that is meant.
        headless = {problem.path[1] for problem in problems if problem.code == "WI201"}
        found += _scattered_members(locator, lines, headless)
    unasked = {"WI227"} if settings.max_age is None else set()
    yield from _without_ignored(found, comments, lines, unasked)


def _placed(problem: Problem, text: str, locator: Locator, lines: Lines) -> Diagnostic:
    span = locator.key(problem.path) if problem.at_key else locator.value(problem.path)
    edit = None
    if problem.fix:
        raw = text[slice(*span)]
        mended = problem.fix(raw)
        edit = Edit(*span, mended) if mended != raw else None
    return _diagnostic(lines, problem.code, span, problem.message, problem.hint, path=problem.path, edit=edit)


def _diagnostic(  # noqa: PLR0913  # what a diagnostic is made of
    lines: Lines,
    code: str,
    span: Span,
    message: str,
    hint: str | None,
    *,
    path: Path | None = None,
    edit: Edit | None = None,
) -> Diagnostic:
    return Diagnostic(code, *lines.place(span[0]), *lines.place(span[1]), message, hint, path, edit)


# -- tables of one member apart from each other ----------------------------------


def _is_scattered(text: str) -> bool:
    """
    Whether it looks as if a member's headers had another's between them; a
    string that looks like a header may deceive, so that the locator is asked.
    """
    return any(True for _ in _returning(found[1] for found in _MEMBER_HEADER.finditer(text)))


def _returning(keys: Iterable[str]) -> Iterator[int]:
    """
    Indices at which a key comes back after another one.
    """
    left: set[str] = set()
    before: str | None = None
    for n, key in enumerate(keys):
        if key != before:
            if key in left:
                yield n
            if before is not None:
                left.add(before)
            before = key


def _scattered_members(locator: Locator, lines: Lines, apart: set[str | int]) -> Iterator[Diagnostic]:
    """
    WI208: the tables of a member that don't stand in one block.
    """
    headers = [entry for entry in locator.headers if len(entry.path) > 1 and entry.path[0] == "members"]
    headers = [entry for entry in headers if entry.path[1] not in apart]
    first: dict[str, int] = {}
    for entry in headers:
        first.setdefault(str(entry.path[1]), lines.place(entry.key[0])[0])
    for n in _returning(str(entry.path[1]) for entry in headers):
        path = headers[n].path
        key = str(path[1])
        message = f"tables of {key!r} stand apart from the others in line {first[key]}"
        yield _diagnostic(lines, "WI208", headers[n].key, message, "move them there", path=path)


# -- comments that silence -------------------------------------------------------


class _Ignore(NamedTuple):
    """
    One comment `# wi: ignore CODE reason`; `used` gathers the codes that it silenced.
    """

    span: Span
    codes: dict[str, None]
    reason: str
    own_line: bool
    used: set[str]


def _ignore_comments(text: str) -> Iterator[_Ignore]:
    if "wi:" not in text:
        return
    for token in tokens(text):
        if token.kind != "comment":
            continue
        found = _IGNORE.search(text, *token.span)
        if found:
            before = text[text.rfind("\n", 0, token.span[0]) + 1 : token.span[0]]
            codes = dict.fromkeys(re.findall(r"WI\d+", found["codes"]))
            yield _Ignore(token.span, codes, found["reason"].strip(), own_line=not before.strip(), used=set())


def _without_ignored(
    found: Iterable[Diagnostic], comments: Sequence[_Ignore], lines: Lines, unasked: set[str]
) -> Iterator[Diagnostic]:
    """
    What no comment silences, and what is wrong with the comments; codes that
    this run didn't ask for can't show a comment to be idle.
    """
    by_line: dict[int, list[_Ignore]] = {}
    for comment in comments:
        line = lines.place(comment.span[0])[0]
        by_line.setdefault(line + comment.own_line, []).append(comment)
    for diagnostic in found:
        silencing = [comment for comment in by_line.get(diagnostic.line, ()) if diagnostic.code in comment.codes]
        for comment in silencing:
            comment.used.add(diagnostic.code)
        if not silencing:
            yield diagnostic
    for comment in comments:
        comment.used.update(unasked)
        yield from _about_comment(comment, lines)


def _about_comment(comment: _Ignore, lines: Lines) -> Iterator[Diagnostic]:
    """
    WI301, WI302: a comment that silences nothing, or that isn't understood.
    """
    from wi_cli.checking.rulebook import RULES

    unknown = [code for code in comment.codes if code not in RULES]
    if not comment.codes:
        message, hint = "no code to ignore", "write # wi: ignore WI216 and the reason"
        yield _diagnostic(lines, "WI302", comment.span, message, hint)
    elif unknown:
        yield _diagnostic(lines, "WI302", comment.span, f"no code {unknown[0]!r}", "see wi rule --all")
    elif not comment.reason:
        message, hint = "no reason given", "say behind the code why it may stay"
        yield _diagnostic(lines, "WI302", comment.span, message, hint)
    elif idle := [code for code in comment.codes if code not in comment.used]:
        message = f"nothing to ignore here with {', '.join(idle)}"
        yield _diagnostic(lines, "WI301", comment.span, message, "delete the comment")
