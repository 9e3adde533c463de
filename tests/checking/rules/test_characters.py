import pytest

from judged import KASSEL, problems

CONTACT = f"{KASSEL}.contacts.0"


def spoilt(changes):
    """
    Code, characters, hint and whether it can be mended, of each problem.
    """
    return [(p.code, p.characters, p.hint, p.fix is not None) for p in problems(changes)]


def hidden(start, hint="delete it", *, fixable=True):
    return ("WI118", (start, start + 1), hint, fixable)


def alike(start, hint, *, fixable=False):
    return ("WI119", (start, start + 1), hint, fixable)


PLAIN_ONE = "type a plain one"


@pytest.mark.parametrize(
    ("expected", "field", "text"),
    [
        # What nobody sees is in the way everywhere, ...
        ([hidden(0)], f"{KASSEL}.summary", "\u200bOberzentrum."),
        ([hidden(3), hidden(6)], f"{KASSEL}.sections.0.text", "Die\u2060 S\ufefftadt."),
        ([hidden(1)], f"{KASSEL}.sections.0.items.0", "F\u3164achdezernat"),
        ([hidden(3)], "topics.schulsozialarbeit", "Sch\u200bule"),
        ([hidden(2)], "sources.kassel-portrait.title", "Ku\u200brzportrait"),
        # ... what helps to set a text only in names, addresses, numbers and ids.
        ([], f"{KASSEL}.summary", "Ober\u00adzentrum, z.\u00a0B. 5\u202f000 Auf\u200clagen 👩\u200d🏫 ❤\ufe0f."),
        ([], "topics.schulsozialarbeit", "Schul\u00adsozialarbeit"),
        ([], "indicators.population.label", "Einwohner\u00a0(EW)"),
        ([hidden(6)], f"{CONTACT}.family_name", "Muster\u00admann"),
        ([hidden(3)], f"{CONTACT}.given_name", "Eri\u200dka"),
        ([hidden(3, PLAIN_ONE)], f"{CONTACT}.title", "Dr.\u00a0Ing."),
        ([hidden(5)], f"{KASSEL}.aliases.0", "Casse\u200bl"),
        ([hidden(5, PLAIN_ONE)], f"{CONTACT}.office", "Amt 5\u20071"),
        ([hidden(3)], f"{CONTACT}.email", "e.m\u200b@kassel.de"),
        ([hidden(3)], f"{CONTACT}.email", "e.m\u00a0@kassel.de"),
        ([hidden(8)], f"{KASSEL}.website", "https://\u00adwww.kassel.de"),
        (
            [hidden(21, "delete it, or write %20", fixable=False)],
            f"{KASSEL}.links.0.url",
            "https://www.kassel.de\u00a0/jugendamt",
        ),
        ([hidden(3, PLAIN_ONE)], f"{CONTACT}.phone", "+49\u00a0561 787-0"),
        ([hidden(15)], f"{CONTACT}.fax", "+49 561 787-407\u200b2"),
        ([hidden(2)], f"{CONTACT}.postal_code", "34\u200b112"),
        ([hidden(4)], f"{CONTACT}.as_of", "2014\u200b"),
        ([hidden(6)], f"{CONTACT}.sources.0", "kassel\u2060-portrait"),
        ([hidden(10, PLAIN_ONE)], f"{KASSEL}.kind", "kreisfreie\u00a0Stadt"),
        # Wide letters and other hyphens are mended; letters of other scripts only their author can judge.
        ([alike(4, "write @", fixable=True)], f"{CONTACT}.email", "e.mu＠kassel.de"),
        ([alike(1, "write 4", fixable=True)], f"{CONTACT}.postal_code", "3４112"),
        ([alike(5, "write a plain -", fixable=True)], f"{KASSEL}.district", "Rhein\u2011Neckar-Kreis"),
        ([], f"{KASSEL}.summary", "Im Rhein\u2011Neckar-Kreis."),
        ([alike(1, "write a plain -", fixable=True)], f"{CONTACT}.email", "a\u2013b@kassel.de"),
        ([alike(1, "write a plain -", fixable=True)], f"{CONTACT}.email", "a\u2212b@kassel.de"),
        ([alike(6, "write a plain -", fixable=True)], f"{CONTACT}.sources.0", "kassel\u2014portrait"),
        ([alike(18, "write a plain -", fixable=True)], f"{KASSEL}.links.0.url", "https://www.kassel\u2013x.de/a"),
        (
            [alike(24, "write a plain -, or its code with %")],
            f"{KASSEL}.links.0.url",
            "https://www.kassel.de/a-\u2013b",
        ),
        ([], f"{CONTACT}.office", "Amt 51 \u2013 Jugend"),
        ([alike(7, "type a Latin s")], f"{CONTACT}.email", "e.m@kas\u017fel.de"),
        ([alike(0, "type a Latin a")], f"{CONTACT}.email", "\u0251mt@kassel.de"),
        ([alike(0, "type a Latin i")], f"{CONTACT}.email", "\u0131nfo@kassel.de"),
        ([alike(12, "type a Latin i")], f"{KASSEL}.website", "https://www.\u0131nfo.de"),
        ([], f"{CONTACT}.family_name", "Y\u0131ld\u0131z"),
        ([alike(5, "type a Latin a")], f"{CONTACT}.email", "e.m@k\u0430ssel.de"),
        ([alike(0, "type a Latin o")], f"{CONTACT}.email", "\u03bf@kassel.de"),
        ([alike(3, "write Latin letters")], f"{CONTACT}.email", "e.m\u0436@kassel.de"),
        ([alike(13, "type a Latin a")], f"{KASSEL}.website", "https://www.k\u0430ssel.de"),
        ([alike(8, "type a Latin c"), alike(9, "type a Latin o")], f"{KASSEL}.links.0.url", "https://\u0441\u043e.de"),
        ([], f"{KASSEL}.links.0.url", "https://ru.example.org/\u041a\u0430\u0441\u0441\u0435\u043b\u044c"),
        ([alike(4, "type a Latin e")], f"{CONTACT}.family_name", "Must\u0435rmann"),
        ([], f"{CONTACT}.family_name", "\u041a\u043e\u0432\u0430\u043b\u044c"),
        ([], f"{KASSEL}.summary", "Teilchen von 5 \u03bcm."),
        ([alike(1, "type a Latin a")], f"{CONTACT}.sources.0", "k\u0430ssel-portrait"),
        ([alike(1, "write Latin letters")], f"{CONTACT}.sources.0", "k\u0436ssel-portrait"),
    ],
)  # fmt: skip
def test_characters(expected, field, text):
    """
    Each character that is not what it seems to be is one problem at its place, and no other rule complains of it.
    """
    assert expected == spoilt({field: text})


def test_outer_blanks():
    """
    A no-break blank before or behind a name is one of the blanks around it.
    """
    assert ["WI226"] == [p.code for p in problems({f"{CONTACT}.family_name": "Mustermann\u00a0"})]


def test_places_beside_characters_taken_out():
    """
    Where another defect stands is said of the text as the file has it.
    """
    text = "\u200bEin\tT\u200bext\x07."
    assert [("WI118", (0, 1)), ("WI118", (6, 7)), ("WI225", (4, 5)), ("WI225", (10, 11))] == [
        (p.code, p.characters) for p in problems({f"{KASSEL}.sections.0.text": text})
    ]


@pytest.mark.parametrize(
    ("expected", "path", "value"),
    [
        (("WI118", (2, 3), "invisible U+200B (zero width space) in this key"), f"{KASSEL}.di\u200bstrict", "Kreis"),
        (
            ("WI119", (1, 2), "U+0430 (cyrillic small letter a) in this key"),
            "topics.sch\u0430ll".replace("sch", "s"),
            "x",
        ),
    ],
)
def test_keys(expected, path, value):
    """
    In a key too; its author mends it, because other lines may have the same one.
    """
    (found, *others) = [p for p in problems({path: value}) if p.code != "WI205"]
    assert (*expected, True, None, []) == (found.code, found.characters, found.message, found.at_key, found.fix, others)


@pytest.mark.parametrize(
    ("table", "key", "meant"),
    [
        ("topics", "bil\u200bdung", "bildung"),
        ("topics", "b\u0456ldung", "bildung"),
        ("topics", "uebergang\u2011beruf", "uebergang-beruf"),
        ("topics", "uebergang\u2013beruf", "uebergang-beruf"),
    ],
)
def test_keys_as_they_were_meant(table, key, meant):
    """
    Who names what a key was meant to be names it: no second problem.
    """
    found = problems({f"{table}.{key}": "X", f"{KASSEL}.topics.0": meant})
    assert [True] == [p.at_key for p in found if p.code != "WI205"]


def test_fields_as_they_were_meant():
    """
    A field with such a character in its key is that field, and so is what stands in it.
    """
    found = problems(
        {f"{KASSEL}.web\u200bsite": "kassel", f"{KASSEL}.con\u00adtacts": [{"off\u200bice": "Amt", "sources": []}]}
    )
    assert [f"{KASSEL}.con\u00adtacts", f"{KASSEL}.con\u00adtacts.0.off\u200bice", f"{KASSEL}.web\u200bsite"] == sorted(
        ".".join(map(str, p.path)) for p in found if p.code == "WI118"
    )


def test_a_kind_is_a_name():
    """
    The name of a kind is no id: a dash may stand in it.
    """
    assert [] == [p.code for p in problems({"kinds": {"Amt \u2013 Nord": "body"}})]
