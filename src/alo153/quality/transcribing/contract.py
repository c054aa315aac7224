"""The contract of a transcription engine: its question and its answer."""

from dataclasses import dataclass
from typing import Protocol


class TranscriptionError(Exception):
    """An engine wrote nothing down; the text says why, and holds no word of a talk."""


@dataclass(frozen=True)
class Segment:
    """Some words of one side, with their begin and end in seconds."""

    begin: float
    end: float
    words: str


class Engine(Protocol):
    """Writes down what one side of a talk says."""

    @property
    def identity(self) -> str:
        """Name the engine and its model, without a secret: rates of error belong to it."""

    def write_down(self, wav: bytes, language: str) -> list[Segment]:
        """Return what is said in a wav file of one side, by time; nothing if nobody speaks.

        Raises:
            TranscriptionError: it does not answer, or not as it should.
        """
