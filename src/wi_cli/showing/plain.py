"""
Portraits and cards as plain text.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from wi_cli.german import wording
from wi_cli.german.wording import LABELS, visible
from wi_cli.showing import phrases
from wi_cli.showing.citing import Reading, references
from wi_cli.showing.portrait import Card, Portrait, heading, links_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wi_cli.registry.values import Member

WIDTH = 100


def plain(portrait: Portrait) -> str:
    """
    A portrait as plain text, running text wrapped at 100 characters.  Every
    figure stands on a line of its own with its label, so that grep finds it.
    """
    lines = [portrait.name, "=" * len(portrait.name)]
    lines += [line for line in (portrait.headline, portrait.website) if line]
    if portrait.summary:
        lines += ["", *_wrapped(portrait.summary)]
    facts = facts_of(portrait)
    if facts:
        lines += [""]
        for label, value in facts:
            lines += _wrapped(f"{label}: {value}", after="  ")
    for title, block in _blocks(portrait):
        lines += ["", title, "-" * len(title), *block]
    return "\n".join(lines) + "\n"


def facts_of(portrait: Portrait) -> list[tuple[str, str]]:
    """
    What is said of membership, topics, names and place, with its label.
    """
    membership = f"{portrait.membership} {references(portrait.membership_references)}".strip()
    facts = [
        (LABELS["membership"], membership),
        (LABELS["topics"], " · ".join(portrait.topics)),
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
        yield heading("links"), [f"- {link_line(link)}" for link in portrait.links]
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


def link_line(link: Reading) -> str:
    """
    "Title: address".
    """
    return f"{link.title}: {link.url}" if link.url else link.title


def _source_lines(source: Reading) -> list[str]:
    number = f"[{source.number}] "
    lines = _wrapped(f"{number}{source.title}" + (f" ({source.details})" if source.details else ""), after=" " * 4)
    # A line of its own, whole however long: it is there to be copied.
    return [*lines, f"    {source.url}"] if source.url else lines


def _wrapped(text: str, after: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, subsequent_indent=after, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )


def card_lines(card: Card, *, with_sources: bool = True) -> list[str]:
    """
    A contact card: address in the order of DIN 5008, how to reach it, date and source.
    """
    lines = [*card.address, *(f"{LABELS[name]}: {text}" for name, text in card.ways), *map(link_line, card.links)]
    if with_sources:
        sources = f" (Quelle: {'; '.join(card.sources)})" if card.sources else ""
        return [*lines, f"{card.date}{sources}"]
    return [*lines, f"{card.date} {references(card.references)}".rstrip()]


def plain_cards(member: Member, cards: Sequence[Card], *, today: str) -> str:
    """
    All contacts of a member; for a member without any, its website.  One that
    left before `today` (YYYY-MM-DD) is called a former member on each.
    """
    head = [line for line in (visible(member.name), phrases.former(member, today)) if line]
    blocks = [card_lines(card) for card in cards] or [no_contact_lines(member)]
    return "\n\n".join("\n".join([*head, *lines]) for lines in blocks) + "\n"


def no_contact_lines(member: Member) -> list[str]:
    """
    What is said of a member without a contact.
    """
    website = [visible(member.website)] if member.website else []
    return [wording.NO_CONTACT, *website, *map(link_line, links_beside(member, member.website))]
