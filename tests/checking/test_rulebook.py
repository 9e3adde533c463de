import copy
import re
import tomllib

import pytest
import tomli_w

from samples import CHECKOUT, REGISTRIES
from wi_cli.checking.diagnostics import examine
from wi_cli.checking.rulebook import NOT_RUNNABLE, RULES
from wi_cli.checking.rules import Settings
from wi_cli.registry import store

BASE = (REGISTRIES / "base.toml").read_text(encoding="utf-8")
SCHEMA = store.schema()
# These are about the text, not about what it means: they are put behind the registry as they stand.
AS_WRITTEN = ("WI208", "WI301", "WI302")
IN_A_REGISTRY = [rule for rule in RULES.values() if rule.code not in NOT_RUNNABLE]


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
    text = example
    if code in AS_WRITTEN:
        text = f"{BASE}\n{example}\n"
    elif not code.startswith("WI0") or example == RULES[code].good:
        text = tomli_w.dumps(merged(tomllib.loads(BASE), tomllib.loads(example)))
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


@pytest.mark.parametrize("code", sorted(NOT_RUNNABLE))
def test_examples_of_bytes(code):
    """
    The examples of faults of the bytes are written with escapes, and give their code once these are bytes.
    """
    rule = RULES[code]
    content = re.sub(rb"\\x([0-9a-f]{2})", lambda byte: bytes.fromhex(byte[1].decode()), rule.bad.encode())
    diagnostics = examine(content, SCHEMA, Settings("2026-11-22")).diagnostics
    assert ([code], rule.fixable) == ([d.code for d in diagnostics], any(d.edit for d in diagnostics))
    assert not any(d.code.startswith("WI0") for d in examine(rule.good.encode(), SCHEMA, Settings("")).diagnostics)


def test_every_code_has_a_rule():
    """
    The code that the source names are those of the rulebook, which are listed under their own names.
    """
    source = CHECKOUT / "src" / "wi_cli" / "checking"
    emitted = {
        code
        for name in ("rules", "syntax", "diagnostics")
        for code in re.findall(r'"(WI\d{3})"', (source / f"{name}.py").read_text(encoding="utf-8"))
    }
    assert emitted == set(RULES)
    assert [(code, len({rule.name for rule in RULES.values()})) for code in RULES] == [
        (rule.code, len(RULES)) for rule in RULES.values()
    ]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_wording(rule):
    """
    Titles are one line without a full stop, reasons are sentences, names are slugs, examples fit a terminal.
    """
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert re.fullmatch(r"\S.{8,98}[^.\s]", rule.title)
    assert re.fullmatch(r"([A-Z]|lat |kind, ).*[.)]", rule.why)
    assert rule.bad != rule.good
    assert max(len(line) for text in (rule.bad, rule.good) for line in text.split("\n")) <= 100
