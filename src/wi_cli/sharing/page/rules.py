"""
What the page's search needs of the rules of `wi_cli.finding` and `wi_cli.german`, as data for search.js.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wi_cli.finding import index, likeness, search, texts
from wi_cli.german import placenames, slips
from wi_cli.german.spelling import written
from wi_cli.german.wording import LABELS, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wi_cli.registry.values import Member

# Latin letters with whatever accent, and what has the same letters in it: ½, ª, ﬁ.
_SPELT = (*range(0xA0, 0x250), *range(0x1E00, 0x1F00), *range(0xFB00, 0xFB07))


def rules(members: Sequence[Member]) -> dict[str, Any]:
    """
    Tables for search.js: the letters that a character stands for, the words of place names, the weights and tiers,
    and where in a name of these members its addition begins.
    """
    return {
        "letters": {
            chr(code): letters for code in _SPELT if (letters := written(chr(code))) and letters != chr(code).lower()
        },
        "district": sorted(placenames.DISTRICT_WORDS),
        "town": sorted(placenames.TOWN_WORDS),
        "weights": texts.WEIGHTS,
        "names": sorted(texts.NAMES),
        "forgiving": sorted(texts.FORGIVING),
        "qualities": index.QUALITIES,
        "tiers": search.TIERS,
        "phrase": search.PHRASE,
        "part": likeness.SHORTEST_PART,
        "respelt": likeness.RESPELT,
        "inside": likeness.INSIDE,
        "most": likeness.MOST,
        "densest": index.DENSEST,
        "subsequence": index.SHORTEST_SUBSEQUENCE,
        "longest": slips.LONGEST_WORD,
        "labels": {field: LABELS[field] for field in texts.WEIGHTS},
        "additions": {
            name: len(short)
            for member in members
            for name in map(visible, (member.name, *member.aliases))
            if (short := placenames.without_addition(name)) != name
        },
    }
