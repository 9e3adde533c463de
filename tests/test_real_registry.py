"""
The registry that is shipped: what its readers rely on, whoever is in it.
"""

import json
import tomllib

import pytest
from rich.cells import cell_len

from samples import REAL
from wi_cli.registry import store

MEMBERS = tomllib.loads(REAL.read_text(encoding="utf-8"))["members"]


@pytest.fixture(name="real")
def _real(wi):
    """
    Run `wi` with the real registry; it has to succeed without a word on stderr.
    """

    def run(*args):
        status, out, err = wi(*args, registry=REAL)
        assert (0, "") == (status, err)
        return out

    return run


def test_valid(wi):
    """
    It has no errors.
    """
    assert 0 == wi("validate", registry=REAL)[0]


def test_nothing_is_left_out():
    """
    Every member, figure and contact of the registry can be built.
    """
    assert () == store.load(REAL).left_out


def test_members(wi, real):
    """
    All members are listed, each either as one of today or as one that left.
    """
    listed = real("list", "--format", "ids").split()
    assert sorted(MEMBERS) == sorted(listed)
    assert listed == [member["id"] for member in json.loads(real("list", "--json"))["members"]]
    today, left = [
        wi("list", which, "--format", "ids", registry=REAL)[1].split() for which in ("--current", "--former")
    ]
    assert sorted(MEMBERS) == sorted(today + left)


@pytest.mark.parametrize("key", MEMBERS)
def test_member(real, key):
    """
    Every member has a portrait, a card and a vCard, and goes by its id and its name.
    """
    name = MEMBERS[key]["name"]
    portrait = real("show", key)
    assert [name, "=" * len(name)] == portrait.splitlines()[:2]
    assert portrait == real("show", name)
    assert real("contact", key).startswith(f"{name}\n")
    assert f"{name}\n" == real("contact", key, "--field", "name")
    assert real("contact", key, "--vcard").startswith("BEGIN:VCARD\r\n")


@pytest.mark.parametrize("key", MEMBERS)
@pytest.mark.parametrize("width", [40, 80])
def test_width(real, monkeypatch, key, width):
    """
    Every portrait fits a narrow terminal.
    """
    monkeypatch.setenv("COLUMNS", str(width))
    assert [] == [line for line in real("show", key, "--format", "table").split("\n") if cell_len(line) > width]


def test_topics(real):
    """
    Every topic that is declared says how many members work on it, and how many of them left.
    """
    for line in real("topics").splitlines():
        key, _, number, left = line.split("\t")
        assert int(left) <= int(number)
        assert int(number) == sum(key in member.get("topics", []) for member in MEMBERS.values())
