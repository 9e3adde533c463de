"""
What is typed or handed over becomes what a registry holds.
"""

import json
import tomllib

import pytest

from dressed import BASE
from wi_cli.changing import inputs, write
from wi_cli.errors import UsageError


@pytest.mark.parametrize(
    ("expected", "name", "typed"),
    [
        ("06611000", "ags", "06611000"),
        ("true", "name", "true"),
        (True, "membership.founding", "true"),
        (12, "figures.0.value", "12"),
        (-1.5, "figures.0.value", "-1.5"),
        (10.125, "figures.0.value", "10.1250"),
        (51.317, "location.lat", "51.317"),
        (["a", "b"], "aliases", "a, b,"),
        (["a, b"], "aliases", '["a, b"]'),
        ([], "aliases", ""),
        ({"lat": 51.3, "lon": 9}, "location", "{ lat = 51.3, lon = 9 }"),
    ],
)
def test_typed(expected, name, typed):
    """
    A value has the type that the schema wants there.
    """
    path = inputs.field_path(tomllib.loads(BASE), "kassel", name)
    assert expected == inputs.typed(path, typed)


@pytest.mark.parametrize(
    ("message", "name", "typed"),
    [
        ("membership.founding: 'ja' is neither true nor false", "membership.founding", "ja"),
        ("figures.0.value: '1e9' is no number", "figures.0.value", "1e9"),
        ("figures.0.value: '1,5' is no number", "figures.0.value", "1,5"),
        ("figures.0.value: '.*' is no number", "figures.0.value", "1" * 5000),
        ("figures.0.value: '196.500' can be 196500 or 196.5", "figures.0.value", "196.500"),
        ("figures.0.value: '10.125' can be 10125 or 10.1250", "figures.0.value", "10.125"),
        ("figures.0.value: '196 500' is no number", "figures.0.value", "196 500"),
        ("location: .* is no TOML", "location", "51.3 9.5"),
        ("location: .* is no TOML", "location", "{ lat = 1, lon = 2 }\nx = 1"),
        ("aliases: .* is no TOML", "aliases", "[" * 5000),
        ("aliases: .* is no TOML", "aliases", "[" + "1" * 5000 + "]"),
        ("name: .* is not UTF-8", "name", "\udcff"),
    ],
)
def test_mistyped(message, name, typed):
    """
    What can't be a value is refused with the field and what was typed.
    """
    path = inputs.field_path(tomllib.loads(BASE), "kassel", name)
    with pytest.raises(UsageError, match=message):
        inputs.typed(path, typed)


@pytest.mark.parametrize(
    ("hint", "name", "typed"),
    [
        ("write the one that is meant", "figures.0.value", "196.500"),
        ("write 196500", "figures.0.value", "196 500"),
        ("write 10.2", "figures.0.value", "10,2"),
        ("write 51.3", "location.lat", "51,3"),
        ("digits, with a point before decimals: 10.2", "location.lat", "196 500"),
        ("digits, with a point before decimals: 10.2", "figures.0.value", "viele"),
    ],
)
def test_number_written_in_another_way(hint, name, typed):
    """
    A number with commas or blanks is refused with what to type, where that can be what was meant.
    """
    with pytest.raises(UsageError) as refused:
        inputs.typed(inputs.field_path(tomllib.loads(BASE), "kassel", name), typed)
    assert hint == refused.value.hint


@pytest.mark.parametrize(
    ("message", "hint", "name"),
    [
        ("websit: no field 'websit'", "did you mean 'website'?", "websit"),
        ("contacts.7.phone: contacts end with 0", "contacts.1 is the next", "contacts.7.phone"),
        ("contacts.phone: contacts are numbered", "write contacts.0.phone for the first", "contacts.phone"),
        ("figures.value: figures are numbered", "write figures.0.value for the first", "figures.value"),
        ("figures.x.value: figures are numbered", "write figures.0.value for the first", "figures.x.value"),
        ("aliases.Chassel: aliases are numbered", "write aliases.0 for the first", "aliases.Chassel"),
        ("aliases.cassel: aliases are numbered", "write aliases.0 for cassel", "aliases.cassel"),
        ("contacts.²: contacts are numbered", "write contacts.0 for the first", "contacts.²"),
        ("contacts.-1: contacts are numbered", "write contacts.0 for the first", "contacts.-1"),
        ("contacts.0.fon: no field 'fon'", "there are: office, ", "contacts.0.fon"),
        ("name.x: no field 'x'", None, "name.x"),
        ("no field is named", "there are: name, ", ""),
    ],
)
def test_no_field(message, hint, name):
    """
    A field that a member doesn't have is refused, with what may have been meant.
    """
    with pytest.raises(UsageError) as error:
        inputs.field_path(tomllib.loads(BASE), "kassel", name)
    assert message == str(error.value)
    assert (error.value.hint or "").startswith(hint or "")
    assert bool(hint) == bool(error.value.hint)


@pytest.mark.parametrize(
    ("hint", "name"),
    [
        ("write figures.1.value for students", "figures.students.value"),
        ("write figures.1.as_of for Studierende", "Zahlen.Studierende.as_of"),
        ("write figures.0.value for the first population", "figures.population.value"),
        ("write figures.0 for the first population", "figures.population"),
        ("write contacts.1.phone for Bürgeramt", "contacts.Bürgeramt.phone"),
        ("write contacts.0.Telefon for the first", "contacts.Telefon"),
    ],
)
def test_called_instead_of_numbered(hint, name):
    """
    Of who names an element of a list instead of its number the field is kept, and the number is said.
    """
    member = {
        "figures": [{"indicator": key, "value": 1} for key in ("population", "students", "population")],
        "contacts": [{"office": "Rathaus"}, {"office": "Bürgeramt"}],
    }
    document = {"members": {"a": member}, "indicators": {"students": {"label": "Studierende"}}}
    with pytest.raises(UsageError) as error:
        inputs.field_path(document, "a", name)
    assert hint == error.value.hint


FIELDS = {"name": "Neustadt", "aliases": ["a"], "location": {"lat": 51, "lon": 9}}


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({"id": "neustadt", **FIELDS, "sources": {"neu": {"title": "Neu"}}}),
        json.dumps({"version": 1, "members": [{"id": "neustadt", **FIELDS}], "sources": {"neu": {"title": "Neu"}}}),
        json.dumps({"id": "neustadt", "topics": [], **FIELDS, "links": [], "sources": {"neu": {"title": "Neu"}}}),
        json.dumps({"members": {"neustadt": FIELDS}, "sources": {"neu": {"title": "Neu"}}, "topics": {}}),
        'id = "neustadt"\n'
        + "".join(f"{k} = {write.value(v)}\n" for k, v in FIELDS.items())
        + '[sources.neu]\ntitle = "Neu"',
        inputs.Proposal({"neustadt": FIELDS}, {"sources": {"neu": {"title": "Neu"}}}).text(),
    ],
    ids=["fields", "show", "empty lists", "registry", "toml", "own"],
)
def test_proposal(content):
    """
    A member is read from its fields with id, from a registry and from an answer, in TOML and JSON.
    """
    assert inputs.Proposal({"neustadt": FIELDS}, {"sources": {"neu": {"title": "Neu"}}}) == inputs.proposal(
        content.encode(), "x"
    )


@pytest.mark.parametrize(
    ("message", "content"),
    [
        ("x: is no JSON", '{"id": }'),
        ("x: is no JSON", '{"id": "a", "name": "\\ud800"}'),
        ("x: is no JSON", '{"id": ' + "1" * 5000 + "}"),
        ("x: null has no place in a registry", '{"id": "a", "contacts": [{"office": null}]}'),
        ("x: null has no place in a registry", '{"id": "a", "aliases": [[null]]}'),
        ("x: is nested too deeply", '{"id": ' + "[" * 40 + "]" * 40 + "}"),
        ("x: is nested too deeply", '{"id": ' + "[" * 40_000 + "]" * 40_000 + "}"),
        ("x: the member has no id", '{"name": "A"}'),
        ("x: the member has no id", "id = 1"),
        ("x: holds no member", '{"members": []}'),
        ("x: there are two members 'a'", '{"members": [{"id": "a"}, {"id": "b"}, {"id": "a"}]}'),
        ("x: a member has no id", '[{"id": "a"}, {"name": "B"}]'),
        ("x: holds no member", '[{"id": "a"}, 1]'),
        ("x: holds no member", "[]"),
        ("x: is a vCard, which holds contacts and no member", "BEGIN:VCARD\r\nVERSION:3.0\r\n"),
        ("x: is a table of a spreadsheet", "Name;PLZ\nNeuort;34000\n"),
        ("x: is a table of a spreadsheet", 'Name,Anschrift\nNeuort,"Weg 1, Neuort"\\n'),
        ("x: holds no member", '{"members": 1}'),
        ("x: holds no member", "[members]"),
        ("x:1:1: ", "= 1"),
        ("x: holds no member", "[members]\nx = 1"),
        ("x:1:6: byte 0xff is not UTF-8", b"id = \xff"),
        ("x:1:1: the file begins with a byte order mark", '\ufeffid = "a"'),
        ("x: the member has no id", ""),
    ],
)
def test_no_proposal(message, content):
    """
    What isn't one member is refused with the reason.
    """
    with pytest.raises(UsageError) as error:
        inputs.proposal(content if isinstance(content, bytes) else content.encode(), "x")
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("place", "content"),
    [
        ("line 1 column ", '[{"id": "x", "name": "X",}]'),  # of the comma or what is behind it, as Python has it
        ("line 1 column 13", '[{"id": "x"}'),
        ("line 1 column 3", "[{'id': 'x'}]"),
        ("line 1 column 2", "['x', 'y']"),
        ("line 1 column 23", '[{"id": "x", "name": "\\ud800"}]'),
        ("line 2 column 11", '{"id": "x",\n "name": "\\ude00\\ud83d"}'),
        ("line 4 column ", '[\n  {\n    "name": "Köln an der Spree"\n  ,}\n]\n'),
        ("line 3 column 3", '[\r\n  {"name": "Größe"}\r\n  {"name": "ß"}\r\n]'),
        ("line 2 column 1", "[\n"),
        ("line 1 column 9", '[[{"id":]]'),
        ("line 1 column ", '["a\\"b", ]'),
        ("line 1 column ", "[1,"),
    ],
)
def test_faulty_json(place, content):
    """
    JSON with a fault, a list like a table, is called JSON, with the place of the fault.
    """
    with pytest.raises(UsageError, match=r"^x: is no JSON \(") as error:
        inputs.proposal(content.encode(), "x")
    assert place in str(error.value)


@pytest.mark.parametrize(
    ("message", "content", "name"),
    [
        ("a.JSON: is no JSON (", b'"id": "x"', "a.JSON"),
        ("a.json: holds no member", b"[members]", "a.json"),  # TOML by another name
        ("x:2:4: byte 0xfc is not UTF-8", b'[{"id": 1},\n {"\xfc": 1,}]', "x"),
        ("x:1:1: the file begins with a byte order mark", '\ufeff[{"id": "x",}]'.encode(), "x"),
        ("x:1:1: the file is UTF-16", '[{"id": "x"}]'.encode("utf-16"), "x"),
        ("x:2:", b'["a"]\nid = 1 2', "x"),  # a header
    ],
)
def test_json_or_not(message, content, name):
    """
    What is JSON is told by its beginning, and by the file's name where it is no TOML; its encoding comes first.
    """
    with pytest.raises(UsageError) as error:
        inputs.proposal(content, name)
    assert str(error.value).startswith(message)


def test_characters_in_two_halves():
    """
    JSON may escape a character in two halves, and a backslash before what looks like one.
    """
    text = json.dumps([{"id": "neustadt", **FIELDS, "name": "\U0001f600 \\ud800"}])
    assert "\\ud83d\\ude00" in text
    assert "\U0001f600 \\ud800" == inputs.proposal(text.encode(), "x").members["neustadt"]["name"]


def test_another_source():
    """
    A source that the registry has in another wording is refused; the same one is no new one.
    """
    known = {"sources": {"a": {"title": "A"}, "b": {"title": "B"}}}
    assert {"sources": {"c": {}}} == inputs.Proposal({"x": {}}, {"sources": {"a": {"title": "A"}, "c": {}}}).undeclared(
        known
    )
    with pytest.raises(UsageError, match="there is another source 'b' already"):
        inputs.Proposal({"x": {}}, {"sources": {"b": {"title": "Bb"}}}).undeclared(known)


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([{"id": "neustadt", **FIELDS}, {"id": "altort", "name": "Altort"}]),
        json.dumps({"version": 1, "members": [{"id": "neustadt", **FIELDS}, {"id": "altort", "name": "Altort"}]}),
        inputs.Proposal({"neustadt": FIELDS, "altort": {"name": "Altort"}}, {}).text(),
    ],
    ids=["list", "answer", "registry"],
)
def test_several(content):
    """
    Several members come as a list, as an answer or as a registry.
    """
    assert inputs.Proposal({"neustadt": FIELDS, "altort": {"name": "Altort"}}, {}) == inputs.proposal(
        content.encode(), "x"
    )


def test_what_goes_without_saying():
    """
    An indicator whose answer says that it has no decimals is the one that leaves that out; other types stay.
    """
    entry = {"label": "Einwohner", "unit": "Personen"}
    brought = {"members": [{"id": "a"}], "indicators": {"population": {**entry, "decimals": 0}}}
    new = inputs.proposal(json.dumps(brought).encode(), "x")
    assert {"indicators": {"population": entry}} == new.declared
    for known in (entry, {**entry, "decimals": 0}):
        assert {} == new.undeclared({"indicators": {"population": known}})
    with pytest.raises(UsageError, match="there is another indicator 'population' already"):
        new.undeclared({"indicators": {"population": {**entry, "decimals": 1}}})
