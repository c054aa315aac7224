"""Contacts that can be evaluated."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from alo153.accounts.models import User
from alo153.calls.media.recordings.queries import not_erased
from alo153.calls.models import Recording
from alo153.cases.models import Case
from alo153.citizens.channel import Channel
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.city.queries import local_time
from alo153.contacts.models import Conversation, Interaction
from alo153.quality.media import MEDIA, STANDS_IN, CardMedium
from alo153.quality.models import Evaluation, State
from alo153.quality.permissions import EVALUATE_CONTACTS
from alo153.quality.rules.sampling import Candidate


@dataclass(frozen=True)
class Contact:
    """A contact that can be evaluated."""

    key: int
    agent: int
    channel: str
    queue: str
    at: datetime
    video: bool = False

    @property
    def medium(self) -> CardMedium:
        """Return whose card it is scored by."""
        return CardMedium.VIDEO if self.video else MEDIA[Channel(self.channel)]

    @property
    def candidate(self) -> Candidate:
        """Return it as chance sees it: a video call is a channel of its own."""
        hour = local_time.local(self.at).hour
        channel = CardMedium.VIDEO.value if self.video else self.channel
        return Candidate(self.key, self.agent, channel, self.queue, hour)

    @property
    def columns(self) -> dict[str, Any]:
        """Return the columns of its evaluation."""
        return {
            "interaction_id": self.key,
            "agent_id": self.agent,
            "medium": self.medium,
            "contact_at": self.at,
        }

    @property
    def authors(self) -> tuple[int, ...]:
        """Return the people who may not evaluate it, in addition to its agent."""
        return ()


def of_day(day: date) -> list[Contact]:
    """Return the contacts of a day of the city that chance may draw; one query.

    An agent answered it and it is over. Of a telephone call a recording must be kept: nobody can
    score what nobody may hear. What is about a confidential case is left out, and what is in a
    calibration, which chance filled as well: no evaluator scores a contact twice.
    """
    rows = _answered(day).filter(_heard(), ~confidential(), ~_in_round())
    return [_contact(row) for row in rows.order_by("pk")]


def of_medium(medium: CardMedium, since: date, until: date) -> list[Contact]:
    """Return the contacts of some days, as `of_day`, that are of one medium; one query."""
    media = {medium, STANDS_IN.get(medium)}
    channels = [channel.value for channel, of in MEDIA.items() if of in media]
    rows = _answered(since, until).filter(_heard(), ~confidential(), channel__in=channels)
    found = (_contact(row) for row in rows.order_by("pk"))
    return [one for one in found if one.medium == medium]


def unheard_of_day(day: date) -> int:
    """Count the telephone calls of a day that an agent answered and no kept recording has."""
    return _answered(day).filter(~_heard(), ~confidential()).count()


def not_heard(contacts: QuerySet[Interaction]) -> QuerySet[Interaction]:
    """Return the contacts that nobody can score any more: their recording is not kept."""
    return contacts.filter(~_heard())


def one(key: int, *, asker: User) -> Contact:
    """Return one contact that somebody may evaluate.

    Raises:
        Interaction.DoesNotExist: it cannot be evaluated, or it is hidden from them.
    """
    return _contact(_shown(asker).get(pk=key))


def of_case(case: Case, *, asker: User) -> list[Contact]:
    """Return the contacts about a case that somebody may take; one query at most."""
    if not asker.may(EVALUATE_CONTACTS):
        return []
    rows = _to_take(asker).filter(cases=case)
    return [_contact(row) for row in rows.order_by("ended_at", "pk")]


def may_take(key: int, *, asker: User) -> bool:
    """Say whether somebody may take a contact to evaluate; one query at most."""
    return asker.may(EVALUATE_CONTACTS) and _to_take(asker).filter(pk=key).exists()


def is_to_score_blind(key: int, *, asker: User) -> bool:
    """Say whether somebody is still to score a contact in a calibration; one query."""
    rows = Evaluation.objects.filter(interaction=key, calibration__isnull=False)
    return rows.filter(evaluator=asker, state=State.OPEN).exists()


def is_confidential(contact: Interaction) -> bool:
    """Say whether a contact is about a confidential case by now; one query."""
    return Interaction.objects.filter(confidential(), pk=contact.pk).exists()


def _answered(day: date, until: date | None = None) -> QuerySet[Interaction]:
    after = (until or day) + timedelta(days=1)
    begins, ends = local_time.day_begins(day), local_time.day_begins(after)
    return _over().filter(ended_at__gte=begins, ended_at__lt=ends)


def _shown(asker: User) -> QuerySet[Interaction]:
    rows = _over().filter(_heard())
    return rows if asker.may(READ_CONFIDENTIAL) else rows.filter(~confidential())


def _to_take(asker: User) -> QuerySet[Interaction]:
    """Return what somebody may take: a colleague's, which nobody scores or has scored."""
    scored = Evaluation.objects.filter(interaction=OuterRef("pk"), second=False)
    return _shown(asker).exclude(agent=asker).filter(~Exists(scored), ~_in_round())


def _in_round() -> Exists:
    rows = Evaluation.objects.filter(interaction=OuterRef("pk"), calibration__isnull=False)
    return Exists(rows)


def _over() -> QuerySet[Interaction]:
    rows = Interaction.objects.filter(
        agent__isnull=False,
        answered_at__isnull=False,
        ended_at__isnull=False,
        channel__in=[channel.value for channel in MEDIA],
    )
    return rows.select_related("call")


def _heard() -> Q:
    kept = Recording.objects.filter(call__interaction=OuterRef("pk"), state="kept")
    return Q(Exists(kept.filter(not_erased("call__")))) | ~Q(channel=Channel.PHONE)


def confidential() -> Q:
    """Return which contacts are about a confidential case, or part of such a conversation."""
    case = Case.objects.filter(interactions=OuterRef("pk"), confidential=True)
    same = ~Q(address="") & Q(address=OuterRef("address"), channel=OuterRef("channel"))
    talk = Conversation.objects.filter(
        Q(interaction=OuterRef("pk")) | same,
        confidential=True,
    )
    return Q(Exists(case)) | Q(Exists(talk))


def _contact(row: Interaction) -> Contact:
    call = getattr(row, "call", None)
    assert row.agent_id is not None and row.ended_at is not None  # noqa: S101, PT018 - filtered
    return Contact(
        key=row.pk,
        agent=row.agent_id,
        channel=row.channel,
        queue=row.queue,
        at=row.ended_at,
        video=bool(call and call.video),
    )
