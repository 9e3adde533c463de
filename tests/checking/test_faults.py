import pytest

from wi_cli.checking.syntax import parsed


def faults(text):
    return parsed(text)[1]


def said(text):
    """
    Code, what is marked, message and hint of each fault.
    """
    return [(f.code, text[slice(*f.span)], f.message, f.hint) for f in faults(text)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("WI001", "K", "invalid value", 'write text in quotes: "Kassel"'), "name = Kassel"),
        (("WI001", "Ä", "invalid value", 'write text in quotes: "Änne"'), "name = Änne"),
        (("WI001", "", "invalid value", None), "name =\n"),
        (("WI001", "t", "invalid value", 'write text in quotes: "ture"'), "a = ture"),
        (
            ("WI001", '"', "expected '=' after a key in a key/value pair", "a line is key = value, or [table]"),
            'name "a"',
        ),
        (("WI001", "ü", "invalid statement", 'put the key in quotes: "über"'), "über = 1"),
        (("WI001", '"', "expected a comma or the end of the list", None), 'a = ["b" "c"]'),
        (("WI001", "9" * 5000, "this number is too long", None), f"a = {'9' * 5000}"),
        (("WI001", "9" * 5000, "this number is too long", None), f"# {'8' * 5000}\n{'7' * 5000} = 1\na = {'9' * 5000}"),
        (("WI001", "9" * 5000, "this number is too long", None), f"a = [0.{'8' * 5000}, {'9' * 5000}]"),
        (("WI005", '""', 'duplicate key ""', None), 'a = { "" = 1, "" = 2 }'),
        (("WI005", "[b]", "duplicate table [b]", "the first one is in line 3"), "[a]\nb = 1\n[b]\n[c]\nb = 1\n[b]"),
        (("WI005", "b", "duplicate key b", "the first one is in line 5"), "b = 1\n[a]\nb = 1\n[c]\nb = 1\nb = 2"),
        (("WI004", "„", "typographic quote „", 'TOML takes straight quotes: "…"'), "a = „b“"),
        (("WI004", "’", "typographic quote ’", 'TOML takes straight quotes: "…"'), "a = ’b’"),
        (("WI005", "a", "duplicate key a", "the first one is in line 1"), "a = 1\nb = 2\na = 3"),
        (("WI005", "a.b", "duplicate key a.b", "the first one is in line 1"), "a.b = 1\na.b = 3"),
        (("WI005", '"ä ö"', 'duplicate key "ä ö"', "the first one is in line 1"), '"ä ö" = 1\n"ä ö" = 3'),
        (("WI005", "[ a ]", "duplicate table [ a ]", "the first one is in line 1"), "[ a ]\n[b]\n[ a ] # again"),
        (("WI005", "x", "duplicate key x", "the first one is in line 4"), "[[a]]\nx = 1\n[[a]]\nx = 2\nx = 3"),
        (("WI005", "x", "duplicate key x", "the first one is in line 5"), '[a]\ny = """\nx = 1\n"""\nx = 2\nx = 3'),
        (("WI005", "[a]", "duplicate table [a]", "it stands here already as something else"), "a = 1\n[a]"),
        (("WI006", '"', 'this " is never closed', 'add " at the end'), 'a = "b\nc = 1'),
        (("WI006", '"""', 'this """ is never closed', 'add """ at the end'), 'a = """b\nc = 1'),
        (("WI006", "'''", "this ''' is never closed", "add ''' at the end"), "a = '''b\nc = 1"),
        (("WI007", "[", "this '[' is never closed", "add ']'"), "a = [1,\nb = 2\n"),
        (("WI007", "{", "this '{' is never closed", "add '}'"), "a = { b = 1\nc = 2\n"),
        (("WI007", "[", "this '[' is never closed", "add ']'"), "[a\nb = 1\n"),
        (("WI008", "[", "brackets are nested too deeply", "32 levels are the most"), f"a = {'[' * 9000}"),
        (
            ("WI008", "{", "brackets are nested too deeply", "32 levels are the most"),
            f"a = {'{a = ' * 900}",
        ),
        (
            ("WI008", "[a" + ".a" * 40 + "]", "tables are nested too deeply", "32 levels are the most"),
            f"[a{'.a' * 40}]",
        ),
    ],
)
def test_fault(expected, text):
    """
    A fault is marked where a person has to mend it, in plain words, with what to do.
    """
    assert [expected] == said(text)


def test_hint_for_an_umlaut_in_a_header():
    """
    Umlauts in a header: the advice is how to write them, not to put them in quotes.
    """
    ((code, marked, _, hint),) = said("[members.übstadt]\nname = 1")
    assert ("WI001", "ü") == (code, marked)
    assert "ä as ae" in hint
