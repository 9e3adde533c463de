import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import REAL, SMALL, document, member, registry
from strategies import names, soup
from wi_cli.registry import members
from wi_cli.registry.members import Contact, Figure, Member, Membership, Section

TODAY = "2024-06-30"


@pytest.mark.parametrize("text", [SMALL, REAL.read_text(encoding="utf-8")], ids=["small", "real"])
def test_nothing_is_lost(text):
    """
    A registry that is in order is built whole: its values hold exactly what the document says.
    """
    written = document(text)
    built = members.build(written)
    assert () == built.left_out
    assert {key: {"id": key, **fields} for key, fields in written["members"].items()} == {
        key: members.as_fields(value) for key, value in built.members.items()
    }
    assert written["network"] == members.as_fields(built.network)
    assert written["topics"] == built.topics
    for block in ("sources", "indicators"):
        assert written[block] == {
            key: {name: value for name, value in members.as_fields(entry).items() if (name, value) != ("decimals", 0)}
            for key, entry in getattr(built, block).items()
        }


def test_order_of_fields():
    """
    Fields come out in the order of the registry, absent ones not at all.
    """
    written = document()["members"]["hall"]
    assert ["id", *written] == [*members.as_fields(registry().members["hall"])]


BROKEN = [
    ('name = 5\nkind = "Stadt"', ("name",), "name is not text", True),
    ('kind = "Stadt"', (), "name is missing", True),
    ('name = " "\nkind = "Stadt"', ("name",), "name is empty", True),
    ('name = "A"', (), "kind is missing", True),
    ('name = "A"\nkind = "Stadt"\nags = 6611000', ("ags",), "ags is not text", True),
    ('name = "A"\nkind = "Stadt"\nags = 2014-04-01', ("ags",), "ags is not text", True),
    ('name = "A"\nkind = "Stadt"\ntopics = ["a", 1]', ("topics",), "topics is not a list of texts", True),
    ('name = "A"\nkind = "Stadt"\nlocation = 5', ("location",), "is not a table", True),
    ('name = "A"\nkind = "Stadt"\nlocation = {lat = true, lon = 1}', ("location", "lat"), "lat is not a number", True),
    (
        'name = "A"\nkind = "Stadt"\nmembership.founding = 1',
        ("membership", "founding"),
        "founding is not true or",
        True,
    ),
    ('name = "A"\nkind = "Stadt"\ncontacts = 1', ("contacts",), "contacts is not a list of tables", True),
    ('name = "A"\nkind = "Stadt"\ncontacts = [1]', ("contacts", 0), "is not a table", False),
    ('name = "A"\nkind = "Stadt"\ncontacts = [{}, {phone = 1}]', ("contacts", 1, "phone"), "phone is not text", False),
    ('name = "A"\nkind = "Stadt"\nfigures = [{value = 1}]', ("figures", 0), "indicator is missing", False),
    ('name = "A"\nkind = "Stadt"\nfigures = [{indicator = "x"}]', ("figures", 0), "value is missing", False),
    (
        'name = "A"\nkind = "Stadt"\nfigures = [{indicator = "x", value = nan}]',
        ("figures", 0, "value"),
        "value is out of range",
        False,
    ),
    ('name = "A"\nkind = "Stadt"\nlinks = [{url = "u"}]', ("links", 0), "title is missing", False),
    ('name = "A"\nkind = "Stadt"\nsections = [{title = ""}]', ("sections", 0, "title"), "title is empty", False),
    ('name = "A"\nkind = "Stadt"\nmilestones = [{date = "1"}]', ("milestones", 0), "text is missing", False),
]


@pytest.mark.parametrize(("fields", "path", "reason", "whole"), BROKEN, ids=[case[0] for case in BROKEN])
def test_what_cannot_be_built(fields, path, reason, whole):
    """
    What can't be built is left out and named by its path; a part of a list costs only that part,
    anything else the member.  Other members are there in any case.
    """
    built = registry(f'[members.b]\nname = "B"\nkind = "Stadt"\n[members.a]\n{fields}')
    (missing,) = built.left_out
    assert (("members", "a", *path), "a" if whole else None) == (missing.path, missing.member)
    assert missing.reason.startswith(reason)
    assert (["b"] if whole else ["b", "a"]) == list(built.members)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("1e400", "value is out of range"),
        ("-1e16", "value is out of range"),
        (f"1{'0' * 400}", "value is out of range"),
        ('"196.500"', "value is not a number"),
        ("true", "value is not a number"),
    ],
)
def test_absurd_numbers(value, reason):
    """
    A number that no indicator can have costs only its figure.
    """
    built = registry(member("", f'[[members.a.figures]]\nindicator = "x"\nvalue = {value}'))
    assert [reason] == [missing.reason for missing in built.left_out]
    assert () == built.members["a"].figures


def test_unknown_keys():
    """
    Keys that this version doesn't know are ignored, wherever they stand.
    """
    text = member("mayor = 1", '[[members.a.contacts]]\noffice = "Amt"\nfax = 1\n[future]\nx = 1')
    assert ((Contact(office="Amt"),), ()) == (registry(text).members["a"].contacts, registry(text).left_out)


def test_missing_tables():
    """
    A document with members alone is a registry.
    """
    assert (None, {}, {}, {}, {}, ()) == members.build({"members": {}})[:6]


def test_broken_vocabulary():
    """
    Vocabulary that can't be built is left out, its members are not.
    """
    text = member("", vocabulary='topics = 1\nnetwork = {name = 1}\nindicators.x.unit = "%"\nsources.y.title = "Y"')
    built = registry(text)
    assert ([("network", "name"), ("topics",), ("indicators", "x")], ["y"], ["a"], None) == (
        [missing.path for missing in built.left_out],
        list(built.sources),
        list(built.members),
        built.network,
    )


def test_decimals_are_limited():
    """
    An indicator asks for 0 to 15 decimals, whatever it says.
    """
    text = "".join(f'[indicators.i{n}]\nlabel = "L"\ndecimals = {n}\n' for n in (1, 99)) + "[members]"
    assert [1, 15] == [indicator.decimals for indicator in registry(text).indicators.values()]


@given(st.dictionaries(st.text(max_size=3), soup, max_size=3), st.dictionaries(names, soup))
def test_any_document(entries, others):
    """
    Any values under `members` give a registry; every member is in it or left out.
    """
    built = members.build({**others, "members": entries})
    assert set(entries) == {*built.members, *(missing.member for missing in built.left_out)} - {None}


@pytest.mark.parametrize(
    ("expected", "date"),
    [
        ("2014-12-31", "2014"),
        ("2014-04-31", "2014-04"),
        ("2014-04-15", "2014-04-15"),
        ("2012-12-31", "2011/2012"),
        ("9999-12-31", "2011/.."),
        ("2022-12-31", "../2022"),
        ("", ""),
    ],
)
def test_last_day(expected, date):
    """
    A date is over after the last day that it can mean.
    """
    assert expected == members.last_day(date)


@pytest.mark.parametrize(
    ("expected", "until"),
    [(False, None), (True, "2023"), (False, "2024"), (True, "2024-05"), (False, "2024-06-30"), (True, "2024-06-29")],
)
def test_left(expected, until):
    """
    A member has left on the day after its membership ended.
    """
    assert expected == Member("a", "A", "Stadt", membership=Membership(until=until)).left_before(TODAY)


def test_no_membership_no_end():
    """
    A member whose membership nobody describes is a current one.
    """
    assert not Member("a", "A", "Stadt").left_before(TODAY)


@pytest.mark.parametrize(
    ("expected", "figures"),
    [
        (None, []),
        (None, [Figure("area", 106)]),
        (1, [Figure("population", 1)]),
        (2, [Figure("population", 1), Figure("population", 2, as_of="2001")]),
        (3, [Figure("population", 3, as_of="2021-12-31"), Figure("population", 2, as_of="2020")]),
        (3, [Figure("population", 2, as_of="2020"), Figure("population", 3, as_of="2021-12-31")]),
        (None, [Figure("population", 9, as_of="2030", qualifier="target")]),
        (1, [Figure("population", 9, as_of="2030", qualifier="target"), Figure("population", 1)]),
    ],
)
def test_population(expected, figures):
    """
    Population is the latest dated count, an undated one only if none is dated, a target never.
    """
    assert expected == Member("a", "A", "Stadt", figures=tuple(figures)).population


@pytest.mark.parametrize(
    ("expected", "contact"),
    [
        ("Dr. Änne Groß", Contact(title="Dr.", given_name="Änne", family_name="Groß")),
        ("Groß", Contact(family_name="Groß")),
        ("", Contact(office="Amt")),
    ],
)
def test_person(expected, contact):
    """
    A person has title, given name and family name, an office none of them.
    """
    assert expected == contact.person


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ((), None),
        (("a b", "c"), "a\nb\n\nc\n"),
        (("a", "b"), "a\r\n\r\nb"),
        (("a", "b"), "\n\na\n\n\n\nb\n"),
    ],
)
def test_paragraphs(expected, text):
    """
    A blank line divides paragraphs, a single line break is a blank.
    """
    assert expected == Section("T", text).paragraphs


def test_topic_named_twice():
    """
    A member that names a topic twice works on it once.
    """
    (topic,) = registry(member('topics = ["t", "t"]')).by_topic()
    assert ["a"] == [entry.id for entry in topic.members]


def test_topics_with_members():
    """
    The vocabulary in the registry's order, also what nobody uses; what is used without being declared comes last.
    """
    assert [
        ("uebergang", "Übergang Schule–Beruf", ["koellnitz", "hall", "landkreis-hoexburg"]),
        ("elternarbeit", "Elternarbeit", ["koellnitz"]),
        ("ehrenamt", "Ehrenamt", []),
        ("nirgends-erklaert", "nirgends-erklaert", ["landkreis-hoexburg"]),
    ] == [(topic.id, topic.label, [entry.id for entry in topic.members]) for topic in registry().by_topic()]
