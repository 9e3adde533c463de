import copy
import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import REGISTRIES
from wi_cli.checking import rules
from wi_cli.checking.rules import AGS_OF_STATE, Settings, check, mended_phone, slugged
from wi_cli.german.places import KINDS, STATES
from wi_cli.registry import store

BASE = tomllib.loads((REGISTRIES / "base.toml").read_text(encoding="utf-8"))
SCHEMA = store.schema()
MISSING = object()


def problems(changes, today="2026-11-22", max_age=None):
    """
    What is wrong with the base registry once some paths have other values.
    """
    document = copy.deepcopy(BASE)
    for path, value in changes.items():
        *parents, last = (int(part) if part.isdigit() else part for part in path.split("."))
        table = document
        for part in parents:
            table = table[part]
        if value is MISSING:
            del table[last]
        elif isinstance(table, list):
            table[last:] = [value]
        else:
            table[last] = value
    return check(document, SCHEMA, Settings(today, max_age))


def said(changes, **options):
    return [(p.code, ".".join(map(str, p.path)), p.message, p.hint) for p in problems(changes, **options)]


KASSEL = "members.kassel"
DATE = "malformed date {!r}", "YYYY, YYYY-MM or YYYY-MM-DD, or start/end where one end may be .."
PHONE = "write it as +49 561 787-0: blanks between groups, one hyphen before the extension"
QUALIFIERS = "one of about, more-than, almost, target"
FOREIGN = "e-mail domain 'x.de' is not the website's 'www.kassel.de'"
MEANT = "did you mean 'kreisfreie Stadt'?"
LONG = "7 over; say the rest in a section"
URL = "begin with https:// or http://, no blanks"


@pytest.mark.parametrize(
    ("code", "path", "value", "message", "hint"),
    [
        ("WI103", "summary", 5, "summary must be text, not a number", 'write it in quotes: "5"'),
        ("WI103", "summary", [], "summary must be text, not a list", None),
        ("WI103", "aliases", "a", "aliases must be a list, not text", 'write ["a"]'),
        ("WI103", "location", 1.5, "location must be a table, not a number", None),
        ("WI103", "membership.founding", "yes", "founding must be true or false, not text", None),
        ("WI103", "figures.0.value", "5", "value must be a number, not text", None),
        ("WI103", "figures.0.value", True, "value must be a number, not true", None),
        ("WI103", "aliases.0", {}, "entry 1 of aliases must be text, not a table", None),
        ("WI104", "kind", "kreisfrei Stadt", "kind 'kreisfrei Stadt' is not allowed", MEANT),
        ("WI104", "state", "hessen", "state 'hessen' is no code", "did you mean 'HE'?"),
        ("WI104", "state", "Hesen", "state 'Hesen' is no code", "did you mean 'HE'?"),
        ("WI104", "state", "NRW", "state 'NRW' is no code", f"one of {', '.join(STATES)}"),
        ("WI104", "figures.0.qualifier", "abuot", "qualifier 'abuot' is not allowed", "did you mean 'about'?"),
        ("WI104", "figures.0.qualifier", "x", "qualifier 'x' is not allowed", QUALIFIERS),
        ("WI106", "membership.seen.0", "14.5.2014", DATE[0].format("14.5.2014"), 'write "2014-05-14"'),
        ("WI106", "membership.since", "5/2014", DATE[0].format("5/2014"), 'write "2014-05"'),
        ("WI106", "membership.since", "2012/2013-02-30/2014", DATE[0].format("2012/2013-02-30/2014"), DATE[1]),
        ("WI106", "membership.since", "2014/", DATE[0].format("2014/"), DATE[1]),
        ("WI107", "contacts.0.phone", "0561 787-0", "malformed phone number '0561 787-0'", 'write "+49 561 787-0"'),
        ("WI107", "contacts.0.phone", "787", "malformed phone number '787'", PHONE),
        ("WI109", "website", "www.kassel.de", "malformed web address 'www.kassel.de'", 'write "https://www.kassel.de"'),
        ("WI109", "website", "kassel", "malformed web address 'kassel'", URL),
        ("WI112", "summary", "ä" * 207, "summary has 207 characters, 200 are the most", LONG),
        ("WI113", "district", "", "district is empty", "leave the field out if it is unknown"),
        ("WI114", "location.lat", 91, "lat is 91, 90 is the most", None),
        ("WI114", "location.lon", -181, "lon is -181, -180 is the least", None),
        ("WI115", "figures.0.value", float("-inf"), "-inf is no number", "leave the field out if it is unknown"),
        ("WI211", "ags", "05611000", "AGS 05611000 doesn't begin with 06, the number of HE", "05 is NW"),
        ("WI211", "ags", "99611000", "AGS 99611000 doesn't begin with 06, the number of HE", None),
        ("WI212", "ags", "06611", "AGS 06611 has 5 digits, a kreisfreie Stadt has 8", None),
        ("WI216", "contacts.0.email", "a@x.de", FOREIGN, "check for a slip"),
        ("WI217", "links.0.url", "https://x", "malformed web address 'https://x'", "'x' is no name of a host"),
        ("WI219", "membership.since", "2013-02-29", "there is no 2013-02-29", None),
        ("WI219", "membership.since", "2013/2014-13", "there is no 2014-13", None),
        ("WI220", "membership.since", "2026-11-23", "2026-11-23 is in the future", "today is 2026-11-22"),
        ("WI221", "membership.since", "2014/2013", "2013 is before 2014", "write the earlier one first"),
        ("WI225", "district", "a\u202eb", "control character U+202E in district", "delete it"),
        ("WI226", "aliases.0", "Cassel ", "blanks around entry 1 of aliases", "delete them"),
        ("WI231", "aliases", ["A", "A"], "'A' stands here twice", "delete one"),
    ],
)  # fmt: skip
def test_message(code, path, value, message, hint):
    """
    A message says in words what is wrong and a hint what to do, at the value.
    """
    where = f"{KASSEL}.{path}"
    wanted = [(code, f"{where}.1" if code == "WI231" else where, message, hint)]
    assert wanted == said({where: value})


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("members.kassel.state", "Hesen"),
        ("members.kassel.ags", "abc"),
        ("members.kassel.contacts.0.email", "nobody"),
        ("members.kassel.contacts.0.phone", "none"),
        ("members.kassel.contacts.0.postal_code", "none"),
        ("members.kassel.website", "none"),
        ("sources.kassel-slides-2014.date", "none"),
    ],
)
def test_no_message_shows_a_pattern(path, value):
    """
    Nobody is told that a text does not match a regular expression.
    """
    ((_, _, message, hint),) = said({path: value})
    assert not set("^$\\[]*?") & set(message + hint.replace("did you mean", "").removesuffix("?"))


MISSING_KEYS = [
    ("members.kassel.links.0", "title"),
    ("members.kassel", "kind"),
    ("members.kassel", "summary"),
    ("members.kassel.membership", "sources"),
]


@pytest.mark.parametrize(("path", "what"), MISSING_KEYS)
def test_missing_key_is_described(path, what):
    """
    A missing key is placed at its table, and the schema's description says what belongs there.
    """
    ((code, where, message, hint),) = said({f"{path}.{what}": MISSING})
    assert ("WI102", path, f"{what} is missing") == (code, where, message)
    assert hint


def test_every_state_has_a_number():
    """
    The sixteen Länder and their numbers, 01 to 16.
    """
    assert (set(STATES), [f"{n:02}" for n in range(1, 17)]) == (set(AGS_OF_STATE), sorted(AGS_OF_STATE.values()))


# How many digits the key of each kind has (Destatis, Gemeindeverzeichnis); bodies have none of their own.
DIGITS = {
    "kreisfreie Stadt": 8,
    "Stadtkreis": 8,
    "kreisangehörige Stadt": 8,
    "Gemeinde": 8,
    "Kreis": 5,
    "Landkreis": 5,
    "Kommunalverband": 5,
}


@pytest.mark.parametrize("kind", KINDS)
def test_municipalities_and_districts(kind):
    """
    A municipality has 8 digits, a district 5, and both a Land; of other bodies neither is asked.
    """
    fitting = {
        number: [p.code for p in problems({f"{KASSEL}.kind": kind, f"{KASSEL}.ags": "06611000"[:number]})]
        for number in (5, 8)
    }
    assert {number: [] if DIGITS.get(kind, number) == number else ["WI212"] for number in (5, 8)} == fitting
    nowhere = {f"{KASSEL}.kind": kind, f"{KASSEL}.ags": MISSING, f"{KASSEL}.state": MISSING}
    assert (["WI214"] if kind in DIGITS else []) == [p.code for p in problems(nowhere)]


@pytest.mark.parametrize("code", STATES)
def test_state_by_name(code):
    """
    The name of each Land is known for its code, and then fits the AGS: one problem, not two.
    """
    ags = f"{AGS_OF_STATE[code]}611000"
    (only,) = problems({f"{KASSEL}.state": STATES[code], f"{KASSEL}.ags": ags})
    assert ("WI104", f"did you mean {code!r}?", f'"{code}"') == (only.code, only.hint, only.fix("'x'"))


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ("halle-saale", "Halle (Saale)"),
        ("landkreis-goettingen", "Landkreis Göttingen"),
        ("weissenburg-gunzenhausen", "Weißenburg-Gunzenhausen"),
        ("a-b-3", " A/B: 3. "),
        ("cafe", "Café"),
        ("", "–"),
    ],
)
def test_slug(expected, name):
    """
    An id is made of the name's letters and digits, umlauts written out.
    """
    assert expected == slugged(name)


@pytest.mark.parametrize(
    ("expected", "today", "as_of"),
    [
        ([], "2026-11-22", "2026"),
        ([], "2026-11-22", "2024-11"),
        ([], "2026-11-22", "2024-11-22"),
        ([], "2026-11-22", "2014/.."),
        (["WI227"], "2026-11-22", "2024-11-21"),
        (["WI227"], "2026-11-22", "2024-10"),
        (["WI227"], "2026-11-22", "../2014"),
        (["WI227"], "2026-01-31", "2023"),
        ([], "2026-01-31", "2024-01"),
        (["WI227"], "2026-11-22", MISSING),
    ],
)
def test_age_of_contacts(expected, today, as_of):
    """
    A contact is too old once the last day that its date can mean is more than the months ago; undated is too old.
    """
    assert expected == [p.code for p in problems({f"{KASSEL}.contacts.0.as_of": as_of}, today, 24)]


@pytest.mark.parametrize("address", ["a@kassel.de", "a@post.kassel.de", "a@KASSEL.de"])
@pytest.mark.parametrize("website", ["https://www.kassel.de", "https://kassel.de/x", "http://jugend.Kassel.DE:80/"])
def test_related_domains(address, website):
    """
    An address at the same domain, under it or beside it, is no slip.
    """
    assert [] == said({f"{KASSEL}.contacts.0.email": address, f"{KASSEL}.website": website})


@pytest.mark.parametrize(("factor", "expected"), [(3, ["WI224"]), (2.99, []), (1 / 3, ["WI224"]), (0.34, []), (0, [])])
def test_jump(factor, expected):
    """
    Three times as much or a third is a jump; nothing at all is none.
    """
    assert expected == [p.code for p in problems({f"{KASSEL}.figures.1.value": 195500 * factor})]


@pytest.mark.parametrize(
    ("expected", "seen"),
    [
        ("lat and lon are swapped: lat = 51.317, lon = 9.5", (9.5, 51.317)),
        ("Germany: lat 47 to 55, lon 6 to 15", (48.2, 16.4)),
        ("Germany: lat 47 to 55, lon 6 to 15", (-51.3, 9.5)),
        ("Germany: lat 47 to 55, lon 6 to 15", (47.0, 9.5)),
        ("Germany: lat 47 to 55, lon 6 to 15", (55.2, 9.5)),
        ("Germany: lat 47 to 55, lon 6 to 15", (51.3, 5.5)),
        ("Germany: lat 47 to 55, lon 6 to 15", (51.3, 15.5)),
    ],
)
def test_place_outside_germany(expected, seen):
    """
    A place outside Germany is said to be swapped only if that puts it right.
    """
    ((code, path, _, hint),) = said({f"{KASSEL}.location": dict(zip(("lat", "lon"), seen, strict=True))})
    assert ("WI218", f"{KASSEL}.location", expected) == (code, path, hint)


@pytest.mark.parametrize(
    ("expected", "years"),
    [
        ({}, [2001, 2002, 2002, 2003]),
        ({0: "2009 stands before 2001"}, [2009, 2001, 2002, 2003]),
        ({2: "2009 stands behind 2002"}, [2001, 2002, 2009, 2003, 2004]),
        ({3: "2000 stands behind 2003"}, [2001, 2002, 2003, 2000]),
        ({2: "2001 stands behind 2003"}, [2002, 2003, 2001, 2004]),
        ({1: "2001 stands behind 2002"}, [2002, 2001]),
        ({1: "2003 stands behind 2004", 3: "2001 stands behind 2005"}, [2004, 2003, 2005, 2001]),
    ],
)
def test_milestones_out_of_order(expected, years):
    """
    A milestone that stands too early or too late is named alone, not all those that it makes look wrong.
    """
    dated = [{"date": str(year), "text": "Etwas.", "sources": ["kassel-portrait"]} for year in years]
    found = problems({f"{KASSEL}.milestones": dated})
    assert {"WI222"} >= {p.code for p in found}
    assert expected == {p.path[3]: p.message for p in found}


@given(st.lists(st.integers(2000, 2009), max_size=7))
def test_any_milestones(years):
    """
    One that stands alone in the way of the others is the one that is named, the last of several such.
    """
    dated = [{"date": str(year), "text": "Etwas.", "sources": ["kassel-portrait"]} for year in years]
    found = {p.path[3] for p in problems({f"{KASSEL}.milestones": dated})}
    alone = [n for n in range(len(years)) if (rest := years[:n] + years[n + 1 :]) == sorted(rest)]
    wrong = {n for n, year in enumerate(years) if year < max(years[:n], default=0)}
    assert found == (set() if not wrong else {alone[-1]} if alone else wrong)


def test_long_phone():
    """
    A number is mended as long as it can be one.
    """
    assert ("+49 561 787", None) == (mended_phone(f"0561{' ' * 90}787"), mended_phone(f"0561{' ' * 100}787"))


def test_names_compared(monkeypatch):
    """
    Of very many names that nobody declared only the first are compared with very many that somebody did.
    """
    monkeypatch.setattr(rules, "_MOST_COMPARED", 12)
    declared = {f"thema-{letter * 4}": letter for letter in "abcdef"}
    used = [f"{name}x" for name in declared]
    found = problems({"topics": declared, f"{KASSEL}.topics": used, "members.weinheim.topics": []})
    hints = {p.path[-1]: p.hint for p in found if p.code == "WI202"}
    assert [0, 1] == [n for n, hint in hints.items() if hint.startswith("did you mean")]
    assert {"declare it in [topics]"} == {hint.partition(":")[0] for n, hint in hints.items() if n > 1}


def test_malformed_website():
    """
    No e-mail address is measured against a website that is malformed itself.
    """
    assert ["WI217"] == [p.code for p in problems({f"{KASSEL}.website": "https://kassel"})]


def test_name_that_is_no_text():
    """
    No id is measured against a name of the wrong type.
    """
    assert ["WI103"] == [p.code for p in problems({f"{KASSEL}.name": 5})]


@pytest.mark.parametrize(("high", "expected"), [(195500, ["WI221"]), (195499.5, ["WI221"]), (195501, [])])
def test_range(high, expected):
    """
    The upper end of a range is above its value.
    """
    assert expected == [p.code for p in problems({f"{KASSEL}.figures.0.value_max": high})]


def test_misspelt_declaration():
    """
    An id that is misspelt where it is declared is one problem there, however often it is used.
    """
    source = BASE["sources"]["kassel-slides-2014"]
    assert [
        (
            "WI203",
            "sources.kassel-slide-2014",
            "source 'kassel-slide-2014' is used by nobody, but 'kassel-slides-2014' is, 7 times",
            "did you mean 'kassel-slides-2014'?",
        )
    ] == said({"sources.kassel-slides-2014": MISSING, "sources.kassel-slide-2014": source})


def test_misspelt_key_is_taken_as_meant():
    """
    What stands under a misspelt key is judged as if it were spelt right, and named as it is spelt.
    """
    contact = BASE["members"]["kassel"]["contacts"][0]
    renamed = {{"phone": "phon", "office": "ofice"}.get(key, key): value for key, value in contact.items()}
    renamed |= {"phon": "0561 787-0", "family_name": "Muster "}
    assert {
        ("WI101", "phon"),
        ("WI101", "ofice"),
        ("WI107", "phon"),
        ("WI226", "family_name"),
    } == {(p.code, p.path[-1]) for p in problems({f"{KASSEL}.contacts.0": renamed})}


@pytest.mark.parametrize(
    ("table", "typed", "meant"),
    [
        ("location", "lng", "lon"),
        ("location", "long", "lon"),
        ("location", "Longitude", "lon"),
        ("location", "latitude", "lat"),
        ("contacts.0", "mail", "email"),
        ("contacts.0", "E-Mail", "email"),
        ("contacts.0", "tel", "phone"),
        ("contacts.0", "Telefon", "phone"),
        ("contacts.0", "telephone", "phone"),
        ("contacts.0", "PLZ", "postal_code"),
        ("contacts.0", "zip", "postal_code"),
        ("contacts.0", "Ort", "city"),
        ("contacts.0", "Vorname", "given_name"),
        ("contacts.0", "Nachname", "family_name"),
        ("", "land", "state"),
        ("", "Homepage", "website"),
    ],
)
def test_key_by_another_name(table, typed, meant):
    """
    What people call a field elsewhere, in capitals or not, is known for the key that is meant.
    """
    where = f"{KASSEL}.{table}".removesuffix(".")
    owner = BASE["members"]["kassel"]
    value = owner[table.split(".")[0]] if table else owner
    value = (value[0] if isinstance(value, list) else value)[meant]
    found = said({f"{where}.{meant}": MISSING, f"{where}.{typed}": value})
    assert [("WI101", f"{where}.{typed}", f"unknown key {typed!r}", f"did you mean {meant!r}?")] == found


@pytest.mark.parametrize("found", [[], "", 0, {"a": 1}, {"a": []}, [{"a": {}}], "x"])
@pytest.mark.parametrize("path", ["format", "network", "topics", "indicators", "sources", "members", "members.kassel"])
def test_anything_anywhere(path, found):
    """
    Whatever stands where a table belongs, the rest is judged all the same.
    """
    assert problems({path: found})


def codes(changes):
    return sorted({problem.code for problem in problems(changes)})


def test_native_date_hides_nothing():
    """
    A date that is no text is one defect, and hides none of the tables that it stands in.
    """
    alone = codes(
        {
            f"{KASSEL}.contacts.0.office": MISSING,
            f"{KASSEL}.contacts.0.family_name": MISSING,
            f"{KASSEL}.state": MISSING,
        }
    )
    assert ["WI214", "WI215"] == alone
    dated = {
        f"{KASSEL}.contacts.0.office": MISSING,
        f"{KASSEL}.contacts.0.family_name": MISSING,
        f"{KASSEL}.state": MISSING,
        f"{KASSEL}.contacts.0.as_of": date(2014, 4, 30),
    }
    assert ["WI115", "WI214", "WI215"] == codes(dated)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**400])
def test_no_number_is_judged_as_none(value):
    """
    What is no number is one defect: no rule takes it for a number.
    """
    assert [f"{KASSEL}.location.lat"] == [path for _, path, *_ in said({f"{KASSEL}.location.lat": value})]
    assert [f"{KASSEL}.figures.0.value"] == [path for _, path, *_ in said({f"{KASSEL}.figures.0.value": value})]


@pytest.mark.parametrize(
    ("path", "fixable"), [("contacts.0.as_of", True), ("membership.founding", False), ("summary", True)]
)
def test_native_date_is_mended_where_text_is_wanted(path, fixable):
    """
    A native date is put in quotes by --fix only where that is what the format wants.
    """
    (problem,) = [problem for problem in problems({f"{KASSEL}.{path}": date(2014, 4, 30)}) if problem.code == "WI115"]
    assert fixable == (problem.fix is not None) == (problem.hint is not None)


@pytest.mark.parametrize("elsewhere", [{}, {f"{KASSEL}.location.lat": float("nan")}])
def test_malformed_id_is_one_defect(elsewhere):
    """
    An id with a control character is malformed, and that is all, whatever else is wrong.
    """
    found = said({f"{KASSEL}.membership.sources.0": "a\tb", **elsewhere})
    assert {"WI105"} == {code for code, path, *_ in found if path == f"{KASSEL}.membership.sources.0"} - {"WI203"}


def test_doubles_but_for_blanks():
    """
    Two entries of a list that differ only in the blanks around them are the same.
    """
    assert ["WI226", "WI231"] == codes({f"{KASSEL}.aliases": ["Cassel", " Cassel"]})


@pytest.mark.parametrize("state", [" hessen ", " HE", "hessen "])
def test_padded_state_is_one_defect(state):
    """
    A Land that isn't written as its code is one defect, with blanks around it, too.
    """
    assert ["WI104"] == codes({f"{KASSEL}.state": state})
