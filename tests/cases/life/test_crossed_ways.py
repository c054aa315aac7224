"""Verbs that meet where nobody expected them to: what `test_any_sequence` found or led to."""

import pytest
from tests import cast
from tests.cases import stories
from tests.cases.life.confirmations import closed, say
from tests.cases.together.sub_tasks import asked

from alo153.cases import actions
from alo153.cases.actions import NotOfThisKind
from alo153.cases.models import Case, Question, Relay, RelayAttempt
from alo153.cases.rules.clocks import State as ClockState
from alo153.cases.rules.lifecycle import NotPossible, State
from alo153.cases.rules.subtasks import SubTasksOpen
from alo153.citizens.channel import Channel
from alo153.core.actor import SYSTEM
from alo153.core.clock import now

pytestmark = pytest.mark.django_db
WRONG = RelayAttempt.Result.WRONG_NUMBER


def fail(case: Case) -> None:
    """Let the newest way of telling the citizen fail for good."""
    relay = case.relays.latest("id")
    actions.record_attempt(relay=relay, result=WRONG, by=SYSTEM, at=now())


def give_up(case: Case) -> None:
    reason = "Numara kullanılmıyor."
    actions.close_unreached(case=case, reason=reason, by=cast.staff("murat"), at=now())


def call_instead(case: Case) -> None:
    murat, wish = cast.staff("murat"), Channel.PHONE
    actions.relay_again(case=case, channel=wish, contact=case.contact, by=murat, at=now())


def together() -> tuple[Case, Case]:
    """Return a linked report that Selin accepted before it joined, and the case it goes with."""
    lead, case = stories.pruning(), stories.pruning(full_name="Mehmet Öztürk")
    actions.accept(case=case, by=cast.staff("selin"), at=now())
    actions.join(case=case, lead=lead, by=cast.actor("elif"), at=now())
    return case, lead


def test_nobody_gives_up_while_another_way_is_tried() -> None:
    case = stories.relaying()
    fail(case)
    call_instead(case)
    for again in (give_up, call_instead):
        with pytest.raises(Relay.DoesNotExist):
            again(case)
    case.refresh_from_db()
    assert case.state == State.RELAYING
    assert case.relays.filter(state=Relay.State.PENDING).count() == 1


def test_a_way_that_failed_before_an_objection_closes_nothing_after_it() -> None:
    case = stories.relaying()
    fail(case)
    call_instead(case)
    told = RelayAttempt.Result.TOLD
    actions.record_attempt(relay=case.relays.latest("id"), result=told, by=SYSTEM, at=now())
    say(case, solved=False, words="Dallar duruyor.")
    parks, elif_ = cast.unit("park-ve-bahceler"), cast.staff("elif")
    actions.forward(case=case, to=parks, reason="Yeniden.", by=elif_, at=now())
    actions.answer(case=case, finding=stories.DONE, by=cast.staff("selin"), at=now())
    actions.approve(case=case, plain_text="Bu kez budadık.", by=elif_, at=now())
    with pytest.raises(Relay.DoesNotExist):
        give_up(case)
    assert case.closings.count() == 1


def test_a_case_of_which_a_part_is_worked_on_goes_with_no_other() -> None:
    lead, case = stories.pruning(), stories.pruning(full_name="Mehmet Öztürk")
    actions.accept(case=case, by=cast.staff("selin"), at=now())
    asked(case)
    with pytest.raises(SubTasksOpen):
        actions.join(case=case, lead=lead, by=cast.actor("elif"), at=now())


def test_who_joins_is_not_asked_any_more_and_the_time_goes_on() -> None:
    lead, case = stories.pruning(), stories.pruning(full_name="Mehmet Öztürk")
    actions.ask(case=case, text="Hangi ağaç?", by=cast.staff("selin"), at=now())
    actions.join(case=case, lead=lead, by=cast.actor("elif"), at=now())
    assert case.questions.get().state == Question.State.VOID
    assert case.clocks.get().state == ClockState.RUNNING


def test_a_linked_report_is_neither_asked_held_nor_assigned() -> None:
    case, _lead = together()
    selin, nurten = cast.staff("selin"), cast.staff("nurten")
    with pytest.raises(NotPossible):
        actions.ask(case=case, text="Hangi ağaç?", by=selin, at=now())
    with pytest.raises(NotPossible):
        actions.assign(case=case, to=nurten, by=selin, at=now())
    with pytest.raises(NotOfThisKind):
        actions.pause(case=case, reason="Kazı izni bekleniyor.", by=selin, at=now())


def test_who_answers_without_accepting_has_it_in_hand_when_it_comes_back() -> None:
    case, selin = stories.pruning(), cast.staff("selin")
    actions.answer(case=case, finding=stories.DONE, by=selin, at=now())
    murat = cast.staff("murat")
    actions.send_back(case=case, reason="Ne zaman?", by=murat, at=now())
    assert (case.state, case.accepted_by) == (State.ACCEPTED, selin)


def test_whoever_had_a_part_in_any_closing_judges_none_of_the_case() -> None:
    case = closed()
    say(case, solved=False, words="Dallar duruyor.")
    elif_ = cast.staff("elif")
    actions.answer(case=case, finding=stories.DONE, by=elif_, at=now())
    with pytest.raises(actions.NotYourObjection):
        actions.approve(case=case, plain_text="Budadık.", by=cast.staff("murat"), at=now())
