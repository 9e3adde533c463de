"""
Draw docs/wi-page.png: the page that `wi export html` makes of docs/members.toml, as Chromium shows it.

    .venv/bin/python docs/page_picture.py [FILE]

Fonts are those of the machine: with a serif and a sans that are made for screens it looks as it does on most desks.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from wi_cli.registry import store
from wi_cli.sharing.page import page

HERE = Path(__file__).parent
SIZE = {"width": 1280, "height": 900}


def main() -> None:
    """
    Write the picture beside this file, or where the argument says.
    """
    registry = store.load(HERE / "members.toml")
    made = page.Made("2026-11-27", "members.toml", "0.1.0")
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "wi-page.png"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        file = Path(folder) / "page.html"
        file.write_bytes(page.html([*registry.members.values()], registry, made, page.Wish()))
        # As root it starts without its sandbox only.
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(viewport=SIZE)
        tab.goto(file.as_uri())
        tab.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    main()
