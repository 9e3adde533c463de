"""
What is wrong with a small good registry once something in it is changed.
"""

import copy
import tomllib

from samples import REGISTRIES
from wi_cli.checking.document import check
from wi_cli.checking.rule import Settings
from wi_cli.registry import store

BASE = tomllib.loads((REGISTRIES / "base.toml").read_text(encoding="utf-8"))
SCHEMA = store.schema()
MISSING = object()


def problems(changes, today="2026-11-22", max_age=None):
    """
    What is wrong with the base registry once some paths have other values.
    """
    document = copy.deepcopy(BASE)
    for path, value in changes.items():
        *parents, last = (int(part) if part.isdigit() else part for part in path.split("."))
        table = document
        for part in parents:
            table = table[part]
        if value is MISSING:
            del table[last]
        elif isinstance(table, list):
            table[last:] = [value]
        else:
            table[last] = value
    return check(document, SCHEMA, Settings(today, max_age))


def said(changes, **options):
    return [(p.code, ".".join(map(str, p.path)), p.message, p.hint) for p in problems(changes, **options)]


KASSEL = "members.kassel"


def codes(changes):
    return sorted({problem.code for problem in problems(changes)})
