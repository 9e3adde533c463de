import email_validator
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from judged import KASSEL, problems, said
from wi_cli.checking.rules.addresses import is_plain


@pytest.mark.parametrize(
    ("expected", "domain", "website"),
    [
        (True, "kasel.de", "https://www.kassel.de"),
        (True, "kassell.de", "https://www.kassel.de"),
        (True, "kassle.de", "https://www.kassel.de"),
        (True, "kasdel.de", "https://www.kassel.de"),
        (True, "post.kasel.de", "https://www.kassel.de"),
        (True, "kassel.dw", "https://www.kassel.de"),
        (True, "xn--mnchn-kva.de", "https://münchen.de"),
        (True, "bonnn.de", "https://bonn.de/"),
        (True, "kasel.example.org", "https://kassel.example.org"),
        (True, "post.kasel.example.org", "https://www.kassel.example.org"),
        (True, "fo.co.uk", "https://www.foo.co.uk"),
        (True, "kasel.gv.at", "https://kassel.gv.at"),
        (False, "hanau.example.org", "https://kassel.example.org"),
        (False, "example.org", "https://kassel.example.org"),
        (False, "kasel.kassel.de", "https://www.kassel.de"),
        (False, "hwk.example.org", "https://ihk.example.org"),
        (False, "amt-2.example.org", "https://amt-1.example.org"),
        (False, "ab.co.uk", "https://cd.co.uk"),
        (False, "kassel.com", "https://www.kassel.de"),
        (False, "kasl.de", "https://www.kassel.de"),
        (False, "jobcenter-kassel.de", "https://www.kassel.de"),
        (False, "hwk.de", "https://ihk.de"),
        (False, "xn--mnchen-3ya.de", "https://münchen.de"),
        (False, "münchen.de", "https://www.xn--mnchen-3ya.de"),
        (False, "muenchen.de", "https://münchen.de"),
        (False, "köln.de", "https://koeln.de"),
        (False, "bad-hall.de", "https://badhall.de"),
        (False, "schule2.de", "https://schule1.de"),
        (False, "xn--\u0000.de", "https://www.kassel.de"),
    ],
)
def test_slip_of_the_domain(expected, domain, website):
    """
    Only what is a letter away from the website's domain is a slip; punycode and other spellings of umlauts are none.
    """
    found = [p.code for p in problems({f"{KASSEL}.contacts.0.email": f"a@{domain}", f"{KASSEL}.website": website})]
    assert expected == ("WI216" in found)


@pytest.mark.parametrize("place", ["network.website", "members.weinheim.website", f"{KASSEL}.contacts.0.website"])
def test_domain_of_another_body(place):
    """
    A domain that is another member's, the network's or the office's own is no slip, however near.
    """
    slip = {f"{KASSEL}.contacts.0.email": "a@kasel.de"}
    assert ["WI216"] == [p.code for p in problems(slip)]
    assert [] == said({**slip, place: "https://www.kasel.de"})
    below = {f"{KASSEL}.contacts.0.email": "a@kasel.example.org", f"{KASSEL}.website": "https://kassel.example.org"}
    assert ["WI216"] == [p.code for p in problems(below)]
    assert [] == said({**below, place: "https://www.kasel.example.org"})


@pytest.mark.parametrize("address", ["a@kassel.de", "a@post.kassel.de", "a@KASSEL.de"])
@pytest.mark.parametrize("website", ["https://www.kassel.de", "https://kassel.de/x", "http://jugend.Kassel.DE:80/"])
def test_related_domains(address, website):
    """
    An address at the same domain, under it or beside it, is no slip.
    """
    assert [] == said({f"{KASSEL}.contacts.0.email": address, f"{KASSEL}.website": website})


@pytest.mark.parametrize(
    "address", ["a+b@kassel.de", "amt_1@kassel.de", "müller@kassel.de", "o'brien@kassel.de", "A.B-c@Post.Kassel.DE"]
)
def test_possible_addresses(address):
    """
    What can be an address is none of our business.
    """
    assert [] == said({f"{KASSEL}.contacts.0.email": address})


def test_why_an_address_is_impossible():
    """
    Of an address that there can't be it is said why.
    """
    ((code, path, message, hint),) = said({f"{KASSEL}.contacts.0.email": "amt.@kassel.de"})
    assert ("WI108", f"{KASSEL}.contacts.0.email") == (code, path)
    assert "impossible e-mail address 'amt.@kassel.de'" == message
    assert "period immediately before the @-sign" in hint


@pytest.mark.parametrize(
    ("hint", "address"),
    [
        ("the email address is too long before the @-sign (6 characters too many)", f"{'a' * 70}@kassel.de"),
        ("the part after the @-sign is not valid; it is not within a valid top-level domain", "amt@kassel.a1"),
        ("the part after the @-sign is not valid IDNA", "amt@xn--kassel.de"),
    ],
)
def test_one_sentence(hint, address):
    """
    Why there can't be an address is one sentence, without characters that nobody sees.
    """
    found = {f"{KASSEL}.contacts.0.email": address}
    assert [("WI108", hint)] == [(p.code, p.hint) for p in problems(found)]


@pytest.mark.parametrize("address", ["info@kassel-münster.de", "info@xn--kassel-mnster-3ob.de"])
def test_umlauts_of_domains(address):
    """
    A domain may have umlauts, and be written in ASCII (RFC 5891).
    """
    assert [] == [p for p in problems({f"{KASSEL}.contacts.0.email": address}) if p.code == "WI108"]


def test_malformed_website():
    """
    No e-mail address is measured against a website that is malformed itself.
    """
    assert ["WI217"] == [p.code for p in problems({f"{KASSEL}.website": "https://kassel"})]


@given(
    st.from_regex(
        r"[A-Za-z0-9]{1,9}([._-][a-z0-9]{1,9}){0,2}@([a-z0-9]{1,9}(-[a-z0-9]{1,9})?\.){1,3}([a-z]{2}|com|net|org|info)",
        fullmatch=True,
    )
)
def test_plain_addresses(address):
    """
    What is taken for a plain address is one that there can be.
    """
    assume(is_plain(address))
    assert email_validator.validate_email(address, check_deliverability=False, strict=True)


def test_ordinary_addresses():
    """
    Addresses as they are printed cost no library.
    """
    for address in ("jugendamt@kassel.de", "Erika.Muster@Post.Kassel.de", "a_b-c.d@kreis-offenbach.de"):
        assert is_plain(address)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "a@b.test",
            "a@b.local",
            "\u212a@b.de",
            "a..b@c.de",
            ".a@b.de",
            "a-@b.de",
            "a@-b.de",
            "a@b--c.de",
            "a@b.d",
            "a@de",
        ),
        *("ä@b.de", "a@ä.de", "a@b.de\n", f"{'a' * 60}@b.de", f"a@{'b' * 60}.de", "a b@c.de", "a@b.de, c@d.de"),
    ],
)
def test_no_plain_addresses(address):
    """
    What may be impossible is not taken for plain.
    """
    assert not is_plain(address)
