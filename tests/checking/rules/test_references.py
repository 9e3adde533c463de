from judged import BASE, KASSEL, MISSING, problems, said
from wi_cli.checking import meant


def test_names_compared(monkeypatch):
    """
    Of very many names that nobody declared only the first are compared with very many that somebody did.
    """
    monkeypatch.setattr(meant, "_MOST_COMPARED", 12)
    declared = {f"thema-{letter * 4}": letter for letter in "abcdef"}
    used = [f"{name}x" for name in declared]
    found = problems({"topics": declared, f"{KASSEL}.topics": used, "members.weinheim.topics": []})
    hints = {p.path[-1]: p.hint for p in found if p.code == "WI202"}
    assert [0, 1] == [n for n, hint in hints.items() if hint.startswith("did you mean")]
    assert {"declare it in [topics]"} == {hint.partition(":")[0] for n, hint in hints.items() if n > 1}


def test_misspelt_declaration():
    """
    An id that is misspelt where it is declared is one problem there, however often it is used.
    """
    source = BASE["sources"]["kassel-slides-2014"]
    assert [
        (
            "WI203",
            "sources.kassel-slide-2014",
            "source 'kassel-slide-2014' is used by nobody, but 'kassel-slides-2014' is, 7 times",
            "did you mean 'kassel-slides-2014'?",
        )
    ] == said({"sources.kassel-slides-2014": MISSING, "sources.kassel-slide-2014": source})
