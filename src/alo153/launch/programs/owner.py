"""The user id of a server when we are root: a number that belongs to no user.

PostgreSQL refuses root and Asterisk needs none of its powers; nothing is added to the system.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

ROOTS_STANDIN = 61153  # between the numbers that Debian and systemd hand out
# Without the last, access(2) would not see the capability, and PostgreSQL asks it.
_READ_PAST = ("+dac_read_search", "+dac_read_search", "+no_setuid_fixup")


def command(reads: Iterable[Path], number: int = ROOTS_STANDIN, ending: str = "TERM") -> list[str]:
    """Return the words before a command that take root's powers away; none if we are not root.

    `reads` are the files that the command must reach: below a closed folder (root's home) it
    keeps the right to read past it. `ending` is the signal it gets when its parent dies: a change
    of the user forgets one that was set before.
    """
    if os.geteuid() != 0:
        return []
    words = ["setpriv", f"--reuid={number}", f"--regid={number}", "--clear-groups"]
    words += [f"--pdeathsig={ending}"]
    if not all(_is_open(folder) for path in reads for folder in path.parents):
        inherited, ambient, bits = _READ_PAST
        words += [f"--inh-caps={inherited}", f"--ambient-caps={ambient}", f"--securebits={bits}"]
    return [*words, "--"]


def _is_open(folder: Path) -> bool:
    return bool(folder.stat().st_mode & 0o001)
