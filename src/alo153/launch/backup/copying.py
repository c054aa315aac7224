"""Files of citizens and recordings: copied once, and linked in later generations."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from alo153.launch.backup import manifest

FOLDERS: Final = ("files", "recordings", "video-recordings", "asterisk/sounds")
"""Below the folder of all data; what is elsewhere (a store of recordings) has its own backup."""

type Files = dict[str, tuple[int, int, str]]


def copy(source: Path, target: Path, *, before: Path | None, known: Mapping[str, object]) -> Files:
    """Copy all files below `source` into `target`, and return what each is.

    A file that did not change since the generation `before` (whose files are `known`) becomes a
    hard link to its copy there, where the disk has such links. What is deleted while this runs is
    left out.
    """
    copied: Files = {}
    for path in _files(source):
        name = path.relative_to(source).as_posix()
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            copied[name] = _one(path, place, before / name if before else None, known.get(name))
        except FileNotFoundError:
            continue
    return copied


def _files(source: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted(path for path in (source / folder).rglob("*") if path.is_file())


def _one(path: Path, place: Path, before: Path | None, known: object) -> tuple[int, int, str]:
    now = path.stat()
    facts = (now.st_size, now.st_mtime_ns)
    if before and isinstance(known, tuple) and known[:2] == facts and before.is_file():
        with suppress(OSError):  # network shares and FAT have no hard links
            os.link(before, place)
            return (*facts, str(known[2]))
    shutil.copy2(path, place)
    with place.open("rb+") as handle:
        os.fsync(handle.fileno())
    return (*facts, manifest.digest(place))


def bring_back(source: Path, target: Path) -> None:
    """Copy the files of a generation to where the program reads them.

    Each folder arrives whole; one on a disk of its own is filled where it is.
    """
    for folder in FOLDERS:
        if not (source / folder).is_dir():
            continue
        place = target / folder
        if place.is_symlink() or place.is_mount():
            shutil.copytree(source / folder, place, dirs_exist_ok=True)
            continue
        aside = place.with_name(f"{place.name}.restored")
        shutil.rmtree(aside, ignore_errors=True)
        shutil.copytree(source / folder, aside)
        _remove_empty(place)
        aside.rename(place)


def _remove_empty(place: Path) -> None:
    """Remove a folder with the empty folders in it. Raises OSError: it holds a file."""
    for folder in sorted(place.rglob("*"), reverse=True):
        folder.rmdir()
    if place.is_dir():
        place.rmdir()


def holding_something(target: Path) -> list[Path]:
    """Return the folders of the program that hold files."""
    return [target / each for each in FOLDERS if any(_below(target / each))]


def _below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
