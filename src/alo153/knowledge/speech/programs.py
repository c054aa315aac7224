"""Programs of this machine that read a text: a command of the city's, and Piper."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from alo153.knowledge import sound
from alo153.knowledge.sound import Samples
from alo153.knowledge.speech import contract
from alo153.knowledge.speech.contract import NoAnswer, SpeechError, trimmed

PIPER: Final = "piper"
_MODEL: Final = ".onnx"


@dataclass(frozen=True)
class Command:
    """A program that reads its standard input to the file named by `{wav}` among its words."""

    words: tuple[str, ...]

    @property
    def identity(self) -> str:
        """Name the command, and the program as it is now."""
        return f"command {' '.join(self.words)} {_digest_of(Path(self.words[0]))}"

    def speak(self, language: str, text: str) -> tuple[Samples, int]:
        """Return a text as samples and their rate; fill in `{language}`. Raises SpeechError."""
        words = [word.replace("{language}", language) for word in self.words]
        return spoken_by(words, text)


@dataclass(frozen=True)
class Piper:
    """A folder with one voice of Piper: `<name>.onnx`, and `<name>.onnx.json` next to it."""

    folder: Path

    @property
    def identity(self) -> str:
        """Name the voice and its model."""
        model = self._model()
        return f"{PIPER} {model.name} {_digest_of(model)}" if model else f"{PIPER} without a voice"

    def speak(self, language: str, text: str) -> tuple[Samples, int]:  # noqa: ARG002 - one voice
        """Return a text as samples and their rate. Raises SpeechError."""
        model = self._model()
        if model is None:
            raise SpeechError(f"{self.folder} has no voice of Piper (*{_MODEL})")
        return spoken_by([PIPER, "--model", str(model), "--output_file", "{wav}"], text)

    def _model(self) -> Path | None:
        return next(iter(sorted(self.folder.glob(f"*{_MODEL}"))), None)


def spoken_by(words: Sequence[str], text: str = "") -> tuple[Samples, int]:
    """Run a program that writes a wav file, and return what it said, without silence around it.

    Raises SpeechError when the program fails, says nothing, or takes longer than SECONDS.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        filled = [word.replace("{wav}", str(path)) for word in words]
        try:
            subprocess.run(  # noqa: S603 - words of the operator's setting; the text is one of them
                filled,
                input=text.encode(),
                check=True,
                capture_output=True,
                timeout=contract.SECONDS,
            )
            samples, rate = sound.read(path)
        except (OSError, subprocess.SubprocessError, sound.SoundError) as error:
            name = Path(words[0]).name
            hangs = isinstance(error, subprocess.TimeoutExpired)
            what = NoAnswer if hangs else SpeechError
            raise what(f"{name} could not read a text: {_reason(error)}") from error
    return trimmed(samples, rate), rate


def _reason(error: Exception) -> str:
    """Say why without the words of the command: they hold the text."""
    match error:
        case subprocess.TimeoutExpired():
            return f"it took longer than {contract.SECONDS:g} seconds"
        case subprocess.CalledProcessError():
            return f"it ended with {error.returncode}"
        case OSError():
            return error.strerror or "it could not be started"
    return "it wrote no sound"


def _digest_of(path: Path) -> str:
    try:
        facts = path.stat()
    except OSError:
        return "missing"
    return _digest(path, facts.st_size, facts.st_mtime_ns)


@lru_cache(maxsize=8)
def _digest(path: Path, size: int, changed: int) -> str:  # noqa: ARG001 - they name the content
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]
