"""
Draw the pictures of the README: what the commands below print on a terminal, in docs.

    .venv/bin/python docs/picture.py [FOLDER]
"""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

WIDTH = 96
HERE = Path(__file__).parent
# By file: the command, and how many lines fill the picture.
PICTURES = {
    "wi-show-kassel.svg": (["show", "kassel"], 46),
    "wi-compare.svg": (["compare", "kassel", "rodgau", "herten"], None),
}


def main() -> None:
    """
    Write the pictures beside this file, or into the folder that the argument names.
    """
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for name, (words, lines) in PICTURES.items():
        (folder / name).write_text(_drawn(words, lines), encoding="utf-8")


def _drawn(words: list[str], lines: int | None) -> str:
    """
    The first lines of what a command prints, all if None, as SVG.
    """
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH)}
    command = [str(Path(sys.executable).parent / "wi"), *words, "--format", "table"]
    printed = subprocess.run(  # noqa: S603  # ours
        command, cwd=HERE, env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    screen = Console(record=True, width=WIDTH, file=io.StringIO())
    for line in printed.stdout.splitlines()[:lines]:
        screen.print(Text.from_ansi(line), soft_wrap=True)
    svg = screen.export_svg(title=" ".join(["wi", *words]))
    # The reader's own monospaced font will do: a picture in a README must not call home.
    return re.sub(r"@font-face \{.*?\}\n?", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    main()
