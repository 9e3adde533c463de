"""
Values of the registry as JSON: the envelope, version 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.german.wording import json_inert
from wi_cli.registry.format import CITED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wi_cli.registry.values import Member, Network, Registry

VERSION = 1


def as_json(value: object) -> str:
    """
    Indented JSON, umlauts as they are; what would act on a terminal or a CI runner is escaped.
    """
    import json

    return json_inert(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def envelope(
    members: Sequence[Member], registry: Registry, extra: Mapping[str, object] | None = None
) -> dict[str, Any]:
    """
    The members as the registry has them, each with its id and, empty, the lists
    that it doesn't have; and the entries of the vocabularies that they name.  `extra` adds to a member by its id.
    """
    fields = [_fields(member) | dict((extra or {}).get(member.id) or {}) for member in members]  # type: ignore[call-overload]
    return {"version": VERSION, "members": fields, **named(fields, registry)}


def network_envelope(network: Network, registry: Registry) -> dict[str, Any]:
    """
    The network as the registry has it, with what it names.
    """
    fields = _fields(network)
    return {"version": VERSION, "network": fields, **named([fields], registry)}


def _fields(owner: Member | Network) -> dict[str, Any]:
    """
    What is known of a member or the network; of its lists also those that are empty.
    """
    known = as_fields(owner)
    return {name: known.get(name, []) for name, value in owner._asdict().items() if name in known or value == ()}


def candidates(found: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """
    What a name can mean, where it can mean several.
    """
    return {"version": VERSION, "candidates": [{"id": key, "name": name} for key, name in found]}


def named(owners: Sequence[Mapping[str, Any]], registry: Registry) -> dict[str, Any]:
    """
    The sources, topics and indicators that these members name, in the
    registry's order; of an indicator's whole too.
    """
    topics = {topic for owner in owners for topic in owner.get("topics", ())}
    figures = [figure for owner in owners for figure in owner.get("figures", ())]
    indicators = {figure["indicator"] for figure in figures}
    indicators |= {registry.indicators[key].part_of for key in indicators if key in registry.indicators}
    cited = [
        item
        for owner in owners
        for block in CITED
        for item in ([owner[block]] if isinstance(owner.get(block), dict) else owner.get(block, ()))
    ]
    sources = {key for item in cited for key in item.get("sources", ())}
    return {
        "sources": {key: as_fields(source) for key, source in registry.sources.items() if key in sources},
        "topics": {key: label for key, label in registry.topics.items() if key in topics},
        "indicators": {key: as_fields(value) for key, value in registry.indicators.items() if key in indicators},
    }


def as_fields(value: NamedTuple) -> dict[str, Any]:
    """
    The fields of one of these values as the registry writes them: names,
    order and plain types, without those that are absent.
    """
    result: dict[str, Any] = {}
    for name, item in value._asdict().items():
        if item in (None, (), ""):
            continue
        if hasattr(item, "_asdict"):
            result[name] = as_fields(item)
        elif isinstance(item, tuple):
            result[name] = [part if isinstance(part, str) else as_fields(part) for part in item]
        else:
            result[name] = item
    return result
