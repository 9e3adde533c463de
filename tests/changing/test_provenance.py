"""
Which source a changed fact names, and what becomes of comments beside its value.
"""

import tomllib

import pytest

from samples import REGISTRIES
from wi_cli.changing import printed, provenance
from wi_cli.errors import UsageError

KLEIN = (REGISTRIES / "written" / "klein.toml").read_text(encoding="utf-8")
BLATT = {"title": "Blatt der Stadt", "publisher": "Stadt Musterstadt", "date": "2014"}


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("blatt-2014", None), "blatt-2014"),
        (("blatt-2014", None), " Blatt der Stadt, Stadt Musterstadt, 2014 "),
        (("blatt-der-stadt", {**BLATT, "date": "2015"}), "Blatt der Stadt, Stadt Musterstadt, 2015"),
        (("mail", {"title": "Mail"}), "Mail"),
        (
            ("mail-vom-amt-kurz", {"title": "Mail vom Amt, kurz", "publisher": "Amt", "date": "2026-03", "url": "https://a.example.org/x,y"}),
            "Mail vom Amt, kurz, Amt, 2026-03, https://a.example.org/x,y",
        ),
        (("10-2", {"title": "10,2 %", "url": "http://a.example.org"}), "http://a.example.org, 10,2 %"),
        (("quelle", {"title": "?"}), "?"),
        (("anruf", {"title": "Anruf", "date": "2026-03"}), "Anruf, März 2026"),
        (("anruf", {"title": "Anruf", "date": "2026-12"}), "Anruf, 12/2026"),
        (("anruf", {"title": "Anruf", "date": "2026-03-01"}), "Anruf, 2026-3-1"),
        (("anruf", {"title": "Anruf", "date": "2026-01/2026-03"}), "Anruf, Q1 2026"),
        (("anruf", {"title": "Anruf", "date": "2026-03-01"}), "2026-03-01, Anruf"),
        (("mail", {"title": "Mail", "publisher": "Stadt", "date": "2026-03-01"}), "Mail, Stadt, 1.3.2026"),
        (("mail", {"title": "Mail", "date": "2026-03-01"}), "Mail, 1. März 2026"),
        (("mail", {"title": "Mail", "date": "2025/2026"}), "Mail, 2025/2026"),
        (("mail", {"title": "Mail", "url": "https://www.example.org/a,2014;b"}), "Mail, www.example.org/a,2014;b"),
        (("www-und-mehr", {"title": "www. und mehr"}), "www. und mehr"),
        (("3-bericht-2014", {"title": "3. Bericht 2014"}), "3. Bericht 2014"),
        (("bericht-2014-amt", {"title": "Bericht 2014; Amt"}), "Bericht 2014; Amt"),
    ],
)  # fmt: skip
def test_source(expected, text):
    """
    A source is named by its id, or taken apart and used where it is declared just so.
    """
    assert expected == provenance.source(text, {"sources": {"blatt-2014": {**BLATT, "note": "x"}}})


def test_id():
    """
    The id of a source is that of no other, and not too long.
    """
    known = {"sources": {"mail": {"title": "Andere"}, "mail-2": {"title": "Noch eine"}}}
    assert "mail-3" == provenance.source("Mail", known).key
    long = provenance.source("Wort " * 30, {}).key
    assert len(long) <= 60
    assert long.endswith("wort")


@pytest.mark.parametrize(
    ("message", "hint", "text"),
    [
        ("no source 'blat-2014'", "did you mean 'blatt-2014'?", "blat-2014"),
        ("no source 'xyz'", 'to declare one: --source "Title, publisher, date, URL"', "xyz"),
        ("--source '2014': no title", "write it like", "2014"),
        ("--source '': no title", "write it like", ""),
        ("--source 'März 2026': no title", "write it like", "März 2026"),
        ("--source 'Schuljahr 2013/14, Stadt': no title", "write it like", "Schuljahr 2013/14, Stadt"),
        ("--source: '31.2.2026' is no date", "write it like 2026-03-01", "Mail, Stadt, 31.2.2026"),
        ("--source: '32. März 2026' is no date", "write it like 2026-03-01", "Mail, 32. März 2026"),
        ("--source: '2011/12' can be read in two ways", "write 2011-08/2012-07 or 2011-12", "Mail, 2011/12"),
        ("--source: '2025' and '2026-03', one date is enough", "write it like", "Mail, 2025, März 2026"),
        ("--source: 'http://a.de' and 'https://www.b.de', one url", "write it like", "Mail, http://a.de, www.b.de"),
        (
            "--source: 'Mail; Stadt; März 2026' is more than one part",
            'divide them by commas with a blank: "Mail, Stadt, März 2026"',
            "Mail; Stadt; März 2026",
        ),
        (
            "--source: '2026-03-01;Mail' is more than one part",
            'divide them by commas with a blank: "2026-03-01, Mail"',
            "2026-03-01;Mail",
        ),
        (
            "--source: 'Mail,2026-03-01' is more than one part",
            'divide them by commas with a blank: "Mail, 2026-03-01"',
            "Mail,2026-03-01",
        ),
        (
            "--source: 'Mail;www.example.org;Amt' is more than one part",
            'divide them by commas with a blank: "Mail, www.example.org, Amt"',
            "Mail;www.example.org;Amt",
        ),
    ],
)  # fmt: skip
def test_no_source(message, hint, text):
    """
    What names no source is refused with what to do.
    """
    with pytest.raises(UsageError) as error:
        provenance.source(text, {"sources": {"blatt-2014": BLATT}})
    assert str(error.value).startswith(message)
    assert error.value.hint.startswith(hint)


@pytest.mark.parametrize(
    ("expected", "comment", "value"),
    [
        (True, "# gedruckt: 0561 1234-0", "+49 561 1234-0"),
        (True, "# laut Blatt 0561/12340", "+49 561 1234-0"),
        (True, "# 196.500", 196500),
        (True, "# Ausbildungs-Büro", "Ausbildungsbüro"),
        (False, "# Zentrale", "+49 561 1234-0"),
        (False, "# geprüft 2024", "https://alpha.example.org"),
        (False, "# 12", 12),
        (False, "# Rathaus E 5", "E 5"),
    ],
)
def test_old_value(expected, comment, value):
    """
    A comment is about how a value was printed if it says so or repeats it.
    """
    assert expected == printed.is_of_old_value(comment, value)


PHONE = "contacts.0.phone=+49 561 999-0"
STILL = "wi: contacts.0 still names blatt-2014 as its source; --source names another\n"
WENT = "wi: the comment '# gedruckt: 0561 1234-0' went with the old value of contacts.0.phone\n"
MAIL = "Mail der Stadt, Stadt Musterstadt, 2026-03-01"
DECLARED = (
    "wi: declared source 'mail-der-stadt': title 'Mail der Stadt', publisher 'Stadt Musterstadt', date '2026-03-01'\n"
)


@pytest.mark.parametrize(
    ("said", "sources", "options"),
    [
        (STILL + WENT, ["blatt-2014"], ["--set", PHONE]),
        (
            f"{DECLARED}wi: contacts.0 names blatt-2014, mail-der-stadt as its source now\n{WENT}",
            ["blatt-2014", "mail-der-stadt"],
            ["--set", PHONE, "--source", MAIL],
        ),
        (WENT, ["blatt-2014"], ["--set", PHONE, "--source", "blatt-2014"]),
        (WENT, ["blatt-2014"], ["--set", PHONE, "--set", "contacts.0.sources=blatt-2014"]),
        ("", ["blatt-2014"], ["--set", "summary=Neu."]),
        ("wi: the comment '# Zentrale' stays beside the new value of contacts.0.city\n" + STILL, ["blatt-2014"], None),
    ],
)
def test_set(wi, tmp_path, said, sources, options):
    """
    A changed fact names its new source beside the old ones, or it is said that it names the old; a comment on how the
    old value was printed goes, others stay, and both are named.
    """
    file = tmp_path / "registry.toml"
    text = KLEIN
    if options is None:
        text = KLEIN.replace('city = "Musterstadt"\n', 'city = "Musterstadt"  # Zentrale\n', 1)
        options, said = ["--set", "contacts.0.city=Neuort"], "".join(reversed(said.splitlines(keepends=True)))
    file.write_text(text, encoding="utf-8")
    assert (0, "", f"{said}wi: changed 'musterstadt' (registry.toml)\n") == wi(
        "edit", "musterstadt", *options, registry=file
    )
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    assert sources == document["members"]["musterstadt"]["contacts"][0]["sources"]
    assert ("# gedruckt" in file.read_text(encoding="utf-8")) is ("gedruckt" not in said)
    assert ("# Zentrale" in file.read_text(encoding="utf-8")) is ("Zentrale" in said)
    if "mail-der-stadt" in said:
        fields = {"title": "Mail der Stadt", "publisher": "Stadt Musterstadt", "date": "2026-03-01"}
        assert fields == document["sources"]["mail-der-stadt"]


def test_figure(wi, tmp_path):
    """
    A figure comes from the new source alone, and one that is new from it, too.
    """
    file = tmp_path / "registry.toml"
    file.write_text(KLEIN, encoding="utf-8")
    new = ["figures.3.indicator=population", "figures.3.value=21000", "figures.0.value=20500"]
    options = [part for one in new for part in ("--set", one)]
    assert 0 == wi("edit", "musterstadt", *options, "--source", MAIL, registry=file)[0]
    figures = tomllib.loads(file.read_text(encoding="utf-8"))["members"]["musterstadt"]["figures"]
    assert [["mail-der-stadt"], ["blatt-2014"], ["blatt-2014"], ["mail-der-stadt"]] == [
        one["sources"] for one in figures
    ]


@pytest.mark.parametrize(
    ("status", "said", "options"),
    [
        (2, "--source without --set", ["--source", "blatt-2014"]),
        (2, "--source: nothing is set that names sources", ["--set", "summary=x", "--source", "blatt-2014"]),
        (1, "to declare a source on the way: --source", ["--set", "contacts.0.sources=mail-2026"]),
    ],
)
def test_refused(wi, tmp_path, status, said, options):
    """
    What names nothing is refused, and how a source is declared is said where one is missing.
    """
    file = tmp_path / "registry.toml"
    file.write_text(KLEIN, encoding="utf-8")
    got = wi("edit", "musterstadt", *options, registry=file)
    assert (status, "") == got[:2]
    assert said in got[2]
    assert KLEIN == file.read_text(encoding="utf-8")
