"""
A text taken apart.
"""

import pytest
from hypothesis import given

from dressed import registries
from untidy import texts
from wi_cli.changing.statements import headers_of
from wi_cli.registry import toml
from wi_cli.registry.locate import Locator


def located(text):
    """
    Paths and places of the headers as a parser of the whole grammar finds them.
    """
    return [(entry.path, entry.key) for entry in Locator(text).headers]


@given(texts())
def test_headers_of_any_text(text):
    """
    The headers are those that the grammar has.
    """
    assert located(text) == headers_of(text)


@given(registries())
def test_headers_of_registries(text):
    """
    The headers of a registry are found whatever stands around them.
    """
    assert located(text) == headers_of(text)


@pytest.mark.parametrize(
    "text",
    [
        'a = """\n[no]\n"""\n[yes]\n',
        "a = '''\n[no]\n''' # [no]\n[yes]\n",
        'a = """\\"""\n[no]\n"""\n[yes]\n',
        'a = "\\"" # "\n[yes]\n',
        "a = [\n[1],\n[2]\n]\n[yes]\n",
        "a = [ # [\n'[no]'\n, ]\n[yes]\n",
        'a = { b = [\n[]\n], "]" = 1 }\n[yes] # ] [no]\n',
        "a = []\nb = {}\n[yes]\n",
        "a = ''\nb = \"\"\n[yes]\n",
        "[[a]]\n[[a.b]]\n[[a.b]]\n[a.b.c]\n[[a]]\n[[a.b]]\n[a.d]\n",
        '[ "a b" . c ] # x\n[\t[ x\n'.replace("[\t[ x\n", "[[ 'a.b' ]]\n"),
        '["\\u0061"]\n[b]',
        "a = 1979-05-27 07:32:00 # [no]\r\n[yes]\r\nb = [\r\n[2]]\r\n[[c]]\r\n",
        "[a]",
        "",
    ],
)
def test_headers(text):
    """
    Nothing in a string, a comment or a list is a header; elements of arrays of tables are numbered within their owner.
    """
    toml.loads(text)
    assert located(text) == headers_of(text)
