import pytest
from hypothesis import given
from rapidfuzz.distance import OSA

from samples import SMALL, member, registry
from strategies import called, towns
from wi_cli.errors import NothingFoundError
from wi_cli.finding import search
from wi_cli.finding.index import Index
from wi_cli.german.placenames import typed_forms
from wi_cli.german.slips import allowed_typos
from wi_cli.german.spelling import forms


@pytest.mark.parametrize(
    ("expected", "asked"),
    [
        ("+49 30 23125-001", ["030 23125001"]),
        ("+49 30 23125-001", ["030", "231", "25001"]),
        ("+49 30 23125-001", ["(030) 23125-001"]),
        ("+49 30 23125-001", ["030/23125 001"]),
        ("+49 30 23125-001", ["+49 (0)30 23125001"]),
        ("+49 30 23125-001", ["+493023125001"]),
        ("+49 30 23125-001", ["0049 30 23125001"]),
        ("+49 30 23125", ["03023125"]),
        ("+49 30", ["030"]),
        ("koellnitz.example.org", ["koellnitz.example.org"]),
        ("koellnitz.example.org", ["www.koellnitz.example.org"]),
        ("koellnitz.example.org", ["https://www.koellnitz.example.org/schule?a=1"]),
        ("koellnitz.example.org", ["HTTP://koellnitz.example.org:80"]),
    ],
)
def test_pasted_numbers_and_addresses(expected, asked):
    """
    A telephone number is found in trunk and in international form, in any grouping, and a website by its host.
    """
    field = "link" if "koellnitz" in expected else "contact"
    (hit,) = search.search(registry(), asked).hits
    marked = [match.text[a:b] for match in hit.matches if match.field == field for a, b in match.spans]
    assert ("koellnitz", "text") == (hit.member.id, hit.tier)
    assert expected == marked[0]


@pytest.mark.parametrize("asked", ["030 999", "+31 23125", "03", "0 31", "00 49 31", "https://example.com/koellnitz"])
def test_other_numbers_and_addresses(asked):
    """
    Nobody is found by a number or host that only looks alike.
    """
    with pytest.raises(NothingFoundError) as error:
        search.search(registry(), [asked])
    assert f"no member matches {asked!r}" == str(error.value)


def test_letters_of_an_address(wi):
    """
    A web address is not found where a sentence happens to have its letters.
    """
    registry = SMALL.replace('text = "Vertrag"', 'text = "In Hoexburg, der Stadt am Fluss"')
    assert "koellnitz" not in wi("search", "hoexburg.de", "--format", "ids", registry=registry)[1]
    assert "koellnitz" in wi("search", "hoexburg de", "--format", "ids", registry=registry)[1]


def test_slip_in_each_place():
    """
    A slip is marked wherever the word stands, and only where it does as a whole.
    """
    small = registry(member("", '[[members.a.contacts]]\noffice = "Bildung, Bildung und Weiterbildung"'))
    ((match,),) = [hit.matches for hit in search.ranked(Index(small), ["Bidlung"])]
    assert ("contact", ((0, 7), (9, 16))) == (match.field, match.spans)


@given(towns(), called)
def test_spans_cover_what_matched(small, asked):
    """
    What is marked is what was typed, in some spelling, or a slip of it.
    """
    for hit in search.ranked(Index(small), [asked]):
        marked = {form for match in hit.matches for a, b in match.spans for form in forms(match.text[a:b])}
        if hit.tier in ("word", "start", "beginning", "part", "text"):
            assert any(typed.replace(" ", "") in form.replace(" ", "") for typed in forms(asked) for form in marked)
        elif hit.tier in ("dropped", "typo", "text-typo"):
            typed = forms(asked) | typed_forms(asked)
            assert any(OSA.distance(one, form) <= allowed_typos(one) for one in typed for form in marked)


@pytest.mark.parametrize(
    ("expected", "asked"),
    [
        ([("word", "Große")], "grosse"),
        ([("start", "Große Stra")], "große stra"),
        ([("part", "traße")], "trasse"),
        ([("start", "Straß"), ("form", "Straße")], "straß"),
        ([("form", "Große")], "großer"),
        ([("form", "Straße")], "strassen"),
        ([], "rass"),
        ([], ""),
    ],
)
def test_where_a_word_stands(expected, asked):
    """
    A word is found as a whole, at the start of a longer one and, from five letters, inside one.
    """
    index = Index(registry(member('district = "Große Straße"')), {"district"})
    assert expected == [(place.kind, index.texts[place.text][slice(*place.span)]) for place in index.find(asked)]


def test_letters_in_order():
    """
    A word of a name is found by some of its letters, the first among them and not too far apart; one of a text isn't.
    """
    index = Index(registry(member('district = "Kolmar"\naliases = ["Groß Kolmar", "Kxxoxxlxxmxxaxxr"]')))
    found = [(index.texts[place.text], place.span) for place in index.subsequences("klmr")]
    assert [("Groß Kolmar", (5, 11))] == found
