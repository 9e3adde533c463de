"""
What `wi` prints of members can be added again; members added on two branches can be merged.
"""

import json
import subprocess
import tomllib

import pytest

from samples import REGISTRIES, RICH
from wi_cli.registry import new

KLEIN = (REGISTRIES / "written" / "klein.toml").read_text(encoding="utf-8")
ADDED = {
    name: f"""\
id = "{name.lower()}"
name = "{name}"
kind = "kreisangehörige Stadt"
state = "HE"
summary = "Eine Stadt, die es nur hier gibt."
topics = ["schulsozialarbeit"]

[membership]
since = "2026"
sources = ["beitritt-{name.lower()}"]

[sources.beitritt-{name.lower()}]
title = "Beitritt {name}"
publisher = "Stadt {name}"
date = "2026-03-01"
"""
    for name in ("Nauendorf", "Unterdorf")
}


@pytest.mark.parametrize("key", sorted(tomllib.loads(RICH.read_text(encoding="utf-8"))["members"]))
@pytest.mark.parametrize("prune", [[], ["--prune"]], ids=["", "prune"])
def test_back_again(wi, tmp_path, key, prune):
    """
    Each member that is printed, taken out and added from what was printed comes back as it was, with all that it names.
    """
    file, printed = tmp_path / "registry.toml", tmp_path / "printed.json"
    file.write_text(RICH.read_text(encoding="utf-8"), encoding="utf-8")
    before = tomllib.loads(RICH.read_text(encoding="utf-8"))
    printed.write_text(wi("show", key, "--json", registry=file)[1], encoding="utf-8")
    assert 0 == wi("remove", key, "--yes", *prune, registry=file)[0]
    status, out, err = wi("add", "--from", str(printed), registry=file)
    assert (0, "", f"wi: added '{key}' (registry.toml)") == (status, out, err.splitlines()[-1])
    assert before == tomllib.loads(file.read_text(encoding="utf-8"))


def test_all_again(wi, tmp_path):
    """
    What `wi list --json` prints makes a new registry with the same members, each named; it goes in whole or not at all.
    """
    file, printed = tmp_path / "registry.toml", tmp_path / "printed.json"
    file.write_text(new.EMPTY, encoding="utf-8")
    printed.write_text(wi("list", "--json", registry=RICH)[1], encoding="utf-8")
    before = tomllib.loads(RICH.read_text(encoding="utf-8"))["members"]
    names = [member["id"] for member in json.loads(printed.read_text(encoding="utf-8"))["members"]]
    assert len(names) > 1
    status, out, err = wi("add", "--from", str(printed), registry=file)
    said = f"wi: added {', '.join(map(repr, names))} (registry.toml)"
    assert (0, "", said) == (status, out, err.splitlines()[-1])
    assert before == tomllib.loads(file.read_text(encoding="utf-8"))["members"]
    there = f"wi: there are members {', '.join(map(repr, names))} already; to change one: wi edit {names[0]}\n"
    assert (2, "", there) == wi("add", "--from", str(printed), registry=file)


def test_very_many(wi, tmp_path):
    """
    Of very many members the first are named.
    """
    found = [{"id": f"a{n:02}", "name": f"A{n:02}", "kind": "Verein", "summary": "S."} for n in range(12)]
    (tmp_path / "many.json").write_text(json.dumps(found), encoding="utf-8")
    (tmp_path / "r.toml").write_text(new.EMPTY, encoding="utf-8")
    status, out, err = wi("add", "--from", str(tmp_path / "many.json"), registry=tmp_path / "r.toml")
    named = ", ".join(f"'a{n:02}'" for n in range(10))
    assert (0, "", f"wi: added {named}, 2 others (r.toml)") == (status, out, err.splitlines()[-1])


def test_all_or_nothing(wi, tmp_path):
    """
    Of several members of which one can't be taken none is, and what is wrong is named with the member.
    """
    file, added = tmp_path / "registry.toml", tmp_path / "two.toml"
    file.write_text(KLEIN, encoding="utf-8")
    rest = 'kind = "Gemeinde"\nsummary = "Probe."\n'
    added.write_text(
        f'[members.neuort]\nname = "Neuort"\n{rest}state = "HE"\n'
        f'[members.altort]\nname = "Altort"\n{rest}state = "XX"\n',
        encoding="utf-8",
    )
    status, out, err = wi("add", "--from", str(added), registry=file)
    assert (1, "") == (status, out)
    assert "nothing was changed: the registry would have a problem\n  altort.state: WI104 " in err
    assert KLEIN == file.read_text(encoding="utf-8")
    added.write_text(added.read_text(encoding="utf-8").replace("XX", "HE"), encoding="utf-8")
    assert (0, "", "wi: added 'neuort', 'altort' (registry.toml)\n") == wi("add", "--from", str(added), registry=file)
    members = ["altort", "musterstadt", "neudorf", "neuort"]
    assert members == list(tomllib.loads(file.read_text(encoding="utf-8"))["members"])


@pytest.mark.parametrize("first", list(ADDED))
def test_two_branches(wi, tmp_path, monkeypatch, first):
    """
    Members that don't touch, added on two branches with a source each, are merged by plain git without a conflict:
    to what adding both makes, whichever comes first.
    """
    for variable in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def git(*arguments):
        name = ("-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *name, *arguments], cwd=tmp_path, check=True, capture_output=True)

    file = tmp_path / "registry.toml"

    def add(name):
        added = tmp_path / "added.txt"
        added.write_text(ADDED[name], encoding="utf-8")
        assert 0 == wi("add", "--from", str(added), registry=file)[0]
        added.unlink()

    file.write_text(KLEIN, encoding="utf-8")
    git("init", "-q", "-b", "main")
    git("add", "registry.toml")
    git("commit", "-qm", "all")
    for name in ADDED:
        git("checkout", "-q", "-b", name, "main")
        add(name)
        git("commit", "-qam", name)
    second = next(name for name in ADDED if name != first)
    git("checkout", "-q", first)
    git("merge", "-q", "--no-edit", second)
    merged = file.read_text(encoding="utf-8")
    assert (0, "", "") == wi("validate", "--strict", str(file), registry=None)
    git("checkout", "-q", "main")
    add(first)
    add(second)
    assert file.read_text(encoding="utf-8") == merged
