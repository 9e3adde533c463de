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


FIVE_DIGITS = 'five digits in Germany; elsewhere say where: country = "CH"'


@pytest.mark.parametrize(
    ("expected", "code", "country"),
    [
        (None, "34112", None),
        (None, "01067", "DE"),
        (None, "3011", "CH"),
        (None, "00-950", "PL"),
        (None, "1012 AB", "NL"),
        (None, "SW1A 1AA", "GB"),
        (FIVE_DIGITS, "3411", None),
        (FIVE_DIGITS, "3011", "DE"),
        (FIVE_DIGITS, "341122", None),
        (FIVE_DIGITS, "SW1A 1AA", None),
        (FIVE_DIGITS, "unbekannt", "CH"),
        ('write "34112"', "D-34112", None),
        ('write "34112"', "DE 34112", None),
        ('write "34112"', "34 112", None),
        ('write "1010" and country = "AT"', "A-1010", None),
        ('write "3011" and country = "CH"', "CH-3011", None),
        ("leave the field out if it is unknown", "", "CH"),
    ],
)
def test_postal_codes(expected, code, country):
    """
    A postal code is five digits in Germany; other countries write theirs as they like, in digits and capitals.
    """
    contact = f"{KASSEL}.contacts.0"
    changes = {f"{contact}.postal_code": code} | ({f"{contact}.country": country} if country else {})
    wanted = [] if expected is None else [(f"{contact}.postal_code", expected)]
    assert wanted == [(path, hint) for _, path, _, hint in said(changes)]


@pytest.mark.parametrize(
    ("hint", "country"),
    [
        ('write "CH"', "ch"),
        ('write "CH"', "Schweiz"),
        ('write "AT"', "OESTERREICH"),
        ('write "AT"', "A"),
        ('write "DE"', "D"),
        ('write "US"', "us"),
        ("two capital letters: CH", "CHE"),
        ("two capital letters: CH", "Nirgendwo"),
    ],
)
def test_countries(hint, country):
    """
    A country is its code; what is meant by its name, its sign or small letters is said.
    """
    path = f"{KASSEL}.contacts.0.country"
    assert [("WI117", path, f"malformed country {country!r}", hint)] == said({path: country})
