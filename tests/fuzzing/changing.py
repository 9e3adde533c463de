"""
What must hold of changes to a registry: `wi add`, `wi edit` and `wi remove` without their files.
"""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import texts
from fuzzing import expecting, mutations
from fuzzing.checking import JUDGED_BY
from fuzzing.expecting import expect, parsed, same
from fuzzing.pieces import IDS, ODD_IDS, VALUES, WORDS
from fuzzing.registries import SCHEMA, Maker, Writer
from wi_cli.changing import inputs, review
from wi_cli.errors import CannotChangeError, WiError
from wi_cli.registry import paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from wi_cli.registry.values import Path

FIELDS = SCHEMA["$defs"]["member"]["properties"]


def change(content: bytes, random: Random) -> None:
    """
    A change is what was asked for and nothing else, in the document and in the text, or it is refused.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return
    document = parsed(text)
    if document is None or text.startswith("\ufeff") or not isinstance(document.get("members"), dict):
        return
    kind = random.choice((_set, _set, _unset, _unset, _add, _remove, _replace))
    try:
        after = kind(text, document, random)
    except WiError as error:
        f"{error} {error.hint}".encode()
        _is_not_for_nan(error, kind, text, random)
        return
    if after is not None:
        for problem in texts.problems(text, after, *JUDGED_BY):
            review.said(problem).encode()


def _is_not_for_nan(error: WiError, kind: Callable[..., object], text: str, random: Random) -> None:
    """
    That there is a nan somewhere is no reason to refuse a change.
    """
    if isinstance(error, CannotChangeError) and "laid out" in str(error) and re.search(r"[=\[,]\s*[-+]?nan\b", text):
        plain = re.sub(r"([=\[,]\s*)[-+]?nan\b", r"\g<1>0.5", text)
        document = parsed(plain)
        if document is not None:
            random.seed(0)
            refused = []
            for one, its in ((text, parsed(text)), (plain, document)):
                random.seed(0)
                try:
                    kind(one, its, random)
                except WiError as another:
                    refused.append(str(another))
            expect(len(refused) != 1 or "laid out" not in refused[0], "nan is no reason to refuse", kind.__name__)


def _key(document: dict[str, Any], random: Random) -> str:
    return random.choice(
        [*document["members"], random.choice(ODD_IDS)] if random.random() < 0.02 else [*document["members"]]
    )


# -- single values -----------------------------------------------------------------


def _field(document: dict[str, Any], key: str, random: Random) -> str:
    """
    A field as somebody types it: mostly one that is there.
    """
    parts: list[str] = []
    there = document["members"].get(key)
    while isinstance(there, dict | list) and there and random.random() < 0.8:
        part = random.choice(list(there) if isinstance(there, dict) else range(len(there)))
        parts.append(str(part))
        there = there[part]
    if not parts or random.random() < 0.4:
        name = random.choice(sorted(FIELDS))
        below = FIELDS[name].get("items", FIELDS[name]).get("$ref", "").rpartition("/")[2]
        inner = list(SCHEMA["$defs"].get(below, FIELDS[name]).get("properties", ()))
        number = [random.choice("0012")] * (FIELDS[name].get("type") == "array")
        parts = [name, *number, *([random.choice(inner)] if inner and random.random() < 0.9 else [])]
    return ".".join(parts)


def _set(text: str, document: dict[str, Any], random: Random) -> str | None:
    if not document["members"]:
        return None
    key = _key(document, random)
    path = inputs.field_path(document, key, _field(document, key, random))
    plausible = Maker(random, 0.2).value(str(path[-1]))
    shown = plausible if isinstance(plausible, str) else Writer(random).value(plausible)
    value = inputs.typed(path, random.choice((shown, shown, random.choice(WORDS), random.choice(VALUES))))
    after = texts.with_value(text, path, value)
    with _doing(f"with_value {path} {value!r}"):
        _is_meant(after, expecting.with_value(document, path, value))
        _stays_outside(text, after, path[:2])
    return after


def _unset(text: str, document: dict[str, Any], random: Random) -> str | None:
    if not document["members"]:
        return None
    key = _key(document, random)
    path = inputs.field_path(document, key, _field(document, key, random))
    after = texts.without_value(text, path)
    with _doing(f"without_value {path}"):
        meant = expecting.without_value(document, path)
        array = path[:-1]
        if isinstance(path[-1], int) and not paths.at(meant, array) and not same(parsed(after), meant):
            meant = expecting.without_value(document, array)  # an array of tables goes with its last one
        _is_meant(after, meant)
        _stays_outside(text, after, path[:2])
    return after


# -- whole members -----------------------------------------------------------------


def _add(text: str, document: dict[str, Any], random: Random) -> str:
    maker = Maker(random, random.choice((0, 0.1, 0.3)))
    key = random.choice((*IDS, "neu", "zz", random.choice(ODD_IDS)))
    fields = maker.table("member")
    declared = {
        name: {f"new-{n}": maker.table(name[:-1]) for n in range(random.randrange(3))}
        for name in ("sources", "indicators")
    }
    declared = {name: items for name, items in declared.items() if items}
    if maker.random.random() < 0.05:
        declared = {"sources": maker.anything()}
    content = _handed_over(random, key, fields, declared)
    if random.random() < 0.2:
        content = mutations.mutated(content.decode(), random)
    new = inputs.proposal(content, "new")
    missing = new.undeclared(document)
    with _doing(f"with_member {content!r}"):
        after = texts.with_members(text, new.members, missing)
        meant = document
        for name, fields in new.members.items():
            meant = expecting.with_value(meant, ("members", name), fields)
        for table, items in missing.items():
            for name, item in items.items():
                meant = expecting.with_value(meant, (table, name), item)
        _is_meant(after, meant)
        in_one_line = any(
            table in document and not re.search(rf"^\s*\[+\s*[\"']?{table}\b", text, re.MULTILINE) for table in missing
        )
        # A table in one line gets what is new into that line; all that stood there stays.
        pieces = iter if in_one_line else str.splitlines
        kept = expecting.is_in_order(pieces(text), pieces(after))
        expect(kept, "all lines are still there", repr(after))
    return after


def _handed_over(random: Random, key: str, fields: dict[str, Any], declared: dict[str, Any]) -> bytes:
    """
    What somebody hands over as a new member, in one of the forms that are taken.
    """
    form = random.randrange(4)
    if form < 2:
        try:
            registry = {"members": [{"id": key, **fields}], **declared}
            one = {"id": key, **fields, **declared}
            return json.dumps(registry if form else one).encode()
        except (TypeError, ValueError):  # JSON has no dates
            pass
    one = {"members": {key: fields}, **declared} if form == 2 else {"id": key, **fields, **declared}
    return Writer(random).written(one).encode("utf-8", "replace")


def _remove(text: str, document: dict[str, Any], random: Random) -> str | None:
    if not document["members"]:
        return None
    key = _key(document, random)
    prune = random.random() < 0.7
    taken = texts.without_member(text, key, prune=prune)
    gone: list[Path] = [("members", key)]
    if prune:
        gone += [(table, name) for table, names in taken.unused.items() for name in names]
    with _doing(f"without_member {key!r} prune={prune} {taken.unused}"):
        meant = document
        for path in gone:
            meant = expecting.without_value(meant, path)
        _is_meant(taken.text, meant)
        for path in gone[1:]:
            expect(not _is_used(meant, *path), "what is pruned is not used", path)
        if not any(expecting.is_in_line(text, path) for path in gone):
            added = {f"[{table}]" for table in ("members", *taken.unused)}
            # A blank line keeps a comment that stays apart from what comes next.
            after = [line for line in taken.text.splitlines() if line.strip() and line not in added]
            expect(expecting.is_in_order(after, text.splitlines()), "lines are only taken out", repr(taken.text))
        own = [own for path, own in expecting.tables(text) if not any(_touch(path, path_gone) for path_gone in gone)]
        position = 0
        for table in own:
            position = taken.text.find(table, position)
            expect(position >= 0, "other tables stay", repr(table))
            position += len(table)
    return taken.text


def _is_used(document: dict[str, Any], table: str, name: str) -> bool:
    fields = {"sources": ("sources",), "topics": ("topics",), "indicators": ("indicator", "part_of")}[table]
    return any(
        name == item.get(field) or (isinstance(item.get(field), list) and name in item[field])
        for item in paths.every_value(document)
        if isinstance(item, dict) and item is not document
        for field in fields
    )


def _touch(one: Path, other: Path) -> bool:
    return all(a == b for a, b in zip(one, other, strict=False))


def _replace(text: str, document: dict[str, Any], random: Random) -> str | None:
    if not document["members"]:
        return None
    key = _key(document, random)
    own = texts.member_text(text, key)
    lines = own
    for _ in range(random.choice((1, 1, 2))):
        lines = random.choice((*mutations.GENTLE, mutations.of_lines, mutations.of_tokens))(lines, random)
    with _doing(f"with_member_text {key!r} {lines!r}"):
        draft = texts.draft(text, key, lines.encode("utf-8", "replace"), *JUDGED_BY)
        for problem in draft.inside:
            expect(1 <= problem.line <= lines.count("\n") + 1, "a line is in the draft", problem)
        written = parsed(lines)
        if written is None:
            expect(draft.inside or draft.outside or _is_refused(text, key, lines), "what is no TOML isn't taken over")
            return None
        after = texts.with_member_text(text, key, lines)
        ((name, fields),) = written["members"].items()
        members = {name if k == key else k: fields if k == key else v for k, v in document["members"].items()}
        declared = {table: items for table, items in written.items() if table != "members"}
        _is_meant(after, {**_with_declared(document, declared), "members": members})
        if not declared:
            _stays_outside(text, after, ("members", key))
    return after


def _with_declared(document: dict[str, Any], declared: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """
    A registry with what a draft declares and it doesn't have yet.
    """
    found = {table: {**items, **document.get(table, {})} for table, items in declared.items() if items}
    return {**document, **found}


def _is_refused(text: str, key: str, lines: str) -> bool:
    """
    Whether lines that are TOML only where they stand are refused as no member of their own.
    """
    try:
        texts.with_member_text(text, key, lines)
    except CannotChangeError:
        return True
    return False


# -- before and after --------------------------------------------------------------


@contextmanager
def _doing(what: str) -> Iterator[None]:
    """
    Whatever goes wrong within says what was being done.
    """
    try:
        yield
    except Exception as error:
        error.add_note(what)
        raise


def _is_meant(after: str, meant: dict[str, Any]) -> None:
    said = parsed(after)
    expect(said is not None, "a changed registry is TOML", repr(after))
    expect(same(said, meant), "a change is what was asked for", f"{list(expecting.differing(said, meant))} {after!r}")
    order = [key for key in meant["members"] if key in said["members"]] if meant["members"] else []
    old = [key for key in said["members"] if key in order]
    expect(sorted(order) == sorted(old), "no member is lost")


def _stays_outside(before: str, after: str, owner: Path) -> None:
    places = expecting.regions(before, owner)
    expect(
        before == after or expecting.outside_is_same(before, after, places), "the rest of the text stays", repr(after)
    )
