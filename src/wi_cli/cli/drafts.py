"""
What somebody types is in a file of their own until it is in the registry.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from wi_cli.errors import RegistryUnreadableError


def write_draft(key: str, text: str) -> Path:
    """
    A temporary file of one's own with the text of a member, to be edited.

    Raises `RegistryUnreadableError` if it can't be written.
    """
    import tempfile

    prefix = re.sub("[^A-Za-z0-9-]+", "-", f"wi-{key[:60]}-")
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix=prefix, suffix=".toml", encoding="utf-8", newline="", delete=False
        ) as file:
            file.write(text)
    except OSError as error:
        raise RegistryUnreadableError(
            f"can't write a temporary file ({error.strerror})", "set TMPDIR to a folder with room"
        ) from error
    return Path(file.name)


def discard_draft(draft: Path) -> None:
    """
    Delete a draft that is of no more use.
    """
    with contextlib.suppress(OSError):
        draft.unlink()
