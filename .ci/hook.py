"""
Run the `wi` of this checkout, which is elsewhere in .venv on Windows.
"""

import subprocess
import sys
from pathlib import Path

folder, ending = ("Scripts", ".exe") if sys.platform == "win32" else ("bin", "")
program = Path(__file__).parents[1] / ".venv" / folder / f"wi{ending}"
sys.exit(subprocess.run([program, *sys.argv[1:]], check=False).returncode)
