import ast
import re
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import wi_cli

PACKAGE = Path(wi_cli.__file__).parent
# The house, from the ground up: what stands in a row imports only from the rows before it.
# What stands side by side in one row doesn't know each other.
ROWS = (
    ("errors", "messages"),
    ("german",),
    ("registry",),
    ("finding", "checking", "showing"),
    ("changing", "sharing"),
    ("cli",),
    ("__main__",),
)
# What comes from elsewhere, and the only places that may use it.
FOREIGN = {
    "typer": {"cli"},
    "rich": {"showing.rich", "showing.tables", "showing.pages", "showing.charts"},
    "colorama": {"cli.terminal"},
    "rapidfuzz": {"finding.likeness", "german.slips"},
    "Stemmer": {"german.stems"},
    "jsonschema_rs": {"checking.validator"},
    "email_validator": {"checking.rules.addresses"},
    "tree_sitter": {"registry.locate"},
    "tree_sitter_toml": {"registry.locate"},
    "tomli_w": {"changing.write"},
    "filelock": {"registry.lock"},
    "tomli": {"registry.toml"},
    "xlsxwriter": {"sharing.workbook"},
    "segno": {"showing.code"},
    "shellingham": {"cli.shells"},
    "jinja2": {"sharing.page.page"},
    "markupsafe": {"sharing.page.page"},
}
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def module(path):
    """
    The dotted name of a file's module within the package; a package's own file bears its name.
    """
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module(path) for path in FILES}


def part(name):
    """
    The part of the house that a module belongs to.
    """
    return name.split(".")[0]


def row(name):
    return next(number for number, parts in enumerate(ROWS) if part(name) in parts)


def imports(path):
    """
    Everything that a file imports: at its top, in a function, or only for types.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                inside = f"{node.module}.{alias.name}".removeprefix("wi_cli.")
                yield f"wi_cli.{inside}" if inside in MODULES else node.module


def ours(path):
    """
    The modules of this package that a file imports.
    """
    found = {name.removeprefix("wi_cli.") for name in imports(path) if name.startswith("wi_cli.")}
    return found - {module(path)}


def test_every_module_has_its_place():
    """
    A new package is put into a row.
    """
    assert {part(name) for name in MODULES} == {part for parts in ROWS for part in parts}


@pytest.mark.parametrize("path", FILES, ids=module)
def test_imports_run_downwards(path):
    """
    A module imports from its own part of the house and from the rows before it.
    """
    here = module(path)
    assert [] == [name for name in ours(path) if part(name) != part(here) and row(name) >= row(here)]


def test_no_module_needs_itself():
    """
    Imports run one way within a package, too.
    """
    TopologicalSorter({module(path): ours(path) for path in FILES}).prepare()


@pytest.mark.parametrize("path", FILES, ids=module)
def test_foreign_packages(path):
    """
    Other people's packages are imported only in the places named here.
    """
    packages = {name.split(".")[0] for name in imports(path)} - sys.stdlib_module_names - {"wi_cli"}
    here = {module(path), part(module(path))}
    assert [] == [name for name in packages if here.isdisjoint(FOREIGN.get(name, ()))]


@pytest.mark.parametrize("path", FILES, ids=module)
def test_only_the_command_line_prints_and_exits(path):
    """
    Nobody prints; only the command line writes to the streams of the process and ends it.
    """
    text = path.read_text(encoding="utf-8")
    tree = list(ast.walk(ast.parse(text)))
    called = {ast.unparse(node.func) for node in tree if isinstance(node, ast.Call)}
    raised = {ast.unparse(node.exc).split("(")[0] for node in tree if isinstance(node, ast.Raise) and node.exc}
    assert set() == called & {"print", "exit", "quit"}
    assert part(module(path)) == "__main__" or "os._exit" not in called
    if part(module(path)) not in ("cli", "__main__"):
        assert "sys.exit" not in called
        assert "SystemExit" not in raised
        assert set() == {stream for stream in ("sys.stdout", "sys.stderr", "sys.argv") if stream in text}


@pytest.mark.parametrize("path", FILES, ids=module)
def test_patterns_that_every_python_reads_alike(path):
    """
    No possessive repeat and no atomic group: before Python 3.11.5 they match what they should not.
    """
    texts = [node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if type(node) is ast.Constant]
    assert [] == [
        text for text in texts if isinstance(text, str) and re.search(r"(?<![\\+])[*+?}]\+(?!\+)|\(\?>", text)
    ]


TESTS = Path(__file__).parent
IN_FOLDERS = sorted(path for path in TESTS.glob("*/**/test_*.py") if path.parts[len(TESTS.parts)] != "program")


@pytest.mark.parametrize("path", IN_FOLDERS, ids=lambda path: str(path.relative_to(TESTS)))
def test_tests_are_named_as_modules(path):
    """
    In the folder of a package a file of tests is named as the module it tests, perhaps with what it is about behind
    that; what concerns several stands in `program`.
    """
    folder, words = PACKAGE / path.parent.relative_to(TESTS), path.stem.removeprefix("test_").split("_")
    assert any((folder / f"{'_'.join(words[:length])}.py").exists() for length in range(1, len(words) + 1))
