import json

from hypothesis import given
from hypothesis import strategies as st

from samples import SMALL, document, harmful, registry
from wi_cli.showing import envelope

anything = st.text(alphabet=st.characters(codec="utf-8"))


def test_envelope():
    """
    JSON carries whole members in the registry's words, and the vocabulary that they name: of an
    indicator its whole too.
    """
    small, written = registry(), document()
    found = envelope.envelope([small.members["hall"]], small, {"hall": {"match": 1}})
    assert {
        "version": 1,
        "members": [{"id": "hall", **written["members"]["hall"], "match": 1}],
        "sources": {"portrait": written["sources"]["portrait"]},
        "topics": {"uebergang": "Übergang Schule–Beruf"},
        "indicators": {"population": {**written["indicators"]["population"], "decimals": 0}},
    } == found


def test_envelope_names_the_whole():
    """
    Of an indicator that is a part its whole is there too.
    """
    text = SMALL.replace(
        '[[members.hall.figures]]\nindicator = "population"', '[[members.hall.figures]]\nindicator = "under-25"'
    )
    small = registry(text)
    assert ["population", "under-25"] == list(envelope.envelope([small.members["hall"]], small)["indicators"])


@given(st.recursive(anything, lambda inner: st.lists(inner) | st.dictionaries(anything, inner), max_leaves=8))
def test_json_reads_back(value):
    """
    JSON gives back every text, and has no control character or bidi override in it.
    """
    text = envelope.as_json(value)
    assert value == json.loads(text)
    assert not harmful(text) - {"\n"}
