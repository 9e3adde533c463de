import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from samples import SMALL, document, member, registry, toml_document
from wi_cli.errors import (
    AmbiguousNameError,
    MemberNotFoundError,
    NothingFoundError,
    RegistryUnreadableError,
    UsageError,
)
from wi_cli.finding import search
from wi_cli.finding.index import Index
from wi_cli.finding.search import Filters
from wi_cli.german.spelling import allowed_typos, fold, forms, typed_forms
from wi_cli.registry import build

TODAY = "2024-06-30"


def one(wanted, text=SMALL, *, near=True):
    found = search.one(registry(text), wanted, command="show", near=near)
    return found.member.id, found.near


# -- by name ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "wanted"),
    [
        ("koellnitz", "koellnitz"),
        ("koellnitz", "14999000"),
        ("koellnitz", "Köllnitz"),
        ("koellnitz", "Colonia Nova"),
        ("koellnitz", "KOELLNITZ"),
        ("koellnitz", "kollnitz"),
        ("koellnitz", "Ko\u0308llnitz"),
        ("koellnitz", "colonia-nova"),
        ("hall", "Hall (Saale)"),
        ("hall", "hall saale"),
        ("bad-hall", "St. Hall"),
        ("landkreis-hoexburg", "06999"),
        ("landkreis-hoexburg", "Kreis Höxburg"),
        ("landkreis-hoexburg", "lk hoexburg"),
        ("koellnitz", "Landeshauptstadt Köllnitz"),
        ("bad-hall", "Stadt Bad Hall"),
    ],
)
def test_a_name(expected, wanted):
    """
    A member answers to its id, name, aliases and AGS, in any German spelling and usual abbreviation.
    """
    assert (expected, False) == one(wanted, near=False)


@pytest.mark.parametrize(
    ("expected", "wanted"),
    [
        ("koellnitz", "kölnitz"),
        ("koellnitz", "koelnlitz"),
        ("koellnitz", "koelnits"),
        ("landkreis-hoexburg", "Höxburg"),
        ("koellnitz", "Köllnitz Stadt"),
    ],
)
def test_a_near_name(expected, wanted):
    """
    Where a near match will do, slips and missing additions are forgiven; where not, the member is offered.
    """
    assert (expected, True) == one(wanted)
    with pytest.raises(MemberNotFoundError) as error:
        one(wanted, near=False)
    assert (f"no member called {wanted!r}", f"did you mean {expected}?") == (str(error.value), error.value.hint)


@pytest.mark.parametrize("wanted", ["", "Dortmund", "Kreis", "Stadt", "koeln", "hal", "1499", "(–)"])
def test_no_such_member(wanted):
    """
    What is no name and near to none means nobody.
    """
    with pytest.raises(MemberNotFoundError) as error:
        one(wanted)
    assert f"no member called {wanted!r}" == str(error.value)


@pytest.mark.parametrize(
    ("expected", "wanted", "near"),
    [
        ((("hall", "Hall (Saale)"), ("bad-hall", "Bad Hall")), "Salzstadt", False),
        ((("hall", "Hall (Saale)"), ("bad-hall", "Bad Hall")), "salzstatt", True),
    ],
)
def test_several_members(expected, wanted, near):
    """
    A name of several members, or as near to one as to the other, is ambiguous; the commands to type are offered.
    """
    with pytest.raises(AmbiguousNameError) as error:
        one(wanted, near=near)
    assert (expected, f"{wanted!r} can mean several members") == (error.value.candidates, str(error.value))
    assert "type one of these:\n  wi show hall    (Hall (Saale))\n  wi show bad-hall    (Bad Hall)" == error.value.hint


def test_several_members_near():
    """
    Where no near match will do, several near ones are offered.
    """
    with pytest.raises(MemberNotFoundError) as error:
        one("salzstatt", near=False)
    assert "did you mean hall, bad-hall?" == error.value.hint


TWO = """
[members.a]
name = "Berg"
kind = "Gemeinde"
ags = "01001001"
aliases = ["x"]
[members.b]
name = "{}"
kind = "Gemeinde"
"""


@pytest.mark.parametrize(
    ("expected", "wanted", "other"),
    [("a", "a", "A"), ("b", "A", "A"), ("a", "Berg", "berg"), ("b", "berg", "berg"), ("b", "X", "X"), ("a", "x", "X")],
)
def test_exact_before_folded(expected, wanted, other):
    """
    The exact spelling decides between names that differ only in it.
    """
    assert (expected, False) == one(wanted, TWO.format(other))


def test_left_out_member():
    """
    Whoever asks for a member that can't be built hears that, not that it doesn't exist.
    """
    with pytest.raises(RegistryUnreadableError) as error:
        one("Köllnitz", SMALL.replace('name = "Köllnitz"', "name = 5"))
    assert ("'koellnitz' can't be shown: name is not text", "run wi validate") == (str(error.value), error.value.hint)


@pytest.mark.parametrize("wanted", ["Hall (Saale)", "15999001", "Salzstadt (Saale)"])
def test_left_out_member_by_its_other_names(wanted):
    """
    A member that can't be built is known by all its names that can be read.
    """
    broken = SMALL.replace('aliases = ["Salzstadt"]', 'aliases = ["Salzstadt (Saale)"]').replace(
        'summary = "Stadt an der Saale."', "summary = 5"
    )
    with pytest.raises(RegistryUnreadableError):
        one(wanted, broken)


ids = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True)
words = st.text(alphabet="abhäö -1(", min_size=1, max_size=8).filter(str.strip)


@st.composite
def towns(draw):
    """
    A registry whose members' names, aliases and ids are easily taken for each other.
    """
    keys = draw(st.lists(ids, min_size=1, max_size=6, unique=True))
    names = words | st.sampled_from(keys)
    return build.registry(
        {"members": {key: {"name": draw(names), "kind": "Stadt", "aliases": draw(st.lists(names))} for key in keys}}
    )


@given(towns())
def test_an_id_is_found(small):
    """
    An id means its member and nobody else, whatever the others are called.
    """
    for key in small.members:
        assert search.Found(small.members[key]) == search.one(small, key, command="show", near=False)


@given(towns())
def test_an_id_is_found_first(small):
    """
    A search for an id has its member first.
    """
    for key in small.members:
        assert (key, "id") == ((hit := search.search(small, [key])[0]).member.id, hit.tier)


def test_id_before_ags():
    """
    An id means its member, also if it looks like another one's AGS.
    """
    text = TWO.format("Tal").replace("members.b", "members.01001001")
    assert ("01001001", False) == one("01001001", text)


@given(towns(), words)
def test_nobody_else_is_found(small, wanted):
    """
    Whoever is found without a near match has that name in some spelling.
    """
    try:
        found = search.one(small, wanted, command="show", near=False)
    except (MemberNotFoundError, AmbiguousNameError):
        return
    assert [name for name in (found.member.id, found.member.name, *found.member.aliases) if forms(wanted) & forms(name)]


# -- by filter -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "filters"),
    [
        (["koellnitz", "hall", "bad-hall", "landkreis-hoexburg"], Filters()),
        (["koellnitz"], Filters(states=["SN"])),
        (["koellnitz"], Filters(states=["sachsen"])),
        (["hall"], Filters(states=["Sachsen-Anhalt"])),
        (["hall", "bad-hall"], Filters(states=["ST", "Bayern"])),
        (["hall", "bad-hall"], Filters(kinds=["kreisangehoerige stadt"])),
        (["landkreis-hoexburg"], Filters(kinds=["Landkreis"])),
        (["koellnitz", "hall", "landkreis-hoexburg"], Filters(topics=["uebergang"])),
        (["koellnitz"], Filters(topics=["Übergang Schule-Beruf", "elternarbeit"])),
        ([], Filters(topics=["ehrenamt"])),
        (["koellnitz", "hall", "bad-hall"], Filters(current=True)),
        (["landkreis-hoexburg"], Filters(former=True)),
        (["hall"], Filters(states=["ST"], topics=["uebergang"], current=True)),
        ([], Filters(current=True, former=True)),
    ],
)
def test_select(expected, filters):
    """
    States and kinds are alternatives, topics must all be there; labels and any spelling will do.
    """
    assert expected == [found.id for found in search.select(registry(), filters, today=TODAY)]


@pytest.mark.parametrize(
    ("message", "hint", "filters"),
    [
        ("no state 'Sachsn'", "did you mean 'Sachsen'?", Filters(states=["Sachsn"])),
        ("no kind 'Landkries'", "did you mean 'Landkreis'?", Filters(kinds=["Landkries"])),
        ("no topic 'elternabeit'", "did you mean 'Elternarbeit'?", Filters(topics=["elternabeit"])),
        (
            "no topic 'xyz'",
            "there are: uebergang, elternarbeit, ehrenamt, nirgends-erklaert",
            Filters(topics=["uebergang", "xyz"]),
        ),
    ],
)
def test_unknown_filter(message, hint, filters):
    """
    A filter value that doesn't exist is a usage error with the nearest one, or all of them.
    """
    with pytest.raises(UsageError) as error:
        search.select(registry(), filters, today=TODAY)
    assert (message, hint, 2) == (str(error.value), error.value.hint, error.value.exit_code)


def test_undeclared_topic():
    """
    A topic that members name without its being declared can be asked for, as `wi topics` says.
    """
    found = search.select(registry(), Filters(topics=["nirgends-erklaert"]), today=TODAY)
    assert ["landkreis-hoexburg"] == [member.id for member in found]


@pytest.mark.parametrize(
    ("expected", "by"),
    [
        (["bad-hall", "hall", "koellnitz", "landkreis-hoexburg"], "name"),
        (["koellnitz", "hall", "bad-hall", "landkreis-hoexburg"], "population"),
        (["koellnitz", "bad-hall", "hall", "landkreis-hoexburg"], "since"),
        (["bad-hall", "landkreis-hoexburg", "koellnitz", "hall"], "state"),
    ],
)
def test_ordered(expected, by):
    """
    Largest population, earliest beginning, name of the Land; what has no value comes last, equals by name.
    """
    assert expected == [found.id for found in search.ordered(registry().members.values(), by)]


def test_order_of_umlauts():
    """
    Names stand as DIN 5007-1 wants them: ä as a, ß as ss.
    """
    names = ["Zell", "Übach", "Ulm", "Aßlar", "Äpfel", "Asten", "ahlen"]
    built = build.registry({"members": {str(n): {"name": name, "kind": "Stadt"} for n, name in enumerate(names)}})
    assert ["ahlen", "Äpfel", "Aßlar", "Asten", "Übach", "Ulm", "Zell"] == [
        found.name for found in search.ordered(built.members.values(), "name")
    ]


@pytest.mark.parametrize(
    ("by", "hint"),
    [("populatoin", "did you mean 'population'?"), ("xyz", "--sort takes name, population, since, state")],
)
def test_unknown_order(by, hint):
    """
    An order that doesn't exist is refused with the ones that do.
    """
    with pytest.raises(UsageError) as error:
        search.ordered([], by)
    assert (f"can't sort by {by!r}", hint) == (str(error.value), error.value.hint)


# -- by words --------------------------------------------------------------------


def test_too_many_words():
    """
    Each word is looked for in all texts: so many are refused that nobody types them.
    """
    with pytest.raises(UsageError) as error:
        search.search(registry(), ["a"] * 51)
    assert ("51 words are too many", "50 are the most; quote a phrase") == (str(error.value), error.value.hint)
    assert search.search(registry(), ["köllnitz"] * 50)


def test_long_words():
    """
    Of what was pasted, the beginning is looked for.
    """
    text = "wort " * 60
    section = f'[[members.a.sections]]\ntitle = "T"\ntext = "{text}"\n'
    small = registry(member("", section))
    assert ["a", "a"] == [search.search(small, [asked])[0].member.id for asked in (text, f"{text} und mehr")]


def hits(*asked, text=SMALL):
    return [(hit.member.id, hit.tier) for hit in search.search(registry(text), asked)]


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


def places(*names, **larger):
    """
    A registry of places with these names; `larger` ones have a population.
    """
    tables = {str(n): {"name": name, "kind": "Stadt"} for n, name in enumerate(names)}
    for name, inhabitants in larger.items():
        tables[name] = {"name": name, "kind": "Stadt", "figures": [{"indicator": "population", "value": inhabitants}]}
    return build.registry({"members": tables})


@pytest.mark.parametrize(
    ("expected", "asked"),
    [
        (["Schwäbisch Hall", "Halle", "Hallbergmoos"], "hall"),
        (["Endingen", "Engden", "Endenich an der Elz"], "Endingn"),
        (["Engden", "Endenichweiler"], "Enden"),
        (["Enderich", "Engder"], "Ender"),
        (["Brackel", "Räckelwitz"], "rackel"),
        (["Störkathen", "Storkow"], "Störk"),
        (["Storkow", "Störkau"], "stork"),
        (["Öllingen", "Solingen"], "Ölingen"),
        (["Sehlde", "Sölde"], "Selde"),
        (["Sterup", "Sörup"], "Serup"),
        (["Bünsdorf", "Bundorf"], "Bündorf"),
        (["Röden", "Roden"], "Röden"),
        (["Röden", "Rödental"], "roden"),
        (["Köln", "Köllnitz"], "koln"),
    ],
)
def test_order_of_names(expected, asked):
    """
    Whole words come first, then what is typed by half, then names but for a letter, then longer ones and slips;
    names written as typed before others, and dots too many are a slip.
    """
    found = [hit.member.name for hit in search.search(places(*reversed(expected)), [asked])]
    assert [name for name in expected if name in found] == found
    assert expected[:1] == found[:1]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Rhein-Neckar-Kreis", "rheinneckar"),
        ("Rhein-Neckar-Kreis", "RHEIN NECK"),
        ("Bad Homburg vor der Höhe", "badhom"),
        ("Badhomburg", "bad hom"),
        ("Sankt Augustin", "st aug"),
        ("Sankt Augustin", "sanktaug"),
    ],
)
def test_beginning_with_or_without_blanks(name, asked):
    """
    The beginning of a name is found also if its words are typed as one, apart or shortened.
    """
    assert name in [hit.member.name for hit in search.search(places(name, "Anderswo"), [asked])]


@pytest.mark.parametrize(
    ("expected", "asked"),
    [
        ("start", "Neu Berg am Sc"),
        ("beginning", "Berg am Sc"),
        ("word", "Berg am"),
        ("part", "Schlo"),
        ("word", "Schloss"),
    ],
)
@pytest.mark.parametrize("field", ["name", "aliases"])
def test_beginning_of_an_addition(field, expected, asked):
    """
    A name begins with any of its words, also on into its addition, but not within it: Deister is no place.
    """
    members = {"x": {"name": "Ort", "kind": "Stadt", field: "Neu Berg am Schloss"}}
    if field == "aliases":
        members["x"][field] = [members["x"][field]]
    (hit,) = search.search(build.registry({"members": members}), [asked])
    assert expected == hit.tier


@pytest.mark.parametrize(("name", "asked"), [("Laußnitz", "Launitz"), ("Klein Berßen", "Klein Beren")])
def test_a_forgotten_sharp_s(name, asked):
    """
    ß is one letter, also if it is forgotten: not the two that it is folded to.
    """
    assert [(name, "dropped")] == [(hit.member.name, hit.tier) for hit in search.search(places(name), [asked])]


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


@pytest.mark.parametrize("asked", [["hall", "xyzxyz"], ["xyzxyz"], ["–"], [""], ["absatz erster"], ["ss"]])
def test_nothing_matches(asked):
    """
    All words must be found, a phrase in its order; punctuation alone is no word.
    """
    with pytest.raises(NothingFoundError) as error:
        hits(*asked)
    assert f"no member matches {' '.join(asked)!r}" == str(error.value)


def test_hint_of_an_empty_search():
    """
    A search without a hit offers the nearest name, person or topic.
    """
    with pytest.raises(NothingFoundError) as error:
        hits("Ehrenammt")
    assert "did you mean 'Ehrenamt'?" == error.value.hint


@pytest.mark.parametrize("asked", ["Ehrenamt", "EHRENAMT", "ehrenamt "])
def test_hint_is_another_word(asked):
    """
    A word that was asked for, in whatever spelling, is no advice: a topic on which nobody works.
    """
    with pytest.raises(NothingFoundError) as error:
        hits(asked)
    assert error.value.hint is None


def test_what_matched():
    """
    Every text in which a word was found is there with the places: each word's best one, then the weightiest.
    """
    (hit,) = search.search(registry(), ["beruf", "köllnitz"])
    assert [
        ("name", ["Köllnitz"]),
        ("topic", ["Beruf"]),
        ("alias", ["Köllnitz"]),
        ("id", ["koellnitz"]),
        ("contact", ["Köllnitz", "koellnitz"]),
        ("summary", ["Beruf"]),
        ("link", ["koellnitz"]),
    ] == [(match.field, [match.text[a:b] for a, b in match.spans]) for match in hit.matches]


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
    (hit,) = search.search(registry(), asked)
    marked = [match.text[a:b] for match in hit.matches if match.field == field for a, b in match.spans]
    assert ("koellnitz", "text") == (hit.member.id, hit.tier)
    assert expected == marked[0]


@pytest.mark.parametrize("asked", ["030 999", "+31 23125", "03", "0 31", "00 49 31", "https://example.com/koellnitz"])
def test_other_numbers_and_addresses(asked):
    """
    Nobody is found by a number or host that only looks alike.
    """
    with pytest.raises(NothingFoundError) as error:
        hits(asked)
    assert f"no member matches {asked!r}" == str(error.value)


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


@given(towns(), st.lists(words, min_size=1, max_size=2))
def test_spans_of_any_search(small, asked):
    """
    What is marked lies in the text, in order and without overlapping.
    """
    try:
        found = search.search(small, asked)
    except NothingFoundError:
        return
    assume(found)
    for match in (match for hit in found for match in hit.matches):
        ends = [end for span in match.spans for end in span]
        assert ends == sorted(set(ends))
        assert 0 <= ends[0] < ends[-1] <= len(match.text)
    for hit in found:
        assert hit.tier in search.TIERS
        assert 0 <= hit.score <= 100


@given(towns())
def test_a_name_is_found_first(small):
    """
    A search for a name or alias has first a member that is called so, and its own member among the exact ones.
    """
    for key, town in small.members.items():
        for name in filter(fold, (town.name, *town.aliases)):
            found = search.search(small, [name])
            assert name in (found[0].member.id, found[0].member.name, *found[0].member.aliases)
            assert {hit.tier for hit in found if hit.member.id == key} <= {"id", "ags", "name", "alias"}
            assert key in [hit.member.id for hit in found]


def ranked(small, asked):
    return search.ranked(Index(small), asked)


@given(towns(), st.data(), st.lists(words, min_size=1, max_size=2))
def test_more_members_hide_nobody(small, data, asked):
    """
    Another member never removes a hit, nor changes how one was found.
    """
    less = dict(small.members)
    less.pop(data.draw(st.sampled_from(list(less))))
    fewer = ranked(small._replace(members=less), asked)
    assert set(fewer) <= set(ranked(small, asked))


@given(towns(), words)
def test_spans_cover_what_matched(small, asked):
    """
    What is marked is what was typed, in some spelling, or a slip of it.
    """
    for hit in ranked(small, [asked]):
        marked = {form for match in hit.matches for a, b in match.spans for form in forms(match.text[a:b])}
        if hit.tier in ("word", "start", "beginning", "part", "text"):
            assert any(typed.replace(" ", "") in form.replace(" ", "") for typed in forms(asked) for form in marked)
        elif hit.tier in ("dropped", "typo", "text-typo"):
            typed = forms(asked) | typed_forms(asked)
            assert any(OSA.distance(one, form) <= allowed_typos(one) for one in typed for form in marked)


def test_name_that_was_meant():
    """
    Who is found by an alias as a whole sees the alias.
    """
    small = registry(member('aliases = ["Bad Höxberg"]'))
    ((match,),) = [hit.matches for hit in ranked(small, ["BadHöxberg"])]
    assert ("alias", "Bad Höxberg", ((0, 11),)) == (match.field, match.text, match.spans)


def test_slip_in_each_place():
    """
    A slip is marked wherever the word stands, and only where it does as a whole.
    """
    small = registry(member("", '[[members.a.contacts]]\noffice = "Bildung, Bildung und Weiterbildung"'))
    ((match,),) = [hit.matches for hit in ranked(small, ["Bidlung"])]
    assert ("contact", ((0, 7), (9, 16))) == (match.field, match.spans)


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
    for word in sorted({word for text in Index(registry()).texts for word in text.split()}):
        expected = search.ranked(Index(registry()), [word], fields)
        found += len(expected)
        try:
            hits = search.search(registry(), [word], [area])
        except NothingFoundError:
            hits = []
        assert [(hit.member.id, *hit[1:]) for hit in expected] == [(hit.member.id, *hit[1:]) for hit in hits]
    assert found


def test_every_field_has_an_area():
    """
    Every field that is searched can be chosen, and only once.
    """
    assert sorted(search.WEIGHTS) == sorted(field for fields in search.AREAS.values() for field in fields)


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


def test_letters_of_an_address(wi):
    """
    A web address is not found where a sentence happens to have its letters.
    """
    registry = SMALL.replace('text = "Vertrag"', 'text = "In Hoexburg, der Stadt am Fluss"')
    assert "koellnitz" not in wi("search", "hoexburg.de", "--format", "ids", registry=registry)[1]
    assert "koellnitz" in wi("search", "hoexburg de", "--format", "ids", registry=registry)[1]


def test_what_begins_so_before_a_word_inside():
    """
    Of two names of which little was typed the one that begins so comes before one that only has a word that does.
    """
    places = "".join(
        f'[members.m{n}]\nname = "{name}"\nkind = "Gemeinde"\n'
        for n, name in enumerate(("Bad Neuhaus", "Neuhausenbergen"))
    )
    hits = search.search(registry(f"format = 1\n{places}"), ["Neuhau"])
    assert [("Neuhausenbergen", "beginning"), ("Bad Neuhaus", "beginning")] == [(h.member.name, h.tier) for h in hits]
