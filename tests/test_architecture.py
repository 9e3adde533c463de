import ast
import sys
from pathlib import Path

import pytest

import wi_cli

PACKAGE = Path(wi_cli.__file__).parent
# Each module imports only from those before it.
ORDER = (
    "errors",
    "members",
    "paths",
    "spelling",
    "locate",
    "wording",
    "portrait",
    "columns",
    "hits",
    "index",
    "edits",
    "syntax",
    "rules",
    "rulebook",
    "diagnostics",
    "reports",
    "store",
    "fields",
    "layout",
    "inputs",
    "splice",
    "changes",
    "search",
    "render",
    "export",
    "cli",
    "__main__",
)
STRANGERS = {"search", "render", "export", "reports"}
# What comes from elsewhere, and the modules that may use it.
FOREIGN = {
    "typer": {"cli"},
    "rich": {"render"},
    "rapidfuzz": {"index", "spelling"},
    "jsonschema_rs": {"rules"},
    "tree_sitter": {"locate"},
    "tree_sitter_toml": {"locate"},
    "tomli_w": {"layout"},
    "filelock": {"store"},
    "toml_rs": {"store"},
}
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def module(path):
    """
    The part of the house that a file belongs to; all of cli is one.
    """
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path):
    """
    Everything that a file imports: at its top, in a function, or only for types.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            whole = node.module == "wi_cli"
            yield from (f"wi_cli.{alias.name}" for alias in node.names) if whole else [node.module]


def ours(path):
    return {name.split(".")[1] for name in imports(path) if name.startswith("wi_cli.")} - {module(path)}


def test_every_module_has_its_place():
    """
    A new module is put into the order, here and in the design.
    """
    assert set() == {module(path) for path in FILES} - set(ORDER)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_order(path):
    """
    A module imports only from those above it; the four that make output don't know each other.
    """
    above = set(ORDER[: ORDER.index(module(path))])
    assert set() == ours(path) - above
    assert set() == (ours(path) & STRANGERS if module(path) in STRANGERS else set())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_foreign_packages(path):
    """
    Other people's packages are imported only where the design says; Rich only in render.
    """
    packages = {name.split(".")[0] for name in imports(path)} - sys.stdlib_module_names - {"wi_cli"}
    assert set() == {name for name in packages if module(path) not in FOREIGN.get(name, ())}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_prints_and_exits(path):
    """
    Nobody prints; only the command line writes to the streams of the process and ends it.
    """
    text = path.read_text(encoding="utf-8")
    tree = list(ast.walk(ast.parse(text)))
    called = {ast.unparse(node.func) for node in tree if isinstance(node, ast.Call)}
    raised = {ast.unparse(node.exc).split("(")[0] for node in tree if isinstance(node, ast.Raise) and node.exc}
    assert set() == called & {"print", "exit", "quit"}
    assert module(path) == "__main__" or "os._exit" not in called
    if module(path) not in ("cli", "__main__"):
        assert "sys.exit" not in called
        assert "SystemExit" not in raised
        assert set() == {stream for stream in ("sys.stdout", "sys.stderr", "sys.argv") if stream in text}
