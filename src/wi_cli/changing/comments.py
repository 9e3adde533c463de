"""
The comments and blank lines between the statements of a text, and to what they belong.

What belongs to a table: the comment lines directly above its header, its pairs,
and the comment lines directly below them.  To a pair belong those directly above it.
Nobody's are comments with a blank line on both sides, and a banner (a line of dashes or the like,
with all that stands above it) or a modeline of an editor, wherever it stands.

A comment above an entry (a member, a source, a topic, an indicator, an element of a list) may be a heading over
those that follow.  It goes if all entries between it and the next comment go; else it stays,
apart from what comes next.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wi_cli.registry.locate import Lines, Span

_COMMENT = re.compile(r"[ \t]*#(?!:)")
# "# --- Quellen ---", "#####", "# vim: …", "# -*- …": about the file or a part of it.
_RULE = re.compile(r"[ \t]*#(?:[ \t]*([^\w\s.])\1\1|##)")
_MODELINE = re.compile(r"[ \t]*#.*(?:\b(?:vim?|ex|kate|Local Variables)\s*:|-\*-)")


class Comments:
    """
    The comments and blank lines of a text that ends with a line end, by the numbers of lines.
    """

    def __init__(self, text: str, lines: Lines) -> None:
        self._text = text
        self._lines = lines

    def is_one(self, line: int) -> bool:
        """
        Whether a line holds a comment alone.  What looks like one may be the end of a text.
        """
        return bool(_COMMENT.match(self._lines.text(line)))

    def line_end(self, line: int) -> int:
        """
        Where the line after one begins.
        """
        return self._lines.offset(line + 1, 1) if line < len(self._lines) else len(self._text)

    def below_banners(self, first: int, line: int) -> int:
        """
        The first of the comment lines above one that no banner or modeline stands below.
        """
        return next((above + 1 for above in range(line - 1, first - 1, -1) if self.is_nobodys(above)), first)

    def is_nobodys(self, line: int) -> bool:
        """
        Whether a line is a banner or a modeline.
        """
        text = self._lines.text(line)
        return bool(_RULE.match(text) or _MODELINE.match(text))

    def is_blank(self, line: int) -> bool:
        """
        Whether nothing stands in a line.
        """
        return not self._lines.text(line).strip()

    def is_compact(self, place: int) -> bool:
        """
        Whether what begins in a line stands there without a blank line above it, and isn't about the file.
        """
        line = self._lines.place(place)[0]
        between = place < len(self._text) and line > 1
        return between and not (self.is_blank(line - 1) or self.is_blank(line) or self.is_nobodys(line))

    def comment_above(self, place: int) -> str:
        """
        The comment right above a line, if there is one that is no banner.
        """
        line = self._lines.place(place)[0] - 1
        is_one = line and self.is_one(line) and not self.is_nobodys(line)
        return self._lines.text(line).strip() if is_one else ""

    def join(self, span: Span) -> tuple[Span, bool]:
        """
        Lines that go with the blank lines above or below them, of which the others stay; all go at the ends of the
        text.  And whether a blank line is to be put in, as a comment stays right above.
        """
        first, last = self._lines.place(span[0])[0], self._lines.place(span[1] - 1)[0]
        above, below = self._lines.place(self.without_blanks(span[0]))[0], last
        while below < len(self._lines) and self.is_blank(below + 1):
            below += 1
        if below - last >= first - above > 0 or span[1] == len(self._text):
            return (self.without_blanks(span[0]), span[1]), False
        if first > above or above == 1:
            return (span[0] if first > above else 0, self.line_end(below)), False
        return span, below == last and self.is_one(above - 1)

    def glued_comments(self, place: int) -> int | None:
        """
        Where the comments right above a line begin, if they stand right below what they don't belong to.
        """
        line = self._lines.place(place)[0]
        first = line
        while first > 1 and self.is_one(first - 1):
            first -= 1
        above = self._lines.text(first - 1).strip() if first > 1 else ""
        return self._lines.offset(first, 1) if first < line and above and not above.startswith("[") else None

    def without_blanks(self, place: int) -> int:
        """
        Where the blank lines above a line begin, or the line itself.
        """
        line = self._lines.place(place)[0]
        while line > 1 and self.is_blank(line - 1):
            line -= 1
        return self._lines.offset(line, 1)
