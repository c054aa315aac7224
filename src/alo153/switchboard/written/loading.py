"""Reads what waits in writing: some hundred rows, however many wait."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from alo153.accounts.queries import holding
from alo153.calls.call_words import AgentState
from alo153.calls.floor import city_queues
from alo153.calls.nodes import queries as nodes
from alo153.calls.queue import Queue
from alo153.contacts.conversations.offering import queries
from alo153.contacts.conversations.offering.queries import Waiting
from alo153.contacts.offering.media import OBJECTION, Media, Medium
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.counter import queries as counter
from alo153.switchboard.acd.state.state import Agent
from alo153.switchboard.written import objections, visitors
from alo153.switchboard.written import standing as stands
from alo153.switchboard.written.rules.leaving import AWAY
from alo153.switchboard.written.rules.line import Kind, OfferKey, Seen, Work, WorkKey, WorkOffer
from alo153.switchboard.written.rules.queueing import serving
from alo153.workforce.queries import holds

GONE = AWAY | {AgentState.OFFLINE}


def look(
    media: Media, agents: Mapping[int, Agent], offers: Collection[WorkOffer], at: datetime
) -> Seen:
    """Read what waits, what is in the agents' hands, and which offers they refused.

    Nothing written waits while a planner holds written work back for the callers. Visitors do.

    A query for each medium and eight more; eight for objections; three for visitors; three with
    several nodes.
    """
    standing = {kind: stands.of(kind, offers, at) for kind in Kind}
    elsewhere = {kind: each.elsewhere for kind, each in standing.items()}
    stranded = nodes.stranded(at)
    away = nodes.those_here(absent(agents.values()) - _signed_out(agents.values()))
    in_hand = queries.hands(agents, lively_since=at - timedelta(seconds=media.quiet))
    held = holds.standing(at) is not None
    waiting: tuple[Work, ...] = ()
    if not held:
        others = elsewhere[Kind.CONVERSATION]
        waiting = tuple(_conversations(media, away, stranded, others, at))
    if objection := media.by_key.get(OBJECTION):
        gone = objection.may_leave(away)
        if not held:
            others = elsewhere[Kind.OBJECTION]
            waiting = (*waiting, *objections.waiting(agents, gone, stranded, others, at))
        in_hand = objections.with_hands(in_hand, agents)
    desks = visitors.free_desks(media, at)
    waiting = (*waiting, *visitors.waiting(desks, elsewhere[Kind.TICKET], at))
    return Seen(
        waiting=waiting,
        in_hand=in_hand,
        able=frozenset(holding(ANSWER_MESSAGES).filter(pk__in=agents).values_list("pk", flat=True)),
        visited=counter.with_visitor(agents),
        clerks={each.clerk: each.since.timestamp() for each in desks},
        refused=frozenset[OfferKey]().union(*(each.over for each in standing.values())),
    )


def absent(agents: Iterable[Agent]) -> frozenset[int]:
    """Return agents who have left, or may have: other agents may have to take their work."""
    return frozenset(a.id for a in agents if a.presence in GONE or not a.reachable)


def _signed_out(agents: Iterable[Agent]) -> frozenset[int]:
    """Return agents who are not at a telephone of this node; only the tables know if they left."""
    return frozenset(a.id for a in agents if a.presence is AgentState.OFFLINE)


def _conversations(
    media: Media,
    away: Collection[int],
    stranded: Collection[int],
    elsewhere: Collection[int],
    at: datetime,
) -> Iterable[Work]:
    queues = city_queues.of_city()
    found = queries.unclaimed(media.written, elsewhere=elsewhere)
    for key, medium in media.written.items():
        found += queries.left_behind(
            key, away=medium.may_leave(away), stranded=stranded, elsewhere=elsewhere, at=at
        )
    for each in found:
        yield _work(each, media.by_key[each.conversation.channel], queues, at)


def _work(found: Waiting, medium: Medium, queues: Mapping[str, Queue], at: datetime) -> Work:
    row, left = found
    since = row.waiting_since or row.last_at
    waited = (at - since).total_seconds()
    return Work(
        key=WorkKey(Kind.CONVERSATION, row.pk),
        medium=row.channel,
        since=since.timestamp(),
        agent=row.assignee_id,
        left=left,
        queue=serving(queues, row.queue, medium, waited=waited),
    )
