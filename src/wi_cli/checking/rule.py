"""
What a rule of `wi validate` is made of: its manual with examples that run, the
function that looks, what that looks at, and what it finds.

A module enters its rules here when it is imported; `wi_cli.checking.rulebook` has all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.german.places import KINDS
from wi_cli.german.wording import MOST_CITED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from wi_cli.registry.values import Path

Document = dict[str, Any]
Fix = Callable[[str], str]
"""From the value as it is written in TOML to the value as it should be."""


class Rule(NamedTuple):
    """
    One code: its short name, what is wrong, why it matters, and how it looks.

    `warning` is false for an error; `fixable` says that `--fix` can put it right.
    `bad` and `good` are pieces of a registry, indented as the source that they
    stand in.  Put into a valid registry, the bad one gives this code and no
    other, the good one gives nothing.
    """

    code: str
    name: str
    title: str
    why: str
    bad: str
    good: str
    warning: bool = False
    fixable: bool = False


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
    characters: tuple[int, int] | None = None
    """The characters of the text, or of the last part of the key, that are wrong, from and to; `fix` is for them."""


class Settings(NamedTuple):
    """
    What a document is judged against: today's date (YYYY-MM-DD), and the
    number of months after which a contact is too old, if that is asked for.
    """

    today: str
    max_age: int | None = None


class View:
    """
    What the rules look at: safe access to a document that may hold anything.
    `texts` are its texts with their paths, `headless` the members without a
    header, `owners` the network and the members, `kinds` what each kind is.
    """

    def __init__(
        self, document: Document, texts: Sequence[tuple[Path, str]], headless: AbstractSet[str], settings: Settings
    ) -> None:
        self.document = document
        self.texts = texts
        self.headless = headless
        self.settings = settings
        self.kinds: dict[str, str] = {
            kind: sort for kind, sort in self.declared("kinds").items() if isinstance(sort, str)
        } | KINDS
        self.members: dict[str, dict[str, Any]] = {
            key: member for key, member in self.declared("members").items() if isinstance(member, dict)
        }
        network = document.get("network")
        self.owners: list[tuple[Path, dict[str, Any]]] = [(("network",), network)] if isinstance(network, dict) else []
        self.owners += [(("members", key), member) for key, member in self.members.items()]

    def declared(self, name: str) -> dict[str, Any]:
        """
        What stands by id in one of the tables of the document.
        """
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


def number_of(table: Mapping[str, Any], key: str) -> int | float | None:
    """
    A number of a table; None if it isn't there, or is none.
    """
    value = table.get(key)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def text_of(table: Mapping[str, Any], key: str) -> str:
    """
    A text of a table; empty if it isn't there, or is none.
    """
    value = table.get(key)
    return value if isinstance(value, str) else ""


def label_of(path: Path) -> str:
    """
    What to call a value: its key, and which one for an item of a list.
    """
    if path and isinstance(path[-1], int) and len(path) > 1:
        return f"entry {path[-1] + 1} of {str(path[-2])[:MOST_CITED]}"
    return str(path[-1]) or "''" if path else "the file"


class Advice(NamedTuple):
    """
    What to write instead of a malformed value, and how to mend it if that is plain.
    """

    hint: str
    fix: Fix | None = None


class Form(NamedTuple):
    """
    What the schema has a pattern for: the code of what doesn't match, what to
    call it, what to do, and who knows better for a certain value.
    """

    code: str
    what: str
    hint: str
    advise: Callable[[str], Advice | None] = lambda _: None


Look = Callable[[View], Iterator[Problem]]
Advise = Callable[[str], Advice | None]

ENTERED: dict[str, Rule] = {}
"""The rules of all modules that were imported, by code."""
LOOKS: dict[Look, None] = {}
"""The functions that look at what a document means."""
FORMS: dict[str, Form] = {}
"""By the name of the schema's definition that has the pattern."""


def rule(  # noqa: PLR0913  # a manual has these parts
    *, code: str, name: str, title: str, why: str, bad: str, good: str, warning: bool = False, fixable: bool = False
) -> Callable[[Look], Look]:
    """
    Enter a rule with its manual; as a decorator, also the function that finds
    its defects.  A code that is found along the way has no such function.
    """
    ENTERED[code] = Rule(code, name, title, why, bad, good, warning, fixable)
    return _looks


def _looks(look: Look) -> Look:
    """
    Enter a function that looks at what a document means.
    """
    LOOKS[look] = None
    return look


def form(name: str, code: str, what: str, hint: str) -> Callable[[Advise], Advise]:
    """
    Enter a form that texts have; as a decorator, also the function that knows
    what was meant by a malformed one.
    """
    FORMS[name] = Form(code, what, hint)

    def advises(advise: Advise) -> Advise:
        FORMS[name] = Form(code, what, hint, advise)
        return advise

    return advises
