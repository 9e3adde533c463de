import pytest

from samples import member, places, registry
from wi_cli.finding import search
from wi_cli.finding.likeness import Names
from wi_cli.registry import build


@pytest.mark.parametrize(
    ("expected", "asked"),
    [
        (["Schwäbisch Hall", "Halle", "Hallbergmoos"], "hall"),
        (["Endingen", "Engden", "Endenich an der Elz"], "Endingn"),
        (["Engden", "Endenichweiler"], "Enden"),
        (["Enderich", "Engder"], "Ender"),
        (["Brackel", "Räckelwitz"], "rackel"),
        (["Störkathen", "Storkow"], "Störk"),
        (["Storkow", "Störkau"], "stork"),
        (["Öllingen", "Solingen"], "Ölingen"),
        (["Sehlde", "Sölde"], "Selde"),
        (["Sterup", "Sörup"], "Serup"),
        (["Bünsdorf", "Bundorf"], "Bündorf"),
        (["Röden", "Roden"], "Röden"),
        (["Röden", "Rödental"], "roden"),
        (["Köln", "Köllnitz"], "koln"),
    ],
)
def test_order_of_names(expected, asked):
    """
    Whole words come first, then what is typed by half, then names but for a letter, then longer ones and slips;
    names written as typed before others, and dots too many are a slip.
    """
    found = [hit.member.name for hit in search.search(places(*reversed(expected)), [asked]).hits]
    assert [name for name in expected if name in found] == found
    assert expected[:1] == found[:1]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Rhein-Neckar-Kreis", "rheinneckar"),
        ("Rhein-Neckar-Kreis", "RHEIN NECK"),
        ("Bad Homburg vor der Höhe", "badhom"),
        ("Badhomburg", "bad hom"),
        ("Sankt Augustin", "st aug"),
        ("Sankt Augustin", "sanktaug"),
    ],
)
def test_beginning_with_or_without_blanks(name, asked):
    """
    The beginning of a name is found also if its words are typed as one, apart or shortened.
    """
    assert name in [hit.member.name for hit in search.search(places(name, "Anderswo"), [asked]).hits]


@pytest.mark.parametrize(
    ("expected", "asked"),
    [
        ("start", "Neu Berg am Sc"),
        ("beginning", "Berg am Sc"),
        ("word", "Berg am"),
        ("part", "Schlo"),
        ("word", "Schloss"),
    ],
)
@pytest.mark.parametrize("field", ["name", "aliases"])
def test_beginning_of_an_addition(field, expected, asked):
    """
    A name begins with any of its words, also on into its addition, but not within it: Deister is no place.
    """
    members = {"x": {"name": "Ort", "kind": "Stadt", field: "Neu Berg am Schloss"}}
    if field == "aliases":
        members["x"][field] = [members["x"][field]]
    (hit,) = search.search(build.registry({"members": members}), [asked]).hits
    assert expected == hit.tier


@pytest.mark.parametrize(("name", "asked"), [("Laußnitz", "Launitz"), ("Klein Berßen", "Klein Beren")])
def test_a_forgotten_sharp_s(name, asked):
    """
    ß is one letter, also if it is forgotten: not the two that it is folded to.
    """
    assert [(name, "dropped")] == [(hit.member.name, hit.tier) for hit in search.search(places(name), [asked]).hits]


def test_what_begins_so_before_a_word_inside():
    """
    Of two names of which little was typed the one that begins so comes before one that only has a word that does.
    """
    places = "".join(
        f'[members.m{n}]\nname = "{name}"\nkind = "Gemeinde"\n'
        for n, name in enumerate(("Bad Neuhaus", "Neuhausenbergen"))
    )
    hits = search.search(registry(f"format = 1\n{places}"), ["Neuhau"]).hits
    assert [("Neuhausenbergen", "beginning"), ("Bad Neuhaus", "beginning")] == [(h.member.name, h.tier) for h in hits]


def test_name_that_was_meant():
    """
    Who is found by an alias as a whole sees the alias.
    """
    small = registry(member('aliases = ["Bad Höxberg"]'))
    ((match,),) = [hit.matches for hit in search.search(small, ["BadHöxberg"]).hits]
    assert ("alias", "Bad Höxberg", ((0, 11),)) == (match.field, match.text, match.spans)


@pytest.mark.parametrize(
    ("same", "beginning", "near", "asked"),
    [
        ({0}, {0}, {}, "bad homburg"),
        ({0}, {0}, {0: 1}, "BadHomburg"),
        (set(), {0}, {}, "badhom"),
        (set(), set(), {}, "homburg"),
        (set(), {0}, {}, "bad hom"),
        (set(), set(), {0: 2}, "bat hombug"),
        ({1}, {1}, {1: 1}, "St. Ört"),
        ({1}, {1}, {1: 1}, "sankt oert"),
        (set(), set(), {}, ""),
    ],
)
def test_names(same, beginning, near, asked):
    """
    A name is the same in any spelling, blanks or not, begins with what was typed, or is a few slips away
    in one of its spellings.
    """
    names = Names(places("Bad Homburg", "Sankt Ört", "Ulm").members.values())
    assert (same, beginning, near) == (names.same(asked), names.beginning(asked), names.near(asked))


def test_ags_is_a_name():
    """
    An AGS means its member, blanks around it or not.
    """
    names = Names(registry().members.values())
    assert ({0}, set()) == (names.same(" 14999000 "), names.same("14999"))


def test_closeness():
    """
    The name itself is as close as can be; another spelling and an addition left out cost a little, a slip more.
    """
    names = Names(places("Köln (Rhein)").members.values())
    by_typed = {typed: names.closeness(0, typed, "word") for typed in ("Köln (Rhein)", "köln", "koln", "kiln")}
    assert {"Köln (Rhein)": 100, "köln": 99, "koln": 96} == dict(list(by_typed.items())[:3])
    assert by_typed["kiln"] < 90


@pytest.mark.parametrize(
    ("expected", "tier", "asked"),
    [
        (100, "words", "homburg bad"),
        (64, "word", "homburg bad"),
        (63, "beginning", "homburg"),
        (85, "typo", "bad homburgx"),
        (96, "dropped", "bad hombrg"),
    ],
)
def test_closeness_in_each_tier(expected, tier, asked):
    """
    Of several words the order doesn't count, of slips what fingers do, and a word inside is no beginning.
    """
    assert expected == round(Names(places("Bad Homburg").members.values()).closeness(0, asked, tier))


@pytest.mark.parametrize(
    ("mostly", "but_one", "asked"),
    [(False, False, "gött"), (True, False, "götti"), (False, True, "goettingn"), (False, True, "öttingen")],
)
def test_nearly_a_name(mostly, but_one, asked):
    """
    Nearly half of a name, typed as it is written, is most of it; one letter may have been left out.
    """
    names = Names(places("Göttinghen", "Göttingen").members.values())
    assert mostly == names.mostly(0, asked)
    assert but_one == names.but_one(1, asked)
