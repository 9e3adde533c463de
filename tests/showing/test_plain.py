from samples import member, registry
from wi_cli.showing import plain, portrait

PLAIN = """\
Köllnitz
========
kreisfreie Stadt · Sachsen · AGS 14999000
https://www.koellnitz.example.org

Große Stadt; führt Schule und Beruf zusammen.

Mitglied: Gründungsmitglied, seit 2007; als Mitglied genannt 2014 [1]
Themen: Übergang Schule–Beruf · Elternarbeit
auch: Stadt Köllnitz, Colonia Nova
Lage: 51,25° N, 12,5° O

Zahlen
------
Einwohner: rund 196.500 Personen, undatiert [2]
  Folien ohne Datum.
Einwohner: 200.000 Personen, Stand 31.12.2020 [1]
Einwohner: 150.000 Personen, Stand 2019 [1]
  davon unter 25 Jahren: rund 49.500 Personen, undatiert [2]
Arbeitslosenquote: 10,2 %, Stand 04/2014 [2]

Zeitleiste
----------
Mai 2008: Beschluss der Übergangsstrategie [2]
9. Dezember 2013: Vertrag [1, 2]

Kernelemente [2]
----------------
Erster Absatz.

Zweiter Absatz.
- Lotsen
- Paten

Kontakt
-------
Amt für Jugend, Schule [EU]
Dr. Änne Groß
Ölmühlweg 7
04999 Köllnitz
Aufgabe: Leitung
Telefon: +49 30 23125-001
E-Mail: gross@koellnitz.example.org
Stand 04/2014 [2]

Bürgerbüro
Telefon: +49 30 23125 002
Stand unbekannt [1]

Links
-----
- Bildungsbericht: https://example.org/bericht

Quellen
-------
[1] Satzung (09.12.2013)
[2] Kurzportrait (Stadt Köllnitz, undatiert)
    https://example.org/portrait
"""


def test_plain_portrait():
    """
    A portrait as text: every figure with its label on its own line.
    """
    small = registry()
    assert PLAIN == plain.plain(portrait.of_member(small.members["koellnitz"], small))


def test_plain_width():
    """
    Running text is wrapped at 100 characters, addresses are not.
    """
    url = f"https://example.org/{'x' * 120}"
    text = member(f'summary = "{"Wort " * 50}"\nwebsite = "{url}"')
    small = registry(text)
    lines = plain.plain(portrait.of_member(small.members["a"], small)).splitlines()
    assert [url] == [line for line in lines if len(line) > 100]
    assert 3 == sum(line.startswith("Wort") for line in lines)
