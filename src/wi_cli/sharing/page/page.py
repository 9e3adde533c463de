"""
The whole directory in one file: HTML with its own style and script, which asks nobody for anything.

A Content-Security-Policy lets a browser run the page's own script and no other, whatever stands in the registry; and
every text of it goes through Jinja's autoescaping.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from wi_cli.finding import filters
from wi_cli.german.wording import UNDATED, long_date, number, state, visible
from wi_cli.registry.values import POPULATION
from wi_cli.sharing.page import outline, portraits, script
from wi_cli.sharing.page.rules import rules
from wi_cli.showing import phrases, vcard

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wi_cli.registry.values import Member, Registry


PACKAGE = "wi_cli.sharing.page"
MANY = 60
"""
Beyond this number of members the script, and not HTML, makes what is in the portraits too: the topics in the table, and
the links of the map, which would be as many stops of the Tab key.
"""


_UNREAD = re.compile(r"/\*.*?\*/\s*|^\s*//[^\n]*\n|^\s+", re.DOTALL | re.MULTILINE)


class Wish(NamedTuple):
    """
    What else is asked of a page: another title, no contacts.
    """

    title: str | None = None
    contacts: bool = True


class Made(NamedTuple):
    """
    What a page says of itself: the day on which it is made (YYYY-MM-DD), what the registry's file is called, and the
    version of `wi`.
    """

    today: str
    source: str
    version: str


class Line(NamedTuple):
    """
    One member in the overview.
    """

    id: str
    name: str
    state: str
    kind: str
    population: str
    population_date: str
    membership: str
    former: bool
    topics: tuple[str, ...]


def html(members: Sequence[Member], registry: Registry, made: Made, wish: Wish) -> bytes:
    """
    The page of these members in UTF-8, in the order of their names.
    """
    today = made.today
    shown = filters.ordered(members, "name")
    order = portraits.order(shown, registry)
    numbers = {key: number for key, (number, _) in order.items()}
    network = registry.network
    pages = [portraits.of_member(member, registry, numbers, today=today, contacts=wish.contacts) for member in shown]
    own = network and portraits.of_network(network, registry, {}, today=today, contacts=wish.contacts)
    lines = [_line(member, registry, today) for member in shown]
    many = len(shown) > MANY
    drawn = outline.drawn(shown, apart=0 if many else outline.APART)
    style, code = _read(files(PACKAGE).joinpath("page.css").read_text(encoding="utf-8")), _read(script.source())
    cards = "".join(card.text for member in shown for card in _cards(member, registry, today)) if wish.contacts else ""
    name = visible(network.name) if network else ""
    page = _templates().get_template("page.html.j2")
    text = page.render(
        title=visible(wish.title or "") or name or "Verzeichnis",
        name=name,
        short=visible(network.short_name or network.name) if network else "",
        lead=visible(network.summary) if network else "",
        network=own,
        heading=_heading(shown, registry, today),
        lines=lines,
        members=pages,
        many=many,
        map=drawn,
        style=Markup(style),  # noqa: S704  # our own, without a word of the registry
        script=Markup(code),  # noqa: S704
        style_hash=_hash(style),
        script_hash=_hash(code),
        index=_data(_index(shown, registry, order, drawn, today=today)),
        cards=_packed(cards),
        made=long_date(today),
        source=visible(made.source),
        version=made.version,
        contacts=wish.contacts,
    )
    return text.encode()


def _heading(members: Sequence[Member], registry: Registry, today: str) -> str:
    """
    "17 Mitglieder und 1 ehemaliges"; of some, "Auszug: 2 von 17 Mitgliedern und 1 ehemaliges".
    """
    every = [*registry.members.values()]
    if len(members) == len(every):
        return phrases.counted(members, today)
    return f"Auszug: {phrases.counted(members, today, every)}"


def _line(member: Member, registry: Registry, today: str) -> Line:
    count = member.latest(POPULATION)
    return Line(
        id=visible(member.id),
        name=visible(member.name),
        state=state(member.state),
        kind=visible(member.kind),
        population=phrases.quantity(count, registry.indicators.get(POPULATION)) if count else "",
        population_date=phrases.figure_date(count) if count else "",
        membership=phrases.membership(member.membership) or (UNDATED if member.membership else ""),
        former=member.left_before(today),
        topics=tuple(visible(registry.topics.get(topic, topic)) for topic in member.topics),
    )


def _cards(member: Member, registry: Registry, today: str) -> Sequence[vcard.Card]:
    """
    What `wi contact --vcard` makes of a member's contacts.
    """
    return [*vcard.cards(member, registry, today=today)] if member.contacts else []


def _index(
    members: Sequence[Member],
    registry: Registry,
    order: Mapping[str, tuple[int, int]],
    drawn: outline.Map,
    *,
    today: str,
) -> dict[str, Any]:
    """
    What the script filters and sorts by, in few characters: a row for each member, in the order of the page.
    """
    known = {topic.id: topic.label for topic in registry.by_topic()}
    used = {topic for member in members for topic in member.topics}
    topics = [key for key in known if key in used]
    placed = {dot.id for dot in drawn.dots}
    states = sorted({member.state for member in members if member.state}, key=state)
    kinds = [*dict.fromkeys(member.kind for member in members)]
    place_of_state, place_of_kind, place_of_topic = (
        {key: place for place, key in enumerate(keys)} for keys in (states, kinds, topics)
    )
    return {
        "states": [[visible(code), state(code)] for code in states],
        "kinds": [visible(kind) for kind in kinds],
        "topics": [[visible(key), visible(known[key])] for key in topics],
        "indicators": [[_title(key, registry), _unit(key, registry), depth] for key, (_, depth) in order.items()],
        "unplaced": [n for n, member in enumerate(members) if visible(member.id) not in placed],
        "rules": rules(kinds, registry.kinds),
        "members": [
            [
                visible(member.id),
                place_of_state.get(member.state or "", -1),
                place_of_kind[member.kind],
                [place_of_topic[topic] for topic in dict.fromkeys(member.topics)],
                member.population,
                visible(member.since or ""),
                int(member.left_before(today)),
            ]
            for member in members
        ],
    }


def _title(key: str, registry: Registry) -> str:
    return visible(registry.indicators[key].label if key in registry.indicators else key)


def _unit(key: str, registry: Registry) -> str:
    return visible(registry.indicators[key].unit) if key in registry.indicators else ""


def _data(value: object) -> Markup:
    """
    JSON for a script element: nothing in it can end that (HTML, 4.12.1.3).
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704


def _packed(text: str) -> str:
    """
    Deflated (RFC 1951) and in Base64, or nothing: cards say much alike.
    """
    if not text:
        return ""
    packer = zlib.compressobj(9, wbits=-15)
    return base64.b64encode(packer.compress(text.encode()) + packer.flush()).decode()


def _read(text: str) -> str:
    """
    A style or script of our own without its comments and indentation, which nobody reads in a page.
    """
    return _UNREAD.sub("", text)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader(PACKAGE, ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(href=portraits.href, number=number)
    return environment
