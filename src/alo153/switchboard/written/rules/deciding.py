"""Offer the work that waits longest to the agent with most room; withdraw invalid offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from alo153.contacts.offering.media import COUNTER, Media, Medium
from alo153.contacts.offering.offer_outcomes import OfferEnd, OfferReason
from alo153.switchboard.acd.ringing.eligibility import BREAK_YIELDS
from alo153.switchboard.acd.state.state import Agent
from alo153.switchboard.written.rules.capacity import bears, may_begin, overruns
from alo153.switchboard.written.rules.clerks import with_clerks
from alo153.switchboard.written.rules.facts import WorkFact, WorkOffered, WorkOfferEnded
from alo153.switchboard.written.rules.leaving import NEVER, free_from
from alo153.switchboard.written.rules.line import Line, Work, WorkOffer

MILLISECONDS = 3
"""Digits of an offer's instant: it comes back from PostgreSQL as the same number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The line afterwards, what to write down, when to decide again at the latest, and the agents
    whom something live keeps."""

    line: Line
    facts: tuple[WorkFact, ...]
    wake_at: float
    writing: frozenset[int]


def decide(line: Line, *, agents: Mapping[int, Agent], media: Media, at: float) -> Decision:
    """Decide anew at an instant. Pure: the same line, agents and rules give the same decision."""
    turn = _Turn(line, agents, media, round(at, MILLISECONDS))
    turn.end_what_does_not_hold()
    turn.offer_what_waits()
    return Decision(
        line=turn.line(), facts=tuple(turn.facts), wake_at=turn.wake_at(), writing=turn.writing()
    )


class _Turn:
    """The working copy of a line at one instant."""

    def __init__(self, line: Line, agents: Mapping[int, Agent], media: Media, at: float) -> None:
        self.at, self.media, self.seen = at, media, line.seen
        self.agents = with_clerks(agents, self.seen.clerks)
        self.reachable_at = {
            agent.id: at if agent.reachable else line.reachable_at.get(agent.id, at)
            for agent in agents.values()
        }
        self.passed = {pair: until for pair, until in line.passed.items() if until > at}
        self.cooldown = {agent: until for agent, until in line.cooldown.items() if until > at}
        self.offers = dict(line.offers)
        self.facts: list[WorkFact] = []
        self.free = {
            work.key: from_
            for work in self.seen.waiting
            if (medium := self._medium(work)) and (from_ := self._free_from(work, medium)) < NEVER
        }

    def line(self) -> Line:
        """Freeze the working copy."""
        return Line(
            seen=self.seen,
            offers=self.offers,
            passed=self.passed,
            cooldown=self.cooldown,
            reachable_at=self.reachable_at,
        )

    def end_what_does_not_hold(self) -> None:
        """End offers that were refused, took too long, or have lost their reason."""
        waiting = {work.key: work for work in self.seen.waiting if self._waits_for_anybody(work)}
        for offer in list(self.offers.values()):
            if offer.key in self.seen.refused:
                self._let_pass(offer)
            elif not self._holds(offer, waiting.get(offer.work.key)):
                self._end(offer, OfferEnd.WITHDRAWN)
            elif offer.until <= self.at:
                self._let_pass(offer)
                self.cooldown[offer.agent] = self._in(self.media.rest)
                self._record_end(offer, OfferEnd.NO_ANSWER)

    def offer_what_waits(self) -> None:
        """Offer the best scores first; one offer at a time to an agent."""
        free = {each.id: each for each in self.agents.values() if self._is_free(each)}
        able = {
            key: [agent for agent in free.values() if self._has_room(agent, medium)]
            for key, medium in self.media.by_key.items()
        }
        for work, medium in self._waiting():
            if not any(able.values()):
                return
            choice = [a for a in able[medium.key] if self._may_be_asked(a, work, medium)]
            if choice:
                agent = min(choice, key=lambda each: self._order(each, medium))
                self._offer(work, medium, agent, among=len(choice))
                able = {key: [a for a in those if a is not agent] for key, those in able.items()}

    def wake_at(self) -> float:
        """Tell when time alone changes something."""
        ends = [offer.until for offer in self.offers.values()]
        ends += [*self.passed.values(), *self.cooldown.values(), *self.free.values()]
        for work in self.seen.waiting:
            ends += [round(instant, MILLISECONDS) for instant in work.relaxes(self.at)]
        if any(agent.break_is_due for agent in self.agents.values()):
            ends += [round(each.since + BREAK_YIELDS, MILLISECONDS) for each in self.seen.waiting]
        return min((end for end in ends if end > self.at), default=NEVER)

    def writing(self) -> frozenset[int]:
        """Name the agents who have something live in hand."""
        live = [medium.key for medium in self.media.by_key.values() if medium.live]
        hands = self.seen.in_hand.items()
        return frozenset(agent for agent, hand in hands if any(hand.get(key) for key in live))

    def _waiting(self) -> list[tuple[Work, Medium]]:
        """List what is offered to nobody yet, best first."""
        those = [
            (work, medium)
            for work in self.seen.waiting
            if work.key not in self.offers and self._waits_for_anybody(work)
            if (medium := self._medium(work))
        ]
        return sorted(those, key=lambda each: each[0].turn(each[1]))

    def _in(self, seconds: float) -> float:
        """Name an instant as `at` is rounded: one a hair behind it would be awaited for ever."""
        return round(self.at + seconds, MILLISECONDS)

    def _waits_for_anybody(self, work: Work) -> bool:
        return self.free.get(work.key, NEVER) <= self.at

    def _free_from(self, work: Work, medium: Medium) -> float:
        able = self.seen.able if work.able is None else work.able
        if work.agent is None or (work.left and work.agent not in able):
            return 0.0
        agent, reachable_at = self.agents.get(work.agent), self.reachable_at.get(work.agent)
        return round(free_from(work, medium, agent, reachable_at=reachable_at), MILLISECONDS)

    def _medium(self, work: Work) -> Medium | None:
        return self.media.by_key.get(work.medium)

    def _is_free(self, agent: Agent) -> bool:
        asked = any(offer.agent == agent.id for offer in self.offers.values())
        rests = asked or agent.id in self.cooldown
        return may_begin(agent) and not rests

    def _may_be_asked(self, agent: Agent, work: Work, medium: Medium) -> bool:
        if overruns(agent, medium, waited=self.at - work.since, at=self.at):
            return False
        return work.may_go_to(agent, self.at) and (work.key, agent.id) not in self.passed

    def _serves(self, agent: Agent, medium: Medium) -> bool:
        """Say whether a medium is for an agent at all: visitors only for a clerk at a free desk."""
        return agent.id in (self.seen.clerks if medium.key == COUNTER else self.seen.able)

    def _has_room(self, agent: Agent, medium: Medium) -> bool:
        if not self._serves(agent, medium):
            return False
        hand = self._hand(agent.id) + Counter([medium.key])
        return bears(self.media, agent, hand, medium, visited=agent.id in self.seen.visited)

    def _holds(self, offer: WorkOffer, work: Work | None) -> bool:
        """Say whether an offer still has its reason; `work` as it waits now, if it does."""
        medium, agent = self._medium(offer.work), self.agents.get(offer.agent)
        if medium is None or agent is None or not self._serves(agent, medium):
            return False
        if work is None or not work.may_go_to(agent, self.at):
            return False
        visited = agent.id in self.seen.visited
        return bears(self.media, agent, self._hand(agent.id), medium, visited=visited)

    def _hand(self, agent: int) -> Counter[str]:
        """Count what an agent has and is offered, by medium."""
        offered = [offer.work.medium for offer in self.offers.values() if offer.agent == agent]
        return Counter(self.seen.in_hand.get(agent, {})) + Counter(offered)

    def _order(self, agent: Agent, medium: Medium) -> tuple[object, ...]:
        """The least loaded first, of these the one idle longest."""
        idle_since = agent.idle_since
        if medium.key == COUNTER:
            idle_since = max(idle_since, self.seen.clerks[agent.id])
        return self.media.load(self._hand(agent.id), medium), idle_since, agent.id

    def _offer(self, work: Work, medium: Medium, agent: Agent, *, among: int) -> None:
        until = self._in(self.media.offer)
        in_hand = self._hand(agent.id).total()
        self.offers[work.key] = WorkOffer(work=work, agent=agent.id, at=self.at, until=until)
        self.facts.append(
            WorkOffered(
                work=work.key,
                agent=agent.id,
                offered_at=self.at,
                until=until,
                reason=OfferReason.NEXT if work.agent is None else OfferReason.TAKE_OVER,
                score=round(work.score(medium, self.at), 2),
                among=among,
                in_hand=in_hand,
                before=work.agent,
            )
        )

    def _let_pass(self, offer: WorkOffer) -> None:
        del self.offers[offer.work.key]
        self.passed[offer.work.key, offer.agent] = self._in(self.media.rest)

    def _end(self, offer: WorkOffer, result: OfferEnd) -> None:
        del self.offers[offer.work.key]
        self._record_end(offer, result)

    def _record_end(self, offer: WorkOffer, result: OfferEnd) -> None:
        ended = WorkOfferEnded(
            at=self.at,
            work=offer.work.key,
            agent=offer.agent,
            offered_at=offer.at,
            result=result,
        )
        self.facts.append(ended)
