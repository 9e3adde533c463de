"""
All rules: what `wi rule` prints, reports refer to and TAB completes.

Each stands beside the code that finds its defects, and is entered when that is imported.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from wi_cli.checking import (  # noqa: F401  # each enters its rules
    conflicts,
    diagnostic,
    faults,
    ignores,
    meant,
    misread,
    more,
    newer,
    rules,
    shape,
    syntax,
)
from wi_cli.checking.rule import ENTERED, FORMS, LOOKS

for _module in iter_modules(rules.__path__, f"{rules.__name__}."):
    import_module(_module.name)

__all__ = ["FORMS", "LOOKS", "NOT_RUNNABLE", "RULES"]

# Faults of a file and of its bytes, which no text can show: their examples are a command, and written with escapes.
NOT_RUNNABLE = frozenset({"WI000", "WI002", "WI003"})

RULES = dict(sorted(ENTERED.items()))
"""By code, in the order of codes."""
