"""
What somebody does with the page of `wi export html`, step after step, in Chromium.
"""

import pytest

from browsers import Tab, chromium
from pages import made
from samples import SMALL, figure, registry
from wi_cli.sharing.page import outline

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


def test_pausing(tab):
    """
    Who stops to think while typing finds the field as it was left.
    """
    field = tab.page.get_by_label("Suchen", exact=True)
    field.press_sequentially("Landkreis ")
    tab.page.wait_for_function("() => location.hash === '#q=Landkreis'")
    tab.page.wait_for_timeout(100)
    field.press_sequentially("Höxburg")
    assert "Landkreis Höxburg" == field.input_value()
    assert "Landkreis Höxburg" == tab.tiles()[0]


def test_hurrying(tab):
    """
    Who opens what was found at once, finds it again with the back button; who resets at once, is rid of it.
    """
    field = tab.page.get_by_label("Suchen", exact=True)
    field.fill("bad hall")
    field.press("Enter")
    tab.page.keyboard.press("Enter")
    tab.page.locator("#bad-hall.on").wait_for()
    tab.page.go_back()
    assert ["Bad Hall"] == tab.tiles()
    assert ("#q=bad hall", "bad hall") == (tab.address, field.input_value())
    field.fill("köllnitz")
    tab.page.get_by_role("button", name="Filter zurücksetzen").click()
    assert ["3 Mitglieder und 1 ehemaliges"] == tab.seen("#_anzahl")
    assert ("", "") == (tab.address, field.input_value())


def test_going_back_at_once(tab):
    """
    Who types and goes back with the browser's own button at once finds what was typed when coming forward again, or by
    the portrait's link; who leaves the page so, too.
    """
    field = tab.page.get_by_label("Suchen", exact=True)
    tab.go("koellnitz")
    tab.page.get_by_role("link", name="← Alle Mitglieder").click()
    for way in (tab.page.go_forward, tab.page.get_by_role("link", name="← Alle Mitglieder").click):
        field.fill("bad hall")
        tab.page.go_back()
        tab.page.locator("#koellnitz.on").wait_for()
        way()
        assert ["Bad Hall"] == tab.tiles()
        assert ("#q=bad hall", "bad hall") == (tab.address, field.input_value())
        tab.page.get_by_role("button", name="Filter zurücksetzen").click()
        tab.go("koellnitz")
        tab.page.get_by_role("link", name="← Alle Mitglieder").click()
    field.fill("bad hall")
    tab.page.goto("about:blank")
    tab.page.go_back()
    assert ["Bad Hall"] == tab.tiles()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("koelnitz", ["1 von 3 Mitgliedern (genau so heißt kein Mitglied)"]),
        ("köllnitz", ["1 von 3 Mitgliedern"]),
        ("elternarbiet", ["1 von 3 Mitgliedern (ähnlich geschrieben)"]),
    ],
)
def test_near(tab, typed, told):
    """
    Where only something like it was found, the page says so: a place that is no member isn't taken for one.
    """
    tab.page.get_by_label("Suchen", exact=True).fill(typed)
    assert told == tab.seen("#_anzahl")


def test_widening(tab):
    """
    Filters that are folded away in a narrow window are there when it is made wide.
    """
    tab.page.set_viewport_size({"width": 800, "height": 900})
    tab.go()
    assert [] == tab.seen(".filters fieldset legend")
    tab.page.set_viewport_size({"width": 1280, "height": 900})
    assert ["Land", "Art", "Mitgliedschaft", "Thema"] == tab.seen(".filters fieldset legend")


def test_odd_order(tab):
    """
    An order that there is not, whatever it is called, is the order of names.
    """
    tab.go("ordnung=__proto__")
    assert "Bad Hall" == tab.tiles()[0]
    assert "name" == tab.page.locator("#_ordnung").input_value()


@pytest.mark.parametrize(
    ("view", "places"), [("kacheln", ".tile h3"), ("tabelle", "#_tabelle tbody th"), ("karte", ".places li a")]
)
def test_network_found(tab, view, places):
    """
    A word that only the network's portrait has finds the network, in every view; Enter leads there.
    """
    tab.go(f"ansicht={view}")
    field = tab.page.get_by_label("Suchen", exact=True)
    field.fill("erfundenes")
    assert ["Kein Mitglied, aber das Netzwerk"] == tab.seen("#_anzahl")
    assert ["Netz der Übergänge"] == tab.seen(places)
    field.press("Enter")
    assert "Netz der Übergänge" == tab.page.evaluate(FOCUSED)


@pytest.mark.parametrize("view", ["kacheln", "tabelle", "karte"])
def test_what_matched(tab, view):
    """
    Every view says what of a member matched, and Enter goes to the first.
    """
    tab.go(f"ansicht={view}")
    field = tab.page.get_by_label("Suchen", exact=True)
    field.fill("bürgerbüro")
    assert ["Kontakt: Bürgerbüro, +49 30 23125 002"] == tab.seen(".found p")
    field.press("Enter")
    assert "Köllnitz" == tab.page.evaluate(FOCUSED)
    field.fill("")
    assert [] == tab.seen(".found p")


def test_hidden_by_filter(tab):
    """
    What is found and hidden by a filter is no "nothing found": the filter can be lifted, and counts what would be left.
    """
    tab.go("q=bad+hall&land=SN")
    assert ["Nichts gefunden für „bad hall“ mit diesen Filtern"] == tab.seen("#_anzahl")
    assert ["Bayern 1", "Hessen 0", "Sachsen 0", "Sachsen-Anhalt 0"] == tab.seen(
        ".filters fieldset:first-of-type label"
    )
    tab.page.get_by_role("button", name="ohne Filter: 1 gefunden").click()
    assert ["Bad Hall"] == tab.tiles()
    assert "#q=bad hall" == tab.address
    assert [] == tab.seen("#_ohne")


@pytest.mark.parametrize("view", ["kacheln", "tabelle", "karte"])
def test_coming_back(tab, view):
    """
    Who comes back from a portrait has the focus on the link that led there; if it is gone, on the heading.
    """
    tab.go(f"ansicht={view}")
    tab.page.locator("#_liste").get_by_role("link", name="Hall (Saale)", exact=True).first.press("Enter")
    tab.page.locator("#hall.on").wait_for()
    tab.page.go_back()
    tab.page.locator("#_liste.on").wait_for()
    assert "Hall (Saale)" == tab.page.evaluate(FOCUSED)
    tab.page.evaluate("location.hash = 'hall'")
    tab.page.locator("#hall.on").wait_for()
    tab.page.evaluate("location.hash = 'land=SN'")
    tab.page.locator("#_liste.on").wait_for()
    assert "_titel" == tab.page.evaluate(FOCUSED)


def test_bar(tab):
    """
    The bar of those chosen is a landmark, says what was done, and lies over nothing that has the focus.
    """
    tab.page.set_viewport_size({"width": 400, "height": 700})
    tab.page.get_by_label("Bad Hall vergleichen").check()
    assert "Bad Hall zum Vergleichen gewählt: 1 von höchstens 4" == tab.page.get_by_role("status").last.text_content()
    bar = tab.page.get_by_role("region", name="Auswahl zum Vergleichen")
    for _ in range(5):
        tab.page.keyboard.press("Tab")
        # It is scrolled to smoothly.
        tab.page.wait_for_function(
            "bar => document.activeElement.getBoundingClientRect().bottom <= bar", arg=bar.bounding_box()["y"]
        )
    bar.get_by_role("button", name="Auswahl aufheben").click()
    assert ("_titel", "Auswahl aufgehoben") == (
        tab.page.evaluate(FOCUSED),
        tab.page.get_by_role("status").last.text_content(),
    )


@pytest.mark.parametrize(
    ("refused", "shown", "told"),
    [
        ("", "kopiert", "Kopiert"),
        (
            "navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false",
            "nicht kopiert",
            "Der Browser lässt nicht kopieren: bitte den Text von Hand markieren",
        ),
    ],
)
def test_told_of_copying(tab, refused, shown, told):
    """
    A button says whether its text was copied, to eyes and ears, and keeps the focus.
    """
    tab.go("koellnitz")
    tab.page.evaluate(f"() => {{ {refused} }}")
    tab.page.get_by_role("button", name="gross@koellnitz.example.org kopieren").click()
    tab.page.locator(f".copy:text-is('{shown}')").wait_for()
    assert f"gross@koellnitz.example.org {shown}" == tab.page.evaluate("document.activeElement.ariaLabel")
    assert told == tab.page.get_by_role("status").last.text_content()
    tab.page.get_by_role("button", name="gross@koellnitz.example.org kopieren").wait_for()


def test_narrow_table(tab):
    """
    Where the table has no room each row is a paragraph that says what its numbers are, and nothing has to be scrolled.
    """
    for width in (320, 800, 1100):
        tab.page.set_viewport_size({"width": width, "height": 900})
        tab.go("ansicht=tabelle")
        assert [] == tab.seen("#_tabelle thead")
        assert (width, 0) == (width, tab.page.locator("#_tabelle").evaluate("one => one.scrollWidth - one.clientWidth"))
        assert (width, []) == (
            width,
            [one for one in tab.page.locator("#_tabelle :is(th, td):visible").all() if not inside(one, tab)],
        )
    said = tab.page.locator("#_tabelle td:nth-child(4)").first
    assert '"Einwohner: "' == said.evaluate("one => getComputedStyle(one, '::before').content")


def inside(element, tab):
    box = element.bounding_box()
    return 0 <= box["x"] <= box["x"] + box["width"] <= tab.page.viewport_size["width"]


def test_near_dots(browser, tmp_path):
    """
    Of dots near each other the nearest to the pointer is meant, well before it is hit; each is named and opened.
    """
    some = registry()
    one = some.members["koellnitz"]
    members = {key: one._replace(id=key, name=f"Ort {key}") for key in ("a", "b", "c")}
    file = tmp_path / "page.html"
    file.write_text(made(some._replace(members=members)), encoding="utf-8")
    tab = Tab(browser, file)
    for width in (320, 1280):
        tab.page.set_viewport_size({"width": width, "height": 2000})
        for key in members:
            tab.go("ansicht=karte")
            box = tab.page.locator(f"#_punkte a[href='#{key}'] circle").bounding_box()
            others = [tab.page.locator(f"#_punkte a[href='#{k}'] circle").bounding_box() for k in members if k != key]
            middle = {axis: sum(other[axis] for other in others) / 2 for axis in "xy"}
            # A little past its edge, away from the others.
            way = {axis: box["width"] * (0.6 if box[axis] > middle[axis] else -0.6) for axis in "xy"}
            x, y = (box[axis] + box["width"] / 2 + way[axis] for axis in "xy")
            tab.page.mouse.move(x, y)
            assert (width, f"Ort {key}") == (width, tab.page.locator("#_schild text").text_content())
            tab.page.mouse.click(x, y)
            tab.page.locator(f"#{key}.on").wait_for()
    tab.go("ansicht=karte")
    tab.page.mouse.click(*[tab.page.locator("#_karte svg").bounding_box()[axis] + 4 for axis in "xy"])
    assert "#ansicht=karte" == tab.address
    tab.context.close()


def test_way_to_contacts(tab):
    """
    Where contacts stand below the rest a button leads to them; beside it there is none.
    """
    tab.page.set_viewport_size({"width": 320, "height": 700})
    tab.go("koellnitz")
    tab.page.get_by_role("button", name="Zum Kontakt").click()
    assert "Kontakt" == tab.page.evaluate(FOCUSED)
    tab.page.wait_for_function("() => document.activeElement.getBoundingClientRect().top < 100")
    tab.go("bad-hall")
    assert "Zum Kontakt" not in tab.seen("button")
    tab.page.set_viewport_size({"width": 1280, "height": 700})
    tab.go("koellnitz")
    assert "Zum Kontakt" not in tab.seen("button")


@pytest.mark.parametrize("width", [1280, 1400])
def test_table_fits(tab, width):
    """
    On a usual screen the table needs no scrolling sideways, and no name of a Land is hyphenated.
    """
    tab.page.set_viewport_size({"width": width, "height": 900})
    tab.go("ansicht=tabelle")
    assert 0 == tab.page.locator("#_tabelle").evaluate("one => one.scrollWidth - one.clientWidth")
    cells = tab.page.locator("#_tabelle tbody tr").first.locator("> *")
    hyphens = cells.evaluate_all("cells => cells.map(one => getComputedStyle(one).hyphens)")
    assert ["manual"] * 5 + ["auto"] == hyphens


def test_chosen_land(tab):
    """
    The outline of a chosen Land is drawn over its neighbours', and the map says of how many the place is known.
    """
    tab.go("ansicht=karte&land=SN")
    assert "SN" == tab.page.evaluate("document.getElementById('_laender').lastElementChild.dataset.s")
    tab.go("ansicht=karte&q=bad+hall")
    assert [] == [one for one in tab.seen("figcaption") if " von 4" in one]


def test_unknown_address(tab):
    """
    An address that the page doesn't have shows all members, and says that it leads to none.
    """
    tab.go("gibtsnicht")
    assert ["3 Mitglieder und 1 ehemaliges (unter „gibtsnicht“ steht hier nichts)"] == tab.seen("#_anzahl")
    for known in ("land=SN", "_seite", "ansicht=karte"):
        tab.go(known)
        assert "steht hier nichts" not in tab.seen("#_anzahl")[0]


def test_paper(tab):
    """
    A printed list says by what it was chosen; a printed portrait closes with a line on where it is from.
    """
    tab.page.emulate_media(media="print")
    tab.go("land=SN&q=groß")
    assert ["1 von 3 Mitgliedern · „groß“ · Sachsen"] == tab.seen("#_gewaehlt")
    tab.go("koellnitz")
    assert ["Verzeichnis: Netz der Übergänge. Gemacht am 27. November 2026 aus members.toml mit wi 1.2.3."] == tab.seen(
        "footer"
    )


@pytest.mark.parametrize(("wished", "expected"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_motion(tab, wished, expected):
    """
    Who wants nothing to move sees nothing move.
    """
    tab.page.emulate_media(reduced_motion=wished)
    assert expected == tab.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
    tab.go("koellnitz")
    moving = (
        "[...document.querySelectorAll('*')].filter(one => getComputedStyle(one).transitionDuration !== '0s').length"
    )
    assert 0 == tab.page.evaluate(moving)


def test_low_window(tab):
    """
    Greatly enlarged, the bar of those chosen takes no room from what is read.
    """
    for height, expected in ((256, "static"), (900, "sticky")):
        tab.page.set_viewport_size({"width": 320, "height": height})
        assert expected == tab.page.locator("#_auswahl").evaluate("one => getComputedStyle(one).position")


def test_side_fits(tab):
    """
    What stands beside a portrait is within reach in a low window, too.
    """
    tab.page.set_viewport_size({"width": 1280, "height": 400})
    tab.go("koellnitz")
    assert 400 >= tab.page.locator("article:visible .side").bounding_box()["height"]


@pytest.mark.parametrize("count", [60, 61])
def test_topics_without_script(browser, tmp_path, count):
    """
    Without JavaScript the table has no column without anything in it, however many members there are.
    """
    some = registry()
    members = {f"m{n}": some.members["koellnitz"]._replace(id=f"m{n}") for n in range(count)}
    file = tmp_path / "page.html"
    file.write_text(made(some._replace(members=members)), encoding="utf-8")
    for scripts in (False, True):
        tab = Tab(browser, file, java_script_enabled=scripts)
        if scripts:
            tab.go("ansicht=tabelle")
        heads = tab.seen("#_tabelle thead th")
        assert ["Themen"] * (scripts or count == 60) == heads[5:]
        tab.context.close()


def test_map_of_many(browser, tmp_path):
    """
    Many members are drawn as one path; on the map each dot leads to its own member, and who has no place has no dot.
    """
    some = registry()
    one = some.members["koellnitz"]
    members = {
        f"m{n:02}": one._replace(id=f"m{n:02}", location=one.location._replace(lat=48 + n / 10)) for n in range(61)
    }
    members["m03"] = members["m03"]._replace(location=None)
    file = tmp_path / "page.html"
    file.write_text(made(some._replace(members=members)), encoding="utf-8")
    tab = Tab(browser, file)
    tab.go("ansicht=karte")
    dots = tab.page.locator("#_karte svg a").evaluate_all(
        "all => all.map(one => [one.getAttribute('href'), Number(one.firstChild.getAttribute('cy'))])"
    )
    drawn = {f"#{dot.id}": dot.y for dot in outline.drawn([*members.values()]).dots}
    assert drawn == dict(dots)
    assert 60 == len(dots)
    tab.context.close()
