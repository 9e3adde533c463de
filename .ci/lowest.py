"""
The lowest version of everything that `wi` needs to run, as constraints for pip.
"""

import re
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
for needed in project["dependencies"]:
    lowest = re.match(r"([\w.-]+)>=([\w.]+)", needed)
    if not lowest:
        raise SystemExit(f"pyproject.toml: no lowest version in {needed!r}")
    print(f"{lowest[1]}=={lowest[2]}")
