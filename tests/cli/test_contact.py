"""
`wi contact`: whom to call, of all, of some, of one.
"""

import json
from pathlib import Path

import pytest
import vobject

from codes import modules
from samples import HALL_CARD, SMALL

FOUR = (
    SMALL
    + """
[[members.bad-hall.contacts]]
given_name = "Kim"
family_name = "Doppelt"
phone = "+49 30 23125 003"
email = "kim@hall.example.org"
sources = []

[[members.bad-hall.contacts]]
office = "Kasse"
given_name = "Kim"
family_name = "Doppelt"
mobile = "+49 172 9925904"
sources = []

[[members.landkreis-hoexburg.contacts]]
office = "Kasse"
given_name = "Kim"
family_name = "Doppelt"
email = "kim@hall.example.org"
sources = []
"""
)
NETWORK = 'format = 1\n[network]\nname = "Netz"\nsummary = "Ein Netz, das es nur hier gibt."\n'
ADORF = NETWORK + '[members.adorf]\nname = "Adorf"\nkind = "Gemeinde"\nstate = "HE"\nsummary = "Ort."\n'


def contact(*lines):
    return "\n".join(["[[members.adorf.contacts]]", *lines, "sources = []\n"])


ERIKA = contact(
    'given_name = "Erika"',
    'family_name = "Mustermann"',
    'phone = "+49 30 23125 0"',
    'email = "e.mustermann@adorf.example.org"',
)


def shown(out):
    """
    Of each card the name of the member and, if there is one, the person.
    """
    return [card.split("\n")[0] for card in out.split("\n\n")]


# -- who is meant ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        ("bad-hall hall koellnitz landkreis-hoexburg", ["--all"]),
        ("bad-hall hall koellnitz", ["--current"]),
        ("landkreis-hoexburg", ["--former"]),
        ("hall", ["--state", "ST"]),
        ("bad-hall hall", ["--kind", "kreisangehörige Stadt"]),
        ("koellnitz", ["--topic", "uebergang", "--topic", "elternarbeit"]),
        ("bad-hall hall koellnitz", ["--all", "--current"]),
        ("hall", ["hall", "landkreis-hoexburg", "--current"]),
        ("bad-hall koellnitz landkreis-hoexburg", ["--person"]),
        ("bad-hall hall", ["--with", "Mobil"]),
        ("bad-hall", ["--person", "--with", "mobile"]),
        ("bad-hall koellnitz", ["--with", "email", "--current"]),
        ("bad-hall koellnitz", ["--with", "email", "--with", "phone"]),
    ],
)
def test_everybody_who_passes(wi, expected, arguments):
    """
    Without a name a filter means everybody who passes it, by name; with names those of them.
    """
    assert (0, expected.replace(" ", "\n") + "\n", "") == wi("contact", *arguments, "-fids", registry=FOUR)


@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        (["Doppelt", "Doppelt", None, "Groß", None, "Doppelt"], ["--all"]),
        (["Doppelt", "Doppelt", "Groß", "Doppelt"], ["--person"]),
        (["Groß"], ["--person", "--state", "SN"]),
        (["Doppelt", "Groß", None], ["--with", "phone"]),
        (["Groß"], ["groß"]),
        (["Groß", None], ["groß", "koellnitz"]),
        (["Doppelt"], ["03023125003"]),
    ],
)
def test_only_those_contacts(wi, expected, arguments):
    """
    JSON has of each member the contacts that are meant, and no others.
    """
    status, out, err = wi("contact", *arguments, "--json", registry=FOUR)
    found = [person.get("family_name") for entry in json.loads(out)["members"] for person in entry["contacts"]]
    assert (0, expected, "") == (status, found, err)


@pytest.mark.parametrize("form", ["text", "table", "markdown", "tsv", "csv"])
def test_one_person(wi, form):
    """
    A person's name gives this card alone, in every form.
    """
    status, out, err = wi("contact", "Änne Gross", "--format", form)
    assert (0, "") == (status, err)
    assert (True, False) == ("+49 30 23125-001" in out, "Bürgerbüro" in out)


def test_a_card_is_the_same_alone(wi):
    """
    One person's card is byte for byte the one that stands among all: with its UID, also where two of a name are
    told apart by their order.
    """
    every = wi("contact", "--all", "--vcard", registry=FOUR)[1]
    for name in ("03023125003", "0172 9925904", "groß", "Köllnitz, Bürgerbüro"):
        status, out, err = wi("contact", name, "--vcard", registry=FOUR)
        assert (0, "", 1) == (status, err, out.count("BEGIN:VCARD"))
        assert out in every
    kims = [card.uid.value for card in vobject.readComponents(every) if card.fn.value == "Kim Doppelt"]
    assert 3 == len(set(kims))


def test_members_that_lack_it_are_named(wi):
    """
    Who was named and has no such contact is named on stderr; if nobody has one the answer is no.
    """
    status, out, err = wi("contact", "koellnitz", "hall", "--with", "email", "--field", "id")
    assert (0, "koellnitz\n", "wi: no contact with email of hall is known\n") == (status, out, err)
    message = "wi: no person with phone and fax of koellnitz or hall is known\n"
    arguments = ["contact", "koellnitz", "hall", "--person", "--with", "phone", "--with", "fax"]
    assert (1, "", message) == wi(*arguments)
    status, out, err = wi(*arguments, "--json")
    assert (1, [], message) == (status, json.loads(out)["members"], err)


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("no member passes these filters", ["--state", "BE"]),
        ("no member passes these filters", ["hall", "--former"]),
        ("no contact passes these filters", ["--state", "BY", "--with", "fax"]),
    ],
)
def test_nobody(wi, message, arguments):
    """
    Nobody passing is status 1; JSON still is the envelope.
    """
    assert (1, "", f"wi: {message}\n") == wi("contact", *arguments)
    status, out, err = wi("contact", *arguments, "--json")
    assert (1, [], f"wi: {message}\n") == (status, json.loads(out)["members"], err)
    assert (1, "", "wi: the registry has no members\n") == wi("contact", "--all", registry="format = 1\n[members]\n")


def test_several_people(wi):
    """
    Several people of a name: nothing on stdout, on stderr what to type for each, status 4; JSON has that too.
    """
    message = (
        "wi: 'doppelt' can mean several contacts; type one of these:\n"
        '  wi contact "+49 30 23125 003"    (Kim Doppelt, Bad Hall)\n'
        '  wi contact "+49 172 9925904"    (Kim Doppelt, Kasse, Bad Hall)\n'
        "  wi contact landkreis-hoexburg    (Kim Doppelt, Kasse, Landkreis Höxburg)\n"
    )
    for form in (["--format", "table"], ["--vcard"], ["--field", "email"]):
        assert (4, "", message) == wi("contact", "koellnitz", "doppelt", *form, registry=FOUR)
    status, out, err = wi("contact", "doppelt", "--json", registry=FOUR)
    found = [candidate["id"] for candidate in json.loads(out)["candidates"]]
    assert (4, ["+49 30 23125 003", "+49 172 9925904", "landkreis-hoexburg"], message) == (status, found, err)


def test_a_near_person(wi):
    """
    People get a person whose name is only near, and are told; programs are told whom they probably meant.
    """
    status, out, err = wi("contact", "grosss", "--format", "text")
    assert (0, "wi: showing Dr. Änne Groß, Amt für Jugend, Schule [EU], Köllnitz for 'grosss'\n") == (status, err)
    assert out.startswith("Köllnitz\nAmt für Jugend, Schule [EU]\nDr. Änne Groß\n")
    for form in (["--json"], ["--vcard"], ["--field", "phone"], ["--qr"], ["--exact"]):
        status, _, err = wi("contact", "grosss", *form)
        assert (1, "wi: no member called 'grosss'; did you mean \"Änne Groß\"?\n") == (status, err)


def test_words_without_quotes(wi):
    """
    Several words are several names; who meant one is told how to say that.
    """
    hint = 'several words are one name in quotes: wi contact "Änne Groß"'
    assert (1, "", f"wi: no member called 'Änne'; {hint}\n") == wi("contact", "Änne", "Groß")
    said = wi("contact", "Änne", "Groß", "--field", "email", "--exact")[2]
    assert f"wi: no member called 'Änne'; {hint} --field email --exact\n" == said
    hint = "wi search Änne looks in all portraits"
    assert (1, "", f"wi: no member called 'Änne'; {hint}\n") == wi("contact", "Änne", "nope")
    hint = 'several words are one name in quotes: wi contact "Kim Doppelt"'
    assert (1, "", f"wi: no member called 'Kim'; {hint}\n") == wi("contact", "Kim", "Doppelt", registry=FOUR)


# -- what is said of them ----------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "options"),
    [
        ("kim@hall.example.org\ngross@koellnitz.example.org\n", []),
        ("kim@hall.example.org; gross@koellnitz.example.org\n", ["--join", "; "]),
        ("kim@hall.example.orggross@koellnitz.example.org\n", ["--join", ""]),
    ],
)
def test_a_mailing(wi, expected, options):
    """
    A field of all contacts has each value once, also where two members have the same; who lacks it is named.
    """
    arguments = ["contact", "--all", "--field", "E-Mail", *options]
    assert (0, expected, "wi: no email of hall is known\n") == wi(*arguments, registry=FOUR)


def test_who_lacks_a_field(wi):
    """
    Of one person it is the person who lacks a field.
    """
    who = "Dr. Änne Groß, Amt für Jugend, Schule [EU], Köllnitz"
    assert (1, "", f"wi: no fax of {who} is known\n") == wi("contact", "groß", "--field", "fax")


@pytest.mark.parametrize("word", ["person", "Person", "PERSON"])
def test_field_person(wi, word):
    """
    Fields are called as columns are.
    """
    assert (0, "Dr. Änne Groß\n", "") == wi("contact", "koellnitz", "--field", word)


# -- codes -------------------------------------------------------------------------


def test_code_of_one(wi):
    """
    One contact is a code of blocks, also in a file; so is a member without contacts.
    """
    for name in ("groß", "Köllnitz, Bürgerbüro", "hall", "bad-hall"):
        status, out, err = wi("contact", name, "--qr")
        assert (0, "") == (status, err)
        rows = modules(out)
        assert {len(rows[0])} == {len(row) for row in rows}
        assert len(rows[0]) == len(rows) - 1
    assert (0, "", "wi: wrote code.txt\n") == wi("contact", "bad-hall", "--qr", "-o", "code.txt")
    assert out == Path("code.txt").read_text(encoding="utf-8")


def test_codes_of_several(wi):
    """
    A code holds one contact: of several it is said how to choose one.
    """
    message = (
        "wi: a code holds one contact, and these are 2; type one of these, or leave out mere offices with --person:\n"
        '  wi contact "Änne Groß" --qr    (Dr. Änne Groß, Amt für Jugend, Schule [EU], Köllnitz)\n'
        '  wi contact "Köllnitz, Bürgerbüro" --qr    (Bürgerbüro, Köllnitz)\n'
    )
    assert (2, "", message) == wi("contact", "koellnitz", "--qr")
    assert wi("contact", "Änne Groß", "--qr") == wi("contact", "koellnitz", "--person", "--qr")


def test_a_long_list_of_codes_is_cut(wi):
    """
    Of very many contacts the first are named, and how many more there are.
    """
    text = ADORF + "".join(contact(f'office = "Amt {n}"') for n in range(40))
    status, out, err = wi("contact", "--all", "--qr", registry=text)
    assert (2, "", 14) == (status, out, err.count("\n"))
    assert err.endswith('\n  wi contact "Adorf, Amt 11" --qr    (Amt 11, Adorf)\n  and 28 more\n')


def test_code_that_is_too_long(wi):
    """
    What no code can hold is refused with another way.
    """
    message = "wi: this contact is too long for a code; wi contact NAME --vcard -o card.vcf makes a file\n"
    assert (1, "", message) == wi("contact", "adorf", "--qr", registry=ADORF + contact(f'office = "{"ä" * 2000}"'))


# -- lists -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "options"),
    [
        (
            (
                "name,person,office,phone,email\r\n"
                "Adorf,,Zentrale,+49 30 23125-0,zentrale@adorf.example.org\r\n"
                "Adorf,Dr. Jo Beispiel,Bildungsbüro,,\r\n"
                "Adorf,,Amt,,amt@adorf.example.org\r\n"
            ),
            ["--columns", "name,person,office,phone,email", "--format", "csv"],
        ),
        ("Adorf\t+49 30 23125-0\nAdorf\t\nAdorf\t\n", ["--columns", "name,phone"]),
        ("Adorf\t+49 30 23125-0\nAdorf\t\nAdorf\t\n", ["--columns", "Name,Telefon", "--per", "contact"]),
        ("Adorf\nAdorf\nAdorf\n", ["--columns", "name", "--per", "contact"]),
        ("Adorf\n", ["--columns", "name"]),
        ("adorf\n", ["--per", "contact", "--format", "ids"]),
        (
            (
                "| Name | E-Mail |\n| --- | --- |\n| Adorf | zentrale@adorf.example.org |\n| Adorf |  |\n"
                "| Adorf | amt@adorf.example.org |\n"
            ),
            ["--columns", "name,email", "--format", "markdown"],
        ),
        (
            (
                "Name    E-Mail\n──────────────────────────────────\nAdorf   zentrale@adorf.example.org\nAdorf   –\n"
                "Adorf   amt@adorf.example.org\n\n1 Mitglied\nNetz · wi 0.1.0 · members.toml\n"
            ),
            ["--columns", "name,email", "--format", "table"],
        ),
    ],
)
def test_no_row_mixes_two_contacts(wi, expected, options):
    """
    With columns of contacts each contact has a row, in every form; ids come once.
    """
    text = (
        ADORF
        + contact('office = "Zentrale"', 'phone = "+49 30 23125-0"', 'email = "zentrale@adorf.example.org"')
        + contact('office = "Bildungsbüro"', 'title = "Dr."', 'given_name = "Jo"', 'family_name = "Beispiel"')
        + contact('office = "Amt"', 'email = "amt@adorf.example.org"')
    )
    assert (0, expected, "") == wi("list", *options, registry=text)


# -- files of others ---------------------------------------------------------------


def test_former_member(wi):
    """
    Of a member that left every card says so.
    """
    text = ADORF + '[members.adorf.membership]\nuntil = "2022"\nsources = []\n' + ERIKA
    for options in ([], ["--format", "table"], ["--format", "markdown"], ["--vcard"]):
        status, out, err = wi("contact", "adorf", *options, registry=text)
        assert (0, "", 1) == (status, err, out.count("ehemaliges Mitglied (bis 2022)"))
    assert (1, "", "wi: no member passes these filters\n") == wi("contact", "--current", registry=text)
    assert "adorf\tAdorf\tname\t100\tname\tAdorf\t2022\n" == wi("search", "Adorf", registry=text)[1]
    assert "Adorf  ehemaliges Mitglied (bis 2022) · Gemeinde" in wi("search", "Adorf", "-ftable", registry=text)[1]
    assert "| Adorf (bis 2022) | Name | Adorf |" in wi("search", "Adorf", "-fmarkdown", registry=text)[1]


def test_a_person_alone(wi):
    """
    One person can be had alone, as a card and as a code.
    """
    text = ADORF + ERIKA + contact('office = "Rathaus"')
    status, out, err = wi("contact", "Erika Mustermann", "--vcard", registry=text)
    assert (0, "", ["Erika Mustermann"]) == (status, err, [card.fn.value for card in vobject.readComponents(out)])
    assert (0, "") == wi("contact", "mustermann", "--qr", registry=text)[::2]


def test_leading_zeros(wi):
    """
    For a German Excel keys and postal codes keep their zeros, and dates stay as they are written.
    """
    text = ADORF.replace('summary = "Ort."\n', 'ags = "06435001"\nsummary = "Ort."\n') + contact(
        'office = "Amt"', 'postal_code = "06108"', 'city = "Adorf"', 'as_of = "2014-04"'
    )
    out = wi("contact", "adorf", "--excel", registry=text)[1]
    assert ('"=""06108"""' in out, '"=""2014-04"""' in out) == (True, True)
    out = wi("list", "--columns", "ags,postal_code", "--excel", registry=text)[1]
    assert '\ufeffags;postal_code\r\n"=""06435001""";"=""06108"""\r\n' == out


def test_formula(wi):
    """
    A text that Excel would run is text, and a telephone number stays as it is.
    """
    text = ADORF + contact('office = "=HYPERLINK(\\"https://example.org\\";\\"Amt\\")"', 'phone = "+49 30 23125-0"')
    out = wi("contact", "adorf", "--field", "phone", registry=text)[1]
    assert "+49 30 23125-0\n" == out
    out = wi("list", "--columns", "office,phone", "--excel", registry=text)[1]
    assert '"\'=HYPERLINK(""https://example.org"";""Amt"")";+49 30 23125-0\r\n' == out.partition("\r\n")[2]


@pytest.mark.parametrize(
    "arguments", [["contact", "adorf", "-fmarkdown"], ["list", "-fmarkdown", "--columns", "name,website"]]
)
def test_addresses_in_markdown(wi, arguments):
    """
    An address in Markdown leads where it should, whatever signs are in it.
    """
    address = "https://www.adorf.example.org/a_b_c/?x=1&y=2~z"
    text = ADORF.replace('summary = "Ort."\n', f'website = "{address}"\nsummary = "Ort."\n')
    assert f"<{address}>" in wi(*arguments, registry=text)[1]


def test_contact(wi):
    """
    Cards one below the other, those of a member that left marked; a member without a contact shows its
    website, status 0.
    """
    assert (
        0,
        (
            "Landkreis Höxburg\nehemaliges Mitglied (bis 2022)\nkein Kontakt im Verzeichnis\n"
            "https://www.hoexburg.example.org\n\n"
        )
        + HALL_CARD,
        "",
    ) == wi("contact", "landkreis-hoexburg", "hall")


def test_contact_field_of_several(wi):
    """
    Of several members those that have the field are printed, and the others named.
    """
    assert (0, "gross@koellnitz.example.org\n", "wi: no email of hall is known\n") == wi(
        "contact", "koellnitz", "hall", "--field", "email"
    )
    assert (
        0,
        "https://www.koellnitz.example.org\nhttps://www.hoexburg.example.org\n",
        "wi: no website of hall is known\n",
    ) == wi("contact", "koellnitz", "hall", "landkreis-hoexburg", "--field", "website")


@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        ("+49 30 23125-001\n+49 30 23125 002\n", ["koellnitz", "--field", "phone"]),
        ("Köllnitz\n", ["koellnitz", "--field", "name"]),
        ("koellnitz\nhall\n", ["koellnitz", "hall", "--format", "ids"]),
        (
            "hall\tHall (Saale)\tRathaus\t\t\t\t\t\t\tHall (Saale)\t\t\t\t\t\tAT\t+43 660 1234567\t+43 1 23125-9\t\n",
            ["hall", "--format", "tsv"],
        ),
        ("## Bad Hall\n\nkein Kontakt im Verzeichnis\n", ["bad-hall", "--format", "markdown"]),
    ],
)
def test_contact_formats(wi, expected, arguments):
    """
    A field is its values, one a line, each once; the other formats are those of every command.
    """
    assert (0, expected, "") == wi("contact", *arguments)


def test_contact_vcards(wi):
    """
    vCards come with CRLF and nothing else on stdout.
    """
    status, out, err = wi("contact", "koellnitz", "landkreis-hoexburg", "--vcard")
    assert (0, "") == (status, err)
    assert 3 == out.count("BEGIN:VCARD\r\n") == out.count("END:VCARD\r\n")
    assert out.count("\n") == out.count("\r\n")


def test_no_such_field_value(wi):
    """
    A field that the member doesn't have is a no.
    """
    assert (1, "", "wi: no phone of hall or bad-hall is known\n") == wi(
        "contact", "hall", "bad-hall", "--field", "phone"
    )
