"""A folder with a faster-whisper model, run in a separate process at the lowest priority.

`python -m alo153.quality.transcribing.local FOLDER LANGUAGE` reads a wav file from standard input
and writes the segments as JSON. The package `faster-whisper` is not among ours: a city that names a
folder installs it (`pip install faster-whisper`), and its size and licence are the city's choice.
"""

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from alo153.core.processes.process_priority import LOWEST_PRIORITY, lower_priority
from alo153.quality.transcribing.contract import Segment, TranscriptionError
from alo153.quality.transcribing.server import SECONDS, segments

PACKAGE: Final = "faster_whisper"


@dataclass(frozen=True)
class LocalModel:
    """The folder of a model as CTranslate2 has it."""

    folder: Path
    seconds: float = SECONDS

    @property
    def identity(self) -> str:
        """Name the folder."""
        return f"whisper {self.folder}"

    def write_down(self, wav: bytes, language: str) -> list[Segment]:
        """Return what is said. Raises TranscriptionError."""
        if not (self.folder / "model.bin").is_file():
            raise TranscriptionError("the folder holds no model.bin")
        try:
            done = subprocess.run(  # noqa: S603 - our own module
                [sys.executable, "-m", __spec__.name, str(self.folder), language],
                input=wav,
                capture_output=True,
                timeout=self.seconds,
                check=True,
            )
        except subprocess.CalledProcessError as error:
            last = error.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            raise TranscriptionError(f"the model failed: {last[:200]}") from error
        except subprocess.TimeoutExpired as error:
            raise TranscriptionError("the model was not done in time") from error
        try:
            heard = json.loads(done.stdout)
        except ValueError as error:
            raise TranscriptionError("the model wrote no JSON") from error
        return segments(heard)


def main() -> None:
    """Write down what comes by standard input, as nice as can be."""
    lower_priority(LOWEST_PRIORITY)
    folder, language = sys.argv[1:]
    model: Any = __import__(PACKAGE).WhisperModel(folder, device="cpu", compute_type="int8")
    heard, _ = model.transcribe(
        io.BytesIO(sys.stdin.buffer.read()), language=language, vad_filter=True
    )
    json.dump([{"start": one.start, "end": one.end, "text": one.text} for one in heard], sys.stdout)


if __name__ == "__main__":
    main()
