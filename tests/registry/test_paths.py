from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.errors import CannotChangeError
from wi_cli.registry import paths

keys = st.text("abc", max_size=1)
documents = st.dictionaries(
    keys,
    st.recursive(
        st.integers(0, 3), lambda inside: st.lists(inside, max_size=3) | st.dictionaries(keys, inside, max_size=3)
    ),
)


@given(documents, st.lists(keys, min_size=1, max_size=3).map(tuple))
def test_with_and_without(document, path):
    """
    A value that was put in stands there, and put back or taken out again leaves the document as it was.
    """
    original = deepcopy(document)
    there, above = paths.at(document, path), paths.at(document, path[:-1])
    try:
        changed = paths.with_value(document, path, "new")
    except CannotChangeError:
        assert not isinstance(above, dict)
    else:
        assert "new" == paths.at(changed, path)
        if there is not None:
            assert original == paths.with_value(changed, path, there)
        elif above is not None:
            assert original == paths.without_value(changed, path)
    assert original == document


@pytest.mark.parametrize(
    ("expected", "path"),
    [
        ({"a": [{"b": 1}, {"c": 2}]}, ("a", 1, "c")),
        ({"a": [{"b": 1, "c": 2}]}, ("a", 0, "c")),
        ({"a": [{"b": 1}], "d": {"e": 2}}, ("d", "e")),
        ({"a": [{"b": 1}], "d": [2]}, ("d", 0)),
    ],
)
def test_made_on_the_way(expected, path):
    """
    Tables and elements of lists that are not there yet are made.
    """
    assert expected == paths.with_value({"a": [{"b": 1}]}, path, 2)


def test_something_else_on_the_way():
    """
    What can't hold the value is named.
    """
    with pytest.raises(CannotChangeError, match="contacts is no list"):
        paths.with_value({"members": {"a": {"contacts": 5}}}, ("members", "a", "contacts", 0), 1)


def test_every_value():
    """
    A document, its tables and lists, and all that is in them.
    """
    document = {"a": [1, {"b": 2}], "c": {"d": 3}}
    found = list(paths.every_value(document))
    assert {1, 2, 3} == {value for value in found if isinstance(value, int)}
    assert all(part in found for part in (document, document["a"], {"b": 2}, {"d": 3}))


nan = float("nan")


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        ([], {"a": nan, "b": [{"c": nan}]}, {"b": [{"c": float("nan")}], "a": nan}),
        ([("a",)], {"a": 1}, {"a": 1.0}),
        ([("a",)], {"a": 1}, {"a": True}),
        ([("a",)], {"a": nan}, {"a": 1.0}),
        ([("a", 1)], {"a": [1, 2]}, {"a": [1]}),
        ([("a", 1, "b")], {"a": [1, {"b": 2}]}, {"a": [1, {}]}),
        ([("",)], {}, {"": {"7": 7}}),
        ([()], None, {}),
    ],
)
def test_differences(expected, one, other):
    """
    What one of two documents has and the other hasn't is found whatever it is, from both sides.
    """
    assert expected == paths.differences(one, other) == paths.differences(other, one)


@given(documents)
def test_leaves(document):
    """
    Each value that holds no other has its path.
    """
    ends = [value for value in paths.every_value(document) if isinstance(value, int)]
    assert sorted(ends) == sorted(paths.at(document, path) for path in paths.leaves(document))


@pytest.mark.parametrize(
    ("expected", "path"),
    [
        ({"a": [1, 3], "b": 4}, ("a", 1)),
        ({"a": [2, 3], "b": 4}, ("a", 0)),
        ({"a": [1, 2], "b": 4}, ("a", 2)),
        ({"a": [1, 2, 3]}, ("b",)),
    ],
)
def test_one_less(expected, path):
    """
    What stands before and behind a value that is taken out stays, in its order.
    """
    assert expected == paths.without_value({"a": [1, 2, 3], "b": 4}, path)


def test_one_less_within():
    """
    Of an element of a list only the value goes, of the others nothing.
    """
    document = {"a": [{"x": 1}, {"x": 2, "y": 3}, {"x": 4}]}
    assert {"a": [{"x": 1}, {"y": 3}, {"x": 4}]} == paths.without_value(document, ("a", 1, "x"))
