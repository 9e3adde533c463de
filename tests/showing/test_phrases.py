import pytest

from wi_cli.registry.values import Contact, Figure, Indicator, Member, Membership
from wi_cli.showing import phrases

PERCENT = Indicator("Quote", "%", decimals=1)


@pytest.mark.parametrize(
    ("expected", "figure"),
    [
        ("10,2", Figure("u", 10.2)),
        ("10,0", Figure("u", 10)),
        ("rund 196.500,0", Figure("u", 196500, qualifier="about")),
        ("mehr als 5,0", Figure("u", 5, qualifier="more-than")),
        ("fast 5,0", Figure("u", 5, qualifier="almost")),
        ("Ziel: 5,0", Figure("u", 5, qualifier="target")),
        ("circa 5,0", Figure("u", 5, qualifier="circa")),
        ("100.000,0 bis 150.000,0", Figure("u", 100000, value_max=150000)),
    ],
)
def test_quantities(expected, figure):
    """
    A quantity carries its qualifier; one that is not in the vocabulary is shown as it is.
    """
    assert expected == phrases.quantity(figure, PERCENT)


def test_quantity_of_an_undeclared_indicator():
    """
    A figure whose indicator nobody declared shows its bare number.
    """
    assert "8" == phrases.quantity(Figure("x", 8), None)


@pytest.mark.parametrize(
    ("expected", "figure"),
    [
        ("undatiert", Figure("u", 1)),
        ("Stand 04/2014", Figure("u", 1, as_of="2014-04")),
        ("für 2030", Figure("u", 1, as_of="2030", qualifier="target")),
    ],
)
def test_dates_of_figures(expected, figure):
    """
    A figure says when it was true; a missing date is never filled in.
    """
    assert expected == phrases.figure_date(figure)


def test_dates_of_contacts():
    """
    A contact says how old it is.
    """
    assert ("Stand 2014", "Stand unbekannt") == (
        phrases.contact_date(Contact(as_of="2014")),
        phrases.contact_date(Contact()),
    )


@pytest.mark.parametrize(
    ("expected", "belonging"),
    [
        (("", ""), None),
        (("", "Beginn in den Quellen nicht genannt"), Membership()),
        (("seit 2007", "seit 2007"), Membership(since="2007")),
        (("bis 2022", "bis 2022"), Membership(until="2022")),
        (
            ("Gründungsmitglied, seit 2007", "Gründungsmitglied, seit 2007; als Mitglied genannt 2014, 05/2016"),
            Membership(founding=True, since="2007", seen=("2014", "2016-05")),
        ),
        (("", "als Mitglied genannt 2014"), Membership(founding=False, seen=("2014",))),
    ],
)
def test_membership(expected, belonging):
    """
    Tables say when a membership began and ended; a portrait says also when a source names it.
    """
    assert expected == (phrases.membership(belonging), phrases.membership_in_full(belonging))


def test_headline():
    """
    Kind, Land, Kreis, AGS and ARS; absent ones leave no gap.
    """
    town = Member("a", "A", "Gemeinde", state="HE", district="Saalekreis", ags="06611000", ars="066110000000")
    assert ("Gemeinde · Hessen · Saalekreis · AGS 06611000 · ARS 066110000000", "Stiftung") == (
        phrases.headline(town),
        phrases.headline(Member("b", "B", "Stiftung")),
    )


def test_address():
    """
    Office, person, street, postal code and city, in the order of DIN 5008, without empty lines.
    """
    contact = Contact(
        office="Amt",
        title="Dr.",
        given_name="Änne",
        family_name="Groß",
        street="Weg 7",
        postal_code="04999",
        city="Ort",
    )
    assert (["Amt", "Dr. Änne Groß", "Weg 7", "04999 Ort"], ["Ort"]) == (
        phrases.address(contact),
        phrases.address(Contact(city="Ort")),
    )


@pytest.mark.parametrize(
    ("expected", "country"), [([], None), ([], "DE"), (["SCHWEIZ"], "CH"), (["ÖSTERREICH"], "AT"), (["XX"], "XX")]
)
def test_address_abroad(expected, country):
    """
    Abroad the country stands last, in capitals (DIN 5008); one that isn't known by name stands for itself.
    """
    assert ["3011 Bern", *expected] == phrases.address(Contact(postal_code="3011", city="Bern", country=country))


@pytest.mark.parametrize(
    ("expected", "stayed", "left"),
    [
        ("0 Mitglieder", 0, 0),
        ("1 Mitglied", 1, 0),
        ("17 Mitglieder und 1 ehemaliges", 17, 1),
        ("1 Mitglied und 2 ehemalige", 1, 2),
        ("1 ehemaliges Mitglied", 0, 1),
        ("2 ehemalige Mitglieder", 0, 2),
        ("1.000 Mitglieder und 1.001 ehemalige", 1000, 1001),
    ],
)
def test_counted(expected, stayed, left):
    """
    Who left is counted, and apart.
    """
    here, gone = Member("a", "A", "Stadt"), Member("b", "B", "Stadt", membership=Membership(until="2022"))
    assert expected == phrases.counted([here] * stayed + [gone] * left, "2024-06-30")


@pytest.mark.parametrize(
    ("expected", "stayed", "left", "whole"),
    [
        ("5 von 17 Mitgliedern und 1 ehemaliges", 5, 1, 17),
        ("0 von 17 Mitgliedern", 0, 0, 17),
        ("1 von 1 Mitglied und 2 ehemalige", 1, 2, 1),
        ("2 ehemalige Mitglieder", 0, 2, 17),
    ],
)
def test_counted_among(expected, stayed, left, whole):
    """
    Of some it is said of how many; who left is among neither.
    """
    here, gone = Member("a", "A", "Stadt"), Member("b", "B", "Stadt", membership=Membership(until="2022"))
    every = [here] * whole + [gone] * 3
    assert expected == phrases.counted([here] * stayed + [gone] * left, "2024-06-30", every)
