"""
Likely mistakes get the right next step: one sentence, and a command that works.
"""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import SMALL
from wi_cli.cli import mistakes, whom
from wi_cli.cli.commands import COMMANDS
from wi_cli.registry import build, toml

DASHES = ["\N{EN DASH}", "\N{EM DASH}", "\N{HYPHEN}\N{HYPHEN}", "\N{MINUS SIGN}", "\N{EN DASH}-"]


@pytest.fixture(name="said")
def _said(wi):
    """
    What is said of a command line that is refused with status 2, and nothing on stdout.
    """

    def said(*words, **options):
        status, out, err = wi(*words, **options)
        assert (2, "", 1) == (status, out, err.count("\n"))
        return err.removeprefix("wi: ").removesuffix("\n")

    return said


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        # somebody's name, with no word before it
        ("koellnitz", "did you mean wi show koellnitz?"),
        ("Köllnitz", "did you mean wi show Köllnitz?"),
        ("Bad Hall", "did you mean wi show Bad Hall?"),
        ("14999000", "did you mean wi show 14999000?"),
        ("koellnitz hall", "did you mean wi compare koellnitz hall?"),
        ("koellnitz, hall", "did you mean wi compare koellnitz hall?"),
        ("koellnitz und Bad-Hall", "did you mean wi compare koellnitz Bad-Hall?"),
        ("Groß", "did you mean wi contact Groß?"),
        ("Änne Groß", 'did you mean wi contact "Änne Groß"?'),
        ("gross@koellnitz.example.org", "did you mean wi contact gross@koellnitz.example.org?"),
        ("Kölnitz", "did you mean wi show koellnitz?"),
        # words in another order, or one too many
        ("koellnitz show", "did you mean wi show koellnitz?"),
        ("koellnitz zeige", "did you mean wi zeige koellnitz?"),
        ("xyz search", "did you mean wi search xyz?"),
        ("wi list", "did you mean wi list?"),
        ("wi liste", "did you mean wi liste?"),
        # by another word, or misspelt
        ("find schule", "did you mean wi search schule?"),
        ("ls --state SN", "did you mean wi list --state SN?"),
        ("delete koellnitz", "did you mean wi remove koellnitz?"),
        ("check", "did you mean wi validate?"),
        ("format", "did you mean wi fmt?"),
        ("lsit", "did you mean wi list?"),
        ("sutche x", "did you mean wi suche x?"),
        # anything else
        ("quxquux", "wi search quxquux looks for it in all members, wi help lists the commands"),
        ("''", "wi help lists the commands"),
        ("--", "wi help lists the commands"),
        ("'  '", "wi help lists the commands"),
        ("'.'", "wi help lists the commands"),
    ],
)
def test_no_command(wi, line, advice):
    """
    Who left out the command, or called it otherwise, is told the whole line to type.
    """
    words = shlex.split(line)
    status, out, err = wi(*words)
    if line == "--":
        assert (2, wi()[2]) == (status, err)
        return
    assert (2, "", f"wi: no such command {words[0]!r}; {advice}\n") == (status, out, err)


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("list SN", "did you mean wi list --state SN?"),
        ("list sachsen", "did you mean wi list --state sachsen?"),
        ("list --json SN", "did you mean wi list --json --state SN?"),
        ("list state SN", "did you mean wi list --state SN?"),
        ("list state=SN", "did you mean wi list --state=SN?"),
        ("list Land SN", "did you mean wi list --state SN?"),
        ("list state SN csv", "did you mean wi list --state SN --format csv?"),
        ("list Landkreis", "did you mean wi list --kind Landkreis?"),
        ("list kreisfreie-stadt", "did you mean wi list --kind kreisfreie-stadt?"),
        ("list Elternarbeit", "did you mean wi list --topic Elternarbeit?"),
        ("list Telefon", "did you mean wi list --columns Telefon?"),
        ("list json", "did you mean wi list --json?"),
        ("list csv", "did you mean wi list --format csv?"),
        ("list koellnitz", "did you mean wi show koellnitz?"),
        ("list Groß", "did you mean wi contact Groß?"),
        ("list koellnitz hall", "did you mean wi compare koellnitz hall?"),
        ("list quxquux", "wi search quxquux looks for it, see wi list --help"),
        ("topics ehrenamt", "did you mean wi list --topic ehrenamt?"),
        ("network SN", "did you mean wi list --state SN?"),
        ("network Zahlen", "did you mean wi network --only Zahlen?"),
        ("list --columns Name, Telefon", "no blank may stand behind a comma: wi list --columns Name,Telefon"),
        ("list --columns Name, Telefon, Fax", "no blank may stand behind a comma: wi list --columns Name,Telefon,Fax"),
        ("list help", "did you mean wi list --help?"),
        ("liste hilfe", "did you mean wi list --help?"),
        ("list /?", "did you mean wi list --help?"),
        ("add koellnitz", "did you mean wi show koellnitz?"),
        ("list ''", "see wi list --help"),
        ("rule WI2 quxquux", "see wi rule --help"),
        ("new a.toml b.toml", "see wi new --help"),
        *((f"list {dash}state SN", "a dash is no hyphen: wi list --state SN") for dash in DASHES),
    ],
)
def test_words_without_a_place(said, line, advice):
    """
    Words that a command has no place for are what some option takes, or somebody's name, or are searched for.
    """
    assert advice == said(*shlex.split(line)).partition("; ")[2]


@pytest.mark.parametrize("registry", [b"\xff", "format = 2", ""])
@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("list SN", "did you mean wi list --state SN?"),
        ("list koellnitz", "wi search koellnitz looks for it, see wi list --help"),
        ("koellnitz", "wi search koellnitz looks for it in all members, wi help lists the commands"),
        ("list --sachsen", "did you mean --state sachsen?"),
    ],
)
def test_without_a_registry(said, registry, line, advice):
    """
    A registry that can't be read is not what was asked about.
    """
    assert advice == said(*shlex.split(line), registry=registry).partition("; ")[2]


def test_message_of_words(said):
    """
    The words are named, one in quotes, as the command calls itself.
    """
    assert said("liste", "SN").startswith("wi list takes no 'SN'; ")
    assert said("list", "state", "SN").startswith("wi list takes none of these: state SN; ")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("list --land SN", "no such option: --land; did you mean --state?"),
        ("list --spalten name", "no such option: --spalten; did you mean --columns?"),
        ("list --colums name", "no such option: --colums; did you mean '--columns'?"),
        ("list --csv", "no such option: --csv; did you mean --format csv?"),
        ("contact hall --phone", "no such option: --phone; did you mean --field phone?"),
        ("contact hall --Telefon", "no such option: --Telefon; did you mean --field Telefon?"),
        ("show hall --contacts", "no such option: --contacts; did you mean --only contacts?"),
        ("list --sachsen", "no such option: --sachsen; did you mean --state sachsen?"),
        ("list -json", "no such option: -j; did you mean --json?"),
        ("list -xyz", "no such option: -x; see wi list --help"),
        ("list -F csv", "no such option: -F; did you mean '-f'?"),
        ("list --version", "no such option: --version; it stands alone: wi --version"),
        ("list --quxquux", "no such option: --quxquux; see wi list --help"),
        ("list -x", "no such option: -x; see wi list --help"),
        ("remove hall --dry-run", "no such option: --dry-run; did you mean --diff?"),
        ("-v", "no such option: -v; did you mean '-V'?"),
        ("--state SN", "no such option: --state; did you mean wi list --state SN?"),
        ("--field fax --all", "no such option: --field; did you mean wi contact --field fax --all?"),
        ("--verison", "no such option: --verison; did you mean '--version'?"),
        ("--quxquux", "no such option: --quxquux; see wi --help"),
        ("list --state", "--state needs a value; --state STATE: Only this Land: HE or Hessen."),
        ("list -f", "-f needs a value; -f FORMAT: table | tsv | csv | json | markdown | ids."),
        ("--registry", "--registry needs a value; --registry FILE: Read this registry, not the nearest one."),
        ("list --json=1", "option '--json' does not take a value; see wi list --help"),
        ("show", "missing argument 'NAME'; such as wi show kassel; see wi show --help"),
        ("zeige", "missing argument 'NAME'; such as wi show kassel; see wi show --help"),
        ("compare --per x", "invalid value for '--per': 'x' is not a valid int"),
        ("export excel", "no format 'excel'; did you mean 'xlsx'?"),
        ("export csv", "no format 'csv'; wi list --format csv -o FILE makes that"),
    ],
)
def test_options(said, line, message):
    """
    An option that there is not, or without its value, is named with the one that was meant, and what it takes.
    """
    assert said(*shlex.split(line)).startswith(message)


@pytest.mark.parametrize(
    "line",
    [
        "--json list",
        "--format json list",
        "--state SN list --json",
        "--json liste",
        "--registry members.toml --json list",
        "--json --registry members.toml list",
        "--registry=members.toml --json list",
    ],
)
def test_options_before_the_command(wi, line):
    """
    Options of a command are taken before it, too.
    """
    behind = ["list", "--json", *(["--state", "SN"] if "SN" in line else [])]
    assert wi(*behind) == wi(*line.split())


def test_a_value_that_is_called_like_a_command(wi):
    """
    An English command counts before a German one, which may be an option's value.
    """
    assert wi("contact", "--all", "--field", "telefon") == wi("--field", "telefon", "contact", "--all")


@pytest.mark.parametrize("words", [["version"], ["Version"], ["-V"]])
def test_version(wi, words):
    """
    The version is had by other words.
    """
    assert (0, wi("--version")) == (wi(*words)[0], wi(*words))


# -- several names ---------------------------------------------------------------


def test_several_portraits(wi):
    """
    A portrait is one member's: who names several is told how to have each, or all in another form.
    """
    lines = [
        "wi: no member called 'koellnitz hall'; these are several members:",
        "  wi show koellnitz    (one at a time)",
        "  wi compare koellnitz hall    (side by side)",
        "  wi contact koellnitz hall    (whom to call)",
        "",
    ]
    assert (1, "", lines) == (*(ended := wi("show", "koellnitz", "hall"))[:2], ended[2].split("\n"))
    assert ended[2] == wi("show", "koellnitz hall")[2]


@pytest.mark.parametrize(
    ("hint", "names"),
    [
        ('"Landkreis Höxburg" koellnitz', ["Landkreis", "Höxburg", "koellnitz"]),
        ('koellnitz "Kreis Höxburg" "bad hall"', ["koellnitz", "Kreis", "Höxburg", "bad", "hall"]),
        ('"kreis höxburg"', ["kreis", "höxburg"]),
    ],
)
@pytest.mark.parametrize("command", ["contact", "compare", "export vcf"])
def test_names_of_several_words(wi, command, hint, names):
    """
    Who typed names of several words without quotes is told where they belong.
    """
    advice = f"several words are one name in quotes: wi {command} {hint}\n"
    status, out, err = wi(*command.split(), *names)
    assert (1, "") == (status, out)
    assert err.endswith(f"; {advice}")


@pytest.mark.parametrize(
    ("hint", "arguments"),
    [
        ("'Herne'; wi search Herne looks in all portraits", ["show", "Herne"]),
        ("'Herne'; wi search Herne looks in all portraits", ["contact", "Herne"]),
        ("'0561 123'; wi search \"0561 123\" looks in all portraits", ["contact", "0561 123"]),
        (
            "'https://x.example.org'; wi search https://x.example.org looks in all portraits",
            ["show", "https://x.example.org"],
        ),
        ("'-xyz'; wi search -- -xyz looks in all portraits", ["show", "--", "-xyz"]),
        ("'Groß'; that is a contact: wi contact Groß", ["show", "Groß"]),
        ("'Frau Groß'; that is a contact: wi contact \"Frau Groß\"", ["show", "Frau", "Groß"]),
        ("''; the name is empty; wi list shows all names", ["show", ""]),
        ("' '; the name is empty; wi list shows all names", ["contact", " "]),
        ("''; the name is empty; wi list shows all names", ["compare", "hall", ""]),
        ("'Herne'; wi search Herne looks in all portraits", ["edit", "Herne", "--set", "name=x"]),
    ],
)
def test_nobody_called_so(wi, hint, arguments):
    """
    Whoever named nobody is told where else to look.
    """
    assert (1, "", f"wi: no member called {hint}\n") == wi(*arguments)


@pytest.mark.parametrize("command", ["edit", "remove"])
@pytest.mark.parametrize("name", ["koellnitz hall", "koellnitz,hall", "koellnitz und hall"])
def test_several_changes(wi, tmp_path, command, name):
    """
    One member is changed at a time, and nothing is.
    """
    advice = f"these are several members:\n  wi {command} koellnitz    (one at a time)\n"
    more = ["--yes"] if command == "remove" else ["--unset", "website"]
    assert (1, "", f"wi: no member called {name!r}; {advice}") == wi(command, *more, name)
    assert SMALL == (tmp_path / "members.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["contact", "compare", "export vcf"])
@pytest.mark.parametrize("names", [["koellnitz,hall"], ["koellnitz", "und", "hall"], ["Köllnitz;hall"]])
def test_names_divided_otherwise(wi, command, names):
    """
    Several names are divided by blanks.
    """
    status, out, err = wi(*command.split(), *names)
    first = names[0].replace(";", ",").split(",")[0]
    assert (1, "", True) == (status, out, err.endswith(f"; names are divided by blanks: wi {command} {first} hall\n"))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("koellnitz", []),
        ("koellnitz nope", []),
        ("Kölnitz Badhall", ["koellnitz", "bad-hall"]),
        ("Kölnitz, hall", ["koellnitz", "hall"]),
        ("Köllnitz Koellnitz", ["Köllnitz", "Koellnitz"]),
        ("Kölnitz Koellnits", []),
        ("Landkreis Nirgends", []),
        ("Bad Hal", []),
        ("Bad Hall", []),
        ("Bad Hall, Köllnitz", ["Bad Hall", "Köllnitz"]),
        ("Köllnitz & hall + Bad Hall", ["Köllnitz", "hall", "Bad Hall"]),
        (",", []),
        ("", []),
    ],
)
def test_several_names(name, found):
    """
    A name is divided only where each part is a member's.
    """
    names = whom.several(build.registry(toml.loads(SMALL)), name)
    assert found == names


# -- an empty registry -----------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "list --registry ''",
        "list --registry=",
        "--registry '' list",
        "--registry= list",
        "remove koellnitz --yes --registry ''",
        "edit koellnitz --unset website --registry ''",
        "add --from x.toml --registry ''",
        "fmt --registry ''",
        "validate --registry ''",
        "validate members.toml --registry ''",
        "--registry '' --version",
        "help --registry ''",
    ],
)
def test_empty_registry(said, tmp_path, line):
    """
    A script whose variable is unset doesn't get the nearest registry instead of the one that was meant.
    """
    if line.startswith("help"):
        assert said(*shlex.split(line)).startswith("no such option: --registry")
        return
    assert "--registry is empty; name a file, or leave --registry out" == said(*shlex.split(line))
    assert SMALL == (tmp_path / "members.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "validate ''",
        "validate members.toml ''",
        "validate --fix ''",
        "fmt ''",
        "fmt --check ''",
        "new ''",
        "add --from ''",
        "edit koellnitz --from ''",
        "schema --beside ''",
    ],
)
def test_empty_file(said, tmp_path, line):
    """
    A file whose name is empty is none, and not the folder at hand.
    """
    assert "the name of a file is empty; name one, such as members.toml" == said(*shlex.split(line))
    assert ["members.toml"] == [path.name for path in tmp_path.iterdir()]


EMPTY = [
    *("list --state", "list --kind", "list --topic", "list --columns", "list --sort", "list --per", "list --format"),
    *("search x --in", "contact hall --field", "contact --with", "show hall --only", "network --only", "list -o"),
    *("compare -i", "compare koellnitz hall -i", "compare --as-of", "rule", "export", "help", "edit hall --unset"),
    *("edit hall --set", "validate --select", "validate --ignore"),
]


@pytest.mark.parametrize("line", EMPTY)
def test_empty_value(said, line):
    """
    An empty value is not taken for none at all, and the message says what there is.
    """
    assert said(*line.split(), "").count("; ") >= 1


def test_empty_registry_and_tab(wi, monkeypatch):
    """
    TAB complains of nothing.
    """
    monkeypatch.setenv("_WI_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "wi list --registry '' --curr")
    assert (0, "--current\tWithout those that left.\n", "") == wi()


# -- commas ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["list", "--state", "SN,HE"], ["list", "--state", "SN", "--state", "HE"]),
        (["list", "--kind", "Landkreis,Gemeinde"], ["list", "--kind", "Landkreis", "--kind", "Gemeinde"]),
        (["list", "--topic", "uebergang,elternarbeit"], ["list", "--topic", "uebergang", "--topic", "elternarbeit"]),
        (["search", "hall", "--in", "name,topic"], ["search", "hall", "--in", "name", "--in", "topic"]),
        (["contact", "--with", "phone,email"], ["contact", "--with", "phone", "--with", "email"]),
        (
            ["edit", "koellnitz", "--unset", "website,aliases", "--diff"],
            ["edit", "koellnitz", "--unset", "website", "--unset", "aliases", "--diff"],
        ),
    ],
)
def test_commas(wi, one, other):
    """
    Values of an option that may be repeated may be divided by commas.
    """
    found = wi(*other)
    assert 0 == found[0]
    assert found == wi(*one)


def test_a_comma_in_a_label(wi):
    """
    A label with a comma in it is one.
    """
    registry = SMALL.replace('elternarbeit = "Elternarbeit"', 'elternarbeit = "Eltern, Arbeit"')
    assert (
        wi("list", "--topic", "elternarbeit", registry=registry)[:2]
        == wi("list", "--topic", "Eltern, Arbeit", registry=registry)[:2]
    )


# -- whatever is typed -----------------------------------------------------------

WORDS = st.sampled_from(
    [
        *(*COMMANDS, "liste", "koellnitz", "hall", "HE", "und", "tcsh", "version", "--version", "-h", "--help=1"),
        *("--json", "--registry", "--state", "–state", "-x", "-", "--", "", ",", "a,b", "=", "--=", "\x1b[31m", "/?"),
    ]
) | st.text(max_size=8).filter(lambda text: "\x00" not in text)


@given(words=st.lists(WORDS, max_size=5))
def test_anything_typed(wi, monkeypatch, words):
    """
    No command line gives a traceback: some status, and what is said begins with our name or is the help.
    """
    monkeypatch.setattr("sys.stdin", None)
    monkeypatch.setenv("HOME", "/nonexistent")
    changing = {"new", "add", "edit", "remove", "fmt", "export", "schema"}
    if changing & set(words) or any(word.startswith(("-o", "--out", "--fix", "--inst")) for word in words):
        return
    status, _, err = wi(*words)
    assert status in (0, 1, 2, 3, 4)
    assert not [line for line in err.split("\n") if "Traceback" in line]


@given(words=st.lists(WORDS, min_size=1, max_size=6))
def test_nothing_is_lost_by_straightening(words):
    """
    What stands before a command is put behind it, and nothing else is changed.
    """
    if words[0] in mistakes.HELP or words[0].lower() == "version":
        return
    straight = mistakes.straightened(words)
    assert sorted(word for word in straight if word) == sorted(word for word in words if word)
