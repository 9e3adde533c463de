"""
Contacts for address books: all in one file, or each in its own in a folder.

A folder is brought up to date: a card that says the same keeps its file untouched, one that is gone
goes, and what isn't ours stays.  Ours is a file that holds, byte for byte, what was once written here:
it is called by its UID, and carries a seal over everything else in it.  A card that somebody changed
has lost its seal, and is theirs.
"""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.registry import replace
from wi_cli.registry.store import read_bytes
from wi_cli.sharing.files import CannotSaveError
from wi_cli.showing import vcard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from wi_cli.registry.values import Member, Registry
    from wi_cli.showing.vcard import Card

# A UID of our making (RFC 4122: version 5), as a file.
_NAME = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\.vcf")
_END = b"END:VCARD\r\n"
_SEALED = re.compile(rb"(?P<card>.*)X-WI-SEAL:(?P<seal>[0-9a-f]{64})\r\n" + _END, re.DOTALL)
MOST_NAMED = 3


class Done(NamedTuple):
    """
    What became of the cards in a folder: how many were made, changed, left as they were and taken away;
    and the names of those that are no longer wanted, and stay because somebody changed them.
    """

    made: int
    changed: int
    unchanged: int
    removed: int
    kept: tuple[str, ...]


def cards(members: Sequence[Member], registry: Registry, *, today: str) -> Iterator[Card]:
    """
    A card for each contact of these members, one of the member itself where it has none.
    """
    for member in members:
        yield from vcard.cards(member, registry, today=today)


def file_up(folder: Path, wanted: Iterator[Card], *, force: bool = False) -> Done:
    """
    Let a folder, which is made if need be, hold these cards and no others of ours, each written whole.

    Raises `CannotSaveError` before anything is written where a file of somebody else bears the name of a
    card, unless `force` says to replace it; and what `replace` raises.
    """
    new = {f"{card.uid}.vcf": _sealed(card.text) for card in wanted}
    there = _there(folder)
    theirs = [name for name, held in there.items() if not _is_ours(folder / name, held)]
    in_the_way = [name for name in theirs if name in new and there[name] != new[name]]
    if in_the_way and not force:
        named = ", ".join(str(folder / name) for name in in_the_way[:MOST_NAMED])
        more = f" and {len(in_the_way) - MOST_NAMED} more" if len(in_the_way) > MOST_NAMED else ""
        raise CannotSaveError(
            f"{named}{more}: somebody else changed it", "nothing was written; --force replaces it, or move it away"
        )
    changed = [name for name in new if name in there and there[name] != new[name]]
    gone = [name for name in there if name not in new and name not in theirs]
    try:
        folder.mkdir(exist_ok=True)
        for name, content in new.items():
            if name not in there:
                replace.create_file(folder / name, content)
        for name in changed:
            replace.replace_file(folder / name, there[name], new[name])
        for name in gone:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise CannotSaveError(f"{folder}: can't be brought up to date ({error.strerror})") from error
    made = len(new.keys() - there.keys())
    kept = tuple(name for name in theirs if name not in new and _was_ours(there[name]))
    return Done(made, len(changed), len(new) - made - len(changed), len(gone), kept)


def _there(folder: Path) -> dict[str, bytes]:
    """
    The files of a folder that are called as a card would be, and what they hold.
    """
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208  # names are wanted
    except FileNotFoundError:
        if not folder.parent.is_dir():
            raise CannotSaveError(f"{folder}: there is no such folder", "make the one above it first") from None
        return {}
    except NotADirectoryError as error:
        raise CannotSaveError(f"{folder}: is no folder", "name one, or one that is to be made") from error
    except OSError as error:
        raise CannotSaveError(f"{folder}: can't be looked into ({error.strerror})") from error
    return {name: read_bytes(folder / name) for name in names if _NAME.fullmatch(name)}


def _sealed(card: str) -> bytes:
    """
    A card with a seal over all that stands before it.
    """
    body = card.encode().removesuffix(_END)
    return body + f"X-WI-SEAL:{hashlib.sha256(body).hexdigest()}\r\n".encode() + _END


def _is_ours(file: Path, held: bytes) -> bool:
    """
    Whether a file holds a card as it was written here.
    """
    found = _SEALED.fullmatch(held)
    unbroken = found is not None and hashlib.sha256(found["card"]).hexdigest().encode() == found["seal"]
    return unbroken and f"\r\nUID:{file.stem}\r\n".encode() in held and not file.is_symlink()


def _was_ours(held: bytes) -> bool:
    """
    Whether a card came from here before somebody changed it.
    """
    return vcard.PROGRAM.encode() in held
