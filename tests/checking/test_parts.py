import pytest
from hypothesis import given
from hypothesis import strategies as st

from judged import SCHEMA
from wi_cli.checking import parts as cutting
from wi_cli.checking.parts import parts
from wi_cli.checking.validator import Validator
from wi_cli.registry import paths

VALUES = st.recursive(
    st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.sampled_from("abcde"), inner, max_size=5),
    max_leaves=40,
)
DOCUMENTS = st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3)


@given(DOCUMENTS, st.integers(1, 8))
def test_parts(document, most):
    """
    The parts hold every value once, at its place and in order; none is larger than it may be by more than a table.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "MOST_VALUES", most)
        cut = list(parts(document, lambda path: path == ("a",)))
    there = [
        (place, paths.at(part.document(), leaf))
        for part in cut
        for leaf in paths.leaves(part.document())
        if (place := part.original(leaf)) is not None
    ]
    assert sorted(there, key=repr) == sorted(
        ((leaf, paths.at(document, leaf)) for leaf in paths.leaves(document)), key=repr
    )
    assert [document] == [part.document() for part in cut] or len(cut) > 1


def errors(validator, document):
    return sorted((path, error.kind.name, str(error.schema_path)) for path, error in validator.errors(document))


FIELDS = st.sampled_from(["name", "contacts", "links", "aliases", "membership", "seen", "title", "x", "sources", "07"])
BROKEN = st.recursive(
    st.sampled_from([1, "", "a", True]),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(FIELDS, inner, max_size=4),
    max_leaves=30,
)
MEMBERS = st.dictionaries(st.sampled_from(["a", "B", "07"]), st.dictionaries(FIELDS, BROKEN, max_size=4) | BROKEN)


@given(
    st.fixed_dictionaries({}, optional={"members": MEMBERS | BROKEN, "topics": BROKEN, "sources": BROKEN, "y": BROKEN})
)
def test_judged_in_parts(document):
    """
    A document that is judged in parts has the errors that it has as a whole.
    """
    validator = Validator(SCHEMA)
    whole = errors(validator, document)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "MOST_VALUES", 2)
        assert whole == errors(validator, document)


def test_nothing_is_asked_twice(monkeypatch):
    """
    What is below an unknown key, however much that is, takes no further look.
    """
    monkeypatch.setattr(cutting, "MOST_VALUES", 2)
    asked = []

    class Watched:
        def __init__(self, validator):
            self.is_valid, self._errors = validator.is_valid, validator.iter_errors

        def iter_errors(self, document):
            asked.append(document)
            return self._errors(document)

    validator = Validator(SCHEMA)
    validator._validator = Watched(validator._validator)  # noqa: SLF001
    found = [(path, error.kind.name) for path, error in validator.errors({"y": [1] * 100})]
    assert ((), "additionalProperties") in found
    assert 1 == len(asked)
