"""Loads a city's voice menu; a wrong one is reported, and callers hear the plain one."""

from __future__ import annotations

import logging
import tomllib
import wave
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from alo153.calls.menu import voice
from alo153.calls.menu.checks import check
from alo153.calls.menu.nodes import Menu, plain
from alo153.calls.menu.parsing import MenuError, read

log = logging.getLogger(__name__)

FILE = "menu.toml"
CHARACTERS_A_SECOND = {"tr": 11.0, "ar": 11.0}
"""How fast espeak-ng reads at 145 words a minute, measured on the prompts of Kocaeli."""
CHARACTERS_ELSE = 14.0
"""As fast as English."""


def of_city() -> Menu:
    """Return the menu of the city served here; without one, or with a wrong one, the plain one.

    Its files are read again when they have changed: call pages ask every second.
    """
    folder = Path(settings.CITIES_DIR) / settings.CITY
    files = (folder / name for name in (FILE, "voice.toml"))
    stamp = tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in files)
    return _of_city(folder, Path(settings.SOUNDS_DIR) / settings.CITY, stamp)


@lru_cache(maxsize=1)
def _of_city(folder: Path, sounds: Path, _stamp: tuple[int, ...]) -> Menu:
    menu, mistakes = find(folder, sounds=sounds)
    for mistake in mistakes:
        log.error("voice menu left out: %s", mistake)
    return menu


def find(city: Path, *, sounds: Path | None = None) -> tuple[Menu, list[str]]:
    """Return the menu that callers of a city hear, and why it is the plain one if it should not."""
    if not (city / FILE).is_file():
        return plain(), []
    try:
        return load(city, sounds=sounds), []
    except MenuError as error:
        return plain(), error.mistakes


def second_languages() -> frozenset[str]:
    """Return the languages besides its own in which the city served here speaks."""
    return frozenset(_spoken(Path(settings.CITIES_DIR) / settings.CITY).get("languages", {}))


def own_language() -> str:
    """Return the language of the city served here; empty if its voice is not described."""
    return str(_spoken(Path(settings.CITIES_DIR) / settings.CITY).get("language", ""))


def _spoken(city: Path) -> dict[str, Any]:
    path = city / "voice.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def load(city: Path, *, sounds: Path | None = None) -> Menu:
    """Read and check a city's menu; `sounds` holds the files, whose length counts if known.

    Raises MenuError.
    """
    try:
        menu = read(tomllib.loads((city / FILE).read_text(encoding="utf-8")))
        spoken = tomllib.loads((city / "voice.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise MenuError([f"{FILE} or voice.toml cannot be read: {error}"]) from error
    mistakes = check(menu, lengths(spoken, sounds), spoken["language"])
    if mistakes:
        raise MenuError(mistakes)
    return menu


def texts(city: Path) -> dict[str, str]:
    """Return what each prompt says, by name; those of a second language as `en/<name>`."""
    spoken = _spoken(city)
    second = spoken.get("languages", {}).items()
    return dict(_texts(spoken)) | {
        f"{language}/{name}": text for language, table in second for name, text in _texts(table)
    }


def lengths(spoken: Mapping[str, Any], sounds: Path | None) -> dict[str, dict[str, float]]:
    """Return the seconds of every prompt by language and name, from its file or its text."""
    tables = {spoken["language"]: spoken} | dict(spoken.get("languages", {}))
    return {
        language: {
            name: _measured(sounds, f"{'' if table is spoken else language}/{name}.wav")
            or len(text) / CHARACTERS_A_SECOND.get(language, CHARACTERS_ELSE)
            for name, text in _texts(table)
        }
        for language, table in tables.items()
    }


def _texts(table: Mapping[str, Any]) -> list[tuple[str, str]]:
    prompts = [(voice.file_name(key), text) for key, text in table.get("prompts", {}).items()]
    numbers = [(f"number-{key}", text) for key, text in table.get("numbers", {}).items()]
    return [*prompts, *numbers, (voice.PAUSE, "")]


def _measured(sounds: Path | None, name: str) -> float:
    """Return the seconds of a sound; 0 if there is none."""
    path = sounds / name.removeprefix("/") if sounds else None
    if path is None or not path.is_file():
        return 0.0
    with wave.open(str(path), "rb") as file:
        return file.getnframes() / file.getframerate()
