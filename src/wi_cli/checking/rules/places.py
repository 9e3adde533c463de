"""
Rules on where a place is: its postal code and its coordinates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from wi_cli.checking.meant import written
from wi_cli.checking.rule import Advice, Problem, View, form, number_of, rule, text_of
from wi_cli.german.countries import COUNTRIES, HOME
from wi_cli.german.spelling import forms

_FIVE_DIGITS = 'five digits in Germany; elsewhere say where: country = "CH"'
_POSTAL_CODE = re.compile(r"[0-9A-Z]+([ -][0-9A-Z]+)*")
# What stood before postal codes until the codes of countries did.
_SIGNS = {"D": "DE", "A": "AT", "F": "FR", "I": "IT", "L": "LU", "B": "BE", "E": "ES", "H": "HU"}
_SWITZERLAND_TO_DENMARK = (47.2, 55.1)
_FRANCE_TO_POLAND = (5.8, 15.1)

rule(
    code="WI117",
    name="malformed-country",
    title="a country is not the two capital letters of its code",
    why="The code (ISO 3166-1) is what programs for addresses know. A contact in Germany does without. "
    "`--fix` turns the name of a country in the neighbourhood into its code.",
    bad="""
        [[members.kassel.contacts]]
        office = "Jugendamt"
        country = "Schweiz"
        sources = ["kassel-portrait"]
    """,
    good="""
        [[members.kassel.contacts]]
        office = "Jugendamt"
        country = "CH"
        sources = ["kassel-portrait"]
    """,
    fixable=True,
)


@form("country", "WI117", "country", "two capital letters: CH")
def country_as_meant(value: str) -> Advice | None:
    sign = value.strip().upper()
    named = (code for code, name in COUNTRIES.items() if forms(value) & forms(name))
    code = sign if re.fullmatch("[A-Z]{2}", sign) else _SIGNS.get(sign) or next(named, None)
    return Advice(f'write "{code}"', partial(written, code)) if code else None


@rule(
    code="WI110",
    name="malformed-postal-code",
    title="a postal code is not written as its country writes it: five digits in Germany",
    why="No country stands before it: that is the field country, and Germany where it is absent. "
    "It stands in quotes, so that a leading 0 stays.",
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
def postal_codes_of_germany(view: View) -> Iterator[Problem]:
    """
    WI110: a postal code in Germany that is not five digits; what can be none anywhere the schema tells.
    """
    for path, contact in view.tables("contacts"):
        code = text_of(contact, "postal_code").strip()
        at_home = contact.get("country", HOME) == HOME
        if at_home and _POSTAL_CODE.fullmatch(code) and not re.fullmatch(r"[0-9]{5}", code):
            yield Problem((*path, "postal_code"), "WI110", f"malformed postal code {code!r}", _hint(code))


@form("postal_code", "WI110", "postal code", _FIVE_DIGITS)
def postal_code_as_meant(value: str) -> Advice | None:
    return Advice(_hint(value))


def _hint(code: str) -> str:
    """
    What to write instead of a postal code that is none in Germany.
    """
    code = code.strip().upper()
    found = re.fullmatch(r"(?:(?P<sign>[A-Z]{1,2})[ -]+)?(?P<digits>[0-9][0-9 ]+)", code)
    country = _SIGNS.get(found["sign"], found["sign"] or HOME) if found else HOME
    digits = found["digits"].replace(" ", "") if found else ""
    if country != HOME:
        return f'write "{digits}" and country = "{country}"'
    return f'write "{digits}"' if len(digits) == len("34112") else _FIVE_DIGITS


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
