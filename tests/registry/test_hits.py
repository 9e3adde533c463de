import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.registry.hits import Match

LONG = "Am Anfang stand die Schule, danach kam der Übergang in den Beruf, und zuletzt das Alter."


def found(word, width):
    start = LONG.index(word)
    text, spans = Match("section", LONG, ((start, start + len(word)),)).excerpt(width)
    return text, [text[a:b] for a, b in spans]


@pytest.mark.parametrize(
    ("expected", "word", "width"),
    [
        ((LONG, ["Übergang"]), "Übergang", 100),
        (("… kam der Übergang in den Beruf, …", ["Übergang"]), "Übergang", 34),
        (("Am Anfang stand die …", ["Anfang"]), "Anfang", 20),
        (("… und zuletzt das Alter.", ["Alter"]), "Alter", 24),
    ],
)
def test_excerpt(expected, word, width):
    """
    An excerpt is cut at words around the hit, shows where it was cut, and marks the same text.
    """
    assert expected == found(word, width)


def test_excerpt_of_several_hits():
    """
    Of several hits the first is shown, and the others as far as they fit.
    """
    spans = tuple((start := LONG.index(word), start + len(word)) for word in ("Schule", "Übergang", "Alter"))
    text, shown = Match("section", LONG, spans).excerpt(50)
    assert "… stand die Schule, danach kam der Übergang in den …" == text
    assert ["Schule", "Übergang"] == [text[a:b] for a, b in shown]


@given(st.text(alphabet="ab c"), st.integers(1, 60), st.data())
def test_excerpt_of_any_text(text, width, data):
    """
    Every span of an excerpt marks text that the original marks, the first hit is in it, and it is
    no longer than what was asked for or the hit, apart from the dots.
    """
    text = f"{text}x"
    cuts = sorted(set(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6))) | {0, len(text)})
    spans = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    excerpt, shown = Match("name", text, spans).excerpt(width)
    marked = [excerpt[a:b] for a, b in shown]
    assert marked == [text[a:b] for a, b in spans][: len(marked)]
    assert marked
    assert len(excerpt) <= max(width, len(marked[0])) + 4
    assert excerpt.removeprefix("… ").removesuffix(" …") in text
