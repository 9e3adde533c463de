"""
A library for maps reads what `wi export geojson` writes.
"""

import pytest

from samples import REAL
from wi_cli.registry import store

geojson = pytest.importorskip("geojson")
pytestmark = pytest.mark.slow


def test_geojson(wi):
    """
    The library finds nothing wrong with it (RFC 7946), and every member stands where it is, in Germany.
    """
    status, out, _ = wi("export", "geojson", registry=REAL)
    read = geojson.loads(out)
    assert 0 == status
    assert isinstance(read, geojson.FeatureCollection)
    assert read.is_valid, read.errors()
    assert {"Point"} == {feature.geometry.type for feature in read.features}
    placed = [member for member in store.load(REAL).members.values() if member.location]
    assert [(member.id, member.location.lon, member.location.lat) for member in placed] == [
        (feature.id, *feature.geometry.coordinates) for feature in read.features
    ]
    # Its westernmost, easternmost, southernmost and northernmost degrees.
    longitudes, latitudes = zip(*geojson.utils.coords(read), strict=True)
    assert 5.8 < min(longitudes) <= max(longitudes) < 15.1
    assert 47.2 < min(latitudes) <= max(latitudes) < 55.1
