import pytest

from drawing import drawn, hit, listed
from samples import SMALL, member, registry
from wi_cli.registry.hits import Hit
from wi_cli.showing import tables

TODAY = "2024-06-30"


def test_member_table():
    """
    Members as a table; numbers stand right, a member that left carries the year, what is unknown is "–".
    """
    assert (
        "Name                           Einwohner\n"
        "────────────────────────────────────────\n"
        "Köllnitz                  200.000 (2020)\n"
        "Hall (Saale)          31.404 (undatiert)\n"
        "Bad Hall                               –\n"
        "Landkreis Höxburg                      –\n"
        "(bis 2022)\n"
        "\n"
        "4 Mitglieder\n"
    ) == listed(40)


def test_stacked_members():
    """
    Where a table would break words, members stand one below the other with what there is of them.
    """
    assert (
        "Köllnitz\n"
        "  Telefon  +49 30 23125-001\n"
        "  E-Mail   gross@koellnitz.example.org\n"
        "\n"
        "Hall (Saale)\n"
        "\n"
        "Bad Hall\n"
        "\n"
        "Landkreis Höxburg (bis 2022)\n"
        "\n"
        "4 Mitglieder\n"
    ) == listed(40, "name,phone,email")
    assert listed(80, "name,phone,email").startswith("Name ")
    assert "\n–\n  Name  Bad Hall\n" in listed(20, "phone,name")


def test_addresses_of_stacked_members():
    """
    What could only be broken within a word stands in a line of its own where it has no room beside its label.
    """
    assert ("Köllnitz\n  Website\nhttps://www.koellnitz.example.org\n  AGS      14999000\n\nHall (Saale)\n") in listed(
        33, "name,website,ags"
    )


def test_addresses_are_underlined():
    """
    In a table, too, an address can be told from other words.
    """
    assert "\x1b[4mgross@koellnitz.example.org\x1b[0m" in listed(100, "name,email", colour=True)


def test_words_of_a_narrow_column_stay_whole():
    """
    What has no blanks is not broken to make room: others wrap at theirs.
    """
    assert "Nordrhein-Westfalen" in listed(80, text=SMALL.replace('"SN"', '"NW"'))


def test_topic_table():
    """
    A narrow terminal shows the number of members before each topic, and how many of them left; a wider one has
    columns for them, and one for the ids.
    """
    topics = registry().by_topic()[:2]
    assert (
        "Mitgl.  Thema\n"
        "     3  Übergang\n"
        "        Schule–Beruf\n"
        "        davon 1 ehemalig\n"
        "     1  Elternarbeit\n"
        "\n"
        "2 Themen\n"
    ) == drawn(tables.topic_table(topics, today=TODAY, width=26, footer="2 Themen"), 26)
    assert (
        "Thema                   Mitglieder   davon ehemalig   --topic\n"
        "──────────────────────────────────────────────────────────────────\n"
        "Übergang Schule–Beruf            3                1   uebergang\n"
        "Elternarbeit                     1                    elternarbeit\n"
        "\n"
        "2 Themen\n"
    ) == drawn(tables.topic_table(topics, today=TODAY, width=80, footer="2 Themen"), 80)


@pytest.mark.parametrize("names", ["name,membership", "name,until", "until,name"])
def test_end_is_said_once(names):
    """
    Where a column says when a member left, its name doesn't.
    """
    assert 1 == listed(80, names).count("2022")


def test_hits():
    """
    A hit shows the member, the field and the text around; what is more than four is counted.
    """
    assert (
        "Astadt  Gemeinde\n"
        "  Portrait     Ein Übergang\n"
        "  Thema        x\n"
        "  Thema        x\n"
        "  Thema        x\n"
        "               und 2 weitere Fundstellen\n"
        "\n"
        "1 Treffer\n"
    ) == drawn(tables.hit_list([hit("Ein Übergang", ((4, 12),), more=5)], today=TODAY, footer="1 Treffer"))


def test_what_matched_is_highlighted():
    """
    Exactly the spans are highlighted, also behind a control character that is shown as four.
    """
    text = drawn(tables.hit_list([hit("\x1b Übergang", ((2, 10),))], today=TODAY, footer=""), colour=True)
    assert "\\x1b \x1b[7mÜbergang\x1b[0m" in text


def test_headline_of_a_hit():
    """
    What does not fit beside a name stands below it, and no name is parted from its number.
    """
    found = registry(member('ags = "06000001"\nstate = "HE"\ndistrict = "Musterkreis im Odenwald"')).members["a"]
    assert ("Astadt\n  Gemeinde · Hessen\n  Musterkreis im Odenwald · AGS 06000001\n\nx\n") == drawn(
        tables.hit_list([Hit(found, "name", 100, ())], today=TODAY, footer="x")
    )


@pytest.mark.parametrize(
    ("shown", "membership"),
    [("–", ""), ("undatiert", 'seen = ["2020"]'), ("seit 2011", 'since = "2011"'), ("bis 2022", 'until = "2022"')],
)
def test_membership(shown, membership):
    """
    Under "Mitglied" something always stands: who belongs without a date is told from who does not.
    """
    text = member("", f"[members.a.membership]\n{membership}\n" if membership else "")
    assert f"Astadt   {shown}\n" in listed(80, "name,membership", text)
