"""
Members on a map: GeoJSON (RFC 7946).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wi_cli.showing import envelope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wi_cli.registry.values import Location, Member, Registry

_POLE, _DATE_LINE = 90, 180


def is_on_a_map(member: Member) -> bool:
    """
    Whether it is known where a member is.
    """
    where = member.location
    return where is not None and abs(where.lat) <= _POLE and abs(where.lon) <= _DATE_LINE


def collection(members: Sequence[Member], registry: Registry) -> dict[str, Any]:
    """
    A feature for each of those members whose place is known: a point, longitude first (RFC 7946, 3.1.1), with
    the member's fields as JSON has them; the sources, topics and indicators that it names stand beside the
    features (6.1).
    """
    shown = [member for member in members if is_on_a_map(member)]
    fields = envelope.envelope(shown, registry)
    features = [_feature(member.location, own) for member, own in zip(shown, fields["members"], strict=True)]
    named = {name: fields[name] for name in ("sources", "topics", "indicators")}
    return {"type": "FeatureCollection", "features": features, **named}


def _feature(where: Location | None, fields: dict[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [where.lon, where.lat] if where else []}
    return {"type": "Feature", "id": fields["id"], "geometry": point, "properties": fields}
