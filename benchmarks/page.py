"""
How large the page of `wi export html` is, how long it takes to make, and how soon Chromium shows it and finds a name.

    .venv/bin/python benchmarks/page.py [--runs 11] [--smallest]

Times to make are CPU time, by that of another command in turn.  Chromium, which has to be there as `chromium`, opens
the file itself, each time anew; "usable" is when the overview has been drawn, "found" the time from a key to the frame
that shows what was found.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import towns
from playwright.sync_api import sync_playwright
from processes import Command, ratios
from speed import EMPTY, REGISTRY, WI, Row, installed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser

KILOBYTE = 1000
FIXED = 350
USABLE, FOUND = 1000, 50
OPENED = """
window.drawn = new Promise(done => addEventListener('DOMContentLoaded', () =>
  requestAnimationFrame(() => setTimeout(() => done(performance.now())))));
"""
TYPED = """
async text => {
  const field = document.getElementById('_frage');
  const begin = performance.now();
  field.value = text;
  field.dispatchEvent(new Event('input'));
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return [performance.now() - begin, document.querySelectorAll('#_kacheln h3').length];
}
"""


def exported(registry: Path, page: Path) -> Command:
    """
    The command that makes the page of a registry.
    """
    return Command([WI, "export", "html", "--registry", str(registry), "-o", str(page), "--force"])


def making(folder: Path, registry: Path, runs: int, *, small: bool) -> Row:
    """
    How long a page takes to make.
    """
    made = exported(registry, folder / "page.html")
    if small:
        empty = Command([installed(folder, "empty", EMPTY)])
        return Row("`wi export html`, the real registry, × an empty Typer app", ratios(made, empty, runs), 4)
    listed = Command([WI, "list", "--json", "--registry", str(registry)])
    return Row("`wi export html`, 1,000 members, × `wi list --json`", ratios(made, listed, runs), 5)


def sizes(registry: Path, page: Path) -> tuple[float, float, float]:
    """
    Kilobytes of a page, and of the JSON of its members as `wi list --json` prints it, and without its indentation.
    """
    subprocess.run(exported(registry, page).words, check=True, capture_output=True)  # noqa: S603
    words = [WI, "list", "--json", "--registry", str(registry)]
    text = subprocess.run(words, check=True, capture_output=True).stdout  # noqa: S603
    dense = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")).encode()
    return page.stat().st_size / KILOBYTE, len(text) / KILOBYTE, len(dense) / KILOBYTE


def seen(browser: Browser, page: Path, names: list[str], runs: int) -> Iterable[tuple[str, list[float], float]]:
    """
    Milliseconds until the overview is there, and from a key to what it finds.
    """
    opened, first, found = [], [], []
    for _ in range(runs):
        tab = browser.new_page()
        tab.add_init_script(OPENED)
        tab.goto(page.as_uri(), wait_until="commit")
        opened.append(tab.evaluate("drawn"))
        # At once, while the browser is still busy with the first picture, and nothing of the search has run before.
        first.append(tab.evaluate(TYPED, names[0][:3])[0])
        for name in names:
            for end in range(2, len(name) + 1):
                milliseconds, _ = tab.evaluate(TYPED, name[:end])
                found.append(milliseconds)
        tab.close()
    yield "overview usable", opened, USABLE
    yield "first key after that, found", first, FOUND
    yield "each later key, found", found, FOUND


def main() -> None:
    """
    Print the tables of benchmarks/README.md.
    """
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n\n", 1)[0])
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--smallest", action="store_true", help="two runs, no large registry")
    options = parser.parse_args()
    runs = 2 if options.smallest else options.runs
    chromium = shutil.which("chromium")
    if not chromium:
        sys.exit("needs chromium")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as driver:
        folder = Path(temporary)
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        registries = {"the real one": (REGISTRY, ["kassel"])}
        for size in (60,) if options.smallest else (1000, 11000):
            registry = folder / f"{size}.toml"
            found = towns.write(registry, size)
            registries[f"{size:,}"] = (registry, [*found[:3], "Klein Bünzow", "grundschule"])
        print("| making | limit | measured | quartiles | met |\n|---|---|---:|---|---|")
        print(making(folder, REGISTRY, runs, small=True), flush=True)
        if not options.smallest:
            print(making(folder, registries["1,000"][0], runs, small=False), flush=True)
        print(
            "\n| members | page, KB | their JSON, KB | without indentation | 1.2 × JSON + 350 |"
            "\n|---|---:|---:|---:|---:|"
        )
        for what, (registry, _) in registries.items():
            page, text, dense = sizes(registry, folder / f"{registry.stem}.html")
            print(f"| {what} | {page:,.0f} | {text:,.0f} | {dense:,.0f} | {1.2 * text + FIXED:,.0f} |", flush=True)
        print("\n| in Chromium, ms | members | limit | median | 95 % |\n|---|---|---:|---:|---:|")
        for what, (registry, names) in registries.items():
            opened = max(2, runs // 3) if what == "11,000" else runs
            for event, times, limit in seen(browser, folder / f"{registry.stem}.html", names, opened):
                high = statistics.quantiles(times, n=20, method="inclusive")[-1]
                bound = f"≤ {limit}" if what != "11,000" else ""
                print(f"| {event} | {what} | {bound} | {statistics.median(times):.0f} | {high:.0f} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
