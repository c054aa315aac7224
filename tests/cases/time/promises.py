"""What holds of every case after every step, read from the rows alone.

    promises.kept(case, at=now)   # raises AssertionError with what is broken

The story is played back from the events: where a case stands must follow from what is written.
"""

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise
from typing import Final

from alo153.cases.life import closings
from alo153.cases.models import Answer, Case, Clock, Closing, LinkedReport, Question, Relay
from alo153.cases.queries import open_sub_tasks
from alo153.cases.rules import clocks
from alo153.cases.rules.lifecycle import TRANSITIONS, State
from alo153.cases.rules.outcomes import NEEDS, Need, Outcome
from alo153.cases.rules.verbs import Verb
from alo153.cases.together import linked_reports
from alo153.city import queries as units
from alo153.city.models import Unit
from alo153.core.events import history

DONE_BY: Final[Mapping[str, Verb]] = {
    "case.forwarded": Verb.FORWARD,
    "case.accepted": Verb.ACCEPT,
    "case.returned": Verb.RETURN,
    "case.answered": Verb.ANSWER,
    "case.answer_sent_back": Verb.SEND_BACK,
    "case.answer_approved": Verb.APPROVE,
    "case.closed": Verb.CLOSE,
    "case.withdrawn": Verb.WITHDRAW,
    "case.objected_to": Verb.OBJECT,
    "case.plan_passed": Verb.RESUME_PLAN,
}


def kept(case: Case, *, at: datetime) -> None:
    """See that a case keeps every promise at this moment.

    Raises:
        AssertionError: with the promise that is broken.
    """
    the_story_leads_to_the_state(case)
    the_ledgers_say_how_the_clocks_stand(case)
    it_lies_with_somebody(case)
    it_follows_an_open_case_that_follows_none(case)
    at_most_one_answer_question_and_relay_are_open(case, at)
    what_is_closed_says_what_came_of_it(case)
    who_closed_it_decides_no_objection(case)


def the_story_leads_to_the_state(case: Case) -> None:
    """Play the events back: each a verb that the table allows there, in the order of time."""
    events = list(history(case))
    assert [event.at for event in events] == sorted(event.at for event in events)
    state = State.AT_CENTER
    for event in events:
        verb = DONE_BY.get(event.name)
        if event.name == "case.unrouted" and state is not State.AT_CENTER:
            verb = Verb.RETURN  # it was put right, and no rule names a unit
        if verb is None:
            continue
        if verb is Verb.APPROVE and state is not State.ANSWERED:
            verb = Verb.ANSWER_ALONG
        sources, target = TRANSITIONS[verb]
        assert state in sources, f"{event.name} of a case that is {state}"
        state = target
    assert state == case.state, f"the events lead to {state}"


def the_ledgers_say_how_the_clocks_stand(case: Case) -> None:
    """Read every clock anew: each line may follow the others, and what is kept beside is theirs."""
    calendar = units.working_calendar()
    rows = list(case.clocks.order_by("id"))
    for clock in rows:
        lines = [
            clocks.Entry(Verb(line.verb), line.at, line.amount)
            for line in clock.entries.order_by("id")
        ]
        unit = clock.unit
        for number in range(1, len(lines)):
            clocks.check(lines[:number], lines[number], unit, calendar)  # type: ignore[arg-type]
        pauses = [line.verb for line in lines if line.verb in {"pause", "resume"}]
        assert all(one != other for one, other in pairwise(pauses)), "two pauses at once"
        assert clock.state == clocks.state(lines)
        due = clocks.due(lines, unit, calendar)  # type: ignore[arg-type]
        assert clock.due_at == due
    answers = [clock for clock in rows if clock.purpose == Clock.Purpose.ANSWER]
    going_on = [clock for clock in rows if clock.state != clocks.State.STOPPED]
    assert case.due_at == answers[-1].due_at
    if case.state == State.CLOSED:
        assert not going_on, "a clock goes on after the end"
    else:
        assert answers[-1] in going_on, "an open case without a clock"
        assert case.clocks.filter(purpose="answer").exclude(state="stopped").count() == 1
    if any(clock.purpose == Clock.Purpose.PAYMENT for clock in going_on):
        assert answers[-1].state == clocks.State.PAUSED, "the time runs while the citizen must pay"


def it_lies_with_somebody(case: Case) -> None:
    """A unit has it or the center does; in work it is in the hands of one of the unit."""
    if case.state in {State.FORWARDED, State.ACCEPTED}:
        assert case.unit is not None
    if case.state == State.AT_CENTER:
        assert case.unit is None
    if case.state in {State.AT_CENTER, State.FORWARDED}:
        assert case.accepted_by is None
    if case.state == State.ACCEPTED and case.unit and case.unit.kind != Unit.Kind.OUTSIDE:
        assert case.accepted_by is not None, "in work, and nobody's"
    last = case.forwardings.order_by("id").last()
    if case.unit is not None:
        assert last is not None
        assert last.to_unit == case.unit, "the ledger of hand-overs names another unit"
    if case.state in {State.RELAYING, State.CLOSED}:
        assert not open_sub_tasks(case).exists(), "a unit works on a part of an answered case"


def it_follows_an_open_case_that_follows_none(case: Case) -> None:
    """No chains, no circles; one whose leading case was answered is not forgotten."""
    rows = list(LinkedReport.objects.filter(case=case, ended_at=None))
    assert [row.lead_id for row in rows] == ([case.lead_id] if case.lead_id else [])
    lead = case.lead
    if lead is None:
        return
    assert lead.lead_id is None, "a chain"
    assert lead.pk != case.pk
    assert case.state in {State.AT_CENTER, State.FORWARDED, State.ACCEPTED}
    if lead.state in {State.RELAYING, State.CLOSED}:
        assert lead.pk in linked_reports.left_behind()


def at_most_one_answer_question_and_relay_are_open(case: Case, at: datetime) -> None:
    """What waits for somebody waits once, and only where it can still come."""
    waiting = Answer.objects.filter(case=case, approved_at=None, sent_back_at=None)
    assert waiting.count() == (case.state == State.ANSWERED), "an answer waits beside its state"
    asked = list(case.questions.filter(state=Question.State.OPEN))
    assert len(asked) <= 1
    if asked:
        assert case.state in {State.FORWARDED, State.ACCEPTED}, "nobody waits for this question"
        assert asked[0].asked_at <= at
    pending = case.relays.filter(state=Relay.State.PENDING).count()
    assert pending <= 1
    if case.state != State.RELAYING:
        assert pending == 0, "somebody still tells the citizen of another answer"
    else:
        last = case.relays.order_by("id").last()
        assert last is not None
        assert last.state in {Relay.State.PENDING, Relay.State.EXHAUSTED}
    for relay in case.relays.all():
        results = [attempt.result for attempt in relay.attempts.order_by("number")]
        assert results.count("told") == (relay.state == Relay.State.TOLD)
        if relay.state in {Relay.State.EXHAUSTED, Relay.State.GIVEN_UP}:
            assert results, "given up before anybody tried"


def what_is_closed_says_what_came_of_it(case: Case) -> None:
    """A closing names an outcome with what it demands, and who was told or why not."""
    rows = list(case.closings.order_by("id"))
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    if case.state != State.CLOSED:
        assert case.closed_at is None
        return
    last = rows[-1]
    assert last.closed_at == case.closed_at
    assert closings.objection_of(case) is None, "closed while it is objected to"
    if last.answer is None:
        assert case.clocks.filter(purpose=Clock.Purpose.PAYMENT).exists()
        return
    _has_evidence(last)
    relay = case.relays.order_by("id").last()
    assert relay is not None
    assert relay.answer == last.answer == case.answers.order_by("id").last()
    assert last.told == (relay.state == Relay.State.TOLD)
    if not last.told:
        assert relay.state == Relay.State.GIVEN_UP
        assert last.given_up_by is not None
        assert case.notes.exists()


def _has_evidence(closing: Closing) -> None:
    answer = closing.answer
    assert answer is not None
    assert answer.plain_text
    assert answer.approved_by is not None
    for need in NEEDS[Outcome(closing.outcome)] - {Need.TEXT}:
        assert getattr(answer, need.value), f"{closing.outcome} without {need}"
    assert set(closing.case.topic.evidence.get(closing.outcome, ())) <= _kinds(closing.evidence)


def _kinds(shown: list[str]) -> set[str]:
    names = {Need.PHOTO: "photo", Need.VISIT: "visit", Need.DOCUMENT: "document"}
    return {names[Need(each)] for each in shown}


def who_closed_it_decides_no_objection(case: Case) -> None:
    """Whoever had a part in any earlier closing has no part in deciding what came of it."""
    before: set[int] = set()
    for closing in case.closings.select_related("answer").order_by("id"):
        objection = getattr(closing, "objection", None)
        before |= closings.closers(closing)
        if objection is not None:
            assert objection.taken_by_id not in before, "decides about their own closing"
