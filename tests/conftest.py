"""
What all tests share: an environment without surprises, and `wi` in this process or in one of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from samples import SMALL
from wi_cli.cli import main

# A fixture that lives for all examples is no harm here: `wi` starts afresh with every call.
# Fewer examples than usual keep the run under two minutes on a slow machine; each run takes others, but not where a
# change is judged: whether it may land is no matter of luck.
settings.register_profile(
    "wi",
    max_examples=40,
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("wi")

COMMAND = Path(sys.executable).with_name("wi")
LOOKED_AT = (
    "WI_REGISTRY",
    "NO_COLOR",
    "FORCE_COLOR",
    "TERM",
    "PAGER",
    "LESS",
    "CI",
    "GITHUB_ACTIONS",
    "TF_BUILD",
    "TEAMCITY_VERSION",
    "COLUMNS",
    "LINES",
    "LC_ALL",
    "LANG",
)


@pytest.fixture(autouse=True)
def _environment(monkeypatch, tmp_path):
    """
    Neither the user's settings nor a registry in the working directory count.
    """
    for name in LOOKED_AT:
        monkeypatch.delenv(name, raising=False)
    # Typer reads some of the environment when it is imported; only an own process sees these.
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    monkeypatch.chdir(tmp_path)


@pytest.fixture(name="wi")
def _wi(monkeypatch, capsys, tmp_path):
    """
    Run `wi` in-process; return (exit status, stdout, stderr).

    `registry` is the text of one, its bytes, the path of a file, or None for
    whatever `wi` finds by itself.
    """

    def run(*args, registry=SMALL):
        path = tmp_path / "members.toml"
        if isinstance(registry, Path):
            path = registry
        elif isinstance(registry, bytes):
            path.write_bytes(registry)
        elif registry is not None:
            path.write_bytes(registry.encode())
        if registry is not None:
            monkeypatch.setenv("WI_REGISTRY", str(path))
        monkeypatch.setattr("sys.argv", ["wi", *args])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsys.readouterr()
        return end.value.code or 0, out, err

    return run


@pytest.fixture(name="process")
def _process(tmp_path):
    """
    Run `wi` in a process of its own, with the small registry in members.toml
    of its working directory; return (exit status, stdout, stderr) as text.
    """
    (tmp_path / "members.toml").write_text(SMALL, encoding="utf-8")

    def run(*args, cwd=tmp_path, command=(COMMAND,), **variables):
        environment = {name: value for name, value in os.environ.items() if name not in LOOKED_AT} | variables
        done = subprocess.run([*command, *args], cwd=cwd, env=environment, capture_output=True, check=False, timeout=60)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return run


@pytest.fixture(name="screen")
def _screen(tmp_path):
    """
    Run `wi` on a terminal of 80 columns and 24 lines; return (exit status, what the terminal got).
    """
    (tmp_path / "members.toml").write_text(SMALL, encoding="utf-8")

    def run(*args, **variables):
        ours, theirs = pytest.importorskip("pty").openpty()  # Windows has none
        environment = {"PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8", "COLUMNS": "80", "LINES": "24"}
        chunks = []

        def read():
            # The other end is gone: on Linux an error, elsewhere an empty read.
            try:
                while chunk := os.read(ours, 65536):
                    chunks.append(chunk)
            except OSError:
                return

        command = subprocess.Popen(
            [COMMAND, *args], cwd=tmp_path, env=environment | variables, stdin=theirs, stdout=theirs, stderr=theirs
        )
        os.close(theirs)
        reader = threading.Thread(target=read)
        reader.start()
        status = command.wait(timeout=60)
        reader.join(timeout=60)
        os.close(ours)
        return status, b"".join(chunks).decode().replace("\r\n", "\n")

    return run
