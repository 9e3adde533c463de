import csv
import io
import json
import re
import zipfile

import openpyxl
import pytest
import vobject

from samples import RICH, SMALL

FORMATS = ("html", "vcf", "vdir", "xlsx", "outlook", "geojson")
AGAIN = '[[members.bad-hall.contacts]]\noffice = "Amt für Işık"\nsources = []\n'


def names(text):
    return [card.fn.value for card in vobject.readComponents(text)]


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_vcf(wi, tmp_path):
    """
    Everybody in one file, as `wi contact --vcard` has them; on stdout, or with -o in a file.
    """
    status, out, err = wi("export", "vcf")
    assert (0, "") == (status, err)
    assert wi("contact", "koellnitz", "hall", "bad-hall", "landkreis-hoexburg", "--vcard")[1] == out
    assert ["Dr. Änne Groß", "Köllnitz, Bürgerbüro", "Hall (Saale), Rathaus", "Bad Hall", "Landkreis Höxburg"] == names(
        out
    )
    assert (0, "", "wi: wrote all.vcf: 4 members, 3 contacts\n") == wi("export", "vcf", "-o", "all.vcf")
    assert out.encode() == (tmp_path / "all.vcf").read_bytes()


def test_html(wi, tmp_path):
    """
    The page goes to stdout, or with -o into a file; it has the members that were named, in one word or in several.
    """
    status, out, err = wi("export", "html")
    assert (0, "") == (status, err)
    assert out.startswith("<!doctype html>\n")
    assert "aus <b>members.toml</b> mit wi " in out
    assert (0, "", "wi: wrote a.html: 2 members, 3 contacts\n") == wi(
        "export", "html", "--members", "hall, koellnitz", "-o", "a.html"
    )
    wi("export", "html", "hall", "--members", "koellnitz", "-o", "b.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert page == (tmp_path / "b.html").read_text(encoding="utf-8")
    assert ["hall", "koellnitz"] == re.findall('<article id="([a-z-]+)">', page)
    assert (0, "", "wi: wrote c.html: 1 member\n") == wi(
        *("export", "html", "hall", "--without-contacts", "--title", "Hall <allein>", "-o", "c.html")
    )
    page = (tmp_path / "c.html").read_text(encoding="utf-8")
    assert "<title>Hall &lt;allein&gt;</title>" in page
    assert "+43" not in page


def test_names(wi):
    """
    Named members, in the order of their names on the command line, each once, found as `wi show` finds them.
    """
    out = wi("export", "vcf", "Landkreis Hoexburg", "14999000", "koellnitz")[1]
    assert ["Landkreis Höxburg", "Dr. Änne Groß", "Köllnitz, Bürgerbüro"] == names(out)


def test_members_one_by_one(wi):
    """
    Several --members add up; one that names nobody is an error, whatever the others name.
    """
    out = wi("export", "vcf", "--members", "landkreis-hoexburg,hall", "--members", "bad-hall")[1]
    assert ["Landkreis Höxburg", "Hall (Saale), Rathaus", "Bad Hall"] == names(out)
    assert (2, "", "wi: --members names nobody; such as --members kassel,herten\n") == wi(
        "export", "vcf", "--members", "hall", "--members", ","
    )


@pytest.mark.parametrize(
    ("expected", "filters"),
    [
        (["Landkreis Höxburg"], ["--state", "HE"]),
        (["Landkreis Höxburg"], ["--former"]),
        (["Hall (Saale), Rathaus", "Bad Hall"], ["--kind", "kreisangehörige Stadt"]),
        (["Hall (Saale), Rathaus"], ["--topic", "uebergang", "--current", "--state", "ST"]),
        (["Bad Hall"], ["bad-hall", "landkreis-hoexburg", "--current"]),
    ],
)
def test_filters(wi, expected, filters):
    """
    The filters of `wi list`; together with names those of them that pass.
    """
    status, out, err = wi("export", "vcf", *filters)
    assert (0, "") == (status, err)
    assert expected == names(out)


def test_vdir(wi, tmp_path):
    """
    A folder with a card for each contact, brought up to date; what was done is said.
    """
    said = "wi: cards is up to date: 5 new, 0 changed, 0 as they were, 0 removed\n"
    assert (0, "", said) == wi("export", "vdir", "-o", "cards")
    first = files(tmp_path / "cards")
    text = SMALL.replace("23125 002", "23125 003").replace('office = "Rathaus"', 'office = "Neues Rathaus"')
    said = "wi: cards is up to date: 1 new, 1 changed, 3 as they were, 1 removed\n"
    assert (0, "", said) == wi("export", "vdir", "-o", "cards", registry=text)
    second = files(tmp_path / "cards")
    assert 3 == len(first.items() & second.items())
    assert 4 == len(first.keys() & second.keys())


def test_vdir_and_changed_cards(wi, tmp_path):
    """
    A card that somebody changed is left alone until --force; one that is gone is named.
    """
    wi("export", "vdir", "koellnitz", "-o", "cards")
    (file,) = (path for path in (tmp_path / "cards").iterdir() if b"Gro\xc3\x9f" in path.read_bytes())
    file.write_bytes(file.read_bytes().replace(b"Leitung", b"Leiterin"))
    name = f"cards/{file.name}"
    said = f"wi: {name}: somebody else changed it; nothing was written; --force replaces it, or move it away\n"
    assert (3, "", said) == wi("export", "vdir", "-o", "cards")
    said = (
        f"wi: left {name}: it is gone from the registry, but somebody changed it\n"
        "wi: cards is up to date: 1 new, 0 changed, 0 as they were, 1 removed\n"
    )
    assert (0, "", said) == wi("export", "vdir", "hall", "-o", "cards")
    said = "wi: cards is up to date: 3 new, 1 changed, 1 as they were, 0 removed\n"
    assert (0, "", said) == wi("export", "vdir", "-o", "cards", "--force")


def test_xlsx(wi, tmp_path):
    """
    A workbook of those that pass.
    """
    said = "wi: wrote wi.xlsx: 1 member, 2 contacts\n"
    assert (0, "", said) == wi("export", "xlsx", "--state", "SN", "-o", "wi.xlsx")
    book = openpyxl.load_workbook(tmp_path / "wi.xlsx")
    assert [2, 3, 6, 3] == [sheet.max_row for sheet in book]
    assert "04999" == book["Kontakte"]["I2"].value


def test_outlook(wi, tmp_path):
    """
    The csv that Outlook imports; what its encoding lacks is replaced, and that is said.
    """
    assert (0, "", "wi: wrote o.csv: 4 members, 3 contacts\n") == wi("export", "outlook", "-o", "o.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "o.csv").read_bytes().decode("windows-1252"))))
    assert ["Groß", "", "", "", ""] == [row["Nachname"] for row in rows]
    assert (
        0,
        "",
        "wi: replaced what Windows-1252 lacks: ı by i, ş by s\nwi: wrote p.csv: 1 member, 1 contact\n",
    ) == wi("export", "outlook", "bad-hall", "-o", "p.csv", registry=SMALL + AGAIN)
    assert b"Amt f\xfcr Isik" in (tmp_path / "p.csv").read_bytes()


def test_geojson(wi):
    """
    Who has a location is on the map, with what `wi list --json` has of it; who has none is named.
    """
    status, out, err = wi("export", "geojson")
    assert (0, "wi: no location of hall, bad-hall, landkreis-hoexburg is known\n") == (status, err)
    (feature,) = json.loads(out)["features"]
    assert json.loads(wi("list", "--state", "SN", "--json")[1])["members"] == [feature["properties"]]
    assert (0, "") == wi("export", "geojson", "koellnitz")[::2]
    said = "wi: no location of hall, bad-hall, landkreis-hoexburg is known\nwi: wrote m.geojson: 1 member\n"
    assert (0, "", said) == wi("export", "geojson", "-o", "m.geojson")


def test_nobody_on_the_map(wi, tmp_path):
    """
    A map without anybody is none.
    """
    assert (1, "", "wi: no location of hall is known\n") == wi("export", "geojson", "hall", "-o", "map.json")
    assert not (tmp_path / "map.json").exists()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        ((1, "wi: no member called 'nope'; wi search nope looks in all portraits\n"), ["koellnitz", "nope"]),
        ((1, "wi: no member called 'kölnitz'; did you mean koellnitz?\n"), ["kölnitz"]),
        ((1, "wi: no member passes these filters\n"), ["--state", "BE"]),
        ((1, "wi: no member passes these filters\n"), ["koellnitz", "--former"]),
        ((2, "wi: --current and --former leave nobody; give one of them\n"), ["--current", "--former"]),
    ],
)
def test_nothing_is_written_for_a_mistake(wi, tmp_path, form, expected, arguments):
    """
    Every name is resolved, and somebody passes, before anything is written; a near name is none.
    """
    status, out, err = wi("export", form, *arguments, "-o", "out")
    assert expected == (status, err)
    assert "" == out
    assert ["members.toml"] == [path.name for path in tmp_path.iterdir()]


def test_ambiguous(wi):
    """
    The commands to type are those of this format.
    """
    said = (
        "wi: 'Salzstadt' can mean several members; type one of these:\n"
        "  wi export vcf hall    (Hall (Saale))\n"
        "  wi export vcf bad-hall    (Bad Hall)\n"
    )
    assert (4, "", said) == wi("export", "vcf", "Salzstadt")


@pytest.mark.parametrize(
    ("said", "arguments"),
    [
        ("--title doesn't go with vcf; it is for wi export html", ["vcf", "--title", "A"]),
        (
            "--without-contacts doesn't go with xlsx; it is for wi export html",
            ["xlsx", "--without-contacts", "-o", "a"],
        ),
        ("--members names nobody; such as --members kassel,herten", ["html", "--members", " ,"]),
        ("no format 'pdf'; there are: html, vcf, vdir, xlsx, outlook, geojson", ["pdf"]),
        ("no format 'xslx'; did you mean 'xlsx'?", ["xslx"]),
        ("xlsx needs -o; such as wi export xlsx -o wi.xlsx", ["xlsx"]),
        ("vdir needs -o; such as wi export vdir -o cards", ["vdir", "-o", "-"]),
        ("outlook needs -o; such as wi export outlook -o outlook.csv", ["outlook", "-o", ""]),
        ("-o is empty; name a file, such as -o contacts.csv", ["vcf", "-o", ""]),
        ("--force without -o; it lets -o replace a file", ["vcf", "--force"]),
        ("missing argument 'FORMAT'; such as wi export html -o verzeichnis.html; see wi export --help", []),
    ],
)
def test_usage(wi, said, arguments):
    assert (2, "", f"wi: {said}\n") == wi("export", *arguments)


@pytest.mark.parametrize("form", ["vcf", "xlsx", "outlook", "geojson"])
def test_force(wi, tmp_path, form):
    """
    A file that is there is replaced with --force alone.
    """
    (tmp_path / "out").write_bytes(b"mine")
    said = "wi: out: is there already; name another file, or replace it with --force\n"
    assert (3, "", said) == wi("export", form, "koellnitz", "-o", "out")
    assert b"mine" == (tmp_path / "out").read_bytes()
    status, out, err = wi("export", form, "koellnitz", "-o", "out", "--force")
    assert (0, "") == (status, out)
    assert err.startswith("wi: wrote out: 1 member")
    assert b"mine" != (tmp_path / "out").read_bytes()


def test_capitals_of_a_format(wi):
    assert wi("export", "vcf") == wi("export", "VCF", "-o", "-")


def test_an_empty_registry(wi):
    assert (1, "", "wi: the registry has no members\n") == wi("export", "vcf", registry="format = 1\n[members]")


def test_tab(process):
    """
    TAB offers the formats, and then members.
    """

    def offered(words):
        typed = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")), "_WI_COMPLETE": "complete_bash"}
        return process(**typed)[1].split()

    assert [*FORMATS] == offered("wi export ")
    assert ["koellnitz"] == offered("wi export vcf koe")


def test_rich_registry(wi, tmp_path):
    """
    All formats take members with as much to say as real ones, and say the same number of contacts.
    """
    for form in FORMATS:
        assert 0 == wi("export", form, "-o", form, registry=RICH)[0]
    cards = names((tmp_path / "vcf").read_text(encoding="utf-8"))
    rows = (tmp_path / "outlook").read_bytes().decode("windows-1252").splitlines()
    assert len(cards) == len(files(tmp_path / "vdir")) == len(rows) - 1
    assert zipfile.is_zipfile(tmp_path / "xlsx")
    assert "FeatureCollection" == json.loads((tmp_path / "geojson").read_text(encoding="utf-8"))["type"]


@pytest.mark.parametrize(
    ("made", "offers", "line"),
    [
        ("a page", "wi export html -o v.html makes a page to print or save", "html -o v.pdf"),
        ("a page", "wi export html hall -o v.html|wi contact hall -o v.JSON", "html hall -o v.JSON"),
        ("a page", "wi export html --title A -o v.html|wi export vcf -o v.vcf", "html --title A -o v.vcf"),
        ("a page", "wi export html --without-contacts -o v.html", "html --without-contacts -o v.vcf"),
        ("a page", "wi export html --without-contacts -o v.html", "html --without-contacts -o v.csv"),
        (
            "a page",
            "wi export html --without-contacts -o v.html makes a page to print or save",
            "html --without-contacts -o v.docx",
        ),
        ("a workbook", "wi export xlsx -o v.xlsx|wi list -o v.csv", "xlsx -o v.csv"),
        ("a workbook", "wi export xlsx --state ST -o v.xlsx|wi list --state ST -o v.md", "xlsx --state ST -o v.md"),
        ("a workbook", "wi export xlsx -o v.xlsx", "xlsx -o v.xls"),
        ("a workbook", "wi export xlsx -o v.xlsx", "xlsx -o v.ods"),
        ("vCards", "wi export vcf -o v.vcf|wi export html -o v.html", "vcf -o v.html"),
        (
            "vCards",
            "wi export vcf hall bad-hall -o v.vcf|wi export html hall bad-hall -o v.html makes a page to print or save",
            "vcf hall --members bad-hall -o v.odt",
        ),
        ("csv for Outlook", "wi export outlook -o v.csv|wi list -o v.tsv", "outlook -o v.tsv"),
        ("csv for Outlook", "wi export outlook -o v.csv|wi export xlsx -o v.xlsx", "outlook -o v.xlsx"),
        ("a map", "wi export geojson -o v.geojson|wi export html -o v.html", "geojson -o v.htm"),
        ("a folder of vCards", "wi export vdir -o v|wi export vcf -o v.vcf", "vdir -o v.vcf"),
    ],
)
def test_misnamed(wi, tmp_path, made, offers, line):
    """
    No export gets the name of something else: what to type is said, for what it is and for what its name means; a
    page without contacts is not offered as something with them.
    """
    first, *others = offers.split("|")
    hint = "\n  ".join(["type one of these:", first, *others]) if others else first
    arguments = line.split()
    assert (2, "", f"wi: {arguments[-1]} would hold {made}; {hint}\n") == wi("export", *arguments)
    assert ["members.toml"] == [left.name for left in tmp_path.iterdir()]


@pytest.mark.parametrize(
    "line",
    [
        *("html -o v", "html -o v.HTM", "html -o v.pdf.html", "xlsx -o v.xlsm", "vcf -o v.txt", "vcf -o v.vcard"),
        *("vcf -o .html", "outlook -o v.txt", "geojson -o v.json", "vdir -o cards.json"),
    ],
)
def test_names_that_mean_nothing_else(wi, tmp_path, line):
    """
    A file may have any other ending, or none; a folder that is there has the name that it has.
    """
    (tmp_path / "cards.json").mkdir()
    assert 0 == wi("export", *line.split())[0]


BLANKS = "names are divided by blanks"
QUOTES = "several words are one name in quotes"


@pytest.mark.parametrize(
    ("said", "arguments"),
    [
        (
            f"'hall;koellnitz'; {BLANKS}: wi export vcf hall koellnitz -o y.vcf",
            ["vcf", "--members", "hall;koellnitz", "-o", "y.vcf"],
        ),
        (
            f'\'bad\'; {QUOTES}: wi export html "bad hall" hall -o z --force --title "A & B" --without-contacts',
            ["html", "bad", "hall", "hall", "--title=A & B", "--force", "--without-contacts", "-o", "z"],
        ),
        (
            f"'hall,koellnitz'; {BLANKS}: wi export vcf hall koellnitz --state ST --state SN --current",
            ["vcf", "hall,koellnitz", "--state", "ST", "--state", "SN", "--current"],
        ),
    ],
)
def test_what_else_was_asked_for(wi, said, arguments):
    """
    Who wrote the names in another way is told the whole command, with all its options.
    """
    assert (1, "", f"wi: no member called {said}\n") == wi("export", *arguments)
