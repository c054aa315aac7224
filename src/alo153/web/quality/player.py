"""The data of a recording's player."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from alo153.accounts.models import User
from alo153.calls.call_words import LegRole
from alo153.calls.media.recordings import actions, queries
from alo153.calls.media.recordings.sound import MEDIA_TYPES, RecordingForm
from alo153.calls.models import Call, Recording
from alo153.calls.models.labels import LEG_ROLES
from alo153.quality.models import SoundMeasures
from alo153.quality.queries.sounds import measures_of
from alo153.quality.rules.sound import Span, cut
from alo153.web.kit.telephone.directory import name_of
from alo153.web.quality import ranges, wave


def send(request: HttpRequest, asker: User, call: Call, at: datetime) -> HttpResponseBase:
    """Send the sound of a call that the asker may hear; that they listen is written down."""
    try:
        file = queries.open_sound(asker, call, at)
    except Recording.DoesNotExist as error:
        raise Http404 from error
    except queries.Damaged:
        actions.report_damage(call=call, at=at)
        return HttpResponse(status=409)
    recording = call.recording
    media_type = MEDIA_TYPES[RecordingForm(recording.form)]
    return ranges.send(request, file, size=recording.size or 0, content_type=media_type)


def context(call: Call, *, sound_url: str = "") -> dict[str, Any]:
    """Return what `quality/player.html` needs; `recording` is None where there is none.

    Args:
        sound_url: the address of the sound, if not the usual one of recordings.
    """
    recording: Recording | None = getattr(call, "recording", None)
    sound = measures_of(call)
    return {
        "call": call,
        "sound_url": sound_url or reverse("recordings:sound", args=[call.pk]),
        "recording": recording,
        "wave": wave.draw(bytes(recording.peaks or b"") if recording else b""),
        "marks": _marks(call, recording) if recording else [],
        "joined": _joined(call, recording) if recording else [],
        "sound": sound,
        "silences": _silences(recording, sound) if recording and sound else [],
        "overlaps": _placed(sound.overlaps or [], recording) if recording and sound else [],
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


def _silences(recording: Recording, sound: SoundMeasures) -> list[wave.Mark]:
    """Place the long silences of what was recorded."""
    return _placed(cut(sound.silences or [], queries.silent_spans(recording)), recording)


def _placed(spans: Iterable[Span], recording: Recording) -> list[wave.Mark]:
    marks = []
    for begin, end in spans:
        x, width = wave.place(begin, end, recording.seconds or 0.0)
        marks.append(wave.Mark(x=x, width=width, begin=begin, end=end, words="", who=""))
    return marks


def _joined(call: Call, recording: Recording) -> list[wave.Mark]:
    """Place where somebody came after the first: by a transfer, or asked into the call; a query."""
    marks = []
    for leg in queries.legs_of(call)[1:]:
        assert leg.joined_at is not None  # filtered  # noqa: S101
        begin = queries.second_of(recording, leg.joined_at)
        x, width = wave.place(begin, begin, recording.seconds or 0.0)
        words = str(LEG_ROLES[LegRole(leg.role)])
        who = name_of(leg)
        marks.append(wave.Mark(x=x, width=width, begin=begin, end=begin, words=words, who=who))
    return marks
