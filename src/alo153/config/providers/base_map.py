"""The outside address of a city's base map, for the Content Security Policy."""

import tomllib
from pathlib import Path
from urllib.parse import urlsplit


def origins(city: Path) -> list[str]:
    """Return the origin of the base map that ``city.toml`` names; nothing if it names none.

    Read before Django is ready, hence not from the database. A broken file gives nothing here:
    `load_city` is where its mistakes are explained.
    """
    try:
        facts = tomllib.loads((city / "city.toml").read_text())
    except (OSError, tomllib.TOMLDecodeError):
        return []
    parts = urlsplit(facts.get("map", {}).get("base_map_url", ""))
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
