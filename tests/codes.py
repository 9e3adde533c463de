"""
Codes as a terminal shows them, as pictures of their modules.
"""

import re

# Of each half block whether its upper and its lower half are inked.
HALVES = {"█": (True, True), "▀": (True, False), "▄": (False, True), " ": (False, False)}
COLOURED = re.compile("\x1b\\[38;5;16;48;5;231m([^\x1b]*)\x1b\\[0m")


def modules(shown, *, light_ink=False):
    """
    Rows of what is seen on a terminal, True for dark; `light_ink` says that its letters are light on a dark ground.
    What is written in colours of its own is black on white.
    """
    rows = []
    for line in shown.splitlines():
        coloured = COLOURED.fullmatch(line)
        halves = [HALVES[block] for block in (coloured[1] if coloured else line)]
        inverted = light_ink and not coloured
        rows += [[inked[half] is not inverted for inked in halves] for half in (0, 1)]
    return rows


def picture(rows, *, module=4, ground=1):
    """
    A PGM: modules as squares of that many pixels, on a dark ground (0) or a light one (1) that goes on around them.
    """
    width = len(rows[0]) * module + 8 * module
    blank = bytes([255 * ground]) * width
    side = bytes([255 * ground]) * (4 * module)
    lines = [side + b"".join(bytes([0 if dark else 255]) * module for dark in row) + side for row in rows]
    pixels = [*[blank] * (4 * module), *(line for line in lines for _ in range(module)), *[blank] * (4 * module)]
    return f"P5 {width} {len(pixels)} 255\n".encode() + b"".join(pixels)
