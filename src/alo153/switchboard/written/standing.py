"""Compares the offers that the switchboard remembers with those that the tables hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from alo153.cases.life.offering import actions as objections
from alo153.contacts.actions.offering import WorkOffers
from alo153.contacts.conversations.offering import actions as conversations
from alo153.contacts.queries import offers as queries
from alo153.counter.offering import actions as visitors
from alo153.switchboard.written.rules.line import Kind, OfferKey, WorkKey, WorkOffer

OFFERS: Final[Mapping[Kind, WorkOffers[Any, Any]]] = {
    Kind.CONVERSATION: conversations.OFFERS,
    Kind.OBJECTION: objections.OFFERS,
    Kind.TICKET: visitors.OFFERS,
}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the tables say of the offers of one kind.

    `elsewhere` are the keys of what others offer: switchboards of other nodes, or the one before
    this one. What a dead one offered is free again. `over` are own offers that stand no longer, or
    were never written, as another switchboard was faster.
    """

    elsewhere: frozenset[int]
    over: frozenset[OfferKey]


def of(kind: Kind, own: Collection[WorkOffer], at: datetime) -> Standing:
    """Read which offers of a kind stand; one query."""
    ours = {each.key for each in own if each.work.key.kind is kind}
    model = OFFERS[kind].model
    rows = queries.standing(model).values_list(model.WORK, "agent", "offered_at", "until")
    there = {
        (WorkKey(kind, work), agent, offered_at.timestamp()): until
        for work, agent, offered_at, until in rows
    }
    lost = at - queries.LOST_AFTER
    return Standing(
        elsewhere=frozenset(
            key[0].row for key, until in there.items() if key not in ours and until > lost
        ),
        over=frozenset(ours - there.keys()),
    )
