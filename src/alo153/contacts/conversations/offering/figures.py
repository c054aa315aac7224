"""Written messages that wait now, and the service level of today, by medium."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, DurationField, F, Min, Q, Value, When

from alo153.contacts.models import Conversation, Direction, Interaction
from alo153.contacts.offering.media import MINUTE, Media, Medium


@dataclass(frozen=True, kw_only=True)
class OfMedium:
    """One medium. `level` is the strict service level of today in percent, nothing without one.

    It counts contacts whose fate is decided: answered within `target` seconds, of all that were
    answered, ended, or have waited longer.
    """

    channel: str
    waiting: int = 0
    longest_since: datetime | None = None
    target: float | None = None
    level: int | None = None

    @property
    def target_minutes(self) -> float | None:
        """Return the target as the wall says it."""
        return self.target / MINUTE if self.target else None


def by_medium(media: Media, *, midnight: datetime, at: datetime) -> list[OfMedium]:
    """Return the figures of the media that are offered, in the city's order; two queries."""
    written = list(media.written.values())
    waiting, levels = _waiting(each.key for each in written), _levels(written, midnight, at)
    return [
        OfMedium(
            channel=medium.key,
            waiting=waiting.get(medium.key, (0, None))[0],
            longest_since=waiting.get(medium.key, (0, None))[1],
            target=medium.target,
            level=levels.get(medium.key),
        )
        for medium in written
    ]


def _waiting(channels: Iterable[str]) -> Mapping[str, tuple[int, datetime | None]]:
    those = Conversation.objects.filter(
        state=Conversation.State.WAITING, channel__in=list(channels)
    )
    found = those.values_list("channel").annotate(Count("pk"), Min("waiting_since"))
    return {channel: (count, since) for channel, count, since in found}


def _levels(media: Iterable[Medium], midnight: datetime, at: datetime) -> Mapping[str, int]:
    targets = {each.key: timedelta(seconds=each.target) for each in media if each.target}
    if not targets:
        return {}
    target = Case(
        *(When(channel=key, then=Value(most)) for key, most in targets.items()),
        output_field=DurationField(),
    )
    today = Interaction.objects.filter(
        channel__in=targets, direction=Direction.INBOUND, started_at__gte=midnight
    )
    due = today.annotate(due_at=F("started_at") + target)
    decided = Q(answered_at__isnull=False) | Q(ended_at__isnull=False) | Q(due_at__lt=at)
    found = due.values("channel").annotate(
        all=Count("pk", filter=decided), soon=Count("pk", filter=Q(answered_at__lte=F("due_at")))
    )
    return {row["channel"]: round(100 * row["soon"] / row["all"]) for row in found if row["all"]}
