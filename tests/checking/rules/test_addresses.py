import pytest

from judged import KASSEL, problems, said


@pytest.mark.parametrize("address", ["a@kassel.de", "a@post.kassel.de", "a@KASSEL.de"])
@pytest.mark.parametrize("website", ["https://www.kassel.de", "https://kassel.de/x", "http://jugend.Kassel.DE:80/"])
def test_related_domains(address, website):
    """
    An address at the same domain, under it or beside it, is no slip.
    """
    assert [] == said({f"{KASSEL}.contacts.0.email": address, f"{KASSEL}.website": website})


def test_malformed_website():
    """
    No e-mail address is measured against a website that is malformed itself.
    """
    assert ["WI217"] == [p.code for p in problems({f"{KASSEL}.website": "https://kassel"})]
