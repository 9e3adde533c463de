"""
Data and code apart: a change of the registry that is shipped breaks no test, neither of the code nor of the README.
"""

import os
import shutil
import subprocess
import sys
import tomllib

import pytest

from browsers import Tab, chromium, printed
from pages import made
from samples import CHECKOUT, REAL, REGISTRIES
from wi_cli.registry import store

pytestmark = pytest.mark.slow

NEWCOMER = """\
id = "neustadt-an-der-erfundenen"
name = "Neustadt an der Erfundenen"
kind = "kreisangehörige Stadt"
state = "HE"
summary = "Kleine Stadt, die es nur in diesem Test gibt."

[membership]
since = "2026"
sources = ["beschluss-neustadt"]

[[contacts]]
office = "Rathaus"
phone = "+49 30 23125-0"
sources = ["beschluss-neustadt"]

[sources.beschluss-neustadt]
title = "Beschluss des Stadtrats"
"""


def member_added(wi, file):
    draft = file.with_name("newcomer.toml")
    draft.write_text(NEWCOMER, encoding="utf-8")
    return wi("add", "--from", str(draft), registry=file)


def number_corrected(wi, file):
    key, contact = with_telephone(file)
    return wi("edit", key, "--set", f"contacts.{contact}.phone=+49 30 23125-99", registry=file)


def contact_removed(wi, file):
    key, contact = with_telephone(file)
    return wi("edit", key, "--unset", f"contacts.{contact}", registry=file)


def comment_added(_wi, file):
    file.write_bytes(b"# A line more.\n" + file.read_bytes())
    return (0,)


def another_registry(_wi, file):
    shutil.copyfile(REGISTRIES / "base.toml", file)
    return (0,)


def with_telephone(file):
    """
    The first member that has a telephone number, and which of its contacts that is.
    """
    members = tomllib.loads(file.read_text(encoding="utf-8"))["members"]
    return next(
        (key, number)
        for key, member in members.items()
        for number, contact in enumerate(member.get("contacts", []))
        if "phone" in contact
    )


@pytest.mark.parametrize(
    "change",
    [member_added, number_corrected, contact_removed, comment_added, another_registry],
    ids=lambda change: change.__name__,
)
def test_change_of_the_data(wi, tmp_path, change):
    """
    All tests that read the registry that is shipped, and the README's, pass whatever stands in it.  With another
    registry altogether all fast tests run: who reads it without naming it is found as well.
    """
    copy = tmp_path / "project"
    left_out = shutil.ignore_patterns(".*", "__pycache__")
    shutil.copytree(CHECKOUT, copy, ignore=left_out)
    registry = copy / REAL.relative_to(CHECKOUT)
    before = registry.read_bytes()
    assert 0 == change(wi, registry)[0]
    assert before != registry.read_bytes()
    readers = [path for path in copy.glob("tests/**/test_*.py") if "REAL" in path.read_text(encoding="utf-8")]
    wanted = ["tests"] if change is another_registry else ["tests/test_readme.py", *readers]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("WI_", "PYTEST_"))}
    environment |= {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *wanted]
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, check=False, timeout=600)
    assert 0 == done.returncode, done.stdout.decode() + done.stderr.decode()


def test_two_pages(tmp_path):
    """
    Every member's portrait of up to 11,500 characters prints on both sides of a sheet at most.
    """
    registry = store.load(REAL)
    file = tmp_path / "page.html"
    file.write_text(made(registry), encoding="utf-8")
    with chromium() as browser:
        tab = Tab(browser, file)
        for key in registry.members:
            tab.go(key)
            length = len(tab.page.locator(f"#{key}").inner_text())
            assert (key, True) == (key, length > 11_500 or printed(tab, tmp_path / "page.pdf")[0] <= 2)
