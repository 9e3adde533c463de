import pytest

from judged import KASSEL, said


@pytest.mark.parametrize(
    ("expected", "seen"),
    [
        ("lat and lon are swapped: lat = 51.317, lon = 9.5", (9.5, 51.317)),
        ("Germany: lat 47 to 55, lon 6 to 15", (48.2, 16.4)),
        ("Germany: lat 47 to 55, lon 6 to 15", (-51.3, 9.5)),
        ("Germany: lat 47 to 55, lon 6 to 15", (47.0, 9.5)),
        ("Germany: lat 47 to 55, lon 6 to 15", (55.2, 9.5)),
        ("Germany: lat 47 to 55, lon 6 to 15", (51.3, 5.5)),
        ("Germany: lat 47 to 55, lon 6 to 15", (51.3, 15.5)),
    ],
)
def test_place_outside_germany(expected, seen):
    """
    A place outside Germany is said to be swapped only if that puts it right.
    """
    ((code, path, _, hint),) = said({f"{KASSEL}.location": dict(zip(("lat", "lon"), seen, strict=True))})
    assert ("WI218", f"{KASSEL}.location", expected) == (code, path, hint)
