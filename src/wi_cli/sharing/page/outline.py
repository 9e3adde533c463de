"""
Where members lie on a map of Germany.

The outlines were made by docs/outline.py, and say where they come from.
"""

from __future__ import annotations

import json
import math
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.german.wording import visible
from wi_cli.sharing.geojson import is_on_a_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wi_cli.registry.values import Location, Member


APART = 28
"""
How far from each other the middles of dots lie, in units of the map, that each can be seen and hit.
"""
TURN = math.pi * (3 - math.sqrt(5))
STEP = 5


class Dot(NamedTuple):
    """
    A member on the map, in its units.
    """

    id: str
    name: str
    x: int
    y: int


class Map(NamedTuple):
    """
    Width and height, the Länder by code as SVG paths, a dot for each member inside the frame, and whether some of
    them `moved` aside.
    """

    width: int
    height: int
    paths: dict[str, str]
    dots: tuple[Dot, ...]
    moved: bool


def drawn(members: Sequence[Member], *, apart: int = 0) -> Map:
    """
    The map with these members, no dot nearer than `apart` to another; without any dot where no place is known.
    """
    ground = json.loads(files("wi_cli.sharing.page").joinpath("laender.json").read_text(encoding="utf-8"))
    placed = ((member, _place(member.location, ground)) for member in members if is_on_a_map(member))
    inside = [
        (member, place)
        for member, place in placed
        if place and 0 <= place[0] <= ground["width"] and 0 <= place[1] <= ground["height"]
    ]
    true = [place for _, place in inside]
    seen = _spread(true, apart) if apart else true
    dots = tuple(
        Dot(visible(member.id), visible(member.name), *place) for (member, _), place in zip(inside, seen, strict=True)
    )
    return Map(ground["width"], ground["height"], ground["paths"], dots, seen != true)


def _spread(places: Sequence[tuple[int, int]], apart: int) -> list[tuple[int, int]]:
    """
    Places that are so far apart: who lies too near to one before goes to the next free spot on a spiral.
    """
    found: list[tuple[int, int]] = []
    for x, y in places:
        for step in count():
            angle, way = step * TURN, STEP * math.sqrt(step)
            spot = round(x + way * math.cos(angle)), round(y + way * math.sin(angle))
            if all(math.dist(spot, other) >= apart for other in found):
                found.append(spot)
                break
    return found


def _place(where: Location | None, ground: dict[str, Any]) -> tuple[int, int] | None:
    if where is None or abs(where.lat) == 90:  # noqa: PLR2004  # a pole lies nowhere on Mercator's map
        return None
    north = math.degrees(math.asinh(math.tan(math.radians(where.lat))))
    return round((where.lon - ground["west"]) * ground["scale"]), round((ground["north"] - north) * ground["scale"])
