import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.german.slips import (
    LONGEST_WORD,
    allowed_typos,
    did_you_mean,
    few_slips_away,
    left_out,
    nearest,
    slip,
    slips_in_words,
)


@pytest.mark.parametrize(("expected", "word"), [(0, "am"), (0, "ulm"), (1, "kiel"), (1, "herten."), (2, "dortmund")])
def test_slips_forgiven(expected, word):
    """
    One slip is forgiven from four letters, two from eight.
    """
    assert expected == allowed_typos(word)


@pytest.mark.parametrize(
    ("expected", "typed", "meant"),
    [
        (100, "kassel", "kassel"),
        (95, "kasesl", "kassel"),
        (96, "kasel", "kassel"),
        (95, "kassell", "kassel"),
        (90, "kassrl", "kassel"),
        (85, "kasseln", "kassel"),
        (83, "kasspl", "kassel"),
        (60, "kasl", "kassel"),
        (20, "kassel", "mannheim"),
    ],
)
def test_likely_slips(expected, typed, meant):
    """
    What fingers do comes first: letters swapped, doubled or dropped, then the key beside, then any other.
    """
    assert expected == slip(typed, meant)


@pytest.mark.parametrize(
    ("key", "around"),
    [("g", "tzfhvb"), ("q", "wa"), ("p", "ol"), ("a", "qwsy"), ("l", "opk"), ("y", "asx"), ("m", "njk"), ("e", "wrsd")],
)
def test_keys_side_by_side(key, around):
    """
    On a German keyboard, QWERTZ, the neighbours of a key are those in its row, above it and below it, both ways.
    """
    others = set(string.ascii_lowercase) - {key}
    assert set(around) == {other for other in others if slip(f"aa{other}aa", f"aa{key}aa") == 90}
    assert set(around) == {other for other in others if slip(f"aa{key}aa", f"aa{other}aa") == 90}


@given(st.text(alphabet="abcß", max_size=6), st.text(alphabet="abcß", max_size=6))
def test_any_slip(typed, meant):
    """
    Only the word itself is certain; everything else is less likely, and nothing breaks.
    """
    assert (typed == meant) == (slip(typed, meant) == 100)
    assert 0 <= slip(typed, meant) <= 100


def test_nearest_words():
    """
    The nearest known word comes first; far ones are not offered.
    """
    known = ["kassel", "kastel", "kiel", "weinheim"]
    assert (["kassel", "kastel"], [], "did you mean 'kiel'?", None) == (
        nearest("Kasssel", known, most=2),
        nearest("Dortmund", known),
        did_you_mean("kile", known),
        did_you_mean("xyz", []),
    )


def test_what_is_too_long_for_a_word():
    """
    What nobody types is compared as it is: there are no slips in it, and nothing is near.
    """
    longest = "x" * LONGEST_WORD
    assert (2, 0) == (allowed_typos(longest), allowed_typos(f"{longest}x"))
    assert (["y" + longest], []) == (nearest(longest, ["y" + longest]), nearest("y" + longest, [longest]))


def test_words_a_few_slips_away():
    """
    Of many words those are near that are a slip or two away, neither themselves nor what is too short for that.
    """
    words = ["dortmund", "dortmudn", "dortmnd", "dotmunnd", "dotmnud", "kiel", "kile", "ulm", "uml"]
    assert {"dortmudn": 1, "dortmnd": 1, "dotmunnd": 2} == dict(few_slips_away("dortmund", words))
    assert ({"kile": 1}, {}) == (dict(few_slips_away("kiel", words)), dict(few_slips_away("ulm", words)))


@pytest.mark.parametrize(
    ("expected", "typed"),
    [(True, "kasel"), (True, "assel"), (True, "kasse"), (False, "kassel"), (False, "kassl "), (False, "assek")],
)
def test_a_letter_left_out(expected, typed):
    """
    Any one letter may have been left out, nothing else.
    """
    assert expected == left_out(typed, "kassel")


def test_short_words_have_no_letter_left_out():
    """
    In a word of three letters no slip is forgiven.
    """
    assert not left_out("kil", "kiel")


@pytest.mark.parametrize(
    ("expected", "typed"),
    [(1, "badkassel"), (2, "badkasel"), (1, "bad kasel"), (1, "bad kasse l"), (0, "bad kassel e"), (0, "bad e")],
)
def test_slips_in_a_name(expected, typed):
    """
    A blank too many or too few is a slip; an initial behind a name is none.
    """
    assert expected == slips_in_words(typed.split(), [["bad", "kassel"]])
