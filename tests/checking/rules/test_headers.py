"""
Headers of members, in whatever spelling.
"""

import pytest

from examined import codes, found

PLAIN = "members.bad-hall"
SPELLINGS = [PLAIN, "members.'bad-hall'", '"members"."bad-hall"', "'members' . bad-hall", r'"m\u0065mbers".bad-hall']


@pytest.mark.parametrize(("first", "again"), [(PLAIN, spelling) for spelling in SPELLINGS] + [(SPELLINGS[2], PLAIN)])
def test_scattered(first, again):
    """
    Tables that stand apart are named, however the keys of their headers are written.
    """
    member, links = f'[{first}]\nname = "Bad Hall"\n', f"[[{again}.links]]\n"
    (diagnostic,) = [one for one in found(f"{member}[members.adorf]\n{links}") if one.code == "WI208"]
    assert 4 == diagnostic.line
    assert "WI208" not in codes(f"{member}{links}[members.adorf]\n")
