"""
What setting a value, and taking it out, leaves alone.
"""

import copy
import tomllib
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import texts
from dressed import BASE, comments, difference, headers, line_ends, registries_and_keys, scattered, tried
from samples import REGISTRIES
from wi_cli.changing import inputs, write
from wi_cli.changing.fields import Fields
from wi_cli.errors import CannotChangeError, NothingFoundError, UsageError, WiError
from wi_cli.registry.locate import Locator

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
    comments but those of elements of a list that go.  Where it was not there before, taking it out gives the
    bytes back; where it was,
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
    after, refusal = tried(lambda: texts.with_value(text, path, value))
    if after is None:
        assert "comments within" in refusal or scattered(text, key)
        return
    assert meant_with(document, path, value) == tomllib.loads(after)
    lost = {*comments(text)} - {*comments(after)}
    assert all(isinstance(old, list) and comment.startswith("# inside") for comment in lost)
    assert [comment for comment in comments(text) if comment not in lost] == comments(after)
    assert text.endswith("\n") == after.endswith("\n")
    assert line_ends(after) <= line_ends(text)
    gone, came = difference(text, after)
    assert set(headers(came)) <= {key}
    assert [] == headers(gone)
    if old is None:
        assert "" == gone
        parent = next(path[:n] for n in range(3, len(path) + 1) if _missing(document, path[:n]))
        assert text == texts.without_value(after, parent)
    else:
        back = texts.with_value(after, path, old)
        assert document == tomllib.loads(back)
        if write.value(old) == text[slice(*Locator(text).value(path))].replace("\r", ""):
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
    after, refusal = tried(lambda: texts.without_value(text, path))
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


def member(text, key="kassel"):
    return tomllib.loads(text)["members"][key]


@pytest.mark.parametrize("name", ["contacts.0", "links.0", "membership.seen", "membership"])
def test_unset_the_only_one(name):
    """
    The only contact can be taken out, like any other field; nothing empty stays.
    """
    text = BASE
    path = inputs.field_path(tomllib.loads(text), "kassel", name)
    after = member(texts.without_value(text, path))
    if name == "membership.seen":
        assert {"sources"} == set(after["membership"])
    else:
        assert set(member(text)) - {path[2]} == set(after)


@pytest.mark.parametrize(
    ("expected", "name", "value"),
    [
        ('aliases = [\n  "x",  # until 1926\n]', "aliases", ["x"]),
        ('aliases = [\n  "x",  # until 1926\n]', "aliases.0", "x"),
        ('aliases = [\n  "Cassel",  # until 1926\n  "x",\n]', "aliases.1", "x"),
        ('aliases = [\n  "Cassel",  # until 1926\n  "x",\n]', "aliases", ["Cassel", "x"]),
    ],
)
def test_comments_within_a_list(expected, name, value):
    """
    The elements of a list that stay keep their comments.
    """
    text = BASE.replace('aliases = ["Cassel"]', 'aliases = [\n  "Cassel",  # until 1926\n]', 1)
    assert expected in texts.with_value(text, inputs.field_path(tomllib.loads(text), "kassel", name), value)


def test_comment_that_would_be_lost():
    """
    A list is not changed where a comment would be lost that may be about what stays.
    """
    text = BASE.replace('aliases = ["Cassel"]', 'aliases = [ "Cassel", "Kassl" # until 1926\n  , "K" ]', 1)
    with pytest.raises(CannotChangeError, match="there are comments within aliases") as error:
        texts.with_value(text, ("members", "kassel", "aliases"), ["Cassel", "K"])
    assert "change it by hand" == error.value.hint
    assert text.split("\n")[error.value.line - 1].startswith("aliases = ")


@pytest.mark.parametrize(
    ("gone", "line"),
    [
        (("milestones", 1), "  { date = '1999', text = 'Umzug nach Neustadt', sources = ['q1'] },\n"),
        (("topics", 1), "  'beruf',\n"),
    ],
)
def test_one_line_of_a_list(gone, line):
    """
    An element that goes is a line that goes.
    """
    text = (REGISTRIES / "written" / "array-style.toml").read_text(encoding="utf-8")
    assert text.replace(line, "") == texts.without_value(text, ("members", "alpha", *gone))


several = st.lists(
    assignments
    | st.sampled_from(
        [
            ("contacts.1.office", "Neu"),
            ("contacts.2.office", "Neu"),
            ("contacts.2.phone", "1"),
            ("links.1.title", "B"),
            ("location.lat", 5.0),
            ("location.lon", 6.0),
            ("membership.since", "2000"),
        ]
    ),
    max_size=5,
)
outs = st.lists(
    st.sampled_from(
        [
            "website",
            "aliases",
            "aliases.0",
            "topics.0",
            "contacts",
            "contacts.0",
            "contacts.1",
            "contacts.2",
            "contacts.0.phone",
            "contacts.1.office",
            "contacts.0.sources.0",
            "links",
            "links.0",
            "links.0.url",
            "membership",
            "membership.since",
            "location",
            "location.lat",
        ]
    ),
    max_size=4,
)


def one_by_one(text, key, values, gone):
    for name, value in values:
        text = texts.with_value(text, inputs.field_path(tomllib.loads(text), key, name), value)
    for name in gone:
        text = texts.without_value(text, inputs.field_path(tomllib.loads(text), key, name))
    return text


def at_once(text, key, values, gone):
    fields = Fields(texts.read(text))
    for name, value in values:
        fields.put(inputs.field_path(fields.document, key, name), value)
    for name in gone:
        fields.drop(inputs.field_path(fields.document, key, name))
    return fields.made().text


@settings(max_examples=150)
@given(registries_and_keys(), several, outs)
def test_several_at_once(drawn, values, gone):
    """
    Any number of changes made at once say what they say one after the other; they are never refused where each
    alone is not.  A comment goes only where one of them takes it along, alone or after the others.
    """
    text, key = drawn
    try:
        expected = one_by_one(text, key, values, gone)
    except WiError as refusal:
        if isinstance(refusal, UsageError | NothingFoundError):
            with pytest.raises(type(refusal)):
                at_once(text, key, values, gone)
        return
    after = at_once(text, key, values, gone)
    assert tomllib.loads(expected) == tomllib.loads(after)
    taken_along = Counter(comments(text)) - Counter(comments(expected))
    for change in [([value], []) for value in values] + [([], [name]) for name in gone]:
        with suppress(WiError):  # it is about what another one makes
            taken_along += Counter(comments(text)) - Counter(comments(one_by_one(text, key, *change)))
    assert Counter(comments(text)) - Counter(comments(after)) <= taken_along
    assert line_ends(after) <= line_ends(text)


def test_one_new_table():
    """
    Fields of a new contact stand in one table, in the order of the format, whichever was set first.
    """
    names = ("contacts.1.phone", "contacts.1.office", "district", "aliases")
    after = at_once(BASE, "kassel", [(name, ["x"] if name == "aliases" else "x") for name in names], [])
    assert '\n\n[[members.kassel.contacts]]\noffice = "x"\nphone = "x"\n\n' in after
    assert after == at_once(BASE, "kassel", [(name, ["x"] if name == "aliases" else "x") for name in names[::-1]], [])


LINES = """\
format = 1

[members.a]
name = "A"

[[members.a.contacts]]
office = "one"

[[members.a.contacts]]
office = "two"

[[members.a.contacts]]
office = "three"
"""


@pytest.mark.parametrize(
    ("expected", "values", "gone"),
    [
        (["three"], [], ["contacts.0", "contacts.0"]),
        (["one"], [], ["contacts.2", "contacts.1"]),
        (["x", "three"], [("contacts.1.office", "x")], ["contacts.0"]),
        (["one", "three", "x"], [("contacts.3.office", "x")], ["contacts.1"]),
        (["one", "two", "x"], [("contacts.3.office", "x")], ["contacts.2"]),
        (["one", "two"], [("contacts.3.office", "x")], ["contacts.2", "contacts.2"]),
        (["x"], [("contacts.3.office", "x")], ["contacts.0", "contacts.0", "contacts.0"]),
        (None, [("contacts.3.office", "x")], ["contacts.0"] * 4),
    ],
)
def test_numbers(expected, values, gone):
    """
    The number of an element is that which it has when its turn comes; what stays keeps a blank line between tables.
    """
    after = at_once(LINES, "a", values, gone)
    contacts = tomllib.loads(after)["members"]["a"].get("contacts")
    assert expected == (contacts and [contact["office"] for contact in contacts])
    tables = [f'[[members.a.contacts]]\noffice = "{office}"\n' for office in expected or ()]
    assert "\n".join(['format = 1\n\n[members.a]\nname = "A"\n', *tables]) == after


@pytest.mark.parametrize(
    ("expected", "values", "gone"),
    [
        (
            'name = "A"\nkind = "K"\n\n[members.a.membership]\nsince = "2000"\n\n[[',
            [("membership.since", "2000"), ("kind", "K")],
            [],
        ),
        (
            'office = "one"\nrole = "R"\nphone = "1"\nemail = "e"\n\n[[',
            [("contacts.0.email", "e"), ("contacts.0.role", "R"), ("contacts.0.phone", "1")],
            [],
        ),
        ('name = "A"\naliases = []\n', [("aliases.0", "x"), ("aliases", [])], []),
        ('name = "A"\nlocation = { lat = 1.0, lon = 2.0 }\n', [("location.lat", 1.0), ("location.lon", 2.0)], []),
        ('name = "A"\n\n[[', [("website", "x"), ("membership.since", "2")], ["website", "membership"]),
    ],
)
def test_at_one_place(expected, values, gone):
    """
    What is new at one place stands there in the order of the format, fields before tables.
    What goes again leaves nothing.
    """
    assert expected in at_once(LINES, "a", values, gone)
    if expected.count("[[") and not gone:
        assert expected in at_once(LINES, "a", values[::-1], gone)


@pytest.mark.parametrize(
    ("above", "links", "below", "gone"),
    [
        ("", "", "\n[members.b]\n", ["contacts.0"]),
        ("\n", "", "\n[members.b]\n", ["contacts.0"]),
        ("\n", "[[members.a.links]]\ntitle = 'L'\n", "", ["contacts.0", "links.0"]),
    ],
)
def test_new_where_others_go(above, links, below, gone):
    """
    A new table stands where those before and behind it were, whatever blank lines there are.
    """
    head = "[members.a]\nname = 'A'\n"
    text = f"{head}{above}[[members.a.contacts]]\noffice = 'one'\n{links}{below}"
    after = at_once(text, "a", [("contacts.1.office", "x")], gone)
    assert f'{head}\n[[members.a.contacts]]\noffice = "x"\n{below}' == after


def test_written_whole_after_a_part():
    """
    A list that is set after one of its items is what it was set to.
    """
    text = LINES.replace('name = "A"\n', 'name = "A"\naliases = ["one", "two"]\n')
    after = at_once(text, "a", [("aliases.1", "x"), ("aliases", [])], [])
    assert text.replace('["one", "two"]', "[]") == after


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("website",), "Website"),
        (("kind",), "Art"),
        (("contacts", 0, "phone"), "Kontakt.0.Telefon"),
        (("contacts", 0, "postal_code"), "contacts.0.PLZ"),
        (("membership", "until"), "mitgliedschaft.bis"),
        (("figures", 0, "as_of"), "Zahlen.0.Stand"),
    ],
)
def test_fields_in_german(path, name):
    """
    Fields may be called as the screen calls them.
    """
    assert ("members", "kassel", *path) == inputs.field_path(tomllib.loads(BASE), "kassel", name)


def test_no_such_field_in_german():
    """
    A slip in a German word is one of that word.
    """
    with pytest.raises(UsageError) as error:
        inputs.field_path(tomllib.loads(BASE), "kassel", "contacts.0.Telfon")
    assert "did you mean 'Telefon'?" == error.value.hint
