"""
What the command line has and hasn't: usage errors and help.
"""

import pytest


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("no such command 'lsit'", ["lsit"]),
        ("missing argument 'NAME'", ["show"]),
        ("nobody is named; name somebody, or take a filter such as --state HE, or --all", ["contact"]),
        ("nobody is named; ", ["contact", "--field", "email"]),
        ("--all and names contradict each other; give one", ["contact", "hall", "--all"]),
        ("--join without --field; ", ["contact", "hall", "--join", ", "]),
        ("--vcard and --qr contradict each other; give one", ["contact", "hall", "--vcard", "--qr"]),
        ("--qr and --json contradict each other; give one", ["contact", "hall", "--qr", "--json"]),
        ("--qr and --format contradict each other; give one", ["contact", "hall", "--qr", "--format", "text"]),
        ("--field and --excel contradict each other; give one", ["contact", "hall", "--field", "fax", "--excel"]),
        ("no way to reach somebody 'fon'; --with takes phone, mobile, fax, email", ["contact", "--with", "fon"]),
        ("no way to reach somebody 'Telephon'; did you mean 'Telefon'?", ["contact", "--with", "Telephon"]),
        ("no --per 'contct'; did you mean 'contact'?", ["list", "--per", "contct"]),
        ("--per member doesn't go with the column phone; ", ["list", "--per", "member", "--columns", "name,phone"]),
        ("--per doesn't go with --format json; ", ["list", "--per", "contact", "--json"]),
        ("missing argument 'WORDS...'", ["search"]),
        ("no such option: --stat", ["list", "--stat", "HE"]),
        ("wi list takes no 'hall'; did you mean wi show hall?", ["list", "hall"]),
        ("no format 'jsn'; did you mean 'json'?", ["list", "--format", "jsn"]),
        ("no format 'text'; there are: table, tsv, csv, json, markdown, ids", ["search", "x", "--format", "text"]),
        ("no state 'Hesen'; did you mean 'Hessen'?", ["list", "--state", "Hesen"]),
        ("no kind 'Landkries'; did you mean 'Landkreis'?", ["list", "--kind", "Landkries"]),
        ("no topic 'übergnag'; did you mean 'uebergang'?", ["list", "--topic", "übergnag"]),
        ("no column 'phon'; did you mean 'phone'?", ["list", "--columns", "phon"]),
        ("can't sort by 'nmae'; did you mean 'name'?", ["list", "--sort", "nmae"]),
        ("--current and --former leave nobody; give one of them", ["list", "--current", "--former"]),
        ("a contact has no field 'emial'; did you mean 'email'?", ["contact", "hall", "--field", "emial"]),
        ("a contact has no field 'Telfon'; did you mean 'Telefon'?", ["contact", "hall", "--field", "Telfon"]),
        ("--field and --vcard contradict each other; give one", ["contact", "hall", "--field", "phone", "--vcard"]),
        ("--vcard and --json contradict each other; give one", ["contact", "hall", "--vcard", "--json"]),
        ("can't search in 'tpoic'; did you mean 'topic'?", ["search", "x", "--in", "tpoic"]),
        ("--json doesn't go with --format csv", ["list", "--json", "--format", "csv"]),
        ("--excel doesn't go with --format tsv", ["list", "--excel", "--format", "tsv"]),
        ("--header doesn't go with --format json", ["topics", "--header", "--format", "json"]),
        ("a portrait has no block 'figurs'; did you mean 'figures'?", ["show", "hall", "--only", "figurs"]),
        ("--only doesn't go with --format json; ", ["network", "--only", "figures", "--json"]),
    ],
)
def test_usage(wi, message, arguments):
    """
    What the command line doesn't have is status 2 and one line that says what was probably meant.
    """
    status, out, err = wi(*arguments)
    assert (2, "", 1) == (status, out, err.count("\n"))
    assert err.startswith(f"wi: {message}")
