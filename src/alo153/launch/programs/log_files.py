"""The files in which programs say what happens: for their owner and group, nobody else."""

from __future__ import annotations

import os
from io import FileIO
from pathlib import Path
from typing import Final

MODE: Final = 0o640
UMASK: Final = ("sh", "-c", 'umask 027; exec "$0" "$@"')
"""Words before the command of a program that makes its log files itself."""


def open_log(path: Path, *, anew: bool = False) -> FileIO:
    """Open a log to append to it, or to write it anew; a log readable by other users is closed."""
    how = os.O_TRUNC if anew else os.O_APPEND
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC | how, MODE)
    os.fchmod(number, MODE)
    return FileIO(number, "ab" if not anew else "wb")
