import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samples import SMALL, document, member, places, registry, toml_document
from strategies import called, towns
from wi_cli.errors import NothingFoundError, UsageError
from wi_cli.finding import questions, search
from wi_cli.finding.index import Index
from wi_cli.finding.ranking import TIERS, Search
from wi_cli.finding.texts import WEIGHTS
from wi_cli.german.spelling import fold
from wi_cli.registry import build


@given(towns())
def test_an_id_is_found_first(small):
    """
    A search for an id has its member first.
    """
    for key in small.members:
        assert (key, "id") == ((hit := search.search(small, [key]).hits[0]).member.id, hit.tier)


def test_too_many_words():
    """
    Each word is looked for in all texts: so many are refused that nobody types them.
    """
    with pytest.raises(UsageError) as error:
        search.search(registry(), ["a"] * 51)
    assert ("51 words are too many", "50 are the most; quote a phrase") == (str(error.value), error.value.hint)
    assert search.search(registry(), ["köllnitz"] * 50).hits


def test_long_words():
    """
    Of what was pasted, the beginning is looked for.
    """
    text = "wort " * 60
    section = f'[[members.a.sections]]\ntitle = "T"\ntext = "{text}"\n'
    small = registry(member("", section))
    assert ["a", "a"] == [search.search(small, [asked]).hits[0].member.id for asked in (text, f"{text} und mehr")]


def hits(*asked, text=SMALL):
    return [(hit.member.id, hit.tier) for hit in search.search(registry(text), asked).hits]


@pytest.mark.parametrize(
    ("expected", "asked"),
    [
        ([("hall", "id"), ("bad-hall", "word")], ["hall"]),
        ([("hall", "name")], ["Hall (Saale)"]),
        ([("hall", "alias"), ("bad-hall", "alias")], ["Salzstadt"]),
        ([("koellnitz", "folded")], ["KOLLNITZ"]),
        ([("koellnitz", "start")], ["köll"]),
        ([("koellnitz", "beginning")], ["koell"]),
        ([("koellnitz", "part")], ["llnitz"]),
        ([("koellnitz", "dropped")], ["koelnitz"]),
        ([("koellnitz", "typo")], ["koellnitzz"]),
        ([("koellnitz", "beginning")], ["koe"]),
        ([("bad-hall", "start")], ["bad h"]),
        ([("koellnitz", "text")], ["bildungsbericht"]),
        ([("koellnitz", "text")], ["gross"]),
        ([("koellnitz", "text-typo")], ["elternabeit"]),
        ([("koellnitz", "text")], ["schule", "köllnitz"]),
        ([("koellnitz", "text")], ["erster absatz"]),
        ([("hall", "ags")], ["15999001"]),
        ([("hall", "beginning")], ["15999"]),
        ([("hall", "part"), ("bad-hall", "part")], ["99001"]),
    ],
)
def test_tiers(expected, asked):
    """
    A hit says how it was found: exact names before folded ones, words before beginnings and parts,
    slips after them, and names before anything else.
    """
    assert expected == hits(*asked)


@pytest.mark.parametrize(
    ("expected", "asked"),
    [
        ({"Köln": "start"}, "köl"),
        ({"Kolmar": "start", "Köln": "beginning"}, "kol"),
        ({}, "kln"),
        ({}, "kmr"),
        ({}, "kon"),
        ({"Köln": "dropped"}, "koen"),
        ({"Kolmar": "subsequence"}, "kmar"),
    ],
)
def test_short_words(expected, asked):
    """
    Below four letters neither slips nor gaps are forgiven: any three letters are near to some word.
    """
    assert expected == {hit.member.name: hit.tier for hit in ranked(places("Köln", "Kolmar"), [asked])}


@pytest.mark.parametrize("asked", [["xyzxyz"], ["–"], [""], ["ss"], ["wer", "macht"], ["Stadt", "Xyzxyz"], ["030 999"]])
def test_nothing_matches(asked):
    """
    Of a question something must be found; punctuation alone is no word, and a place is none without its name.
    """
    with pytest.raises(NothingFoundError) as error:
        hits(*asked)
    assert f"no member matches {' '.join(asked)!r}" == str(error.value)


ASKED = """
[topics]
schulsozialarbeit = "Schulsozialarbeit"
[members.a]
name = "Aburg"
kind = "kreisfreie Stadt"
state = "NW"
topics = ["schulsozialarbeit"]
[[members.a.figures]]
indicator = "population"
value = 200000
as_of = "2019-12-31"
[[members.a.milestones]]
date = "2018-11-29"
text = "Jahresforum"
[[members.a.sections]]
title = "Fit für's Leben"
text = "Das Schulamt, das Job-Center und die Übergangsmanager/innen haben eine Strategie."
[members.b]
name = "Landkreis Bheim"
kind = "Landkreis"
state = "HE"
topics = ["schulsozialarbeit"]
[members.b.membership]
since = "2009"
until = "2022"
[[members.b.figures]]
indicator = "population"
value = 300000
[[members.b.contacts]]
office = "Schulamt"
postal_code = "99999"
[[members.b.links]]
title = "Bericht"
url = "https://bheim.example.org/bildung"
[members.c]
name = "Cstadt"
kind = "Stadtkreis"
state = "BW"
summary = "Jobcenter und Jugendamt."
"""


WORDS = [
    *("wer", "macht", "und", "Schulsozialarbeit", "Jahresforum", "Schulamt", "Jobcenter", "100000", "Zauberei"),
    *("Hessen", "NRW", "Bayern", "Landkreise", "Städte"),
]


@pytest.mark.parametrize(
    ("expected", "without", "nowhere", "asked"),
    [
        ("ab", ("Wer", "macht"), (), "Wer macht Schulsozialarbeit?"),
        ("ab", ("Ansprechpartner",), (), "Ansprechpartner Schulsozialarbeit"),
        ("ab", (), ("Zauberei",), "Schulsozialarbeit Zauberei"),
        ("b", ("in",), (), "Schulsozialarbeit in Hessen"),
        ("a", (), (), "NRW"),
        ("a", (), (), "NW"),
        ("b", (), (), "Landkreise"),
        ("c", ("in",), (), "Städte in BaWü"),
        ("a", (), (), "Großstadt"),
        ("ac", (), (), "kreisfreie Städte"),
        ("a", (), (), "kreisfreie Städte Schulsozialarbeit"),
        ("ba", (), (), "Schulämter"),
        ("a", (), (), "Strategien"),
        ("a", (), (), "Strateggie"),
        ("a", (), (), "Fit fürs Leben"),
        ("a", (), (), "Fit für's Leben"),
        ("ca", (), (), "Job-Center"),
        ("c", (), (), "Jobcenter"),
        ("a", (), (), "Übergangsmanager:innen"),
        ("a", (), (), "Übergangsmanagerinnen"),
        ("a", (), (), "Jahresforum 2018"),
        ("a", (), (), "29. November 2018"),
        ("b", (), (), "99999"),
        ("b", (), (), "bheim.example.org/bildung"),
        ("b", (), (), "Mitglied seit 2009"),
        ("b", (), (), "Bheim, Kreis"),
        ("b", (), (), "LK Bheim"),
        ("a", (), (), "Stadt Aburg"),
        ("ab", ("und",), (), "Hessen und NRW"),
        ("ab", (), (), "Hessen, NRW, Bayern"),
        ("ab", (), (), "Hessen,NRW"),
        ("b", (), (), "Hessen Bayern Schulsozialarbeit"),
        ("abc", ("und",), (), "Städte und Landkreise"),
        ("a", ("und", "in"), (), "Städte und Landkreise in NRW"),
        ("ab", ("und", "in", "oder"), (), "Städte und Landkreise in NRW oder Hessen"),
    ],
)
def test_questions(expected, without, nowhere, asked):
    """
    Words that say nothing and those that stand nowhere are left out and named, words for places filter, another
    form of a word is found, and everything that a portrait shows; who left comes behind equals.
    """
    answer = search.search(registry(ASKED), asked.split(), today="2024-06-30")
    assert (list(expected), without, nowhere, ()) == (
        [hit.member.id for hit in answer.hits],
        answer.without,
        answer.nowhere,
        answer.elsewhere,
    )


@pytest.mark.parametrize(
    ("expected", "elsewhere", "asked"),
    [
        ("ab", ["Bayern"], "Wer macht Schulsozialarbeit in Bayern"),
        ("c", ["Landkreise"], "Landkreise Jugendamt"),
        ("a", ["Hessen"], "Aburg Hessen"),
        ("c", ["Hessen", "NRW"], "Jugendamt in Hessen und NRW"),
        ("b", ["Städte"], "Städte Hessen Schulsozialarbeit"),
        ("a", ["Bayern"], "Städte Schulsozialarbeit Bayern"),
        ("c", ["Bayern"], "Jugendammt Bayern"),
        ("c", ["Bayern"], "Jugendamt Zauberei Bayern"),
        ("a", ["Baden Württemberg"], "Jahresforum Schulamt Jugendamt Baden Württemberg"),
    ],
)
def test_nobody_there(expected, elsewhere, asked):
    """
    Words for a Land or a kind that would leave nobody are named, and only they.
    """
    answer = search.search(registry(ASKED), asked.split(), today="2024-06-30")
    assert (list(expected), elsewhere) == ([hit.member.id for hit in answer.hits], answer.said().get("elsewhere"))


TOWNS = """
[members.a]
name = "Aburg"
summary = "Die Stadt, dessen Nachbar die kleine Stadt Gelsenkirchen ist, wie Mainzer sagen. Kein Interesse am Bad."
kind = "Stadt"
state = "HE"
[members.b]
name = "Landkreis Offenbach"
summary = "Sie haben Hoffnung, sagen die Leute, und keine Frage nach Bochum."
kind = "Landkreis"
state = "HE"
"""


@pytest.mark.parametrize(
    ("expected", "no_member", "asked"),
    [
        ("a", "Gelsenkirchen", "Gelsenkirchen"),
        ("a", "gelsenkirchen", "gelsenkirchen"),
        ("a", "Mainz", "Mainz"),
        ("b", "Bochum", "Bochum"),
        ("b", "Stadt Bochum", "Stadt Bochum"),
        ("b", "", "Offenbach"),
        ("a", "", "Aburg"),
        ("a", "", "Interesse"),
        ("a", "", "Gelsenkirchem"),
        ("a", "", "Nachbar Gelsenkirchen"),
        ("a", "Mainz, Hessen", "Mainz, Hessen"),
        ("a", "Mainz (RP)", "Mainz (RP)"),
        ("a", "Gelsenkirchen NRW", "Gelsenkirchen NRW"),
        ("a", "", "Aburg Hessen"),
        ("b", "", "Offenbach (HE)"),
        ("ab", "", "Hessen"),
        ("ab", "", "in Hessen"),
        ("ab", "", "(HE)"),
    ],
)
def test_real_place_that_is_no_member(expected, no_member, asked):
    """
    Whoever asks for a real place that is no member is told so, be it named in texts or not.
    """
    answer = search.search(registry(TOWNS), asked.split())
    assert (list(expected), no_member) == ([hit.member.id for hit in answer.hits], answer.no_member)


@pytest.mark.parametrize(
    ("expected", "asked", "areas"),
    [
        ({"a": "name", "b": "text"}, "Aburg", ()),
        ({"a": "folded", "b": "text"}, "aburg", ()),
        ({"a": "typo", "c": "typo"}, "Abburg", ()),
        ({"a": "name"}, "Aburg", ("name",)),
        ({"b": "text"}, "Aburg", ("summary",)),
        ({"b": "text-typo"}, "Abburg", ("summary",)),
    ],
)
def test_a_name_is_no_slip(expected, asked, areas):
    """
    Who types a member's name doesn't mean one that is called nearly so; who misspells it may mean both.
    """
    tables = {
        "a": {"name": "Aburg", "kind": "Stadt"},
        "b": {"name": "Bstadt", "kind": "Stadt", "summary": "Nachbar ist Aburg."},
        "c": {"name": "Alburg", "kind": "Stadt"},
    }
    answer = search.search(build.registry({"members": tables}), [asked], areas)
    assert expected == {hit.member.id: hit.tier for hit in answer.hits}


def test_a_land_is_no_village():
    """
    Sachsen is a village, too: whoever asks for it means the Land, if somebody belongs to it, whatever texts say.
    """
    of = registry(TOWNS.replace('"HE"', '"SN"').replace("Gelsenkirchen", "Sachsen"))
    for asked in ("Sachsen", "in Sachsen"):
        answer = search.search(of, asked.split())
        assert (["a", "b"], "") == ([hit.member.id for hit in answer.hits], answer.no_member)
    elsewhere = registry(TOWNS.replace('"HE"', '"SN"', 1).replace("Bochum", "einem Ort in Sachsen"))
    assert ["a"] == [hit.member.id for hit in search.search(elsewhere, ["in", "Sachsen"]).hits]
    assert "Brandenburg" == search.search(registry(TOWNS.replace("Mainzer", "Brandenburg")), ["Brandenburg"]).no_member


@pytest.mark.parametrize(
    "asked", ["Essen", "Essen, NRW", "Hagen NRW", "Hagen", "Bad Homburg", "Singen", "Bochumm-Essen"]
)
def test_no_text_names_a_real_place(asked):
    """
    Essen is not in dessen, Hagen is no slip of sagen, and nobody with a bath is Bad Homburg.
    """
    with pytest.raises(NothingFoundError):
        search.search(registry(TOWNS), asked.split())


@pytest.mark.parametrize(("typed", "small"), [("haban", "haben"), ("keime", "keine"), ("keinne", "keine")])
def test_small_words_are_no_slips(typed, small):
    """
    What is misspelt never means a word for which nobody looks; it is found if it is typed.
    """
    with pytest.raises(NothingFoundError):
        search.search(registry(TOWNS), [typed])
    assert "b" == search.search(registry(TOWNS), [small]).hits[0].member.id
    assert ["b"] == [hit.member.id for hit in search.search(registry(TOWNS), ["Hofnung"]).hits]


def test_no_letters_of_a_real_place():
    """
    Nobody is a real place whose letters are a part of the name; and of a place that is a Land, too, one thing is said.
    """
    of = registry(TOWNS.replace("Aburg", "Esslehen").replace("Gelsenkirchen", "Bremen"))
    assert ["a"] == [hit.member.id for hit in search.search(of, ["Essleen"]).hits]
    with pytest.raises(NothingFoundError):
        search.search(of, ["Essen"])
    answer = search.search(of, ["Bremen"])
    assert (["a"], "Bremen", ()) == ([hit.member.id for hit in answer.hits], answer.no_member, answer.elsewhere)


def test_real_place_in_an_area():
    """
    Who looks in some texts alone looks for a word, not for a member.
    """
    assert "" == search.search(registry(TOWNS), ["Mainz"], ["summary"]).no_member


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
def test_no_word_is_dropped_unsaid(asked):
    """
    Unless it is said that they have but most of them, each word of a question is found in all who answer it, means a
    place, or is named as left out.
    """
    of = registry(ASKED)
    try:
        answer = search.search(of, asked)
    except NothingFoundError:
        return
    named = {*answer.without, *answer.nowhere, *" ".join(answer.elsewhere).split()}
    looked_for = [word for word in set(asked) - named if not questions.read([word]).places]
    for word in looked_for if answer.all_words else ():
        assert {hit.member.id for hit in answer.hits} <= {hit.member.id for hit in search.search(of, [word]).hits}


def test_most_words():
    """
    Where no member has all words, those come that have most of them.
    """
    answer = search.search(registry(ASKED), ["Jahresforum", "Schulamt", "Jugendamt"])
    assert (["a"], False) == ([hit.member.id for hit in answer.hits], answer.all_words)


def test_network_is_found():
    """
    The portrait of the network is found like a member, behind them all.
    """
    answer = search.search(registry(), ["erfundenes"])
    assert [("network", True)] == [(hit.member.id, hit.is_network) for hit in answer.hits]


def test_largest_first():
    """
    Of three letters the largest place is meant, of more who lacks but one, then a city, then who has least more.
    """
    small = places("Halle", Hallenberg=4000, Hallbergmoos=11000, Haldern=5000)
    assert ["Hallbergmoos", "Haldern", "Hallenberg", "Halle"] == [
        hit.member.name for hit in search.search(small, ["hal"]).hits
    ]


def test_hint_of_an_empty_search():
    """
    A search without a hit offers the nearest name, person or topic, and what to type.
    """
    with pytest.raises(NothingFoundError) as error:
        hits("Ehrenammt")
    assert "did you mean 'Ehrenamt'? type: wi search Ehrenamt" == error.value.hint


@pytest.mark.parametrize("asked", ["Ehrenamt", "EHRENAMT", "ehrenamt "])
def test_hint_is_another_word(asked):
    """
    A word that was asked for, in whatever spelling, is no advice: a topic on which nobody works.
    """
    with pytest.raises(NothingFoundError) as error:
        hits(asked)
    assert error.value.hint.startswith("each word was looked for in other forms and with a slip; wi topics and")


def test_what_matched():
    """
    Every text in which a word was found is there with the places: each word's best one, then the weightiest.
    """
    (hit,) = search.search(registry(), ["beruf", "köllnitz"]).hits
    assert [
        ("name", ["Köllnitz"]),
        ("topic", ["Beruf"]),
        ("alias", ["Köllnitz"]),
        ("id", ["koellnitz"]),
        ("contact", ["Köllnitz", "koellnitz"]),
        ("summary", ["Beruf"]),
        ("link", ["koellnitz"]),
    ] == [(match.field, [match.text[a:b] for a, b in match.spans]) for match in hit.matches]


def test_larger_members_first():
    """
    Among equal hits the larger member comes first, then the name decides.
    """
    text = "".join(
        f'[members.{key}]\nname = "{key} berg"\nkind = "Stadt"\n[[members.{key}.figures]]\n'
        f'indicator = "population"\nvalue = {value}\n'
        for key, value in (("c", 1), ("b", 2), ("a", 1))
    )
    assert ["b", "a", "c"] == [key for key, _ in hits("berg", text=text)]


@given(towns(), st.lists(called, min_size=1, max_size=2))
def test_spans_of_any_search(small, asked):
    """
    What is marked lies in the text, in order and without overlapping.
    """
    try:
        found = search.search(small, asked).hits
    except NothingFoundError:
        return
    assume(found)
    for match in (match for hit in found for match in hit.matches):
        ends = [end for span in match.spans for end in span]
        assert ends == sorted(set(ends))
        assert 0 <= ends[0] < ends[-1] <= len(match.text)
    for hit in found:
        assert hit.tier in TIERS
        assert 0 <= hit.score <= 100


@given(towns())
def test_a_name_is_found_first(small):
    """
    A search for a name or alias has first a member that is called so, and its own member among the exact ones.
    """
    for key, town in small.members.items():
        for name in filter(fold, (town.name, *town.aliases)):
            found = search.search(small, [name]).hits
            assert name in (found[0].member.id, found[0].member.name, *found[0].member.aliases)
            assert {hit.tier for hit in found if hit.member.id == key} <= {"id", "ags", "name", "alias"}
            assert key in [hit.member.id for hit in found]


def ranked(small, asked):
    return search.ranked(Index(small), asked)


@given(towns(), st.data(), st.lists(called, min_size=1, max_size=2))
def test_more_members_hide_nobody(small, data, asked):
    """
    Another member never removes a hit, nor changes how one was found, unless it is called as was asked.
    """
    less = dict(small.members)
    less.pop(data.draw(st.sampled_from(list(less))))
    fewer = ranked(small._replace(members=less), asked)
    assert set(fewer) <= set(ranked(small, asked))


@pytest.mark.parametrize("area", [area for area in search.AREAS if area != "name"])
def test_names_are_not_looked_at(area):
    """
    Who looks only elsewhere doesn't find names.
    """
    with pytest.raises(NothingFoundError):
        search.search(registry(member('aliases = ["Beispiel"]')), ["Beispiel"], [area])


@pytest.mark.parametrize("area", search.AREAS)
def test_narrowed(area):
    """
    Who looks in one area finds what is there among all the rest.
    """
    fields = search.AREAS[area]
    found = 0
    for word in sorted(
        {word for text in Index(registry()).texts for word in text.split() if not questions.read([word]).places}
    ):
        expected = Search(Index(registry(), fields), fields).with_all(search.cleaned([word]))
        found += len(expected)
        try:
            hits = search.search(registry(), [word], [area]).hits
        except NothingFoundError:
            hits = []
        assert [(hit.member.id, *hit[1:]) for hit in expected] == [(hit.member.id, *hit[1:]) for hit in hits]
    assert found


def test_search_in_an_empty_registry():
    """
    In a registry without members nothing is found.
    """
    with pytest.raises(NothingFoundError):
        search.search(registry(member("").split("[members.a]")[0] + "[members]"), ["x"])


def test_sample_is_what_it_says():
    """
    The generator writes TOML that reads back: the other properties rest on it.
    """
    assert document() == document(toml_document(document()))


@pytest.mark.parametrize(
    "asked",
    [
        "Telefon: +49 30 23125-001",
        "tel:+493023125001",
        "mailto:gross@koellnitz.example.org",
        "E-Mail: gross@koellnitz.example.org",
    ],
)
def test_copied_with_its_label(wi, asked):
    """
    A number or an address is found with the word before it that was copied along.
    """
    assert (0, "koellnitz\n", "") == wi("search", asked, "--format", "ids")


@pytest.mark.parametrize("names", [("Haigeren",), ("Hagen am See", "Haigeren")])
def test_the_same_twice(names):
    """
    To ask again finds the same, and a place whose letters have others between them can be asked for.
    """
    looked_at = Search(Index(places(*names)), frozenset(WEIGHTS))
    found = looked_at.with_all(["Hagen"]), looked_at.with_all(["Hagen"])
    assert ("subsequence", found[0]) == (found[0][-1].tier, found[1])
    assert names == tuple(hit.member.name for hit in found[0])
