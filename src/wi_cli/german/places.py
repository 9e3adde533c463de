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
KINDS = {
    "kreisfreie Stadt": "municipality",
    "Stadtkreis": "municipality",
    "kreisangehörige Stadt": "municipality",
    "Gemeinde": "municipality",
    "Kreis": "district",
    "Landkreis": "district",
    "Kommunalverband": "district",
    "Stiftung": "body",
    "Verein": "body",
}
"""
The kinds that need no declaration, and what each is: municipality, district, association (of municipalities) or body.
"""
TERRITORIES = frozenset({"municipality", "district"})
"""Whose AGS is the member's own; that of others is the area that they serve."""
