from samples import document
from wi_cli.registry import schema
from wi_cli.registry.format import CITED, DECLARED_IN, DECLARING, LISTS, STATEMENTS, TABLES, references
from wi_cli.registry.values import Member


def test_tables():
    """
    The tables of a member are those of the schema, each with the fields that its values have.
    """
    fields = list(schema.described(("members", "a"))["properties"])
    single = {name: schema.described(("members", "a", name)) for name in fields}
    element = {name: schema.described(("members", "a", name, 0)) for name in fields}
    assert list(TABLES) == [name for name in fields if "properties" in single[name]]
    assert list(LISTS) == [name for name in fields if "properties" in element[name]]
    for name, value in (TABLES | LISTS).items():
        assert list(value._fields) == list((single[name] if name in TABLES else element[name])["properties"])
    assert list(Member._fields) == ["id", *fields]


def test_cited():
    """
    What names sources is what the schema gives sources.
    """
    assert ("membership", "contacts", "figures", "milestones", "sections") == CITED
    assert {"figures", "milestones"} == {*STATEMENTS} & {*LISTS} & {*CITED}
    assert ("kinds", "topics", "sources", "indicators") == DECLARING
    assert set(DECLARING) == set(DECLARED_IN.values())


def test_references():
    """
    Every id that is named is found at its path, in the order of the document; what declares it is none.
    """
    text = """
    [topics]
    sport = "Sport"

    [sources.s]
    title = "S"

    [indicators.part]
    part_of = "whole"

    [kinds]
    kind = "body"

    [members.a]
    kind = "Kammer"
    topics = ["sport", " ", 1]

    [[members.a.figures]]
    indicator = "part"
    sources = ["s", "t"]
    """
    assert [
        ("indicators", "whole", ("indicators", "part", "part_of")),
        ("kinds", "Kammer", ("members", "a", "kind")),
        ("topics", "sport", ("members", "a", "topics", 0)),
        ("indicators", "part", ("members", "a", "figures", 0, "indicator")),
        ("sources", "s", ("members", "a", "figures", 0, "sources", 0)),
        ("sources", "t", ("members", "a", "figures", 0, "sources", 1)),
    ] == list(references(document(text)))
