import pytest

from judged import KASSEL, problems, said


def test_name_that_is_no_text():
    """
    No id is measured against a name of the wrong type.
    """
    assert ["WI103"] == [p.code for p in problems({f"{KASSEL}.name": 5})]


@pytest.mark.parametrize("elsewhere", [{}, {f"{KASSEL}.location.lat": float("nan")}])
def test_malformed_id_is_one_defect(elsewhere):
    """
    An id with a control character is malformed, and that is all, whatever else is wrong.
    """
    found = said({f"{KASSEL}.membership.sources.0": "a\tb", **elsewhere})
    assert {"WI105"} == {code for code, path, *_ in found if path == f"{KASSEL}.membership.sources.0"} - {"WI203"}
