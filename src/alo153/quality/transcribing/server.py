"""A server that speaks `/v1/audio/transcriptions`, as OpenAI, speaches and whisper.cpp do."""

import json
import math
import time
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from alo153.quality.transcribing.contract import Segment, TranscriptionError

SECONDS: Final = 300.0
"""The limit for transcribing one side: new recordings wait for storage in that time."""
_MOST_BYTES: Final = 5_000_000


@dataclass(frozen=True)
class Server:
    """The address, the model that is asked for, and the key where one is needed."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = SECONDS

    @property
    def identity(self) -> str:
        """Name the server and its model."""
        return f"server {self.url} {self.model}"

    def write_down(self, wav: bytes, language: str) -> list[Segment]:
        """Return what is said. Raises TranscriptionError."""
        asked = {"model": self.model, "language": language, "response_format": "verbose_json"}
        try:
            return _read(self._answer(asked, wav))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise TranscriptionError(f"the server did not answer: {_reason(error)}") from error

    def _answer(self, asked: dict[str, str], wav: bytes) -> bytes:
        """Return the body; a server that drips is given up as one that hangs."""
        ends_at, body = time.monotonic() + self.seconds, bytearray()
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        files = {"file": ("side.wav", wav, "audio/wav")}
        with httpx.stream(
            "POST", self.url, data=asked, files=files, headers=headers, timeout=self.seconds
        ) as answer:
            answer.raise_for_status()
            for part in answer.iter_bytes():
                body += part
                if len(body) > _MOST_BYTES or time.monotonic() > ends_at:
                    raise TranscriptionError("the server sent too much, or too slowly")
        return bytes(body)


def _reason(error: Exception) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"status {error.response.status_code}"
    return type(error).__name__


def _read(body: bytes) -> list[Segment]:
    """Read `verbose_json`, or the plain form without times."""
    try:
        said: Any = json.loads(body)
    except ValueError as error:
        raise TranscriptionError("the server sent no JSON") from error
    if not isinstance(said, dict) or not isinstance(said.get("text", ""), str):
        raise TranscriptionError("the server sent another JSON than a transcription")
    if "segments" not in said and "text" not in said:
        raise TranscriptionError("the server sent another JSON than a transcription")
    parts = said.get("segments")
    if not parts:
        return _kept([Segment(0.0, 0.0, said.get("text", ""))])
    return segments(parts)


def segments(parts: Any) -> list[Segment]:
    """Read segments with `start`, `end` and `text`. Raises TranscriptionError."""
    try:
        found = [Segment(float(p["start"]), float(p["end"]), str(p["text"])) for p in parts]
    except (TypeError, KeyError, ValueError) as error:
        raise TranscriptionError("a segment lacks its times or its text") from error
    if any(not math.isfinite(one.begin + one.end) or one.begin < 0 for one in found):
        raise TranscriptionError("a segment has impossible times")
    return _kept(found)


def _kept(found: list[Segment]) -> list[Segment]:
    trimmed = [Segment(one.begin, one.end, _written(one.words)) for one in found]
    return sorted((one for one in trimmed if one.words), key=lambda one: one.begin)


def _written(words: str) -> str:
    """Return words without what no text holds: a null byte would be refused when they are kept."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
