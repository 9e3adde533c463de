import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.checking.syntax import parsed


def said(text):
    """
    Code, first and last line, message and hint of each fault.
    """
    return [(f.code, *(text.count("\n", 0, place) + 1 for place in f.span), f.message, f.hint) for f in parsed(text)[1]]


def conflict(first, last, hint):
    return ("WI010", first, last, "unresolved merge conflict", hint)


def either(ours, theirs):
    return f"keep {ours} or {theirs}, or join them, and delete the markers"


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            [conflict(2, 6, either("line 3 (HEAD)", "line 5 (feature/a b)"))],
            "a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> feature/a b\nc = 1\n",
        ),
        # Sides without a label, of several lines, of none; neither has to be TOML.
        ([conflict(1, 5, either("lines 2 to 3", "nothing"))], "<<<<<<<\nb = x\nc\n=======\n>>>>>>>"),
        # diff3 and zdiff3: what both came from is between.
        (
            [conflict(1, 7, either("line 2 (A)", "line 6 (B)"))],
            "<<<<<<< A\nb = 1\n||||||| 1a2b3c\nb = 0\n=======\nb = 2\n>>>>>>> B\n",
        ),
        # A conflict in what both came from, with longer markers (git writes it so after a criss-cross merge).
        (
            [conflict(1, 11, either("line 2 (A)", "line 10 (B)"))],
            "<<<<<<< A\nb = 1\n||||||| C\n<<<<<<<<< D\nb = 3\n=========\nb = 4\n>>>>>>>>> E\n=======\n#\n>>>>>>> B\n",
        ),
        # One that was committed, in one side of another.
        (
            [conflict(1, 9, either("lines 2 to 6 (A)", "line 8 (B)"))],
            "<<<<<<< A\n<<<<<<< C\nb = 1\n=======\nb = 2\n>>>>>>> D\n=======\nb = 3\n>>>>>>> B\n",
        ),
        # Headers in dispute: the keys behind belong to either of them.
        (
            [conflict(3, 9, either("lines 4 to 5 (A)", "lines 7 to 8 (B)"))],
            "[x]\ny = 1\n<<<<<<< A\n[b]\ny = 1\n=======\n[c]\ny = 1\n>>>>>>> B\nz = 1\n[d]\nz = 1\n",
        ),
        # Several; other faults are reported as well.
        (
            [
                conflict(1, 5, either("line 2 (A)", "line 4 (B)")),
                ("WI001", 6, 6, "invalid value", 'write text in quotes: "d"'),
                conflict(7, 11, either("line 8 (A)", "line 10 (B)")),
            ],
            "<<<<<<< A\nb = 1\n=======\nb = 2\n>>>>>>> B\nc = d\n<<<<<<< A\ne = 1\n=======\ne = 2\n>>>>>>> B\n",
        ),
        # Of two sides the one with fewer faults says what else is wrong.
        (
            [conflict(1, 5, either("line 2 (A)", "line 4 (B)"))],
            "<<<<<<< A\n[a]\n=======\n[b]\n>>>>>>> B\nx = 1\n[a]\ny = 1\n",
        ),
        (
            [conflict(1, 5, either("line 2 (A)", "line 4 (B)"))],
            "<<<<<<< A\n[b]\n=======\n[a]\n>>>>>>> B\nx = 1\n[a]\ny = 1\n",
        ),
        # In a list, and in a text of several lines, where TOML would take it for text.
        ([conflict(2, 6, either("line 3 (A)", "line 5 (B)"))], 'a = [\n<<<<<<< A\n"b",\n=======\n"c",\n>>>>>>> B\n]\n'),
        ([conflict(2, 6, either("line 3 (A)", "line 5 (B)"))], 'a = """\n<<<<<<< A\nb\n=======\nc\n>>>>>>> B\n"""\n'),
        # Only one side closes the text.
        (
            [conflict(2, 6, either("line 3 (A)", "line 5 (B)"))],
            'a = """\n<<<<<<< A\nb"""\n=======\nc\n>>>>>>> B\nd = 1\n',
        ),
        # What somebody has left of one.
        ([conflict(2, 2, "delete the marker in line 2")], "a = 1\n>>>>>>> B\nb = 1\n"),
        ([conflict(2, 2, "delete the marker in line 2")], "a = 1\n=======\nb = 1\n"),
        ([conflict(1, 3, "delete the markers in lines 1 and 3")], "<<<<<<< A\na = 1\n=======\nb = 1\n"),
        ([conflict(1, 3, "delete the markers in lines 1 and 3")], "<<<<<<< A\na = 1\n>>>>>>> B\nb = 1\n"),
        ([conflict(1, 3, "delete the markers in lines 1 and 3")], "=======\na = 1\n>>>>>>> B\nb = 1\n"),
        (
            [
                conflict(1, 1, "delete the marker in line 1"),
                conflict(3, 7, either("line 4 (B)", "line 6 (C)")),
            ],
            "<<<<<<< A\na = 1\n<<<<<<< B\nb = 1\n=======\nb = 2\n>>>>>>> C\n",
        ),
        # Indented, wholly or in part, by a person or an editor.
        (
            [conflict(2, 6, either("line 3 (A)", "line 5 (B)"))],
            "[x]\n  <<<<<<< A\n  b = 1\n  =======\n  b = 2\n  >>>>>>> B\n",
        ),
        (
            [conflict(1, 5, either("line 2 (A)", "line 4 (B)"))],
            "\t<<<<<<< A\n\tb = 1\n \t=======\n\tb = 2\n  >>>>>>> B\n",
        ),
        ([conflict(1, 5, either("line 2 (A)", "line 4 (B)"))], "<<<<<<< A\nb = 1\n =======\nb = 2\n>>>>>>> B\n"),
        (
            [conflict(2, 6, either("line 3 (A)", "line 5 (B)"))],
            'a = [\n <<<<<<< A\n"b",\n =======\n"c",\n >>>>>>> B\n]\n',
        ),
        # In one side of a whole one stands what only looks like a marker.
        (
            [conflict(1, 8, either("lines 2 to 5 (A)", "line 7 (B)"))],
            '<<<<<<< A\nb = """\nc\n =======\n"""\n=======\nb = 2\n>>>>>>> B\n',
        ),
        ([conflict(2, 2, "delete the marker in line 2")], "a = 1\n  >>>>>>> B\nb = 1\n"),
        # Behind a byte order mark.
        ([conflict(1, 5, either("line 2 (A)", "line 4 (B)"))], "\ufeff<<<<<<< A\nb = 1\n=======\nb = 2\n>>>>>>> B\n"),
        ([conflict(1, 1, "delete the marker in line 1")], "\ufeff=======\nb = 1\n"),
        # Text, and what only looks like a marker.
        ([], 'a = """\nHeading\n=======\n>>>>>>> quoted\n"""\nb = "<<<<<<<"  # =======\n'),
        ([], 'a = """\n <<<<<<< A\n =======\n >>>>>>> B\n"""\n'),
    ],
)
def test_conflict(expected, text):
    """
    A conflict is one fault with the lines of both sides, and nothing in it is another; a single marker is
    one outside of texts only.
    """
    for line_end in ("\n", "\r\n"):
        assert expected == said(text.replace("\n", line_end))


SIDE = st.lists(st.sampled_from(["[a]", "x = 1", "b = ", 'c = """', '"""', "d = [", "]", "", "é"]), max_size=3)


@given(st.lists(st.tuples(SIDE, SIDE), min_size=1, max_size=3))
def test_any_sides(conflicts):
    """
    Whatever the sides are, each conflict is one fault, at its first marker, and no other stands within.
    """
    text = ""
    regions = []
    for number, (ours, theirs) in enumerate(conflicts):
        text += f"k{number} = 1\n"
        start = len(text)
        text += "\n".join(["<<<<<<< A", *ours, "=======", *theirs, ">>>>>>> B"])
        regions.append((start, len(text)))
        text += "\n"
    spans = [fault.span for fault in parsed(text)[1]]
    assert regions == [span for span in spans if any(start <= span[0] < end for start, end in regions)]


def test_many_markers():
    """
    Markers without their others, however many, cost no more than their number.
    """
    assert "delete the markers in lines 1, 2" in said("=======\n" * 5000)[0][4]
    assert 5000 == sum(code == "WI010" for code, *_ in said("<<<<<<< A\n" * 5000))
