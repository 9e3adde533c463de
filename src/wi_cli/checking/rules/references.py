"""
Rules on ids that one place declares and another names: topics, sources, indicators.
"""

from __future__ import annotations

from collections.abc import Iterator

from wi_cli.checking.meant import nearest_of_many
from wi_cli.checking.rule import Document, Problem, View, rule, text_of
from wi_cli.registry.depth import DEEPEST
from wi_cli.registry.format import DECLARING, references
from wi_cli.registry.values import Path


@rule(
    code="WI202",
    name="unknown-topic",
    title="a member names a topic that [topics] doesn't have",
    why="Who looks for the topic doesn't find this member. "
    "Correct the id, or declare the topic with its label in [topics].",
    bad="""
        [members.kassel]
        topics = ["schulsozialarbeit", "uebergang-schule-beruf", "schulsozialarbiet"]
    """,
    good="""
        [members.kassel]
        topics = ["schulsozialarbeit", "uebergang-schule-beruf"]
    """,
)
@rule(
    code="WI203",
    name="unknown-source",
    title="a fact names a source that [sources] doesn't have",
    why="The reader is sent to a source that isn't there. Correct the id, or describe the source under [sources.ID].",
    bad="""
        [members.kassel.membership]
        sources = ["kassel-portrait", "kassel-slides"]
    """,
    good="""
        [members.kassel.membership]
        sources = ["kassel-portrait", "kassel-slides-2014"]
    """,
)
@rule(
    code="WI204",
    name="unknown-indicator",
    title="a figure or part_of names an indicator that [indicators] doesn't have",
    why="The number would stand there without label and unit. "
    "Correct the id, or describe the indicator under [indicators.ID].",
    bad="""
        [[members.kassel.figures]]
        indicator = "populaton"
        value = 196500
        sources = ["kassel-slides-2014"]
    """,
    good="""
        [[members.kassel.figures]]
        indicator = "population"
        value = 196500
        sources = ["kassel-slides-2014"]
    """,
)
@rule(
    code="WI205",
    name="unused-topic",
    title="no member has this topic",
    why="It is offered as a filter and finds nobody. Delete it, or add it to the members that work on it.",
    bad="""
        [topics]
        elternarbeit = "Elternarbeit"
    """,
    good="""
        [topics]
        elternarbeit = "Elternarbeit"

        [members.kassel]
        topics = ["schulsozialarbeit", "uebergang-schule-beruf", "elternarbeit"]
    """,
    warning=True,
)
@rule(
    code="WI206",
    name="unused-source",
    title="nothing cites this source",
    why="Either the facts read there don't name it, or it is left over. Cite it or delete it.",
    bad="""
        [sources.kassel-flyer]
        title = "Faltblatt der Koordinierungsstelle"
    """,
    good="""
        [sources.kassel-flyer]
        title = "Faltblatt der Koordinierungsstelle"

        [members.kassel.membership]
        sources = ["kassel-portrait", "kassel-flyer"]
    """,
    warning=True,
)
@rule(
    code="WI207",
    name="unused-indicator",
    title="no figure uses this indicator",
    why="It is left over, or its figures name another one. Use it or delete it.",
    bad="""
        [indicators.schools]
        label = "Schulen"
        unit = "Schulen"
    """,
    good="""
        [indicators.schools]
        label = "Schulen"
        unit = "Schulen"

        [[members.kassel.figures]]
        indicator = "schools"
        value = 62
        sources = ["kassel-slides-2014"]
    """,
    warning=True,
)
def references_are_declared(view: View) -> Iterator[Problem]:
    """
    WI202, WI203, WI204: an id that isn't declared; WI205, WI206, WI207: one
    that nothing uses.  A declaration misspelt against all its uses is one
    problem, at the declaration.
    """
    used = _references(view.document)
    for name, missing, unused, what in (
        ("topics", "WI202", "WI205", "topic"),
        ("sources", "WI203", "WI206", "source"),
        ("indicators", "WI204", "WI207", "indicator"),
    ):
        declared = view.declared(name)
        undeclared = {key: places for key, places in used[name].items() if key not in declared}
        idle = {key for key in declared if key not in used[name]}
        for n, key in enumerate(sorted(idle)):
            # One use of another spelling: that one is the slip.  Several: this one.
            near = nearest_of_many(n, key, undeclared)
            if meant := next((word for word in near if len(undeclared[word]) > 1), None):
                idle.discard(key)
                times = len(undeclared.pop(meant))
                message = f"{what} {key!r} is used by nobody, but {meant!r} is, {times} times"
                yield Problem((name, key), missing, message, f"did you mean {meant!r}?", at_key=True)
        for n, (key, places) in enumerate(undeclared.items()):
            near = nearest_of_many(n, key, declared)
            idle -= set(near)
            hint = f"did you mean {near[0]!r}?" if near else f"declare it: [{name}.{key}]" if name != "topics" else None
            for path in places:
                yield Problem(path, missing, f"no {what} {key!r}", hint or f'declare it in [topics]: {key} = "…"')
        for key in declared:
            if key in idle:
                hint = "delete it, or check how the others spell it"
                yield Problem((name, key), unused, f"{what} {key!r} is used by nobody", hint, at_key=True)


def _references(document: Document) -> dict[str, dict[str, list[Path]]]:
    """
    Which ids are named where, wherever in the document they are.
    """
    used: dict[str, dict[str, list[Path]]] = {table: {} for table in DECLARING}
    for table, key, path in references(document):
        used[table].setdefault(key, []).append(path)
    return used


@rule(
    code="WI230",
    name="circular-parts",
    title="indicators are parts of each other in a circle, or of more than 32 others",
    why="The part is shown under its whole; here nothing is the whole, or nobody finds it. Delete one part_of.",
    bad="""
        [indicators.population]
        part_of = "population-under-25"

        [indicators.population-under-25]
        part_of = "population"
    """,
    good="""
        [indicators.population-under-25]
        part_of = "population"
    """,
)
def parts_have_no_circle(view: View) -> Iterator[Problem]:
    declared = view.declared("indicators").items()
    whole = {key: part_of for key, item in declared if isinstance(item, dict) and (part_of := text_of(item, "part_of"))}
    levels: dict[str, int] = {}  # how many wholes a part has
    for key in whole:
        chain: dict[str, None] = {}
        last = key
        while last in whole and last not in levels and last not in chain:
            chain[last] = None
            last = whole[last]
        links = [*chain]
        if last in chain:
            circle = " → ".join([*links[links.index(last) :], last])
            yield Problem(("indicators", key, "part_of"), "WI230", f"parts in a circle: {circle}")
            levels |= dict.fromkeys(chain, 0)
            continue
        for level, part in enumerate(reversed(links), start=levels.get(last, 0) + 1):
            levels[part] = level
            if level == DEEPEST + 1:
                place = ("indicators", part, "part_of")
                yield Problem(place, "WI230", f"{part!r} is nested too deeply", f"{DEEPEST} levels are the most")
