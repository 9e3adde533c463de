"""
The mutants of `mutants.py` are what they say.
"""

from pathlib import Path

import pytest

from mutants import mutants

TABLE = """\
KINDS = frozenset({"Kreis", "Verband"})  # ä
MEANT = {"tel": "phone"}
"""
FUNCTION = """\
def f(text: str, most: int = 3) -> "int":
    \'\'\'Ä.\'\'\'
    with quiet():
        log(f"{text} ü", end="")
    return len(text) if not text or len(text) < most else most
"""


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            {
                """KINDS = frozenset(({'Verband'}))  # ä""",
                """KINDS = frozenset(({'Kreis'}))  # ä""",
                """KINDS = frozenset({'Kreisx', "Verband"})  # ä""",
                """KINDS = frozenset({"Kreis", 'Verbandx'})  # ä""",
                """MEANT = ({})""",
                """MEANT = {'telx': "phone"}""",
                """MEANT = {"tel": 'phonex'}""",
            },
            TABLE,
        ),
        (
            {
                """def f(text: str, most: int = 4) -> "int":""",
                """def f(text: str, most: int = 2) -> "int":""",
                """    with (__import__('contextlib').nullcontext()):""",
                """        pass""",
                """        log(f"{text} ü", end='x')""",
                """        log((f'{text} üx'), end="")""",
                """        (log(f'{text} ü'))""",
                """    return None""",
                """    return (len(text))""",
                """    return (most)""",
                """    return len(text) if (not text and len(text) < most) else most""",
                """    return len(text) if (text) or len(text) < most else most""",
                """    return len(text) if not text or (len(text) <= most) else most""",
            },
            FUNCTION,
        ),
    ],
    ids=["table", "function"],
)
def test_mutants(expected, text):
    """
    Each mutant differs in one place; docstrings and type hints stay, and what is beside the place.
    """
    found = list(mutants(Path("a.py"), text.encode()))
    broken = [mutant.applied(text.encode()).decode() for mutant in found]
    lines = text.splitlines()
    changed = [[line for line in one.splitlines() if line not in lines] for one in broken]
    assert sorted(expected) == sorted(line for (line,) in changed)
    assert {lines[mutant.line - 1] for mutant in found} == set(lines) - {one for one in lines if "Ä." in one}
