import re

import pytest

from examined import TODAY, codes, found
from samples import REGISTRIES
from wi_cli.checking.rule import Settings

BAD = sorted(REGISTRIES.glob("bad/*.toml"))


BAD_CASES = [pytest.param(path, id=path.stem) for path in BAD]
EVERY_FIELD = (REGISTRIES / "good" / "every-field.toml").read_text(encoding="utf-8")
LINES = EVERY_FIELD.split("\n")
WORDS_OF_HEADERS = [
    pytest.param(number, word, id=f"{number + 1}-{word}")
    for number, line in enumerate(LINES)
    if line.startswith("[")
    for word in line.strip("[]").split(".")[::2]
]
HEADERS = [number for number, line in enumerate(LINES) if line.strip("[").startswith("members.grossburg")]
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
BARE = (REGISTRIES / "good" / "nothing-but-tables.toml").read_text(encoding="utf-8").replace("sources = {}\n", "")
UNUSED = BARE.count("\n") + 2


def unused_source(above="", behind="", title=""):
    """
    Codes, and their lines below the header, of a registry with a source that nothing cites.
    """
    text = f'{BARE}{above}\n[sources.unused] {behind}\ntitle = "Faltblatt" {title}\n'
    return [(d.code, d.line - UNUSED) for d in found(text)]


@pytest.mark.parametrize(
    ("expected", "comments"),
    [
        ([("WI206", 0)], {}),
        ([("WI206", 0)], {"behind": "# cited next month"}),
        ([("WI206", 0)], {"behind": "# see wi: ignore WI206 cited next month"}),
        ([], {"behind": "# wi: ignore WI206 cited next month"}),
        ([], {"behind": "#wi:ignore  WI206: cited next month"}),
        ([], {"above": "# wi: ignore WI206 cited next month"}),
        ([], {"above": "  # wi: ignore WI206 cited next month"}),
        ([], {"above": "# wi: ignore WI206 once", "behind": "# wi: ignore WI206 and twice"}),
        ([("WI206", 0), ("WI301", 0)], {"behind": "# wi: ignore WI207 another code"}),
        ([("WI206", 0), ("WI301", 1)], {"title": "# wi: ignore WI206 a line too low"}),
        (
            [("WI301", -1), ("WI206", 0)],
            {"above": 'website = "https://example.org" # wi: ignore WI206 at its own line'},
        ),
        ([("WI301", 0)], {"behind": "# wi: ignore WI206, WI207 one too many"}),
        ([("WI302", 0)], {"behind": "# wi: ignore WI206"}),
        ([("WI302", 0)], {"behind": "# wi: ignore WI206,"}),
        ([("WI206", 0), ("WI302", 0)], {"behind": "# wi: ignore WI999 no such code"}),
        ([("WI206", 0), ("WI302", 0)], {"behind": "# wi: ignore it is cited next month"}),
        ([("WI206", 0), ("WI302", 0)], {"behind": "# wi: ignore"}),
        ([], {"behind": "# wi: ignore wi206 in small letters"}),
        ([("WI206", 0), ("WI301", 0)], {"behind": "# wi: ignore Wi207, wI208 other codes"}),
    ],
)
def test_ignore_comment(expected, comments):
    """
    `# wi: ignore CODE reason` silences that code in its line, or in the next one if it stands alone;
    needless and malformed ones are reported themselves.
    """
    assert expected == unused_source(**comments)


def test_ignored_age():
    """
    A comment that silences WI227 is not idle in a run that doesn't ask for it, but is in one that does.
    """
    contact = (
        '[[network.contacts]]\noffice = "Amt"\nas_of = "{}" # wi: ignore WI227 nobody else answers\nsources = []\n'
    )
    old, new = (BARE + contact.format(year) for year in ("2014", "2026"))
    asked = Settings(TODAY.today, 24)
    assert (["WI228"], ["WI228"]) == (codes(f"{old}[sources]\n"), codes(f"{old}[sources]\n", settings=asked))
    assert (["WI228"], ["WI301", "WI228"]) == (codes(f"{new}[sources]\n"), codes(f"{new}[sources]\n", settings=asked))


TEXT = """\
[[network.sections]]
title = "Geschichte"
{above}
text = \"\"\"
Erster\tAbsatz.

Zweiter\u202e Absatz.
\"\"\" {behind}
sources = []
"""
FIRST, SECOND = ("WI225", 5), ("WI225", 7)


@pytest.mark.parametrize(
    ("expected", "comments"),
    [
        ([FIRST, SECOND], {}),
        ([], {"behind": "# wi: ignore WI225 so printed"}),
        ([], {"above": "# wi: ignore WI225 so printed"}),
        ([FIRST, SECOND, ("WI301", 8)], {"behind": "# wi: ignore WI226 another code"}),
        ([("WI301", 3), FIRST, SECOND], {"above": 'items = ["A"] # wi: ignore WI225 at its own line'}),
    ],
)
def test_comment_at_a_text_of_several_lines(expected, comments):
    """
    Behind the closing quotes of a text, or above it, a comment holds for all of its lines.
    """
    text = BARE + "[sources]\n"
    before = text.count("\n")
    text += TEXT.format(**{"above": "", "behind": ""} | comments)
    assert expected == [(d.code, d.line - before) for d in found(text) if d.code != "WI228"]


def test_comments_at_neighbouring_texts():
    """
    Of two texts in a list, the second beginning where the first ends, a comment behind both holds for both.
    """
    text = BARE + '[sources]\n[[network.sections]]\ntitle = "A"\nsources = []\n'
    text += 'items = ["""a\tb\nc""", """d\ne\tf""", """g\nh"""]'
    assert ["WI225"] * 3 == [code for code in codes(text) if code != "WI228"]
    assert [] == [code for code in codes(f"{text} # wi: ignore WI225 so printed") if code != "WI228"]
