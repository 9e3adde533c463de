import pytest

from judged import MISSING, said


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("members.kassel.state", "Hesen"),
        ("members.kassel.ags", "abc"),
        ("members.kassel.contacts.0.email", "nobody"),
        ("members.kassel.contacts.0.phone", "none"),
        ("members.kassel.contacts.0.postal_code", "none"),
        ("members.kassel.website", "none"),
        ("sources.kassel-slides-2014.date", "none"),
    ],
)
def test_no_message_shows_a_pattern(path, value):
    """
    Nobody is told that a text does not match a regular expression.
    """
    ((_, _, message, hint),) = said({path: value})
    assert not set("^$\\[]*?") & set(message + hint.replace("did you mean", "").removesuffix("?"))


MISSING_KEYS = [
    ("members.kassel.links.0", "title"),
    ("members.kassel", "kind"),
    ("members.kassel", "summary"),
    ("members.kassel.membership", "sources"),
]


@pytest.mark.parametrize(("path", "what"), MISSING_KEYS)
def test_missing_key_is_described(path, what):
    """
    A missing key is placed at its table, and the schema's description says what belongs there.
    """
    ((code, where, message, hint),) = said({f"{path}.{what}": MISSING})
    assert ("WI102", path, f"{what} is missing") == (code, where, message)
    assert hint
