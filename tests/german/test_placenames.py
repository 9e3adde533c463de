import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import german
from wi_cli.german.placenames import all_names, place_names, standard_forms, without_addition
from wi_cli.german.spelling import written


@given(st.lists(german | st.text()))
def test_many_names(names):
    """
    What many names are found by is what each is found by, and as it is written.
    """
    assert [{written(name), *standard_forms(name)} for name in names] == all_names(names)


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ({"kreis hoexburg", "kreis hoxburg"}, "LK Höxburg"),
        ({"kreis hoexburg", "kreis hoxburg"}, "Landkreis Höxburg"),
        ({"sankt florian"}, "St. Florian"),
        ({"furt am main"}, "Furt a. M."),
        ({"berg im breisgau"}, "Berg i.Br."),
        ({"hall"}, "Stadt Hall"),
        ({"stadt"}, "Stadt"),
    ],
)
def test_abbreviations(expected, name):
    """
    Usual abbreviations mean the same as the words written out; "Stadt" before a name says nothing.
    """
    assert expected == standard_forms(name)


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ("Berg", "Berg im Breisgau"),
        ("Hall", "Hall (Saale)"),
        ("Furt", "Furt a. M."),
        ("Bach", "Bach/Schwarzwald"),
        ("Bad Hall", "Bad Hall"),
        ("(Saale)", "(Saale)"),
    ],
)
def test_additions(expected, name):
    """
    What only tells a place from others of its name can be left off; a name is always left.
    """
    assert expected == without_addition(name)


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        (("furt", "hoehe"), "Furt v. d. Höhe"),
        (("furt", "hoehe"), "Furt d. Höhe"),
        (("furt", "hoehe"), "Furt an der Höhe"),
        (("furt", "d"), "Furt a.D."),
        (("furt", "a"), "Furt a. A."),
        (("a",), "A"),
    ],
)
def test_joining_words(expected, name):
    """
    What joins the words of a name says nothing; an initial at the end does.
    """
    assert expected == place_names(name)[0].words
