import pytest

from samples import document, member, registry
from wi_cli.registry import values
from wi_cli.registry.values import Contact, Figure, Member, Membership, Section
from wi_cli.showing import envelope

TODAY = "2024-06-30"


def test_order_of_fields():
    """
    Fields come out in the order of the registry, absent ones not at all.
    """
    written = document()["members"]["hall"]
    assert ["id", *written] == [*envelope.as_fields(registry().members["hall"])]


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
    assert expected == values.last_day(date)


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


@pytest.mark.parametrize(
    ("expected", "facts"),
    [
        (None, {}),
        ("2024", {"figures": [("2024", None), ("2023-12-31", None)]}),
        ("2023-12-31", {"figures": [("2023-11", None), ("2023-12-31", None), ("2024-07-01", None), (None, None)]}),
        ("2020", {"figures": [("2020", None), ("2023", "target")]}),
        ("2024-06-30", {"contacts": ["2024-06-30"], "figures": [("2023", None)]}),
        ("2022-03", {"milestones": ["2022-03", "2019/..", "2023/2024", "2030"]}),
        ("2021", {"seen": ["2014", "2021"]}),
    ],
)
def test_newest_fact(expected, facts):
    """
    The newest fact is the one of the latest date that has begun; what is aimed at, and what spans years, is none.
    """
    tables = "".join(
        '[[members.a.figures]]\nindicator = "x"\nvalue = 1\nsources = ["s"]\n'
        + (f'as_of = "{date}"\n' if date else "")
        + (f'qualifier = "{qualifier}"\n' if qualifier else "")
        for date, qualifier in facts.get("figures", ())
    )
    tables += "".join(f'[[members.a.contacts]]\nas_of = "{date}"\n' for date in facts.get("contacts", ()))
    tables += "".join(f'[[members.a.milestones]]\ndate = "{day}"\ntext = "x"\n' for day in facts.get("milestones", ()))
    tables += f"[members.a.membership]\nseen = {facts['seen']}\n" if "seen" in facts else ""
    assert expected == registry(member("", tables)).newest(TODAY)


def test_newest_fact_of_the_network():
    """
    What is said of the network counts as well.
    """
    text = '[network]\nname = "N"\nsummary = "x"\n[[network.milestones]]\ndate = "2024-02"\ntext = "x"\n'
    assert "2024-02" == registry(member("", "", text)).newest(TODAY)
