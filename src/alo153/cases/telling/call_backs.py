"""Answers that are told by telephone."""

from django.db.models import Count, QuerySet

from alo153.accounts.models import User
from alo153.cases.models import Case, Relay
from alo153.cases.permissions import APPROVE_ANSWER
from alo153.cases.queries import visible_to
from alo153.citizens.channel import Channel


def waiting(asker: User) -> QuerySet[Relay]:
    """Return the answers to tell by telephone, the longest waiting on top, with tries counted."""
    pending = Relay.objects.filter(channel=Channel.PHONE, state=Relay.State.PENDING)
    if not asker.may(APPROVE_ANSWER):
        return pending.none()
    return (
        pending.filter(case__in=visible_to(asker))
        .select_related("case__reporter__person", "contact", "answer")
        .annotate(tries=Count("attempts"))
        .order_by("asked_at")
    )


def of_case(case: Case) -> Relay:
    """Return the call that tells the answer of a case.

    Raises:
        Relay.DoesNotExist: none waits any more.
    """
    return Relay.objects.get(case=case, state=Relay.State.PENDING, channel=Channel.PHONE)


def by_key(key: int) -> Relay | None:
    """Return an answer on its way, by any channel, with its case; one query."""
    return Relay.objects.select_related("case").filter(pk=key).first()
