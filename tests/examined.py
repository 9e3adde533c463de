"""
What is found in the bytes of a registry file.
"""

import re

from wi_cli.checking.diagnose import Selection, examine
from wi_cli.checking.rule import Settings
from wi_cli.registry import store

SCHEMA = store.schema()
TODAY = Settings("2026-11-22")
EVERYTHING = Selection()


def found(content, settings=TODAY, selection=EVERYTHING):
    content = content.encode() if isinstance(content, str) else content
    return examine(content, SCHEMA, settings, selection).diagnostics


def codes(content, **options):
    return [diagnostic.code for diagnostic in found(content, **options)]


def expected(path):
    """
    Codes and places that a bad file's first line names; UTF-16 has no such line.
    """
    line = re.match(rb"(?:\xef\xbb\xbf)?# expect: ([^\r\n]+)", path.read_bytes())
    places = line[1].decode().split(", ") if line else ["1:1"]
    return [place if " " in place else f"{path.name[:5]} {place}" for place in places]
