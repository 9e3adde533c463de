import json
import re
import string
import sys
import tomllib
from functools import cache

import jsonschema
import pytest
import tomli_w
from hypothesis import assume, example, given
from hypothesis import strategies as st

from examined import SCHEMA, TODAY, codes, expected, found
from samples import REGISTRIES
from wi_cli.checking.diagnose import Selection
from wi_cli.checking.mend import mend
from wi_cli.checking.rule import Settings
from wi_cli.checking.rulebook import RULES

GOOD = sorted(REGISTRIES.glob("good/*.toml"))
BAD = sorted(REGISTRIES.glob("bad/*.toml"))


# -- files as cases ------------------------------------------------------------------------


BAD_CASES = [pytest.param(path, id=path.stem) for path in BAD]


@pytest.mark.parametrize("path", BAD_CASES)
def test_bad_file(path):
    """
    A bad file gives the code of its name and no other, once for each defect, at its place, in order of place.
    """
    settings = Settings(TODAY.today, 24) if path.name.startswith("WI227") else TODAY
    assert expected(path) == [f"{d.code} {d.line}:{d.column}" for d in found(path.read_bytes(), settings)]


@pytest.mark.parametrize("path", [*GOOD, REGISTRIES / "base.toml"], ids=lambda path: path.stem)
def test_good_file(path):
    """
    A good file gives nothing, not even a warning.
    """
    assert () == found(path.read_bytes())


def test_bad_files():
    """
    Each code is shown by a file, but for those of files that can't be read, and with 10,000 defects; no excuse
    outlives its file.
    """
    assert set(RULES) - {"WI000", "WI303"} == {path.name[:5] for path in BAD if path.name.startswith("WI")}


# -- any input -----------------------------------------------------------------------------


def accepted(content):
    """
    Whether `tomllib` reads it.
    """
    try:
        tomllib.loads(content.decode())
    except (ValueError, RecursionError):
        return False
    return True


PIECES = st.sampled_from(
    [
        *"[]{}=.,#\"'\n \\\r\t\x00a1ü\ufeff„-",
        '"""',
        "'''",
        "\r\n",
        "[[",
        "]]",
        "a = ",
        "inf",
        "2014-04-01",
        "\\u0000",
        *("[members.a]\n", "[[members.a.links]]\n", "format = 1\n", "# wi: ignore", " WI226 because"),
    ]
)


@given(st.one_of(st.binary(max_size=60), st.lists(PIECES, max_size=30).map("".join).map(str.encode)))
@example(b"")
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"\x00")
@example(b"a = 1\rb = 2")
def test_any_bytes(content):
    """
    No bytes give a traceback; there are syntax faults if and only if `tomllib` refuses, and then nothing else.
    A byte order mark is reported beside whatever else there is.
    """
    found = codes(content)
    assert content.startswith(b"\xef\xbb\xbf") == ("WI003" in found)
    syntactic = {code.startswith("WI0") for code in found if code != "WI003"}
    assert {not accepted(content.removeprefix(b"\xef\xbb\xbf"))} == syntactic  # even the smallest TOML lacks `format`


FIELDS = [*sorted(set(re.findall(r'"(\w+)": \{', SCHEMA))), "nonsense", "kassel"]
TEXTS = ["Hessen", "2014-02-30", "2014/..", "+49 561 ", "https://[", "\x1b[0m", "", " a", "kassel", "lotsen", "a@b.de"]
VALUES = st.recursive(
    st.one_of(
        *(st.sampled_from(TEXTS), st.integers(-(10**20), 10**20), st.floats(), st.booleans()),
        *(st.dates(), st.times(), st.datetimes()),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4)),
    max_leaves=12,
)
TABLES = st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=4)
BY_ID = st.dictionaries(st.sampled_from(["a", "kassel", "lotsen"]), TABLES | VALUES, max_size=3)
DOCUMENTS = st.fixed_dictionaries(
    {},
    optional={"format": VALUES, "network": TABLES | VALUES}
    | dict.fromkeys(("topics", "indicators", "sources", "members"), BY_ID | VALUES),
)


@given(DOCUMENTS, st.sampled_from([None, 0, 10**6]))
def test_any_document(document, max_age):
    """
    Whatever stands under the format's keys is judged without a traceback: in order of place, each
    thing once; mending twice is mending once.
    """
    text = tomli_w.dumps(document)
    settings = Settings(TODAY.today, max_age)
    diagnostics = found(text, settings)
    places = [(d.line, d.column, d.code, d.message) for d in diagnostics]
    assert sorted(set(places)) == places
    assert not [d for d in diagnostics if d.code.startswith("WI0")]
    mended = mend(text.encode(), SCHEMA, settings).content
    assert (mended, 0) == mend(mended, SCHEMA, settings)[:2]


# -- one slip in a good registry -----------------------------------------------------------

EVERY_FIELD = (REGISTRIES / "good" / "every-field.toml").read_text(encoding="utf-8")
CONTENT = EVERY_FIELD.encode()
LINES = EVERY_FIELD.split("\n")
# What may be absent, and what may hold anything, as the format's description says: no other change can pass unseen.
OPTIONAL = {
    *(f"network.{key}" for key in ("short_name", "website")),
    *(f"indicators.{key}" for key in ("decimals", "part_of")),
    *(f"sources.{key}" for key in ("publisher", "date", "url", "note")),
    *(f"members.{key}" for key in ("district", "ags", "ars", "location", "aliases", "website")),
    *(f"membership.{key}" for key in ("founding", "since", "until", "seen")),
    *(f"contacts.{key}" for key in ("office", "family_name", "given_name", "title", "role", "street", "postal_code")),
    *(f"contacts.{key}" for key in ("city", "country", "phone", "mobile", "fax", "email")),
    *(f"contacts.{key}" for key in ("suffix", "website", "as_of")),
    *(f"figures.{key}" for key in ("value_max", "qualifier", "as_of", "note")),
    *(f"sections.{key}" for key in ("text", "items", "sources")),
    "links.url",
    "kinds.Jobcenter",
}
FREE = {
    *(f"network.{key}" for key in ("name", "short_name", "summary", "website")),
    *("topics.lotsen", "topics.schulsozialarbeit", "indicators.label", "indicators.unit"),
    *(f"sources.{key}" for key in ("title", "publisher", "url", "note")),
    *(f"members.{key}" for key in ("name", "district", "aliases", "website", "summary")),
    *("location.lat", "location.lon", "milestones.text", "links.title", "links.url"),
    *(f"contacts.{key}" for key in ("office", "given_name", "family_name", "title", "role", "street", "city")),
    *("contacts.phone", "contacts.email", "figures.value", "figures.value_max", "figures.note"),
    *("sections.title", "sections.text", "sections.items"),
}


def field(path):
    """
    ("members", "kassel", "contacts", 0, "phone") -> "contacts.phone".
    """
    words = [part for part in path if isinstance(part, str)]
    if words[0] in ("members", "sources", "indicators"):
        del words[1]
    return ".".join(words[-2:])


def leaves(value, path=()):
    """
    The values of a document by path, as they would be printed.
    """
    if isinstance(value, dict | list) and value:
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        return {leaf: text for key, item in pairs for leaf, text in leaves(item, (*path, key)).items()}
    return {path: repr(value)}


def pairs():
    """
    Line number, field and key of each `key = value`; text in three quotes is no value of one line.
    """
    table = ""
    for number, line in enumerate(LINES):
        if header := re.fullmatch(r"\[+([^\]]+)\]+", line):
            table = header[1]
        elif (pair := re.match(r"([a-z_]+) = ", line)) and '"""' not in line:
            yield number, field((*table.split("."), pair[1])) if table else pair[1], pair[1]


PAIRS = list(pairs())


def with_line(number, *lines):
    return "\n".join([*LINES[:number], *lines, *LINES[number + 1 :]])


@cache
def judge():
    return jsonschema.Draft202012Validator(json.loads(SCHEMA))


def unsound(document):
    """
    What an independent judge has against a document: the schema in the hands of another program,
    and ids that are declared or used but not both.
    """
    if faults := [error.message for error in judge().iter_errors(document)]:
        return faults
    used = {"topics": set(), "sources": set(), "indicators": set()}
    for path, leaf in leaves(document).items():
        name = next(part for part in reversed(path) if isinstance(part, str))
        table = "indicators" if name in ("indicator", "part_of") else name
        if len(path) > 2 and table in used and leaf != "[]":
            used[table].add(leaf[1:-1])
    return [name for name, ids in used.items() if ids != set(document[name])]


def test_every_field_is_there():
    """
    The registry that is spoiled in the tests below uses every property of the schema, and is sound.
    """
    schema = json.loads(SCHEMA)
    member = schema["$defs"]["member"]["properties"]
    tables = [schema, member["location"], *schema["$defs"].values()]
    document = tomllib.loads(EVERY_FIELD)
    assert {key for table in tables for key in table.get("properties", ())} <= {
        p for path in leaves(document) for p in path
    }
    assert [] == unsound(document)


def test_deleted_key():
    """
    A key that is deleted is one diagnostic, unless the format says that it may be absent.
    """
    wanted = {name: [] if name in OPTIONAL else ["WI102"] for _, name, _ in PAIRS}
    # Required only in municipalities; the label's topic loses its declaration, the member's topics lose a use.
    # The only figure of an indicator is gone with its name.
    wanted |= {
        "figures.indicator": ["WI207", "WI102"],
        "members.state": ["WI214"],
        # Its figures then have more than are declared.
        "indicators.decimals": ["WI232"],
        "topics.lotsen": ["WI202"] * 2,
        "topics.schulsozialarbeit": ["WI202"],
    }
    got = {name: codes(with_line(number)) for number, name, _ in PAIRS if name != "members.topics"}
    del wanted["members.topics"]
    assert wanted == got


@pytest.mark.parametrize("value", ['"text"', "1", "true", "[]", "[1]", "{}", "2014-04-01", "inf"])
def test_retyped_value(value):
    """
    A value of another type is found, wherever it stands.
    """
    other = tomllib.loads(f"x = {value}")["x"]
    for number, name, key in PAIRS:
        before = tomllib.loads(LINES[number])[key]
        number_as_number = isinstance(before, float) and other == 1
        if (type(before) is not type(other) or value == "[1]") and not number_as_number:
            assert codes(with_line(number, f"{key} = {value}")), name


@st.composite
def slips(draw, word):
    """
    The word with one letter lost, added or changed, or two neighbours swapped.
    """
    place = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from(string.ascii_lowercase))
    head, tail = word[:place], word[place:]
    swapped = head + tail[1:2] + tail[:1] + tail[2:]
    return draw(st.sampled_from([head + tail[1:], head + letter + tail, head + letter + tail[1:], swapped]))


@given(st.sampled_from([(number, key) for number, name, key in PAIRS if "topics." not in name]), st.data())
def test_misspelt_key(pair, data):
    """
    A misspelt key is one diagnostic, at the key, that names what was meant.
    """
    number, key = pair
    slip = data.draw(slips(key))
    assume(slip not in {known for _, _, known in PAIRS} | {""})
    (only,) = found(with_line(number, slip + LINES[number].removeprefix(key)))
    assert ("WI101", number + 1, 1) == (only.code, only.line, only.column)
    assert (f"unknown key {slip!r}", f"did you mean {key!r}?") == (only.message, only.hint)


WORDS_OF_HEADERS = [
    pytest.param(number, word, id=f"{number + 1}-{word}")
    for number, line in enumerate(LINES)
    if line.startswith("[")
    for word in line.strip("[]").split(".")[::2]
]


@pytest.mark.parametrize(("number", "word"), WORDS_OF_HEADERS)
def test_misspelt_table(number, word):
    """
    A misspelt word of a header is one diagnostic, whatever hangs on the table.
    """
    assert ["WI101"] == codes(with_line(number, LINES[number].replace(word, word[:2] + word[3:], 1)))


HEADERS = [number for number, line in enumerate(LINES) if line.strip("[").startswith("members.grossburg")]


@pytest.mark.parametrize("slip", ["grosburg", "grossburk"])
@pytest.mark.parametrize("number", HEADERS)
def test_misspelt_id_in_a_header(number, slip):
    """
    A misspelt id in one of a member's headers is one diagnostic that names the right one.
    """
    (only,) = found(with_line(number, LINES[number].replace("grossburg", slip)))
    assert ("WI201", number + 1, "did you mean 'grossburg'?") == (only.code, only.line, only.hint)


ID_KINDS = {
    "topics": ("lotsen", "schulsozialarbeit"),
    "sources": ("report", "slides"),
    "indicators": ("count", "unemployment", "unemployment-under-25"),
    "members": ("grossburg", "lernwerk"),
}
# Each place of an id, in a header, in quotes or as a key: (what it is an id of, span).
IDS = [
    (kind, place.span())
    for kind, words in ID_KINDS.items()
    for word in words
    for place in re.finditer(rf"(?m)(?<=[\".]){word}(?=[\"\].])|^{word}(?= =)", EVERY_FIELD)
]


@given(st.sampled_from(IDS), st.sampled_from(IDS))
def test_swapped_ids(one, other):
    """
    Two ids that change places are found, unless both are of one vocabulary and all ids are still
    declared and used.
    """
    (kind, (start, end)), (other_kind, (other_start, other_end)) = sorted([one, other], key=lambda place: place[1])
    first, second = EVERY_FIELD[start:end], EVERY_FIELD[other_start:other_end]
    assume(first != second)
    swapped = EVERY_FIELD[:start] + second + EVERY_FIELD[end:other_start] + first + EVERY_FIELD[other_end:]
    if not found(swapped):
        assert kind == other_kind != "members"
        assert [] == unsound(tomllib.loads(swapped))


@given(st.integers(0, len(CONTENT)))
def test_cut_file(length):
    """
    A file that was cut off is found, unless what is left is a whole registry.
    """
    if not found(CONTENT[:length]):
        assert [] == unsound(tomllib.loads(CONTENT[:length].decode()))


@given(st.integers(0, len(CONTENT)), st.integers(0, 255) | st.sampled_from(b"\"'#=[]{}.,\n\r\t \\-0"))
def test_inserted_byte(place, byte):
    """
    A stray byte is found, unless it changes free text or a free number, or makes a comment of what
    may be absent.
    """
    content = CONTENT[:place] + bytes([byte]) + CONTENT[place:]
    if not found(content):
        document = tomllib.loads(content.decode())
        changed = leaves(document).items() ^ leaves(tomllib.loads(EVERY_FIELD)).items()
        # A kind may have any name.
        fields = {field(path) for path, _ in changed if path[0] != "kinds"}
        assert fields <= FREE | OPTIONAL | {"members.location"}
        assert [] == unsound(document)


BARE = (REGISTRIES / "good" / "nothing-but-tables.toml").read_text(encoding="utf-8").replace("sources = {}\n", "")


@pytest.mark.parametrize(
    ("expected", "select", "ignore"),
    [
        ({"WI101", "WI203", "WI206"}, ["WI"], []),
        ({"WI203", "WI206"}, ["WI2"], []),
        ({"WI101", "WI203"}, ["WI1", "WI203"], []),
        ({"WI101", "WI206"}, ["WI"], ["WI203"]),
        ({"WI101"}, ["WI"], ["WI2"]),
        ({"WI101", "WI203"}, ["WI203", "WI1"], ["WI2"]),
        ({"WI203"}, ["WI203"], ["WI"]),
        (set(), ["WI2"], ["WI20"]),
        (set(), ["WI2"], ["WI2"]),
    ],
)
def test_selection(expected, select, ignore):
    """
    The longest prefix that fits a code decides, whichever option it was given with; a tie is ignored.
    """
    text = f"{BARE}[sources.unused]\ntitel = 'T'\n" + '[[network.contacts]]\noffice = "A"\nsources = ["other"]\n'
    assert expected == set(codes(text, selection=Selection(select, ignore)))


@pytest.mark.parametrize("selection", [Selection(["WI107"]), Selection(["WI"], ["WI0"]), Selection(["WI2"], ["WI010"])])
@pytest.mark.parametrize(
    ("expected", "content"),
    [
        (["WI001"], b"a = b"),
        (["WI002"], b"# \xff"),
        (["WI010"], b"<<<<<<< A\n=======\n>>>>>>> B\n"),
        (["WI003", "WI001"], b"\xef\xbb\xbfa = b"),
    ],
)
def test_syntax_is_always_reported(expected, content, selection):
    """
    What keeps a file from being read is reported, whatever codes were asked for.
    """
    assert expected == codes(content, selection=selection)


def test_byte_order_mark():
    """
    What stands behind a byte order mark is checked as well; the mark can be ignored as other defects can.
    """
    content = ("\ufeff" + EVERY_FIELD.replace("Großburg", "Großburg ", 1)).encode()
    places = [(d.line, d.column) for d in found(content[3:])]
    assert ["WI003", "WI226"] == codes(content)
    assert [(1, 1), *places] == [(d.line, d.column) for d in found(content)]
    assert ["WI226"] == codes(content, selection=Selection(["WI"], ["WI003"]))


# -- time ----------------------------------------------------------------------------------


def work(text):
    """
    How many calls an examination makes, Python's and C's.
    """
    calls = 0

    def count(_, event, __):
        nonlocal calls
        calls += event in ("call", "c_call")

    content = text.encode()
    sys.setprofile(count)
    try:
        found(content)
    finally:
        sys.setprofile(None)
    return calls


def many(number, line):
    text = BARE.replace("members = {}\n", "") + '[sources.flyer]\ntitle = "Faltblatt"\n'
    for n in range(number):
        text += f'[members.ort-{n}]\nname = "Ort {n}"\nkind = "Verein"\nsummary = "Ein Verein."\n{line.format(n)}\n'
        text += f'[[members.ort-{n}.contacts]]\noffice = "Amt"\nsources = ["flyer"]\n'
    return text


@pytest.mark.parametrize(
    ("code", "line"),
    [
        (None, ""),
        (None, 'district = "Kreis " # wi: ignore WI226 so printed'),
        ("WI226", 'district = "Kreis "'),
        ("WI101", 'sumary = "Ein Verein."'),
        ("WI001", "district = Kreis"),
        ("WI009", "location = {{\nlat = 51.3\n}}"),
        ("WI005", 'name = "Verein"'),
        ("WI202", 'topics = ["t{}"]'),
    ],
)
def test_linear_time(code, line):
    """
    Eight times as many members cost about eight times the work, whatever is wrong with each.
    """
    few, more = many(50, line), many(400, line)
    assert {code} - {None} == set(codes(few))
    assert work(more) / work(few) < 12


def test_linear_time_of_what_json_has_not():
    """
    Native dates beside other defects, in keys that are put right, cost no more than their number.
    """
    line = 'district = "Kreis "\nalises = [2014-04-01]'
    few, more = many(50, line), many(400, line)
    assert {"WI101", "WI115", "WI226"} == set(codes(few))
    assert work(more) / work(few) < 12


def test_linear_time_of_misspelt_ids():
    """
    A misspelt header at every member costs no more than their number.
    """

    def misspelt(number):
        member = '[members.ort-{0}]\nname = "Ort {0}"\nkind = "Verein"\nsummary = "A"\n'
        member += '[[members.ort-{0}x.links]]\ntitle = "A"\n'
        return BARE.replace("members = {}\n", "") + "".join(map(member.format, range(number)))

    assert work(misspelt(200)) / work(misspelt(25)) < 12


def test_linear_time_of_parts():
    """
    A long chain of indicators that are parts of each other costs no more than its length.
    """

    def chain(number):
        parts = "".join(f'[indicators.i{n}]\nlabel = "A"\nunit = "B"\npart_of = "i{n + 1}"\n' for n in range(number))
        return BARE.replace("indicators = {}\n", "") + parts + f'[indicators.i{number}]\nlabel = "A"\nunit = "B"\n'

    assert work(chain(400)) / work(chain(50)) < 12
