import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import REGISTRIES, RICH, document, member, registry
from strategies import names, soup
from wi_cli.registry import build
from wi_cli.registry.values import Contact
from wi_cli.showing import envelope

TODAY = "2024-06-30"


BROKEN = [
    ('name = 5\nkind = "Stadt"', ("name",), "name is not text", True),
    ('kind = "Stadt"', (), "name is missing", True),
    ('name = " "\nkind = "Stadt"', ("name",), "name is empty", True),
    ('name = "A"', (), "kind is missing", True),
    ('name = "A"\nkind = "Stadt"\nags = 6611000', ("ags",), "ags is not text", True),
    ('name = "A"\nkind = "Stadt"\nags = 2014-04-01', ("ags",), "ags is not text", True),
    ('name = "A"\nkind = "Stadt"\ntopics = ["a", 1]', ("topics",), "topics is not a list of texts", True),
    ('name = "A"\nkind = "Stadt"\nlocation = 5', ("location",), "is not a table", True),
    ('name = "A"\nkind = "Stadt"\nlocation = {lat = true, lon = 1}', ("location", "lat"), "lat is not a number", True),
    (
        'name = "A"\nkind = "Stadt"\nmembership.founding = 1',
        ("membership", "founding"),
        "founding is not true or",
        True,
    ),
    ('name = "A"\nkind = "Stadt"\ncontacts = 1', ("contacts",), "contacts is not a list of tables", True),
    ('name = "A"\nkind = "Stadt"\ncontacts = [1]', ("contacts", 0), "is not a table", False),
    ('name = "A"\nkind = "Stadt"\ncontacts = [{}, {phone = 1}]', ("contacts", 1, "phone"), "phone is not text", False),
    ('name = "A"\nkind = "Stadt"\nfigures = [{value = 1}]', ("figures", 0), "indicator is missing", False),
    ('name = "A"\nkind = "Stadt"\nfigures = [{indicator = "x"}]', ("figures", 0), "value is missing", False),
    (
        'name = "A"\nkind = "Stadt"\nfigures = [{indicator = "x", value = nan}]',
        ("figures", 0, "value"),
        "value is out of range",
        False,
    ),
    ('name = "A"\nkind = "Stadt"\nlinks = [{url = "u"}]', ("links", 0), "title is missing", False),
    ('name = "A"\nkind = "Stadt"\nsections = [{title = ""}]', ("sections", 0, "title"), "title is empty", False),
    ('name = "A"\nkind = "Stadt"\nmilestones = [{date = "1"}]', ("milestones", 0), "text is missing", False),
]


@pytest.mark.parametrize("path", [REGISTRIES / "good" / "every-field.toml", RICH], ids=lambda path: path.stem)
def test_nothing_is_lost(path):
    """
    A registry that is in order is built whole: its values hold exactly what the document says.
    """
    written = document(path.read_text(encoding="utf-8"))
    built = build.registry(written)
    assert () == built.left_out
    assert {key: {"id": key, **fields} for key, fields in written["members"].items()} == {
        key: envelope.as_fields(value) for key, value in built.members.items()
    }
    assert written["network"] == envelope.as_fields(built.network)
    assert written["topics"] == built.topics
    for block in ("sources", "indicators"):
        assert written[block] == {
            key: {name: value for name, value in envelope.as_fields(entry).items() if (name, value) != ("decimals", 0)}
            for key, entry in getattr(built, block).items()
        }


@pytest.mark.parametrize(("fields", "path", "reason", "whole"), BROKEN, ids=[case[0] for case in BROKEN])
def test_what_cannot_be_built(fields, path, reason, whole):
    """
    What can't be built is left out and named by its path; a part of a list costs only that part,
    anything else the member.  Other members are there in any case.
    """
    built = registry(f'[members.b]\nname = "B"\nkind = "Stadt"\n[members.a]\n{fields}')
    (missing,) = built.left_out
    assert (("members", "a", *path), "a" if whole else None) == (missing.path, missing.member)
    assert missing.reason.startswith(reason)
    assert (["b"] if whole else ["b", "a"]) == list(built.members)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("1e400", "value is out of range"),
        ("-1e16", "value is out of range"),
        (f"1{'0' * 400}", "value is out of range"),
        ('"196.500"', "value is not a number"),
        ("true", "value is not a number"),
    ],
)
def test_absurd_numbers(value, reason):
    """
    A number that no indicator can have costs only its figure.
    """
    built = registry(member("", f'[[members.a.figures]]\nindicator = "x"\nvalue = {value}'))
    assert [reason] == [missing.reason for missing in built.left_out]
    assert () == built.members["a"].figures


def test_unknown_keys():
    """
    Keys that this version doesn't know are ignored, wherever they stand.
    """
    text = member("mayor = 1", '[[members.a.contacts]]\noffice = "Amt"\npager = 1\n[future]\nx = 1')
    assert ((Contact(office="Amt"),), ()) == (registry(text).members["a"].contacts, registry(text).left_out)


def test_missing_tables():
    """
    A document with members alone is a registry.
    """
    assert (None, {}, {}, {}, {}, ()) == build.registry({"members": {}})[:6]


def test_broken_vocabulary():
    """
    Vocabulary that can't be built is left out, its members are not.
    """
    text = member("", vocabulary='topics = 1\nnetwork = {name = 1}\nindicators.x.unit = "%"\nsources.y.title = "Y"')
    built = registry(text)
    assert ([("network", "name"), ("topics",), ("indicators", "x")], ["y"], ["a"], None) == (
        [missing.path for missing in built.left_out],
        list(built.sources),
        list(built.members),
        built.network,
    )


def test_decimals_are_limited():
    """
    An indicator asks for 0 to 15 decimals, whatever it says.
    """
    text = "".join(f'[indicators.i{n}]\nlabel = "L"\ndecimals = {n}\n' for n in (1, 99)) + "[members]"
    assert [1, 15] == [indicator.decimals for indicator in registry(text).indicators.values()]


@given(st.dictionaries(st.text(max_size=3), soup, max_size=3), st.dictionaries(names, soup))
def test_any_document(entries, others):
    """
    Any values under `members` give a registry; every member is in it or left out.
    """
    built = build.registry({**others, "members": entries})
    assert set(entries) == {*built.members, *(missing.member for missing in built.left_out)} - {None}
