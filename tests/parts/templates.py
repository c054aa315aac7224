"""What every run needs alike is made once, kept in `var/`, and copied.

It is kept under a digest of all that it is made of, so that an old one is never taken; a maker
that is killed leaves nothing that could be taken for a whole one.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from alo153.launch import paths

KEPT = 2
"""Of each kind so many stay: whoever goes back and forth between two branches waits once."""
_HALF = ".half"


def digest(files: Iterable[Path], words: Iterable[str] = ()) -> str:
    """Return a name for what is made of these files and words."""
    found = hashlib.sha256("\0".join(words).encode())
    for path in sorted(files):
        found.update(f"\0{path.relative_to(paths.PROJECT)}\0".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:24]


def packages() -> list[str]:
    """Name every package that is installed, with its version."""
    return sorted(f"{each.name}=={each.version}" for each in metadata.distributions())


def copy(kind: str, name: str, make: Callable[[Path], None], target: Path) -> None:
    """Copy what is kept of a kind under a name to `target`; `make` fills a folder if it is missing.

    Others who want the same meanwhile wait.
    """
    store = paths.var() / "test/templates"
    store.mkdir(parents=True, exist_ok=True)
    store.chmod(0o755)  # as root PostgreSQL is another user
    with _locked(store / f"{kind}.lock"):
        whole = store / f"{kind}-{name}"
        if not whole.is_dir():
            _make(whole, make)
        os.utime(whole)
        _forget_old(store, kind)
        target.parent.mkdir(parents=True, exist_ok=True)
        words = ["cp", "--archive", "--reflink=auto", "--no-target-directory"]
        subprocess.run([*words, str(whole), str(target)], check=True)


def _make(whole: Path, make: Callable[[Path], None]) -> None:
    half = whole.with_name(whole.name + _HALF)
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir()
    make(half)
    half.rename(whole)


def _forget_old(store: Path, kind: str) -> None:
    """Remove what nobody took for longest, and what a killed maker left."""
    found = [path for path in store.glob(f"{kind}-*") if path.suffix != _HALF]
    old = sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]
    for path in (*old, *store.glob(f"{kind}-*{_HALF}")):
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Be the only one in the block; the kernel lets go of the lock when its holder dies."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
