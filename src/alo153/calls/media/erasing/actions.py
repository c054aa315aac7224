"""Take a caller's number and voice out of the record of calls; the calls stay countable."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from alo153.calls.media.holds.actions import seal_as_evidence
from alo153.calls.media.recordings.actions import delete_recordings
from alo153.calls.media.video_recordings.actions import delete_video_recordings
from alo153.calls.models import Call, CallLeg, Command
from alo153.calls.models.call_lists import ListAttempt, ListNumber, NumberState
from alo153.calls.models.voice_messages import VoiceMessage


def contacts_by(*, values: Collection[str]) -> list[int]:
    """Return the contacts of calls with these numbers, under any person.

    Ask before `erase_calls`, which blanks the numbers.
    """
    calls = Call.objects.filter(number__in=values).exclude(number="")
    return list(calls.values_list("interaction_id", flat=True))


@transaction.atomic
def erase_calls(*, interactions: Collection[int], values: Collection[str], at: datetime) -> int:
    """Delete sound, video and voice messages of these contacts and blank their numbers.

    Files go first, so that a run that was killed is run again. Returns how many there were. What is
    held as evidence stays for the evidence alone.
    """
    calls = list(
        Call.objects.filter(Q(interaction__in=interactions) | Q(number__in=values)).values_list(
            "pk", flat=True
        )
    )
    files = delete_recordings(calls=calls, at=at) + delete_video_recordings(calls=calls, at=at)
    seal_as_evidence(calls=calls, at=at)
    for message in VoiceMessage.objects.filter(call__in=calls).exclude(sound=""):
        message.sound.delete(save=False)
        VoiceMessage.objects.filter(pk=message.pk).update(sound="")
        files += 1
    Call.objects.filter(pk__in=calls).update(number="")
    CallLeg.objects.filter(Q(call__in=calls) | Q(number__in=values)).filter(
        number__in=values
    ).update(number="")
    listed = ListNumber.objects.filter(number__in=values)
    listed.filter(state=NumberState.WAITING).update(state=NumberState.HELD_BACK)
    listed.update(number="")
    ListAttempt.objects.filter(number__in=values).update(number="")
    for value in values:
        Command.objects.filter(payload__contains={"number": value}).delete()
    return files
