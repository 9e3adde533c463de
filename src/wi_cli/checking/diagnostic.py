"""
What is reported: one defect of one file, at its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wi_cli.checking.rule import ENTERED, rule
from wi_cli.german.wording import shortened

if TYPE_CHECKING:
    from wi_cli.registry.edits import Edit
    from wi_cli.registry.locate import Lines
    from wi_cli.registry.tokens import Span
    from wi_cli.registry.values import Path

rule(
    code="WI000",
    name="unreadable-file",
    title="a file can't be read",
    why="It isn't there, may not be read, or is larger than 64 MiB. What wasn't read wasn't checked: exit status 3.",
    bad="""
        # wi validate membres.toml
    """,
    good="""
        # wi validate members.toml
    """,
)


# Characters of a message: some hundreds are in the longest that cites nothing.
_LONGEST = 1_000


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
        return ENTERED[self.code].warning


def placed_at(  # noqa: PLR0913  # what a diagnostic is made of
    lines: Lines,
    code: str,
    span: Span,
    message: str,
    hint: str | None,
    *,
    path: Path | None = None,
    edit: Edit | None = None,
) -> Diagnostic:
    """
    What is reported of a span of a text; a message that cites something very long is cut.
    """
    place = (*lines.place(span[0]), *lines.place(span[1]))
    return Diagnostic(code, *place, shortened(message, _LONGEST), hint and shortened(hint, _LONGEST), path, edit)


def unreadable(reason: str, hint: str | None) -> Diagnostic:
    """
    What is reported of a file that can't be read.
    """
    return Diagnostic("WI000", 1, 1, 1, 1, reason, hint)
