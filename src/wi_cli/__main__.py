"""
The process `wi`: what the installed command and `python -m wi_cli` run.
"""

import gc
import os
import sys
from typing import NoReturn

gc.disable()  # a run is over before garbage matters; collecting takes a twentieth of it

from wi_cli.cli import main  # noqa: E402  # its import is what collects most


def run() -> NoReturn:
    """
    Run `wi` with the process's arguments and end the process with its status.

    What is left is freed by the system: to take every object apart first, as
    Python does, takes a tenth of a short run.  (`main` has flushed stdout and
    nothing of ours waits for the end: no thread, no exit handler.)
    """
    try:
        main()
    except SystemExit as ended:
        if sys.stderr is not None:
            sys.stderr.flush()
        os._exit(ended.code if isinstance(ended.code, int) else bool(ended.code))


if __name__ == "__main__":
    run()
