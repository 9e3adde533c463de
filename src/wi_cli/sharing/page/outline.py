"""
Where members lie on a map of Germany.

The outlines were made by docs/outline.py, and say where they come from.
"""

from __future__ import annotations

import json
import math
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.german.wording import visible
from wi_cli.sharing.geojson import is_on_a_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wi_cli.registry.values import Location, Member


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
    Width and height, the Länder by code as SVG paths, and a dot for each member inside the frame.
    """

    width: int
    height: int
    paths: dict[str, str]
    dots: tuple[Dot, ...]


def drawn(members: Sequence[Member]) -> Map:
    """
    The map with these members; without any dot where no place is known.
    """
    ground = json.loads(files("wi_cli.sharing.page").joinpath("laender.json").read_text(encoding="utf-8"))
    placed = ((member, _place(member.location, ground)) for member in members if is_on_a_map(member))
    dots = tuple(
        Dot(visible(member.id), visible(member.name), *place)
        for member, place in placed
        if place and 0 <= place[0] <= ground["width"] and 0 <= place[1] <= ground["height"]
    )
    return Map(ground["width"], ground["height"], ground["paths"], dots)


def _place(where: Location | None, ground: dict[str, Any]) -> tuple[int, int] | None:
    if where is None or abs(where.lat) == 90:  # noqa: PLR2004  # a pole lies nowhere on Mercator's map
        return None
    north = math.degrees(math.asinh(math.tan(math.radians(where.lat))))
    return round((where.lon - ground["west"]) * ground["scale"]), round((ground["north"] - north) * ground["scale"])
