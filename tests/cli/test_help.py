"""
Help: short, in an order that helps, whole words at every width.
"""

import re
import shlex
from importlib import import_module

import pytest

from samples import RICH, SMALL, harmful
from wi_cli.cli import completion
from wi_cli.cli.commands import COMMANDS, called, german
from wi_cli.german.spelling import bare
from wi_cli.registry.format import LISTS, TABLES
from wi_cli.registry.values import Member

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
PROMPT = 1


@pytest.fixture(name="plain")
def _plain(wi):
    """
    What a command line prints on stdout, without a word on stderr.
    """

    def plain(*arguments, status=0, **options):
        ended, out, err = wi(*arguments, **options)
        assert (status, "") == (ended, err)
        return out

    return plain


def test_whole_page(plain):
    """
    `wi --help` says what it is, names the commands, gives three examples, then options; it fits 80 x 24.
    """
    page = plain("--help")
    summary, *blocks = page.split("\n\n")
    commands, examples, options = blocks
    assert "Arbeitsgemeinschaft Weinheimer Initiative" in summary
    assert set(COMMANDS) <= set(re.findall(r"[a-z]+", "\n".join(line[:30] for line in commands.split("\n"))))
    assert ["Examples:", 3] == [examples.split("\n")[0], examples.count("\n  wi ")]
    assert options.startswith("Options:\n  --registry FILE")
    assert page.count("\n") + PROMPT <= 24
    assert max(map(len, page.split("\n"))) <= 80


@pytest.mark.parametrize("arguments", [["-h"], ["help"], ["hilfe"], ["/?"], ["-?"], ["/help"], ["--hilfe"]])
def test_asked_otherwise(plain, arguments):
    """
    Help is had as it is asked for elsewhere.
    """
    assert plain("--help") == plain(*arguments)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each(plain, name):
    """
    The help of a command is the same however it is asked for: synopsis, summary, then examples before options,
    with nothing that acts on a terminal.
    """
    page = plain(name, "--help")
    assert page == plain(name, "-h") == plain("help", name) == plain("--help", name)
    usage, summary = page.split("\n\n")[:2]
    assert usage.startswith(f"Usage: wi {name} ")
    assert COMMANDS[name].summary == summary
    assert page.index("\nExamples:\n  wi ") < page.index("\nOptions:\n")
    assert not harmful(page) - {"\n"}


EXAMPLES = [
    *(example for entry in COMMANDS.values() for example in entry.examples),
    *("wi show kassel", "wi contact herten --field phone", "wi list --topic schulsozialarbeit"),
]


@pytest.mark.parametrize("example", [example for example in EXAMPLES if "<" not in example])
def test_examples(wi, monkeypatch, tmp_path, example):
    """
    Every example in the help can be typed as it stands, where the members and topics are that it names.
    """
    (tmp_path / "members.toml").write_bytes(RICH.read_bytes())
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr("sys.stdin", None)
    status, _, err = wi(*shlex.split(example)[1:], registry=tmp_path / "members.toml")
    if example in ("wi add", "wi remove kassel", "wi new members.toml", "wi new members.toml --from-packaged"):
        assert "asks" in err or "is there already" in err, err  # as somebody has to answer, and as one is there
        return
    assert status != 2, err


@pytest.mark.parametrize("name", COMMANDS)
def test_summary(name):
    """
    What the list of commands says is what the command itself says first.
    """
    text = import_module(f"wi_cli.cli.{name}").command.__doc__
    assert COMMANDS[name].summary == " ".join(text.strip().split("\n\n")[0].split())


def words_of(page):
    """
    The words of a page, whatever its lines are.
    """
    return page.split()


@pytest.mark.parametrize("columns", [20, 30, 40, 60, 79, 80, 120, 400])
@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in COMMANDS), ["help", "columns"]])
def test_every_width(plain, monkeypatch, arguments, columns):
    """
    At no width is a word cut or lost: the same words in the same order, and no line is wider than the terminal but
    a command to type and a single word.
    """
    whole = words_of(plain(*arguments))
    monkeypatch.setenv("COLUMNS", str(columns))
    page = plain(*arguments)
    assert whole == words_of(page)
    if columns >= 40:
        wide = [line for line in page.split("\n") if len(line) > min(columns, 80)]
        assert [] == [line for line in wide if not line.startswith(("  wi ", "Usage: ", "  -"))]


def test_every_option_at_40_columns(plain, monkeypatch):
    """
    On a narrow terminal an option stands whole on its line, what it means below.
    """
    monkeypatch.setenv("COLUMNS", "40")
    assert "\n  -f, --format FORMAT\n      table | tsv | csv | json |\n" in plain("list", "--help")


def test_no_line_breaks_of_ours(plain, monkeypatch):
    """
    Paragraphs are filled anew, and an argument is called as the synopsis calls it.
    """
    monkeypatch.setenv("COLUMNS", "80")
    page = plain("export", "--help")
    assert "vdir: a folder with a file for each contact, brought up to date" in page
    assert "{" not in page


def test_no_arguments(wi):
    """
    Without arguments the help is shown; as nothing was asked for, on stderr with status 2.
    """
    assert (2, "", wi("--help")[1]) == wi()


def test_registry_alone(wi):
    """
    An option without a command is no question.
    """
    assert (2, "", "wi: no command; see wi --help\n") == wi("--registry", "x.toml")


def test_after_a_list(wi):
    """
    Help can still be had in a process that listed members before.
    """
    assert 0 == wi("list")[0]
    assert 0 == wi("--help")[0]


@pytest.mark.parametrize("topic", ["lsit", "xxxxxx", "", "hall"])
def test_no_help(wi, topic):
    """
    There is no help on what is no command: one sentence with what to type.
    """
    status, out, err = wi("help", topic)
    assert (2, "", 1) == (status, out, err.count("\n"))
    near = (
        "did you mean 'list'?" if topic == "lsit" else "wi help lists the commands, wi help columns what can be named"
    )
    assert f"wi: no help on {topic!r}; {near}\n" == err


def test_several(plain):
    """
    Several commands are explained one after the other.
    """
    assert plain("help", "list") + "\n" + plain("help", "show") == plain("help", "list", "show")


# -- the words -------------------------------------------------------------------


@pytest.mark.parametrize("word", ["columns", "fields", "Spalten", "FELDER"])
def test_words(plain, word):
    """
    `wi help columns` lists all that options can name, in English and in German, and the registry's indicators.
    """
    page = " ".join(words_of(plain("help", word)))
    for said in (
        "state (Land)",
        "population (Einwohner)",
        "postal_code (PLZ)",
        "email (E-Mail)",
        "milestones (Zeitleiste)",
        "topic (Thema)",
        "place (Ort)",
        "unemployment (Arbeitslosenquote)",
    ):
        assert said in page
    fields = {name for value in (TABLES | LISTS).values() for name in value._fields} | {*Member._fields[1:]}
    assert not {name for name in fields if not re.search(rf"\b{name}\b", page)}


def test_words_that_are_taken(wi, plain):
    """
    What `wi help columns` lists is taken where it says so, in both languages.
    """
    page = " ".join(words_of(plain("help", "columns")))
    named = {
        option: re.findall(r"(\w+)(?: \(([^)]+)\))?(?=[,;]|$| --| wi| Ind)", text)
        for option, text in re.findall(
            r"(--\w+) (?:A,B,C|KEY|FIELD|WAY|BLOCKS) (.*?)(?= --| wi |; any|$| Indicators)", page
        )
    }
    lines = {
        "--columns": ["list", "--columns"],
        "--sort": ["list", "--sort"],
        "--only": ["show", "koellnitz", "--only"],
        "--in": ["search", "koellnitz", "--in"],
        "--with": ["contact", "--all", "--with"],
        "--field": ["contact", "--all", "--field"],
    }
    assert set(lines) == set(named)
    for option, words in named.items():
        assert len(words) >= 4
        for word in {one for pair in words for one in pair if one}:
            assert 2 != wi(*lines[option], word)[0], (option, word)


@pytest.mark.parametrize("registry", [b"\xff", "format = 2", "format = 1\n[members]\n"])
def test_words_without_a_registry(wi, registry):
    """
    A registry that can't be read, or has no indicators, keeps nobody from help.
    """
    status, out, err = wi("help", "columns", registry=registry)
    assert (0, "", False) == (status, err, "Indicators" in out)


def test_harmless_words(wi):
    """
    What a registry calls its indicators is text.
    """
    registry = SMALL.replace('label = "Arbeitslosenquote"', 'label = "\\u001b[31mRot"')
    assert not harmful(wi("help", "columns", registry=registry)[1]) - {"\n"}


# -- on a terminal ---------------------------------------------------------------


def test_bold(plain, monkeypatch):
    """
    Where colour is asked for, headings and terms are bold; without the codes it is the same page.
    """
    page = plain("list", "--help")
    monkeypatch.setenv("FORCE_COLOR", "1")
    bold = plain("list", "--help")
    assert ("\x1b[1mOptions:\x1b[0m" in bold, "  \x1b[1m--state STATE\x1b[0m  " in bold) == (True, True)
    assert page == ESCAPE.sub("", bold)


# -- German ----------------------------------------------------------------------

WORDS = [
    *(("list", word) for word in ("liste", "Liste", "LISTE")),
    *(("search", word) for word in ("suche", "Suchen")),
    *(("show", word) for word in ("zeige", "zeigen")),
    *(("contact", word) for word in ("kontakt", "Kontakte")),
    *(("topics", word) for word in ("themen", "Thema")),
    *(("network", word) for word in ("netzwerk", "Netz")),
    *(("validate", word) for word in ("pruefe", "prüfe", "prufe", "PRÜFE", "prüfen")),
    *(("compare", word) for word in ("vergleiche", "Vergleich")),
    *(("edit", word) for word in ("ändere", "aendere", "bearbeiten")),
    *(("remove", word) for word in ("lösche", "entferne")),
    *(("help", word) for word in ("hilfe", "Hilfe")),
    ("list", "List"),
    ("show", "SHOW"),
]


@pytest.mark.parametrize(("command", "word"), WORDS)
def test_german_commands(command, word):
    """
    Commands are taken in German, in any spelling.
    """
    assert command == called(word)


def test_german_words_mean_one_command():
    """
    No word is two commands', however it is spelt.
    """
    words = [bare(word) for name, entry in COMMANDS.items() for word in (name, *entry.german, *entry.other)]
    assert sorted(set(words)) == sorted(words)


@pytest.mark.parametrize("word", ["", " ", "-", "--list", "-liste", "lis", "köln", "lists"])
def test_no_command(word):
    assert called(word) is None


def test_german_is_hidden(plain):
    """
    The help shows the English names alone.
    """
    assert not [word for entry in COMMANDS.values() for word in entry.german if f" {word} " in plain("--help")]


def test_german_command_is_the_same(wi):
    """
    A command in German does what it does in English, also with an option before it, and names itself in English.
    """
    assert wi("list", "--state", "SN") == wi("liste", "--state", "SN") == wi("--state", "SN", "liste")
    assert wi("show", "nope") == wi("zeige", "nope")
    assert (2, "", "wi: --state needs a value; --state STATE: Only this Land: HE or Hessen.\n") == wi(
        "liste", "--state"
    )
    assert wi("list", "--help") == wi("liste", "--help")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("such", ["suche", "suchen"]),
        ("prü", ["prüfe", "prüfen"]),
        ("pru", ["prüfe", "prüfen"]),
        ("li", []),
        ("ver", ["vergleiche", "vergleichen", "vergleich"]),
        ("", []),
        ("-", []),
        ("ne", []),
        ("xyz", []),
    ],
)
def test_german_offers(typed, words):
    """
    A German command is offered where it was begun and no English one begins so.
    """
    assert words == [word for word, _ in german(typed)]


def test_offers_of_help():
    """
    TAB behind help offers commands and columns.
    """
    assert [*COMMANDS, "columns"] == [value for value, _ in completion.among([*COMMANDS, "columns"])("")]
