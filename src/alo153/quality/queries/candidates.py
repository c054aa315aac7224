"""Which contacts can be evaluated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from alo153.accounts.models import User
from alo153.calls.models import Recording
from alo153.cases.models import Case
from alo153.citizens.channel import Channel
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.city.queries import local_time
from alo153.contacts.models import Interaction
from alo153.quality.media import MEDIA, CardMedium
from alo153.quality.rules.sampling import Candidate


@dataclass(frozen=True)
class Contact:
    """A contact that can be evaluated."""

    key: int
    agent: int
    channel: str
    queue: str
    at: datetime

    @property
    def medium(self) -> CardMedium:
        """Return whose card it is scored by."""
        return MEDIA[Channel(self.channel)]

    @property
    def candidate(self) -> Candidate:
        """Return it as chance sees it."""
        hour = local_time.local(self.at).hour
        return Candidate(self.key, self.agent, self.channel, self.queue, hour)


def of_day(day: date) -> Iterator[Contact]:
    """Yield the contacts of a day of the city that chance may draw; one query.

    An agent answered it and it is over. Of a telephone call a recording must be kept: nobody can
    score what nobody may hear. Contacts about a confidential case are left out.
    """
    begins, ends = local_time.day_begins(day), local_time.day_begins(day + timedelta(days=1))
    rows = _scorable().filter(~_confidential(), ended_at__gte=begins, ended_at__lt=ends)
    return map(_contact, rows.order_by("pk").iterator())


def one(key: int, *, asker: User) -> Contact:
    """Return one contact that somebody may evaluate.

    Raises:
        Interaction.DoesNotExist: it cannot be evaluated, or it is hidden from them.
    """
    rows = _scorable()
    if not asker.may(READ_CONFIDENTIAL):
        rows = rows.filter(~_confidential())
    return _contact(rows.get(pk=key))


def _scorable() -> QuerySet[Interaction]:
    heard = Recording.objects.filter(call__interaction=OuterRef("pk"), state="kept")
    rows = Interaction.objects.filter(
        Q(Exists(heard)) | ~Q(channel=Channel.PHONE),
        agent__isnull=False,
        answered_at__isnull=False,
        ended_at__isnull=False,
        channel__in=[channel.value for channel in MEDIA],
    )
    return rows.select_related("call")


def _confidential() -> Exists:
    return Exists(Case.objects.filter(interactions=OuterRef("pk"), confidential=True))


def _contact(row: Interaction) -> Contact:
    call = getattr(row, "call", None)
    assert row.agent_id is not None and row.ended_at is not None  # noqa: S101, PT018 - filtered
    return Contact(row.pk, row.agent_id, row.channel, call.queue if call else "", row.ended_at)
