"""
What is handed over to be taken into a registry may be anything: each time there is one clear answer.
"""

import json
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import texts
from samples import SMALL, toml
from strategies import names, soup
from wi_cli.changing import inputs
from wi_cli.errors import WiError
from wi_cli.registry import toml as reader

MEMBER = {"id": "neu", "name": "Neu", "kind": "Verein", "summary": "Ein Satz."}
HEX = int("f" * 5000, 16)

beside = st.sampled_from(["sources", "indicators", "topics", "members", "id", "network", "format"])
ids = st.sampled_from(["", "b", "7", "portrait"])
items = soup | st.dictionaries(ids, soup, max_size=2)
handed = st.builds(
    lambda member, fields, tables: {**member, **fields, **tables},
    st.sampled_from([{}, MEMBER]),
    st.dictionaries(names, soup, max_size=3),
    st.dictionaries(beside, items, max_size=2),
)


def answered(wi, tmp_path, content, name):
    """
    What `wi add` says to the content of a file, which is one thing.
    """
    (tmp_path / name).write_text(content, encoding="utf-8")
    status, out, err = wi("add", "--from", name)
    assert "" == out
    assert err.startswith("wi: ")
    changed = SMALL != (tmp_path / "members.toml").read_text(encoding="utf-8")
    assert (status == 0) is changed
    return status, err


@given(handed)
@example(MEMBER | {"sources": {"b": 1}})
@example(MEMBER | {"sources": {"b": "text"}})
@example(MEMBER | {"sources": []})
@example(MEMBER | {"sources": float("nan")})
@example(MEMBER | {"indicators": {"i": date(2014, 4, 1)}})
@example({"members": {"neu": MEMBER}, "topics": {"a": {"b": 1}}})
@example({"members": [MEMBER], "topics": "x", "indicators": 5})
def test_any_table(wi, tmp_path, document):
    """
    A table of anything is taken or refused.
    """
    answered(wi, tmp_path, "".join(f"{toml(key)} = {toml(value)}\n" for key, value in document.items()), "any.toml")


@given(handed)
@example(MEMBER | {"figures": [{"value": 10**4000}]})
@example(MEMBER | {"figures": [{"value": float("inf")}]})
@example({"members": MEMBER})
@example({"members": [1]})
def test_any_json(wi, tmp_path, document):
    """
    An object of anything is taken or refused.
    """
    answered(wi, tmp_path, json.dumps(document, default=str), "any.json")


@pytest.mark.parametrize(
    ("expected", "more"),
    [
        ("sources.b: WI103 b must be a table, not a number", {"sources": {"b": 1}}),
        ("sources.b: WI103 b must be a table, not text", {"sources": {"b": "B"}}),
        ("sources.: WI103 '' must be a table, not a list", {"sources": {"": []}}),
        ("sources: WI103 sources must be a table, not a list", {"sources": ["b"]}),
        ("indicators.i.unit: WI103 unit must be text, not a list", {"indicators": {"i": {"label": "I", "unit": []}}}),
        ("neu.contacts: WI103 contacts must be a list, not a table; write [[members.neu.contacts]]", {"contacts": {}}),
        ("neu.name: WI103 name must be text, not true", {"name": True}),
    ],
)
def test_wrong_type(wi, tmp_path, expected, more):
    """
    What is of another type is named with its place.
    """
    status, err = answered(wi, tmp_path, json.dumps(MEMBER | more), "new.json")
    assert 1 == status
    assert f"  {expected}" in err.split("\n")


def test_number_without_decimals(wi, tmp_path):
    """
    A number of more digits than Python writes is a defect like others, wherever it comes from.
    """
    figure = f'[[figures]]\nindicator = "population"\nvalue = {hex(HEX)}\nsources = ["portrait"]\n'
    member = "".join(f"{key} = {toml(value)}\n" for key, value in MEMBER.items())
    status, err = answered(wi, tmp_path, member + figure, "hex.toml")
    assert (1, True) == (status, "neu.figures.0.value: WI114 number out of range" in err)
    status, out, err = wi("edit", "hall", "--set", f"location={{ lat = {hex(HEX)}, lon = 12 }}")
    assert (1, "", 1) == (status, out, err.count("WI114 number out of range"))
    status, out, err = wi("edit", "hall", "--set", "summary=Neu.", registry=SMALL + f"[x]\ny = {hex(HEX)}\n")
    assert (0, "", "wi: changed 'hall' (members.toml)\n") == (status, out, err)


@given(st.sampled_from(["location", "aliases", "topics", "contacts.0.sources", "contacts.9", "figures.0.value"]), soup)
def test_any_value(field, value):
    """
    A field takes a value or refuses it, whatever was typed.
    """
    document = reader.loads(SMALL)
    try:
        path = inputs.field_path(document, "koellnitz", field)
        texts.with_value(SMALL, path, inputs.typed(path, toml(value)))
    except WiError:
        pass
