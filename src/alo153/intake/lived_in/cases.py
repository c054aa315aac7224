"""Invented cases: each goes as far as time was for, so that there are some in every state."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from alo153.accounts.models import User
from alo153.cases.events.feedback import (
    CaseConfirmationLapsed,
    CaseConfirmed,
    CaseFoundUnsolved,
    CaseObjectedTo,
    CaseObjectionTaken,
)
from alo153.cases.events.life import (
    CaseAccepted,
    CaseAnswerApproved,
    CaseAnswered,
    CaseClosed,
    CaseForwarded,
    CaseOpened,
    CaseUnrouted,
)
from alo153.cases.events.of_case import OfCase
from alo153.cases.events.telling import CaseRelayAsked, CaseRelayTried
from alo153.cases.life import receipts
from alo153.cases.models import (
    Answer,
    Case,
    Clock,
    ClockEntry,
    Closing,
    Forwarding,
    Objection,
    Relay,
    RelayAttempt,
)
from alo153.cases.rules import codes
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.outcomes import Outcome
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.contacts.models import Disposition, Interaction
from alo153.core.actor import CITIZEN, SYSTEM, Actor
from alo153.intake.lived_in import hours, phrases
from alo153.intake.lived_in.past import Past
from alo153.intake.lived_in.town import Resident, Town

_DAY: Final = 86_400.0
_FORGOTTEN: Final = 0.03
"""So many lie with their unit for weeks."""
_CONFIRMATIONS: Final = (("solved", "no_answer", "not_solved"), (58, 34, 8))
_AGAIN: Final = (("solved", "no_answer"), (70, 30))
"""The confirmation of a second answer: nobody objects twice here."""
_DECIDED: Final = 0.4
"""Days until the center sends an objection on, as a median."""
_ASKS_FOR: Final = timedelta(days=7)


@dataclass
class _Way:
    """The progress of a case."""

    case: Case
    clock: Clock
    objection: Objection | None = None
    worker: User = field(init=False)
    answer: Answer = field(init=False)
    relay: Relay = field(init=False)


@dataclass
class Cases:
    """Invents one case after the other, up to `now`."""

    town: Town
    past: Past
    now: datetime

    def __post_init__(self) -> None:
        self.links = list[tuple[Case, Interaction]]()
        taken = Case.objects.values_list("tracking_code", flat=True)
        self._codes = set(taken)

    def open(self, contact: Interaction | None, who: Resident, at: datetime) -> Case:
        """Invent a case of a call, or of a form on the web."""
        town, random = self.town, self.town.random
        topic = (contact.topic if contact else None) or town.matter()
        near, kind = random.choice(town.places), town.kind(topic)
        route = town.route(topic, near.district)
        by = Actor.staff(contact.agent_id) if contact and contact.agent_id else CITIZEN
        due = town.due(kind, topic, at)
        case = self.past.add(
            Case(
                tracking_code=self._code(),
                link_key=f"{random.getrandbits(96):024x}"[:16],
                form_token=uuid.UUID(int=random.getrandbits(128), version=4),
                kind=kind,
                topic=topic,
                district=near.district,
                neighborhood=near,
                place_layer="metropolitan",
                lat=near.lat,
                lon=near.lon,
                text=phrases.matter(town.language, random, topic=topic.name, place=near.name),
                channel=Channel.PHONE if contact else Channel.WEB,
                reporter=who.citizen,
                contact_wish=random.choice([Channel.SMS, Channel.SMS, Channel.PHONE]),
                contact=who.identity,
                state=State.FORWARDED if route.unit else State.AT_CENTER,
                unit=route.unit,
                opened_at=at,
                promised_at=due,
                due_at=due,
            )
        )
        if contact:
            contact.disposition = Disposition.CASE
            self.links.append((case, contact))
        self._say(case, at, by, self._opened(case))
        ledger = self.past.add(
            Forwarding(
                case=case,
                to_unit=route.unit,
                reason=route.reason,
                explanation=list(route.explanation),
                at=at,
            )
        )
        sent = CaseForwarded if route.unit else CaseUnrouted
        self._say(case, at, SYSTEM, lambda: sent(forwarding=ledger.pk))
        clock = self._clock(case, at, due, by)
        if route.unit:
            self._work(_Way(case, clock), at)
        return case

    def _code(self) -> str:
        while (code := codes.new_code(self.town.random.randrange)) in self._codes:
            continue
        self._codes.add(code)
        return code

    def _opened(self, case: Case) -> CaseOpened:
        return CaseOpened(
            kind=case.kind.slug,
            topic=case.topic.slug,
            channel=case.channel,
            receipt=receipts.of_application(case),
        )

    def _clock(self, case: Case, at: datetime, due: datetime, by: Actor) -> Clock:
        standard = city.standard_for(case.kind, case.topic)
        clock = self.past.add(
            Clock(
                case=case,
                purpose=Clock.Purpose.ANSWER,
                unit=standard.unit,
                state="running",
                due_at=due,
            )
        )
        self.past.add(
            ClockEntry(
                clock=clock,
                verb="start",
                at=at,
                amount=standard.amount,
                reason=case.kind.law or case.topic.promise or case.kind.name,
                actor_kind=by.kind,
                by_user_id=by.id,
                due_at=due,
            )
        )
        return clock

    def _work(self, way: _Way, at: datetime) -> None:
        random = self.town.random
        slow = 12.0 if random.random() < _FORGOTTEN else 1.0
        days = (0.3, slow * 1.6, 0.25, 0.3)
        steps = (self._accept, self._answer, self._approve, self._tell)
        for median, step in zip(days, steps, strict=True):
            at += hours.long_tailed(random, median * _DAY, 0.8)
            if at > self.now:
                return
            step(way, at)
        self._confirm(way, self._close(way, at), at)

    def _accept(self, way: _Way, at: datetime) -> None:
        case, way.worker = way.case, self.town.random.choice(self.town.workers)
        case.state, case.accepted_by = State.ACCEPTED, way.worker
        self._say(case, at, Actor.staff(way.worker.pk), CaseAccepted(unit=case.unit_id))

    def _answer(self, way: _Way, at: datetime) -> None:
        random, case = self.town.random, way.case
        outcome = random.choices([Outcome.DONE, Outcome.PARTLY, Outcome.NOT_FOUND], (82, 10, 8))[0]
        found = outcome != Outcome.NOT_FOUND
        case.state = State.ANSWERED
        answer = way.answer = self.past.add(
            Answer(
                case=case,
                unit=case.unit,
                outcome=outcome,
                text=phrases.answer(self.town.language, random, found=found),
                written_by=way.worker,
                written_at=at,
            )
        )
        by = Actor.staff(way.worker.pk)
        self._say(case, at, by, lambda: CaseAnswered(answer=answer.pk, outcome=outcome))

    def _approve(self, way: _Way, at: datetime) -> None:
        case, answer, agent = way.case, way.answer, self.town.random.choice(self.town.agents)
        answer.plain_text, answer.approved_by, answer.approved_at = answer.text, agent, at
        case.state = State.RELAYING
        by, receipt = Actor.staff(agent.pk), receipts.of_answer(answer)
        self._say(case, at, by, lambda: CaseAnswerApproved(answer=answer.pk, receipt=receipt))
        relay = way.relay = self.past.add(
            Relay(
                case=case,
                answer=answer,
                channel=case.contact_wish,
                contact=case.contact,
                asked_at=at,
            )
        )
        self._say(case, at, by, lambda: CaseRelayAsked(relay=relay.pk, channel=relay.channel))

    def _tell(self, way: _Way, at: datetime) -> None:
        relay = way.relay
        relay.state, relay.finished_at = Relay.State.TOLD, at
        self.past.add(RelayAttempt(relay=relay, number=1, at=at, result=RelayAttempt.Result.TOLD))
        tried = CaseRelayTried(channel=relay.channel, number=1, result="told")
        self._say(way.case, at, SYSTEM, tried)

    def _close(self, way: _Way, at: datetime) -> Closing:
        case, clock, outcome = way.case, way.clock, way.answer.outcome
        case.state, case.closed_at, clock.state = State.CLOSED, at, "stopped"
        reason = case.kind.law or case.topic.promise or case.kind.name
        entry = ClockEntry(clock=clock, verb="stop", at=at, reason=reason, due_at=clock.due_at)
        entry.actor_kind = SYSTEM.kind
        self.past.add(entry)
        closing = self.past.add(
            Closing(
                case=case,
                number=2 if way.objection else 1,
                answer=way.answer,
                outcome=outcome,
                unit=case.unit,
                topic=case.topic,
                closed_at=at,
                told=True,
                confirmation=Closing.Confirmation.WAITING,
                # No reminder is left: nobody writes to a number that was made up
                reminders=city.closing_policy().reminders,
                ask_next_at=at + _ASKS_FOR,
            )
        )
        age = (at - case.opened_at).total_seconds()
        in_time = clock.due_at is None or at <= clock.due_at
        is_statutory = case.kind.has_statutory_time and not way.objection

        def said() -> CaseClosed:
            return CaseClosed(
                told=True,
                channel=case.contact_wish,
                closing=closing.pk,
                outcome=outcome,
                age_seconds=age,
                in_time=in_time,
                in_statutory_time=in_time if is_statutory else None,
            )

        self._say(case, at, SYSTEM, said)
        if way.objection:
            way.objection.ended_by = closing
        return closing

    def _confirm(self, way: _Way, closing: Closing, at: datetime) -> None:
        random, case = self.town.random, way.case
        what = random.choices(*(_AGAIN if way.objection else _CONFIRMATIONS))[0]
        lapsed = what == Closing.Confirmation.NO_ANSWER
        heard = at + (_ASKS_FOR if lapsed else hours.long_tailed(random, 1.5 * _DAY))
        if heard > self.now:
            return
        closing.confirmation, closing.ask_next_at = what, None
        if lapsed:
            self._say(case, heard, SYSTEM, lambda: CaseConfirmationLapsed(closing=closing.pk))
            return
        closing.confirmation_at, closing.confirmation_channel = heard, Channel.WEB
        kind: type[CaseConfirmed | CaseFoundUnsolved] = CaseConfirmed
        if what == Closing.Confirmation.NOT_SOLVED:
            closing.words = phrases.complaint(self.town.language, random)
            kind = CaseFoundUnsolved
        self._say(case, heard, CITIZEN, lambda: kind(closing=closing.pk, channel=Channel.WEB))
        if what == Closing.Confirmation.NOT_SOLVED:
            self._object(case, closing, heard)

    def _object(self, case: Case, closing: Closing, at: datetime) -> None:
        """Open an objection: the clock starts again, and the center sends the case on."""
        unit, case.unit, case.accepted_by, case.closed_at = case.unit, None, None, None
        case.state, case.due_at = State.AT_CENTER, self.town.due(case.kind, case.topic, at)
        clock = self._clock(case, at, case.due_at, CITIZEN)
        objection = self.past.add(
            Objection(case=case, closing=closing, number=1, opened_at=at, for_supervisor=False)
        )
        self._say(
            case, at, CITIZEN, lambda: CaseObjectedTo(objection=objection.pk, closing=closing.pk)
        )
        at += hours.long_tailed(self.town.random, _DECIDED * _DAY)
        if at > self.now:
            return
        objection.taken_by, objection.taken_at = self.town.random.choice(self.town.agents), at
        by = Actor.staff(objection.taken_by.pk)
        self._say(case, at, by, lambda: CaseObjectionTaken(objection=objection.pk))
        case.state, case.unit = State.FORWARDED, unit
        again = self.past.add(
            Forwarding(case=case, to_unit=unit, explanation=[], by_user=objection.taken_by, at=at)
        )
        self._say(case, at, by, lambda: CaseForwarded(forwarding=again.pk))
        self._work(_Way(case, clock, objection), at)

    def _say(
        self, case: Case, at: datetime, by: Actor, what: OfCase | Callable[[], OfCase]
    ) -> None:
        self.past.happened(at, case, what, by)
