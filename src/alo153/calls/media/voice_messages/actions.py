"""Actions on a caller's message."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.events.way import VoiceMessageFinished
from alo153.calls.media.stored_sounds import stored_sound
from alo153.calls.models.voice_messages import VoiceMessage
from alo153.calls.permissions import ANSWER_CALLS
from alo153.core import events, live
from alo153.core.actor import Actor

FETCH_JOB = "calls.fetch_message"


def fetch(message: VoiceMessage) -> None:
    """Bring a message from Asterisk into our storage, and take it away there; twice is once.

    Raises httpx.HTTPError while Asterisk does not answer.
    """
    with stored_sound(message.name) as read:
        if not message.sound:
            message.sound.save(f"{message.call_id}.wav", ContentFile(read()))


@transaction.atomic
def finish(*, message: VoiceMessage, user: User, at: datetime) -> None:
    """Say that a message is dealt with; the first who says so counts. Raises NotPermitted."""
    permit(ANSWER_CALLS, by=user)
    open_ones = VoiceMessage.objects.filter(pk=message.pk, handled_at__isnull=True)
    if open_ones.update(handled_at=at, handled_by=user):
        events.record(VoiceMessageFinished(), subject=message, by=Actor.staff(user.pk), at=at)
        live.publish("center")
