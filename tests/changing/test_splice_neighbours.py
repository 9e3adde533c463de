"""
What is put in looks like what stands beside it.
"""

import pytest

import texts
from samples import REGISTRIES

WRITTEN = {path.stem: path.read_text(encoding="utf-8") for path in (REGISTRIES / "written").glob("*.toml")}
BETA, ALPHA = ("members", "beta"), ("members", "alpha")


@pytest.mark.parametrize(
    ("name", "path", "value", "above", "line"),
    [
        ("dotted", (*ALPHA, "website"), "https://a.example.org", 'alpha.kind = "Verein"', "alpha.website"),
        ("dotted", (*ALPHA, "membership", "until"), "2020", "alpha.membership.seen", "alpha.membership.until"),
        ("indented", (*BETA, "website"), "https://b.example.org", '  kind = "Verein"', "  website"),
        ("indented", (*BETA, "membership", "since"), "2010", "    [members.beta.membership]", "    since"),
        ("indented", (*BETA, "contacts", 0, "city"), "Ort", '    office = "Amt"', "    city"),
    ],
)
def test_value(name, path, value, above, line):
    """
    A new value stands with those of its table, in their indentation.
    """
    after = texts.with_value(WRITTEN[name], path, value).split("\n")
    place = after.index(f'{line} = "{value}"')
    assert after[place - 1].startswith(above)
    assert WRITTEN[name].split("\n") == after[:place] + after[place + 1 :]


def test_tables():
    """
    New tables of a member, and a new member with all that it brings, have the indentation of others.
    """
    text = WRITTEN["indented"]
    after = texts.with_value(text, (*BETA, "links"), [{"title": "L"}])
    assert '    sources = ["q2"]\n\n    [[members.beta.links]]\n    title = "L"\n\n  [members.alpha]\n' in after
    fields = {
        "name": "Gamma",
        "summary": "Eins.\n\nZwei.",
        "membership": {"seen": ["2014"], "sources": ["neu"]},
    }
    after = texts.with_member(text, "gamma", fields, {"sources": {"neu": {"title": "N"}}})
    assert (
        '    sources = ["q1"]\n\n  [members.gamma]\n  name = "Gamma"\n  summary = """\nEins.\n\nZwei."""\n\n'
        '    [members.gamma.membership]\n    seen = ["2014"]\n    sources = ["neu"]\n# vim: set ft=toml:\n'
    ) in after
    assert 'q1 = { title = "Quelle eins" }   # Heft\nneu = { title = "N" }\nq2' in after


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends(ends):
    """
    New lines end as most lines do, whatever slipped in.
    """
    other = "\r\n" if ends == "\n" else "\n"
    text = (
        WRITTEN["banners"]
        .replace("\n", ends)
        .replace(f'summary  = "Alpha ist eine Stiftung."{ends}', f'summary  = "Alpha ist eine Stiftung."{other}')
    )
    after = texts.with_value(text, (*ALPHA, "membership", "until"), "2020")
    assert f'since = "2010"   # Beschluss{ends}until = "2020"{ends}sources' in after
    assert text == after.replace(f'until = "2020"{ends}', "")
