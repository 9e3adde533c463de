import base64
import hashlib
import json
import math
import re
import tomllib
import zlib
from itertools import combinations

import pytest

from hostile import HOSTILE, hostile
from pages import MADE, Read, made
from samples import CHECKOUT, REGISTRIES, RICH, SMALL, harmful, registry
from wi_cli.german.wording import visible
from wi_cli.registry import build, store
from wi_cli.registry.values import Member
from wi_cli.sharing.page import outline, page, script
from wi_cli.showing import envelope

# What the page itself is made of, and nothing that an attacker would want.
TAGS = frozenset(
    re.findall(
        r"\w+",
        "html head meta title style script body a header h1 nav main section div h2 p form label input svg use select"
        " option button ul table thead tr th tbody td small figure g path circle figcaption article h3 h4 b sup ol li"
        " span dl dt dd text footer cite",
    )
)


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_is_text(text):
    """
    Whatever stands in a field of the registry, it is read as text: no element, no attribute and no script comes of it.
    """
    registry = hostile(text)
    found = Read(made(registry, title=text))
    assert set() == {tag for tag, _ in found.elements} - TAGS
    assert 3 == len(found.of("script"))
    assert [] == [
        (tag, name) for tag, attributes in found.elements for name in attributes if name.startswith(("on", "style"))
    ]
    assert set() == harmful("".join(found.texts)) - {"\n"}
    shown = " ".join(visible(text).split())
    fields = len([*strings(envelope.envelope([*registry.members.values()], registry)["members"])])
    assert fields > 20
    # The AGS is among the figures of the head; every other text of a member stands in its portrait.
    assert found.text.count(shown) >= fields


def strings(value):
    if isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str) and value in HOSTILE:
        yield value


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=c&d", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//example.org", False),
        ("https://example.org/ javascript:", False),
        ("https://example.org/\u202e", False),
    ],
)
def test_links(url, link):
    """
    A click leads to the web, or nowhere: other addresses are shown, and are no links.
    """
    document = tomllib.loads(SMALL)
    member = document["members"]["koellnitz"]
    member["website"] = url
    member["links"] = [{"title": "Bericht", "url": url}]
    document["sources"]["portrait"]["url"] = url
    found = Read(made(build.registry(document), ["koellnitz"]))
    targets = [attributes["href"] for attributes in found.of("a")]
    assert 3 * link == targets.count(url)
    assert {"#", "https:", "http:", "mailto:", "tel:"} >= {
        "#" if target.startswith("#") else target.lower().partition(":")[0] + ":" for target in targets
    }
    assert visible(url) in found.text


def test_policy():
    """
    The page asks nobody: its policy lets in its own style and script by their hashes, and nothing else.
    """
    found = Read(made(registry()))
    policy = next(one["content"] for one in found.of("meta") if one.get("http-equiv") == "Content-Security-Policy")
    hashes = [
        "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for tag, kind, text in found.raw
        if kind is None
    ]
    assert 2 == len(hashes)
    style, script = hashes
    assert policy == (
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"
    )
    loads = [
        value for _, attributes in found.elements for name, value in attributes.items() if name in ("src", "srcset")
    ]
    assert [] == loads
    assert [] == found.of("link")
    css = next(text for tag, _, text in found.raw if tag == "style")
    assert not re.search(r"url\(|@import", css)
    assert not re.search(r"\b(?:fetch|XMLHttpRequest|WebSocket|importScripts|localStorage|eval)\b", found.script())


def test_nothing_unread():
    """
    What only its developers read of the style and the script, comments and indentation, is not in the page.
    """
    own = [text for _, kind, text in Read(made(registry())).raw if kind is None]
    assert [[], []] == [re.findall(r"/\*|^\s*//|^[ \t]", text, re.MULTILINE) for text in own]


def test_whole_script():
    """
    Each file of the script is in it, once.
    """
    text = script.source()
    files = sorted((CHECKOUT / "src" / "wi_cli" / "sharing" / "page" / "browser").rglob("*.js"))
    assert [1] * len(files) == [text.count(file.read_text(encoding="utf-8")) for file in files]


def test_another_network():
    """
    The page of another network speaks of that network: nothing of ours is left in it.
    """
    text = made(registry())
    assert "Netz der Übergänge" in Read(text).text
    assert "<title>Netz der Übergänge</title>" in text
    assert [] == re.findall(r"(?i)weinheim\w*|kommunale-koordinierung\.de|\bAG W\w*", text)
    nameless = made(registry("format = 1\n[members.a]\nname = 'A'\nkind = 'Gemeinde'\n"))
    assert "<title>Verzeichnis</title>" in nameless
    assert "Das Netzwerk" not in nameless


def test_what_it_says_of_itself():
    """
    When it was made, from which file, by which version, and how an entry is corrected.
    """
    text = Read(made(registry())).text
    assert "Gemacht am 27. November 2026 aus members.toml mit wi 1.2.3." in text
    assert "oder soll entfernt werden?" in text
    assert "oder über https://netz.example.org , und nennen Sie" in text


def test_portrait():
    """
    A portrait says what `wi show` says: figures with date and source, several dated values drawn, contacts as links.
    """
    found = Read(made(registry(), ["koellnitz"]))
    text = found.text
    assert "Einwohner 2019 2020 rund 196.500 Personen undatiert [2] Folien ohne Datum." in text
    assert "200.000 Personen 31.12.2020 [1] 150.000 Personen 2019 [1]" in text
    assert "davon unter 25 Jahren rund 49.500 Personen undatiert [2]" in text
    assert "Mai 2008 Beschluss der Übergangsstrategie [2]" in text
    assert "Kernelemente [2] Erster Absatz. Zweiter Absatz. Lotsen Paten" in text
    assert "Dr. Änne Groß Leitung Ölmühlweg 7 04999 Köllnitz" in text
    assert "Stand 04/2014, über 12 Jahre alt [2]" in text
    assert "Kurzportrait , Stadt Köllnitz, undatiert https://example.org/portrait" in text
    targets = {attributes["href"] for attributes in found.of("a")}
    assert {"tel:+493023125001", "mailto:gross@koellnitz.example.org", "https://example.org/bericht"} <= targets
    assert {"id": "koellnitz"} in found.of("article")


def test_former():
    """
    Who left is marked in the overview and in the portrait.
    """
    text = Read(made(registry())).text
    assert "Landkreis Höxburg ehemalig Hessen Landkreis" in text
    assert "ehemaliges Mitglied (bis 2022)" in text
    assert [0, 0, 0, 1] == [entry[6] for entry in Read(made(registry())).index["members"]]


def test_index():
    """
    What filters count by: Länder by name, topics in the registry's order, and each member's, in the order of names.
    """
    index = Read(made(registry())).index
    assert [["BY", "Bayern"], ["HE", "Hessen"], ["SN", "Sachsen"], ["ST", "Sachsen-Anhalt"]] == index["states"]
    assert [["uebergang", "Übergang Schule–Beruf"], ["elternarbeit", "Elternarbeit"]] == index["topics"][:2]
    assert ["nirgends-erklaert", "nirgends-erklaert"] == index["topics"][-1]
    assert ["bad-hall", "hall", "koellnitz", "landkreis-hoexburg"] == [entry[0] for entry in index["members"]]
    assert ["koellnitz", 2, 1, [0, 1], 200000, "2007", 0] == index["members"][2]
    assert [["Einwohner", "Personen", 0], ["davon unter 25 Jahren", "Personen", 1]] == index["indicators"][:2]


def test_cards(wi):
    """
    The cards in the page are, byte for byte, those of `wi contact --vcard`, in the order of the contacts shown.
    """
    packed = Read(made(registry())).script("text/plain")
    cards = zlib.decompress(base64.b64decode(packed), wbits=-15).decode()
    assert cards == "".join(wi("contact", key, "--vcard")[1] for key in ("hall", "koellnitz"))


def test_without_contacts():
    """
    A page that goes public names nobody: no person, number or address of a contact, not even packed.
    """
    text = made(registry(), contacts=False)
    for word in ("Dr. Änne", "23125", "gross@", "Ölmühlweg", "tel:", "mailto:", "text/plain", "Bürgerbüro"):
        assert word not in text
    assert "Kernelemente" in text


@pytest.mark.parametrize("path", sorted((REGISTRIES / "good").glob("*.toml")), ids=lambda path: path.stem)
def test_every_good_registry(path):
    """
    Of every registry that is in order there is a page, with a portrait of each member.
    """
    good = store.load(path)
    found = Read(made(good))
    assert sorted(good.members) == sorted(one["id"] for one in found.of("article") if one["id"] != "_netz")


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (None, "Stand unbekannt"),
        ("2024-11-26", "Stand 26.11.2024, über 2 Jahre alt"),
        ("2024-11-28", "Stand 28.11.2024"),
        ("2030", "Stand 2030"),
        ("2014/..", "Stand seit 2014"),
    ],
)
def test_age(as_of, said):
    """
    A contact says of when it is, and from two years on how old: in words that stay true however late they are read.
    """
    document = tomllib.loads(SMALL)
    contact = document["members"]["hall"]["contacts"][0]
    contact.update({"as_of": as_of} if as_of else {})
    assert f"{said} [1]" in Read(made(build.registry(document), ["hall"])).text


def test_rules():
    """
    The search has the letters of every accent, and what sort of place each kind of members is.
    """
    index = Read(made(registry())).index
    assert ["e", "s", "1 2"] == [index["rules"]["letters"][letter] for letter in "éş½"]
    assert not set("äöüß") & index["rules"]["letters"].keys()
    sorts = dict(zip(index["kinds"], index["rules"]["sorts"], strict=True))
    assert ["district", "district"] == sorts["Landkreis"]
    assert ["municipality", "municipality"] == sorts["kreisfreie Stadt"]


def test_title_and_some():
    """
    Another title stands above the page; some members are all that is in it.
    """
    text = made(registry(), ["hall"], title="Städte & Kreise")
    assert "<title>Städte &amp; Kreise</title>" in text
    assert "Köllnitz, Bürgerbüro" not in text
    assert ["hall"] == [attributes["id"] for attributes in Read(text).of("article") if attributes["id"] != "_netz"]
    assert "Auszug: 1 von 3 Mitgliedern" in text
    assert "Auszug: 1 von 3 Mitgliedern und 1 ehemaliges" in made(registry(), ["hall", "landkreis-hoexburg"])
    assert "3 Mitglieder und 1 ehemaliges" in made(registry())


def test_broken_off():
    """
    A registry without members, and members of whom hardly anything is known, make pages too.
    """
    assert "0 Mitglieder" in Read(made(registry("format = 1\n[members]"))).text
    bare = Member("a", "Astadt", "Gemeinde", figures=(), summary="")
    found = Read(page.html([bare], registry(SMALL)._replace(members={"a": bare}), MADE, page.Wish()).decode())
    assert "kein Kontakt im Verzeichnis" in found.text


def test_many():
    """
    Beyond 60 members, dots become links only by the script, which is told who has none, and topics stand in the
    portraits alone.
    """
    some = registry()
    members = {f"m{n}": some.members["koellnitz"]._replace(id=f"m{n}") for n in range(61)}
    members["m3"] = members["m3"]._replace(location=None)
    pages = [Read(made(some._replace(members=dict([*members.items()][:count])))) for count in (60, 61)]
    assert [59, 0] == [len([circle for circle in found.of("circle") if circle["r"] == "13"]) for found in pages]
    dots = [one["d"].count("M") for found in pages for one in found.of("path") if one.get("class") == "dots"]
    assert [60] == dots
    assert [["m3"], ["m3"]] == [[found.index["members"][n][0] for n in found.index["unplaced"]] for found in pages]
    # Who has no JavaScript is told.
    assert [False, True] == ["ohne, die Themen in den Portraits." in found.text for found in pages]


def test_size():
    """
    18 members take at most 350 KB; each more at most 1.2 times its JSON.
    """
    rich = store.load(RICH)
    one = rich.members["kassel"]
    sizes = []
    for count in (18, 118):
        members = {f"m{n}": one._replace(id=f"m{n}") for n in range(count)}
        sizes.append(len(made(rich._replace(members=members)).encode()))
    each = len(json.dumps(envelope.as_fields(one), ensure_ascii=False, indent=2).encode())
    assert 350_000 >= sizes[0]
    assert 1.2 * each >= (sizes[1] - sizes[0]) / 100


def test_map():
    """
    A member lies where it is on the map; one outside the frame, at a pole or of whom no place is known isn't drawn.
    """
    known = registry().members["koellnitz"]
    ground = outline.drawn([known])
    assert 16 == len(ground.paths)
    # Leipzig's degrees: two thirds of the way east, and about half of that south.
    dot = ground.dots[0]
    assert 0.71 < dot.x / ground.width < 0.74
    assert 0.45 < dot.y / ground.height < 0.52
    for location in (None, known.location._replace(lat=90), known.location._replace(lon=-70)):
        assert () == outline.drawn([known._replace(location=location)]).dots


def test_apart():
    """
    Dots that would lie on each other are moved so far that each can be seen and hit, no farther, and that is said;
    those that lie alone stay where they are.
    """
    known = registry().members["koellnitz"]
    away = known._replace(location=known.location._replace(lat=48, lon=9))
    alone, first, *others = outline.drawn([away] + [known] * 4, apart=outline.APART).dots
    assert (alone, first) == outline.drawn([away, known]).dots
    spots = [(dot.x, dot.y) for dot in (alone, first, *others)]
    for one, other in combinations(spots, 2):
        assert outline.APART <= math.dist(one, other)
    assert all(2 * outline.APART > math.dist(spots[1], spot) for spot in spots[2:])
    several = registry()._replace(members={key: known._replace(id=key) for key in "ab"})
    assert "auseinandergerückt" in made(several)
    assert "auseinandergerückt" not in made(registry())


def test_undated():
    """
    The overview says of every member since when, or that no source does; of who has no membership nothing.
    """
    document = tomllib.loads(SMALL)
    document["members"]["hall"]["membership"] = {"sources": ["satzung"], "seen": ["2014"]}
    text = made(build.registry(document))
    rows = re.findall(r"<tr><th><a.*", text)
    assert ["seit 2011", "undatiert", "Gründungsmitglied, seit 2007", "bis 2022"] == [
        row.split("<td>")[-2] for row in rows
    ]
    del document["members"]["hall"]["membership"]
    assert 3 == sum(bool(row.split("<td>")[-2]) for row in re.findall(r"<tr><th><a.*", made(build.registry(document))))


def test_outline_file():
    """
    The outlines name their source and licence and take at most 25 KB.
    """
    from importlib.resources import files

    text = files("wi_cli.sharing.page").joinpath("laender.json").read_text(encoding="utf-8")
    assert 25_000 >= len(text.encode())
    assert {"source", "licence"} <= json.loads(text).keys()
