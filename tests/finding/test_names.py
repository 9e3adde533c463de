import pytest
from hypothesis import given

from samples import REGISTRIES, SMALL, places, registry
from strategies import called, towns
from wi_cli.errors import AmbiguousNameError, MemberNotFoundError, RegistryUnreadableError
from wi_cli.finding import names
from wi_cli.german.spelling import forms
from wi_cli.registry import build


def one(wanted, text=SMALL, *, near=True):
    found = names.one(registry(text), wanted, command="show", near=near)
    return found.member.id, found.near


@pytest.mark.parametrize(
    ("expected", "wanted"),
    [
        ("koellnitz", "koellnitz"),
        ("koellnitz", "14999000"),
        ("koellnitz", "Köllnitz"),
        ("koellnitz", "Colonia Nova"),
        ("koellnitz", "KOELLNITZ"),
        ("koellnitz", "kollnitz"),
        ("koellnitz", "Ko\u0308llnitz"),
        ("koellnitz", "colonia-nova"),
        ("hall", "Hall (Saale)"),
        ("hall", "hall saale"),
        ("bad-hall", "St. Hall"),
        ("landkreis-hoexburg", "06999"),
        ("landkreis-hoexburg", "069990000000"),
        ("landkreis-hoexburg", "Kreis Höxburg"),
        ("landkreis-hoexburg", "lk hoexburg"),
        ("koellnitz", "Landeshauptstadt Köllnitz"),
        ("bad-hall", "Stadt Bad Hall"),
    ],
)
def test_a_name(expected, wanted):
    """
    A member answers to its id, name, aliases and AGS, in any German spelling and usual abbreviation.
    """
    assert (expected, False) == one(wanted, near=False)


TOWNS = (REGISTRIES / "good" / "umlaut-pairs.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("expected", "wanted"),
    [
        ("muenster", "Münster"),
        ("muenster", "münster"),
        ("muenster", "MÜNSTER"),
        ("muenster", "Mu\u0308nster"),
        ("muenster", "Muenster"),
        ("munster", "Munster"),
        ("munster", "munster"),
        ("munster", "MUNSTER"),
    ],
)
def test_names_that_differ_by_dots(expected, wanted):
    """
    A name spelt as it is, but for capitals, comes before one that is spelt with other vowels.
    """
    assert (expected, False) == one(wanted, TOWNS, near=False)


def test_area_before_bodies():
    """
    An AGS is that of the place, not of a body that serves it; without the place, of the body.
    """
    body = '[members.jobcenter]\nname = "Jobcenter"\nkind = "Jobcenter"\nags = "{}"\n[kinds]\nJobcenter = "body"\n'
    assert ("koellnitz", False) == one("14999000", SMALL + body.format("14999000"), near=False)
    assert ("jobcenter", False) == one("14999001", SMALL + body.format("14999001"), near=False)


@pytest.mark.parametrize(
    ("expected", "wanted"),
    [
        ("koellnitz", "kölnitz"),
        ("koellnitz", "koelnlitz"),
        ("koellnitz", "koelnits"),
        ("landkreis-hoexburg", "Höxburg"),
        ("koellnitz", "Köllnitz Stadt"),
        ("koellnitz", "Colonia"),
    ],
)
def test_a_near_name(expected, wanted):
    """
    Where a near match will do, slips and missing additions are forgiven; where not, the member is offered.
    """
    assert (expected, True) == one(wanted)
    with pytest.raises(MemberNotFoundError) as error:
        one(wanted, near=False)
    assert (f"no member called {wanted!r}", f"did you mean {expected}?") == (str(error.value), error.value.hint)


@pytest.mark.parametrize("wanted", ["", "Dortmund", "Kreis", "Stadt", "koeln", "hal", "1499", "(–)"])
def test_no_such_member(wanted):
    """
    What is no name and near to none means nobody.
    """
    with pytest.raises(MemberNotFoundError) as error:
        one(wanted)
    assert f"no member called {wanted!r}" == str(error.value)


PLACES = """
[members.herten]
name = "Herten"
kind = "kreisangehörige Stadt"
[members.freiburg-im-breisgau]
name = "Freiburg im Breisgau"
kind = "Stadtkreis"
[members.bad-homburg]
name = "Bad Homburg vor der Höhe"
kind = "kreisangehörige Stadt"
[members.loehne]
name = "Löhne"
kind = "kreisangehörige Stadt"
[members.oldenburg-in-holstein]
name = "Oldenburg in Holstein"
kind = "kreisangehörige Stadt"
[members.weilheim]
name = "Weilheim in Oberbayern"
kind = "Stadt"
[members.kiel]
name = "Kiel"
kind = "kreisfreie Stadt"
[members.heidekreis]
name = "Heidekreis"
kind = "Landkreis"
[members.neumarkt]
name = "Landkreis Neumarkt i.d.OPf."
kind = "Landkreis"
[members.harburg]
name = "Landkreis Harburg"
kind = "Landkreis"
[members.alzey-worms]
name = "Landkreis Alzey-Worms"
kind = "Landkreis"
[members.neuss]
name = "Rhein-Kreis Neuss"
kind = "Kreis"
[members.region-hannover]
name = "Region Hannover"
kind = "Kommunalverband"
[members.jobcenter-kassel]
name = "Jobcenter Kassel"
kind = "Verein"
"""


@pytest.mark.parametrize(
    ("expected", "wanted"),
    [
        ("herten", "Stadtverwaltung Herten"),
        ("herten", "Hertn"),
        ("herten", "Große Kreisstadt Herten"),
        ("herten", "Herten OT Westerholt"),
        ("freiburg-im-breisgau", "Freiburg/Breisgau"),
        ("freiburg-im-breisgau", "Freiburg i.Brsg."),
        ("freiburg-im-breisgau", "Stadt Freiburg"),
        ("freiburg-im-breisgau", "Freiburk"),
        ("bad-homburg", "Bad Homburg v.d.H."),
        ("bad-homburg", "Homburg (Höhe)"),
        ("bad-homburg", "Badhomburg"),
        ("weilheim", "Weilheim i.OB"),
        ("heidekreis", "Kreis Heide"),
        ("heidekreis", "LK Heidekreis"),
        ("heidekreis", "Heidekries"),
        ("neumarkt", "Landkreis Neumarkt in der Oberpfalz"),
        ("neumarkt", "Neumarkt (Oberpfalz), Landratsamt"),
        ("harburg", "Harburg, Kreis"),
        ("neuss", "Rhein Neuss"),
        ("region-hannover", "Kreis Hannover"),
    ],
)
def test_a_place_called_otherwise(expected, wanted):
    """
    What is said of its kind, an addition abbreviated, bracketed or left out, and a slip in what tells it from others
    don't hide a place.
    """
    assert (expected, True) == one(wanted, PLACES)


@pytest.mark.parametrize(
    ("hint", "wanted"),
    [
        (None, "Stadt Herne"),
        (None, "Kreis Herne"),
        ("herten", "Kreis Herten"),
        ("herten", "Landratsamt Herten"),
        ("bad-homburg", "Homburg"),
        ("loehne", "Lohne"),
        ("loehne", "Stadt Lohne"),
        ("oldenburg-in-holstein", "Oldenburg"),
        ("weilheim", "Weinheim"),
        ("kiel", "Kil"),
        ("kiel", "Kile"),
        ("heidekreis", "Heidkreis Stadt"),
        ("harburg", "Kreis Hamburg"),
        ("harburg", "Stadt Harburg"),
        ("alzey-worms", "Alzey"),
        ("alzey-worms", "Kreis Worms"),
        ("region-hannover", "Stadt Hannover"),
        ("jobcenter-kassel", "Stadt Kassel"),
        ("jobcenter-kassel", "Kreis Kassel"),
        ("freiburg-im-breisgau", "Freyburg"),
    ],
)
def test_another_place(hint, wanted):
    """
    Nobody is shown for a place of another kind, for another real place, or for a slip in a short name; who is near
    is offered.
    """
    with pytest.raises(MemberNotFoundError) as error:
        one(wanted, PLACES)
    assert (hint and f"did you mean {hint}?") == error.value.hint


@pytest.mark.parametrize(
    ("hint", "wanted"),
    [
        ("freiburg-im-breisgau", "Freiburg a.E."),
        ("freiburg-im-breisgau", "Freiburg a. E."),
        ("freiburg-im-breisgau", "Freiburg a.A."),
        ("freiburg-im-breisgau", "Freiburg (E)"),
        ("freiburg-im-breisgau", "Freiburg a.d.D."),
        ("freiburg-im-breisgau", "Freiburg, Elbe"),
        ("neumarkt", "Kreis Neumarkt a.M."),
        ("harburg", "Harburg a.E."),
        ("bad-homburg", "Bad Homburg a.M."),
        (None, "Freibrug a.E."),
    ],
)
def test_another_addition(hint, wanted):
    """
    An addition that isn't the member's own, of initials or of words, is that of another place: nobody is shown, who
    is called so without it is offered.
    """
    with pytest.raises(MemberNotFoundError) as error:
        one(wanted, PLACES)
    assert (hint and f"did you mean {hint}?") == error.value.hint


IN_LAENDER = """
[members.bergheim-nw]
name = "Bergheimstadt"
kind = "Gemeinde"
state = "NW"
[members.bergheim-st]
name = "Bergheimstadt"
kind = "Gemeinde"
state = "ST"
[members.koellnitz]
name = "Köllnitz"
kind = "Gemeinde"
state = "SH"
[members.landkreis-hoexburg]
name = "Landkreis Höxburg"
kind = "Landkreis"
state = "HE"
[members.unbekannt]
name = "Waldnitz"
kind = "Gemeinde"
[members.neustadt]
name = "Neustadt"
kind = "Gemeinde"
state = "SN"
"""


@pytest.mark.parametrize(
    ("expected", "near", "wanted"),
    [
        ("koellnitz", False, "Köllnitz, Schleswig-Holstein"),
        ("koellnitz", False, "koellnitz schleswig holstein"),
        ("koellnitz", False, "Köllnitz (SH)"),
        ("koellnitz", False, "Köllnitz sh"),
        ("koellnitz", False, "Köllnitz/SH"),
        ("koellnitz", False, "Köllnitz in Schleswig-Holstein"),
        ("koellnitz", True, "Kölnitz, SH"),
        ("bergheim-nw", False, "Bergheimstadt NRW"),
        ("bergheim-st", False, "Bergheimstadt Sachsen-Anhalt"),
        ("bergheim-nw", True, "Bergheim-Stat (NW)"),
        ("bergheim-st", False, "bergheimstadt sachsen anhalt"),
        ("landkreis-hoexburg", False, "Kreis Höxburg (Hessen)"),
        ("landkreis-hoexburg", True, "Höxburg, Hessen"),
    ],
)
def test_a_name_with_its_land(expected, near, wanted):
    """
    The member's own Land may stand behind its name, and tells members of one name apart.
    """
    assert (expected, near) == one(wanted, IN_LAENDER)


@pytest.mark.parametrize(
    ("hint", "wanted"),
    [
        ("koellnitz", "Köllnitz, Hessen"),
        ("koellnitz", "Köllnitz Bayern"),
        ("koellnitz", "Köllnitz (TH)"),
        ("unbekannt", "Waldnitz, Hessen"),
        ("koellnitz", "Kölnitz, Hessen"),
        ("neustadt", "Neustadt in Sachsen"),
        (None, "Bergheimstadt Hessen"),
        (None, "(Hessen)"),
        (None, "Hessen"),
        (None, "Dortmund, NRW"),
    ],
)
def test_a_name_with_another_land(hint, wanted):
    """
    Nobody is shown for a name in another Land, or in one where the member isn't known to be, nor for the full name of
    another place; a single one who is called so is offered.
    """
    with pytest.raises(MemberNotFoundError) as error:
        one(wanted, IN_LAENDER)
    assert (f"no member called {wanted!r}", hint and f"did you mean {hint}?") == (str(error.value), error.value.hint)


def test_near_in_the_land_alone():
    """
    SH is no abbreviation of Sachsen: nobody is shown who is only near, and in another Land.
    """
    tables = {
        "sachsen": {"name": "Neustadt in Sachsen", "kind": "Stadt", "state": "SN"},
        "holstein": {"name": "Neustadt in Holstein", "kind": "Stadt", "state": "SH"},
    }
    with pytest.raises(MemberNotFoundError) as error:
        names.one(build.registry({"members": tables}), "Neustadt (SH)", command="show")
    assert ("holstein",) == error.value.nearest


@pytest.mark.parametrize(
    ("expected", "wanted"),
    [
        ("freiburg-im-breisgau", "Freiburg i.B."),
        ("freiburg-im-breisgau", "Freiburg B"),
        ("bad-homburg", "Bad Homburg d. H."),
        ("herten", "Herte n"),
    ],
)
def test_its_own_addition(expected, wanted):
    """
    Initials of the member's own addition are no other one, nor is a letter of its name behind a blank.
    """
    assert expected == one(wanted, PLACES)[0]


@pytest.mark.parametrize(
    ("expected", "wanted", "near"),
    [
        ((("hall", "Hall (Saale)"), ("bad-hall", "Bad Hall")), "Salzstadt", False),
        ((("hall", "Hall (Saale)"), ("bad-hall", "Bad Hall")), "salzstatt", True),
    ],
)
def test_several_members(expected, wanted, near):
    """
    A name of several members, or as near to one as to the other, is ambiguous; the commands to type are offered.
    """
    with pytest.raises(AmbiguousNameError) as error:
        one(wanted, near=near)
    assert (expected, f"{wanted!r} can mean several members") == (error.value.candidates, str(error.value))
    assert "type one of these:\n  wi show hall    (Hall (Saale))\n  wi show bad-hall    (Bad Hall)" == error.value.hint


def test_several_members_near():
    """
    Where no near match will do, several near ones are offered.
    """
    with pytest.raises(MemberNotFoundError) as error:
        one("salzstatt", near=False)
    assert "did you mean hall, bad-hall?" == error.value.hint


TWO = """
[members.a]
name = "Berg"
kind = "Gemeinde"
ags = "01001001"
aliases = ["x"]
[members.b]
name = "{}"
kind = "Gemeinde"
"""


@pytest.mark.parametrize(
    ("expected", "wanted", "other"),
    [("a", "a", "A"), ("b", "A", "A"), ("a", "Berg", "berg"), ("b", "berg", "berg"), ("b", "X", "X"), ("a", "x", "X")],
)
def test_exact_before_folded(expected, wanted, other):
    """
    The exact spelling decides between names that differ only in it.
    """
    assert (expected, False) == one(wanted, TWO.format(other))


def test_left_out_member():
    """
    Whoever asks for a member that can't be built hears that, not that it doesn't exist.
    """
    with pytest.raises(RegistryUnreadableError) as error:
        one("Köllnitz", SMALL.replace('name = "Köllnitz"', "name = 5"))
    assert ("'koellnitz' can't be shown: name is not text", "run wi validate") == (str(error.value), error.value.hint)


@pytest.mark.parametrize("wanted", ["hall", "Hall (Saale)", "15999001", "Salzstadt (Saale)"])
def test_left_out_member_by_its_other_names(wanted):
    """
    A member that can't be built is known by all its names that can be read.
    """
    broken = SMALL.replace('aliases = ["Salzstadt"]', 'aliases = ["Salzstadt (Saale)"]').replace(
        'summary = "Stadt an der Saale."', "summary = 5"
    )
    with pytest.raises(RegistryUnreadableError):
        one(wanted, broken)
    with pytest.raises(MemberNotFoundError):
        one("Dortmund", broken)


@given(towns())
def test_an_id_is_found(small):
    """
    An id means its member and nobody else, whatever the others are called.
    """
    for key in small.members:
        assert names.Found(small.members[key]) == names.one(small, key, command="show", near=False)


def test_id_before_ags():
    """
    An id means its member, also if it looks like another one's AGS.
    """
    text = TWO.format("Tal").replace("members.b", "members.01001001")
    assert ("01001001", False) == one("01001001", text)


@given(towns(), called)
def test_nobody_else_is_found(small, wanted):
    """
    Whoever is found without a near match has that name in some spelling.
    """
    try:
        found = names.one(small, wanted, command="show", near=False)
    except (MemberNotFoundError, AmbiguousNameError):
        return
    assert [name for name in (found.member.id, found.member.name, *found.member.aliases) if forms(wanted) & forms(name)]


@pytest.mark.parametrize("kind", ["Kreis", "Landkreis", "Kommunalverband"])
def test_town_in_a_district(kind):
    """
    "Stadt" before a name may be left out of a town's name, and is no district of the same name.
    """
    text = '[members.x]\nname = "{} Höxburg"\nkind = "{}"\n'
    assert ("x", True) == one("Stadt Höxburg", text.format("Neu", "Gemeinde"))
    with pytest.raises(MemberNotFoundError):
        one("Stadt Höxburg", text.format("Kreis", kind))


@pytest.mark.parametrize(("hint", "count"), [("did you mean 0, 1, 2, 3, 4?", 5), (None, 6)])
def test_first_letters(hint, count):
    """
    Whoever typed the first letters of a word is offered the members that have it, if they are no more than five.
    """
    with pytest.raises(MemberNotFoundError) as error:
        names.one(places(*(f"Bad Burg{letter}" for letter in "abcdef"[:count])), "Bur", command="show")
    assert hint == error.value.hint
