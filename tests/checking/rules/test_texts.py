from judged import KASSEL, codes


def test_doubles_but_for_blanks():
    """
    Two entries of a list that differ only in the blanks around them are the same.
    """
    assert ["WI226", "WI231"] == codes({f"{KASSEL}.aliases": ["Cassel", " Cassel"]})
