"""The law of the city served here: `law.toml` in its folder, read again when it changes."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from alo153.workforce.law.rules import Law, LawError, read


def of_city() -> Law:
    """Return the rules of working time; none for a city without the file.

    Raises:
        LawError: the file cannot be read. Nothing is planned then: no rule is ever left out.
    """
    path = Path(settings.CITIES_DIR) / settings.CITY / "law.toml"
    if not path.is_file():
        return Law(())
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read(path: Path, _stamp: int) -> Law:
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LawError(f"law.toml: {error}") from error
    return read(said.get("rule", ()))
