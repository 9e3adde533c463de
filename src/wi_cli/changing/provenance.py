"""
Where a fact was read, when it is changed: which source it names then.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.checking.meant import slugged
from wi_cli.errors import UsageError
from wi_cli.german import dates
from wi_cli.german.slips import did_you_mean
from wi_cli.registry import paths
from wi_cli.registry.format import CITED, LISTS, STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wi_cli.changing.fields import Fields
    from wi_cli.registry.paths import Document
    from wi_cli.registry.values import Path

_HOW = '"Title, publisher, date, URL"'
_DAY = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_DATE = re.compile(rf"{_DAY}(?:/(?:{_DAY}|\.\.))?|\.\./{_DAY}")
_DAY_OF_MONTH = re.compile(r"[0-9]{1,2}\. ?")
# Longer ids are no help.
_LONGEST_ID = 60


class Named(NamedTuple):
    """
    A source by its id, with its fields if it is not declared yet.
    """

    key: str
    fields: dict[str, Any] | None


def source(text: str, document: Document) -> Named:
    """
    The source that somebody names: by an id that is declared, or as "Title, publisher, date, URL".

    That is taken apart at commas with a blank behind them.  What begins with http://, https:// or www. is
    the address, what is a date in any usual spelling (2026-03-01, 1.3.2026, März 2026) the date; of the
    rest the last part is the publisher, all before it the title; one part alone is the title.  One that
    is declared just so is taken, whatever its note; else the id is made of the title.

    Raises `UsageError` where there is no title, where one word has the form of an id and isn't declared,
    where a date is none or can be read in two ways, where there are two dates or addresses, and where
    a date or an address stands behind another sign than a comma with a blank.
    """
    text = text.strip()
    known = paths.table(document, "sources")
    if text in known:
        return Named(text, None)
    parts: dict[str, str] = {}
    words = []
    split = re.split(r",\s+", text)
    for part in split:
        address = _address(part)
        kind, meant = ("url", address) if address else ("date", _date(part))
        if meant and kind in parts:
            raise UsageError(f"--source: {parts[kind]!r} and {meant!r}, one {kind} is enough", f"write it like {_HOW}")
        if meant:
            parts[kind] = meant
        elif part:
            _refuse_undivided(part)
            words.append(part)
    # A date in words may be meant as the title: Schuljahr 2013/14.
    if not words or (parts.get("date") and not _DATE.fullmatch(split[0]) and _date(split[0])):
        raise UsageError(f"--source {text!r}: no title", f"write it like {_HOW}")
    if words == [text] and slugged(text) == text:
        raise UsageError(f"no source {text!r}", did_you_mean(text, known) or f"to declare one: --source {_HOW}")
    fields = {"title": ", ".join(words[:-1]) or words[0], **({"publisher": words[-1]} if words[1:] else {})}
    fields |= {name: parts[name] for name in ("date", "url") if name in parts}
    for key, there in known.items():
        if isinstance(there, dict) and fields == {name: item for name, item in there.items() if name != "note"}:
            return Named(key, None)
    return Named(_id(fields["title"], known), fields)


def _address(part: str) -> str:
    """
    The web address that a part is; empty if it is none.
    """
    return part if re.match("https?://", part) else f"https://{part}" if re.fullmatch(r"www\.\S+", part) else ""


def _date(part: str) -> str:
    """
    The date that a part is, as registries have it; empty if it is none.

    Raises `UsageError` if it can be read in two ways, or in none.
    """
    if _DATE.fullmatch(part):
        return part
    meant = dates.readings(part)
    if meant[1:]:
        raise UsageError(f"--source: {part!r} can be read in two ways", f"write {' or '.join(meant)}")
    if not meant and (day := _DAY_OF_MONTH.match(part)) and dates.readings(part[day.end() :]):
        raise UsageError(f"--source: {part!r} is no date", "write it like 2026-03-01")
    return meant[0] if meant else ""


def _refuse_undivided(part: str) -> None:
    pieces = re.split(r"[,;]\s*", part)
    if any(_address(piece) or dates.readings(piece) for piece in pieces):
        raise UsageError(
            f"--source: {part!r} is more than one part", f'divide them by commas with a blank: "{", ".join(pieces)}"'
        )


def _id(title: str, known: Document) -> str:
    made = slugged(title)
    if len(made) > _LONGEST_ID:
        made = made[: _LONGEST_ID + 1].rpartition("-")[0] or made[:_LONGEST_ID]
    key, number = made or "quelle", 1
    while key in known:
        number += 1
        key = f"{made or 'quelle'}-{number}"
    return key


def cite(fields: Fields, changed: Iterable[Path], named: str | None) -> None:
    """
    Have the facts in which something was set name a source; without one remark on those that still name the old.

    Figures and milestones come from the new source alone; of a contact, a membership and a
    section other parts may still be from the others, which stay beside it.

    Raises `UsageError` if a source is given and there is no such fact.
    """
    set_by_hand = {path[:-1] for path in changed if path[-1] == "sources"}
    facts = dict.fromkeys(fact for path in changed if (fact := _fact(path)) and fact not in set_by_hand)
    if named is None:
        for fact in facts:
            before = paths.at(fields.before, fact)
            if isinstance(before, dict) and before.get("sources") and before != paths.at(fields.document, fact):
                ids = ", ".join(map(str, before["sources"]))
                fields.remarks.append(
                    f"{paths.field_name(fact)} still names {ids} as its source; --source names another"
                )
        return
    if not facts:
        raise UsageError("--source: nothing is set that names sources", f"they are named by {', '.join(CITED)}")
    found = source(named, fields.document)
    if found.fields is not None:
        fields.declare({"sources": {found.key: found.fields}})
        said = ", ".join(f"{name} {item!r}" for name, item in found.fields.items())
        fields.remarks.append(f"declared source {found.key!r}: {said}")
    for fact in facts:
        there = paths.at(fields.document, (*fact, "sources"))
        others = (
            [] if fact[2] in STATEMENTS or not isinstance(there, list) else [key for key in there if key != found.key]
        )
        cited = [*others, found.key]
        if there != cited:
            fields.put((*fact, "sources"), cited)
            fields.remarks.append(f"{paths.field_name(fact)} names {', '.join(map(str, cited))} as its source now")


def _fact(path: Path) -> Path | None:
    """
    The table with sources in which a field stands.
    """
    length = 4 if path[2] in LISTS else 3
    return path[:length] if path[2] in CITED and len(path) > length else None
