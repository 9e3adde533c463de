from hypothesis import example, given
from hypothesis import strategies as st

from samples import document, registry
from wi_cli.registry.values import Location, Member
from wi_cli.sharing import geojson

EMPTY = registry("format = 1\n[members]")


def test_a_feature():
    """
    A member is a point, longitude first, with all that JSON has of it; what it names stands beside the features.
    """
    small, written = registry(), document()
    found = geojson.collection([*small.members.values()], small)
    assert ["type", "features", "sources", "topics", "indicators"] == list(found)
    assert "FeatureCollection" == found["type"]
    assert [
        {
            "type": "Feature",
            "id": "koellnitz",
            "geometry": {"type": "Point", "coordinates": [12.5, 51.25]},
            "properties": {"id": "koellnitz", **written["members"]["koellnitz"]},
        }
    ] == found["features"]
    assert {"portrait", "satzung"} == set(found["sources"])
    assert "Übergang Schule–Beruf" == found["topics"]["uebergang"]
    assert {"population", "under-25", "unemployment"} == set(found["indicators"])


@example([Location(90, 180), Location(-90, -180), Location(90.1, 0), Location(0, -180.1)])
@given(st.lists(st.none() | st.builds(Location, st.floats(-1e3, 1e3) | st.floats(), st.floats(-1e3, 1e3)), max_size=4))
def test_places_on_earth(places):
    """
    Only what lies on Earth is on a map (RFC 7946, section 4: degrees, WGS 84).
    """
    members = [Member(str(n), "Astadt", "Gemeinde", location=place) for n, place in enumerate(places)]
    points = [feature["geometry"]["coordinates"] for feature in geojson.collection(members, EMPTY)["features"]]
    assert [[p.lon, p.lat] for p in places if p and -90 <= p.lat <= 90 and -180 <= p.lon <= 180] == points
    assert len(points) == sum(map(geojson.is_on_a_map, members))
