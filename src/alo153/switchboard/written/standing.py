"""Compares the offers in the switchboard's memory with the tables."""

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
    """The tables' offers of one kind.

    `elsewhere` are the keys of work that another switchboard offers: of another node, or the former
    one of this node. Offers of a dead switchboard are free again. `over` are own offers that ended,
    or were never written because another switchboard was faster.
    """

    elsewhere: frozenset[int]
    over: frozenset[OfferKey]


def of(kind: Kind, own: Collection[WorkOffer], at: datetime) -> Standing:
    """Read the open offers of a kind; one query."""
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
