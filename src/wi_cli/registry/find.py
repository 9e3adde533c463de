"""
Which registry is meant.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.errors import RegistryUnreadableError
from wi_cli.registry import owners, store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wi_cli.registry import values

_PACKAGE = Path(__file__).parents[1]
LOOK = 1024 * 1024
"""Bytes of a file by which it is known, which hold some 1,500 members."""

# How a line begins.
_LINE = rb"\n[ \t\[]*[\"']?"
_FORMAT = re.compile(_LINE + rb"format[\"']?[ \t]*=(?![ \t]*[\"'])[ \t]*(?P<number>[0-9])?")
# A table: what other programs call so is a list, as [[members]] is.
_MEMBERS = re.compile(
    _LINE + rb"members[\"']?[ \t]*(?:\.|=[ \t]*\{)|" + rb"\n[ \t]*\[[ \t]*[\"']?members[\"']?[ \t]*\]"
)
_OTHER_TABLES = _LINE + rb"(?:network|topics|indicators|sources)[\"']?[ \t]*[.\]=]"
_CONFLICT = rb"\n<{7}[ \n]"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Found(NamedTuple):
    """
    A registry file, and what has to be said of it and of what was passed over, a sentence each.
    """

    path: Path
    remarks: tuple[str, ...] = ()


def registry_file(option: str | None, environ: Mapping[str, str]) -> Found:
    """
    Which registry to read.

    It is that of the option; then that of `WI_REGISTRY`; then the nearest members.toml or
    data/members.toml from the working directory upwards that looks like a
    registry; then the packaged one.

    What was only found is remarked upon if others decide what it holds.  One
    above the working directory, or of somebody else, that can't be read is passed over with a remark.
    """
    return next(_registries(option, environ)).found


def load(option: str | None, environ: Mapping[str, str]) -> tuple[values.Registry, Found]:
    """
    The registry that is to be read, and where it is.

    What was only found, and is none of ours, is passed over with a remark if it lies above the working directory
    or belongs to somebody else.  One's own that is broken is reported: nobody is to take another one's data for it.

    Raises what `store.load` raises, for what was only found with the offer to name another.
    """
    passed: list[str] = []
    candidates = _registries(option, environ)
    while True:  # the last one is always meant
        candidate = next(candidates)
        path, remarks = candidate.found
        try:
            return store.load(path), Found(path, (*passed, *remarks))
        except RegistryUnreadableError as error:
            is_own = not candidate.belonging  # here, or above
            if candidate.belonging is None or (is_own and isinstance(error, store.NotTomlError)):
                error.offer = candidate.offer
                raise
            passed.append(f"passing over {error}{candidate.belonging}")


class _Candidate(NamedTuple):
    """
    A registry that may be the one that is meant; where it isn't any other's, `belonging` is None.
    """

    found: Found
    belonging: str | None = None
    """What to say of the owner where it is passed over."""
    offer: str | None = None


def _registries(option: str | None, environ: Mapping[str, str]) -> Iterator[_Candidate]:
    named = option or environ.get("WI_REGISTRY")
    if named:
        yield _Candidate(Found(Path(named)))
        return
    passed: list[str] = []
    for folder, file in _candidates():
        try:
            others = owners.strangers(file)
        except OSError:  # gone by now
            continue
        fault = None
        try:
            if not looks_like_registry(file):
                continue
            if file.stat().st_size > store.LARGEST_FILE:
                fault = "it is larger than 64 MiB"
        except OSError as error:
            fault = f"it can't be read ({error.strerror})"
        belonging = f", and belongs to {others}" if others else "" if folder != Path.cwd() else None
        if fault and belonging is not None:
            passed.append(f"passing over {file}: {fault}{belonging}")
            continue
        remarks = [f"using {file}, which belongs to {others}; --registry names another"] if others else []
        yield _Candidate(Found(file, (*passed, *remarks)), belonging, "--registry names another")
    yield _Candidate(Found(packaged(), tuple(passed)))


def packaged() -> Path:
    """
    The registry that came with this installation: in this package in a
    wheel, in the checkout for an editable install.  (An editable install also
    leaves a copy in site-packages, which ages there; it is not in this package.)
    """
    inside = _PACKAGE / "members.toml"
    return inside if inside.exists() else _PACKAGE.parents[1] / "data" / "members.toml"


def is_of_a_wheel(file: Path) -> bool:
    """
    Whether a file is the registry that came with an installation, which is replaced with it.
    """
    return file == store.resolved(packaged()) and file.parent == store.resolved(_PACKAGE)


def _candidates() -> Iterator[tuple[Path, Path]]:
    """
    Files that may be registries, nearest first, each behind the folder it was found from.
    """
    try:
        here = Path.cwd()
    except OSError:  # the working directory was deleted
        return
    for folder in (here, *here.parents):
        for file in (folder / "members.toml", folder / "data" / "members.toml"):
            if os.path.isfile(file):  # noqa: PTH113  # Path.is_file() raises where a folder may not be searched
                yield folder, file


def looks_like_registry(file: Path) -> bool:
    """
    Tell our file, be it broken, from somebody else's members.toml by its first MiB, without parsing it.

    Raises `OSError`.
    """
    with file.open("rb") as opened:
        seen = opened.read(LOOK)
        is_all = not opened.read(1)
    if seen[:2] in _UTF_16:  # as an editor may have saved it
        seen = seen.decode("utf-16", "replace").encode()
    # In a file that is broken a bare carriage return may end a line.
    seen = b"\n" + seen.removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"\n")
    found = _FORMAT.search(seen)
    if not found:
        return False
    if _MEMBERS.search(seen):
        return True
    # A large registry has its members beyond what was seen; one that was cut off or merged by half has lost them.
    return found["number"] is not None and (
        not is_all or any(re.search(sign, seen) for sign in (_OTHER_TABLES, _CONFLICT))
    )
