"""The voice of a city: the engine that it chose, and espeak-ng where that fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from alo153.knowledge.sound import Samples
from alo153.knowledge.speech import spoken_form
from alo153.knowledge.speech.contract import Engine, NoAnswer, SpeechError
from alo153.knowledge.speech.espeak import PROGRAM, Espeak
from alo153.knowledge.speech.setting import engine


@dataclass(frozen=True)
class Reading:
    """The result of reading.

    Args:
        failure: why the chosen voice did not read it; empty: it did.
        hangs: it did not answer at all.
    """

    samples: Samples
    rate: int
    failure: str = ""
    hangs: bool = False


@dataclass(frozen=True)
class Reader:
    """The chosen voice reads the city's own language; espeak-ng reads all other languages.

    Args:
        language: of the city.
        words: how the city wants words of its own to be said, by their spelling.
        given_up: why the chosen voice is not asked any more; empty: it is.
    """

    chosen: Engine | None
    spare: Engine | None
    language: str
    words: Mapping[str, str]
    given_up: str = ""

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
        said, failure, hangs = self.spoken_form(language, text), "", False
        if language == self.language and self.chosen not in {None, self.spare}:
            failure = self.given_up
            try:
                if not failure:
                    return Reading(*_spoken(self.chosen, language, said))
            except SpeechError as error:
                failure, hangs = str(error), isinstance(error, NoAnswer)
        try:
            return Reading(*_spoken(self.spare, language, said), failure=failure, hangs=hangs)
        except SpeechError as error:
            words = "; ".join(filter(None, (failure, str(error))))
            raise (NoAnswer if hangs else SpeechError)(words) from error

    def giving_up(self, why: str) -> Self:
        """Return the same without the chosen voice, which would keep each text waiting."""
        return replace(self, given_up=why)


def _spoken(by: Engine | None, language: str, text: str) -> tuple[Samples, int]:
    if by is None:
        raise SpeechError(f"{PROGRAM} is not installed")
    return by.speak(language, text)
