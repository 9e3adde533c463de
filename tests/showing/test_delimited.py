import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.german.wording import visible
from wi_cli.showing import delimited

anything = st.text(alphabet=st.characters(codec="utf-8"))

cells = st.one_of(anything, st.integers(), st.floats(allow_nan=False), st.none())


@st.composite
def tables(draw):
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=4))
    return [f"column{n}" for n in range(width)], rows


def as_read(row):
    return ["" if cell is None else visible(str(cell)) for cell in row]


HARMLESS = [
    "Kassel",
    "+49 30 23125-001",
    "+49 30 23125",
    "-5",
    "-5.5",
    "06611000",
    "2014-04",
    "a=b",
    "",
]
FORMULAS = [
    "=1+2",
    '=HYPERLINK("https://example.org")',
    "@SUM(A1)",
    "-1+2",
    "+1+2",
    "+49 30 23125-001+1",
    "-cmd|' /C calc'!A0",
    "\t=1+2",
    "\r=1+2",
    "=",
    "＝1+2",
    "+A1 2",
]


@pytest.mark.parametrize("excel", [False, True])
def test_formulas_are_text(excel):
    """
    What a spreadsheet would run has an apostrophe before it; telephone numbers and numbers have none.
    """
    for text in FORMULAS:
        (_, (cell,)) = read([["a"], [text]], excel=excel)
        assert f"'{visible(text)}" == cell
    for text in HARMLESS:
        (_, (cell,)) = read([["a"], [text]], excel=excel)
        assert text == cell.removeprefix('="').removesuffix('"')


# A formula behind a separator, which another language cuts at.
INNER = [
    "Amt;=1+2",
    "Amt,=1+2",
    "x;=1+2;y",
    "x, @SUM(A1), y",
    "x;\t=1+2;y",
    "a;-cmd|' /C calc'!A0;b",
    "a,+SUM(A1;A2),b",
]


@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.parametrize("text", INNER)
def test_no_formula_is_cut_out(text, excel):
    """
    Wherever a spreadsheet cuts a text, no piece begins like a formula.
    """
    (_, (cell,)) = read([["a"], [text]], excel=excel)
    assert visible(text) == cell.replace("'", "", 1) or visible(text) == re.sub(r"(?<=[,;])'", "", cell)
    assert not any(re.match(r"\s*[=@]|\s*[-+].*[(|!]", piece) for piece in re.split("[,;]", cell))


@pytest.mark.parametrize("text", ["Schul-, -sozial- und +arbeit", "Amt; - Haus 2 -", "a=b; c", "1, -2"])
def test_german_texts_stay(text):
    """
    A hyphen behind a comma is German.
    """
    assert [["a"], [text]] == read([["a"], [text]])


TEXTS = ["06611000", "06108", "2014-04", "2014-04-30", "2013/2014", "1.5", "1e5", "9" * 16, "10:30"]
TEXTS += [
    "31.12.2013",
    "1. Mai 2008",
    "Mai 2008",
    "Dez. 13",
    "March 14",
    "5 %",
    "12,5",
    "1.234.567",
    "€ 5",
    "(5)",
    "5-",
]
TEXTS += ["-0123", "0049 30", "10:30 am", "3 1/2", "TRUE", "wahr", "51.25,12.5"]


@pytest.mark.parametrize("text", TEXTS)
def test_texts_stay_texts(text):
    """
    A German Excel gets ="06108" where it would take a text for a number or a date; other readers get the text.
    """
    assert [["a"], [f'="{text}"']] == read([["a"], [text]], excel=True)
    assert [["a"], [text]] == read([["a"], [text]])


def test_numbers_stay_numbers():
    """
    Numbers are numbers in a German Excel, with a decimal comma.
    """
    assert [["a", "b"], ["6611000", "10,2"]] == read([["a", "b"], [6611000, 10.2]], excel=True)


def read(rows, *, excel=False):
    """
    Rows after they were written, the first one as names, and read again.
    """
    names, *others = rows
    text = delimited.comma_separated(names, others, excel=excel)
    assert text.count("\n") == text.count("\r\n") == len(rows)
    assert excel == text.startswith("\ufeff")
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    return list(csv.reader(lines, delimiter=";" if excel else ",", strict=True))


@given(tables())
def test_csv_reads_back(table):
    """
    A csv reader gets every value, those with quotes, commas and umlauts too.
    """
    header, rows = table
    names, *values = read([header, *rows])
    assert header == names
    for row, cells in zip(rows, values, strict=True):
        for value, cell in zip(as_read(row), cells, strict=True):
            assert value.replace("'", "") == cell.replace("'", "")


@given(tables())
def test_excel_reads_back(table):
    """
    A German Excel gets UTF-8 with BOM, semicolons and decimal commas.
    """
    header, rows = table
    names, *values = read([header, *rows], excel=True)
    assert header == names
    for row, cells in zip(rows, values, strict=True):
        for value, cell in zip(row, cells, strict=True):
            shown = str(value).replace(".", ",") if isinstance(value, float) else as_read([value])[0]
            plain = shown.replace("'", "")
            assert cell.replace("'", "") in (plain, f'="{plain}"')


@given(tables(), st.booleans())
def test_tsv_reads_back(table, with_header):
    """
    Cutting at tabs and line ends gives every value back; within one they are blanks.
    """
    header, rows = table
    text = delimited.tab_separated(header, rows, header=with_header)
    expected = [header, *map(as_read, rows)][not with_header :]
    assert expected == [line.split("\t") for line in text.split("\n")[:-1]]
