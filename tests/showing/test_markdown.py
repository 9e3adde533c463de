import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from samples import member, registry
from wi_cli.showing import markdown, portrait
from wi_cli.showing.citing import Reading
from wi_cli.showing.portrait import Card, Event, Passage

anything = st.text(alphabet=st.characters(codec="utf-8"))

# What a user can read: without control characters, and without blanks at the ends.
printable = st.builds(
    lambda text, times: (text * times).strip(),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"])),
    st.sampled_from([1, 1, 40]),
)

cells = st.one_of(anything, st.integers(), st.floats(allow_nan=False), st.none())


@st.composite
def tables(draw):
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=4))
    return [f"column{n}" for n in range(width)], rows


READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
WORDS = [
    "100.",
    "1)",
    "7.",
    "-",
    "+",
    "*",
    "_",
    "__",
    "**",
    "`",
    "```",
    "~",
    "~~",
    "#",
    "##",
    ">",
    "<",
    "|",
    "\\",
    "&",
    "&copy;",
    "&amp;",
    "&#35;",
    "=",
    "==",
    "---",
    "***",
    "[x]",
    "[",
    "]",
    "![i]",
    "(a)",
    "<b>",
    "<!--",
    "a_b",
    "_a_",
    "*a*",
    ":--",
    ":::",
    "1.5",
    "Straße",
    "R&D",
    "AT&T",
    "C#",
    "z.B.",
    "a\\_b",
    "!?",
    '"q"',
    "'q'",
    "[a](b)",
    "<https://x.example>",
    "Fn^1",
    "$x$",
    "@x",
    "\u00a0",
    "\u3000",
    "-:",
    ":-",
    "|-|",
    "===",
    "[^1]:",
    "[ ] x",
    "1234567890.",
    "Schüler*innen",
    "!",
    "](",
    "&ngE;",
    "_a_@x.example",
]
ADDRESSES = [
    "https://example.org",
    "https://example.org/a_b_c",
    "https://example.org/?a=1&copy=2&b=*x*",
    "http://example.org/~amt/(1)",
    "https://example.org/a|b",
    "https://example.org/a\\b",
    "https://example.org/a[1]`b`",
    "ftp://example.org/a_b_",
    "HTTPS://example.org/_",
]
texts = st.lists(st.sampled_from([*WORDS, *ADDRESSES, " ", "  ", "Wort", "ä"]), min_size=1, max_size=6).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)


def read(source):
    """
    What a reader of Markdown sees, block by block: the kind of block and its text.
    """
    tokens = READER.parse(source)
    kinds = [one.type for one in tokens]
    return [(kinds[n - 1], "".join(map(shown, one.children))) for n, one in enumerate(tokens) if one.type == "inline"]


def shown(token):
    return {"softbreak": "\n", "hardbreak": "\n"}.get(token.type, token.content)


def addresses(source):
    """
    Where the links of a text lead.
    """
    inline = [one for one in READER.parse(source) if one.type == "inline"]
    return [child.attrs["href"] for one in inline for child in one.children if child.type == "link_open"]


@given(texts, texts)
def test_texts_are_text(one, other):
    """
    Whatever is in a text, a reader of Markdown sees it: in paragraphs, headings, lists, cards, links and tables.
    """
    card = Card((one, other), (("phone", one),), (), "Stand", (), ())
    page = empty(
        name=one,
        summary=other,
        events=[Event(one.strip() or "1", other, (1,))],
        passages=[Passage(other, [one], [other], ())],
        cards=[card],
        links=[Reading(0, other, "", "https://example.org")],
    )
    expected = [
        ("heading_open", one),
        ("paragraph_open", other),
        ("heading_open", "Zeitleiste"),
        ("paragraph_open", f"{one.strip() or '1'}: {other} [1]"),
        ("heading_open", other),
        ("paragraph_open", one),
        ("paragraph_open", other),
        ("heading_open", "Kontakt"),
        ("paragraph_open", f"{one}\n{other}\nTelefon: {one}\nStand"),
        ("heading_open", "Links"),
        ("paragraph_open", other),
    ]
    assert expected == read(markdown.markdown(page))
    cells = [("th_open", "a"), ("th_open", "b"), ("td_open", one), ("td_open", other)]
    assert cells == read(markdown.markdown_table(["a", "b"], [[one, other]]))


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_stay_alive(address):
    """
    An address in a text, in a cell and behind a title leads where it says.
    """
    leads = [
        address.replace("|", "%7C").replace("\\", "%5C").replace("[", "%5B").replace("]", "%5D").replace("`", "%60")
    ]
    text = f"Siehe {address}, bitte."
    assert leads == addresses(markdown.markdown(empty(summary=text)))
    assert leads == addresses(markdown.markdown_table(["a"], [[text]]))
    for title in ("Titel", address):
        page = empty(links=[Reading(title=title, url=address, details="", number=0)])
        assert leads == addresses(markdown.markdown(page))
        assert ("paragraph_open", title) == read(markdown.markdown(page))[-1]


def test_address_without_a_scheme():
    """
    www.example.org in a text leads there, also where it has something that would be escaped.
    """
    page = markdown.markdown(empty(summary="Siehe www.example.org/a_b_/?a=1&copy=_!"))
    assert ["http://www.example.org/a_b_/?a=1&copy=_"] == addresses(page)
    assert ("paragraph_open", "Siehe www.example.org/a_b_/?a=1&copy=_!") in read(page)


def test_blanks_around_addresses():
    """
    Around an address in a text there are blanks, not their numbers.
    """
    page = markdown.markdown(empty(summary="Siehe https://example.org, bitte"))
    assert "# A\n\nSiehe <https://example.org>, bitte\n" == page


@pytest.mark.parametrize(
    "text", ["Der 100. Geburtstag", "R&D an 3.5 Stellen", "a_b", "Schule (Jahrgang 9) - kurz!", "C# und 50 % von 3 > 2"]
)
def test_ordinary_texts_are_left_alone(text):
    """
    The source of ordinary German text reads as the text does.
    """
    assert f"# A\n\n{text}\n" == markdown.markdown(empty(summary=text))


def empty(**fields):
    """
    A portrait with nothing in it but a name, and these fields.
    """
    small = registry(member(""))
    page = portrait.of_member(small.members["a"], small, portrait.only("links"))
    return page._replace(**{"name": "A", "headline": "", **fields})


MARKDOWN = """\
# Köllnitz

kreisfreie Stadt · Sachsen · AGS 14999000

<https://www.koellnitz.example.org>

Große Stadt; führt Schule und Beruf zusammen.

- **Mitglied:** Gründungsmitglied, seit 2007; als Mitglied genannt 2014 \\[1\\]

## Zahlen

| Zahlen | Wert | Stand | Anmerkung | Quellen |
| --- | --- | --- | --- | --- |
| Einwohner | rund 196.500 Personen | undatiert | Folien ohne Datum. | \\[2\\] |
|  | 200.000 Personen | Stand 31.12.2020 |  | \\[1\\] |
|  | 150.000 Personen | Stand 2019 |  | \\[1\\] |
| &nbsp;&nbsp;davon unter 25 Jahren | rund 49.500 Personen | undatiert |  | \\[2\\] |
| Arbeitslosenquote | 10,2 % | Stand 04/2014 |  | \\[2\\] |

## Kontakt

Amt für Jugend, Schule \\[EU\\]\u0020\u0020
Dr. Änne Groß\u0020\u0020
Ölmühlweg 7\u0020\u0020
04999 Köllnitz\u0020\u0020
Aufgabe: Leitung\u0020\u0020
Telefon: +49 30 23125-001\u0020\u0020
E-Mail: gross@koellnitz.example.org\u0020\u0020
Stand 04/2014 \\[2\\]

Bürgerbüro\u0020\u0020
Telefon: +49 30 23125 002\u0020\u0020
Stand unbekannt \\[1\\]

## Quellen

1. Satzung (09.12.2013)
2. [Kurzportrait](<https://example.org/portrait>) (Stadt Köllnitz, undatiert)
"""


def test_markdown_portrait():
    """
    A portrait as Markdown: headings, a table of figures, lists; brackets of the text escaped.
    """
    small = registry()
    blocks = portrait.only("summary,membership,figures,contacts")
    assert MARKDOWN == markdown.markdown(portrait.of_member(small.members["koellnitz"], small, blocks))


def test_markdown_passages():
    """
    Timeline, texts and links are lists and paragraphs; a link without an address is its title.
    """
    tables = """
[[members.a.milestones]]
date = "2008-05"
text = "*Beschluss*"
sources = ["s"]
[[members.a.sections]]
title = "Ziele"
text = "Eins.\\n\\nZwei."
items = ["A|B", "C"]
[[members.a.links]]
title = "[Bericht]"
url = "https://example.org/a>b"
[[members.a.links]]
title = "Buch"
"""
    small = registry(member("", tables))
    page = markdown.markdown(portrait.of_member(small.members["a"], small, portrait.only("milestones,sections,links")))
    assert (
        "# Astadt\n\nGemeinde\n\n"
        "## Zeitleiste\n\n- **Mai 2008:** \\*Beschluss\\* \\[1\\]\n\n"
        "## Ziele\n\nEins.\n\nZwei.\n\n- A\\|B\n- C\n\n"
        "## Links\n\n- [\\[Bericht\\]](<https://example.org/a%3Eb>)\n- Buch\n\n"
        "## Quellen\n\n1. s\n"
    ) == page


@given(st.lists(st.lists(printable, min_size=2, max_size=2), min_size=2, max_size=3))
def test_markdown_cells(rows):
    """
    Nothing in a cell ends it, and nothing in a head: every row has as many bars.
    """
    lines = markdown.markdown_table(*rows[:1], rows[1:]).split("\n")[:-1]
    assert {3} == {line.replace("\\\\", "").replace("\\|", "").count("|") for line in lines}
