"""
Rules on the AGS, the key of a municipality or district, on the ARS, and on the Land that both begin with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wi_cli.checking.rule import Advice, Problem, View, form, rule, text_of
from wi_cli.german.places import TERRITORIES
from wi_cli.german.wording import cited
from wi_cli.registry.values import Path

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
_FORMS = {"ags": "[0-9]{5}|[0-9]{8}", "ars": "[0-9]{9}|[0-9]{12}"}
_DIGITS_OF_AGS = {"municipality": 8, "district": 5}
_DIGITS_OF_ARS = {"municipality": 12, "association": 9}

rule(
    code="WI111",
    name="malformed-ags",
    title="an AGS is not 8 or 5 digits, or an ARS not 12 or 9",
    why="The Amtlicher Gemeindeschlüssel (Destatis) has 8 digits for a municipality and 5 for a district, "
    "the Amtlicher Regionalschlüssel 12, or 9 for an association of municipalities; both are written without blanks.",
    bad="""
        [members.kassel]
        ags = "06 6 11 000"
    """,
    good="""
        [members.kassel]
        ags = "06611000"
    """,
)

form("ars", "WI111", "ARS", "12 digits, or 9 for an association of municipalities")


@form("ags", "WI111", "AGS", "8 digits for a municipality, 5 for a district")
def ags_as_meant(value: str) -> Advice | None:
    return Advice(f'this is an ARS: write ars = "{value}"') if re.fullmatch("[0-9]{9}|[0-9]{12}", value) else None


@rule(
    code="WI211",
    name="ags-of-another-land",
    title="an AGS or ARS doesn't begin with the number of the Land",
    why="Its first two digits are the Land (Destatis): 05 is Nordrhein-Westfalen, 06 is Hessen. "
    "Either the key or the state is wrong.",
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
    title="an AGS or ARS doesn't fit the kind of member, or one the other",
    why="Destatis gives a municipality 8 digits, a kreisfreie Stadt too, and a district 5. The ARS of a municipality "
    "has 12, that of an association 9; without the four digits of the association it is the AGS.",
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
    why="Each municipality and district has an AGS of its own, and `wi show` finds members by it. "
    "Most often a copied entry kept the old number. Bodies and associations may have that of the area they serve.",
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
    WI211, WI212, WI213: an AGS or ARS against Land, kind, each other and other
    members; WI214: a municipality or district without its Land.
    """
    owners: dict[tuple[str, str], str] = {}
    for key, member in view.members.items():
        kind = text_of(member, "kind")
        sort = view.kinds.get(kind)
        if sort in TERRITORIES and "state" not in member:
            message = f"state is missing for a {kind}"
            yield Problem(("members", key), "WI214", message, "such as HE", at_key=True, missing="state")
        ags, ars = (text if re.fullmatch(form, text := text_of(member, name)) else "" for name, form in _FORMS.items())
        for name, number, digits in (("ags", ags, _DIGITS_OF_AGS), ("ars", ars, _DIGITS_OF_ARS)):
            if not number:
                continue
            path, what = ("members", key, name), f"{name.upper()} {number}"
            yield from _of_another_land(path, what, number, text_of(member, "state"))
            if len(number) != (wanted := digits.get(str(sort), len(number))):
                yield Problem(path, "WI212", f"{what} has {len(number)} digits, a {kind} has {wanted}")
            elif name == "ars" and ags and sort in TERRITORIES and (of_ars := _ags_of(ars)[: len(ags)]) != ags:
                yield Problem(path, "WI212", f"{what} is not that of AGS {ags}", f"it is that of {of_ars}")
            if sort not in TERRITORIES and not (name == "ars" and sort == "association"):
                continue
            owner = owners.setdefault((name, number), key)
            if owner != key:
                hint = (
                    "a body that serves the area has a kind that [kinds] declares as a body" if name == "ags" else None
                )
                yield Problem(path, "WI213", f"{what} belongs to {cited(owner)} already", hint)


def _ags_of(ars: str) -> str:
    """
    The AGS within an ARS of 12 digits, which has four for the association between district and municipality.
    """
    return ars[:5] + ars[9:]


def _of_another_land(path: Path, what: str, number: str, state: str) -> Iterator[Problem]:
    wanted = AGS_OF_STATE.get(state)
    if wanted and not number.startswith(wanted):
        land = next((code for code, first in AGS_OF_STATE.items() if number.startswith(first)), None)
        hint = f"{number[:2]} is {land}" if land else None
        yield Problem(path, "WI211", f"{what} doesn't begin with {wanted}, the number of {state}", hint)
