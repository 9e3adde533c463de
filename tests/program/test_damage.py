"""
What happens when a change comes out wrong: every command that writes looks at its result first.
"""

import pytest

from samples import REGISTRIES
from wi_cli.changing import layout, splice
from wi_cli.checking import mend

APPLY = splice.apply
BASE = (REGISTRIES / "base.toml").read_text(encoding="utf-8")
SLIP = BASE.replace('"+49 561 787-0"', '"0561 787-0"').replace("as_of =", "as_of  =")
MEMBER = 'id = "neu"\nname = "Neu"\nkind = "Verein"\nsummary = "Ein Satz."\n'


def also_elsewhere(text):
    return text.replace("Kurzportrait", "Portrait")


def no_toml(text):
    return text.replace("[topics]", "[topics")


@pytest.mark.parametrize("harm", [also_elsewhere, no_toml])
@pytest.mark.parametrize(
    "args",
    [
        ("validate", "--fix"),
        ("fmt",),
        ("edit", "weinheim", "--set", "summary=Neu."),
        ("edit", "weinheim", "--unset", "topics"),
        ("edit", "weinheim", "--from", "weinheim.toml"),
        ("edit", "weinheim", "--abort"),
        ("add", "--from", "neu.toml"),
        ("remove", "weinheim", "--yes"),
        ("remove", "weinheim", "--yes", "--prune"),
    ],
)
def test_damage(wi, monkeypatch, tmp_path, args, harm):
    """
    A result that is no TOML, or differs where nothing was to change, is not written; the user is asked to report it.
    """
    lines = SLIP[SLIP.index("[members.weinheim]") :]
    (tmp_path / "weinheim.toml").write_text(lines.replace("Sitz der", "Ort der"), encoding="utf-8")
    (tmp_path / "neu.toml").write_text(MEMBER, encoding="utf-8")
    monkeypatch.setenv("EDITOR", "sed -i s/Sitz.der/Ort.der/")
    for module in (splice, mend):
        monkeypatch.setattr(module, "apply", lambda *given: harm(APPLY(*given)))
    monkeypatch.setattr(layout, "_lines", lambda text: harm(text.replace("  =", " =")).split("\n"))
    status, _, err = wi(*args, registry=SLIP)
    assert status in (1, 3)
    assert "please report this" in err
    assert SLIP == (tmp_path / "members.toml").read_text(encoding="utf-8")
