"""
The commands: what each does in a line, examples to try, and the words by which somebody may look for it.

Each is the function `command` of the module of its name, which is imported when it is asked for.
"""

from __future__ import annotations

from typing import NamedTuple

LOOK_UP = "Look up and hand over"
CHECK = "Find what is wrong with a registry, and why."
CHANGE = "Start a registry, change it, lay it out."

OUTPUT = "Output"
"""The heading in the help under which stands how output is wanted, and where."""


class Entry(NamedTuple):
    """
    How a command stands in the help: its group, one sentence, and examples to try, with the German words
    that are taken for it and the English ones that are only understood; `writes_data` if -o takes that to a file.
    """

    group: str
    summary: str
    examples: tuple[str, ...]
    german: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    writes_data: bool = True


COMMANDS = {
    "list": Entry(
        LOOK_UP,
        "List the members.",
        (
            "wi list --state HE --state BW",
            "wi list --topic schulsozialarbeit",
            "wi list --columns Name,Telefon,E-Mail --format csv -o phones.csv",
        ),
        german=("liste", "listen", "mitglieder"),
        other=("ls", "members", "all", "table"),
    ),
    "search": Entry(
        LOOK_UP,
        "Search names, contacts, topics and portraits.",
        ("wi search kasel", "wi search schulsozialarbeit", 'wi search "jugend und beruf" agentur'),
        german=("suche", "suchen", "finde"),
        other=("find", "grep", "query", "seek", "look"),
    ),
    "show": Entry(
        LOOK_UP,
        "Show the portrait of a member.",
        ("wi show kassel", 'wi show "Halle (Saale)"', "wi show 15002000", "wi show kassel --only Zahlen,Kontakt"),
        german=("zeige", "zeigen"),
        other=("info", "view", "get", "open", "display", "cat", "member"),
    ),
    "compare": Entry(
        LOOK_UP,
        "Compare the figures of members, each with its date and source.",
        (
            "wi compare kassel halle herten",
            "wi compare --indicator unemployment --state HE",
            "wi compare --all --format csv -o figures.csv",
        ),
        german=("vergleiche", "vergleichen", "vergleich"),
        other=("versus", "vs", "figures", "rank"),
    ),
    "contact": Entry(
        LOOK_UP,
        "Print contact cards: whom to call.",
        (
            "wi contact herten",
            'wi contact "02366 303 544"',
            'wi contact --topic elternarbeit --current --field email --join "; "',
            "wi contact --state HE --person --vcard -o hessen.vcf",
            "wi contact temmler --qr",
        ),
        german=("kontakt", "kontakte", "telefon"),
        other=("contacts", "phone", "call", "email", "mail", "person", "people"),
    ),
    "topics": Entry(
        LOOK_UP,
        "List the topics, and how many members work on each.",
        ("wi topics", "wi list --topic inklusion"),
        german=("themen", "thema"),
        other=("topic", "tags", "subjects"),
    ),
    "network": Entry(
        LOOK_UP,
        "Show the portrait of the Arbeitsgemeinschaft itself.",
        ("wi network", "wi network --only figures,milestones"),
        german=("netzwerk", "netz"),
        other=("about",),
    ),
    "export": Entry(
        LOOK_UP,
        "Make files for browsers, address books, Excel, Outlook and maps.",
        (
            "wi export html -o verzeichnis.html",
            "wi export xlsx -o wi.xlsx",
            "wi export vcf --state HE --current -o kontakte.vcf",
            "wi export vdir -o cards",
        ),
        german=("exportiere", "exportieren"),
        other=("save", "download", "convert", "excel", "xlsx", "outlook", "vcf", "vcard"),
        writes_data=False,  # it has its own -o
    ),
    "validate": Entry(
        CHECK,
        "Check registry files and report every defect.",
        ("wi validate", "wi validate data/ --strict", "wi validate members.toml --diff"),
        german=("prüfe", "prüfen"),
        other=("check", "lint", "verify", "test"),
    ),
    "rule": Entry(
        CHECK,
        "Explain a rule of wi validate.",
        ("wi rule WI203", "wi rule --all"),
        german=("regel", "regeln"),
        other=("rules", "explain", "code"),
    ),
    "schema": Entry(
        CHECK, "Print the JSON Schema of the registry file.", ("wi schema", "wi schema --beside members.toml")
    ),
    "new": Entry(
        CHANGE,
        "Start a registry: an empty one, or a copy of the packaged one to edit.",
        ("wi new members.toml", "wi new members.toml --from-packaged"),
        german=("neu",),
        other=("create", "init", "start", "make"),
        writes_data=False,
    ),
    "add": Entry(
        CHANGE,
        "Add a member, or several.",
        ("wi add", "wi add --from member.toml --diff", "wi add --from - < member.json"),
        german=("ergänze", "ergänzen"),
        other=("insert", "append", "import"),
        writes_data=False,
    ),
    "edit": Entry(
        CHANGE,
        "Change a member, in your editor or by --set and --unset.",
        (
            "wi edit kassel",
            'wi edit kassel --set "contacts.0.phone=+49 561 787-0"',
            "wi edit kiel --set membership.until=2022 --unset website --diff",
        ),
        german=("ändere", "ändern", "bearbeite", "bearbeiten"),
        other=("change", "update", "modify", "set", "correct"),
        writes_data=False,
    ),
    "remove": Entry(
        CHANGE,
        "Remove a member.",
        ("wi remove kassel", "wi remove kassel --prune --diff"),
        german=("entferne", "entfernen", "lösche", "löschen"),
        other=("delete", "rm", "del", "drop"),
        writes_data=False,
    ),
    "fmt": Entry(
        CHANGE,
        "Bring registry files into the canonical layout, every comment kept.",
        ("wi fmt", "wi fmt data/ --check", "wi fmt members.toml --diff", "wi fmt - < members.toml"),
        other=("format", "tidy", "pretty"),
        writes_data=False,
    ),
    "help": Entry(
        LOOK_UP,
        "Explain a command, or what can be named as columns and fields.",
        ("wi help list", "wi help columns"),
        german=("hilfe",),
        other=("man", "manual", "usage"),
        writes_data=False,
    ),
}


def called(word: str) -> str | None:
    """
    The command that a word names: as it is called, or in German, in any spelling and in capitals or not.
    """
    if word in COMMANDS:
        return word
    if word.startswith("-"):
        return None
    from wi_cli.german.spelling import forms

    typed = forms(word) - {""}
    known = ((name, (name, *entry.german)) for name, entry in COMMANDS.items())
    return next((name for name, words in known if any(not typed.isdisjoint(forms(one)) for one in words)), None)


def german(incomplete: str) -> list[tuple[str, str]]:
    """
    The German words that begin so, in any spelling, each with what it does; none where an English command begins so.
    """
    from wi_cli.german.spelling import forms

    if not incomplete or any(name.startswith(incomplete) for name in COMMANDS):
        return []
    typed = tuple(forms(incomplete) - {""})
    return [
        (word, entry.summary)
        for entry in COMMANDS.values()
        for word in entry.german
        if typed and any(form.startswith(typed) for form in forms(word))
    ]
