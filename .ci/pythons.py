"""
The Pythons beside this one that the fast tests are to run on, a path a line: the
system's own and the newest of all that are installed, if these are other versions.
"""

import os
import subprocess
import sys
from pathlib import Path

Version = tuple[int, ...]
DESCRIBE = "import sys; print(sys.implementation.name, sys.version_info.releaselevel, *sys.version_info[:3])"
OLDEST = (3, 11)
SYSTEM = Path("/usr/bin/python3")


def version(python: Path) -> Version:
    """
    The version of a released CPython; () if it is none, or can't be started.
    """
    try:
        done = subprocess.run([python, "-c", DESCRIBE], capture_output=True, check=False, text=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return ()
    name, level, *numbers = done.stdout.split() or ("", "")
    return tuple(map(int, numbers)) if (name, level) == ("cpython", "final") else ()


def installed() -> list[Path]:
    """
    Every `python3.x` on the path and everything that pyenv has.
    """
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    folders = [Path(folder) for folder in os.get_exec_path()]
    on_path = [python for folder in folders for python in sorted(folder.glob("python3.[0-9]*[0-9]"))]
    return [*on_path, *sorted(pyenv.glob("versions/*/bin/python3"))]


here = sys.version_info[:3]
versions = {python: version(python) for python in [SYSTEM, *installed()]}
newest = max(versions, key=versions.__getitem__)
wanted = {versions[python]: python for python in (newest, SYSTEM)}
for number, python in wanted.items():
    if number >= OLDEST and number != here and (number > here or python == SYSTEM):
        print(python)
