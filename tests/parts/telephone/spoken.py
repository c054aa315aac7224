"""The sounds of a city, spoken once and copied for every Asterisk."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.parts import templates

from alo153.calls.menu import voice
from alo153.knowledge import sound
from alo153.knowledge.speech import espeak, spoken_form
from alo153.launch import paths
from alo153.launch.debian import debs
from alo153.launch.telephony import beep, music, prompts


def copy(city: str, sounds: Path) -> None:
    """Copy the sounds of a city, and the music on hold, to a folder that is not there yet."""
    templates.copy("sounds", digest(city), lambda folder: _make(city, folder), sounds)


def digest(city: str) -> str:
    """Name what sounds are made of: texts, recordings, how they are made, and by which voice."""
    folder = paths.PROJECT / "cities" / city
    files = [folder / "voice.toml", *folder.glob("recordings/*")]
    made_by = (beep, music, prompts, sound, espeak, spoken_form, voice)
    files += [music.PIECE, *(Path(module.__file__ or "") for module in made_by)]
    return templates.digest(files, [city, *templates.packages(), _speaker()])


def _speaker() -> str:
    """Name the program that speaks and its version: without one there are only tones."""
    program = debs.program(espeak.PROGRAM, lambda _: None)
    if program is None:
        return ""
    said = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False)
    return f"{program} {said.stdout}"


def _make(city: str, folder: Path) -> None:
    prompts.make(city, folder)
