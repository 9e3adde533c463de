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

# Text as a registry may have it: any characters that somebody could type, long ones too.
texts = st.builds(
    lambda text, times: (text * times).strip(),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=20),
    st.sampled_from([1, 1, 1, 40]),
).filter(bool)
phones = st.sampled_from([None, "+49 30 23125-001", "+49 30 23125 002", "+49 151 23456789", "+49 171 2345678"])
contacts = st.builds(
    Contact,
    office=st.none() | texts,
    title=st.sampled_from([None, "Dr.", "Prof. Dr.", "M.A.", "Dr. M.A."]),
    given_name=st.none() | texts,
    family_name=texts,
    role=st.none() | texts,
    street=st.none() | texts,
    postal_code=st.sampled_from([None, "04999", "69469"]),
    city=st.none() | texts,
    phone=phones,
    email=st.none() | st.just("e.muster@example.org") | texts,
    as_of=st.sampled_from([None, "2014", "2014-04", "2014-04-30"]),
    sources=st.just(()),
)
members = st.builds(
    lambda name, summary, website, of_it: Member(
        "astadt", name, "Gemeinde", ags="06611000", website=website, summary=summary, contacts=tuple(of_it)
    ),
    texts,
    texts,
    st.sampled_from([None, "https://example.org/a_b?c=d&e=1,2;3#f"]),
    st.lists(contacts, max_size=3),
)
