"""
What a search gives: members, and the texts in which something matched.

`finding` makes these values and `showing` shows them, which don't know each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wi_cli.german.spelling import Span
    from wi_cli.registry.values import Member


class Match(NamedTuple):
    """
    One text of a member in which something was found; `spans` are character
    offsets in it, in order and apart from each other, at least one.
    """

    field: str
    text: str
    spans: tuple[Span, ...]

    def excerpt(self, width: int = 80) -> tuple[str, tuple[Span, ...]]:
        """
        About `width` characters of the text around its first span, cut at word
        boundaries and marked with "…" where cut; and the spans within it.
        """
        text = self.text
        if len(text) <= width:
            return text, self.spans
        first = self.spans[0]
        start = max(0, min(first[0] - width // 3, len(text) - width))
        if start:
            blank = text.find(" ", start, first[0])
            start = blank + 1 if blank >= 0 else first[0]
        end = min(len(text), max(start + width, first[1]))
        if end < len(text):
            blank = text.rfind(" ", first[1], end)
            end = blank if blank >= 0 else end
        before, after = "… " if start else "", " …" if end < len(text) else ""
        shift = len(before) - start
        spans = tuple((a + shift, b + shift) for a, b in self.spans if a >= start and b <= end)
        return before + text[start:end] + after, spans


class Hit(NamedTuple):
    """
    A member that was found: `tier` says how, `score` is 0 to 100, matches
    begin with the weightiest.
    """

    member: Member
    tier: str
    score: int
    matches: tuple[Match, ...]

    @property
    def is_network(self) -> bool:
        """
        Whether it is the portrait of the network that was found: no kind of members.
        """
        return not self.member.kind
