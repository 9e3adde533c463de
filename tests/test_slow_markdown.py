"""
GitHub's own parser reads the Markdown that `wi` writes.
"""

import shutil
import subprocess
import xml.etree.ElementTree as ET
from itertools import product

import pytest

from showing.test_markdown import ADDRESSES, WORDS, empty
from wi_cli.showing import markdown
from wi_cli.showing.portrait import Passage

CMARK = shutil.which("cmark-gfm")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(CMARK is None, reason="cmark-gfm is not installed")]
NAMESPACE = "{http://commonmark.org/xml/1.0}"
TEXTS = {NAMESPACE + name for name in ("text", "code", "html_inline")}


def read(source):
    """
    The text of every paragraph and cell, as the parser sees it.
    """
    extensions = [part for name in ("table", "strikethrough", "autolink", "tasklist") for part in ("-e", name)]
    done = subprocess.run([CMARK, "-t", "xml", *extensions], input=source.encode(), capture_output=True, check=True)
    blocks = [
        block for name in ("paragraph", "table_cell") for block in ET.fromstring(done.stdout).iter(NAMESPACE + name)
    ]
    return ["".join(part.text or "" for part in block.iter() if part.tag in TEXTS) for block in blocks]


def test_texts_are_text():
    """
    Whatever is in a text, GitHub shows it.
    """
    texts = [
        f"{one}{blank}{other}" for one, other in product([*WORDS, *ADDRESSES, "Wort"], repeat=2) for blank in ("", " ")
    ]
    page = markdown.markdown(empty(passages=[Passage("T", texts, [], ())]))
    assert texts == read(page)
    assert ["a", *texts] == read(markdown.markdown_table(["a"], [[text] for text in texts]))
