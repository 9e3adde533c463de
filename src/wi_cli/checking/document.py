"""
What is wrong with a registry document: its shape, and what it means.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from wi_cli.checking.meant import Meant
from wi_cli.checking.rule import Document, Problem, Settings, View
from wi_cli.checking.rulebook import FORMS, LOOKS
from wi_cli.checking.rules.headers import is_echo, without_header
from wi_cli.checking.shape import malformed_ids, problems_of_shape
from wi_cli.checking.validator import validator

if TYPE_CHECKING:
    from collections.abc import Iterable

NO_LIMIT = sys.maxsize


class Found(NamedTuple):
    """
    The defects of a document, and the codes of which there are more, or may be.
    """

    problems: list[Problem]
    cut: set[str]


class _Gathered:
    """
    Problems, of each code the first `most`; `cut` are the codes of which there are more.
    """

    def __init__(self, most: int) -> None:
        self.problems: list[Problem] = []
        self.cut: set[str] = set()
        self._most = most
        self._number: Counter[str] = Counter()

    def add(self, problems: Iterable[Problem]) -> None:
        """
        Add what there is room for.
        """
        for problem in problems:
            self._number[problem.code] += 1
            if self._number[problem.code] > self._most:
                self.cut.add(problem.code)
            else:
                self.problems.append(problem)


def check(document: Document, schema: str, settings: Settings) -> list[Problem]:
    """
    Every defect of a document, in no particular order.  `schema` is the text
    of the JSON Schema.  The document is taken over: slips are put right in it.
    """
    return found_in(document, schema, settings, NO_LIMIT).problems


def found_in(document: Document, schema: str, settings: Settings, most: int) -> Found:
    """
    As `check`, but of each code the first `most` defects.
    """
    found = _Gathered(most)
    if not document:
        return Found([Problem((), "WI102", "the file is empty", "begin with format = 1", at_key=True)], set())
    meant = Meant(document)
    judge = validator(schema)
    found.add(meant.unreadable())
    found.add(meant.spoilt())
    found.add(meant.misspelt_keys(judge, most))
    headless = without_header(meant.document)
    found.add(headless.values())
    # Errors of shape take the most time: there may be as many as values, and nobody asks for the rest of them.
    looked_for = most + 1 if most < NO_LIMIT else None
    ids = list(islice(malformed_ids(meant, judge), looked_for))
    shape = list(islice(problems_of_shape(meant, judge), looked_for))
    if meant.is_cut or len(shape) > most:
        found.cut.add("WI101")
    found.add(meant.as_meant(problem for problem in (*ids, *shape) if not is_echo(problem, headless)))
    view = View(meant.document, meant.texts(), headless.keys(), settings)
    for look in LOOKS:
        found.add(look(view))
    # A value that isn't one of those allowed, or not of its form.
    wrong = {"WI104", *(form.code for form in FORMS.values())}
    malformed = {problem.path for problem in found.problems if problem.code in wrong}
    located = (
        meant.in_the_file(problem)
        for problem in found.problems
        if problem.code in ("WI101", "WI114", "WI115") or problem.path not in meant.placeholders
    )
    # What is malformed has blanks or control characters in it, or makes a bad id: one defect.
    echoes = ("WI210", "WI225", "WI226")
    problems = [
        problem
        for problem in located
        if not (problem.code in echoes and problem.path in malformed)
        # What nobody can read is one defect, too.
        and not (problem.path in meant.illegible and problem.code not in ("WI118", "WI119"))
    ]
    return Found(problems, found.cut)
