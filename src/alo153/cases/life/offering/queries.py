"""Objections that wait to be decided, who may decide each, and what is in whose hands."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from alo153.accounts.models import User
from alo153.accounts.queries import at_a_page, holding
from alo153.accounts.registry import Permission
from alo153.cases.life import closings
from alo153.cases.models import Objection, ObjectionOffer
from alo153.cases.permissions import APPROVE_ANSWER, SETTLE_OBJECTION
from alo153.cases.rules.lifecycle import State
from alo153.contacts.queries import offers

MOST_LOOKED_AT = 100
"""So many of a kind are looked at: more than is offered at once."""


@dataclass(frozen=True, kw_only=True)
class Deciders:
    """Keys of people who may decide objections now; `supervisors` also a supervisor's ones."""

    all: frozenset[int]
    supervisors: frozenset[int]

    def of(self, objection: Objection, closers: Collection[int]) -> frozenset[int]:
        """Name the people who may decide one: nobody who had a part in closing its case."""
        those = self.all & self.supervisors if objection.for_supervisor else self.all
        return those.difference(closers)


class Waiting(NamedTuple):
    """An objection that waits, and whether the agent who took it left."""

    objection: Objection
    left: bool


def deciders(agents: Collection[int]) -> Deciders:
    """Find who of these may decide objections; two queries."""
    return Deciders(
        all=_holding(APPROVE_ANSWER, agents), supervisors=_holding(SETTLE_OBJECTION, agents)
    )


def offered_to(user: User, at: datetime) -> ObjectionOffer | None:
    """Find the objection that somebody is asked to take now; one query."""
    mine = offers.offered_to(ObjectionOffer, user, at)
    return mine.select_related("objection__case", "before").first()


def in_hand(user: User) -> list[Objection]:
    """List what somebody took to decide and has not decided, the oldest first; one query."""
    mine = _waiting().filter(taken_by=user).select_related("case")
    return list(mine.order_by("taken_at", "pk")[:MOST_LOOKED_AT])


def to_offer(
    *,
    away: Collection[int],
    stranded: Collection[int],
    elsewhere: Collection[int],
    at: datetime,
) -> list[Waiting]:
    """List the oldest that nobody took, or somebody who left or may have left; four queries.

    Agents who signed out after taking it left, and the `stranded`; the `away` may have left. An
    agent who takes one after signing out is here while they use pages. A person who may decide no
    objections any more has left. None of a confidential case: it is offered to nobody. `elsewhere`
    are objections that other switchboards offer.
    """
    signed_out = Q(taken_by__phone_session__state="offline")
    kept = Q(taken_by__phone_session__since__lte=F("taken_at"), taken_by__in=at_a_page(at))
    barred = Q(taken_by__isnull=False) & ~Q(taken_by__in=holding(APPROVE_ANSWER).values("pk"))
    left = signed_out & ~kept | Q(taken_by__in=stranded) | barred
    taken_by_gone = left | Q(taken_by__in=away)
    waiting = _waiting().filter(case__confidential=False).exclude(pk__in=elsewhere)
    waiting = waiting.order_by("opened_at", "pk").select_related("closing")
    found = waiting.annotate(left=ExpressionWrapper(left, output_field=BooleanField()))
    # However many wait for a supervisor, or for an agent, who is not here: the others are offered
    rows = [
        each
        for whose in (Q(taken_by=None), taken_by_gone)
        for for_supervisor in (False, True)
        for each in found.filter(whose, for_supervisor=for_supervisor)[:MOST_LOOKED_AT]
    ]
    rows.sort(key=lambda each: (each.opened_at, each.pk))
    return [Waiting(each, bool(each.left)) for each in rows]


def closers_of(objections: Collection[Objection]) -> Mapping[int, frozenset[int]]:
    """Name for each objection, by its key, who had a part in closing its case; one query."""
    return closings.closers_by_objection(objections) if objections else {}


def hands(agents: Collection[int]) -> Mapping[int, int]:
    """Count what agents took to decide; one query."""
    held = _waiting().filter(taken_by__in=agents).values_list("taken_by", flat=True)
    return Counter(agent for agent in held if agent is not None)


def _waiting() -> QuerySet[Objection]:
    return Objection.objects.filter(ended_by=None, case__state=State.AT_CENTER)


def _holding(permission: Permission, agents: Iterable[int]) -> frozenset[int]:
    return frozenset(holding(permission).filter(pk__in=agents).values_list("pk", flat=True))
