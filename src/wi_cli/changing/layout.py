"""
The canonical layout of a registry file: a whole text put in order without losing a comment.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from wi_cli.changing.statements import LayoutError, Statement, Table, owner_of, statements_of
from wi_cli.registry import toml
from wi_cli.registry.schema import ranks as ranks_of
from wi_cli.registry.tokens import comments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wi_cli.changing.write import Keys
    from wi_cli.registry.paths import Document
    from wi_cli.registry.values import Path


# -- the order ---------------------------------------------------------------------


def _tables_of(statements: Sequence[Statement]) -> list[Table]:
    tables = [Table(None, [])]
    for statement in statements:
        if statement.header:
            tables.append(Table(statement, []))
        else:
            tables[-1].pairs.append(statement)
    return tables


def _in_order(tables: list[Table], end: Statement) -> list[Table]:
    """
    The tables, those of each member and of the network in the order of the format.
    """
    runs = [(owner, list(run)) for owner, run in groupby(tables, key=lambda one: owner_of(one.path))]
    times = Counter(owner for owner, _ in runs)
    ordered: list[Table] = []
    following = [*(run[0].header for _, run in runs[1:]), end]
    for (owner, run), after in zip(runs, following, strict=True):
        # What is wrong with the whole document is shown, and silenced, in its first line.
        at_top = not any(one.header or one.pairs for one in ordered)
        movable = (owner == ("network",) or len(owner) > 1) and times[owner] == 1 and not at_top
        ordered += _sorted_run(owner, run, after) if movable else run
    return ordered


def _sorted_run(owner: Path, run: list[Table], after: Statement | None) -> list[Table]:
    """
    The tables of one owner in order, if nothing would get lost by that: there
    is a header of its own, which is where diagnostics look for it, and no
    remark whose place is between two of the tables.
    """
    headers = [one.header for one in run if one.header]
    own = any((header.keys, header.header) == (owner, "[") for header in headers)
    first = headers[0]
    remarks = [remark for header in headers[1:] for remark in header.remarks]
    below_last = bool(after and after.remarks and not after.remarks[0].apart)
    if not own or remarks or below_last:
        return run
    ranks = ranks_of(owner)
    moved = sorted(headers, key=lambda one: -1 if one.keys == owner else ranks.get(one.keys[len(owner)], len(ranks)))
    pairs = {id(one.header): one.pairs for one in run}
    # The remarks before the first table stay before all of them.
    return [
        Table(header._replace(remarks=[] if n else first.remarks), pairs[id(header)]) for n, header in enumerate(moved)
    ]


def _sorted_pairs(path: Keys, pairs: list[Statement], after: Statement | None) -> list[Statement]:
    """
    The pairs in the order of the format, without blank lines; none moves past a remark, nor
    away from one right below it.
    """
    ranks = ranks_of(path) if path else {}
    if not ranks or not pairs:  # free keys: the order and the blank lines are the author's
        return pairs
    starts = [n for n, pair in enumerate(pairs) if pair.remarks or not n]
    ordered: list[Statement] = []
    for start, stop in zip(starts, [*starts[1:], len(pairs)], strict=True):
        group = [
            pair._replace(apart=False, remarks=[]) if pair.apart or pair.remarks else pair for pair in pairs[start:stop]
        ]
        below = pairs[stop] if stop < len(pairs) else after
        if not (below and below.remarks and not below.remarks[0].apart):
            group.sort(key=lambda pair: ranks.get(pair.keys[0], len(ranks)))
        if pairs[start].remarks:
            group[0] = group[0]._replace(remarks=pairs[start].remarks)
        ordered += group
    return ordered


# -- the whole ---------------------------------------------------------------------


def formatted(text: str, document: Document | None = None) -> str:
    """
    A registry text in canonical layout; every comment is kept.

    One blank line between tables and none behind a header, `key = value`, a
    line end behind the last line; line ends are those of the first line.  The
    keys of a table, and the tables of a member and of the network, stand in
    the order of the format, unknown ones last.  Tables otherwise stay where they are,
    members are not sorted.  Blank lines inside a table go, but one is kept
    where keys are free, as in [topics], and around a remark.  Values keep their
    spelling; an array without comments is laid out as `value` does.

    A comment right above a pair or header belongs to it, and so does one behind
    it; both move with it.  A comment with a blank line below is a remark:
    it stays where it is, and nothing is moved past it.  What a
    `wi: ignore` silences stays silenced.

    `document` is what the text is, with floats as `spelt`, if it was read already.  Raises `ValueError`
    for what is no TOML, `LayoutError` if the result would say something else.
    """
    if document is None:
        document = toml.loads(text, spelt)
    first_line_end = text.find("\n")
    line_end = "\r\n" if text[first_line_end - 1 : first_line_end] == "\r" and first_line_end > 0 else "\n"
    result = "\n".join(_lines(text.replace("\r\n", "\n"))).replace("\n", line_end)
    if result == text:
        return text
    if not _says(result, document) or _comments(result) != _comments(text):
        raise LayoutError("the layout would change what the file says")
    return result


def _lines(text: str) -> list[str]:
    """
    The lines of a text in canonical layout, last one that is empty.
    """
    *statements, end = statements_of(text)
    tables = _tables_of(statements)
    below = [*(one.header for one in tables[1:]), end]
    tables = [
        one._replace(pairs=_sorted_pairs(one.path, one.pairs, after)) for one, after in zip(tables, below, strict=True)
    ]
    lines: list[str] = []
    for one in _in_order(tables, end):
        if one.header:
            _add(lines, one.header._replace(apart=True), at_header=False)
        for n, pair in enumerate(one.pairs):
            _add(lines, pair, at_header=one.header is not None and not n)
    _add(lines, end, at_header=False)
    while lines and not lines[-1]:
        lines.pop()
    return [*lines, ""] if lines else []


def _add(lines: list[str], statement: Statement, *, at_header: bool) -> None:
    """
    Append a statement and all that comes with it; right behind a header without a blank line.
    """
    for remark in statement.remarks:
        if remark.apart and lines and lines[-1] and not at_header:
            lines.append("")
        lines += [*remark.lines, ""]
    if statement.apart and lines and lines[-1] and not at_header:
        lines.append("")
    lines += statement.comments
    lines.append(f"{statement.text}  {statement.behind}" if statement.behind else statement.text)


def spelt(number: str) -> tuple[str]:
    """
    A float as what stands there: nan is not equal to itself.
    """
    return (number,)


def _says(text: str, document: Document) -> bool:
    try:
        return toml.loads(text, spelt) == document
    except ValueError:
        return False


def _comments(text: str) -> Counter[str]:
    return Counter(text[slice(*span)].rstrip() for span in comments(text))
