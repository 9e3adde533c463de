import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wi_cli.spelling import (
    Folded,
    allowed_typos,
    bare,
    did_you_mean,
    fold,
    fold_lines,
    forms,
    nearest,
    slip,
    standard_forms,
    without_addition,
)

german = st.text(alphabet="abeoßäöüÄÖÜéSs -()")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("koeln", "Köln"),
        ("koeln", "Ko\u0308ln"),
        ("strasse", "STRAẞE"),
        ("strasse", "Straße"),
        ("halle saale", "  Halle (Saale) "),
        ("rhein neckar kreis", "Rhein-Neckar-Kreis"),
        ("cafe", "Café"),
        ("06611000", "06611000"),
        ("", "–()"),
    ],
)
def test_folded(expected, text):
    """
    Folded text has lower case, ae, oe, ue, ss, and single blanks between words.
    """
    assert expected == fold(text)


def test_bare_vowels():
    """
    The bare form has the vowel without its dots, so that koln is Köln too.
    """
    assert ("koln", "gottingen", "giessen") == (bare("Köln"), bare("Göttingen"), bare("Gießen"))


@pytest.mark.parametrize("typed", ["Köln", "koeln", "KOELN", "koln", "ko\u0308ln", "Kõln"])
def test_spellings_of_one_word(typed):
    """
    All usual spellings of an umlaut are the same word.
    """
    assert forms("Köln") & forms(typed)


@pytest.mark.parametrize("typed", ["kohln", "kln", "kölln", ""])
def test_different_words(typed):
    """
    A different word stays different.
    """
    assert not forms("Köln") & forms(typed)


@given(st.text())
def test_folding_twice(text):
    """
    Folding what is folded changes nothing.
    """
    assert (fold(text), bare(text)) == (fold(fold(text)), bare(bare(text)))


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\u0345")))
def test_folding_with_and_without_memory(text):
    """
    The quick way to fold a text and the one that remembers where it came from agree.
    """
    assert (fold(text), bare(text)) == (Folded(text).text, Folded(text, umlauts=False).text)


@given(st.lists(german | st.text(), min_size=1))
@example(["a\nb", "c"])
@example([*map(chr, range(0x391, 0x400)), "Ä–"])
def test_folding_many(texts):
    """
    Texts folded together are what each is by itself, one to a line, whatever breaks of lines they have.
    """
    for umlauts, one in ((True, fold), (False, bare)):
        alone = [f" {one(text)} " if one(text) else " " for text in texts]
        assert alone == fold_lines(texts, umlauts=umlauts).split("\n")


def test_iota_below():
    """
    The two agree on the Greek iota below, too.
    """
    assert fold("\u0345a") == Folded("\u0345a").text


@given(german)
def test_decomposed_input(text):
    """
    A decomposed text folds like the composed one.
    """
    decomposed = unicodedata.normalize("NFD", text)
    assert (fold(text), bare(text)) == (fold(decomposed), bare(decomposed))


@given(st.text(), st.booleans(), st.data())
def test_spans_lie_in_the_text(text, umlauts, data):
    """
    Every part of the folded text comes from a part of the text that is not empty.
    """
    folded = Folded(text, umlauts=umlauts)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first < last <= len(text)
    assert Folded(text[first:last], umlauts=umlauts).text.find(folded.text[start:end].strip()) >= 0


@pytest.mark.parametrize(
    ("expected", "text", "word"),
    [("Köln", "in Köln am Rhein", "koeln"), ("Ko\u0308ln", "Stadt Ko\u0308ln", "koeln"), ("ß", "Groß", "ss")],
)
def test_span_of_a_hit(expected, text, word):
    """
    What was found folded can be marked in the text as it was written.
    """
    folded = Folded(text)
    start = folded.text.index(word)
    first, last = folded.span(start, start + len(word))
    assert expected == text[first:last]


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ({"kreis hoexburg", "kreis hoxburg"}, "LK Höxburg"),
        ({"kreis hoexburg", "kreis hoxburg"}, "Landkreis Höxburg"),
        ({"sankt florian"}, "St. Florian"),
        ({"furt am main"}, "Furt a. M."),
        ({"berg im breisgau"}, "Berg i.Br."),
        ({"hall"}, "Stadt Hall"),
        ({"stadt"}, "Stadt"),
    ],
)
def test_abbreviations(expected, name):
    """
    Usual abbreviations mean the same as the words written out; "Stadt" before a name says nothing.
    """
    assert expected == standard_forms(name)


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ("Berg", "Berg im Breisgau"),
        ("Hall", "Hall (Saale)"),
        ("Furt", "Furt a. M."),
        ("Bach", "Bach/Schwarzwald"),
        ("Bad Hall", "Bad Hall"),
        ("(Saale)", "(Saale)"),
    ],
)
def test_additions(expected, name):
    """
    What only tells a place from others of its name can be left off; a name is always left.
    """
    assert expected == without_addition(name)


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
