"""espeak-ng gives every city a voice, and reads where another voice fails."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from alo153.knowledge.sound import Samples
from alo153.knowledge.speech.programs import spoken_by

PROGRAM: Final = "espeak-ng"
WORDS_A_MINUTE: Final = 145


@dataclass(frozen=True)
class Espeak:
    """The program; `voice` is a name of `espeak-ng --voices`, empty: its own of the language."""

    program: Path
    voice: str = ""

    @property
    def identity(self) -> str:
        """Name engine, voice and speed."""
        return f"{PROGRAM} {self.voice} {WORDS_A_MINUTE}"

    def speak(self, language: str, text: str) -> tuple[Samples, int]:
        """Return a text as samples and their rate. Raises SpeechError."""
        words = ["-v", self.voice or language, "-s", str(WORDS_A_MINUTE)]
        return spoken_by([str(self.program), *words, "-w", "{wav}", "--", text])


def find(programs: Path) -> Path | None:
    """Return the machine that reads: the one installed here, or the one `./alo153 up` fetched."""
    installed = shutil.which(PROGRAM)
    if installed:
        return Path(installed)
    fetched = programs / PROGRAM
    return fetched if fetched.is_file() else None
