"""
Registries for the tests: a small invented one, a rich one, the real one, and values written as TOML.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from unicodedata import bidirectional, category

from wi_cli.registry import build, values

CHECKOUT = Path(__file__).parents[1]
REGISTRIES = CHECKOUT / "tests" / "registries"
# What is shipped.  Whatever is tested with it holds for any valid registry: data change, code doesn't.
REAL = CHECKOUT / "data" / "members.toml"
# What the README shows: members with as much to say as real ones, which stay as they are.
RICH = CHECKOUT / "docs" / "members.toml"

# People are invented; phone numbers are those that the Bundesnetzagentur keeps for films.
SMALL = """\
format = 1

[network]
name = "Netz der Übergänge"
short_name = "NdÜ"
summary = "Ein erfundenes Netz."
website = "https://netz.example.org"

[[network.figures]]
indicator = "member-count"
value = 4
sources = ["satzung"]

[topics]
uebergang = "Übergang Schule–Beruf"
elternarbeit = "Elternarbeit"
ehrenamt = "Ehrenamt"

[indicators.population]
label = "Einwohner"
unit = "Personen"

[indicators.under-25]
label = "davon unter 25 Jahren"
unit = "Personen"
part_of = "population"

[indicators.unemployment]
label = "Arbeitslosenquote"
unit = "%"
decimals = 1

[indicators.member-count]
label = "Mitglieder"
unit = "Mitglieder"

[sources.portrait]
title = "Kurzportrait"
publisher = "Stadt Köllnitz"
url = "https://example.org/portrait"

[sources.satzung]
title = "Satzung"
date = "2013-12-09"

[members.koellnitz]
name = "Köllnitz"
kind = "kreisfreie Stadt"
state = "SN"
ags = "14999000"
location = { lat = 51.25, lon = 12.5 }
aliases = ["Stadt Köllnitz", "Colonia Nova"]
website = "https://www.koellnitz.example.org"
summary = "Große Stadt; führt Schule und Beruf zusammen."
topics = ["uebergang", "elternarbeit"]

[members.koellnitz.membership]
founding = true
since = "2007"
seen = ["2014"]
sources = ["satzung"]

[[members.koellnitz.contacts]]
office = "Amt für Jugend, Schule [EU]"
title = "Dr."
given_name = "Änne"
family_name = "Groß"
role = "Leitung"
street = "Ölmühlweg 7"
postal_code = "04999"
city = "Köllnitz"
phone = "+49 30 23125-001"
email = "gross@koellnitz.example.org"
as_of = "2014-04"
sources = ["portrait"]

[[members.koellnitz.contacts]]
office = "Bürgerbüro"
phone = "+49 30 23125 002"
sources = ["satzung"]

[[members.koellnitz.figures]]
indicator = "under-25"
value = 49500
qualifier = "about"
sources = ["portrait"]

[[members.koellnitz.figures]]
indicator = "population"
value = 196500
qualifier = "about"
note = "Folien ohne Datum."
sources = ["portrait"]

[[members.koellnitz.figures]]
indicator = "population"
value = 200000
as_of = "2020-12-31"
sources = ["satzung"]

[[members.koellnitz.figures]]
indicator = "population"
value = 150000
as_of = "2019"
sources = ["satzung"]

[[members.koellnitz.figures]]
indicator = "unemployment"
value = 10.2
as_of = "2014-04"
sources = ["portrait"]

[[members.koellnitz.milestones]]
date = "2008-05"
text = "Beschluss der Übergangsstrategie"
sources = ["portrait"]

[[members.koellnitz.milestones]]
date = "2013-12-09"
text = "Vertrag"
sources = ["satzung", "portrait"]

[[members.koellnitz.sections]]
title = "Kernelemente"
text = "Erster Absatz.\\n\\nZweiter Absatz."
items = ["Lotsen", "Paten"]
sources = ["portrait"]

[[members.koellnitz.links]]
title = "Bildungsbericht"
url = "https://example.org/bericht"

[members.hall]
name = "Hall (Saale)"
kind = "kreisangehörige Stadt"
state = "ST"
district = "Saalekreis"
ags = "15999001"
aliases = ["Salzstadt"]
summary = "Stadt an der Saale."
topics = ["uebergang"]

[[members.hall.contacts]]
office = "Rathaus"
city = "Hall (Saale)"
country = "AT"
mobile = "+43 660 1234567"
fax = "+43 1 23125-9"
sources = ["portrait"]

[[members.hall.figures]]
indicator = "population"
value = 31404
sources = ["portrait"]

[members.bad-hall]
name = "Bad Hall"
kind = "kreisangehörige Stadt"
state = "BY"
ags = "09999001"
aliases = ["Salzstadt", "Sankt Hall"]
summary = "Badeort."

[members.bad-hall.membership]
since = "2011"
sources = ["satzung"]

[members.landkreis-hoexburg]
name = "Landkreis Höxburg"
kind = "Landkreis"
state = "HE"
ags = "06999"
ars = "069990000000"
website = "https://www.hoexburg.example.org"
summary = "Ausgeschieden."
topics = ["uebergang", "nirgends-erklaert"]

[members.landkreis-hoexburg.membership]
until = "2022"
sources = ["satzung"]
"""

# What JSON has of a member although the registry has none of it.
LISTS: dict[str, list[object]] = {
    name: [] for name in ("aliases", "topics", "contacts", "figures", "milestones", "sections", "links")
}


def harmful(text: str) -> set[str]:
    """
    The characters of a text on which a terminal acts, or that hide text, instead of being shown.
    """
    return {c for c in text if category(c) in ("Cc", "Cs", "Zl", "Zp") or bidirectional(c) in _TURNING or c in _MARKS}


_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_MARKS = {"\u061c", "\u180e", "\u200e", "\u200f", "\ufeff"} | {
    chr(code)
    for first, last in ((0x2061, 0x2064), (0x206A, 0x206F), (0xFFF9, 0xFFFB), (0xE0000, 0xE007F))
    for code in range(first, last + 1)
}


def commands(log: str) -> list[str]:
    """
    What the runners of GitHub (ActionCommand.cs), Azure and TeamCity take for commands in a log.
    """
    found = [line for line in re.split(r"\r\n|\r|\n", log) if re.match(r"::\w[^:]*::", line.lstrip())]
    return found + re.findall(r"##\w*\[\w", log)


def document(text: str = SMALL) -> dict:
    return tomllib.loads(text)


def registry(text: str = SMALL) -> values.Registry:
    return build.registry(tomllib.loads(text))


def member(fields: str, tables: str = "", vocabulary: str = "") -> str:
    """
    Text of a registry with one member `a` (and its tables) and vocabularies.
    """
    return f'format = 1\n{vocabulary}\n[members.a]\nname = "Astadt"\nkind = "Gemeinde"\n{fields}\n{tables}'


def figure(owner: str, indicator: str, value: float, qualifier: str = "", as_of: str = "", note: str = "") -> str:
    """
    Text of one more figure of a member.
    """
    more = {"qualifier": qualifier, "as_of": as_of, "note": note}
    said = "".join(f"{key} = {toml(text)}\n" for key, text in more.items() if text)
    return f'[[members.{owner}.figures]]\nindicator = "{indicator}"\nvalue = {value}\n{said}sources = ["portrait"]\n'


def places(*names: str, **larger: int) -> values.Registry:
    """
    A registry of places with these names; `larger` ones have a population.
    """
    tables = {str(n): {"name": name, "kind": "Stadt"} for n, name in enumerate(names)}
    for name, inhabitants in larger.items():
        tables[name] = {"name": name, "kind": "Stadt", "figures": [{"indicator": "population", "value": inhabitants}]}
    return build.registry({"members": tables})


def toml(value: object) -> str:
    """
    Any value as one line of TOML.
    """
    if isinstance(value, str):
        return f'"{"".join(_character(c) for c in value)}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{toml(key)} = {toml(item)}' for key, item in value.items())}}}"
    return repr(value)


def toml_document(tables: dict) -> str:
    return "".join(f"{toml(key)} = {toml(value)}\n" for key, value in tables.items())


def _character(character: str) -> str:
    return character if character.isprintable() and character not in '"\\' else f"\\U{ord(character):08x}"


HALL = """\
Hall (Saale)
============
kreisangehörige Stadt · Sachsen-Anhalt · Saalekreis · AGS 15999001

Stadt an der Saale.

Themen: Übergang Schule–Beruf
auch: Salzstadt

Zahlen
------
Einwohner: 31.404 Personen, undatiert [1]

Kontakt
-------
Rathaus
Hall (Saale)
ÖSTERREICH
Mobil: +43 660 1234567
Fax: +43 1 23125-9
Stand unbekannt [1]

Quellen
-------
[1] Kurzportrait (Stadt Köllnitz, undatiert)
    https://example.org/portrait
"""
"""
What `wi show hall` prints of the small registry.
"""

HALL_CARD = """\
Hall (Saale)
Rathaus
Hall (Saale)
ÖSTERREICH
Mobil: +43 660 1234567
Fax: +43 1 23125-9
Stand unbekannt (Quelle: Kurzportrait, Stadt Köllnitz)
"""
"""
Its card.
"""
