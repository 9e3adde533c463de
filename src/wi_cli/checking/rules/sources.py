"""
The rule on sources: a fact has one.
"""

from __future__ import annotations

from collections.abc import Iterator

from wi_cli.checking.rule import Problem, View, rule
from wi_cli.registry.format import CITED, LISTS


@rule(
    code="WI228",
    name="no-source",
    title="a fact names no source",
    why="Every figure, milestone, contact and membership can be looked up where it was read. "
    "Name at least one id from [sources].",
    bad="""
        [members.kassel.membership]
        sources = []
    """,
    good="""
        [members.kassel.membership]
        sources = ["kassel-portrait"]
    """,
)
def facts_have_sources(view: View) -> Iterator[Problem]:
    cited = [*view.tables(*(table for table in CITED if table in LISTS))]
    cited += [
        ((*path, "membership"), owner["membership"])
        for path, owner in view.owners
        if isinstance(owner.get("membership"), dict)
    ]
    for path, table in cited:
        if table.get("sources") == []:
            yield Problem((*path, "sources"), "WI228", "no source is named", "name at least one id from [sources]")
