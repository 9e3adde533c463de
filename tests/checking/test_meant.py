import pytest

from judged import BASE, KASSEL, MISSING, problems, said
from wi_cli.checking.meant import slugged


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ("halle-saale", "Halle (Saale)"),
        ("landkreis-goettingen", "Landkreis Göttingen"),
        ("weissenburg-gunzenhausen", "Weißenburg-Gunzenhausen"),
        ("a-b-3", " A/B: 3. "),
        ("cafe", "Café"),
        ("", "–"),
    ],
)
def test_slug(expected, name):
    """
    An id is made of the name's letters and digits, umlauts written out.
    """
    assert expected == slugged(name)


def test_misspelt_key_is_taken_as_meant():
    """
    What stands under a misspelt key is judged as if it were spelt right, and named as it is spelt.
    """
    contact = BASE["members"]["kassel"]["contacts"][0]
    renamed = {{"phone": "phon", "office": "ofice"}.get(key, key): value for key, value in contact.items()}
    renamed |= {"phon": "0561 787-0", "family_name": "Muster "}
    assert {
        ("WI101", "phon"),
        ("WI101", "ofice"),
        ("WI107", "phon"),
        ("WI226", "family_name"),
    } == {(p.code, p.path[-1]) for p in problems({f"{KASSEL}.contacts.0": renamed})}


@pytest.mark.parametrize(
    ("table", "typed", "meant"),
    [
        ("location", "lng", "lon"),
        ("location", "long", "lon"),
        ("location", "Longitude", "lon"),
        ("location", "latitude", "lat"),
        ("contacts.0", "mail", "email"),
        ("contacts.0", "E-Mail", "email"),
        ("contacts.0", "tel", "phone"),
        ("contacts.0", "Telefon", "phone"),
        ("contacts.0", "telephone", "phone"),
        ("contacts.0", "PLZ", "postal_code"),
        ("contacts.0", "zip", "postal_code"),
        ("contacts.0", "Ort", "city"),
        ("contacts.0", "Vorname", "given_name"),
        ("contacts.0", "Nachname", "family_name"),
        ("", "land", "state"),
        ("", "Homepage", "website"),
    ],
)
def test_key_by_another_name(table, typed, meant):
    """
    What people call a field elsewhere, in capitals or not, is known for the key that is meant.
    """
    where = f"{KASSEL}.{table}".removesuffix(".")
    owner = BASE["members"]["kassel"]
    value = owner[table.split(".")[0]] if table else owner
    value = (value[0] if isinstance(value, list) else value)[meant]
    found = said({f"{where}.{meant}": MISSING, f"{where}.{typed}": value})
    assert [("WI101", f"{where}.{typed}", f"unknown key {typed!r}", f"did you mean {meant!r}?")] == found
