"""
What was meant by a wrong key or value, so that one slip is one problem.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.checking.rule import Document, Problem, rule
from wi_cli.checking.rules.characters import spoilt, spoilt_key
from wi_cli.checking.rules.dates import unreadable
from wi_cli.german.slips import nearest
from wi_cli.german.spelling import fold
from wi_cli.registry import paths, toml
from wi_cli.registry.edits import Edit, apply
from wi_cli.registry.values import LARGEST_VALUE, Path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from wi_cli.checking.rules.characters import Spoilt
    from wi_cli.checking.validator import Validator

# Where thousands of names are unknown, only the first are compared with thousands that are known: no slips any more.
_MOST_COMPARED = 500_000
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

rule(
    code="WI101",
    name="unknown-key",
    title="a key that the format doesn't know",
    why="Readers pass over keys that they don't know, so a misspelt one hides its value from everybody.",
    bad="""
        [members.weinheim]
        websit = "https://www.weinheim.de"
    """,
    good="""
        [members.weinheim]
        website = "https://www.weinheim.de"
    """,
)


class Meant:
    """
    The document as its author meant it: misspelt keys and values are put
    right in it, so that one slip is one problem, and what JSON can't hold is
    replaced.  `original` leads back to the paths of the file; `is_cut` says that
    there may be more misspelt keys.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.placeholders: set[Path] = set()
        # What has characters of which nobody can tell what they mean, as the file spells it.
        self.illegible: set[Path] = set()
        self.is_cut = False
        # Where what was put right stood before, and these places: nothing else is put there.
        self._moved: dict[Path, Path] = {}
        self._left: set[Path] = set()
        # By path: the places of the characters that were taken out of a text.
        self._taken_out: dict[Path, list[int]] = {}
        self._walked = _Walked([], [], [])
        _walk(document, (), self._walked)

    def texts(self) -> list[tuple[Path, str]]:
        """
        All texts of the document, with their paths.
        """
        if self._moved or self._walked.odd or self._taken_out:
            again = _Walked([], [], [])
            _walk(self.document, (), again)
            return again.texts
        return self._walked.texts

    def spoilt(self) -> list[Problem]:
        """
        Characters that are not what they seem to be, now as they were meant.
        """
        problems: list[Problem] = []
        for path, text in self._walked.texts:
            found = spoilt(path, text)
            if not found:
                continue
            problems += [one.problem for one in found]
            edits = _mending(found)
            paths.at(self.document, path[:-1])[path[-1]] = apply(text, edits)
            self._taken_out[path] = [edit.start for edit in edits if not edit.new]
            if len(edits) < len(found):
                self.illegible.add(path)
        # What stands in a table before the table itself, whose path is another then.
        for path in reversed(self._walked.keys):
            if found := spoilt_key(path):
                problems += [one.problem for one in found]
                self.illegible.add(path)
                *parent, key = path
                table = paths.at(self.document, parent)
                self._move(table, str(key), tuple(parent), table, apply(str(key), _mending(found)), tuple(parent))
        return problems

    def in_the_file(self, problem: Problem) -> Problem:
        """
        A problem as the file spells its path and its text.
        """
        path = self.original(problem.path)
        taken_out = self._taken_out.get(path)
        if taken_out is not None and problem.code not in ("WI118", "WI119"):
            problem = problem._replace(fix=None)  # the characters are mended first
        if not problem.characters or not taken_out or problem.code in ("WI118", "WI119"):
            return problem._replace(path=path)
        first, last = problem.characters
        for place in taken_out:
            first += place <= first
            last += place < last
        return problem._replace(path=path, characters=(first, last))

    def unreadable(self) -> Iterator[Problem]:
        """
        Values that JSON doesn't have: native dates, inf and nan.
        """
        for path, value in self._walked.odd:
            problem, instead = unreadable(path, value)
            paths.at(self.document, path[:-1])[path[-1]] = instead
            self.placeholders.add(path)
            yield problem

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

    def misspelt_keys(self, judge: Validator, most: int) -> list[Problem]:
        """
        Unknown keys, and those that are known now put right; not beyond so many errors of any kind.
        """
        problems: list[Problem] = []
        # A key put right may hold a table with unknown keys of its own.
        for _ in range(3):
            unknown = []
            orders: dict[Path, dict[str, int]] = {}
            for n, (path, error) in enumerate(judge.errors(self.document)):
                self.is_cut |= n >= most
                if n >= most:
                    break
                if error.kind.name == "additionalProperties":
                    known = list(judge.node(error.schema_path[:-1])["properties"])
                    # Not every version of the validator names them in the order of the file.
                    if path not in orders:
                        orders[path] = {key: n for n, key in enumerate(paths.at(self.document, path))}
                    unknown += [
                        (path, key, known) for key in sorted(error.kind.unexpected, key=orders[path].__getitem__)
                    ]
            before = len(self._moved)
            self.is_cut |= len(unknown) > most
            for path, key, known in unknown[:most]:
                table = paths.at(self.document, path)
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
        old, new = (*path, key), (*to, meant)
        if new in self._left:
            return
        into[meant] = table.pop(key)
        self._moved[new] = old
        self._left.add(old)
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


def _mending(found: Iterable[Spoilt]) -> list[Edit]:
    """
    What puts the characters that were meant in the place of others, as far as anybody can tell.
    """
    return [
        Edit(*one.problem.characters, one.meant) for one in found if one.problem.characters and one.meant is not None
    ]


class _Walked(NamedTuple):
    """
    What a walk gathers: texts, values that JSON doesn't have, and keys that are not ASCII.
    """

    texts: list[tuple[Path, str]]
    odd: list[tuple[Path, Any]]
    keys: list[Path]


def _walk(value: Any, path: Path, walked: _Walked) -> None:
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(key, str) and not key.isascii():
            walked.keys.append((*path, key))
        if isinstance(item, str):
            walked.texts.append(((*path, key), item))
        elif isinstance(item, dict | list):
            _walk(item, (*path, key), walked)
        elif not isinstance(item, int | float) or not abs(item) <= LARGEST_VALUE:
            walked.odd.append(((*path, key), item))


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


def nearest_of_many(number: int, key: str, known: Collection[str]) -> list[str]:
    """
    Which known words the `number`-th of several unknown ones is near to.
    """
    return nearest(key, known) if number * len(known) < _MOST_COMPARED else []


def slugged(name: str) -> str:
    """
    The id that a name makes: Halle (Saale) -> halle-saale.
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))


def stripped(value: str, raw: str) -> str:
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


def written(value: str, _: str) -> str:
    """
    A value in quotes, whatever stood there.
    """
    return f'"{value}"'
