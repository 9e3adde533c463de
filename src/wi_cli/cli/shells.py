"""
How bash, zsh, fish and PowerShell take what TAB offers, and how each learns to ask for it.

Imported only where a shell asks, or where completion is to be shown or installed.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

from wi_cli.cli.internals import (
    BashComplete,
    CompletionItem,
    FishComplete,
    PowerShellComplete,
    ZshComplete,
    add_completion_class,
)
from wi_cli.errors import UsageError, WiError
from wi_cli.german.wording import visible

# Found in a folder of fpath it is the function that completes; read by eval or source, it says which one does.
_ZSH = """#compdef %(prog_name)s

%(complete_func)s() {
  eval $(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" %(autocomplete_var)s=complete_zsh %(prog_name)s)
}

if [[ ${funcstack[1]} == _%(prog_name)s ]]; then
  %(complete_func)s "$@"
else
  compdef %(complete_func)s %(prog_name)s
fi
"""
# What we write is UTF-8, which PowerShell doesn't expect by itself.  TAB stays what it was for other programs.
_POWERSHELL = """
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $encoding = [Console]::OutputEncoding
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    $Env:%(autocomplete_var)s = "complete_powershell"
    $Env:_TYPER_COMPLETE_ARGS = $commandAst.ToString()
    $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = $wordToComplete
    try {
        %(prog_name)s | Where-Object { $_ } | ForEach-Object {
            $value, $description = $_ -Split ":::", 2
            [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $description)
        }
    } finally {
        $Env:%(autocomplete_var)s = $null
        $Env:_TYPER_COMPLETE_ARGS = $null
        $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = $null
        [Console]::OutputEncoding = $encoding
    }
}
"""


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

    source_template = _ZSH

    def complete(self) -> str:
        """
        What zsh runs to show the offers.
        """
        arguments, typed = self.get_completion_args()
        items = self.get_completions(arguments, typed)
        if not items:
            return "_files"
        import shlex  # bash, which asks the same way, needs none

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


class PowerShell(PowerShellComplete):
    """
    Takes values that don't begin as typed; changes no key and no policy.
    """

    source_template = _POWERSHELL

    def format_completion(self, item: CompletionItem) -> str:
        """
        One offer; a description must not be empty.
        """
        _, typed = self.get_completion_args()
        return f"{_option(typed)}{item.value}:::{visible(item.help or '') or item.value}"


def _option(typed: str) -> str:
    """
    The --option= before a value, which zsh, fish and PowerShell replace along with it.
    """
    option, equals, _ = typed.partition("=")
    return option + equals if typed.startswith("--") and equals else ""


SHELLS: dict[str, Any] = {"bash": Bash, "zsh": Zsh, "fish": Fish, "powershell": PowerShell, "pwsh": PowerShell}


def teach() -> None:
    """
    Have Typer answer the shells by the classes above.

    Descriptions are shown as they are: Typer would load Rich to take markup
    out of them, but they have none, and "Amt [EU]" is no markup.
    """
    for name, shell in SHELLS.items():
        add_completion_class(shell, name)


class Installed(NamedTuple):
    """
    Where a shell's script is now, and the file that reads it at the shell's start; None if the shell finds it itself.
    """

    script: Path
    read_by: Path | None


def script(shell: str, command: Any) -> str:
    """
    What a shell has to read to complete a command; for "" the shell that runs now.

    Raises `UsageError` for another shell.
    """
    asked = SHELLS[_known(shell)](command, {}, "wi", "_WI_COMPLETE")
    return str(asked.source_template % asked.source_vars()).strip() + "\n"


def install(shell: str, command: Any) -> Installed:
    """
    Put the script where a shell finds it, and have it read at the shell's start; what stands there already stays.

    Raises `UsageError` for another shell, `WiError` where a file can't be written.
    """
    import shlex

    shell, home = _known(shell), Path.home()
    start, line = None, ""
    if shell == "bash":
        path, start = home / ".bash_completions" / "wi.sh", home / ".bashrc"
        line = f"source {shlex.quote(str(path))}"
    elif shell == "zsh":
        path, start = home / ".zfunc" / "_wi", Path(os.environ.get("ZDOTDIR") or home) / ".zshrc"
        line = "fpath+=~/.zfunc; autoload -Uz compinit; compinit"
    elif shell == "fish":
        path = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "fish" / "completions" / "wi.fish"
    else:
        start = _profile(shell)
        path, line = start.with_name("wi-completion.ps1"), '. "$PSScriptRoot/wi-completion.ps1"'
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script(shell, command), encoding="utf-8")
        if start:
            before = start.read_bytes() if start.exists() else b""
            if line.encode() not in before:
                with start.open("ab") as file:
                    file.write((b"" if before.endswith(b"\n") or not before else b"\n") + line.encode() + b"\n")
    except OSError as error:
        raise WiError(f"can't write {error.filename or path}: {error.strerror}") from error
    return Installed(path, start)


def _known(shell: str) -> str:
    if not shell:
        import shellingham

        try:
            shell = shellingham.detect_shell()[0]
        except (shellingham.ShellDetectionFailure, OSError) as error:
            raise UsageError("can't tell which shell this is", f"name it: {', '.join(SHELLS)}") from error
    if shell.lower() not in SHELLS:
        raise UsageError(f"no completion for {shell!r}", f"there is for {', '.join(SHELLS)}")
    return shell.lower()


def _profile(shell: str) -> Path:
    """
    The file that a PowerShell reads at its start.
    """
    asked = [shell, "-NoProfile", "-Command", "[Console]::OutputEncoding = [Text.Encoding]::UTF8; $PROFILE"]
    try:
        told = subprocess.run(asked, capture_output=True, check=True, encoding="utf-8")  # noqa: S603  # a known shell
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError) as error:
        raise WiError(
            f"can't ask {shell} for its profile", f"wi --show-completion {shell} prints the script"
        ) from error
    return Path(told.stdout.strip())
