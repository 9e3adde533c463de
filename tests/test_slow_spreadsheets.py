"""
LibreOffice reads what `wi` writes for spreadsheets.
"""

import re
import shutil
import subprocess
from html import unescape

import pytest

from samples import member, toml
from showing.test_delimited import INNER, TEXTS
from wi_cli.showing import delimited

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
]
ALIASES = ["=1+2", '=HYPERLINK("https://example.org","x")', "@SUM(A1)", "-1+2", "+1+2", "\t=1+2", "＝1+2"]


GERMAN, ENGLISH = 1031, 1033


def cells(tmp_path, text, *separators, language=GERMAN):
    """
    What LibreOffice makes of csv: of each cell its formula, its value and what it shows.
    """
    file = tmp_path / "list.csv"
    file.write_text(text, encoding="utf-8", newline="")
    read = f"CSV:{'/'.join(str(ord(one)) for one in separators)},34,76,1,,{language},false,true"
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [SOFFICE, home, "--headless", f"--infilter={read}", "--convert-to", "fods", "--outdir", tmp_path, file]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = re.findall(
        r"<table:table-cell([^>]*)>(.*?)</table:table-cell>", (tmp_path / "list.fods").read_text("utf-8"), re.DOTALL
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
