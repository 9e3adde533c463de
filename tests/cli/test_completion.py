"""
What TAB offers, as each shell is told it.
"""

import shlex

import pytest

from samples import SMALL


@pytest.fixture(name="offered")
def _offered(wi, monkeypatch):
    """
    What fish is offered for a line that ends where the cursor is: (value, description).
    """

    def offered(line, registry=SMALL):
        monkeypatch.setenv("_WI_COMPLETE", "complete_fish")
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        status, out, err = wi(registry=registry)
        assert (0, "") == (status, err)
        return [tuple((*entry.split("\t"), "")[:2]) for entry in out.splitlines() if entry]

    return offered


def test_silent(offered, tmp_path):
    """
    Whoever may write to the registry that was found: TAB offers what is in it and says nothing.
    """
    path = tmp_path / "members.toml"
    path.write_text(SMALL, encoding="utf-8")
    path.chmod(0o666)
    assert ["koellnitz"] == [value for value, _ in offered("wi show koell", registry=None)]


@pytest.mark.parametrize("typed", ["koe", "Köl", "kol", "KÖLLN", "colo", "Colonia", "1499", "14999000"])
def test_member(offered, typed):
    """
    A member is offered by its id, described by its name, for any spelling of its id, name, alias or AGS.
    """
    ((value, description),) = offered(f"wi show {typed}")
    assert ("koellnitz", "Köllnitz") == (value, description.removesuffix(f" ({typed})"))


@pytest.mark.parametrize(
    ("values", "typed"),
    [
        (["landkreis-hoexburg"], "'LK höx'"),
        (["landkreis-hoexburg"], "'Landratsamt hoex'"),
        (["hall"], "'Stadt hall s'"),
        ([], "'Kreis koel'"),
    ],
)
def test_member_of_a_kind(offered, values, typed):
    """
    Behind a word for the kind of a place only such places are offered.
    """
    assert values == [value for value, _ in offered(f"wi show {typed}")]


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("wi topi", ["topics"]),
        ("wi list --state hess", ["HE"]),
        ("wi list --state he", ["HE"]),
        ("wi list --kind kreisf", ["kreisfreie-Stadt"]),
        ("wi list --kind landk", ["Landkreis"]),
        ("wi list --kind jobc", []),
        ("wi list --sort po", ["population"]),
        ("wi list --sort Mitg", ["Mitglied", "member-count"]),
        ("wi list --sort Einw", ["Einwohner", "under-25"]),
        ("wi list --columns Tel", ["Telefon"]),
        ("wi list --columns name,tel", ["name,Telefon"]),
        ("wi list --columns Name,E-M", ["Name,E-Mail"]),
        ("wi list --columns kurz-g", ["Kurz-gesagt"]),
        ("wi list --columns st", ["state", "street"]),
        ("wi list --columns ste", ["Stelle"]),
        ("wi list --columns stra", ["Straße"]),
        ("wi list --columns STRA", ["Straße"]),
        ("wi list --per Mit", ["Mitglied"]),
        ("wi show x --only Kon", ["Kontakt"]),
        ("wi show x --only Zahlen,quel", ["Zahlen,Quellen"]),
        ("wi contact x --field te", ["Telefon"]),
        ("wi contact --with Mob", ["mobile"]),
        ("wi contact --with phone,f", ["phone,fax"]),
        ("wi search x --in Th", ["Thema"]),
        ("wi search x --in name,Th", ["name,Thema"]),
        ("wi edit hall --set Art", ["Art="]),
        ("wi edit hall --unset Kontakt.1.Tel", ["Kontakt.1.Telefon"]),
        ("wi edit hall --unset Kontakt.1.str", ["Kontakt.1.Straße"]),
        ("wi such", ["suche", "suchen"]),
        ("wi li", ["list"]),
        ("wi --show-completion ", ["bash", "zsh", "fish", "powershell", "pwsh"]),
        ("wi --install-completion z", ["zsh"]),
        ("wi --registry members.toml --show", ["--show-completion"]),
        ("wi help ne", ["network", "new"]),
        ("wi help col", ["columns"]),
        ("wi list --sort arbeits", ["unemployment"]),
        ("wi list --columns name,unempl", ["name,unemployment"]),
        ("wi list --columns popul", ["population"]),
        ("wi compare --indicator einw", ["population", "under-25"]),
        ("wi compare --indicator davon", ["under-25"]),
        ("wi compare kö", ["koellnitz"]),
        ("wi list --format m", ["markdown"]),
        ("wi show x -f te", ["text"]),
        ("wi list --columns na", ["name", "given_name", "family_name"]),
        ("wi list --columns name,pho", ["name,phone"]),
        ("wi show x --only figures,con", ["figures,contacts"]),
        ("wi network --only mil", ["milestones"]),
        ("wi contact x --field ph", ["phone"]),
        ("wi search x --in mi", ["milestone"]),
        ("wi validate --output-format git", ["github", "gitlab"]),
        ("wi rule wi30", ["WI301", "WI302", "WI303"]),
        ("wi validate --select WI1,wi30", ["WI1,WI301", "WI1,WI302", "WI1,WI303"]),
        ("wi show --no-p", ["--no-pager"]),
        ("wi edit hall --set web", ["website="]),
        ("wi edit hall --set state=hess", ["state=HE"]),
        ("wi edit hall --set figures.0.qualifier=m", ["figures.0.qualifier=more-than"]),
        ("wi edit hall --set figures.0.indicator=under", ["figures.0.indicator=under-25"]),
        ("wi edit hall --set topics=ehrenamt,elt", ["topics=ehrenamt,elternarbeit"]),
        ("wi edit hall --set website=ha", []),
    ],
)
def test_words(offered, line, values):
    """
    Commands, options, filters, columns, blocks, fields and codes are completed in any case; lists after the comma.
    """
    assert values == [value for value, _ in offered(line)]


def test_described(offered):
    """
    Länder, topics and codes say what they are.
    """
    assert ("HE", "Hessen") in offered("wi list --state ")
    assert ("uebergang", "Übergang Schule–Beruf") in offered("wi list --topic ")
    assert ("WI301", "a `# wi: ignore CODE` silences nothing") in offered("wi rule WI3")


def test_description_is_no_markup(offered):
    """
    A name in brackets is offered as it is; an escape sequence is shown, not sent.
    """
    assert [("koellnitz", "Amt [EU]\\x1b[31m")] == offered(
        "wi show koe", SMALL.replace('name = "Köllnitz"', 'name = "Amt [EU]\\u001b[31m"')
    )


def test_zsh(wi, monkeypatch):
    """
    zsh gets values with their descriptions as words of its own language, nothing in them is run.
    """
    monkeypatch.setenv("_WI_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "wi show Kö")
    name = "$(rm) 'Amt': [EU]"
    status, out, err = wi(registry=SMALL.replace('name = "Köllnitz"', f'name = "{name}"'))
    assert (0, "") == (status, err)
    assert [f"koellnitz:{name}"] == shlex.split(out.partition("offers=(")[2].partition("); _describe")[0])


def test_zsh_without_a_description(wi, monkeypatch):
    """
    An offer that needs no description has none.
    """
    monkeypatch.setenv("_WI_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "wi list --format m")
    assert "offers=(markdown); " in wi()[1]


@pytest.mark.parametrize("registry", ["format = 2", "format = ", b"\xff"])
def test_broken_registry(offered, registry):
    """
    TAB never complains: a registry that can't be read offers nothing.
    """
    assert [] == offered("wi show k", registry)


@pytest.mark.parametrize("place", ["wi --registry {} show koe", "wi show --registry {} koe"])
def test_named_registry(offered, tmp_path, place):
    """
    The registry named on the line is the one whose members are offered.
    """
    (tmp_path / "other.toml").write_text(SMALL, encoding="utf-8")
    line = place.format(tmp_path / "other.toml")
    assert [("koellnitz", "Köllnitz")] == offered(line, "format = 1\n[members]\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("key", ["--help", "-y", "-", "=ls", "~root"])
def test_nothing_that_would_be_an_option(wi, monkeypatch, shell, key):
    """
    Neither ids nor topics are offered that `wi` would take for an option, or a shell for a program or a home.
    """
    registry = f'{SMALL}\n[members."{key}"]\nname = "Evilstadt"\nkind = "Gemeinde"\n'
    registry = registry.replace("[topics]\n", f'[topics]\n"{key}" = "Evilthema"\n')
    for line in ("wi show Evil", "wi contact hall ", "wi list --topic Evil", "wi edit hall --set topics=Evil"):
        monkeypatch.setenv("_WI_COMPLETE", f"complete_{shell}")
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
        _, out, _ = wi(registry=registry)
        assert "Evil" not in out
        assert key not in out.replace("_describe wi offers -U;", "").split()


@pytest.mark.parametrize("key", ["x;touch y;x", "$(touch y)", "a\nb", "a b", "`y`", "a'b"])
def test_nothing_that_a_shell_would_run(offered, key):
    """
    An id that a shell would take apart, or run, is not offered: bash puts it on the line as it is.
    """
    written = key.replace("\n", "\\n")
    registry = f'{SMALL}\n[members."{written}"]\nname = "Evilstadt"\nkind = "Gemeinde"\n'
    assert [] == offered("wi show Evil", registry)
