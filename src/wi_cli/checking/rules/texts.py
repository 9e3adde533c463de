"""
Rules on texts, and on lists of texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from wi_cli.checking.meant import stripped
from wi_cli.checking.rule import Problem, View, label_of, rule
from wi_cli.german.wording import UNSAFE
from wi_cli.registry.values import Path


@rule(
    code="WI225",
    name="control-character",
    title="a control character, or a line break outside the text of a section",
    why="Control characters and bidi overrides make a terminal show what the file doesn't say (UAX #9). "
    "A section's text has paragraphs; all other texts are one line.",
    bad='''
        [members.kassel]
        summary = """Oberzentrum
        für Nordhessen."""
    ''',
    good="""
        [members.kassel]
        summary = "Oberzentrum für Nordhessen."
    """,
)
@rule(
    code="WI226",
    name="outer-blanks",
    title="a text begins or ends with blanks",
    why="Nobody sees them, but they come along with every copy and spoil comparisons.",
    bad="""
        [members.kassel]
        summary = "Oberzentrum für Nordhessen. "
    """,
    good="""
        [members.kassel]
        summary = "Oberzentrum für Nordhessen."
    """,
    warning=True,
    fixable=True,
)
def texts_are_clean(view: View) -> Iterator[Problem]:
    """
    WI225: characters that a terminal would act on, and line breaks where a
    text is one line; WI226: blanks before or after a text.
    """
    for path, text in view.texts:
        long = path[-3:-2] == ("sections",) and isinstance(path[-2], int) and path[-1] == "text"
        yield from _control_characters(path, text, long=long)
        # The line break before a closing """ belongs to how people write it.
        meant = text.removesuffix("\n").removesuffix("\r") if long else text
        if meant != meant.strip() and meant.strip():
            yield Problem(path, "WI226", f"blanks around {label_of(path)}", "delete them", fix=partial(stripped, meant))


def _control_characters(path: Path, text: str, *, long: bool) -> Iterator[Problem]:
    """
    Each control character; the first line break if no other defect of the text stands there.
    """
    if text.isprintable():
        return
    unsafe = [found for found in re.finditer(UNSAFE, text) if found[0] not in "\r\n"]
    for found in unsafe:
        message = f"control character U+{ord(found[0]):04X} in {label_of(path)}"
        yield Problem(path, "WI225", message, "delete it", characters=found.span())
    inner = len(text) - len(text.lstrip())
    if not unsafe and not long and (line_break := re.compile(r"[\r\n]").search(text, inner, len(text.rstrip()))):
        hint = "only the text of a section has several lines"
        yield Problem(path, "WI225", f"line break in {label_of(path)}", hint, characters=line_break.span())


@rule(
    code="WI229",
    name="empty-section",
    title="a section has neither text nor items",
    why="It would be shown as a heading with nothing below.",
    bad="""
        [[members.kassel.sections]]
        title = "Koordinierung"
    """,
    good="""
        [[members.kassel.sections]]
        title = "Koordinierung"
        text = "Das Jugendamt führt alle Beteiligten an einen Tisch."
    """,
)
def sections_say_something(view: View) -> Iterator[Problem]:
    for path, section in view.tables("sections"):
        if "text" not in section and section.get("items", []) == []:
            yield Problem(path, "WI229", "neither text nor items", "a section has one of them or both", at_key=True)


@rule(
    code="WI231",
    name="duplicate-entry",
    title="the same entry stands twice in one list",
    why="It adds nothing, and often another entry was meant.",
    bad="""
        [members.kassel]
        aliases = ["Cassel", "Cassel"]
    """,
    good="""
        [members.kassel]
        aliases = ["Cassel", "Stadt Kassel"]
    """,
    warning=True,
)
def lists_have_no_doubles(view: View) -> Iterator[Problem]:
    seen: set[tuple[Path, str]] = set()
    reported: set[tuple[Path, str]] = set()
    for path, text in view.texts:
        if isinstance(path[-1], int) and path[-2] in ("topics", "sources", "aliases", "seen"):
            entry = (path[:-1], text.strip())
            if entry in seen and entry not in reported:
                reported.add(entry)
                yield Problem(path, "WI231", f"{text!r} stands here twice", "delete one")
            seen.add(entry)
