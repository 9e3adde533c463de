"""
What somebody types or hands over -> what a registry holds: the path of a
field, a value of the type that the schema wants, a whole member.
"""

from __future__ import annotations

import copy
import json
import re
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.changing import declaring, write
from wi_cli.changing.review import RefusedError
from wi_cli.checking import syntax
from wi_cli.checking.document import check
from wi_cli.checking.meant import slugged
from wi_cli.checking.rule import Settings
from wi_cli.errors import UsageError, argument
from wi_cli.german import numbers
from wi_cli.german.slips import did_you_mean
from wi_cli.german.spelling import forms
from wi_cli.german.wording import called, meant_field
from wi_cli.registry import depth, new, paths, schema, store, toml
from wi_cli.registry.format import DECLARING
from wi_cli.registry.locate import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wi_cli.registry.paths import Document
    from wi_cli.registry.values import Path


# -- members ---------------------------------------------------------------------


# A number that is none, and a date, are of no type that the format has.
_WRONG_TYPES = {"WI103", "WI114", "WI115"}

# How JSON begins, and no TOML that can be meant: its headers end in the line, and have neither braces nor commas.
_JSON = re.compile(r"""\ufeff?\s*(?:\{|\[[\s\[]*(?:[{\n\]]|(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w.+-]+)\s*,))""")
# Characters beyond U+FFFF are escaped in two halves (RFC 8259, 7).
_ESCAPE = re.compile(
    r"\\(?:u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}|(?P<half>u[Dd][89A-Fa-f][0-9A-Fa-f]{2})|.)"
)


class Proposal(NamedTuple):
    """
    Members to be added, by id, and what they bring along for the tables that declare
    what members name: {"sources": {id: …}}.
    """

    members: dict[str, dict[str, Any]]
    declared: dict[str, dict[str, Any]]

    def undeclared(self, document: Document) -> dict[str, dict[str, Any]]:
        """
        What a registry doesn't have yet of what is brought along.

        Raises `UsageError` for what it has in another wording.
        """
        return declaring.undeclared(document, self.declared)

    def text(self) -> str:
        """
        As a text that `proposal` reads.
        """
        tables = (write.table((table,), items) for table, items in self.declared.items())
        return "\n".join([*(write.block(key, fields) for key, fields in self.members.items()), *tables])


def proposal(content: bytes, name: str) -> Proposal:
    """
    The members in a TOML or JSON file: the fields of one with `id`, a list of such, a registry, or an
    answer of `wi show --json` or `wi list --json`; and what stands beside them of what they name.

    Raises `UsageError` if there are none, `RefusedError` if something of a
    wrong type stands beside them.
    """
    document = _toml_or_json(content, name)
    beside: tuple[str, ...] = DECLARING
    found = document.get("members")
    if isinstance(found, dict):
        found = [{"id": key, **fields} if isinstance(fields, dict) else fields for key, fields in found.items()]
    if "members" not in document:
        beside = ("kinds", "indicators", "sources")  # its topics are those that it names
        found = [{field: value for field, value in document.items() if field not in beside}]
    if not isinstance(found, list) or not found or not all(isinstance(member, dict) for member in found):
        raise UsageError(f"{name}: holds no member", "give its fields, with id, as a TOML or JSON table")
    members: dict[str, dict[str, Any]] = {}
    for fields in found:
        key = fields.get("id")
        if not isinstance(key, str):
            hint = f"such as id = {slugged(fields['name'])!r}" if isinstance(fields.get("name"), str) else None
            raise UsageError(
                f"{name}: the member has no id" if len(found) == 1 else f"{name}: a member has no id", hint
            )
        if key in members:
            raise UsageError(f"{name}: there are two members {key!r}", "give one of them another id")
        # JSON has lists that are empty, a registry leaves them out.
        members[key] = {field: value for field, value in fields.items() if field != "id" and value != []}
    declared = {table: document[table] for table in beside if table in document}
    _check_types(members, declared)
    return Proposal(members, declaring.plain(declared))


def _check_types(members: dict[str, dict[str, Any]], declared: dict[str, Any]) -> None:
    """
    Raises `RefusedError` if what is to be declared is not of the type of its
    table; all that is wrong with members alone is found once they are in the registry.
    """
    document = {**toml.loads(new.EMPTY), **declared, "members": members}
    found = check(copy.deepcopy(document), store.schema(), Settings(""))
    shape = [problem for problem in found if problem.code.startswith("WI1")]
    if any(problem.code in _WRONG_TYPES and problem.path[0] in DECLARING for problem in shape):
        raise RefusedError(shape)


def _toml_or_json(content: bytes, name: str) -> Document:
    text, faults = syntax.decoded(content)
    is_json = bool(_JSON.match(text))
    document, unread = ({}, []) if is_json else syntax.parsed(text)
    is_json = is_json or bool(unread and name.lower().endswith(".json"))
    if is_json and not faults:
        return _from_json(text, name)
    if unread and not is_json:
        _refuse_other_formats(text, name)
        faults = [*faults, *unread]
    if faults:
        place, hint = syntax.first(text, faults)
        raise UsageError(f"{name}:{place}", hint)
    return document


def _refuse_other_formats(text: str, name: str) -> None:
    """
    Raises `UsageError` for what other programs hand over, with how it can be taken.
    """
    first = text.lstrip().partition("\n")[0].rstrip()
    if first.upper() == "BEGIN:VCARD":
        raise UsageError(
            f"{name}: is a vCard, which holds contacts and no member",
            "type it in with wi edit NAME, or --set contacts.0.phone=… and the like",
        )
    if "=" not in first and re.search("[^;,\t]+[;,\t][^;,\t]+", first):
        raise UsageError(
            f"{name}: is a table of a spreadsheet, of which wi knows no columns",
            "make a TOML table of each row: [members.ID], then name, kind, state and summary below it",
        )


def _from_json(text: str, name: str) -> Document:
    try:
        document: Document = json.loads(text)
        if isinstance(document, list):
            document = {"members": document}
    except json.JSONDecodeError as error:
        raise UsageError(f"{name}: is no JSON ({error})") from error
    except ValueError as error:  # Python reads no integers of more than 4,300 digits
        raise UsageError(f"{name}: is no JSON (a number is too long)") from error
    except RecursionError as error:
        raise UsageError(f"{name}: is nested too deeply") from error
    half = next((escape for escape in _ESCAPE.finditer(text) if escape["half"]), None)
    if half:
        line, column = Lines(text).place(half.start())
        raise UsageError(
            f"{name}: is no JSON ({half[0]} is half a character: line {line} column {column})",
            "both halves stand together, as in \\ud83d\\ude00",
        )
    if depth.too_deep(document):
        raise UsageError(f"{name}: is nested too deeply", f"{depth.DEEPEST} levels are the most")
    if any(value is None for value in paths.every_value(document)):
        raise UsageError(f"{name}: null has no place in a registry", "leave out what is not known")
    return document


# -- single values ---------------------------------------------------------------


def field_path(document: Document, key: str, name: str) -> Path:
    """
    The path of contacts.0.phone in a member.

    Raises `UsageError` for a field that members don't have.
    """
    path: list[str | int] = ["members", key]
    parts = name.split(".")
    for n, part in enumerate(parts):
        shape = schema.described(path)
        if shape.get("type") == "array":
            there = paths.at(document, path)
            if not re.fullmatch("[0-9]{1,9}", part):
                raise UsageError(f"{name}: {path[-1]} are numbered", _numbered(path, parts[n:], document))
            length = len(there) if isinstance(there, list) else 0
            if int(part) > length:
                end = f"end with {length - 1}" if length else "are empty"
                raise UsageError(f"{name}: {path[-1]} {end}", f"{path[-1]}.{length} is the next")
            path.append(int(part))
            continue
        known = shape.get("properties", {})
        if not name:
            raise UsageError("no field is named", f"there are: {', '.join(known)}")
        field = meant_field(part, known)
        if field is None:
            hint = did_you_mean(part, called(known)) or (f"there are: {', '.join(known)}" if known else None)
            raise UsageError(f"{name}: no field {part!r}", hint)
        path.append(field)
    return tuple(path)


def _numbered(path: Sequence[str | int], parts: Sequence[str], document: Document) -> str:
    """
    How to write what stands behind a list instead of a number: a field, or what one of its elements is called.
    """
    word, *below = parts
    if meant_field(word, schema.described((*path, 0)).get("properties", {})):
        below, word = [word, *below], ""
    there, labels = paths.at(document, path), paths.table(document, "indicators")
    typed = forms(word) - {""}
    found = []
    for number, item in enumerate(there if isinstance(there, list) else ()):
        values = [value for value in item.values() if isinstance(value, str)] if isinstance(item, dict) else [item]
        names = [*values, *(paths.at(labels, (value, "label")) or "" for value in values)]
        if any(not typed.isdisjoint(forms(str(one))) for one in names):
            found.append(number)
    field = ".".join([str(path[-1]), str(found[0] if found else 0), *below])
    which = [*(["the first"] if len(found) != 1 else []), *([word] if found else [])]
    return f"write {field} for {' '.join(which)}"


def check_once(path: Path, before: Iterable[Path]) -> None:
    """
    Raises `UsageError` for a place where, or within which, something was to be set before: that would be lost.
    """
    if any(one[: len(path)] == path for one in before):
        raise UsageError(f"--set {paths.field_name(path)}: is set before", "set it once, a list as a,b")


def check_apart(changed: Iterable[Path], gone: Sequence[Path]) -> None:
    """
    Raises `UsageError` where one and the same place is to be set and to be taken out.
    """
    for put in changed:
        for out in gone:
            if put[: len(out)] != out[: len(put)]:
                continue
            name, other = paths.field_name(put), paths.field_name(out)
            if len(out) < len(put):
                hint = f"one after the other: first wi edit {argument(str(out[1]))} --unset {other}, then --set"
            elif out == put:
                hint = "--set alone replaces what is there, --unset alone takes it out"
            else:
                hint = f"leave out of {name} what is not to stay there"
            raise UsageError(f"--unset {other} would undo --set {name}", hint)


def outermost(found: Iterable[Path]) -> set[Path]:
    """
    Those of these places that are within no other.
    """
    places = set(found)
    return {path for path in places if not any(path[:n] in places for n in range(len(path)))}


def typed(path: Path, text: str) -> Any:
    """
    A value as the schema wants it at a path, from how somebody typed it:
    lists as a,b or as TOML, tables as TOML.

    Raises `UsageError` if it can't be one.
    """
    wanted = schema.described(path).get("type")
    name = paths.field_name(path)
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
        return _number(name, text, schema.described(path))
    if wanted == "array" and not text.lstrip().startswith("["):
        return [typed((*path, 0), part.strip()) for part in text.split(",") if part.strip()]
    try:
        (value,) = toml.walkable(f"value = {text}").values()
    except ValueError as error:  # a number may be too long, a list too deep, or more may follow
        example = "'{ lat = 51.3, lon = 9.5 }'" if wanted == "object" else '\'["a", "b"]\''
        raise UsageError(f"{name}: {text!r} is no TOML", f"write it like {example}") from error
    return value


def _number(name: str, text: str, shape: Mapping[str, Any]) -> int | float:
    """
    A number as TOML writes it; what can be read in two ways is refused, and so is another way to write it.
    """
    whole = shape["type"] == "integer"
    if re.fullmatch(r"[-+]?[0-9]{1,18}", text):
        return int(text)
    least, most = shape.get("minimum", -inf), shape.get("maximum", inf)
    meant = [] if whole else [one for one in numbers.readings(text) if least <= float(one) <= most]
    if len(meant) > 1:
        raise UsageError(f"{name}: {text!r} can be {' or '.join(meant)}", "write the one that is meant")
    if not whole and re.fullmatch(r"[-+]?[0-9]{1,18}\.[0-9]+", text):
        return float(text)
    hint = "digits only" if whole else "digits, with a point before decimals: 10.2"
    raise UsageError(f"{name}: {text!r} is no {'whole ' * whole}number", f"write {meant[0]}" if meant else hint)
