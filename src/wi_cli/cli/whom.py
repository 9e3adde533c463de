"""
Whom a few words name that stand where no name was expected, or are several names in one.

Imported only where there was a mistake.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from wi_cli.cli import internals
from wi_cli.errors import MemberNotFoundError, WiError, argument, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wi_cli.registry.values import Registry

# So many words of a name are put together.
_MOST_WORDS = 6
_BETWEEN_NAMES = re.compile(r"\s*[,;&+]\s*|\s+(?:und|and)\s+")


def command_for(registry: Registry | None, words: Sequence[str], *, near: bool = False) -> str | None:
    """
    The command that shows the one member, the members or the contact that these words name, or with `near` may
    mean; None for none.
    """
    if registry is None:
        return None
    name = " ".join(words)
    if _is_member(registry, name):
        return line_of(["show", *words])
    if near and (found := _near_member(registry, name)):
        return line_of(["show", found])
    if members := several(registry, name):
        return line_of(["compare", *members])
    from wi_cli.finding import contacts

    return line_of(["contact", name]) if contacts.is_known(registry, name, command="contact") else None


def several(registry: Registry, name: str, *, near: bool = True) -> list[str]:
    """
    The names in one that is none: "kassel weinheim", "Kassel, Halle (Saale) und Weinheim", or with `near` of
    some that are close, the ids; empty if one of them is no member's, or all are one's.
    """
    ways = [[one for one in names if one] for names in (_BETWEEN_NAMES.split(name), name.split())]
    ways = [names for names in ways if len(names) > 1]
    if not ways:
        return []
    for names in ways:
        if all(_is_member(registry, one) for one in names):
            return names
    if not near or _near_member(registry, name):
        return []
    for names in ways:
        found = [key for one in names if (key := _near_member(registry, one))]
        if len(names) == len(set(found)):
            return found
    return []


def advice_on_several(registry: Registry, typed: Sequence[str], command: str) -> str | None:
    """
    What to type where one of the typed names is those of several members, or several are one's; None if none is.
    """
    if command.startswith(("contact", "compare", "export")):  # which take several
        if quoted := _put_together(registry, typed):
            return f"several words are one name in quotes: {again(command, quoted)}"
        # A slip in one of the words is no reason to take them apart in another way.
        divided = several(registry, " ".join(typed), near=False)
        divided = divided or [name for one in typed for name in several(registry, one) or [one]]
        told = f"names are divided by blanks: {again(command, divided)}"
        return told if divided != [*typed] else None
    names = several(registry, " ".join(typed))
    if not names:
        return None
    offers = [(line_of([command, names[0]]), "one at a time")]
    if command == "show":
        offers += [(line_of(["compare", *names]), "side by side"), (line_of(["contact", *names]), "whom to call")]
    return "\n".join(["these are several members:", *(f"  {line}    ({what})" for line, what in offers)])


def _put_together(registry: Registry, typed: Sequence[str]) -> list[str]:
    """
    Names of members that were typed as several words; empty if a word is left over, or each was a name.
    """
    names: list[str] = []
    words = list(typed) if len(typed) > 1 and all(map(str.strip, typed)) else []
    while words:
        counts = range(min(len(words), _MOST_WORDS), 0, -1)
        count = next((count for count in counts if _is_member(registry, " ".join(words[:count]))), 0)
        if not count:
            return []
        names.append(" ".join(words[:count]))
        words = words[count:]
    return names if 0 < len(names) < len(typed) else []


def next_step(registry: Registry, wanted: str, command: str) -> str:
    """
    Where to look for what is no member's name.
    """
    from wi_cli.finding import contacts

    if not wanted.strip():
        return "the name is empty; wi list shows all names"
    if command != "contact" and contacts.is_known(registry, wanted, command="contact"):
        return f"that is a contact: wi contact {argument(wanted)}"
    return f"wi search {argument(wanted)} looks in all portraits"


def _near_member(registry: Registry, name: str) -> str | None:
    from wi_cli.finding.names import one

    try:
        return one(registry, name, command="show").member.id
    except WiError:
        return None


def _is_member(registry: Registry, name: str) -> bool:
    from wi_cli.finding.names import one

    try:
        one(registry, name, command="show", near=False)
    except MemberNotFoundError:
        return False
    except WiError:  # several, or one that can't be read
        return True
    return True


def registry_read(option: str | None) -> Registry | None:
    """
    The registry by which words are understood; None if it can't be read, which is not what was asked.
    """
    from wi_cli.registry import find

    try:
        return find.load(option, os.environ)[0]
    except WiError:
        return None


def again(command: str, names: Sequence[str], options: Iterable[str] | None = None) -> str:
    """
    A command line to type, with these names; without `options` with those of the command that is running, but for
    names that stood in one.
    """
    if options is None:
        options = [word for name, words in internals.given().items() if name != "wanted_members" for word in words]
    dashed = any(name.startswith("-") for name in names)
    return line_of([*command.split(), *([*options, "--", *names] if dashed else [*names, *options])])


def members_called(option: str | None, names: Iterable[str]) -> tuple[list[str], bool]:
    """
    The names by which commands that take nothing but exact ones find these members; and whether only some of
    the contacts of one are meant.
    """
    from wi_cli.finding import contacts

    registry = registry_read(option)
    found: list[str] = []
    narrow = False
    for name in names:
        found.append(name)
        if registry is not None and not _is_member(registry, name):
            with suppress(WiError):
                chosen = contacts.meant(registry, name, command="contact")
                found[-1], narrow = chosen.member.id, narrow or not chosen.is_whole
    return list(dict.fromkeys(found)), narrow


def line_of(words: Iterable[str]) -> str:
    """
    A command line to type.
    """
    return " ".join(["wi", *map(quoted, words)])
