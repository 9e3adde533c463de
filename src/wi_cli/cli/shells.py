"""
How bash, zsh and fish take what TAB offers.

The one module that uses what Typer keeps to itself: it has no public way to
say how an offer is written for a shell.  Imported only where a shell asks.
"""

from __future__ import annotations

import shlex

from typer._click.shell_completion import CompletionItem, add_completion_class
from typer._completion_classes import BashComplete, FishComplete, ZshComplete

from wi_cli.german.wording import visible


def teach() -> None:
    """
    Have Typer answer the shells by the classes below.

    Descriptions are shown as they are: Typer would load Rich to take markup
    out of them, but they have none, and "Amt [EU]" is no markup.
    """
    for shell, name in ((Bash, "bash"), (Zsh, "zsh"), (Fish, "fish")):
        add_completion_class(shell, name)


class Bash(BashComplete):
    """
    Completes the value of FIELD=VALUE, which bash takes apart.
    """

    def get_completion_args(self) -> tuple[list[str], str]:
        """
        The words before the one that is typed, and that one.
        """
        words: list[str] = []
        arguments, incomplete = super().get_completion_args()
        for word in (*arguments, incomplete):
            if words and (word == "=" or (word and words[-1].endswith("="))):
                words[-1] += word
            else:
                words.append(word)
        return words[:-1], words[-1]

    def format_completion(self, item: CompletionItem) -> str:
        """
        What bash puts in, without what stands there already.
        """
        _, typed = self.get_completion_args()
        field, equals, _ = typed.rpartition("=")
        return str(item.value).removeprefix(field + equals)


class Zsh(ZshComplete):
    """
    Takes values that don't begin as typed.
    """

    def complete(self) -> str:
        """
        What zsh runs to show the offers.
        """
        arguments, typed = self.get_completion_args()
        items = self.get_completions(arguments, typed)
        if not items:
            return "_files"
        values = [f"{_option(typed)}{item.value}".replace(":", "\\:") for item in items]
        described = [(value, visible(item.help or "")) for value, item in zip(values, items, strict=True)]
        offers = [f"{value}:{description}" if description else value for value, description in described]
        return (
            f"local -a offers; offers=({shlex.join(offers)}); _describe wi offers -U; "
            # Several with another beginning are listed, and what was typed stays.
            "[[ $compstate[nmatches] -le 1 || $compstate[unambiguous] == $PREFIX* ]] || compstate[insert]="
        )


class Fish(FishComplete):
    """
    Takes values that don't begin as typed.
    """

    def format_completion(self, item: CompletionItem) -> str:
        """
        One offer; fish shows only what has the typed letters in its value or in its description.
        """
        description = visible(item.help or "")
        _, typed = self.get_completion_args()
        if not typed.isascii() or typed.lower() not in f"{item.value}\n{description}".lower():
            description += f" ({typed})"
        value = f"{_option(typed)}{item.value}"
        return f"{value}\t{description}" if description else value


def _option(typed: str) -> str:
    """
    The --option= before a value, which zsh and fish replace along with it.
    """
    option, equals, _ = typed.partition("=")
    return option + equals if typed.startswith("--") and equals else ""
