"""
What may be expected of documents and texts before and after a change, said without the code that is tried.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from wi_cli.registry import toml
from wi_cli.registry.locate import Lines, Locator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wi_cli.registry.values import Path


class BrokenError(AssertionError):
    """
    Something doesn't hold that must; `what` names it for all documents alike.
    """

    def __init__(self, what: str, details: str = "") -> None:
        super().__init__(f"{what}: {details}" if details else what)
        self.what = what


def expect(holds: object, what: str, details: object = "") -> None:
    """
    Raise `BrokenError` if it doesn't hold.
    """
    if not holds:
        raise BrokenError(what, str(details))


# -- documents ---------------------------------------------------------------------


def parsed(text: str) -> dict[str, Any] | None:
    """
    The document that a text is, None for what is no TOML.
    """
    try:
        return toml.loads(text)
    except (ValueError, RecursionError):
        return None


def same(one: Any, other: Any) -> bool:
    """
    Whether two values are the same, types included; nan is.
    """
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(item, other[key]) for key, item in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other or (one != one and other != other)  # noqa: PLR0124  # nan


def differing(one: Any, other: Any, path: Path = ()) -> Iterator[Path]:
    """
    The paths at which two documents differ, each as far down as it can be said.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one.keys() | other.keys():
            if key in one and key in other:
                yield from differing(one[key], other[key], (*path, key))
            else:
                yield (*path, key)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for n, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from differing(a, b, (*path, n))
    elif not same(one, other):
        yield path


def leads_somewhere(document: Any, path: Path) -> bool:
    """
    Whether there is something at a path, by keys and indices of the right types.
    """
    for part in path:
        is_key = isinstance(document, dict) and isinstance(part, str) and part in document
        if not is_key and not (isinstance(document, list) and type(part) is int and 0 <= part < len(document)):
            return False
        document = document[part]
    return True


def with_value(document: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    """
    A copy with a value at a path; what it needs is made.
    """
    changed = table = deepcopy(document)
    for part, below in pairwise(path):
        empty: Any = [] if isinstance(below, int) else {}
        if isinstance(part, int) and part == len(table):
            table.append(empty)
        elif isinstance(part, str):
            table.setdefault(part, empty)
        table = table[part]
    if isinstance(path[-1], int) and path[-1] == len(table):
        table.append(value)
    else:
        table[path[-1]] = value
    return changed


def without_value(document: dict[str, Any], path: Path) -> dict[str, Any]:
    """
    A copy without the value at a path.
    """
    changed = table = deepcopy(document)
    for part in path[:-1]:
        table = table[part]
    del table[path[-1]]
    return changed


def is_in_order(kept: Iterable[Any], before: Iterable[Any]) -> bool:
    """
    Whether what was kept stands in the order that it had.
    """
    rest = iter(before)
    return all(any(item == other for other in rest) for item in kept)


# -- texts -------------------------------------------------------------------------


def regions(text: str, path: Path) -> list[tuple[int, int]]:
    """
    The parts of a text in which a path's own tables stand, and those in which
    it may be written: from below the last pair before to the header behind.
    """
    places, lines = Locator(text), Lines(text)
    starts = [0, *(header.key[0] for header in places.headers), len(text)]
    ends = [0, 0, *(max(header.key[1], places.end(n)) for n, header in enumerate(places.headers))]
    paths = [(), *(header.path for header in places.headers)]
    found: list[tuple[int, int]] = []
    for n, own in enumerate(paths):
        if own[: len(path)] != path and path[: len(own)] != own:
            continue
        line = lines.place(ends[n])[0]
        start = lines.offset(line + 1, 1) if ends[n] and line < len(lines) else 0 if not ends[n] else len(text)
        end = starts[n + 1]
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found


def is_in_line(text: str, path: Path) -> bool:
    """
    Whether a path stands neither below a header nor as a pair of its own, so
    that others stand in its line.
    """
    places = Locator(text)
    pairs = [pair.path for n in range(len(places.headers)) for pair in places.pairs(n)]
    return not any(own[: len(path)] == path for own in (*(header.path for header in places.headers), *pairs))


def outside_is_same(before: str, after: str, places: Iterable[tuple[int, int]]) -> bool:
    """
    Whether two texts differ at most in one of these parts of the first.
    """
    if not before.endswith("\n"):  # as the last line had no end, whichever is the last now has none
        places = [(start, end + (end == len(before))) for start, end in places]
        before, after = f"{before}\n", f"{after}\n"
    return any(
        after.startswith(before[:start]) and after.endswith(before[end:]) and len(after) >= start + len(before) - end
        for start, end in places
    )


def tables(text: str) -> list[tuple[Path, str]]:
    """
    Each table's path and its text, from its header to its last pair.
    """
    places = Locator(text)
    return [
        (header.path, text[header.key[0] : max(header.key[1], places.end(n))])
        for n, header in enumerate(places.headers)
    ]
