"""Reads the objections that wait to be decided, as part of the one line of what waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from django.conf import settings
from django.db.models import Q

from alo153.cases.life.offering import queries
from alo153.cases.models import ObjectionOffer
from alo153.contacts.offering.media import OBJECTION
from alo153.switchboard.written.instants import instant
from alo153.switchboard.written.rules.line import Kind, OfferKey, Work, WorkKey, WorkOffer


def waiting(agents: Collection[int], away: Collection[int]) -> tuple[Work, ...]:
    """List what may be offered, each with those who may decide it; five queries.

    Args:
        agents: those here.
        away: those of them who may be gone. Who signed out is known by the tables alone: they may
            have taken one since.
    """
    found = queries.to_offer(away=away, elsewhere=_offered_elsewhere())
    if not found:
        return ()
    deciders, closers = queries.deciders(agents), queries.closers_of(found)
    return tuple(
        Work(
            key=WorkKey(Kind.OBJECTION, each.pk),
            medium=OBJECTION,
            since=each.opened_at.timestamp(),
            agent=each.taken_by_id,
            able=deciders.of(each, closers[each.pk]),
        )
        for each in found
    )


def with_hands(
    in_hand: Mapping[int, Mapping[str, int]], agents: Collection[int]
) -> Mapping[int, Mapping[str, int]]:
    """Add what agents took to decide; one query."""
    found = {agent: Counter(hand) for agent, hand in in_hand.items()}
    for agent, count in queries.hands(agents).items():
        found.setdefault(agent, Counter())[OBJECTION] += count
    return found


def refused(offers: Collection[WorkOffer]) -> frozenset[OfferKey]:
    """Name those of these offers that their agents refused on the page; one query if any."""
    if not offers:
        return frozenset()
    ours = Q()
    for offer in offers:
        ours |= Q(objection=offer.work.key.row, agent=offer.agent, offered_at=instant(offer.at))
    over = ObjectionOffer.objects.filter(ours, ended_at__isnull=False)
    rows = over.values_list("objection", "agent", "offered_at")
    return frozenset(
        (WorkKey(Kind.OBJECTION, work), agent, at.timestamp()) for work, agent, at in rows
    )


def _offered_elsewhere() -> list[int]:
    """Name the objections that other nodes offer."""
    if not settings.NODES:
        return []
    those = queries.standing().exclude(agent__phone_session__node=settings.NODE)
    return list(those.values_list("objection", flat=True))
