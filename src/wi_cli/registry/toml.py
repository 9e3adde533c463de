"""
The one reader of TOML: what a registry file says, and whether it is TOML at all.

It is tomli's compiled wheel on every Python, held to the versions that read
TOML 1.0.  The standard library's `tomllib` reads TOML 1.1 from Python 3.15 on:
whether a file is valid would depend on who reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomli

from wi_cli.registry import depth

if TYPE_CHECKING:
    from collections.abc import Callable

    from wi_cli.registry.values import Path

Document = dict[str, Any]
DecodeError = tomli.TOMLDecodeError


class TooDeepError(ValueError):
    """
    A text is nested too deeply; `path` leads to a table or list that is, if it was read so far.
    """

    def __init__(self, path: Path | None = None) -> None:
        super().__init__("nested too deeply")
        self.path = path


def loads(text: str, parse_float: Callable[[str], Any] = float) -> Document:
    """
    The document that a text is.

    Raises `DecodeError` for what is no TOML, `TooDeepError` for keys of more
    than 32 parts or brackets 400 deep, a plain `ValueError` for a number of more digits than Python
    converts (4,300, docs.python.org: integer string conversion length limitation).
    """
    # Asked before: the time and memory that tomli takes grow with the square of a key's parts.
    if depth.has_long_key(text):
        raise TooDeepError
    try:
        return tomli.loads(text, parse_float=parse_float)
    except RecursionError as error:
        raise TooDeepError from error


def walkable(text: str, parse_float: Callable[[str], Any] = float) -> Document:
    """
    The document that a text is, if it has no more than `depth.DEEPEST` levels: whoever walks it may recurse.

    Raises what `loads` raises, `TooDeepError` for more.
    """
    document = loads(text, parse_float)
    if depth.is_too_deep(document):
        raise TooDeepError(depth.too_deep(document))
    return document
