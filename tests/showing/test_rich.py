import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from drawing import carded, drawn, hit, listed, page
from samples import RICH, SMALL, harmful, member, registry
from wi_cli.finding import search
from wi_cli.showing import pages, portrait, rich, tables
from wi_cli.showing.columns import COLUMNS, chosen
from wi_cli.showing.form import Form

TODAY = "2024-06-30"


@pytest.mark.parametrize(
    "text", ["Amt [EU]", "[red]rot[/red]", ":smile:", "[link=https://example.org]x[/link]", "a[/]"]
)
def test_markup_is_data(text):
    """
    What looks like markup is shown as it is written, wherever it stands.
    """
    tables = "".join(
        f"[[members.a.{block}]]\n{fields.format(text)}\n"
        for block, fields in (
            ("contacts", 'office = "{0}"\nrole = "{0}"\nphone = "{0}"\nemail = "{0}"\nsources = ["s"]'),
            ("figures", 'indicator = "{0}"\nvalue = 1\nqualifier = "{0}"\nnote = "{0}"\nsources = ["s"]'),
            ("milestones", 'date = "2014"\ntext = "{0}"'),
            ("sections", 'title = "{0}"\ntext = "{0}"\nitems = ["{0}"]'),
            ("links", 'title = "{0}"\nurl = "{0}"'),
        )
    )
    source = f'[sources.s]\ntitle = "{text}"\nnote = "{text}"'
    small = member(f'summary = "{text}"\naliases = ["{text}"]\nwebsite = "{text}"', tables, source)
    named = small.replace('"Astadt"', f'"{text}"')
    assert (19, 7, 1) == (
        page("a", 200, named, links=True).count(text),
        carded("a", named, 200).count(text),
        listed(200, "name", named).count(text),
    )


@settings(max_examples=50)
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1), st.integers(20, 120))
def test_nothing_harmful_is_drawn(text, width):
    """
    Without colour there is no escape code and no control character, whatever the texts are.
    """
    small = registry()
    named = small.members["koellnitz"]._replace(name=text, website=text, summary=text, aliases=(text,))
    contact = named.contacts[0]._replace(phone=text, email=text, office=text)
    spoilt = named._replace(contacts=(contact,))
    found = portrait.of_member(spoilt, small)
    shown = [
        pages.portrait_page(found, width=width, links=True),
        pages.cards(spoilt, found.cards, (), today=TODAY, width=width),
        tables.member_table([spoilt], small, list(COLUMNS.values())[:3], today=TODAY, width=width, footer=""),
        tables.hit_list([hit(text, ((0, len(text)),))], today=TODAY, footer=""),
    ]
    for renderable in shown:
        assert not harmful(drawn(renderable, width)) - {"\n"}


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80, 100, 120])
@pytest.mark.parametrize("text", [SMALL, RICH.read_text(encoding="utf-8")], ids=["small", "rich"])
def test_width(width, text):
    """
    No line is longer than the terminal is wide.
    """
    small = registry(text)
    members = list(small.members.values())
    drawings = [
        tables.member_table(members, small, chosen(None, Form("table"), width), today=TODAY, width=width, footer="x"),
        tables.topic_table(small.by_topic(), today=TODAY, width=width, footer="x"),
        tables.hit_list(search.search(small, ["beruf"]).hits, today=TODAY, footer="x"),
        pages.portrait_page(portrait.of_network(small.network, small), width=width, links=False),
    ]
    for found in small.members.values():
        drawings.append(pages.portrait_page(portrait.of_member(found, small), width=width, links=False))
        drawings.append(pages.cards(found, portrait.cards(found, small), ["x"], today=TODAY, width=width))
    assert [] == [line for each in drawings for line in drawn(each, width).split("\n") if cell_len(line) > width]


def test_long_cell():
    """
    A cell of a table that nobody could read is cut, and says so.
    """
    table = rich.Table.grid()
    table.add_column(overflow="fold")
    table.add_row(Text("x" * (rich.MOST_IN_CELL + 1)))
    lines = drawn(table, width=100).splitlines()
    assert ("x" * 99 + "…", rich.MOST_IN_CELL) == (lines[-1], sum(map(len, lines)))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("• eins\n", "eins"),
        ("• eins · zwei\n", "eins · zwei"),
        ("• eins\n  AGS 06\n", "eins · AGS 06"),
        ("• eins zwei\n  drei\n  AGS 06\n", "eins zwei drei · AGS 06"),
        ("• xxxxxxxxxx\n  xxxxx\n", "x" * 15),
        ("• eins\n  xxxxxxxxxx\n  xxxxx\n", "eins · " + "x" * 15),
        ("• eins\n  zwei\n", "eins\nzwei"),
        ("•\n", ""),
    ],
)
def test_hanging(expected, text):
    """
    Lines hang below the first; short texts are parted from each other first, words only where they are too long.
    """
    assert expected == drawn(rich.Hanging("• ", Text(text)), 13 if "· zwei" in text else 12)
