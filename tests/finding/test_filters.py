import pytest

from samples import SMALL, figure, registry
from wi_cli.errors import UsageError
from wi_cli.finding import filters
from wi_cli.finding.filters import Filters
from wi_cli.registry import build

TODAY = "2024-06-30"


@pytest.mark.parametrize(
    ("expected", "wanted"),
    [
        (["koellnitz", "hall", "bad-hall", "landkreis-hoexburg"], Filters()),
        (["koellnitz"], Filters(states=["SN"])),
        (["koellnitz"], Filters(states=["sachsen"])),
        (["hall"], Filters(states=["LSA"])),
        (["landkreis-hoexburg"], Filters(kinds=["Kreis"])),
        (["koellnitz", "hall", "bad-hall"], Filters(kinds=["Städte"])),
        (["koellnitz", "hall", "landkreis-hoexburg"], Filters(topics=["Schule"])),
        (["hall"], Filters(states=["Sachsen-Anhalt"])),
        (["hall", "bad-hall"], Filters(states=["ST", "Bayern"])),
        (["hall", "bad-hall"], Filters(kinds=["kreisangehoerige stadt"])),
        (["landkreis-hoexburg"], Filters(kinds=["Landkreis"])),
        (["koellnitz", "hall", "landkreis-hoexburg"], Filters(topics=["uebergang"])),
        (["koellnitz"], Filters(topics=["Übergang Schule-Beruf", "elternarbeit"])),
        ([], Filters(topics=["ehrenamt"])),
        (["koellnitz", "hall", "bad-hall"], Filters(current=True)),
        (["landkreis-hoexburg"], Filters(former=True)),
        (["hall"], Filters(states=["ST"], topics=["uebergang"], current=True)),
        ([], Filters(current=True, former=True)),
    ],
)
def test_select(expected, wanted):
    """
    States and kinds are alternatives, topics must all be there; labels and any spelling will do.
    """
    assert expected == [found.id for found in filters.select(registry(), wanted, today=TODAY)]


@pytest.mark.parametrize(
    ("message", "hint", "wanted"),
    [
        ("no state 'Sachsn'", "did you mean 'Sachsen'?", Filters(states=["Sachsn"])),
        ("no kind 'Landkries'", "did you mean 'Landkreis'?", Filters(kinds=["Landkries"])),
        ("no topic 'elternabeit'", "did you mean 'Elternarbeit'?", Filters(topics=["elternabeit"])),
        (
            "no topic 'xyz'",
            "there are: uebergang, elternarbeit, ehrenamt, nirgends-erklaert",
            Filters(topics=["uebergang", "xyz"]),
        ),
    ],
)
def test_unknown_filter(message, hint, wanted):
    """
    A filter value that doesn't exist is a usage error with the nearest one, or all of them.
    """
    with pytest.raises(UsageError) as error:
        filters.select(registry(), wanted, today=TODAY)
    assert (message, hint, 2) == (str(error.value), error.value.hint, error.value.exit_code)


def test_declared_kind():
    """
    A kind that the registry declares can be asked for before a member has it, and is offered like the others.
    """
    small = registry(f'{SMALL}\n[kinds]\n"Agentur für Arbeit" = "body"\n')
    assert [] == filters.select(small, Filters(kinds=["agentur fuer arbeit"]), today=TODAY)
    with pytest.raises(UsageError) as error:
        filters.select(small, Filters(kinds=["Agentur fr Arbeit"]), today=TODAY)
    assert "did you mean 'Agentur für Arbeit'?" == error.value.hint


def test_undeclared_topic():
    """
    A topic that members name without its being declared can be asked for, as `wi topics` says.
    """
    found = filters.select(registry(), Filters(topics=["nirgends-erklaert"]), today=TODAY)
    assert ["landkreis-hoexburg"] == [member.id for member in found]


@pytest.mark.parametrize(
    ("expected", "by"),
    [
        (["bad-hall", "hall", "koellnitz", "landkreis-hoexburg"], "name"),
        (["koellnitz", "hall", "bad-hall", "landkreis-hoexburg"], "population"),
        (["koellnitz", "bad-hall", "hall", "landkreis-hoexburg"], "since"),
        (["bad-hall", "landkreis-hoexburg", "koellnitz", "hall"], "state"),
    ],
)
def test_ordered(expected, by):
    """
    Largest population, earliest beginning, name of the Land; what has no value comes last, equals by name.
    """
    assert expected == [found.id for found in filters.ordered(registry().members.values(), by)]


def test_turned_order():
    """
    A minus turns an order round; what has no value stays last.
    """
    members = registry().members.values()
    assert ["landkreis-hoexburg", "koellnitz", "hall", "bad-hall"] == [m.id for m in filters.ordered(members, "-name")]
    assert ["hall", "koellnitz"] == [m.id for m in filters.ordered(members, "-population")][:2]


def test_word_of_several_topics():
    """
    A word that is in the labels of several topics means none of them; they are named.
    """
    small = registry(SMALL.replace('ehrenamt = "Ehrenamt"', 'ehrenamt = "Ehrenamt und Elternbeirat"'))
    with pytest.raises(UsageError) as error:
        filters.select(small, Filters(topics=["Eltern"]), today=TODAY)
    assert ("'Eltern' is in several topics", "there are: elternarbeit, ehrenamt") == (
        str(error.value),
        error.value.hint,
    )


@pytest.mark.parametrize("by", ["unemployment", "Arbeitslosenquote", "arbeitslosenquote"])
def test_ordered_by_any_indicator(by):
    """
    Any indicator is an order, by id or label: the largest latest value first, who has none last by name.
    """
    two = registry(SMALL + figure("hall", "unemployment", 11) + figure("bad-hall", "unemployment", 12, "target"))
    assert ["hall", "koellnitz", "bad-hall", "landkreis-hoexburg"] == [
        found.id for found in filters.ordered(two.members.values(), by, two)
    ]


def test_ordered_by_population_as_the_list_calls_it():
    """
    What heads the column of the list orders it.
    """
    small = registry(SMALL.replace('"Einwohner"', '"Bevölkerung"'))
    members = small.members.values()
    assert filters.ordered(members, "population") == filters.ordered(members, "Einwohner", small)


def test_unknown_order_with_indicators():
    """
    The orders that are offered are those of any list, then the indicators.
    """
    with pytest.raises(UsageError) as error:
        filters.ordered([], "xyz", registry())
    known = "name, population, since, state, under-25, unemployment, member-count"
    assert f"there are: {known}" == error.value.hint


def test_order_of_umlauts():
    """
    Names stand as DIN 5007-1 wants them: ä as a, ß as ss.
    """
    names = ["Zell", "Übach", "Ulm", "Aßlar", "Äpfel", "Asten", "ahlen"]
    built = build.registry({"members": {str(n): {"name": name, "kind": "Stadt"} for n, name in enumerate(names)}})
    assert ["ahlen", "Äpfel", "Aßlar", "Asten", "Übach", "Ulm", "Zell"] == [
        found.name for found in filters.ordered(built.members.values(), "name")
    ]


@pytest.mark.parametrize(
    ("by", "hint"),
    [("populatoin", "did you mean 'population'?"), ("xyz", "there are: name, population, since, state")],
)
def test_unknown_order(by, hint):
    """
    An order that doesn't exist is refused with the ones that do.
    """
    with pytest.raises(UsageError) as error:
        filters.ordered([], by)
    assert (f"can't sort by {by!r}", hint) == (str(error.value), error.value.hint)
