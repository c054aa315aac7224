"""Where things lie: the project, and the folder that holds all it makes by itself."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


def var() -> Path:
    """Return the folder for everything made on this machine (`ALO153_VAR`, else `var/`)."""
    named = os.environ.get("ALO153_VAR")
    folder = Path(named).resolve() if named else PROJECT / "var"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
