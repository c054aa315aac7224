"""Encode in a process of its own that yields its core: keeping a talk never disturbs a call.

`python -m alo153.calls.media.recordings.apart 10` makes itself as nice as that, reads what is to
be done, and tells what came of it in JSON. A worker that is killed leaves it to end by itself, with
files that nobody wants. Knows no Django.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from alo153.calls.media.recordings import sound
from alo153.calls.media.recordings.sound import Encoded, RecordingForm, Span
from alo153.calls.media.recordings.spool import SpoolFiles
from alo153.core.processes.process_priority import lower_priority

LONGEST_SECONDS = 1800
"""A talk of two hours takes half a minute of a core; on a busy machine it waits for one."""


class NotEncoded(Exception):
    """The process that encodes failed, or did not get a core in time."""


def encode(
    files: SpoolFiles,
    target: Path,
    *,
    form: RecordingForm,
    silent: Sequence[Span],
    ends: float | None = None,
    nice: int = 0,
) -> Encoded:
    """Do what `sound.encode` does in a process that yields by `nice`. Raises NotEncoded."""
    work = {
        "files": [str(path) for path in files],
        "target": str(target),
        "form": form.value,
        "silent": list(silent),
        "ends": ends,
    }
    done = _run(json.dumps(work), nice)
    found = json.loads(done)
    return Encoded(seconds=found["seconds"], peaks=bytes.fromhex(found["peaks"]))


def _run(work: str, nice: int) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-m", __spec__.name, str(nice)],
            input=work,
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        raise NotEncoded(error.stderr.strip().rpartition("\n")[2]) from error
    except subprocess.TimeoutExpired as error:
        raise NotEncoded(f"no core for it within {LONGEST_SECONDS} seconds") from error
    return done.stdout


def main() -> None:
    """Read the work from standard input and do it, as nice as the first word says."""
    lower_priority(int(sys.argv[1]))
    work = json.load(sys.stdin)
    encoded = sound.encode(
        SpoolFiles(*map(Path, work["files"])),
        Path(work["target"]),
        form=RecordingForm(work["form"]),
        silent=work["silent"],
        ends=work["ends"],
    )
    json.dump({"seconds": encoded.seconds, "peaks": encoded.peaks.hex()}, sys.stdout)


if __name__ == "__main__":
    main()
