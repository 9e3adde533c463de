"""
What holds for any registry, whatever stands in it.
"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import document, harmful, toml_document
from strategies import soup

READERS = [
    [*command, "--format", form]
    for command, forms in (
        (["list"], ("table", "tsv", "csv", "json", "markdown", "ids")),
        (["topics"], ("table", "tsv", "csv", "json", "markdown", "ids")),
        (["search", "koellnitz"], ("table", "tsv", "csv", "json", "markdown", "ids")),
        (["show", "koellnitz"], ("table", "text", "tsv", "csv", "json", "markdown", "ids")),
        (["network"], ("table", "text", "tsv", "csv", "json", "markdown", "ids")),
        (["contact", "koellnitz"], ("table", "text", "tsv", "csv", "json", "markdown", "ids")),
    )
    for form in forms
]
READERS += [["contact", "koellnitz", "--vcard"]]
READERS += [["contact", "koellnitz", "--field", name] for name in ("name", "office", "phone", "street", "website")]
evil = st.text(
    st.sampled_from("\x00\x07\x1b\x7f\x85\x9b\u200f\u2028\u202e\u206a\ufeff\ufff9\U000e0041\r\n\t[]ab,;\"'|\\:/m"),
    min_size=1,
)
HOSTILE = """
format = 1
[members.a]
name = "Ort\\u001b[31m\\u202e"
kind = "Stadt"
aliases = ["Doppel"]
[members.b]
name = "Ort\\u001b[31m\\u202e"
kind = "Stadt"
aliases = ["Doppel", "Einzeln"]
"""


def spoilt(value, evil_text):
    """
    The same document with a text added to every text, and to every key of a vocabulary.
    """
    if isinstance(value, str):
        return value + evil_text
    if isinstance(value, list):
        return [spoilt(item, evil_text) for item in value]
    if isinstance(value, dict):
        return {key: spoilt(item, evil_text) for key, item in value.items()}
    return value


@st.composite
def damaged(draw):
    """
    The small registry with one of its values, anywhere, replaced by another.
    """
    written = document()
    place = written["members"] if draw(st.booleans()) else written
    while True:
        key = draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        inner = place[key]
        if not isinstance(inner, (dict, list)) or not inner or draw(st.integers(0, 3)) == 0:
            place[key] = draw(soup)
            return toml_document(written)
        place = inner


@given(evil, st.sampled_from(READERS))
def test_nothing_harmful_comes_out(wi, text, arguments):
    """
    Whatever texts a registry has, no control character and nothing that turns a line round is
    written, neither to stdout nor to stderr.
    """
    written = document()
    members = {key: spoilt(value, text) | {"aliases": [f"x{text}"]} for key, value in written.pop("members").items()}
    extra = {f"y{text}": members["hall"]}
    registry = toml_document({**spoilt(written, text), "members": {**members, **extra}})
    status, out, err = wi(*arguments, registry=registry)
    assert 0 == status, err
    line_ends = {"\n"} | ({"\t"} if "tsv" in arguments else set())
    line_ends |= {"\r"} if "csv" in arguments or "--vcard" in arguments else set()
    assert not harmful(out) - line_ends
    assert not harmful(err) - {"\n"}


@pytest.mark.parametrize(
    ("status", "message", "name"),
    [
        (0, "wi: showing Ort\\x1b[31m\\u202e for 'Einzlen'\n", "Einzlen"),
        (
            4,
            (
                "wi: 'Doppel' can mean several members; type one of these:\n"
                "  wi show a    (Ort\\x1b[31m\\u202e)\n  wi show b    (Ort\\x1b[31m\\u202e)\n"
            ),
            "Doppel",
        ),
    ],
)
def test_nothing_harmful_is_said(wi, status, message, name):
    """
    Names of members stand on stderr as harmlessly as on stdout.
    """
    ended, _, err = wi("show", name, registry=HOSTILE)
    assert (status, message) == (ended, err)


@given(damaged(), st.sampled_from(READERS))
def test_any_damage(wi, registry, arguments):
    """
    One value of the wrong type, anywhere, never ends in a traceback; what is left out is named.
    """
    status, out, err = wi(*arguments, registry=registry)
    assert status in (0, 1, 3)
    assert all(line.startswith("wi: ") for line in err.splitlines())
    if status:
        assert err
    if arguments[-1] == "json" and status != 3:
        json.loads(out)
