"""
Registries whose every text is hostile to a page of HTML.
"""

from __future__ import annotations

import tomllib

from samples import REGISTRIES
from wi_cli.registry import build

EVERY = tomllib.loads((REGISTRIES / "good" / "every-field.toml").read_text(encoding="utf-8"))
HOSTILE = (
    "<script>alert(1)</script>",
    "</script></style><img src=x onerror=alert(1)>",
    "\"' onmouseover='alert(1)'",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}<!--",
    "a\u202eb\u2066c\x1b[31m\x9bd",
    "]]>&lt;b&gt;&#60;",
)
# What tables refer to each other by, and what is no text.
KEPT = ("format", "indicator", "part_of", "as_of")


def everywhere(value, text):
    """
    A document whose every text is another.
    """
    if isinstance(value, dict):
        return {
            key: one
            if key in KEPT or (key in ("topics", "sources") and isinstance(one, list))
            else everywhere(one, text)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [everywhere(one, text) for one in value]
    return text if isinstance(value, str) else value


def hostile(text):
    """
    A registry in which every text is this one.
    """
    return build.registry(everywhere(EVERY, text))
