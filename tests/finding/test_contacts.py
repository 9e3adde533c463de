import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import SMALL, registry
from wi_cli.errors import AmbiguousNameError, MemberNotFoundError, UsageError
from wi_cli.finding import contacts
from wi_cli.registry import build

PEOPLE = """
format = 1

[members.adorf]
name = "Adorf"
kind = "Gemeinde"

[[members.adorf.contacts]]
office = "Rathaus"
phone = "+49 30 23125-0"

[[members.adorf.contacts]]
office = "Bildungsbüro"
title = "Dr."
given_name = "Jörg"
family_name = "Großmüller"
mobile = "+49 172 9925904"
email = "J.Grossmueller@adorf.example.org"

[[members.adorf.contacts]]
given_name = "Erika"
family_name = "Mustermann"
fax = "+49 30 23125-99"

[members.bdorf]
name = "Bdorf"
kind = "Gemeinde"

[[members.bdorf.contacts]]
office = "Rathaus"

[[members.bdorf.contacts]]
office = "Amt"
given_name = "Erika"
family_name = "Mustermann"

[[members.bdorf.contacts]]
office = "Amt"
given_name = "Lea"
family_name = "Bdorf"

[[members.bdorf.contacts]]
given_name = "Kim"
family_name = "Doppelt"
email = "kim@bdorf.example.org"

[[members.bdorf.contacts]]
given_name = "Kim"
family_name = "Doppelt"

[members.leer]
name = "Leer"
kind = "Gemeinde"
"""


def meant(wanted, text=PEOPLE, *, near=True):
    found = contacts.meant(registry(text), wanted, command="contact", near=near)
    return found.member.id, found.places, found.near


@pytest.mark.parametrize(
    ("member", "places", "wanted"),
    [
        ("adorf", (0, 1, 2), "adorf"),
        ("leer", (), "Leer"),
        # the member before the person
        ("bdorf", (0, 1, 2, 3, 4), "bdorf"),
        ("bdorf", (0, 1, 2, 3, 4), "BDORF"),
        ("adorf", (1,), "Großmüller"),
        ("adorf", (1,), "grossmueller"),
        ("adorf", (1,), "GROSSMULLER"),
        ("adorf", (1,), "jorg großmüller"),
        ("adorf", (1,), "Dr. Großmüller"),
        ("adorf", (1,), "Dr. Jörg Großmüller"),
        ("adorf", (1,), "Großmüller, Jörg"),
        ("adorf", (1,), "Adorf, Jörg Großmüller"),
        ("bdorf", (2,), "Lea Bdorf"),
        # an office as its card is called
        ("adorf", (0,), "Adorf, Rathaus"),
        ("bdorf", (0,), "bdorf rathaus"),
        ("bdorf", (1,), "Bdorf, Erika Mustermann"),
        ("adorf", (1,), "j.grossmueller@ADORF.example.org"),
        ("adorf", (0,), "+49 30 23125-0"),
        ("adorf", (0,), "030 231250"),
        ("adorf", (0,), "(030) 23125 0"),
        ("adorf", (0,), "0049 30/231250"),
        ("adorf", (1,), "0172-99 25 904"),
        ("adorf", (2,), "030 2312599"),
    ],
)
def test_a_contact(member, places, wanted):
    """
    A name means a member with all its contacts, or one person, office, address or number, in any spelling.
    """
    assert (member, places, False) == meant(wanted, near=False)


@pytest.mark.parametrize(
    ("offered", "wanted"),
    [
        (["Adorf, Erika Mustermann", "Bdorf, Erika Mustermann"], "mustermann"),
        (["Adorf, Erika Mustermann", "Bdorf, Erika Mustermann"], "Erika Mustermann"),
        (["kim@bdorf.example.org", "bdorf"], "doppelt"),
    ],
)
@pytest.mark.parametrize("near", [True, False])
def test_several_people(offered, wanted, near):
    """
    Several people of one name are named with what to type for each: what means this one alone, at least the
    member's id.
    """
    with pytest.raises(AmbiguousNameError) as error:
        meant(wanted, near=near)
    assert f"{wanted!r} can mean several contacts" == str(error.value)
    assert offered == [typed for typed, _ in error.value.candidates]
    assert all(len(meant(typed)[1]) == 1 for typed in offered if typed != "bdorf")


@pytest.mark.parametrize(
    ("member", "places", "wanted"),
    [
        ("adorf", (1,), "Herr Großmüller"),
        ("adorf", (1,), "herrn grossmueller"),
        ("adorf", (1,), "Hr. Dr. Großmüller"),
        ("adorf", (1,), "Herr Jörg Großmüller"),
        ("adorf", (1,), "Prof. Dr. h.c. Jörg Großmüller"),
        ("adorf", (1,), "Dipl.-Ing. Großmüller"),
        ("adorf", (1,), "Dipl. Päd Großmüller"),
        ("adorf", (1,), "Dr. rer. nat. Großmüller"),
        ("adorf", (1,), "Prof. Dr.-Ing. Großmüller"),
        ("adorf", (1,), "Dr. J. Großmüller"),
        ("adorf", (1,), "Großmüller, Dr. Jörg"),
        ("adorf", (1,), "J. Großmüller"),
        ("adorf", (1,), "j grossmueller"),
        ("adorf", (1,), "Großmüller, J."),
        ("adorf", (1,), "Herr J. Großmüller"),
        ("bdorf", (2,), "Frau Bdorf"),
        ("bdorf", (2,), "Frau Dr. Lea Bdorf"),
        ("bdorf", (2,), "L. Bdorf"),
    ],
)
def test_an_addressed_person(member, places, wanted):
    """
    Forms of address and titles, known or not, and an initial for the given name don't hide a person.
    """
    assert (member, places, False) == meant(wanted, near=False)


@pytest.mark.parametrize(
    "wanted",
    ["H. Großmüller", "C. Großmüller", "Dr. C. Großmüller", "Ing Großmüller", "Nat Großmüller", "Herr Pol Bdorf"],
)
def test_another_person(wanted):
    """
    What stands in titles too is a given name, or its initial, where no title is before it: nobody else is shown.
    """
    with pytest.raises(MemberNotFoundError):
        meant(wanted, near=False)


@pytest.mark.parametrize(
    "given", ["Hans-Peter", "Hans Peter", "Hans-Peter Maria"], ids=["hyphen", "blank", "three names"]
)
@pytest.mark.parametrize("wanted", ["H. Großmüller", "Großmüller, H."])
def test_several_given_names(given, wanted):
    """
    One initial stands for several given names.
    """
    assert ("adorf", (1,), False) == meant(wanted, PEOPLE.replace("Jörg", given), near=False)


@pytest.mark.parametrize("wanted", ["H.-P. Großmüller", "H. P. Großmüller", "Großmüller, H.P."])
def test_several_initials(wanted):
    """
    Each given name may have an initial of its own.
    """
    assert ("adorf", (1,), False) == meant(wanted, PEOPLE.replace("Jörg", "Hans-Peter"), near=False)


def test_a_family_called_as_an_address():
    """
    A form of address may be somebody's name.
    """
    text = PEOPLE.replace("Großmüller", "Herr")
    for wanted in ("Herr", "Herr Herr", "Frau Herr", "Herr Jörg Herr", "J. Herr"):
        assert ("adorf", (1,), False) == meant(wanted, text, near=False)


@pytest.mark.parametrize("wanted", ["Frau", "Herr Dr.", "Frau Adorf", "J.", "Herr J.", "K. Großmüller", "Frau Rathaus"])
def test_addressed_nobody(wanted):
    """
    A form of address or an initial alone, another initial, and a place that is addressed mean nobody.
    """
    with pytest.raises(MemberNotFoundError):
        meant(wanted, near=False)


def test_a_slip_behind_an_address():
    """
    A slip in an addressed name is forgiven, also where a place is called so.
    """
    assert ("adorf", (1,), True) == meant("Herr Grosmüller")
    assert ("adorf", (1,), True) == meant("Frau Kasel", PEOPLE.replace("Großmüller", "Kassel"))


def test_what_is_offered_can_be_typed():
    """
    Names with blanks stand in double quotes, which all shells know.
    """
    with pytest.raises(AmbiguousNameError) as error:
        meant("mustermann")
    assert (
        "type one of these:\n"
        '  wi contact "Adorf, Erika Mustermann"    (Erika Mustermann, Adorf)\n'
        '  wi contact "Bdorf, Erika Mustermann"    (Erika Mustermann, Amt, Bdorf)'
    ) == error.value.hint


@pytest.mark.parametrize(
    ("member", "places", "hint", "wanted"),
    [
        ("adorf", (1,), 'did you mean "Jörg Großmüller"?', "grosmüller"),
        ("adorf", (1,), 'did you mean "Jörg Großmüller"?', "Jörg Grossmüler"),
        # a member before a person, also where both are only near
        ("bdorf", (0, 1, 2, 3, 4), "did you mean bdorf?", "Bdrof"),
    ],
)
def test_a_near_name(member, places, hint, wanted):
    """
    Where a near match will do, a slip in a name is forgiven; where not, who was probably meant is offered.
    """
    assert (member, places, True) == meant(wanted)
    with pytest.raises(MemberNotFoundError) as error:
        meant(wanted, near=False)
    assert (f"no member called {wanted!r}", hint) == (str(error.value), error.value.hint)


def test_several_near_names():
    """
    Several near ones are ambiguous for people, and offered to programs.
    """
    with pytest.raises(AmbiguousNameError):
        meant("musterman")
    with pytest.raises(MemberNotFoundError) as error:
        meant("musterman", near=False)
    assert 'did you mean "Adorf, Erika Mustermann", "Bdorf, Erika Mustermann"?' == error.value.hint


@pytest.mark.parametrize("wanted", ["", " ", "-", "Zentrale", "Rathaus", "Jörg", "030 23125", "@", "xyz"])
@pytest.mark.parametrize("near", [True, False])
def test_nobody(wanted, near):
    """
    Nothing, an office that every town has, a given name or a part of a number mean nobody.
    """
    with pytest.raises(MemberNotFoundError):
        meant(wanted, near=near)


def test_exact_before_other_spellings():
    """
    A name as it is written comes before the same letters in another spelling.
    """
    text = PEOPLE.replace('given_name = "Lea"\nfamily_name = "Bdorf"', 'family_name = "GROSSMUELLER"')
    assert ("bdorf", (2,), False) == meant("GROSSMUELLER", text)
    assert ("adorf", (1,), False) == meant("Großmüller", text)
    with pytest.raises(AmbiguousNameError):
        meant("grossmueller", text)


def test_together():
    """
    A member that is named by several names comes once, with all contacts that are meant, in the registry's order.
    """
    named = [
        contacts.meant(registry(PEOPLE), wanted, command="contact")
        for wanted in ("030 2312599", "leer", "Großmüller", "Großmüller")
    ]
    assert [("adorf", (1, 2)), ("leer", ())] == [(one.member.id, one.places) for one in contacts.together(named)]
    assert ["Dr. Jörg Großmüller", "Erika Mustermann"] == [
        contact.person for contact in contacts.together(named)[0].narrowed.contacts
    ]


@pytest.mark.parametrize(
    ("expected", "person", "ways"),
    [
        ({"adorf": (0, 1, 2), "bdorf": (0, 1, 2, 3, 4), "leer": ()}, False, []),
        ({"adorf": (1, 2), "bdorf": (1, 2, 3, 4)}, True, []),
        ({"adorf": (0,)}, False, ["phone"]),
        ({"adorf": (1,)}, False, ["mobile", "email"]),
        ({"adorf": (2,)}, True, ["fax"]),
        ({}, True, ["phone"]),
    ],
)
def test_having(expected, person, ways):
    """
    Mere offices, and who can't be reached in all ways, are left out, with the members of whom nobody is left.
    """
    everybody = [contacts.whole(member) for member in registry(PEOPLE).members.values()]
    kept = contacts.having(everybody, person=person, ways=ways)
    assert expected == {one.member.id: one.places for one in kept}


def test_ways():
    """
    Ways are named in English or German; what is none is refused with the nearest.
    """
    assert ["phone", "mobile", "fax", "email"] == contacts.ways(["Telefon", "mobil", "FAX", "E-Mail"])
    with pytest.raises(UsageError) as error:
        contacts.ways(["emial"])
    assert "did you mean 'email'?" == error.value.hint


def test_each():
    """
    Contacts one by one; a member without any stands for itself.
    """
    everybody = [contacts.whole(member) for member in registry(SMALL).members.values()]
    assert [
        ("koellnitz", (0,), "Dr. Änne Groß, Amt für Jugend, Schule [EU], Köllnitz"),
        ("koellnitz", (1,), "Bürgerbüro, Köllnitz"),
        ("hall", (0,), "Rathaus, Hall (Saale)"),
        ("bad-hall", (), "Bad Hall"),
        ("landkreis-hoexburg", (), "Landkreis Höxburg"),
    ] == [(one.member.id, one.places, contacts.called(one)) for one in contacts.each(everybody)]


words = st.sampled_from(["Amt", "Ämt", "a", "Ost", "x@a.example.org", "+49 30 1", "b", "b, Amt"])


@st.composite
def crowds(draw):
    """
    A registry of people and offices whose names are easily taken for each other, and for members.
    """
    contact = st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("office", "given_name", "family_name", "title", "phone", "email"), words)
    )
    table = st.fixed_dictionaries(
        {"name": words, "kind": st.just("Gemeinde"), "contacts": st.lists(contact, max_size=3)}
    )
    return build.registry({"members": draw(st.dictionaries(st.sampled_from(["a", "b", "ost"]), table, min_size=1))})


@given(crowds())
def test_what_to_type_means_it(crowd):
    """
    What is offered for a contact means this contact, or at least its member.
    """
    everybody = contacts.each([contacts.whole(member) for member in crowd.members.values()])
    for one in everybody:
        typed = contacts.Known(crowd).to_type(one)
        found = contacts.meant(crowd, typed, command="contact", near=False)
        assert found.member == one.member
        assert typed == one.member.id or found.places == one.places


@given(crowds())
def test_members_come_first(crowd):
    """
    What is a member's id means the member with all its contacts, whoever else is called so.
    """
    for key, member in crowd.members.items():
        assert contacts.whole(member) == contacts.meant(crowd, key, command="contact")
