"""
Where the characters of a string stand in the TOML that it is written as.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wi_cli.registry.tokens import Span

_THREE = ('"""', "'''")
_LINE_END = re.compile(r"\r?\n")
# What stands for one character of a string, or for none: a line end behind a backslash, and the blanks after it.
_PARTS = {
    '"': re.compile(r"(?P<none>\\[ \t]*\r?\n[ \t\r\n]*)|\\u.{4}|\\U.{8}|\\.|\r\n|.", re.DOTALL),
    "'": re.compile(r"(?P<none>(?!))|\r\n|.", re.DOTALL),
}


# Several defects of one long text are asked about one after the other.
@lru_cache(maxsize=8)
def characters(literal: str) -> list[Span]:
    """
    The spans of what stands for each character of a string in its literal, which is valid and has its quotes.
    """
    quotes = literal[:3] if literal[:3] in _THREE else literal[:1]
    start, end = len(quotes), len(literal) - len(quotes)
    if len(quotes) > 1 and (line_end := _LINE_END.match(literal, start)):
        start = line_end.end()
    return [part.span() for part in _PARTS[quotes[0]].finditer(literal, start, end) if part["none"] is None]
