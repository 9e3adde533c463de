import tomllib
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samples import REGISTRIES, RICH, toml
from wi_cli.registry.locate import Lines, Locator

KEYS = ("name", "ä-Ort", "a b", "x.y", "1", 'q"', "kassel", "list_2", "", "Ü'")


class Writer:
    """
    Writes a document and notes the spans of each key and value, a table's header for both.
    """

    def __init__(self, draw):
        self.draw = draw
        self.text = ""
        self.spans = {}

    def one_of(self, *choices):
        return self.draw(st.sampled_from(choices))

    def write(self, *texts):
        start = len(self.text)
        self.text += self.one_of(*texts)
        return start, len(self.text)

    def key(self, name):
        bare = [name] if name and name.isascii() and all(c.isalnum() or c in "-_" for c in name) else []
        literal = [f"'{name}'"] if "'" not in name else []
        return self.one_of(toml(name), *bare, *literal)

    def pairs(self, path, depth=2):
        for name in self.draw(st.lists(st.sampled_from(KEYS), max_size=4, unique=True)):
            self.write("", "\t", "# Ämter\n\n")
            self.pair(path, name, depth)
            self.write("\n", " # ß\n")

    def pair(self, path, name, depth):
        names = (name,) if self.draw(st.booleans()) else (name, self.one_of(*KEYS))
        key = self.write(self.one_of(".", " . ").join(map(self.key, names)))
        self.write(" = ", "=")
        self.spans[*path, name] = key, key
        self.spans[*path, *names] = key, self.value((*path, *names), depth)

    def value(self, path, depth):
        start = len(self.text)
        kind = self.one_of("scalar", "scalar", "array", "table") if depth else "scalar"
        if kind == "scalar":
            self.write("1", "-0.5", '"ü [x] = # 1"', "'''\nä\n\n'''", '"""a\n""b"""', "2014-04-01", "[ ]", "{}")
        elif kind == "table":
            self.write("{ ")
            for n, name in enumerate(self.draw(st.lists(st.sampled_from(KEYS), max_size=3, unique=True))):
                self.write(", " if n else "")
                self.pair(path, name, depth - 1)
            self.write(" }")
        else:
            self.write("[")
            for n in range(self.draw(st.integers(1, 3))):
                self.write(" ", "\n  ", " # ä, ]\n")
                item = self.value((*path, n), depth - 1)
                self.spans[*path, n] = item, item
                self.write(",", " , # ö\n")
            self.write("]")
        return start, len(self.text)

    def header(self, left, right, *names):
        span = self.write(left + self.one_of(".", " . ").join(map(self.key, names)) + right)
        self.write("\n", "  # [x]\n")
        return span, span

    def table(self, name):
        names = self.one_of((name,), (name, "sub"))
        self.spans[name,] = self.spans[names] = self.header("[", "]", *names)
        self.pairs(names)

    def array(self, name):
        for n in range(self.draw(st.integers(1, 3))):
            self.spans[name, n] = self.header("[[", "]]", name)
            self.spans.setdefault((name,), self.spans[name, n])
            self.pairs((name, n))
            below = (name, n, "below")
            if self.draw(st.booleans()):
                self.spans[below] = self.header("[", "]", name, "below")
                self.pairs(below)
            else:
                self.spans[below] = self.spans[*below, 0] = self.header("[[", "]]", name, "below")
                self.pairs((*below, 0))


@st.composite
def documents(draw):
    """
    A document with every way to write a key, and the spans of its keys and values.
    """
    writer = Writer(draw)
    writer.pairs(())
    for number in range(draw(st.integers(0, 3))):
        draw(st.sampled_from([writer.table, writer.array]))(f"top{number}")
    return writer.text, writer.spans


def paths(value, path=()):
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in entries:
        yield (*path, key)
        yield from paths(item, (*path, key))


@given(documents())
def test_every_key_is_found(written):
    """
    Every key and value of every document is found where it was written: with dots, quotes,
    comments and umlauts before it, in inline tables and arrays of tables.
    """
    text, spans = written
    assert set(spans) == set(paths(tomllib.loads(text)))
    places = Locator(text)
    assert spans == {path: (places.key(path), places.value(path)) for path in spans}


@settings(max_examples=30)
@given(documents())
def test_line_ends(written):
    """
    CRLF moves nothing: all lines and columns are those of the same text with LF.
    """
    text, spans = written
    crlf = text.replace("\n", "\r\n")
    lines, places = (Lines(text), Lines(crlf)), (Locator(text), Locator(crlf))
    for path in spans:
        lf, other = ([n.place(p.key(path)[0]) + n.place(p.value(path)[0])] for n, p in zip(lines, places, strict=True))
        assert lf == other


@given(st.text(alphabet="aü😀\r\n"), st.data())
def test_lines(text, data):
    """
    A line and column lead back to the offset; lines and their ends are those of an editor.
    """
    lines = Lines(text)
    line, column = lines.place(offset := data.draw(st.integers(0, len(text))))
    assert offset == lines.offset(line, column)
    assert (text[:offset].count("\n") + 1, text.count("\n") + 1) == (line, len(lines))
    assert [part.removesuffix("\r") for part in text.split("\n")] == [lines.text(n + 1) for n in range(len(lines))]


@given(st.lists(st.sampled_from(["a", "ü", "—", "😀"]), min_size=50, max_size=300).map("".join))
def test_long_lines(word):
    """
    In a line of any length, each value is found where it stands.
    """
    text = f"x = [{', '.join([repr(word)] * 20)}]\n"
    places = Locator(text)
    assert [repr(word)] * 20 == [text[slice(*places.value(("x", n)))] for n in range(20)]


@pytest.mark.parametrize("file", [*sorted(REGISTRIES.glob("good/*.toml")), RICH], ids=lambda file: file.stem)
def test_every_value(file):
    """
    Each value of a registry stands where its span says.
    """
    text = file.read_bytes().decode()
    document, places = tomllib.loads(text), Locator(text)
    headers = {header.path for header in places.headers}
    for path in paths(document):
        start, end = places.value(path)
        value = document
        for part in path:
            value = value[part]
        if path in headers or (isinstance(value, list) and (*path, 0) in headers):
            assert text[start] == "["
            assert text[end - 1] == "]"
        elif places.key(path) != (start, end) or isinstance(path[-1], int):
            assert value == tomllib.loads(f"x = {text[start:end]}")["x"]


NESTED = """\
"über" = 1
[members.kassel]
name = "Kässel" # ä
location = { "ö" = 51.3, lon.deg = 9.5 }
topics = [
    "ä", "b",
]

[[members.kassel.contacts]]
[[members.kassel.contacts]]
phone = 1
[members.kassel.contacts.more]
x = 1
"""


@pytest.mark.parametrize(
    ("expected", "path"),
    [
        ((1, '"über"', "1"), ("über",)),
        ((2, "[members.kassel]", "[members.kassel]"), ("members", "kassel")),
        ((3, "name", '"Kässel"'), ("members", "kassel", "name")),
        ((4, '"ö"', "51.3"), ("members", "kassel", "location", "ö")),
        ((4, "lon.deg", "9.5"), ("members", "kassel", "location", "lon", "deg")),
        ((6, '"b"', '"b"'), ("members", "kassel", "topics", 1)),
        ((9, *["[[members.kassel.contacts]]"] * 2), ("members", "kassel", "contacts")),
        ((10, *["[[members.kassel.contacts]]"] * 2), ("members", "kassel", "contacts", 1)),
        ((11, "phone", "1"), ("members", "kassel", "contacts", 1, "phone")),
        ((13, "x", "1"), ("members", "kassel", "contacts", 1, "more", "x")),
        ((10, *["[[members.kassel.contacts]]"] * 2), ("members", "kassel", "contacts", 1, "email")),
        ((2, *["[members.kassel]"] * 2), ("members", "kassel", "figures", 3, "value")),
        ((1, "", ""), ("nowhere", "at", "all")),
        ((1, "", ""), ()),
    ],
)
def test_place(expected, path):
    """
    Spans count characters, not bytes; what is not there is placed at the nearest thing around it.
    """
    places = Locator(NESTED)
    key, value = places.key(path), places.value(path)
    assert expected == (Lines(NESTED).place(key[0])[0], NESTED[slice(*key)], NESTED[slice(*value)])


def test_only_what_is_asked_for():
    """
    Of a list the items behind the one that is asked for cost nothing, nor do those of other lists and tables.
    """
    many = "x = [" + "{ y = [1, 2] }, " * 20_000 + "]\n"
    text = f"{many}[a]\n{many}z.b = 1\nz.c = 2\n[[b]]\n{many}"
    places = Locator(text)
    tracemalloc.start()
    spans = [places.value(path) for path in (("a", "x", 2, "y", 1), ("a", "z", "c"), ("x", 3), ("b", 0, "x", 0))]
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert ["2", "2", "{ y = [1, 2] }", "{ y = [1, 2] }"] == [text[slice(*span)] for span in spans]
    assert size < 100_000


@pytest.mark.parametrize("text", ["", "# nothing", "\n\n"])
def test_empty_document(text):
    """
    In an empty document everything is at its beginning.
    """
    assert (0, 0) == Locator(text).key(("members",))
