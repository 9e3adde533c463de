"""
How two texts differ, as a unified diff.

`difflib` alone takes time that grows with the square of a text in which every
line has changed, as the layout of a whole registry does.  Lines that stand
once in both texts, such as the headers of members, cut it into short pieces.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import Match, SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CONTEXT = 3


class _Matcher(SequenceMatcher[str]):
    """
    What `difflib` makes of equal lines that were found in another way.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        super().__init__(None, old, new, autojunk=False)
        self._blocks = [Match(*block) for block in _matching(old, new)]

    def get_matching_blocks(self) -> list[Match]:
        return self._blocks


def unified(name: str, old: Sequence[str], new: Sequence[str]) -> list[str]:
    """
    The lines of a unified diff between the lines of two texts, as `patch`
    takes it; nothing if they are equal.
    """
    lines: list[str] = []
    for group in _Matcher(old, new).get_grouped_opcodes(CONTEXT):
        (_, first, _, other_first, _), (_, _, last, _, other_last) = group[0], group[-1]
        lines.append(f"@@ -{_range(first, last)} +{_range(other_first, other_last)} @@\n")
        for operation, start, end, other_start, other_end in group:
            if operation == "equal":
                lines += [f" {line}" for line in old[start:end]]
                continue
            lines += [f"-{line}" for line in old[start:end]]
            lines += [f"+{line}" for line in new[other_start:other_end]]
    head = [f"--- {name}\n", f"+++ {name}\n"] if lines else []
    return head + [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]


def _range(start: int, end: int) -> str:
    """
    Lines as a diff counts them: from 1, and from the line before if there are none.
    """
    length = end - start
    return f"{start + 1}" if length == 1 else f"{start + bool(length)},{length}"


def _matching(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """
    What is equal: starts in both and the length, in order; last an empty one at the end.
    """
    found: list[tuple[int, int, int]] = []
    before = (0, 0)
    for here in [*_anchors(old, new), (len(old), len(new))]:
        a, b = before
        piece = SequenceMatcher(None, old[a : here[0]], new[b : here[1]], autojunk=False)
        for start, other, length in [*((a + i, b + j, n) for i, j, n in piece.get_matching_blocks() if n), (*here, 1)]:
            if found and found[-1][0] + found[-1][2] == start and found[-1][1] + found[-1][2] == other:
                found[-1] = (*found[-1][:2], found[-1][2] + length)
            else:
                found.append((start, other, length))
        before = (here[0] + 1, here[1] + 1)
    start, other, length = found.pop()  # its last line is the end of both texts
    return [*found, *([(start, other, length - 1)] if length > 1 else []), (len(old), len(new), 0)]


def _anchors(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """
    Places of lines that stand once in both texts: the most that are in the same order.
    """
    once, other_once = ({line for line, number in Counter(text).items() if number == 1} for text in (old, new))
    places = {line: place for place, line in enumerate(new) if line in other_once}
    common = [(place, places[line]) for place, line in enumerate(old) if line in once and line in places]
    # The longest increasing subsequence of the places in the new text, by patience sorting.
    ends: list[int] = []
    piles: list[int] = []
    previous: list[int | None] = []
    for n, (_, place) in enumerate(common):
        pile = bisect_left(ends, place)
        previous.append(piles[pile - 1] if pile else None)
        ends[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [n]
    chain: list[tuple[int, int]] = []
    link = piles[-1] if piles else None
    while link is not None:
        chain.append(common[link])
        link = previous[link]
    return reversed(chain)
