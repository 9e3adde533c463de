from wi_cli.showing import citing


def test_references():
    """
    References are numbers in brackets, or nothing.
    """
    assert ("[1, 3]", "") == (citing.references((1, 3)), citing.references(()))
