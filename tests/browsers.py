"""
A page in a real browser: Debian's Chromium, driven by Playwright.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

NEEDED = "Chromium, and Playwright to drive it"


@contextmanager
def chromium():
    """
    A headless Chromium that reaches nothing but files; the test is skipped where there is none.
    """
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    playwright = pytest.importorskip("playwright.sync_api", reason=NEEDED)
    if not program:
        pytest.skip(NEEDED)
    with playwright.sync_playwright() as driver:
        # As root, which CI is, it starts without its sandbox only.
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


class Tab:
    """
    A tab with one file in it; `said` is what the console and scripts complained of, `asked` what was to be fetched.
    """

    def __init__(self, browser, file, **settings):
        self.scripts = settings.get("java_script_enabled", True)
        self.context = browser.new_context(
            viewport={"width": 1280, "height": 2000},
            accept_downloads=True,
            permissions=["clipboard-read", "clipboard-write"],
            **settings,
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(5000)
        self.said, self.asked = [], []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.file = Path(file).resolve().as_uri()
        self.go()

    def go(self, address=""):
        """
        Open an address of the page, as from a bookmark.
        """
        self.page.goto("about:blank")
        self.page.goto(f"{self.file}#{address}" if address else self.file)

    def seen(self, selector):
        """
        The texts of what is in sight.
        """
        if self.scripts:
            self._wait()
        return [" ".join(one.split()) for one in self.page.locator(f"{selector}:visible").all_inner_texts()]

    @property
    def address(self):
        return self.page.evaluate("decodeURIComponent(location.hash).replaceAll('+', ' ')")

    def tiles(self):
        """
        The names on the tiles, those that wait below the screen too.
        """
        self.page.locator("#_liste.on").wait_for()
        self._wait()
        return self.page.locator(".tile h3").all_text_contents()

    def _wait(self):
        """
        What waits below the screen is drawn with the next frame, and a new address is heard of before it.
        """
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def printed(tab, file):
    """
    Print what a tab shows on A4: how many pages, and the text on them.
    """
    tab.page.pdf(path=file, prefer_css_page_size=True)
    told = subprocess.run(["pdfinfo", file], capture_output=True, check=True, text=True).stdout
    assert "(A4)" in told
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True, text=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", told)[1]), text
