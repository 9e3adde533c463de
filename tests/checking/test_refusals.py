import pytest

from wi_cli.checking import refusals
from wi_cli.registry import toml


@pytest.mark.parametrize(
    ("kind", "at", "text"),
    [
        (refusals.ESCAPE, '"', 'a = "b\\d"'),
        (refusals.LINE_END, "2", "a = 1 2\n"),
        (refusals.LINE_END, "2", "b = 1\r\na = 1 2\r\n"),
        (refusals.OPEN_TABLE, "b", "a = { x = 1 b = 2 }"),
        (refusals.OPEN_LIST, "2", "a = [1 2]"),
        (refusals.KEY, "}", "a = { x = 1, }"),
        (refusals.DUPLICATE_KEY, " }", "a = { x = 1, x = 2 }"),
        (refusals.DUPLICATE_TABLE, "", "[a]\n[a]\n"),
        (refusals.DUPLICATE_TABLE, "", "a = 1\na = 2"),
        (refusals.DUPLICATE_TABLE, "", "a = {}\n[a.b]\n"),
        ("", "?", "a = ?\n"),
        ("", "", "a = \n\n"),
    ],
)
def test_kinds(kind, at, text):
    """
    Each kind of fault is known by what the reader says, and its place is that in the text as it is.
    """
    with pytest.raises(toml.DecodeError) as error:
        toml.loads(text)
    refusal = refusals.refusal(text, error.value)
    assert kind == refusal.kind
    assert text[refusal.offset :].startswith(at)


def test_end():
    """
    What is missing at the end is missed behind the last character.
    """
    with pytest.raises(toml.DecodeError) as error:
        toml.loads("a = [1\n\n")
    assert refusals.Refusal(refusals.OPEN_LIST, "Unclosed array", 6) == refusals.refusal("a = [1\n\n", error.value)


def test_key():
    """
    The key that stands there twice is named.
    """
    with pytest.raises(toml.DecodeError) as error:
        toml.loads("a = { 'x y' = 1, 'x y' = 2 }")
    assert "'x y'" == refusals.refusal("a = { 'x y' = 1, 'x y' = 2 }", error.value).key
