"""
What somebody does with the page of `wi export html`, step after step, in Chromium.
"""

import pytest

from browsers import Tab, chromium
from pages import made
from samples import SMALL, figure, registry

pytestmark = pytest.mark.slow

NOTE = "Als arbeitslos gilt hier, wer gemeldet und unter fünfundzwanzig ist, ohne Teilnehmende an Maßnahmen."
MORE = SMALL + figure("hall", "unemployment", 5.1, as_of="2014-04", note=NOTE)
FOCUSED = "(document.activeElement.id || document.activeElement.textContent)"


@pytest.fixture(name="browser", scope="module")
def _browser():
    with chromium() as browser:
        yield browser


@pytest.fixture(name="tab")
def _tab(browser, tmp_path):
    """
    The page of the small registry, of which nothing is complained.
    """
    file = tmp_path / "page.html"
    file.write_text(made(registry(MORE)), encoding="utf-8")
    tab = Tab(browser, file)
    yield tab
    assert [] == tab.said
    tab.context.close()


@pytest.mark.parametrize("width", [400, 1280])
def test_bars(tab, width):
    """
    The bars of a comparison are as long as the values are large, whatever else stands in the columns.
    """
    tab.page.set_viewport_size({"width": width, "height": 900})
    tab.go("vergleich=koellnitz,hall")
    bars = tab.page.locator("#_vergleich > .wide tr", has_text="Arbeitslosenquote").locator(".bar")
    longer, shorter = (bar.bounding_box()["width"] for bar in bars.all())
    assert 10.2 / 5.1 == pytest.approx(longer / shorter, rel=0.02)
