"""Begin to tell the citizen, and close: one row says what came of it, and asks if it is solved."""

from datetime import datetime

from alo153.cases.events.life import CaseClosed
from alo153.cases.events.telling import CaseRelayAsked
from alo153.cases.life.actions.ending_links import end_links
from alo153.cases.models import Answer, Case, Closing, Objection, Relay
from alo153.cases.rules import clocks
from alo153.cases.rules.outcomes import Need, Outcome
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import move, tell
from alo153.cases.verbs.timing import ANSWERED, CLOSED_UNTOLD, clock_of, ledger, stop_clocks
from alo153.citizens.channel import Channel
from alo153.citizens.models import Identity
from alo153.city import queries as unit_queries
from alo153.core.actor import SYSTEM, Actor

Confirmation = Closing.Confirmation
BY_MESSAGE = frozenset({Channel.SMS.value, Channel.EMAIL.value})


def begin_relay(
    case: Case,
    answer: Answer,
    channel: str,
    *,
    contact: Identity | None,
    by: Actor,
    at: datetime,
) -> None:
    """Ask for the citizen to be told. A citizen who wished no message is told by the tracking page.

    An answer that goes back to the body by which they came waits for a bundle, and needs no
    address of the citizen.
    """
    goes_back = channel == Channel.EXTERNAL_AGENCY
    silent = channel == Channel.NONE or (contact is None and not goes_back)
    relay = Relay.objects.create(
        case=case,
        answer=answer,
        channel=Channel.NONE if silent else channel,
        contact=None if silent else contact,
        asked_at=at,
    )
    tell(case, CaseRelayAsked(relay=relay.pk, channel=relay.channel), by=by, at=at)
    if silent:
        finish_relay(case, relay, Relay.State.TOLD, by, at)


def finish_relay(case: Case, relay: Relay, state: Relay.State, by: Actor, at: datetime) -> None:
    """End the telling of a locked case, and close it."""
    relay.state = state
    relay.finished_at = at
    relay.save(update_fields=["state", "finished_at"])
    close(case, relay, told=state == Relay.State.TOLD, by=by, at=at)


def close(case: Case, relay: Relay, *, told: bool, by: Actor, at: datetime) -> Closing:
    """Close a locked case whose answer was told, or given up on, and begin to ask the citizen."""
    number = case.closings.count() + 1
    # Before its clock stops
    in_time = case.due_at is None or at <= case.due_at
    in_statutory_time = _in_statutory_time(case, at) if number == 1 else None
    move(case, Verb.CLOSE, closed_at=at)
    end_links(case, by=by, at=at)
    stop_clocks(case, ANSWERED if told else CLOSED_UNTOLD, by=by, at=at)
    answer = relay.answer
    planned = answer.outcome == Outcome.PLANNED
    closing = Closing.objects.create(
        case=case,
        number=number,
        answer=answer,
        outcome=answer.outcome,
        evidence=_shown(answer),
        unit=answer.unit,
        topic=case.topic,
        closed_at=at,
        told=told,
        given_up_by_id=None if told else by.id,
        # What is planned is not done yet: it is asked about when the unit answers after its date
        confirmation=Confirmation.NOT_ASKED if planned else Confirmation.WAITING,
        ask_next_at=None
        if planned
        else unit_queries.closing_policy().ask_next(
            at, 0, by_message=told and relay.channel in BY_MESSAGE
        ),
    )
    _end_objection(case, closing)
    closed = CaseClosed(
        told=told,
        channel=relay.channel,
        closing=closing.pk,
        outcome=answer.outcome,
        age_seconds=(at - case.opened_at).total_seconds(),
        in_time=in_time,
        in_statutory_time=in_statutory_time,
    )
    tell(case, closed, by=by, at=at)
    return closing


def _in_statutory_time(case: Case, at: datetime) -> bool | None:
    """Tell whether a case closes within the time of its law; None if no law sets one.

    A day that another body sets is not the law's. After an objection the city's own time counts:
    the law asked for the first answer. An interim answer keeps the law, which sets no time for the
    result (Law 3071, art. 7). A clock that counts by a topic, because it ran out before the kind
    was put right or because the law is newer, is counted by the law from the same receipt.
    """
    kind = case.kind
    if not kind.has_statutory_time:
        return None
    clock = clock_of(case)
    entries, due_at = ledger(clock), clock.due_at
    if any(each.verb == Verb.EXTEND and each.amount == kind.interim for each in entries):
        return True
    of_law = unit_queries.standard_for(kind, case.topic)
    if (entries[0].amount, clock.unit) != (of_law.amount, of_law.unit):
        calendar = unit_queries.working_calendar()
        entries = clocks.counted_anew(entries, of_law, calendar)
        due_at = clocks.due(entries, of_law.unit, calendar)
    return due_at is None or at <= due_at


def close_withdrawn(case: Case, *, at: datetime) -> None:
    """Write the closing of a locked case whose citizen did not pay; nobody is asked about it."""
    closing = Closing.objects.create(
        case=case,
        number=case.closings.count() + 1,
        unit=case.unit,
        topic=case.topic,
        closed_at=at,
        told=False,
        confirmation=Confirmation.NOT_ASKED,
    )
    _end_objection(case, closing)
    end_links(case, by=SYSTEM, at=at)


def _end_objection(case: Case, closing: Closing) -> None:
    Objection.objects.filter(case=case, ended_by=None).update(ended_by=closing)


def _shown(answer: Answer) -> list[str]:
    return [need.value for need in (Need.PHOTO, Need.VISIT, Need.DOCUMENT) if _has(answer, need)]


def _has(answer: Answer, need: Need) -> bool:
    return bool(getattr(answer, need.value))
