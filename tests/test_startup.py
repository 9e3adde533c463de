import sys

import pytest

HEAVY = (
    *("rich", "pydantic", "rapidfuzz", "jsonschema_rs", "tree_sitter", "tomli_w", "click", "xlsxwriter"),
    *("email_validator", "segno", "jinja2"),
)
AT_START = (*HEAVY, "tomllib", "sqlite3", "json", "csv", "wi_cli.finding", "wi_cli.checking", "wi_cli.showing.listing")

LOADED = """
import sys
{before}
print(*sorted(set(sys.modules) & set({modules!r})), file=sys.stderr)
"""
RUN = """
from wi_cli.cli import main
sys.argv = {arguments!r}
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""


# How often the list of all places of Germany was read.
ALL_PLACES = "from wi_cli.german import gazetteer; print(gazetteer._lines.cache_info().misses, file=sys.stderr)"


def loaded(process, before, modules, **variables):
    status, _, err = process(
        "-c", LOADED.format(before=before, modules=modules), command=(sys.executable,), **variables
    )
    assert 0 == status, err
    return set(err.split())


def test_import(process):
    """
    Importing the command line costs no more than Typer: Tab and --help wait for nothing else.
    """
    assert set() == loaded(process, "import wi_cli.cli", AT_START)


@pytest.mark.parametrize(
    "arguments",
    [
        ["wi", "list", "--json"],
        ["wi", "list"],
        ["wi", "topics"],
        ["wi", "list", "--columns", "name,unemployment", "--sort", "unemployment"],
        ["wi", "compare"],
        ["wi", "compare", "koellnitz", "hall", "--format", "csv"],
        ["wi", "compare", "koellnitz", "hall", "--format", "markdown"],
        ["wi", "show", "koellnitz"],
        ["wi", "contact", "koellnitz", "--vcard"],
        ["wi", "contact", "--all", "--person", "--with", "email", "--field", "email"],
        ["wi", "export", "vcf", "koellnitz"],
        ["wi", "export", "geojson", "koellnitz"],
        ["wi", "--help"],
        ["wi", "list", "--help"],
        ["wi", "help", "show"],
        ["wi", "liste", "--json"],
        ["wi", "--json", "list"],
    ],
    ids=" ".join,
)
def test_run(process, arguments):
    """
    A run that draws nothing and forgives nothing loads nothing for it.
    """
    assert set() == loaded(process, RUN.format(arguments=arguments), (*HEAVY, "wi_cli.finding.index"))


def test_search(process):
    """
    Who is called as was asked is found without what forgives slips, and without a look at all places there are.
    """
    run = RUN.format(arguments=["wi", "search", "koellnitz"])
    assert {"wi_cli.finding.index"} == loaded(process, run, (*HEAVY, "wi_cli.finding.index"))
    status, _, err = process("-c", f"import sys\n{run}\n{ALL_PLACES}", command=(sys.executable,))
    assert (0, "0") == (status, err.strip())
    misspelt = RUN.format(arguments=["wi", "search", "koelnitz"])
    assert {"rapidfuzz"} == loaded(process, misspelt, ("rapidfuzz",))


@pytest.mark.parametrize(
    ("words", "unread"),
    [
        ("contact koellnitz --field office", "wi_cli.german.phones"),
        ("validate --select WI0", "wi_cli.german.dates"),
    ],
)
def test_plain_ones(process, words, unread):
    """
    What reads other spellings of telephone numbers and dates is loaded where there are any.
    """
    assert set() == loaded(process, RUN.format(arguments=["wi", *words.split()]), (unread,))


def test_tab_for_one_word(process):
    """
    What reads kinds of places is loaded at TAB behind a word that may say one.
    """
    run, unread = RUN.format(arguments=["wi"]), ("wi_cli.german.placenames",)
    for words, read in (("wi show koe", set()), ("wi show stadt-ha", {*unread})):
        assert read == loaded(process, run, unread, COMP_WORDS=words, COMP_CWORD="2", _WI_COMPLETE="complete_bash")


def test_validate(process):
    """
    Nothing that judges odd addresses is loaded for plain ones.
    """
    run = RUN.format(arguments=["wi", "validate", "--select", "WI0"])
    assert {"jsonschema_rs"} == loaded(process, run, ("jsonschema_rs", "email_validator"))


@pytest.mark.parametrize(
    "words",
    [
        "wi show koe",
        "wi list --topic ",
        "wi list --state he",
        "wi rule WI2",
        "wi li",
        "wi list --columns na",
        "wi compare --indicator po",
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_tab(process, words, shell):
    """
    TAB draws nothing, forgives no slips and checks no shape: nothing is loaded for it.
    """
    typed = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")), "_TYPER_COMPLETE_ARGS": words}
    variables = typed | {"_WI_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    assert set() == loaded(process, RUN.format(arguments=["wi"]), (*HEAVY, "wi_cli.finding"), **variables)


COMMANDS = ("wi_cli.cli.list", "wi_cli.cli.edit", "wi_cli.cli.validate", "wi_cli.cli.mistakes", "wi_cli.registry")


@pytest.mark.parametrize("words", ["wi ", "wi li", "wi such"])
def test_tab_for_commands(process, words):
    """
    TAB offers commands, in German too, without a look at any of them.
    """
    variables = {"COMP_WORDS": words, "COMP_CWORD": "1", "_WI_COMPLETE": "complete_bash"}
    assert set() == loaded(process, RUN.format(arguments=["wi"]), COMMANDS, **variables)


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--registry", "members.toml", "--help"]])
def test_help_of_all(process, arguments):
    """
    The list of commands is shown without a look at any of them.
    """
    assert set() == loaded(process, RUN.format(arguments=["wi", *arguments]), COMMANDS)


@pytest.mark.parametrize("arguments", [["--registry", "members.toml", "topics"], ["topics"], ["themen"]])
def test_no_mistake(process, arguments):
    """
    What understands mistakes is loaded where there was one.
    """
    assert set() == loaded(process, RUN.format(arguments=["wi", *arguments]), ("wi_cli.cli.mistakes",))


def test_guard_sees_something(process):
    """
    The guard would notice: drawing a table does load Rich.
    """
    assert "rich" in loaded(process, RUN.format(arguments=["wi", "list", "--format", "table"]), HEAVY)
