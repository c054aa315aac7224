"""Good moments: proposed by an evaluator, released by the agent, played without personal data."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import soundfile
from django.core.files.base import ContentFile
from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.media.recordings.store import store
from alo153.calls.models import Recording
from alo153.calls.models.recordings import RecordingState
from alo153.citizens.models import Citizen
from alo153.core import events
from alo153.core.actor import Actor
from alo153.quality.copies import copies
from alo153.quality.events import MomentProposed, MomentReleased, MomentWithdrawn
from alo153.quality.models import GoodMoment
from alo153.quality.permissions import EVALUATE_CONTACTS
from alo153.quality.policy import NotAllowed, Refusal
from alo153.quality.queries.candidates import is_confidential
from alo153.quality.rules.muting import Span, muted

LONGEST_SECONDS: Final = 300.0
_FOLDER: Final = "moments"


class NoSound(LookupError):
    """The recording is not there, or not any more."""


class NoSuchPart(ValueError):
    """The part does not lie in the recording, or is longer than five minutes."""


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
    """Propose a part of a talk for the library; its agent decides.

    Args:
        part: begin and end in seconds of the recording.
        silent: spans with personal data, which the copy leaves out.

    Raises:
        NotPermitted: they do not evaluate.
        NoSound: nothing is kept, or it is about a confidential case.
        NoSuchPart: it lies outside, or is too long.
    """
    permit(EVALUATE_CONTACTS, by=by)
    call, (begin, end) = recording.call, part
    if recording.state != RecordingState.KEPT or is_confidential(call.interaction):
        raise NoSound
    if call.agent_id is None:
        raise NoSound
    if not 0 <= begin < end <= (recording.seconds or 0.0) or end - begin > LONGEST_SECONDS:
        raise NoSuchPart
    row = GoodMoment.objects.create(
        recording=recording,
        agent_id=call.agent_id,
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
def answer_moment(*, moment: GoodMoment, releases: bool, by: User, at: datetime) -> GoodMoment:
    """Release a moment of one's own for the library, or decline; the copy is made with a release.

    Raises:
        NotAllowed: it is not theirs, or is answered.
        NoSound: the recording is gone, or became confidential, meanwhile.
    """
    found = _own(moment, by)
    if found.state != GoodMoment.State.PROPOSED:
        raise NotAllowed(Refusal.DECIDED)
    found.answered_at = at
    if not releases:
        found.state = GoodMoment.State.CLOSED
    else:
        content = _copy(found)
        name = f"{_FOLDER}/{found.pk}.ogg"
        found.file, found.size = copies().save(name, ContentFile(content)), len(content)
        found.state = GoodMoment.State.RELEASED
        events.record(MomentReleased(), subject=found, by=Actor.staff(by.pk), at=at)
    found.save(update_fields=["state", "answered_at", "file", "size"])
    return found


@transaction.atomic
def withdraw_moment(*, moment: GoodMoment, by: User, at: datetime) -> GoodMoment:
    """Take a moment of one's own out of the library; its copy is deleted. Raises NotAllowed."""
    found = _own(moment, by)
    if found.state == GoodMoment.State.RELEASED:
        name, found.file, found.size = found.file, "", None
        found.state = GoodMoment.State.CLOSED
        found.save(update_fields=["state", "file", "size"])
        events.record(MomentWithdrawn(), subject=found, by=Actor.staff(by.pk), at=at)
        transaction.on_commit(lambda: copies().delete(name))
    return found


def forget_moments(*, citizen: Citizen) -> None:
    """Take the talks of somebody who is erased out of the library, with their copies."""
    theirs = GoodMoment.objects.filter(recording__call__interaction__citizen=citizen)
    # An agent who releases one at this moment is waited for: its copy would stay
    locked = list(theirs.select_for_update(of=("self",)).order_by("pk"))
    names = [each.file for each in locked if each.file]
    theirs.update(state=GoodMoment.State.CLOSED, file="", size=None)

    def delete() -> None:
        for name in names:
            copies().delete(name)

    transaction.on_commit(delete)


def _own(moment: GoodMoment, by: User) -> GoodMoment:
    rows = GoodMoment.objects.select_for_update(of=("self",))
    found = rows.select_related("recording__call__interaction").get(pk=moment.pk)
    if found.agent_id != by.pk:
        raise NotAllowed(Refusal.OTHERS_CONTACT)
    return found


def _copy(moment: GoodMoment) -> bytes:
    """Return the part as sound in which the marked spans are silent."""
    recording = moment.recording
    hidden = is_confidential(recording.call.interaction)
    if recording.state != RecordingState.KEPT or hidden:
        raise NoSound
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
