"""An extract of OpenStreetMap, the programs that draw it, and the map of it; made once a run.

The extract is of Helsinki, and so the second city moves there.
"""

import csv
import re
import shutil
from pathlib import Path

import pytest

from alo153.city.citypack import read_pack
from alo153.launch import paths
from alo153.launch.bootstrap import BootstrapError
from alo153.launch.commands import map as command
from alo153.launch.street_map import making
from alo153.launch.street_map.making import MapError, Tools
from alo153.launch.testing import extracts

HELSINKI = (24.935, 60.164, 24.954, 60.180)
"""West, south, east, north of the extract."""
_CITY = paths.PROJECT / "cities" / "harborview"


@pytest.fixture(scope="session")
def extract() -> Path:
    """Return the extract; skips with the reason if it cannot be had."""
    try:
        return extracts.fetch()
    except BootstrapError as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def tools() -> Tools:
    """Return osmium and tilemaker; skips with the reason if they cannot be had."""
    reasons: list[str] = []
    try:
        return making.tools(reasons.append)
    except MapError as reason:
        pytest.skip(f"{reason}: {reasons}")


@pytest.fixture(scope="session")
def moved_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of Harborview whose frame and neighborhoods lie in Helsinki."""
    folder = tmp_path_factory.mktemp("cities") / _CITY.name
    shutil.copytree(_CITY, folder)
    facts, near = folder / "city.toml", folder / "neighborhoods.csv"
    before = read_pack(_CITY).city.map_bounds
    west, south, east, north = HELSINKI
    frame = f"lat = {(south + north) / 2}\nlon = {(west + east) / 2}\nbounds = {list(HELSINKI)}"
    words = re.sub(r"lat = .*\nlon = .*\nbounds = .*", frame, facts.read_text())
    facts.write_text(words)
    with near.open(newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["lon"] = str(_moved(float(row["lon"]), before[::2], (west, east)))
        row["lat"] = str(_moved(float(row["lat"]), before[1::2], (south, north)))
    with near.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


@pytest.fixture(scope="session")
def street_map(
    extract: Path, tools: Tools, moved_city: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return the map of the extract, made by the command; the register lies beside it."""
    folder = tmp_path_factory.mktemp("var")
    with pytest.MonkeyPatch.context() as patch:
        # Its programs are fetched already
        patch.setattr(making, "tools", lambda _say: tools)
        patch.setenv("ALO153_VAR", str(folder))
        assert command.main([str(extract), str(moved_city)]) == 0
    return folder / "map" / making.MAP


def _moved(place: float, before: tuple[float, ...], to: tuple[float, float]) -> float:
    """Return where a degree lies in a frame, as it lay in the one before."""
    share = (place - before[0]) / (before[1] - before[0])
    return round(to[0] + share * (to[1] - to[0]), 6)
