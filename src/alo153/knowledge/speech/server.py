"""A voice server with the address `/v1/audio/speech`, as OpenAI, LocalAI and speaches have it."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from alo153.knowledge import sound
from alo153.knowledge.sound import Samples
from alo153.knowledge.speech import contract
from alo153.knowledge.speech.contract import NoAnswer, SpeechError, trimmed

_MOST_BYTES: Final = 20_000_000
"""The limit of one answer: far more than half a minute of any wav file."""


@dataclass(frozen=True)
class Server:
    """A voice server: its full address, and the names of the model and the voice to use."""

    url: str
    model: str
    voice: str

    @property
    def identity(self) -> str:
        """Name the server, its model and its voice."""
        return f"server {self.url} {self.model} {self.voice}"

    def speak(self, language: str, text: str) -> tuple[Samples, int]:  # noqa: ARG002 - the voice has one
        """Return a text as samples and their rate in Hz, without silence at the ends.

        Raises:
            NoAnswer: the server cannot be reached, or its answer is too large or too slow.
            SpeechError: it refused the text, or its sound is silent or no wav file of 16 bits.
        """
        asked = {
            "model": self.model,
            "voice": self.voice,
            "input": text,
            "response_format": "wav",
        }
        try:
            samples, rate = _read(self._answer(asked))
        except httpx.HTTPStatusError as error:
            status = error.response.status_code
            raise SpeechError(f"the voice server did not answer: status {status}") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            name = type(error).__name__
            raise NoAnswer(f"the voice server did not answer: {name}") from error
        except sound.SoundError as error:
            raise SpeechError("the voice server sent no wav file of 16 bits") from error
        return trimmed(samples, rate), rate

    def _answer(self, asked: dict[str, str]) -> bytes:
        """Return the body. The time limit is for the whole answer, not for each of its parts."""
        ends_at = time.monotonic() + contract.SECONDS
        body = bytearray()
        with httpx.stream("POST", self.url, json=asked, timeout=contract.SECONDS) as answer:
            answer.raise_for_status()
            for part in answer.iter_bytes():
                body += part
                if len(body) > _MOST_BYTES or time.monotonic() > ends_at:
                    raise NoAnswer("the voice server sent too much, or too slowly")
        return bytes(body)


def _read(body: bytes) -> tuple[Samples, int]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        path.write_bytes(body)
        return sound.read(path)
