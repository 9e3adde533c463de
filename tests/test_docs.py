"""
What docs/ says of the format is what the program knows of it.
"""

import re
import runpy
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"
MANUAL = (DOCS / "format.md").read_text(encoding="utf-8")


def test_manual_of_the_format():
    """
    docs/format.md is what docs/format.py makes of the schema: run that when the format changes.
    """
    written = runpy.run_path(str(DOCS / "format.py"))["written"]
    assert written((DOCS / "format.in.md").read_text(encoding="utf-8")) == MANUAL


def test_example_of_the_format(wi, tmp_path):
    """
    The example in the manual is a registry without a defect, in canonical layout.
    """
    path = tmp_path / "members.toml"
    path.write_text(re.search("```toml\n(.*?)```", MANUAL, re.DOTALL)[1], encoding="utf-8")
    assert (0, "", "") == wi("validate", "--strict", registry=path)
    assert (0, "", "") == wi("fmt", "--check", registry=path)
