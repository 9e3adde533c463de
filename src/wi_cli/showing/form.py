"""
How output is wanted.
"""

from __future__ import annotations

from typing import NamedTuple


class Form(NamedTuple):
    """
    How output is wanted: `table` or `text` for people, else one of the forms
    of a listing; with `header` tsv begins with the column names, with `excel`
    csv is what a German Excel takes.
    """

    name: str
    header: bool = False
    excel: bool = False

    @property
    def is_page(self) -> bool:
        """
        Whether people read it, as a page in blocks.
        """
        return self.name in ("table", "text", "markdown")
