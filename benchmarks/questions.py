"""
How well coordinators are understood: questions, plurals, slips and prefixes over the real registry and real places.

Used by search_quality.py.  questions.tsv has a question and the members that may come first ("@topic": who works on
it, "-": nobody); nouns.tsv has forms of one noun a line.  Both were written before anything was tuned by them.
"""

from __future__ import annotations

import csv
import random
import re
import sqlite3
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import Stemmer
import tantivy
import tomli

from wi_cli.errors import WiError
from wi_cli.finding import names, search
from wi_cli.finding.texts import texts_of
from wi_cli.german.placenames import place_names
from wi_cli.german.spelling import fold
from wi_cli.registry import build
from wi_cli.registry.values import Figure, Member, Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Finder = Callable[[str], list[str]]

HERE = Path(__file__).parent
SEED = 2026
SLIPS = 60
CITIES = 101
SORTS = {"kreisangehörige Stadt": "municipality", "Landkreis": "district"}
FORMS = ("Stadt {}", "Kreis {}", "Landkreis {}", "LK {}", "{}, Kreis", "Große Kreisstadt {}", "{}")
WORD = re.compile(r"[^\W\d_]+")


def rows(name: str) -> list[list[str]]:
    """
    The lines of a table beside this file.
    """
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def real() -> Registry:
    """
    The real registry.
    """
    return build.registry(tomli.loads((HERE.parent / "data" / "members.toml").read_text(encoding="utf-8")))


# -- finders: query -> ids, best first ---------------------------------------------------------------


def ours(registry: Registry) -> Finder:
    """
    This program.
    """

    def find(query: str) -> list[str]:
        try:
            return [hit.member.id for hit in search.search(registry, query.split()).hits if not hit.is_network]
        except WiError:
            return []

    return find


def documents(registry: Registry) -> dict[str, tuple[str, str]]:
    """
    Names and all other texts of each member, as `wi` searches them.
    """
    found = {}
    for member in registry.members.values():
        texts = texts_of(member, registry)
        parts = [[text for field, text in texts if (field in ("name", "alias", "id")) == is_name] for is_name in (1, 0)]
        found[member.id] = (" \n".join(parts[0]), " \n".join(parts[1]))
    return found


def fts5(registry: Registry) -> Finder:
    """
    SQLite's full-text search over German stems: names count ten times; all words, else any of them.
    """
    stemmer = Stemmer.Stemmer("german")

    def stems(text: str) -> list[str]:
        return stemmer.stemWords(re.findall(r"\w+", text.lower()))

    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE members USING fts5(id UNINDEXED, names, texts)")
    for key, (called, texts) in documents(registry).items():
        base.execute("INSERT INTO members VALUES (?, ?, ?)", (key, " ".join(stems(called)), " ".join(stems(texts))))

    def find(query: str) -> list[str]:
        quoted = [f'"{word}"' for word in stems(query)]
        for joined in (" ", " OR "):
            wanted = "SELECT id FROM members WHERE members MATCH ? ORDER BY bm25(members, 0, 10, 1)"
            if quoted and (found := base.execute(wanted, (joined.join(quoted),)).fetchall()):
                return [key for (key,) in found]
        return []

    return find


def with_tantivy(registry: Registry) -> Finder:
    """
    tantivy over German stems: names count ten times; all words, else any of them.
    """
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    for field in ("names", "texts"):
        schema.add_text_field(field, tokenizer_name="de_stem")
    index = tantivy.Index(schema.build())
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for part in (tantivy.Filter.lowercase(), tantivy.Filter.stemmer("german")):
        analyzer = analyzer.filter(part)
    index.register_tokenizer("de_stem", analyzer.build())
    writer = index.writer()
    for key, (called, texts) in documents(registry).items():
        writer.add_document(tantivy.Document(id=key, names=called, texts=texts))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def find(query: str) -> list[str]:
        words = " ".join(re.findall(r"\w+", query))
        for every in (True, False):
            wanted = index.parse_query(words, ["names", "texts"], {"names": 10.0}, conjunction_by_default=every)
            if hits := searcher.search(wanted, 100).hits:
                return [searcher.doc(address)["id"][0] for _, address in hits]
        return []

    return find


def with_fzf(registry: Registry) -> Finder:
    """
    The fuzzy finder over a line for each text; members in the order of their best lines.
    """
    lines = [
        f"{key}\t{line.replace(chr(9), ' ')}"
        for key, texts in documents(registry).items()
        for text in texts
        for line in text.split("\n")
    ]

    def find(query: str) -> list[str]:
        command = ["fzf", "--delimiter", "\t", "--nth", "2..", "--filter", query]
        done = subprocess.run(command, input="\n".join(lines), capture_output=True, check=False, text=True)  # noqa: S603
        return list(dict.fromkeys(line.split("\t")[0] for line in done.stdout.splitlines()))

    return find


# -- tasks: the share of queries that were answered well ------------------------------------------------


def first_right(find: Finder, asked: Iterable[tuple[str, set[str]]], failed: list[str] | None = None) -> float:
    """
    The share of queries whose first hit is among the expected ones; none, where nothing is expected.
    """
    results = []
    for query, expected in asked:
        found = find(query)[:1]
        results.append(found[0] in expected if found else not expected)
        if failed is not None and not results[-1]:
            failed.append(f"{query!r}: {found}, not {sorted(expected)}")
    return sum(results) / len(results)


def questions(registry: Registry) -> list[tuple[str, set[str]]]:
    """
    What coordinators type, with the ids that may come first.
    """
    topics = {topic.id: {member.id for member in topic.members} for topic in registry.by_topic()}
    asked = []
    for query, expected in rows("questions.tsv"):
        ids = [topics[word[1:]] if word.startswith("@") else {word} - {"-"} for word in expected.split()]
        asked.append((query, set[str]().union(*ids)))
    return asked


def recall(find: Finder, registry: Registry, failed: list[str] | None = None) -> float:
    """
    Over all forms of some nouns, the mean share of the members that have any form of it, also at the end of a
    compound, which are found by one.
    """
    shares = []
    words = {key: fold(" ".join(texts)).split() for key, texts in documents(registry).items()}
    for forms in rows("nouns.tsv"):
        ends = tuple(map(fold, forms))
        having = {key for key, known in words.items() if any(word in ends for word in known)}
        for form in forms if having else ():
            found = set(find(form))
            shares.append(len(found & having) / len(having))
            if failed is not None and having - found:
                failed.append(f"{form!r}: without {sorted(having - found)}")
    return sum(shares) / len(shares)


def slips(registry: Registry) -> list[tuple[str, set[str]]]:
    """
    Words that stand in the texts of one or two members, with one slip, and those members; never another real word.
    """
    chance = random.Random(SEED)  # noqa: S311  # repeatable on purpose
    having: dict[str, set[str]] = defaultdict(set)
    for member in registry.members.values():
        for text in (member.summary, *(p for s in member.sections for p in (s.title, *s.paragraphs, *s.items))):
            for word in WORD.findall(text):
                having[word].add(member.id)
    known = {fold(word) for word in having}
    words = sorted(word for word, ids in having.items() if len(word) > 7 and len(ids) < 3)  # noqa: PLR2004
    asked = []
    while len(asked) < SLIPS:
        word = chance.choice(words)
        n = chance.randrange(1, len(word) - 1)
        changed = chance.choice(
            (word[:n] + word[n + 1 :], word[: n + 1] + word[n:], word[:n] + word[n + 1] + word[n] + word[n + 2 :])
        )
        if fold(changed) not in known:
            asked.append((changed, having[word]))
    return asked


def places() -> tuple[list[tuple[str, int]], list[str]]:
    """
    The names of the 2,076 largest places in Germany, those with 8,000 inhabitants or more, with these, and of the
    districts, as the gazetteer has them.
    """
    from search_quality import places as all_places

    towns: dict[str, int] = {}
    for name, population in all_places():
        if population >= 8000:  # noqa: PLR2004
            towns[name] = max(population, towns.get(name, 0))
    gazetteer = (HERE.parent / "src" / "wi_cli" / "german" / "gazetteer.txt").read_text(encoding="utf-8")
    return sorted(towns.items()), re.findall("^Landkreis (.+)", gazetteer, re.MULTILINE)


def members(towns: Iterable[tuple[str, int]], districts: Iterable[str]) -> Registry:
    """
    A registry of towns and districts.
    """
    found = [
        Member(f"stadt-{n}", name, "kreisangehörige Stadt", figures=(Figure("population", population),))
        for n, (name, population) in enumerate(towns)
    ]
    called = ((name if re.search("[Kk]reis|Region|region", name) else f"Landkreis {name}") for name in districts)
    found += [Member(f"kreis-{n}", name, "Landkreis") for n, name in enumerate(called)]
    return Registry(None, {}, {}, {}, {member.id: member for member in found})


def districts_first(registry: Registry) -> list[tuple[str, set[str]]]:
    """
    "Göttingen Kreis", among towns and districts.
    """
    kept = [member for member in registry.members.values() if member.name.startswith("Landkreis ")]
    return [(f"{member.name.removeprefix('Landkreis ')} Kreis", {member.id}) for member in kept]


def prefixes(towns: list[tuple[str, int]]) -> list[tuple[str, set[str]]]:
    """
    The first three letters of the largest cities, and the largest place that begins so.
    """
    largest = sorted(enumerate(towns), key=lambda town: -town[1][1])
    asked = {}
    for _, (name, _) in largest[:CITIES]:
        letters = fold(name[:3])
        first = next(n for n, (other, _) in largest if fold(other).startswith(letters))
        asked[name[:3]] = {f"stadt-{first}"}
    return list(asked.items())


def wrong_places(registry: Registry) -> Iterator[tuple[str, str]]:
    """
    (What was typed, who was shown) wherever `wi contact` shows a town or district for the name of another, over all
    pairs whose names have a word in common or are less than four slips apart; the others can't be near.
    """
    import numpy as np
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cdist

    known = list(registry.members.values())
    said = [place_names(member.name)[0] for member in known]
    called = [" ".join(name.words) for name in said]
    near = cdist(called, called, scorer=OSA.distance, score_cutoff=3, dtype=np.uint8)
    for n, member in enumerate(known):
        plain = member.name.removeprefix("Landkreis ")
        for m, other in enumerate(known):
            if n == m or (near[n, m] > 3 and not {*said[n].words} & {*said[m].words}):  # noqa: PLR2004
                continue
            small = Registry(None, {}, {}, {}, {other.id: other})
            for typed in (form.format(plain) for form in FORMS):
                asked = place_names(typed)[0]
                same = asked.means(said[m]) and (len(asked.words) == len(said[m].words))
                if same and asked.kind in ("", SORTS[other.kind]):
                    continue
                try:
                    found = names.one(small, typed, command="contact").member
                except WiError:
                    continue
                yield typed, found.name


def report(*, only_ours: bool = False, explain: bool = False) -> None:
    """
    Print the tables about questions.
    """
    registry = real()
    makers: dict[str, Callable[[Registry], Finder]] = {"wi": ours}
    if not only_ours:
        makers |= {"FTS5": fts5, "tantivy": with_tantivy, "fzf": with_fzf}
    towns, districts = places()
    everywhere = members(towns, districts)
    real_finders = [make(registry) for make in makers.values()]
    place_finders = [make(everywhere) for make in makers.values()]
    failed: list[str] | None = [] if explain else None
    tasks: list[tuple[str, int, list[float]]] = []
    for what, finders, asked in (
        ("questions, first hit right", real_finders, questions(registry)),
        ("one slip in a word of the texts, first hit right", real_finders, slips(registry)),
        ("town and Kreis, first hit right", place_finders, districts_first(everywhere)),
        ("three letters, the largest place first", place_finders, prefixes(towns)),
    ):
        tasks.append((what, len(asked), [first_right(find, asked, failed) for find in finders]))
    nouns = sum(map(len, rows("nouns.tsv")))
    tasks.insert(1, ("forms of nouns, recall", nouns, [recall(find, registry, failed) for find in real_finders]))
    print(f"| task | queries | {' | '.join(makers)} |\n|---|---:|{'---:|' * len(makers)}")
    for what, count, shares in tasks:
        print(f"| {what} | {count} | {' | '.join(f'{100 * share:.1f} %' for share in shares)} |")
    if failed:
        print(*failed, sep="\n", file=sys.stderr)
    wrong = list(wrong_places(everywhere))
    print(f"\nanother place shown than was typed: {len(wrong)} {wrong[:20]}")


if __name__ == "__main__":
    report(only_ours="--only-ours" in sys.argv, explain="--explain" in sys.argv)
