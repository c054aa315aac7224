"""Message catalogs: compiled where their text is newer, without gettext installed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parents[1]


def sources() -> Iterator[Path]:
    """Yield every catalog of the project as people edit it."""
    yield from sorted(PACKAGE.glob("**/locale/*/LC_MESSAGES/*.po"))


def compile_changed() -> int:
    """Compile the catalogs that changed since they were compiled and return how many."""
    count = 0
    for source in sources():
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            # Written beside and moved: several test processes may compile at once
            beside = compiled.with_suffix(f".{os.getpid()}")
            polib.pofile(str(source)).save_as_mofile(str(beside))
            beside.replace(compiled)
            count += 1
    return count
