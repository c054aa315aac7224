"""Written messages that wait now, and the service level of today, by medium and queue."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, DurationField, F, Min, Q, Value, When

from alo153.contacts.models import Conversation, Direction, Interaction
from alo153.contacts.offering.media import MINUTE, Media, Medium

type _Line = tuple[str, str]
"""A channel and a queue."""


@dataclass(frozen=True, kw_only=True)
class OfMedium:
    """One medium in one queue. `level` is the strict service level of today in percent.

    It counts contacts whose fate is decided: answered within `target` seconds, of all that were
    answered, ended, or have waited longer. None: there is no target, or no such contact.
    """

    channel: str
    queue: str
    waiting: int = 0
    longest_since: datetime | None = None
    target: float | None = None
    level: int | None = None

    @property
    def target_minutes(self) -> float | None:
        """Return the target as the wall says it."""
        return self.target / MINUTE if self.target else None


def by_medium(media: Media, *, midnight: datetime, at: datetime) -> list[OfMedium]:
    """Return the figures of the media that are offered, in the city's order; two queries.

    A medium has a row of its usual queue first, then one of each other in which anything waits or
    was decided today.
    """
    written = list(media.written.values())
    waiting, levels = _waiting(each.key for each in written), _levels(written, midnight, at)
    others: dict[str, set[str]] = defaultdict(set)
    for channel, queue in (*waiting, *levels):
        others[channel].add(queue)
    return [
        OfMedium(
            channel=medium.key,
            queue=queue,
            waiting=waiting.get((medium.key, queue), (0, None))[0],
            longest_since=waiting.get((medium.key, queue), (0, None))[1],
            target=medium.target_in(queue),
            level=levels.get((medium.key, queue)),
        )
        for medium in written
        for queue in (medium.queue, *sorted(others[medium.key] - {medium.queue}))
    ]


def _waiting(channels: Iterable[str]) -> Mapping[_Line, tuple[int, datetime | None]]:
    those = Conversation.objects.filter(
        state=Conversation.State.WAITING, channel__in=list(channels)
    )
    found = those.values_list("channel", "queue").annotate(Count("pk"), Min("waiting_since"))
    return {(channel, queue): (count, since) for channel, queue, count, since in found}


def _levels(media: Iterable[Medium], midnight: datetime, at: datetime) -> Mapping[_Line, int]:
    targets = [each for each in media if each.target or each.targets]
    if not targets:
        return {}
    today = Interaction.objects.filter(
        channel__in=[each.key for each in targets],
        direction=Direction.INBOUND,
        started_at__gte=midnight,
    )
    due = today.annotate(due_at=F("started_at") + _target(targets))
    decided = Q(answered_at__isnull=False) | Q(ended_at__isnull=False) | Q(due_at__lt=at)
    # One that began before there were queues is in none
    counted = due.filter(due_at__isnull=False).exclude(queue="").values("channel", "queue")
    found = counted.annotate(
        all=Count("pk", filter=decided), soon=Count("pk", filter=Q(answered_at__lte=F("due_at")))
    )
    return {
        (row["channel"], row["queue"]): round(100 * row["soon"] / row["all"])
        for row in found
        if row["all"]
    }


def _target(media: Iterable[Medium]) -> Case:
    """Say within what time a contact should be answered: of its queue, else of its medium."""
    whens = [
        When(channel=medium.key, queue=queue, then=Value(timedelta(seconds=target)))
        for medium in media
        for queue, target in medium.targets.items()
    ]
    whens += [
        When(channel=medium.key, then=Value(timedelta(seconds=medium.target)))
        for medium in media
        if medium.target
    ]
    return Case(*whens, output_field=DurationField())
