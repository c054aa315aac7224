"""Offers that agents did not take, of calls and of what is written. The first argument is who asks.

Visitors of a counter are in no list: they are called by a desk, and offered to nobody.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from alo153.accounts.models import User
from alo153.calls.call_words import OfferResult
from alo153.calls.models import Offer
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.contacts.models import ConversationOffer
from alo153.contacts.offering.offer_outcomes import OfferEnd

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

MOST_SHOWN: Final = 300
CALLS: Final = (OfferResult.REJECTED, OfferResult.NO_ANSWER, OfferResult.UNREACHABLE)
WRITTEN: Final = (OfferEnd.DECLINED, OfferEnd.NO_ANSWER)
"""Withdrawn offers are left out: they are no agent's doing."""


@dataclass(frozen=True, kw_only=True)
class Passed:
    """One offer that was let pass: a call has `call`, what is written has `written`."""

    at: datetime
    ended_at: datetime | None
    agent: User
    declined: bool
    call: Offer | None = None
    written: ConversationOffer | None = None

    @property
    def seconds(self) -> int:
        """Return how long it lasted."""
        return round(((self.ended_at or self.at) - self.at).total_seconds())

    @property
    def call_key(self) -> UUID | None:
        """Return the key by which a supervisor opens the call; None of what is written."""
        return self.call.call_id if self.call else None


def passed(
    asker: User, *, since: datetime, until: datetime, agent: int | None = None
) -> list[Passed]:
    """List what was let pass between two instants, the newest first; two queries.

    Without the right to supervise only what the asker let pass.
    """
    whose = agent if asker.may(SUPERVISE_CALLS) else asker.pk
    those = Q(offered_at__gte=since, offered_at__lt=until)
    if whose is not None:
        those &= Q(agent=whose)
    calls = Offer.objects.filter(those, result__in=CALLS).select_related("agent", "call")
    written = ConversationOffer.objects.filter(those, result__in=WRITTEN)
    written = written.select_related("agent", "conversation", "before")
    rows = [*map(_of_call, _newest(calls)), *map(_of_written, _newest(written))]
    return sorted(rows, key=lambda row: row.at, reverse=True)[:MOST_SHOWN]


def by_agent(rows: list[Passed]) -> list[tuple[User, int, int]]:
    """Count what each let pass, declined and unanswered, who did most on top."""
    declined, missed, who = Counter[int](), Counter[int](), {}
    for row in rows:
        who[row.agent.pk] = row.agent
        (declined if row.declined else missed)[row.agent.pk] += 1
    counted = [(who[key], declined[key], missed[key]) for key in who]
    return sorted(counted, key=lambda each: (-each[1] - each[2], each[0].full_name))


def _newest[M: (Offer, ConversationOffer)](rows: QuerySet[M]) -> QuerySet[M]:
    return rows.order_by("-offered_at")[:MOST_SHOWN]


def _of_call(offer: Offer) -> Passed:
    return Passed(
        at=offer.offered_at,
        ended_at=offer.ended_at,
        agent=offer.agent,
        declined=offer.result == OfferResult.REJECTED,
        call=offer,
    )


def _of_written(offer: ConversationOffer) -> Passed:
    return Passed(
        at=offer.offered_at,
        ended_at=offer.ended_at,
        agent=offer.agent,
        declined=offer.result == OfferEnd.DECLINED,
        written=offer,
    )
