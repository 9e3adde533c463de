"""
Rules on the AGS, the key of a municipality or district, and on the Land that it begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wi_cli.checking.rule import Problem, View, form, rule, text_of
from wi_cli.german.places import KINDS
from wi_cli.german.wording import cited

# First two digits of the AGS (Destatis: Schlüsselnummern der Länder).
AGS_OF_STATE = {
    "SH": "01",
    "HH": "02",
    "NI": "03",
    "HB": "04",
    "NW": "05",
    "HE": "06",
    "RP": "07",
    "BW": "08",
    "BY": "09",
    "SL": "10",
    "BE": "11",
    "BB": "12",
    "MV": "13",
    "SN": "14",
    "ST": "15",
    "TH": "16",
}
_DISTRICTS = frozenset({"Kreis", "Landkreis", "Kommunalverband"})
_MUNICIPALITIES = frozenset(KINDS[:4])

rule(
    code="WI111",
    name="malformed-ags",
    title="an AGS is not 8 or 5 digits",
    why="The Amtlicher Gemeindeschlüssel (Destatis) has 8 digits for a municipality and 5 for a district, "
    "written without blanks.",
    bad="""
        [members.kassel]
        ags = "06 6 11 000"
    """,
    good="""
        [members.kassel]
        ags = "06611000"
    """,
)

form("ags", "WI111", "AGS", "8 digits for a municipality, 5 for a district")


@rule(
    code="WI211",
    name="ags-of-another-land",
    title="an AGS doesn't begin with the number of the Land",
    why="Its first two digits are the Land (Destatis): 05 is Nordrhein-Westfalen, 06 is Hessen. "
    "Either the AGS or the state is wrong.",
    bad="""
        [members.kassel]
        state = "HE"
        ags = "05611000"
    """,
    good="""
        [members.kassel]
        state = "HE"
        ags = "06611000"
    """,
)
@rule(
    code="WI212",
    name="ags-of-another-kind",
    title="the length of an AGS doesn't fit the kind of member",
    why="Destatis gives a municipality 8 digits, a kreisfreie Stadt too, and a district 5.",
    bad="""
        [members.kassel]
        kind = "kreisfreie Stadt"
        ags = "06611"
    """,
    good="""
        [members.kassel]
        kind = "kreisfreie Stadt"
        ags = "06611000"
    """,
)
@rule(
    code="WI213",
    name="duplicate-ags",
    title="two members have the same AGS",
    why="Each municipality has an AGS of its own, and `wi show` finds members by it. "
    "Most often a copied entry kept the old number.",
    bad="""
        [members.baunatal]
        name = "Baunatal"
        kind = "kreisangehörige Stadt"
        state = "HE"
        ags = "06611000"  # Kassel's
        summary = "Nachbarstadt von Kassel."
    """,
    good="""
        [members.baunatal]
        name = "Baunatal"
        kind = "kreisangehörige Stadt"
        state = "HE"
        ags = "06633003"
        summary = "Nachbarstadt von Kassel."
    """,
)
@rule(
    code="WI214",
    name="missing-state",
    title="a municipality or district doesn't say in which Land it lies",
    why="Without it, `wi list --state` misses the member. Only a Stiftung or a Verein may do without.",
    bad="""
        [members.baunatal]
        name = "Baunatal"
        kind = "kreisangehörige Stadt"
        summary = "Nachbarstadt von Kassel."
    """,
    good="""
        [members.baunatal]
        name = "Baunatal"
        kind = "kreisangehörige Stadt"
        state = "HE"
        summary = "Nachbarstadt von Kassel."
    """,
)
def keys_of_municipalities(view: View) -> Iterator[Problem]:
    """
    WI211, WI212, WI213: an AGS against Land, kind and the others; WI214: a
    municipality or district without its Land.
    """
    owners: dict[str, str] = {}
    for key, member in view.members.items():
        kind, state, ags = text_of(member, "kind"), text_of(member, "state"), text_of(member, "ags")
        path = ("members", key, "ags")
        if kind in _MUNICIPALITIES | _DISTRICTS and "state" not in member:
            message = f"state is missing for a {kind}"
            yield Problem(("members", key), "WI214", message, "such as HE", at_key=True, missing="state")
        if not re.fullmatch(r"\d{5}|\d{8}", ags):
            continue
        if (number := AGS_OF_STATE.get(state)) and not ags.startswith(number):
            land = next((code for code, first in AGS_OF_STATE.items() if ags.startswith(first)), None)
            hint = f"{ags[:2]} is {land}" if land else None
            yield Problem(path, "WI211", f"AGS {ags} doesn't begin with {number}, the number of {state}", hint)
        wanted = 8 if kind in _MUNICIPALITIES else 5 if kind in _DISTRICTS else len(ags)
        if len(ags) != wanted:
            yield Problem(path, "WI212", f"AGS {ags} has {len(ags)} digits, a {kind} has {wanted}")
        if ags in owners:
            yield Problem(path, "WI213", f"AGS {ags} belongs to {cited(owners[ags])} already")
        owners.setdefault(ags, key)
