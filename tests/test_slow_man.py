"""
The manual pages, read by the programs that show them, from an installation.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile

import pytest

from samples import CHECKOUT
from wi_cli.cli.commands import COMMANDS

pytestmark = pytest.mark.slow

PAGES = sorted((CHECKOUT / "docs" / "man").glob("*.1"))
NAMES = {"wi.1", *(f"wi-{name}.1" for name in COMMANDS)}


def ran(*command, **variables):
    done = subprocess.run(
        [*map(str, command)],
        env=os.environ | variables,
        capture_output=True,
        check=False,
        timeout=600,
        encoding="utf-8",
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_mandoc(page):
    """
    mandoc finds nothing to say against a page, not even against its style.
    """
    if not shutil.which("mandoc"):
        pytest.skip("mandoc is not installed")
    assert (0, "", "") == ran("mandoc", "-T", "lint", page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_groff(page):
    """
    groff warns of nothing.
    """
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    status, shown, said = ran("groff", "-man", "-ww", "-Tutf8", page)
    assert (0, "", True) == (status, said, page.stem.upper() in shown)


@pytest.fixture(name="built", scope="module")
def _built(tmp_path_factory):
    """
    The folder with the sdist and the wheel that is built from it.
    """
    folder = tmp_path_factory.mktemp("dist")
    status, _, said = ran(sys.executable, "-m", "build", "--outdir", folder, CHECKOUT)
    assert 0 == status, said
    return folder


def test_in_the_sdist(built):
    """
    The source distribution has all pages, and what makes them.
    """
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"docs/man/{name}" for name in NAMES} | {"docs/man.py"} <= names


def test_in_the_wheel(built, tmp_path):
    """
    The wheel has all pages where `man` looks for them beside a command, and `man wi` shows them.
    """
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        pages = {name.rpartition("/")[2]: name for name in archive.namelist() if "/data/share/man/man1/" in name}
        assert NAMES == set(pages)
        archive.extractall(tmp_path)
    if not shutil.which("man"):
        pytest.skip("man is not installed")
    (data,) = tmp_path.glob("*.data")
    look = {"MANPATH": str(data / "data" / "share" / "man"), "MANWIDTH": "80", "LC_ALL": "C.UTF-8", "MANPAGER": "cat"}
    status, shown, said = ran("man", "wi", **look)
    assert (0, "") == (status, said)
    assert ("wi - members and contacts of the Arbeitsgemeinschaft" in shown, "German: prüfe" in shown) == (True, True)
    status, shown, said = ran("man", "wi", "edit", **look)
    assert (0, "", True) == (status, said, '"contacts.0.phone=+49 561 787-0"' in shown)
