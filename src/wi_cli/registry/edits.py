"""
Changes to a text as spans: what is not in a span stays as it is, byte for byte.

A fix of `checking` and a change of `changing` are such spans.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Edit(NamedTuple):
    """
    Put `new` in the place of the characters from `start` to `end`.
    """

    start: int
    end: int
    new: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """
    The text with all edits made; of two that overlap only the first.
    """
    parts = []
    position = 0
    for edit in sorted(set(edits)):
        if edit.start >= position:
            parts += [text[position : edit.start], edit.new]
            position = edit.end
    return "".join([*parts, text[position:]])


def joined(edits: Iterable[Edit]) -> list[Edit]:
    """
    Edits of which none are for the same place; what is put in at one stays in its order.
    """
    there: dict[tuple[int, int], str] = {}
    for edit in edits:
        span = edit.start, edit.end
        there[span] = there.get(span, "") + edit.new if edit.start == edit.end else edit.new
    return [Edit(*span, text) for span, text in there.items()]
