"""
What is wrong with a registry document: its shape, and what it means.
"""

from __future__ import annotations

from wi_cli.checking.meant import Meant
from wi_cli.checking.rule import Document, Problem, Settings, View
from wi_cli.checking.rulebook import FORMS, LOOKS
from wi_cli.checking.rules.headers import is_echo, without_header
from wi_cli.checking.shape import problems_of_shape
from wi_cli.checking.validator import validator


def check(document: Document, schema: str, settings: Settings) -> list[Problem]:
    """
    Every defect of a document, in no particular order.  `schema` is the text
    of the JSON Schema.  The document is taken over: slips are put right in it.
    """
    if not document:
        return [Problem((), "WI102", "the file is empty", "begin with format = 1", at_key=True)]
    meant = Meant(document)
    judge = validator(schema)
    problems = [*meant.unreadable(), *meant.spoilt(), *meant.misspelt_keys(judge)]
    headless = without_header(meant.document)
    problems += headless.values()
    shape = [problem for problem in problems_of_shape(meant, judge) if not is_echo(problem, headless)]
    problems += meant.as_meant(shape)
    view = View(meant.document, meant.texts(), headless.keys(), settings)
    for look in LOOKS:
        problems += look(view)
    # A value that isn't one of those allowed, or not of its form.
    wrong = {"WI104", *(form.code for form in FORMS.values())}
    malformed = {problem.path for problem in problems if problem.code in wrong}
    located = (
        meant.in_the_file(problem)
        for problem in problems
        if problem.code in ("WI101", "WI114", "WI115") or problem.path not in meant.placeholders
    )
    # What is malformed has blanks or control characters in it, or makes a bad id: one defect.
    echoes = ("WI210", "WI225", "WI226")
    return [
        problem
        for problem in located
        if not (problem.code in echoes and problem.path in malformed)
        # What nobody can read is one defect, too.
        and not (problem.path in meant.illegible and problem.code not in ("WI118", "WI119"))
    ]
