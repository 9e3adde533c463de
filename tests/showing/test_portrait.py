import pytest

from samples import SMALL, member, registry
from wi_cli.errors import UsageError
from wi_cli.registry.depth import DEEPEST
from wi_cli.showing import portrait
from wi_cli.showing.citing import Reading
from wi_cli.showing.portrait import BLOCKS, Card, Event, Passage, Portrait, Row


def test_portrait_of_a_member():
    """
    A portrait says everything in German: parts stand under their whole, an indicator's label
    stands once, bars compare dated values, sources are numbered in the order of the page.
    """
    small = registry()
    assert Portrait(
        name="Köllnitz",
        headline="kreisfreie Stadt · Sachsen · AGS 14999000",
        website="https://www.koellnitz.example.org",
        summary="Große Stadt; führt Schule und Beruf zusammen.",
        aliases="Stadt Köllnitz, Colonia Nova",
        location="51,25° N, 12,5° O",
        topics=("Übergang Schule–Beruf", "Elternarbeit"),
        membership="Gründungsmitglied, seit 2007; als Mitglied genannt 2014",
        membership_references=(1,),
        rows=(
            Row("Einwohner", 0, "rund 196.500", "Personen", "undatiert", "Folien ohne Datum.", (2,), None),
            Row("", 0, "200.000", "Personen", "Stand 31.12.2020", "", (1,), 1.0),
            Row("", 0, "150.000", "Personen", "Stand 2019", "", (1,), 0.75),
            Row("davon unter 25 Jahren", 1, "rund 49.500", "Personen", "undatiert", "", (2,), None),
            Row("Arbeitslosenquote", 0, "10,2", "%", "Stand 04/2014", "", (2,), None),
        ),
        events=(
            Event("Mai 2008", "Beschluss der Übergangsstrategie", (2,)),
            Event("9. Dezember 2013", "Vertrag", (1, 2)),
        ),
        passages=(Passage("Kernelemente", ("Erster Absatz.", "Zweiter Absatz."), ("Lotsen", "Paten"), (2,)),),
        cards=(
            Card(
                address=("Amt für Jugend, Schule [EU]", "Dr. Änne Groß", "Ölmühlweg 7", "04999 Köllnitz"),
                ways=(
                    ("role", "Leitung"),
                    ("phone", "+49 30 23125-001"),
                    ("email", "gross@koellnitz.example.org"),
                ),
                links=(),
                date="Stand 04/2014",
                sources=("Kurzportrait, Stadt Köllnitz",),
                references=(2,),
            ),
            Card(("Bürgerbüro",), (("phone", "+49 30 23125 002"),), (), "Stand unbekannt", ("Satzung",), (1,)),
        ),
        links=(Reading(0, "Bildungsbericht", "", "https://example.org/bericht"),),
        sources=(
            Reading(1, "Satzung", "09.12.2013", ""),
            Reading(2, "Kurzportrait", "Stadt Köllnitz, undatiert", "https://example.org/portrait"),
        ),
    ) == portrait.of_member(small.members["koellnitz"], small)


def test_portrait_of_the_network():
    """
    The network has the same portrait as a member, without what only members have.
    """
    small = registry()
    assert Portrait(
        name="Netz der Übergänge",
        headline="NdÜ",
        website="https://netz.example.org",
        summary="Ein erfundenes Netz.",
        aliases="",
        location="",
        topics=(),
        membership="",
        membership_references=(),
        rows=(Row("Mitglieder", 0, "4", "Mitglieder", "undatiert", "", (1,), None),),
        events=(),
        passages=(),
        cards=(),
        links=(),
        sources=(Reading(1, "Satzung", "09.12.2013", ""),),
    ) == portrait.of_network(small.network, small)


@pytest.mark.parametrize("block", [block for block in BLOCKS if block != "sources"])
def test_one_block(block):
    """
    A portrait reduced to one block has that block, the head, and the sources that it names.
    """
    small = registry()
    whole = portrait.of_member(small.members["koellnitz"], small)
    part = portrait.of_member(small.members["koellnitz"], small, portrait.only(block))
    fields = {"figures": "rows", "milestones": "events", "sections": "passages", "contacts": "cards"}
    kept = {fields.get(block, block), "name", "headline", "website"}
    filled = {name for name in Portrait._fields if getattr(part, name)}
    assert kept <= filled <= kept | {"sources", "membership_references"}
    assert bool(part.sources) == (block not in ("summary", "topics", "links"))
    assert (whole.name, whole.headline, whole.website) == (part.name, part.headline, part.website)


@pytest.mark.parametrize(
    ("expected", "blocks"),
    [
        (set(BLOCKS), None),
        ({"figures", "contacts", "sources"}, "figures,contacts"),
        ({"figures", "sources"}, " Figures ,"),
    ],
)
def test_blocks(expected, blocks):
    """
    Blocks are named with commas; sources always come along, for their numbers stand in the text.
    """
    assert expected == set(portrait.only(blocks))


@pytest.mark.parametrize(
    ("message", "hint", "blocks"),
    [
        ("a portrait has no block 'figrues'", "did you mean 'figures'?", "figrues"),
        ("a portrait has no block 'xxxxxx'", f"it has {', '.join(BLOCKS)}", "xxxxxx"),
        ("--only names no block", f"a portrait has {', '.join(BLOCKS)}", ","),
    ],
)
def test_unknown_block(message, hint, blocks):
    """
    A block that doesn't exist is refused with the nearest one, or all of them.
    """
    with pytest.raises(UsageError) as error:
        portrait.only(blocks)
    assert (message, hint) == (str(error.value), error.value.hint)


def rows(indicators, figures):
    declared = "".join(f'[indicators.{key}]\nlabel = "{key}"\npart_of = "{whole}"\n' for key, whole in indicators)
    named = "".join(f'[[members.a.figures]]\nindicator = "{key}"\n{rest}\n' for key, rest in figures)
    small = registry(member("", named, declared))
    return [(row.label, row.depth, row.bar) for row in portrait.of_member(small.members["a"], small).rows]


@pytest.mark.parametrize(
    ("expected", "indicators", "keys"),
    [
        ([("a", 0), ("b", 1), ("c", 2)], [("c", "b"), ("b", "a")], "cba"),
        ([("b", 0)], [("b", "a")], "b"),
        ([("a", 0), ("b", 1)], [("a", "b"), ("b", "a")], "ab"),
        ([("a", 0)], [("a", "a")], "a"),
        ([("x", 0)], [], "x"),
    ],
    ids=["nested", "whole without a figure", "parts of each other", "part of itself", "undeclared"],
)
def test_parts(expected, indicators, keys):
    """
    Every figure is shown once, a part below its whole where that has a figure too.
    """
    assert expected == [(label, depth) for label, depth, _ in rows(indicators, [(key, "value = 1") for key in keys])]


def test_chain_of_parts():
    """
    However many parts are parts of each other, all are shown, and set in no more than anybody can follow.
    """
    indicators = [(f"part-{n}", f"part-{n - 1}") for n in range(1500, 0, -1)]
    found = rows(indicators, [(f"part-{n}", "value = 1") for n in range(1501)])
    assert [(f"part-{n}", min(n, DEEPEST), None) for n in range(1501)] == found


@pytest.mark.parametrize(
    ("expected", "figures"),
    [
        ([0.5, 1.0], ['value = 1\nas_of = "2001"', 'value = 2\nas_of = "2002"']),
        ([None], ['value = 1\nas_of = "2001"']),
        ([None, None], ['value = 1\nas_of = "2001"', "value = 2"]),
        ([None, None], ['value = -1\nas_of = "2001"', 'value = 2\nas_of = "2002"']),
        ([None, None], ['value = 0\nas_of = "2001"', 'value = 0\nas_of = "2002"']),
        (
            [0.5, None, 1.0],
            ['value = 1\nas_of = "1"', 'value = 9\nas_of = "9"\nqualifier = "target"', 'value = 2\nas_of = "2"'],
        ),
    ],
    ids=["two", "one", "one dated", "negative", "zeros", "target"],
)
def test_bars(expected, figures):
    """
    Bars compare the dated values of one indicator; targets and undated ones have none.
    """
    assert expected == [bar for _, _, bar in rows([], [("x", figure) for figure in figures])]


def test_undeclared_ids():
    """
    An id that is not in its vocabulary is shown bare.
    """
    tables = '[[members.a.figures]]\nindicator = "pupils"\nvalue = 8\nsources = ["lost"]'
    small = registry(member('topics = ["unknown"]', tables))
    page = portrait.of_member(small.members["a"], small)
    assert (("unknown",), "pupils", (Reading(1, "lost", "", ""),)) == (page.topics, page.rows[0].label, page.sources)


def test_everything_is_visible():
    """
    No control character of the registry is left in a portrait, wherever it stood.
    """
    spoilt = registry(SMALL.replace('"\n', '\\u001b[31m\\u202e"\n'))
    pages = [portrait.of_member(value, spoilt) for value in spoilt.members.values()]
    for text in texts([*pages, portrait.of_network(spoilt.network, spoilt)]):
        assert not {"\x1b", "\u202e"} & set(text)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from texts(item)
