"""
Where a document is not of the shape that the JSON Schema states.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from wi_cli.checking.meant import Meant, stripped, written
from wi_cli.checking.rule import FORMS, Advice, Document, Fix, Problem, label_of, rule
from wi_cli.german.places import KINDS, STATES
from wi_cli.german.slips import nearest
from wi_cli.german.spelling import forms
from wi_cli.registry import paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wi_cli.checking.validator import Validator
    from wi_cli.registry.values import Path

_SORTS = ("municipality", "district", "association", "body")
# What a kind probably is that nobody has declared, by its name.
_LIKELY = {
    "association": re.compile("(verbands|samt|verwaltungs)gemein|^amt$|zweckverband", re.IGNORECASE),
    "municipality": re.compile("stadt$|^markt|flecken$", re.IGNORECASE),
    "district": re.compile("kreis$|^bezirk$", re.IGNORECASE),
}
_DIGITS = {"ags": (5, 8), "ars": (9, 12), "postal_code": (5,)}

rule(
    code="WI102",
    name="missing-key",
    title="a key is missing that every entry of this sort needs",
    why="Without it the entry can't be shown. `wi schema` names the required keys of each table.",
    bad="""
        [[members.kassel.links]]
        url = "https://www.kassel.de"
    """,
    good="""
        [[members.kassel.links]]
        title = "Stadt Kassel"
        url = "https://www.kassel.de"
    """,
)

rule(
    code="WI103",
    name="wrong-type",
    title="a value has the wrong type: text, number, list, table or true/false",
    why="Text stands in quotes, a number doesn't, a list stands in brackets. "
    "An AGS is text, because a number would lose its leading 0.",
    bad="""
        [members.kassel]
        ags = 6611000
    """,
    good="""
        [members.kassel]
        ags = "06611000"
    """,
)

rule(
    code="WI104",
    name="value-not-allowed",
    title="a value is not one of those allowed here",
    why="kind, state and qualifier have values that are known, so that lists can be filtered by them. "
    "The Land is its code in ISO 3166-2:DE; `--fix` turns its name into that. "
    'A kind is one of nine, or is declared: [kinds] and below it "Jobcenter" = "body".',
    bad="""
        [members.kassel]
        state = "Hessen"
    """,
    good="""
        [members.kassel]
        state = "HE"
    """,
    fixable=True,
)

rule(
    code="WI112",
    name="text-too-long",
    title="a summary has more than 200 characters",
    why="A summary is the one sentence under the name. What it has no room for belongs in a section.",
    bad=r'''
        [members.kassel]
        summary = """Kreisfreie Großstadt und Oberzentrum für Nordhessen, \
          die den Übergang von der Schule in den Beruf mit einem Fachdezernat, \
          einer Koordinierungsstelle im Jugendamt und einem Übergangsmanagement \
          an acht Schulen steuert."""
    ''',
    good="""
        [members.kassel]
        summary = "Oberzentrum für Nordhessen mit einer Koordinierungsstelle im Jugendamt."
    """,
)

rule(
    code="WI113",
    name="empty-text",
    title="a text is empty",
    why="An empty text says nothing and is shown as a gap. Leave the field out while its value is unknown.",
    bad="""
        [sources.kassel-portrait]
        publisher = ""
    """,
    good="""
        [sources.kassel-portrait]
        publisher = "Stadt Kassel"
    """,
)

rule(
    code="WI114",
    name="number-out-of-range",
    title="a number is larger or smaller than it can be",
    why="A latitude is at most 90 degrees, a longitude 180, and decimals goes from 0 to 6. "
    "A larger number has lost its point or gained a digit.",
    bad="""
        [indicators.population]
        decimals = 10
    """,
    good="""
        [indicators.population]
        decimals = 0
    """,
)

rule(
    code="WI116",
    name="unknown-format",
    title="the format is another number than 1",
    why="The number says how the file is to be read. A file of a later format needs a later `wi`.",
    bad="""
        format = 2
    """,
    good="""
        format = 1
    """,
)


def problems_of_shape(meant: Meant, judge: Validator) -> Iterator[Problem]:
    """
    What the schema says against a document, but for unknown keys and malformed ids.
    """
    yield from _problems_of_kinds(meant.document)
    for path, error in judge.errors(meant.document):
        if error.kind.name == "additionalProperties" or path in meant.placeholders:
            continue
        wanted = {"enum": str, "const": int}.get(error.kind.name)
        if wanted and type(error.instance) is not wanted:
            continue  # its type is wrong, and reported
        if error.kind.name == "pattern" and meant.is_padded(path, error.instance, error.kind.pattern):
            code = FORMS[str(error.schema_path[-2])].code
            yield Problem(
                path, code, f"blanks around {label_of(path)}", "delete them", fix=partial(stripped, error.instance)
            )
            continue
        yield _shape_problem(error, path, judge)


def malformed_ids(meant: Meant, judge: Validator) -> Iterator[Problem]:
    """
    Ids that the schema doesn't allow.
    """
    for path in judge.misnamed(meant.document):
        if path[0] == "kinds":
            yield Problem(path, "WI113", "the name of a kind is empty", "write what it is called", at_key=True)
        else:
            yield _malformed(path, "id", str(path[-1]), at_key=True)


def _shape_problem(error: Any, path: Path, judge: Validator) -> Problem:  # noqa: PLR0911  # one per keyword
    node = judge.node(error.schema_path[:-1])
    kind, value = error.kind, error.instance
    name = str(path[-1]) if path else "the file"
    if kind.name == "required":
        what = judge.description(node["properties"].get(kind.property, {})).removesuffix(".")
        hint = (
            "add format = 1" if kind.property == "format" else f"add it: {what[:1].lower()}{what[1:]}" if what else None
        )
        return Problem(path, "WI102", f"{kind.property} is missing", hint, at_key=True, missing=kind.property)
    if kind.name == "type":
        wanted = {"string": "text", "integer": "a whole number", "array": "a list", "object": "a table"}
        wanted |= {"boolean": "true or false", "number": "a number"}
        hint = _hint_for_type(path, value, kind.types[0])
        return Problem(path, "WI103", f"{label_of(path)} must be {wanted[kind.types[0]]}, not {_type(value)}", hint)
    if kind.name == "enum":
        return _not_allowed(path, name, value, node["enum"])
    if kind.name == "const":
        return Problem(path, "WI116", f"format {value!r} is unknown", "this wi reads format = 1")
    # The schema takes for a blank what Python doesn't: U+FEFF.
    if kind.name == "pattern" and (not str(value).strip() or str(error.schema_path[-2]) not in FORMS):
        return Problem(path, "WI113", f"{label_of(path)} is empty", "leave the field out if it is unknown")
    if kind.name == "pattern":
        return _malformed(path, str(error.schema_path[-2]), str(value))
    if kind.name == "maxLength":
        over = len(value) - kind.limit
        hint = f"{over} over; say the rest in a section"
        return Problem(path, "WI112", f"{name} has {len(value)} characters, {kind.limit} are the most", hint)
    side = "most" if kind.name == "maximum" else "least"
    return Problem(path, "WI114", f"{name} is {value}, {kind.limit} is the {side}")


def _hint_for_type(path: Path, value: Any, wanted: str) -> str | None:
    """
    How to write a value of the wrong type.
    """
    if wanted == "string" and isinstance(value, int | float) and not isinstance(value, bool):
        # TOML has no leading zeros: whoever left the quotes away lost them too.
        digits = next((n for n in _DIGITS.get(str(path[-1]), ()) if n >= len(str(value))), 0)
        return f'write it in quotes: "{str(value).zfill(digits)}"'
    if wanted == "array" and isinstance(value, dict):
        return f"write [[{'.'.join(map(str, path))}]]"
    if wanted == "array" and isinstance(value, str):
        return f'write ["{value}"]'
    return None


def _type(value: Any) -> str:
    names = {str: "text", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return str(value).lower() if isinstance(value, bool) else names[type(value)]


def _not_allowed(path: Path, name: str, value: Any, allowed: Sequence[str]) -> Problem:
    if name == "state":
        return _no_state(path, value)
    return _one_of(path, f"{name} {value!r} is not allowed", allowed, next(iter(nearest(value, allowed)), None))


def _problems_of_kinds(document: Document) -> Iterator[Problem]:
    """
    Kinds that are neither built in nor declared, and declarations that say something else of a built-in one.
    """
    declared, members = paths.table(document, "kinds"), paths.table(document, "members")
    for kind, sort in declared.items():
        if kind in KINDS and sort != KINDS[kind]:
            message = f"kind {kind!r} is known as {KINDS[kind]}"
            yield Problem(("kinds", kind), "WI104", message, "delete it, or give yours another name", at_key=True)
    known = {**KINDS, **declared}
    for key, member in members.items():
        named = member.get("kind") if isinstance(member, dict) else None
        if isinstance(named, str) and named.strip() and named not in known:
            yield _no_kind(("members", key, "kind"), named, [word for word in known if word.strip()])


def _no_kind(path: Path, value: str, known: Sequence[str]) -> Problem:
    """
    A kind that nobody knows; fixable if only capitals, umlauts or blanks differ.
    """
    message = f"kind {value!r} is not allowed"
    if same := next((kind for kind in known if not forms(value).isdisjoint(forms(kind) - {""})), None):
        return _one_of(path, message, (), same, partial(written, same))
    if near := nearest(value, known):
        return _one_of(path, message, (), near[0])
    likely = next((sort for sort, names in _LIKELY.items() if names.search(value)), "body")
    others = ", ".join(sort for sort in _SORTS if sort != likely)
    return Problem(path, "WI104", message, f'declare it in [kinds]: "{value}" = "{likely}" (or {others})')


def _one_of(path: Path, message: str, allowed: Iterable[str], meant: str | None, fix: Fix | None = None) -> Problem:
    hint = f"did you mean {meant!r}?" if meant else f"one of {', '.join(allowed)}"
    return Problem(path, "WI104", message, hint, fix=fix, meant=meant)


def _no_state(path: Path, value: str) -> Problem:
    """
    A Land that isn't written as its code; fixable if it is its name.
    """
    message = f"state {value!r} is no code"
    for code, label in STATES.items():
        if not forms(value).isdisjoint(forms(label) | forms(code) | forms(f"DE-{code}")):
            return _one_of(path, message, STATES, code, partial(written, code))
    near = nearest(value, STATES.values())
    return _one_of(path, message, STATES, next((code for code, label in STATES.items() if label in near), None))


def _malformed(path: Path, form: str, value: str, *, at_key: bool = False) -> Problem:
    code, what, hint, advise = FORMS[form]
    advice = advise(value) or Advice(hint)
    return Problem(path, code, f"malformed {what} {value!r}", advice.hint, at_key=at_key, fix=advice.fix)
