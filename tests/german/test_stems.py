import pytest

from wi_cli.german.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        ["schulamt", "schulämter", "schulaemter", "schulamts"],
        ["strategie", "strategien"],
        ["praktikum", "praktika", "praktiken"],
        ["zentrum", "zentren"],
        ["thema", "themen"],
        ["kita", "kitas"],
        ["manager", "managerin", "managerinnen"],
        ["raum", "räume"],
    ],
)
def test_forms_of_a_word(forms):
    """
    Number, case and women's form of a German word have one stem.
    """
    assert 1 == len({stem(form) for form in forms})


@pytest.mark.parametrize(("word", "other"), [("bus", "busse"), ("schul", "schulung"), ("konferenz", "konzept")])
def test_other_words(word, other):
    """
    Short words are looked for as they are, and other words have other stems.
    """
    assert stem(word) != stem(other)
