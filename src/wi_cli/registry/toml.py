"""
The one reader of TOML: what a registry file says, and whether it is TOML at all.

It is tomli's compiled wheel on every Python, held to the versions that read
TOML 1.0.  The standard library's `tomllib` reads TOML 1.1 from Python 3.15 on:
whether a file is valid would depend on who reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomli

if TYPE_CHECKING:
    from collections.abc import Callable

Document = dict[str, Any]
DecodeError = tomli.TOMLDecodeError


def loads(text: str, parse_float: Callable[[str], Any] = float) -> Document:
    """
    The document that a text is.

    Raises `DecodeError` for what is no TOML, `RecursionError` for brackets
    400 deep, a plain `ValueError` for a number of more digits than Python
    converts (4,300, docs.python.org: integer string conversion length limitation).
    """
    return tomli.loads(text, parse_float=parse_float)
