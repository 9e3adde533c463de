"""
What spreadsheets make of the texts in a csv file, and how a text stays one.
"""

from __future__ import annotations

import re

from wi_cli.german import phones
from wi_cli.german.wording import visible

# What a spreadsheet takes for a formula (OWASP, CSV Injection: also in full width).
_FORMULA = re.compile(r"\s*[=@+\-＝＠＋－]|[\t\r]")
# The same within a text: a spreadsheet of the other language cuts at the other
# separator, whatever the quotes.  A hyphen there is German ("Schul-, -amt") unless
# something is called behind it.
_INNER_FORMULA = re.compile(r"(?<=[,;])(?=\s*(?:[=@＝＠]|[+\-＋－][^\s,;][^,;(|!]*[(|!]))")
# Begins like one, and is none: a telephone number of the registry, a number.
_NO_FORMULA = re.compile(rf"{phones.WRITTEN}|[+-]?[0-9]+([.,][0-9]+)?")
# What a spreadsheet takes for a number, a date or a truth though it is a text:
# 06611000, 2014-04, 1/2, 5 %, 1e5, 1. Mai 2008, WAHR (in German or English) ...
_NO_NUMBER = re.compile(
    r"""[^\w"]*[0-9]([^\w"]|[0-9])*
    | [^\w"]*[0-9.,:]+(e[+-]?[0-9]+|\s?[ap]m)
    | ([0-9]+\W{1,3})?(jan|feb|m[aä]r|mrz|apr|mai|may|jun|jul|aug|sep|o[ck]t|nov|de[cz])[^\W\d_]*(\W{1,3}[0-9]+)?\s*
    | true|false|wahr|falsch""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_NUMBER = 40
# And what it may take for a number, since it shows the same.
_NUMBER = re.compile(rf"{phones.WRITTEN}|[1-9][0-9]{{0,14}}|0")


def harmless(text: str) -> str:
    """
    A text that no spreadsheet takes for a formula: LibreOffice runs what begins
    with =, Excel also what begins with +, - or @.
    """
    runs = _FORMULA.match(text) and not _NO_FORMULA.fullmatch(text)
    return ("'" if runs else "") + visible(_INNER_FORMULA.sub("'", text))


def kept(text: str) -> str:
    """
    A harmless text as ="06108" where a German Excel would take it for a number or a date.
    """
    if len(text) > _LONGEST_NUMBER or text.startswith("'") or _NUMBER.fullmatch(text):
        return text
    return f'="{text}"' if _NO_NUMBER.fullmatch(text) else text
