"""Loads a city's voice menu; a wrong one is reported, and callers hear the plain one."""

from __future__ import annotations

import logging
import tomllib
import wave
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from alo153.calls import menu_words
from alo153.calls.menu import prompts, voice
from alo153.calls.menu.checks import check
from alo153.calls.menu.nodes import Menu, Queue, plain
from alo153.calls.menu.parsing import MenuError, read
from alo153.city import queries as city
from alo153.city.citypack import PackError, queues_of
from alo153.city.citypack.mistakes import Mistake, Mistakes
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.typed_values import TomlFile

log = logging.getLogger(__name__)

FILE = "menu.toml"
VOICE_FILE = "voice.toml"
QUEUES_FILE = "queues.toml"
_REMEDY = _("Correct it; docs/reference/voice-menu.md says what a node may hold")
CHARACTERS_A_SECOND = {"tr": 11.0, "ar": 11.0}
"""The speed of espeak-ng at 145 words a minute, measured on the prompts of Kocaeli."""
CHARACTERS_ELSE = 14.0
"""As fast as English."""


def of_city() -> Menu:
    """Return the menu of the city served here; without one, or with a wrong one, the plain one.

    Its files are read again when they have changed: call pages ask every second.
    """
    stamp = tuple(map(city.stamp_of, (FILE, VOICE_FILE)))
    return _of_city(city.files_in_force(), Path(settings.SOUNDS_DIR) / settings.CITY, stamp)


@lru_cache(maxsize=1)
def _of_city(folder: Path, sounds: Path, _stamp: tuple[int, ...]) -> Menu:
    menu, mistakes = find(folder, sounds=sounds)
    for mistake in mistakes:
        log.error("voice menu left out: %s", mistake)
    return menu


def find(folder: Path, *, sounds: Path | None = None) -> tuple[Menu, list[str]]:
    """Return the menu that callers of a city hear, and why it is the plain one if it should not."""
    if not (folder / FILE).is_file():
        return plain(), []
    try:
        return load(folder, sounds=sounds), []
    except MenuError as error:
        return plain(), error.mistakes


def second_languages() -> frozenset[str]:
    """Return the languages, other than its own, in which the city served here speaks."""
    return frozenset(_spoken(city.files_in_force()).get("languages", {}))


def spoken_languages() -> list[str]:
    """Return the languages in which the city served here speaks, its own first."""
    return [own_language(), *sorted(second_languages())]


def own_language() -> str:
    """Return the language of the city served here; empty if its voice is not described."""
    return str(_spoken(city.files_in_force()).get("language", ""))


def _spoken(folder: Path) -> dict[str, Any]:
    path = folder / VOICE_FILE
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def load(folder: Path, *, sounds: Path | None = None) -> Menu:
    """Read and check a city's menu; `sounds` holds the files, whose length counts if known.

    Raises MenuError.
    """
    try:
        menu = read(tomllib.loads((folder / FILE).read_text(encoding="utf-8")))
        spoken = tomllib.loads((folder / VOICE_FILE).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise MenuError([f"{FILE} or voice.toml cannot be read: {error}"]) from error
    mistakes = check(menu, lengths(spoken, sounds), spoken["language"])
    if mistakes:
        raise MenuError(mistakes)
    return menu


def mistakes_of(folder: Path) -> Iterator[Mistake]:
    """Yield what callers would stumble over in a city's folder, each with its node and line."""
    if misspelled := _misspelled(folder):
        yield from misspelled
        return
    try:
        prompts.read(folder)
        if not (folder / FILE).is_file():
            return
        menu = load(folder, sounds=_sounds_as_said(folder))
    except MenuError as error:
        yield from (_placed(each, folder) for each in error.mistakes)
    # What is of another form, also numbers of thousands of digits
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        yield Mistake(
            FILE, 0, "", _("it or voice.toml cannot be read: %(error)s", error=repr(error)), _REMEDY
        )
    else:
        yield from _without_queue(menu, folder)


def _misspelled(folder: Path) -> list[Mistake]:
    """Return where a file that makes the menu is no TOML: nothing else can be said of it then."""
    mistakes = Mistakes()
    for name in (FILE, VOICE_FILE, QUEUES_FILE):
        if (folder / name).is_file():
            TomlFile(folder / name, mistakes)
    return mistakes.found


def _sounds_as_said(folder: Path) -> Path | None:
    """Return the sounds that callers hear; None for prompts that are still to be made anew."""
    said, now = (each / VOICE_FILE for each in (folder, city.files_in_force()))
    is_served = folder.name == settings.CITY and now.is_file()
    if not is_served or said.read_bytes() != now.read_bytes():
        return None
    return Path(settings.SOUNDS_DIR) / settings.CITY


def _without_queue(menu: Menu, folder: Path) -> Iterator[Mistake]:
    """Yield the nodes that lead into a queue that the city has not."""
    try:
        queues = {line.key for line in queues_of(folder).queues}
    except PackError:
        return  # told where queues are read
    for node in menu.nodes.values():
        if isinstance(node, Queue) and node.queue not in queues:
            words = f"{node.name}: queue {node.queue!r} is not in queues.toml; name another"
            yield _placed(words, folder)


def _placed(words: str, folder: Path) -> Mistake:
    """Return a sentence about a node as a mistake at the node's line."""
    where, _colon, rest = words.partition(": ")
    what, _semicolon, remedy = rest.partition("; ")
    path = folder / FILE
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    headers = {f"[nodes.{where}]", f'[nodes."{where}"]'}
    line = next((n for n, text in enumerate(lines, 1) if text.split("#")[0].strip() in headers), 0)
    return Mistake(FILE, line, where, menu_words.words(what), menu_words.words(remedy) or _REMEDY)


def texts(folder: Path) -> dict[str, str]:
    """Return what each prompt says, by name; in a second language as `en/<name>`."""
    spoken = _spoken(folder)
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
