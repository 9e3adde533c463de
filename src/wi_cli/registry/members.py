"""
What the registry holds, as immutable values.

They are named tuples, not frozen dataclasses: fourteen of those cost every
command 15 ms before it begins, these 2 ms.

`build` turns a parsed TOML document into a `Registry`.  It is tolerant:
unknown keys are ignored, and what can't be built is left out and named in
`Registry.left_out`.  Nothing here reads, prints or knows a file.
Field names and their order are those of the registry format.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Path = tuple[str | int, ...]
Built = TypeVar("Built")

# Beyond this a figure is a slip of the keyboard, and Python refuses to write
# integers of more than 4,300 digits.
LARGEST_VALUE = 10**15

POPULATION = "population"

_TEXT = frozenset({str})


class Contact(NamedTuple):
    """
    One office or person.
    """

    office: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    title: str | None = None
    role: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    phone: str | None = None
    email: str | None = None
    as_of: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def person(self) -> str:
        """
        Title, given name and family name; empty if the contact is an office.
        """
        return " ".join(part for part in (self.title, self.given_name, self.family_name) if part)


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

    @property
    def population(self) -> int | float | None:
        """
        Where one number is wanted: the latest dated count, an undated one
        only if none is dated, targets never.
        """
        counts = [f for f in self.figures if f.indicator == POPULATION and f.qualifier != "target"]
        if len(counts) > 1:
            return max(counts, key=lambda figure: last_day(figure.as_of or "")).value
        return counts[0].value if counts else None

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


class LeftOut(NamedTuple):
    """
    What could not be built: where it stands in the document, and why; `line`
    of the file once somebody has looked it up.
    """

    path: Path
    reason: str
    line: int | None = None
    names: tuple[str, ...] = ()
    """For a member: what it would be called by, as far as that could be read."""

    @property
    def what(self) -> str:
        """
        What is missing, for a message: 'kassel', or figures 2 of 'kassel'.
        """
        owner = next((key for key in self.path[1:2] if self.path[0] != "network"), self.path[0])
        for block, n in pairwise(self.path):
            if isinstance(n, int):
                return f"{block} {n + 1} of {owner!r}"
        return repr(owner)

    @property
    def member(self) -> str | None:
        """
        Id of the member that is missing as a whole, if it is one.
        """
        inside = len(self.path) > 1 and self.path[0] == "members"
        # members.kassel.name spoils Kassel, members.kassel.figures.3 only that figure.
        return str(self.path[1]) if inside and not any(isinstance(part, int) for part in self.path) else None


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


def last_day(date: str) -> str:
    """
    The last day that a registry date can mean, as YYYY-MM-DD: "2014-04" is
    over after "2014-04-31", an open interval never ends.  Sorts as text.
    """
    end = date.rpartition("/")[2]
    if end == "..":
        return "9999-12-31"
    return end + "9999-12-31"[len(end) :] if end else ""


def as_fields(value: NamedTuple) -> dict[str, Any]:
    """
    The fields of one of these values as the registry writes them: names,
    order and plain types, without those that are absent.
    """
    result: dict[str, Any] = {}
    for name, item in value._asdict().items():
        if item in (None, (), ""):
            continue
        if hasattr(item, "_asdict"):
            result[name] = as_fields(item)
        elif isinstance(item, tuple):
            result[name] = [part if isinstance(part, str) else as_fields(part) for part in item]
        else:
            result[name] = item
    return result


class _UnusableError(Exception):
    """
    A table from which no value can be built.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(reason)
        self.path = path
        self.reason = reason


class _Table:
    """
    One TOML table on its way to a value: reads fields by type, knows its path.
    """

    __slots__ = ("_fields", "_get", "_left_out", "_path")

    def __init__(self, value: object, path: Path, left_out: list[LeftOut]) -> None:
        if not isinstance(value, dict):
            raise _UnusableError(path, "is not a table")
        self._fields: dict[str, object] = value
        self._get = value.get
        self._path = path
        self._left_out = left_out

    def _unusable(self, key: str, reason: str) -> _UnusableError:
        path = (*self._path, key) if key in self._fields else self._path
        return _UnusableError(path, f"{key} {reason}")

    def text(self, key: str) -> str | None:
        value = self._get(key)
        if value is None or isinstance(value, str):
            return value
        raise self._unusable(key, "is not text")

    def needed_text(self, key: str) -> str:
        value = self._get(key)
        if value is None:
            raise self._unusable(key, "is missing")
        if not isinstance(value, str):
            raise self._unusable(key, "is not text")
        if not value.strip():
            raise self._unusable(key, "is empty")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._get(key)
        if value is None:
            return ()
        if isinstance(value, list) and _TEXT.issuperset(map(type, value)):
            return tuple(value)
        raise self._unusable(key, "is not a list of texts")

    def number(self, key: str) -> int | float | None:
        value = self._get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self._unusable(key, "is not a number")
        if not abs(value) <= LARGEST_VALUE:  # nan is neither more nor less
            raise self._unusable(key, "is out of range")
        return value

    def needed_number(self, key: str) -> int | float:
        value = self.number(key)
        if value is None:
            raise self._unusable(key, "is missing")
        return value

    def flag(self, key: str) -> bool | None:
        value = self._get(key)
        if value is None or isinstance(value, bool):
            return value
        raise self._unusable(key, "is not true or false")

    def table(self, key: str, build_one: Callable[[_Table], Built]) -> Built | None:
        value = self._get(key)
        return None if value is None else build_one(_Table(value, (*self._path, key), self._left_out))

    def many(self, key: str, build_one: Callable[[_Table], Built]) -> tuple[Built, ...]:
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self._unusable(key, "is not a list of tables")
        path, left_out = (*self._path, key), self._left_out
        built = [_attempt(item, (*path, n), build_one, left_out) for n, item in enumerate(value)]
        return tuple([item for item in built if item is not None])

    @property
    def key(self) -> str:
        """
        The key under which the table stands.
        """
        return str(self._path[-1])


def _attempt(value: object, path: Path, build_one: Callable[[_Table], Built], left_out: list[LeftOut]) -> Built | None:
    try:
        return build_one(_Table(value, path, left_out))
    except _UnusableError as unusable:
        left_out.append(LeftOut(unusable.path, unusable.reason, names=_names_of(value)))
        return None


def _names_of(value: object) -> tuple[str, ...]:
    """
    The texts under which somebody may ask for a table that can't be built.
    """
    if not isinstance(value, dict):
        return ()
    aliases = value.get("aliases")
    names = [value.get("name"), value.get("ags"), *(aliases if isinstance(aliases, list) else ())]
    return tuple(name for name in names if isinstance(name, str))


def _contact(table: _Table) -> Contact:
    return Contact(
        office=table.text("office"),
        given_name=table.text("given_name"),
        family_name=table.text("family_name"),
        title=table.text("title"),
        role=table.text("role"),
        street=table.text("street"),
        postal_code=table.text("postal_code"),
        city=table.text("city"),
        phone=table.text("phone"),
        email=table.text("email"),
        as_of=table.text("as_of"),
        sources=table.texts("sources"),
    )


def _figure(table: _Table) -> Figure:
    return Figure(
        indicator=table.needed_text("indicator"),
        value=table.needed_number("value"),
        value_max=table.number("value_max"),
        qualifier=table.text("qualifier"),
        as_of=table.text("as_of"),
        note=table.text("note"),
        sources=table.texts("sources"),
    )


def _milestone(table: _Table) -> Milestone:
    return Milestone(table.needed_text("date"), table.needed_text("text"), table.texts("sources"))


def _section(table: _Table) -> Section:
    return Section(table.needed_text("title"), table.text("text"), table.texts("items"), table.texts("sources"))


def _link(table: _Table) -> Link:
    return Link(table.needed_text("title"), table.text("url"))


def _location(table: _Table) -> Location:
    return Location(table.needed_number("lat"), table.needed_number("lon"))


def _membership(table: _Table) -> Membership:
    return Membership(
        table.flag("founding"), table.text("since"), table.text("until"), table.texts("seen"), table.texts("sources")
    )


def _indicator(table: _Table) -> Indicator:
    decimals = table.number("decimals")
    return Indicator(
        label=table.needed_text("label"),
        unit=table.text("unit") or "",
        decimals=max(0, min(int(decimals), 15)) if decimals else 0,
        part_of=table.text("part_of"),
    )


def _source(table: _Table) -> Source:
    return Source(
        title=table.needed_text("title"),
        publisher=table.text("publisher"),
        date=table.text("date"),
        url=table.text("url"),
        note=table.text("note"),
    )


def _network(table: _Table) -> Network:
    return Network(
        name=table.needed_text("name"),
        summary=table.text("summary") or "",
        short_name=table.text("short_name"),
        website=table.text("website"),
        contacts=table.many("contacts", _contact),
        figures=table.many("figures", _figure),
        milestones=table.many("milestones", _milestone),
        sections=table.many("sections", _section),
        links=table.many("links", _link),
    )


def _member(table: _Table) -> Member:
    return Member(
        id=table.key,
        name=table.needed_text("name"),
        kind=table.needed_text("kind"),
        summary=table.text("summary") or "",
        state=table.text("state"),
        district=table.text("district"),
        ags=table.text("ags"),
        location=table.table("location", _location),
        aliases=table.texts("aliases"),
        website=table.text("website"),
        topics=table.texts("topics"),
        membership=table.table("membership", _membership),
        contacts=table.many("contacts", _contact),
        figures=table.many("figures", _figure),
        milestones=table.many("milestones", _milestone),
        sections=table.many("sections", _section),
        links=table.many("links", _link),
    )


def build(document: Mapping[str, Any]) -> Registry:
    """
    The registry that a parsed document describes.  `document["members"]` must
    be a table; everything else may be missing or wrong and is then left out.
    """
    left_out: list[LeftOut] = []

    def entries(name: str) -> dict[str, object]:
        table = document.get(name, {})
        if isinstance(table, dict):
            return table
        left_out.append(LeftOut((name,), "is not a table"))
        return {}

    def declared(name: str, build_one: Callable[[_Table], Built]) -> dict[str, Built]:
        built = {key: _attempt(value, (name, key), build_one, left_out) for key, value in entries(name).items()}
        return {key: value for key, value in built.items() if value is not None}

    network = document.get("network")
    return Registry(
        network=None if network is None else _attempt(network, ("network",), _network, left_out),
        topics={key: label for key, label in entries("topics").items() if isinstance(label, str)},
        indicators=declared("indicators", _indicator),
        sources=declared("sources", _source),
        members=declared("members", _member),
        left_out=tuple(left_out),
    )
