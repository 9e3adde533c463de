"""
Values -> text: tsv, csv, json, markdown, plain text, vCard.

Machine formats carry raw values and the registry's field names; plain text
and Markdown read German.  None of them depends on the width of a terminal.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Any

from wi_cli.german import wording
from wi_cli.german.wording import LABELS, UNSAFE, visible
from wi_cli.registry.format import CITED
from wi_cli.registry.values import as_fields
from wi_cli.showing.portrait import heading, references

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wi_cli.registry.values import Member, Network, Registry
    from wi_cli.showing.portrait import Card, Portrait, Reading

VERSION = 1
WIDTH = 100

Cell = str | int | float | None

# What Markdown takes for markup anywhere, and what only at the beginning of a line.
_MARKDOWN = re.compile(
    r"[\\`*_\[\]<>|#~&]|^[-+=](?=[-+=\s]|$)|(?<=^\d)[.)](?=\s)|(?<=^\d\d)[.)](?=\s)|(?<=^\d{4})[.)](?=\s)"
)


# -- tables ----------------------------------------------------------------------


def tsv(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, with_header: bool = False) -> str:
    """
    Tab-separated lines; tabs and line breaks within a value become a blank.
    """
    lines = [list(header), *rows] if with_header else rows
    return "".join([_tab_separated([_plain(cell) for cell in line]) for line in lines])


def _tab_separated(cells: Sequence[str]) -> str:
    # To ask once for all cells is faster, and hardly ever is one of them to be escaped.
    safe = cells if "".join(cells).isprintable() else map(visible, cells)
    return "\t".join(safe) + "\n"


def csv(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, excel: bool = False) -> str:
    """
    RFC 4180 with a header.  With `excel` what a German Excel wants: a byte
    order mark, semicolons, and decimal commas.
    """
    import csv as library
    import io

    text = io.StringIO()
    writer = library.writer(text, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(
            [str(c).replace(".", ",") if excel and isinstance(c, float) else visible(_plain(c)) for c in row]
        )
    return ("\ufeff" if excel else "") + text.getvalue()


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """
    A table in GitHub-flavoured Markdown.
    """
    lines = [list(header), ["---"] * len(header), *([_escaped(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _plain(cell: Cell) -> str:
    return cell if isinstance(cell, str) else "" if cell is None else str(cell)


# -- json ------------------------------------------------------------------------


def json(value: object) -> str:
    """
    Indented JSON, umlauts as they are, control characters and bidi overrides escaped.
    """
    import json as library

    text = library.dumps(value, ensure_ascii=False, indent=2)
    # What JSON leaves alone and a terminal acts on can only stand inside strings.
    return UNSAFE.sub(lambda found: found[0] if found[0] == "\n" else f"\\u{ord(found[0]):04x}", text) + "\n"


def envelope(
    members: Sequence[Member], registry: Registry, extra: Mapping[str, object] | None = None
) -> dict[str, Any]:
    """
    The members as the registry has them, each with its id, and the entries of
    the vocabularies that they name.  `extra` adds to a member by its id.
    """
    fields = [as_fields(member) | dict((extra or {}).get(member.id) or {}) for member in members]  # type: ignore[call-overload]
    return {"version": VERSION, "members": fields, **_named(fields, registry)}


def network_envelope(network: Network, registry: Registry) -> dict[str, Any]:
    """
    The network as the registry has it, with what it names.
    """
    fields = as_fields(network)
    return {"version": VERSION, "network": fields, **_named([fields], registry)}


def candidates(found: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """
    What a name can mean, where it can mean several.
    """
    return {"version": VERSION, "candidates": [{"id": key, "name": name} for key, name in found]}


def _named(owners: Sequence[Mapping[str, Any]], registry: Registry) -> dict[str, Any]:
    """
    The sources, topics and indicators that these members name, in the
    registry's order; of an indicator's whole too.
    """
    topics = {topic for owner in owners for topic in owner.get("topics", ())}
    figures = [figure for owner in owners for figure in owner.get("figures", ())]
    indicators = {figure["indicator"] for figure in figures}
    indicators |= {registry.indicators[key].part_of for key in indicators if key in registry.indicators}
    cited = [
        item
        for owner in owners
        for block in CITED
        for item in ([owner[block]] if isinstance(owner.get(block), dict) else owner.get(block, ()))
    ]
    sources = {key for item in cited for key in item.get("sources", ())}
    return {
        "sources": {key: as_fields(source) for key, source in registry.sources.items() if key in sources},
        "topics": {key: label for key, label in registry.topics.items() if key in topics},
        "indicators": {key: as_fields(value) for key, value in registry.indicators.items() if key in indicators},
    }


# -- portraits -------------------------------------------------------------------


def plain(portrait: Portrait) -> str:
    """
    A portrait as plain text, running text wrapped at 100 characters.  Every
    figure stands on a line of its own with its label, so that grep finds it.
    """
    lines = [portrait.name, "=" * len(portrait.name)]
    lines += [line for line in (portrait.headline, portrait.website) if line]
    if portrait.summary:
        lines += ["", *_wrapped(portrait.summary)]
    facts = _facts(portrait)
    if facts:
        lines += [""]
        for label, value in facts:
            lines += _wrapped(f"{label}: {value}", after="  ")
    for title, block in _blocks(portrait):
        lines += ["", title, "-" * len(title), *block]
    return "\n".join(lines) + "\n"


def _facts(portrait: Portrait) -> list[tuple[str, str]]:
    membership = f"{portrait.membership} {references(portrait.membership_references)}".strip()
    facts = [
        (LABELS["membership"], membership),
        (LABELS["topics"], ", ".join(portrait.topics)),
        (LABELS["aliases"], portrait.aliases),
        (LABELS["location"], portrait.location),
    ]
    return [(label, value) for label, value in facts if value]


def _blocks(portrait: Portrait) -> Iterable[tuple[str, list[str]]]:
    if portrait.rows:
        yield heading("figures"), figure_lines(portrait)
    if portrait.events:
        lines = [f"{event.date}: {event.text} {references(event.references)}".rstrip() for event in portrait.events]
        yield heading("milestones"), [part for line in lines for part in _wrapped(line, after="  ")]
    for passage in portrait.passages:
        lines = []
        for n, paragraph in enumerate(passage.paragraphs):
            lines += ([""] if n else []) + _wrapped(paragraph)
        for item in passage.items:
            lines += _wrapped(f"- {item}", after="  ")
        yield f"{passage.title} {references(passage.references)}".rstrip(), lines
    if portrait.cards:
        lines = []
        for n, card in enumerate(portrait.cards):
            lines += ([""] if n else []) + card_lines(card, with_sources=False)
        yield heading("contacts"), lines
    if portrait.links:
        yield heading("links"), [f"- {link.title}" + (f": {link.url}" if link.url else "") for link in portrait.links]
    if portrait.sources:
        yield heading("sources"), [part for source in portrait.sources for part in _source_lines(source)]


def figure_lines(portrait: Portrait) -> list[str]:
    """
    "Einwohner: rund 196.500 Personen, undatiert [2]", parts set in below their whole.
    """
    lines = []
    label = ""
    for row in portrait.rows:
        label = row.label or label
        quantity = f"{row.quantity} {row.unit}".strip()
        line = f"{'  ' * row.depth}{label}: {quantity}, {row.date} {references(row.references)}".rstrip()
        lines.append(line)
        if row.note:
            indent = "  " * (row.depth + 1)
            lines += _wrapped(indent + row.note, after=indent)
    return lines


def _source_lines(source: Reading) -> list[str]:
    number = f"[{source.number}] "
    lines = _wrapped(f"{number}{source.title}" + (f" ({source.details})" if source.details else ""), after=" " * 4)
    # A line of its own, whole however long: it is there to be copied.
    return [*lines, f"    {source.url}"] if source.url else lines


def _wrapped(text: str, after: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, subsequent_indent=after, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )


def markdown(portrait: Portrait) -> str:
    """
    A portrait as Markdown: headings, a table of figures, lists.
    """
    parts = [f"# {_escaped(portrait.name)}", _escaped(portrait.headline), _address(portrait.website, portrait.website)]
    parts.append(_escaped(portrait.summary))
    parts.append(_list(f"**{label}:** {_escaped(value)}" for label, value in _facts(portrait)))
    if portrait.rows:
        header = (heading("figures"), "Wert", "Stand", "Anmerkung", heading("sources"))
        parts += [f"## {heading('figures')}", markdown_table(header, _figure_cells(portrait))]
    if portrait.events:
        events = portrait.events
        parts += [
            f"## {heading('milestones')}",
            _list(f"**{event.date}:** {_escaped(event.text)} {_cited(event.references)}".rstrip() for event in events),
        ]
    for passage in portrait.passages:
        parts.append(f"## {_escaped(passage.title)} {_cited(passage.references)}".rstrip())
        parts += [_escaped(paragraph) for paragraph in passage.paragraphs]
        parts.append(_list(_escaped(item) for item in passage.items))
    if portrait.cards:
        parts.append(f"## {heading('contacts')}")
        # Two blanks at the end of a line are Markdown's line break.
        parts += [
            "  \n".join(_escaped(line) for line in card_lines(card, with_sources=False)) for card in portrait.cards
        ]
    if portrait.links:
        parts += [f"## {heading('links')}", _list(_address(link.title, link.url) for link in portrait.links)]
    if portrait.sources:
        parts += [f"## {heading('sources')}", "\n".join(_markdown_source(source) for source in portrait.sources)]
    return "\n\n".join(part.strip("\n") for part in parts if part) + "\n"


def _figure_cells(portrait: Portrait) -> Iterable[tuple[str, ...]]:
    for row in portrait.rows:
        # No-break spaces: Markdown drops blanks at the start of a cell.
        label = "\u00a0\u00a0" * row.depth + row.label
        yield label, f"{row.quantity} {row.unit}".strip(), row.date, row.note, references(row.references)


def _markdown_source(source: Reading) -> str:
    details = f" ({_escaped(source.details)})" if source.details else ""
    return f"{source.number}. {_address(source.title, source.url)}{details}"


def _address(title: str, url: str) -> str:
    if not url:
        return _escaped(title)
    if not re.match(r"https?://", url):
        return _escaped(f"{title}: {url}" if title != url else url)
    safe = url.replace("<", "%3C").replace(">", "%3E")
    return f"<{url}>" if title == url == safe else f"[{_escaped(title)}](<{safe}>)"


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _cited(numbers: Sequence[int]) -> str:
    return _escaped(references(numbers))


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\g<0>", text)


# -- contacts --------------------------------------------------------------------


def card_lines(card: Card, *, with_sources: bool = True) -> list[str]:
    """
    A contact card: address in the order of DIN 5008, phone, e-mail, date and source.
    """
    lines = [*card.address]
    named = (("role", card.role), ("phone", card.phone), ("email", card.email))
    lines += [f"{LABELS[name]}: {value}" for name, value in named if value]
    if with_sources:
        sources = f" (Quelle: {'; '.join(card.sources)})" if card.sources else ""
        return [*lines, f"{card.date}{sources}"]
    return [*lines, f"{card.date} {references(card.references)}".rstrip()]


def plain_cards(member: Member, cards: Sequence[Card]) -> str:
    """
    All contacts of a member; for a member without any, its website.
    """
    blocks = ["\n".join([visible(member.name), *card_lines(card)]) for card in cards]
    if not blocks:
        blocks = ["\n".join([visible(member.name), *no_contact_lines(member)])]
    return "\n\n".join(blocks) + "\n"


def markdown_cards(member: Member, cards: Sequence[Card]) -> str:
    """
    All contacts of a member under its name as Markdown.
    """
    blocks = [card_lines(card) for card in cards] or [no_contact_lines(member)]
    # Two blanks at the end of a line are Markdown's line break.
    texts = ["  \n".join(_escaped(line) for line in lines) for lines in blocks]
    return "\n\n".join([f"## {_escaped(visible(member.name))}", *texts]) + "\n"


def no_contact_lines(member: Member) -> list[str]:
    """
    What is said of a member without a contact.
    """
    return [wording.NO_CONTACT, *([visible(member.website)] if member.website else [])]
