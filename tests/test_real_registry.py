"""
The registry that is shipped: what its readers rely on.
"""

import json

import pytest

from samples import REAL
from wi_cli.registry import store

IDS = [
    "dortmund",
    "freiburg",
    "halle",
    "herten",
    "hoyerswerda",
    "karlsruhe",
    "kassel",
    "kiel",
    "landkreis-goettingen",
    "landkreis-miltenberg",
    "kreis-offenbach",
    "mannheim",
    "region-hannover",
    "rhein-neckar-kreis",
    "rodgau",
    "stuttgart",
    "viernheim",
    "weinheim",
]


@pytest.fixture(name="real")
def _real(wi):
    """
    Run `wi` with the real registry; it has to succeed without a word on stderr.
    """

    def run(*args):
        status, out, err = wi(*args, registry=REAL)
        assert (0, "") == (status, err)
        return out

    return run


def test_nothing_is_left_out():
    """
    Every member, figure and contact of the registry can be built.
    """
    assert () == store.load(REAL).left_out


def test_members(real):
    """
    The eighteen members, by name.
    """
    assert IDS == real("list", "--format", "ids").split()
    assert IDS == [member["id"] for member in json.loads(real("list", "--json"))["members"]]


def test_every_member_is_shown(real):
    """
    Every member has a portrait, a card and a vCard.
    """
    names = real("contact", *IDS, "--field", "name").splitlines()
    cards = real("contact", *IDS)
    for key, name in zip(IDS, names, strict=True):
        assert [name, "=" * len(name)] == real("show", key).splitlines()[:2]
        assert f"\n\n{name}\n" in f"\n\n{cards}"
    assert real("contact", *IDS, "--vcard").count("BEGIN:VCARD\r\n") >= len(IDS)


def test_kassel(real):
    """
    Kassel's figures with qualifier and date as the sources print them, and its dates.
    """
    text = real("show", "kassel")
    lines = text.splitlines()
    for figure in (
        "Einwohner: rund 196.500 Personen, undatiert",
        "Einwohner: mehr als 193.000 Personen, undatiert",
        "Arbeitslosenquote: 10,2 %, Stand 04/2014",
        "  davon SGB III: 2,4 %, Stand 04/2014",
        "  davon SGB II: 7,8 %, Stand 04/2014",
        "Jugendarbeitslosigkeit: 9,5 %, undatiert",
    ):
        assert 1 == sum(line.startswith(f"{figure} [") for line in lines), figure
    dates = [line.split(": ")[0] for line in lines if line.startswith(("Mai 2008: ", "9. Dezember 2013: "))]
    assert ["Mai 2008", "9. Dezember 2013"] == dates


def test_herten(real):
    """
    Whom to call in Herten.
    """
    assert "+49 2366 303 544\n" == real("contact", "herten", "--field", "phone")


@pytest.mark.parametrize("name", [["Halle (Saale)"], ["15002000"], ["HALLE"], ["halle", "saale"]])
def test_halle(real, name):
    """
    Halle is shown for its official name, its AGS and any spelling.
    """
    assert real("show", "halle") == real("show", *name)


def test_goettingen(real):
    """
    Umlauts may be typed in any way.
    """
    assert ["landkreis-goettingen\n"] * 3 == [
        real("show", name, "-fids") for name in ("Landkreis Göttingen", "kreis goettingen", "lk gottingen")
    ]


def test_network(real):
    """
    The Förderverein was dissolved on 30 June 2024.
    """
    text = real("network")
    assert "\n30. Juni 2024: Auflösung des Fördervereins [" in text
    assert "Am 30. Juni 2024 wurde er\naufgelöst." in text


def test_mannheim_left(real):
    """
    Mannheim is the one that left.
    """
    assert "mannheim\n" == real("list", "--former", "--format", "ids")
    assert [key for key in IDS if key != "mannheim"] == real("list", "--current", "--format", "ids").split()


def test_every_topic_is_declared_and_used(real):
    """
    Every topic has a label of its own and somebody who works on it.
    """
    for line in real("topics").splitlines():
        key, label, number = line.split("\t")
        assert key != label
        assert int(number) > 0
        assert int(number) == len(real("list", "--topic", key, "--format", "ids").split())


@pytest.mark.parametrize(
    ("expected", "words"),
    [("kassel", ["kasel"]), ("landkreis-goettingen", ["goettingen"]), ("weinheim", ["weinheim"]), ("halle", ["hale"])],
)
def test_search(real, expected, words):
    """
    A misspelt name still comes first.
    """
    assert expected == real("search", *words, "--format", "ids").split()[0]
