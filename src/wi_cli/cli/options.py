"""
What several commands take: their options' types, and what these mean.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from wi_cli import __version__
from wi_cli.cli import completion, terminal
from wi_cli.errors import AmbiguousNameError, MemberNotFoundError, NothingFoundError, UsageError
from wi_cli.german.wording import BLOCKS, cited, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from wi_cli.finding.contacts import Chosen
    from wi_cli.finding.filters import Filters
    from wi_cli.registry.find import Found
    from wi_cli.registry.values import Member, Registry
    from wi_cli.showing.form import Form

Hit = TypeVar("Hit")


def _named(context: typer.Context, file: str | None) -> str | None:
    # As from a script whose variable is unset: the nearest registry is not the one that was meant.
    if file == "" and not context.resilient_parsing:
        raise UsageError("--registry is empty", "name a file, or leave --registry out")
    return file


RegistryFile = Annotated[
    str | None,
    typer.Option(
        "--registry",
        metavar="FILE",
        callback=_named,
        help="Read this registry, not the nearest one.",
        show_default=False,
    ),
]
Only = Annotated[
    str | None,
    typer.Option(
        "--only",
        metavar="BLOCKS",
        autocompletion=completion.blocks,
        help=f"Only these blocks, such as figures,contacts: {', '.join(BLOCKS)}.",
    ),
]
Many = list[str] | None
States = Annotated[
    Many,
    typer.Option("--state", metavar="STATE", autocompletion=completion.states, help="Only this Land: HE or Hessen."),
]
Kinds = Annotated[
    Many,
    typer.Option(
        "--kind", metavar="KIND", autocompletion=completion.kinds, help="Only this kind: Landkreis, Stadtkreis …"
    ),
]
Topics = Annotated[
    Many,
    typer.Option(
        "--topic",
        metavar="TOPIC",
        autocompletion=completion.topics,
        help="Only who works on this; several must all be there.",
    ),
]
Current = Annotated[bool, typer.Option("--current", help="Without those that left.")]
Former = Annotated[bool, typer.Option("--former", help="Only those that left.")]
Exact = Annotated[bool, typer.Option("--exact", help="Take no name that is only near.")]


def passing(states: Many, kinds: Many, topics: Many, *, current: bool, former: bool) -> Filters:
    """
    What the filters of a command line ask for.

    Raises `UsageError` for two that leave nobody.
    """
    from wi_cli.finding import filters

    if current and former:
        raise UsageError("--current and --former leave nobody", "give one of them")
    return filters.Filters(divided(states), divided(kinds), divided_labels(topics), current=current, former=former)


def divided(values: Many) -> list[str]:
    """
    What an option was given that may be repeated, where somebody divided words by commas: "HE,BW", "Hessen, NRW".
    Of one that has none, as of a script whose variables are unset, an empty word is left: it names nothing.
    """
    each = ([word.strip() for word in one.split(",") if word.strip()] for one in values or ())
    return [word for words in each for word in words or [""]]


def divided_labels(values: Many) -> list[str]:
    """
    The same of labels, which may have a comma in them, with a blank behind.
    """
    return [one for value in values or () for one in re.split(r",(?=\S)", value)]


def named_members(  # each command hands over what it was asked
    registry: Registry,
    names: Sequence[str],
    *,
    command: str,
    form: Form,
    exact: bool,
    nothing: Callable[[], Mapping[str, Any]] | None = None,
) -> list[Member]:
    """
    The members that these names mean, all of them or an error.  Only the forms
    that a person reads take a near match, and say so on stderr.  `nothing` is the JSON of a command that has
    another envelope than the members'.
    """
    from wi_cli.finding.names import one

    near = _takes_near(form, exact=exact)
    find = partial(one, registry, command=command, near=near)
    with one_name_each(registry, names, command):
        found = _resolved(registry, names, find, form, nothing)
    for name, hit in zip(names, found, strict=True):
        if hit.near:
            terminal.complain(f"showing {hit.member.name} for {cited(name)}")
    return list({hit.member.id: hit.member for hit in found}.values())


def named_contacts(registry: Registry, names: Sequence[str], *, command: str, form: Form, exact: bool) -> list[Chosen]:
    """
    The contacts that these names mean, each member once; all names or an error, as with `named_members`.
    """
    from wi_cli.finding import contacts

    near = _takes_near(form, exact=exact)
    try:
        with one_name_each(registry, names, command):
            found = _resolved(
                registry, names, lambda name: contacts.meant(registry, name, command=command, near=near), form
            )
    except MemberNotFoundError as error:
        name = " ".join(names)
        if len(names) > 1 and contacts.is_known(registry, name, command=command):
            from wi_cli.cli import whom

            error.hint = f"several words are one name in quotes: {whom.again(command, [name])}"
        raise
    for name, one in zip(names, found, strict=True):
        if one.near:
            shown = one.member.name if one.is_whole else contacts.called(one)
            terminal.complain(f"showing {shown} for {cited(name)}")
    return contacts.together(found)


@contextmanager
def one_name_each(registry: Registry, names: Sequence[str], command: str) -> Iterator[None]:
    """
    Who typed several members as one name, or one as several, is told what to type instead, and who named nobody
    where to look.
    """
    try:
        yield
    except MemberNotFoundError as error:
        from wi_cli.cli import whom

        error.hint = whom.advice_on_several(registry, names, command) or error.hint
        if not error.hint and error.wanted in names:  # not shortened
            error.hint = whom.next_step(registry, error.wanted, command)
        raise


def _takes_near(form: Form, *, exact: bool) -> bool:
    return form.name in ("table", "text") and not exact


def _resolved(
    registry: Registry,
    names: Sequence[str],
    find: Callable[[str], Hit],
    form: Form,
    nothing: Callable[[], Mapping[str, Any]] | None = None,
) -> list[Hit]:
    try:
        return [find(name) for name in names]
    except (AmbiguousNameError, MemberNotFoundError) as error:
        if form.name == "json":
            terminal.write(_json_answer(error, registry, nothing))
        raise


def none_passes(registry: Registry) -> NothingFoundError:
    """
    What is said where the filters leave nobody.
    """
    return NothingFoundError("no member passes these filters" if registry.members else "the registry has no members")


def _json_answer(
    error: AmbiguousNameError | MemberNotFoundError,
    registry: Registry,
    nothing: Callable[[], Mapping[str, Any]] | None,
) -> str:
    from wi_cli.showing import envelope

    if isinstance(error, AmbiguousNameError):
        return envelope.as_json(envelope.candidates(error.candidates))
    return envelope.as_json(nothing() if nothing else envelope.envelope([], registry))


def registry_file(option: str | None) -> Path:
    """
    The chosen registry file; what has to be said of how it was found is said on stderr.
    """
    from wi_cli.registry import find

    return _said(find.registry_file(option, os.environ))


def load(registry: str | None) -> tuple[Registry, Path]:
    """
    The registry to read and its file; what had to be left out is named on stderr.
    """
    from wi_cli.registry import find, store

    loaded, found = find.load(registry, os.environ)
    path = _said(found)
    for missing in loaded.left_out:
        place = f"{store.shown(path)}:{missing.line}"
        terminal.complain(f"left out {missing.what} ({place}): {missing.reason}", "run wi validate")
    return loaded, path


def _said(found: Found) -> Path:
    for remark in found.remarks:
        terminal.complain(remark)
    return found.path


def chosen_blocks(only: str | None, form: Form) -> AbstractSet[str]:
    """
    The blocks of a portrait to show.

    Raises `UsageError` for an unknown one, or where the format has no blocks.
    """
    from wi_cli.showing import portrait

    if only is not None and not form.is_page:
        raise UsageError(
            f"--only doesn't go with --format {form.name}", "it chooses blocks of table, text and markdown"
        )
    return portrait.only(only)


def footer(registry: Registry, path: Path, said: str = "") -> str:
    """
    What stands below what a terminal shows: in a line what is `said` of it, and "AG Weinheimer Initiative · Stand
    31.12.2023 · wi 0.1.0", with the registry's path unless that is the packaged one.
    """
    from wi_cli.registry import find, store
    from wi_cli.showing import phrases

    where = "" if path.resolve() == find.packaged().resolve() else visible(store.shown(path))
    parts = (phrases.imprint(registry, today()), f"wi {__version__}", where)
    return (said and f"{said}\n") + " · ".join(part for part in parts if part)


def today() -> str:
    """
    The date as YYYY-MM-DD.
    """
    from datetime import date

    return date.today().isoformat()  # noqa: DTZ011  # the user's own day is meant
