"""The one setting of the engine (`ALO153_TRANSCRIPTION`), read into what it names. Pure."""

from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit, urlunsplit

from alo153.quality.transcribing.contract import Engine
from alo153.quality.transcribing.local import LocalModel
from alo153.quality.transcribing.server import Server

VARIABLE: Final = "ALO153_TRANSCRIPTION"
FORMS: Final = "https://<host>/v1/audio/transcriptions?model=<model>, or whisper:<folder>"


def engine(text: str, *, key: str = "") -> Engine | None:
    """Return the engine that a setting names; None where it is empty: nothing is written down.

    Raises:
        ValueError: it names none.
    """
    name, _, rest = text.strip().partition(":")
    if not name:
        return None
    if name == "whisper" and rest:
        return LocalModel(Path(rest))
    parts = urlsplit(text.strip())
    model = parse_qs(parts.query).get("model", [""])[0]
    if parts.scheme not in {"http", "https"} or not parts.hostname or not model:
        raise ValueError(f"{VARIABLE} must be {FORMS}")
    if parts.password:
        raise ValueError(f"{VARIABLE} is shown on pages: its key belongs into {VARIABLE}_KEY")
    return Server(urlunsplit((parts.scheme, parts.netloc, parts.path, "", "")), model, key)
