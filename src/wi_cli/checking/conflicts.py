"""
What git leaves in a file that it could not merge.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.checking.faults import Fault, blank
from wi_cli.checking.rule import rule
from wi_cli.registry.edits import Edit, apply
from wi_cli.registry.locate import Lines
from wi_cli.registry.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wi_cli.registry.tokens import Span

# Seven signs at the beginning of a line, or what the attribute conflict-marker-size says (gitattributes(5)); editors
# put a byte order mark before them, or blanks.
_MARKER = re.compile(
    r"^\ufeff?(?P<indent>[ \t]*)(?P<signs><{7,}|\|{7,}|={7,}|>{7,})(?: (?P<label>[^\r\n]*))?(?=\r?$)", re.MULTILINE
)
_LONGEST_LABEL = 60

rule(
    code="WI010",
    name="merge-conflict",
    title="a merge conflict is not resolved",
    why="Git writes both sides into the file and leaves it to you which one holds. "
    "Keep one, or what is right of both, and delete the lines of <<<<<<<, ======= and >>>>>>>. "
    "Where all three are meant to stand in a text, put a blank before them.",
    bad="""
        [members.kassel]
        <<<<<<< HEAD
        name = "Kassel"
        =======
        name = "Stadt Kassel"
        >>>>>>> longer-names
    """,
    good="""
        [members.kassel]
        name = "Kassel"
        aliases = ["Stadt Kassel"]
    """,
)

_Marker = re.Match[str]


class Conflict(NamedTuple):
    """
    The markers of one conflict, in order; not all of them if somebody has deleted the others.
    """

    markers: tuple[_Marker, ...]

    @property
    def whole(self) -> bool:
        """
        Whether it has both sides.
        """
        signs = [marker["signs"][0] for marker in self.markers]
        return signs[0] == "<" and signs[-1] == ">" and "=" in signs

    @property
    def divider(self) -> _Marker:
        """
        What divides the sides of a whole one.
        """
        return next(marker for marker in self.markers if marker["signs"][0] == "=")

    @property
    def spans(self) -> list[Span]:
        """
        What is in dispute; of a conflict that is not whole only its markers.
        """
        if self.whole:
            return [(self.markers[0].start("signs"), self.markers[-1].end())]
        return [_span(marker) for marker in self.markers]


def _span(marker: _Marker) -> Span:
    return marker.start("signs"), marker.end()


def conflicts(text: str) -> list[Conflict]:
    """
    The conflicts of a text, in order.  Whole ones are conflicts also inside of a text of several lines, where
    TOML takes them for text; indented or single markers there are lines of a heading or a quotation.
    """
    markers = [*_MARKER.finditer(text)]
    outer = _outermost([marker for marker in markers if not marker["indent"]])
    left = _outside(markers, outer)
    if not left:
        return outer
    either = sorted([*outer, *_outermost(left)], key=lambda c: c.spans)
    strings = [token.span for token in tokens(sides(text, either)[0]) if token.kind in ("string", "open string")]
    left = [marker for marker in left if not _is_in(marker.start("signs"), strings)]
    outer = sorted([*outer, *_outermost(left)], key=lambda c: c.spans)
    stray = (Conflict(tuple(_outside(group, outer))) for group in _grouped(left))
    return sorted([*outer, *(conflict for conflict in stray if conflict.markers)], key=lambda c: c.spans)


def _outermost(markers: Sequence[_Marker]) -> list[Conflict]:
    """
    The whole conflicts that stand in no other, in order.
    """
    outer: list[Conflict] = []
    end = -1
    for conflict in sorted((c for c in map(Conflict, _grouped(markers)) if c.whole), key=lambda c: c.spans):
        if conflict.spans[0][0] > end:
            outer.append(conflict)
            end = conflict.spans[0][1]
    return outer


def _outside(markers: Sequence[_Marker], outer: Sequence[Conflict]) -> list[_Marker]:
    disputed = [span for conflict in outer for span in conflict.spans]
    return [marker for marker in markers if not _is_in(marker.start("signs"), disputed)]


def _grouped(markers: Sequence[_Marker]) -> Iterator[tuple[_Marker, ...]]:
    """
    Markers that belong together; those of another length stand in a conflict of their own.
    """
    opened: dict[int, list[list[_Marker]]] = {}
    stray: dict[int, list[_Marker]] = {}
    for marker in markers:
        sign, size = marker["signs"][0], len(marker["signs"])
        groups = opened.setdefault(size, [])
        if sign == "<":
            groups.append([marker])
        elif groups:
            groups[-1].append(marker)
            if sign == ">":
                yield tuple(groups.pop())
        else:
            stray.setdefault(size, []).append(marker)
            if sign == ">":
                yield tuple(stray.pop(size))
    yield from (tuple(group) for groups in opened.values() for group in groups)
    yield from map(tuple, stray.values())


def _is_in(offset: int, spans: Sequence[Span]) -> bool:
    """
    Whether an offset lies in one of several spans, which are in order and apart.
    """
    number = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return number >= 0 and offset < spans[number][1]


def sides(text: str, found: Sequence[Conflict]) -> tuple[str, str]:
    """
    The text as either side has it, with blanks for the other and for the markers: every character stays in its place.
    """
    ours, theirs = [], []
    for conflict in found:
        if not conflict.whole:
            ours += conflict.spans
            theirs += conflict.spans
            continue
        first, *_, last = conflict.markers
        ours += [_span(first), (conflict.markers[1].start("signs"), last.end())]
        theirs += [(first.start("signs"), conflict.divider.end()), _span(last)]
    mine, other = ([Edit(*span, blank(text[slice(*span)])) for span in spans] for spans in (ours, theirs))
    return apply(text, mine), apply(text, other)


def faults_of(text: str, found: Sequence[Conflict]) -> list[Fault]:
    """
    One fault for each conflict: from its first line to its last, and what both sides are.
    """
    lines = Lines(text)
    return [
        Fault(
            "WI010",
            (conflict.markers[0].start("signs"), conflict.markers[-1].end()),
            "unresolved merge conflict",
            _choice(conflict, lines) if conflict.whole else _rest(conflict, lines),
        )
        for conflict in found
    ]


def _choice(conflict: Conflict, lines: Lines) -> str:
    first, second, last = conflict.markers[0], conflict.markers[1], conflict.markers[-1]
    ours = _side(first, second, first["label"], lines)
    theirs = _side(conflict.divider, last, last["label"], lines)
    return f"keep {ours} or {theirs}, or join them, and delete the markers"


def _side(above: _Marker, below: _Marker, label: str | None, lines: Lines) -> str:
    first, last = lines.place(above.start("signs"))[0] + 1, lines.place(below.start("signs"))[0] - 1
    what = "nothing" if last < first else f"line {first}" if first == last else f"lines {first} to {last}"
    return f"{what} ({label[:_LONGEST_LABEL]})" if label else what


def _rest(conflict: Conflict, lines: Lines) -> str:
    places = [str(lines.place(marker.start("signs"))[0]) for marker in conflict.markers]
    if len(places) == 1:
        return f"delete the marker in line {places[0]}"
    return f"delete the markers in lines {', '.join(places[:-1])} and {places[-1]}"
