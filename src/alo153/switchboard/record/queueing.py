"""The place of a call in its queue becomes columns of the call, and its offers become rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from alo153.calls.events import way
from alo153.calls.models import Call, Offer
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import agents
from alo153.switchboard.record import calls as rows
from alo153.switchboard.record import instants as when
from alo153.switchboard.record.telling import instant, tell


def _queued(fact: facts.CallQueued) -> None:
    what = way.CallQueued(queue=fact.queue, priority=round(fact.priority, 3))
    place = {"queue": what.queue, "priority": what.priority}
    if rows.change(fact.call, when.not_queued, queued_at=instant(fact.at), **place):
        tell(what, rows.call_of(fact.call), fact)


def _moved(fact: facts.CallMoved) -> None:
    def elsewhere(call: Call) -> bool:
        return when.stands(call) and call.queue != fact.queue

    if rows.change_once(way.CallMoved, fact, elsewhere, queue=fact.queue):
        what = way.CallMoved(queue=fact.queue, reason=fact.reason)
        tell(what, rows.call_of(fact.call), fact)


def _call_back_left(fact: facts.CallBackLeft) -> None:
    kept = {"place_kept_at": instant(fact.at), "call_again_at": instant(fact.call_again_at)}
    place = {"queued_at": instant(fact.queued_at), "priority": round(fact.priority, 3)}
    by = instant(fact.call_by) if fact.call_by else None
    if rows.change(fact.call, when.no_place_kept, queue=fact.queue, call_by=by, **kept, **place):
        what = way.CallCallBackLeft(queue=fact.queue, call_by=by.isoformat() if by else "")
        tell(what, rows.call_of(fact.call), fact)


def _promise_missed(fact: facts.PromiseMissed) -> None:
    at, again = instant(fact.at), instant(fact.call_again_at)
    if rows.change(fact.call, when.promise_stands, promise_missed_at=at, call_again_at=again):
        tell(way.CallPromiseMissed(tries=fact.tries), rows.call_of(fact.call), fact)


def _missed(fact: facts.CitizenMissed) -> None:
    until = instant(fact.call_again_at)

    def tried_less(call: Call) -> bool:
        # What was not the citizen's doing is no try of promised hours; it is due later all the same
        later = call.tries == fact.tries and (call.call_again_at or until) < until
        return when.stands(call) and (call.tries < fact.tries or later)

    if rows.change(fact.call, tried_less, tries=fact.tries, call_again_at=until):
        what = way.CallNotReached(
            outcome=fact.outcome.value, tries=fact.tries, again_at=until.isoformat()
        )
        tell(what, rows.call_of(fact.call), fact)


def _offered(fact: facts.CallOffered) -> None:
    offers = rows.book().offers(fact.call)
    if offers.get(fact.offer) is not None:
        return
    offers.add(
        Offer(
            id=fact.offer,
            call_id=fact.call,
            agent_id=fact.agent,
            offered_at=instant(fact.at),
            rule=fact.reason,
            idle_seconds=round(fact.idle_seconds, 3),
            rank=fact.rank,
            among=fact.among,
            score=fact.score,
            skill=fact.skill,
            level=fact.level,
        )
    )
    agents.rings(fact.agent, fact.call)
    what = way.CallOffered(
        agent=fact.agent,
        offer=fact.offer,
        rule=fact.reason,
        idle_seconds=round(fact.idle_seconds, 1),
        rank=fact.rank,
        among=fact.among,
        score=fact.score,
        skill=fact.skill,
        level=fact.level,
    )
    tell(what, rows.call_of(fact.call), fact)


def _offer_ended(fact: facts.OfferEnded) -> None:
    offers = rows.book().offers(fact.call)
    offer = offers.get(fact.offer)
    if offer is not None and offer.ended_at is None:
        offers.change(offer, ended_at=instant(fact.at), result=fact.result)
        what = way.CallOfferEnded(agent=fact.agent, result=fact.result)
        tell(what, rows.call_of(fact.call), fact)


WRITERS: Mapping[type[facts.Fact], Callable[[Any], None]] = {
    facts.CallQueued: _queued,
    facts.CallMoved: _moved,
    facts.CallBackLeft: _call_back_left,
    facts.CitizenMissed: _missed,
    facts.PromiseMissed: _promise_missed,
    facts.CallOffered: _offered,
    facts.OfferEnded: _offer_ended,
}
