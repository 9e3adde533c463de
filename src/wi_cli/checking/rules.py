"""
What is wrong with a registry document: its shape, and what it means.

`check` judges a raw document and names places as paths.
Shape comes from the JSON Schema and only from there; each rule of meaning is
a function below, listed in `MEANING`.  A defect has one owner: what is
reported as misspelt is taken as meant by all rules that come after.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.checking.validator import validator
from wi_cli.german.places import KINDS, STATES
from wi_cli.german.slips import nearest
from wi_cli.german.spelling import fold, forms
from wi_cli.german.wording import MOST_CITED, UNSAFE, cited
from wi_cli.registry import paths, toml
from wi_cli.registry.depth import DEEPEST
from wi_cli.registry.format import CITED, DECLARING, LISTS, TABLES, references
from wi_cli.registry.schema import described
from wi_cli.registry.values import LARGEST_VALUE, Path, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from wi_cli.checking.validator import Validator

Document = dict[str, Any]
Fix = Callable[[str], str]
"""From the value as it is written in TOML to the value as it should be."""


class Problem(NamedTuple):
    """
    One defect: where (a path, at its key or its value), what, and what to do.
    """

    path: Path
    code: str
    message: str
    hint: str | None = None
    at_key: bool = False
    fix: Fix | None = None
    meant: str | None = None
    """The value that was meant, where that is plain."""
    missing: str | None = None
    """The key that isn't there."""


class Settings(NamedTuple):
    """
    What a document is judged against: today's date (YYYY-MM-DD), and the
    number of months after which a contact is too old, if that is asked for.
    """

    today: str
    max_age: int | None = None


def check(document: Document, schema: str, settings: Settings) -> list[Problem]:
    """
    Every defect of a document, in no particular order.  `schema` is the text
    of the JSON Schema.  The document is taken over: slips are put right in it.
    """
    if not document:
        return [Problem((), "WI102", "the file is empty", "begin with format = 1", at_key=True)]
    meant = _Meant(document)
    judge = validator(schema)
    problems = [*meant.unreadable(), *meant.misspelt_keys(judge)]
    headless = _without_header(meant.document)
    problems += headless.values()
    shape = [problem for problem in _shape(meant, judge) if not _is_echo(problem, headless)]
    problems += meant.as_meant(shape)
    found = _Found(meant, headless, settings)
    for rule in MEANING:
        problems += rule(found)
    malformed = {problem.path for problem in problems if problem.code in _MALFORMED}
    located = (
        problem._replace(path=meant.original(problem.path))
        for problem in problems
        if problem.code in ("WI101", "WI114", "WI115") or problem.path not in meant.placeholders
    )
    # What is malformed has blanks or control characters in it, or makes a bad id: one defect.
    echoes = ("WI210", "WI225", "WI226")
    return [problem for problem in located if not (problem.code in echoes and problem.path in malformed)]


# -- shape -----------------------------------------------------------------------


class _Meant:
    """
    The document as its author meant it: misspelt keys and values are put
    right in it, so that one slip is one problem, and what JSON can't hold is
    replaced.  `original` leads back to the paths of the file.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.placeholders: set[Path] = set()
        # Where what was put right stood before.
        self._moved: dict[Path, Path] = {}
        self._texts: list[tuple[Path, str]] = []
        self._odd: list[tuple[Path, Any]] = []
        _walk(document, (), self._texts, self._odd)

    def texts(self) -> list[tuple[Path, str]]:
        """
        All texts of the document, with their paths.
        """
        if self._moved or self._odd:
            self._texts = []
            _walk(self.document, (), self._texts, [])
        return self._texts

    def unreadable(self) -> list[Problem]:
        """
        Values that JSON doesn't have: native dates, inf and nan.
        """
        problems = []
        for path, value in self._odd:
            problem, instead = _unreadable(path, value)
            problems.append(problem)
            paths.at(self.document, path[:-1])[path[-1]] = instead
            self.placeholders.add(path)
        return problems

    def original(self, path: Path) -> Path:
        """
        The path as the file spells it.
        """
        length = len(path) if self._moved else 0
        while length:
            if (before := self._moved.get(path[:length])) is not None:
                # A key that was put right may stand in a table that was put right, too.
                path = before + path[length:]
                length = len(path)
            else:
                length -= 1
        return path

    def misspelt_keys(self, judge: Validator) -> list[Problem]:
        """
        Unknown keys, and those that are known now put right.
        """
        problems = []
        # A key put right may hold a table with unknown keys of its own.
        for _ in range(3):
            unknown = [
                (path, error)
                for path, error in judge.errors(self.document)
                if error.kind.name == "additionalProperties"
            ]
            before = len(self._moved)
            for path, error in unknown:
                known = list(judge.node(error.schema_path[:-1])["properties"])
                table = paths.at(self.document, path)
                for key in error.kind.unexpected:
                    problem, meant = _unknown_key((*path, key), table, known)
                    problems.append(problem)
                    if meant:
                        self._move(table, key, path, table, meant, path)
            if len(self._moved) == before:
                break
        return list({self.original(problem.path): problem for problem in problems}.values())

    def is_padded(self, path: Path, value: str, pattern: str) -> bool:
        """
        Whether only the blanks around a value are wrong; the rules then see it without.
        """
        stripped = value.strip()
        if stripped in (value, "") or not re.search(pattern, stripped):
            return False
        paths.at(self.document, path[:-1])[path[-1]] = stripped
        return True

    def _move(self, table: dict[str, Any], key: str, path: Path, into: dict[str, Any], meant: str, to: Path) -> None:
        """
        Take an entry for what was meant; a table joins one that is there.
        """
        value = table[key]
        if meant in into:
            for inner in list(value) if isinstance(value, dict) and isinstance(into[meant], dict) else ():
                self._move(value, inner, (*path, key), into[meant], inner, (*to, meant))
            return
        into[meant] = table.pop(key)
        old, new = (*path, key), (*to, meant)
        self._moved[new] = old
        for rest in paths.leaves(value) if self.placeholders else ():
            if old + rest in self.placeholders:
                self.placeholders.remove(old + rest)
                self.placeholders.add(new + rest)

    def as_meant(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """
        Pass problems on; where one knows the value that was meant (a misspelt
        Land or kind), later rules see that.
        """
        keys: list[Path] = []
        for problem in problems:
            if problem.code == "WI105" and problem.at_key:
                keys.append(problem.path)
            elif problem.code == "WI105":
                parent, key = paths.at(self.document, problem.path[:-1]), problem.path[-1]
                parent[key] = slugged(parent[key])
            if problem.meant is not None:
                paths.at(self.document, problem.path[:-1])[problem.path[-1]] = problem.meant
            yield problem
        for *path, key in keys:
            if slug := slugged(str(key)):  # else nobody can tell what was meant
                table = paths.at(self.document, path)
                self._move(table, str(key), tuple(path), table, slug, tuple(path))


def _walk(value: Any, path: Path, texts: list[tuple[Path, str]], odd: list[tuple[Path, Any]]) -> None:
    """
    Gather the texts of a document, and the values that JSON doesn't have.
    """
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, str):
            texts.append(((*path, key), item))
        elif isinstance(item, dict | list):
            _walk(item, (*path, key), texts, odd)
        elif not isinstance(item, int | float) or not abs(item) <= LARGEST_VALUE:
            odd.append(((*path, key), item))


def _unreadable(path: Path, value: Any) -> tuple[Problem, Any]:
    """
    The problem with a value that JSON doesn't have, and what to go on with: of
    a number nothing, so that no rule takes it for one.
    """
    if isinstance(value, int) or (isinstance(value, float) and isfinite(value)):
        return Problem(path, "WI114", "number out of range", "leave the field out if it is unknown"), None
    if isinstance(value, float):
        return Problem(path, "WI115", f"{value} is no number", "leave the field out if it is unknown"), None
    text = value.isoformat()
    if isinstance(value, date) and not isinstance(value, datetime):
        hint = (
            f'write it as text: "{text}"' if isinstance(path[-1], int) else f'write it as text: {path[-1]} = "{text}"'
        )
        # Elsewhere it would be the next defect.
        fix: Fix | None = (lambda raw: f'"{raw}"') if described(path).get("type", "string") == "string" else None
        return Problem(path, "WI115", f"{text} is a native date, not text", hint if fix else None, fix=fix), text
    hint = "write the date as text, without the time"
    return Problem(path, "WI115", f"{text} is a native time, not text", hint), text


# What people call it elsewhere: too far off for a slip, and plain all the same.
_SYNONYMS = {
    "lng": "lon",
    "long": "lon",
    "longitude": "lon",
    "latitude": "lat",
    "mail": "email",
    "e-mail": "email",
    "tel": "phone",
    "telefon": "phone",
    "telephone": "phone",
    "plz": "postal_code",
    "zip": "postal_code",
    "ort": "city",
    "land": "state",
    "homepage": "website",
    "vorname": "given_name",
    "nachname": "family_name",
}


def _unknown_key(path: Path, table: Mapping[str, Any], known: Sequence[str]) -> tuple[Problem, str | None]:
    key = str(path[-1])
    absent = [name for name in known if name not in table]
    synonym = _SYNONYMS.get(key.lower())
    if near := [synonym] if synonym in absent else nearest(key, absent):
        return Problem(path, "WI101", f"unknown key {key!r}", f"did you mean {near[0]!r}?", at_key=True), near[0]
    meant = None
    hint = f"known here: {', '.join(known)}"
    if near := nearest(key, [name for name in known if name in table]):
        joins = isinstance(table[key], dict | list) and type(table[key]) is type(table[near[0]])
        hint = f"did you mean {near[0]!r}?" if joins else f"{near[0]!r} stands here already"
        meant = near[0] if isinstance(table[key], dict) and joins else None
    return Problem(path, "WI101", f"unknown key {key!r}", hint, at_key=True), meant


def _shape(meant: _Meant, judge: Validator) -> Iterator[Problem]:
    for path in judge.misnamed(meant.document):
        yield _malformed(path, "id", str(path[-1]), at_key=True)
    for path, error in judge.errors(meant.document):
        if error.kind.name == "additionalProperties" or path in meant.placeholders:
            continue
        if error.kind.name in ("enum", "const") and _type(error.instance) not in ("text", "a number"):
            continue  # its type is wrong, and reported
        if error.kind.name == "enum" and not isinstance(error.instance, str):
            continue
        if error.kind.name == "const" and not isinstance(error.instance, int):
            continue
        if error.kind.name == "pattern" and meant.is_padded(path, error.instance, error.kind.pattern):
            code = _FORMS[str(error.schema_path[-2])][0]
            yield Problem(
                path, code, f"blanks around {_label(path)}", "delete them", fix=partial(_stripped, error.instance)
            )
            continue
        yield _shape_problem(error, path, judge)


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
        return Problem(path, "WI103", f"{_label(path)} must be {wanted[kind.types[0]]}, not {_type(value)}", hint)
    if kind.name == "enum":
        return _not_allowed(path, name, value, node["enum"])
    if kind.name == "const":
        return Problem(path, "WI116", f"format {value!r} is unknown", "this wi reads format = 1")
    # The schema takes for a blank what Python doesn't: U+FEFF.
    if kind.name == "pattern" and (not str(value).strip() or str(error.schema_path[-2]) not in _FORMS):
        return Problem(path, "WI113", f"{_label(path)} is empty", "leave the field out if it is unknown")
    if kind.name == "pattern":
        return _malformed(path, str(error.schema_path[-2]), str(value))
    if kind.name == "maxLength":
        over = len(value) - kind.limit
        hint = f"{over} over; say the rest in a section"
        return Problem(path, "WI112", f"{name} has {len(value)} characters, {kind.limit} are the most", hint)
    side = "most" if kind.name == "maximum" else "least"
    return Problem(path, "WI114", f"{name} is {value}, {kind.limit} is the {side}")


_DIGITS = {"ags": (5, 8), "postal_code": (5,)}


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


def _label(path: Path) -> str:
    """
    What to call a value: its key, and which one for an item of a list.
    """
    if path and isinstance(path[-1], int) and len(path) > 1:
        return f"entry {path[-1] + 1} of {str(path[-2])[:MOST_CITED]}"
    return str(path[-1]) or "''" if path else "the file"


def _type(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    names: list[tuple[type | tuple[type, ...], str]] = [
        (str, "text"),
        ((int, float), "a number"),
        (list, "a list"),
        (dict, "a table"),
    ]
    return next(name for kind, name in names if isinstance(value, kind))


def _not_allowed(path: Path, name: str, value: Any, allowed: Sequence[str]) -> Problem:
    if name == "state":
        return _no_state(path, value)
    return _one_of(path, f"{name} {value!r} is not allowed", allowed, next(iter(nearest(value, allowed)), None))


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
            return _one_of(path, message, STATES, code, partial(_written, code))
    near = nearest(value, STATES.values())
    return _one_of(path, message, STATES, next((code for code, label in STATES.items() if label in near), None))


def _written(value: str, _: str) -> str:
    return f'"{value}"'


_MALFORMED = frozenset({"WI104", "WI105", "WI106", "WI107", "WI108", "WI109", "WI110", "WI111"})
_FORMS = {
    "id": ("WI105", "id", "lower-case letters, digits and single hyphens; ä as ae, ö as oe, ü as ue, ß as ss"),
    "date": ("WI106", "date", "YYYY, YYYY-MM or YYYY-MM-DD, or start/end where one end may be .."),
    "phone": (
        "WI107",
        "phone number",
        "write it as +49 561 787-0: blanks between groups, one hyphen before the extension",
    ),
    "email": ("WI108", "e-mail address", "write one address: name@domain.de"),
    "url": ("WI109", "web address", "begin with https:// or http://, no blanks"),
    "postal_code": ("WI110", "postal code", "five digits"),
    "ags": ("WI111", "AGS", "8 digits for a municipality, 5 for a district"),
}


def _malformed(path: Path, form: str, value: str, *, at_key: bool = False) -> Problem:
    code, what, hint = _FORMS[form]
    fix: Fix | None = None
    if form == "phone" and (mended := mended_phone(value)):
        hint, fix = f'write "{mended}"', partial(_written, mended)
    elif form == "id" and (slug := slugged(value)):
        hint = f"write {slug}"
    elif form == "date" and (found := re.fullmatch(r"\s*(?:(\d\d?)\.)?(?:(\d\d?)[./])?(\d{4})\s*", value)):
        hint = f'write "{"-".join(part.zfill(2) for part in reversed(found.groups()) if part)}"'
    elif form == "url" and re.match(r"www\.\S+$", value):
        hint = f'write "https://{value}"'
    return Problem(path, code, f"malformed {what} {value!r}", hint, at_key=at_key, fix=fix)


# Nobody writes a number with more characters than that (E.164 has 15 digits).
_LONGEST_PHONE = 100
_PHONE = re.compile(r"\+[1-9][0-9]{0,2}( [1-9][0-9]*)( [0-9]+)*(-[0-9]+)?")


def mended_phone(text: str) -> str | None:
    """
    A German phone number in the registry's form (DIN 5008 with country code):
    "(0561) 787-4072" and "0049 (0)561/787-4072" become "+49 561 787-4072".
    None if it isn't plain what was meant.
    """
    if len(text) > _LONGEST_PHONE:
        return None
    number = re.sub(r"\(0\)", " ", text.strip())
    number = re.sub(r"^(00|\+)\s*49|^\(?0(?=[1-9])", "+49 ", number)
    number = re.sub(r"\s*[/().]\s*|\s+-\s+|\s*–\s*", " ", number)
    number = re.sub(r"\s+", " ", number).strip()
    # Only the last hyphen can stand before an extension.
    head, hyphen, extension = number.rpartition("-")
    if hyphen:
        number = f"{head.replace('-', ' ')}-{extension.strip()}"
    number = re.sub(r"^\+49 0(?=[1-9])", "+49 ", number)
    return number if number.startswith("+49 ") and _PHONE.fullmatch(number) else None


def slugged(name: str) -> str:
    """
    The id that a name makes: Halle (Saale) -> halle-saale.
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))


def _headless_members(document: Document) -> list[str]:
    """
    Members that consist of sub-tables only.
    """
    members = document.get("members")
    if not isinstance(members, dict):
        return []
    return [
        key
        for key, member in members.items()
        if isinstance(member, dict)
        and member
        and all(isinstance(v, dict) or (isinstance(v, list) and v and isinstance(v[0], dict)) for v in member.values())
        and not member.keys() - (TABLES | LISTS).keys()
    ]


def _without_header(document: Document) -> dict[str, Problem]:
    """
    WI201: members whose sub-tables have no header of their own, by id.
    """
    headless = _headless_members(document)
    if not headless:
        return {}
    apart = set(headless)
    members = {key: member for key, member in document["members"].items() if key not in apart}
    named = {slugged(_text(member, "name")): key for key, member in members.items() if isinstance(member, dict)}
    problems = {}
    for n, key in enumerate(headless):
        if key in named:
            # The header is the slip, not the tables below it.
            path, message = ("members", named[key]), f"[members.{named[key]}] stands over tables of {key!r}"
            hint = f"did you mean {key!r}?"
        else:
            path, message = ("members", key), f"tables of {key!r}, but there is no [members.{key}]"
            near = nearest(key, members) if n * len(members) < _MOST_COMPARED else []
            missing = f"add [members.{key}] with name, kind and summary before them"
            hint = f"did you mean {near[0]!r}?" if near else missing
        problems[key] = Problem(path, "WI201", message, hint, at_key=True)
    return problems


def _is_echo(problem: Problem, headless: Mapping[str, Problem]) -> bool:
    """
    Whether a missing key is only another sight of a missing header.
    """
    return problem.code == "WI102" and len(problem.path) == 2 and problem.path[1] in headless  # noqa: PLR2004


# -- meaning ---------------------------------------------------------------------

_SWITZERLAND_TO_DENMARK = (47.2, 55.1)
_FRANCE_TO_POLAND = (5.8, 15.1)
# First two digits of the AGS (Destatis: Schlüsselnummern der Länder).
AGS_OF_STATE = {
    "SH": "01",
    "HH": "02",
    "NI": "03",
    "HB": "04",
    "NW": "05",
    "HE": "06",
    "RP": "07",
    "BW": "08",
    "BY": "09",
    "SL": "10",
    "BE": "11",
    "BB": "12",
    "MV": "13",
    "SN": "14",
    "ST": "15",
    "TH": "16",
}
_DISTRICTS = frozenset({"Kreis", "Landkreis", "Kommunalverband"})
_MUNICIPALITIES = frozenset(KINDS[:4])
_JUMP = 3
# Where thousands of names are unknown, only the first are compared with thousands that are known: no slips any more.
_MOST_COMPARED = 500_000
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DATES = frozenset({"date", "as_of", "since", "until", "seen"})


class _Found:
    """
    What the rules look at: safe access to a document that may hold anything.
    """

    def __init__(self, meant: _Meant, headless: Mapping[str, Problem], settings: Settings) -> None:
        self.document = document = meant.document
        self.settings = settings
        self.headless = headless
        members = document.get("members")
        self.members: dict[str, dict[str, Any]] = (
            {key: m for key, m in members.items() if isinstance(m, dict)} if isinstance(members, dict) else {}
        )
        network = document.get("network")
        self.owners: list[tuple[Path, dict[str, Any]]] = [(("network",), network)] if isinstance(network, dict) else []
        self.owners += [(("members", key), member) for key, member in self.members.items()]
        self.texts = meant.texts()

    def declared(self, name: str) -> dict[str, Any]:
        table = self.document.get(name)
        return table if isinstance(table, dict) else {}

    def tables(self, *blocks: str) -> Iterator[tuple[Path, dict[str, Any]]]:
        """
        All entries of these lists of tables, of the network and of all members.
        """
        for path, owner in self.owners:
            for block in blocks:
                yield from entries(owner, block, path)


def entries(owner: Mapping[str, Any], block: str, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """
    The tables of one list, with their paths.
    """
    items = owner.get(block)
    if isinstance(items, list):
        yield from (((*path, block, n), item) for n, item in enumerate(items) if isinstance(item, dict))


def _number(table: Mapping[str, Any], key: str) -> int | float | None:
    value = table.get(key)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


def references_are_declared(found: _Found) -> Iterator[Problem]:
    """
    WI202, WI203, WI204: an id that isn't declared; WI205, WI206, WI207: one
    that nothing uses.  A declaration misspelt against all its uses is one
    problem, at the declaration.
    """
    used = _references(found.document)
    for name, missing, unused, what in (
        ("topics", "WI202", "WI205", "topic"),
        ("sources", "WI203", "WI206", "source"),
        ("indicators", "WI204", "WI207", "indicator"),
    ):
        declared = found.declared(name)
        undeclared = {key: places for key, places in used[name].items() if key not in declared}
        idle = {key for key in declared if key not in used[name]}
        for n, key in enumerate(sorted(idle)):
            # One use of another spelling: that one is the slip.  Several: this one.
            near = nearest(key, undeclared) if n * len(undeclared) < _MOST_COMPARED else []
            if meant := next((word for word in near if len(undeclared[word]) > 1), None):
                idle.discard(key)
                times = len(undeclared.pop(meant))
                message = f"{what} {key!r} is used by nobody, but {meant!r} is, {times} times"
                yield Problem((name, key), missing, message, f"did you mean {meant!r}?", at_key=True)
        for n, (key, places) in enumerate(undeclared.items()):
            near = nearest(key, declared) if n * len(declared) < _MOST_COMPARED else []
            idle -= set(near)
            hint = f"did you mean {near[0]!r}?" if near else f"declare it: [{name}.{key}]" if name != "topics" else None
            for path in places:
                yield Problem(path, missing, f"no {what} {key!r}", hint or f'declare it in [topics]: {key} = "…"')
        for key in declared:
            if key in idle:
                hint = "delete it, or check how the others spell it"
                yield Problem((name, key), unused, f"{what} {key!r} is used by nobody", hint, at_key=True)


def _references(document: Document) -> dict[str, dict[str, list[Path]]]:
    """
    Which ids are named where, wherever in the document they are.
    """
    used: dict[str, dict[str, list[Path]]] = {table: {} for table in DECLARING}
    for table, key, path in references(document):
        used[table].setdefault(key, []).append(path)
    return used


def facts_have_sources(found: _Found) -> Iterator[Problem]:
    """
    WI228: a fact without a source.
    """
    cited = [*found.tables(*(table for table in CITED if table in LISTS))]
    cited += [
        ((*path, "membership"), owner["membership"])
        for path, owner in found.owners
        if isinstance(owner.get("membership"), dict)
    ]
    for path, table in cited:
        if table.get("sources") == []:
            yield Problem((*path, "sources"), "WI228", "no source is named", "name at least one id from [sources]")


def parts_have_no_circle(found: _Found) -> Iterator[Problem]:
    """
    WI230: indicators that are parts of each other, or of very many wholes.
    """
    declared = found.declared("indicators").items()
    whole = {key: part_of for key, item in declared if isinstance(item, dict) and (part_of := _text(item, "part_of"))}
    levels: dict[str, int] = {}  # how many wholes a part has
    for key in whole:
        chain: dict[str, None] = {}
        last = key
        while last in whole and last not in levels and last not in chain:
            chain[last] = None
            last = whole[last]
        links = [*chain]
        if last in chain:
            circle = " → ".join([*links[links.index(last) :], last])
            yield Problem(("indicators", key, "part_of"), "WI230", f"parts in a circle: {circle}")
            levels |= dict.fromkeys(chain, 0)
            continue
        for level, part in enumerate(reversed(links), start=levels.get(last, 0) + 1):
            levels[part] = level
            if level == DEEPEST + 1:
                place = ("indicators", part, "part_of")
                yield Problem(place, "WI230", f"{part!r} is nested too deeply", f"{DEEPEST} levels are the most")


def names_are_unlike(found: _Found) -> Iterator[Problem]:
    """
    WI209: two members that nobody can tell apart by name.
    """
    owner: dict[str, tuple[str, str]] = {}
    for key, member in found.members.items():
        if key in found.headless:
            continue
        aliases = member.get("aliases")
        names: list[tuple[Path, str]] = [(("members", key), key)]
        names += [(("members", key, "name"), _text(member, "name"))]
        if isinstance(aliases, list):
            names += [(("members", key, "aliases", n), name) for n, name in enumerate(aliases) if isinstance(name, str)]
        clashes: set[str] = set()
        for path, name in names:
            for form in forms(name) - {""}:
                other, spelling = owner.setdefault(form, (key, name))
                if other != key and other not in clashes:
                    clashes.add(other)
                    message = f"{name!r} and {cited(spelling)} of {cited(other)} are the same name"
                    yield Problem(path, "WI209", message, "people could not choose between them", at_key=len(path) == 2)  # noqa: PLR2004


def ids_are_slugs(found: _Found) -> Iterator[Problem]:
    """
    WI210: an id that can't be guessed from the name.
    """
    for key, member in found.members.items():
        name = _text(member, "name")
        aliases = member.get("aliases") if isinstance(member.get("aliases"), list) else []
        if not name.strip():
            continue
        slugs = [slugged(n) for n in (name, *(a for a in aliases or () if isinstance(a, str))) if slugged(n)]
        if not slugs or key in slugs or found.headless.keys() & slugs or UNSAFE.search(name):
            continue
        if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
            hint = f"write {slugs[0]!r}"
            message = f"id {key!r} is made neither from the name nor from an alias"
            yield Problem(("members", key), "WI210", message, hint, at_key=True)


def keys_of_municipalities(found: _Found) -> Iterator[Problem]:
    """
    WI211, WI212, WI213: an AGS against Land, kind and the others; WI214: a
    municipality or district without its Land.
    """
    owners: dict[str, str] = {}
    for key, member in found.members.items():
        kind, state, ags = _text(member, "kind"), _text(member, "state"), _text(member, "ags")
        path = ("members", key, "ags")
        if kind in _MUNICIPALITIES | _DISTRICTS and "state" not in member:
            message = f"state is missing for a {kind}"
            yield Problem(("members", key), "WI214", message, "such as HE", at_key=True, missing="state")
        if not re.fullmatch(r"\d{5}|\d{8}", ags):
            continue
        if (number := AGS_OF_STATE.get(state)) and not ags.startswith(number):
            land = next((code for code, first in AGS_OF_STATE.items() if ags.startswith(first)), None)
            hint = f"{ags[:2]} is {land}" if land else None
            yield Problem(path, "WI211", f"AGS {ags} doesn't begin with {number}, the number of {state}", hint)
        wanted = 8 if kind in _MUNICIPALITIES else 5 if kind in _DISTRICTS else len(ags)
        if len(ags) != wanted:
            yield Problem(path, "WI212", f"AGS {ags} has {len(ags)} digits, a {kind} has {wanted}")
        if ags in owners:
            yield Problem(path, "WI213", f"AGS {ags} belongs to {cited(owners[ags])} already")
        owners.setdefault(ags, key)


def contacts_say_who(found: _Found) -> Iterator[Problem]:
    """
    WI215: a contact with neither office nor family_name.
    """
    for path, contact in found.tables("contacts"):
        if not contact.keys() & {"office", "family_name"}:
            yield Problem(path, "WI215", "neither office nor family_name", "say who answers", at_key=True)


def addresses_fit_the_website(found: _Found) -> Iterator[Problem]:
    """
    WI216: an e-mail domain that has nothing to do with the member's website.
    """
    for owner_path, owner in found.owners:
        website = _text(owner, "website")
        host = _host(website) if re.match(r"https?://\S+$", website) and not _url_fault(website) else None
        if not host:
            continue
        site = _registered(host)
        for path, contact in entries(owner, "contacts", owner_path):
            address = _text(contact, "email").strip().lower()
            if not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@.]+", address):
                continue
            domain = address.rpartition("@")[2]
            if _registered(domain) != site:
                message = f"e-mail domain {domain!r} is not the website's {cited(host)}"
                near = nearest(domain, [site])
                hint = f"did you mean {near[0]!r}?" if near else "check for a slip"
                yield Problem((*path, "email"), "WI216", message, hint)


def _host(url: str) -> str | None:
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _registered(domain: str) -> str:
    """
    The part of a domain that somebody has registered: its last two labels.
    """
    return ".".join(domain.split(".")[-2:])


def addresses_are_urls(found: _Found) -> Iterator[Problem]:
    """
    WI217: a web address that no browser can open.
    """
    for path, url in found.texts:
        if path[0] == "topics" or path[-1] not in ("url", "website") or not re.match(r"https?://\S+$", url):
            continue
        if reason := _url_fault(url):
            yield Problem(path, "WI217", f"malformed web address {url!r}", reason)


def _url_fault(url: str) -> str | None:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError as error:
        return str(error)[:1].lower() + str(error)[1:]
    labels = host.split(".")
    if not host:
        return "there is no host after //"
    if len(labels) < 2 or not all(re.fullmatch(r"[^\W_]([\w-]*[^\W_])?", label) for label in labels):  # noqa: PLR2004
        return f"{host!r} is no name of a host"
    if set(url) & set('<>"{}|\\^`'):
        return "a character must be written with %"
    return None


def locations_are_in_germany(found: _Found) -> Iterator[Problem]:
    """
    WI218: a place outside Germany; says so if lat and lon are swapped.
    """
    for key, member in found.members.items():
        place = member.get("location")
        if not isinstance(place, dict):
            continue
        lat, lon = _number(place, "lat"), _number(place, "lon")
        if lat is None or lon is None:
            continue
        path = ("members", key, "location")
        if _in_germany(lat, lon) or abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004  # WI114 says so
            continue
        swapped = _in_germany(lon, lat)
        hint = f"lat and lon are swapped: lat = {lon}, lon = {lat}" if swapped else "Germany: lat 47 to 55, lon 6 to 15"
        yield Problem(path, "WI218", f"{lat}, {lon} is outside Germany", hint)


def _in_germany(lat: float, lon: float) -> bool:
    south, north = _SWITZERLAND_TO_DENMARK
    west, east = _FRANCE_TO_POLAND
    return south <= lat <= north and west <= lon <= east


def dates_are_real(found: _Found) -> Iterator[Problem]:
    """
    WI219: a day that the calendar doesn't have; WI220: one in the future;
    WI221: an end before its start.
    """
    today = found.settings.today
    for path, text in found.texts:
        name = path[-2] if isinstance(path[-1], int) else path[-1]
        if name not in _DATES or path[0] == "topics":
            continue
        ends = text.split("/")
        if not all(end == ".." or _DATE.fullmatch(end) for end in ends) or len(ends) > 2:  # noqa: PLR2004
            continue
        unreal = next((end for end in ends if end != ".." and not _in_calendar(end)), None)
        if unreal:
            yield Problem(path, "WI219", f"there is no {unreal}")
            continue
        start, end = ends[0], ends[-1]
        if ".." not in ends and last_day(end) < start:
            yield Problem(path, "WI221", f"{end} is before {start}", "write the earlier one first")
            continue
        first = start if start != ".." else end
        if first + "0000-01-01"[len(first) :] > today and not _may_be_ahead(found.document, path):
            yield Problem(path, "WI220", f"{text} is in the future", f"today is {today}")


def _in_calendar(text: str) -> bool:
    year, month, day = (int(part) if part else 1 for part in _DATE.fullmatch(text).groups())  # type: ignore[union-attr]  # asked before
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _may_be_ahead(document: Document, path: Path) -> bool:
    """
    A target is set for a date to come, and a membership may be known to end.
    """
    if path[-1] == "until":
        return True
    return path[-1] == "as_of" and bool(paths.at(document, path[:-1]).get("qualifier") == "target")


def intervals_are_in_order(found: _Found) -> Iterator[Problem]:
    """
    WI221: since after until; value_max below value.
    """
    for key, member in found.members.items():
        belonging = member.get("membership")
        if isinstance(belonging, dict):
            since, until = _text(belonging, "since"), _text(belonging, "until")
            if since and until and last_day(until) < since:
                where: Path = ("members", key, "membership", "until")
                yield Problem(where, "WI221", f"until {until} is before since {since}")
    for path, figure in found.tables("figures"):
        low, high = _number(figure, "value"), _number(figure, "value_max")
        if low is not None and high is not None and high <= low:
            yield Problem((*path, "value_max"), "WI221", f"value_max {high} is not above value {low}")


def milestones_are_in_order(found: _Found) -> Iterator[Problem]:
    """
    WI222: milestones that don't stand oldest first.
    """
    for owner_path, owner in found.owners:
        dated = [
            (path, start)
            for path, milestone in entries(owner, "milestones", owner_path)
            if _DATE.fullmatch(start := _start(_text(milestone, "date")))
        ]
        wrong = _out_of_order([start for _, start in dated])
        # One that stands too early or too late makes all the others look wrong: the first of these, or the one before.
        alone = [
            n
            for n in (range(wrong[0] - 1, wrong[0] + 1) if wrong else ())
            if not _out_of_order([start for _, start in (*dated[:n], *dated[n + 1 :])])
        ]
        for n in alone[-1:] or wrong:
            path, start = dated[n]
            message = f"{start} stands {'behind' if n else 'before'} {dated[n - 1 if n else 1][1]}"
            yield Problem((*path, "date"), "WI222", message, "milestones stand oldest first")


def _out_of_order(starts: Sequence[str]) -> list[int]:
    """
    Numbers of the dates that are earlier than one before them.  Shorter dates
    are less exact, not earlier: 2013 may follow 2013-05.
    """
    wrong, latest = [], ""
    for n, start in enumerate(starts):
        if start < latest[: len(start)]:
            wrong.append(n)
        else:
            latest = start
    return wrong


def _start(text: str) -> str:
    start, _, end = text.partition("/")
    return end if start == ".." else start


def figures_are_told_apart(found: _Found) -> Iterator[Problem]:
    """
    WI223: the same indicator, date and source twice.
    """
    for owner_path, owner in found.owners:
        seen: dict[tuple[str, str, str], Path] = {}
        for path, figure in entries(owner, "figures", owner_path):
            indicator, as_of = _text(figure, "indicator"), _text(figure, "as_of")
            sources = figure.get("sources")
            for source in dict.fromkeys(s for s in sources if isinstance(s, str)) if isinstance(sources, list) else ():
                if (indicator, as_of, source) in seen:
                    when = f"of {as_of}" if as_of else "without a date"
                    message = f"{indicator!r} {when} from {source!r} stands here twice"
                    yield Problem(path, "WI223", message, "two values need two dates or two sources", at_key=True)
                    break
                seen[indicator, as_of, source] = path


def figures_do_not_jump(found: _Found) -> Iterator[Problem]:
    """
    WI224: neighbouring dated values of one indicator a factor 3 or more apart.
    """
    for owner_path, owner in found.owners:
        series: dict[str, list[tuple[str, float, str, Path]]] = defaultdict(list)
        for path, figure in entries(owner, "figures", owner_path):
            as_of, value = _text(figure, "as_of"), _number(figure, "value")
            if as_of and value is not None and value > 0 and figure.get("qualifier") != "target":
                series[_text(figure, "indicator")].append((last_day(as_of), value, as_of, path))
        for indicator, values in series.items():
            for (_, one, since, _), (_, other, when, path) in pairwise(sorted(values, key=lambda item: item[0])):
                if max(one, other) >= _JUMP * min(one, other):
                    message = f"{indicator!r} goes from {one} ({since}) to {other} ({when})"
                    yield Problem((*path, "value"), "WI224", message, "is a digit lost or doubled?")


def texts_are_clean(found: _Found) -> Iterator[Problem]:
    """
    WI225: characters that a terminal would act on, and line breaks where a
    text is one line; WI226: blanks before or after a text.
    """
    for path, text in found.texts:
        long = path[-3:-2] == ("sections",) and isinstance(path[-2], int) and path[-1] == "text"
        if unsafe := UNSAFE.search(text.replace("\n", "").replace("\r", "")):
            message = f"control character U+{ord(unsafe[0]):04X} in {_label(path)}"
            yield Problem(path, "WI225", message, "delete it")
        elif not long and re.search(r"[\r\n]", text.strip()):
            yield Problem(
                path, "WI225", f"line break in {_label(path)}", "only the text of a section has several lines"
            )
        # The line break before a closing """ belongs to how people write it.
        meant = text.removesuffix("\n").removesuffix("\r") if long else text
        if meant != meant.strip() and meant.strip():
            yield Problem(path, "WI226", f"blanks around {_label(path)}", "delete them", fix=partial(_stripped, meant))


def _stripped(value: str, raw: str) -> str:
    """
    The same string in TOML without the blanks around it; as it is if they are
    written as escapes.
    """
    quotes = raw[:3] if raw[:3] in ('"""', "'''") else raw[:1]
    mended = f"{quotes}{raw[len(quotes) : -len(quotes)].strip()}{quotes}"
    try:
        same = toml.loads(f"x = {mended}")["x"] == value.strip()
    except toml.DecodeError:
        same = False
    return mended if same else raw


def contacts_are_fresh(found: _Found) -> Iterator[Problem]:
    """
    WI227: a contact older than the limit, or one of unknown age; only asked
    with a limit.
    """
    months = found.settings.max_age
    if months is None:
        return
    year, month = int(found.settings.today[:4]), int(found.settings.today[5:7])
    count = year * 12 + month - 1 - months
    oldest = f"{count // 12:04}-{count % 12 + 1:02}{found.settings.today[7:]}"
    for path, contact in found.tables("contacts"):
        as_of = _text(contact, "as_of")
        if not as_of:
            yield Problem(path, "WI227", "contact of unknown age", "ask, and note the date as as_of", at_key=True)
        elif last_day(as_of) < oldest:
            message = f"contact of {as_of} is older than {months} months"
            yield Problem((*path, "as_of"), "WI227", message, "ask, and note the new date")


def sections_say_something(found: _Found) -> Iterator[Problem]:
    """
    WI229: a section with neither text nor items.
    """
    for path, section in found.tables("sections"):
        if "text" not in section and section.get("items", []) == []:
            yield Problem(path, "WI229", "neither text nor items", "a section has one of them or both", at_key=True)


def lists_have_no_doubles(found: _Found) -> Iterator[Problem]:
    """
    WI231: the same entry twice in one list.
    """
    seen: set[tuple[Path, str]] = set()
    reported: set[tuple[Path, str]] = set()
    for path, text in found.texts:
        if isinstance(path[-1], int) and path[-2] in ("topics", "sources", "aliases", "seen"):
            entry = (path[:-1], text.strip())
            if entry in seen and entry not in reported:
                reported.add(entry)
                yield Problem(path, "WI231", f"{text!r} stands here twice", "delete one")
            seen.add(entry)


MEANING: tuple[Callable[[_Found], Iterator[Problem]], ...] = (
    references_are_declared,
    facts_have_sources,
    parts_have_no_circle,
    names_are_unlike,
    ids_are_slugs,
    keys_of_municipalities,
    contacts_say_who,
    addresses_fit_the_website,
    addresses_are_urls,
    locations_are_in_germany,
    dates_are_real,
    intervals_are_in_order,
    milestones_are_in_order,
    figures_are_told_apart,
    figures_do_not_jump,
    texts_are_clean,
    contacts_are_fresh,
    sections_say_something,
    lists_have_no_doubles,
)
