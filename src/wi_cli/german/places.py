"""
Places: the Länder, and what kinds of members there are.
"""

from __future__ import annotations

# ISO 3166-2:DE without "DE-".
STATES = {
    "BW": "Baden-Württemberg",
    "BY": "Bayern",
    "BE": "Berlin",
    "BB": "Brandenburg",
    "HB": "Bremen",
    "HH": "Hamburg",
    "HE": "Hessen",
    "MV": "Mecklenburg-Vorpommern",
    "NI": "Niedersachsen",
    "NW": "Nordrhein-Westfalen",
    "RP": "Rheinland-Pfalz",
    "SL": "Saarland",
    "SN": "Sachsen",
    "ST": "Sachsen-Anhalt",
    "SH": "Schleswig-Holstein",
    "TH": "Thüringen",
}
KINDS = (
    "kreisfreie Stadt",
    "Stadtkreis",
    "kreisangehörige Stadt",
    "Gemeinde",
    "Kreis",
    "Landkreis",
    "Kommunalverband",
    "Stiftung",
    "Verein",
)
DISTRICT_KINDS = frozenset({"Kreis", "Landkreis", "Kommunalverband"})
