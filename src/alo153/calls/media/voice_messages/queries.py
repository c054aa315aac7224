"""What the desk sees of messages."""

from django.db.models import QuerySet

from alo153.calls.models.voice_messages import VoiceMessage


def waiting() -> QuerySet[VoiceMessage]:
    """List the messages nobody has dealt with, the oldest first."""
    rows = VoiceMessage.objects.select_related("call__interaction")
    return rows.filter(handled_at__isnull=True).order_by("left_at")
