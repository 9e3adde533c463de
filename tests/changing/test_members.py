"""
What putting a member into a registry, and taking it out, leaves alone.
"""

import json
import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

import texts
from dressed import (
    BASE,
    HEAD,
    NEW,
    SCHEMA,
    TODAY,
    comments,
    difference,
    errors,
    headers,
    line_ends,
    registries,
    registries_and_keys,
    scattered,
)
from samples import RICH
from wi_cli.errors import CannotChangeError
from wi_cli.registry import new, toml


@given(registries(), st.sampled_from(["a-b", "0", "zz", "c-1", "d0"]), st.booleans())
def test_add(text, key, brings_source):
    """
    A new member comes as one block between bytes that all stay; where the ids are in order it keeps
    them so, else it is the last.  Taking it out gives the bytes back.
    """
    sources = {"neu": {"title": "Neue Quelle"}} if brings_source else {}
    after = texts.with_member(text, key, NEW | {"name": key.title()}, {"sources": sources} if sources else None)
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
    taken = texts.without_member(after, key)
    if not sources:
        assert "" == difference(text, after)[0]
        assert text == taken.text


@given(registries_and_keys())
def test_remove(drawn):
    """
    A removed member leaves everything else as it is, byte for byte; of the comments only its own go, and one that
    stays may get a blank line above and below.
    """
    text, key = drawn
    try:
        after = texts.without_member(text, key)
    except CannotChangeError:
        assert scattered(text, key)
        return
    meant = tomllib.loads(text)
    del meant["members"][key]
    assert meant == tomllib.loads(after.text)
    gone, came = difference(text, after.text)
    if came.lstrip().startswith("#") and gone.startswith(stays := came.strip("\r\n")):
        gone, came = gone.removeprefix(stays), ""
    assert came.strip() in ("", "[members]")
    assert (meant["members"] == {}) == (came.strip() != "")
    assert {key} >= set(headers(gone))
    assert [one for one in headers(text) if one != key] == headers(after.text)
    # A remark with a blank line below belongs to nobody, unless it stands among the member's tables.
    assert not gone.lstrip().startswith("# apart")
    assert sorted(comments(text)) == sorted(comments(after.text) + comments(gone))
    assert line_ends(after.text) <= line_ends(text)


@given(registries_and_keys(), st.sampled_from(["renamed", "summary", "comment", "no last line end", "other line ends"]))
def test_edit(drawn, how):
    """
    Other lines for a member replace its lines alone; the old lines again give the bytes back.
    """
    text, key = drawn
    try:
        lines = texts.member_text(text, key)
    except CannotChangeError:
        assert scattered(text, key)
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
    assert [] == texts.draft(text, key, edited.encode(), SCHEMA, TODAY).inside
    assert [] == texts.draft(text, key, edited.encode(), SCHEMA, TODAY).outside
    after = texts.with_member_text(text, key, edited)
    gone, came = difference(text, after)
    assert set(headers(gone)) <= {key}
    assert set(headers(came)) <= {new}
    assert line_ends(after) <= line_ends(text)
    assert text == texts.with_member_text(after, new, lines)
    others = {name: fields for name, fields in tomllib.loads(text)["members"].items() if name != key}
    assert others == {name: fields for name, fields in tomllib.loads(after)["members"].items() if name != new}


def test_last_member():
    """
    Where the last member goes the table of members stays, as the format wants it; the next one goes in there.
    """
    text = texts.with_member(new.EMPTY.replace("\n[members]\n", ""), "neustadt", NEW)
    after = texts.without_member(text, "neustadt").text
    assert {} == tomllib.loads(after)["members"]
    assert text == texts.with_member(after, "neustadt", NEW).replace("[members]\n\n", "")


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
        after = texts.without_member(head + between.join(tables) + behind + between.join(order), "x", prune=True).text
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
    taken = texts.without_member(text, "x", prune=True)
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
    after = texts.without_member(text, "x", prune=True).text
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
    taken = texts.without_member(text, "a", prune=True)
    assert {
        "sources": ["flyer", "bericht"],
        "topics": ["uebergang", "eltern"],
        "indicators": ["young", "population"],
    } == taken.unused
    empty = {name: {} for name in ("topics", "indicators", "sources", "members")}
    assert empty == {name: table for name, table in tomllib.loads(taken.text).items() if name in empty}
    kept = texts.with_member(text, "b", {"name": "B", "topics": ["eltern"]})
    assert ["uebergang"] == texts.without_member(kept, "a").unused["topics"]


@pytest.mark.parametrize(
    "lines",
    ["", "# nothing\n", "x = 1\n", "[members.kassel]\n[members.b]\n", "[sources.b]\n", "members = 1\n", "x = \n"],
)
def test_not_one_member(lines):
    """
    What replaces a member's lines is one member and nothing else.
    """
    with pytest.raises(CannotChangeError, match="this is not one member"):
        texts.with_member_text(BASE, "kassel", lines)


def test_taken_id():
    """
    A member can't be renamed to another one's id.
    """
    with pytest.raises(CannotChangeError, match="there is a member 'weinheim' already"):
        texts.with_member_text(BASE, "kassel", "[members.weinheim]\n")


@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_comment_between_two_members(blank, last):
    """
    A comment directly above a header goes and stays with that header, also where no blank line stands above it;
    below the last member it is that member's.
    """
    one, other = '[members.a]\nname = "A"\n', '# about b\n[members.b]\nname = "B"\n'
    text = f"format = 1\n\n{one}{blank}{other}{last}# the end\n"
    assert other in texts.without_member(text, "a").text
    assert one.rstrip("\n") == texts.member_text(text, "a").rstrip("\n")
    assert other + ("" if last else "# the end\n") == texts.member_text(text, "b")
    assert "# about b" not in texts.without_member(text, "b").text


@pytest.mark.parametrize("key", ["", "007", "+1", "-1", "a.b", " ", '"', "'", "~1", "ä", "\\", "\n", "[a]", "#"])
def test_any_id(key):
    """
    A member is added, changed and taken out whatever its id looks like, and so is its source.
    """
    source = {"sources": {key: {"title": "T"}}}
    added = texts.with_member(BASE, key, NEW | {"contacts": [{"sources": [key]}]}, source)
    assert NEW["name"] == tomllib.loads(added)["members"][key]["name"]
    moved = texts.with_value(added, ("members", key, "summary"), "Neu.")
    assert "Neu." == tomllib.loads(moved)["members"][key]["summary"]
    again = texts.with_member_text(moved, key, texts.member_text(added, key))
    assert added == again
    # A blank id is none that a member can name.
    assert (BASE == texts.without_member(again, key, prune=True).text) is bool(key.strip())


@pytest.mark.parametrize("key", sorted(tomllib.loads(RICH.read_text(encoding="utf-8"))["members"]))
def test_out_and_in_again(key):
    """
    Each member of a registry can be taken out, and put back where it was.
    """
    text = RICH.read_text(encoding="utf-8")
    lines = texts.member_text(text, key)
    after = texts.without_member(text, key).text
    assert text.count("\n") == after.count("\n") + lines.count("\n") + 1
    assert lines in text
    back = texts.with_member(after, key, tomllib.loads(text)["members"][key])
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
    after = texts.with_member(f"format = 1\n{table}[members]\n", "c", MEMBER, items)
    assert expected in after
    assert {**toml.loads(f"format = 1\n{table}"), "members": {"c": MEMBER}}.keys() | items.keys() == toml.loads(
        after
    ).keys()


def test_declared_by_dotted_keys():
    """
    A table that has no place of its own to put anything is refused with what to do.
    """
    with pytest.raises(CannotChangeError, match="sources has no table of its own") as error:
        texts.with_member('sources.a.title = "A"\n[members]\n', "c", MEMBER, {"sources": {"q": {"title": "Q"}}})
    assert ("write it as [sources]", 1) == (error.value.hint, error.value.line)


def test_pruned_from_dotted_keys():
    """
    What dotted keys declare is pruned, each of its lines, and nothing else.
    """
    text = (
        '[sources]\n# of the hall\nhall.title = "T"\nhall.date = "2014"\n# of the other\nother.title = "O"\n'
        '[members.a]\n[members.a.membership]\nsources = ["hall"]\n'
        '[members.b]\n[members.b.membership]\nsources = ["other"]\n'
    )
    after = texts.without_member(text, "a", prune=True).text
    assert (
        '[sources]\n# of the other\nother.title = "O"\n[members.b]\n[members.b.membership]\nsources = ["other"]\n'
        == after
    )
