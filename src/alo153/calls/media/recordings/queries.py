"""Permission to listen to recordings."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.module_loading import import_string

from alo153.accounts.models import User
from alo153.calls.media.recordings import sound
from alo153.calls.media.recordings.store import store
from alo153.calls.models import Call, CallLeg
from alo153.calls.models.recordings import (
    PauseReason,
    Recording,
    RecordingPause,
    RecordingState,
    RecordingTrouble,
)
from alo153.calls.permissions import ANSWER_CALLS, LISTEN_TO_RECORDINGS
from alo153.citizens import actions as citizens
from alo153.contacts.models import Interaction

OWN_FOR = timedelta(days=1)
"""An agent may listen to their own calls this long: to finish a record, not to collect voices."""

RECENT = timedelta(hours=1)
LATE = timedelta(minutes=15)
NEVER_RAN = (
    RecordingTrouble.NOT_STARTED,
    RecordingTrouble.DISK_FULL,
    RecordingTrouble.NOT_WRITTEN,
)


class Damaged(Exception):
    """The stored file is not the one that was kept."""


def shown(asker: User) -> Q:
    """Leave out calls whose case is hidden from the asker; only those above know cases."""
    condition: Q = import_string(settings.SHOWN_CONTACTS)(asker)
    return condition


def not_erased(call: str = "") -> Q:
    """Leave out what was recorded of somebody who was erased and is kept as evidence alone.

    Args:
        call: the way to the call from what is filtered, such as ``call__``.
    """
    return Q(**{f"{call}recording_hold__erased_at": None})


def locked(key: uuid.UUID) -> Recording | None:
    """Return a recording behind its lock; None if it is not kept, or is evidence alone.

    It is read after the lock: so it tells of an erasure for whose end the lock waited.
    """
    lock([key])
    kept = Recording.objects.filter(not_erased("call__"), pk=key, state=RecordingState.KEPT)
    return kept.select_related("call").first()


def lock(keys: Iterable[uuid.UUID]) -> None:
    """Lock recordings: nothing that is said in them is written down until the transaction ends."""
    list(Recording.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def answered(asker: User) -> QuerySet[Call]:
    """Return the answered calls that are not hidden from `asker`.

    Higher packages decide who may hear them. A call in which a confidential case was opened is
    visible only to people who may read this case. Nobody hears a recording of an erased caller.
    """
    return Call.objects.filter(shown(asker), not_erased(), answered_at__isnull=False)


def audible(asker: User, at: datetime) -> QuerySet[Call]:
    """Return the answered calls whose recording somebody may listen to.

    Supervisors and quality: all that is not hidden. An agent: their own, for a day after the call.
    """
    calls = answered(asker)
    if asker.may(LISTEN_TO_RECORDINGS):
        return calls
    if not asker.may(ANSWER_CALLS):
        return calls.none()
    return calls.filter(agent=asker, ended_at__gt=at - OWN_FOR)


def listed(asker: User) -> QuerySet[Call]:
    """Return the calls that were talked on and have ended, each with its recording.

    Raises PermissionDenied for who may not listen to everybody's.
    """
    if not asker.may(LISTEN_TO_RECORDINGS):
        raise PermissionDenied
    calls = Call.objects.filter(shown(asker), not_erased(), ended_at__isnull=False)
    return calls.filter(answered_at__isnull=False).select_related("agent", "recording")


def agents(asker: User) -> list[User]:
    """List the agents of the calls in the list, by name; one query. Raises PermissionDenied."""
    if not asker.may(LISTEN_TO_RECORDINGS):
        raise PermissionDenied
    spoke = Call.objects.filter(agent=OuterRef("pk"), answered_at__isnull=False)
    return list(User.objects.filter(Exists(spoke)).order_by("full_name"))


def call_of(asker: User, call: uuid.UUID, at: datetime) -> Call:
    """Find one call with its recording; two queries. Raises Call.DoesNotExist."""
    rows = audible(asker, at).select_related("agent", "interaction__citizen", "recording")
    return rows.prefetch_related("recording_pauses__by", "recording_pauses__ended_by").get(pk=call)


def calls_of(asker: User, contacts: Iterable[Interaction], at: datetime) -> dict[int, Call]:
    """Find the calls behind contacts whose recording the asker may open, by contact; one query."""
    rows = audible(asker, at).select_related("recording").filter(interaction__in=list(contacts))
    heard = rows.filter(Q(recording__state=RecordingState.KEPT) | Q(recorded=False))
    return {call.interaction_id: call for call in heard}


def open_sound(asker: User, call: Call, at: datetime) -> File[bytes]:
    """Open the sound of a call that `call_of` found, and write down that somebody listens.

    It is read to its end first: what is heard is what was kept. Raises Recording.DoesNotExist if
    there is nothing to hear, Damaged if the file was changed or is not there.
    """
    recording = call.recording
    if recording.state != RecordingState.KEPT:
        raise Recording.DoesNotExist
    heard = call.interaction
    citizens.log_listening(user=asker, citizen=heard.citizen, interaction_id=heard.pk, at=at)
    try:
        file: File[bytes] = store().open(recording.file)
        digest = sound.digest(file.chunks())
    except OSError as error:
        raise Damaged(recording.file) from error
    if digest != recording.sha256:
        raise Damaged(recording.file)
    file.seek(0)
    return file


def pauses_of(call: Call) -> list[RecordingPause]:
    """List what was to be left out of a call, in order; no query if it was fetched with it."""
    return sorted(call.recording_pauses.all(), key=lambda pause: pause.began_at)


def legs_of(call: Call) -> list[CallLeg]:
    """Return who talked in a call, in the order in which they joined; one query."""
    legs = CallLeg.objects.filter(call=call, joined_at__isnull=False).select_related("agent")
    return list(legs.order_by("joined_at"))


def silent_spans(recording: Recording) -> list[tuple[float, float]]:
    """List what was to be left out, in seconds into the recording."""
    end = recording.call.ended_at or recording.started_at
    return [
        (second_of(recording, pause.began_at), second_of(recording, pause.ended_at or end))
        for pause in pauses_of(recording.call)
    ]


def talk_seconds(recording: Recording) -> float | None:
    """Return how long the talk in the recording is; None if it ended with the call.

    Behind it the citizen was asked how it was, which is not recorded: there is only silence.
    """
    parted_at = recording.call.parted_at
    return second_of(recording, parted_at) if parted_at else None


def second_of(recording: Recording, instant: datetime) -> float:
    """Return how many seconds into the recording an instant is.

    Counted from where the recorder was at the nearest instant that is known: sound that was lost
    makes the file shorter than the talk.
    """
    places: list[tuple[float, float]] = [(recording.started_at.timestamp(), 0.0)]
    places += [(known, second) for known, second in recording.places]
    at = instant.timestamp()
    known, second = min(places, key=lambda place: abs(place[0] - at))
    return max(0.0, second + at - known)


class RecordingStatus(StrEnum):
    """The recording status of the present call, for its agent."""

    RUNNING = "running"
    PAUSED = "paused"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class RecordingNow:
    """The recording of the call at hand; `since` is when the agent paused it."""

    state: RecordingStatus
    since: datetime | None = None


def recording_now(call: Call) -> RecordingNow | None:
    """Tell the state of a call's recording, None if it has none (yet); one query at most."""
    if not call.recorded:
        return RecordingNow(state=RecordingStatus.REFUSED)
    recording: Recording | None = getattr(call, "recording", None)
    if recording is None:
        return None
    if recording.trouble not in ("", RecordingTrouble.GAP):
        return RecordingNow(state=RecordingStatus.FAILED)
    paused = call.recording_pauses.filter(ended_at__isnull=True, why=PauseReason.SENSITIVE)
    pause = paused.first()
    return RecordingNow(
        state=RecordingStatus.PAUSED if pause else RecordingStatus.RUNNING,
        since=pause.began_at if pause else None,
    )


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """The present troubles of recording."""

    failed: int
    late: int
    reason: str


def alarm(at: datetime) -> Alarm | None:
    """Tell whether calls of the last hour were not recorded, or wait to be kept; two queries."""
    troubled = Recording.objects.exclude(trouble="").filter(started_at__gt=at - RECENT)
    reasons = [
        row.get_trouble_display() for row in troubled.only("trouble").order_by("-started_at")
    ]
    pending = Recording.objects.filter(state=RecordingState.PENDING, call__ended_at__lt=at - LATE)
    late = pending.count()
    if not reasons and not late:
        return None
    return Alarm(failed=len(reasons), late=late, reason=reasons[0] if reasons else "")
