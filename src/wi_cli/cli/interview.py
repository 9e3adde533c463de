"""
Questions and answers: a new member, field by field, each answer checked by the
rules that check the registry.
"""

from __future__ import annotations

import copy
import json
import textwrap
from typing import TYPE_CHECKING, Any

from wi_cli import inputs, paths, rules
from wi_cli.cli import terminal
from wi_cli.errors import UsageError
from wi_cli.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wi_cli.members import Path

READABLE = 100
"""Columns of a question, however wide the terminal."""

# What rules that compare members look at; the rest of a large registry would only take time.
_COMPARED = ("name", "kind", "state", "summary", "ags", "aliases")


class Interview:
    """
    One conversation about one new member of a registry.
    """

    def __init__(self, document: Mapping[str, Any], schema: str, today: str) -> None:
        self._schema_text, self._schema = schema, json.loads(schema)
        self._settings = rules.Settings(today)
        others = document.get("members", {})
        self._document = {
            **document,
            "members": {
                key: {name: fields[name] for name in _COMPARED if name in fields}
                for key, fields in others.items()
                if isinstance(fields, dict)
            },
        }
        self._sources: dict[str, Any] = {}

    def member(self) -> inputs.Proposal:
        """
        All answers.

        Raises `typer.Abort` if somebody ends the conversation.
        """
        _say("Enter leaves out what is optional; TAB completes; Ctrl-C ends and writes nothing.")
        described = inputs.field(self._schema, ("members", "?"))
        # The name is asked for first: the id is made of it.
        self._document["members"]["?"] = {}
        name = self._value(("members", "?", "name"), required=True)
        del self._document["members"]["?"]
        key = self._id(rules.slugged(name))
        fields: dict[str, Any] = {"name": name}
        self._document["members"][key] = fields
        self._fields(("members", key), described, fields)
        used = {value for value in paths.every_value(fields) if isinstance(value, str)}
        return inputs.Proposal(key, fields, {name: item for name, item in self._sources.items() if name in used})

    def _id(self, proposed: str) -> str:
        _say(f"\nId\n  {self._schema['$defs']['id']['description']}")
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

    def _fields(self, path: Path, described: Mapping[str, Any], fields: dict[str, Any]) -> None:
        """
        Ask for the fields of a table, in the order of the format.
        """
        for name in described["properties"]:
            if name in fields:
                continue
            below = inputs.field(self._schema, (*path, name))
            if below.get("type") == "object":
                self._table((*path, name), below, fields)
            elif below.get("type") == "array" and inputs.field(self._schema, (*path, name, 0)).get("type") == "object":
                self._tables((*path, name), fields)
            else:
                value = self._value((*path, name), required=name in described.get("required", ()))
                if value not in (None, []):
                    fields[name] = value

    def _table(self, path: Path, described: Mapping[str, Any], owner: dict[str, Any]) -> None:
        name = str(path[-1])
        while terminal.confirm(f"\n{described['title']}?", default=name == "membership"):
            owner[name] = {}
            self._fields(path, described, owner[name])
            if not owner[name] or not _refused(self._problems(path)):
                break
        if not owner.get(name):
            owner.pop(name, None)

    def _tables(self, path: Path, owner: dict[str, Any]) -> None:
        """
        Any number of contacts, figures …
        """
        items: list[dict[str, Any]] = []
        name = str(path[-1])
        title = inputs.field(self._schema, path)["title"]
        owner[name] = items
        while terminal.confirm(f"\n{title}: {'another' if items else 'one'}?"):
            element = (*path, len(items))
            items.append({})
            self._fields(element, inputs.field(self._schema, element), items[-1])
            if not items[-1] or _refused(self._problems(element)):
                items.pop()
        if not items:
            del owner[name]

    def _value(self, path: Path, *, required: bool) -> Any:
        """
        One answer that no rule has an error about; None for none.
        """
        described = inputs.field(self._schema, path)
        words = self._vocabulary(path, described)
        question = f"{described['title']}{'' if required else ' (optional)'}\n  {described['description']}"
        if 0 < len(words) <= 40:  # noqa: PLR2004  # more than a screen takes; TAB has them all
            question += f"\n  {', '.join(words)}"
        _say(f"\n{question}")
        while True:
            typed = _ask(words, several=described.get("type") == "array").strip()
            if not typed and not required:
                if _refused(self._without(path)):
                    continue
                return None
            if not typed:
                _say("  this one is needed")
                continue
            try:
                value = inputs.typed(self._schema, path, typed)
            except UsageError as error:
                _say(f"  {error}" + (f"; {error.hint}" if error.hint else ""))
                continue
            if path[-1] == "sources":
                self._declare(value)
            with _placed(self._document, path, value):
                problems = self._problems(path)
            if not _refused(problems):
                return value

    def _declare(self, keys: Iterable[str]) -> None:
        """
        Ask what sources are that nobody has declared yet.
        """
        for key in keys:
            if key in self._document.get("sources", {}) or rules.slugged(key) != key:
                continue
            if terminal.confirm(f"  there is no source {key!r}: declare it?"):
                source: dict[str, Any] = {}
                self._document["sources"] = {**self._document.get("sources", {}), key: source}
                self._fields(("sources", key), inputs.field(self._schema, ("sources", key)), source)
                self._sources[key] = source

    def _vocabulary(self, path: Path, described: Mapping[str, Any]) -> Sequence[str]:
        """
        What an answer can be, where that is known.
        """
        if "enum" in described:
            return tuple(described["enum"])
        declared = {"topics": "topics", "sources": "sources", "indicator": "indicators"}.get(str(path[-1]))
        return tuple(self._document.get(declared, ())) if declared else ()

    def _problems(self, path: Path, *, exactly: bool = False) -> list[rules.Problem]:
        """
        What the rules say about a path and what is below it.
        """
        found = rules.check(copy.deepcopy(self._document), self._schema_text, self._settings)
        about = [problem for problem in found if problem.path[: len(path)] == path]
        return [problem for problem in about if not exactly or (problem.path == path and problem.code != "WI102")]

    def _without(self, path: Path) -> list[rules.Problem]:
        """
        Why a field may not be left out here, though the format would let it.
        """
        about = self._problems(path[:-1], exactly=True)
        return [problem for problem in about if problem.message.startswith(f"{path[-1]} is missing")]


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


def _refused(problems: Sequence[rules.Problem]) -> bool:
    """
    Say what is wrong; whether an error is among it.
    """
    from wi_cli.rulebook import RULES

    for problem in problems:
        _say(f"  {problem.code} {problem.message}" + (f"; {problem.hint}" if problem.hint else ""))
    return any(not RULES[problem.code].warning for problem in problems)


def _ask(words: Sequence[str] = (), *, several: bool = False, default: str = "") -> str:
    _complete(words, several=several)
    return terminal.ask(">", default=default, suffix=" ")


def _complete(words: Sequence[str], *, several: bool) -> None:
    """
    Have TAB complete these words, where the terminal's line editor is there.
    """
    try:
        import readline
    except ImportError:
        return
    readline.set_completer_delims("," if several else "")

    def completed(typed: str, number: int) -> str | None:
        found = [word for word in words if word.startswith(typed.lstrip())]
        return found[number] if number < len(found) else None

    readline.set_completer(completed)
    readline.parse_and_bind("tab: complete")


def _say(text: str) -> None:
    width = min(terminal.width(), READABLE)
    lines = (textwrap.wrap(line, width, subsequent_indent="  ") or [""] for line in text.split("\n"))
    terminal.write_error("".join(f"{visible(part)}\n" for line in lines for part in line))
