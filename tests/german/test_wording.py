import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import commands, harmful
from wi_cli.finding.texts import WEIGHTS
from wi_cli.german import wording
from wi_cli.registry.values import Indicator
from wi_cli.showing.columns import COLUMNS
from wi_cli.showing.portrait import BLOCKS

PERCENT = Indicator("Quote", "%", decimals=1)


@pytest.mark.parametrize(
    ("expected", "value", "decimals"),
    [
        ("196.500", 196500, 0),
        ("1.173.891", 1173891, 0),
        ("999", 999, 0),
        ("10,2", 10.2, 1),
        ("10,0", 10, 1),
        ("9,75", 9.75, 1),
        ("51,317", 51.317, 0),
        ("0", 0, 0),
        ("-3,5", -3.5, 0),
        ("1.500", 1.5e3, 0),
    ],
)
def test_numbers(expected, value, decimals):
    """
    Numbers are written as Germans write them, and no digit is lost.
    """
    assert expected == wording.number(value, decimals)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15), st.integers(0, 15))
def test_numbers_read_back(value, decimals):
    """
    Whoever reads the number gets the value.
    """
    text = wording.number(value, decimals)
    assert value == float(text.replace(".", "").replace(",", "."))
    assert decimals <= len(text.partition(",")[2])


@pytest.mark.parametrize(
    ("expected", "date"),
    [
        (("Schuljahr 2013/14",) * 2, "2013-08/2014-07"),
        (("Schuljahr 1999/00",) * 2, "1999-08/2000-07"),
        (("Schuljahr 2013/14",) * 2, "2013-08-01/2014-07-31"),
        (("4. Quartal 2013",) * 2, "2013-10-01/2013-12-31"),
        (("2. Quartal 2013",) * 2, "2013-04-01/2013-06-30"),
        (("1. Halbjahr 2013",) * 2, "2013-01-01/2013-06-30"),
        (("01.10.2013 – 30.12.2013", "1. Oktober 2013 – 30. Dezember 2013"), "2013-10-01/2013-12-30"),
        (("02.10.2013 – 31.12.2013", "2. Oktober 2013 – 31. Dezember 2013"), "2013-10-02/2013-12-31"),
        (("10/2013 – 31.12.2013", "Oktober 2013 – 31. Dezember 2013"), "2013-10/2013-12-31"),
        (("01.10.2013 – 12/2013", "1. Oktober 2013 – Dezember 2013"), "2013-10-01/2013-12"),
        (("08/2013 – 07/2015", "August 2013 – Juli 2015"), "2013-08/2015-07"),
        (("1. Quartal 2013",) * 2, "2013-01/2013-03"),
        (("2. Quartal 2013",) * 2, "2013-04/2013-06"),
        (("3. Quartal 2013",) * 2, "2013-07/2013-09"),
        (("4. Quartal 2013",) * 2, "2013-10/2013-12"),
        (("1. Halbjahr 2013",) * 2, "2013-01/2013-06"),
        (("2. Halbjahr 2013",) * 2, "2013-07/2013-12"),
        (("10/2013 – 12/2014", "Oktober 2013 – Dezember 2014"), "2013-10/2014-12"),
        (("abcd-08 – efgh-07",) * 2, "abcd-08/efgh-07"),
        (("2014", "2014"), "2014"),
        (("04/2014", "April 2014"), "2014-04"),
        (("31.12.2020", "31. Dezember 2020"), "2020-12-31"),
        (("09.12.2013", "9. Dezember 2013"), "2013-12-09"),
        (("05/2008", "Mai 2008"), "2008-05"),
        (("seit 2006", "seit 2006"), "2006/.."),
        (("bis 2022", "bis 2022"), "../2022"),
        (("2011 – 2012", "2011–2012"), "2011/2012"),
        (("28.02.2013 – 01.03.2013", "28. Februar 2013 – 1. März 2013"), "2013-02-28/2013-03-01"),
        (("13/2014", "2014-13"), "2014-13"),
        (("gestern", "gestern"), "gestern"),
        (("\\x1b[31m", "\\x1b[31m"), "\x1b[31m"),
    ],
)
def test_dates(expected, date):
    """
    Dates stand in digits in tables and in words in a timeline; what is no date stays as it is.
    """
    assert expected == (wording.short_date(date), wording.long_date(date))


def test_unknown_state():
    """
    A Land that doesn't exist is shown as the registry has it.
    """
    assert ("XX", "", "Baden-Württemberg") == (wording.state("XX"), wording.state(None), wording.state("BW"))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("\\x1b[31m", "\x1b[31m"),
        ("a b c d", "a\tb\nc\rd"),
        ("\\x9b", "\x9b"),
        ("\\u202egnp.exe", "\u202egnp.exe"),
        ("\\ufeff", "\ufeff"),
        ("[red]:smile: ä", "[red]:smile: ä"),
        ("a\\U000e0041", "a\U000e0041"),
        ("\\udcff", "\udcff"),
        # Words, emoji and lines are written with these.
        ("Zu\u00adsam\u200bmen 👩\u200d🔧", "Zu\u00adsam\u200bmen 👩\u200d🔧"),
    ],
)
def test_visible(expected, text):
    """
    What a terminal would act on is written as an escape; a line break or tab is a blank.
    """
    assert expected == wording.visible(text)


def test_cited():
    """
    A text is cited in quotes, and cut if it is far too long for a message.
    """
    assert ("'Köln'", f"'{'x' * 200}…'") == (wording.cited("Köln"), wording.cited("x" * 201))


def test_each_unsafe_character():
    """
    Each character that a terminal would act on is written as an escape, or is a blank.
    """
    unsafe = [chr(code) for code in range(0x110000) if re.match(wording.UNSAFE, chr(code))]
    assert {" ", "\\"} == {wording.visible(character)[0] for character in unsafe}


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_nothing_invisible_is_left(text):
    """
    No control character and nothing that turns the line round is left of any text.
    """
    shown = wording.visible(text)
    assert not harmful(shown)
    assert shown == wording.visible(shown)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("\\x3a:error file=a::b", "::error file=a::b"),
        ("a\n \\x3a:set-output name=a::b", "a\n ::set-output name=a::b"),
        ("a #\\x23[error]b", "a ##[error]b"),
        ("##\\x23vso[task.setvariable]b", "###vso[task.setvariable]b"),
        ("Amt :: Schule, ::1, a::b, :-: ## [a] #[b", "Amt :: Schule, ::1, a::b, :-: ## [a] #[b"),
    ],
)
def test_inert(expected, text):
    """
    What a CI runner would obey is written with an escape; other colons, hashes and brackets stay.
    """
    assert expected == wording.inert(text)


scraps = st.lists(st.sampled_from(["::", ":", "#", "##", "[", "]", "vso", "error", " ", "\n", "\u3000", "ä"]))


@given(scraps.map("".join))
def test_no_command_is_left(text):
    """
    No line of any text is a command for a CI runner.
    """
    assert [] == commands(wording.inert(text))


@given(st.text(alphabet=st.characters()) | scraps.map("".join))
def test_inert_json_reads_back(text):
    """
    JSON says the same, and neither a terminal nor a CI runner acts on it.
    """
    written = wording.json_inert(json.dumps([text], ensure_ascii=False, indent=2))
    assert [text] == json.loads(written)
    assert not harmful(written) - {"\n"}
    assert [] == commands(written)


def test_every_field_has_a_german_label():
    """
    Columns, blocks and the fields of a search have German labels.
    """
    assert set() == {*COLUMNS, *BLOCKS, *WEIGHTS} - set(wording.LABELS)


FIELDS = ("name", "state", "phone", "email", "postal_code", "topics", "city", "country")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        *(("phone", word) for word in ("phone", "Phone", "Telefon", "telefon", "Telefonnummer", "Tel")),
        *(("email", word) for word in ("E-Mail", "email", "e mail", "E_MAIL", "Mail")),
        *(("state", word) for word in ("Land", "Bundesland", "state")),
        *(("topics", word) for word in ("Themen", "Thema", "topic")),
        *(("postal_code", word) for word in ("postal-code", "PLZ", "Postleitzahl")),
        ("city", "Ort"),
        *((None, word) for word in ("", " ", "-", "Telefo", "Lande", "x")),
    ],
)
def test_meant_field(field, typed):
    """
    A field is meant by its name, by what the screen calls it, or by a word for the same, in any spelling.
    """
    assert field == wording.meant_field(typed, FIELDS)


def test_a_name_comes_before_a_word():
    """
    What is a field's own name means that one, and what the screen calls a field comes before other words: Land is
    the state, and a contact's, which has none, its country.
    """
    assert ("state", "country") == (wording.meant_field("Land", FIELDS), wording.meant_field("Land", ("country",)))
    assert "city" == wording.meant_field("Stadt", (*FIELDS, "x"))


def test_called():
    """
    Of a slip both words are candidates, each once, the registry's first.
    """
    assert ["name", "phone", "fax", "nothing", "Telefon"] == wording.called(["name", "phone", "fax", "nothing"])
