import tomllib

import pytest

from samples import REGISTRIES
from wi_cli.checking.diagnose import Selection, examine
from wi_cli.checking.mend import mend
from wi_cli.checking.rule import Settings
from wi_cli.registry import store

SCHEMA = store.schema()
TODAY = Settings("2026-11-22")


def fixed(content, *, select=("WI",), ignore=()):
    content = content.encode() if isinstance(content, str) else content
    return mend(content, SCHEMA, TODAY, Selection(select, ignore))[:2]


REGISTRY = """\
format = 1   # keep  \t
topics = {}

[network]
name  =  "Netz"   # ä „ “ keep
summary = 'Ein erfundenes "Netz".'

[indicators.population]
label = "Einwohner"
unit = "Personen"

[sources.flyer]
title = "Faltblatt"

[members.astadt]
kind = "Gemeinde"
name = "Astadt"
state = "HE" # „keep
summary = "Eine erfundene Gemeinde."

[members.astadt.membership]
seen = [ "2014", # keep
   "2014-05-01" , ]
sources = ["flyer"]

[[members.astadt.contacts]]
office = "Büro"
phone = "+49 561 787-4072"
sources = ["flyer"]

[[members.astadt.figures]]
indicator = "population"
value = 1_000
sources = ["flyer"]"""
SPOILT = [
    ('"HE"', '"Hessen"'),
    ('"HE"', "'hessen'"),
    ('"HE"', '"DE-HE"'),
    ('"HE"', '"he"'),
    ('"2014-05-01"', "2014-05-01"),
    ('"+49 561 787-4072"', "'(0561) 787-4072'"),
    ('"+49 561 787-4072"', '"""0049 (0)561/787-4072"""'),
    ('"Büro"', '" Büro  "'),
    ("'Ein erfundenes \"Netz\".'", "'  Ein erfundenes \"Netz\".'"),
    ("format = 1 ", "\ufeffformat = 1 "),
]


def test_characters():
    """
    What is hidden goes, whether it stands there or as an escape; blanks and signs become plain ones; letters of
    another script stay.
    """
    fields = 'family_name = "{}Mus\u00ad{}ter"\nstreet = "Weg{}1"\ncity = "\u0410dorf"\nemail = "amt{}example.org"\n'
    spoilt, meant = (
        REGISTRY.replace("phone = ", fields.format(*parts).replace("\u00ad", parts[1]) + "phone = ").replace(
            "+49 561", number
        )
        for parts, number in (
            (("\\u200B", "\ufeff", "\u2011", "\uff20"), "+49\u00a0561"),
            (("", "", "-", "@"), "+49 561"),
        )
    )
    assert (meant.encode(), 6) == fixed(spoilt)


@pytest.mark.parametrize("quotes", ['"', "'", '"""', "'''"])
def test_quotes_stay(quotes):
    """
    A text without the blanks around it has the quotes that it had.
    """
    spoilt, meant = (REGISTRY.replace('"Büro"', f"{quotes}{text}{quotes}") for text in ("  Büro ", "Büro"))
    assert (meant.encode(), 1) == fixed(spoilt)


def test_nothing_to_mend():
    """
    A good registry stays as it is, byte for byte.
    """
    assert (REGISTRY.encode(), 0) == fixed(REGISTRY)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("right", "wrong"), SPOILT)
def test_only_the_defect_changes(right, wrong, line_end):
    """
    The defect is mended and nothing else: comments, blanks, order, line ends and the missing last
    line end stay.
    """
    good = REGISTRY.replace("\n", line_end)
    bad = good.replace(right, wrong, 1)
    assert bad != good
    assert (good.encode(), 1) == fixed(bad)


def test_all_at_once():
    """
    All that is safe to mend is mended in one run, also what a byte order mark had hidden; how many
    things that were is said.
    """
    bad = REGISTRY
    chosen = [SPOILT[0], *SPOILT[4:6], *SPOILT[7:]]
    for right, wrong in chosen:
        bad = bad.replace(right, wrong, 1)
    assert (REGISTRY.encode(), len(chosen)) == fixed(bad)


@pytest.mark.parametrize(
    ("expected", "options"),
    [
        ("'(0561) 787-4072' state = 'Hessen'", {"select": ["WI2"]}),
        ("'(0561) 787-4072' state = \"HE\"", {"ignore": ["WI107"]}),
        ("\"+49 561 787-4072\" state = 'Hessen'", {"select": ["WI107"]}),
        ("'(0561) 787-4072' state = 'Hessen'", {"select": ["WI1"], "ignore": ["WI104", "WI107"]}),
    ],
)
def test_chosen_codes(expected, options):
    """
    Only what was asked for is mended.
    """
    bad = REGISTRY.replace('"+49 561 787-4072"', "'(0561) 787-4072'").replace('"HE"', "'Hessen'")
    document = fixed(bad, **options)[0].decode()
    phone = next(line for line in document.split("\n") if line.startswith("phone"))
    state = next(line for line in document.split("\n") if line.startswith("state"))
    assert expected == f"{phone.removeprefix('phone = ')} {state.partition(' #')[0]}"


@pytest.mark.parametrize(
    "bad",
    [
        '"Hessen" # wi: ignore WI104 printed so',
        '"Hesen"',  # likely, not sure
        '"XX"',
        "2014-05-01T10:00:00",
        "12:00:00",
    ],
)
def test_left_alone(bad):
    """
    What is silenced, guessed or would lose something is left to a person.
    """
    text = REGISTRY.replace('"HE"', bad)
    assert (text.encode(), 0) == fixed(text)


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        ('"Büro"', '" Büro"'),
        ("'Büro'", "' Büro\t '"),
        ('"""Büro"""', '"""\nBüro """'),
        ('"Büro \\\\"', '" Büro \\\\ "'),
        ('"\\u00a0Büro"', '"\\u00a0Büro"'),
        ('"Büro\\u0020"', '"Büro\\u0020"'),
        ('"""Büro \\\n"""', '"""Büro \\\n"""'),
    ],
)
def test_blanks(expected, written):
    """
    Blanks go as they are written; those written as escapes are reported, not mended.
    """
    text = REGISTRY.replace('"Büro"', written)
    assert REGISTRY.replace('"Büro"', expected) == fixed(text)[0].decode()


@pytest.mark.parametrize("path", sorted(REGISTRIES.glob("*/*.toml")), ids=lambda path: path.stem)
def test_mended_file(path):
    """
    Of any file, mending leaves what can't be mended; twice is once, and nothing new comes up.  A file in
    another encoding is never rewritten.
    """
    content = path.read_bytes()
    before = examine(content, SCHEMA, TODAY).diagnostics
    mended, number = fixed(content)
    after = examine(mended, SCHEMA, TODAY).diagnostics
    assert (mended, 0) == fixed(mended)
    assert sum(d.edit is not None for d in before) == number
    assert not [d for d in after if d.edit]
    assert [d.code for d in before if not d.edit] == [d.code for d in after]
    assert path.stem.startswith("WI002") <= (mended == content)


def test_mark_before_another_encoding():
    """
    A byte order mark stays where the rest is no UTF-8: nobody knows what the characters are.
    """
    content = b"\xef\xbb\xbf# \xfc\n" + REGISTRY.encode()
    assert (content, 0) == fixed(content)


def test_value_stays_the_same():
    """
    What is mended says what was said before.
    """
    bad = REGISTRY.replace('"2014-05-01"', "2014-05-01").replace('"Büro"', '" Büro"')
    assert tomllib.loads(REGISTRY) == tomllib.loads(fixed(bad)[0].decode())
