"""Write down what was said in some recordings, within a budget of minutes a day."""

import io
import logging
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import numpy as np
import soundfile
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from numpy.typing import NDArray

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.media.recordings.queries import lock, locked, not_erased
from alo153.calls.media.recordings.store import store
from alo153.calls.models import Recording
from alo153.calls.models.recordings import RecordingState
from alo153.city import queries as city
from alo153.city.queries import local_time
from alo153.contacts.models import Interaction
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.text import fold
from alo153.quality.events import TranscribedByHand
from alo153.quality.models import Evaluation, HandTranscript, Transcript
from alo153.quality.permissions import MANAGE_QUALITY
from alo153.quality.queries.candidates import confidential
from alo153.quality.rules import error_rate
from alo153.quality.transcribing import setting
from alo153.quality.transcribing.contract import Engine, TranscriptionError

MOST_TRIES: Final = 3
LONGEST_BY_HAND: Final = 20_000
_BACK: Final = timedelta(days=7)
_AGAIN_AFTER: Final = timedelta(hours=1)
_REST: Final = timedelta(minutes=10)
_SIDES: Final = ("citizen", "agent")

logger = logging.getLogger(__name__)


class RecordingGone(LookupError):
    """The recording is deleted, or evidence alone: no words of it are kept."""


def transcribe_due(*, at: datetime, engine: Engine | None = None) -> int:
    """Write one recording down, if the city named an engine and its minutes are not used up.

    Those to evaluate come first, then the newest. Calls about a confidential case and refused
    recordings are left out. Returns how many were tried.

    Args:
        engine: for tests; without one that of the setting.
    """
    found = engine or setting.engine(settings.TRANSCRIPTION, key=settings.TRANSCRIPTION_KEY)
    if found is None or _rests(at):
        return 0
    recording = _due(at, left=_left(at)).first()
    if recording is None:
        return 0
    _write_down(recording, found, at)
    return 1


def forget_hidden() -> int:
    """Delete the transcripts of calls that became confidential since; returns how many."""
    hidden = Interaction.objects.filter(confidential(), pk=OuterRef("recording__call__interaction"))
    gone, _ = Transcript.objects.filter(Exists(hidden)).delete()
    more, _ = HandTranscript.objects.filter(Exists(hidden)).delete()
    return gone + more


@transaction.atomic
def write_by_hand(
    *, recording: Recording, citizen: str, agent: str, by: User, at: datetime
) -> HandTranscript:
    """Keep what a person heard on both sides; the engine's words are measured against it.

    Raises:
        NotPermitted: they do not manage quality.
        RecordingGone: it was deleted, or its caller was erased, in the meantime.
    """
    permit(MANAGE_QUALITY, by=by)
    if locked(recording.pk) is None:
        raise RecordingGone
    row, _ = HandTranscript.objects.update_or_create(
        recording=recording,
        defaults={
            "citizen": citizen.strip()[:LONGEST_BY_HAND],
            "agent": agent.strip()[:LONGEST_BY_HAND],
            "written_by": by,
            "written_at": at,
        },
    )
    _measure(row)
    what = TranscribedByHand()
    events.record(what, subject=row, by=Actor.staff(by.pk), at=at)
    return row


def forget_words(*, recording: UUID) -> None:
    """Delete the words of a recording that is deleted; how many an engine got wrong stays."""
    Transcript.objects.filter(recording=recording).delete()
    HandTranscript.objects.filter(recording=recording).update(citizen="", agent="")


def forget_words_of(*, contacts: Collection[int]) -> None:
    """Delete the words of what was recorded of contacts, whether or not the sound is held."""
    recordings = Recording.objects.filter(call__interaction__in=contacts)
    keys = list(recordings.values_list("pk", flat=True))
    lock(keys)
    for recording in keys:
        forget_words(recording=recording)


def _rests(at: datetime) -> bool:
    """Say whether the engine failed a moment ago: the same worker keeps recordings."""
    last = Transcript.objects.order_by("-made_at").values_list("state", "made_at").first()
    return last is not None and last[0] == "failed" and last[1] > at - _REST


def _left(at: datetime) -> float:
    """Return how many seconds of sound may be written down today; failures count as well."""
    today = Transcript.objects.filter(made_at__gte=_day_begins(at))
    used: float = today.aggregate(used=Sum("seconds"))["used"] or 0.0
    return 60.0 * settings.TRANSCRIPTION_MINUTES - used


def _day_begins(at: datetime) -> datetime:
    return local_time.day_begins(local_time.today(at))


def _due(at: datetime, *, left: float) -> QuerySet[Recording]:
    kept = Recording.objects.filter(
        not_erased("call__"),
        state=RecordingState.KEPT,
        kept_at__gte=at - _BACK,
        seconds__gt=0,
        seconds__lte=left,
    )
    fresh = Q(transcript=None)
    again = Q(transcript__state="failed", transcript__tries__lt=MOST_TRIES)
    again &= Q(transcript__again_at__lte=at)
    contact = Interaction.objects.filter(pk=OuterRef("call__interaction"))
    asked = Evaluation.objects.filter(interaction=OuterRef("call__interaction"))
    rows = kept.filter(fresh | again, ~Exists(contact.filter(confidential())), call__recorded=True)
    # A call with pictures was allowed as such, and a withheld word of it is nobody's
    rows = rows.filter(call__video_recorded=False).annotate(asked=Exists(asked))
    return rows.select_related("call").order_by("-asked", F("kept_at").desc())


def _write_down(recording: Recording, engine: Engine, at: datetime) -> None:
    try:
        parts = _said(recording, engine)
    except (TranscriptionError, OSError, soundfile.SoundFileError) as error:
        logger.warning("recording %s was not written down: %s", recording.pk, error)
        _keep(recording, engine, at, {"state": "failed", "trouble": str(error)[:300]})
        return
    words = " ".join(part["words"] for part in parts)
    made = {"state": "made", "segments": parts, "folded": fold(words), "trouble": ""}
    _keep(recording, engine, at, made | {"again_at": None})
    for row in HandTranscript.objects.filter(recording=recording):
        _measure(row)


@transaction.atomic
def _keep(recording: Recording, engine: Engine, at: datetime, given: Mapping[str, Any]) -> None:
    before = Transcript.objects.filter(recording=recording).first()
    tries = before.tries + 1 if before else 1
    # Each try of a day is of its budget
    spent = before.seconds if before and before.made_at >= _day_begins(at) else 0.0
    fields = {
        "engine": engine.identity[:300],
        "seconds": spent + (recording.seconds or 0.0),
        "tries": tries,
        "made_at": at,
        "again_at": at + tries * _AGAIN_AFTER,
    }
    # A recording that was deleted meanwhile, or is evidence alone, keeps no words
    if locked(recording.pk):
        Transcript.objects.update_or_create(recording=recording, defaults={**fields, **given})


def _said(recording: Recording, engine: Engine) -> list[dict[str, Any]]:
    language = recording.call.language or city.city().language
    found = []
    for side, wav in _sides(recording).items():
        found += [asdict(one) | {"side": side} for one in engine.write_down(wav, language)]
    return sorted(found, key=lambda part: part["begin"])


def _sides(recording: Recording) -> dict[str, bytes]:
    """Return both sides of a recording as wav files of their own."""
    with store().open(recording.file) as file, soundfile.SoundFile(file) as sound:
        samples = sound.read(dtype="int16", always_2d=True)
        rate = sound.samplerate
    return {side: _wav(samples[:, at], rate) for at, side in enumerate(_SIDES[: samples.shape[1]])}


def _wav(samples: NDArray[np.int16], rate: int) -> bytes:
    written = io.BytesIO()
    soundfile.write(written, samples, rate, format="WAV", subtype="PCM_16")
    return written.getvalue()


def _measure(row: HandTranscript) -> None:
    made = Transcript.objects.filter(recording=row.recording_id, state="made").first()
    if made is None:
        return
    count = wrong = 0
    for side in _SIDES:
        reference = error_rate.words(getattr(row, side))
        heard = [part["words"] for part in made.segments if part["side"] == side]
        count += len(reference)
        wrong += error_rate.errors(reference, error_rate.words(" ".join(heard)))
    row.engine, row.count, row.errors = made.engine, count, wrong
    row.save(update_fields=["engine", "count", "errors"])
