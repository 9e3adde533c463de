"""
How fast `wi` is, beside an empty Typer app, khard, check-jsonschema, taplo and fzf.

    .venv/bin/python benchmarks/speed.py [--runs 21] [--smallest] [--changes] [--picture FILE]

How to read the result: a row compares two commands that ran in turn, as whole
processes.  "Measured" is the median of the ratios of these pairs; half of them
lie between the quartiles.  Seconds differ from machine to machine, and a busy
machine widens the quartiles; the medians hardly move.  Against khard it is the
time on the clock, otherwise the CPU time, user and system.  The empty app is
an installed Typer app whose one command does nothing: the least that any
command of `wi` could take.

A full run takes about ten minutes and draws benchmarks/growth.svg; --smallest
is over in seconds, only shows that everything still runs, and draws nothing
unless asked.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import growth
import towns
from processes import ROOT, Command, output_of, ratios, run

if TYPE_CHECKING:
    from collections.abc import Iterable

BIN = Path(sys.executable).parent
WI = str(BIN / "wi")
REGISTRY = ROOT / "data" / "members.toml"
SCHEMA = ROOT / "src" / "wi_cli" / "registry" / "members.schema.json"
SIZES = (20, 200, 1000, 11000)
# How many times as fast as khard at the least; finding, where that is another number.
FASTER = {20: 1.0, 1000: 3.0, 11000: 4.0}
FINDING = {1000: 2.5}
# How long changing a registry may take, by validating it.
CHANGING = 1.5
LIKE_KHARD = "find a name in names, contacts and links"

SCRIPT = "#!{python}\nimport sys\nfrom {module} import app\nsys.exit(app())\n"
EMPTY = "import typer\napp = typer.Typer()\n@app.command()\ndef main() -> None: ...\n"
COMPLETING = """\
from typing import Annotated
import typer
app = typer.Typer()
def names(incomplete: str) -> list[str]:
    return [name for name in ("kassel", "kiel") if name.startswith(incomplete)]
Name = Annotated[str, typer.Argument(autocompletion=names)]
"""
THREE = ["--set", "summary=Neu.", "--set", "contacts.0.office=Amt", "--set", "contacts.0.phone=+49 30 23125-001"]
# With the reader that `wi` reads its registry with.
PARSE = """\
import sys, time, tomli
text = open(sys.argv[1], encoding="utf-8").read()
begin = time.process_time()
tomli.loads(text)
print(time.process_time() - begin)
"""
JUDGE = "import sys, tomli; tomli.load(open(sys.argv[1], 'rb'))"


class Row(NamedTuple):
    """
    One comparison, and the least or the most that its ratio should be; neither if nothing is promised.
    """

    what: str
    ratios: list[float]
    most: float | None = None
    least: float | None = None

    def __str__(self) -> str:
        """
        The row in Markdown.
        """
        low, middle, high = statistics.quantiles(self.ratios, n=4, method="inclusive")
        limit, met = "", ""
        if self.most is not None:
            limit, met = f"≤ {self.most:g}", "yes" if middle <= self.most else "no"
        if self.least is not None:
            limit, met = f"≥ {self.least:g}", "yes" if middle >= self.least else "no"
        return f"| {self.what} | {limit} | {middle:.2f} | {low:.2f} to {high:.2f} | {met} |"


def installed(folder: Path, name: str, code: str) -> str:
    """
    A Typer app as pip installs it: a small script beside a module.
    """
    (folder / f"{name}_app.py").write_text(code, encoding="utf-8")
    script = folder / name
    script.write_text(SCRIPT.format(python=sys.executable, module=f"{name}_app"), encoding="utf-8")
    script.chmod(0o755)
    return str(script)


def tab(program: str, *words: str) -> Command:
    """
    What bash runs when TAB is pressed after the last of these words.
    """
    name = Path(program).name
    variables = {"COMP_WORDS": " ".join((name, *words)), "COMP_CWORD": str(len(words))}
    return Command([program], variables | {f"_{name.upper()}_COMPLETE": "complete_bash"})


def with_as_many_commands() -> str:
    """
    A Typer app with all commands and options that `wi` offers at a TAB, built the ordinary way.
    """
    code = [COMPLETING]
    for command in output_of(tab(WI, "")).split():
        options = [option for option in output_of(tab(WI, command, "--")).split() if option != "--help"]
        parameters = [f"o{n}: Annotated[str, typer.Option('{option}')] = ''" for n, option in enumerate(options)]
        code.append(f"@app.command('{command}')\ndef _{command}(name: Name, {', '.join(parameters)}) -> None: ...\n")
    return "".join(code)


def with_telephone() -> str:
    """
    Id of the first member of the real registry that has a telephone number.
    """
    listed = output_of(Command([WI, "list", "--columns", "id,phone", "--registry", str(REGISTRY)]))
    return next(line.split("\t")[0] for line in listed.splitlines() if not line.endswith("\t"))


def beside_an_empty_app(folder: Path, runs: int) -> Iterable[Row]:
    """
    The commands on the real registry; NAME is the first member with a telephone number.
    """
    name = with_telephone()
    empty = Command([installed(folder, "empty", EMPTY)])
    for most, terminal, words in (
        (1.35, False, "list --json"),
        (1.2, False, "contact NAME --field phone"),
        (1.2, False, "list"),
        (1.4, False, "search NAME"),
        (1.8, False, "validate data/members.toml"),
        (1.7, True, "list"),
        (1.9, True, "show NAME"),
    ):
        ours = Command([WI, *words.replace("NAME", name).split()], terminal=terminal)
        where = "on a terminal" if terminal else "piped"
        yield Row(f"`wi {words}`, {where}", ratios(ours, empty._replace(terminal=terminal), runs), most)


def one_tab(folder: Path, runs: int) -> Iterable[Row]:
    """
    Completing a name.
    """
    ordinary, begun = installed(folder, "ordinary", with_as_many_commands()), with_telephone()[:3]
    yield Row("`wi show NAM` TAB", ratios(tab(WI, "show", begun), tab(ordinary, "show", begun), runs), 1.0)


def beside_the_parser(folder: Path, registry: Path, runs: int) -> Iterable[Row]:
    """
    What a large registry costs beyond parsing it.
    """
    empty = Command([installed(folder, "empty", EMPTY)])
    parse = Command([sys.executable, "-c", PARSE, str(registry)])
    for command in ("show", "contact"):
        ours = Command([WI, command, "berlin", "--registry", str(registry)])
        beyond = [(run(ours).cpu - float(output_of(parse))) / run(empty).cpu for _ in range(runs)]
        yield Row(f"`wi {command} berlin` less parsing, × an empty Typer app", beyond)
    checked = Command([WI, "validate", str(registry)])
    judged = Command([sys.executable, "-c", JUDGE, str(registry)])
    yield Row("`wi validate`, × a process that only parses", ratios(checked, judged, runs))


def beside_validating(folder: Path, size: int, runs: int) -> Iterable[Row]:
    """
    Changes to a registry, each to a copy of its own, by validating the same file.
    """
    tidy, untidy, new, copy = (folder / f"{name}.toml" for name in ("tidy", "untidy", "new", "copy"))
    first = towns.slug(towns.write(tidy, size)[0])
    towns.write_next(new, size)
    untidy.write_text(towns.untidy(tidy.read_text(encoding="utf-8")), encoding="utf-8")
    for what, registry, words in (
        ("edit --set`", tidy, ["edit", first, "--set", "summary=Neu.", "--registry", copy]),
        ("edit --set` three times", tidy, ["edit", first, *THREE, "--registry", copy]),
        ("remove`", tidy, ["remove", first, "--yes", "--registry", copy]),
        ("add --from`", tidy, ["add", "--from", new, "--registry", copy]),
        ("fmt --check`", tidy, ["fmt", "--check", copy]),
        ("fmt`, untidy", untidy, ["fmt", copy]),
    ):
        ours, theirs = Command([WI, *map(str, words)]), Command([WI, "validate", str(registry)])
        pairs = [(run_on_a_copy(ours, registry, copy), run(theirs).cpu) for _ in range(runs + 1)]
        yield Row(f"`wi {what}, {size:,} members", [one / other for one, other in pairs[1:]], CHANGING)


def run_on_a_copy(command: Command, registry: Path, copy: Path) -> float:
    """
    CPU time of a command that changes a copy of a registry.
    """
    shutil.copyfile(registry, copy)
    return run(command).cpu


def beside_other_checkers(runs: int) -> Iterable[Row]:
    """
    Validation of the real registry.
    """
    others = {
        "check-jsonschema": ["--schemafile", str(SCHEMA), str(REGISTRY)],
        "taplo": ["lint", "--no-auto-config", "--schema", SCHEMA.as_uri(), str(REGISTRY)],
    }
    ours = Command([WI, "validate", str(REGISTRY)])
    for name, words in others.items():
        if (BIN / name).exists():
            yield Row(f"`wi validate` by {name}", ratios(ours, Command([str(BIN / name), *words]), runs))


def beside_fzf(registry: Path, names: list[str], runs: int) -> Iterable[Row]:
    """
    Finding a name; fzf is given nothing but the names.
    """
    listed = registry.with_name("names.txt")
    listed.write_text("\n".join(names), encoding="utf-8")
    if shutil.which("fzf"):
        ours = Command([WI, "search", names[0], "--registry", str(registry)])
        theirs = Command(["fzf", "--filter", names[0]], stdin=str(listed))
        yield Row(f"`wi search {names[0]}` by fzf", ratios(ours, theirs, runs))


def beside_khard(registry: Path, names: list[str], runs: int) -> growth.Point:
    """
    Seconds on the clock of each run of ours and of khard: everybody, one of them, those who match.
    """
    khard = [str(BIN / "khard"), "-c", str(towns.address_book(registry, WI, names))]
    longest = max(names, key=len)  # which no other holds
    return {
        what: [
            (run(Command([WI, *ours, "--registry", str(registry)])).clock, run(Command([*khard, *theirs])).clock)
            for _ in range(runs)
        ]
        for what, ours, theirs in (
            ("list everybody", ["list"], ["list"]),
            ("show one", ["show", longest], ["show", f"{towns.slug(longest)}@"]),
            ("find a name", ["search", names[0]], ["list", names[0]]),
            # What a card has; a search without --in reads the portraits, too.
            (LIKE_KHARD, ["search", names[0], *"--in name --in contact --in link".split()], ["list", names[0]]),
        )
    }


def least(what: str, size: int) -> float | None:
    """
    How many times as fast as khard `wi` is to be.
    """
    return FINDING.get(size, FASTER.get(size)) if what.startswith("find") else FASTER.get(size)


def table(title: str, rows: Iterable[Row]) -> None:
    """
    Print rows under a title.
    """
    print(f"\n| {title} | limit | measured | quartiles | met |\n|---|---|---:|---|---|")
    for row in rows:
        print(row, flush=True)


def main() -> None:
    """
    Print the tables of benchmarks/README.md and draw its picture.
    """
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n\n", 1)[0])
    parser.add_argument("--runs", type=int, default=21, help="pairs of the quick commands, 2 at the least")
    parser.add_argument("--changes", action="store_true", help="only the rows on commands that change a registry")
    parser.add_argument("--smallest", action="store_true", help="small registries, two runs, no picture")
    parser.add_argument("--picture", type=Path, help="where to draw; otherwise benchmarks/growth.svg")
    options = parser.parse_args()
    runs, sizes = (2, SIZES[:2]) if options.smallest else (max(2, options.runs), SIZES)
    changed = (18,) if options.smallest else (18, 1000)
    picture = options.picture or (None if options.smallest else Path(__file__).with_name("growth.svg"))

    today = dt.datetime.now(tz=dt.UTC).date()
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"Measured on {today}: {machine}; {runs} pairs a row.")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for size in changed:
            below = folder / f"changed-{size}"
            below.mkdir()
            table(f"{size:,} members, × `wi validate` of the same file", beside_validating(below, size, runs))
        if options.changes:
            return
        table("the real registry, × an empty Typer app", beside_an_empty_app(folder, runs))
        table("× the TAB of an ordinary app with as many commands", one_tab(folder, runs))
        table("the real registry, × another checker", beside_other_checkers(runs))
        points: dict[int, growth.Point] = {}
        for size in sizes:
            registry = folder / str(size) / "members.toml"
            registry.parent.mkdir()
            names = towns.write(registry, size)
            if size == min(1000, sizes[-1]):
                half = max(2, runs // 2)
                table(f"{size:,} members", beside_the_parser(folder, registry, half))
                table(f"{size:,} members, × another tool", beside_fzf(registry, names, half))
            points[size] = beside_khard(registry, names, min(runs, max(5, 8000 // size)))
    rows = [
        Row(f"{what}, {size:,} people", [theirs / ours for ours, theirs in pairs], least=least(what, size))
        for size, point in points.items()
        for what, pairs in point.items()
    ]
    table("times as fast as khard, on the clock", rows)
    if picture:
        for point in points.values():
            del point[LIKE_KHARD]  # three panels stand side by side
        picture.write_text(growth.drawn(points), encoding="utf-8")


if __name__ == "__main__":
    main()
