import pytest

from samples import member, registry
from wi_cli.errors import UsageError
from wi_cli.showing.columns import COLUMNS, CONTACT_MACHINE, MACHINE, chosen, fitting, one_row_per, per_contact
from wi_cli.showing.form import Form


def test_raw_and_shown():
    """
    Every column gives the raw value to machines and German to people.
    """
    small = registry()
    town = small.members["koellnitz"]
    assert {
        "id": ("koellnitz", "koellnitz"),
        "name": ("Köllnitz", "Köllnitz"),
        "kind": ("kreisfreie Stadt", "kreisfreie Stadt"),
        "state": ("SN", "Sachsen"),
        "district": (None, ""),
        "ags": ("14999000", "14999000"),
        "ars": (None, ""),
        "location": ("51.25,12.5", "51.25,12.5"),
        "aliases": ("Stadt Köllnitz, Colonia Nova", "Stadt Köllnitz, Colonia Nova"),
        "website": ("https://www.koellnitz.example.org", "https://www.koellnitz.example.org"),
        "summary": ("Große Stadt; führt Schule und Beruf zusammen.", "Große Stadt; führt Schule und Beruf zusammen."),
        "population": (200000, "200.000"),
        "membership": ("Gründungsmitglied, seit 2007", "Gründungsmitglied, seit 2007"),
        "since": ("2007", "2007"),
        "until": (None, ""),
        "topics": ("uebergang,elternarbeit", "Übergang Schule–Beruf · Elternarbeit"),
        "office": ("Amt für Jugend, Schule [EU]", "Amt für Jugend, Schule [EU]"),
        "person": ("Dr. Änne Groß", "Dr. Änne Groß"),
        "title": ("Dr.", "Dr."),
        "given_name": ("Änne", "Änne"),
        "family_name": ("Groß", "Groß"),
        "suffix": (None, ""),
        "role": ("Leitung", "Leitung"),
        "street": ("Ölmühlweg 7", "Ölmühlweg 7"),
        "postal_code": ("04999", "04999"),
        "city": ("Köllnitz", "Köllnitz"),
        "country": (None, ""),
        "phone": ("+49 30 23125-001", "+49 30 23125-001"),
        "mobile": (None, ""),
        "fax": (None, ""),
        "email": ("gross@koellnitz.example.org", "gross@koellnitz.example.org"),
    } == {name: (column.raw(town), column.shown(town, small)) for name, column in COLUMNS.items()}


def test_bare_member():
    """
    A member that has nothing but its name leaves every other cell empty.
    """
    bare = registry(member(""))
    town = bare.members["a"]
    filled = {name for name, column in COLUMNS.items() if column.raw(town) or column.shown(town, bare)}
    assert {"id", "name", "kind"} == filled


def test_no_row_mixes_contacts():
    """
    Each contact has a row of its own, with the website that goes with it; a member without any has one, too.
    """
    text = member(
        'website = "https://a.example.org"',
        '[[members.a.contacts]]\noffice = "Amt"\n[[members.a.contacts]]\nphone = "+49 30 23125 003"\n'
        'website = "https://b.example.org"\n[members.b]\nname = "Bdorf"\nkind = "Gemeinde"\n',
    )
    rows = per_contact(registry(text).members.values())
    assert [
        ("a", "Amt", None, "https://a.example.org"),
        ("a", None, "+49 30 23125 003", "https://b.example.org"),
        ("b", None, None, None),
    ] == [tuple(COLUMNS[name].raw(row) for name in ("id", "office", "phone", "website")) for row in rows]


@pytest.mark.parametrize(
    ("expected", "asked", "names"),
    [
        ("member", None, "name,population"),
        ("contact", None, "name,phone"),
        ("contact", "contact", "name,population"),
        ("member", "member", "name,website"),
        ("member", "Mitglied", "name,website"),
        ("contact", "Kontakt", "name,website"),
        ("contact", "kontakte", "name,website"),
    ],
)
def test_what_a_row_stands_for(expected, asked, names):
    """
    A list has a row for each member, for each contact if it shows something of contacts.
    """
    assert expected == one_row_per(asked, chosen(names, Form("csv"), 80))


@pytest.mark.parametrize(
    ("message", "hint", "asked"),
    [
        ("no --per 'kontact'", "did you mean 'contact'?", "kontact"),
        ("no --per 'xxxxxx'", "--per takes member or contact", "xxxxxx"),
        ("--per member doesn't go with the column phone", "a member can have several contacts", "member"),
    ],
)
def test_no_such_row(message, hint, asked):
    """
    A row for each member has no place for what its contacts say.
    """
    with pytest.raises(UsageError) as error:
        one_row_per(asked, chosen("name,phone", Form("csv"), 80))
    assert (message, hint) == (str(error.value), error.value.hint)


@pytest.mark.parametrize(
    ("expected", "names"),
    [
        (["name", "phone"], "name,phone"),
        (["ags", "id"], " AGS , id ,"),
        (["name", "phone", "email", "state"], "Name,Telefon,e-mail,Land"),
        (["name", "kind", "state", "population", "membership"], None),
    ],
)
def test_chosen(expected, names):
    """
    Columns come in the order in which they are named, in English or as the screen calls them; capitals and
    blanks don't matter.
    """
    assert expected == [column.name for column in chosen(names, Form("table"), 100)]


@pytest.mark.parametrize(
    ("message", "hint", "names"),
    [
        ("no column 'phon'", "did you mean 'phone'?", "name,phon"),
        ("no column 'xxxxxx'", f"there are: {', '.join(COLUMNS)}", "xxxxxx"),
        ("--columns names no column", f"there are: {', '.join(COLUMNS)}", " ,"),
    ],
)
def test_unknown_column(message, hint, names):
    """
    A column that doesn't exist is refused with the nearest one, or all of them.
    """
    with pytest.raises(UsageError) as error:
        chosen(names, Form("table"), 84)
    assert (message, hint) == (str(error.value), error.value.hint)


@pytest.mark.parametrize(
    ("expected", "width"),
    [
        ("name population", 20),
        ("name population", 43),
        ("name state population", 44),
        ("name state population", 63),
        ("name state population membership", 64),
        ("name state population membership", 99),
        ("name kind state population membership", 100),
    ],
)
def test_fitting(expected, width):
    """
    A wider terminal gets more columns.
    """
    assert expected.split() == [column.name for column in fitting(width)]


@pytest.mark.parametrize(("expected", "width"), [("SN", 44), ("SN", 79), ("Sachsen", 80)])
def test_land_is_short_where_it_is_narrow(expected, width):
    """
    A narrow terminal shows the code of a Land, a wide one its name.
    """
    small = registry()
    shown = [column.shown(small.members["koellnitz"], small) for column in fitting(width) if column.name == "state"]
    assert [expected] == shown


OF_CONTACTS = (
    "office person title given_name family_name suffix role street postal_code city country phone mobile fax email"
)


@pytest.mark.parametrize(
    ("expected", "form"),
    [
        ("name person office phone email", "table"),
        ("name person office phone email", "markdown"),
        (f"id name {OF_CONTACTS} website", "tsv"),
    ],
)
def test_columns_of_contacts(expected, form):
    """
    Rows for contacts have by themselves whom to call, for programs all that is known.
    """
    assert expected.split() == [column.name for column in chosen(None, Form(form), 80, "contact")]


def test_columns_for_machines():
    """
    What scripts get by themselves never changes.
    """
    assert ["id", "name", "kind", "state", "ags", "population", "since", "until", "website"] == [
        column.name for column in MACHINE
    ]


@pytest.mark.parametrize("per", ["contact", "Kontakt", "KONTAKTE"])
def test_columns_of_contacts_in_german(per):
    """
    Where a row is to stand for a contact, in whatever language, the columns are those of contacts.
    """
    assert CONTACT_MACHINE == chosen(None, Form("tsv"), 80, per)
