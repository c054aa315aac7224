"""Take what a citizen was written out of the outbox; that it was sent stays countable."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from alo153.channels.models import CapturedMessage, OutboundMessage


@transaction.atomic
def erase_messages(
    *, cases: Collection[int], interactions: Collection[int], values: Collection[str], word: str
) -> int:
    """Blank the messages of cases, contacts and recipients; what waits leaves no more."""
    those = OutboundMessage.objects.filter(
        Q(case__in=cases) | Q(interaction__in=interactions) | Q(to__in=values)
    ).exclude(purpose=OutboundMessage.Purpose.STAFF, to__in=[""])
    keys = [str(pk) for pk in those.values_list("pk", flat=True)]
    CapturedMessage.objects.filter(Q(key__in=keys) | Q(to__in=values)).delete()
    those.filter(state=OutboundMessage.State.QUEUED).update(state=OutboundMessage.State.WITHHELD)
    return those.update(to="", subject="", body=word, provider_reference="")
