"""
What the page's search needs of the rules of `wi_cli.finding` and `wi_cli.german`, as data for the files of
browser/search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wi_cli.finding import index, likeness, questions, ranking, texts
from wi_cli.german import placenames, placewords, slips, stems
from wi_cli.german.spelling import written
from wi_cli.german.wording import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Latin letters with whatever accent, and what has the same letters in it: ½, ª, ﬁ.
_SPELT = (*range(0xA0, 0x250), *range(0x1E00, 0x1F00), *range(0xFB00, 0xFB07))


def rules(kinds: Iterable[str], sorts: Mapping[str, str]) -> dict[str, Any]:
    """
    Tables for the search: the letters that a character stands for, words of place names and of questions, weights and
    tiers; and what sort of place each of these kinds of members is, by its word and as `sorts` declares it.
    """
    return {
        "letters": {
            chr(code): letters for code in _SPELT if (letters := written(chr(code))) and letters != chr(code).lower()
        },
        "district": sorted(placenames.DISTRICT_WORDS),
        "town": sorted(placenames.TOWN_WORDS),
        "titles": placenames.TITLES,
        "joining": sorted(placenames.FUNCTION_WORDS),
        "sorts": [(placenames.sort_of(kind, sorts), sorts.get(kind, "")) for kind in kinds],
        "weights": texts.WEIGHTS,
        "names": sorted(texts.NAMES),
        "forgiving": sorted(texts.FORGIVING),
        "qualities": index.QUALITIES,
        "tiers": ranking.TIERS,
        "phrase": ranking.PHRASE,
        "letter": ranking.FEW_LETTERS,
        "city": ranking.CITY,
        "part": likeness.SHORTEST_PART,
        "respelt": likeness.RESPELT,
        "inside": likeness.INSIDE,
        "most": likeness.MOST,
        "initials": likeness.FEWEST_INITIALS,
        "densest": index.DENSEST,
        "subsequence": index.SHORTEST_SUBSEQUENCE,
        "inflected": stems.SHORTEST_INFLECTED,
        "longest": slips.LONGEST_WORD,
        "labels": {field: LABELS.get(field, "Quelle") for field in (*texts.WEIGHTS, "website")},
        "without": sorted(questions.LEFT_OUT),
        "never": sorted(questions.NO_SLIPS),
        "abbreviations": questions.ABBREVIATIONS,
        "states": placewords.STATES_CALLED,
        "places": {word: kind._asdict() for word, kind in placewords.PLACE_KINDS.items()},
        "scores": [questions.STATE_SCORE, questions.KIND_SCORE],
    }
