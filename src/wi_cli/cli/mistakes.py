"""
What somebody probably wanted whose command line can't be read: the next thing to type.

Imported only where there was a mistake.
"""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from wi_cli.cli import internals, whom
from wi_cli.cli.commands import COMMANDS, called
from wi_cli.cli.whom import line_of
from wi_cli.errors import UsageError
from wi_cli.german.spelling import forms
from wi_cli.german.wording import cited, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


_FILTERS: Mapping[str, Any] = dict.fromkeys(("--state", "--kind", "--topic"))
LONGEST = 300
"""Letters of advice that somebody reads."""
HELP = ("/?", "/h", "/help", "-?", "--hilfe", "help", "hilfe", "?")
"""How help is asked for elsewhere."""
ALONE = ("--version", "--install-completion", "--show-completion")
_DASH = "\N{HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"  # as word processors write two hyphens
_DASHES = re.compile(rf"^[{_DASH}][-{_DASH}]?(?=[^\W\d])")
# What an option may be called by somebody who doesn't know it, as far as that is not near its name.
_OPTIONS: Mapping[str, Sequence[str]] = {
    "--state": ("land", "bundesland", "region"),
    "--kind": ("art", "type", "typ"),
    "--topic": ("thema", "themen", "topics", "tag"),
    "--current": ("aktuell", "aktiv", "active", "members"),
    "--former": ("ehemalig", "ehemalige", "left", "ausgeschieden"),
    "--sort": ("sortiere", "sortieren", "sortiert", "order", "by", "order-by", "sort-by"),
    "--columns": ("spalten", "spalte", "column", "cols", "fields", "field", "felder"),
    "--field": ("feld", "felder", "columns", "column", "spalten"),
    "--output": ("ausgabe", "out", "datei", "file", "to", "save"),
    "--force": ("overwrite", "yes", "ueberschreiben"),
    "--format": ("output-format", "fmt", "as", "type"),
    "--only": ("nur", "blocks", "block", "sections"),
    "--in": ("field", "nur", "only", "wo"),
    "--exact": ("genau", "strict"),
    "--all": ("alle", "everybody", "every"),
    "--help": ("hilfe", "usage"),
    "--source": ("quelle", "sources"),
    "--registry": ("file", "datei", "config", "verzeichnis"),
    "--yes": ("ja", "force", "no-confirm"),
    "--diff": ("dry-run", "preview", "what-if", "check"),
    "--vcard": ("vcf",),
}


def straightened(words: Sequence[str]) -> list[str]:
    """
    The words behind `wi` as they were meant: options of a command behind that (`wi --json list`), help and
    version by another name, and "" for the shell at hand.
    """
    if words[0] in HELP[:5]:
        return ["--help"]
    if words[0].lower() == "version":
        return ["--version", *words[1:]]
    own: list[str] = []
    rest = [*words]
    while rest and (rest[0] in ("-V", *ALONE) or rest[0].partition("=")[0] == "--registry"):
        own.append(rest.pop(0))
        if own[-1] == "--registry" and rest:
            own.append(rest.pop(0))
        if own[-1] in ALONE[1:]:
            own.append(rest.pop(0) if rest and not rest[0].startswith("-") else "")
    if not rest or not rest[0].startswith("-") or rest[0] == "--":
        return [*own, *rest]
    places = [number for number, word in enumerate(rest) if word in COMMANDS]
    place = next(iter(places or [number for number, word in enumerate(rest) if called(word)]), None)
    return [*own, *rest] if place is None else [*own, rest[place], *rest[:place], *rest[place + 1 :]]


# -- words in the place of a command ---------------------------------------------


def unknown_command(words: Sequence[str], registry: str | None) -> UsageError:
    """
    What to say of words of which the first is no command.
    """
    name, *rest = words
    return _error(
        f"no such command {cited(name)}", _instead_of_a_command(name, rest, registry), "wi help lists the commands"
    )


def _error(message: str, advice: Iterator[str], otherwise: str) -> UsageError:
    """
    An error with the first piece of advice; one that repeats what was pasted is no help.
    """
    hint = next(advice, otherwise)
    return UsageError(message, hint if len(hint) <= LONGEST else otherwise)


def _instead_of_a_command(name: str, rest: Sequence[str], registry: str | None) -> Iterator[str]:
    """
    What to type instead, likeliest first.
    """
    from wi_cli.german.slips import nearest

    spoken = [word for word in (name, *rest) if forms(word) - {""} and not word.startswith("-")]
    if not spoken:
        return
    known = whom.registry_read(registry)
    if found := whom.command_for(known, spoken):
        yield _meant(found)
    typed = forms(name)
    for command, entry in COMMANDS.items():
        if any(typed & forms(word) for word in entry.other):
            yield _meant(line_of([command, *rest]))
    if name == "wi" and rest and called(rest[0]):
        yield _meant(line_of(rest))
    for word in rest:
        if called(word):
            others = [name, *rest]
            others.remove(word)
            yield _meant(line_of([word, *others]))
    words = [word for command, entry in COMMANDS.items() for word in (command, *entry.german)]
    for near in nearest(name, words):
        yield _meant(line_of([near, *rest]))
    if found := whom.command_for(known, spoken, near=True):
        yield _meant(found)
    yield f"{line_of(['search', *spoken])} looks for it in all members, wi help lists the commands"


def _meant(line: str) -> str:
    """
    "did you mean wi show kassel?".
    """
    return f"did you mean {line}?"


# -- words behind a command ------------------------------------------------------


def too_many(name: str, command: Any, words: Sequence[str], registry: str | None) -> UsageError:
    """
    What to say of words that a command has no place for.
    """
    said = " ".join(words)
    one = len(words) == 1
    message = f"wi {name} takes no {cited(said)}" if one else f"wi {name} takes none of these: {shortened(said)}"
    return _error(message, _instead_of_words(name, _options(command), words, registry), f"see wi {name} --help")


def _instead_of_words(
    name: str, options: Mapping[str, Any], words: Sequence[str], registry: str | None
) -> Iterator[str]:
    """
    What to type instead, likeliest first.
    """
    line = sys.argv[1:]
    if any(_DASHES.match(word) for word in words):
        yield f"a dash is no hyphen: {line_of([_DASHES.sub('--', word) for word in line])}"
    if any(word.lower() in HELP for word in words):
        yield _meant(f"wi {name} --help")
    if any(word in words and before.endswith(",") for before, word in pairwise(line)):
        joined = line[:1]
        for before, word in pairwise(line):
            joined = [*joined[:-1], joined[-1] + word] if before.endswith(",") else [*joined, word]
        yield f"no blank may stand behind a comma: {line_of(joined)}"
    meant = _with_options(line, words, options, registry)
    if meant != line:
        yield _meant(line_of(meant))
    elsewhere = _as_option(words[0], _FILTERS, registry)
    if elsewhere and len(words) == 1:
        yield _meant(line_of(["list", *elsewhere]))
    if found := whom.command_for(whom.registry_read(registry), words):
        yield _meant(found)
    if name in ("list", "topics", "network") and any(forms(word) - {""} for word in words):
        yield f"{line_of(['search', *words])} looks for it, see wi {name} --help"


def _options(command: Any) -> dict[str, Any]:
    return {name: parameter for parameter in command.params for name in parameter.opts if name.startswith("-")}


def _with_options(
    line: Sequence[str], words: Sequence[str], options: Mapping[str, Any], registry: str | None
) -> list[str]:
    """
    A command line in which those of its words that stand for an option, or are an option's value, became that.
    """
    meant: list[str] = []
    for before, word in pairwise(["", *line]):
        named = before in words and _called(before, options)
        found = None if word not in words or named else _as_option(word, options, registry)
        meant += found or [word]
    return meant


def _as_option(word: str, options: Mapping[str, Any], registry: str | None) -> list[str] | None:
    """
    The option that a word is, or is a value of: state -> --state, HE -> --state HE; None for none.
    """
    name, equals, value = word.partition("=")
    if option := _called(name, options):
        return [f"{option}{equals}{value}"]
    typed = forms(word) - {""}
    for option, values in _vocabularies(registry).items():
        if option in options and any(typed & forms(known) for known in values):
            return [option, word]
    return None


def _called(word: str, options: Mapping[str, Any]) -> str | None:
    """
    The option that a word without hyphens means, by its name or another one.
    """
    bare = word.lstrip("-").lower()
    if f"--{bare}" in options and bare:
        return f"--{bare}"
    typed = forms(bare) - {""}
    known = (option for option, names in _OPTIONS.items() if option in options)
    return next((option for option in known if any(typed & forms(name) for name in _OPTIONS[option])), None)


def _vocabularies(registry: str | None) -> dict[str, Iterable[str]]:
    """
    The words that options take, which people type without the option.
    """
    from wi_cli.cli.output import PAGES
    from wi_cli.german.places import STATES
    from wi_cli.german.wording import BLOCKS, LABELS
    from wi_cli.showing.columns import COLUMNS
    from wi_cli.showing.listing import CONTACTS

    found = whom.registry_read(registry)
    return {
        "--state": [*STATES, *STATES.values()],
        "--kind": found.kinds if found else (),
        "--topic": [*found.topics, *found.topics.values()] if found else (),
        "--format": PAGES,
        "--only": [word for name in BLOCKS for word in (name, LABELS.get(name, ""))],
        "--field": [word for name in CONTACTS for word in (name, LABELS.get(name, ""))],
        "--columns": [word for name in COLUMNS for word in (name, LABELS.get(name, ""))],
    }


# -- what the parser refused -----------------------------------------------------


def refused(error: Any) -> UsageError:
    """
    What the command line's own parser refused, said as every other error, with what to do next.
    """
    what = internals.refused(error)
    message = error.format_message()
    message = message[:1].lower() + message[1:].rstrip(".")
    if what is None:
        return UsageError(message)
    name = what.path.split()[-1]
    see = f"see {what.path} --help"
    if what.unknown is not None:
        return UsageError(f"no such option: {shortened(what.unknown)}", _instead(what, name) or see)
    if what.valueless is not None:
        parameter = _options(what.command)[what.valueless]
        return UsageError(f"{what.valueless} needs a value", f"{what.valueless} {parameter.metavar}: {parameter.help}")
    if what.missing is not None:
        return UsageError(message, f"such as {COMMANDS[name].examples[0]}; {see}")
    return UsageError(message, see)


def _instead(what: internals.Refused, name: str) -> str | None:
    """
    What to type for an option that a command doesn't have.
    """
    options, unknown = _options(what.command), str(what.unknown)
    bare = unknown.lstrip("-")
    line = sys.argv[1:]
    if name == "wi":
        return _of_a_command(what, line)
    if unknown in ALONE:
        return f"it stands alone: wi {unknown}"
    # -json, of which the parser takes the first letter for an option
    whole = next((word for word in line if re.match(r"-[^\W\d]{2}", word) and f"-{word}" in options), None)
    if whole:
        return _meant(f"-{whole}")
    option = _called(unknown, options)
    if option:
        return _meant(option)
    found = _as_option(bare, options, None)
    if found:
        return _meant(" ".join(found))
    return _near(unknown, options)


def _of_a_command(what: internals.Refused, line: Sequence[str]) -> str | None:
    """
    For an option without a command: the first command that has it.
    """
    unknown = str(what.unknown)
    for name in ("list", "contact", "show", "validate"):
        if unknown in _options(what.command.get_command(None, name)):
            return _meant(line_of([name, *line]))
    return _near(unknown, _options(what.command))


def _near(unknown: str, options: Mapping[str, Any]) -> str | None:
    """
    The option of which another is a slip, or is the same letter in another case.
    """
    from wi_cli.german.slips import did_you_mean

    if not unknown.startswith("--"):
        return f"did you mean {unknown.swapcase()!r}?" if unknown.swapcase() in options else None
    return did_you_mean(unknown, [name for name in options if name.startswith("--")])
