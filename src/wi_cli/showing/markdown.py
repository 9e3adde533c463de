"""
Tables, portraits and cards as Markdown, in which every text of the registry is text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wi_cli.german.wording import visible
from wi_cli.showing import phrases
from wi_cli.showing.citing import Reading, references
from wi_cli.showing.plain import card_lines, facts_of, no_contact_lines
from wi_cli.showing.portrait import Card, Portrait, heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wi_cli.registry.values import Member

# What Markdown takes for markup anywhere (CommonMark 0.31; tables and ~ of GitHub's): an underscore
# between two letters and an & that begins no entity are none; # ends a heading too.
_MARKUP = re.compile(r"[\\`*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<!\S)#")
# And what only at the beginning of a line.
_AT_BEGINNING = re.compile(r"^(?:(?=[>=])|(?=[-+](?:[-+=:\s]|$))|(?=:-)|(\d{1,9})(?=[.)](?:\s|$)))")
# An address within a text: what ends a sentence or closes a bracket before it is not a part of it.
_ADDRESS = re.compile(
    r"(?:(?:https?|ftp)://|(?<![^\W_])www\.)(?:\([^\s<>()\"]*\)|[^\s<>()\"])*(?:\([^\s<>()\"]*\)|[^\s<>().,;:!?'\"\]])",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
# An address that is the same in every context may stand in < >.
_PLAIN_ADDRESS = re.compile(r"[^\\<>|&\s]+(?:&(?![\w#]+;)[^\\<>|&\s]*)*")


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """
    A table in GitHub-flavoured Markdown; its texts are escaped.
    """
    lines = [[*map(escaped, header)], ["---"] * len(header), *([escaped(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def markdown(portrait: Portrait) -> str:
    """
    A portrait as Markdown: headings, a table of figures, lists.
    """
    parts = [f"# {escaped(portrait.name)}", escaped(portrait.headline), _address(portrait.website, portrait.website)]
    parts.append(escaped(portrait.summary))
    parts.append(_list(f"**{label}:** {escaped(value)}" for label, value in facts_of(portrait)))
    if portrait.rows:
        header = (heading("figures"), "Wert", "Stand", "Anmerkung", heading("sources"))
        parts += [f"## {heading('figures')}", markdown_table(header, _figure_cells(portrait))]
    if portrait.events:
        events = portrait.events
        parts += [
            f"## {heading('milestones')}",
            _list(
                f"**{escaped(event.date)}:** {escaped(event.text)} {_cited(event.references)}".rstrip()
                for event in events
            ),
        ]
    for passage in portrait.passages:
        parts.append(f"## {escaped(passage.title)} {_cited(passage.references)}".rstrip())
        parts += [escaped(paragraph) for paragraph in passage.paragraphs]
        parts.append(_list(escaped(item) for item in passage.items))
    if portrait.cards:
        parts.append(f"## {heading('contacts')}")
        # Two blanks at the end of a line are Markdown's line break.
        parts += [
            "  \n".join(escaped(line) for line in card_lines(card, with_sources=False)) for card in portrait.cards
        ]
    if portrait.links:
        parts += [f"## {heading('links')}", _list(_address(link.title, link.url) for link in portrait.links)]
    if portrait.sources:
        parts += [f"## {heading('sources')}", "\n".join(markdown_source(source) for source in portrait.sources)]
    return "\n\n".join(part.strip("\n") for part in parts if part) + "\n"


def _figure_cells(portrait: Portrait) -> Iterable[tuple[str, ...]]:
    for row in portrait.rows:
        # No-break spaces: several others would be shown as one.
        label = "\u00a0\u00a0" * row.depth + row.label
        yield label, f"{row.quantity} {row.unit}".strip(), row.date, row.note, references(row.references)


def markdown_source(source: Reading) -> str:
    """
    A source as an item of a numbered list.
    """
    details = f" ({escaped(source.details)})" if source.details else ""
    return f"{source.number}. {_address(source.title, source.url)}{details}"


def _address(title: str, url: str) -> str:
    """
    A title that leads to an address; an address alone stands for itself.
    """
    if not url:
        return escaped(title)
    if not _SCHEME.match(url):
        return escaped(f"{title}: {url}" if title != url else url)
    if title == url and _PLAIN_ADDRESS.fullmatch(url):
        return f"<{url}>"
    target = url.replace("\\", "\\\\").replace("&", "&amp;")
    for character in "<>|":
        target = target.replace(character, f"%{ord(character):02X}")
    return f"[{_as_text(title)}](<{target}>)"


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _cited(numbers: Sequence[int]) -> str:
    return escaped(references(numbers))


def escaped(text: str) -> str:
    """
    A text on a line of its own or in a cell: it reads as it is, and its web addresses lead somewhere.
    """
    parts = []
    position = 0
    for found in _ADDRESS.finditer(text):
        before, link = _as_text(text[position : found.start()], begins=not position), _alive(found[0])
        # An exclamation mark before a bracket would make a picture of it.
        parts += [f"{before[:-1]}\\!" if before.endswith("!") and link.startswith("[") else before, link]
        position = found.end()
    return _with_outer_blanks("".join([*parts, _as_text(text[position:], begins=not position)]))


def _alive(address: str) -> str:
    """
    An address within a text; one without a scheme leads to where GitHub and browsers look for it.
    """
    return _address(address, address if _SCHEME.match(address) else f"http://{address}")


def _as_text(text: str, *, begins: bool = True) -> str:
    """
    A text that reads as it is; with `begins` it may stand at the beginning of a line.
    """
    escaped = _MARKUP.sub(r"\\\g<0>", text)
    if begins:
        return _AT_BEGINNING.sub(lambda found: f"{found[1] or ''}\\", escaped)
    return escaped


def _with_outer_blanks(text: str) -> str:
    """
    Markdown drops blanks at the ends of a line or cell, but not when they are written as entities.
    """
    inner = text.strip()
    if inner == text:
        return text
    before, _, after = text.partition(inner) if inner else (text, "", "")
    kept = (
        "".join("&nbsp;" if blank == "\u00a0" else f"&#{ord(blank)};" for blank in ends) for ends in (before, after)
    )
    return inner.join(kept)


def markdown_cards(member: Member, cards: Sequence[Card], *, today: str) -> str:
    """
    All contacts of a member under its name as Markdown; one that left before
    `today` (YYYY-MM-DD) is called a former member.
    """
    blocks = [card_lines(card) for card in cards] or [no_contact_lines(member)]
    # Two blanks at the end of a line are Markdown's line break.
    texts = ["  \n".join(escaped(line) for line in lines) for lines in blocks]
    head = (f"## {escaped(visible(member.name))}", escaped(phrases.former(member, today)))
    return "\n\n".join([*filter(None, head), *texts]) + "\n"
