"""
Break lines of the program one at a time, and say which broken ones no fast test notices.

    .venv/bin/python tests/mutants.py [--module wi_cli.german.spelling] [--sample 100] [--seed 1]

Works on a copy of the project.  A mutant is one small change of the source: a comparison flipped, a constant or
a text changed, an element or an argument left out, a call not made.  It is noticed if a fast test fails; a mutant
that is takes seconds, another one as long as all fast tests.  What is printed is not always a missing test: some
changes make no difference to anybody (a faster way that is not taken, a limit that is not reached).

Not mutmut 3, which changes nothing outside of functions: tables and constants, where most of our rules stand.
Not cosmic-ray 8, which changes the files of the checkout itself, and whose operators know neither texts nor
elements of tables.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from itertools import count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).parents[1]
PATIENCE = 300  # seconds; a test that takes longer has noticed something
PROSE = 60  # from so many characters on a text explains; no requirement is about its words

FLIPPED: dict[type[ast.AST], Any] = {
    ast.Lt: ast.LtE(),
    ast.LtE: ast.Lt(),
    ast.Gt: ast.GtE(),
    ast.GtE: ast.Gt(),
    ast.Eq: ast.NotEq(),
    ast.NotEq: ast.Eq(),
    ast.In: ast.NotIn(),
    ast.NotIn: ast.In(),
    ast.Is: ast.IsNot(),
    ast.IsNot: ast.Is(),
    ast.And: ast.Or(),
    ast.Or: ast.And(),
    ast.Add: ast.Sub(),
    ast.Sub: ast.Add(),
    ast.Mult: ast.FloorDiv(),
}


class Mutant(NamedTuple):
    """
    One change: which bytes of which file are written otherwise, and what that is.
    """

    path: Path
    line: int
    start: int
    end: int
    new: str
    what: str

    def __str__(self) -> str:
        """
        As compilers name a place.
        """
        return f"{self.path}:{self.line}: {self.what}"

    def applied(self, source: bytes) -> bytes:
        """
        The source with this change.
        """
        return source[: self.start] + self.new.encode() + source[self.end :]


def mutants(path: Path, source: bytes) -> Iterator[Mutant]:
    """
    Every change of a module that is tried.
    """
    begins = [0]
    for line in source.splitlines(keepends=True):
        begins.append(begins[-1] + len(line))
    for node, changed in _changes(ast.parse(source)):
        start = begins[node.lineno - 1] + node.col_offset
        end = begins[node.end_lineno - 1] + node.end_col_offset
        old, new = ast.unparse(node), ast.unparse(changed)
        needs_brackets = isinstance(changed, ast.expr) and not isinstance(changed, ast.Constant)
        yield Mutant(path, node.lineno, start, end, f"({new})" if needs_brackets else new, _difference(old, new))


def _difference(old: str, new: str) -> str:
    """
    What differs, with a little of what stands around.
    """
    same = _common(old, new)
    rest = _common(old[same:][::-1], new[same:][::-1])
    begin = max(0, same - 25)
    parts = (code[begin : len(code) - rest] + code[len(code) - rest :][:10] for code in (old, new))
    return " -> ".join("…" * bool(begin) + " ".join(part.split()) for part in parts)


def _common(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _changes(node: Any) -> Iterator[tuple[Any, ast.AST]]:
    """
    What of a tree is written otherwise, and how; but for docstrings, type hints and what only mypy reads.
    """
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    place = node.context_expr if isinstance(node, ast.withitem) else node
    yield from ((place, changed) for changed in _changed(node))
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_text_alone(child) and not isinstance(node, ast.JoinedStr):
                yield from _changes(child)


def _is_text_alone(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changed(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901, PLR0912  # a list of kinds
    match node:
        case ast.Compare(left=left, ops=[first, *others], comparators=comparators) if type(first) in FLIPPED:
            yield ast.Compare(left, [FLIPPED[type(first)], *others], comparators)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(FLIPPED[type(op)], values)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in FLIPPED:
            yield ast.BinOp(left, FLIPPED[type(op)], right)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.IfExp(body=body, orelse=orelse):
            yield from (body, orelse)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Constant(value=str(value)) if len(value) < PROSE:
            yield ast.Constant(f"{value}x")
        case ast.JoinedStr(values=[*values, ast.Constant(value=str(last))]):
            yield ast.JoinedStr([*values, ast.Constant(f"{last}x")])
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call()):
            yield ast.Pass()
        case ast.Dict(keys=keys, values=values):
            for n in range(len(keys)):
                yield ast.Dict(keys[:n] + keys[n + 1 :], values[:n] + values[n + 1 :])
        case ast.List(elts=elements, ctx=ast.Load()) | ast.Tuple(elts=elements, ctx=ast.Load()):
            for n in range(len(elements)):
                yield type(node)(elements[:n] + elements[n + 1 :], ast.Load())
        case ast.Set(elts=elements) if len(elements) > 1:
            for n in range(len(elements)):
                yield ast.Set(elements[:n] + elements[n + 1 :])
        case ast.Call(func=func, args=arguments, keywords=keywords):
            for n in range(len(keywords)):
                yield ast.Call(func, arguments, keywords[:n] + keywords[n + 1 :])
        case ast.withitem(optional_vars=None):
            yield ast.parse("__import__('contextlib').nullcontext()", mode="eval").body


def stages(path: Path, project: Path) -> list[str]:
    """
    The tests of a module, those first that probably notice: its own, its folder's, those of the commands, all.
    """
    folder = Path("tests", *path.parent.parts[2:])
    first = (folder / f"test_{path.name}", folder, Path("tests", "cli"))
    return [*dict.fromkeys(str(tests) for tests in first if (project / tests).exists()), "tests"]


def passes(tests: str, folder: Path) -> bool:
    """
    Whether all fast tests there pass in a copy of the project.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("WI_", "PYTEST_"))}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:randomly", "--hypothesis-seed=0", tests]
    for _ in range(2):
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment | {"PYTHONPATH": str(folder / "src")},
                capture_output=True,
                check=False,
                timeout=PATIENCE,
            )
        except subprocess.TimeoutExpired:
            return False
        if done.returncode != -signal.SIGKILL:  # killed from outside; where a mutant eats all memory, twice
            return done.returncode == 0
    return False


def chosen(modules: list[str], sample: int, seed: int) -> tuple[list[Mutant], int]:
    """
    As many mutants of these modules or packages, in order, and of how many they are.
    """
    found: list[Mutant] = []
    for path in sorted(CHECKOUT.glob("src/wi_cli/**/*.py")):
        name = ".".join(path.relative_to(CHECKOUT / "src").with_suffix("").parts)
        if any(f"{name}.".startswith(f"{module}.") for module in modules):
            found += mutants(path.relative_to(CHECKOUT), path.read_bytes())
    picked = random.Random(seed).sample(range(len(found)), min(sample, len(found)))
    return [found[n] for n in sorted(picked)], len(found)


def main() -> None:
    """
    Print the mutants that no test noticed, and how many there were.
    """
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n\n", 1)[0])
    parser.add_argument("--module", action="append", help="a module or package; several if repeated; otherwise all")
    parser.add_argument("--sample", type=int, default=60, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1, help="which of them")
    parser.add_argument("--list", action="store_true", help="only show them")
    options = parser.parse_args()
    picked, total = chosen(options.module or ["wi_cli"], options.sample, options.seed)
    if options.list or not picked:
        print(*picked, sep="\n")
        return
    survivors = 0
    with tempfile.TemporaryDirectory() as temporary:
        project = Path(temporary, "project")
        shutil.copytree(CHECKOUT, project, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        if not passes("tests", project):
            sys.exit("the tests fail without any mutant")
        clock = count(1)
        for mutant in picked:
            file = project / mutant.path
            source = file.read_bytes()
            file.write_bytes(mutant.applied(source))
            os.utime(file, (moment := next(clock), moment))  # never that of a compiled module
            if all(passes(tests, project) for tests in stages(mutant.path, project)):
                survivors += 1
                print(mutant, flush=True)
            file.write_bytes(source)
    print(f"{len(picked)} of {total} mutants, seed {options.seed}: {len(picked) - survivors} noticed, {survivors} not")


if __name__ == "__main__":
    main()
