"""
The hooks as people use them: installed by pre-commit, from a repository with a tag.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from samples import CHECKOUT, REGISTRIES
from wi_cli.changing import layout

pytestmark = pytest.mark.slow

GOOD = (REGISTRIES / "base.toml").read_text(encoding="utf-8")
UNMENDABLE = GOOD.replace('ags = "08226096"', 'ags = "08226"')
MENDABLE = GOOD.replace('state = "HE"', 'state = "Hessen"').replace("+49 561 787-0", "0561/787-0")
OUTSIDE = ("GIT_", "WI_", "PYTHON", "VIRTUAL_ENV", "PRE_COMMIT", "XDG_")
IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Test"), ("EMAIL", "test@example.org"))
}


@dataclass
class Repository:
    """
    A git repository in a folder of its own, with nothing of the user's settings.
    """

    root: Path
    cache: Path

    def __post_init__(self):
        self.root.mkdir(exist_ok=True)
        self.git("init", "-q")

    def run(self, *command):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(OUTSIDE)}
        environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, **IDENTITY}
        environment |= {"PRE_COMMIT_HOME": str(self.cache), "PRE_COMMIT_COLOR": "never"}
        done = subprocess.run(
            list(map(str, command)), cwd=self.root, env=environment, capture_output=True, check=False, timeout=600
        )
        return done.returncode, (done.stdout + done.stderr).decode()

    def git(self, *arguments):
        status, out = self.run("git", *arguments)
        assert 0 == status, out
        return out

    def commit(self, **files):
        """
        Write files, stage everything, try to commit; status and what was printed.
        """
        for name, text in files.items():
            path = self.root / name.replace("__", "/").replace("_toml", ".toml")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.git("add", "-A")
        return self.run("git", "commit", "-m", "change")

    def start(self, branch):
        """
        An empty branch: nothing of the other tests is left.
        """
        self.git("checkout", "-q", "--orphan", branch)
        self.git("rm", "-rqf", "--ignore-unmatch", ".")

    def hook(self, project, name, more=""):
        """
        Ask pre-commit for one of the project's hooks.
        """
        config = f"repos:\n- repo: {project.root}\n  rev: v1\n  hooks:\n  - id: {name}\n{more}"
        (self.root / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")


@pytest.fixture(name="repositories", scope="module")
def _repositories(tmp_path_factory):
    """
    This project as it is now, tagged v1, and an empty repository where pre-commit is installed.
    """
    folder = tmp_path_factory.mktemp("pre-commit")
    project, scratch = (Repository(folder / name, folder / "cache") for name in ("project", "scratch"))
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=CHECKOUT, capture_output=True, check=True
    )
    for name in names.stdout.decode().split("\0")[:-1]:
        if (CHECKOUT / name).is_file():
            (project.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / name, project.root / name)
    project.git("add", "-A")
    project.git("commit", "-qm", "all", "--no-verify")
    project.git("tag", "v1")
    scratch.hook(project, "wi-validate")
    status, out = scratch.run(sys.executable, "-m", "pre_commit", "install")
    assert 0 == status, out
    return project, scratch


def test_hooks(repositories):
    """
    A good registry is committed; a bad one is blocked and its defects shown; the fixing hook mends it,
    and then it is committed.  Files of other names are nobody's business.
    """
    project, scratch = repositories
    scratch.start("hooks")
    scratch.hook(project, "wi-validate")
    status, out = scratch.commit(data__members_toml=GOOD, other_toml="a = b")
    assert 0 == status, out
    assert "Passed" in out

    before = scratch.git("rev-parse", "HEAD")
    status, out = scratch.commit(data__members_toml=UNMENDABLE)
    assert 0 != status
    assert "data/members.toml:" in out
    assert "WI212 AGS 08226 has 5 digits" in out
    assert '| ags = "08226"\n' in out
    assert before == scratch.git("rev-parse", "HEAD")

    scratch.hook(project, "wi-validate-fix")
    status, out = scratch.commit(data__members_toml=MENDABLE)
    assert 0 != status
    assert "files were modified by this hook" in out
    assert GOOD == (scratch.root / "data" / "members.toml").read_text(encoding="utf-8")

    status, out = scratch.commit(note_toml="")
    assert 0 == status, out
    assert before != scratch.git("rev-parse", "HEAD")


def test_format(repositories):
    """
    The formatting hook brings a registry into its layout, and then it is committed.
    """
    project, scratch = repositories
    scratch.start("format")
    scratch.hook(project, "wi-fmt")
    untidy = GOOD.replace(" = ", "=") + "\n\n# the end"
    status, out = scratch.commit(data__members_toml=untidy, other_toml="a=1")
    assert 0 != status
    assert "1 file reformatted\n" in out
    assert "files were modified by this hook" in out
    assert layout.formatted(untidy) == (scratch.root / "data" / "members.toml").read_text(encoding="utf-8")
    status, out = scratch.commit(note_toml="")
    assert 0 == status, out


def test_options(repositories):
    """
    Which files are registries, and how strictly they are judged, is for the other repository to say.
    """
    project, scratch = repositories
    scratch.start("options")
    scratch.hook(project, "wi-validate", "    files: ^registry\\.toml$\n    args: [--strict, --select, WI226]\n")
    status, out = scratch.commit(members_toml="a = b", registry_toml=GOOD.replace('"Kassel"', '"Kassel "'))
    assert 0 != status
    assert "WI226" in out
    assert "WI001" not in out
    status, out = scratch.commit(registry_toml=UNMENDABLE)
    assert 0 == status, out
