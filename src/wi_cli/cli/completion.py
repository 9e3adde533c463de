"""
What TAB offers: members, filters, columns, codes.  Each function takes what
is typed so far and returns (value, description) of what may be meant.

Nothing is complained about here: a broken registry offers nothing.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import typer

from wi_cli.errors import WiError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wi_cli.members import Registry

Offers = list[tuple[str, str]]


class Meant(str):
    """
    A value for what was typed in another spelling: Typer drops values that
    don't begin as typed, and koe is meant to become köln.
    """

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        """
        Always: it was chosen already.
        """
        return True


def members(context: typer.Context, incomplete: str) -> Offers:
    """
    Ids of members whose id or name begins so, also in folded spelling.
    """
    registry = _registry(context)
    found = ((member.id, member.name, (member.name, *member.aliases)) for member in registry.members.values())
    return _beginning(incomplete, found) if registry.members else []


def topics(context: typer.Context, incomplete: str) -> Offers:
    """
    Topics by id or label.
    """
    return _beginning(incomplete, ((key, label, (label,)) for key, label in _registry(context).topics.items()))


def states(incomplete: str) -> Offers:
    """
    Länder by code or name.
    """
    from wi_cli.wording import STATES

    return _beginning(incomplete, ((code, name, (name,)) for code, name in STATES.items()))


def kinds(incomplete: str) -> Offers:
    """
    Kinds of members.
    """
    from wi_cli.wording import KINDS

    # With hyphens: a shell would take a blank for the end of the word.
    return _beginning(incomplete, ((kind.replace(" ", "-"), "", (kind,)) for kind in KINDS))


def columns(incomplete: str) -> Offers:
    """
    Columns of a list; those before the last comma stay.
    """
    from wi_cli.columns import COLUMNS
    from wi_cli.wording import LABELS

    before, comma, last = incomplete.rpartition(",")
    found = _beginning(last, ((name, LABELS.get(name, ""), ()) for name in COLUMNS))
    return [(Meant(before + comma + name), label) for name, label in found]


def codes(incomplete: str) -> Offers:
    """
    Codes of diagnostics.
    """
    from wi_cli.rulebook import RULES

    before, comma, last = incomplete.upper().rpartition(",")
    found = _beginning(last, ((rule.code, rule.title, ()) for rule in RULES.values()))
    return [(Meant(before + comma + code), title) for code, title in found]


def _registry(context: typer.Context) -> Registry:
    from wi_cli import members as values
    from wi_cli import store

    parent = context.parent.params if context.parent else {}
    option = context.params.get("registry") or parent.get("registry")
    try:
        return store.load(store.find(option, os.environ))
    except WiError:
        return values.build({})


def _beginning(incomplete: str, known: Iterable[tuple[str, str, tuple[str, ...]]]) -> Offers:
    """
    Values that begin with what is typed, or of which a word or another name does.
    """
    from wi_cli.spelling import forms

    typed = forms(incomplete)
    return [
        (Meant(value), description)
        for value, description, names in known
        if value.startswith(incomplete)
        or any(f" {start}" in f" {form}" for name in (value, *names) for form in forms(name) for start in typed)
    ]
