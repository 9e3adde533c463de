"""
What `--fix` puts right: the bytes of a registry file -> the same, mended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wi_cli.checking.diagnose import EVERYTHING, Examined, Selection, examine
from wi_cli.checking.more import MOST, first
from wi_cli.checking.syntax import parsed
from wi_cli.errors import DamageError
from wi_cli.registry import paths
from wi_cli.registry.edits import apply

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wi_cli.checking.rule import Settings
    from wi_cli.registry.values import Path

# A file that was mended may show what its fault had hidden.
_MOST_ROUNDS = 5
# Enough for a slip in each of some ten thousand members; who has more runs it again.
_MOST_MENDED = 25_000


class Mended(NamedTuple):
    """
    The content of a file after it was mended, how many defects were mended, and what is wrong with it still.
    """

    content: bytes
    number: int
    left: Examined


def mend(content: bytes, schema: str, settings: Settings, selection: Selection = EVERYTHING) -> Mended:
    """
    The content with what is safe to mend mended, of very many defects the
    first.  Nothing but the mended spans changes.

    Raises `DamageError` if the document would differ in anything else.
    """
    number, rounds_left = 0, _MOST_ROUNDS
    while True:
        examined = examine(content, schema, settings, selection, _MOST_MENDED)
        codes = {d.code for d in examined.diagnostics}
        edits = {d.edit: d.path for d in examined.diagnostics if d.edit and selection.has(d.code)}
        if "WI002" in codes or not (edits and rounds_left):
            break
        after = apply(examined.text, edits)
        _check_mended(examined.text, after, edits.values())
        content = after.encode()
        number += len(edits)
        rounds_left = rounds_left - 1 if "WI303" not in codes else 0
    return Mended(content, number, examined._replace(diagnostics=first(examined.text, examined.diagnostics, MOST)))


def _check_mended(before: str, after: str, places: Iterable[Path | None]) -> None:
    """
    Raises `DamageError` if a text is TOML no more, or says something else anywhere but at the places mended.
    What was no TOML said nothing yet.
    """
    was, faults_before = parsed(before)
    if faults_before:
        return
    says, faults = parsed(after)
    meant = set(places)
    changed = paths.differences(was, says)
    if faults or any(all(path[:length] not in meant for length in range(len(path) + 1)) for path in changed):
        raise DamageError("mending would change more than what is to be mended")
