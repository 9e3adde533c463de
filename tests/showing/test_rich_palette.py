"""
Whether everything can be read: contrasts after WCAG 2, 1.4.3, on the grounds that terminals come with.
"""

import re

import pytest
from rich.style import Style

from drawing import carded, drawn, listed, page
from samples import SMALL, registry
from wi_cli.finding import search
from wi_cli.showing import beside, charts, comparison, rich, tables

TODAY = "2024-06-30"
ENOUGH = 4.5
# Background and letters, as they are without anybody's doing.
GROUNDS = {
    "black": ("000000", "FFFFFF"),
    "white": ("FFFFFF", "000000"),
    "xterm": ("000000", "E5E5E5"),
    "Windows Terminal": ("0C0C0C", "CCCCCC"),
    "Windows console": ("000000", "C0C0C0"),
    "Windows PowerShell 5": ("012456", "EEEDF0"),
    "GNOME, dark": ("1E1E1E", "D0CFCC"),
    "GNOME, light": ("FFFFFF", "171421"),
    "VS Code, dark": ("1E1E1E", "CCCCCC"),
    "macOS Terminal, Basic": ("FFFFFF", "000000"),
    "macOS Terminal, Pro": ("000000", "F2F2F2"),
}
PALETTE = {name: getattr(rich, name) for name in ("NAME", "TITLE", "ADDRESS", "MATCH", "PLAIN")}


def luminance(colour):
    shares = (int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4))
    linear = (share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast():
    """
    The measure is WCAG's: 21 for black on white, 4.54 for #767676 (its own example of what is just enough).
    """
    assert (21, 4.54) == (contrast("000000", "FFFFFF"), round(contrast("767676", "FFFFFF"), 2))


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", PALETTE)
def test_palette(name, ground):
    """
    Each style of the palette can be read on each ground: in the terminal's own letters or in a colour that has
    the contrast there, never faint.
    """
    style = Style.parse(PALETTE[name])
    background, letters = GROUNDS[ground]
    colour = style.color.get_truecolor().hex.lstrip("#") if style.color else letters
    behind = style.bgcolor.get_truecolor().hex.lstrip("#") if style.bgcolor else background
    assert contrast(colour, behind) >= ENOUGH
    assert (None, None, None) == (style.dim, style.conceal, style.blink)


def test_no_colour_would_do():
    """
    Why there is no colour in it: what is dark enough for a white ground is too dark for a blue one.
    """
    darkest = min(luminance(background) for background, _ in GROUNDS.values())
    lightest = max(luminance(background) for background, _ in GROUNDS.values())
    blue = luminance(GROUNDS["Windows PowerShell 5"][0])
    assert (0, 1) == (darkest, lightest)
    assert (lightest + 0.05) / ENOUGH - 0.05 < ENOUGH * (blue + 0.05) - 0.05


def everything():
    small = registry()
    members = list(small.members.values())
    question = comparison.Question(every=True)
    for ranked in (True, False):
        rows = comparison.compare(members, small, question)
        sheet = beside.sheet(rows, members, small, ranked=ranked, latest=True, today=TODAY)
        yield drawn(charts.comparison_page(sheet, width=120, links=True, footer="x"), 120, colour=True)
    yield drawn(tables.hit_list(search.search(small, ["beruf"]).hits, today=TODAY, footer="x"), 80, colour=True)
    for width in (40, 120):
        topics = tables.topic_table(small.by_topic(), today=TODAY, width=width, footer="x")
        yield drawn(topics, width, colour=True)
        yield listed(width, colour=True)
        yield page(width=width, links=True, colour=True)
    yield carded("koellnitz", SMALL, 80, colour=True)


def test_nothing_but_the_palette_is_drawn():
    """
    All that is drawn is bold, underlined, reversed or plain.
    """
    codes = {
        code for text in everything() for found in re.findall(r"\x1b\[([0-9;]*)m", text) for code in found.split(";")
    }
    assert {"0", "1", "4", "7"} == codes


def test_one_highlight():
    """
    What matched is highlighted in one way, and nothing else in a hit is.
    """
    (hit,) = (text for text in everything() if "\x1b[7m" in text)
    assert {"Beruf"} == set(re.findall(r"\x1b\[[0-9;]*7[0-9;]*m([^\x1b]*)", hit))
