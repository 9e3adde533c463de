import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategies import german
from wi_cli.german.spelling import bare, fold, forms, origin, pattern, with_gaps, written, written_lines


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


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("köln", "KO\u0308LN"),
        ("große straße", "Große STRAẞE"),
        ("cafe łodz", "Café, Łódź"),
        ("1 2 μ", "½ µ"),
        ("profil", "Pro\ufb01l"),
    ],
)
def test_written(expected, text):
    """
    What is written keeps umlauts and ß, each as one small letter, and loses every other accent.
    """
    assert expected == written(text)


@given(st.lists(german | st.text(), min_size=1))
@example(["a\nb", "c"])
@example([*map(chr, range(0x391, 0x400)), "Ä–"])
@example(["¼½¾µ", "\r\x0b\x85\u2028"])
def test_many_lines(texts):
    """
    Texts written together are what each is by itself, one to a line between blanks, whatever breaks of lines they have.
    """
    lines = written_lines(texts).split("\n")
    assert [written(text) for text in texts] == [" ".join(line.split()) for line in lines]
    assert all(line[0] == line[-1] == " " for line in lines)


@given(german)
def test_decomposed_input(text):
    """
    A decomposed text folds like the composed one.
    """
    decomposed = unicodedata.normalize("NFD", text)
    assert (fold(text), bare(text)) == (fold(decomposed), bare(decomposed))


def test_many_marks():
    """
    Thousands of marks on one letter are none but those that make another letter of it.
    """
    marks = "\u0301\u0316" * 5_000
    assert "aö nb" == written(f"ao\u0308{marks}{'—' * 50}n{marks}b")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\u0345")), st.data())
@example("Ko\u0308ln ﬁx ½", None)
def test_origins(text, data):
    """
    Every part of a line comes from a part of the text that is not empty and in which it is written.
    """
    line = written_lines([text])[1:-1]
    if not line:
        return
    start = data.draw(st.integers(0, len(line) - 1)) if data else 0
    end = data.draw(st.integers(start + 1, len(line))) if data else len(line)
    first, last = origin(text, start, end)
    assert 0 <= first < last <= len(text)
    assert written(line[start:end]) in written(text[first:last])


@pytest.mark.parametrize(
    ("expected", "typed", "text"),
    [
        ("Köln", "koeln", "in Köln am Rhein"),
        ("Köln", "koln", "in Köln am Rhein"),
        ("Koeln", "köln", "in Koeln am Rhein"),
        ("Ko\u0308ln", "köln", "Stadt Ko\u0308ln"),
        ("ß", "ss", "Groß"),
        ("Groß", "gros", "Großstadt"),
        ("Straße", "strasse", "„Straße“"),
        ("Proﬁl", "profil", "das Proﬁl"),
        ("Rhein-Neckar", "rhein neckar", "Rhein-Neckar-Kreis"),
        ("Schule – Beruf", "schule beruf", "Übergang Schule – Beruf"),
        ("treuen", "treuen", "treuen"),
        ("Häuser", "haeuser", "Häuser"),
        ("Häuser", "hauser", "Häuser"),
        (None, "gros", "Groß"),
        (None, "neuen", "neun"),
        (None, "häuser", "Hauser"),
        (None, "koeln", "Koln"),
    ],
)
def test_pattern(expected, typed, text):
    """
    A word is found in every spelling of its umlauts, and is marked in the text as it stands there.
    """
    found = re.search(pattern(typed), written_lines([text])[1:])
    assert expected == (text[slice(*origin(text, *found.span()))] if found else None)


@pytest.mark.parametrize(
    ("found", "typed", "word"),
    [
        (True, "hnoer", "hannover"),
        (True, "kasrue", "karlsruhe"),
        (True, "mnchn", "münchen"),
        (True, "gttingen", "göttingen"),
        (True, "gieen", "gießen"),
        (True, "msing", "messing"),
        (True, "mssng", "messing"),
        (True, "mßng", "messing"),
        (False, "hnoeer", "hannover"),
    ],
)
def test_gaps(found, typed, word):
    """
    Letters may be left out between any two that were typed, those of ae, oe, ue and ss among them.
    """
    assert found == bool(with_gaps(typed, word))


# What may stand for what is typed, where ~ is a gap.
WITH_GAPS = {"ä": "(?:ä|a~e)", "ß": "(?:ß|s~s)", "ae": "(?:[aä]~e|ä)", "a": "[aä]"}
WITH_GAPS |= {"ss": "(?:s~s|ß)", "sss": "(?:s~s~s|ß~s|s~ß)"}


@given(st.text(alphabet="aeäsßn", min_size=1, max_size=6), st.text(alphabet="aeäsßn", min_size=1, max_size=9))
@example("ns", "nß")
def test_any_gaps(typed, word):
    """
    A word has all that was typed if a pattern with gaps says so, which takes far longer to ask.
    """
    letters = [WITH_GAPS.get(letter, letter) for letter in re.findall("ae|sss?|.", typed)]
    if letters[-1] == "s":
        letters[-1] = "(?:s|ß(?=.))"
    found = re.match("~".join(letters).replace("~", ".*?"), word)
    end = with_gaps(typed, word)
    assert bool(found) == bool(end)
    assert not found or re.fullmatch("~".join(letters).replace("~", ".*?").replace("(?=.)", ""), word[:end])


@given(german, st.sampled_from([written, fold, bare]))
@example("Flußschiff", fold)
@example("sß", fold)
def test_every_spelling_is_found(text, spelt):
    """
    Whatever is written, folded or bare finds the text that it was made from; four s in a row are no German.
    """
    if (word := spelt(text)) and "ssss" not in word:
        assert re.search(pattern(word), written_lines([text]))
