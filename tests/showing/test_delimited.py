import csv
import io

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


@given(tables())
def test_csv_reads_back(table):
    """
    A csv reader gets every value, those with quotes, commas and umlauts too.
    """
    header, rows = table
    text = delimited.csv(header, rows)
    assert [header, *map(as_read, rows)] == list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert text.count("\n") == text.count("\r\n") == len(rows) + 1


@given(tables())
def test_excel_reads_back(table):
    """
    A German Excel gets UTF-8 with BOM, semicolons and decimal commas.
    """
    header, rows = table
    text = delimited.csv(header, rows, excel=True).encode()
    expected = [[str(c).replace(".", ",") if isinstance(c, float) else as_read([c])[0] for c in row] for row in rows]
    assert b"\xef\xbb\xbf" == text[:3]
    assert [header, *expected] == list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";"))


@given(tables(), st.booleans())
def test_tsv_reads_back(table, with_header):
    """
    Cutting at tabs and line ends gives every value back; within one they are blanks.
    """
    header, rows = table
    text = delimited.tsv(header, rows, with_header=with_header)
    expected = [header, *map(as_read, rows)][not with_header :]
    assert expected == [line.split("\t") for line in text.split("\n")[:-1]]


def test_phone_numbers_keep_their_plus():
    """
    No formula guard spoils +49.
    """
    assert "phone\r\n+49 30 23125-001\r\n" == delimited.csv(["phone"], [["+49 30 23125-001"]])
