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
    suffix=st.sampled_from([None, "M.A."]),
    role=st.none() | texts,
    street=st.none() | texts,
    postal_code=st.sampled_from([None, "04999", "69469"]),
    city=st.none() | texts,
    country=st.sampled_from([None, "DE", "CH"]),
    phone=phones,
    mobile=st.sampled_from([None, "+49 172 9925904"]),
    fax=st.sampled_from([None, "+49 30 23125-009"]),
    email=st.none() | st.just("e.muster@example.org") | texts,
    website=st.sampled_from([None, "https://example.org/amt"]),
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
