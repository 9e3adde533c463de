import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from codes import modules
from wi_cli.showing import code


def wanted(text):
    """
    The modules of a code with four light ones around them, as the standard wants.
    """
    return [[bool(module) for module in row] for row in segno.make_qr(text, error="l", encoding="utf-8").matrix]


@given(st.text(min_size=1, max_size=300))
@pytest.mark.parametrize(
    "look",
    [{"colour": True}, {"colour": True, "light_ink": True}, {"colour": False}, {"colour": False, "light_ink": True}],
)
def test_what_is_seen(look, text):
    """
    On dark and light terminals, in colours and without, the modules of the code are seen dark on light, with a
    quiet zone of four light ones.
    """
    made = code.code(text)
    shown = code.drawn(made, **look)
    seen = modules(shown, light_ink=look.get("light_ink", False))
    inner = wanted(text)
    size = len(inner) + 8
    assert inner == [row[4:-4] for row in seen[4 : size - 4]]
    assert not any(map(any, (*seen[:4], *seen[size - 4 : size])))
    assert not any(any(row[:4] + row[-4:]) for row in seen[:size])
    # The half line below it is ground, or in colours its own.
    assert [[look == {"colour": False, "light_ink": True}] * size] == seen[size:]
    assert (made.width, made.height) == (len(seen[0]), len(shown.splitlines()))


def test_no_escapes_without_colour():
    """
    Without colour there is nothing but blocks, blanks and ends of lines.
    """
    made = code.code("Änne Groß")
    assert set("█▀▄ \n") == set(code.drawn(made, colour=False))
    assert code.drawn(made, colour=False) != code.drawn(made, colour=False, light_ink=True)


def test_too_long():
    """
    What no code can hold is refused with another way.
    """
    with pytest.raises(code.TooLongError) as error:
        code.code("ä" * 1500)
    assert "this contact is too long for a code" == str(error.value)
    assert "--vcard -o" in error.value.hint
