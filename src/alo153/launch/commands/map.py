"""`./alo153 map`: a map with streets, and the register for the search of addresses.

Both come out of an extract of OpenStreetMap (`.osm.pbf`) that the city brings; nothing of it is
asked of a service. Osmium and tilemaker are fetched from Debian, the first time.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from alo153.city.citypack.files import read_city
from alo153.city.citypack.mistakes import Mistakes
from alo153.launch import paths
from alo153.launch.steps import fail, say, step
from alo153.launch.street_map import making


def main(words: list[str]) -> int:
    """Make the map of a city; pages show it at once."""
    asked = _parser().parse_args(words)
    mistakes = Mistakes()
    city = read_city(paths.PROJECT / "cities" / asked.city, mistakes)
    if mistakes.found:
        return fail(str(mistakes.found[0]))
    target = paths.var() / "map"
    try:
        with step("Programs") as line:
            programs = making.tools(line.say)
        with step("Map") as line:
            made = making.make(asked.extract, target, bounds=city.map_bounds, programs=programs)
            line.note = f"{made.kilobytes} kB"
    except making.MapError as reason:
        return fail(str(reason))
    counted = made.counted
    say(f"{target / making.MAP} is shown from now on")
    say(
        f"{counted.streets} streets and {counted.numbers} house numbers lie in "
        f"{target / making.REGISTER}; load them with ./alo153 manage load_streets"
    )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 map", description=__doc__)
    chosen = os.environ.get("ALO153_CITY", "kocaeli")
    parser.add_argument("extract", type=Path, help="a file .osm.pbf")
    parser.add_argument("city", nargs="?", default=chosen, help=f"a folder of cities ({chosen})")
    return parser
