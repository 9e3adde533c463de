"""
Where a diagnostic points to, whatever the keys of a registry look like.
"""

import re
import tomllib
import tracemalloc
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from samples import REGISTRIES, toml
from wi_cli.checking import diagnose
from wi_cli.checking.diagnose import examine
from wi_cli.checking.document import Found, check
from wi_cli.checking.mend import mend
from wi_cli.checking.rule import Problem, Settings
from wi_cli.errors import DamageError
from wi_cli.registry import paths, store
from wi_cli.registry.tokens import tokens

SCHEMA = store.schema()
TODAY = Settings("2026-11-22")
BASE = (REGISTRIES / "base.toml").read_text(encoding="utf-8")

# -- registries with any keys --------------------------------------------------------

# RFC 6901, 4 and 5: what a JSON pointer or somebody who reads one could take for something else.
NUMBERS = ["", "0", "1", "007", "+1", "-1", "-", "1.5", "1e3", "0x1F", "05913000", "2014", "²", "٣", "true", "nan"]
SIGNS = [
    " ",
    "a b",
    " a",
    "a.b",
    ".",
    '"',
    "'",
    '"q"',
    "a/b",
    "~1",
    "~01",
    "_",
    "_1",
    "\\",
    "\t",
    "\n",
    "[a]",
    "#",
    "=",
]
WORDS = ["a-b", "A B", "Ä", "kassel", "members", "contacts", "name", "nmae"]
keys = st.sampled_from([*NUMBERS, *SIGNS, *WORDS]) | st.text(max_size=3)
ids = st.lists(keys, max_size=2)
odd = st.sampled_from([1, 1.5, True, "", " x ", "x", [], ["x"], {}, {"": {"7": 7}}, date(2014, 4, 1), float("nan")])
words = st.sampled_from(["x", "Kassel", "2014", "14.5.2014"]) | odd


def table(**known):
    """
    Some of these fields, and others that nobody knows.
    """
    named = st.fixed_dictionaries({}, optional=known)
    return st.builds(lambda one, other: {**other, **one}, named, st.dictionaries(keys, odd, max_size=2))


phones = st.sampled_from(["0231 50-0", "+49 231 50-0", "50", " +49 231 50-0 "]) | odd
contacts = table(office=words, phone=phones, as_of=words, sources=ids, fone=phones)
figures = table(indicator=keys, value=st.sampled_from([5, float("nan"), "5"]), sources=ids)
owners = table(
    name=words,
    nmae=words,
    kind=st.sampled_from(["Verein", "verein"]) | odd,
    state=st.sampled_from(["HE", "Hessen"]) | odd,
    summary=words,
    topics=ids,
    membership=table(since=words, seen=st.lists(words, max_size=2), sources=ids) | odd,
    membershp=table(since=words, sources=ids),
    contacts=st.lists(contacts, max_size=2) | odd,
    contcts=st.lists(contacts, max_size=2),
    figures=st.lists(figures, max_size=2),
)
registries = table(
    format=st.just(1),
    network=owners,
    topics=st.dictionaries(keys, words, max_size=3),
    indicators=st.dictionaries(keys, table(label=words, unit=words, part_of=keys) | odd, max_size=3),
    sources=st.dictionaries(keys, table(title=words, titel=words, date=words) | odd, max_size=3),
    members=st.dictionaries(keys, owners | odd, max_size=3),
)


@st.composite
def written(draw):
    """
    A registry as text: its tables below headers, in one line or as dotted keys; its keys bare or in quotes.
    """
    lines = []

    def key(name):
        if re.fullmatch("[A-Za-z0-9_-]+", name) and draw(st.booleans()):
            return name
        return f"'{name}'" if re.fullmatch(r"[ -&(-~]*", name) and draw(st.booleans()) else toml(name)

    def has_header(item):
        many = isinstance(item, list) and item and all(isinstance(one, dict) for one in item)
        return (many or isinstance(item, dict)) and draw(st.integers(0, 3)) > 0

    def write(path, content):
        below = [(name, item) for name, item in content.items() if has_header(item)]
        apart = [name for name, _ in below]
        for name, item in content.items():
            if name in apart:
                continue
            if isinstance(item, dict) and item and draw(st.booleans()):
                lines.extend(f"{key(name)} . {key(inner)} = {toml(value)}" for inner, value in item.items())
            else:
                lines.append(f"{key(name)} = {toml(item)} # {name!a}")
        for name, item in below:
            here = f"{path}{key(name)}"
            for one in item if isinstance(item, list) else [item]:
                lines.append(f"[[{here}]]" if isinstance(item, list) else f"[ {here}]")
                write(f"{here}.", one)

    write("", draw(registries))
    return "".join(f"{line}\n" for line in lines)


# -- places --------------------------------------------------------------------------


def place(text, line, column):
    return sum(len(before) + 1 for before in text.split("\n")[: line - 1]) + column - 1


def names_of(piece):
    """
    The keys of a header or a dotted key.
    """
    here = tomllib.loads(piece if piece.startswith("[") else f"{piece} = 0")
    names = []
    while isinstance(here, dict) and here:
        ((name, here),) = here.items()
        names.append(name)
        here = here[0] if isinstance(here, list) else here
    return tuple(names)


def stands_at(path, text, start, end):
    """
    Whether a span is the value of a path, its key, or the header that makes it.
    """
    document = tomllib.loads(text)
    piece = text[start:end]
    names = tuple(part for part in path if isinstance(part, str))
    header = piece.startswith("[") and not text[text.rfind("\n", 0, start) + 1 : start].strip()
    if header:
        same = [names_of(line) for line in text[:end].split("\n") if line.startswith("[[")]
        counted = not isinstance(path[-1], int) or same.count(names) == path[-1] + 1 or names_of(piece) != names
        return names_of(piece)[: len(names)] == names and counted
    if text[end:].lstrip(" \t").startswith(("=", ".")):
        keys = names_of(piece)
        return any(names[-length:] == keys[:length] for length in range(1, len(keys) + 1))
    # Another value there is another value of this path, and of nothing else.
    return [path] == paths.differences(document, tomllib.loads(f"{text[:start]}1979-05-27{text[end:]}"))


@settings(max_examples=150)
@given(written())
@example("format = 1\n[members.05913000]\n[[members.05913000.contacts]]\nphone = '0231 50-0'\n")
@example("[sources.2014]\ntitel = 'x'\n")
@example('[sources]\n"" = {}\n')
@example('[members."A B"]\nnmae = "x"\nkind = 5\n')
@example('[members]\n"a b" = { membership = 1, membershp = {} }\na-b = { membershp = { "" = 1 } }\n')
def test_path(text):
    """
    Each path leads to something in the document, and each span is where that stands; what is mended is there too.
    """
    document = tomllib.loads(text)
    for found in examine(text.encode(), SCHEMA, TODAY).diagnostics:
        start, end = place(text, found.line, found.column), place(text, found.end_line, found.end_column)
        if not found.path:  # about the whole file
            assert (0, 0) == (start, end)
            continue
        if found.code in ("WI118", "WI119", "WI225"):  # one character, or its escape
            start, end = next(span for kind, span in tokens(text) if kind == "string" and span[0] < start < span[1])
            if text[(line := text.rfind("\n", 0, start) + 1)] == "[":
                start, end = line, text.index("\n", end)
        *above, last = found.path
        assert last in (paths.at(document, above) if isinstance(last, str) else range(len(paths.at(document, above))))
        assert stands_at(found.path, text, start, end), found
    mended = mend(text.encode(), SCHEMA, TODAY).content
    tomllib.loads(mended.decode())


def test_mended_beside_other_faults():
    """
    A byte order mark goes from a file that is no TOML, and from one that holds nan.
    """
    for text in ("x", f"{BASE}[x]\ny = nan\n"):
        assert (text.encode(), 1) == mend(f"\ufeff{text}".encode(), SCHEMA, TODAY)[:2]


def test_digits_as_an_id():
    """
    In a registry whose ids are numbers only the phone number that is wrong is mended.
    """
    more = '[members.05913000]\nname = "Musterstadt"\nkind = "Verein"\nsummary = "s."\n[[members.05913000.contacts]]\n'
    before = f'{BASE}\n{more}office = "Amt"\nphone = "0231 50-0"\n'
    after, number, _ = mend(before.encode(), SCHEMA, TODAY)
    assert (before.replace("0231 50-0", "+49 231 50-0"), 1) == (after.decode(), number)


def test_misspelt_in_misspelt():
    """
    A slip in a table whose id is malformed is shown where it stands in the file.
    """
    text = f'{BASE}\n[members."Neu Stadt"]\nnmae = " Neu Stadt"\nkind = "Verein"\nsummary = "s."\n'
    found = examine(text.encode(), SCHEMA, TODAY).diagnostics
    line = text.count("\n") - 2
    assert [("WI105", line - 1, 1), ("WI101", line, 1), ("WI226", line, 8)] == [
        (d.code, d.line, d.column) for d in found
    ]


@pytest.mark.parametrize("table", ["topics", "sources", "members"])
def test_long_id(table):
    """
    A message about something that is very long is not as long.
    """
    text = f'{BASE}\n[{table}."{"x" * 100_000}"]\nvalue = 1\n[{table}."{"x" * 99_999}"]\n'
    found = examine(text.encode(), SCHEMA, TODAY).diagnostics
    assert found
    assert max(len(d.message) + len(d.hint or "") for d in found) < 3_000


@pytest.mark.parametrize("table", ["topics", "indicators", "sources", "members"])
def test_memory_for_malformed_ids(table):
    """
    What is said of an id that is malformed doesn't hold the table in which it stands.
    """
    document = tomllib.loads(BASE)
    document[table] |= {f"Bad {n}": {"name": "x" * 100} for n in range(400)}
    check(tomllib.loads(BASE), SCHEMA, TODAY)  # what is loaded only once
    tracemalloc.start()
    found = check(document, SCHEMA, TODAY)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 400 == sum(problem.code == "WI105" for problem in found)
    assert most < 4_000_000


def test_field_as_an_id():
    """
    A topic may be called as a field is, and a member as a list: what stands there is judged for what it is.
    """
    topics = {"indicator": "Netz", "part_of": "x", "url": "https://x_", "website": "https://x_", "since": "2014-13"}
    document = tomllib.loads(BASE)
    document["topics"] |= topics
    for key in ("sections", "topics", "indicators", "sources", "contacts"):
        event = {"date": "2014", "text": "a\nb", "sources": ["kassel-portrait"]}
        document["members"][key] = {"name": key, "kind": "Verein", "summary": "s.", "milestones": [event]}
    found = [(p.code, p.path[1]) for p in check(document, SCHEMA, TODAY)]
    unused = [("WI205", key) for key in topics]
    texts = [("WI225", key) for key in ("sections", "topics", "indicators", "sources", "contacts")]
    assert sorted([*unused, *texts, ("WI105", "part_of")]) == sorted(found)


def test_nobody_can_tell_what_was_meant():
    """
    Two ids of which nothing can be made stay two members.
    """
    text = BASE + "".join(
        f'\n[members."{key}"]\nname = "{key}"\nsummary = "s."\n{fields}\n'
        for key, fields in (("!", 'kind = "Verein"'), ("?", 'kind = "Gemeinde"\nstate = "HE"'))
    )
    assert ["WI105", "WI105"] == [d.code for d in examine(text.encode(), SCHEMA, TODAY).diagnostics]


@pytest.mark.parametrize(
    ("path", "new"),
    [
        (("members", "nobody", "phone"), '"x"'),  # so that the nearest header is overwritten
        (("members", "kassel", "name"), '"x"\nother = 1'),
        (("members", "kassel", "name"), "x"),
    ],
)
def test_damage_is_noticed(monkeypatch, path, new):
    """
    A fix that would touch anything but its place is refused, with the request to report it.
    """
    found = Found([Problem(path, "WI107", "wrong", fix=lambda _: new)], set())
    monkeypatch.setattr(diagnose, "found_in", lambda *_: found)
    with pytest.raises(DamageError, match="mending would change more than what is to be mended") as refused:
        mend(BASE.encode(), SCHEMA, TODAY)
    assert "nothing was changed; please report this" == refused.value.hint
