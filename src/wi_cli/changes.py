"""
What changing a member does to the text of a registry: text in, text out.

Only the lines that are meant change.  Each result is parsed again and compared
with what the change means for the document, so that nothing else can have
changed; what can't be done so is refused.
"""

from __future__ import annotations

import copy
import json
import re
import tomllib
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli import diagnostics, layout, syntax
from wi_cli.edits import Edit, apply
from wi_cli.errors import MemberNotFoundError, NothingFoundError, UsageError, WiError
from wi_cli.locate import Lines, Locator, Span
from wi_cli.rules import slugged
from wi_cli.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from wi_cli.diagnostics import Diagnostic
    from wi_cli.members import Path
    from wi_cli.rules import Settings

Document = dict[str, Any]
Keys = tuple[str | int, ...]

# The fields in which the ids of a table stand.
_USED_BY = {"sources": ("sources",), "topics": ("topics",), "indicators": ("indicator", "part_of")}
_COMMENT = re.compile(r"[ \t]*#(?!:)")


class CannotChangeError(WiError):
    """
    A text is written so that the change can't be made in it without touching more.
    """


class RefusedError(WiError):
    """
    A change after which the registry would not be valid.
    """

    def __init__(self, problems: Sequence[Diagnostic]) -> None:
        count = f"{len(problems)} problems" if len(problems) > 1 else "a problem"
        super().__init__(
            f"nothing was changed: the registry would have {count}", "\n".join(["", *map(_line, problems)])
        )
        self.problems = problems


def _line(problem: Diagnostic) -> str:
    place = ".".join(map(str, problem.path or ())).removeprefix("members.")
    advice = f"; {problem.hint}" if problem.hint else ""
    return f"  {place}: {problem.code} {problem.message}{advice}"


class Proposal(NamedTuple):
    """
    A member to be added, and the sources that it brings along.
    """

    key: str
    fields: dict[str, Any]
    sources: dict[str, Any]

    def undeclared(self, document: Document) -> dict[str, Any]:
        """
        The sources that a registry doesn't have yet.

        Raises `UsageError` for one that it has in another wording.
        """
        known = _table(document, "sources")
        for name, source in self.sources.items():
            if name in known and known[name] != source:
                raise UsageError(f"there is another source {name!r} already", "give this one another id")
        return {name: source for name, source in self.sources.items() if name not in known}

    def text(self) -> str:
        """
        As a text that `proposal` reads.
        """
        sources = (layout.table(("sources", name), source) for name, source in self.sources.items())
        return "\n".join([layout.block(self.key, self.fields), *sources])


class Draft(NamedTuple):
    """
    What is wrong with a registry in which a member's lines were replaced:
    the registry, errors in those lines (with places in them), and new errors elsewhere.
    """

    text: str
    inside: list[Diagnostic]
    outside: list[Diagnostic]


class Taken(NamedTuple):
    """
    A text without one of its members, and the ids of what nobody else uses.
    """

    text: str
    unused: dict[str, list[str]]
    """By table: sources, topics, indicators."""


def problems(before: str, after: str, schema: str, settings: Settings) -> list[Diagnostic]:
    """
    The errors that a change would bring.
    """
    return _new(diagnostics.examine(after.encode(), schema, settings).diagnostics, before, schema, settings)


def draft_problems(text: str, key: str, lines: bytes, schema: str, settings: Settings) -> Draft:
    """
    The errors that there would be if these lines took the place of a member's.
    """
    start, end = _Layout(text).member(key)
    above, below = text[:start].encode(), text[end:].encode()
    if below and not lines.endswith(b"\n"):
        lines += b"\n"
    examined = diagnostics.examine(above + lines + below, schema, settings)
    first = above.count(b"\n")
    last = first + lines.count(b"\n") + (not below)
    inside = [
        found._replace(line=found.line - first, end_line=found.end_line - first)
        for found in examined.diagnostics
        if first < found.line <= last and not found.warning
    ]
    outside = [found for found in examined.diagnostics if not first < found.line <= last]
    return Draft(examined.text, inside, _new(outside, text, schema, settings))


def _new(found: Iterable[Diagnostic], before: str, schema: str, settings: Settings) -> list[Diagnostic]:
    """
    The errors among what was found that a text didn't have before.
    """
    errors = [problem for problem in found if not problem.warning]
    if not errors:  # as nearly always; others may be waiting for the lock
        return []
    known = Counter(
        _identity(problem) for problem in diagnostics.examine(before.encode(), schema, settings).diagnostics
    )
    new = []
    for problem in errors:
        identity = _identity(problem)
        known[identity] -= 1
        if known[identity] < 0:
            new.append(problem)
    return new


def _identity(found: Diagnostic) -> tuple[str, Path, str]:
    # Without the number within a list: it changes when an element goes.
    return found.code, (found.path or ())[:2], found.message


# -- whole members ---------------------------------------------------------------


def member_text(text: str, key: str) -> str:
    """
    The lines of one member, with the comment directly above it.

    Raises `CannotChangeError` if its tables don't stand together.
    """
    return text[slice(*_Layout(text).member(key))]


def parsed(text: str) -> Document:
    """
    The document that a text is.
    """
    return tomllib.loads(text)


def proposal(content: bytes, name: str) -> Proposal:
    """
    The member in a TOML or JSON file: its fields with `id`, or a registry or
    an answer of `wi show --json` with one member.

    Raises `UsageError` if there isn't one.
    """
    document = _toml_or_json(content, name)
    members = document.get("members")
    if isinstance(members, dict):
        members = [{"id": key, **fields} for key, fields in members.items() if isinstance(fields, dict)]
    if "members" not in document:
        members = [{field: value for field, value in document.items() if field != "sources"}]
    if not isinstance(members, list) or len(members) != 1 or not isinstance(members[0], dict):
        raise UsageError(f"{name}: is not one member", "give its fields, with id, as a TOML or JSON table")
    fields = dict(members[0])
    key = fields.pop("id", None)
    if not isinstance(key, str):
        hint = f"such as id = {slugged(fields['name'])!r}" if isinstance(fields.get("name"), str) else None
        raise UsageError(f"{name}: the member has no id", hint)
    sources = document.get("sources", {})
    return Proposal(key, fields, sources if isinstance(sources, dict) else {})


def _toml_or_json(content: bytes, name: str) -> Document:
    text, faults = syntax.decoded(content)
    if not faults and text.lstrip().startswith("{"):
        return _from_json(text, name)
    if faults := [*faults, *syntax.parsed(text)[1]]:
        first = min(faults, key=lambda fault: fault.span)
        line, column = Lines(text).place(first.span[0])
        raise UsageError(f"{name}:{line}:{column}: {first.message}", first.hint or "this is not valid TOML")
    return tomllib.loads(text)


def _from_json(text: str, name: str) -> Document:
    try:
        document: Document = json.loads(text)
        json.dumps(document, ensure_ascii=False).encode()  # half a character can be escaped, but not written
    except ValueError as error:
        raise UsageError(f"{name}: is no JSON ({error})") from error
    except RecursionError as error:
        raise UsageError(f"{name}: is nested too deeply") from error
    if syntax.too_deep(document):
        raise UsageError(f"{name}: is nested too deeply", f"{syntax.DEEPEST} levels are the most")
    if any(value is None for value in _values(document)):
        raise UsageError(f"{name}: null has no place in a registry", "leave out what is not known")
    return document


def with_member(text: str, key: str, fields: Mapping[str, Any], sources: Mapping[str, Any] | None = None) -> str:
    """
    The text with a new member, in its place among the others if they are
    ordered by id, else behind the last; new sources stand behind the last.
    """
    old = _Layout(text)
    if key in _table(old.document, "members"):
        raise UsageError(f"there is a member {key!r} already", f"to change it: wi edit {key}")
    edits = [old.new_member(key, layout.block(key, fields))]
    if sources:
        tables = (layout.table(("sources", name), source) for name, source in sources.items())
        edits.append(old.behind(old.end_of("sources"), "\n".join(tables)))
    meant = _with(old.document, ("members", key), fields)
    for name, source in (sources or {}).items():
        meant = _with(meant, ("sources", name), source)
    return old.changed(edits, meant)


def with_member_text(text: str, key: str, lines: str) -> str:
    """
    The text with other lines in the place of a member's; they hold one member, perhaps with another id.

    Line ends become those of the text.  Raises `CannotChangeError` if they hold anything else.
    """
    try:
        new = tomllib.loads(lines)
    except tomllib.TOMLDecodeError:
        new = {}
    members = new.get("members")
    if set(new) != {"members"} or not isinstance(members, dict) or len(members) != 1:
        raise CannotChangeError("this is not one member", f"leave [members.{key}] and its tables, and nothing else")
    old = _Layout(text)
    ((name, fields),) = members.items()
    others = old.document["members"]
    if name != key and name in others:
        raise CannotChangeError(f"there is a member {name!r} already", "take another id")
    start, end = old.member(key)
    if not lines.endswith("\n"):
        lines += "\n"
    if old.newline == "\r\n" and not re.search(r"(?<!\r)\n", text):
        lines = re.sub(r"(?<!\r)\n", "\r\n", lines)
    meant = {**old.document, "members": {name if k == key else k: fields if k == key else v for k, v in others.items()}}
    return old.changed([Edit(start, end, lines)], meant)


def without_member(text: str, key: str, *, prune: bool = False) -> Taken:
    """
    The text without a member, and with `prune` also without the sources,
    topics and indicators that only it used.
    """
    old = _Layout(text)
    old.member(key)  # or it is refused
    meant = copy.deepcopy(old.document)
    del meant["members"][key]
    unused = {table: _unused(old.document, meant, table) for table in _USED_BY}
    if prune:
        for table, names in unused.items():
            for name in names:
                del meant[table][name]
    edits = [
        old.without((table, name), keep_parent=not meant[table] and n == 0)
        for table in ("members", *(unused if prune else ()))
        for n, name in enumerate([key] if table == "members" else unused[table])
    ]
    return Taken(old.changed(edits, meant), unused)


def _unused(before: Document, after: Document, table: str) -> list[str]:
    """
    What is declared in a table and was in use before, but not after, nor by what goes with it.
    """
    declared = _table(after, table)
    used = _used(before, table) - _used(after, table)
    unused = [name for name in declared if name in used]
    if not unused:
        return []
    rest = {**after, table: {name: item for name, item in declared.items() if name not in unused}}
    return [*unused, *_unused(before, rest, table)]


def _used(document: Document, table: str) -> set[str]:
    """
    All ids of a table that stand anywhere in the registry.
    """
    found: set[str] = set()
    for item in _values(document):
        if isinstance(item, dict) and item is not document:  # whose "topics" declare them
            for field_ in _USED_BY[table]:
                names = item.get(field_)
                found.update(name for name in (names if isinstance(names, list) else [names]) if isinstance(name, str))
    return found


def _values(document: Document) -> Iterator[Any]:
    """
    A document and all that is in it.
    """
    waiting: list[Any] = [document]
    while waiting:
        item = waiting.pop()
        yield item
        if isinstance(item, dict | list):
            waiting.extend(item.values() if isinstance(item, dict) else item)


def _table(document: Document, name: str) -> Document:
    """
    One of the tables of a registry; nothing if it is something else.
    """
    found = document.get(name)
    return found if isinstance(found, dict) else {}


# -- single values ---------------------------------------------------------------


def field_path(schema: Mapping[str, Any], document: Document, key: str, name: str) -> Path:
    """
    The path of contacts.0.phone in a member.

    Raises `UsageError` for a field that members don't have.
    """
    path: list[str | int] = ["members", key]
    for part in name.split("."):
        described = field(schema, path)
        if described.get("type") == "array":
            if not re.fullmatch("[0-9]{1,9}", part):
                raise UsageError(f"{name}: {path[-1]} are numbered", f"write {path[-1]}.0.{part} for the first")
            there = _at(document, path)
            length = len(there) if isinstance(there, list) else 0
            if int(part) > length:
                raise UsageError(f"{name}: there are {length} {path[-1]}", f"{path[-1]}.{length} is the next")
            path.append(int(part))
            continue
        known = described.get("properties", {})
        if part not in known:
            hint = did_you_mean(part, known) or (f"there are: {', '.join(known)}" if known else None)
            raise UsageError(f"{name}: no field {part!r}", hint)
        path.append(part)
    return tuple(path)


def field(schema: Mapping[str, Any], path: Sequence[str | int]) -> Mapping[str, Any]:
    """
    What the schema says of the value at a path, or nothing.
    """
    node: Mapping[str, Any] = schema
    for part in path:
        if isinstance(part, int):
            node = node.get("items", {})
        else:
            node = node.get("properties", {}).get(part) or node.get("additionalProperties") or {}
        if reference := node.get("$ref"):
            named = schema["$defs"][reference.rpartition("/")[2]]
            node = {**named, **node}
    return node


def typed(schema: Mapping[str, Any], path: Path, text: str) -> Any:
    """
    A value as the schema wants it at a path, from how somebody typed it:
    lists as a,b or as TOML, tables as TOML.

    Raises `UsageError` if it can't be one.
    """
    wanted = field(schema, path).get("type")
    name = _name(path)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{name}: {text!r} is not UTF-8") from error
    if wanted == "string":
        return text
    if wanted == "boolean":
        if text not in ("true", "false"):
            raise UsageError(f"{name}: {text!r} is neither true nor false")
        return text == "true"
    if wanted in ("integer", "number"):
        return _number(name, text, whole=wanted == "integer")
    if wanted == "array" and not text.lstrip().startswith("["):
        return [typed(schema, (*path, 0), part.strip()) for part in text.split(",") if part.strip()]
    try:
        (value,) = tomllib.loads(f"value = {text}").values()
    except (ValueError, RecursionError) as error:  # a number may be too long, a list too deep, or more may follow
        example = "'{ lat = 51.3, lon = 9.5 }'" if wanted == "object" else '\'["a", "b"]\''
        raise UsageError(f"{name}: {text!r} is no TOML", f"write it like {example}") from error
    return value


def _number(name: str, text: str, *, whole: bool) -> int | float:
    if re.fullmatch(r"[-+]?[0-9]{1,18}", text):
        return int(text)
    if not whole and re.fullmatch(r"[-+]?[0-9]{1,18}\.[0-9]+", text):
        return float(text)
    hint = "digits only" if whole else "digits, with a point before decimals: 10.2"
    raise UsageError(f"{name}: {text!r} is no {'whole ' * whole}number", hint)


def with_value(text: str, path: Path, value: Any) -> str:
    """
    The text with one value set; the tables that it needs are made.
    """
    old = _Layout(text)
    if _at(old.document, path[:2]) is None:
        raise MemberNotFoundError(str(path[1]))
    return old.changed([old.with_value(path, value)], _with(old.document, path, value))


def without_value(text: str, path: Path) -> str:
    """
    The text without a value, a table or an element of an array.

    Raises `NothingFoundError` if it isn't there.
    """
    old = _Layout(text)
    if _at(old.document, path) is None:
        raise NothingFoundError(f"{path[1]!r} has no {'.'.join(map(str, path[2:]))}")
    if old.is_only_table(path):
        return without_value(text, path[:-1])
    meant = copy.deepcopy(old.document)
    del _at(meant, path[:-1])[path[-1]]
    return old.changed([old.without(path)], meant)


def _with(document: Document, path: Path, value: Any) -> Document:
    """
    A copy of a document with a value set at a path.
    """
    result = copy.deepcopy(document)
    place: Any = result
    for n, (part, following) in enumerate(pairwise((*path, None))):
        if isinstance(place, list) and part == len(place):
            place.append({})
        elif not isinstance(place, dict if isinstance(part, str) else list):
            raise CannotChangeError(
                f"{_name(path[:n])} is no {'table' if isinstance(part, str) else 'list'}", "run wi validate"
            )
        if following is None:
            place[part] = value
        elif isinstance(place, dict):
            place.setdefault(part, [] if isinstance(following, int) else {})
        place = place[part]
    return result


def _at(document: Any, path: Sequence[str | int]) -> Any:
    for part in path:
        try:
            document = document[part]
        except (KeyError, IndexError, TypeError):
            return None
    return document


# -- where things stand ----------------------------------------------------------


class _Layout:
    """
    A text, its document, and the lines that belong to each of its tables.
    """

    def __init__(self, text: str) -> None:
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.document: Document = tomllib.loads(text)
        self._original = text
        # A last line without an end is given one, and loses it again in `changed`.
        self.text = text if text.endswith("\n") or not text else text + self.newline
        self._lines = Lines(self.text)
        self._places = Locator(self.text)
        self._headers = [entry.path for entry in self._places.headers]

    def changed(self, edits: Sequence[Edit], meant: Document) -> str:
        """
        The text with these edits made, if it then says what is meant.
        """
        text = apply(self.text, edits)
        if self.text != self._original:
            text = text.removesuffix(self.newline)
        try:
            said = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            said = {}
        if said != meant:
            raise CannotChangeError(
                "the file is laid out so that this change would touch more of it", "run wi fmt, or change it by hand"
            )
        return text

    def behind(self, place: int, block: str) -> Edit:
        """
        A block as lines of their own, a blank line below what stands before it.
        """
        return Edit(place, place, f"\n{block}".replace("\n", self.newline))

    def in_front_of(self, place: int, block: str) -> Edit:
        """
        A block as lines of their own, a blank line above what stands behind it.
        """
        return Edit(place, place, f"{block}\n".replace("\n", self.newline))

    def deleted(self, span: Span) -> Edit:
        """
        Lines taken out with one blank line: that above them, if there is one, as `behind` put it there.
        """
        start, end = span
        if self.text.endswith(f"\n{self.newline}", 0, start):
            return Edit(start - len(self.newline), end, "")
        return Edit(start, end + len(self.newline) * self.text.startswith(self.newline, end), "")

    # -- tables --

    def member(self, key: str) -> Span:
        """
        The lines of all tables of a member.
        """
        own = [n for n, path in enumerate(self._headers) if path[:2] == ("members", key)]
        if key not in _table(self.document, "members"):
            raise MemberNotFoundError(key)
        if not own:
            raise CannotChangeError(f"{key!r} has no table of its own", f"write it as [members.{key}]")
        if own != list(range(own[0], own[-1] + 1)):
            raise CannotChangeError(f"the tables of {key!r} don't stand together", "see wi rule WI208")
        return self._block(own[0])[0], self._block(own[-1])[1]

    def new_member(self, key: str, block: str) -> Edit:
        """
        A member's block in its place.
        """
        keys = list(dict.fromkeys(str(path[1]) for path in self._headers if path[0] == "members" and len(path) > 1))
        if not keys:
            return self.behind(self.end_of("members"), block)
        before = [known for known in keys if known < key] if keys == sorted(keys) else keys
        if not before:
            return self.in_front_of(self.member(keys[0])[0], block)
        return self.behind(self.member(before[-1])[1], block)

    def end_of(self, name: str) -> int:
        """
        The end of the last table whose path begins so, else of the text.
        """
        own = [n for n, path in enumerate(self._headers) if path[0] == name]
        return self._block(own[-1])[1] if own else len(self.text)

    def _block(self, n: int) -> Span:
        """
        The lines of one table: from the comment directly above its header to
        its last pair and the comment directly below that.
        """
        start = self._places.headers[n].key[0]
        first = self._lines.place(start)[0]
        above = self._last_line(n - 1) if n else 0
        while first - 1 > above and _COMMENT.match(self._lines.text(first - 1)):
            first -= 1
        last = self._last_line(n)
        limit = len(self._lines)
        if n + 1 < len(self._headers):
            limit = self._lines.place(self._places.headers[n + 1].key[0])[0]
        below = last
        while below + 1 < limit and _COMMENT.match(self._lines.text(below + 1)):
            below += 1
        # A comment between two headers without a blank line belongs to the second.
        last = below if below + 1 < limit or n + 1 == len(self._headers) else last
        return self._lines.offset(first, 1), self._line_end(last)

    def _last_line(self, n: int) -> int:
        """
        The line in which the last pair of a table ends.
        """
        return self._lines.place(max(self._places.end(n) - 1, 0))[0]

    def _line_end(self, line: int) -> int:
        return self._lines.offset(line + 1, 1) if line < len(self._lines) else len(self.text)

    def _header(self, path: Path) -> int | None:
        return self._headers.index(path) if path in self._headers else None

    # -- values --

    def is_only_table(self, path: Path) -> bool:
        """
        Whether a path is the one element of an array of tables, of which nothing stays without it.
        """
        return path in self._headers and isinstance(path[-1], int) and len(_at(self.document, path[:-1])) == 1

    def with_value(self, path: Path, value: Any) -> Edit:
        """
        The edit that sets a value.
        """
        if any(header[: len(path)] == path for header in self._headers):
            raise UsageError(f"{_name(path)} is a table", f"set its fields: {_name(path)}.FIELD=VALUE")
        if _at(self.document, path) is not None:
            return self._rewritten(path, _with(self.document, path, value))
        parent = path[:-1]
        number = self._header(parent)
        if number is not None:
            return self._new_pair(number, path, value)
        if _at(self.document, parent) is not None:  # in one line
            return self._rewritten(parent, _with(self.document, path, value))
        return self._new_table(path, value)

    def without(self, path: Path, *, keep_parent: bool = False) -> Edit:
        """
        The edit that takes out a value or a table; with `keep_parent` the
        table in which that stands gets a header, if it has none, and is empty.
        """
        own = [n for n, header in enumerate(self._headers) if header[: len(path)] == path]
        if own:
            if own != list(range(own[0], own[-1] + 1)):
                raise CannotChangeError(f"the tables of {_name(path)} don't stand together", "change them by hand")
            start, end = self._block(own[0])[0], self._block(own[-1])[1]
            if keep_parent and path[:-1] not in self._headers:
                return Edit(start, end, f"[{'.'.join(map(str, path[:-1]))}]{self.newline}")
            return self.deleted((start, end))
        entry, parent = (self._places.key(path), self._places.value(path)), path[:-1]
        if isinstance(path[-1], int) or self._header(parent) is None:
            shorter = copy.deepcopy(self.document)
            del _at(shorter, parent)[path[-1]]
            return self._rewritten(parent, shorter)
        return Edit(
            self._lines.offset(self._lines.place(entry[0][0])[0], 1),
            self._line_end(self._lines.place(entry[1][1])[0]),
            "",
        )

    def _rewritten(self, path: Path, meant: Document) -> Edit:
        """
        A value written anew.
        """
        start, end = self._places.value(path)
        if any(token.kind == "comment" and start < token.span[0] < end for token in syntax.tokens(self.text)):
            raise CannotChangeError(f"there are comments within {_name(path)}", "change it by hand")
        return Edit(start, end, layout.value(_at(meant, path)).replace("\n", self.newline))

    def _new_pair(self, number: int, path: Path, value: Any) -> Edit:
        """
        A line behind the last field that comes before this one in the format.
        """
        order = layout.field_ranks(tuple(part for part in path[:-1] if isinstance(part, str)))
        last, line = -1, self._lines.place(self._places.headers[number].key[0])[0]
        for entry in self._places.pairs(number):
            rank = order.get(str(entry.path[len(path) - 1]), len(order))
            if last <= rank <= order.get(str(path[-1]), len(order)):
                last, line = rank, self._lines.place(entry.value[1])[0]
        place = self._line_end(line)
        return Edit(place, place, layout.pair(str(path[-1]), value).replace("\n", self.newline))

    def _new_table(self, path: Path, value: Any) -> Edit:
        """
        A table for a value, behind the last one that comes before it in the format.
        """
        owner, name = path[:2], str(path[2])
        new = _at(_with({}, (name, *(0 if isinstance(part, int) else part for part in path[3:])), value), (name,))
        order = layout.field_ranks(("members", str(owner[1])))
        if not layout.has_header(name, new):
            number = self._header(owner)
            if number is None:
                raise CannotChangeError(f"{_name(owner)} has no table of its own", f"write it as [members.{owner[1]}]")
            return self._new_pair(number, (*owner, name), new)
        place = self.member(str(owner[1]))[0]
        for n, header in enumerate(self._headers):
            if header[:2] == owner and (
                len(header) == len(owner) or order.get(str(header[2]), 0) <= order.get(name, 0)
            ):
                place = self._block(n)[1]
        many = isinstance(new, list)
        tables = (
            layout.table(("members", str(owner[1]), name), item, element=many) for item in (new if many else [new])
        )
        return self.behind(place, "\n".join(tables))


def _name(path: Path) -> str:
    return ".".join(map(str, path[2:] if len(path) > 2 else path))  # noqa: PLR2004  # without members.<id>
