from samples import registry
from wi_cli.finding import texts


def test_every_field_has_an_area():
    """
    Every field that is searched can be chosen, and only once.
    """
    assert sorted(texts.WEIGHTS) == sorted(field for fields in texts.AREAS.values() for field in fields)


def test_each_field_is_searched():
    """
    What a portrait says of a member is there, each text under a field that has a weight; of a contact one line.
    """
    small = registry()
    found = texts.texts_of(small.members["koellnitz"], small)
    assert [
        ("name", "Köllnitz"),
        ("alias", "Stadt Köllnitz"),
        ("alias", "Colonia Nova"),
        ("id", "koellnitz"),
        ("ags", "14999000"),
    ] == found[:5]
    line = "Amt für Jugend, Schule [EU], Dr. Änne Groß, Leitung, Ölmühlweg 7, 04999 Köllnitz"
    assert ("contact", f"{line}, +49 30 23125-001, gross@koellnitz.example.org") == found[5]
    assert {("state", "Sachsen"), ("kind", "kreisfreie Stadt")} < set(found)
    assert set(texts.WEIGHTS) == {
        field for entry in small.members.values() for field, _ in texts.texts_of(entry, small)
    }


def test_names_of_a_member():
    """
    A member is called by its name, its aliases and its id.
    """
    assert ("Köllnitz", "Stadt Köllnitz", "Colonia Nova", "koellnitz") == texts.names_of(
        registry().members["koellnitz"]
    )
