"""
What TAB offers: members, filters, columns, codes.  Each function takes what
is typed so far and returns (value, description) of what may be meant.

Nothing is complained about here: a broken registry offers nothing.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import typer

from wi_cli.errors import WiError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from wi_cli.registry.values import Registry

Offers = list[tuple[str, str]]
Known = tuple[str, str, tuple[str, ...]]
"""A value, its description, and other names that it may be found by."""


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
    Ids of members whose id, AGS or name begins so, also in folded spelling.
    """
    registry = _registry(context)
    found: list[Known] = [
        (member.id, member.name, (member.name, *member.aliases, member.ags or "", member.ars or ""))
        for member in registry.members.values()
    ]
    if incomplete.isalnum():  # one word, which says nothing of a kind
        return _beginning(incomplete, found) if found else []
    from wi_cli.german.placenames import place_names, sort_of

    # Behind a word for its kind, only such places: "lk gö", "Stadt ka".
    said = next((place for place in place_names(incomplete) if place.kind), None)
    if said:
        kinds = {member.id: sort_of(member.kind, registry.kinds) for member in registry.members.values()}
        of_kind = [known for known in found if kinds[known[0]] == said.kind]
        return _beginning(" ".join(said.words), of_kind)
    return _beginning(incomplete, found) if found else []


def topics(context: typer.Context, incomplete: str) -> Offers:
    """
    Topics by id or label.
    """
    return _beginning(incomplete, ((key, label, (label,)) for key, label in _registry(context).topics.items()))


def states(incomplete: str) -> Offers:
    """
    Länder by code or name.
    """
    from wi_cli.german.places import STATES

    return _beginning(incomplete, ((code, name, (name,)) for code, name in STATES.items()))


def kinds(context: typer.Context, incomplete: str) -> Offers:
    """
    Kinds of members.
    """
    # With hyphens: a shell would take a blank for the end of the word.
    return _beginning(incomplete, ((kind.replace(" ", "-"), "", (kind,)) for kind in _registry(context).kinds))


def columns(context: typer.Context, incomplete: str) -> Offers:
    """
    Columns of a list, and indicators, separated by commas.
    """
    from wi_cli.showing.columns import COLUMNS

    return _last_of_several(incomplete, COLUMNS, dict(_indicators(context)))


def indicators(context: typer.Context, incomplete: str) -> Offers:
    """
    Indicators by id or label.
    """
    return _beginning(incomplete, (offer for _, offer in _indicators(context)))


def _indicators(context: typer.Context) -> Iterator[tuple[str, Known]]:
    from wi_cli.registry import figures

    registry = _registry(context)
    for key in figures.known(registry):
        title = figures.titled(key, registry)
        yield key, (key, title, (title,))


def blocks(incomplete: str) -> Offers:
    """
    Blocks of a portrait, separated by commas.
    """
    from wi_cli.german.wording import BLOCKS

    return _last_of_several(incomplete, BLOCKS)


def codes(incomplete: str) -> Offers:
    """
    Codes of diagnostics, separated by commas.
    """
    from wi_cli.checking.rulebook import RULES

    return _last_of_several(incomplete.upper(), (), {code: (code, rule.title, ()) for code, rule in RULES.items()})


def areas(incomplete: str) -> Offers:
    """
    Where to search.
    """
    from wi_cli.finding.texts import AREAS

    return _last_of_several(incomplete, AREAS)


def reports(incomplete: str) -> Offers:
    """
    Formats of a report.
    """
    from wi_cli.checking.reports import FORMATS

    return _beginning(incomplete, ((name, "", ()) for name in FORMATS))


def sorts(context: typer.Context, incomplete: str) -> Offers:
    """
    Orders of a list: what stands above the columns of its table, and indicators.
    """
    from wi_cli.finding.filters import SORTS
    from wi_cli.showing.columns import PAGE

    return _called(incomplete, dict.fromkeys((*SORTS, *(column.name for column in PAGE))), dict(_indicators(context)))


def pers(incomplete: str) -> Offers:
    """
    What a row of a list stands for.
    """
    from wi_cli.showing.columns import PER

    return _called(incomplete, PER)


def ways(incomplete: str) -> Offers:
    """
    How somebody can be reached.
    """
    from wi_cli.registry.values import WAYS

    return _last_of_several(incomplete, WAYS)


def contact_fields(incomplete: str) -> Offers:
    """
    Fields of a contact.
    """
    from wi_cli.showing.listing import CONTACTS

    return _called(incomplete, CONTACTS)


def fields(incomplete: str) -> Offers:
    """
    Fields of a member: website, membership.until, contacts.0.phone.
    """
    from wi_cli.german.spelling import forms
    from wi_cli.registry.format import LISTS, TABLES
    from wi_cli.registry.values import Member

    number = next(iter(re.findall(r"^[^.]+\.([0-9]+)\.", incomplete)), "0")
    below = TABLES | {f"{name}.{number}": value for name, value in LISTS.items()}
    found = [name for name in Member._fields[1:] if name not in TABLES | LISTS]
    found += [f"{start}.{name}" for start, value in below.items() for name in value._fields]
    if begun := [(name, "") for name in found if name.startswith(incomplete)]:
        return begun
    typed = tuple(forms(incomplete))
    called = ((".".join(map(_label, name.split("."))), name) for name in found)
    return [(Meant(label), name) for label, name in called if any(form.startswith(typed) for form in forms(label))]


def assignments(context: typer.Context, incomplete: str) -> Offers:
    """
    FIELD= for the fields of a member, and FIELD=VALUE where there is a vocabulary.
    """
    field, equals, value = incomplete.partition("=")
    if not equals:
        return [(f"{name}=", description) for name, description in fields(incomplete)]
    found = _last_of_several(
        value, (), {key: (key, label, (label,)) for key, label in _vocabulary(context, field).items()}
    )
    return [(Meant(f"{field}={offer}"), description) for offer, description in found]


def _vocabulary(context: typer.Context, field: str) -> Mapping[str, str]:
    """
    What may stand in a field, and what it means; empty if it may be anything.
    """
    from wi_cli.german.places import STATES
    from wi_cli.german.wording import QUALIFIERS

    registry = _registry(context)
    known: dict[str, Mapping[str, str]] = {
        "state": STATES,
        "kind": dict.fromkeys(registry.kinds, ""),
        "qualifier": QUALIFIERS,
        "topics": registry.topics,
        "indicator": {key: indicator.label for key, indicator in registry.indicators.items()},
        "sources": {key: source.title for key, source in registry.sources.items()},
    }
    return known.get(field.rpartition(".")[2], {})


def sources(context: typer.Context, incomplete: str) -> Offers:
    """
    Sources by id or a word of their title.
    """
    return _beginning(incomplete, ((key, label, (label,)) for key, label in _vocabulary(context, "sources").items()))


def among(words: Iterable[str]) -> Callable[[str], Offers]:
    """
    What offers these words.
    """
    return lambda incomplete: _beginning(incomplete, ((word, "", ()) for word in words))


def _registry(context: typer.Context) -> Registry:
    from wi_cli.registry import build, find

    parent = context.parent.params if context.parent else {}
    option = context.params.get("registry") or parent.get("registry")
    try:
        return find.load(option, os.environ)[0]
    except WiError:
        return build.registry({})


# The shell takes an offer over as it is: what it would take apart, or run, is not
# offered, nor what `wi` would take for an option or zsh for a program (=wi).
_WORD = re.compile(r"[\w.,+][\w.,=+-]*")


def _beginning(incomplete: str, known: Iterable[Known]) -> Offers:
    """
    Values that begin with what is typed, or of which a word or another name does.
    """
    from wi_cli.german.spelling import forms

    typed = forms(incomplete)
    return [
        (Meant(value), description)
        for value, description, names in known
        if _WORD.fullmatch(value)
        and (
            value.startswith(incomplete)
            or any(f" {start}" in f" {form}" for name in (value, *names) for form in forms(name) for start in typed)
        )
    ]


def _label(name: str) -> str:
    """
    What the screen calls a field, as one word: a shell would take a blank for its end.
    """
    from wi_cli.german.wording import LABELS

    return LABELS.get(name, name).replace(" ", "-")


def _called(incomplete: str, names: Iterable[str], others: Mapping[str, Known] | None = None) -> Offers:
    """
    Fields, described by what the screen calls them, and other words; a field's German word where that was begun,
    and no English one begins so.
    """
    from wi_cli.german.spelling import forms

    labels = {name: _label(name) for name in names}
    known: dict[str, Known] = {name: (name, label, ()) for name, label in labels.items()}
    found = _beginning(incomplete, {**(others or {}), **known}.values())
    typed = tuple(forms(incomplete) - {""})
    if not typed or any(value.lower().startswith(incomplete.lower()) for value, _ in found):
        return found
    german = ((label, name) for name, label in labels.items() if any(form.startswith(typed) for form in forms(label)))
    return [*((Meant(label), name) for label, name in german if _WORD.fullmatch(label)), *found]


def _last_of_several(incomplete: str, names: Iterable[str], others: Mapping[str, Known] | None = None) -> Offers:
    """
    As `_called` for what stands behind the last comma; what stands before it stays.
    """
    before, comma, last = incomplete.rpartition(",")
    return [(Meant(before + comma + value), description) for value, description in _called(last, names, others)]
