"""
Make a list: the members that pass filters, in an order.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.errors import UsageError
from wi_cli.german.places import STATES
from wi_cli.german.placewords import PLACE_KINDS, STATES_CALLED
from wi_cli.german.slips import did_you_mean
from wi_cli.german.spelling import bare, fold, forms
from wi_cli.registry import figures
from wi_cli.registry.values import NOTHING, POPULATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from wi_cli.registry.values import Member, Registry


class Filters(NamedTuple):
    """
    Which members to list.  Several states or kinds are alternatives, several
    topics must all be there.
    """

    states: Sequence[str] = ()
    kinds: Sequence[str] = ()
    topics: Sequence[str] = ()
    current: bool = False
    former: bool = False


def select(registry: Registry, filters: Filters, *, today: str) -> list[Member]:
    """
    The members that pass all filters, in the registry's order; `today` is
    YYYY-MM-DD and divides current from former ones.

    Raises `UsageError` for a filter value that doesn't exist.
    """
    # What the registry has is known, whether the format knows it or not.
    members = registry.members.values()
    states_known = {member.state: member.state for member in members if member.state} | STATES
    kinds_known = dict.fromkeys(registry.kinds, "") | {member.kind: "" for member in members}
    states = {
        STATES_CALLED.get(fold(wanted)) or _vocabulary_key("state", wanted.removeprefix("DE-"), states_known)
        for wanted in filters.states
    }
    kinds = {
        kind
        for wanted in filters.kinds
        for kind in _kinds_called(wanted, registry) or [_vocabulary_key("kind", wanted, kinds_known)]
    }
    topics_known = {topic.id: topic.label for topic in registry.by_topic()}
    topics = {_vocabulary_key("topic", wanted, topics_known) for wanted in filters.topics}
    return [
        member
        for member in registry.members.values()
        if (not states or member.state in states)
        and (not kinds or member.kind in kinds)
        and topics <= set(member.topics)
        and not (filters.current and member.left_before(today))
        and not (filters.former and not member.left_before(today))
    ]


def _kinds_called(wanted: str, registry: Registry) -> list[str]:
    """
    The kinds that a word means together: Kreis all districts, Städte all towns; none if it is the name of one alone.
    """
    called = PLACE_KINDS.get(fold(wanted))
    # Landkreis is a kind of its own; Kreis, which is one too, also stands for all of them.
    is_kind = fold(wanted) in map(fold, registry.kinds) and fold(wanted) != "kreis"
    if called is None or called.least or is_kind:
        return []
    kinds = dict.fromkeys((*registry.kinds, *(member.kind for member in registry.members.values())))
    return [kind for kind in kinds if kind in called.kinds or registry.kinds.get(kind) in called.sorts]


def _vocabulary_key(what: str, wanted: str, vocabulary: Mapping[str, str]) -> str:
    known = forms(wanted)
    for key, label in vocabulary.items():
        if not known.isdisjoint((forms(key) | forms(label)) - {""}):
            return key
    # A word of a label, or its beginning, if it belongs to one alone.
    begun = {f" {form}" for form in known if form}
    having = [
        key
        for key, label in vocabulary.items()
        if what == "topic" and any(start in f" {form}" for form in forms(label) for start in begun)
    ]
    if len(having) == 1:
        return having[0]
    if having:
        raise UsageError(f"{wanted!r} is in several {what}s", f"there are: {', '.join(having)}")
    words = [word for word in (*vocabulary, *vocabulary.values()) if word]
    raise UsageError(f"no {what} {wanted!r}", did_you_mean(wanted, words) or f"there are: {', '.join(vocabulary)}")


SORTS: dict[str, Callable[[Member], tuple[Any, ...]]] = {
    "name": lambda _: (),
    "population": lambda member: _largest_first(member, POPULATION),
    "since": lambda member: (member.since is None, member.since),
    "state": lambda member: (member.state is None, bare(STATES.get(member.state or "", member.state or ""))),
}


def _largest_first(member: Member, indicator: str) -> tuple[Any, ...]:
    figure = member.latest(indicator)
    return (figure is None, -figure.value if figure else 0)


def ordered(
    members: Iterable[Member],
    by: str,
    registry: Registry = NOTHING,
    others: Mapping[str, Callable[[Member], str | float | None]] = MappingProxyType({}),
) -> list[Member]:
    """
    Members by name, by population or another indicator of `registry` (largest first), since (longest
    first), name of the Land or a value of `others` (smallest first); what has no value comes last, equals by name.
    A minus before it turns the order round: what has no value stays last.

    Raises `UsageError` for another order.
    """
    turned, by = by.startswith("-"), by.removeprefix("-")
    key = SORTS.get(by.lower()) or (_by_value(others[by]) if by in others else _by_indicator(by, registry, others))
    found = sorted(members, key=lambda member: (*key(member), bare(member.name), member.id))
    if not turned:
        return found
    # Those without a value come last in either direction.
    found.reverse()
    return sorted(found, key=lambda member: key(member)[:1] == (True,))


def _by_value(read: Callable[[Member], str | float | None]) -> Callable[[Member], tuple[Any, ...]]:
    def key(member: Member) -> tuple[Any, ...]:
        value = read(member)
        return (value in (None, ""), bare(value) if isinstance(value, str) else value)

    return key


def _by_indicator(by: str, registry: Registry, others: Iterable[str]) -> Callable[[Member], tuple[Any, ...]]:
    indicator = figures.indicator_called(by, registry)
    if indicator is None:
        raise UsageError(f"can't sort by {by!r}", figures.advice(by, registry, (*SORTS, *others)))
    return lambda member: _largest_first(member, indicator)
