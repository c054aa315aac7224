"""Every prompt with what it says, how long it is and who reads it."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from alo153.calls.menu import prompts
from alo153.calls.menu.prompts import Prompt
from alo153.city import queries as city
from alo153.knowledge.prompts import recordings
from alo153.knowledge.speech import city_voice
from alo153.knowledge.speech.reader import Reader

_ENDING = ".wav"


@dataclass(frozen=True)
class Heard:
    """A prompt as callers hear it now.

    Args:
        spoken: the words that the machine says, where they differ from the text.
        seconds: None while it has no sound.
        on_page: somebody recorded it on the page.
        by_person: a person reads it.
    """

    prompt: Prompt
    spoken: str
    seconds: float | None
    on_page: bool
    by_person: bool


def every() -> Iterator[Heard]:
    """Yield the prompts of the city that say something, in the order of its files."""
    reader = city_voice.reader()
    return (_heard(each, reader) for each in _prompts() if each.text)


def named(name: str) -> Heard | None:
    """Find the prompt of a sound."""
    found = next((each for each in _prompts() if each.name == name and each.text), None)
    return _heard(found, city_voice.reader()) if found else None


def sound_of(prompt: Prompt) -> Path:
    """Return the path of a prompt's sound, as telephones hear it."""
    path = sounds() / prompt.name
    return path.with_name(path.name + _ENDING)


def sounds() -> Path:
    """Return the city's folder of sounds."""
    return Path(settings.SOUNDS_DIR) / settings.CITY


def _prompts() -> list[Prompt]:
    folder = _city()
    return prompts.read(folder) if (folder / "voice.toml").is_file() else []


def _heard(prompt: Prompt, reader: Reader) -> Heard:
    spoken = reader.spoken_form(prompt.language, prompt.text)
    on_page = recordings.path(sounds(), prompt.key).is_file()
    in_pack = (_city() / "recordings" / f"{prompt.key}.wav").is_file()
    return Heard(
        prompt=prompt,
        spoken="" if spoken == prompt.text else spoken,
        seconds=_seconds(sound_of(prompt)),
        on_page=on_page,
        by_person=on_page or in_pack,
    )


def _city() -> Path:
    return city.files_in_force()


def _seconds(path: Path) -> float | None:
    try:
        with wave.open(str(path), "rb") as file:
            return file.getnframes() / file.getframerate()
    except (OSError, wave.Error, EOFError):
        return None
