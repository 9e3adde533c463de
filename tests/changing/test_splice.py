"""
Changes to a registry whatever it looks like.
"""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

import texts
from dressed import BASE, errors, registries
from wi_cli.changing import inputs
from wi_cli.errors import CannotChangeError, MemberNotFoundError, NothingFoundError, WiError


@given(registries())
def test_registries(text):
    """
    What the other tests here begin with is valid.
    """
    assert [] == errors(text)


def test_member_that_is_gone():
    """
    A member that somebody else has removed meanwhile is not found, whatever was to be done with it.
    """
    for change in (
        lambda: texts.member_text(BASE, "gone"),
        lambda: texts.without_member(BASE, "gone"),
        lambda: texts.with_value(BASE, ("members", "gone", "name"), "x"),
        lambda: texts.with_value(BASE, ("members", "gone", "contacts", 0, "city"), "x"),
    ):
        with pytest.raises(MemberNotFoundError, match="no member called 'gone'"):
            change()
    with pytest.raises(NothingFoundError, match="'gone' has no name"):
        texts.without_value(BASE, ("members", "gone", "name"))


def test_scattered_member():
    """
    A member whose tables don't stand together is refused with the rule that explains it.
    """
    text = f'{BASE}\n[[members.kassel.links]]\ntitle = "x"\n'
    for change in (texts.member_text, texts.without_member):
        with pytest.raises(CannotChangeError, match="the tables of 'kassel' don't stand together") as error:
            change(text, "kassel")
        assert "see wi rule WI208" == error.value.hint


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
    new = inputs.Proposal({"neustadt": {"name": "Neustadt", "aliases": ["a"]}}, {"sources": {"x": {"title": "X"}}})

    def with_value():
        path = inputs.field_path(document, "kassel", name)
        return texts.with_value(text, path, "x")

    for change in (
        lambda: texts.with_members(text, new.members, new.undeclared(document)),
        lambda: texts.without_member(text, "kassel", prune=True),
        lambda: texts.member_text(text, "kassel"),
        lambda: texts.with_member_text(text, "kassel", "[members.kassel]\n"),
        with_value,
        lambda: texts.without_value(text, ("members", "kassel", *name.split(".")[:1])),
    ):
        try:
            change()
        except WiError:
            continue


@pytest.mark.parametrize(
    ("line", "change"),
    [
        (2, lambda text: texts.member_text(text, "a")),
        (8, lambda text: texts.member_text(text, "b")),
    ],
)
def test_line_of_a_refusal(line, change):
    """
    Why a change can't be made is said with the line that is in its way.
    """
    text = 'format = 1\nmembers.a = { name = "A" }\n[sources.q]\ntitle = "Q"\n[members.b.membership]\n'
    text += '[sources.r]\ntitle = "R"\n[members.b]\nname = "B"\n'
    with pytest.raises(CannotChangeError) as error:
        change(text)
    assert line == error.value.line
