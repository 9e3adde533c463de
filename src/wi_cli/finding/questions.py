"""
What a question says: the words to look for, the places that it asks about, and what says nothing.

"Wer macht Schulsozialarbeit in Hessen" looks for Schulsozialarbeit among the members in Hessen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.german.places import STATES
from wi_cli.german.placewords import PLACE_KINDS, STATES_CALLED
from wi_cli.german.spelling import bare, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wi_cli.german.placewords import PlaceKind
    from wi_cli.registry.values import Member

_SMALL = """
wer was wo wie wann warum weshalb wieso woher wohin welche welchem welchen welcher welches wessen wem wen womit
ab als am an auch auf aus bei beim bis da das dass dazu dem den der des die durch ein eine einem einen einer eines
er es etwas fuer gegen hinter im in ins mit nach ob oder ohne seit sich sie so sowie ueber um und unter vom von vor
zu zum zur zwischen
alle alles haben hat ich ist kann koennen man mir sind viel viele wir wird wurde
"""
_SAYING_NOTHING = """
arbeitet arbeiten bietet bieten bitte erfahrung erfahrungen finde finden gibt kennt kuemmert macht machen suche suchen
sucht tun tut zeig zeige zustaendig
kommune kommunen mitglied mitglieder mitgliedern ort orte
"""
_CONTACT = """
adresse adressen anruf anschrift ansprechpartner ansprechpartnerin ansprechpartnerinnen ansprechperson email fax
faxnummer kontakt kontakte kontaktdaten kontaktperson mail mailadresse nummer rufnummer telefon telefonnummer
telefonnummern
"""
_ASKED_OF_MEMBERS = "homepage internetseite thema themen webseite website"
LEFT_OUT = frozenset(f"{_SMALL} {_SAYING_NOTHING} {_CONTACT} {_ASKED_OF_MEMBERS}".split()) | {"e mail"}
"""Folded words that say nothing in a question, or only what is known of every member anyway."""
_ALSO_SMALL = """
aber allem allen aller allerdings also andere anderem anderen anderer anderes beide beiden bereits bin bist dabei
dadurch dafuer dagegen daher damit danach dann daran darauf daraus darin darueber darum davon davor denen denn deren
derer dessen deshalb dich dies diese diesem diesen dieser dieses dir doch dort du eben eigen eigene eigenen eigener
einander ans aufs durchs fuers uebers unters vors
einige einigem einigen einiger einmal erst ersten etwa euch euer eure falls fast ganz gar gegenueber gewesen habe habt
hatte hatten hier hin hinter ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres immer indem innerhalb irgend je jede jedem
jeden jeder jederzeit jedes jedoch jene jenen jener jetzt kein keine keinem keinen keiner keines konnte konnten meist
mehr mein meine mich muss muessen mussten neben nicht nichts noch nun nur sehr seid sein seine seinem seinen seiner
seines selbst sobald sofern solche solchem solchen solcher soll sollen sollte sollten somit sondern sonst soweit
spaeter statt trotz ueberall uns unser unsere unserem unseren unserer waehrend war waren wegen weil weiter weitere
weiteren weiterhin weniger wenn werde werden wieder wieviel will wobei wodurch wollen wollte wollten worden wurden
zudem zugleich zuvor zwar
"""
COMMANDS = {
    **dict.fromkeys(
        [
            f"{stem}{ending}"
            for stem in ("ehemalig", "ausgeschieden", "ausgetreten")
            for ending in ("", "e", "en", "er")
        ],
        "wi list --former lists the members that left",
    ),
    **dict.fromkeys([*_CONTACT.split(), "e mail"], "wi contact NAME shows how to reach a member"),
    **dict.fromkeys(("thema", "themen"), "wi topics lists the topics"),
}
"""Folded words that no text may have, because another command answers them: which."""
NO_SLIPS = frozenset((_SMALL + _ALSO_SMALL).split())
"""Folded words that nobody looks for, and that no other word therefore means: Hagen is not haben, but fürs is für's."""
ABBREVIATIONS = {
    "jba": "Jugendberufsagentur",
    "kaoa": "Kein Abschluss ohne Anschluss",
    "kbm": "Kommunales Bildungsmanagement",
    "lvo": "Lernen vor Ort",
    "ruem": "Regionales Übergangsmanagement",
    "rum": "Regionales Übergangsmanagement",
}
"""What the field abbreviates, folded."""
STATE_SCORE, KIND_SCORE = 40, 30
_LONGEST_PLACE = 3
# In brackets, too: Kiel (SH).
_CODE = re.compile(r"^\W*([A-Z]{2})\W*$")
# Übergangsmanager/innen, :innen, *innen, _innen, (innen).
_WOMEN = re.compile(r"(?:[/:*_]-?|\()(?:in|innen)\)?$", re.IGNORECASE)


class Place(NamedTuple):
    """
    A place that is asked about: a Land by its code, or a kind of places, and the words that say so.
    """

    meant: str | PlaceKind
    typed: str

    def score(self, member: Member, kinds: Mapping[str, str]) -> int:
        """
        How well a member is such a place, 0 if it is none: who is called so before who is only of that sort.
        """
        if isinstance(self.meant, str):
            return STATE_SCORE if member.state == self.meant else 0
        if not self.meant.holds(member.kind, kinds.get(member.kind, ""), member.population):
            return 0
        return KIND_SCORE if member.kind == next(iter(self.meant.kinds), None) else KIND_SCORE - 1

    def said_by(self, member: Member) -> tuple[str, str]:
        """
        The field of a member that says so, and its text.
        """
        return ("state", STATES[self.meant]) if isinstance(self.meant, str) else ("kind", member.kind)


class Question(NamedTuple):
    """
    The words to look for, the places asked about, and the words that say nothing.
    """

    words: tuple[str, ...]
    places: tuple[Place, ...]
    without: tuple[str, ...]


def read(words: Sequence[str], *, filtering: bool = True) -> Question:
    """
    What some typed words say; a word with blanks is a phrase, and looked for as it is.  Without `filtering`,
    so are words for places.
    """
    wanted: list[str] = []
    places: list[Place] = []
    without: list[str] = []
    rest = list(words)
    while rest:
        count, place = next(_places(rest) if filtering else iter(()), (1, None))
        word = _WOMEN.sub("", rest[0]) or rest[0]
        if place:
            places.append(place)
        elif fold(word) in LEFT_OUT:
            without.append(word)
        elif fold(word):
            wanted.append(word)
        del rest[:count]
    return Question(tuple(wanted), tuple(places), tuple(without))


def alternatives(places: Sequence[Place]) -> list[list[Place]]:
    """
    The places of which a member must be one each: any of several Länder, and any of several kinds.
    """
    laender = [place for place in places if isinstance(place.meant, str)]
    kinds = [place for place in places if not isinstance(place.meant, str)]
    return [group for group in (laender, kinds) if group]


def fewer(places: Sequence[Place]) -> Iterator[list[Place]]:
    """
    All of these places, then the Länder alone, the kinds alone, none.
    """
    groups = alternatives(places)
    yield [place for group in groups for place in group]
    if len(groups) > 1:
        yield from groups
    if groups:
        yield []


def _places(words: Sequence[str]) -> Iterator[tuple[int, Place]]:
    """
    The places that the first words mean, most words first, with their number.
    """
    for count in range(min(_LONGEST_PLACE, len(words)), 0, -1):
        typed = " ".join(words[:count])
        for form in (fold(typed), bare(typed)):
            if code := STATES_CALLED.get(form) or next((code for code in _CODE.findall(typed) if code in STATES), None):
                yield count, Place(code, typed)
            elif form in PLACE_KINDS:
                yield count, Place(PLACE_KINDS[form], typed)
