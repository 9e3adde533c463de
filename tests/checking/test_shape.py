import pytest

from judged import KASSEL, MISSING, problems, said


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


@pytest.mark.parametrize(
    ("hint", "fix", "kind"),
    [
        ("did you mean 'kreisfreie Stadt'?", '"kreisfreie Stadt"', "Kreisfreie Stadt"),
        ("did you mean 'kreisangehörige Stadt'?", '"kreisangehörige Stadt"', "kreisangehoerige Stadt"),
        ("did you mean 'Landkreis'?", '"Landkreis"', " Landkreis"),
        ("did you mean 'Jobcenter'?", '"Jobcenter"', "JOBCENTER"),
        ("did you mean 'Landkreis'?", None, "Landkries"),
        ("did you mean 'Jobcenter'?", None, "Jobcentre"),
        ('declare it in [kinds]: "Kammer" = "body" (or municipality, district, association)', None, "Kammer"),
        ('declare it in [kinds]: "Markt" = "municipality" (or district, association, body)', None, "Markt"),
        ('declare it in [kinds]: "Bezirk" = "district" (or municipality, association, body)', None, "Bezirk"),
        (
            'declare it in [kinds]: "Verbandsgemeinde" = "association" (or municipality, district, body)',
            None,
            "Verbandsgemeinde",
        ),
    ],
)
def test_unknown_kind(hint, fix, kind):
    """
    A kind in another spelling is mended, a slip is named, and what nobody knows is to be declared.
    """
    (problem,) = problems({"kinds": {"Jobcenter": "body"}, f"{KASSEL}.kind": kind, f"{KASSEL}.ags": MISSING})
    assert ("WI104", f"kind {kind!r} is not allowed", hint) == (problem.code, problem.message, problem.hint)
    assert fix == (problem.fix("x") if problem.fix else None)


@pytest.mark.parametrize(
    ("code", "message", "hint", "kinds"),
    [
        ("WI103", "kinds must be a table, not text", None, "Jobcenter"),
        ("WI103", "Jobcenter must be text, not true", None, {"Jobcenter": True}),
        ("WI104", "Jobcenter 'bodi' is not allowed", "did you mean 'body'?", {"Jobcenter": "bodi"}),
        ("WI104", "12 'x' is not allowed", "one of municipality, district, association, body", {"12": "x"}),
        ("WI113", "the name of a kind is empty", "write what it is called", {" ": "body"}),
        (
            "WI104",
            "kind 'Kreis' is known as district",
            "delete it, or give yours another name",
            {"Kreis": "municipality"},
        ),
    ],
)
def test_malformed_kinds(code, message, hint, kinds):
    """
    What is wrong with a declaration is said at it.
    """
    path = "kinds" if kinds == "Jobcenter" else f"kinds.{next(iter(kinds))}"
    assert [(code, path, message, hint)] == said({"kinds": kinds})


def test_kind_built_in_may_be_declared():
    """
    Who declares a kind that needs no declaration as what it is does no harm.
    """
    assert [] == said({"kinds": {"Kreis": "district"}})
