"""
Where new sources, topics and indicators are put.
"""

import tomllib

import pytest

import texts


def registry(sources, cited):
    """
    Sources by id in this order, and members with those that they cite.
    """
    tables = [f'[sources.{name}]\ntitle = "T"\n' for name in sources]
    members = [
        f'[members.{key}]\nname = "{key}"\nmembership = {{ sources = {list(names)} }}\n'.replace("'", '"')
        for key, names in cited.items()
    ]
    return "\n".join(["format = 1\n", "[topics]\n", "[indicators]\n", *tables, *members])


def order(text, table="sources"):
    return "".join(tomllib.loads(text)[table])


@pytest.mark.parametrize(
    ("expected", "sources", "cited"),
    [
        # In order by id, as far as that is no accident.
        ("bdfn", "bdf", {"a": "b", "z": "d"}),
        ("bdnp", "bdp", {"a": "b", "z": "d"}),
        ("nopq", "opq", {"a": "o", "z": "p"}),
        # Below the last one of the member above alone.
        ("dbnfc", "dbfc", {"a": "dfc", "k": "b", "z": "cdf"}),
        ("dbfnc", "dbfc", {"a": "d", "k": "bf", "z": "c"}),
        # Above the first of a member below, where that above has none of its own.
        ("dnbfc", "dbfc", {"a": "df", "k": "f", "z": "bdc"}),
        ("nd", "d", {"a": "d", "z": "d"}),
        ("ndbc", "dbc", {"a": "", "z": "db", "zz": "db"}),
        ("dnbf", "dbf", {"z": "bf"}),
        # At the end where there is none below.
        ("dbn", "db", {"a": "db", "k": "bd"}),
        ("dbn", "db", {"a": ""}),
    ],
)
def test_place(expected, sources, cited):
    """
    A new member's source stands in order in a file in order; else beside those of the member above or below alone.
    """
    text = registry(sources, cited)
    fields = {"name": "M", "membership": {"sources": ["n"]}}
    after = texts.with_member(text, "m", fields, {"sources": {"n": {"title": "N"}}})
    assert expected == order(after)
    assert '\n\n[sources.n]\ntitle = "N"\n\n' in after
    assert text == texts.without_member(after, "m", prune=True).text


@pytest.mark.parametrize(
    ("expected", "cited"),
    [
        ("dbnfc", {"a": "dfc", "m": "bn", "z": "cf"}),  # beside its own
        ("dbfnc", {"a": "df", "m": "dfn", "z": "c"}),  # beside the last that it cites
        ("dbnfc", {"a": "db", "m": "dbn", "z": "c"}),
    ],
)
def test_of_a_member_that_is_there(expected, cited):
    """
    A source that a member gets stands below the last of its own, or else of those that it cites.
    """
    text = registry("dbfc", {key: names.replace("n", "") for key, names in cited.items()})
    after = texts.with_values(
        text,
        [(("members", "m", "membership", "sources"), list(cited["m"]))],
        declared={"sources": {"n": {"title": "N"}}},
    )
    assert expected == order(after)


def test_beside_what_is_shared():
    """
    What a new member cites of others is no place for its own sources, nor is a source that is called as their topics.
    """
    fields = {"name": "M", "membership": {"sources": ["d", "n"]}}
    after = texts.with_member(registry("dbc", {"a": "d", "z": "c"}), "m", fields, {"sources": {"n": {"title": "N"}}})
    assert "dbnc" == order(after)
    text = registry("dfbc", {"a": "d", "z": "c"}).replace('name = "a"\n', 'name = "a"\ntopics = ["b"]\n')
    fields = {"name": "M", "membership": {"sources": ["n"]}}
    assert "dnfbc" == order(texts.with_member(text, "m", fields, {"sources": {"n": {"title": "N"}}}))


def test_several():
    """
    Several sources stand together in their order, and each by itself in a file in order.
    """
    new = {"sources": {name: {"title": "T"} for name in ("n", "c")}}
    fields = {"name": "M", "membership": {"sources": ["n", "c"]}}
    assert "dbncf" == order(texts.with_member(registry("dbf", {"a": "b", "z": "f"}), "m", fields, new))
    assert "bcdfn" == order(texts.with_member(registry("bdf", {"a": "b", "z": "f"}), "m", fields, new))


def test_in_the_form_of_its_neighbours():
    """
    An entry is a pair where those beside it are, with the indentation of these; topics keep their order.
    """
    text = (
        "format = 1\n[topics]\n  a = 'A'\n  c = 'C'\n  # of e\n  e = 'E'\n[indicators]\n\n"
        '[sources]\n  q1 = { title = "1" } # one\n  # q0\n  q2 = { title = "2" }\n# q9\n\n[members]\n'
    )
    new = {"topics": {"d": "D", "f": "F"}, "sources": {"n": {"title": "N"}}}
    after = texts.with_member(text, "m", {"name": "M", "topics": ["d", "f"]}, new)
    assert "  c = 'C'\n  d = \"D\"\n  # of e\n  e = 'E'\n  f = \"F\"\n[indicators]" in after
    assert '  q2 = { title = "2" }\n  n = { title = "N" }\n# q9\n' in after
