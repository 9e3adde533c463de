"""
What `--fix` puts right: the bytes of a registry file -> the same, mended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wi_cli.checking.diagnose import EVERYTHING, Selection, examine
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


def mend(content: bytes, schema: str, settings: Settings, selection: Selection = EVERYTHING) -> tuple[bytes, int]:
    """
    The content with all that is safe to mend mended, and how many defects
    that were.  Nothing but the mended spans changes.

    Raises `DamageError` if the document would differ in anything else.
    """
    mended = 0
    for _ in range(_MOST_ROUNDS):
        examined = examine(content, schema, settings, selection)
        edits = {d.edit: d.path for d in examined.diagnostics if d.edit and selection.has(d.code)}
        if not edits or any(d.code == "WI002" for d in examined.diagnostics):
            break
        after = apply(examined.text, edits)
        _check_mended(examined.text, after, edits.values())
        content = after.encode()
        mended += len(edits)
    return content, mended


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
