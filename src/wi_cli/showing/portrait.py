"""
What a portrait says and in which order, before anybody decides how it looks.

`of_member` and `of_network` turn values into lines of German text, number the
sources in the order in which they are first named, put parts under their whole
and several values of one indicator side by side.  `wi_cli.showing.pages` draws the
result, `wi_cli.showing.plain` and `wi_cli.showing.markdown` write it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wi_cli.errors import UsageError
from wi_cli.german import wording
from wi_cli.german.slips import did_you_mean
from wi_cli.german.wording import BLOCKS, LABELS, called, meant_field, visible
from wi_cli.registry.depth import DEEPEST
from wi_cli.showing import phrases
from wi_cli.showing.citing import Numbering, Reading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from wi_cli.registry.values import Contact, Figure, Link, Member, Milestone, Network, Registry, Section


class Row(NamedTuple):
    """
    One value of the table of figures.  `label` is empty where the row goes on
    with the indicator above; `depth` counts the wholes that it is a part of.
    """

    label: str
    depth: int
    quantity: str
    unit: str
    date: str
    note: str
    references: tuple[int, ...]
    bar: float | None
    """Share of the largest dated value of this indicator, 0 to 1; None where there is only one."""


class Event(NamedTuple):
    """
    One line of the timeline.
    """

    date: str
    text: str
    references: tuple[int, ...]


class Passage(NamedTuple):
    """
    One section: paragraphs, then items.
    """

    title: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...]
    references: tuple[int, ...]


class Card(NamedTuple):
    """
    How to reach one contact; `address` is in the order of DIN 5008, `ways` are
    texts under the names of their fields.
    """

    address: tuple[str, ...]
    ways: tuple[tuple[str, str], ...]
    links: tuple[Reading, ...]
    date: str
    sources: tuple[str, ...]
    references: tuple[int, ...]


class Portrait(NamedTuple):
    """
    Everything that is shown of one member or of the network.
    """

    name: str
    headline: str
    website: str
    summary: str
    aliases: str
    location: str
    topics: tuple[str, ...]
    membership: str
    membership_references: tuple[int, ...]
    rows: tuple[Row, ...]
    events: tuple[Event, ...]
    passages: tuple[Passage, ...]
    cards: tuple[Card, ...]
    links: tuple[Reading, ...]
    sources: tuple[Reading, ...]


def only(blocks: str | None) -> AbstractSet[str]:
    """
    The blocks named in "figures,contacts"; all of them for None.

    Raises `UsageError` for a block that a portrait doesn't have.
    """
    if blocks is None:
        return frozenset(BLOCKS)
    words = [word.strip() for word in blocks.split(",") if word.strip()]
    wanted = {word: meant_field(word, BLOCKS) for word in words}
    for word in (word for word, block in wanted.items() if block is None):
        raise UsageError(
            f"a portrait has no block {word!r}", did_you_mean(word, called(BLOCKS)) or f"it has {', '.join(BLOCKS)}"
        )
    if not words:
        raise UsageError("--only names no block", f"a portrait has {', '.join(BLOCKS)}")
    # What is numbered in the blocks shown is explained below them.
    return {block for block in wanted.values() if block} | {"sources"}


def of_member(member: Member, registry: Registry, blocks: AbstractSet[str] = frozenset(BLOCKS)) -> Portrait:
    """
    The portrait of a member, reduced to the given blocks.
    """
    numbering = Numbering(registry)
    belonging = member.membership if "membership" in blocks else None
    head = blocks >= set(BLOCKS)
    location = member.location if head else None
    return _portrait(
        member,
        registry,
        numbering,
        blocks,
        headline=phrases.headline(member),
        aliases=", ".join(visible(alias) for alias in member.aliases) if head else "",
        location=f"{wording.number(location.lat)}° N, {wording.number(location.lon)}° O" if location else "",
        topics=tuple(visible(registry.topics.get(key, key)) for key in member.topics if "topics" in blocks),
        membership=phrases.membership_in_full(belonging),
        membership_references=numbering.of(belonging.sources if belonging else ()),
    )


def of_network(network: Network, registry: Registry, blocks: AbstractSet[str] = frozenset(BLOCKS)) -> Portrait:
    """
    The portrait of the network itself, reduced to the given blocks.
    """
    return _portrait(
        network,
        registry,
        Numbering(registry),
        blocks,
        headline=visible(network.short_name or ""),
        aliases="",
        location="",
        topics=(),
        membership="",
        membership_references=(),
    )


def cards(member: Member, registry: Registry) -> tuple[Card, ...]:
    """
    A member's contacts as cards, each with the website; where none of them can be called or written to, the last
    one leads on to the member's links.  Empty for a member without any.
    """
    numbering = Numbering(registry)
    found = [_card(contact, numbering, member) for contact in member.contacts]
    if found and not any(contact.is_direct for contact in member.contacts):
        found[-1] = found[-1]._replace(links=links_beside(member, member.website_of(member.contacts[-1])))
    return tuple(found)


def _portrait(  # noqa: PLR0913  # what members and the network don't share is handed over
    owner: Member | Network,
    registry: Registry,
    numbering: Numbering,
    blocks: AbstractSet[str],
    *,
    headline: str,
    aliases: str,
    location: str,
    topics: tuple[str, ...],
    membership: str,
    membership_references: tuple[int, ...],
) -> Portrait:
    # Built in the order of the page, so that the sources are numbered in it.
    rows = _rows(owner.figures, registry, numbering) if "figures" in blocks else ()
    events = tuple(_event(item, numbering) for item in owner.milestones if "milestones" in blocks)
    passages = tuple(_passage(item, numbering) for item in owner.sections if "sections" in blocks)
    addresses = tuple(_card(item, numbering) for item in owner.contacts if "contacts" in blocks)
    return Portrait(
        name=visible(owner.name),
        headline=headline,
        website=visible(owner.website or ""),
        summary=visible(owner.summary) if "summary" in blocks else "",
        aliases=aliases,
        location=location,
        topics=topics,
        membership=membership,
        membership_references=membership_references,
        rows=rows,
        events=events,
        passages=passages,
        cards=addresses,
        links=tuple(_link(item) for item in owner.links if "links" in blocks),
        sources=numbering.readings() if "sources" in blocks else (),
    )


def _rows(figures: Sequence[Figure], registry: Registry, numbering: Numbering) -> tuple[Row, ...]:
    values: dict[str, list[Figure]] = {}
    for figure in figures:
        values.setdefault(figure.indicator, []).append(figure)

    rows: list[Row] = []
    for key, depth in parts_under_wholes(values, registry):
        rows.extend(_values(key, values[key], min(depth, DEEPEST), registry, numbering))
    return tuple(rows)


def parts_under_wholes(keys: Collection[str], registry: Registry) -> Iterator[tuple[str, int]]:
    """
    The indicators in order, each part below its whole, with the number of wholes above it.
    """
    parts: dict[str | None, list[str]] = {key: [] for key in (None, *keys)}
    for key in keys:
        indicator = registry.indicators.get(key)
        whole = indicator.part_of if indicator else None
        parts[whole if whole in parts else None].append(key)
    done: set[str] = set()
    # Indicators that are parts of each other have no whole to stand under: they come last.
    for top in (*parts[None], *keys):
        waiting = [(top, 0)]
        while waiting:
            key, depth = waiting.pop()
            if key not in done:
                done.add(key)
                yield key, depth
                waiting += [(part, depth + 1) for part in reversed(parts[key])]


def _values(key: str, figures: list[Figure], depth: int, registry: Registry, numbering: Numbering) -> Iterable[Row]:
    indicator = registry.indicators.get(key)
    dated = [figure.value for figure in figures if figure.as_of and figure.qualifier != "target"]
    largest = max(dated, default=0)
    charted = len(dated) > 1 and min(dated) >= 0 and largest > 0
    for n, figure in enumerate(figures):
        compared = charted and figure.as_of and figure.qualifier != "target"
        yield Row(
            label="" if n else visible(indicator.label if indicator else key),
            depth=depth,
            quantity=phrases.quantity(figure, indicator),
            unit=visible(indicator.unit) if indicator else "",
            date=phrases.figure_date(figure),
            note=visible(figure.note or ""),
            references=numbering.of(figure.sources),
            bar=figure.value / largest if compared else None,
        )


def _event(milestone: Milestone, numbering: Numbering) -> Event:
    return Event(wording.long_date(milestone.date), visible(milestone.text), numbering.of(milestone.sources))


def _passage(section: Section, numbering: Numbering) -> Passage:
    return Passage(
        title=visible(section.title),
        paragraphs=tuple(visible(paragraph) for paragraph in section.paragraphs),
        items=tuple(visible(item) for item in section.items),
        references=numbering.of(section.sources),
    )


def links_beside(member: Member, website: str | None) -> tuple[Reading, ...]:
    """
    The links of a member that lead somewhere, and not to its website.
    """
    return tuple(_link(link) for link in member.links if link.url not in (None, website))


_WAYS = ("role", "phone", "mobile", "fax", "email", "website")


def _card(contact: Contact, numbering: Numbering, member: Member | None = None) -> Card:
    """
    The card of a contact; one that stands alone has what else leads to the member.
    """
    ways = {name: getattr(contact, name) for name in _WAYS}
    if member:
        ways["website"] = member.website_of(contact)
    return Card(
        address=tuple(phrases.address(contact)),
        ways=tuple((name, visible(text)) for name, text in ways.items() if text),
        links=(),
        date=phrases.contact_date(contact),
        sources=numbering.titles(contact.sources),
        references=numbering.of(contact.sources),
    )


def _link(link: Link) -> Reading:
    return Reading(0, visible(link.title), "", visible(link.url or ""))


def heading(block: str) -> str:
    """
    The German heading of a block.
    """
    return LABELS[block]
