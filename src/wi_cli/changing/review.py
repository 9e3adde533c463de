"""
What would be wrong with a registry after a change, and wasn't before.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.changing.members import drafted, with_member_text
from wi_cli.checking import diagnose
from wi_cli.errors import CannotChangeError, WiError
from wi_cli.registry import depth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wi_cli.changing.splice import Spliced
    from wi_cli.checking.diagnose import Examined
    from wi_cli.checking.diagnostic import Diagnostic
    from wi_cli.checking.rule import Problem, Settings
    from wi_cli.registry.values import Path


class RefusedError(WiError):
    """
    A change after which the registry would not be valid.
    """

    def __init__(self, problems: Sequence[Diagnostic | Problem]) -> None:
        count = f"{len(problems)} problems" if len(problems) > 1 else "a problem"
        super().__init__(
            f"nothing was changed: the registry would have {count}",
            "\n".join(["", *(f"  {said(problem)}" for problem in problems)]),
        )
        self.problems = problems


def said(problem: Diagnostic | Problem) -> str:
    """
    A defect and its place in the document, in one line.
    """
    place = ".".join(map(str, problem.path or ())).removeprefix("members.")
    advice = f"; {problem.hint}" if problem.hint else ""
    return f"{place}: {problem.code} {problem.message}{advice}"


def problems(old: Spliced, after: Spliced, schema: str, settings: Settings) -> list[Diagnostic]:
    """
    The errors and warnings that a change would bring.  Both documents are taken over.
    """
    found = _examined(after, schema, settings).diagnostics
    return _new(found, lambda: _examined(old, schema, settings))


class Draft(NamedTuple):
    """
    A registry in which a member's lines were replaced, and what is wrong with it: errors in those lines
    (with places in them), and new errors elsewhere, or else why these lines can't be taken.
    """

    text: str
    inside: list[Diagnostic]
    outside: list[Diagnostic]
    refusal: CannotChangeError | None


def draft(old: Spliced, key: str, lines: bytes, schema: str, settings: Settings) -> Draft:
    """
    What the registry would be if these lines took the place of a member's.
    """
    start, end = old.member(key)
    above, below = old.text[:start], old.text[end:]
    if below and not lines.endswith(b"\n"):
        lines += b"\n"
    refusal = None
    shift = 0
    try:
        after = with_member_text(old, key, lines.decode())
        own = drafted(lines.decode(), key)
        if own.declared:  # which may now stand above the member
            shift = max(after.text.find(own.lines.rstrip()), 0)
            shift = after.text[:shift].count("\n") - above.count("\n")
            lines = own.lines.encode()
        examined = _examined(after, schema, settings)
    except (CannotChangeError, UnicodeDecodeError) as error:
        examined = diagnose.examine(above.encode() + lines + below.encode(), schema, settings)
        refusal = error if isinstance(error, CannotChangeError) else None
    first = above.count("\n") + shift
    last = first + lines.count(b"\n") + (not below)
    inside = [
        found._replace(line=found.line - first, end_line=found.end_line - first)
        for found in examined.diagnostics
        if first < found.line <= last and not found.warning
    ]
    outside = [found for found in examined.diagnostics if not first < found.line <= last and not found.warning]
    # Read anew: somebody may try again.
    new = _new(outside, lambda: diagnose.examine(old.text.encode(), schema, settings))
    return Draft(examined.text, inside, new, refusal)


def _examined(registry: Spliced, schema: str, settings: Settings) -> Examined:
    if depth.is_too_deep(registry.document):  # which is a defect of its own
        return diagnose.examine(registry.text.encode(), schema, settings)
    return diagnose.examine_document(registry.text, registry.document, schema, settings)


def _new(found: Sequence[Diagnostic], before: Callable[[], Examined]) -> list[Diagnostic]:
    """
    What was found and not in a registry before.
    """
    if not found:  # as nearly always; others may be waiting for the lock
        return []
    known = Counter(_identity(problem) for problem in before().diagnostics)
    new = []
    for problem in found:
        identity = _identity(problem)
        known[identity] -= 1
        if known[identity] < 0:
            new.append(problem)
    return new


def _identity(found: Diagnostic) -> tuple[str, Path, str]:
    # Without the number within a list: it changes when an element goes.
    return found.code, (found.path or ())[:2], found.message
