"""Look-ups of the desk into messages."""

from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.calls.media.recordings.queries import shown
from alo153.calls.models import Call
from alo153.calls.models.voice_messages import VoiceMessage


def waiting() -> QuerySet[VoiceMessage]:
    """List the messages nobody has dealt with, the oldest first."""
    rows = VoiceMessage.objects.select_related("call__interaction")
    return rows.filter(handled_at__isnull=True).order_by("left_at")


def one(number: int) -> VoiceMessage | None:
    """Return a message, dealt with or not, with its caller; one query."""
    rows = VoiceMessage.objects.select_related("call__interaction__citizen")
    return rows.filter(pk=number).first()


def is_audible(asker: User, message: VoiceMessage) -> bool:
    """Tell whether somebody may hear a message: as of recordings, none of a confidential case."""
    return Call.objects.filter(shown(asker), pk=message.call_id).exists()
