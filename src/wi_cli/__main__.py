"""
The process `wi`: what the installed command and `python -m wi_cli` run.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import NoReturn

from wi_cli.errors import INTERRUPTED


def run() -> NoReturn:
    """
    Run `wi` with the process's arguments and end the process with its status.

    What is left is freed by the system: to take every object apart first, as
    Python does, takes a tenth of a short run.  (`main` has flushed stdout and
    nothing of ours waits for the end: no thread, no exit handler.)
    """
    gc.disable()  # a run is over before garbage matters; collecting takes a twentieth of it
    try:
        from wi_cli.cli import main

        main()
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else bool(ended.code)
    except KeyboardInterrupt:
        status = INTERRUPTED
    with contextlib.suppress(OSError):
        if sys.stderr is not None:
            sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
