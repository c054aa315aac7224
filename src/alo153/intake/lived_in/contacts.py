"""Invented calls and days of agents: one talk at a time, and impatient callers hang up."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from alo153.accounts.models import User
from alo153.calls.call_words import AgentState, CallDirection, CallOutcome, CallParty
from alo153.calls.events.supervision import AgentChanged
from alo153.calls.events.way import CallAnswered, CallEnded, CallEntered
from alo153.calls.models import AgentSession, Call
from alo153.calls.queue import GENERAL
from alo153.citizens.channel import Channel
from alo153.city.models import Topic
from alo153.contacts.events import (
    InteractionDisposed,
    InteractionEnded,
    InteractionInformed,
    InteractionRated,
    InteractionRedirected,
    InteractionSilent,
    InteractionStarted,
)
from alo153.contacts.models import Direction, Disposition, Interaction
from alo153.core.actor import SWITCHBOARD, Actor
from alo153.intake.lived_in import hours
from alo153.intake.lived_in.past import Past
from alo153.intake.lived_in.town import Resident, Town

_PATIENCE: Final = 90.0
_TALK: Final = 150.0
_WRAP_UP: Final = timedelta(seconds=25)
_IN_MENU: Final = 0.06
_SILENT: Final = 0.03
_RATED: Final = 0.15
_RATINGS: Final = ((5, 4, 3, 2, 1), (50, 28, 12, 6, 4))


@dataclass(frozen=True)
class Answered:
    """A call that an agent answered, whose it was, and when it ended."""

    contact: Interaction
    who: Resident
    ended: datetime


@dataclass
class Desk:
    """One agent of one day: until when they are busy."""

    agent: User
    session: AgentSession
    free_at: datetime


@dataclass
class Contacts:
    """Invents the contacts of one day after the other."""

    town: Town
    past: Past
    now: datetime
    _asked: dict[tuple[int, int], datetime] = field(default_factory=dict)

    def day(self, day: date, at: Iterable[datetime], residents: list[Resident]) -> list[Answered]:
        """Invent a day; returns the answered calls, which may become cases."""
        desks = self._come(day)
        answered = []
        for instant in at:
            found = self._call(instant, self.town.random.choice(residents), desks)
            if found:
                answered.append(found)
        self._go(day, desks)
        return answered

    def _come(self, day: date) -> list[Desk]:
        begins, _ = hours.shift(day, self.town.calendar.timezone)
        desks = []
        for agent in self.town.agents:
            if day.weekday() < 5 or agent.pk % 2 == day.weekday() % 2:  # noqa: PLR2004 - Saturday
                session = AgentSession(user=agent)
                self._agent(begins, session, AgentState.READY)
                desks.append(Desk(agent, session, begins))
        return desks

    def _go(self, day: date, desks: list[Desk]) -> None:
        ends = min(hours.shift(day, self.town.calendar.timezone)[1], self.now)
        for desk in desks:
            self._agent(max(ends, desk.free_at), desk.session, AgentState.OFFLINE)

    def _call(self, at: datetime, who: Resident, desks: list[Desk]) -> Answered | None:
        random = self.town.random
        queued = at + timedelta(seconds=random.uniform(12, 40))
        if random.random() < _IN_MENU:
            self._unanswered(at, queued, None, who, CallOutcome.SELF_SERVED)
            return None
        desk = self._desk(queued, desks)
        ring = timedelta(seconds=random.uniform(3, 9))
        patience = hours.long_tailed(random, _PATIENCE)
        if desk is None or max(desk.free_at, queued) + ring > queued + patience:
            self._unanswered(at, queued + patience, queued, who, CallOutcome.ABANDONED)
            return None
        answered = max(desk.free_at, queued) + ring
        return self._answered(at, queued, answered, who, desk)

    def _desk(self, at: datetime, desks: list[Desk]) -> Desk | None:
        zone = self.town.calendar.timezone
        begins, ends = hours.shift(at.astimezone(zone).date(), zone)
        here = desks if begins <= at < ends - timedelta(minutes=15) else []
        return min(here, key=lambda desk: desk.free_at, default=None)

    def _unanswered(
        self,
        at: datetime,
        ended: datetime,
        queued: datetime | None,
        who: Resident,
        outcome: CallOutcome,
    ) -> None:
        contact = self._contact(at, ended, who)
        contact.disposition = Disposition(outcome)
        contact.queue = GENERAL if queued else ""
        call = self._row(contact, at, ended, outcome, queued)
        self.past.happened(ended, contact, InteractionEnded(disposition=str(outcome)), SWITCHBOARD)
        self._end(call, ended)

    def _answered(
        self, at: datetime, queued: datetime, answered: datetime, who: Resident, desk: Desk
    ) -> Answered:
        talk = hours.long_tailed(self.town.random, _TALK)
        ended, by = answered + talk, Actor.staff(desk.agent.pk)
        contact = self._contact(at, ended, who)
        contact.agent, contact.answered_at, contact.queue = desk.agent, answered, GENERAL
        call = self._row(contact, at, ended, CallOutcome.ANSWERED, queued)
        call.agent, call.answered_at = desk.agent, answered
        agent, waited = desk.agent.pk, round((answered - queued).total_seconds(), 1)
        said = CallAnswered(agent=agent, waited_seconds=waited)
        self.past.happened(answered, call, said, SWITCHBOARD)
        self._agent(answered, desk.session, AgentState.TALKING)
        self._agent(ended, desk.session, AgentState.WRAP_UP)
        desk.free_at = ended + _WRAP_UP
        self._agent(desk.free_at, desk.session, AgentState.READY)
        self.past.happened(ended, contact, InteractionEnded(), SWITCHBOARD)
        self._end(call, ended)
        self._come_to(contact, self.town.topic(), ended, by)
        return Answered(contact, who, ended)

    def _contact(self, at: datetime, ended: datetime, who: Resident) -> Interaction:
        contact = self.past.add(
            Interaction(
                channel=Channel.PHONE,
                direction=Direction.INBOUND,
                citizen=who.citizen,
                address=who.identity.value,
                started_at=at,
                ended_at=ended,
            )
        )
        said = InteractionStarted(channel=Channel.PHONE, direction=Direction.INBOUND)
        self.past.happened(at, contact, said, SWITCHBOARD)
        return contact

    def _row(
        self,
        contact: Interaction,
        at: datetime,
        ended: datetime,
        outcome: CallOutcome,
        queued: datetime | None,
    ) -> Call:
        key = uuid.UUID(int=self.town.random.getrandbits(128), version=4)
        call = self.past.add(
            Call(
                id=key,
                channel=f"invented-{key}",
                direction=CallDirection.IN,
                number=contact.address,
                public_number=self.town.number,
                entered_at=at,
                queued_at=queued,
                ended_at=ended,
                outcome=outcome,
                ended_by=CallParty.CITIZEN,
                interaction=contact,
            )
        )
        said = CallEntered(direction=CallDirection.IN, public_number=self.town.number)
        self.past.happened(at, call, said, SWITCHBOARD)
        return call

    def _end(self, call: Call, ended: datetime) -> None:
        answered, queued = call.answered_at, call.queued_at
        waited = ((answered or ended) - queued).total_seconds() if queued else 0.0
        call.waited_seconds = round(waited, 1) if queued else None
        said = CallEnded(
            agent=call.agent_id,
            outcome=str(call.outcome),
            ended_by=CallParty.CITIZEN,
            direction=CallDirection.IN,
            waited_seconds=round(waited, 1),
            reference="",
            queued_at=queued.isoformat() if queued else None,
            answered_at=answered.isoformat() if answered else None,
            talk_seconds=round((ended - answered).total_seconds(), 1) if answered else None,
            hold_seconds=0.0 if answered else None,
            place_kept=False,
        )
        self.past.happened(ended, call, said, SWITCHBOARD)

    def _come_to(self, contact: Interaction, topic: Topic, at: datetime, by: Actor) -> None:
        """Say what an answered call came to: nearly always information."""
        random = self.town.random
        if random.random() < _SILENT:
            contact.disposition = Disposition.SILENT
            self.past.happened(at, contact, InteractionSilent(), by)
            return
        contact.topic = topic
        if topic.responsibility == Topic.Responsibility.OUTSIDE and self.town.outside:
            unit = random.choice(self.town.outside)
            contact.disposition, contact.redirected_to = Disposition.OUT_OF_SCOPE, unit
            self.past.happened(at, contact, InteractionRedirected(to=unit.slug), by)
        else:
            contact.disposition = Disposition.INFORMATION
            self._informed(contact, topic, at, by)
        if random.random() < _RATED:
            rating = random.choices(*_RATINGS)[0]
            contact.rating = rating
            self.past.happened(at, contact, InteractionRated(rating=rating), SWITCHBOARD)

    def _informed(self, contact: Interaction, topic: Topic, at: datetime, by: Actor) -> None:
        """Record information, unless the call becomes a case before all is written."""
        key = (id(contact.citizen), topic.pk)
        before = self._asked.get(key)
        self._asked[key] = at
        again = (at - before).total_seconds() if before else None

        def said() -> InteractionInformed | InteractionDisposed:
            if contact.disposition == Disposition.CASE:
                return InteractionDisposed(disposition=Disposition.CASE)
            return InteractionInformed(topic=topic.slug, again_seconds=again)

        self.past.happened(at, contact, said, by)

    def _agent(self, at: datetime, session: AgentSession, state: AgentState) -> None:
        said = AgentChanged(state=state, reason="")
        self.past.happened(at, session, said, SWITCHBOARD)
