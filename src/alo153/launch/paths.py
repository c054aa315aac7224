"""Paths of the project, and of the folder with everything that it makes itself."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


def city_files(city: str) -> Path:
    """Return the files of a city as they are in force on this machine (`CITY_FILES_DIR`)."""
    kept = var() / "city" / city
    return kept if kept.is_dir() else PROJECT / "cities" / city


def var() -> Path:
    """Return the folder for everything made on this machine (`ALO153_VAR`, else `var/`)."""
    named = os.environ.get("ALO153_VAR")
    folder = Path(named).resolve() if named else PROJECT / "var"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
