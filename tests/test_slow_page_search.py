"""
The search of the page finds what `wi search` finds, in the same order.
"""

import random
import re

import pytest

from browsers import Tab, chromium
from pages import TODAY, made
from samples import CHECKOUT, REAL, RICH, SMALL, places, registry
from wi_cli.errors import NothingFoundError
from wi_cli.finding import ranking, search
from wi_cli.finding.texts import names_of, texts_of
from wi_cli.german.spelling import bare, fold
from wi_cli.registry import store

pytestmark = pytest.mark.slow

# Places whose names are like each other, differ in an addition, or stand in a text of another.
PLACES = (
    *("Köln", "Kölln-Reisiek", "Koln", "Frankfurt am Main", "Frankfurt (Oder)", "Freiburg im Breisgau", "Freiberg"),
    *("Halle (Saale)", "Halle (Westf.)", "Sankt Peter-Ording", "St. Wendel", "Landkreis Göttingen", "Göttingen"),
    *("Göppingen", "Bad Homburg v. d. Höhe", "Homburg", "Hamburg", "Münster", "Munster", "Neumünster", "Weißenfels"),
    *("Weissach", "Großenhain", "Grossbeeren", "Rothenburg ob der Tauber", "Rottenburg am Neckar", "Hof", "Ulm"),
    *("Lutherstadt Wittenberg", "Wittenberge", "Bremen", "Bremerhaven", "Bad Münder am Deister", "Münden", "Čakovec"),
)
# Which of those is larger counts where a name has only been begun.
LARGER = {"Bad Homburg v. d. Höhe": 55_000, "Neumünster": 80_000, "Freiberg": 40_000, "Bremerhaven": 115_000}
# What decides is the name: there the page and `wi search` agree without exception.
OF_NAMES = frozenset(ranking.TIERS) - {"text", "text-typo"}
# Elsewhere they may differ in one thing: the page takes more for a telephone number, and nothing for two of them.
LIKE_NUMBERS = re.compile(r".*\d{2}.*\d")
ASKED = [
    line.split("\t")[0]
    for name in ("questions.tsv", "nouns.tsv")
    for line in (CHECKOUT / "benchmarks" / name).read_text(encoding="utf-8").splitlines()
]
TYPE = """
queries => {
  const field = document.getElementById('_frage');
  return queries.map(query => {
    field.value = query;
    field.dispatchEvent(new Event('input'));
    return [...document.querySelectorAll('#_kacheln h3 a')].slice(0, 3).map(link => link.getAttribute('href').slice(1));
  });
}
"""


def slips(name, chance):
    """
    A name as fingers type it: exactly, folded, with a letter too few, too many, swapped or beside, begun, turned round.
    """
    yield from (name, name.lower(), name.upper(), fold(name), bare(name), name.replace(" ", ""), name[:3], name[:5])
    yield from (" ".join(reversed(name.split())), name.split()[-1], f"Stadt {name}", f"LK {name}")
    for _ in range(3):
        place = chance.randrange(len(name))
        yield name[:place] + name[place + 1 :]
        yield name[:place] + name[place] + name[place:]
        yield name[:place] + chance.choice("enrts") + name[place + 1 :]
        yield name[:place] + name[place + 1 : place + 2] + name[place : place + 1] + name[place + 2 :]


def queries(of, chance):
    """
    What people look for in a registry: names, people, numbers, topics, words of the texts, two of them.
    """
    members = of.members.values()
    for member in members:
        for name in names_of(member):
            yield from slips(name, chance)
        yield from filter(None, (member.ags, member.website, member.state))
        for contact in member.contacts:
            yield from filter(None, (contact.family_name, contact.person, contact.office, contact.email, contact.phone))
            yield from (contact.phone.replace("+49 ", "0").replace(" ", "/", 1),) if contact.phone else ()
    yield from of.topics.values()
    words = [word for member in members for _, text in texts_of(member, of) for word in text.split()]
    yield from chance.sample(words, min(250, len(words)))
    for _ in range(150):
        yield " ".join(chance.sample(words, 2))
    yield from (
        "",
        " ",
        "ß",
        "xyzxyz",
        "Öl",
        "s",
        "tel: 0561",
        "a" * 300,
        "0561 787-0",
        "+49",
        "12345",
        "www.kassel.de",
    )


@pytest.mark.parametrize("file", [REAL, RICH, SMALL, PLACES], ids=["real", "rich", "small", "places"])
def test_agreement(tmp_path, file):
    """
    The first three members are those of `wi search`: of names always, elsewhere but for what is known.  Which places
    there are besides the members the page doesn't know.
    """
    chance = random.Random(2026)  # repeatable
    of = places(*file, **LARGER) if file is PLACES else registry(file) if isinstance(file, str) else store.load(file)
    # What stands in quotes is one phrase, as in a shell; `search` gets what the shell makes of it.
    asked = [*dict.fromkeys(query for query in (*queries(of, chance), *ASKED) if not set('"„“') & set(query))]
    assert len(asked) > 500 or file is not REAL
    (tmp_path / "page.html").write_text(made(of), encoding="utf-8")
    with chromium() as browser:
        tab = Tab(browser, tmp_path / "page.html")
        answers = tab.page.evaluate(TYPE, asked)
        assert [] == tab.said
    everybody = [member.id for member in sorted(of.members.values(), key=lambda one: (bare(one.name), one.id))][:3]
    different = {}
    for query, answer in zip(asked, answers, strict=True):
        hits, is_no_member = found(of, query)
        if is_no_member:
            continue
        expected = [hit.member.id for hit in hits[:3]] if query.strip() else everybody
        if expected != [one for one in answer if one != "_netz"]:
            different[query] = ([(hit.member.id, hit.tier) for hit in hits[:3]], answer)
    assert {} == {query: one for query, one in different.items() if one[0] and one[0][0][1] in OF_NAMES}
    assert {} == {query: one for query, one in different.items() if not LIKE_NUMBERS.match(query)}
    assert len(different) < len(asked) / 100


def found(of, query):
    """
    The members that `wi search` finds, the network left out; and whether it says of a real place that it is none.
    """
    try:
        answer = search.search(of, query.split(), today=TODAY) if query.strip() else search.Answer([])
        return [hit for hit in answer.hits if not hit.is_network], bool(answer.no_member)
    except NothingFoundError as error:
        return [], "is no member" in str(error)
