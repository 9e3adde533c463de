"""
What the reader of TOML refuses, by kind and place.

It says what it refuses in English alone; here, and nowhere else, that is taken apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wi_cli.registry.locate import Lines

if TYPE_CHECKING:
    from wi_cli.registry.toml import DecodeError

ESCAPE = "escape"
LINE_END = "line end"
OPEN_TABLE = "open table"
OPEN_LIST = "open list"
KEY = "key"
DUPLICATE_KEY = "duplicate key"
DUPLICATE_TABLE = "duplicate table"

# How its messages begin.  A key of an inline table that stands there twice is named at the end, as Python writes it.
_KINDS = {
    "Unescaped '\\'": ESCAPE,
    "Expected newline or end of document": LINE_END,
    "Unclosed inline table": OPEN_TABLE,
    "Unclosed array": OPEN_LIST,
    "Invalid initial character for a key": KEY,
    "Duplicate inline table key ": DUPLICATE_KEY,
    "Cannot ": DUPLICATE_TABLE,  # declare, overwrite, redefine, mutate: a key or a table that is there
}


class Refusal(NamedTuple):
    """
    Why the reader refuses a text, and at which offset; `kind` is empty where nothing depends on it.
    """

    kind: str
    message: str
    offset: int

    @property
    def key(self) -> str:
        """
        The key that stands there twice in an inline table, as Python writes it.
        """
        return self.message.removeprefix("Duplicate inline table key ")


def refusal(text: str, error: DecodeError) -> Refusal:
    """
    Why the reader refused a text.
    """
    kind = next((kind for beginning, kind in _KINDS.items() if error.msg.startswith(beginning)), "")
    is_end = error.pos >= len(error.doc)
    # It counts in a text with LF alone.
    offset = len(text.rstrip()) if is_end else Lines(text).offset(error.lineno, error.colno)
    return Refusal(kind, error.msg, offset)
