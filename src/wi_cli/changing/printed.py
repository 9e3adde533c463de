"""
Comments on how a value was printed, such as `# gedruckt: 0561 1234-0`.
"""

from __future__ import annotations

import re

from wi_cli.checking.meant import slugged

# Fewer characters are in many a comment by accident.
_TELLING = 4


def is_of_old_value(comment: str, value: object) -> bool:
    """
    Whether a comment is about how a value was printed: it says so (gedruckt), or repeats the value in other spelling.
    """
    if re.search(r"\b(?:gedruckt|printed)", comment, re.IGNORECASE):
        return True
    old = str(value)
    digits = re.sub(r"\D", "", re.sub(r"^\+[0-9]{2}", "", old))
    if len(digits) >= _TELLING and digits in re.sub(r"\D", "", comment):
        return True
    words = slugged(old).replace("-", "")
    return len(words) >= _TELLING and words in slugged(comment).replace("-", "")
