"""
Many writers at once.
"""

import json
import os
import random
import subprocess
import threading
import time
import tomllib

import pytest

from conftest import COMMAND
from samples import SMALL

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


def test_beside_an_editor(tmp_path):
    """
    Beside a program that adds lines to the registry every so often, and knows nothing of locks, every edit is made or
    refused, and no line is lost.
    """
    registry = tmp_path / "members.toml"
    registry.write_text(SMALL, encoding="utf-8")
    stop, written = threading.Event(), []

    def note():
        while not stop.wait(random.uniform(0.01, 0.1)):
            with registry.open("a", encoding="utf-8") as file:
                file.write(f"# note {len(written)}.\n")
            written.append(f"# note {len(written)}.\n")

    editor = threading.Thread(target=note)
    editor.start()
    edit = [COMMAND, "edit", "koellnitz", "--registry", str(registry), "--set"]
    try:
        ended = [
            subprocess.run([*edit, f"summary=Satz {n}."], check=False, capture_output=True).returncode
            for n in range(40)
        ]
    finally:
        stop.set()
        editor.join()
    text = registry.read_text(encoding="utf-8")
    assert set(ended) <= {0, 3}
    assert 0 in ended
    assert [] == [note for note in written if note not in text]
    last = max(n for n, status in enumerate(ended) if status == 0)
    assert f'summary = "Satz {last}."' in text
    assert [] == [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]
