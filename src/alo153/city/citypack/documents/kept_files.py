"""The city's files in force, kept on disk for programs that work without the database.

`home` is a symbolic link to a folder next to it. A new folder is complete before the link moves
to it, so no program reads half a city.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from alo153.city.citypack.documents.overlay import fill


def is_kept(home: Path, stamp: str) -> bool:
    """Tell whether `home` links to the folder of this stamp."""
    # `is_dir` is false if the link is broken
    return home.is_dir() and _target(home) == _folder_of(home, stamp).name


def keep(home: Path, pack: Path, texts: Mapping[str, str], *, stamp: str) -> None:
    """Link `home` to a folder of the city's files. Several processes may do so at once.

    Args:
        pack: the folder of the city's own files.
        texts: name of a file -> the text that replaces its own.
        stamp: names the content: another pack or other texts have another stamp.

    Raises:
        OSError: the folder or the link cannot be written.
    """
    home.parent.mkdir(parents=True, exist_ok=True)
    former, folder = _target(home), _folder_of(home, stamp)
    if not folder.is_dir():
        _build(folder, pack, texts)
    _point(home, folder)
    _forget(home, but={folder.name, former})


def give_up(home: Path) -> None:
    """Remove the link and its folders: readers use the city's own files again."""
    home.unlink(missing_ok=True)
    _forget(home, but=set())


def _folder_of(home: Path, stamp: str) -> Path:
    return home.with_name(f"{home.name}.{stamp}")


def _target(home: Path) -> str:
    """Return the name of the folder that `home` links to; empty without a link."""
    return os.readlink(home) if home.is_symlink() else ""


def _build(folder: Path, pack: Path, texts: Mapping[str, str]) -> None:
    building = Path(mkdtemp(prefix="new-", dir=folder.parent))
    try:
        building.chmod(0o755)
        fill(building, pack, texts)
        building.rename(folder)
    except OSError:
        # Callers try again each second: on a full disk each try would leave a folder
        rmtree(building, ignore_errors=True)
        if not folder.is_dir():  # else another process was faster
            raise


def _point(home: Path, folder: Path) -> None:
    """Replace the link in one step: it is made in a folder of its own and moved over `home`."""
    box = Path(mkdtemp(prefix="link-", dir=home.parent))
    try:
        link = box / home.name
        link.symlink_to(folder.name)
        link.replace(home)
    finally:
        rmtree(box, ignore_errors=True)


def _forget(home: Path, *, but: set[str]) -> None:
    """Remove the folders that nobody reads, except `but` and the one that `home` links to.

    `keep` leaves the former folder: a program may still read it.
    """
    if not home.parent.is_dir():
        return
    # Another process may have moved the link in the meantime
    but = but | {_target(home)}
    for path in home.parent.glob(f"{home.name}.*"):
        if path.name not in but:
            with suppress(OSError):
                rmtree(path)
