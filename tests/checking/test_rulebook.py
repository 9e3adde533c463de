import copy
import re
import tomllib
from inspect import cleandoc

import pytest
import tomli_w

from samples import CHECKOUT, REGISTRIES
from wi_cli.checking.diagnose import examine
from wi_cli.checking.rule import Settings
from wi_cli.checking.rulebook import NOT_RUNNABLE, RULES
from wi_cli.registry import store

BASE = (REGISTRIES / "base.toml").read_text(encoding="utf-8")
SCHEMA = store.schema()
# These are about the text, not about what it means: they are put behind the registry as they stand.
AS_WRITTEN = ("WI208", "WI301", "WI302")
# An example that gives this one has 10,000 lines.
TOO_LONG = {"WI303"}
IN_A_REGISTRY = [rule for rule in RULES.values() if rule.code not in NOT_RUNNABLE | TOO_LONG]


def merged(document, changes):
    """
    A document with the tables of another laid over it; lists are replaced.
    """
    document = copy.copy(document)
    for key, value in changes.items():
        old = document.get(key)
        document[key] = merged(old, value) if isinstance(value, dict) and isinstance(old, dict) else value
    return document


def found(code, example):
    """
    What an example gives in a valid registry; one that is no TOML, as it stands.
    """
    text = cleandoc(example)
    if code in AS_WRITTEN:
        text = f"{BASE}\n{text}\n"
    elif not code.startswith("WI0") or example == RULES[code].good:
        text = tomli_w.dumps(merged(tomllib.loads(BASE), tomllib.loads(text)))
    return examine(text.encode(), SCHEMA, Settings("2026-11-22", 24 if code == "WI227" else None)).diagnostics


@pytest.mark.parametrize("rule", IN_A_REGISTRY, ids=lambda rule: rule.code)
def test_examples(rule):
    """
    The bad example gives this code and no other, the good one nothing; the bad one can be mended if
    and only if the rule says so.
    """
    assert ({rule.code}, set()) == tuple({d.code for d in found(rule.code, text)} for text in (rule.bad, rule.good))
    assert rule.fixable == any(d.edit for d in found(rule.code, rule.bad))
    assert {rule.warning} == {d.warning for d in found(rule.code, rule.bad)}


@pytest.mark.parametrize("code", sorted(NOT_RUNNABLE - {"WI000"}))
def test_examples_of_bytes(code):
    """
    The examples of faults of the bytes are written with escapes, and give their code once these are bytes.
    """
    rule = RULES[code]
    content = re.sub(rb"\\x([0-9a-f]{2})", lambda byte: bytes.fromhex(byte[1].decode()), cleandoc(rule.bad).encode())
    diagnostics = examine(content, SCHEMA, Settings("2026-11-22")).diagnostics
    # A byte order mark hides nothing of what the piece of a registry lacks.
    found = [d for d in diagnostics if d.code.startswith("WI0")]
    assert ([code], rule.fixable) == ([d.code for d in found], any(d.edit for d in found))
    assert not any(
        d.code.startswith("WI0") for d in examine(cleandoc(rule.good).encode(), SCHEMA, Settings("")).diagnostics
    )


def test_every_code_has_a_rule():
    """
    The codes that the source names are those of the rulebook, each beside its rule; they are listed in order.
    """
    declared, emitted = {}, {}
    for path in (CHECKOUT / "src" / "wi_cli" / "checking").rglob("*.py"):
        for rule, code in re.findall(r'(?P<rule>code=)?"(WI\d{3})"', path.read_text(encoding="utf-8")):
            (declared if rule else emitted).setdefault(code, set()).add(path.name)
    assert emitted.keys() == declared.keys() == RULES.keys()
    assert [] == [code for code, files in declared.items() if len(files) > 1 or not files <= emitted[code]]
    assert [*RULES] == sorted(RULES) == [rule.code for rule in RULES.values()]
    assert len(RULES) == len({rule.name for rule in RULES.values()})


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_wording(rule):
    """
    Titles are one line without a full stop, reasons are sentences, names are slugs, examples fit a terminal.
    """
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert re.fullmatch(r"\S.{8,98}[^.\s]", rule.title)
    assert re.fullmatch(r"([A-Z]|lat |kind, ).*[.)]", rule.why)
    assert rule.bad != rule.good
    assert max(len(line) for text in (rule.bad, rule.good) for line in cleandoc(text).split("\n")) <= 100
