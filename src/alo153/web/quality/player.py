"""What the player of a recording shows."""

from typing import Any

from alo153.calls.media.recordings import queries
from alo153.calls.models import Call, Recording
from alo153.web.quality import wave


def context(call: Call) -> dict[str, Any]:
    """Return what `quality/player.html` needs; `recording` is None where there is none."""
    recording: Recording | None = getattr(call, "recording", None)
    return {
        "call": call,
        "recording": recording,
        "wave": wave.draw(bytes(recording.peaks or b"") if recording else b""),
        "marks": _marks(call, recording) if recording else [],
    }


def _marks(call: Call, recording: Recording) -> list[wave.Mark]:
    """Place what was left out in the picture."""
    seconds = recording.seconds or 0.0
    marks = []
    for pause, (begin, end) in zip(
        queries.pauses_of(call), queries.silent_spans(recording), strict=True
    ):
        x, width = wave.place(begin, min(end, seconds), seconds)
        who = pause.by.full_name if pause.by else ""
        words = str(pause.get_why_display())
        marks.append(wave.Mark(x=x, width=width, begin=begin, end=end, words=words, who=who))
    return marks
