"""Actions on the development mailbox."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from alo153.channels.models import CapturedMessage


def forget_captured(*, keys: Collection[UUID], values: Collection[str]) -> None:
    """Delete what it took of these letters, or for these addresses."""
    names = [str(key) for key in keys]
    CapturedMessage.objects.filter(Q(key__in=names) | Q(to__in=values)).delete()
