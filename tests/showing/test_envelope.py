import json

from hypothesis import given
from hypothesis import strategies as st

from samples import LISTS, SMALL, document, harmful, registry
from wi_cli.showing import envelope

anything = st.text(alphabet=st.characters(codec="utf-8"))


def test_envelope():
    """
    JSON carries whole members in the registry's words, their lists also where they are empty, and the
    vocabulary that they name: of an indicator its whole too.
    """
    small, written = registry(), document()
    found = envelope.envelope([small.members["hall"]], small, {"hall": {"match": 1}})
    assert {
        "version": 1,
        "members": [{"id": "hall", **LISTS, **written["members"]["hall"], "match": 1}],
        "sources": {"portrait": written["sources"]["portrait"]},
        "topics": {"uebergang": "Übergang Schule–Beruf"},
        "indicators": {"population": {**written["indicators"]["population"], "decimals": 0}},
    } == found


def test_empty_lists():
    """
    Every list of a member, and of the network, can be walked without a look whether it is there.
    """
    bare = registry('format = 1\n[network]\nname = "N"\nsummary = "S."\n[members.a]\nname = "A"\nkind = "Verein"\n')
    (found,) = envelope.envelope(list(bare.members.values()), bare)["members"]
    assert {"id": "a", "name": "A", "kind": "Verein", **LISTS} == found
    of_network = {name: [] for name in LISTS if name not in ("aliases", "topics")}
    assert {"name": "N", "summary": "S.", **of_network} == envelope.network_envelope(bare.network, bare)["network"]


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
