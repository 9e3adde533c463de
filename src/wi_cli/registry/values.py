"""
What the registry holds, as immutable values.

They are named tuples, not frozen dataclasses: fourteen of those cost every
command 15 ms before it begins, these 1 ms (2 ms if their annotations were text,
as elsewhere, which Python parses one by one).

Field names and their order are those of the registry format.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from wi_cli.german.places import KINDS
from wi_cli.registry.left_out import LeftOut

Path = tuple[str | int, ...]

# Beyond this a figure is a slip of the keyboard, and Python refuses to write
# integers of more than 4,300 digits.
LARGEST_VALUE = 10**15

POPULATION = "population"
TARGET = "target"
ABOUT = "about"


WAYS = ("phone", "mobile", "fax", "email")
"""
The fields of a contact by which somebody can be called or written to at once.
"""


class Contact(NamedTuple):
    """
    One office or person.
    """

    office: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    title: str | None = None
    suffix: str | None = None
    role: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    country: str | None = None
    """ISO 3166-1 code; None is Germany."""
    phone: str | None = None
    mobile: str | None = None
    fax: str | None = None
    email: str | None = None
    website: str | None = None
    as_of: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def person(self) -> str:
        """
        Title, given name and family name, then what stands behind it; empty if the contact is an office.
        """
        name = " ".join(part for part in (self.title, self.name) if part)
        return f"{name}, {self.suffix}" if name and self.suffix else name

    @property
    def name(self) -> str:
        """
        Given name and family name, without the titles, which come and go; empty if the contact is an office.
        """
        return " ".join(part for part in (self.given_name, self.family_name) if part)

    @property
    def is_direct(self) -> bool:
        """
        Whether somebody can be called or written to.
        """
        return bool(self.phone or self.mobile or self.email)


class Figure(NamedTuple):
    """
    One value of one indicator, in the indicator's unit.
    """

    indicator: str
    value: int | float
    value_max: int | float | None = None
    qualifier: str | None = None
    as_of: str | None = None
    note: str | None = None
    sources: tuple[str, ...] = ()


class Milestone(NamedTuple):
    """
    What happened when.
    """

    date: str
    text: str
    sources: tuple[str, ...] = ()


class Section(NamedTuple):
    """
    A text of the portrait under a title of its own.
    """

    title: str
    text: str | None = None
    items: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """
        The text's paragraphs, each on one line.
        """
        blocks = (self.text or "").replace("\r\n", "\n").split("\n\n")
        return tuple(" ".join(block.split("\n")).strip() for block in blocks if block.strip())


class Link(NamedTuple):
    """
    Further reading; some sources print titles without an address.
    """

    title: str
    url: str | None = None


class Location(NamedTuple):
    """
    Degrees north and east, WGS 84.
    """

    lat: float
    lon: float


class Membership(NamedTuple):
    """
    What the sources say about belonging to the network.
    """

    founding: bool | None = None
    since: str | None = None
    until: str | None = None
    seen: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Source(NamedTuple):
    """
    Where facts were read.
    """

    title: str
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    note: str | None = None


class Indicator(NamedTuple):
    """
    What a figure measures; `part_of` is the id of the whole that it is a part of.
    """

    label: str
    unit: str
    decimals: int = 0
    part_of: str | None = None


class Network(NamedTuple):
    """
    The Arbeitsgemeinschaft itself.
    """

    name: str
    summary: str
    short_name: str | None = None
    website: str | None = None
    contacts: tuple[Contact, ...] = ()
    figures: tuple[Figure, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()


class Member(NamedTuple):
    """
    One town, district or body of the network.
    """

    id: str
    name: str
    kind: str
    state: str | None = None
    district: str | None = None
    ags: str | None = None
    ars: str | None = None
    location: Location | None = None
    aliases: tuple[str, ...] = ()
    website: str | None = None
    summary: str = ""
    topics: tuple[str, ...] = ()
    membership: Membership | None = None
    contacts: tuple[Contact, ...] = ()
    figures: tuple[Figure, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()

    def latest(self, indicator: str) -> Figure | None:
        """
        Where one value is wanted: the latest dated one, an undated one only if none is dated, targets never.
        """
        return latest([f for f in self.figures if f.indicator == indicator and f.qualifier != TARGET])

    def website_of(self, contact: Contact | None) -> str | None:
        """
        The page of one of its contacts: its own, else that of the member.
        """
        return (contact.website if contact else None) or self.website

    @property
    def population(self) -> int | float | None:
        """
        The latest count of inhabitants.
        """
        count = self.latest(POPULATION)
        return count.value if count else None

    @property
    def since(self) -> str | None:
        """
        Start of the membership, where a source states it.
        """
        return self.membership.since if self.membership else None

    @property
    def until(self) -> str | None:
        """
        End of the membership, where a source states it.
        """
        return self.membership.until if self.membership else None

    def left_before(self, today: str) -> bool:
        """
        Whether the membership had ended on `today` (YYYY-MM-DD): one that
        lasted "until 2022" ended with 31 December 2022.
        """
        return self.until is not None and last_day(self.until) < today


class Topic(NamedTuple):
    """
    One entry of the vocabulary and the members that work on it.
    """

    id: str
    label: str
    members: tuple[Member, ...]


class Registry(NamedTuple):
    """
    One registry file; mappings are in the file's order.
    """

    network: Network | None
    topics: Mapping[str, str]
    indicators: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    members: Mapping[str, Member]
    left_out: tuple[LeftOut, ...] = ()
    kinds: Mapping[str, str] = KINDS
    """What there is, and what each is: municipality, district, association or body; the declared ones come last."""

    def by_topic(self) -> list[Topic]:
        """
        The vocabulary with its members, in the registry's order; an id that
        is used without being declared stands for itself.
        """
        members: dict[str, list[Member]] = {topic: [] for topic in self.topics}
        for member in self.members.values():
            for topic in dict.fromkeys(member.topics):
                members.setdefault(topic, []).append(member)
        return [Topic(topic, self.topics.get(topic, topic), tuple(found)) for topic, found in members.items()]

    def newest(self, today: str) -> str | None:
        """
        The day, month or year of its newest fact that had begun by `today` (YYYY-MM-DD): of a figure, an event, a
        contact or a mention as a member.
        """
        owners: list[Member | Network] = [*self.members.values(), *([self.network] if self.network else [])]
        dates = {date for owner in owners for date in _dates(owner) if date and "/" not in date and date <= today}
        return max(dates, key=last_day, default=None)


def _dates(owner: Member | Network) -> Iterator[str | None]:
    for figure in owner.figures:
        if figure.qualifier != TARGET:
            yield figure.as_of
    for contact in owner.contacts:
        yield contact.as_of
    for milestone in owner.milestones:
        yield milestone.date
    if isinstance(owner, Member) and owner.membership:
        yield from owner.membership.seen


NOTHING = Registry(None, {}, {}, {}, {})
"""A registry in which nothing stands."""


def latest(figures: Sequence[Figure]) -> Figure | None:
    """
    The figure of the latest day, an undated one only if none is dated; None if there are none.
    """
    if len(figures) > 1:
        return max(figures, key=lambda figure: last_day(figure.as_of or ""))
    return figures[0] if figures else None


def last_day(date: str) -> str:
    """
    The last day that a registry date can mean, as YYYY-MM-DD: "2014-04" is
    over after "2014-04-31", an open interval never ends.  Sorts as text.
    """
    end = date.rpartition("/")[2]
    if end == "..":
        return "9999-12-31"
    return end + "9999-12-31"[len(end) :] if end else ""
