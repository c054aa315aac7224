"""A million cases as the verbs would have left them, copied row by row and not opened one by one.

Each has the rows that `open_case` and, if it is closed, `accept`, `answer`, `approve` and the
relay write: events, clocks with their ledger, hand-over, contact, messages. Not there: seals, which
a worker makes, reminders told, and jobs, which are deleted when they are done.
"""

from __future__ import annotations

import base64
import random
import uuid
from collections.abc import Iterable
from datetime import datetime
from itertools import batched
from typing import Any

from django.db import connection, models, transaction

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
    Forwarding,
    Relay,
    RelayAttempt,
)
from alo153.cases.rules import codes
from alo153.cases.rules.lifecycle import State
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen, Identity, Person
from alo153.city.queries import UnitRoute
from alo153.contacts.models import Disposition, Interaction, Message
from alo153.contacts.recipient_limits import Recipient
from alo153.core.models import Event
from bench.cases import names
from bench.cases.aside import laid_aside
from bench.cases.copying import NULL, Rows, data, text
from bench.cases.facts import Facts, state_of
from bench.cases.source import Grown
from bench.cases.town import Town

_AT_ONCE = 20_000
# Two of five cases are somebody's first; one of twenty is anonymous
_FIRST_OF = (5, 2)
_ANONYMOUS = 20
_CONTACTS: type[models.Model] = Case.interactions.through


def grow(cases: Iterable[Grown], town: Town) -> int:
    """Write the cases with all that belongs to them and return how many; one transaction."""
    growth = _Growth(town)
    with transaction.atomic(), laid_aside([rows.model for rows in growth.tables]):
        for those in batched(cases, _AT_ONCE):
            for case in those:
                growth.add(case)
            growth.write()
        growth.finish()
    return growth.count


def settle() -> None:
    """Clean up and count behind the copying, as autovacuum would in the hours after."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


class _Growth:
    def __init__(self, town: Town) -> None:
        self.count = 0
        self._town = town
        self._random = random.Random(153)  # noqa: S311 - the same million every time
        self._citizens: list[tuple[int, int]] = []
        self._model_case, self._model_answer = Case(), Answer()
        self._model_answer.case = self._model_case
        self._first_code = 10_000_000 + Case.objects.count()
        self._routes: dict[UnitRoute, str] = {}
        self.citizen = Rows(Citizen, "id", "created_at")
        self.person = Rows(Person, "citizen_id", "full_name")
        self.identity = Rows(Identity, "id", "citizen_id", "kind", "value")
        self.contact = Rows(
            Interaction,
            *("id", "channel", "direction", "citizen_id", "agent_id", "address", "started_at"),
            *("answered_at", "ended_at", "disposition", "topic_id"),
        )
        self.case = Rows(
            Case,
            *("id", "tracking_code", "link_key", "kind", "topic_id", "district_id"),
            *("neighborhood_id", "address", "place_layer", "lat", "lon", "text", "channel"),
            *("reporter_id", "contact_wish", "contact_id", "state", "unit_id", "accepted_by_id"),
            *("opened_at", "promised_at", "due_at", "closed_at", "form_token"),
        )
        self.link = Rows(_CONTACTS, "id", "case_id", "interaction_id")
        self.clock = Rows(
            Clock,
            "id",
            "case_id",
            "purpose",
            "unit",
            "state",
            "due_at",
            "next_step",
            "next_step_at",
        )
        self.entry = Rows(
            ClockEntry,
            *("id", "clock_id", "verb", "at", "amount", "reason", "actor_kind", "by_user_id"),
            "due_at",
        )
        self.forwarding = Rows(
            Forwarding, "id", "case_id", "to_unit_id", "reason", "explanation", "at"
        )
        self.answer = Rows(
            Answer,
            *("id", "case_id", "unit_id", "outcome", "text", "written_by_id", "written_at"),
            *("plain_text", "approved_by_id", "approved_at"),
        )
        self.message = Rows(
            Message,
            *("id", "channel", "purpose", "about_type", "about_id", "key", "to", "recipient"),
            *("body", "language", "state", "created_at", "due_at", "attempts", "sent_at"),
        )
        self.relay = Rows(
            Relay,
            *("id", "case_id", "answer_id", "channel", "contact_id", "state", "asked_at"),
            *("finished_at", "message_id"),
        )
        self.attempt = Rows(RelayAttempt, "id", "relay_id", "number", "at", "result")
        self.event = Rows(
            Event,
            *("id", "name", "at", "actor_kind", "actor_id", "subject_type", "subject_id", "data"),
        )
        self.tables: list[Rows] = [each for each in vars(self).values() if isinstance(each, Rows)]

    def write(self) -> None:
        for rows in self.tables:
            rows.write()

    def finish(self) -> None:
        for rows in self.tables:
            rows.finish()

    def add(self, grown: Grown) -> None:
        """Gather the rows of one case."""
        number, self.count = self.count, self.count + 1
        facts = Facts(grown, number, self._town)
        facts.key = self.case.number()
        citizen, identity = self._reporter(number, facts.opened)
        facts.citizen, facts.identity = str(citizen or NULL), str(identity or NULL)
        facts.wish = Channel.SMS if identity and number % 2 else Channel.NONE
        facts.contact = str(identity) if facts.wish == Channel.SMS else NULL
        self._open(facts, number)
        if grown.closed_at:
            self._close(facts, grown.closed_at)

    def _reporter(self, number: int, opened: str) -> tuple[int, int]:
        if number % _ANONYMOUS == _ANONYMOUS - 1:
            return 0, 0
        if number % _FIRST_OF[0] >= _FIRST_OF[1]:
            return self._random.choice(self._citizens)
        citizen, identity = self.citizen.number(), self.identity.number()
        self._citizens.append((citizen, identity))
        who = len(self._citizens)
        self.citizen.add(str(citizen), opened)
        self.person.add(str(citizen), names.name_of(who))
        self.identity.add(str(identity), str(citizen), "phone", names.phone_of(who))
        self._event("citizen.remembered", opened, "citizens.citizen", citizen, agent=1)
        return citizen, identity

    def _event(
        self, name: str, at: str, subject: str, key: int, *, agent: int = 0, **content: Any
    ) -> None:
        kind, who = ("staff", str(agent)) if agent else ("system", NULL)
        self.event.add(
            str(self.event.number()), name, at, kind, who, subject, str(key), data(content)
        )

    def _open(self, facts: Facts, number: int) -> None:
        self._contact(facts)
        code = self._code(number)
        link = base64.urlsafe_b64encode(self._random.randbytes(12)).decode()
        model = self._model_case
        model.tracking_code, model.link_key = code, link
        model.text, model.address = facts.grown.report.text, facts.grown.report.address
        model.opened_at, model.promised_at = facts.grown.opened_at, facts.due_at
        unit = facts.route.unit
        model.unit_id = unit.pk if unit else None
        model.topic_id, model.kind_id = facts.topic.pk, facts.kind.pk
        model.channel, model.neighborhood_id = facts.channel, facts.near.pk
        model.district_id = facts.near.district_id
        state = state_of(facts, number)
        worker = facts.worker if state in {State.ACCEPTED, State.CLOSED} else NULL
        self.case.add(
            *(str(facts.key), code, link, facts.kind.slug, str(facts.topic.pk)),
            *(str(facts.near.district_id), str(facts.near.pk), text(model.address), facts.layer),
            *(str(facts.near.lat or NULL), str(facts.near.lon or NULL), text(model.text)),
            *(facts.channel, facts.citizen, facts.wish, facts.contact, state),
            *(str(unit.pk) if unit else NULL, worker, facts.opened, facts.due, facts.due),
            *(facts.closed, str(uuid.UUID(int=self._random.getrandbits(128)))),
        )
        self.link.add(str(self.link.number()), str(facts.key), str(facts.interaction))
        self._start_clock(facts)
        self._case_event(
            CaseOpened(
                kind=facts.kind.slug,
                topic=facts.topic.slug,
                channel=facts.channel,
                receipt=receipts.of_application(model),
            ),
            facts.opened,
            facts,
        )
        self._send(facts, "receipt", facts.opened, facts.key, Recipient.UNVERIFIED)
        ledger = self.forwarding.number()
        self.forwarding.add(
            *(str(ledger), str(facts.key), str(unit.pk) if unit else NULL),
            *(text(facts.route.reason), self._explained(facts.route), facts.opened),
        )
        sent = CaseForwarded if unit else CaseUnrouted
        self._case_event(sent(forwarding=ledger), facts.opened, facts)
        if worker != NULL:
            by = int(facts.worker)
            what = CaseAccepted(unit=model.unit_id)
            self._case_event(what, facts.opened, facts, agent=by)

    def _explained(self, route: UnitRoute) -> str:
        return self._routes.setdefault(route, data(list(route.explanation)))

    def _code(self, number: int) -> str:
        """Return a code nobody has: heads are counted, in no order that shows."""
        head = self._first_code + number * 7_919 % 80_000_000
        drawn = iter([head - 10_000_000])
        return codes.new_code(lambda _most: next(drawn))

    def _contact(self, facts: Facts) -> None:
        facts.interaction = self.contact.number()
        self.contact.add(
            *(str(facts.interaction), facts.channel, "in", facts.citizen, str(facts.agent), ""),
            *(facts.begun, facts.begun, facts.opened, Disposition.CASE, str(facts.topic.pk)),
        )
        self._contact_event(facts, "started", channel=facts.channel)
        self._contact_event(facts, "answered")
        self._contact_event(facts, "ended")
        self._contact_event(facts, "disposed", disposition="case")

    def _contact_event(self, facts: Facts, verb: str, **content: str) -> None:
        self.event.add(
            *(str(self.event.number()), f"interaction.{verb}", facts.opened, "staff"),
            *(str(facts.agent), "citizens.interaction", str(facts.interaction), data(content)),
        )

    def _start_clock(self, facts: Facts) -> None:
        clock = self.clock.number()
        step, step_at = "", NULL
        if facts.grown.closed_at is None:
            reminds = self._town.reminds_at(facts.grown.opened_at, facts.due_at)
            step, step_at = ("remind", reminds.isoformat())
        self.clock.add(
            *(str(clock), str(facts.key), Clock.Purpose.ANSWER, facts.standard.unit),
            *("stopped" if facts.grown.closed_at else "running", facts.due, step, step_at),
        )
        reason = facts.kind.law or facts.topic.promise or facts.kind.name
        self.entry.add(
            *(str(self.entry.number()), str(clock), "start", facts.opened),
            *(str(facts.standard.amount), text(reason), "staff", str(facts.agent), facts.due),
        )
        facts.clock = clock

    def _close(self, facts: Facts, closed_at: datetime) -> None:
        report, at = facts.grown.report, facts.closed
        _, _, said = report.text.partition("Case Closed ")
        words = said or report.text
        answer, relay = self.answer.number(), self.relay.number()
        model = self._model_answer
        model.outcome, model.plain_text, model.approved_at = "done", words, closed_at
        unit = str(facts.route.unit.pk) if facts.route.unit else NULL
        by, agent = int(facts.worker), facts.agent
        self.answer.add(
            *(str(answer), str(facts.key), unit, "done", text(words), facts.worker, at),
            *(text(words), str(agent), at),
        )
        sent = self._send(facts, "answer", at, relay, Recipient.CITIZEN)
        self.relay.add(
            *(str(relay), str(facts.key), str(answer), facts.wish, facts.contact, "told", at, at),
            sent,
        )
        self.entry.add(
            *(str(self.entry.number()), str(facts.clock), "stop", at, "0"),
            *("Vatandaşa bilgi verildi.", "system", NULL, facts.due),
        )
        self._case_event(CaseAnswered(answer=answer, outcome="done"), at, facts, agent=by)
        receipt = receipts.of_answer(model)
        self._case_event(CaseAnswerApproved(answer=answer, receipt=receipt), at, facts)
        self._case_event(CaseRelayAsked(relay=relay, channel=facts.wish), at, facts)
        if facts.wish == Channel.SMS:
            self.attempt.add(str(self.attempt.number()), str(relay), "1", at, "told")
            tried = CaseRelayTried(channel=facts.wish, number=1, result="told")
            self._case_event(tried, at, facts)
        self._case_event(CaseClosed(told=True, channel=facts.wish), at, facts)

    def _case_event(self, what: OfCase, at: str, facts: Facts, *, agent: int = 0) -> None:
        content, by = what.stored(self._model_case), agent or facts.agent
        self._event(what.name, at, "cases.case", facts.key, agent=by, **content)

    def _send(self, facts: Facts, purpose: str, at: str, of: int, to: Recipient) -> str:
        """Add a message of a citizen who wished some; returns its key."""
        if facts.wish != Channel.SMS:
            return NULL
        words = f"Başvurunuz {self._model_case.tracking_code}: {facts.topic.name}. Takip: /t/"
        key = str(uuid.UUID(int=self._random.getrandbits(128)))
        self.message.add(
            *(key, "sms", purpose, "cases.case", str(facts.key), f"{purpose}:{of}"),
            *("+905320000000", to.value, text(words), "tr", "sent", at, at, "1", at),
        )
        return key
