"""
Questions and answers: a new member, field by field, each answer checked by the
rules that check the registry.
"""

from __future__ import annotations

import copy
import sys
import textwrap
from typing import TYPE_CHECKING, Any

from wi_cli.changing import inputs
from wi_cli.checking.document import check
from wi_cli.checking.meant import slugged
from wi_cli.checking.rule import Problem, Settings
from wi_cli.checking.rulebook import RULES
from wi_cli.cli import terminal
from wi_cli.errors import UsageError
from wi_cli.german.places import KINDS
from wi_cli.german.wording import visible
from wi_cli.registry import paths, schema
from wi_cli.registry.format import DECLARED_IN, DECLARING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wi_cli.registry.values import Path

READABLE = 100
"""Columns of a question, however wide the terminal."""

# What rules that compare members look at; the rest of a large registry would only take time.
_COMPARED = ("name", "kind", "state", "summary", "ags", "ars", "aliases")


class Interview:
    """
    One conversation about one new member of a registry.
    """

    def __init__(self, document: dict[str, Any], schema_text: str, today: str) -> None:
        self._schema = schema_text
        self._settings = Settings(today)
        others = paths.table(document, "members")
        self._document: dict[str, Any] = {
            **document,
            **{table: paths.table(document, table) for table in DECLARING},
            "members": {
                key: {name: fields[name] for name in _COMPARED if name in fields}
                for key, fields in others.items()
                if isinstance(fields, dict)
            },
        }
        self._declared: dict[str, dict[str, Any]] = {table: {} for table in DECLARING}

    def member(self) -> inputs.Proposal:
        """
        All answers.

        Raises `typer.Abort` if somebody ends the conversation.
        """
        _say("Enter leaves out what is optional; TAB completes; Ctrl-C ends and writes nothing.")
        described = schema.described(("members", "?"))
        # The name is asked for first: the id is made of it.
        self._document["members"]["?"] = {}
        name = self._value(("members", "?", "name"), required=True)
        del self._document["members"]["?"]
        key = self._id(slugged(name))
        member: dict[str, Any] = {"name": name}
        self._document["members"][key] = member
        self._fields(("members", key), described, member)
        used = {value for value in paths.every_value(member) if isinstance(value, str)}
        declared = {
            table: {name: item for name, item in items.items() if name in used}
            for table, items in self._declared.items()
        }
        return inputs.Proposal({key: member}, {table: items for table, items in declared.items() if items})

    def _id(self, proposed: str) -> str:
        _say("\nId\n  Lower-case letters, digits and single hyphens; ä is written ae, ö oe, ü ue, ß ss.")
        while True:
            key = _ask(default=proposed)
            if key in self._document["members"]:
                _say(f"  there is a member {key!r} already")
                continue
            self._document["members"][key] = {}
            problems = self._problems(("members", key), exactly=True)
            del self._document["members"][key]
            if not _refused(problems):
                return key

    def _fields(self, path: Path, shape: Mapping[str, Any], table: dict[str, Any]) -> None:
        """
        Ask for the fields of a table, in the order of the format.
        """
        for name in shape["properties"]:
            if name in table:
                continue
            below = schema.described((*path, name))
            if below.get("type") == "object":
                self._table((*path, name), below, table)
            elif below.get("type") == "array" and schema.described((*path, name, 0)).get("type") == "object":
                self._tables((*path, name), below, table)
            else:
                value = self._value((*path, name), required=name in shape.get("required", ()))
                if value not in (None, []):
                    table[name] = value

    def _table(self, path: Path, shape: Mapping[str, Any], owner: dict[str, Any]) -> None:
        name = str(path[-1])
        while _confirm(f"{shape['title']}: is it known?", default=name == "membership"):
            owner[name] = {}
            self._fields(path, shape, owner[name])
            if not owner[name] or not _refused(self._problems(path)):
                break
        if not owner.get(name):
            owner.pop(name, None)

    def _tables(self, path: Path, shape: Mapping[str, Any], owner: dict[str, Any]) -> None:
        """
        Any number of contacts, figures …
        """
        items: list[dict[str, Any]] = []
        name = str(path[-1])
        owner[name] = items
        while _confirm(f"{shape['title']}: add {'another' if items else 'one'}?"):
            element = (*path, len(items))
            items.append({})
            self._fields(element, schema.described(element), items[-1])
            if not items[-1] or _refused(self._problems(element)):
                items.pop()
        if not items:
            del owner[name]

    def _value(self, path: Path, *, required: bool) -> Any:
        """
        One answer that no rule has an error about; None for none.
        """
        described = schema.described(path)
        words = self._vocabulary(path, described)
        required = required or bool(self._without(path))
        question = f"{described['title']}{'' if required else ' (optional)'}\n  {described['description']}"
        if 0 < len(words) <= 40:  # noqa: PLR2004  # more than a screen takes; TAB has them all
            question += f"\n  {', '.join(words)}"
        _say(f"\n{question}")
        while True:
            typed = _ask(words, several=described.get("type") == "array").strip()
            if not typed and not required:
                return None
            if not typed:
                _say("  this one is needed")
                continue
            typed = next((word for word in words if word.casefold() == typed.casefold()), typed)
            try:
                value = inputs.typed(path, typed)
            except UsageError as error:
                _say(f"  {error}" + (f"; {error.hint}" if error.hint else ""))
                continue
            self._declare(path, value)
            with _placed(self._document, path, value):
                problems = self._problems(path)
            if not _refused(problems):
                return value

    def _declare(self, path: Path, value: Any) -> None:
        """
        Ask what topics, indicators and sources are that nobody has declared yet.
        """
        table = DECLARED_IN.get(str(path[-1])) if path[0] == "members" else None
        for key in value if isinstance(value, list) else [value]:
            if table is None or key in self._known(table) or (table != "kinds" and slugged(key) != key):
                continue
            if not _confirm(f"  There is no {table[:-1]} {key!r}. Declare it?"):
                continue
            shape = schema.described((table, key))
            item: Any = {}
            self._document[table] = {**self._document[table], key: item}
            if "properties" in shape:
                self._fields((table, key), shape, item)
            else:
                item = self._value((table, key), required=True)
                self._document[table][key] = item
            self._declared[table][key] = item

    def _vocabulary(self, path: Path, described: Mapping[str, Any]) -> Sequence[str]:
        """
        What an answer can be, where that is known.
        """
        if "enum" in described:
            return tuple(described["enum"])
        if described.get("type") == "boolean":
            return ("true", "false")
        table = DECLARED_IN.get(str(path[-1])) if path[0] == "members" else None
        return tuple(self._known(table)) if table else ()

    def _known(self, table: str) -> Mapping[str, Any]:
        """
        What is declared in a table, or needs no declaration.
        """
        built_in: Mapping[str, Any] = KINDS if table == "kinds" else {}
        return {**built_in, **self._document[table]}

    def _problems(self, path: Path, *, exactly: bool = False) -> list[Problem]:
        """
        What the rules say about a path and what is below it.
        """
        found = check(copy.deepcopy(self._document), self._schema, self._settings)
        about = [problem for problem in found if problem.path[: len(path)] == path]
        return [problem for problem in about if not exactly or (problem.path == path and problem.code != "WI102")]

    def _without(self, path: Path) -> list[Problem]:
        """
        Why a field may not be left out here, though the format would let it.
        """
        about = self._problems(path[:-1], exactly=True)
        return [problem for problem in about if problem.missing == path[-1]]


class _placed:  # noqa: N801  # used as a function
    """
    A document with a value at a path, for a while.
    """

    def __init__(self, document: dict[str, Any], path: Path, value: Any) -> None:
        table: Any = document
        for part in path[:-1]:
            table = table[part]
        self._table, self._key, self._value = table, path[-1], value

    def __enter__(self) -> None:
        self._table[self._key] = self._value

    def __exit__(self, *_: object) -> None:
        del self._table[self._key]


def _refused(problems: Sequence[Problem]) -> bool:
    """
    Say what is wrong; whether an error is among it.
    """
    for problem in problems:
        _say(f"  {problem.code} {problem.message}" + (f"; {problem.hint}" if problem.hint else ""))
    return any(not RULES[problem.code].warning for problem in problems)


def _ask(words: Sequence[str] = (), *, several: bool = False, default: str = "") -> str:
    _complete(words, several=several)
    return terminal.ask(">", default=default)


def _confirm(question: str, *, default: bool = False) -> bool:
    _say("")
    return terminal.confirm(question, default=default)


def _complete(words: Sequence[str], *, several: bool) -> None:
    """
    Have TAB complete these words, where the terminal's line editor is there.
    """
    if sys.platform == "win32":  # which has none
        return
    try:
        import readline
    except ImportError:
        return
    readline.set_completer_delims("," if several else "")

    def completed(typed: str, number: int) -> str | None:
        # The line editor writes what it is offered to the terminal as it is.
        found = [word for word in words if word.startswith(typed.lstrip()) and word == visible(word)]
        return found[number] if number < len(found) else None

    readline.set_completer(completed)
    # What stands in for GNU's line editor on macOS has another language.
    is_other = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_other else "tab: complete")


def _say(text: str) -> None:
    width = min(terminal.width(), READABLE)
    lines = (textwrap.wrap(line, width, subsequent_indent="  ") or [""] for line in text.split("\n"))
    terminal.write_error("".join(f"{part}\n" for line in lines for part in line))
