import pytest

from wi_cli.messages import all_of, any_of, counted


@pytest.mark.parametrize(("said", "number"), [("0 files", 0), ("1 file", 1), ("2 files", 2)])
def test_counted(said, number):
    """
    A clause is whole in singular and plural.
    """
    assert said == counted(number, "{number} file", "{number} files")


def test_enumerations():
    """
    Names are joined in one place.
    """
    assert ("a or b", "a and b and c", "a", "") == (any_of("ab"), all_of("abc"), any_of("a"), all_of(()))
