"""
`wi schema`: status, stdout and stderr.
"""

from wi_cli.registry import store


def test_schema(wi):
    """
    The schema comes out as it is shipped, whatever the registry.
    """
    assert (0, store.schema(), "") == wi("schema", registry=b"\xff")
