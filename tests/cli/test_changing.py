"""
How often the commands that change a registry read it, and take its grammar apart.
"""

import pytest

from samples import REGISTRIES
from texts import member_text
from wi_cli.registry import locate, toml

BASE = (REGISTRIES / "base.toml").read_text(encoding="utf-8")
NEW = 'id = "neustadt"\nname = "Neustadt"\nkind = "Gemeinde"\nstate = "SN"\nsummary = "Neu."\n'
SETS = ["--set", "summary=Neu.", "--set", "website=https://a.example.org", "--set", "contacts.0.role=Leitung"]


@pytest.fixture(name="counted")
def _counted(monkeypatch):
    """
    How often the reader of TOML is asked for a whole registry, and the parser that knows places for any text.
    """
    counted = {"read": 0, "located": 0}
    loads, init = toml.tomli.loads, locate.Locator.__init__

    def counting(text, **options):
        counted["read"] += "[network]" in text and "[members." in text
        return loads(text, **options)

    def locating(*arguments):
        counted["located"] += 1
        init(*arguments)

    monkeypatch.setattr(toml.tomli, "loads", counting)
    monkeypatch.setattr(locate.Locator, "__init__", locating)
    return counted


@pytest.mark.parametrize(
    ("expected", "command"),
    [
        (2, ["edit", "kassel", "--set", "summary=Neu."]),
        (2, ["edit", "kassel", *SETS]),
        (2, ["edit", "kassel", *SETS, "--unset", "aliases"]),
        (2, ["edit", "kassel", "--unset", "aliases"]),
        (2, ["edit", "kassel", "--unset", "contacts.0", "--unset", "aliases.0", "--unset", "figures"]),
        (2, ["edit", "kassel", "--set", "summary=Neu.", "--diff"]),
        (2, ["edit", "kassel", "--from", "lines.toml"]),
        (2, ["edit", "kassel", "--set", "contacts.0.email=a@elsewhere.example.com"]),  # is warned of
        (2, ["edit", "kassel", "--set", "state=XX"]),  # is refused
        (2, ["remove", "kassel", "--yes"]),
        (2, ["remove", "kassel", "--yes", "--prune"]),
        (2, ["remove", "kassel", "--diff"]),
        (2, ["add", "--from", "new.toml"]),
        (1, ["fmt"]),
        (1, ["fmt", "--check"]),
    ],
    ids=str,
)
def test_readings(wi, tmp_path, counted, expected, command):
    """
    A registry is read once before a change and once after it, however much is changed, and what is not
    changed once; places are looked for in three texts at most.
    """
    (tmp_path / "new.toml").write_text(NEW, encoding="utf-8")
    lines = member_text(BASE, "kassel").replace('"Cassel"', '"Chassel"')
    (tmp_path / "lines.toml").write_text(lines, encoding="utf-8")
    counted.update(read=0, located=0)
    status, _, err = wi(*command, registry=BASE)
    assert status == ("XX" in " ".join(command)), err
    assert expected == counted["read"]
    assert counted["located"] <= 3


def test_readings_of_untidy(wi, counted):
    """
    An untidy registry is read before it is laid out and after.
    """
    assert (0, "1 file reformatted\n", "") == wi("fmt", registry=BASE.replace(" = ", "="))
    assert 2 == counted["read"]
