import pytest

from samples import REGISTRIES
from wi_cli.checking import mend as mending
from wi_cli.checking.diagnose import Selection, examine
from wi_cli.checking.mend import mend
from wi_cli.checking.more import first
from wi_cli.checking.reports import FORMATS, report, summary
from wi_cli.checking.rule import Settings
from wi_cli.registry import store

BASE = (REGISTRIES / "base.toml").read_text(encoding="utf-8")
SCHEMA = store.schema()
TODAY = Settings("2026-11-22")
HEAD = '\n[members.neustadt]\nname = "Neustadt"\nkind = "Verein"\nsummary = "Ein Verein."\n'
# A dozen of one kind each: of the shape, of unknown keys, of ids, of dates, of what is used; some can be mended.
MANY = {
    "types": f"{HEAD}aliases = [{'1, ' * 12}]\n",
    "empty": f"{HEAD}contacts = [{'{}, ' * 12}]\n",
    "unknown": HEAD + "".join(f"xyz{n} = 1\n" for n in range(12)),
    "tables": HEAD + "".join(f"\n[[members.neustadt.links]]\nxyz{n} = 1\ntitle = 'T'\n" for n in range(12)),
    "ids": "".join(f'\n[topics."Bad {n}"]\n' for n in range(12)),
    "dates": f"{HEAD}\n[members.neustadt.membership]\nseen = [{'2014-05-14, ' * 12}]\nsources = ['kassel-portrait']\n",
    "blanks": f"{HEAD}aliases = [{', '.join(f'{chr(34)} Stadt {n}{chr(34)}' for n in range(12))}]\n",
    "unused": "".join(f"\n[sources.leer-{n}]\ntitle = 'T'\n" for n in range(12)),
    "undeclared": f"{HEAD}topics = [{', '.join(f'{chr(34)}kein-thema-{n}{chr(34)}' for n in range(12))}]\n",
}


def found(text, most, selection=("WI",)):
    return examine(text.encode(), SCHEMA, TODAY, Selection(selection), most).diagnostics


def everything(text):
    return examine(text.encode(), SCHEMA, TODAY).diagnostics


@pytest.mark.parametrize("most", [1, 5, 11])
@pytest.mark.parametrize("name", MANY)
def test_first(name, most):
    """
    Of many defects the first are reported, as they would be among all, and behind them that there are more.
    """
    text = BASE + MANY[name]
    *reported, rest = found(text, most)
    errors_first = sorted(everything(text), key=lambda diagnostic: diagnostic.warning)
    assert sorted(errors_first[:most]) == sorted(reported)
    assert [d[1:3] for d in reported] == sorted(d[1:3] for d in reported)
    assert ("WI303", True, f"more defects than the {most} that are reported") == (rest.code, rest.warning, rest.message)


@pytest.mark.parametrize("name", MANY)
def test_all_of_them(name):
    """
    Where there are as many as are reported nothing is left to say.
    """
    text = BASE + MANY[name]
    assert everything(text) == found(text, len(everything(text)))


def test_errors_first():
    """
    The status is right: no number of warnings hides an error, wherever it stands.
    """
    text = BASE + MANY["unused"] + f"{HEAD}website = 1\n"
    assert ["WI103", "WI303"] == [d.code for d in found(text, 1)]
    assert {True} == {d.warning for d in found(BASE + MANY["unused"], 1)}


OTHERS = {
    "types": ("WI103", "aliases = [1]"),
    "unknown": ("WI101", "xyz = 1"),
    "undeclared": ("WI202", 'topics = ["x"]'),
}


@pytest.mark.parametrize("name", OTHERS)
def test_silenced(name):
    """
    What is silenced, by a comment or by what was asked for, hides no other error.
    """
    code, slip = OTHERS[name]
    another = HEAD.replace("neustadt", "altstadt").replace("Neustadt", "Altstadt")
    ignored = "\n".join(
        f"{line}  # wi: ignore {code} so" if line.startswith(("aliases", "topics", "xyz")) else line
        for line in MANY[name].split("\n")
    )
    for text, selection, expected in (
        (BASE + ignored + f"{another}{slip}\n", "WI", code),
        (BASE + MANY[name] + f"{another}state = 'XX'\n", "WI104", "WI104"),
    ):
        assert [expected] == [d.code for d in found(text, 3, (selection,)) if not d.warning]


def test_reported_again():
    """
    What was reported may be cut further, to the same as if less had been asked for.
    """
    text = BASE + MANY["types"]
    assert found(text, 3) == first(text, found(text, 8), 3) == first(text, everything(text), 3)
    assert everything(text) == first(text, everything(text), 50)


@pytest.mark.parametrize("form", FORMATS)
def test_formats(form):
    """
    Every format says that there is more, and so does the summary.
    """
    text = BASE + MANY["types"]
    assert "more defects than the 3 that are reported" in report(form, [("a", text, found(text, 3))])
    assert "at least 3 errors" == summary(found(text, 3), "a")


def test_mending(monkeypatch):
    """
    Of very many slips the first are mended, and what is left says to go on; in the end all are.
    """
    monkeypatch.setattr(mending, "_MOST_MENDED", 5)
    content, numbers = (BASE + MANY["dates"]).encode(), []
    while not numbers or numbers[-1]:
        content, number, left = mend(content, SCHEMA, TODAY)
        numbers.append(number)
        assert (sum(numbers) < 7) == ("WI303" in {d.code for d in left.diagnostics})
    assert [5, 5, 2, 0] == numbers
    assert content.count(b'"2014-05-14"') == 12
