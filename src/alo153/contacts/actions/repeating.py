"""When a citizen last asked about the same topic: what reports count as a repeated contact."""

from datetime import timedelta
from typing import Final

from django.db.models import Q

from alo153.city.models import Topic
from alo153.contacts.models import Direction, Interaction

REMEMBERED: Final = timedelta(days=30)


def seconds_since_last(interaction: Interaction, topic: Topic) -> float | None:
    """Return how long ago the citizen, or somebody at the same address, asked about this topic.

    Seconds between the beginnings; None if that was longer ago than 30 days, or nobody knows who
    it is. One query, by the indexes of citizen and address.
    """
    same = Q()
    if interaction.citizen_id:
        same |= Q(citizen=interaction.citizen_id)
    if interaction.address:
        same |= Q(address=interaction.address)
    if not same:
        return None
    began = interaction.started_at
    earlier = Interaction.objects.filter(
        same,
        topic=topic,
        direction=Direction.INBOUND,
        started_at__gte=began - REMEMBERED,
        started_at__lt=began,
    ).exclude(pk=interaction.pk)
    last = earlier.order_by("-started_at").values_list("started_at", flat=True).first()
    return (began - last).total_seconds() if last else None
