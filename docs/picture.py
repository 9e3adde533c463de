"""
Draw docs/wi-show-kassel.svg: what `wi show kassel` fills one screen with, in docs.

    .venv/bin/python docs/picture.py [FILE]
"""

import re
import sys
from pathlib import Path

from rich.console import Group
from rich.segment import Segments

from wi_cli.registry import store
from wi_cli.showing import pages, portrait, rich

WIDTH = 96
HEIGHT = 46
HERE = Path(__file__).parent


def main() -> None:
    """
    Write the picture beside this file, or where the argument says.
    """
    registry = store.load(HERE / "members.toml")
    page = pages.portrait_page(portrait.of_member(registry.members["kassel"], registry), width=WIDTH, links=True)
    screen = rich.console(WIDTH, colour=True)
    lines = screen.render_lines(page, new_lines=True)[:HEIGHT]
    svg = rich.picture(Group(*(Segments(line) for line in lines)), width=WIDTH, title="wi show kassel")
    # The reader's own monospaced font will do: a picture in a README must not call home.
    svg = re.sub(r"@font-face \{.*?\}\n?", "", svg, flags=re.DOTALL)
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "wi-show-kassel.svg"
    target.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
