"""
Make a list: the members that pass filters, in an order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from wi_cli.errors import UsageError
from wi_cli.german.places import STATES
from wi_cli.german.slips import did_you_mean
from wi_cli.german.spelling import bare, forms
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
    states = {_vocabulary_key("state", wanted.removeprefix("DE-"), states_known) for wanted in filters.states}
    kinds = {_vocabulary_key("kind", wanted, kinds_known) for wanted in filters.kinds}
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


def _vocabulary_key(what: str, wanted: str, vocabulary: Mapping[str, str]) -> str:
    known = forms(wanted)
    for key, label in vocabulary.items():
        if not known.isdisjoint((forms(key) | forms(label)) - {""}):
            return key
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


def ordered(members: Iterable[Member], by: str, registry: Registry = NOTHING) -> list[Member]:
    """
    Members by name, by population or another indicator of `registry` (largest first), since (longest
    first) or name of the Land; what has no value comes last, equals by name.

    Raises `UsageError` for another order.
    """
    key = SORTS.get(by.lower()) or _by_indicator(by, registry)
    return sorted(members, key=lambda member: (*key(member), bare(member.name), member.id))


def _by_indicator(by: str, registry: Registry) -> Callable[[Member], tuple[Any, ...]]:
    indicator = figures.indicator_called(by, registry)
    if indicator is None:
        raise UsageError(f"can't sort by {by!r}", figures.advice(by, registry, SORTS))
    return lambda member: _largest_first(member, indicator)
