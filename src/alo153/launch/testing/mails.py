"""Mails that other projects test with: in their source archives, and in Debian's Python.

They are of many programs and years, and none of them is ours to keep: what is read of them is
in `tests/channels/email/reading/torture`. Of the archives nothing is installed.
"""

from __future__ import annotations

import fcntl
import hashlib
from pathlib import Path

from alo153.launch import bootstrap, paths
from alo153.launch.debian import debs

ARCHIVES = paths.PROJECT / "tests/channels/email/reading/torture/archives.txt"
PYTHONS = ("3.13", "3.12", "3.14")
"""Versions of a release, in order: the first available one is taken."""


def fetch() -> tuple[list[Path], Path]:
    """Return the archives, and the folder of Debian's packages; fetched once, then at once.

    Raises BootstrapError or Unavailable.
    """
    digest = hashlib.sha256(ARCHIVES.read_bytes()).hexdigest()[:12]
    folder = paths.var() / "mails" / digest
    folder.mkdir(parents=True, exist_ok=True)
    stamp = folder / "fetched"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.is_file():
            bootstrap.download(ARCHIVES, folder)
            stamp.touch()
    return sorted(folder.glob("*.tar.gz")), _of_python()


def _of_python() -> Path:
    reasons = []
    for version in PYTHONS:
        try:
            return debs.fetch(debs.HOST, [f"libpython{version}-testsuite"])
        except debs.Unavailable as reason:
            reasons.append(str(reason))
    raise debs.Unavailable("; ".join(reasons))
