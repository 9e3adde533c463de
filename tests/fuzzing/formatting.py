"""
What must hold of the canonical layout.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from fuzzing.checking import examined
from fuzzing.expecting import expect, parsed, same
from wi_cli.changing import layout
from wi_cli.registry.tokens import tokens

if TYPE_CHECKING:
    from random import Random


def fmt(content: bytes, random: Random) -> None:  # noqa: ARG001  # nothing is left to chance
    """
    The layout says the same with the same comments, is final, and silences what was silenced.
    """
    try:
        text = content.decode()
        before = parsed(text)
    except UnicodeDecodeError:
        return
    if before is None:
        try:
            layout.formatted(text)
        except (ValueError, RecursionError):
            return
        expect(False, "what is no TOML is refused")  # noqa: FBT003
    after = layout.formatted(text)
    document = parsed(after)
    expect(document is not None and same(before, document), "the layout says the same", repr(after))
    expect(_comments(text) == _comments(after), "every comment is kept", repr(after))
    expect(after == layout.formatted(after), "the layout is final", repr(after))
    if after != text:
        old, new = _found(text), _found(after)
        expect(old == new, "what is wrong stays so", f"gone {[*old - new]}, come {[*new - old]}, {after!r}")
    expect(not after or after.endswith("\n"), "the last line has an end")
    expect(not re.search(r"(?<!\r)\n", after) or "\r\n" not in after, "all line ends are alike")


def _comments(text: str) -> Counter[str]:
    return Counter(text[slice(*token.span)].rstrip() for token in tokens(text) if token.kind == "comment")


def _found(text: str) -> Counter[object]:
    found = examined(text.encode()).diagnostics
    return Counter((one.code, one.path, re.sub(r"line \d+", "", one.message)) for one in found)
