"""
What is said to be wrong after a change.
"""

import re
import tomllib

import pytest

import texts
from dressed import BASE, NEW, SCHEMA, TODAY
from wi_cli.registry import toml


def test_draft_without_last_line_end():
    """
    A text without a last line end doesn't run into what stands below; what is wrong is in its own lines.
    """
    text = re.sub(r"\n+(?=\[members)", "\n", BASE)
    lines = texts.member_text(text, "kassel")
    draft = texts.draft(text, "kassel", lines.rstrip("\n").encode(), SCHEMA, TODAY)
    assert ([], []) == (draft.inside, draft.outside)
    spoilt = text.replace("[members.weinheim]", "[members.Weinheim]", 1)
    draft = texts.draft(spoilt, "kassel", lines.encode(), SCHEMA, TODAY)
    assert ([], []) == (draft.inside, draft.outside)


def test_only_new_errors_count():
    """
    An error that was there before hinders no change elsewhere; a second one of the same kind does.
    """
    new = {name: item for name, item in NEW.items() if name != "contacts"}
    bad = BASE.replace('state = "HE"', 'state = "XX"', 1)
    assert bad != BASE
    assert [] == texts.problems(bad, texts.with_member(bad, "neustadt", new), SCHEMA, TODAY)
    assert [("WI104", ("members", "neustadt", "state"))] == [
        (found.code, found.path)
        for found in texts.problems(bad, texts.with_member(bad, "neustadt", new | {"state": "XX"}), SCHEMA, TODAY)
    ]
    assert ["WI104"] == [found.code for found in texts.problems(BASE, bad, SCHEMA, TODAY)]


@pytest.mark.parametrize("name", ["contacts", "figures", "milestones", "sections"])
def test_old_errors_that_move(name):
    """
    An error in an entry of a list is the same one when an entry before it goes, or one comes in.
    """
    entry = toml.loads(BASE)["members"]["kassel"][name][0]
    short, long = (
        texts.with_member(BASE, "neustadt", NEW | {name: [*[entry] * number, {"wrong": 1, **entry}]})
        for number in (1, 2)
    )
    assert 1 == sum(found.path[-1] == "wrong" for found in texts.problems(BASE, short, SCHEMA, TODAY))
    for before, after in ((long, short), (short, long)):
        assert "wrong" not in [found.path[-1] for found in texts.problems(before, after, SCHEMA, TODAY)]


def test_number_beyond_decimals():
    """
    A whole number of more digits than Python writes is kept as what it is, for the check to refuse.
    """
    number = int("f" * 5000, 16)
    after = texts.with_value(BASE, ("members", "kassel", "location"), {"lat": number, "lon": 9.5})
    assert number == tomllib.loads(after)["members"]["kassel"]["location"]["lat"]
    assert ["WI114"] == [found.code for found in texts.problems(BASE, after, SCHEMA, TODAY)]


def test_too_deep():
    """
    A value that is too deep only where it is put is one defect, at its place.
    """
    value = 1
    for _ in range(31):
        value = {"a": value}
    after = texts.with_value(BASE, ("members", "kassel", "location"), value)
    assert ["WI008"] == [found.code for found in texts.problems(BASE, after, SCHEMA, TODAY)]
