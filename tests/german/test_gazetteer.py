import pytest

from wi_cli.german.gazetteer import are_two, is_real
from wi_cli.german.placenames import place_names


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        (True, "Herne"),
        (True, "Kreis Herne"),
        (True, "Löhne"),
        (True, "Lohne"),
        (True, "Limburg"),
        (True, "Landkreis Neumarkt i.d.OPf."),
        # with few inhabitants
        (True, "Freyburg"),
        (True, "Haale"),
        (True, "Meinheim"),
        (False, "Hernee"),
        (False, "Musterstadt"),
    ],
)
def test_real_places(expected, name):
    """
    A place is known by its name, in full or without its addition, whatever is said of its kind.
    """
    assert expected == is_real(place_names(name)[0])


@pytest.mark.parametrize(
    ("expected", "name", "other"),
    [
        (True, "Oldenburg", "Oldenburg in Holstein"),
        (False, "Freiburg", "Freiburg im Breisgau"),
        (False, "Herne", "Herten"),
    ],
)
def test_two_places(expected, name, other):
    """
    Of two places with one name one has an addition, and both are known.
    """
    assert expected == are_two(place_names(name)[0], place_names(other)[0])
