"""The files of a city as they are in force, kept on a disk for readers that ask no database.

A folder is made whole before a link points at it, so that no reader meets half a city.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from alo153.city.citypack.documents.overlay import fill


def is_kept(home: Path, stamp: str) -> bool:
    """Tell whether the files of this stamp are the ones that readers meet."""
    # A link to a folder that is gone is followed by nobody
    return home.is_dir() and _former(home) == _made(home, stamp).name


def keep(home: Path, pack: Path, texts: Mapping[str, str], *, stamp: str) -> None:
    """Let `home` be a folder of the city's files, some with these texts.

    Several processes may do so at once.

    Args:
        texts: by the name of the file.
        stamp: differs when anything else does.
    """
    home.parent.mkdir(parents=True, exist_ok=True)
    former, made = _former(home), _made(home, stamp)
    if not made.is_dir():
        _build(made, pack, texts)
    _point(home, made)
    _forget(home, but={made.name, former})


def give_up(home: Path) -> None:
    """Let readers meet the city's own files again."""
    home.unlink(missing_ok=True)
    _forget(home, but=set())


def _made(home: Path, stamp: str) -> Path:
    return home.with_name(f"{home.name}.{stamp}")


def _former(home: Path) -> str:
    return os.readlink(home) if home.is_symlink() else ""


def _build(made: Path, pack: Path, texts: Mapping[str, str]) -> None:
    building = Path(mkdtemp(prefix="new-", dir=made.parent))
    try:
        building.chmod(0o755)
        fill(building, pack, texts)
        building.rename(made)
    except OSError:
        # It is tried again each second: a full disk would get a folder each time
        rmtree(building, ignore_errors=True)
        if not made.is_dir():  # else another process was faster
            raise


def _point(home: Path, made: Path) -> None:
    box = Path(mkdtemp(prefix="link-", dir=home.parent))
    try:
        link = box / home.name
        link.symlink_to(made.name)
        link.replace(home)
    finally:
        rmtree(box, ignore_errors=True)


def _forget(home: Path, *, but: set[str]) -> None:
    """Remove what no reader meets; the last one stays for readers that are at it just now."""
    if not home.parent.is_dir():
        return
    # Another process may have moved the link in the meantime
    but = but | {_former(home)}
    for path in home.parent.glob(f"{home.name}.*"):
        if path.name not in but:
            with suppress(OSError):
                rmtree(path)
