"""
What a user can get wrong, each with its message, its advice and its exit status.

Nothing here prints: `wi_cli.cli.main` turns an error into lines on stderr.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


INTERRUPTED = 130
"""Exit status after Ctrl-C."""


# Within double quotes sh, PowerShell and cmd.exe read these as they are; cmd.exe knows no other quotes.
_BLANK_BUT_HARMLESS = r"[\w .,+@/()'&-]+"
_PLAIN = r"[\w.+@/-]+"
_PLAIN_ON_WINDOWS = r"[\w.+/\\:-]+"


def quoted(text: str) -> str:
    """
    A text as one word of a command line, for the shell at hand: sh, or on Windows PowerShell and cmd.exe alike.
    """
    if sys.platform == "win32":
        if re.fullmatch(_PLAIN_ON_WINDOWS, text):
            return text
        from subprocess import list2cmdline  # as programs there take it apart

        word = list2cmdline([text])
        return word if word.startswith('"') else f'"{word}"'
    from shlex import quote

    word = quote(text)
    if word == text or not re.fullmatch(_BLANK_BUT_HARMLESS, text):
        return word
    return text if re.fullmatch(_PLAIN, text) else f'"{text}"'


def argument(key: str) -> str:
    """
    An id or name as it is typed at the end of a command: -- keeps -x from being an option.
    """
    return f"-- {quoted(key)}" if key.startswith("-") else quoted(key)


class WiError(Exception):
    """
    Base of every error a user can cause.  Never raised itself.
    """

    exit_code: int = 1
    hint: str | None = None

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class NothingFoundError(WiError):
    """
    The question was understood and the answer is empty.
    """


class MemberNotFoundError(NothingFoundError):
    """
    No member has the given id, name, alias or AGS; `nearest` are ids to offer instead.
    """

    def __init__(self, wanted: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(
            f"no member called {wanted!r}",
            f"did you mean {', '.join(nearest)}?" if nearest else None,
        )
        self.wanted = wanted
        self.nearest = tuple(nearest)


class UsageError(WiError):
    """
    The command line asks for something that doesn't exist.
    """

    exit_code = 2


class RegistryUnreadableError(WiError):
    """
    The registry file, or the one member asked for, can't be read; `offer` is what else can be done.
    """

    exit_code = 3
    offer: str | None = None


class AmbiguousNameError(WiError):
    """
    Several members, or contacts, answer to one name; `candidates` are what to type for each, and its name.
    """

    exit_code = 4

    def __init__(self, wanted: str, candidates: Sequence[tuple[str, str]], command: str, what: str = "members") -> None:
        super().__init__(
            f"{wanted!r} can mean several {what}",
            "\n".join(
                ["type one of these:", *(f"  wi {command} {argument(key)}    ({name})" for key, name in candidates)]
            ),
        )
        self.candidates = tuple(candidates)


class CannotChangeError(WiError):
    """
    A registry is written so that a change can't be made in it without touching more; `line` is where, if that is known.
    """

    def __init__(self, message: str, hint: str | None = None, line: int | None = None) -> None:
        super().__init__(message, hint)
        self.line = line


class DamageError(WiError):
    """
    A result that would say something else than it should, noticed before it
    was written.  A bug, but one that costs nobody a registry.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message, "nothing was changed; please report this")
