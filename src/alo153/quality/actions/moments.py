"""Good moments: proposed by an evaluator, heard and released by the agent, personal data silent."""

import io
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import soundfile
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.media.recordings.queries import locked
from alo153.calls.media.recordings.store import store
from alo153.calls.models import Recording
from alo153.calls.models.recordings import RecordingState
from alo153.citizens import actions as citizens
from alo153.core import events
from alo153.core.actor import Actor
from alo153.quality.copies import copies
from alo153.quality.events import MomentProposed, MomentReleased, MomentWithdrawn
from alo153.quality.models import GoodMoment
from alo153.quality.permissions import EVALUATE_CONTACTS
from alo153.quality.policy import NotAllowed, Refusal
from alo153.quality.queries.candidates import is_confidential
from alo153.quality.queries.speakers import only_speaker
from alo153.quality.rules.muting import Span, muted

LONGEST_SECONDS: Final = 300.0
_FOLDER: Final = "moments"


class NoSound(LookupError):
    """The recording is not there, or not any more."""


class NoSuchPart(ValueError):
    """The part is outside the recording, or longer than five minutes."""


class SeveralSpeak(ValueError):
    """Not one agent alone talks with the citizen in the part: nobody can release it alone."""


@transaction.atomic
def propose_moment(
    *,
    recording: Recording,
    part: Span,
    silent: Sequence[Span],
    title: str,
    why: str,
    by: User,
    at: datetime,
) -> GoodMoment:
    """Propose a part of a talk for the library; the agent who speaks in it decides.

    Args:
        part: begin and end in seconds of the recording.
        silent: spans with personal data, which the copy leaves out.

    Raises:
        NotPermitted: they do not evaluate.
        NoSound: no recording is kept, it is about a confidential case, or its caller was erased.
        NoSuchPart: it is outside, or too long.
        SeveralSpeak: a colleague, a unit, a guest or a supervisor is in it, too.
    """
    permit(EVALUATE_CONTACTS, by=by)
    found = locked(recording.pk)
    if found is None or is_confidential(found.call.interaction):
        raise NoSound
    begin, end = part
    if not 0 <= begin < end <= (found.seconds or 0.0) or end - begin > LONGEST_SECONDS:
        raise NoSuchPart
    agent = only_speaker(found, part)
    if agent is None:
        raise SeveralSpeak
    row = GoodMoment.objects.create(
        recording=found,
        agent_id=agent,
        title=title,
        why=why,
        begin=begin,
        end=end,
        muted=[list(span) for span in silent],
        proposed_by=by,
        proposed_at=at,
    )
    events.record(MomentProposed(), subject=row, by=Actor.staff(by.pk), at=at)
    return row


@transaction.atomic
def hear_moment(*, moment: GoodMoment, by: User, at: datetime) -> GoodMoment:
    """Make the copy of one's own moment, to hear it as colleagues will; this is recorded.

    Raises:
        NotAllowed: it is not theirs, or is answered already.
        NoSound: the recording was deleted or has become confidential.
    """
    found = _waiting(moment, by)
    _must_be_there(found)
    if not found.file:
        content = _copy(found)
        name = f"{_FOLDER}/{found.pk}.ogg"
        found.file, found.size = copies().save(name, ContentFile(content)), len(content)
    found.heard_at = found.heard_at or at
    found.save(update_fields=["heard_at", "file", "size"])
    contact = found.recording.call.interaction
    citizens.log_listening(user=by, citizen=contact.citizen, interaction_id=contact.pk, at=at)
    return found


@transaction.atomic
def answer_moment(*, moment: GoodMoment, releases: bool, by: User, at: datetime) -> GoodMoment:
    """Release one's own moment for the library, or decline; the library gets the played copy.

    Raises:
        NotAllowed: it is not theirs, is answered already, or would be released unheard or with
            another person's voice in it.
        NoSound: the recording was deleted or has become confidential.
    """
    found = _waiting(moment, by)
    if releases:
        _check_voice(found)
        found.state = GoodMoment.State.RELEASED
        events.record(MomentReleased(), subject=found, by=Actor.staff(by.pk), at=at)
    else:
        _close(GoodMoment.objects.filter(pk=found.pk))
        found.state, found.file, found.size = GoodMoment.State.CLOSED, "", None
    found.answered_at = at
    found.save(update_fields=["state", "answered_at"])
    return found


@transaction.atomic
def withdraw_moment(*, moment: GoodMoment, by: User, at: datetime) -> GoodMoment:
    """Take a moment of one's own out of the library; its copy is deleted. Raises NotAllowed."""
    found = _own(moment, by)
    if found.state == GoodMoment.State.RELEASED:
        _close(GoodMoment.objects.filter(pk=found.pk))
        found.refresh_from_db()
        events.record(MomentWithdrawn(), subject=found, by=Actor.staff(by.pk), at=at)
    return found


def forget_moments(*, contacts: Collection[int]) -> int:
    """Take the talks of somebody who is erased out of the library; returns how many files went.

    Files go before rows: a killed run is run again.
    """
    theirs = _locked(GoodMoment.objects.filter(recording__call__interaction__in=contacts))
    names = [each.file for each in theirs if each.file]
    for name in names:
        copies().delete(name)
    rows = GoodMoment.objects.filter(pk__in=[each.pk for each in theirs])
    rows.update(state=GoodMoment.State.CLOSED, file="", size=None, title=_("(erased)"), why="")
    return len(names)


def forget_proposed(*, recording: UUID) -> None:
    """Close what still waits for its agent when its recording is deleted; the library stays."""
    _close(GoodMoment.objects.filter(recording=recording, state=GoodMoment.State.PROPOSED))


def _close(rows: QuerySet[GoodMoment]) -> None:
    """Close moments, and delete their copies once that is committed."""
    locked = _locked(rows)
    those = GoodMoment.objects.filter(pk__in=[each.pk for each in locked])
    those.update(state=GoodMoment.State.CLOSED, file="", size=None)

    def delete() -> None:
        for each in locked:
            if each.file:
                copies().delete(each.file)

    transaction.on_commit(delete)


def _locked(rows: QuerySet[GoodMoment]) -> list[GoodMoment]:
    """Wait for an agent who releases one at this moment: its copy would stay."""
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def _own(moment: GoodMoment, by: User) -> GoodMoment:
    rows = GoodMoment.objects.select_for_update(of=("self",))
    found = rows.select_related("recording__call__interaction__citizen").get(pk=moment.pk)
    if found.agent_id != by.pk:
        raise NotAllowed(Refusal.OTHERS_CONTACT)
    return found


def _waiting(moment: GoodMoment, by: User) -> GoodMoment:
    found = _own(moment, by)
    if found.state != GoodMoment.State.PROPOSED:
        raise NotAllowed(Refusal.ANSWERED)
    return found


def _check_voice(moment: GoodMoment) -> None:
    """Refuse to release what its agent has not heard, or where somebody else speaks."""
    if moment.heard_at is None:
        raise NotAllowed(Refusal.NOT_HEARD)
    _must_be_there(moment)
    # One that was proposed before colleagues were asked about
    if only_speaker(moment.recording, (moment.begin, moment.end)) != moment.agent_id:
        raise NotAllowed(Refusal.OTHERS_VOICE)


def _must_be_there(moment: GoodMoment) -> None:
    """Refuse what nobody may hear; a copy in the library outlives its recording."""
    if not moment.file or is_confidential(moment.recording.call.interaction):
        _must_be_kept(moment.recording)


def _must_be_kept(recording: Recording) -> None:
    hidden = is_confidential(recording.call.interaction)
    if recording.state != RecordingState.KEPT or hidden:
        raise NoSound


def _copy(moment: GoodMoment) -> bytes:
    """Return the part as sound in which the marked spans are silent."""
    recording = moment.recording
    try:
        with store().open(recording.file) as file, soundfile.SoundFile(file) as sound:
            rate = sound.samplerate
            sound.seek(int(moment.begin * rate))
            part = sound.read(int((moment.end - moment.begin) * rate), dtype="int16")
    except (OSError, soundfile.SoundFileError) as error:
        raise NoSound from error
    spans = [(float(first), float(last)) for first, last in moment.muted]
    written = io.BytesIO()
    quiet = muted(part, rate, spans, begin=moment.begin)
    soundfile.write(written, quiet, rate, format="OGG", subtype="OPUS")
    return written.getvalue()
