"""
Many writers at once.
"""

import json
import os
import subprocess
import time
import tomllib

import pytest

from conftest import COMMAND

pytestmark = pytest.mark.slow

PROCESSES, EACH = 8, 25


def test_all_at_once(tmp_path):
    """
    Eight people who add 25 members each at the same time end up with 200 members, in order; nobody is
    turned away.
    """
    subprocess.run([COMMAND, "new", "members.toml"], cwd=tmp_path, check=True, capture_output=True)
    loop = 'for n in $(seq -w 1 "$2"); do "$0" add --from "$1-$n.json" 2>>"errors-$1" || echo "$1-$n" >>failed; done'
    for writer in range(PROCESSES):
        for n in range(1, EACH + 1):
            name = f"Ort {writer}-{n:02}"
            member = {"id": f"ort-{writer}-{n:02}", "name": name, "kind": "Verein", "summary": "Erfunden."}
            (tmp_path / f"{writer}-{n:02}.json").write_text(json.dumps(member), encoding="utf-8")
    begun = time.monotonic()
    writers = [
        subprocess.Popen(["bash", "-c", loop, COMMAND, str(writer), str(EACH)], cwd=tmp_path, env=os.environ)
        for writer in range(PROCESSES)
    ]
    assert [0] * PROCESSES == [writer.wait(timeout=300) for writer in writers]
    print(f"{time.monotonic() - begun:.1f} s")  # noqa: T201  # shown with -s
    failed = tmp_path / "failed"
    assert not failed.exists(), failed.read_text() + "".join(path.read_text() for path in tmp_path.glob("errors-*"))
    members = list(tomllib.loads((tmp_path / "members.toml").read_text(encoding="utf-8"))["members"])
    assert sorted(f"ort-{writer}-{n:02}" for writer in range(PROCESSES) for n in range(1, EACH + 1)) == members
    assert 0 == subprocess.run([COMMAND, "validate"], cwd=tmp_path, check=False).returncode
    assert [] == [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]
