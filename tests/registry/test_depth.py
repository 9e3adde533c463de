import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wi_cli.registry import depth, toml
from wi_cli.registry.depth import DEEPEST, Deep


def dotted(parts, dot="."):
    return dot.join(["a"] * parts)


def nested(levels):
    """
    A document of so many tables, one in the other.
    """
    document = {}
    for _ in range(levels):
        document = {"a": document}
    return document


KEY = dotted(DEEPEST + 1)
QUOTED = ".".join(['"a.b"', "'c'"] * DEEPEST)
PROSE = "a." * 100


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        (KEY, f"b = 1\n{KEY} = 1\n"),
        (f"[{KEY}]", f"b = 1\n [{KEY}] # b\n"),
        (f"[[ {KEY} ]]", f"[[ {KEY} ]]"),
        (QUOTED, f"{QUOTED} = 1"),
        (dotted(DEEPEST + 1, " . "), f"{dotted(DEEPEST + 1, ' . ')} = 1\n"),
        (dotted(DEEPEST + 1, "\t.\t"), f"{dotted(DEEPEST + 1, chr(9) + '.' + chr(9))} = 1\n"),
        (KEY, f"b = {{ c = 1.5, {KEY} = 1 }}\n"),
        (KEY, f"b = [1, {{ {KEY} = 1 }}]\n"),
        (KEY, f'b = """\n{PROSE}"""\n{KEY} = 1\n'),
        (KEY, f"{KEY}\n"),
        (KEY, f"b = {'[' * 40}{']' * 40}\n{KEY} = 1\n"),
    ],
)
def test_long_key(marked, text):
    """
    A key of more parts than a registry has levels is refused before anything is made of it, in
    whatever way it is written and wherever it stands.
    """
    assert depth.has_long_key(text)
    assert marked in {text[slice(*deep.span)] for deep in depth.places(text)}
    with pytest.raises(toml.TooDeepError):
        toml.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{dotted(DEEPEST)} = 1\n",
        f"# {PROSE}\n",
        f'b = "{PROSE}" # {PROSE}\n',
        f"b = '{PROSE}'\n",
        f'"{PROSE}" = 1\n',
        f'["{PROSE}"]\n',
        f'b = """{PROSE}\n{PROSE} = 1\n"""\n',
        f"b = '''\n[{PROSE}]\n'''\n",
        f"b = [{'1.5, ' * 100}]\n",
        f'b = "\\"" # "{PROSE}\n',
        "".join(f"a.a{n}.a = 1.5\n" for n in range(100)),
    ],
)
def test_dots_that_make_no_key(text):
    """
    Dots in texts, in comments, in numbers and in many short keys are no long key.
    """
    assert not depth.has_long_key(text)
    assert tomllib.loads(text) == toml.loads(text)


@pytest.mark.parametrize("levels", [DEEPEST - 1, DEEPEST, 2000])
def test_levels_of_a_document(levels):
    """
    A document has as many levels as tables lie in each other; no depth is too much to ask.
    """
    found = depth.too_deep(nested(levels))
    assert depth.is_too_deep(nested(levels)) == (levels >= DEEPEST)
    assert found == (("a",) * DEEPEST if levels >= DEEPEST else None)


@given(st.lists(st.sampled_from(["[", "{ a.b = "]), max_size=DEEPEST))
def test_levels_of_a_text(opened):
    """
    The text tells of no depth that the document doesn't have, and of all that one value has.
    """
    closed = "".join("]" if bracket == "[" else " }" for bracket in reversed(opened))
    text = f"[a.b]\nc.d = {''.join(opened)}1{closed}\n"
    levels = sum(1 if bracket == "[" else 2 for bracket in opened)
    found = list(depth.places(text))
    assert not found or depth.is_too_deep(tomllib.loads(text))
    assert found or levels <= DEEPEST + 1


@pytest.mark.parametrize(
    "text",
    [
        f"b = {'[' * DEEPEST}{']' * DEEPEST}",
        f"b = {'[' * 390}{']' * 390}",
        "[[a]]\n" + "".join(f"[[{dotted(parts)}]]\n" for parts in range(2, 20)),
    ],
)
def test_walkable(text):
    """
    Who walks a document is not handed one that is too deep, although readers may have it.
    """
    assert tomllib.loads(text) == toml.loads(text)
    with pytest.raises(toml.TooDeepError) as error:
        toml.walkable(text)
    assert depth.too_deep(toml.loads(text)) == error.value.path


def test_brackets_without_end():
    """
    Brackets that the reader itself can't follow are too deep, too.
    """
    with pytest.raises(toml.TooDeepError):
        toml.loads(f"b = {'[' * 9000}")


def test_where_brackets_go_too_deep():
    """
    Of brackets the first of those is marked that are one more than there are levels.
    """
    text = f"b = {'[' * 40}{']' * 40}\n"
    place = len("b = ") + DEEPEST
    assert Deep(DEEPEST + 1, (place, place + 1)) == next(depth.places(text))
