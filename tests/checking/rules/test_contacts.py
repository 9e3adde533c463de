import pytest

from judged import KASSEL, MISSING, problems


@pytest.mark.parametrize(
    ("expected", "today", "as_of"),
    [
        ([], "2026-11-22", "2026"),
        ([], "2026-11-22", "2024-11"),
        ([], "2026-11-22", "2024-11-22"),
        ([], "2026-11-22", "2014/.."),
        (["WI227"], "2026-11-22", "2024-11-21"),
        (["WI227"], "2026-11-22", "2024-10"),
        (["WI227"], "2026-11-22", "../2014"),
        (["WI227"], "2026-01-31", "2023"),
        ([], "2026-01-31", "2024-01"),
        (["WI227"], "2026-11-22", MISSING),
    ],
)
def test_age_of_contacts(expected, today, as_of):
    """
    A contact is too old once the last day that its date can mean is more than the months ago; undated is too old.
    """
    assert expected == [p.code for p in problems({f"{KASSEL}.contacts.0.as_of": as_of}, today, 24)]
