"""The prompts of a city's files, each with its sound, text and language. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alo153.calls.menu import voice, windows


@dataclass(frozen=True)
class Prompt:
    """One sound: its key in voice.toml, the name of its file, what it says and how it sounds.

    Prompts of a second language are in a folder of its name: `en/greeting`. No text is silence.
    """

    key: str
    name: str
    text: str
    language: str


def read(city: Path) -> list[Prompt]:
    """Read the prompts of a city's folder, in every language in which it speaks.

    Raises ValueError when the city lacks a sound that the switchboard plays, or is none.
    """
    if not (city / "voice.toml").is_file():
        raise ValueError(f"{city.name!r} is no city: there is no {city / 'voice.toml'}")
    data = tomllib.loads((city / "voice.toml").read_text(encoding="utf-8"))
    needed = (*voice.ALL_SOUNDS, *voice.FALLBACK)
    prompts = _of_language(data, data["language"], city / "voice.toml", needed)
    prompts += _whispered(city, data["language"]) + _windows(city, data["language"])
    for language, table in data.get("languages", {}).items():
        folder = f"{language}/"
        spoken = voice.needed(language)
        prompts += _of_language(table, language, city / "voice.toml", spoken, folder)
        prompts += _windows(city, language, folder)
    return prompts


def _whispered(city: Path, language: str) -> list[Prompt]:
    """Return what agents hear before a call of another queue (queues.toml)."""
    said = {
        voice.queue_sound(each["key"]): each["whisper"]
        for each in _queues(city).get("queue", [])
        if each.get("whisper")
    }
    return [Prompt(name, name, text, language) for name, text in said.items()]


def _windows(city: Path, language: str, folder: str = "") -> list[Prompt]:
    """Return what callers hear of the hours in which they may be called back (queues.toml)."""
    prompts = []
    for window in _queues(city).get("window", []):
        if language not in window["said"]:
            key = window["key"]
            raise ValueError(f"{city / 'queues.toml'}: window {key} says nothing in {language}")
        for day, text in zip(windows.DAYS, window["said"][language], strict=True):
            name = folder + voice.window_sound(window["key"], day)
            prompts.append(Prompt(name, name, text, language))
    return prompts


def _queues(city: Path) -> dict[str, Any]:
    path = city / "queues.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _of_language(
    table: Mapping[str, Any], language: str, path: Path, needed: Iterable[str], folder: str = ""
) -> list[Prompt]:
    texts = {key: voice.file_name(key) for key in table["prompts"]}
    prompts = [
        Prompt(folder + key, folder + name, table["prompts"][key], language)
        for key, name in texts.items()
    ]
    prompts += [
        Prompt(f"{folder}number_{key}", f"{folder}number-{key}", text, language)
        for key, text in table["numbers"].items()
    ]
    prompts.append(Prompt(folder + voice.PAUSE, folder + voice.PAUSE, "", language))
    missing = {folder + name for name in needed} - {prompt.name for prompt in prompts}
    if missing:
        raise ValueError(f"{path} has no text for: {', '.join(sorted(missing))}")
    return prompts
