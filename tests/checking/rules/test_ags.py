import pytest

from judged import KASSEL, MISSING, problems, said
from wi_cli.checking.rules.ags import AGS_OF_STATE
from wi_cli.german.places import KINDS, STATES


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
    ("sort", "fitting"),
    [
        ("municipality", {("ags", 8), ("ars", 12)}),
        ("district", {("ags", 5), ("ars", 12), ("ars", 9)}),
        ("association", {("ags", 8), ("ags", 5), ("ars", 9)}),
        ("body", {("ags", 8), ("ags", 5), ("ars", 12), ("ars", 9)}),
    ],
)
def test_keys_of_declared_kinds(sort, fitting):
    """
    A declared kind says how many digits its keys have; bodies and associations may name the area that they serve.
    """
    known = {"kinds": {"Andere": sort}, f"{KASSEL}.kind": "Andere", f"{KASSEL}.ags": MISSING}
    keys = {("ags", 8): "06611000", ("ags", 5): "06611", ("ars", 12): "066110000000", ("ars", 9): "066110000"}
    found = {key: [p.code for p in problems({**known, f"{KASSEL}.{key[0]}": number})] for key, number in keys.items()}
    assert {key: [] if key in fitting else ["WI212"] for key in keys} == found
    nowhere = [p.code for p in problems({**known, f"{KASSEL}.state": MISSING})]
    assert (["WI214"] if sort in ("municipality", "district") else []) == nowhere


KINDS_OF_BOTH = {"kinds": {"Jobcenter": "body", "Samtgemeinde": "association", "Region": "district"}}
NEIGHBOUR = {"name": "Neuburg", "state": "HE", "summary": "Probe."}


@pytest.mark.parametrize(
    ("expected", "kind", "name", "number"),
    [
        ([], "Jobcenter", "ags", "06611000"),
        ([], "Samtgemeinde", "ags", "06611000"),
        ([], "Jobcenter", "ars", "066110000000"),
        (["WI213"], "Gemeinde", "ags", "06611000"),
        (["WI213"], "Gemeinde", "ars", "066110000000"),
    ],
)
def test_shared_keys(expected, kind, name, number):
    """
    Who serves an area may have its key; two municipalities have none in common.
    """
    other = {**NEIGHBOUR, "kind": kind, name: number}
    changes = {**KINDS_OF_BOTH, f"{KASSEL}.ars": "066110000000", "members.neuburg": other}
    assert expected == [p.code for p in problems(changes)]


def test_shared_keys_of_the_same_kind():
    """
    Two districts have no AGS in common, two bodies may, and two associations no ARS.
    """
    for kind, name, number, expected in (
        ("Region", "ags", "06633", ["WI213"]),
        ("Jobcenter", "ags", "06633", []),
        ("Samtgemeinde", "ags", "06633", []),
        ("Samtgemeinde", "ars", "066339999", ["WI213"]),
        ("Jobcenter", "ars", "066339999", []),
    ):
        pair = {f"members.{key}": {**NEIGHBOUR, "name": key, "kind": kind, name: number} for key in ("eins", "zwei")}
        assert expected == [p.code for p in problems({**KINDS_OF_BOTH, **pair})], (kind, name)


@pytest.mark.parametrize(
    ("code", "message", "hint", "field", "number"),
    [
        ("WI111", "malformed AGS '073390000'", 'this is an ARS: write ars = "073390000"', "ags", "073390000"),
        (
            "WI111",
            "malformed ARS '06611000'",
            "12 digits, or 9 for an association of municipalities",
            "ars",
            "06611000",
        ),
        ("WI211", "ARS 056110000000 doesn't begin with 06, the number of HE", "05 is NW", "ars", "056110000000"),
        ("WI212", "ARS 066110000001 is not that of AGS 06611000", "it is that of 06611001", "ars", "066110000001"),
    ],
)
def test_ars(code, message, hint, field, number):
    """
    An ARS has its digits, its Land and the AGS in it; in the place of an AGS it is recognized.
    """
    found = [problem for problem in said({f"{KASSEL}.{field}": number}) if problem[0] == code]
    assert [(code, f"{KASSEL}.{field}", message, hint)] == found


def test_ars_of_a_municipality_in_an_association():
    """
    The four digits of the association stand between district and municipality.
    """
    assert [] == said({f"{KASSEL}.ars": "066119999000"})
