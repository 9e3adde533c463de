"""
What hypothesis makes up for several test modules.
"""

from __future__ import annotations

from datetime import date, datetime, time

from hypothesis import strategies as st

from wi_cli.registry import build
from wi_cli.registry.values import Contact, Figure, Member

scalars = st.one_of(
    st.text(max_size=5),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.booleans(),
    st.sampled_from([date(2014, 4, 1), datetime(2014, 4, 1, 12), time(12)]),  # noqa: DTZ001  # TOML has local ones
)
names = st.sampled_from([*Member._fields, *Contact._fields, *Figure._fields, "members", "lat", "lon", "text"])
# Any values under keys that a registry knows.
soup = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=6), max_leaves=12
)
# Texts in which umlauts, what they are folded to, and what stands between words are frequent.
german = st.text(alphabet="abeoßäöüÄÖÜéSs -()")
# What members are called by, and what is typed for it.
ids = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True)
called = st.text(alphabet="abhäö -1(", min_size=1, max_size=8).filter(str.strip)


@st.composite
def towns(draw):
    """
    A registry whose members' names, aliases and ids are easily taken for each other.
    """
    keys = draw(st.lists(ids, min_size=1, max_size=6, unique=True))
    names = called | st.sampled_from(keys)
    return build.registry(
        {"members": {key: {"name": draw(names), "kind": "Stadt", "aliases": draw(st.lists(names))} for key in keys}}
    )
