"""
LibreOffice reads what `wi` writes for spreadsheets.
"""

import re
import shutil
import subprocess
from html import unescape
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from samples import RICH, member, toml
from showing.test_delimited import INNER, TEXTS
from wi_cli.showing import delimited

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
]
ALIASES = ["=1+2", '=HYPERLINK("https://example.org","x")', "@SUM(A1)", "-1+2", "+1+2", "\t=1+2", "＝1+2"]


GERMAN, ENGLISH = 1031, 1033


def opened(file, *options):
    """
    What LibreOffice has of a file that it opened, as its own XML.
    """
    folder = file.parent
    home = f"-env:UserInstallation=file://{folder}/profile"
    command = [SOFFICE, home, "--headless", *options, "--convert-to", "fods", "--outdir", folder, file]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return file.with_suffix(".fods").read_text(encoding="utf-8")


def cells(tmp_path, text, *separators, language=GERMAN):
    """
    What LibreOffice makes of csv: of each cell its formula, its value and what it shows.
    """
    file = tmp_path / "list.csv"
    file.write_text(text, encoding="utf-8", newline="")
    read = f"CSV:{'/'.join(str(ord(one)) for one in separators)},34,76,1,,{language},false,true"
    found = re.findall(
        r"<table:table-cell([^>]*)>(.*?)</table:table-cell>", opened(file, f"--infilter={read}"), re.DOTALL
    )
    attributes = [dict(re.findall(r'([\w:]+)="([^"]*)"', given)) for given, _ in found]
    return [
        (
            unescape(given.get("table:formula", "")),
            given.get("office:value"),
            unescape(re.sub("<[^>]+>", "", shown)).strip(),
        )
        for given, (_, shown) in zip(attributes, found, strict=True)
    ]


@pytest.mark.parametrize(("options", "separator"), [(["--format", "csv"], ","), (["--excel"], ";")])
def test_no_formula_lives(wi, tmp_path, options, separator):
    """
    Nothing that stands in a registry is run.
    """
    entry = '[members.m{}]\nname = "M {}"\nkind = "Verein"\naliases = [{}]\n'
    text = "format = 1\n" + "".join(entry.format(n, n, toml(alias)) for n, alias in enumerate(ALIASES))
    status, out, _ = wi("list", "--columns", "id,aliases", *options, registry=text)
    found = cells(tmp_path, out, separator)
    assert 0 == status
    assert [] == [formula for formula, _, _ in found if formula]
    assert [f"'{alias}".replace("\t", " ") for alias in ALIASES] == [shown for _, _, shown in found[3::2]]


@pytest.mark.parametrize("language", [GERMAN, ENGLISH])
@pytest.mark.parametrize("excel", [False, True])
def test_no_formula_is_cut_out(tmp_path, language, excel):
    """
    Nor is anything run where another language, or somebody who ticks all boxes, cuts at other separators.
    """
    rows = [[text, "b"] for text in INNER]
    text = delimited.comma_separated(["x", "y"], rows, excel=excel)
    for separators in (";", ",", ",;\t"):
        found = cells(tmp_path, text, *separators, language=language)
        assert [] == [formula for formula, _, _ in found if formula]


@pytest.mark.parametrize("language", [GERMAN, ENGLISH])
def test_texts_are_no_numbers(tmp_path, language):
    """
    What is a text stays one, letter by letter, whatever it looks like in German or English.
    """
    text = delimited.comma_separated(["x"], [[text] for text in TEXTS], excel=True)
    found = cells(tmp_path, text, ";", language=language)[1:]
    assert [(None, text) for text in TEXTS] == [(value, shown) for _, value, shown in found]


def test_texts_stay_texts(wi, tmp_path):
    """
    Leading zeros stay, telephone numbers keep their plus, dates are what was written.
    """
    text = member(
        'ags = "06611000"\nstate = "HE"\n[members.a.membership]\nsince = "2014-04"\nsources = []\n'
        '[[members.a.contacts]]\noffice = "Amt"\nphone = "+49 30 23125-001"\nsources = []'
    )
    status, out, _ = wi("list", "--columns", "ags,phone,since", "--excel", registry=text)
    assert 0 == status
    assert ["06611000", "+49 30 23125-001", "2014-04"] == [shown for _, _, shown in cells(tmp_path, out, ";")[3:]]


def test_why_texts_are_guarded(wi, tmp_path):
    """
    Without ="…" around it, in quotes or not, a postal code loses its zero: once this fails --excel needs no guards.
    """
    text = member('[[members.a.contacts]]\noffice = "Amt"\npostal_code = "06108"\nsources = []')
    plain = wi("list", "--columns", "postal_code", "--format", "csv", registry=text)[1]
    guarded = wi("list", "--columns", "postal_code", "--excel", registry=text)[1]
    quoted = plain.replace("06108", '"06108"')
    found = [cells(tmp_path, written, ";")[1] for written in (plain, quoted, guarded)]
    assert [("6108", "6108"), ("6108", "6108"), (None, "06108")] == [(value, shown) for _, value, shown in found]


IN_GERMAN = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"><value>de-DE</value></prop></item>
</oor:items>
"""
TABLE, OFFICE, TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "office", "text"))
LINK = "{http://www.w3.org/1999/xlink}"


def sheets(file):
    """
    The sheets of a workbook as LibreOffice has them: of each filled cell its place, its type, its value or text,
    its formula and its link.
    """
    for table in ET.fromstring(opened(file)).iter(f"{TABLE}table"):
        found = {}
        line = 0
        for row in table.iter(f"{TABLE}table-row"):
            place = 0
            for cell in row.iterfind(f"{TABLE}table-cell"):
                kind = cell.get(f"{OFFICE}value-type")
                paragraphs = ["".join(paragraph.itertext()) for paragraph in cell.iterfind(f"{TEXT}p")]
                link = next((anchor.get(f"{LINK}href") for anchor in cell.iter(f"{TEXT}a")), None)
                if kind:
                    shown = "\n".join(paragraphs)
                    value = float(cell.get(f"{OFFICE}value")) if kind == "float" else shown
                    found[line, place] = (kind, value, cell.get(f"{TABLE}formula"), link)
                place += int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            line += int(row.get(f"{TABLE}number-rows-repeated", "1"))
        yield table.get(f"{TABLE}name"), found


def kept(file):
    """
    The same as openpyxl reads it.
    """
    kinds = {"s": "string", "n": "float"}
    for sheet in openpyxl.load_workbook(file):
        filled = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        yield (
            sheet.title,
            {
                (cell.row - 1, cell.column - 1): (kinds[cell.data_type], cell.value, None, linked(cell))
                for cell in filled
            },
        )


def linked(cell):
    link = cell.hyperlink
    return link and "#".join(part for part in (link.target, link.location) if part)


def test_a_workbook_is_read_as_it_was_written(wi, tmp_path):
    """
    LibreOffice and openpyxl read the same in every cell: texts, numbers and links, no formula and no date.
    """
    assert 0 == wi("export", "xlsx", "-o", "wi.xlsx", registry=RICH)[0]
    read = dict(sheets(tmp_path / "wi.xlsx"))
    assert dict(kept(tmp_path / "wi.xlsx")) == read
    members, contacts, figures = (read[name].values() for name in ("Mitglieder", "Kontakte", "Zahlen"))
    assert ("string", "06611000", None, None) in members
    assert ("string", "https://www.kassel.de", None, "https://www.kassel.de") in members
    assert ("string", "06108", None, None) in contacts
    assert ("string", "+49 30 23125 101", None, None) in contacts
    assert ("string", "e.mustermann@example.org", None, "mailto:e.mustermann@example.org") in contacts
    assert ("float", 201048.0, None, None) in figures
    assert ("string", "31.12.2020", None, None) in figures


def test_texts_of_a_workbook_stay_texts(wi, tmp_path):
    """
    Whatever a spreadsheet could take for a formula, a number or a date stands in its cell letter by letter.
    """
    texts = [text for text in (*ALIASES, *TEXTS, *INNER) if text.strip() and text.isprintable()]
    entry = '[members.m{}]\nname = {}\nkind = "Verein"\nsummary = "Kurz."\n'
    text = "format = 1\n" + "".join(entry.format(n, toml(text)) for n, text in enumerate(texts))
    assert 0 == wi("export", "xlsx", "-o", "wi.xlsx", registry=text)[0]
    read = dict(sheets(tmp_path / "wi.xlsx"))["Mitglieder"]
    # Blanks at the ends, and several in a row, are kept in another way by its XML.
    assert [("string", " ".join(text.split()), None, None) for text in texts] == [
        (kind, " ".join(value.split()), formula, link)
        for (line, place), (kind, value, formula, link) in read.items()
        if place == 0 and line
    ]


def test_numbers_look_german(wi, tmp_path):
    """
    In a German office numbers look as Germans write them, with the decimals of their indicator.
    """
    settings = tmp_path / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(IN_GERMAN, encoding="utf-8")
    assert 0 == wi("export", "xlsx", "-o", "wi.xlsx", registry=RICH)[0]
    shown = re.findall(r'office:value="([0-9.]+)"[^>]*>\s*<text:p>([^<]*)<', opened(tmp_path / "wi.xlsx"))
    assert {("201048", "201.048"), ("10.2", "10,2"), ("46005", "46.005")} <= {(v, text.strip()) for v, text in shown}
    assert [] == [text for _, text in shown if not re.fullmatch(r" *[0-9]{1,3}(\.[0-9]{3})*(,[0-9]+)? *", text)]
