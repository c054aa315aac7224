"""The voice of a city: the engine that it chose, and espeak-ng where that fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from alo153.knowledge.sound import Samples
from alo153.knowledge.speech import spoken_form
from alo153.knowledge.speech.contract import Engine, SpeechError
from alo153.knowledge.speech.espeak import PROGRAM, Espeak
from alo153.knowledge.speech.setting import engine


@dataclass(frozen=True)
class Reading:
    """What was spoken. `failure`: why the chosen voice did not read it; empty: it did."""

    samples: Samples
    rate: int
    failure: str = ""


@dataclass(frozen=True)
class Reader:
    """The chosen voice reads the city's own language; espeak-ng reads the others.

    Args:
        language: of the city.
        words: how the city wants words of its own to be said, by their spelling.
    """

    chosen: Engine | None
    spare: Engine | None
    language: str
    words: Mapping[str, str]

    @classmethod
    def of(
        cls, setting: str, *, program: Path | None, language: str, words: Mapping[str, str]
    ) -> Self:
        """Return the reader that a setting names. Raises ValueError for a wrong one."""
        spare = Espeak(program) if program else None
        return cls(engine(setting, program), spare, language, words)

    def identity(self, language: str) -> str:
        """Name engine, voice and model, and the rules by which a text is put into words."""
        found = self.chosen if language == self.language else self.spare
        return f"{spoken_form.VERSION} {found.identity if found else 'none'}"

    def spoken_form(self, language: str, text: str) -> str:
        """Return a text as it is handed to the voice."""
        return spoken_form.of(text, language=language, words=self.words)

    def read(self, language: str, text: str) -> Reading:
        """Read a text; where the chosen voice fails espeak-ng reads it, and says why.

        Raises SpeechError where neither can.
        """
        said, failure = self.spoken_form(language, text), ""
        if language == self.language and self.chosen not in {None, self.spare}:
            try:
                return Reading(*_spoken(self.chosen, language, said))
            except SpeechError as error:
                failure = str(error)
        try:
            return Reading(*_spoken(self.spare, language, said), failure=failure)
        except SpeechError as error:
            raise SpeechError("; ".join(filter(None, (failure, str(error))))) from error


def _spoken(by: Engine | None, language: str, text: str) -> tuple[Samples, int]:
    if by is None:
        raise SpeechError(f"{PROGRAM} is not installed")
    return by.speak(language, text)
