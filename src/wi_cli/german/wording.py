"""
How the registry reads in German: labels, dates, numbers.

Everything that shows the registry to a person takes its words from here;
machine formats don't.  Texts are returned as they may be printed: `visible`
has been over whatever came from the registry.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wi_cli.german.places import STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LABELS = {
    # columns of tables
    "id": "Kürzel",
    "name": "Name",
    "kind": "Art",
    "state": "Land",
    "district": "Kreis",
    "ags": "AGS",
    "ars": "ARS",
    "location": "Lage",
    "aliases": "auch",
    "website": "Website",
    "summary": "Kurz gesagt",
    "population": "Einwohner",
    "membership": "Mitglied",
    "since": "seit",
    "until": "bis",
    "topics": "Themen",
    "topic": "Thema",
    "member": "Mitglied",
    "members": "Mitglieder",
    "found": "Fundstelle",
    "excerpt": "Auszug",
    # blocks of a portrait
    "figures": "Zahlen",
    "milestones": "Zeitleiste",
    "sections": "Portrait",
    "contacts": "Kontakt",
    "links": "Links",
    "sources": "Quellen",
    # a contact
    "office": "Stelle",
    "person": "Person",
    "title": "Titel",
    "given_name": "Vorname",
    "family_name": "Nachname",
    "suffix": "Namenszusatz",
    "role": "Aufgabe",
    "street": "Straße",
    "postal_code": "PLZ",
    "city": "Ort",
    "country": "Staat",
    "phone": "Telefon",
    "mobile": "Mobil",
    "fax": "Fax",
    "email": "E-Mail",
    "as_of": "Stand",
    "section": "Portrait",
    "milestone": "Zeitleiste",
    "figure": "Zahlen",
    "contact": "Kontakt",
    "link": "Links",
    "source": "Quelle",
    "alias": "auch",
    "place": "Ort",
}

# What people say instead, where it isn't near a word above.
_ALSO = {
    "name": ("Namen",),
    "kind": ("Typ",),
    "state": ("Bundesland",),
    "aliases": ("Aliase", "Beinamen"),
    "website": ("Webseite", "Homepage", "Internet"),
    "summary": ("Zusammenfassung", "Kurztext"),
    "population": ("Einwohnerzahl", "Bevölkerung"),
    "membership": ("Mitgliedschaft",),
    "member": ("Mitglieder", "members"),
    "topics": ("Thema", "topic"),
    "topic": ("Themen", "topics"),
    "figures": ("Zahl", "Kennzahlen", "figure"),
    "milestones": ("Ereignisse", "milestone"),
    "milestone": ("Ereignisse", "milestones"),
    "sections": ("Abschnitte", "section"),
    "section": ("Abschnitte", "sections"),
    "contacts": ("Kontakte", "contact"),
    "contact": ("Kontakte", "contacts"),
    "links": ("Link", "link"),
    "link": ("Link", "links"),
    "sources": ("Quelle", "source"),
    "office": ("Amt", "Büro"),
    "person": ("Ansprechpartner", "Ansprechpartnerin"),
    "role": ("Funktion",),
    "postal_code": ("Postleitzahl",),
    "city": ("Stadt",),
    "country": ("Land",),
    "phone": ("Telefonnummer", "Tel"),
    "mobile": ("Handy", "Mobiltelefon"),
    "fax": ("Telefax",),
    "email": ("Mail", "Mailadresse"),
}

BLOCKS = ("summary", "topics", "membership", "figures", "milestones", "sections", "contacts", "links", "sources")

QUALIFIERS = {"about": "rund", "more-than": "mehr als", "almost": "fast", "target": "Ziel:"}

UNDATED = "undatiert"
AS_OF_UNKNOWN = "Stand unbekannt"
NO_CONTACT = "kein Kontakt im Verzeichnis"

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)

# What is acted on, or hides text, instead of being shown: C0 and C1 controls
# (ECMA-48); marks, embeddings, overrides and isolates, which turn a line round
# (UAX #9, table 4), and the deprecated ones behind them (Unicode, 23.3); line and
# paragraph separators; byte order mark, vowel separator, invisible operators,
# interlinear annotations and tags, which carry text that nobody sees (23.4 to
# 23.9); halves of characters, which no encoding can write.  Soft hyphens and
# joiners stay: words and emoji are written with them, and they move nothing.
# (A pattern as text: most runs never compile it.)
UNSAFE = (
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200e\u200f\u2028-\u202e\u2061-\u2064\u2066-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# What CI runners take for a command in the log that a program writes: GitHub's a
# line that begins with ::name (src/Runner.Common/ActionCommand.cs; blanks before it
# don't count) and ##[name] anywhere in one, Azure's ##vso[, TeamCity's ##teamcity[.
# The last character of a match is written as an escape.
_COMMAND = re.compile(r"^[^\S\n]*:(?=:\w)|##(?=\w*\[)", re.MULTILINE)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_PERIODS = {
    "-01/-03": "1. Quartal",
    "-04/-06": "2. Quartal",
    "-07/-09": "3. Quartal",
    "-10/-12": "4. Quartal",
    "-01/-06": "1. Halbjahr",
    "-07/-12": "2. Halbjahr",
}

_LAST_DAYS = {"03": "31", "06": "30", "07": "31", "09": "30", "12": "31"}
"""Of the months with which these periods, and school years, end."""

MOST_CITED = 200


def meant_field(typed: str, known: Iterable[str]) -> str | None:
    """
    The one of these fields that a word means, as the registry calls it, as the screen does, or by another word
    for the same: phone, Telefon, E-Mail, Mail.
    """
    from wi_cli.german.spelling import forms

    names = list(known)
    if typed in names:
        return typed
    word = forms(typed) - {""}
    ways = (lambda name: (name,), lambda name: (LABELS.get(name, ""),), lambda name: _ALSO.get(name, ()))
    return next(
        (name for way in ways for name in names if any(not word.isdisjoint(forms(one)) for one in way(name))), None
    )


def called(known: Iterable[str]) -> list[str]:
    """
    What these fields are called, in the registry and on the screen: of which a word may be a slip.
    """
    names = list(known)
    labels = (LABELS.get(name, name) for name in names)
    return [*names, *dict.fromkeys(label for label in labels if label.lower() not in names)]


def cited(text: str) -> str:
    """
    A text in quotes, for a message about another one; cut after 200
    characters, because thousands of messages may be about the same.
    """
    return repr(shortened(text))


def shortened(text: str, most: int = MOST_CITED) -> str:
    """
    A text that is cut if it is very long.
    """
    return text if len(text) <= most else f"{text[:most]}…"


def visible(text: str) -> str:
    """
    The text with control characters and bidi overrides written as escapes; tabs and line breaks become a blank.
    """
    # Nothing that is printable is unsafe, and to ask is much faster.
    return text if text.isprintable() else re.sub(UNSAFE, lambda found: _escaped(found[0]), text)


def _escaped(character: str) -> str:
    if character in "\t\n\r":
        return " "
    code = ord(character)
    # As Python writes them.
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004


def inert(text: str) -> str:
    r"""
    The text as no CI runner finds a command in any of its lines: ::error is
    written \x3a:error, and ##[error] #\x23[error].
    """
    # Hardly any text has one, and to ask is much faster.
    if "::" not in text and "##" not in text:
        return text
    return _COMMAND.sub(lambda found: found[0][:-1] + _escaped(found[0][-1]), text)


def json_inert(text: str) -> str:
    """
    JSON with the same values in which nothing acts on a terminal or a CI runner.
    """
    import json as library

    # What JSON leaves alone can only stand inside strings, and \u0023 is # there.
    if not text.replace("\n", "").isprintable():  # hardly ever, and to ask is much faster
        text = re.sub(UNSAFE, lambda found: found[0] if found[0] == "\n" else library.dumps(found[0])[1:-1], text)
    return _COMMAND.sub(lambda found: f"{found[0][:-1]}\\u{ord(found[0][-1]):04x}", text) if "##" in text else text


def number(value: float, decimals: int = 0) -> str:
    """
    A number as Germans write it: 196500 -> "196.500", 10.2 -> "10,2".  At
    least `decimals` digits after the comma, and never fewer than the value has.
    """
    from decimal import Decimal

    exact = Decimal(str(value))
    places = max(decimals, -int(exact.normalize().as_tuple().exponent))
    return f"{exact:,.{places}f}".translate(str.maketrans(",.", ".,"))


def short_date(date: str) -> str:
    """
    A registry date in digits: 31.12.2020, 04/2014, 2014; an interval as
    "seit …", "bis …", "Schuljahr 2013/14", "4. Quartal 2013" or "… – …".  What is no date is shown as it is.
    """
    return _dated(date, _digits, " – ")


def year(date: str) -> str:
    """
    The year of a registry date; of an interval what `short_date` calls it.  What is no date is shown as it is.
    """
    return _dated(date, lambda one: found[1] if (found := _DATE.fullmatch(one)) else visible(one), "–")


def long_date(date: str) -> str:
    """
    A registry date in words: 9. Dezember 2013, Mai 2008, 2011–2012.
    """
    return _dated(date, _words, "–" if len(date) == len("2011/2012") else " – ")


def _dated(date: str, one: Callable[[str], str], dash: str) -> str:
    start, slash, end = date.partition("/")
    if not slash:
        return one(date)
    if end == "..":
        return f"seit {one(start)}"
    if start == "..":
        return f"bis {one(end)}"
    return _period(start, end) or f"{one(start)}{dash}{one(end)}"


def _period(start: str, end: str) -> str | None:
    """
    What an interval of whole months is called, if that has a name; school years
    begin in August (Hamburger Abkommen, 1964).
    """
    if start[7:] == "-01" and end[8:] == _LAST_DAYS.get(end[5:7]):
        start, end = start[:7], end[:7]
    year, months = start[:4], f"{start[4:]}/{end[4:]}"
    if months == "-08/-07" and year.isdecimal() and end[:4] == f"{int(year) + 1:04}":
        return f"Schuljahr {year}/{end[2:4]}"
    if months in _PERIODS and year.isdecimal() and end[:4] == year:
        return f"{_PERIODS[months]} {year}"
    return None


def _digits(date: str) -> str:
    found = _DATE.fullmatch(date)
    if not found:
        return visible(date)
    year, month, day = found.groups()
    return f"{day}.{month}.{year}" if day else f"{month}/{year}" if month else year


def _words(date: str) -> str:
    found = _DATE.fullmatch(date)
    if not found or not 0 <= int(found[2] or 1) - 1 < len(MONTHS):
        return visible(date)
    year, month, day = found.groups()
    named = f"{MONTHS[int(month) - 1]} {year}" if month else year
    return f"{int(day)}. {named}" if day else named


def state(code: str | None) -> str:
    """
    Name of a Land; an unknown code as it is.
    """
    return STATES.get(code or "", visible(code or ""))
