"""
What of a registry could not be built, and what is said of it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple


class LeftOut(NamedTuple):
    """
    What could not be built: where it stands in the document, and why; `line`
    of the file once somebody has looked it up.
    """

    path: tuple[str | int, ...]
    reason: str
    line: int | None = None
    names: tuple[str, ...] = ()
    """For a member: what it would be called by, as far as that could be read."""

    @property
    def what(self) -> str:
        """
        What is missing, for a message: 'kassel', or figures 2 of 'kassel'.
        """
        from wi_cli.german.wording import cited  # hardly ever is something left out

        owner = next((key for key in self.path[1:2] if self.path[0] != "network"), self.path[0])
        for block, n in pairwise(self.path):
            if isinstance(n, int):
                return f"{block} {n + 1} of {cited(str(owner))}"
        return cited(str(owner))

    @property
    def member(self) -> str | None:
        """
        Id of the member that is missing as a whole, if it is one.
        """
        inside = len(self.path) > 1 and self.path[0] == "members"
        # members.kassel.name spoils Kassel, members.kassel.figures.3 only that figure.
        return str(self.path[1]) if inside and not any(isinstance(part, int) for part in self.path) else None
