"""
What is different between two texts, as the unified diff that `patch` takes.

The standard library's difflib compares every line with every other; a file of
16,000 lines that `wi fmt` puts in order takes it 20 s.  Here lines that stand
once in both texts are paired first, as "patience diff" does, and difflib is
asked only for the few lines between two of these pairs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import Match, SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    # Lines from one number to another in the old text and in the new one.
    Region = tuple[int, int, int, int]

CONTEXT = 3
# Pairs of lines that may be compared one by one.
_FEW = 10_000


def unified(old: Sequence[str], new: Sequence[str], name: str) -> Iterator[str]:
    """
    The lines of the diff between two texts, given as lines with their ends;
    nothing if there is no difference.
    """
    groups = _Paired(old, new).get_grouped_opcodes(CONTEXT)
    for number, group in enumerate(groups):
        if not number:
            yield f"--- {name}\n"
            yield f"+++ {name}\n"
        (_, start, _, new_start, _), (_, _, end, _, new_end) = group[0], group[-1]
        yield f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@\n"
        for tag, a, b, c, d in group:
            if tag == "equal":
                yield from _lines(" ", old[a:b])
                continue
            yield from _lines("-", old[a:b])
            yield from _lines("+", new[c:d])


def _range(start: int, end: int) -> str:
    length = end - start
    # Lines count from 1; where there is none, from the one before.
    return f"{start + 1}" if length == 1 else f"{start + (length > 0)},{length}"


def _lines(sign: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}\n"
        if not line.endswith("\n"):
            yield "\\ No newline at end of file\n"


class _Paired(SequenceMatcher[str]):
    """
    Lines matched by those that stand once in both texts.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        # Nothing is handed to difflib, which would look at all lines for nothing.
        super().__init__(None, "", "")
        self._old, self._new = old, new

    def get_matching_blocks(self) -> list[Match]:
        """
        Runs of equal lines in order, last one that is empty.
        """
        pairs = list(_pairs(self._old, self._new))
        blocks: list[Match] = []
        for a, b in pairs:
            last = blocks[-1] if blocks else Match(-1, -1, 0)
            if (a, b) == (last.a + last.size, last.b + last.size) and blocks:
                blocks[-1] = last._replace(size=last.size + 1)
            else:
                blocks.append(Match(a, b, 1))
        return [*blocks, Match(len(self._old), len(self._new), 0)]


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """
    The numbers of equal lines, in order.
    """
    whole = (0, len(old), 0, len(new))
    start, end = _equal_ends(old, new, whole)
    yield from ((n, n) for n in range(start))
    middle = (start, len(old) - end, start, len(new) - end)
    yield from _between(old, new, middle, _anchors(old, new, middle))
    yield from ((len(old) - n, len(new) - n) for n in range(end, 0, -1))


def _between(
    old: Sequence[str], new: Sequence[str], region: Region, anchors: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """
    The anchors, and the equal lines between each two of them.
    """
    a, end, b, new_end = region
    for anchor in (*anchors, (end, new_end)):
        yield from _in_gap(old, new, (a, anchor[0], b, anchor[1]))
        if anchor != (end, new_end):
            yield anchor
        a, b = anchor[0] + 1, anchor[1] + 1


def _in_gap(old: Sequence[str], new: Sequence[str], gap: Region) -> Iterator[tuple[int, int]]:
    """
    The equal lines of a gap: those at its ends, and the others if it is small.
    """
    start, end = _equal_ends(old, new, gap)
    a, old_end, b, new_end = gap
    yield from ((a + n, b + n) for n in range(start))
    left, right = old[a + start : old_end - end], new[b + start : new_end - end]
    if 0 < len(left) * len(right) <= _FEW:
        for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
            yield from ((a + start + block.a + n, b + start + block.b + n) for n in range(block.size))
    yield from ((old_end - n, new_end - n) for n in range(end, 0, -1))


def _equal_ends(old: Sequence[str], new: Sequence[str], region: Region) -> tuple[int, int]:
    """
    How many lines are equal at the beginning and, of the rest, at the end.
    """
    a, old_end, b, new_end = region
    most = min(old_end - a, new_end - b)
    start = next((n for n in range(most) if old[a + n] != new[b + n]), most)
    end = next((n for n in range(most - start) if old[old_end - 1 - n] != new[new_end - 1 - n]), most - start)
    return start, end


def _anchors(old: Sequence[str], new: Sequence[str], region: Region) -> list[tuple[int, int]]:
    """
    Pairs of lines that stand once in both regions; of those that cross each
    other as many as can be kept in order: a longest increasing subsequence.
    """
    a, old_end, b, new_end = region
    if (old_end - a) * (new_end - b) <= _FEW:
        return []
    times, new_times = Counter(old[a:old_end]), Counter(new[b:new_end])
    places = {new[n]: n for n in range(b, new_end) if new_times[new[n]] == times[new[n]] == 1}
    pairs = [(n, places[old[n]]) for n in range(a, old_end) if old[n] in places]
    lasts: list[int] = []  # the smallest end of a subsequence of each length, and which pair that is
    ending: list[int] = []
    before: list[int | None] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(lasts, place)
        lasts[length : length + 1] = [place]
        ending[length : length + 1] = [number]
        before.append(ending[length - 1] if length else None)
    kept = []
    last = ending[-1] if ending else None
    while last is not None:
        kept.append(pairs[last])
        last = before[last]
    return kept[::-1]
