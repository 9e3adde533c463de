"""
Words that ask for places: NRW and BaWü for a Land, Landkreise and Großstadt for a kind.

Nearly all is data: folded words, and the same with bare vowels.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from wi_cli.german.places import STATES
from wi_cli.german.spelling import fold

STATES_CALLED = {
    # folded, and with bare vowels, as people type them
    "baden wuerttemberg": "BW",
    "baden wurttemberg": "BW",
    "bawue": "BW",
    "bawu": "BW",
    "ba wue": "BW",
    "bayern": "BY",
    "berlin": "BE",
    "brandenburg": "BB",
    "bremen": "HB",
    "hamburg": "HH",
    "hessen": "HE",
    "mecklenburg vorpommern": "MV",
    "mecklenburg": "MV",
    "meckpomm": "MV",
    "meck pomm": "MV",
    "mcpomm": "MV",
    "niedersachsen": "NI",
    "nds": "NI",
    "nordrhein westfalen": "NW",
    "nrw": "NW",
    "rheinland pfalz": "RP",
    "rlp": "RP",
    "saarland": "SL",
    "sachsen": "SN",
    "sachsen anhalt": "ST",
    "lsa": "ST",
    "schleswig holstein": "SH",
    "thueringen": "TH",
    "thuringen": "TH",
}
"""The Länder by what they are called."""
# With a bracket, and blanks too many.
_LONGEST_STATE = 40
_BEFORE_STATE = re.compile(r"(?:[\s,]+i[nm])?[\s,(/]+", re.IGNORECASE)


class PlaceKind(NamedTuple):
    """
    Which places a word means: of these kinds, or of one of these sorts, with so many inhabitants, the last excluded.
    """

    kinds: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    least: int = 0
    below: int = 0

    def holds(self, kind: str, sort: str, population: float | None) -> bool:
        """
        Whether a place of this kind and sort, with so many inhabitants, is meant.
        """
        if kind not in self.kinds and sort not in self.sorts:
            return False
        return not self.least or (population is not None and self.least <= population < (self.below or population + 1))


_TOWN, _DISTRICT = ("municipality",), ("district",)
_KINDS_CALLED = {
    ("stadt", "staedte", "staedten"): PlaceKind(
        ("kreisfreie Stadt", "kreisangehörige Stadt", "Stadtkreis", "Stadt"), _TOWN
    ),
    ("gemeinde", "gemeinden"): PlaceKind(("Gemeinde",), _TOWN),
    ("kreisfreie stadt", "kreisfreie staedte", "kreisfreien staedte", "kreisfreien staedten"): PlaceKind(
        ("kreisfreie Stadt", "Stadtkreis")
    ),
    ("kreisangehoerige stadt", "kreisangehoerige staedte", "kreisangehoerigen staedten"): PlaceKind(
        ("kreisangehörige Stadt",)
    ),
    ("stadtkreis", "stadtkreise", "stadtkreisen"): PlaceKind(("Stadtkreis",)),
    ("kreis", "kreise", "kreisen"): PlaceKind(("Kreis", "Landkreis"), _DISTRICT),
    ("landkreis", "landkreise", "landkreisen"): PlaceKind(("Landkreis", "Kreis"), _DISTRICT),
    ("kommunalverband", "kommunalverbaende", "kommunalverbaenden"): PlaceKind(("Kommunalverband",)),
    # The sizes are those of German statistics since 1887.
    ("grossstadt", "grossstaedte", "grossstaedten"): PlaceKind((), _TOWN, 100_000),
    ("mittelstadt", "mittelstaedte", "mittelstaedten"): PlaceKind((), _TOWN, 20_000, 100_000),
    ("kleinstadt", "kleinstaedte", "kleinstaedten"): PlaceKind((), _TOWN, 5_000, 20_000),
}
PLACE_KINDS = {
    form.replace(*spelling): kind
    for words, kind in _KINDS_CALLED.items()
    for form in words
    for spelling in (("", ""), ("ae", "a"), ("oe", "o"))
}
"""What kinds of places words mean, folded and with bare vowels."""


def without_state(name: str) -> tuple[str, str]:
    """
    A name, and the code of the Land that is said behind it: "Kassel, Hessen", "Dortmund NRW", "Kiel (SH)"; both are
    empty if none is.
    """
    for gap in _BEFORE_STATE.finditer(name, max(1, len(name) - _LONGEST_STATE)):
        said = name[gap.end() :].strip(" ).")
        if state := STATES_CALLED.get(fold(said)) or (said.upper() if said.upper() in STATES else None):
            return name[: gap.start()], state
    return "", ""
