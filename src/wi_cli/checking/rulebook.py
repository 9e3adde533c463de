"""
All rules: what `wi rule` prints, reports refer to and TAB completes.

Each stands beside the code that finds its defects, and is entered when that is imported.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from wi_cli.checking import faults, ignores, meant, more, newer, rules, shape, syntax  # noqa: F401  # each enters its rules
from wi_cli.checking.rule import ENTERED, FORMS, LOOKS

for _module in iter_modules(rules.__path__, f"{rules.__name__}."):
    import_module(_module.name)

__all__ = ["FORMS", "LOOKS", "NOT_RUNNABLE", "RULES"]

# Faults of the bytes, which no text can show: their examples are written with escapes.
NOT_RUNNABLE = frozenset({"WI002", "WI003"})

RULES = dict(sorted(ENTERED.items()))
"""By code, in the order of codes."""
