"""Transcripts: of one call, by words, and their measured error rate."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet, Sum

from alo153.accounts.models import User
from alo153.calls.media.recordings import queries as recordings
from alo153.calls.models import Call, Recording
from alo153.calls.models.recordings import RecordingState
from alo153.calls.permissions import LISTEN_TO_RECORDINGS
from alo153.core.text import fold
from alo153.quality.models import HandTranscript, Transcript
from alo153.quality.permissions import MANAGE_QUALITY
from alo153.quality.rules.error_rate import CLAIMED_FROM
from alo153.quality.rules.sampling import chance

_SHOWN: Final = 50
_TO_WRITE: Final = 10
_AMONG: Final = 1_000
_BACK: Final = timedelta(days=90)


@dataclass(frozen=True)
class Hit:
    """A call in which the words were said, with the parts that hold them."""

    call: Call
    parts: list[dict[str, Any]]


@dataclass(frozen=True)
class Measured:
    """The error rate of an engine on the center's own calls.

    Args:
        recordings: how many were written down by hand.
        rate: wrong words by words; None of fewer than 30 recordings.
    """

    engine: str
    recordings: int
    words: int
    rate: float | None

    @property
    def percent(self) -> float | None:
        """Return the rate in percent."""
        return None if self.rate is None else 100 * self.rate


def of_call(asker: User, call: Call, at: datetime) -> Transcript | None:
    """Return what was said in a call that somebody may listen to; two queries."""
    if not recordings.audible(asker, at).filter(pk=call.pk).exists():
        return None
    rows = Transcript.objects.filter(recording=call.pk, state="made")
    return rows.filter(recording__state=RecordingState.KEPT).first()


def search(asker: User, asked: str, at: datetime) -> list[Hit]:
    """Return the calls in which all words were said, the newest first; two queries.

    A word is also found inside longer words, in any case and with any accents: "su" finds "Suyu".

    Raises:
        PermissionDenied: they may not listen to everybody's recordings.
    """
    if not asker.may(LISTEN_TO_RECORDINGS):
        raise PermissionDenied
    words = [fold(word) for word in re.findall(r"[^\W_]+", asked)]
    if not words:
        return []
    said = Q()
    for word in words:
        said &= Q(recording__transcript__folded__contains=word)
    calls = recordings.audible(asker, at).filter(said, recording__state=RecordingState.KEPT)
    calls = calls.select_related("agent", "interaction__citizen", "recording")
    found = list(calls.order_by("-entered_at")[:_SHOWN])
    said_in = Transcript.objects.in_bulk([call.recording.pk for call in found])
    return [Hit(call, list(_holding(said_in[call.recording.pk], words))) for call in found]


def to_write(asker: User, at: datetime) -> list[Recording]:
    """Return some recordings to write down by hand, as a hash of their keys chooses them.

    Raises:
        PermissionDenied: they do not manage quality.
    """
    rows = writable(asker, at).filter(hand_transcript=None, transcript__state="made")
    found = list(rows.filter(kept_at__gte=at - _BACK).order_by("-kept_at")[:_AMONG])
    return sorted(found, key=lambda row: chance("hand", row.pk))[:_TO_WRITE]


def writable(asker: User, at: datetime) -> QuerySet[Recording]:
    """Return the recordings that somebody may write down: those they may hear.

    Raises:
        PermissionDenied: they do not manage quality.
    """
    if not asker.may(MANAGE_QUALITY):
        raise PermissionDenied
    rows = Recording.objects.filter(state=RecordingState.KEPT)
    rows = rows.filter(call__in=recordings.audible(asker, at))
    return rows.select_related("call__agent", "call__interaction__citizen")


def measured() -> list[Measured]:
    """Return the rate of error of each engine that was measured; one query."""
    rows = HandTranscript.objects.exclude(engine="").filter(count__gt=0).values("engine")
    sums = rows.annotate(words=Sum("count"), wrong=Sum("errors"), n=Count("pk")).order_by("engine")
    return [
        Measured(
            row["engine"],
            row["n"],
            row["words"],
            row["wrong"] / row["words"] if row["n"] >= CLAIMED_FROM else None,
        )
        for row in sums
    ]


def _holding(transcript: Transcript, words: list[str]) -> Iterator[dict[str, Any]]:
    for part in transcript.segments:
        said = fold(part["words"])
        if any(word in said for word in words):
            yield part
