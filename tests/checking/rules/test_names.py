import pytest

from judged import problems, said

APART = "people could not choose between them"


def town(name, **fields):
    return {"name": name, "kind": "Gemeinde", "state": "HE", "summary": "Probe.", **fields}


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        ([], town("Münster"), town("Munster")),
        ([], town("Munster"), town("Münster")),
        ([], town("Münster", kind="Landkreis"), town("Munster")),
        (["WI209"], town("Münster"), town("Muenster")),
        (["WI209"], town("Münster"), town("MÜNSTER")),
        (["WI209"], town("Münster", kind="Verein"), town("Munster")),
        (["WI209"], town("Münster"), town("Munster", kind="Verein")),
    ],
)
def test_dots(expected, one, other):
    """
    Two places may differ by dots alone; of a body that is a slip, and ae for ä is the same name anywhere.
    """
    found = problems({"members.eins": one, "members.zwei": other})
    assert expected == [p.code for p in found if p.code != "WI210"]


def test_third_of_a_name():
    """
    Who bears the very name of the second is found, whatever the first is called.
    """
    members = {f"members.{n}": town(name) for n, name in zip("abc", ("Münster", "Munster", "Munster"), strict=True)}
    assert ["'Munster' and 'Munster' of 'b' are the same name"] == [
        p.message for p in problems(members) if p.code == "WI209"
    ]


@pytest.mark.parametrize(
    ("hint", "other"),
    [
        (f'{APART}: write "Neustadt (Hessen)"', town("Neustadt")),
        (f'{APART}: write "Neustadt (Saalekreis)"', town("Neustadt", district="Saalekreis")),
        (f'{APART}: leave this alias out, or write "Neustadt (Hessen)"', town("Zwei", aliases=["Neustadt"])),
        (
            f"{APART}: add to one what tells it apart, such as its Kreis",
            {"name": "Neustadt", "kind": "Verein", "summary": "Probe."},
        ),
    ],
)
def test_namesakes(hint, other):
    """
    Who has the name of another is told which one would do.
    """
    members = {"members.neustadt": town("Neustadt"), "members.zwei": other}
    assert [hint] == [p.hint for p in problems(members) if p.code == "WI209"]


def test_id_of_a_namesake():
    """
    An id that is another's name is told one that is free, with the alias that it comes from; both together will do.
    """
    members = {"members.stadt": town("Neustadt", aliases=["Stadt"]), "members.neustadt": town("Neustadt an der Orla")}
    hint = f"{APART}: take the id 'neustadt-an-der-orla-hessen', with the alias \"Neustadt an der Orla (Hessen)\""
    assert [("WI209", "members.neustadt", hint)] == [
        (code, path, said_hint) for code, path, _, said_hint in said(members) if code == "WI209"
    ]
    mended = town("Neustadt an der Orla", aliases=["Neustadt an der Orla (Hessen)"])
    assert [] == said({"members.stadt": members["members.stadt"], "members.neustadt-an-der-orla-hessen": mended})


def test_id_from_a_name_that_is_taken():
    """
    Where the id that the name makes is another member's, an alias is proposed that makes the one that stands here.
    """
    members = {"members.neustadt": town("Neustadt"), "members.neustadt-2": town("Neustadt.", aliases=[])}
    hints = [p.hint for p in problems(members) if p.code == "WI210"]
    assert ["'neustadt' is another member; for this id add the alias \"Neustadt 2\""] == hints
