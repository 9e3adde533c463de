"""
`wi` from each kind of installation reads the registry that came with it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from samples import CHECKOUT, SMALL

pytestmark = pytest.mark.slow

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("WI_", "PYTHON", "VIRTUAL_ENV"))}


def ran(*command, cwd):
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=CLEAN, capture_output=True, check=False, timeout=600, encoding="utf-8"
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(name="checkout")
def _checkout(tmp_path):
    """
    A copy of what git knows of this checkout or would add, with a registry of our own.
    """
    copy = tmp_path / "checkout"
    names = ran("git", "ls-files", "-co", "--exclude-standard", "-z", cwd=CHECKOUT).split("\0")[:-1]
    for name in names:
        if (CHECKOUT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / name, copy / name)
    (copy / "data" / "members.toml").write_text(SMALL, encoding="utf-8")
    return copy


@pytest.fixture(name="environment")
def _environment(tmp_path):
    """
    A fresh virtual environment; install into it, then run its `wi` in an empty directory.
    """
    home, empty = tmp_path / "venv", tmp_path / "empty"
    empty.mkdir()
    ran(sys.executable, "-m", "venv", home, cwd=tmp_path)

    def install(*arguments):
        ran(home / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", *arguments, cwd=tmp_path)

    def wi(*arguments):
        return ran(home / "bin" / "wi", *arguments, cwd=empty)

    return home, install, wi


def registry_of(wi):
    name, path = wi("--version").splitlines()
    assert name.startswith("wi ")
    return Path(path.removeprefix("registry: "))


def in_package(home):
    (package,) = home.glob("lib/python*/site-packages/wi_cli")
    return package / "members.toml"


def marked(path):
    """
    Rename Köllnitz in a registry, to see who reads it.
    """
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('name = "Köllnitz"', 'name = "Köllnitz, neu"'), encoding="utf-8")


def check_packaged(home, wi, checkout):
    """
    The registry is the package's, and has nothing to do with the checkout any more.
    """
    assert in_package(home) == registry_of(wi)
    assert in_package(home).read_bytes() == (checkout / "data" / "members.toml").read_bytes()
    assert 4 == wi("list").count("\n")
    marked(checkout / "data" / "members.toml")
    assert "koellnitz\tKöllnitz\t" in wi("list")
    schema = checkout / "src" / "wi_cli" / "registry" / "members.schema.json"
    assert schema.read_text(encoding="utf-8") == wi("schema")


def test_from_checkout(environment, checkout):
    """
    `pip install .` brings the registry along.
    """
    home, install, wi = environment
    install(checkout)
    check_packaged(home, wi, checkout)


def test_wheel_of_the_sdist(environment, checkout, tmp_path):
    """
    The wheel that is built from the source distribution is whole.
    """
    home, install, wi = environment
    install("build")
    ran(home / "bin" / "python", "-m", "build", "--outdir", tmp_path / "dist", checkout, cwd=tmp_path)
    (wheel,) = (tmp_path / "dist").glob("wi_directory-*.whl")
    assert 1 == len(list((tmp_path / "dist").glob("wi_directory-*.tar.gz")))
    install(wheel)
    check_packaged(home, wi, checkout)


def test_editable(environment, checkout):
    """
    `pip install -e .` reads the checkout's registry, also after it was changed.
    """
    _, install, wi = environment
    install("-e", checkout)
    assert checkout / "data" / "members.toml" == registry_of(wi)
    assert "koellnitz\tKöllnitz\t" in wi("list")
    marked(checkout / "data" / "members.toml")
    assert "koellnitz\tKöllnitz, neu\t" in wi("list")
