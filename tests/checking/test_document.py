import pytest

from judged import KASSEL, codes, problems, said
from wi_cli.german.places import STATES

DATE = "malformed date {!r}", "YYYY, YYYY-MM or YYYY-MM-DD, or start/end where one end may be .."
PHONE = "write it as +49 561 787-0: blanks between groups, one hyphen before the extension"
QUALIFIERS = "one of about, more-than, almost, target"
FOREIGN = "e-mail domain 'kasel.de' is not the website's 'www.kassel.de'"
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
        ("WI216", "contacts.0.email", "a@kasel.de", FOREIGN, "did you mean 'kassel.de'?"),
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


@pytest.mark.parametrize("found", [[], "", 0, {"a": 1}, {"a": []}, [{"a": {}}], "x"])
@pytest.mark.parametrize("path", ["format", "network", "topics", "indicators", "sources", "members", "members.kassel"])
def test_anything_anywhere(path, found):
    """
    Whatever stands where a table belongs, the rest is judged all the same.
    """
    assert problems({path: found})


@pytest.mark.parametrize("state", [" hessen ", " HE", "hessen "])
def test_padded_state_is_one_defect(state):
    """
    A Land that isn't written as its code is one defect, with blanks around it, too.
    """
    assert ["WI104"] == codes({f"{KASSEL}.state": state})
