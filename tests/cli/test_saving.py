import json

import pytest

from samples import SMALL, member
from wi_cli.cli import COMMANDS

WRITERS = [
    ("list",),
    ("list", "--json"),
    ("list", "--format", "table"),
    ("list", "--excel", "--columns", "ags,phone"),
    ("search", "schule"),
    ("show", "koellnitz"),
    ("contact", "koellnitz", "--vcard"),
    ("contact", "koellnitz", "--field", "email"),
    ("topics",),
    ("network",),
    ("schema",),
    ("rule", "WI203"),
]


@pytest.mark.parametrize("arguments", WRITERS, ids=" ".join)
def test_what_a_pipe_gets(wi, tmp_path, arguments):
    """
    -o writes what stands on stdout otherwise, octet for octet, says so, and leaves stdout empty.
    """
    out = wi(*arguments)[1]
    assert (0, "", "wi: wrote out\n") == wi(*arguments, "-o", "out")
    assert out.encode() == (tmp_path / "out").read_bytes()


def test_every_command_that_writes_data_has_it(wi):
    """
    -o is there wherever data come out, and nowhere else.
    """
    with_it = [name for name in COMMANDS if "-o, --output" in wi(name, "--help")[1]]
    lookups = ["list", "search", "show", "compare", "contact", "topics", "network"]
    assert [*lookups, "export", "validate", "rule", "schema"] == with_it


def test_utf_8_whatever_the_shell_does(process, tmp_path):
    """
    The file is UTF-8 and its lines end as they were written, also where nothing else is.
    """
    run = process("list", "-o", "out", LC_ALL="C", PYTHONIOENCODING="latin-1")
    assert (0, "", "wi: wrote out\n") == run
    assert "Köllnitz" in (tmp_path / "out").read_text(encoding="utf-8")


def test_nobody_looks_at_a_file(process, tmp_path):
    """
    Nothing of a terminal is in it: no colour, no boxes, no pager.
    """
    assert 0 == process("show", "koellnitz", "-o", "out", PAGER="false", COLUMNS="40")[0]
    assert process("show", "koellnitz")[1] == (tmp_path / "out").read_bytes().decode()


def test_nothing_is_written_over(wi, tmp_path):
    """
    A file that is there is replaced with --force alone; that it is there is found before anything is looked for.
    """
    path = tmp_path / "out"
    path.write_bytes(b"mine")
    refused = (3, "", "wi: out: is there already; name another file, or replace it with --force\n")
    assert refused == wi("show", "nope", "-o", "out")
    assert refused == wi("list", "-o", "out")
    assert b"mine" == path.read_bytes()
    assert (0, "", "wi: wrote out\n") == wi("topics", "-o", "out", "--force")
    assert wi("topics")[1].encode() == path.read_bytes()


def test_the_registry_is_safe(wi, tmp_path):
    """
    No list takes the place of a registry.
    """
    said = "wi: members.toml: is a registry, which nothing replaces; name another file\n"
    assert (3, "", said) == wi("list", "--json", "-o", "members.toml", "--force")
    assert SMALL == (tmp_path / "members.toml").read_text(encoding="utf-8")


def test_no_answer_no_file(wi, tmp_path):
    """
    A command that fails leaves no file, and no other where it was to be.
    """
    (tmp_path / "old").write_bytes(b"old")
    assert (1, "", "wi: no member called 'nope'; wi search nope looks in all portraits\n") == wi(
        "contact", "koellnitz", "nope", "-o", "out"
    )
    assert (1, "", "wi: no member passes these filters\n") == wi("list", "--state", "BE", "--json", "-o", "out")
    assert 1 == wi("list", "--state", "BE", "-o", "old", "--force")[0]
    assert ["members.toml", "old"] == sorted(left.name for left in tmp_path.iterdir())
    assert b"old" == (tmp_path / "old").read_bytes()


def test_problems_are_an_answer(wi, tmp_path):
    """
    What `wi validate` found is in the file, and its status tells that there is something.
    """
    bad = member('state = "XX"')
    status, _, err = wi("validate", "--output-format", "json", "-o", "out.json", registry=bad)
    assert (1, "wi: wrote out.json\n") == (status, err)
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["diagnostics"]


@pytest.mark.parametrize(
    ("said", "arguments"),
    [
        ("-o is empty; name a file, such as -o contacts.csv", ["-o", ""]),
        ("--force without -o; it lets -o replace a file", ["--force"]),
    ],
)
def test_usage(wi, said, arguments):
    assert (2, "", f"wi: {said}\n") == wi("list", *arguments)


def test_stdout(wi):
    """
    - is stdout, as with other programs.
    """
    assert wi("topics") == wi("topics", "-o", "-") == wi("topics", "--output", "-")


def test_remarks_are_no_data(wi, tmp_path):
    """
    What is said on stderr stays there.
    """
    status, out, err = wi("show", "kölnitz", "-o", "out")
    assert (0, "", "wi: showing Köllnitz for 'kölnitz'\nwi: wrote out\n") == (status, out, err)
    assert wi("show", "koellnitz")[1] == (tmp_path / "out").read_bytes().decode()


def test_a_name_that_acts_on_a_terminal(wi):
    """
    The name of a file is text where it is said.
    """
    assert (0, "", "wi: wrote a\\x1b[31m\n") == wi("topics", "-o", "a\x1b[31m")


@pytest.mark.parametrize(
    ("beginning", "name", "arguments"),
    [
        ("id,name,", "l.csv", ["list"]),
        ('{\n  "version"', "l.JSON", ["list"]),
        ("| Name |", "l.md", ["list"]),
        ("bad-hall\t", "l.txt", ["list"]),
        ("bad-hall\t", "l.csv", ["list", "--format", "tsv"]),
        ("member,indicator,", "c.csv", ["compare", "--all"]),
        ("# Hall", "s.md", ["show", "hall"]),
        ("+49", "p.csv", ["contact", "koellnitz", "--field", "phone"]),
        ("BEGIN:VCARD", "c.csv", ["contact", "koellnitz", "--vcard"]),
    ],
)
def test_ending_says_the_format(wi, tmp_path, beginning, name, arguments):
    """
    Where no format is asked for the ending of the file's name decides.
    """
    assert 0 == wi(*arguments, "-o", name)[0]
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        *((name, "wi export xlsx -o l.xlsx") for name in ("l.xlsx", "l.xls", "l.ods")),
        ("l.html", "wi export html -o l.html"),
        ("l.VCF", "wi export vcf -o l.vcf"),
        ("l.geojson", "wi export geojson -o l.geojson"),
        ("l.pdf", "wi export html -o l.html makes a page to print or save"),
        ("l.docx", "wi export html -o l.html makes a page to print or save"),
    ],
)
def test_no_other_file(wi, tmp_path, name, advice):
    """
    Plain text is not written under the name of something else.
    """
    assert (2, "", f"wi: {name} would hold plain text; {advice}\n") == wi("list", "-o", name)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("advice", "arguments"),
    [
        ("wi export xlsx hall -o l.xlsx", ["contact", "hall"]),
        ("wi export xlsx koellnitz -o l.xlsx", ["contact", "kölnitz"]),  # exports take no near name
        ('wi export xlsx "Bad Hall" hall -o l.xlsx', ["compare", "Bad Hall", "hall", "--all"]),
        ('wi export xlsx "bad hall" -o l.xlsx', ["show", "bad", "hall", "--only", "figures"]),
        ("wi export xlsx nope -o l.xlsx", ["contact", "nope"]),
        (
            'wi export xlsx --state ST --state "NRW & Co" --kind Stadt --topic ehrenamt --current -o l.xlsx',
            ["list", "--state", "ST", "--state", "NRW & Co", "--kind=Stadt", "--topic", "ehrenamt", "--current"],
        ),
        ("wi export xlsx --former --registry b.toml -o l.xlsx", ["list", "--former", "--registry", "b.toml"]),
        (
            "wi export xlsx koellnitz -o l.xlsx makes a workbook of all contacts of these members",
            ["contact", "Änne Groß"],
        ),
        (
            "wi export xlsx hall koellnitz -o l.xlsx makes a workbook of all contacts of these members",
            ["contact", "hall", "koellnitz", "--person"],
        ),
        (
            "wi export xlsx --state ST -o l.xlsx makes a workbook of all contacts of these members",
            ["contact", "--state", "ST", "--with", "email"],
        ),
        ("wi export xlsx -o l.xlsx makes a workbook of all members", ["search", "schule"]),
        ("wi export xlsx -o l.xlsx makes a workbook of all members", ["topics"]),
        ("wi export xlsx -o l.xlsx makes a workbook of all members", ["contact", "--person"]),
        ("wi export xlsx -o l.xlsx", ["contact", "--all"]),
        ("wi export xlsx --current -o l.xlsx -- -x hall", ["contact", "--current", "--", "-x", "hall"]),
    ],
)
def test_no_more_than_was_asked_for(wi, advice, arguments):
    """
    The command for another kind of file is about the same members, or says that it is about more.
    """
    command, *rest = arguments
    assert (2, "", f"wi: l.xlsx would hold plain text; {advice}\n") == wi(command, "-o", "l.xlsx", *rest)


def test_a_registry_named_before_the_command(wi):
    """
    It is named in the command to type, too.
    """
    advice = "wi export html koellnitz --registry b.toml -o l.html makes a page to print or save"
    assert (2, "", f"wi: l.pdf would hold plain text; {advice}\n") == wi(
        "--registry", "b.toml", "show", "koellnitz", "-o", "l.pdf"
    )


def test_card_by_name(wi, tmp_path):
    """
    A file called .vcf gets the card.
    """
    assert (0, "", "wi: wrote hall.vcf\n") == wi("contact", "hall", "-o", "hall.vcf")
    assert (tmp_path / "hall.vcf").read_text(encoding="utf-8").startswith("BEGIN:VCARD")
