"""
The reader of telephone numbers against libphonenumber, on spellings that German authorities use.
"""

import itertools
import re

import pytest

from wi_cli.german import phones

phonenumbers = pytest.importorskip("phonenumbers")
pytestmark = pytest.mark.slow

# Numbers that the Bundesnetzagentur keeps free for fiction: area code, its pairs on a typewriter, number, extension.
FICTION = [
    ("30", "30", "23125", "700"),
    ("40", "40", "66969", "123"),
    ("69", "69", "90009", "0"),
    ("89", "89", "99998", "42"),
    ("221", "2 21", "4710", "999"),
]
MOBILE = ["152 28817386", "172 9925904", "174 9091317", "176 04069001", "171 3920001"]
HEADS = ["0{area} ", "0{area}/", "0{area} / ", "(0{area}) ", "0{area}-", "0{area} - ", "0{area}.", "+49 {area} "]
HEADS += ["+49 (0){area} ", "+49 (0) {area}/", "0049 {area} ", "0049 (0){area}/", "+49{area} ", "(+49) {area} "]
HEADS += ["0{pairs} / ", "(0{pairs}) ", "+49 (0{area}) ", "+49-{area}-", "Tel.: 0{area} ", "Telefon 0{area}/"]
TAILS = ["{number}-{extension}", "{number} - {extension}", "{number}–{extension}", "{number}\u2011{extension}"]
TAILS += [
    "{number}{extension}",
    "{number}-{extension},",
    "{spaced}-{extension}",
    "{spaced} {extension}",
    "{number}\u00a0- {extension}.",
]


def spellings():
    """
    Every head with every tail for each number, and mobile and foreign numbers.
    """
    for (area, pairs, number, extension), head, tail in itertools.product(FICTION, HEADS, TAILS):
        spaced = " ".join(re.findall("..?", number[::-1]))[::-1]
        yield (head + tail).format(
            area=area,
            pairs=f" {pairs}" if " " not in pairs else pairs,
            number=number,
            extension=extension,
            spaced=spaced,
        )
    for mobile, head in itertools.product(MOBILE, ("0", "+49 ", "0049 ", "+49 (0)", "0049(0)")):
        for dash in (" ", "-", "/", " / ", " - "):
            yield head + mobile.replace(" ", dash)
    yield from ("+41 (0)44 000 00 00", "0041 44 000 00 00", "+39 0471 000000", "+39 (0)471 000000", "+43 1 58858-0")
    yield from (
        "+43 (0)1/58858-0",
        "0043 1 58858 0",
        "+33 (0)1 99 00 12 34",
        "+44 (0)20 7946 0123",
        "+1 (212) 555-0100",
    )
    yield from ("+352 26 00 00", "+45 32 00 00 00", "0032 (0)2 000 00 00", "+31 (0)20 000 00 00", "+48 22 000 00 00")


def test_no_wrong_digit():
    """
    More than a thousand spellings are all mended, to the digits that libphonenumber reads, which a search finds, too.
    """
    read = {text: phones.mended(text) for text in spellings()}
    library = {
        text: phonenumbers.format_number(phonenumbers.parse(text, "DE"), phonenumbers.PhoneNumberFormat.E164)
        for text in read
    }
    assert 1000 < len(read)
    assert library == {text: re.sub(r"[^+\d]", "", number or "none") for text, number in read.items()}
    assert library == {text: f"+{phones.dialled(text)}" for text in read}
    assert {None} == {phones.fault(number) for number in read.values()}


def everywhere():
    """
    Example numbers of every kind of every region, and of the networks without one, in international spellings:
    with `+`, with 00, with strokes, with points, with 0 in brackets where there is one.
    """
    regions = [region for codes in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.values() for region in codes]
    kinds = phonenumbers.PhoneNumberType.values()
    examples = [phonenumbers.example_number_for_type(region, kind) for region in regions for kind in kinds]
    examples += map(phonenumbers.example_number_for_non_geo_entity, phonenumbers.COUNTRY_CODES_FOR_NON_GEO_REGIONS)
    for example in filter(None, examples):
        written = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        digits = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
        code, _, number = written.partition(" ")
        yield digits, written
        yield digits, f"00{written[1:]}"
        yield digits, f"{code}/{number}"
        yield digits, written.replace(" ", ".").replace("-", ".").replace(".", " ", 1)
        yield digits, re.sub("[ -]", "", written)
        if re.fullmatch(phones.TRUNK_ZERO, code[1:]):
            yield digits, f"{code} (0){number}"
            yield digits, f"{code} 0{number}"


def test_no_wrong_digit_anywhere():
    """
    No number of any country gets a wrong digit, nearly all are mended, and each can be written.
    """
    spellings = [*everywhere()]
    read = {text: (digits, phones.mended(text)) for digits, text in spellings}
    assert 5000 < len(read)
    wrong = {text: got for text, (digits, got) in read.items() if got and re.sub(r"[^+\d]", "", got) != digits}
    assert {} == wrong
    assert 0.05 * len(read) > sum(got is None for _, got in read.values())
    assert set() == {digits for digits, _ in spellings} - {digits for digits, got in read.values() if got}


def test_trunk_zero():
    """
    The countries with a 0 that is dialled only within them are those that libphonenumber knows.
    """
    known = {
        str(code)
        for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()
        if phonenumbers.ndd_prefix_for_region(regions[0], strip_non_digits=True) == "0"
    }
    assert known == {str(n) for n in range(1000) if re.fullmatch(phones.TRUNK_ZERO, str(n))}


def test_longest():
    """
    A German number is as long as libphonenumber finds possible, and no longer.
    """
    longest = "+49" + "2" * (phones.LONGEST_GERMAN - 2)
    assert phonenumbers.is_possible_number(phonenumbers.parse(longest))
    assert not phonenumbers.is_possible_number(phonenumbers.parse(f"{longest}2"))


def test_countries():
    """
    The country codes are those that libphonenumber knows, and 379, which the Vatican has and doesn't use.
    """
    known = {str(code) for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE}
    ours = {str(n) for n in range(1000) if phones.fault(f"+{n} 12345678") is None}
    assert (set(), {"379"}) == (known - ours, ours - known)
