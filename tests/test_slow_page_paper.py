"""
What comes out of the printer: the page of `wi export html` on A4, as Chromium makes a PDF of it.
"""

import re
import shutil
import subprocess
from itertools import pairwise

import pytest

from browsers import Tab, chromium, printed
from pages import made
from samples import SMALL, registry

pytestmark = pytest.mark.slow

TEXT = "Die Stadt steuert den Übergang von der Schule in den Beruf über Fachdezernat und Koordinierungsstelle"
SOURCE = (
    '\n[sources.s{n}]\ntitle = "Quelle{n} {words}"\nurl = "https://www.example.org/portraits/{n}/von-der-schule/in"\n'
)
SECTION = """
[[members.koellnitz.sections]]
title = "Abschnitt{n:02}"
text = "{words}"
items = ["{words}", "{words}"]
sources = ["s1"]
"""
FIGURE = """
[[members.koellnitz.figures]]
indicator = "unemployment"
value = {n}.5
as_of = "20{n}"
note = "Anmerkung{n} {words}"
sources = ["s1"]
"""


def words(count, start=0):
    return " ".join((TEXT.split() * 9)[start % 15 :][:count])


def long(sections=12, figures=10):
    """
    A registry with a portrait of about 10,000 characters.
    """
    texts = [SECTION.format(n=n, words=words(22 + n, n)) for n in range(sections)]
    texts += [FIGURE.format(n=n + 10, words=words(7, n)) for n in range(figures)]
    texts += [SOURCE.format(n=n, words=words(9, n)) for n in range(1, 13)]
    cited = ", ".join(f'"s{n}"' for n in range(1, 13))
    return registry(SMALL.replace('sources = ["satzung", "portrait"]', f"sources = [{cited}]") + "".join(texts))


@pytest.fixture(name="browser", scope="module")
def _browser():
    if not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext")
    with chromium() as browser:
        yield browser


@pytest.fixture(name="tab")
def _tab(browser, tmp_path):
    """
    The page of a long portrait, for who likes it dark.
    """
    file = tmp_path / "page.html"
    file.write_text(made(long()), encoding="utf-8")
    tab = Tab(browser, file, color_scheme="dark")
    tab.go("koellnitz")
    yield tab
    assert [] == tab.said
    tab.context.close()


def test_two_pages(tab, tmp_path):
    """
    A portrait of 10,000 characters has room on both sides of a sheet, with every word of it.
    """
    article = tab.page.locator("#koellnitz")
    whole = article.evaluate("one => one.textContent")
    assert 10_000 < len(whole)
    pages, text = printed(tab, tmp_path / "page.pdf")
    assert 2 == pages
    # At the end it might have a sheet for itself.
    assert "Gemacht am" in text.partition("\f")[0]
    tab.page.emulate_media(media="print")
    # Of a hyphen at the end of a line nobody knows whose it is.
    shown = [word.replace("-", "") for _, text in texts(tab, "#koellnitz") for word in text.split()]
    assert len(shown) > 1_400
    joined = re.sub(r"[\s-]", "", text)
    assert [] == [word for word in shown if word not in joined]


@pytest.mark.parametrize(
    "address", ["", "ansicht=tabelle", "ansicht=karte", "koellnitz", "_netz", "vergleich=koellnitz,hall"]
)
def test_size_of_type(tab, address):
    """
    Nothing is printed in less than 9pt.
    """
    tab.page.emulate_media(media="print")
    tab.go(address)
    sizes = texts(tab, "body")
    assert len(sizes) > 10
    assert [] == [(size, text) for size, text in sizes if size < 8.99]


def test_whole_tiles(browser, tmp_path):
    """
    Nobody unfolds paper: a printed tile has all of a text that the screen cuts off.
    """
    some = registry()
    one = some.members["koellnitz"]._replace(summary=f"{words(40)} Ende.")
    file = tmp_path / "page.html"
    file.write_text(made(some._replace(members={"koellnitz": one})), encoding="utf-8")
    tab = Tab(browser, file)
    assert "Ende." in printed(tab, tmp_path / "page.pdf")[1]
    tab.context.close()


def texts(tab, selector):
    """
    What is in sight of a part of the page: each piece of text with the size of its type in pt.
    """
    return tab.page.evaluate(
        """selector => {
          const walk = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
          const found = [];
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const one = node.parentElement;
            if (!node.data.trim() || !one.checkVisibility()) continue;
            const drawn = one.closest("svg.curve");
            const scale = drawn ? drawn.getBoundingClientRect().width / drawn.viewBox.baseVal.width : 1;
            found.push([parseFloat(getComputedStyle(one).fontSize) * scale * 0.75, node.data]);
          }
          return found;
        }""",
        selector,
    )


@pytest.mark.parametrize("sections", range(30, 36))
def test_breaks(browser, tmp_path, sections):
    """
    No heading stands alone at the foot of a column, and no value is parted from what is noted of it.
    """
    file = tmp_path / "page.html"
    file.write_text(made(long(sections, figures=sections + 50)), encoding="utf-8")
    tab = Tab(browser, file)
    tab.go("koellnitz")
    assert printed(tab, tmp_path / "page.pdf")[0] > 3
    places = found(tmp_path / "page.pdf")
    heads = [place for place, word in places if re.fullmatch(r"Abschnitt\d\d", word)]
    assert sections == len(heads)
    for page, column, y in heads:
        assert any((page, column) == (p, c) and y + 5 < v < y + 20 for (p, c, v), _ in places)
    rows = [(place, word) for place, word in places if re.fullmatch(r"\d\d,5|Anmerkung\d\d", word)]
    assert 2 * (sections + 50) == len(rows)
    for ((page, column, y), value), ((p, c, v), note) in [*pairwise(rows)][::2]:
        assert value[:2] == note[-2:]
        assert (page, column) == (p, c)
        assert v - y < 20
    tab.context.close()


def found(file):
    """
    Each word of a PDF, in the order of reading, with its page, its column of two and how far down it stands in pt.
    """
    done = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True, text=True)
    word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" .*?>(.*?)</word>')
    return [
        ((number, float(one[1]) > 297, float(one[2])), one[3])
        for number, page in enumerate(done.stdout.split("<page ")[1:])
        for one in word.finditer(page)
    ]


def test_light(tab, tmp_path):
    """
    Paper stays white and bars are drawn, whether or not the browser prints what lies behind texts.
    """
    tab.go("vergleich=koellnitz,hall")
    shares = []
    for background in (False, True):
        file = tmp_path / f"{background}.pdf"
        tab.page.pdf(path=file, prefer_css_page_size=True, print_background=background)
        subprocess.run(["pdftoppm", "-r", "30", "-gray", file, file.with_suffix("")], check=True)
        [picture] = tmp_path.glob(f"{background}-*.pgm")
        points = picture.read_bytes()[-248 * 351 :]
        shares.append(sum(point > 250 for point in points) / len(points))
    assert shares[0] == pytest.approx(shares[1], abs=0.001)
    assert 0.8 < shares[0] < 0.995
