import pytest

from judged import KASSEL, MISSING, problems, said


@pytest.mark.parametrize(
    ("expected", "today", "as_of"),
    [
        ([], "2026-11-22", "2026"),
        ([], "2026-11-22", "2024-11"),
        ([], "2026-11-22", "2024-11-22"),
        ([], "2026-11-22", "2014/.."),
        (["WI227"], "2026-11-22", "2024-11-21"),
        (["WI227"], "2026-11-22", "2024-10"),
        (["WI227"], "2026-11-22", "../2014"),
        (["WI227"], "2026-01-31", "2023"),
        ([], "2026-01-31", "2024-01"),
        (["WI227"], "2026-11-22", MISSING),
    ],
)
def test_age_of_contacts(expected, today, as_of):
    """
    A contact is too old once the last day that its date can mean is more than the months ago; undated is too old.
    """
    assert expected == [p.code for p in problems({f"{KASSEL}.contacts.0.as_of": as_of}, today, 24)]


@pytest.mark.parametrize(
    ("expected", "contact", "owner"),
    [
        ("Erika Mustermann, Jugendamt, Kassel", {}, KASSEL),
        ("Mustermann, Kassel", {"given_name": MISSING, "office": MISSING}, KASSEL),
        ("Jugendamt, Kassel", {"given_name": MISSING, "family_name": " "}, KASSEL),
    ],
)
def test_whose_contact_is_old(expected, contact, owner):
    """
    Who is to be asked is named: the person, the office, the member.
    """
    changes = {f"{owner}.contacts.0.{key}": value for key, value in contact.items()}
    found = [message for code, _, message, _ in said(changes, max_age=24) if code == "WI227"]
    assert [f"{expected}: contact of 2014 is older than 24 months"] == found


def test_contact_of_unknown_age():
    """
    An undated contact and one of the network are named in the same way, a nameless member by its id.
    """
    contact = {"office": "Geschäftsstelle", "sources": ["kassel-portrait"]}
    changes = {"network.contacts": [contact], f"{KASSEL}.name": MISSING, f"{KASSEL}.contacts.0.as_of": MISSING}
    assert [
        "Geschäftsstelle, Arbeitsgemeinschaft Weinheimer Initiative: contact of unknown age",
        "Erika Mustermann, Jugendamt, kassel: contact of unknown age",
    ] == [message for code, _, message, _ in said(changes, max_age=24) if code == "WI227"]
