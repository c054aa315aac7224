"""Reads the objections that wait to be decided, as part of the one line of what waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime

from alo153.cases.life.offering import queries
from alo153.contacts.offering.media import OBJECTION
from alo153.switchboard.written.rules.line import Kind, Work, WorkKey


def waiting(
    agents: Collection[int],
    away: Collection[int],
    stranded: Collection[int],
    elsewhere: Collection[int],
    at: datetime,
) -> tuple[Work, ...]:
    """List the objections to offer, each with the agents who may decide it; seven queries.

    Args:
        agents: the agents who are here.
        away: the ones of them who may have left. Only the tables know who signed out: such an agent
            may have taken an objection since.
        stranded: agents who have left with their node.
        elsewhere: objections that other switchboards offer.
    """
    found = queries.to_offer(away=away, stranded=stranded, elsewhere=elsewhere, at=at)
    if not found:
        return ()
    deciders = queries.deciders(agents)
    closers = queries.closers_of([each for each, _ in found])
    return tuple(
        Work(
            key=WorkKey(Kind.OBJECTION, each.pk),
            medium=OBJECTION,
            since=each.opened_at.timestamp(),
            agent=each.taken_by_id,
            left=left,
            able=deciders.of(each, closers[each.pk]),
        )
        for each, left in found
    )


def with_hands(
    in_hand: Mapping[int, Mapping[str, int]], agents: Collection[int]
) -> Mapping[int, Mapping[str, int]]:
    """Add what agents took to decide; one query."""
    found = {agent: Counter(hand) for agent, hand in in_hand.items()}
    for agent, count in queries.hands(agents).items():
        found.setdefault(agent, Counter())[OBJECTION] += count
    return found
