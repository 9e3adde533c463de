"""
What a change leaves alone, whatever the registry looks like.
"""

import copy
import json
import re
import tomllib

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samples import REGISTRIES, RICH
from wi_cli.changing import changes, inputs, layout
from wi_cli.checking.diagnose import examine
from wi_cli.checking.rule import Settings
from wi_cli.errors import CannotChangeError, MemberNotFoundError, NothingFoundError, UsageError, WiError
from wi_cli.registry import new, store, toml
from wi_cli.registry.locate import Locator
from wi_cli.registry.tokens import tokens

SCHEMA = store.schema()
SHAPE = json.loads(SCHEMA)
TODAY = Settings("2026-11-22")
BASE = (REGISTRIES / "base.toml").read_text(encoding="utf-8")

HEAD = """\
format = 1 # one

[network]
name = "Netz" # net
summary = "Ein erfundenes Netz."

[topics] # vocabulary
uebergang = "Übergang"
# below
eltern = 'Elternarbeit'

[indicators.population]
label = "Einwohner"
unit = "Personen"

[sources.flyer] # where it was read
title = "Faltblatt"

[sources.bericht]
title = "Bericht"
"""
NEW = {
    "name": "Neustadt",
    "kind": "Gemeinde",
    "state": "SN",
    "summary": "Eine „neue“ Gemeinde.",
    "contacts": [{"office": "Rathaus", "phone": "+49 30 23125 000", "sources": ["flyer"]}],
    "links": [{"title": "Plan"}, {"title": "Karte"}],
}

# -- registries in every dress -----------------------------------------------------

blanks = st.sampled_from(["", "", "\n", "\n", "\n\n", "\n \n"])
remark = st.sampled_from(["", "", "", "# remark @\n", "  # remark @ [members.x] \n# and @\n"])
behind = st.sampled_from(["", "", "", " # behind @", "\t#@"])
apart = st.sampled_from(["", "", "", "", "# apart @\n\n"])
text_value = st.sampled_from(['"Ein Text."', "'Ein Text.'", '"""Ein Text."""', '"Ein \\"Text\\"."', '"Ä # nichts"'])
ids = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=4, unique=True)
SOURCES = ['["flyer"]', "[ 'flyer' , \"bericht\", ]", '[\n  "flyer", # inside @\n\n  "bericht"\n]']


@st.composite
def pairs(draw, required, optional):
    lines = [f"{key} = {value}" for key, value in required]
    lines += [f"{key}  =  {value}" for key, value in optional if draw(st.booleans())]
    return [f"{draw(remark)}{line}{draw(behind)}\n{draw(blanks)}" for line in draw(st.permutations(lines))]


@st.composite
def member_tables(draw, key):
    """
    The tables of one member, in any order (elements of an array keep theirs: TOML wants it).
    """
    sources = ("sources", draw(st.sampled_from(SOURCES)))
    own = draw(
        pairs(
            [("name", f'"{key.upper()}"'), ("kind", '"Gemeinde"'), ("state", "'SN'"), ("summary", draw(text_value))],
            [
                ("website", '"https://example.org"'),
                ("topics", "[ 'uebergang',\n 'eltern' ]"),
                ("aliases", f'["{key}{key}"]'),
            ],
        )
    )
    tables = [("", own)]
    if draw(st.booleans()):
        tables.append(("membership", draw(pairs([sources], [("since", '"2011"'), ("founding", "true")]))))
    contact = pairs([("office", '"Amt"'), sources], [("city", '"Ort"'), ("role", '"x"')])
    tables += [("contacts", lines) for lines in draw(st.lists(contact, max_size=2))]
    if draw(st.booleans()):
        tables.append(("links", draw(pairs([("title", '"Plan"')], [("url", '"https://example.org/a#b"')]))))
    result = []
    for name, lines in draw(st.permutations(tables)):
        path = f"members.{key}.{name}" if name else f"members.{key}"
        header = f"[[{path}]]" if name in ("contacts", "links") else f"[{path}]"
        above, below = draw(apart) + draw(remark), draw(remark)
        result.append(f"{above}{header}{draw(behind)}\n{''.join(lines)}{below}{draw(blanks)}")
    return result


@st.composite
def registries(draw):
    """
    A valid registry; every comment in it is another.
    """
    tables = [HEAD + draw(blanks)]
    for key in draw(ids):
        tables += draw(member_tables(key))
    text = "".join(tables) + draw(st.sampled_from(["", "", "# the end @\n", "\n# the end @\n"]))
    parts = text.split("@")
    text = parts[0] + "".join(f"c{n}{part}" for n, part in enumerate(parts[1:]))
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


@st.composite
def registries_and_keys(draw):
    text = draw(registries())
    return text, draw(st.sampled_from(sorted(tomllib.loads(text)["members"])))


def comments(text):
    return [text[slice(*token.span)].rstrip() for token in tokens(text) if token.kind == "comment"]


def errors(text):
    return sorted(
        (found.code, found.message) for found in examine(text.encode(), SCHEMA, TODAY).diagnostics if not found.warning
    )


def headers(text):
    strings = [token.span for token in tokens(text)]
    found = re.finditer(r"^[ \t]*\[+members\.([\w-]+)[^\]\n]*\]", text, re.MULTILINE)
    return [one[1] for one in found if not any(start <= one.start() < end for start, end in strings)]


def difference(before, after):
    """
    The lines in the one place at which two texts differ: what was taken out, and what came in.
    """
    before, after = (re.sub("\r?\n\\Z", "", text).replace("\r", "").split("\n") for text in (before, after))
    start = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    most = min(len(before), len(after)) - start
    end = next((n for n in range(most) if before[-1 - n] != after[-1 - n]), most)
    return "\n".join(before[start : len(before) - end]), "\n".join(after[start : len(after) - end])


def line_ends(text):
    return {match[0] for match in re.finditer("\r?\n", text)}


def tried(change):
    """
    What a change gives, or why it can't be made.
    """
    try:
        return change(), ""
    except CannotChangeError as error:
        return None, str(error)


@given(registries())
def test_registries(text):
    """
    What the other tests here begin with is valid.
    """
    assert [] == errors(text)


# -- add and remove ----------------------------------------------------------------


@given(registries(), st.sampled_from(["a-b", "0", "zz", "c-1", "d0"]), st.booleans())
def test_add(text, key, brings_source):
    """
    A new member comes as one block between bytes that all stay; where the ids are in order it keeps
    them so, else it is the last.  Taking it out gives the bytes back.
    """
    sources = {"neu": {"title": "Neue Quelle"}} if brings_source else {}
    after = changes.with_member(text, key, NEW | {"name": key.title()}, {"sources": sources} if sources else None)
    meant = tomllib.loads(text)
    known = list(dict.fromkeys(headers(text)))
    meant["members"][key] = NEW | {"name": key.title()}
    meant["sources"] |= sources
    assert meant == tomllib.loads(after)
    assert comments(text) == comments(after)
    assert line_ends(text) | line_ends(after) == line_ends(text)
    assert text.endswith("\n") == after.endswith("\n")
    assert errors(text) == errors(after)
    expected = sorted([*known, key]) if known == sorted(known) else [*known, key]
    assert expected == list(dict.fromkeys(headers(after)))
    taken = changes.without_member(after, key)
    if not sources:
        assert "" == difference(text, after)[0]
        assert text == taken.text


@given(registries_and_keys())
def test_remove(drawn):
    """
    A removed member leaves everything else as it is, byte for byte; of the comments only its own go.
    """
    text, key = drawn
    try:
        after = changes.without_member(text, key)
    except CannotChangeError:
        assert _scattered(text, key)
        return
    meant = tomllib.loads(text)
    del meant["members"][key]
    assert meant == tomllib.loads(after.text)
    gone, came = difference(text, after.text)
    assert came.strip() in ("", "[members]")
    assert (meant["members"] == {}) == (came.strip() != "")
    assert {key} >= set(headers(gone))
    assert [one for one in headers(text) if one != key] == headers(after.text)
    # A remark with a blank line below belongs to nobody, unless it stands among the member's tables.
    assert not gone.lstrip().startswith("# apart")
    assert sorted(comments(text)) == sorted(comments(after.text) + comments(gone))
    assert line_ends(after.text) <= line_ends(text)


def _scattered(text, key):
    found = headers(text)
    first, last = found.index(key), len(found) - 1 - found[::-1].index(key)
    return any(one != key for one in found[first : last + 1])


# -- values --------------------------------------------------------------------------

assignments = st.sampled_from(
    [
        ("name", "Anders"),
        ("summary", "Ganz # anders."),
        ("district", "Kreis"),
        ("ags", "14999000"),
        ("topics", ["eltern"]),
        ("aliases", ["x" * 60, "y" * 60]),
        ("location", {"lat": 51.0, "lon": 12.5}),
        ("membership.until", "2022"),
        ("membership.founding", False),
        ("membership.sources", ["bericht"]),
        ("contacts.0.phone", "+49 30 23125 001"),
        ("contacts.0.office", "Bürgerbüro"),
        ("contacts.1.office", "Bürgerbüro"),
        ("contacts.0.sources.0", "bericht"),
        ("links.0.title", "Stadtplan"),
        ("links.0.url", "https://example.org/neu"),
        ("sections.0.title", "Neu"),
        ("topics.0", "eltern"),
    ]
)


def meant_with(document, path, value):
    document = copy.deepcopy(document)
    place = document
    for part, following in zip(path, [*path[1:], None], strict=True):
        if isinstance(part, int) and part == len(place):
            place.append({})
        if following is None:
            place[part] = value
        elif isinstance(part, str):
            place.setdefault(part, [] if isinstance(following, int) else {})
        place = place[part]
    return document


def path_of(text, key, name):
    """
    The path of a field, if there is a place for it.
    """
    try:
        return inputs.field_path(tomllib.loads(text), key, name)
    except UsageError:
        return None


@settings(max_examples=100)
@given(registries_and_keys(), assignments)
def test_set(drawn, assignment):
    """
    A value that is set changes that value alone: everything else stays, byte for byte, with all
    comments.  Where it was not there before, taking it out gives the bytes back; where it was,
    setting it back does, if it was written in the plain way.
    """
    (text, key), (name, value) = drawn, assignment
    path = path_of(text, key, name)
    assume(path)
    document = tomllib.loads(text)
    old = document
    for part in path:
        old = old[part] if (part in old if isinstance(old, dict) else part < len(old)) else None
        if old is None:
            break
    after, refusal = tried(lambda: changes.with_value(text, path, value))
    if after is None:
        assert "comments within" in refusal or _scattered(text, key)
        return
    assert meant_with(document, path, value) == tomllib.loads(after)
    assert comments(text) == comments(after)
    assert text.endswith("\n") == after.endswith("\n")
    assert line_ends(after) <= line_ends(text)
    gone, came = difference(text, after)
    assert set(headers(came)) <= {key}
    assert [] == headers(gone)
    if old is None:
        assert "" == gone
        parent = next(path[:n] for n in range(3, len(path) + 1) if _missing(document, path[:n]))
        assert text == changes.without_value(after, parent)
    else:
        back = changes.with_value(after, path, old)
        assert document == tomllib.loads(back)
        if layout.value(old) == text[slice(*Locator(text).value(path))].replace("\r", ""):
            assert text == back


def _missing(document, path):
    for part in path:
        try:
            document = document[part]
        except (KeyError, IndexError):
            return True
    return False


@settings(max_examples=100)
@given(registries_and_keys(), st.data())
def test_unset(drawn, data):
    """
    A value, a table or an element that is taken out takes nothing else with it but its own comments.
    """
    text, key = drawn
    document = tomllib.loads(text)
    path = data.draw(st.sampled_from(list(_paths(document["members"][key], ("members", key)))))
    after, refusal = tried(lambda: changes.without_value(text, path))
    if after is None:
        assert "comments within" in refusal or "don't stand together" in refusal
        return
    meant = copy.deepcopy(document)
    place = meant
    for part in path[:-1]:
        place = place[part]
    del place[path[-1]]
    if place == [] and isinstance(path[-1], int) and f"[[members.{key}.{path[2]}]]" in text and len(path) == 4:
        del meant["members"][key][path[2]]
    assert meant == tomllib.loads(after)
    gone, _ = difference(text, after)
    assert set(headers(gone)) <= {key}
    assert [one for one in comments(text) if one in set(comments(after))] == comments(after)
    assert set(comments(text)) - set(comments(after)) <= {c for c in comments(text) if c in gone}
    assert line_ends(after) <= line_ends(text)


def _paths(item, path):
    for part, below in item.items() if isinstance(item, dict) else enumerate(item):
        yield (*path, part)
        if isinstance(below, dict | list):
            yield from _paths(below, (*path, part))


# -- the text of a member -----------------------------------------------------------


@given(registries_and_keys(), st.sampled_from(["renamed", "summary", "comment", "no last line end", "other line ends"]))
def test_edit(drawn, how):
    """
    Other lines for a member replace its lines alone; the old lines again give the bytes back.
    """
    text, key = drawn
    try:
        lines = changes.member_text(text, key)
    except CannotChangeError:
        assert _scattered(text, key)
        return
    edited, new = lines, key
    if how == "renamed":
        edited, new = re.sub(rf"(?m)^(\[+members\.){key}\b", r"\1zz", lines).replace(f'"{key.upper()}"', '"ZZ"'), "zz"
    elif how == "summary":
        edited = re.sub("(?m)^kind *= ", 'district = "Kreis"\n\\g<0>', lines)
    elif how == "comment":
        edited = f"# mine\n{lines}"
    elif how == "no last line end":
        edited = lines.rstrip("\r\n")
    else:
        edited = lines.replace("\r\n", "\n")
    assert [] == changes.draft_problems(text, key, edited.encode(), SCHEMA, TODAY).inside
    assert [] == changes.draft_problems(text, key, edited.encode(), SCHEMA, TODAY).outside
    after = changes.with_member_text(text, key, edited)
    gone, came = difference(text, after)
    assert set(headers(gone)) <= {key}
    assert set(headers(came)) <= {new}
    assert line_ends(after) <= line_ends(text)
    assert text == changes.with_member_text(after, new, lines)
    others = {name: fields for name, fields in tomllib.loads(text)["members"].items() if name != key}
    assert others == {name: fields for name, fields in tomllib.loads(after)["members"].items() if name != new}


# -- what a change means -------------------------------------------------------------


def member(text, key="kassel"):
    return tomllib.loads(text)["members"][key]


def test_last_member():
    """
    Where the last member goes the table of members stays, as the format wants it; the next one goes in there.
    """
    text = changes.with_member(new.EMPTY.replace("\n[members]\n", ""), "neustadt", NEW)
    after = changes.without_member(text, "neustadt").text
    assert {} == tomllib.loads(after)["members"]
    assert text == changes.with_member(after, "neustadt", NEW).replace("[members]\n\n", "")


@pytest.mark.parametrize("between", ["", "\n", "# bound\n", "\n# apart\n\n"])
@pytest.mark.parametrize("behind", ["", "\n"])
@pytest.mark.parametrize("declared", ["a", "ab", "abc", "zab", "abz", "azb", "zabzcz"])
def test_prune_side_by_side(declared, behind, between):
    """
    Any number of sources go together, whatever stands between them; what is used stays as it was.
    """
    used = [name for name in declared if name != "z"]
    names = [f"{name}{n}" for n, name in enumerate(declared)]
    tables = [f'[sources.{name}]\ntitle = "T"\n' for name in names]
    own, others = ([name for name in names if (name[0] == "z") is kept] for kept in (False, True))
    members = [
        f'[members.{key}]\nname = "{key}"\nmembership = {{ sources = {json.dumps(ids)} }}\n'
        for key, ids in (("x", own), ("y", others))
    ]
    head = "format = 1\n\n[topics]\n\n[indicators]\n\n"
    for order in (members, members[::-1]):
        after = changes.without_member(head + between.join(tables) + behind + between.join(order), "x", prune=True).text
        assert {name: {"title": "T"} for name in others} == tomllib.loads(after)["sources"]
        assert ["y"] == list(tomllib.loads(after)["members"])
        assert members[1] in after
        assert all(f'[sources.{name}]\ntitle = "T"\n' in after for name in others)
    assert used


def test_prune_a_chain():
    """
    Indicators that are parts of one another go together, however many they are.
    """
    parts = "".join(f'[indicators.i{n}]\nlabel = "I"\nunit = "x"\npart_of = "i{n + 1}"\n' for n in range(3000))
    text = (
        f'format = 1\n[topics]\n[sources]\n{parts}[indicators.i3000]\nlabel = "I"\nunit = "x"\n'
        '[members.y]\nfigures = [{ indicator = "i2999" }]\n[members.x]\nfigures = [{ indicator = "i0" }]\n'
    )
    taken = changes.without_member(text, "x", prune=True)
    assert [f"i{n}" for n in range(2999)] == taken.unused["indicators"]
    assert ["i2999", "i3000"] == list(tomllib.loads(taken.text)["indicators"])


def test_prune_in_one_line():
    """
    Sources that stand in one line with one that is used go together, too.
    """
    text = (
        'format = 1\nsources = { a = { title = "A" }, b = { title = "B" }, z = { title = "Z" } }\n'
        "[topics]\n[indicators]\n"
        '[members.y]\nmembership = { sources = ["z"] }\n[members.x]\nmembership = { sources = ["a", "b"] }\n'
    )
    after = changes.without_member(text, "x", prune=True).text
    assert 'sources = { z = { title = "Z" } }' in after


def test_unused():
    """
    What only a removed member used is named: also what was used by something that goes with it.
    With prune it goes, and the tables stay though they are empty.
    """
    text = HEAD.replace(
        "[indicators.population]",
        '[indicators.young]\nlabel = "U25"\nunit = "%"\npart_of = "population"\n\n[indicators.population]',
    )
    text += """
[members.a]
name = "A"
topics = ["eltern", "uebergang"]

[[members.a.figures]]
indicator = "young"
value = 1
sources = ["flyer", "bericht"]
"""
    taken = changes.without_member(text, "a", prune=True)
    assert {
        "sources": ["flyer", "bericht"],
        "topics": ["uebergang", "eltern"],
        "indicators": ["young", "population"],
    } == taken.unused
    empty = {name: {} for name in ("topics", "indicators", "sources", "members")}
    assert empty == {name: table for name, table in tomllib.loads(taken.text).items() if name in empty}
    kept = changes.with_member(text, "b", {"name": "B", "topics": ["eltern"]})
    assert ["uebergang"] == changes.without_member(kept, "a").unused["topics"]


@pytest.mark.parametrize("name", ["contacts.0", "links.0", "membership.seen", "membership"])
def test_unset_the_only_one(name):
    """
    The only contact can be taken out, like any other field; nothing empty stays.
    """
    text = BASE
    path = inputs.field_path(tomllib.loads(text), "kassel", name)
    after = member(changes.without_value(text, path))
    if name == "membership.seen":
        assert {"sources"} == set(after["membership"])
    else:
        assert set(member(text)) - {path[2]} == set(after)


def test_comments_within_a_value():
    """
    A list with comments is never written anew: they would be lost.
    """
    text = BASE.replace('aliases = ["Cassel"]', 'aliases = [\n  "Cassel",  # until 1926\n]', 1)
    for name, value in (("aliases", ["x"]), ("aliases.1", "x")):
        with pytest.raises(CannotChangeError, match="there are comments within aliases") as error:
            changes.with_value(text, inputs.field_path(tomllib.loads(text), "kassel", name), value)
        assert "change it by hand" == error.value.hint
    assert text.replace("Cassel", "x") == changes.with_value(text, ("members", "kassel", "aliases", 0), "x")


def test_member_that_is_gone():
    """
    A member that somebody else has removed meanwhile is not found, whatever was to be done with it.
    """
    for change in (
        lambda: changes.member_text(BASE, "gone"),
        lambda: changes.without_member(BASE, "gone"),
        lambda: changes.with_value(BASE, ("members", "gone", "name"), "x"),
        lambda: changes.with_value(BASE, ("members", "gone", "contacts", 0, "city"), "x"),
    ):
        with pytest.raises(MemberNotFoundError, match="no member called 'gone'"):
            change()
    with pytest.raises(NothingFoundError, match="'gone' has no name"):
        changes.without_value(BASE, ("members", "gone", "name"))


def test_scattered_member():
    """
    A member whose tables don't stand together is refused with the rule that explains it.
    """
    text = f'{BASE}\n[[members.kassel.links]]\ntitle = "x"\n'
    for change in (changes.member_text, changes.without_member):
        with pytest.raises(CannotChangeError, match="the tables of 'kassel' don't stand together") as error:
            change(text, "kassel")
        assert "see wi rule WI208" == error.value.hint


def test_draft_without_last_line_end():
    """
    A text without a last line end doesn't run into what stands below; what is wrong is in its own lines.
    """
    text = re.sub(r"\n+(?=\[members)", "\n", BASE)
    lines = changes.member_text(text, "kassel")
    draft = changes.draft_problems(text, "kassel", lines.rstrip("\n").encode(), SCHEMA, TODAY)
    assert ([], []) == (draft.inside, draft.outside)
    spoilt = text.replace("[members.weinheim]", "[members.Weinheim]", 1)
    draft = changes.draft_problems(spoilt, "kassel", lines.encode(), SCHEMA, TODAY)
    assert ([], []) == (draft.inside, draft.outside)


@pytest.mark.parametrize(
    "lines",
    ["", "# nothing\n", "x = 1\n", "[members.kassel]\n[members.b]\n", "[sources.b]\n", "members = 1\n", "x = \n"],
)
def test_not_one_member(lines):
    """
    What replaces a member's lines is one member and nothing else.
    """
    with pytest.raises(CannotChangeError, match="this is not one member"):
        changes.with_member_text(BASE, "kassel", lines)


def test_taken_id():
    """
    A member can't be renamed to another one's id.
    """
    with pytest.raises(CannotChangeError, match="there is a member 'weinheim' already"):
        changes.with_member_text(BASE, "kassel", "[members.weinheim]\n")


def test_only_new_errors_count():
    """
    An error that was there before hinders no change elsewhere; a second one of the same kind does.
    """
    new = {name: item for name, item in NEW.items() if name != "contacts"}
    bad = BASE.replace('state = "HE"', 'state = "XX"', 1)
    assert bad != BASE
    assert [] == changes.problems(bad, changes.with_member(bad, "neustadt", new), SCHEMA, TODAY)
    assert [("WI104", ("members", "neustadt", "state"))] == [
        (found.code, found.path)
        for found in changes.problems(bad, changes.with_member(bad, "neustadt", new | {"state": "XX"}), SCHEMA, TODAY)
    ]
    assert ["WI104"] == [found.code for found in changes.problems(BASE, bad, SCHEMA, TODAY)]


@pytest.mark.parametrize("name", ["contacts", "figures", "milestones", "sections"])
def test_old_errors_that_move(name):
    """
    An error in an entry of a list is the same one when an entry before it goes, or one comes in.
    """
    entry = toml.loads(BASE)["members"]["kassel"][name][0]
    short, long = (
        changes.with_member(BASE, "neustadt", NEW | {name: [*[entry] * number, {"wrong": 1, **entry}]})
        for number in (1, 2)
    )
    assert 1 == sum(found.path[-1] == "wrong" for found in changes.problems(BASE, short, SCHEMA, TODAY))
    for before, after in ((long, short), (short, long)):
        assert "wrong" not in [found.path[-1] for found in changes.problems(before, after, SCHEMA, TODAY)]


@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_comment_between_two_members(blank, last):
    """
    A comment directly above a header goes and stays with that header, also where no blank line stands above it;
    below the last member it is that member's.
    """
    one, other = '[members.a]\nname = "A"\n', '# about b\n[members.b]\nname = "B"\n'
    text = f"format = 1\n\n{one}{blank}{other}{last}# the end\n"
    assert other in changes.without_member(text, "a").text
    assert one.rstrip("\n") == changes.member_text(text, "a").rstrip("\n")
    assert other + ("" if last else "# the end\n") == changes.member_text(text, "b")
    assert "# about b" not in changes.without_member(text, "b").text


# -- what is typed ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "name", "typed"),
    [
        ("06611000", "ags", "06611000"),
        ("true", "name", "true"),
        (True, "membership.founding", "true"),
        (12, "figures.0.value", "12"),
        (-1.5, "figures.0.value", "-1.5"),
        (10.125, "figures.0.value", "10.1250"),
        (51.317, "location.lat", "51.317"),
        (["a", "b"], "aliases", "a, b,"),
        (["a, b"], "aliases", '["a, b"]'),
        ([], "aliases", ""),
        ({"lat": 51.3, "lon": 9}, "location", "{ lat = 51.3, lon = 9 }"),
    ],
)
def test_typed(expected, name, typed):
    """
    A value has the type that the schema wants there.
    """
    path = inputs.field_path(tomllib.loads(BASE), "kassel", name)
    assert expected == inputs.typed(path, typed)


@pytest.mark.parametrize(
    ("message", "name", "typed"),
    [
        ("membership.founding: 'ja' is neither true nor false", "membership.founding", "ja"),
        ("figures.0.value: '1e9' is no number", "figures.0.value", "1e9"),
        ("figures.0.value: '1,5' is no number", "figures.0.value", "1,5"),
        ("figures.0.value: '.*' is no number", "figures.0.value", "1" * 5000),
        ("figures.0.value: '196.500' can be 196500 or 196.5", "figures.0.value", "196.500"),
        ("figures.0.value: '10.125' can be 10125 or 10.1250", "figures.0.value", "10.125"),
        ("figures.0.value: '196 500' is no number", "figures.0.value", "196 500"),
        ("location: .* is no TOML", "location", "51.3 9.5"),
        ("location: .* is no TOML", "location", "{ lat = 1, lon = 2 }\nx = 1"),
        ("aliases: .* is no TOML", "aliases", "[" * 5000),
        ("aliases: .* is no TOML", "aliases", "[" + "1" * 5000 + "]"),
        ("name: .* is not UTF-8", "name", "\udcff"),
    ],
)
def test_mistyped(message, name, typed):
    """
    What can't be a value is refused with the field and what was typed.
    """
    path = inputs.field_path(tomllib.loads(BASE), "kassel", name)
    with pytest.raises(UsageError, match=message):
        inputs.typed(path, typed)


@pytest.mark.parametrize(
    ("hint", "name", "typed"),
    [
        ("write the one that is meant", "figures.0.value", "196.500"),
        ("write 196500", "figures.0.value", "196 500"),
        ("write 10.2", "figures.0.value", "10,2"),
        ("write 51.3", "location.lat", "51,3"),
        ("digits, with a point before decimals: 10.2", "location.lat", "196 500"),
        ("digits, with a point before decimals: 10.2", "figures.0.value", "viele"),
    ],
)
def test_number_written_in_another_way(hint, name, typed):
    """
    A number with commas or blanks is refused with what to type, where that can be what was meant.
    """
    with pytest.raises(UsageError) as refused:
        inputs.typed(inputs.field_path(tomllib.loads(BASE), "kassel", name), typed)
    assert hint == refused.value.hint


@pytest.mark.parametrize(
    ("message", "hint", "name"),
    [
        ("websit: no field 'websit'", "did you mean 'website'?", "websit"),
        ("contacts.7.phone: contacts end with 0", "contacts.1 is the next", "contacts.7.phone"),
        ("contacts.phone: contacts are numbered", "write contacts.0.phone for the first", "contacts.phone"),
        ("contacts.²: contacts are numbered", "write contacts.0 for the first", "contacts.²"),
        ("contacts.-1: contacts are numbered", "write contacts.0 for the first", "contacts.-1"),
        ("contacts.0.fon: no field 'fon'", "there are: office, ", "contacts.0.fon"),
        ("name.x: no field 'x'", None, "name.x"),
        ("no field is named", "there are: name, ", ""),
    ],
)
def test_no_field(message, hint, name):
    """
    A field that a member doesn't have is refused, with what may have been meant.
    """
    with pytest.raises(UsageError) as error:
        inputs.field_path(tomllib.loads(BASE), "kassel", name)
    assert message == str(error.value)
    assert (error.value.hint or "").startswith(hint or "")
    assert bool(hint) == bool(error.value.hint)


# -- one member from elsewhere -----------------------------------------------------

FIELDS = {"name": "Neustadt", "aliases": ["a"], "location": {"lat": 51, "lon": 9}}


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({"id": "neustadt", **FIELDS, "sources": {"neu": {"title": "Neu"}}}),
        json.dumps({"version": 1, "members": [{"id": "neustadt", **FIELDS}], "sources": {"neu": {"title": "Neu"}}}),
        json.dumps({"members": {"neustadt": FIELDS}, "sources": {"neu": {"title": "Neu"}}, "topics": {}}),
        'id = "neustadt"\n'
        + "".join(f"{k} = {layout.value(v)}\n" for k, v in FIELDS.items())
        + '[sources.neu]\ntitle = "Neu"',
        inputs.Proposal("neustadt", FIELDS, {"sources": {"neu": {"title": "Neu"}}}).text(),
    ],
    ids=["fields", "show", "registry", "toml", "own"],
)
def test_proposal(content):
    """
    A member is read from its fields with id, from a registry and from an answer, in TOML and JSON.
    """
    assert inputs.Proposal("neustadt", FIELDS, {"sources": {"neu": {"title": "Neu"}}}) == inputs.proposal(
        content.encode(), "x"
    )


@pytest.mark.parametrize(
    ("message", "content"),
    [
        ("x: is no JSON", '{"id": }'),
        ("x: is no JSON", '{"id": "a", "name": "\\ud800"}'),
        ("x: is no JSON", '{"id": ' + "1" * 5000 + "}"),
        ("x: null has no place in a registry", '{"id": "a", "contacts": [{"office": null}]}'),
        ("x: null has no place in a registry", '{"id": "a", "aliases": [[null]]}'),
        ("x: is nested too deeply", '{"id": ' + "[" * 40 + "]" * 40 + "}"),
        ("x: is nested too deeply", '{"id": ' + "[" * 40_000 + "]" * 40_000 + "}"),
        ("x: the member has no id", '{"name": "A"}'),
        ("x: the member has no id", "id = 1"),
        ("x: is not one member", '{"members": []}'),
        ("x: is not one member", '{"members": [{"id": "a"}, {"id": "b"}]}'),
        ("x: is not one member", '{"members": 1}'),
        ("x: is not one member", "[members]"),
        ("x:1:1: ", "= 1"),
        ("x: is not one member", "[members]\nx = 1"),
        ("x:1:6: byte 0xff is not UTF-8", b"id = \xff"),
        ("x:1:1: the file begins with a byte order mark", '\ufeffid = "a"'),
        ("x: the member has no id", ""),
    ],
)
def test_no_proposal(message, content):
    """
    What isn't one member is refused with the reason.
    """
    with pytest.raises(UsageError) as error:
        inputs.proposal(content if isinstance(content, bytes) else content.encode(), "x")
    assert str(error.value).startswith(message)


def test_another_source():
    """
    A source that the registry has in another wording is refused; the same one is no new one.
    """
    known = {"sources": {"a": {"title": "A"}, "b": {"title": "B"}}}
    assert {"sources": {"c": {}}} == inputs.Proposal("x", {}, {"sources": {"a": {"title": "A"}, "c": {}}}).undeclared(
        known
    )
    with pytest.raises(UsageError, match="there is another source 'b' already"):
        inputs.Proposal("x", {}, {"sources": {"b": {"title": "Bb"}}}).undeclared(known)


@pytest.mark.parametrize("key", ["", "007", "+1", "-1", "a.b", " ", '"', "'", "~1", "ä", "\\", "\n", "[a]", "#"])
def test_any_id(key):
    """
    A member is added, changed and taken out whatever its id looks like, and so is its source.
    """
    source = {"sources": {key: {"title": "T"}}}
    added = changes.with_member(BASE, key, NEW | {"contacts": [{"sources": [key]}]}, source)
    assert NEW["name"] == tomllib.loads(added)["members"][key]["name"]
    moved = changes.with_value(added, ("members", key, "summary"), "Neu.")
    assert "Neu." == tomllib.loads(moved)["members"][key]["summary"]
    again = changes.with_member_text(moved, key, changes.member_text(added, key))
    assert added == again
    # A blank id is none that a member can name.
    assert (BASE == changes.without_member(again, key, prune=True).text) is bool(key.strip())


def test_number_beyond_decimals():
    """
    A whole number of more digits than Python writes is kept as what it is, for the check to refuse.
    """
    number = int("f" * 5000, 16)
    after = changes.with_value(BASE, ("members", "kassel", "location"), {"lat": number, "lon": 9.5})
    assert number == tomllib.loads(after)["members"]["kassel"]["location"]["lat"]
    assert ["WI114"] == [found.code for found in changes.problems(BASE, after, SCHEMA, TODAY)]


# -- registries that are none ----------------------------------------------------------

broken = st.sampled_from(["1", '"x"', "[]", "{}", "[1]", "[{}]", "{ x = 1 }", "[[]]", "1979-05-27", "nan"])


@given(
    st.fixed_dictionaries({}, optional=dict.fromkeys(("format", "network", "topics", "sources", "indicators"), broken)),
    broken
    | st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("name", "contacts", "membership", "location", "aliases", "sections"), broken)
    ),
    st.sampled_from(
        [
            "name",
            "contacts.0.phone",
            "contacts.0.sources.0",
            "membership.since",
            "aliases.0",
            "aliases",
            "location.lat",
            "sections.0",
        ]
    ),
)
def test_broken_registry(top, fields, name):
    """
    Whatever a registry holds, each change is made or refused: nothing else can come of it.
    """
    text = "".join(f"{key} = {value}\n" for key, value in top.items())
    if isinstance(fields, str):
        text += f"members = {fields}\n"
    else:
        text += "[members.kassel]\n" + "".join(f"{key} = {value}\n" for key, value in fields.items())
    document = tomllib.loads(text)
    new = inputs.Proposal("neustadt", FIELDS, {"sources": {"x": {"title": "X"}}})

    def with_value():
        path = inputs.field_path(document, "kassel", name)
        return changes.with_value(text, path, "x")

    for change in (
        lambda: changes.with_member(text, new.key, new.fields, new.undeclared(document)),
        lambda: changes.without_member(text, "kassel", prune=True),
        lambda: changes.member_text(text, "kassel"),
        lambda: changes.with_member_text(text, "kassel", "[members.kassel]\n"),
        with_value,
        lambda: changes.without_value(text, ("members", "kassel", *name.split(".")[:1])),
    ):
        try:
            change()
        except WiError:
            continue


@pytest.mark.parametrize("key", sorted(tomllib.loads(RICH.read_text(encoding="utf-8"))["members"]))
def test_out_and_in_again(key):
    """
    Each member of a registry can be taken out, and put back where it was.
    """
    text = RICH.read_text(encoding="utf-8")
    lines = changes.member_text(text, key)
    after = changes.without_member(text, key).text
    assert text.count("\n") == after.count("\n") + lines.count("\n") + 1
    assert lines in text
    back = changes.with_member(after, key, tomllib.loads(text)["members"][key])
    assert tomllib.loads(text) == tomllib.loads(back)
    assert list(dict.fromkeys(headers(text))) == list(dict.fromkeys(headers(back)))


MEMBER = {"name": "C", "kind": "Verein", "summary": "S."}


@pytest.mark.parametrize(
    ("table", "items", "expected"),
    [
        ("sources = {}\n", {"sources": {"q": {"title": "Q"}}}, 'sources = { q = { title = "Q" } }\n'),
        ("topics = { a = 'A' }\n", {"topics": {"q": "Q"}}, "topics = { a = 'A', q = \"Q\" }\n"),
        ("", {"sources": {"q": {"title": "Q"}}}, '\n[sources.q]\ntitle = "Q"\n'),
        ("", {"topics": {"q": "Q"}}, '\n[topics]\nq = "Q"\n'),
        ("# V\n[topics]\n", {"kinds": {"Ä B": "body"}}, '[kinds]\n"Ä B" = "body"\n\n# V\n[topics]\n'),
        ("", {"kinds": {"Amt": "body"}}, '\n[kinds]\nAmt = "body"\n'),
        ("kinds = {}\n", {"kinds": {"Amt": "body"}}, 'kinds = { Amt = "body" }\n'),
    ],
)
def test_declared_without_a_header(table, items, expected):
    """
    What a member needs declared is put where its table is, be that in one line or nowhere yet.
    """
    after = changes.with_member(f"format = 1\n{table}[members]\n", "c", MEMBER, items)
    assert expected in after
    assert {**toml.loads(f"format = 1\n{table}"), "members": {"c": MEMBER}}.keys() | items.keys() == toml.loads(
        after
    ).keys()


def test_declared_by_dotted_keys():
    """
    A table that has no place of its own to put anything is refused with what to do.
    """
    with pytest.raises(CannotChangeError, match="sources has no table of its own") as error:
        changes.with_member('sources.a.title = "A"\n[members]\n', "c", MEMBER, {"sources": {"q": {"title": "Q"}}})
    assert "write it as [sources]" == error.value.hint


def test_pruned_from_dotted_keys():
    """
    What dotted keys declare is pruned, each of its lines, and nothing else.
    """
    text = (
        '[sources]\n# of the hall\nhall.title = "T"\nhall.date = "2014"\nother.title = "O"\n'
        '[members.a]\n[members.a.membership]\nsources = ["hall"]\n'
        '[members.b]\n[members.b.membership]\nsources = ["other"]\n'
    )
    after = changes.without_member(text, "a", prune=True).text
    assert '[sources]\nother.title = "O"\n[members.b]\n[members.b.membership]\nsources = ["other"]\n' == after
