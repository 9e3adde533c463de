"""
Rules on where a place is: its postal code and its coordinates.
"""

from __future__ import annotations

from collections.abc import Iterator

from wi_cli.checking.rule import Problem, View, form, number_of, rule

_SWITZERLAND_TO_DENMARK = (47.2, 55.1)
_FRANCE_TO_POLAND = (5.8, 15.1)

rule(
    code="WI110",
    name="malformed-postal-code",
    title="a postal code is not five digits",
    why="German postal codes have five digits and no country before them. "
    "They stand in quotes, so that a leading 0 stays.",
    bad="""
        [[members.kassel.contacts]]
        office = "Jugendamt"
        postal_code = "D-34112"
        sources = ["kassel-portrait"]
    """,
    good="""
        [[members.kassel.contacts]]
        office = "Jugendamt"
        postal_code = "34112"
        sources = ["kassel-portrait"]
    """,
)

form("postal_code", "WI110", "postal code", "five digits")


@rule(
    code="WI218",
    name="outside-germany",
    title="a location lies outside Germany, or lat and lon are swapped",
    why="lat goes north, from 47 to 55 in Germany; lon goes east, from 6 to 15 (degrees, WGS 84).",
    bad="""
        [members.kassel]
        location = { lat = 9.5, lon = 51.317 }
    """,
    good="""
        [members.kassel]
        location = { lat = 51.317, lon = 9.5 }
    """,
)
def locations_are_in_germany(view: View) -> Iterator[Problem]:
    """
    WI218: a place outside Germany; says so if lat and lon are swapped.
    """
    for key, member in view.members.items():
        place = member.get("location")
        if not isinstance(place, dict):
            continue
        lat, lon = number_of(place, "lat"), number_of(place, "lon")
        if lat is None or lon is None:
            continue
        path = ("members", key, "location")
        if _in_germany(lat, lon) or abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004  # WI114 says so
            continue
        swapped = _in_germany(lon, lat)
        hint = f"lat and lon are swapped: lat = {lon}, lon = {lat}" if swapped else "Germany: lat 47 to 55, lon 6 to 15"
        yield Problem(path, "WI218", f"{lat}, {lon} is outside Germany", hint)


def _in_germany(lat: float, lon: float) -> bool:
    south, north = _SWITZERLAND_TO_DENMARK
    west, east = _FRANCE_TO_POLAND
    return south <= lat <= north and west <= lon <= east
