"""
A contact as a QR code (ISO/IEC 18004) that a phone reads from the screen.

It carries a vCard 3.0, which the cameras of Android and iOS take as a contact with all its fields; a
MeCard, though shorter, has no organization, and one address without parts.  The text is UTF-8 without
a mark that says so: phones expect that, and some read the Latin-1 that the standard would prefer wrong
(https://github.com/rclement/business-card-generator/issues/173).  A screen is neither torn nor dirty,
so the lowest level of error correction will do; a higher one is taken where it costs nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import segno
from segno.encoder import DataOverflowError

from wi_cli.errors import WiError

QUIET = 4
"""Light modules on each side, as the standard wants them."""
# Of 256 colours those that no theme changes: black on white.
_BLACK_ON_WHITE, _BACK = "\x1b[38;5;16;48;5;231m", "\x1b[0m"


class TooLongError(WiError):
    """
    No QR code holds that much.
    """

    def __init__(self) -> None:
        super().__init__("this contact is too long for a code", "wi contact NAME --vcard -o card.vcf makes a file")


class Code(NamedTuple):
    """
    Rows of modules, True for a dark one, with the quiet zone around them.
    """

    rows: tuple[tuple[bool, ...], ...]

    @property
    def width(self) -> int:
        """
        Columns of a terminal that it takes.
        """
        return len(self.rows[0])

    @property
    def height(self) -> int:
        """
        Lines of a terminal that it takes: each shows two rows.
        """
        return (len(self.rows) + 1) // 2


def code(text: str) -> Code:
    """
    The smallest code that holds a text.

    Raises `TooLongError` if there is none.
    """
    try:
        made = segno.make_qr(text, error="l", encoding="utf-8")
    except DataOverflowError as error:
        raise TooLongError from error
    return Code(tuple(tuple(bool(module) for module in row) for row in made.matrix_iter(border=QUIET)))


def drawn(made: Code, *, colour: bool, light_ink: bool = False) -> str:
    """
    A code in half blocks: with `colour` black on white whatever the theme; without in the ink of the
    terminal, which is `light_ink` on a dark ground or dark on a light one.
    """
    ink = not light_ink or colour
    rows = [*made.rows, (not ink,) * made.width]  # codes have an odd number of rows
    blocks = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
    lines = (
        "".join(blocks[upper is ink, lower is ink] for upper, lower in zip(above, below, strict=True))
        for above, below in zip(rows[::2], rows[1::2], strict=True)
    )
    return "".join(f"{_BLACK_ON_WHITE}{line}{_BACK}\n" if colour else f"{line}\n" for line in lines)
