"""
What must hold of readers and of all that they show.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fuzzing.expecting import expect, leads_somewhere, parsed
from fuzzing.pieces import ODD_IDS, WORDS
from samples import harmful
from wi_cli.errors import WiError
from wi_cli.finding import filters, names, search, texts
from wi_cli.registry import build, store
from wi_cli.registry.locate import Lines, Locator
from wi_cli.showing import columns, listing, markdown, pages, plain, portrait, rich, tables, vcard
from wi_cli.showing.form import Form

if TYPE_CHECKING:
    from random import Random

    from wi_cli.registry.values import Member, Registry

TODAY = "2026-11-22"
FILE = Path("members.toml")
WIDTHS = (20, 40, 57, 80, 100, 200)


def read(content: bytes, random: Random) -> None:
    """
    A registry that says its format is built from whatever it holds; what is left out is named with its line.
    Every member is found by its id, and shown in every format.
    """
    try:
        source = store.parsed(FILE, content)
    except store.NotTomlError:
        expect(b"\xef\xbb\xbf" == content[:3] or _is_no_toml(content), "TOML is read")
        return
    try:
        store.check_format(FILE, source.document)
    except WiError:
        return
    registry = build.registry(source.document)
    if registry.left_out:
        places, lines = Locator(source.text), Lines(source.text)
        for missing in registry.left_out:
            expect(leads_somewhere(source.document, missing.path), "what is left out is there", missing)
            lines.place(places.key(missing.path)[0])
            expect(missing.what.isprintable(), "what is left out has a name", missing)
    _found(registry, random)
    for name in random.sample(sorted(SHOWN), 3):
        _shown(name, registry, random)


def _is_no_toml(content: bytes) -> bool:
    try:
        return parsed(content.decode()) is None
    except UnicodeDecodeError:
        return True


# -- finding -----------------------------------------------------------------------


def _found(registry: Registry, random: Random) -> None:
    for key, member in registry.members.items():
        expect(names.one(registry, key, command="show").member is member, "a member is found by its id", repr(key))
    for asked in (
        random.choice(WORDS),
        random.choice(ODD_IDS),
        *(_slip(m.name, random) for m in registry.members.values()),
    ):
        try:
            names.one(registry, asked, command="show", near=random.random() < 0.5)
        except WiError as error:
            f"{error} {error.hint}".encode()


def _slip(word: str, random: Random) -> str:
    n = random.randrange(len(word) + 1)
    return word[:n] + random.choice(("", "x", word[n : n + 1] * 2, " ")) + word[n + 1 :]


def _some_hits(registry: Registry, random: Random) -> list:
    known = [text for m in registry.members.values() for text in (m.name, m.summary, *m.aliases, *m.topics) if text]
    words = random.choices([*known, *WORDS], k=random.choice((1, 1, 2)))
    words = [_slip(word, random) if random.random() < 0.3 else word for word in words]
    areas = random.choices(sorted(texts.AREAS), k=random.choice((0, 0, 1, 2)))
    try:
        hits = search.search(registry, words, areas).hits
    except WiError:
        return []
    for hit in hits:
        for match in hit.matches:
            text, spans = match.excerpt(random.choice((10, 80)))
            expect(spans, "a match has a place", match)
            expect(all(0 <= start < end <= len(text) for start, end in spans), "a match is in its text", (text, spans))
    return hits


def _some_members(registry: Registry, random: Random) -> list[Member]:
    state, kind, topic = (
        random.choice(((), (), (random.choice(values),)))
        for values in (("HE", "Hessen", "he", "x"), ("Verein", "verein", "Stadt"), (*registry.topics, "x"))
    )
    passing = filters.Filters(state, kind, topic, current=random.random() < 0.2, former=random.random() < 0.1)
    try:
        members = filters.select(registry, passing, today=TODAY)
    except WiError:
        members = list(registry.members.values())
    return filters.ordered(members, random.choice(("name", "population", "since", "state")))


# -- showing -----------------------------------------------------------------------


def _list(form: Form, registry: Registry, random: Random) -> str:
    members = _some_members(registry, random)
    names = random.choice((None, None, ",".join(random.choices(sorted(columns.COLUMNS), k=3))))
    width = random.choice(WIDTHS)
    shown = columns.chosen(names, form, width)
    if columns.one_row_per(None, shown) == "contact":
        members = columns.per_contact(members)
    if form.name == "table":
        return _drawn(tables.member_table(members, registry, shown, today=TODAY, width=width, footer="x"), width)
    return listing.members(members, registry, shown).text(form)


def _topics(form: Form, registry: Registry, random: Random) -> str:
    topics = registry.by_topic()
    width = random.choice(WIDTHS)
    if form.name == "table":
        return _drawn(tables.topic_table(topics, today=TODAY, width=width, footer="x"), width)
    return listing.topics(topics, today=TODAY).text(form)


def _search(form: Form, registry: Registry, random: Random) -> str:
    hits = _some_hits(registry, random)
    if form.name == "table":
        return _drawn(tables.hit_list(hits, today=TODAY, footer="x"), random.choice(WIDTHS))
    return listing.hits(hits, registry, today=TODAY).text(form)


def _show(form: Form, registry: Registry, random: Random) -> str:
    owners = [*registry.members.values(), *([registry.network] if registry.network else [])]
    if not owners:
        return "{}"
    owner = random.choice(owners)
    if not form.is_page:
        return listing.figures(owner, registry).text(form)
    blocks = portrait.only(random.choice((None, None, "figures,contacts", "summary")))
    page = (portrait.of_network if owner is registry.network else portrait.of_member)(owner, registry, blocks)
    if form.name == "table":
        width = random.choice(WIDTHS)
        return _drawn(pages.portrait_page(page, width=width, links=False, footer="x"), width)
    return markdown.markdown(page) if form.name == "markdown" else plain.plain(page)


def _contact(form: Form, registry: Registry, random: Random) -> str:
    members = random.sample(list(registry.members.values()), k=min(2, len(registry.members)))
    if form.name == "vcard":
        return "".join(card.text for member in members for card in vcard.cards(member, registry, today=TODAY))
    if form.name == "field":
        field = random.choice(listing.CONTACTS)
        return "".join(f"{value}\n" for member in members for value in listing.contact_values(member, field))
    if not form.is_page:
        return listing.contacts(members, registry).text(form)
    cards = [(member, portrait.cards(member, registry)) for member in members]
    if form.name == "table":
        width = random.choice(WIDTHS)
        drawn = [
            pages.cards(member, found, plain.no_contact_lines(member), today=TODAY, width=width)
            for member, found in cards
        ]
        return _drawn(rich.together(drawn), width)
    written = markdown.markdown_cards if form.name == "markdown" else plain.plain_cards
    return "\n".join(written(member, found, today=TODAY) for member, found in cards)


def _drawn(drawing: Any, width: int) -> str:
    return rich.draw(drawing, width=width, colour=False)


TABLES = ("table", "tsv", "csv", "json", "markdown", "ids")
PAGES = ("table", "text", "tsv", "csv", "json", "markdown", "ids")
SHOWN = {
    **{f"list {form}": (_list, form) for form in TABLES},
    **{f"topics {form}": (_topics, form) for form in TABLES},
    **{f"search {form}": (_search, form) for form in TABLES},
    **{f"show {form}": (_show, form) for form in PAGES},
    **{f"contact {form}": (_contact, form) for form in (*PAGES, "vcard", "field")},
}


def _shown(name: str, registry: Registry, random: Random) -> None:
    make, form = SHOWN[name]
    some = random.random() < 0.3
    text = make(Form(form, header=some and form == "tsv", excel=some and form == "csv"), registry, random)
    try:
        text.encode()
    except UnicodeEncodeError:
        expect(False, f"{name} can be written", repr(text))  # noqa: FBT003
    allowed = {"csv": "\r\n\ufeff", "tsv": "\t\n", "vcard": "\r\n"}.get(form, "\n")
    expect(not harmful(set(text)) - set(allowed), f"nothing in {name} acts on a terminal", repr(text))
    if form == "json":
        json.loads(text)
    elif form == "csv":
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if some else ",")
        expect(len({len(row) for row in rows}) <= 1, f"rows of {name} are equally long", repr(text))
    elif form == "tsv":
        cells = {line.count("\t") for line in text.splitlines()}
        expect(len(cells) <= 1, f"rows of {name} are equally long", repr(text))
    elif form == "vcard":
        lines = text.split("\r\n")
        expect(all(len(line.encode()) <= 75 for line in lines), "lines of a vCard are short", repr(text))
        properties = all(re.match(r"[A-Za-z-]+[:;]| |$", line) for line in lines)
        expect(properties, "lines of a vCard are properties", repr(text))
