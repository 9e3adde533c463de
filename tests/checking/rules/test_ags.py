import pytest

from judged import KASSEL, MISSING, problems
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
