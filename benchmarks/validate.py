"""
What `wi validate` costs, side by side with an empty Typer app, with
check-jsonschema and with taplo, and how it grows with the registry.

    .venv/bin/python benchmarks/validate.py [--runs 11] [--members 1000]

CPU time (user and system) of whole processes, in alternation; the medians of
the ratios are what to look at, seconds differ from machine to machine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
SCHEMA = ROOT / "src" / "wi_cli" / "members.schema.json"
REGISTRY = ROOT / "data" / "members.toml"
EMPTY_APP = "import typer\napp = typer.Typer()\n@app.command()\ndef main() -> None: ...\napp()\n"
PARSE = "import sys, tomllib\nwith open(sys.argv[1], 'rb') as file: tomllib.load(file)\n"

# Compiled modules are kept, as on any user's machine.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}

Command = list[str]


def cpu_seconds(command: Command) -> float:
    """
    CPU time of one run of a command, its output thrown away.
    """
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0  # reaped above
    return usage.ru_utime + usage.ru_stime


def alternated(commands: dict[str, Command], runs: int) -> dict[str, list[float]]:
    """
    CPU seconds of each command's runs, taken in turn after one warm-up.
    """
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            seconds = cpu_seconds(command)
            if number:
                times[name].append(seconds)
    return times


def grown(folder: Path, members: int) -> Path:
    """
    A valid registry with that many members, each with the portrait of Kassel.
    """
    text = REGISTRY.read_text(encoding="utf-8")
    begin = text.index("[members.kassel]\n")
    end = text.index("[members.kiel]\n")
    block = text[begin:end]
    copies = [
        block.replace("members.kassel", f"members.place-{n}")
        .replace('name = "Kassel"', f'name = "Place {n}"')
        .replace('ags = "06611000"\n', "")
        .replace('aliases = ["Stadt Kassel"]\n', "")
        for n in range(members)
    ]
    path = folder / "members.toml"
    path.write_text(text + "\n" + "\n".join(copies), encoding="utf-8")
    return path


def row(what: str, times: list[float], base: list[float]) -> str:
    """
    One line of the table: median seconds, and the median of the ratios with its spread.
    """
    ratios = sorted(one / other for one, other in zip(times, base, strict=True))
    middle = statistics.median(ratios)
    return f"| {what} | {statistics.median(times):.3f} | {middle:.2f} | {ratios[0]:.2f} to {ratios[-1]:.2f} |"


def main() -> None:
    """
    Print the tables of benchmarks/README.md.
    """
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--members", type=int, default=1000)
    options = parser.parse_args()
    wi = str(BIN / "wi")
    with tempfile.TemporaryDirectory() as folder:
        large = grown(Path(folder), options.members)
        commands: dict[str, Command] = {
            "empty Typer app": [sys.executable, "-c", EMPTY_APP],
            "wi validate": [wi, "validate", str(REGISTRY)],
            "check-jsonschema": [str(BIN / "check-jsonschema"), "--schemafile", str(SCHEMA), str(REGISTRY)],
            "taplo lint": [str(BIN / "taplo"), "lint", "--schema", SCHEMA.as_uri(), str(REGISTRY)],
        }
        commands = {name: command for name, command in commands.items() if shutil.which(command[0])}
        times = alternated(commands, options.runs)
        print("| the registry, 18 members | median s | × empty Typer app | spread |\n|---|---:|---:|---|")
        for name, seconds in times.items():
            print(row(name, seconds, times["empty Typer app"]))
        megabytes = large.stat().st_size / 1e6
        commands = {
            "tomllib alone": [sys.executable, "-c", PARSE, str(large)],
            "wi validate ": [wi, "validate", str(large)],
            "wi validate --strict, one misspelt key": [wi, "validate", str(_broken(large))],
        }
        times = alternated(commands, max(3, options.runs // 3))
        head = f"{options.members} members, {megabytes:.1f} MB"
        print(f"\n| {head} | median s | × tomllib alone | spread |\n|---|---:|---:|---|")
        for name, seconds in times.items():
            print(row(name, seconds, times["tomllib alone"]))


def _broken(registry: Path) -> Path:
    path = registry.with_name("broken.toml")
    path.write_text(registry.read_text(encoding="utf-8").replace("summary =", "sumary =", 1), encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
