"""
What hypothesis makes up for several test modules.
"""

from __future__ import annotations

from datetime import date, datetime, time

from hypothesis import strategies as st

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
