"""Make the map of streets, one PMTiles file, and the register of streets out of one extract.

Osmium cuts the city out of the extract, tilemaker draws its tiles by `tiles.lua` and `tiles.json`.
Both results are made in temporary files and moved: readers have the former map until then.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from alo153.launch.debian import debs
from alo153.launch.street_map import register

MAP: Final = "streets.pmtiles"
REGISTER: Final = "streets.csv"
# A country of Europe has less; osmium reads it once, and what lies outside of the city is dropped
MOST_BYTES: Final = 8 * 1024**3
_HERE: Final = Path(__file__).parent
_SECONDS: Final = 2 * 3600.0
_LAST_WORDS: Final = 300


class MapError(RuntimeError):
    """Say in plain words why there is no map."""


class Tools(NamedTuple):
    """The two programs of Debian."""

    osmium: Path
    tilemaker: Path


class Made(NamedTuple):
    """The map made from an extract."""

    kilobytes: int
    counted: register.Counted


def tools(say: Callable[[str], None] = lambda _: None) -> Tools:
    """Return the programs, fetched if the machine has none. Raises MapError."""
    osmium, tilemaker = debs.program("osmium", say), debs.program("tilemaker", say)
    if osmium is None or tilemaker is None:
        raise MapError("osmium and tilemaker cannot be had on this machine")
    return Tools(osmium, tilemaker)


def make(
    extract: Path,
    target: Path,
    *,
    bounds: Sequence[float],
    programs: Tools,
    seconds: float = _SECONDS,
) -> Made:
    """Write `MAP` and `REGISTER` of what is within the bounds into the folder `target`.

    Args:
        bounds: west, south, east, north.
        seconds: what one program may take.

    Raises:
        MapError: the extract cannot be used, or a program fails or takes too long.
    """
    _check(extract)
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target, prefix="making-") as folder:
        work = Path(folder)
        city, tiles, lines = work / "city.osm.pbf", work / MAP, work / REGISTER
        box = ",".join(str(side) for side in bounds)
        cut = ["extract", "--set-bounds", "--bbox", box, "--output", str(city), str(extract)]
        _run([str(programs.osmium), *cut], seconds)
        counted = _register(city, lines, work, programs.osmium, seconds)
        if not counted.streets:
            raise MapError(f"{extract.name} has no street within {box} (`bounds` of city.toml)")
        _draw(city, tiles, work / "store", programs.tilemaker, seconds)
        kilobytes = tiles.stat().st_size // 1024
        lines.replace(target / REGISTER)
        tiles.replace(target / MAP)
    return Made(kilobytes, counted)


def _check(extract: Path) -> None:
    if not extract.is_file():
        raise MapError(f"there is no file {extract}")
    if extract.stat().st_size > MOST_BYTES:
        raise MapError(f"{extract.name} is larger than {MOST_BYTES // 1024**3} GB; take a region")


def _draw(city: Path, tiles: Path, store: Path, tilemaker: Path, seconds: float) -> None:
    # Relations at the edge of an extract point at what lies outside of it
    command = [str(tilemaker), "--skip-integrity", "--store", str(store)]
    command += ["--input", str(city), "--output", str(tiles)]
    command += ["--config", str(_HERE / "tiles.json"), "--process", str(_HERE / "tiles.lua")]
    store.mkdir()
    _run(command, seconds)


def _register(
    city: Path, lines: Path, work: Path, osmium: Path, seconds: float
) -> register.Counted:
    named, features = work / "named.osm.pbf", work / "features"
    kinds = ["nwr/addr:housenumber", "w/highway"]
    _run([str(osmium), "tags-filter", "--output", str(named), str(city), *kinds], seconds)
    # One feature a line, without the mark that begins a record
    form = ["--output-format=geojsonseq", "-x", "print_record_separator=false"]
    _run([str(osmium), "export", *form, "--output", str(features), str(named)], seconds)
    return register.write(features, lines)


def _run(command: list[str], seconds: float) -> None:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=seconds, errors="replace"
        )
    except subprocess.TimeoutExpired as late:
        raise MapError(f"{Path(command[0]).name} took longer than {seconds:.0f} s") from late
    if done.returncode:
        # Tilemaker writes its progress over itself
        words = done.stderr.strip().rpartition("\r")[2][-_LAST_WORDS:]
        raise MapError(f"{Path(command[0]).name} failed: {words or done.returncode}")
