"""
An array in which some elements are others now: those that stay keep their quotes, lines and comments, and what is
new is written as its neighbours are.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.changing import write
from wi_cli.registry.edits import Edit, apply
from wi_cli.registry.tokens import comments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wi_cli.registry.tokens import Span

# Beyond this a list is written whole: to compare takes the square of its length.
_MOST = 1_000


class Array(NamedTuple):
    """
    An array as it is written, from bracket to bracket; the spans of its elements in that text, and their values.
    """

    text: str
    spans: Sequence[Span]
    values: Sequence[Any]
    newline: str

    def with_values(self, wanted: Sequence[Any]) -> str | None:
        """
        The text with other values in it; None if it is to be written whole.
        """
        if not self.spans or not wanted or len(self.values) > _MOST or len(wanted) > _MOST:
            return None
        matcher = SequenceMatcher(None, [*map(repr, self.values)], [*map(repr, wanted)], autojunk=False)
        edits: list[Edit] = []
        for kind, first, last, new_first, new_last in matcher.get_opcodes():
            if kind == "equal":
                continue
            replaced = min(last - first, new_last - new_first)
            edits += [
                Edit(*self.spans[first + n], self._written(wanted[new_first + n], first + n)) for n in range(replaced)
            ]
            edits += self._without(first + replaced, last)
            if new := wanted[new_first + replaced : new_last]:
                edits += self._with(first + replaced, new)
        if any(self._loses_comment(edit) for edit in edits):
            return None
        return apply(self.text, edits)

    def _loses_comment(self, edit: Edit) -> bool:
        """
        Whether a comment would go that may be about what stays: one that isn't in lines of their own that go.
        """
        has_own_lines = self.text.startswith("\n", edit.start - 1)
        return not has_own_lines and any(comments(self.text[edit.start : edit.end]))

    def _without(self, first: int, last: int) -> list[Edit]:
        """
        The edits that take out elements, each with its comma, its line, and the comment behind it.
        """
        if first == last:
            return []
        # The last one has no comma, or the one before it goes.
        is_end = last == len(self.spans) and self._comma(last - 1) is None
        edits = []
        for n in range(first, last):
            start, end = self.spans[n]
            comma = self._comma(n)
            end = comma + 1 if comma is not None else end
            line, next_line = self._line(start, end)
            if line is not None and next_line is not None:
                edits.append(Edit(line, next_line, ""))
            elif is_end and first:
                return [Edit(self.spans[first - 1][1], self.spans[-1][1], "")]
            else:
                blanks = len(self.text[end:]) - len(self.text[end:].lstrip(" \t"))
                edits.append(Edit(start, end + blanks, ""))
        if is_end and first and (comma := self._comma(first - 1)) is not None:
            edits.append(Edit(comma, comma + 1, ""))
        return edits

    def _with(self, n: int, new: Sequence[Any]) -> list[Edit]:
        """
        The edits that put elements in behind the one before that number, in lines of their own if that has one.
        """
        near = max(n - 1, 0)
        start, end = self.spans[near]
        texts = [self._written(value, near) for value in new]
        comma = self._comma(near)
        line, next_line = self._line(start, end if comma is None else comma + 1)
        indent = self.text[line:start] if line is not None and next_line is not None else None
        if not n:
            between = ", " if indent is None else f",{self.newline}{indent}"
            return [Edit(start, start, "".join(f"{text}{between}" for text in texts))]
        if indent is None or next_line is None:
            return [Edit(end, end, "".join(f", {text}" for text in texts))]
        lines = [f"{indent}{text}," for text in texts]
        if comma is None:
            lines[-1] = lines[-1].removesuffix(",")
        below = Edit(next_line, next_line, "".join(f"{line}{self.newline}" for line in lines))
        return [below] if comma is not None else [Edit(end, end, ","), below]

    def _comma(self, n: int) -> int | None:
        """
        Where the comma behind an element stands.
        """
        start = self.spans[n][1]
        end = self.spans[n + 1][0] if n + 1 < len(self.spans) else len(self.text)
        between = self.text[start:end]
        for first, last in comments(between):
            between = between[:first] + " " * (last - first) + between[last:]
        comma = between.find(",")
        return None if comma < 0 else start + comma

    def _line(self, start: int, end: int) -> tuple[int | None, int | None]:
        """
        Where the line of what stands between two places begins, if nothing stands before it there, and where the
        next one begins, if nothing but a comment stands behind it.
        """
        line_start = self.text.rfind("\n", 0, start) + 1
        line_end = self.text.find("\n", end)
        behind = self.text[end:line_end].strip() if line_end >= 0 else "]"
        return (
            line_start if line_start and not self.text[line_start:start].strip() else None,
            line_end + 1 if not behind or behind.startswith("#") else None,
        )

    def _written(self, value: Any, near: int) -> str:
        """
        A value in the quotes of a neighbour, where it can stand in them.
        """
        text = write.value(value)
        plain = isinstance(value, str) and "'" not in value and value.isprintable()
        return f"'{value}'" if plain and self.text[self.spans[near][0]] == "'" else text
