"""A city's own pronunciation of words."""

import tomllib
from collections.abc import Mapping
from pathlib import Path


def of(folder: Path) -> Mapping[str, str]:
    """Return `[spoken]` of a city's voice.toml: by its spelling how a word is said."""
    path = folder / "voice.toml"
    if not path.is_file():
        return {}
    said: Mapping[str, str] = tomllib.loads(path.read_text(encoding="utf-8")).get("spoken", {})
    return said
