import json
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samples import CHECKOUT, REGISTRIES, RICH
from wi_cli.changing import layout
from wi_cli.checking.diagnose import examine
from wi_cli.checking.rule import Settings
from wi_cli.registry import store, toml

pytestmark = pytest.mark.slow

FILES = {path.stem: path for path in (*sorted(REGISTRIES.rglob("*.toml")), RICH)}
SCHEMA = CHECKOUT / "src" / "wi_cli" / "registry" / store.SCHEMA
TOOLS = Path(sys.executable).parent

# What other tools reject although we find no fault of syntax or shape.
STRICTER = {
    "check-jsonschema": {},
    "taplo": {"quoted-ids": "taplo doesn't read a blank between [[ and a quoted key"},
}
# Faults that a schema can't say.
UNSAID = {
    "WI104-kind-misspelt": "which kinds there are is declared in the file",
    "WI104-undeclared-kinds": "the same",
    "WI108-impossible": "no pattern says which addresses there can't be",
    "WI110-several": "how a postal code is written depends on the country",
    "WI118-escape": "no pattern looks for hidden characters in every text",
}
# Faults of shape that other tools let pass.
LENIENT = {
    "check-jsonschema": {
        **UNSAID,
        "WI115-date": "a native date is text to it",
        "WI115-infinite-range": "inf and nan are numbers to it",
        "WI115-unknown-place-too": "nan is a number to it, and neither too large nor too small",
    },
    "taplo": {**UNSAID, "WI115-date": "a native date is text to it"},
}


@cache
def prefixes():
    """
    What kinds of codes each file gives: WI0, WI1, WI2, WI3.
    """
    found = {}
    for name, path in FILES.items():
        diagnostics = examine(path.read_bytes(), store.schema(), Settings("2026-11-22")).diagnostics
        found[name] = {diagnostic.code[:3] for diagnostic in diagnostics}
    return found


def check_jsonschema(paths):
    command = [TOOLS / "check-jsonschema", "--schemafile", SCHEMA, "-o", "json", *paths]
    answer = json.loads(subprocess.run(command, capture_output=True, check=False, timeout=120).stdout)
    return {Path(error["filename"]).stem for error in answer["errors"] + answer["parse_errors"]}


def taplo(paths):
    command = [TOOLS / "taplo", "lint", "--no-auto-config", "--schema", SCHEMA.as_uri()]
    done = {path: subprocess.run([*command, path], capture_output=True, check=False, timeout=60) for path in paths}
    return {path.stem for path, result in done.items() if result.returncode}


@pytest.mark.parametrize(("tool", "rejected"), [("check-jsonschema", check_jsonschema), ("taplo", taplo)])
def test_agreement(tool, rejected):
    """
    Of the files that are TOML, other tools with our schema reject those in which we find a fault of shape,
    and no others, but for what is listed with its reason.
    """
    toml = {name: kinds for name, kinds in prefixes().items() if "WI0" not in kinds}
    theirs = rejected([FILES[name] for name in toml])
    ours = {name for name, kinds in toml.items() if "WI1" in kinds}
    # The keys that a member without header lacks are one WI201, which names the header that was meant.
    headless = {name for name in toml if name.startswith("WI201")}
    assert headless | set(STRICTER[tool]) == theirs - ours
    assert set(LENIENT[tool]) == ours - theirs


@pytest.mark.parametrize(("tool", "rejected"), [("check-jsonschema", check_jsonschema), ("taplo", taplo)])
def test_formatted(tmp_path, tool, rejected):
    """
    Formatted files are rejected by other tools if and only if they were before, but for the spellings
    that the layout makes plain.
    """
    before = [FILES[name] for name, kinds in prefixes().items() if "WI0" not in kinds]
    for path in before:
        text = layout.formatted(path.read_bytes().decode())
        (tmp_path / path.name).write_text(text, encoding="utf-8", newline="")
    assert rejected(before) - set(STRICTER[tool]) == rejected([tmp_path / path.name for path in before])


def test_tomllib():
    """
    We find a fault of syntax if and only if `tomllib` refuses the file, or if it is nested absurdly deep.
    """
    refused = set()
    for name, path in FILES.items():
        try:
            tomllib.loads(path.read_bytes().decode())
        except (ValueError, RecursionError):
            refused.add(name)
    ours = {name for name, kinds in prefixes().items() if "WI0" in kinds}
    assert set() == refused - ours
    assert {"WI008-dotted-key", "WI008-header"} == ours - refused


TEXTS = [path.read_bytes().decode("utf-8", "replace") for name, path in FILES.items() if not name.startswith("WI008")]
WORDS = """
    [ ] [[ ]] { } = . , # _ - + " ' \\ \" \""" \\u00e9 \\ud800 \\e \\x41 \\n a b.c 0 01 1_0 0x1F 1.5 1e3 +1 inf -nan
    2014-04-30 2014-02-30 2014-04-30T07:32:00.1234567Z 07:32 07:32:00 {a=1,} {a={b=1}} [1,] true ä \ufeff
"""
PIECES = [*WORDS.split(), "'''", "\r\n", *" \t\n\r\0\x7f\u2028"]


@st.composite
def nearly_registries(draw):
    """
    A few lines of a registry, with pieces of TOML put in and characters taken out.
    """
    lines = draw(st.sampled_from(TEXTS)).splitlines(keepends=True)
    first = draw(st.integers(0, len(lines)))
    text = "".join(lines[first : first + draw(st.integers(1, 30))])
    for piece in draw(st.lists(st.sampled_from([*PIECES, ""]), min_size=1, max_size=4)):
        begin = draw(st.integers(0, len(text)))
        text = text[:begin] + piece + text[begin + draw(st.integers(0, 3)) :]
    return text


def read_by(parse, text):
    """
    What a parser makes of a text, with the types, or that it refuses it.
    """
    try:
        return repr(parse(text))
    except ValueError:
        return "refused"


@pytest.mark.skipif(sys.version_info >= (3, 15), reason="tomllib reads TOML 1.1 from Python 3.15 on")
@settings(max_examples=5000)
@given(nearly_registries())
def test_another_reader(text):
    """
    We read what `tomllib` reads, as the same document, and refuse what it refuses.
    """
    assert read_by(tomllib.loads, text) == read_by(toml.loads, text)
