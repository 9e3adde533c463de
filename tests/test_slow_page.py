"""
The page of `wi export html`, as its readers have it: the file itself in Chromium.
"""

import json
import shutil
import subprocess

import pytest
import vobject

from browsers import Tab, chromium, printed
from hostile import HOSTILE, hostile
from pages import made
from samples import CHECKOUT, REAL, SMALL, figure
from wi_cli.german.wording import visible
from wi_cli.registry import store
from wi_cli.sharing.page.script import source

pytestmark = pytest.mark.slow

LOOKED_AT = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = CHECKOUT / ".ci" / "node_modules" / "axe-core" / "axe.min.js"
# Two more with something to compare and to write to.
MORE = (
    SMALL
    + figure("hall", "unemployment", 5.1, as_of="2014-04")
    + figure("hall", "population", 90000, qualifier="target", as_of="2030")
)
VIEWS = {
    "overview": "",
    "chosen": "",
    "table": "ansicht=tabelle",
    "map": "ansicht=karte",
    "filtered": "land=SN&thema=uebergang",
    "search": "q=groß",
    "search in the table": "ansicht=tabelle&q=groß",
    "nothing": "q=xyzxyz&land=SN",
    "hidden by a filter": "q=bad+hall&land=SN",
    "unknown": "gibtsnicht",
    "portrait": "koellnitz",
    "source": "koellnitz_q2",
    "network": "_netz",
    "compare": "vergleich=koellnitz,hall",
}


@pytest.fixture(name="browser", scope="module")
def _browser():
    with chromium() as browser:
        yield browser


@pytest.fixture(name="tab")
def _tab(browser, wi, tmp_path):
    """
    The page of the small registry; at the end nothing has been complained of, and nobody was asked for anything.
    """
    assert 0 == wi("export", "html", "-o", "page.html", registry=MORE)[0]
    tab = Tab(browser, tmp_path / "page.html")
    yield tab
    assert [] == tab.said
    assert {tab.file, "about:blank"} >= {url.partition("#")[0] for url in tab.asked if not url.startswith("blob:")}
    tab.context.close()


def test_overview(tab):
    """
    All members, with who left marked; sorted by name, by inhabitants, by Land.
    """
    assert ["Bad Hall", "Hall (Saale)", "Köllnitz", "Landkreis Höxburg"] == tab.tiles()
    assert ["ehemaliges Mitglied (bis 2022)"] == tab.seen(".tile .former")
    assert "200.000 Einwohner Stand 31.12.2020" in " ".join(tab.seen(".tile"))
    tab.page.select_option("#_ordnung", "einwohner")
    assert ["Köllnitz", "Hall (Saale)", "Bad Hall", "Landkreis Höxburg"] == tab.tiles()
    tab.page.select_option("#_ordnung", "land")
    assert ["Bad Hall", "Landkreis Höxburg", "Köllnitz", "Hall (Saale)"] == tab.tiles()
    assert "#ordnung=land" == tab.address


def test_filters(tab):
    """
    Filters combine, count, live in the address, come back with the back button and work from a bookmark.
    """
    tab.page.get_by_label("Sachsen 1", exact=True).check()
    assert ["Köllnitz"] == tab.tiles()
    assert ["1 von 3 Mitgliedern"] == tab.seen("#_anzahl")
    tab.page.get_by_label("Sachsen-Anhalt 1").check()
    assert ["Hall (Saale)", "Köllnitz"] == tab.tiles()
    tab.page.get_by_label("Elternarbeit 1").check()
    assert ["Köllnitz"] == tab.tiles()
    assert "#land=SN&land=ST&thema=elternarbeit" == tab.address
    tab.page.go_back()
    assert ["Hall (Saale)", "Köllnitz"] == tab.tiles()
    tab.go("mitglied=ehemalig")
    assert ["Landkreis Höxburg"] == tab.tiles()
    assert ["1 ehemaliges Mitglied"] == tab.seen("#_anzahl")
    tab.go("land=HE&land=SN")
    assert ["1 von 3 Mitgliedern und 1 ehemaliges"] == tab.seen("#_anzahl")
    tab.page.get_by_role("button", name="Filter zurücksetzen").click()
    assert ["3 Mitglieder und 1 ehemaliges"] == tab.seen("#_anzahl")
    tab.go("land=XX&art=nichts&ansicht=foo&ordnung=bar")
    assert 4 == len(tab.tiles())


def test_portrait(tab):
    """
    A portrait has an address and a title; its numbers lead to its sources, the back button to the list as it was.
    """
    tab.go("land=SN")
    tab.page.get_by_role("link", name="Köllnitz").first.click()
    assert "#koellnitz" == tab.address
    assert "Köllnitz – Netz der Übergänge" == tab.page.title()
    assert "Köllnitz" == tab.page.evaluate("document.activeElement.textContent")
    assert ["Köllnitz"] == tab.seen("article h2")
    tab.page.locator("article:visible .events sup a").last.click()
    tab.page.locator(".here").wait_for()
    assert "#koellnitz_q2" == tab.address
    assert ["Kurzportrait, Stadt Köllnitz, undatiert https://example.org/portrait"] == tab.seen(".here")
    tab.page.get_by_role("link", name="← Alle Mitglieder").click()
    assert ["Köllnitz"] == tab.tiles()
    tab.page.go_back()
    tab.page.go_back()
    assert ["Köllnitz"] == tab.seen("article h2")


def test_map(tab):
    """
    A dot says its name on hover and with the keyboard, and leads to the portrait; the list beside says the same.
    """
    tab.page.get_by_role("button", name="Landkarte").click()
    dot = tab.page.locator("svg").get_by_role("link", name="Köllnitz")
    dot.hover()
    assert "Köllnitz" == tab.page.locator("#_schild text").text_content()
    dot.focus()
    assert "Köllnitz" == tab.page.locator("#_schild text").text_content()
    assert {"Bayern", "Hessen", "Sachsen", "Sachsen-Anhalt"} == set(tab.seen(".places h3"))
    assert [] == tab.seen(".bare")
    assert ["Bad Hall", "Landkreis Höxburg ehemalig", "Köllnitz 200.000", "Hall (Saale) 31.404"] == tab.seen(
        ".places li"
    )
    tab.page.keyboard.press("Enter")
    assert "#koellnitz" == tab.address


def test_card(tab, wi, tmp_path):
    """
    A saved card is the very one of `wi contact --vcard`, which a program for address books reads.
    """
    tab.go("koellnitz")
    with tab.page.expect_download() as event:
        tab.page.get_by_role("button", name="Karte speichern").first.click()
    event.value.save_as(tmp_path / "card.vcf")
    assert "koellnitz-1.vcf" == event.value.suggested_filename
    text = (tmp_path / "card.vcf").read_bytes().decode()
    assert "Dr. Änne Groß" == vobject.readOne(text).fn.value
    assert wi("contact", "koellnitz", "--vcard", registry=MORE)[1].startswith(text)


def test_copying(tab):
    """
    An address is copied with one click; those of all who are shown stand ready for a mailing.
    """
    tab.go("koellnitz")
    tab.page.get_by_role("button", name="gross@koellnitz.example.org kopieren").click()
    assert "gross@koellnitz.example.org" == tab.page.evaluate("navigator.clipboard.readText()")
    tab.page.get_by_role("button", name="Anschrift kopieren").first.click()
    expected = "Amt für Jugend, Schule [EU]\nDr. Änne Groß\nLeitung\nÖlmühlweg 7\n04999 Köllnitz"
    assert expected == tab.page.evaluate("navigator.clipboard.readText()")
    tab.go("land=SN&land=ST")
    tab.page.get_by_role("button", name="E-Mail-Adressen").click()
    assert "gross@koellnitz.example.org" == tab.page.locator("dialog textarea").input_value()
    assert "1 Mitglied hat keine im Verzeichnis." in tab.seen("dialog p")
    with tab.page.expect_download() as event:
        tab.page.get_by_role("button", name="3 Karten speichern").click()
    names = [card.fn.value for card in vobject.readComponents(event.value.path().read_bytes().decode())]
    assert ["Hall (Saale), Rathaus", "Dr. Änne Groß", "Köllnitz, Bürgerbüro"] == names
    tab.page.keyboard.press("Escape")
    assert [] == tab.seen("dialog")


def test_compare(tab):
    """
    Two to four members' figures side by side: the latest value of each, with its date and source.
    """
    tab.page.get_by_label("Köllnitz vergleichen").check()
    assert ["Köllnitz noch eines zum Vergleichen wählen Auswahl aufheben"] == tab.seen("#_auswahl")
    tab.page.get_by_label("Hall (Saale) vergleichen").check()
    tab.page.get_by_role("link", name="2 vergleichen").click()
    assert "#vergleich=koellnitz,hall" == tab.address
    assert [
        "Einwohner Personen 200.000 Stand 31.12.2020 [1] 31.404 undatiert [2]",
        "Arbeitslosenquote % 10,2 Stand 04/2014 [2] 5,1 Stand 04/2014 [2]",
    ] == tab.seen("#_vergleich > .wide tbody tr")
    assert ["Satzung, 09.12.2013", "Kurzportrait, Stadt Köllnitz, undatiert https://example.org/portrait"] == tab.seen(
        "#_vergleich .sources li"
    )
    tab.page.locator("#_vergleich summary").click()
    assert "Einwohner (Ziel) Personen – Ziel: 90.000 für 2030 [2]" in tab.seen("#_vergleich details tbody tr")
    tab.go("vergleich=koellnitz")
    assert ["Vergleich"] == tab.seen("#_vergleich h2")


def test_search(tab):
    """
    While somebody types: the best member first, what matched, and the address a moment later.
    """
    tab.page.get_by_label("Suchen").fill("koelnitz")
    assert "Köllnitz" == tab.tiles()[0]
    tab.page.get_by_label("Suchen").fill("bürgerbüro")
    assert ["Kontakt: Bürgerbüro, +49 30 23125 002"] == tab.seen(".found p")
    assert ["Bürgerbüro"] == tab.seen(".found mark")
    tab.page.wait_for_function("() => location.hash.startsWith('#q=')")
    assert "#q=bürgerbüro" == tab.address
    tab.page.get_by_label("Suchen").fill("xyzxyz")
    assert ["Nichts gefunden für „xyzxyz“"] == tab.seen("#_anzahl")


def test_keyboard(tab):
    """
    With the keyboard alone: the first Tab leads past the head and leaves the address, Enter opens a tile,
    and what has the focus shows it.
    """
    tab.page.keyboard.press("Tab")
    assert "Zum Inhalt springen" == tab.page.evaluate("document.activeElement.textContent")
    tab.page.keyboard.press("Enter")
    assert ("_inhalt", "") == (tab.page.evaluate("document.activeElement.id"), tab.address)
    tab.page.keyboard.press("Tab")
    assert "_frage" == tab.page.evaluate("document.activeElement.id")
    tab.page.keyboard.type("bad hall")
    tab.page.keyboard.press("Enter")
    assert "Bad Hall" == tab.page.evaluate("document.activeElement.textContent")
    assert "none" != tab.page.evaluate("getComputedStyle(document.activeElement, '::after').outlineStyle")
    tab.page.keyboard.press("Enter")
    assert ["Bad Hall"] == tab.seen("article h2")


@pytest.mark.parametrize("view", VIEWS)
def test_accessible(tab, view):
    """
    axe finds nothing in any view, light or dark, in colours of the reader's own, and enlarged to 400 % (WCAG 2.2 AA and
    best practices).
    """
    if not AXE.is_file():
        pytest.skip("needs axe-core: npm install in .ci")
    for scheme, forced, width in (
        ("light", "none", 1280),
        ("dark", "none", 320),
        ("light", "active", 320),
        ("dark", "active", 1280),
    ):
        tab.page.emulate_media(color_scheme=scheme, forced_colors=forced)
        tab.page.set_viewport_size({"width": width, "height": width * 3 // 4})
        tab.go(VIEWS[view])
        if view == "chosen":
            tab.page.get_by_label("Köllnitz vergleichen").check()
        # The policy lets in no other script: it is put in by the browser itself.
        tab.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = tab.page.evaluate(f"axe.run(document, {{runOnly: {LOOKED_AT}}})")
        assert [] == [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]]


def test_width(tab):
    """
    Nothing makes the page wider than the screen, be it narrow or wide.
    """
    for width in (320, 640, 800, 1100, 1400):
        tab.page.set_viewport_size({"width": width, "height": 800})
        for view in VIEWS.values():
            tab.go(view)
            assert (view, width) == (view, tab.page.evaluate("document.documentElement.scrollWidth"))


def test_print(tab, tmp_path):
    """
    A portrait prints alone on A4, without what only a screen has.
    """
    if not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext")
    tab.page.emulate_media(color_scheme="dark")
    tab.go("koellnitz")
    pages, text = printed(tab, tmp_path / "page.pdf")
    assert 1 == pages
    for word in ("Köllnitz", "200.000", "Beschluss der Übergangsstrategie", "gross@koellnitz.example.org", "Satzung"):
        assert word in text
    for word in ("Karte speichern", "Drucken", "Höxburg", "Alle Mitglieder"):
        assert word not in text


def test_without_script(browser, wi, tmp_path):
    """
    Without JavaScript everything can be read, and nothing stands there that needs it.
    """
    wi("export", "html", "-o", "page.html", registry=MORE)
    tab = Tab(browser, tmp_path / "page.html", java_script_enabled=False)
    names = ["Netz der Übergänge", "Bad Hall", "Hall (Saale)", "Köllnitz", "Landkreis Höxburg"]
    assert names == tab.seen("article h2")
    assert 4 == len(tab.seen("#_tabelle tbody tr"))
    assert [
        "Suchen, filtern, vergleichen und Karten speichern gehen hier nur mit JavaScript; zu lesen ist alles auch ohne."
    ] == tab.seen(".bare")
    assert [] == tab.seen("button") + tab.seen("input") + tab.seen("select") + tab.seen("dialog")
    tab.context.close()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(browser, tmp_path, text):
    """
    Whatever stands in a registry, no word of it runs: in any view, and when it is searched for.
    """
    file = tmp_path / "page.html"
    file.write_text(made(hostile(text), title=text), encoding="utf-8")
    tab = Tab(browser, file)
    tab.page.on("dialog", lambda dialog: tab.said.append(f"dialog: {dialog.message}"))
    for view in ("", "ansicht=tabelle", "ansicht=karte", "burg", "_netz", "vergleich=burg,kassel", text):
        tab.page.evaluate("hash => { location.hash = hash }", view)
    tab.go()
    tab.page.get_by_label("Suchen", exact=True).fill(visible(text))
    assert 0 < len(tab.tiles())
    assert [] == tab.said
    assert {tab.file, "about:blank"} >= {url.partition("#")[0] for url in tab.asked}
    tab.context.close()


def test_real(browser, wi, tmp_path):
    """
    Each portrait of the real registry opens by its address, without a complaint.
    """
    assert 0 == wi("export", "html", "-o", "page.html", registry=REAL)[0]
    tab = Tab(browser, tmp_path / "page.html")
    for member in store.load(REAL).members.values():
        tab.page.evaluate("id => { location.hash = id }", member.id)
        tab.page.wait_for_function("id => document.getElementById(id).classList.contains('on')", arg=member.id)
        assert [member.name] == tab.seen("article h2")
    assert [] == tab.said
    tab.context.close()


def test_firefox(wi, tmp_path):
    """
    Firefox shows the same, and complains of nothing.
    """
    firefox, node = shutil.which("firefox-esr") or shutil.which("firefox"), shutil.which("node")
    if not firefox or not node or not (AXE.parents[1] / "puppeteer-core").is_dir():
        pytest.skip("needs Firefox, node and puppeteer-core: npm install in .ci")
    wi("export", "html", "-o", "page.html", registry=MORE)
    script = CHECKOUT / "tests" / "firefox.mjs"
    command = [
        node,
        script,
        firefox,
        (tmp_path / "page.html").as_uri(),
        "q=koelnitz",
        "koellnitz",
        "vergleich=koellnitz,hall",
    ]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120, text=True)
    found = json.loads(done.stdout)
    assert [] == found["said"]
    overview, portrait, compared = found["seen"]
    assert ["Netz der Übergänge", ["3 Mitglieder und 1 ehemaliges", "Köllnitz", "Über diese Seite"]] == overview[:2]
    assert ["Köllnitz – Netz der Übergänge", ["Köllnitz", "Über diese Seite"]] == portrait[:2]
    assert 7 <= portrait[2]
    assert "Köllnitz\u00a0· Hall (Saale)" in compared[1]


def test_types(tmp_path):
    """
    TypeScript finds nothing wrong with the types of the script, nor anything in it that is of no use.
    """
    compiler = CHECKOUT / ".ci" / "node_modules" / "typescript" / "bin" / "tsc"
    if not compiler.is_file() or not shutil.which("node"):
        pytest.skip("needs node and typescript: npm install in .ci")
    written = tmp_path / "page.js"
    written.write_text(source(), encoding="utf-8")
    flags = "--noEmit --allowJs --checkJs --strict --noUnusedLocals --noUnusedParameters --target es2022"
    done = subprocess.run(
        ["node", compiler, *flags.split(), "--lib", "es2023,dom,dom.iterable", written],
        capture_output=True,
        check=False,
        text=True,
    )
    assert (0, "") == (done.returncode, done.stdout)
