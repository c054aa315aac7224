"""The one setting of the voice (`ALO153_VOICE`), read into the engine that it names. Pure."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit, urlunsplit

from alo153.knowledge.speech.contract import Engine
from alo153.knowledge.speech.espeak import PROGRAM, Espeak
from alo153.knowledge.speech.programs import Command, Piper
from alo153.knowledge.speech.server import Server

VARIABLE: Final = "ALO153_VOICE"
FORMS: Final = (
    "espeak-ng, espeak-ng:<voice>, command:<program that writes {wav}>, piper:<folder>, or "
    "https://<host>/v1/audio/speech?model=<model>&voice=<voice>"
)


def engine(text: str, program: Path | None) -> Engine | None:
    """Return the engine that a setting names; espeak-ng where it is empty.

    Args:
        program: espeak-ng; None where it is not here.

    Raises:
        ValueError: it names none.
    """
    name, _, rest = (text.strip() or PROGRAM).partition(":")
    if name == PROGRAM and not rest.startswith("-"):
        return Espeak(program, voice=rest) if program else None
    if name == "piper" and rest:
        return Piper(Path(rest))
    if name == "command" and "{wav}" in rest:
        return Command(tuple(shlex.split(rest)))
    if name in {"http", "https"}:
        return _server(text.strip())
    raise ValueError(f"{VARIABLE} must be one of {FORMS}")


def _server(url: str) -> Server:
    parts = urlsplit(url)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if not parts.hostname or not asked.get("model") or not asked.get("voice"):
        raise ValueError(f"{VARIABLE} must name the server's model and voice: {FORMS}")
    plain = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
    return Server(plain, model=asked["model"], voice=asked["voice"])
